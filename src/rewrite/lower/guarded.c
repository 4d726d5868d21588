/* Keeps what is guarded in one clause apart from what is computed in the next. Knows no functions.
 */
#include "rewrite/lower/guarded.h"

#include <string.h>

#include "base/buf.h"
#include "rewrite/emit/emit_expr.h"
#include "rewrite/lower/short_circuit.h"

/* In the order of their computation; how many identity() keep the operands of each apart. */
enum moment { AT_SELECT, AT_WHERE, AT_HAVING, AT_WINDOW, AT_ORDER };

struct separation {
    struct arena *arena;
    struct query *query;
    enum moment moment;
    const struct expr *part; /* of an operand: looked for in later clauses */
};

/* ---- what is told apart ---- */

static bool is_key(const struct query *query, const struct expr *expr)
{
    for (size_t i = 0; i < query->group_by.n; i++)
        if (expr_equal(query->group_by.items[i], expr))
            return true;
    return false;
}

/* What a clause takes as it is: columns, and after grouping keys and aggregates. */
static bool is_taken(const struct separation *separation, const struct expr *expr)
{
    return expr->kind == EXPR_COLUMN || expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_WINDOW ||
           expr->kind == EXPR_GROUPING || expr->kind == EXPR_SUBQUERY ||
           (separation->moment != AT_WHERE && is_key(separation->query, expr));
}

static bool mark(struct expr **at, void *context)
{
    const struct separation *separation = context;
    if ((*at)->kind == EXPR_LAMBDA)
        return true;
    if (!is_taken(separation, *at))
        return expr_visit_children(*at, mark, context);
    for (unsigned i = 0; i < (unsigned)separation->moment; i++) {
        struct expr *taken = *at;
        *at = expr_clickhouse(separation->arena, taken->type, "identity($1)", 1, &taken);
        (*at)->nullable = taken->nullable;
        (*at)->typmod = taken->typmod;
    }
    return true;
}

/* ---- what comes later ---- */

/* What an operation is of; further arguments say how many decimals it shows (shown_scale.h). */
#define MAX_OPERANDS 2

/* Whether ClickHouse may find what computes the one in the other. */
static bool is_same_computation(const struct expr *a, const struct expr *b)
{
    if (a->kind != EXPR_CALL || b->kind != EXPR_CALL || a->args.n != b->args.n ||
        strcmp(a->routine->name, b->routine->name) != 0)
        return expr_equal(a, b);
    for (size_t i = 0; i < a->args.n && i < MAX_OPERANDS; i++)
        if (!expr_equal(a->args.items[i], b->args.items[i]))
            return false;
    return true;
}

/* False: the part is here. */
static bool is_elsewhere(struct expr **at, void *context)
{
    const struct separation *separation = context;
    return !is_same_computation(*at, separation->part) &&
           expr_visit_children(*at, is_elsewhere, context);
}

static bool is_in_windows(struct expr **at, void *context)
{
    const struct window *over = (*at)->kind == EXPR_WINDOW ? (*at)->aggregate.over : NULL;
    bool is_free = true;
    for (size_t i = 0; over && i < over->partition_by.n; i++)
        is_free &= is_elsewhere((struct expr **)&over->partition_by.items[i], context);
    for (size_t i = 0; over && i < over->order_by.n; i++)
        is_free &= is_elsewhere(&((struct sort_key *)over->order_by.items[i])->expr, context);
    return is_free && expr_visit_children(*at, is_in_windows, context);
}

static bool is_in_list(struct list *exprs, struct separation *separation)
{
    for (size_t i = 0; i < exprs->n; i++)
        if (!is_elsewhere((struct expr **)&exprs->items[i], separation))
            return true;
    return false;
}

static bool is_in_targets(struct separation *separation, expr_visit *visit)
{
    for (LIST_EACH(struct target, target, &separation->query->targets))
        if (!visit(&target->expr, separation))
            return true;
    return false;
}

static bool is_in_order(struct separation *separation)
{
    for (LIST_EACH(struct sort_key, key, &separation->query->order_by))
        if (!is_elsewhere(&key->expr, separation))
            return true;
    return false;
}

static bool comes_later(struct separation *separation)
{
    struct query *query = separation->query;
    enum moment moment = separation->moment;
    if (is_in_targets(separation, is_elsewhere))
        return true;
    if (moment == AT_WHERE && (is_in_list(&query->group_by, separation) ||
                               (query->having && !is_elsewhere(&query->having, separation))))
        return true;
    if (moment < AT_WINDOW && is_in_targets(separation, is_in_windows))
        return true;
    return moment < AT_ORDER && is_in_order(separation);
}

