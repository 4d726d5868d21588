/*
 * Correlated subqueries, made uncorrelated: ClickHouse's own support for them gives other answers
 * than PostgreSQL's (26.7: count(*) of nothing is NULL, a second row is dropped, NULL meets no
 * NULL). From the outermost block inwards, so that what a subquery refers to is always one level
 * up. How a query is computed for all values at once is domain.c's.
 */
#include "rewrite/lower/unnest.h"

#include <string.h>

#include "rewrite/bind/group_check.h"
#include "rewrite/lower/correlation.h"
#include "rewrite/lower/domain.h"
#include "rewrite/routines/routine_row.h"

const char unnest_any[] = "any($1)";
const char unnest_only[] = CHECKED(
    "$2 > 1", "21000", "more than one row returned by a subquery used as an expression", "$1");

struct unnesting {
    struct binder *binder;
    struct query *block;
    struct rel **place; /* where joins to values go */
    struct rel *from;   /* where values of the block's columns come from … */
    struct expr *where; /* … and what their rows meet */
    struct list nodes;  /* struct expr: subqueries that were replaced … */
    struct list values; /* … and what by */
    bool found;
};

static bool refuse(struct binder *binder, int position, const char *where)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                   "a correlated subquery %s is not supported yet", where);
}

static void add_target(struct binder *binder, struct query *query, struct expr *expr)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    *target = (struct target){expr, ""};
    list_add(binder->arena, &query->targets, target);
}

static bool is_correlated(const struct unnesting *unnesting, const struct expr *expr)
{
    return expr->kind == EXPR_SUBQUERY &&
           correlation_columns(unnesting->binder, expr->subquery.query).n;
}

/* ---- EXISTS: a set of the values for which there are rows ---- */

static bool is_positive(const struct expr *limit)
{
    return limit && limit->kind == EXPR_CONST && limit->text && strcmp(limit->text, "0") != 0;
}

static bool has_always_a_row(const struct query *query)
{
    return query->kind == QUERY_SELECT && query->is_aggregated && !query->group_by.n &&
           !query->grouping_sets.n && !query->having && !query->offset &&
           (!query->limit || is_positive(query->limit));
}

/* The query without what does not matter to EXISTS; a block around it where all of it does. */
static struct query *rows_of(struct binder *binder, struct query *query)
{
    if (query->kind == QUERY_SELECT && !query->offset && is_positive(query->limit))
        query->limit = NULL;
    if (query->kind != QUERY_SELECT || query->offset || query->limit)
        query = bind_wrap(binder, query);
    query->targets = query->order_by = query->distinct_on = (struct list){0};
    query->distinct = query->with_ties = false;
    return query;
}

static struct expr *exists_value(struct unnesting *unnesting, const struct expr *node)
{
    struct binder *binder = unnesting->binder;
    struct query *query = node->subquery.query;
    struct domain domain;
    if (has_always_a_row(query))
        return expr_const(binder->arena, PG_BOOL, "t", node->position);
    struct list columns = correlation_columns(binder, query);
    query = rows_of(binder, query);
    if (!unnesting->from)
        return refuse(binder, node->position, "in a query without FROM"), NULL;
    if (!domain_of(binder, unnesting->from, unnesting->where, &columns, &domain) ||
        !domain_attach(binder, query, &domain))
        return NULL;
    struct expr *keys = expr_clickhouse(binder->arena, PG_INT4, "tuple($*)", 0, NULL);
    for (size_t i = 0; i < columns.n; i++) {
        struct target *target = query->targets.items[i];
        struct expr *column = columns.items[i];
        target->expr->nullable |= column->nullable;
        column->nullable |= target->expr->nullable;
        target->expr = domain_key(binder, target->expr);
        list_add(binder->arena, &keys->args, domain_key(binder, column));
    }
    struct expr *args[] = {columns.n == 1 ? keys->args.items[0] : keys,
                           bind_subquery_expr(binder, query, SUBQUERY_SET)};
    struct expr *value = expr_clickhouse(binder->arena, PG_BOOL, "$1 IN $2", 2, args);
    value->nullable = false;
    return value;
}

