/* Grouping sets. Knows not how they were written: bind_group.c multiplied them out. */
#include "rewrite/lower/lower_grouping.h"

#include <string.h>

struct lowering {
    struct arena *arena;
    const struct query *query;
};

static bool is_group_key(const struct query *query, const struct expr *expr)
{
    for (size_t i = 0; i < query->group_by.n; i++)
        if (expr_equal(query->group_by.items[i], expr))
            return true;
    return false;
}

static struct expr *grouping_of(struct arena *arena, struct expr *key)
{
    struct expr *grouping = expr_new(arena, EXPR_GROUPING, PG_INT4, key->position);
    list_add(arena, &grouping->args, key);
    grouping->nullable = false;
    return grouping;
}

/* CASE WHEN GROUPING(key) = 1 THEN NULL ELSE key END */
static struct expr *null_if_absent(struct arena *arena, struct expr *key)
{
    struct expr *grouping = grouping_of(arena, expr_copy(arena, key));
    struct case_when *when = ARENA_NEW(arena, struct case_when);
    when->condition = expr_clickhouse(arena, PG_BOOL, "$1 = 1", 1, &grouping);
    when->result = expr_const(arena, key->type, NULL, key->position);
    struct expr *cases = expr_new(arena, EXPR_CASE, key->type, key->position);
    cases->typmod = key->typmod;
    list_add(arena, &cases->cases.whens, when);
    cases->cases.otherwise = key;
    return cases;
}

/* Downwards: a key inside another key belongs to that one. Aggregates see the rows as they are. */
static bool lower_keys(struct expr **at, void *context)
{
    const struct lowering *lowering = context;
    if ((*at)->kind == EXPR_AGGREGATE || (*at)->kind == EXPR_GROUPING)
        return true;
    if (is_group_key(lowering->query, *at)) {
        *at = null_if_absent(lowering->arena, *at);
        return true;
    }
    return expr_visit_children(*at, lower_keys, context);
}

static bool check_keys(struct binder *binder, const struct query *query)
{
    for (size_t i = 0; i < query->group_by.n; i++) {
        struct expr *key = query->group_by.items[i];
        if (!expr_contains(key, EXPR_COLUMN))
            return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, key->position,
                           "constants in ROLLUP, CUBE and GROUPING SETS are not supported");
        /* A tuple to ClickHouse, which grouping() does not find among the keys. */
        const struct pgtype *type = pgtype_by_oid(key->type);
        if (type && type->element_oid)
            return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, key->position,
                           "arrays in ROLLUP, CUBE and GROUPING SETS are not supported");
    }
    return true;
}

static bool lower_plain_grouping(struct expr **at, void *arena)
{
    if ((*at)->kind == EXPR_GROUPING)
        *at = expr_const(arena, PG_INT4, "0", (*at)->position);
    return true;
}

static bool lower_plain_groupings(struct expr **at, void *arena)
{
    return expr_walk(at, lower_plain_grouping, arena);
}

bool lower_grouping_sets(struct binder *binder, struct query *query)
{
    if (!query->grouping_sets.n)
        return query_walk_exprs(query, lower_plain_groupings, binder->arena);
    if (!check_keys(binder, query))
        return false;
    struct lowering lowering = {binder->arena, query};
    for (size_t i = 0; i < query->targets.n; i++)
        lower_keys(&((struct target *)query->targets.items[i])->expr, &lowering);
    if (query->having)
        lower_keys(&query->having, &lowering);
    for (size_t i = 0; i < query->distinct_on.n; i++)
        lower_keys((struct expr **)&query->distinct_on.items[i], &lowering);
    for (size_t i = 0; i < query->order_by.n; i++)
        lower_keys(&((struct sort_key *)query->order_by.items[i])->expr, &lowering);
    return true;
}

static bool has_empty_set(const struct query *query)
{
    for (size_t i = 0; i < query->grouping_sets.n; i++)
        if (((const struct list *)query->grouping_sets.items[i])->n == 0)
            return true;
    return false;
}

static bool names_argument(const char *template_, size_t index)
{
    for (const char *c = template_; *c; c++) {
        if (strchr("$@&", c[0]) && (c[1] == '*' || c[1] == (char)('1' + index)))
            return true;
    }
    return false;
}

/* Those that are written: a template may leave an argument out. */
static bool find_aggregate(struct expr **at, void *found)
{
    struct expr *expr = *at;
    const char *template_ = expr->kind == EXPR_CALL         ? expr->routine->clickhouse
                            : expr->kind == EXPR_CLICKHOUSE ? expr->template_
                                                            : NULL;
    *(bool *)found |= expr->kind == EXPR_AGGREGATE;
    if (!template_)
        return expr_visit_children(expr, find_aggregate, found);
    for (size_t i = 0; i < expr->args.n; i++) {
        if (names_argument(template_, i))
            find_aggregate((struct expr **)&expr->args.items[i], found);
    }
    return true;
}

/* Those of a subquery's targets may go, when nobody asks for them: beside keys only HAVING's count.
 */
static bool keeps_lone_group(struct query *query)
{
    bool found = false;
    if (!query->group_by.n)
        query_walk_exprs(query, find_aggregate, &found);
    else if (query->having)
        find_aggregate(&query->having, &found);
    return found;
}

bool lower_lone_group(struct binder *binder, struct query *query)
{
    if (!query->is_aggregated || (query->group_by.n && !has_empty_set(query)) ||
        keeps_lone_group(query))
        return true;
    /* Not AND: ClickHouse 26.7 gives no row for HAVING count() >= 0 AND true over an empty table.
     */
    query->having = expr_clickhouse(binder->arena, PG_BOOL,
                                    query->having ? "if(count() >= 0, $1, false)" : "count() >= 0",
                                    query->having != NULL, &query->having);
    return true;
}
