/* UNPIVOT from the lateral subselect that scan_unpivot.c made of it: a subquery in which each row
 * of the source stands once for each of the columns. */
#include "rewrite/pivot/bind_unpivot.h"

#include <string.h>

#include "rewrite/bind/bind_array.h"
#include "rewrite/lower/set_function.h"
#include "rewrite/pivot/bind_pivot.h"

struct unpivot {
    struct binder *binder;
    struct scope *source;
    int position; /* of the clause */
    bool keeps_nulls;
    const char *name;    /* of the column with the labels */
    struct list values;  /* const char *: names of the value columns */
    struct list labels;  /* struct expr: constants */
    struct list columns; /* struct list, for each value column: struct expr, one a label */
    struct list used;    /* struct expr: all of those */
};

static bool error_shape(struct unpivot *unpivot, int position)
{
    return err_set(unpivot->binder->err, SQLSTATE_SYNTAX_ERROR,
                   position ? position : unpivot->position,
                   "syntax error in UNPIVOT: expected value FOR name IN (columns)");
}

/* The text of a plain name; NULL if the node is something else. */
static const char *plain_name(const PgQuery__Node *node)
{
    if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF || node->column_ref->n_fields != 1 ||
        node->column_ref->fields[0]->node_case != PG_QUERY__NODE__NODE_STRING)
        return NULL;
    return node->column_ref->fields[0]->string->sval;
}

/* The nodes of (a, b); of a itself. */
static size_t parts_of(PgQuery__Node *const *node, PgQuery__Node *const **parts)
{
    const PgQuery__RowExpr *row = bind_row_of(*node);
    *parts = row ? row->args : node;
    return row ? row->n_args : 1;
}

static bool take_value_names(struct unpivot *unpivot, const PgQuery__SelectStmt *select)
{
    PgQuery__Node *const *parts;
    if (select->n_target_list != 1 || select->target_list[0]->res_target->name[0])
        return error_shape(unpivot, 0);
    size_t n = parts_of(&select->target_list[0]->res_target->val, &parts);
    for (size_t i = 0; i < n; i++) {
        const char *name = plain_name(parts[i]);
        if (!name)
            return error_shape(unpivot, bind_node_position(parts[i]));
        list_add(unpivot->binder->arena, &unpivot->values, (void *)(uintptr_t)name);
        list_add(unpivot->binder->arena, &unpivot->columns,
                 ARENA_NEW(unpivot->binder->arena, struct list));
    }
    return n > 0 || error_shape(unpivot, 0);
}

static bool add_column(struct unpivot *unpivot, const PgQuery__Node *node, size_t value)
{
    struct arena *arena = unpivot->binder->arena;
    if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
        return err_set(unpivot->binder->err, SQLSTATE_SYNTAX_ERROR, bind_node_position(node),
                       "UNPIVOT takes columns, not expressions");
    struct expr *column = bind_expr(unpivot->binder, unpivot->source, node, CLAUSE_SELECT);
    if (!column)
        return false;
    if (pgtype_element(column->type))
        return err_set(unpivot->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, column->position,
                       "UNPIVOT of arrays is not supported yet");
    list_add(arena, &unpivot->used, expr_copy(arena, column));
    list_add(arena, unpivot->columns.items[value], column);
    return true;
}

/* The columns of one label, which is their names where the text has none. */
static bool add_columns(struct unpivot *unpivot, const PgQuery__ResTarget *target,
                        const PgQuery__Node *label)
{
    struct arena *arena = unpivot->binder->arena;
    PgQuery__Node *const *parts;
    size_t n = parts_of(&target->val, &parts);
    const char *text = NULL;
    if (n != unpivot->values.n)
        return err_set(unpivot->binder->err, SQLSTATE_SYNTAX_ERROR, position_of(target->location),
                       "UNPIVOT has %zu value columns, but this has %zu columns", unpivot->values.n,
                       n);
    for (size_t i = 0; i < n; i++) {
        if (!add_column(unpivot, parts[i], i))
            return false;
        const char *name = bind_label(parts[i]);
        text = text ? arena_printf(arena, "%s_%s", text, name) : name;
    }
    struct scope none = {0};
    bool is_given = label->node_case != PG_QUERY__NODE__NODE_A_CONST || !label->a_const->isnull;
    struct expr *constant = is_given ? bind_expr(unpivot->binder, &none, label, CLAUSE_VALUES)
                                     : expr_const(arena, PG_TEXT, text, 0);
    if (!constant || !(constant = coerce_unknown(unpivot->binder, constant)))
        return false;
    list_add(arena, &unpivot->labels, constant);
    return true;
}