/* ---- operands ---- */

static bool can_raise(const struct expr *expr)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    emit_expr(&text, expr);
    bool raises = short_circuit_can_raise(buf_str(&text));
    buf_free(&text);
    return raises;
}

/* False: this part of an operand is computed later, too. */
static bool is_apart(struct expr **at, void *context)
{
    struct separation *separation = context;
    if (is_taken(separation, *at) || (*at)->kind == EXPR_CONST || (*at)->kind == EXPR_LAMBDA)
        return true;
    separation->part = *at;
    if (expr_contains(*at, EXPR_COLUMN) && comes_later(separation) && can_raise(*at))
        return false;
    return expr_visit_children(*at, is_apart, context);
}

static void separate_operand(struct expr **at, struct separation *separation)
{
    if (!is_apart(at, separation))
        mark(at, separation);
}

static void separate_case(struct expr *expr, struct separation *separation)
{
    for (size_t i = 0; i < expr->cases.whens.n; i++) {
        struct case_when *when = expr->cases.whens.items[i];
        if (i > 0)
            separate_operand(&when->condition, separation);
        separate_operand(&when->result, separation);
    }
    if (expr->cases.otherwise)
        separate_operand(&expr->cases.otherwise, separation);
}

static bool separate(struct expr **at, void *context)
{
    struct expr *expr = *at;
    if (is_taken(context, expr))
        return true;
    if (expr->kind == EXPR_CASE)
        separate_case(expr, context);
    bool guards = expr->kind == EXPR_COALESCE || expr->kind == EXPR_BOOL;
    for (size_t i = 1; guards && i < expr->args.n; i++)
        separate_operand((struct expr **)&expr->args.items[i], context);
    return expr_visit_children(expr, separate, context);
}

/* ---- clauses ---- */

/* ClickHouse filters by one condition of WHERE after the other. */
static void separate_conditions(struct expr **at, struct separation *separation)
{
    struct expr *expr = *at;
    if (expr->kind != EXPR_BOOL || expr->bool_operator != BOOL_AND) {
        separate(at, separation);
        return;
    }
    for (size_t i = 0; i < expr->args.n; i++)
        separate_conditions((struct expr **)&expr->args.items[i], separation);
}

static bool is_target(const struct query *query, const struct expr *expr)
{
    for (LIST_EACH(struct target, target, &query->targets))
        if (expr_equal(target->expr, expr))
            return true;
    return false;
}

/* Nodes are shared with the clauses that they are to differ from. */
static void separate_own(struct expr **at, struct separation *separation)
{
    if (!expr_contains(*at, EXPR_CASE) && !expr_contains(*at, EXPR_COALESCE) &&
        !expr_contains(*at, EXPR_BOOL))
        return;
    *at = expr_copy(separation->arena, *at);
    if (separation->moment == AT_WHERE)
        separate_conditions(at, separation);
    else
        separate(at, separation);
}

static bool separate_windows(struct expr **at, void *context)
{
    struct window *over = (*at)->kind == EXPR_WINDOW ? (*at)->aggregate.over : NULL;
    for (size_t i = 0; over && i < over->partition_by.n; i++)
        separate_own((struct expr **)&over->partition_by.items[i], context);
    for (size_t i = 0; over && i < over->order_by.n; i++)
        separate_own(&((struct sort_key *)over->order_by.items[i])->expr, context);
    return expr_visit_children(*at, separate_windows, context);
}

static bool separate_block(struct query *query, void *arena)
{
    struct separation separation = {arena, query, AT_WHERE, NULL};
    if (query->kind != QUERY_SELECT)
        return true;
    if (query->where)
        separate_own(&query->where, &separation);
    separation.moment = AT_HAVING;
    if (query->having)
        separate_own(&query->having, &separation);
    separation.moment = AT_WINDOW;
    for (LIST_EACH(struct target, target, &query->targets))
        separate_windows(&target->expr, &separation);
    separation.moment = AT_ORDER;
    for (LIST_EACH(struct sort_key, key, &query->order_by))
        if (!is_target(query, key->expr))
            separate_own(&key->expr, &separation);
    return true;
}

bool guarded_separate(struct binder *binder, struct query *query)
{
    return query_walk(query, separate_block, binder->arena);
}