/* ---- scalar: a join to the values by key ---- */

/* What the value is over no rows: aggregates are NULL there, and count is 0; ClickHouse's own say.
 */
static bool set_to_nothing(struct expr **at, void *arena)
{
    struct expr *expr = *at;
    if (expr->kind != EXPR_AGGREGATE)
        return true;
    const struct routine *routine = expr->aggregate.routine;
    *at = routine->of_nothing ? expr_clickhouse(arena, expr->type, routine->of_nothing, 0, NULL)
                              : expr_const(arena, expr->type, routine->never_null ? "0" : NULL, 0);
    return true;
}

static bool is_plain_group(struct query *query)
{
    return has_always_a_row(query) && !query->limit && !query->distinct_on.n &&
           !expr_contains(((struct target *)query->targets.items[0])->expr, EXPR_WINDOW) &&
           !expr_contains(((struct target *)query->targets.items[0])->expr, EXPR_SUBQUERY);
}

/* LEFT JOIN (query) ON the values being those of its columns from `first` on. */
static struct rel *join_values(struct unnesting *unnesting, struct query *query,
                               const struct list *columns, size_t first)
{
    struct binder *binder = unnesting->binder;
    struct rel *values = bind_query_rel(binder, query, "", 0);
    struct rel *join = bind_rel_new(binder, REL_JOIN, "", 0);
    join->join.type = JOIN_TYPE_LEFT;
    join->join.left = *unnesting->place;
    join->join.right = values;
    join->join.on = domain_match(binder, columns, values, first);
    for (size_t i = 0; i < values->n_columns; i++)
        values->columns[i].nullable = true;
    *unnesting->place = join;
    return values;
}

static struct expr *value_of_group(struct unnesting *unnesting, struct query *query,
                                   struct domain *domain)
{
    struct binder *binder = unnesting->binder;
    struct arena *arena = binder->arena;
    struct expr *nothing = expr_copy(arena, ((struct target *)query->targets.items[0])->expr);
    expr_walk(&nothing, set_to_nothing, arena);
    domain->groups_only = true;
    if (!domain_attach(binder, query, domain))
        return NULL;
    bool is_null = nothing->kind == EXPR_CONST && !nothing->text;
    if (!is_null)
        add_target(binder, query, expr_const(arena, PG_INT4, "1", 0));
    struct rel *values = join_values(unnesting, query, &domain->columns, 1);
    struct expr *value = expr_column(arena, values, 0, 0);
    if (is_null)
        return value;
    struct case_when *when = ARENA_NEW(arena, struct case_when);
    when->condition = expr_new(arena, EXPR_NULL_TEST, PG_BOOL, 0);
    when->condition->nullable = false;
    list_add(arena, &when->condition->args, expr_column(arena, values, values->n_columns - 1, 0));
    when->result = nothing;
    struct expr *expr = expr_new(arena, EXPR_CASE, value->type, 0);
    list_add(arena, &expr->cases.whens, when);
    expr->cases.otherwise = value;
    return expr;
}

static bool gives_one_row(const struct query *query)
{
    return query->kind == QUERY_SELECT && !query->with_ties && query->limit &&
           query->limit->kind == EXPR_CONST && query->limit->text &&
           strcmp(query->limit->text, "1") == 0;
}

/* The rows of each value counted: a second one is an error. The block is not marked aggregated: it
 * has no aggregates that a rollup could answer. */
static struct query *count_rows(struct binder *binder, struct query *query, size_t n_columns)
{
    struct arena *arena = binder->arena;
    struct query *counted = ARENA_NEW(arena, struct query);
    counted->kind = QUERY_SELECT;
    struct rel *from = counted->from = bind_query_rel(binder, query, "", 0);
    struct expr *first = expr_column(arena, from, 0, 0);
    struct expr *any = expr_clickhouse(arena, first->type, unnest_any, 1, &first);
    any->typmod = first->typmod;
    add_target(binder, counted, any);
    for (size_t i = 1; i <= n_columns; i++) {
        add_target(binder, counted, expr_column(arena, from, i, 0));
        list_add(arena, &counted->group_by, expr_column(arena, from, i, 0));
    }
    add_target(binder, counted, expr_clickhouse(arena, PG_INT8, "count()", 0, NULL));
    return counted;
}