static const PgQuery__SelectStmt *columns_of(const PgQuery__Node *node)
{
    if (node->node_case != PG_QUERY__NODE__NODE_SUB_LINK ||
        node->sub_link->subselect->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return NULL;
    const PgQuery__SelectStmt *select = node->sub_link->subselect->select_stmt;
    return bind_pivot_is_plain(select) && !select->n_from_clause && !select->n_group_clause ? select
                                                                                            : NULL;
}

/* "$unpivot$"(name, (SELECT columns), label, …) */
static bool take_call(struct unpivot *unpivot, const PgQuery__FuncCall *call)
{
    const PgQuery__SelectStmt *columns = call->n_args > 2 ? columns_of(call->args[1]) : NULL;
    unpivot->name = call->n_args ? plain_name(call->args[0]) : NULL;
    if (!unpivot->name || !columns || columns->n_target_list + 2 != call->n_args)
        return error_shape(unpivot, position_of(call->location));
    for (size_t i = 0; i < columns->n_target_list; i++)
        if (!add_columns(unpivot, columns->target_list[i]->res_target, call->args[i + 2]))
            return false;
    return true;
}

/* ---- the subquery ---- */

/* The labels and the values of each label as arrays, whose elements are the rows. */
static struct rel *make_rows(struct unpivot *unpivot)
{
    struct binder *binder = unpivot->binder;
    struct list arrays = {0}, names = {0};
    list_add(binder->arena, &arrays, array_of(binder, &unpivot->labels, unpivot->position));
    list_add(binder->arena, &names, (void *)(uintptr_t)unpivot->name);
    for (size_t i = 0; i < unpivot->values.n; i++) {
        struct list *values = unpivot->columns.items[i];
        if (!coerce_to_common_type(binder, values, "UNPIVOT"))
            return NULL;
        list_add(binder->arena, &arrays, array_of(binder, values, unpivot->position));
        list_add(binder->arena, &names, unpivot->values.items[i]);
    }
    return bind_array_rows(binder, &arrays, &names, false, "", unpivot->position);
}

static void add_target(struct unpivot *unpivot, struct query *query, struct expr *expr,
                       const char *name)
{
    struct target *target = ARENA_NEW(unpivot->binder->arena, struct target);
    target->expr = expr;
    target->name = name;
    list_add(unpivot->binder->arena, &query->targets, target);
}

static bool is_used(const struct unpivot *unpivot, const struct expr *column)
{
    for (LIST_EACH(const struct expr, used, &unpivot->used))
        if (expr_equal(used, column))
            return true;
    return false;
}

static void add_targets(struct unpivot *unpivot, struct query *query, struct rel *rows)
{
    struct arena *arena = unpivot->binder->arena;
    for (LIST_EACH(const struct scope_column, column, &unpivot->source->columns))
        if (!column->hidden && !is_used(unpivot, column->expr))
            add_target(unpivot, query, expr_copy(arena, column->expr), column->name);
    for (size_t i = 0; i < rows->n_columns; i++)
        add_target(unpivot, query, expr_column(arena, rows, i, 0), rows->columns[i].name);
}

/* A row goes when all of its values are NULL. */
static struct expr *any_value(struct unpivot *unpivot, struct rel *rows)
{
    struct arena *arena = unpivot->binder->arena;
    struct expr *any = expr_new(arena, EXPR_BOOL, PG_BOOL, unpivot->position);
    any->bool_operator = BOOL_OR;
    any->nullable = false;
    for (size_t i = 1; i < rows->n_columns; i++) {
        struct expr *test = expr_new(arena, EXPR_NULL_TEST, PG_BOOL, unpivot->position);
        test->negated = true;
        test->nullable = false;
        list_add(arena, &test->args, expr_column(arena, rows, i, 0));
        list_add(arena, &any->args, test);
    }
    return any->args.n == 1 ? any->args.items[0] : any;
}

static struct query *make_query(struct unpivot *unpivot, struct rel *source)
{
    struct rel *rows = make_rows(unpivot);
    if (!rows)
        return NULL;
    struct query *query = ARENA_NEW(unpivot->binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->from = bind_rel_new(unpivot->binder, REL_JOIN, "", unpivot->position);
    query->from->join.type = JOIN_TYPE_CROSS;
    query->from->join.left = source;
    query->from->join.right = rows;
    add_targets(unpivot, query, rows);
    if (!unpivot->keeps_nulls)
        query->where = any_value(unpivot, rows);
    return query;
}

static bool check_names(struct unpivot *unpivot, const struct rel *rel)
{
    const char *name = pivot_repeated_name(unpivot->binder->arena, rel);
    return !name || err_set(unpivot->binder->err, SQLSTATE_DUPLICATE_COLUMN, unpivot->position,
                            "UNPIVOT would have two columns named \"%s\"", name);
}

struct rel *bind_unpivot(struct binder *binder, struct rel *source, struct scope *source_scope,
                         const PgQuery__SelectStmt *select, const PgQuery__FuncCall *call,
                         const PgQuery__Alias *alias)
{
    struct unpivot unpivot = {
        .binder = binder,
        .source = source_scope,
        .keeps_nulls = strcmp(call->funcname[0]->string->sval, UNPIVOT_NULLS_FUNCTION) == 0};
    if (select->n_target_list)
        unpivot.position = position_of(select->target_list[0]->res_target->location);
    if (!bind_pivot_is_plain(select) || select->n_group_clause || select->n_from_clause != 1) {
        error_shape(&unpivot, 0);
        return NULL;
    }
    if (!take_value_names(&unpivot, select) || !take_call(&unpivot, call))
        return NULL;
    struct query *query = make_query(&unpivot, source);
    if (!query)
        return NULL;
    struct rel *rel =
        bind_query_rel(binder, query, alias ? alias->aliasname : "", unpivot.position);
    return check_names(&unpivot, rel) && bind_rename_columns(binder, rel, alias) ? rel : NULL;
}
