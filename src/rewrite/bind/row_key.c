/* What rows that are sorted, grouped and compared stand for. Does not know how they are shown. */
#include "rewrite/bind/row_key.h"

#include <string.h>

#include "rewrite/bind/bind_whole_row.h"

const struct expr *row_of_key(const struct query *query, const struct expr *key)
{
    if (key->row)
        return key;
    for (size_t i = 0; query && key->type == PG_RECORD && i < query->targets.n; i++) {
        const struct target *target = query->targets.items[i];
        if (target->row && expr_equal(target->expr, key))
            return target->row;
    }
    return NULL;
}

static void add_sort_key(struct binder *binder, struct list *keys, struct expr *expr,
                         bool descending, bool nulls_first)
{
    struct sort_key *key = ARENA_NEW(binder->arena, struct sort_key);
    *key = (struct sort_key){.expr = expr, .descending = descending, .nulls_first = nulls_first};
    list_add(binder->arena, keys, key);
}

static bool has_presence(const struct expr *row)
{
    return row->args.n > row->row->n;
}

/* NULL fields are larger than others; NULLS FIRST and LAST are said of rows that are NULL. */
void row_add_sort_keys(struct binder *binder, const struct query *query, struct sort_key *key,
                       struct list *keys)
{
    const struct expr *row = row_of_key(query, key->expr);
    size_t before = keys->n;
    if (!row) {
        list_add(binder->arena, keys, key);
        return;
    }
    if (has_presence(row)) {
        struct expr *presence = expr_copy(binder->arena, row->args.items[row->row->n]);
        struct expr *is_null = expr_clickhouse(binder->arena, PG_INT4, "isNull($1)", 1, &presence);
        is_null->nullable = false;
        add_sort_key(binder, keys, is_null, key->nulls_first, false);
    }
    for (size_t i = 0; i < row->row->n; i++) {
        const struct expr *field = row->args.items[i];
        if (field->kind != EXPR_CONST)
            add_sort_key(binder, keys, expr_copy(binder->arena, field), key->descending,
                         key->descending);
    }
    if (keys->n == before)
        list_add(binder->arena, keys, key);
}

void row_add_group_keys(struct binder *binder, const struct query *query, struct expr *key,
                        struct list *keys)
{
    const struct expr *row = row_of_key(query, key);
    size_t before = keys->n;
    /* What tells whether the row is there is one of its fields. */
    for (size_t i = 0; row && i < row->row->n; i++) {
        const struct expr *field = row->args.items[i];
        if (field->kind != EXPR_CONST)
            list_add(binder->arena, keys, expr_copy(binder->arena, field));
    }
    if (keys->n == before)
        list_add(binder->arena, keys, key);
}

/* ---- values ---- */

static bool have_one_type(struct binder *binder, const struct expr *left, const struct expr *right,
                          int position)
{
    if (left->row->n != right->row->n)
        return err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, position,
                       "cannot compare record types with different numbers of columns");
    for (size_t i = 0; i < left->row->n; i++) {
        const struct expr *a = left->args.items[i], *b = right->args.items[i];
        if (a->type != b->type || a->row || b->row)
            return err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, position,
                           "cannot compare dissimilar column types %s and %s at record column %zu",
                           pgtype_sql_name(a->type), pgtype_sql_name(b->type), i + 1);
    }
    return true;
}

struct expr *row_compare_values(struct binder *binder, const char *name, const struct expr *left,
                                const struct expr *right, int position)
{
    bool is_equal = strcmp(name, "=") == 0;
    if ((!is_equal && strcmp(name, "<>") != 0) || !left->row->n) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                "the operator %s of rows that are values is not supported yet", name);
        return NULL;
    }
    if (!have_one_type(binder, left, right, position))
        return NULL;
    struct expr *all = NULL;
    for (size_t i = 0; i < left->row->n; i++) {
        struct expr *pair =
            bind_distinct_of(binder, expr_copy(binder->arena, left->args.items[i]),
                             expr_copy(binder->arena, right->args.items[i]), is_equal, position);
        if (!pair)
            return NULL;
        all = expr_bool(binder->arena, is_equal ? BOOL_AND : BOOL_OR, all, pair);
    }
    all = bind_row_if_present(binder, left, all);
    all = bind_row_if_present(binder, right, all);
    all->nullable = has_presence(left) || has_presence(right);
    all->position = position;
    return all;
}

bool row_has_plain_text(const struct expr *row)
{
    static const uint32_t types[] = {PG_BOOL, PG_INT2,    PG_INT4, PG_INT8,      PG_TEXT,
                                     PG_UUID, PG_VARCHAR, PG_DATE, PG_TIMESTAMP, PG_TIME};
    const size_t n = sizeof types / sizeof *types;
    for (size_t i = 0; i < row->row->n; i++) {
        size_t k = 0;
        while (k < n && types[k] != ((const struct expr *)row->args.items[i])->type)
            k++;
        if (k == n)
            return false;
    }
    return true;
}
