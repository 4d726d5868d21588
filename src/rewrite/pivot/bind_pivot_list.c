/*
 * Lists of a PIVOT that are found when the statement is planned: FOR key IN (ANY …) and
 * IN (SELECT …). As long as the context does not have their values, the statement is refused, with
 * a query that finds them; who runs that is the caller's business.
 */
#include <stdio.h>

#include "rewrite/bind/group_check.h"
#include "rewrite/lower/comparable.h"
#include "rewrite/lower/correlation.h"
#include "rewrite/pivot/bind_pivot.h"

/* Of a list that says its own order, in which values may come again. */
#define MAX_ORDERED_ROWS 1000000

static bool error_shape(struct pivot_bind *bind, const PgQuery__FuncCall *list)
{
    return err_set(bind->binder->err, SQLSTATE_SYNTAX_ERROR,
                   list->n_args ? bind_node_position(list->args[0]) : bind->position,
                   "syntax error in PIVOT: expected IN (ANY [ORDER BY …] [LIMIT n]) or a subquery");
}

static const PgQuery__SelectStmt *select_of(const PgQuery__FuncCall *list)
{
    const PgQuery__Node *node = list->n_args == 2 ? list->args[1] : NULL;
    if (!node || node->node_case != PG_QUERY__NODE__NODE_SUB_LINK ||
        node->sub_link->sub_link_type != PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK)
        return NULL;
    return node->sub_link->subselect->select_stmt;
}

/* --- values that are there --- */

static const struct rewrite_list *find_list(const struct binder *binder, int place)
{
    for (size_t i = 0; i < binder->context->n_lists; i++)
        if (binder->context->lists[i].place == place)
            return &binder->context->lists[i];
    return NULL;
}

static bool add_values(struct pivot_bind *bind, struct pivot_key *key,
                       const struct rewrite_list *found)
{
    struct arena *arena = bind->binder->arena;
    if (found->n_parts != key->exprs.n)
        return err_set(bind->binder->err, SQLSTATE_INTERNAL_ERROR, 0,
                       "the list of a PIVOT has changed its columns");
    for (size_t i = 0; i < found->n_values; i++) {
        struct pivot_value *value = ARENA_NEW(arena, struct pivot_value);
        value->position = found->place;
        for (size_t p = 0; p < found->n_parts; p++)
            if (!bind_pivot_add_text(bind, key, value, found->texts[i * found->n_parts + p]))
                return false;
        list_add(arena, &key->values, value);
    }
    return true;
}

static void drop_repeated(struct pivot_bind *bind, struct pivot_key *key)
{
    const bool *repeated = bind_pivot_repeated(bind, key);
    size_t n = 0;
    for (size_t i = 0; i < key->values.n; i++)
        if (!repeated[i])
            key->values.items[n++] = key->values.items[i];
    key->values.n = n;
}

static bool take_values(struct pivot_bind *bind, struct pivot_key *key,
                        const struct rewrite_list *found)
{
    if (found->is_cut)
        return pivot_error_columns(bind, bind->max_columns, true);
    if (!add_values(bind, key, found))
        return false;
    drop_repeated(bind, key);
    bind->binder->uses_lists = true;
    list_add(bind->binder->arena, &bind->pivot->keys, key);
    return true;
}

/* --- what the query that finds them may hold --- */

static bool is_no_param(struct expr **at, void *context)
{
    (void)context;
    return (*at)->kind != EXPR_PARAM;
}

static bool has_no_param(struct expr **at, void *context)
{
    return expr_walk(at, is_no_param, context);
}

static bool list_has_no_param(const struct list *exprs)
{
    for (size_t i = 0; i < exprs->n; i++)
        if (bind_awaits_value(exprs->items[i]))
            return false;
    return true;
}

static bool pivot_has_no_param(const struct pivot *pivot)
{
    for (LIST_EACH(const struct pivot_key, key, &pivot->keys)) {
        if (!list_has_no_param(&key->exprs))
            return false;
        for (LIST_EACH(const struct pivot_value, value, &key->values))
            if (!list_has_no_param(&value->exprs))
                return false;
    }
    for (LIST_EACH(const struct pivot_cell, cell, &pivot->cells))
        if (bind_awaits_value(cell->expr))
            return false;
    for (LIST_EACH(const struct target, row, &pivot->rows))
        if (bind_awaits_value(row->expr))
            return false;
    return true;
}

