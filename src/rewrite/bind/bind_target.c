/* The select list: * expanded, expressions labelled as PostgreSQL labels them (parse_target.c). */
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/bind/bind_whole_row.h"
#include "rewrite/bind/scope_hint.h"

/* How sure a label is: a cast's type name gives way to the name of what is cast. */
enum label_strength { LABEL_NONE, LABEL_WEAK, LABEL_STRONG };

static enum label_strength label_of(const PgQuery__Node *node, const char **label);

static enum label_strength strong(const char **label, const char *name)
{
    *label = name;
    return LABEL_STRONG;
}

static enum label_strength label_of_fields(size_t n, PgQuery__Node **fields, const char **label)
{
    for (size_t i = n; i-- > 0;)
        if (fields[i]->node_case == PG_QUERY__NODE__NODE_STRING)
            return strong(label, fields[i]->string->sval);
    return LABEL_NONE;
}

static enum label_strength label_of_cast(const PgQuery__TypeCast *cast, const char **label)
{
    enum label_strength strength = label_of(cast->arg, label);
    if (strength == LABEL_STRONG || !cast->type_name || cast->type_name->n_names == 0)
        return strength;
    *label = cast->type_name->names[cast->type_name->n_names - 1]->string->sval;
    return LABEL_WEAK;
}

static enum label_strength label_of_case(const PgQuery__CaseExpr *node, const char **label)
{
    enum label_strength strength = node->defresult ? label_of(node->defresult, label) : LABEL_NONE;
    if (strength == LABEL_STRONG)
        return strength;
    *label = "case";
    return LABEL_WEAK;
}

static enum label_strength label_of_value_function(PgQuery__SQLValueFunctionOp op,
                                                   const char **label)
{
    static const struct {
        PgQuery__SQLValueFunctionOp op;
        const char *name;
    } names[] = {
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE, "current_date"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME, "current_time"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N, "current_time"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP, "current_timestamp"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N, "current_timestamp"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME, "localtime"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N, "localtime"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP, "localtimestamp"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N, "localtimestamp"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_ROLE, "current_role"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_USER, "current_user"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_USER, "user"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_SESSION_USER, "session_user"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_CATALOG, "current_catalog"},
        {PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_SCHEMA, "current_schema"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].op == op)
            return strong(label, names[i].name);
    return LABEL_NONE;
}

/* The name of its first column. */
static enum label_strength label_of_select(const PgQuery__SelectStmt *select, const char **label)
{
    while (select->larg)
        select = select->larg;
    if (select->n_values_lists)
        return strong(label, "column1");
    if (!select->n_target_list)
        return LABEL_NONE;
    const PgQuery__ResTarget *first = select->target_list[0]->res_target;
    return strong(label, first->name[0] ? first->name : bind_label(first->val));
}

static enum label_strength label_of_sublink(const PgQuery__SubLink *link, const char **label)
{
    if (link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK)
        return strong(label, "exists");
    if (link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK)
        return strong(label, "array");
    return link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK
               ? label_of_select(link->subselect->select_stmt, label)
               : LABEL_NONE;
}

/* As FigureColnameInternal of parse_target.c decides. */
static enum label_strength label_of(const PgQuery__Node *node, const char **label)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return label_of_fields(node->column_ref->n_fields, node->column_ref->fields, label);
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
        if (label_of_fields(node->a_indirection->n_indirection, node->a_indirection->indirection,
                            label))
            return LABEL_STRONG;
        return label_of(node->a_indirection->arg, label);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return label_of_fields(node->func_call->n_funcname, node->func_call->funcname, label);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return label_of_cast(node->type_cast, label);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
        return label_of_case(node->case_expr, label);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        return strong(label, "coalesce");
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
        return strong(label, node->min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_GREATEST
                                 ? "greatest"
                                 : "least");
    case PG_QUERY__NODE__NODE_A_EXPR:
        return node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF ? strong(label, "nullif")
                                                                           : LABEL_NONE;
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
        return label_of_value_function(node->sqlvalue_function->op, label);
    case PG_QUERY__NODE__NODE_GROUPING_FUNC:
        return strong(label, "grouping");
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
        return strong(label, "array");
    case PG_QUERY__NODE__NODE_ROW_EXPR:
        return strong(label, "row");
    case PG_QUERY__NODE__NODE_SUB_LINK:
        return label_of_sublink(node->sub_link, label);
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
        return label_of(node->collate_clause->arg, label);
    default:
        return LABEL_NONE;
    }
}

