/* The conditional expressions that compare. Knows no operators: they are rows of tables. */
#include "rewrite/lower/lower_compare.h"

#include <string.h>

#include "rewrite/routines/routine_row.h"

/* What x is ordered by, where its own order is not PostgreSQL's. */
static const struct {
    uint32_t type;
    const char *key;
    const char *turned; /* a key of the reverse order, where equal values may look different */
} orders[] = {
    {PG_FLOAT4, "(isNaN(x), x)", NULL},
    {PG_FLOAT8, "(isNaN(x), x)", NULL},
    {PG_UUID, "toString(x)", NULL},
    {PG_INTERVAL, INTERVAL_ORDER("x"), "-" INTERVAL_ORDER("x")},
    {PG_BPCHAR, "trim(TRAILING ' ' FROM x)", NULL},
};

/* Of a GREATEST or LEAST, the key that its value is the least by, or the greatest: *is_last. */
static const char *order_of(const struct expr *expr, bool *is_last)
{
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        if (orders[i].type != expr->type)
            continue;
        *is_last = expr->is_greatest && !orders[i].turned;
        return expr->is_greatest && orders[i].turned ? orders[i].turned : orders[i].key;
    }
    return NULL;
}

void lower_min_max(struct arena *arena, struct expr **at)
{
    struct expr *expr = *at;
    bool is_last = false;
    const char *key = expr->kind == EXPR_MIN_MAX ? order_of(expr, &is_last) : NULL;
    if (!key)
        return;
    /* No value at all is NULL: of an empty array, the default of what can be NULL. */
    struct expr **args = (struct expr **)expr->args.items;
    struct expr *first = expr_clickhouse(arena, expr->type, "toNullable($1)", 1, args);
    first->nullable = true;
    args[0] = first;
    const char *template_ = arena_printf(
        arena, "arrayElement(arraySort(x -> %s, arrayFilter(x -> isNotNull(x), array($*))), %s)",
        key, is_last ? "-1" : "1");
    struct expr *lowered = expr_clickhouse(arena, expr->type, template_, expr->args.n, args);
    lowered->nullable = expr->nullable;
    lowered->typmod = expr->typmod;
    *at = lowered;
}

void lower_nullif(struct arena *arena, struct expr **at)
{
    struct expr *expr = *at;
    if (expr->kind != EXPR_NULLIF || expr->type == PG_NUMERIC ||
        strcmp(expr->routine->clickhouse, "($1 = $2)") == 0)
        return;
    struct expr *cases = expr_new(arena, EXPR_CASE, expr->type, expr->position);
    struct case_when *when = ARENA_NEW(arena, struct case_when);
    when->condition = expr_new(arena, EXPR_CALL, PG_BOOL, expr->position);
    when->condition->routine = expr->routine;
    when->condition->args = expr->args;
    when->result = expr_const(arena, expr->type, NULL, expr->position);
    list_add(arena, &cases->cases.whens, when);
    cases->cases.otherwise = expr_copy(arena, expr->args.items[0]);
    cases->typmod = expr->typmod;
    *at = cases;
}
