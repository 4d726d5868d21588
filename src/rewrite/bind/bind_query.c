/* SELECT, VALUES and set operations (PostgreSQL's analyze.c). Clauses are bound in PostgreSQL's
 * order, so that of two errors the same one is reported. */
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/bind/bind_lock.h"
#include "rewrite/bind/group_check.h"
#include "rewrite/bind/row_key.h"
#include "rewrite/lower/comparable.h"
#include "rewrite/lower/set_function.h"
#include "rewrite/numeric/numeric_group.h"

static struct query *query_new(struct binder *binder, enum query_kind kind)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    query->kind = kind;
    return query;
}

static bool refuse(struct binder *binder, int position, const char *what)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s not supported yet",
                   what);
}

/* Clauses that are legal PostgreSQL and not understood here. */
static bool check_supported(struct binder *binder, const PgQuery__SelectStmt *select)
{
    if (select->into_clause)
        return refuse(binder, 0, "SELECT INTO is");
    return true;
}

const struct cte *bind_with(struct binder *binder, const PgQuery__WithClause *with,
                            struct scope *scope, const struct cte *ctes)
{
    for (size_t i = 0; with && i < with->n_ctes; i++) {
        struct cte *cte = ARENA_NEW(binder->arena, struct cte);
        cte->next = ctes;
        cte->node = with->ctes[i]->common_table_expr;
        cte->name = cte->node->ctename;
        cte->scope = scope;
        cte->is_used = ARENA_NEW(binder->arena, bool);
        cte->is_recursive = with->recursive;
        ctes = cte;
    }
    return ctes;
}

static bool bind_order_by(struct binder *binder, struct scope *scope, struct query *query,
                          const PgQuery__SelectStmt *select)
{
    for (size_t i = 0; i < select->n_sort_clause; i++) {
        const PgQuery__SortBy *sort = select->sort_clause[i]->sort_by;
        struct sort_key *key = bind_sort_key(binder, sort);
        if (!key)
            return false;
        key->expr = bind_clause_item(binder, scope, query, sort->node, CLAUSE_ORDER_BY);
        if (!key->expr)
            return false;
        /* DISTINCT has the texts only. */
        if (query->distinct)
            list_add(binder->arena, &query->order_by, key);
        else
            row_add_sort_keys(binder, query, key, &query->order_by);
    }
    return true;
}

static bool in_targets(const struct query *query, const struct expr *expr)
{
    for (size_t i = 0; i < query->targets.n; i++)
        if (expr_equal(((struct target *)query->targets.items[i])->expr, expr))
            return true;
    return false;
}

static bool check_distinct(struct binder *binder, const struct query *query)
{
    for (size_t i = 0; query->distinct && i < query->order_by.n; i++) {
        const struct sort_key *key = query->order_by.items[i];
        if (!in_targets(query, key->expr))
            return err_set(binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, key->expr->position,
                           "for SELECT DISTINCT, ORDER BY expressions must appear in select list");
    }
    return true;
}

/* ---- DISTINCT ON ---- */

static bool has_distinct_on(const PgQuery__SelectStmt *select)
{
    return select->n_distinct_clause &&
           select->distinct_clause[0]->node_case != PG_QUERY__NODE__NODE__NOT_SET;
}

static bool error_distinct_on(struct binder *binder, int position)
{
    return err_set(binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, position,
                   "SELECT DISTINCT ON expressions must match initial ORDER BY expressions");
}

/* Of a key; a row has several. */
static int distinct_position(const PgQuery__SelectStmt *select, size_t i)
{
    size_t n = select->n_distinct_clause;
    return bind_node_position(select->distinct_clause[i < n ? i : n - 1]);
}

static size_t find_expr(const struct list *exprs, const struct expr *expr)
{
    size_t i = 0;
    while (i < exprs->n && !expr_equal(exprs->items[i], expr))
        i++;
    return i;
}

/* The keys of ORDER BY that are in the list come before all others; when there are others, all of
 * the list are keys (transformDistinctOnClause). */