static struct expr *value_of_row(struct unnesting *unnesting, struct query *query,
                                 struct domain *domain)
{
    struct binder *binder = unnesting->binder;
    bool is_one = gives_one_row(query);
    if (!domain_attach(binder, query, domain))
        return NULL;
    if (!is_one)
        query = count_rows(binder, query, domain->columns.n);
    struct rel *values = join_values(unnesting, query, &domain->columns, 1);
    struct expr *args[] = {expr_column(binder->arena, values, 0, 0),
                           expr_column(binder->arena, values, values->n_columns - 1, 0)};
    if (is_one)
        return args[0];
    struct expr *expr = expr_clickhouse(binder->arena, args[0]->type, unnest_only, 2, args);
    expr->typmod = args[0]->typmod;
    return expr;
}

static struct expr *scalar_value(struct unnesting *unnesting, const struct expr *node)
{
    struct binder *binder = unnesting->binder;
    struct query *query = node->subquery.query;
    struct list columns = correlation_columns(binder, query);
    struct domain domain;
    if (!unnesting->from)
        return refuse(binder, node->position, "in a query without FROM"), NULL;
    if (!domain_of(binder, unnesting->from, unnesting->where, &columns, &domain))
        return NULL;
    return is_plain_group(query) ? value_of_group(unnesting, query, &domain)
                                 : value_of_row(unnesting, query, &domain);
}

/* ---- where they stand ---- */

static bool replace_subquery(struct expr **at, void *context)
{
    struct unnesting *unnesting = context;
    struct expr *node = *at, *value = NULL;
    for (size_t i = 0; i < unnesting->nodes.n && !value; i++)
        if (expr_equal(unnesting->nodes.items[i], node))
            value = expr_copy(unnesting->binder->arena, unnesting->values.items[i]);
    if (!value && !is_correlated(unnesting, node))
        return true;
    if (!value) {
        value = node->subquery.form == SUBQUERY_EXISTS ? exists_value(unnesting, node)
                                                       : scalar_value(unnesting, node);
        if (!value)
            return false;
        list_add(unnesting->binder->arena, &unnesting->nodes, node);
        list_add(unnesting->binder->arena, &unnesting->values, value);
    }
    *at = expr_copy(unnesting->binder->arena, value);
    (*at)->position = node->position;
    return true;
}

static bool replace_subqueries(struct expr **at, void *context)
{
    return expr_walk(at, replace_subquery, context);
}

static bool is_scalar(const struct unnesting *unnesting, const struct expr *expr)
{
    return is_correlated(unnesting, expr) && expr->subquery.form != SUBQUERY_EXISTS;
}

static bool find_scalar(struct expr **at, void *context)
{
    struct unnesting *unnesting = context;
    /* A key that a grouping set does not have is NULL there, which is no value of FROM's. */
    unnesting->found |= unnesting->block->grouping_sets.n ? is_correlated(unnesting, *at)
                                                          : is_scalar(unnesting, *at);
    return true;
}

/* Not in arguments of aggregates, nor in what the groups are made by. */
static bool find_outside(struct expr **at, void *context)
{
    struct unnesting *unnesting = context;
    struct expr *expr = *at;
    if (expr->kind == EXPR_AGGREGATE || group_check_is_key(unnesting->block, expr))
        return true;
    find_scalar(at, context);
    return expr_visit_children(expr, find_outside, context);
}

static bool has_scalar_of_groups(struct unnesting *unnesting)
{
    struct query *block = unnesting->block;
    unnesting->found = false;
    for (LIST_EACH(struct target, target, &block->targets))
        find_outside(&target->expr, unnesting);
    if (block->having)
        find_outside(&block->having, unnesting);
    for (LIST_EACH(struct sort_key, key, &block->order_by))
        find_outside(&key->expr, unnesting);
    return unnesting->found;
}

