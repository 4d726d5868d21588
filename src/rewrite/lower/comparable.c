/* Refuses to compare what ClickHouse cannot compare as PostgreSQL does. */
#include "rewrite/lower/comparable.h"

#include "rewrite/bind/row_key.h"

enum use { USE_EQUALITY, USE_ORDER, USE_CHOICE, USE_WINDOW_ORDER, N_USES };

/* json's words in PostgreSQL. */
static const char *const needs[N_USES] = {
    [USE_EQUALITY] = "an equality operator",
    [USE_ORDER] = "an ordering operator",
    [USE_CHOICE] = "a comparison function",
    [USE_WINDOW_ORDER] = "an ordering operator",
};

static bool check_type(struct binder *binder, const struct expr *expr, enum use use)
{
    if (expr->type == PG_JSON)
        return err_set(binder->err, SQLSTATE_UNDEFINED_FUNCTION, expr->position,
                       "could not identify %s for type json", needs[use]);
    if (expr->type == PG_JSONB && use == USE_CHOICE)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, expr->position,
                       "choosing between values of type jsonb is not supported");
    if (expr->type == PG_RECORD)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, expr->position,
                       "grouping and sorting by rows is not supported yet");
    return true;
}

static bool check_exprs(struct binder *binder, const struct list *exprs, enum use use)
{
    for (size_t i = 0; i < exprs->n; i++)
        if (!check_type(binder, exprs->items[i], use))
            return false;
    return true;
}

static bool check_keys(struct binder *binder, const struct list *keys, enum use use)
{
    for (size_t i = 0; i < keys->n; i++)
        if (!check_type(binder, ((struct sort_key *)keys->items[i])->expr, use))
            return false;
    return true;
}

static bool check_call(struct expr **at, void *context)
{
    const struct expr *expr = *at;
    bool is_distinct = expr->kind == EXPR_AGGREGATE && expr->aggregate.distinct;
    if (expr->kind == EXPR_MIN_MAX || is_distinct)
        return check_exprs(context, &expr->args, is_distinct ? USE_EQUALITY : USE_CHOICE);
    const struct window *over = expr->kind == EXPR_WINDOW ? expr->aggregate.over : NULL;
    return !over || (check_keys(context, &over->order_by, USE_WINDOW_ORDER) &&
                     check_exprs(context, &over->partition_by, USE_EQUALITY));
}

static bool check_top(struct expr **at, void *context)
{
    return expr_walk(at, check_call, context);
}

bool comparable_check(struct binder *binder, struct query *query)
{
    bool is_distinct = query->kind == QUERY_SET_OPERATION
                           ? !query->all || query->set_operation != SET_UNION
                           : query->distinct;
    for (size_t i = 0; is_distinct && i < query->targets.n; i++) {
        const struct target *target = query->targets.items[i];
        bool is_text = target->row && row_has_plain_text(target->row);
        if (!is_text && !check_type(binder, target->expr, USE_EQUALITY))
            return false;
    }
    return check_exprs(binder, &query->group_by, USE_EQUALITY) &&
           check_exprs(binder, &query->distinct_on, USE_EQUALITY) &&
           check_keys(binder, &query->order_by, USE_ORDER) &&
           query_walk_exprs(query, check_top, binder);
}
