/* The columns of a PIVOT and their names. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/bind_pivot.h"

/* The grammar cuts every identifier to this: a longer name could never be referred to. */
#define MAX_NAME_SIZE 63

static const char *cut_name(struct arena *arena, const char *name)
{
    size_t size = strlen(name);
    if (size <= MAX_NAME_SIZE)
        return name;
    size = MAX_NAME_SIZE;
    while (size > 0 && ((unsigned char)name[size] & 0xC0) == 0x80)
        size--;
    return arena_strndup(arena, name, size);
}

struct indexed {
    const char *text;
    size_t index;
};

static int indexed_compare(const void *a, const void *b)
{
    const struct indexed *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

size_t pivot_find_duplicate(struct arena *arena, const char *const *texts, size_t n)
{
    struct indexed *sorted = ARENA_ARRAY(arena, struct indexed, n);
    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct indexed){texts[i], i};
    qsort(sorted, n, sizeof *sorted, indexed_compare);
    size_t found = n;
    for (size_t i = 1; i < n; i++)
        if (strcmp(sorted[i - 1].text, sorted[i].text) == 0 && sorted[i].index < found)
            found = sorted[i].index;
    return found;
}

/* rows + cells × (values × values … + others + total) + grouping id, or more than the limit. */
static size_t count_columns(const struct pivot_bind *bind)
{
    const struct pivot *pivot = bind->pivot;
    size_t n = pivot->cells.n;
    for (LIST_EACH(struct pivot_key, key, &pivot->keys))
        if (n <= bind->max_columns)
            n *= key->values.n;
    return n + pivot->cells.n * ((pivot->others != NULL) + (pivot->total != NULL)) + pivot->rows.n +
           (pivot->grouping_id != NULL);
}

static bool check_count(struct pivot_bind *bind, size_t n)
{
    if (n <= bind->max_columns)
        return true;
    err_set(bind->binder->err, SQLSTATE_TOO_MANY_COLUMNS, bind->position,
            "PIVOT would have %s%zu columns, the limit is %zu", n > 32767 ? "more than " : "",
            n > 32767 ? (size_t)32767 : n, bind->max_columns);
    return err_hint(bind->binder->err, "The parameter pivot.max_columns sets the limit.");
}

static struct rel_column row_column(const struct pivot_bind *bind, size_t i)
{
    const struct target *row = bind->pivot->rows.items[i];
    return (struct rel_column){.name = row->name,
                               .type = row->expr->type,
                               .typmod = row->expr->typmod,
                               .nullable = bind->row_is_nullable[i]};
}

static const char *column_name(const struct pivot_bind *bind, const char *value,
                               const struct pivot_cell *cell)
{
    if (bind->pivot->cells.n == 1 && !cell->has_alias)
        return value;
    const char *naming = settings_get(bind->binder->context->settings, "pivot.naming");
    bool agg_first = strcmp(naming, "agg_value") == 0;
    return arena_printf(bind->binder->arena, "%s_%s", agg_first ? cell->name : value,
                        agg_first ? value : cell->name);
}

static struct rel_column cell_column(const struct pivot_bind *bind, const char *value,
                                     const struct pivot_cell *cell)
{
    struct rel_column column = {.type = cell->expr->type, .typmod = cell->expr->typmod};
    column.name = cut_name(bind->binder->arena, column_name(bind, value, cell));
    column.nullable =
        cell->expr->nullable && (!cell->default_on_null || cell->default_on_null->nullable);
    return column;
}

/* The names of all combinations of values, the first key outermost; then of others and total. */
static struct list value_names(const struct pivot_bind *bind)
{
    struct arena *arena = bind->binder->arena;
    struct list names = {0};
    for (LIST_EACH(struct pivot_key, key, &bind->pivot->keys)) {
        struct list longer = {0};
        for (size_t i = 0; i < (names.n ? names.n : 1); i++)
            for (LIST_EACH(struct pivot_value, value, &key->values))
                list_add(arena, &longer,
                         names.n ? arena_printf(arena, "%s_%s", (char *)names.items[i], value->name)
                                 : arena_strdup(arena, value->name));
        names = longer;
    }
    if (bind->pivot->others)
        list_add(arena, &names, arena_strdup(arena, bind->pivot->others));
    if (bind->pivot->total)
        list_add(arena, &names, arena_strdup(arena, bind->pivot->total));
    return names;
}

static bool check_names(struct pivot_bind *bind, const struct rel *rel)
{
    const char **names = ARENA_ARRAY(bind->binder->arena, const char *, rel->n_columns);
    for (size_t i = 0; i < rel->n_columns; i++)
        names[i] = rel->columns[i].name;
    size_t found = pivot_find_duplicate(bind->binder->arena, names, rel->n_columns);
    if (found == rel->n_columns)
        return true;
    err_set(bind->binder->err, SQLSTATE_DUPLICATE_COLUMN, bind->position,
            "PIVOT would have two columns named \"%s\"", names[found]);
    return err_hint(bind->binder->err, "Give the values or the cells other names with AS.");
}

bool pivot_columns(struct pivot_bind *bind, struct rel *rel)
{
    size_t n = count_columns(bind);
    if (!check_count(bind, n))
        return false;
    rel->columns = ARENA_ARRAY(bind->binder->arena, struct rel_column, n);
    for (size_t i = 0; i < bind->pivot->rows.n; i++)
        rel->columns[rel->n_columns++] = row_column(bind, i);
    struct list names = value_names(bind);
    for (LIST_EACH(const char, name, &names))
        for (LIST_EACH(struct pivot_cell, cell, &bind->pivot->cells))
            rel->columns[rel->n_columns++] = cell_column(bind, name, cell);
    if (bind->pivot->grouping_id)
        rel->columns[rel->n_columns++] = (struct rel_column){
            .name = bind->pivot->grouping_id, .type = PG_INT4, .typmod = -1, .nullable = false};
    return check_names(bind, rel);
}