static bool check_distinct_on(struct binder *binder, const struct query *query,
                              const PgQuery__SelectStmt *select)
{
    const struct list *on = &query->distinct_on;
    bool skipped = false;
    for (LIST_EACH(const struct sort_key, key, &query->order_by)) {
        size_t i = find_expr(on, key->expr);
        if (i < on->n && skipped)
            return error_distinct_on(binder, distinct_position(select, i));
        skipped |= i == on->n;
    }
    for (size_t i = 0; skipped && i < on->n; i++) {
        bool is_key = false;
        for (LIST_EACH(const struct sort_key, key, &query->order_by))
            is_key |= expr_equal(key->expr, on->items[i]);
        if (!is_key)
            return error_distinct_on(binder, distinct_position(select, i));
    }
    return true;
}

static bool bind_distinct_on(struct binder *binder, struct scope *scope, struct query *query,
                             const PgQuery__SelectStmt *select)
{
    for (size_t i = 0; has_distinct_on(select) && i < select->n_distinct_clause; i++) {
        struct expr *expr =
            bind_clause_item(binder, scope, query, select->distinct_clause[i], CLAUSE_ORDER_BY);
        if (!expr)
            return false;
        row_add_group_keys(binder, query, expr, &query->distinct_on);
    }
    return check_distinct_on(binder, query, select);
}

bool bind_order_and_limit(struct binder *binder, struct scope *scope, struct query *query,
                          const PgQuery__SelectStmt *select)
{
    return bind_order_by(binder, scope, query, select) && bind_limit(binder, scope, query, select);
}

static bool bind_select_clauses(struct binder *binder, struct scope *scope, struct query *query,
                                const PgQuery__SelectStmt *select, bool is_arm)
{
    if (select->n_from_clause) {
        query->from = bind_from(binder, scope, select->n_from_clause, select->from_clause);
        if (!query->from)
            return false;
    }
    if (!bind_targets(binder, scope, select->n_target_list, select->target_list, &query->targets))
        return false;
    if (select->where_clause && !(query->where = bind_condition(binder, scope, select->where_clause,
                                                                CLAUSE_WHERE, "argument of WHERE")))
        return false;
    if (select->having_clause &&
        !(query->having = bind_condition(binder, scope, select->having_clause, CLAUSE_HAVING,
                                         "argument of HAVING")))
        return false;
    if (!is_arm && !bind_resolve_unknown(binder, &query->targets))
        return false;
    query->distinct = select->n_distinct_clause > 0 && !has_distinct_on(select);
    return bind_order_by(binder, scope, query, select) &&
           bind_distinct_on(binder, scope, query, select) &&
           bind_group_by(binder, scope, query, select, NULL) &&
           bind_limit(binder, scope, query, select) && bind_window_clause(binder, scope);
}

/* ClickHouse has no rows without columns: a constant stands for none. */
static bool add_stand_in(struct binder *binder, struct query *query, bool is_arm)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    if (is_arm) {
        refuse(binder, 0, "SELECT without columns in a set operation is");
        return false;
    }
    *target = (struct target){expr_const(binder->arena, PG_INT4, "1", 0), "none"};
    list_add(binder->arena, &query->targets, target);
    query->has_no_columns = true;
    return true;
}

static struct query *bind_select(struct binder *binder, const PgQuery__SelectStmt *select,
                                 struct scope *outer, const struct cte *ctes, bool is_arm)
{
    struct scope scope = {.outer = outer, .ctes = ctes};
    struct query *query = query_new(binder, QUERY_SELECT);
    scope.query = query;
    scope.windows = select->window_clause;
    scope.n_windows = select->n_window_clause;
    if (!bind_select_clauses(binder, &scope, query, select, is_arm) ||
        !bind_set_function_keys(binder, query) || !check_distinct(binder, query) ||
        !group_check(binder, query) || !bind_locks(binder, &scope, query, select))
        return NULL;
    bind_set_function_targets(binder, query);
    if (!query->targets.n)
        return add_stand_in(binder, query, is_arm) ? query : NULL;
    return numeric_group_distinct(binder, query);
}

