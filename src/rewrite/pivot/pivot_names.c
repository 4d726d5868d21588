/* The columns of a PIVOT and their names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rewrite/pivot/bind_pivot.h"

/* The grammar cuts every identifier to this: a longer name could never be referred to. */
#define MAX_NAME_SIZE 63

static const char *cut_name(struct arena *arena, const char *name, size_t max_size)
{
    size_t size = strlen(name);
    if (size <= max_size)
        return name;
    size = max_size;
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

bool *pivot_find_repeated(struct arena *arena, const char *const *texts, size_t n)
{
    struct indexed *sorted = ARENA_ARRAY(arena, struct indexed, n + 1);
    bool *repeated = ARENA_ARRAY(arena, bool, n + 1);
    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct indexed){texts[i], i};
    qsort(sorted, n, sizeof *sorted, indexed_compare);
    for (size_t i = 1; i < n; i++)
        repeated[sorted[i].index] = strcmp(sorted[i - 1].text, sorted[i].text) == 0;
    return repeated;
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

static bool is_dynamic(const struct pivot *pivot)
{
    for (LIST_EACH(const struct pivot_key, key, &pivot->keys))
        if (key->is_dynamic)
            return true;
    return false;
}

bool pivot_error_columns(struct pivot_bind *bind, size_t n, bool is_more)
{
    err_set(bind->binder->err, SQLSTATE_TOO_MANY_COLUMNS, bind->position,
            "PIVOT would have %s%zu columns, the limit is %zu", is_more ? "more than " : "", n,
            bind->max_columns);
    return err_hint(bind->binder->err, "The parameter pivot.max_columns sets the limit.");
}

static bool check_count(struct pivot_bind *bind, size_t n)
{
    return n <= bind->max_columns ||
           pivot_error_columns(bind, n > 32767 ? (size_t)32767 : n, n > 32767);
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
    if (bind->pivot->keys.n == 0)
        return cell->name;
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
    column.name = cut_name(bind->binder->arena, column_name(bind, value, cell), MAX_NAME_SIZE);
    column.nullable =
        cell->expr->nullable && (!cell->default_on_null || cell->default_on_null->nullable);
    return column;
}

/* The names of all combinations of values, the first key outermost; then of others and total. */
static struct list value_names(const struct pivot_bind *bind)
{
    struct arena *arena = bind->binder->arena;
    struct list names = {0};
    bool is_first = true;
    for (LIST_EACH(struct pivot_key, key, &bind->pivot->keys)) {
        struct list longer = {0};
        for (size_t i = 0; i < (is_first ? 1 : names.n); i++)
            for (LIST_EACH(struct pivot_value, value, &key->values))
                list_add(arena, &longer,
                         is_first
                             ? arena_strdup(arena, value->name)
                             : arena_printf(arena, "%s_%s", (char *)names.items[i], value->name));
        names = longer;
        is_first = false;
    }
    if (is_first) /* no key: the cells themselves */
        list_add(arena, &names, arena_strdup(arena, ""));
    if (bind->pivot->others)
        list_add(arena, &names, arena_strdup(arena, bind->pivot->others));
    if (bind->pivot->total)
        list_add(arena, &names, arena_strdup(arena, bind->pivot->total));
    return names;
}

/* --- names that are taken --- */

struct taken {
    const char *name;
    unsigned n_suffixes; /* tried so far */
};

struct names {
    struct arena *arena;
    struct taken *slots;
    size_t n_slots; /* a power of two, more than twice the names */
};

static struct taken *find_slot(const struct names *names, const char *name)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (const char *c = name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    size_t at = hash & (names->n_slots - 1);
    while (names->slots[at].name && strcmp(names->slots[at].name, name) != 0)
        at = (at + 1) & (names->n_slots - 1);
    return &names->slots[at];
}

/* The name, with _1, _2 … behind it if it is taken. */
static const char *free_name(struct names *names, const char *name)
{
    struct taken *first = find_slot(names, name), *slot = first;
    while (slot->name) {
        char suffix[16];
        int size = snprintf(suffix, sizeof suffix, "_%u", ++first->n_suffixes);
        name =
            arena_printf(names->arena, "%s%s",
                         cut_name(names->arena, first->name, MAX_NAME_SIZE - (size_t)size), suffix);
        slot = find_slot(names, name);
    }
    slot->name = name;
    return name;
}

/* The names of what was found are nobody's to choose: they are made different. */
static void make_different(struct pivot_bind *bind, struct rel *rel)
{
    struct names names = {.arena = bind->binder->arena, .n_slots = 4};
    while (names.n_slots <= 2 * rel->n_columns)
        names.n_slots *= 2;
    names.slots = ARENA_ARRAY(bind->binder->arena, struct taken, names.n_slots);
    for (size_t i = 0; i < rel->n_columns; i++)
        rel->columns[i].name = free_name(&names, rel->columns[i].name);
}

const char *pivot_repeated_name(struct arena *arena, const struct rel *rel)
{
    const char **names = ARENA_ARRAY(arena, const char *, rel->n_columns + 1);
    for (size_t i = 0; i < rel->n_columns; i++)
        names[i] = rel->columns[i].name;
    const bool *repeated = pivot_find_repeated(arena, names, rel->n_columns);
    for (size_t i = 0; i < rel->n_columns; i++)
        if (repeated[i])
            return names[i];
    return NULL;
}

static bool check_names(struct pivot_bind *bind, const struct rel *rel)
{
    const char *name = pivot_repeated_name(bind->binder->arena, rel);
    if (!name)
        return true;
    err_set(bind->binder->err, SQLSTATE_DUPLICATE_COLUMN, bind->position,
            "PIVOT would have two columns named \"%s\"", name);
    return err_hint(bind->binder->err, "Give the values or the cells other names with AS.");
}

static bool settle_names(struct pivot_bind *bind, struct rel *rel)
{
    if (!is_dynamic(bind->pivot))
        return check_names(bind, rel);
    make_different(bind, rel);
    return true;
}

bool pivot_columns(struct pivot_bind *bind, struct rel *rel)
{
    size_t n = count_columns(bind);
    if (!check_count(bind, n))
        return false;
    rel->columns = ARENA_ARRAY(bind->binder->arena, struct rel_column, n + 1);
    for (size_t i = 0; i < bind->pivot->rows.n; i++)
        rel->columns[rel->n_columns++] = row_column(bind, i);
    struct list names = value_names(bind);
    for (LIST_EACH(const char, name, &names))
        for (LIST_EACH(struct pivot_cell, cell, &bind->pivot->cells))
            rel->columns[rel->n_columns++] = cell_column(bind, name, cell);
    if (bind->pivot->grouping_id)
        rel->columns[rel->n_columns++] = (struct rel_column){
            .name = bind->pivot->grouping_id, .type = PG_INT4, .typmod = -1, .nullable = false};
    return settle_names(bind, rel);
}