struct gathering {
    const struct binder *binder;
    struct list columns;
};

static bool gather_columns(struct expr **at, void *context)
{
    struct gathering *gathering = context;
    if ((*at)->kind == EXPR_SUBQUERY) {
        struct list columns = correlation_columns(gathering->binder, (*at)->subquery.query);
        list_add_all(gathering->binder->arena, &gathering->columns, &columns);
    }
    return true;
}

/* What the subqueries in the condition refer to. */
static struct list subquery_columns(struct unnesting *unnesting, struct expr *condition)
{
    struct gathering gathering = {.binder = unnesting->binder};
    expr_walk(&condition, gather_columns, &gathering);
    return gathering.columns;
}

/* Subqueries among the arguments of set-returning functions: their values are joined to what the
 * functions stand beside. */
static bool unnest_arguments(struct unnesting *unnesting, struct rel *rel)
{
    if (!rel || rel->kind != REL_JOIN)
        return true;
    if (!unnest_arguments(unnesting, rel->join.left) ||
        !unnest_arguments(unnesting, rel->join.right))
        return false;
    if (rel->join.right->kind != REL_FUNCTION)
        return true;
    struct unnesting of_left = {.binder = unnesting->binder,
                                .block = unnesting->block,
                                .place = &rel->join.left,
                                .from = rel->join.left};
    struct list *arrays = &rel->join.right->function.arrays;
    for (size_t i = 0; i < arrays->n; i++)
        if (!replace_subqueries((struct expr **)&arrays->items[i], &of_left))
            return false;
    return true;
}

/* ---- LATERAL ---- */

static bool unnest_lateral(struct binder *binder, struct rel *join, struct expr *where)
{
    struct rel *right = join->join.right;
    if (right->kind != REL_SUBQUERY)
        return true;
    struct list columns = correlation_columns(binder, right->query);
    struct domain domain;
    if (!columns.n)
        return true;
    if (join->join.type == JOIN_TYPE_RIGHT || join->join.type == JOIN_TYPE_FULL)
        return refuse(binder, right->position, "in such a join");
    if (!domain_of(binder, join->join.left, where, &columns, &domain) ||
        !domain_attach(binder, right->query, &domain))
        return false;
    size_t first = right->n_columns;
    struct rel *shown = bind_query_rel(binder, right->query, "", 0);
    for (size_t i = 0; i < first; i++)
        shown->columns[i] = right->columns[i];
    right->columns = shown->columns;
    right->n_columns = shown->n_columns;
    if (join->join.type == JOIN_TYPE_CROSS)
        join->join.type = JOIN_TYPE_INNER;
    join->join.on = expr_bool(binder->arena, BOOL_AND, domain_match(binder, &columns, right, first),
                              join->join.on);
    return true;
}

/* where: the block's, as long as the rows that fail it are none in the end. */
static bool unnest_from(struct binder *binder, struct rel *rel, struct expr *where)
{
    if (!rel || rel->kind != REL_JOIN)
        return true;
    bool keeps_left = rel->join.type != JOIN_TYPE_RIGHT && rel->join.type != JOIN_TYPE_FULL;
    struct expr *of_left = keeps_left ? where : NULL;
    return unnest_from(binder, rel->join.left, of_left) &&
           unnest_from(binder, rel->join.right, NULL) && unnest_lateral(binder, rel, of_left);
}

/* The other side becomes a subquery that ON belongs to: one that refers to this side. */
static bool make_lateral(struct unnesting *unnesting, struct rel *join)
{
    struct binder *binder = unnesting->binder;
    struct expr *on = join->join.on;
    if (join->join.type == JOIN_TYPE_FULL)
        return refuse(binder, on->position, "in the condition of a FULL JOIN");
    if (join->join.type == JOIN_TYPE_RIGHT) {
        struct rel *left = join->join.left;
        join->join.left = join->join.right;
        join->join.right = left;
        join->join.type = JOIN_TYPE_LEFT;
    }
    join->join.on = NULL;
    struct query *side = unnest_side(binder, unnesting->block, &join->join.right);
    side->where = on;
    if (!correlation_columns(binder, side).n)
        join->join.on = expr_const(binder->arena, PG_BOOL, "t", 0);
    return unnest_lateral(binder, join, NULL);
}

