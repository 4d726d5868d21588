/* ARRAY(SELECT …). */
#include <string.h>

#include "rewrite/bind/bind_array.h"
#include "rewrite/lower/lower_arms.h"

static struct expr *refuse(struct binder *binder, int position)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
            "ARRAY of this subquery is not supported yet");
    return NULL;
}

/* The array of a block's rows, as an aggregate of the block. */
static struct expr *aggregate_rows(struct binder *binder, struct query *query)
{
    const struct routine *row;
    struct target *target = query->targets.items[0];
    if (routine_find(ROUTINE_AGGREGATE, "array_agg", &row, 1) != 1)
        return NULL;
    struct expr *expr = expr_new(binder->arena, EXPR_AGGREGATE, pgtype_array(target->expr->type),
                                 target->expr->position);
    expr->aggregate.routine = row;
    expr->aggregate.order_by = query->order_by;
    expr->n_dims = 1;
    lower_count_arm(binder->arena, &target->expr);
    list_add(binder->arena, &expr->args, target->expr);
    query->order_by = (struct list){0};
    query->is_aggregated = true;
    target->expr = expr;
    return expr;
}

/* The elements of an array stay in their order. */
static void order_by_place(struct binder *binder, struct query *query)
{
    struct rel *rel = query->from;
    bool is_plain = query->kind == QUERY_SELECT && !query->is_aggregated && !query->distinct &&
                    !query->distinct_on.n && !query->order_by.n;
    if (!is_plain || !rel || rel->kind != REL_FUNCTION)
        return;
    size_t place = rel->n_columns - 1;
    if (!rel->function.ordinality) {
        struct rel_column *columns =
            ARENA_ARRAY(binder->arena, struct rel_column, rel->n_columns + 1);
        memcpy(columns, rel->columns, rel->n_columns * sizeof *columns);
        place = rel->n_columns++;
        columns[place] = (struct rel_column){.name = "", .type = PG_INT8, .typmod = -1};
        rel->columns = columns;
        rel->function.ordinality = true;
    }
    struct sort_key *key = ARENA_NEW(binder->arena, struct sort_key);
    key->expr = expr_column(binder->arena, rel, place, 0);
    list_add(binder->arena, &query->order_by, key);
}

/* The number of the target that is the expression, which is added if there is none. */
static size_t target_of(struct binder *binder, struct query *query, struct expr *expr)
{
    size_t i = 0;
    while (i < query->targets.n &&
           !expr_equal(((const struct target *)query->targets.items[i])->expr, expr))
        i++;
    if (i == query->targets.n) {
        struct target *target = ARENA_NEW(binder->arena, struct target);
        *target = (struct target){expr_copy(binder->arena, expr), ""};
        list_add(binder->arena, &query->targets, target);
    }
    return i;
}

/* SELECT c1 FROM (query) ORDER BY its keys: a block that can be aggregated. */
static struct query *rows_in_order(struct binder *binder, struct query *query)
{
    struct list keys = query->order_by;
    size_t *places = ARENA_ARRAY(binder->arena, size_t, keys.n + 1);
    for (size_t i = 0; i < keys.n; i++)
        places[i] = target_of(binder, query, ((const struct sort_key *)keys.items[i])->expr);
    if (!query->limit && !query->offset && !query->distinct_on.n)
        query->order_by = (struct list){0};
    struct query *rows = bind_wrap(binder, query);
    rows->targets.n = 1;
    for (size_t i = 0; i < keys.n; i++) {
        struct sort_key *key = ARENA_NEW(binder->arena, struct sort_key);
        *key = *(const struct sort_key *)keys.items[i];
        key->expr = expr_column(binder->arena, rows->from, places[i], 0);
        list_add(binder->arena, &rows->order_by, key);
    }
    return rows;
}

/* coalesce((SELECT array_agg(…) …), '{}') */
static struct expr *bind_array_of_correlated(struct binder *binder, struct query *query,
                                             int position)
{
    order_by_place(binder, query);
    if (query->kind != QUERY_SELECT || query->is_aggregated || query->distinct ||
        query->distinct_on.n || query->limit || query->offset)
        query = rows_in_order(binder, query);
    struct expr *aggregate = aggregate_rows(binder, query);
    struct expr *value = aggregate ? bind_subquery_expr(binder, query, SUBQUERY_SCALAR) : NULL;
    if (!value)
        return NULL;
    value->n_dims = 1;
    struct expr *expr = expr_new(binder->arena, EXPR_COALESCE, aggregate->type, position);
    list_add(binder->arena, &expr->args, value);
    list_add(binder->arena, &expr->args,
             expr_const(binder->arena, aggregate->type, "{}", position));
    expr->nullable = false;
    expr->n_dims = 1;
    return expr;
}

struct expr *bind_array_query(struct binder *binder, struct query *query, int position)
{
    const struct target *target = query->targets.items[0];
    if (query->targets.n != 1) {
        err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position,
                "subquery must return only one column");
        return NULL;
    }
    if (pgtype_element(target->expr->type) || !pgtype_array(target->expr->type))
        return refuse(binder, position);
    if (correlated_is(binder, query))
        return bind_array_of_correlated(binder, query, position);
    struct expr *expr = bind_subquery_expr(binder, query, SUBQUERY_ARRAY);
    expr->type = pgtype_array(target->expr->type);
    expr->typmod = -1;
    expr->nullable = false;
    expr->n_dims = 1;
    return expr;
}