static bool bind_values_row(struct binder *binder, struct scope *scope, struct query *query,
                            const PgQuery__List *node)
{
    struct list *row = ARENA_NEW(binder->arena, struct list);
    for (size_t i = 0; i < node->n_items; i++) {
        struct expr *expr = bind_expr(binder, scope, node->items[i], CLAUSE_VALUES);
        if (!expr)
            return false;
        list_add(binder->arena, row, expr);
    }
    if (query->rows.n && ((struct list *)query->rows.items[0])->n != row->n)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR,
                       row->n ? ((struct expr *)row->items[0])->position : 0,
                       "VALUES lists must all be the same length");
    list_add(binder->arena, &query->rows, row);
    return true;
}

static bool unify_values_column(struct binder *binder, struct query *query, size_t column)
{
    struct list exprs = {0};
    for (size_t r = 0; r < query->rows.n; r++)
        list_add(binder->arena, &exprs, ((struct list *)query->rows.items[r])->items[column]);
    if (!coerce_to_common_type(binder, &exprs, "VALUES"))
        return false;
    struct target *target = ARENA_NEW(binder->arena, struct target);
    target->expr = expr_copy(binder->arena, exprs.items[0]);
    for (size_t r = 0; r < query->rows.n; r++) {
        struct expr *value = exprs.items[r];
        target->expr->nullable |= value->nullable;
        ((struct list *)query->rows.items[r])->items[column] = value;
    }
    target->name = arena_printf(binder->arena, "column%zu", column + 1);
    list_add(binder->arena, &query->targets, target);
    return true;
}

static struct query *bind_values(struct binder *binder, const PgQuery__SelectStmt *select,
                                 struct scope *outer, const struct cte *ctes)
{
    struct scope scope = {.outer = outer, .ctes = ctes};
    struct query *query = query_new(binder, QUERY_VALUES);
    for (size_t i = 0; i < select->n_values_lists; i++)
        if (!bind_values_row(binder, &scope, query, select->values_lists[i]->list))
            return NULL;
    size_t n_columns = ((struct list *)query->rows.items[0])->n;
    for (size_t c = 0; c < n_columns; c++)
        if (!unify_values_column(binder, query, c))
            return NULL;
    return query;
}

/* An arm with its outputs coerced: around anything whose targets cannot simply be replaced stands a
 * SELECT. */
struct query *bind_wrap(struct binder *binder, struct query *arm)
{
    struct query *query = query_new(binder, QUERY_SELECT);
    query->from = bind_query_rel(binder, arm, "", 0);
    for (size_t i = 0; i < query->from->n_columns; i++) {
        struct target *target = ARENA_NEW(binder->arena, struct target);
        target->name = query->from->columns[i].name;
        target->expr = expr_column(binder->arena, query->from, i, 0);
        list_add(binder->arena, &query->targets, target);
    }
    return query;
}

static const struct {
    PgQuery__SetOperation node;
    enum set_operation operation;
    const char *name;
} set_operations[] = {
    {PG_QUERY__SET_OPERATION__SETOP_UNION, SET_UNION, "UNION"},
    {PG_QUERY__SET_OPERATION__SETOP_INTERSECT, SET_INTERSECT, "INTERSECT"},
    {PG_QUERY__SET_OPERATION__SETOP_EXCEPT, SET_EXCEPT, "EXCEPT"},
};

struct query *bind_arm(struct binder *binder, const PgQuery__SelectStmt *select,
                       struct scope *outer, const struct cte *ctes)
{
    bool is_plain = select->op == PG_QUERY__SET_OPERATION__SETOP_NONE && !select->n_values_lists &&
                    !select->with_clause;
    if (!is_plain)
        return bind_query(binder, select, outer, ctes);
    return check_supported(binder, select) ? bind_select(binder, select, outer, ctes, true) : NULL;
}

static bool resolve_arms(struct binder *binder, struct query *left, struct query *right)
{
    for (size_t i = 0; i < left->targets.n; i++) {
        struct target *pair[] = {left->targets.items[i], right->targets.items[i]};
        for (size_t k = 0; k < 2; k++) {
            struct expr *expr = pair[k]->expr;
            uint32_t other = pair[1 - k]->expr->type;
            if (expr->type != PG_UNKNOWN)
                continue;
            pair[k]->expr = coerce(binder, expr, other == PG_UNKNOWN ? PG_TEXT : other, -1,
                                   CAST_IMPLICIT, expr->position);
            if (!pair[k]->expr)
                return false;
        }
    }
    return true;
}