/* Those of one side: the rows that ON sees are the side's. */
static bool replace_in_on(struct unnesting *unnesting, struct rel *join)
{
    struct list columns = subquery_columns(unnesting, join->join.on);
    struct rel *sides[] = {join->join.left, join->join.right};
    for (size_t i = 0; i < 2; i++) {
        bool is_of_side = true;
        for (LIST_EACH(const struct expr, column, &columns))
            is_of_side &= correlation_has_rel(sides[i], column->column.rel);
        if (!is_of_side)
            continue;
        struct unnesting of_side = {
            .binder = unnesting->binder, .block = unnesting->block, .from = sides[i]};
        return replace_subqueries(&join->join.on, &of_side);
    }
    return make_lateral(unnesting, join);
}

/* Subqueries in ON. As long as the rows that the condition sees are those that there are in the
 * end, it can stand in WHERE. */
static bool unnest_on(struct unnesting *unnesting, struct rel *rel, bool is_inner)
{
    if (!rel || rel->kind != REL_JOIN)
        return true;
    enum join_type type = rel->join.type;
    bool has_any = rel->join.on && subquery_columns(unnesting, rel->join.on).n;
    unnesting->found = false;
    if (has_any)
        expr_walk(&rel->join.on, find_scalar, unnesting);
    if (has_any && is_inner && type == JOIN_TYPE_INNER) {
        unnesting->block->where =
            expr_bool(unnesting->binder->arena, BOOL_AND, unnesting->block->where, rel->join.on);
        rel->join.on = NULL;
        rel->join.type = JOIN_TYPE_CROSS;
    } else if (has_any &&
               !(unnesting->found ? make_lateral(unnesting, rel) : replace_in_on(unnesting, rel))) {
        return false;
    }
    bool keeps_left = type == JOIN_TYPE_INNER || type == JOIN_TYPE_CROSS || type == JOIN_TYPE_LEFT;
    bool keeps_right = type == JOIN_TYPE_INNER || type == JOIN_TYPE_CROSS;
    return unnest_on(unnesting, rel->join.left, is_inner && keeps_left) &&
           unnest_on(unnesting, rel->join.right, is_inner && keeps_right);
}

/* ---- blocks ---- */

static bool unnest_inside(struct expr **at, void *binder)
{
    return (*at)->kind != EXPR_SUBQUERY || unnest_query(binder, (*at)->subquery.query);
}

static bool unnest_all_inside(struct expr **at, void *binder)
{
    return expr_walk(at, unnest_inside, binder);
}

static bool unnest_rels(struct binder *binder, struct rel *rel)
{
    if (!rel)
        return true;
    if (rel->kind == REL_JOIN)
        return unnest_rels(binder, rel->join.left) && unnest_rels(binder, rel->join.right);
    return rel->kind != REL_SUBQUERY || unnest_query(binder, rel->query);
}

static bool unnest_block(struct binder *binder, struct query *block)
{
    struct unnesting unnesting = {.binder = binder, .block = block};
    if (!unnest_from(binder, block->from, block->where))
        return false;
    if (block->aggregates || (block->is_aggregated && has_scalar_of_groups(&unnesting)))
        unnest_split_groups(binder, block);
    if (!unnest_on(&unnesting, block->from, true) || !unnest_arguments(&unnesting, block->from))
        return false;
    unnesting.place = &block->from;
    unnesting.from = block->from;
    unnesting.where = block->where;
    return query_walk_exprs(block, replace_subqueries, &unnesting);
}

bool unnest_query(struct binder *binder, struct query *query)
{
    if (query->left)
        return unnest_query(binder, query->left) && unnest_query(binder, query->right);
    return unnest_block(binder, query) && unnest_rels(binder, query->from) &&
           query_walk_exprs(query, unnest_all_inside, binder);
}