const char *bind_label(const PgQuery__Node *node)
{
    const char *label = "?column?";
    label_of(node, &label);
    return label;
}

static void add_target(struct binder *binder, struct list *targets, struct expr *expr,
                       const char *name)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    target->expr = expr;
    target->name = name;
    list_add(binder->arena, targets, target);
}

static bool is_star(const PgQuery__Node *node)
{
    if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
        return false;
    const PgQuery__ColumnRef *ref = node->column_ref;
    return ref->n_fields &&
           ref->fields[ref->n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

/* Columns without a PostgreSQL counterpart cannot be part of *: better no answer than a part of
 * one. */
static bool add_star_column(struct binder *binder, struct list *targets, struct expr *expr,
                            const char *name, int position)
{
    if (expr->type == 0)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                       "column \"%s\" has a ClickHouse type that cannot be read", name) ||
               err_hint(binder->err, "Name the columns to read instead of *.");
    struct expr *use = expr_copy(binder->arena, expr);
    use->position = position;
    add_target(binder, targets, use, name);
    return true;
}

static bool add_all(struct binder *binder, struct scope *scope, struct list *targets, int position)
{
    if (scope->rels.n == 0)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position,
                       "SELECT * with no tables specified is not valid");
    for (size_t i = 0; i < scope->columns.n; i++) {
        const struct scope_column *column = scope->columns.items[i];
        if (!column->hidden &&
            !add_star_column(binder, targets, column->expr, column->name, position))
            return false;
    }
    return true;
}

static bool add_all_of_rel(struct binder *binder, struct scope *scope, struct list *targets,
                           const PgQuery__ColumnRef *ref)
{
    const char *alias = ref->fields[ref->n_fields - 2]->string->sval;
    int position = position_of(ref->location);
    for (size_t i = 0; i < scope->rels.n; i++) {
        struct rel *rel = scope->rels.items[i];
        if (strcmp(rel->alias, alias) != 0)
            continue;
        for (size_t c = 0; c < rel->n_columns; c++)
            if (!add_star_column(binder, targets, scope_rel_column(binder, rel, c, position),
                                 rel->columns[c].name, position))
                return false;
        return true;
    }
    return scope_error_no_rel(binder, scope, alias, position);
}

/* (row).* */
static bool is_row_star(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_A_INDIRECTION &&
           node->a_indirection->n_indirection == 1 &&
           node->a_indirection->indirection[0]->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

static bool add_all_of_row(struct binder *binder, struct scope *scope, struct list *targets,
                           const PgQuery__AIndirection *node)
{
    struct expr *row = bind_expr(binder, scope, node->arg, CLAUSE_SELECT);
    if (!row)
        return false;
    if (!row->row)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, row->position,
                       "the fields of this value are not known");
    for (size_t i = 0; i < row->row->n; i++)
        add_target(binder, targets, row->args.items[i], row->row->names[i]);
    return true;
}

static bool bind_target(struct binder *binder, struct scope *scope, const PgQuery__ResTarget *node,
                        struct list *targets)
{
    if (is_star(node->val)) {
        const PgQuery__ColumnRef *ref = node->val->column_ref;
        return ref->n_fields == 1 ? add_all(binder, scope, targets, position_of(ref->location))
                                  : add_all_of_rel(binder, scope, targets, ref);
    }
    if (is_row_star(node->val))
        return add_all_of_row(binder, scope, targets, node->val->a_indirection);
    struct expr *expr = bind_expr(binder, scope, node->val, CLAUSE_SELECT);
    const struct expr *row = expr && expr->row ? expr : NULL;
    if (row)
        expr = bind_row_text(binder, expr);
    if (!expr)
        return false;
    add_target(binder, targets, expr, node->name[0] ? node->name : bind_label(node->val));
    ((struct target *)targets->items[targets->n - 1])->row = row;
    return true;
}

bool bind_targets(struct binder *binder, struct scope *scope, size_t n, PgQuery__Node **nodes,
                  struct list *targets)
{
    for (size_t i = 0; i < n; i++)
        if (!bind_target(binder, scope, nodes[i]->res_target, targets))
            return false;
    return true;
}

bool bind_resolve_unknown(struct binder *binder, struct list *targets)
{
    for (size_t i = 0; i < targets->n; i++) {
        struct target *target = targets->items[i];
        target->expr = coerce_unknown(binder, target->expr);
        if (!target->expr)
            return false;
    }
    return true;
}