static bool unify_arm_column(struct binder *binder, struct query *query, size_t column,
                             const char *name)
{
    struct target *left = query->left->targets.items[column];
    struct target *right = query->right->targets.items[column];
    struct list exprs = {0};
    list_add(binder->arena, &exprs, left->expr);
    list_add(binder->arena, &exprs, right->expr);
    if (!coerce_to_common_type(binder, &exprs, name))
        return false;
    left->expr = exprs.items[0];
    right->expr = exprs.items[1];
    struct target *target = ARENA_NEW(binder->arena, struct target);
    target->name = left->name;
    target->expr = expr_copy(binder->arena, left->expr);
    target->expr->nullable = left->expr->nullable || right->expr->nullable;
    list_add(binder->arena, &query->targets, target);
    return true;
}

static void add_target(struct binder *binder, struct query *query, struct expr *expr)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    *target = (struct target){expr, ""};
    list_add(binder->arena, &query->targets, target);
}

/* Which one of its equal rows a row is. */
static void add_row_number(struct binder *binder, struct query *arm)
{
    const struct routine *row_number;
    if (!routine_find(ROUTINE_WINDOW, "row_number", &row_number, 1))
        return;
    struct expr *number = expr_new(binder->arena, EXPR_WINDOW, PG_INT8, 0);
    number->nullable = false;
    number->aggregate.routine = row_number;
    struct window *over = number->aggregate.over = ARENA_NEW(binder->arena, struct window);
    over->frame = "";
    for (LIST_EACH(const struct target, target, &arm->targets))
        list_add(binder->arena, &over->partition_by, expr_copy(binder->arena, target->expr));
    add_target(binder, arm, number);
}

/* INTERSECT ALL and EXCEPT ALL count equal rows: with their numbers no two rows are equal. */
static struct query *number_doubles(struct binder *binder, struct query *query)
{
    size_t n = query->targets.n;
    query->all = false;
    add_row_number(binder, query->left);
    add_row_number(binder, query->right);
    add_target(binder, query,
               expr_copy(binder->arena, ((struct target *)query->left->targets.items[n])->expr));
    struct query *shown = bind_wrap(binder, query);
    shown->targets.n = n;
    return shown;
}

static struct query *bind_set_operation(struct binder *binder, const PgQuery__SelectStmt *select,
                                        struct scope *outer, const struct cte *ctes)
{
    struct query *query = query_new(binder, QUERY_SET_OPERATION);
    const char *name = "";
    for (size_t i = 0; i < sizeof set_operations / sizeof *set_operations; i++)
        if (set_operations[i].node == select->op) {
            query->set_operation = set_operations[i].operation;
            name = set_operations[i].name;
        }
    query->all = select->all;
    struct query *left = bind_arm(binder, select->larg, outer, ctes);
    struct query *right = left ? bind_arm(binder, select->rarg, outer, ctes) : NULL;
    if (!right)
        return NULL;
    if (left->targets.n != right->targets.n) {
        err_set(binder->err, SQLSTATE_SYNTAX_ERROR, 0,
                "each %s query must have the same number of columns", name);
        return NULL;
    }
    if (!resolve_arms(binder, left, right))
        return NULL;
    query->left = bind_wrap(binder, left);
    query->right = bind_wrap(binder, right);
    for (size_t i = 0; i < left->targets.n; i++)
        if (!unify_arm_column(binder, query, i, name))
            return NULL;
    if (query->all && query->set_operation != SET_UNION)
        return number_doubles(binder, query);
    return numeric_group_union(binder, query);
}

/* What orders a set operation is one of its columns. */
static bool check_arm_sort(struct binder *binder, const PgQuery__Node *node)
{
    bool is_name = node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF;
    if (is_name || node->node_case == PG_QUERY__NODE__NODE_A_CONST)
        return true;
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, bind_node_position(node),
            "invalid UNION/INTERSECT/EXCEPT ORDER BY clause");
    err_detail(binder->err, "Only result column names can be used, not expressions or functions.");
    return err_hint(binder->err, "Add the expression/function to every SELECT, or move the UNION "
                                 "into a FROM clause.");
}

