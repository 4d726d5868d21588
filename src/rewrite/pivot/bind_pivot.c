/* PIVOT from the lateral subselect that scan.c made of it: cells, keys, values, rows and the
 * columns that come out. Does not know how it will be computed: pivot.c. */
#include <string.h>

#include "rewrite/pivot/bind_pivot.h"
#include "rewrite/pivot/bind_unpivot.h"
#include "rewrite/pivot/pivot_plan.h"

#define LIST_FUNCTION "$pivot$list"
#define ANY_FUNCTION "$pivot$any"
#define QUERY_FUNCTION "$pivot$query"
#define CELLS_FUNCTION "$pivot$cells"
#define DEFAULT_FUNCTION "$pivot$default"
#define OTHERS_FUNCTION "$pivot$others"
#define TOTAL_FUNCTION "$pivot$total"
#define TOTAL_ROW_FUNCTION "$pivot$total_row"
#define TOTALS_FUNCTION "$pivot$totals"
#define SUBTOTALS_FUNCTION "$pivot$subtotals"
#define GROUPING_ID_FUNCTION "$pivot$grouping_id"

static bool is_ours(const char *function)
{
    return strncmp(function, "$pivot$", 7) == 0 || strcmp(function, UNPIVOT_FUNCTION) == 0 ||
           strcmp(function, UNPIVOT_NULLS_FUNCTION) == 0;
}