static bool rel_is_fixed(const struct rel *rel)
{
    if (!rel)
        return true;
    if (rel->kind == REL_JOIN)
        return rel_is_fixed(rel->join.left) && rel_is_fixed(rel->join.right);
    return rel->kind != REL_PIVOT ||
           (pivot_has_no_param(rel->pivot) && rel_is_fixed(rel->pivot->source));
}

/* query_visit */
static bool block_is_fixed(struct query *query, void *context)
{
    return query_walk_exprs(query, has_no_param, context) && rel_is_fixed(query->from);
}

static bool awaits_values(const struct binder *binder, struct query *query)
{
    return bind_awaits_values(binder) &&
           (binder->awaits_lists || !query_walk(query, block_is_fixed, NULL));
}

static bool rel_has_steps(const struct rel *rel)
{
    if (!rel)
        return false;
    if (rel->kind == REL_JOIN)
        return rel_has_steps(rel->join.left) || rel_has_steps(rel->join.right);
    return rel->kind == REL_WORKING ||
           (rel->kind == REL_PIVOT && rel_has_steps(rel->pivot->source));
}

/* query_visit */
static bool has_no_steps(struct query *query, void *context)
{
    (void)context;
    return !rel_has_steps(query->from);
}

/* It is to be run by itself. */
static bool check_alone(struct pivot_bind *bind, struct query *query, int position)
{
    if (correlation_columns(bind->binder, query).n)
        return err_set(bind->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                       "the values of a PIVOT cannot be found in a query that refers to the one "
                       "around it: list them");
    return query_walk(query, has_no_steps, NULL) ||
           err_set(bind->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                   "the values of a PIVOT cannot be found in a recursive query: list them");
}

/* --- asking for them --- */

static bool ask(struct pivot_bind *bind, struct query *query, int place, size_t max_rows)
{
    struct pivot_discovery *discovery = ARENA_NEW(bind->binder->arena, struct pivot_discovery);
    *discovery = (struct pivot_discovery){query, place, max_rows};
    bind->binder->discovery = discovery;
    return err_set(bind->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, place,
                   "the values of a PIVOT are known only when it runs");
}

/* The columns of the list come with the parameters' values; until then it has none. */
static bool put_off(struct pivot_bind *bind, struct pivot_key *key)
{
    bind->binder->awaits_lists = true;
    list_add(bind->binder->arena, &bind->pivot->keys, key);
    return true;
}

static bool find_values(struct pivot_bind *bind, struct pivot_key *key, struct query *query,
                        int place, size_t max_rows)
{
    if (!check_alone(bind, query, place))
        return false;
    return awaits_values(bind->binder, query) ? put_off(bind, key)
                                              : ask(bind, query, place, max_rows);
}

static void add_target(struct binder *binder, struct query *query, struct expr *expr)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    target->expr = expr;
    target->name = "";
    list_add(binder->arena, &query->targets, target);
}

/* Ascending, NULL last. */
static void order_by_targets(struct binder *binder, struct query *query)
{
    for (LIST_EACH(const struct target, target, &query->targets)) {
        struct sort_key *key = ARENA_NEW(binder->arena, struct sort_key);
        key->expr = expr_copy(binder->arena, target->expr);
        list_add(binder->arena, &query->order_by, key);
    }
}

static struct expr *count_of(struct binder *binder, size_t n)
{
    return expr_const(binder->arena, PG_INT8, arena_printf(binder->arena, "%zu", n), 0);
}

/* SELECT keys FROM source GROUP BY keys ORDER BY …, keys LIMIT n */
static bool bind_any_clauses(struct pivot_bind *bind, struct query *query,
                             const PgQuery__SelectStmt *select)
{
    struct binder *binder = bind->binder;
    struct scope scope = *bind->source;
    scope.query = query;
    if (!bind_order_and_limit(binder, &scope, query, select))
        return false;
    order_by_targets(binder, query);
    if (!query->limit)
        query->limit = count_of(binder, bind->max_columns + 1);
    query->is_aggregated = true;
    return group_check(binder, query) && comparable_check(binder, query);
}

