/* What stands in a column of the rows that are left. */
#include "rewrite/system/system_values.h"

#include <stdlib.h>
#include <string.h>

#include "rewrite/system/system_scan.h"

struct taking {
    struct arena *arena;
    size_t column;
    struct list *values;
};

static void take_value(void *owner, size_t index, const char *const *row)
{
    struct taking *taking = owner;
    (void)index;
    if (row[taking->column])
        list_add(taking->arena, taking->values, (void *)(uintptr_t)row[taking->column]);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool system_values(struct binder *binder, const struct rel *rel, size_t column, struct list *values)
{
    struct taking taking = {binder->arena, column, values};
    if (rel->kind != REL_TABLE || !rel->choice)
        return false;
    bool *wanted = ARENA_ARRAY(binder->arena, bool, rel->n_columns);
    wanted[column] = true;
    struct system_scan scan = {.arena = binder->arena,
                               .context = binder->context,
                               .table = rel->table,
                               .wanted = wanted,
                               .choice = rel->choice,
                               .row = take_value,
                               .owner = &taking};
    system_scan_run(&scan);
    if (values->n)
        qsort(values->items, values->n, sizeof *values->items, compare);
    return true;
}

bool system_values_has(const struct list *values, const char *text)
{
    return values->n && bsearch(&text, values->items, values->n, sizeof text, compare);
}