/* The call that a FROM item of ours is, and its name; NULL if it is another item. */
static const PgQuery__FuncCall *item_call(const PgQuery__Node *item, const char **name)
{
    if (item->node_case != PG_QUERY__NODE__NODE_RANGE_FUNCTION ||
        item->range_function->n_functions != 1 ||
        item->range_function->functions[0]->node_case != PG_QUERY__NODE__NODE_LIST)
        return NULL;
    const PgQuery__List *function = item->range_function->functions[0]->list;
    if (function->n_items == 0 || function->items[0]->node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
        return NULL;
    const PgQuery__FuncCall *call = function->items[0]->func_call;
    if (call->n_funcname != 1 || !is_ours(call->funcname[0]->string->sval))
        return NULL;
    *name = call->funcname[0]->string->sval;
    return call;
}

static const PgQuery__SelectStmt *lateral_select(const PgQuery__Node *node)
{
    if (!node || node->node_case != PG_QUERY__NODE__NODE_RANGE_SUBSELECT ||
        !node->range_subselect->lateral ||
        node->range_subselect->subquery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return NULL;
    return node->range_subselect->subquery->select_stmt;
}

bool bind_is_pivot(const PgQuery__JoinExpr *join)
{
    const char *name;
    const PgQuery__SelectStmt *select = lateral_select(join->rarg);
    return join->jointype == PG_QUERY__JOIN_TYPE__JOIN_INNER && select && select->n_from_clause &&
           item_call(select->from_clause[0], &name);
}

bool bind_pivot_is_plain(const PgQuery__SelectStmt *select)
{
    return select->op == PG_QUERY__SET_OPERATION__SETOP_NONE && !select->n_distinct_clause &&
           !select->into_clause && !select->where_clause && !select->having_clause &&
           !select->n_window_clause && !select->n_values_lists && !select->n_sort_clause &&
           !select->limit_offset && !select->limit_count && !select->n_locking_clause &&
           !select->with_clause;
}

static bool error_shape(struct pivot_bind *bind, int position)
{
    return err_set(bind->binder->err, SQLSTATE_SYNTAX_ERROR, position,
                   "syntax error in PIVOT: expected cells FOR key IN (values) [GROUP BY columns]");
}

static bool is_plain_call(const PgQuery__FuncCall *call)
{
    return !call->n_agg_order && !call->agg_filter && !call->over && !call->agg_within_group &&
           !call->agg_star && !call->agg_distinct && !call->func_variadic;
}

static bool check_cell(struct pivot_bind *bind, struct expr *expr, int position)
{
    if (expr_contains(expr, EXPR_WINDOW))
        return err_set(bind->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, expr->position,
                       "window functions in the cells of a PIVOT are not supported yet");
    if (expr_contains(expr, EXPR_AGGREGATE))
        return true;
    err_set(bind->binder->err, SQLSTATE_GROUPING_ERROR, position,
            "a cell of PIVOT must contain an aggregate function");
    return err_hint(bind->binder->err, "Write sum(column), count(*) or the like.");
}

static bool bind_cell(struct pivot_bind *bind, const PgQuery__ResTarget *target)
{
    struct expr *expr = bind_expr(bind->binder, bind->source, target->val, CLAUSE_PIVOT_CELL);
    if (!expr || !check_cell(bind, expr, position_of(target->location)))
        return false;
    struct pivot_cell *cell = ARENA_NEW(bind->binder->arena, struct pivot_cell);
    cell->expr = expr;
    cell->has_alias = target->name[0] != '\0';
    cell->name = cell->has_alias ? target->name : "";
    list_add(bind->binder->arena, &bind->pivot->cells, cell);
    return true;
}

static bool bind_cells(struct pivot_bind *bind, const PgQuery__SelectStmt *select)
{
    for (size_t i = 0; i < select->n_target_list; i++)
        if (!bind_cell(bind, select->target_list[i]->res_target))
            return false;
    return true;
}

static bool take_cell_names(struct pivot_bind *bind, const PgQuery__FuncCall *call)
{
    if (call->n_args != bind->pivot->cells.n)
        return error_shape(bind, bind->position);
    for (size_t i = 0; i < call->n_args; i++) {
        const PgQuery__Node *text = call->args[i];
        if (text->node_case != PG_QUERY__NODE__NODE_A_CONST ||
            text->a_const->val_case != PG_QUERY__A__CONST__VAL_SVAL)
            return error_shape(bind, bind->position);
        struct pivot_cell *cell = bind->pivot->cells.items[i];
        if (!cell->has_alias)
            cell->name = text->a_const->sval->sval;
    }
    return true;
}

static bool bind_default(struct pivot_bind *bind, const PgQuery__FuncCall *call)
{
    struct scope none = {0};
    if (call->n_args != 1)
        return error_shape(bind, position_of(call->location));
    struct expr *value = bind_expr(bind->binder, &none, call->args[0], CLAUSE_VALUES);
    if (!value)
        return false;
    if (value->kind != EXPR_CONST && !bind_awaits_value(value))
        return err_set(bind->binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, value->position,
                       "DEFAULT ON NULL of PIVOT must be a constant");
    for (LIST_EACH(struct pivot_cell, cell, &bind->pivot->cells)) {
        cell->default_on_null = coerce(bind->binder, expr_copy(bind->binder->arena, value),
                                       cell->expr->type, -1, CAST_IMPLICIT, value->position);
        if (!cell->default_on_null)
            return false;
    }
    return true;
}

/* "$pivot$others"() or with the name to use. */
static bool take_option(struct pivot_bind *bind, const PgQuery__FuncCall *call, const char **name,
                        const char *default_name)
{
    if (call->n_args > 1 || *name)
        return error_shape(bind, position_of(call->location));
    *name = default_name;
    if (call->n_args == 0)
        return true;
    if (call->args[0]->node_case != PG_QUERY__NODE__NODE_COLUMN_REF ||
        call->args[0]->column_ref->n_fields != 1 ||
        call->args[0]->column_ref->fields[0]->node_case != PG_QUERY__NODE__NODE_STRING)
        return error_shape(bind, bind_node_position(call->args[0]));
    *name = call->args[0]->column_ref->fields[0]->string->sval;
    return true;
}

static bool take_others(struct pivot_bind *bind, const PgQuery__FuncCall *call)
{
    return take_option(bind, call, &bind->pivot->others, "Others");
}

static bool take_total(struct pivot_bind *bind, const PgQuery__FuncCall *call)
{
    return take_option(bind, call, &bind->pivot->total, "Total");
}

static bool take_total_row(struct pivot_bind *bind, const PgQuery__FuncCall *call)
{
    if (bind->total_row)
        return error_shape(bind, position_of(call->location));
    return bind->total_row = true;
}

static bool take_totals(struct pivot_bind *bind, const PgQuery__FuncCall *call)
{
    return take_total(bind, call) && take_total_row(bind, call);
}

static bool take_subtotals(struct pivot_bind *bind, const PgQuery__FuncCall *call)
{
    if (bind->subtotals)
        return error_shape(bind, position_of(call->location));
    return bind->subtotals = true;
}

static bool take_grouping_id(struct pivot_bind *bind, const PgQuery__FuncCall *call)
{
    return take_option(bind, call, &bind->pivot->grouping_id, "grouping_id");
}

static const struct {
    const char *name;
    bool (*bind)(struct pivot_bind *bind, const PgQuery__FuncCall *call);
} items[] = {
    {LIST_FUNCTION, bind_pivot_key},
    {ANY_FUNCTION, bind_pivot_any},
    {QUERY_FUNCTION, bind_pivot_query},
    {CELLS_FUNCTION, take_cell_names},
    {DEFAULT_FUNCTION, bind_default},
    {OTHERS_FUNCTION, take_others},
    {TOTAL_FUNCTION, take_total},
    {TOTAL_ROW_FUNCTION, take_total_row},
    {TOTALS_FUNCTION, take_totals},
    {SUBTOTALS_FUNCTION, take_subtotals},
    {GROUPING_ID_FUNCTION, take_grouping_id},
};

static bool bind_item(struct pivot_bind *bind, const PgQuery__Node *node)
{
    const char *name;
    const PgQuery__FuncCall *call = item_call(node, &name);
    if (!call || !is_plain_call(call))
        return error_shape(bind, call ? position_of(call->location) : bind->position);
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++)
        if (strcmp(items[i].name, name) == 0)
            return items[i].bind(bind, call);
    return error_shape(bind, position_of(call->location));
}

/* expr_visit */
static bool is_no_parent(struct expr **at, void *context)
{
    (void)context;
    return pivot_share_kind(*at) != SHARE_OF_PARENT;
}

/* The totals of totals would be their parents. */
static bool check_parents(struct pivot_bind *bind)
{
    for (LIST_EACH(struct pivot_cell, cell, &bind->pivot->cells))
        if (bind->pivot->grouping_sets.n && !expr_walk(&cell->expr, is_no_parent, NULL))
            return err_set(bind->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, cell->expr->position,
                           "share_of_parent beside rows of totals is not supported");
    return true;
}

static bool bind_clause(struct pivot_bind *bind, const PgQuery__SelectStmt *select)
{
    if (!bind_pivot_is_plain(select) || select->n_target_list == 0)
        return error_shape(bind, bind->position);
    if (!bind_cells(bind, select))
        return false;
    for (size_t i = 0; i < select->n_from_clause; i++)
        if (!bind_item(bind, select->from_clause[i]))
            return false;
    if (bind->pivot->keys.n == 0 && (bind->pivot->others || bind->pivot->total))
        return error_shape(bind, bind->position);
    return bind_pivot_rows(bind, select) && check_parents(bind);
}

struct rel *bind_pivot(struct binder *binder, struct scope *scope, struct rel *source,
                       struct scope *source_scope, const PgQuery__JoinExpr *join)
{
    const PgQuery__SelectStmt *select = lateral_select(join->rarg);
    const PgQuery__Alias *alias = join->rarg->range_subselect->alias;
    const char *name = "";
    const PgQuery__FuncCall *call = item_call(select->from_clause[0], &name);
    if (call && name[1] == 'u')
        return bind_unpivot(binder, source, source_scope, select, call, alias);
    struct pivot_bind bind = {.binder = binder, .source = source_scope, .around = scope};
    if (select->n_target_list)
        bind.position = position_of(select->target_list[0]->res_target->location);
    bind.max_columns = (size_t)settings_get_int(binder->context->settings, "pivot.max_columns");
    bind.pivot = ARENA_NEW(binder->arena, struct pivot);
    bind.pivot->source = source;
    if (!bind_clause(&bind, select))
        return NULL;
    struct rel *rel = bind_rel_new(binder, REL_PIVOT, alias ? alias->aliasname : "", bind.position);
    rel->pivot = bind.pivot;
    return pivot_columns(&bind, rel) && bind_rename_columns(binder, rel, alias) ? rel : NULL;
}