static struct query *any_query(struct pivot_bind *bind, const struct pivot_key *key)
{
    struct query *query = ARENA_NEW(bind->binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->from = bind->pivot->source;
    for (LIST_EACH(const struct expr, expr, &key->exprs)) {
        add_target(bind->binder, query, expr_copy(bind->binder->arena, expr));
        list_add(bind->binder->arena, &query->group_by, expr_copy(bind->binder->arena, expr));
    }
    return query;
}

static bool is_plain_any(const PgQuery__SelectStmt *select)
{
    PgQuery__SelectStmt rest = *select;
    rest.n_sort_clause = 0;
    rest.limit_count = NULL;
    return bind_pivot_is_plain(&rest) && !select->n_target_list && !select->n_from_clause &&
           !select->n_group_clause;
}

bool bind_pivot_any(struct pivot_bind *bind, const PgQuery__FuncCall *list)
{
    const PgQuery__SelectStmt *select = select_of(list);
    if (!select || !is_plain_any(select))
        return error_shape(bind, list);
    int place = position_of(list->args[1]->sub_link->location);
    struct pivot_key *key = bind_pivot_key_new(bind, &list->args[0]);
    if (!key)
        return false;
    key->is_dynamic = true;
    key->is_complete = !select->limit_count;
    struct query *query = any_query(bind, key);
    if (!bind_any_clauses(bind, query, select))
        return false;
    const struct rewrite_list *found = find_list(bind->binder, place);
    return found ? take_values(bind, key, found)
                 : find_values(bind, key, query, place, bind->max_columns + 1);
}

/* --- IN (SELECT …) --- */

static bool is_number(uint32_t type)
{
    return type == PG_INT2 || type == PG_INT4 || type == PG_INT8 || type == PG_NUMERIC ||
           type == PG_FLOAT4 || type == PG_FLOAT8;
}

static bool is_string(uint32_t type)
{
    return type == PG_TEXT || type == PG_VARCHAR || type == PG_BPCHAR || type == PG_NAME;
}

/* Values are read as the key's type from the texts of their own, so that none is rounded. */
static bool check_types(struct pivot_bind *bind, const struct pivot_key *key,
                        const struct query *query, int position)
{
    if (query->targets.n != key->exprs.n)
        return err_set(bind->binder->err, SQLSTATE_SYNTAX_ERROR, position,
                       "subquery has %zu columns, but the key of the PIVOT has %zu parts",
                       query->targets.n, key->exprs.n);
    for (size_t i = 0; i < key->exprs.n; i++) {
        uint32_t to = ((const struct expr *)key->exprs.items[i])->type;
        uint32_t from = ((const struct target *)query->targets.items[i])->expr->type;
        if (from != to && !coerce_possible(from, to, CAST_IMPLICIT) &&
            !(is_number(from) && is_number(to)) && !(is_string(from) && is_string(to)))
            return err_set(bind->binder->err, SQLSTATE_DATATYPE_MISMATCH, position,
                           "the key of the PIVOT has type %s, but the subquery gives %s",
                           pgtype_sql_name(to), pgtype_sql_name(from));
    }
    return true;
}

/* SELECT DISTINCT columns FROM (query) ORDER BY columns */
static struct query *in_order(struct pivot_bind *bind, struct query *inner)
{
    struct binder *binder = bind->binder;
    struct query *query = ARENA_NEW(binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->from = bind_query_rel(binder, inner, "", 0);
    for (size_t i = 0; i < query->from->n_columns; i++) {
        struct expr *column = expr_column(binder->arena, query->from, i, 0);
        add_target(binder, query, column);
        list_add(binder->arena, &query->group_by, expr_copy(binder->arena, column));
    }
    query->is_aggregated = true;
    order_by_targets(binder, query);
    query->limit = count_of(binder, bind->max_columns + 1);
    return comparable_check(binder, query) ? query : NULL;
}

bool bind_pivot_query(struct pivot_bind *bind, const PgQuery__FuncCall *list)
{
    const PgQuery__SelectStmt *select = select_of(list);
    if (!select)
        return error_shape(bind, list);
    int place = position_of(list->args[1]->sub_link->location);
    struct pivot_key *key = bind_pivot_key_new(bind, &list->args[0]);
    if (!key)
        return false;
    key->is_dynamic = true;
    struct query *query = bind_query(bind->binder, select, NULL, bind->around->ctes);
    if (!query || !bind_resolve_unknown(bind->binder, &query->targets) ||
        !check_types(bind, key, query, place))
        return false;
    const struct rewrite_list *found = find_list(bind->binder, place);
    if (found)
        return take_values(bind, key, found);
    bool is_ordered = query->order_by.n > 0;
    if (!is_ordered && !(query = in_order(bind, query)))
        return false;
    return find_values(bind, key, query, place,
                       is_ordered ? MAX_ORDERED_ROWS : bind->max_columns + 1);
}