/* ORDER BY and LIMIT of VALUES or a set operation: a SELECT around it. */
static struct query *sort_outside(struct binder *binder, struct query *inner,
                                  const PgQuery__SelectStmt *select, struct scope *outer)
{
    if (!inner || (!select->n_sort_clause && !select->limit_count && !select->limit_offset))
        return inner;
    struct query *query = bind_wrap(binder, inner);
    struct scope scope = {.outer = outer};
    for (size_t i = 0; i < select->n_sort_clause && !select->n_values_lists; i++)
        if (!check_arm_sort(binder, select->sort_clause[i]->sort_by->node))
            return NULL;
    if (!scope_add_rel(binder, &scope, query->from))
        return NULL;
    return bind_order_by(binder, &scope, query, select) && bind_limit(binder, &scope, query, select)
               ? query
               : NULL;
}

/* query_visit */
static bool is_comparable(struct query *query, void *binder)
{
    return comparable_check(binder, query);
}

/* Binds a query of WITH for its errors alone, those too that lowering would find. */
static bool check_cte(struct binder *binder, const struct cte *cte)
{
    const struct rel *rel = bind_cte(binder, cte, cte->name, 0);
    return rel && (rel->kind != REL_SUBQUERY || query_walk(rel->query, is_comparable, binder));
}

bool bind_unused_with(struct binder *binder, const struct cte *ctes, const struct cte *end)
{
    for (; ctes != end; ctes = ctes->next)
        if (!*ctes->is_used && !check_cte(binder, ctes))
            return false;
    return true;
}

static struct query *bind_form(struct binder *binder, const PgQuery__SelectStmt *select,
                               struct scope *outer, const struct cte *ctes)
{
    bool is_block = select->op == PG_QUERY__SET_OPERATION__SETOP_NONE && !select->n_values_lists;
    if (!is_block && !bind_refuse_locks(binder, select))
        return NULL;
    if (select->op != PG_QUERY__SET_OPERATION__SETOP_NONE)
        return sort_outside(binder, bind_set_operation(binder, select, outer, ctes), select, outer);
    if (select->n_values_lists)
        return sort_outside(binder, bind_values(binder, select, outer, ctes), select, outer);
    return bind_select(binder, select, outer, ctes, false);
}

static bool bind_in_order(struct binder *binder, const struct cte *ctes, const struct cte *end)
{
    return ctes == end || (bind_in_order(binder, ctes->next, end) && check_cte(binder, ctes));
}

/* PostgreSQL analyses the queries of WITH before what refers to them: their errors come first. */
static void find_first_error(struct binder *binder, const struct cte *ctes, const struct cte *end)
{
    struct err later = *binder->err;
    err_clear(binder->err);
    binder->finds_first_error = true;
    if (bind_in_order(binder, ctes, end))
        *binder->err = later;
    binder->finds_first_error = false;
}

struct query *bind_any_query(struct binder *binder, const PgQuery__SelectStmt *select,
                             struct scope *outer, const struct cte *ctes)
{
    if (!check_supported(binder, select))
        return NULL;
    struct scope *scope = ARENA_NEW(binder->arena, struct scope);
    scope->outer = outer;
    const struct cte *own = bind_with(binder, select->with_clause, scope, ctes);
    struct query *query = bind_form(binder, select, outer, own);
    if (query)
        return bind_unused_with(binder, own, ctes) ? query : NULL;
    if (own != ctes && !binder->finds_first_error)
        find_first_error(binder, own, ctes);
    return NULL;
}

struct query *bind_query(struct binder *binder, const PgQuery__SelectStmt *select,
                         struct scope *outer, const struct cte *ctes)
{
    struct query *query = bind_any_query(binder, select, outer, ctes);
    if (!query || !query->has_no_columns)
        return query;
    refuse(binder, 0, "SELECT without columns in a query is");
    return NULL;
}
