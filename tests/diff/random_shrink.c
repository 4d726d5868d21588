/* Makes failing statements smaller. Knows trees and constants, no SQL. */
#include "random_shrink.h"
#include "base/pgtype.h"

struct shrinker {
    struct arena *arena;
    const struct random_words *words;
    struct tree *statement;
    int tries;
    random_still_fails still_fails;
    void *owner;
};

static bool asks(struct shrinker *shrinker)
{
    return shrinker->tries-- > 0 && shrinker->still_fails(shrinker->owner, shrinker->statement);
}

static bool replace(struct shrinker *shrinker, struct tree *node, struct tree by)
{
    struct tree before = *node;
    *node = by;
    if (asks(shrinker))
        return true;
    *node = before;
    return false;
}

static void list_group(struct arena *arena, struct tree *node, int group, struct list *found)
{
    if (node->group == group)
        list_add(arena, found, node);
    for (int i = 0; i < node->n; i++)
        list_group(arena, node->parts[i], group, found);
}

static void remove_part(struct tree *node, int index)
{
    for (int i = index; i + 1 < node->n; i++)
        node->parts[i] = node->parts[i + 1];
    node->n--;
}

static void insert_part(struct tree *node, int index, struct tree *part)
{
    for (int i = node->n++; i > index; i--)
        node->parts[i] = node->parts[i - 1];
    node->parts[index] = part;
}

/* From all lists of its group. */
static bool drop_part(struct shrinker *shrinker, struct tree *node, int index)
{
    struct list lists = {0}, dropped = {0};
    if (node->group)
        list_group(shrinker->arena, shrinker->statement, node->group, &lists);
    else
        list_add(shrinker->arena, &lists, node);
    for (LIST_EACH(struct tree, list, &lists)) {
        if (index >= list->n)
            return false;
    }
    for (LIST_EACH(struct tree, list, &lists)) {
        list_add(shrinker->arena, &dropped, list->parts[index]);
        remove_part(list, index);
    }
    if (asks(shrinker))
        return true;
    for (size_t i = 0; i < lists.n; i++)
        insert_part(lists.items[i], index, dropped.items[i]);
    return false;
}

static bool drop_parts(struct shrinker *shrinker, struct tree *node)
{
    bool smaller = false;
    for (int i = node->n - 1; i >= 0 && node->n > node->least; i--)
        smaller |= drop_part(shrinker, node, i);
    return smaller;
}

/* Nodes of the type below, nearest first; those inside queries belong to another scope. */
static void list_same_type(struct arena *arena, const struct tree *node, uint32_t type,
                           struct list *found)
{
    for (int i = 0; i < node->n; i++) {
        if (node->parts[i]->type == type)
            list_add(arena, found, node->parts[i]);
    }
    for (int i = 0; i < node->n; i++) {
        if (type == TREE_QUERY || node->parts[i]->type != TREE_QUERY)
            list_same_type(arena, node->parts[i], type, found);
    }
}

static bool replace_by_part(struct shrinker *shrinker, struct tree *node)
{
    struct list found = {0};
    list_same_type(shrinker->arena, node, node->type, &found);
    for (LIST_EACH(struct tree, part, &found)) {
        if (replace(shrinker, node, *part))
            return true;
    }
    return false;
}

/* A column becomes a constant; a constant becomes the first of its type. */
static bool replace_by_constant(struct shrinker *shrinker, struct tree *node)
{
    const struct random_type *type = random_type_find(shrinker->words, node->type);
    for (size_t i = 0; type && i < type->constants.n && i < 2; i++) {
        const char *text = type->constants.items[i];
        if (node->text == text)
            return false;
        if (replace(shrinker, node, (struct tree){.type = node->type, .text = text}))
            return true;
    }
    const char *null = arena_printf(shrinker->arena, "NULL::%s", pgtype_sql_name(node->type));
    return node->n > 0 && replace(shrinker, node, (struct tree){.type = node->type, .text = null});
}

static bool shrink(struct shrinker *shrinker, struct tree *node)
{
    bool smaller = false;
    if (node->between)
        smaller = drop_parts(shrinker, node);
    else if (node->type != TREE_FIXED && node->n > 0)
        smaller = replace_by_part(shrinker, node);
    if (!node->between && node->type > TREE_TABLE)
        smaller |= replace_by_constant(shrinker, node);
    for (int i = 0; i < node->n; i++)
        smaller |= shrink(shrinker, node->parts[i]);
    return smaller;
}

void random_shrink(struct arena *arena, const struct random_words *words, struct tree *statement,
                   int tries, random_still_fails still_fails, void *owner)
{
    struct shrinker shrinker = {arena, words, statement, tries, still_fails, owner};
    while (shrinker.tries > 0 && shrink(&shrinker, statement))
        ;
}
