/* COPY: which columns or query, which format. The data itself is wire/'s. */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/emit/literal.h"
#include "rewrite/write/copy_option.h"
#include "rewrite/write/copy_stage.h"
#include "rewrite/write/ddl_expr.h"
#include "rewrite/write/write.h"

struct copy_columns {
    struct binder *binder;
    const struct catalog_table *table;
    const struct catalog_column **columns;
    size_t n_columns;
};

static bool is_insertable(const struct catalog_column *column)
{
    return strcmp(column->default_kind, "MATERIALIZED") != 0 &&
           strcmp(column->default_kind, "ALIAS") != 0;
}

static bool add_all_columns(struct copy_columns *copy)
{
    for (size_t i = 0; i < copy->table->n_columns; i++)
        if (is_insertable(&copy->table->columns[i]))
            copy->columns[copy->n_columns++] = &copy->table->columns[i];
    return true;
}

static bool add_column(struct copy_columns *copy, const char *name)
{
    const struct catalog_column *column = catalog_find_column(copy->table, str_of(name));
    if (!column)
        return err_set(copy->binder->err, SQLSTATE_UNDEFINED_COLUMN, 0,
                       "column \"%s\" of relation \"%s\" does not exist", name, copy->table->name);
    if (!is_insertable(column))
        return err_set(copy->binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, 0,
                       "column \"%s\" is a generated column", name);
    for (size_t i = 0; i < copy->n_columns; i++)
        if (copy->columns[i] == column)
            return err_set(copy->binder->err, SQLSTATE_DUPLICATE_COLUMN, 0,
                           "column \"%s\" specified more than once", name);
    copy->columns[copy->n_columns++] = column;
    return true;
}

static bool bind_columns(struct copy_columns *copy, const PgQuery__CopyStmt *node)
{
    copy->columns =
        ARENA_ARRAY(copy->binder->arena, const struct catalog_column *, copy->table->n_columns);
    if (node->n_attlist == 0)
        return add_all_columns(copy);
    for (size_t i = 0; i < node->n_attlist; i++)
        if (!add_column(copy, node->attlist[i]->string->sval))
            return false;
    return true;
}

static const char **names_of(struct binder *binder, const struct copy_columns *columns)
{
    const char **names = ARENA_ARRAY(binder->arena, const char *, columns->n_columns + 1);
    for (size_t i = 0; i < columns->n_columns; i++)
        names[i] = columns->columns[i]->name;
    return names;
}

static bool check_place(struct binder *binder, const PgQuery__CopyStmt *node)
{
    if (!node->is_program && !node->filename[0])
        return true;
    err_set(binder->err, SQLSTATE_INSUFFICIENT_PRIVILEGE, 0,
            "COPY %s a file or program of the server is not allowed",
            node->is_from ? "from" : "to");
    return err_hint(binder->err, "COPY %s works for anyone; so does psql's \\copy.",
                    node->is_from ? "FROM STDIN" : "TO STDOUT");
}

static void keep_sql(struct binder *binder, struct plan *plan, const struct buf *out)
{
    plan->clickhouse_sql.data = arena_strndup(binder->arena, buf_data(out), buf_size(out));
    plan->clickhouse_sql.size = buf_size(out);
}

/* ---- FROM ---- */

static void emit_insert(struct copy_columns *copy, struct buf *out)
{
    write_insert_target(out, copy->table, copy->columns, copy->n_columns);
    buf_puts(out, " FORMAT Native");
}

/* What ClickHouse is asked of the stage's columns; "" without WHERE, NULL with binder->err set. */
static const char *condition_of(struct binder *binder, const struct catalog_table *table,
                                const PgQuery__Node *node)
{
    struct scope scope = {0};
    if (!node)
        return "";
    struct rel *rel = ddl_expr_scope(binder, &scope, table);
    struct expr *condition =
        rel ? bind_condition(binder, &scope, node, CLAUSE_COPY_WHERE, "argument of WHERE") : NULL;
    return condition ? ddl_expr_text(binder, rel, condition) : NULL;
}

static const struct plan_copy *
details_from(struct copy_binding *copy, const struct copy_columns *columns, const char *condition)
{
    struct binder *binder = copy->binder;
    struct plan_copy *details = ARENA_NEW(binder->arena, struct plan_copy);
    *details =
        (struct plan_copy){copy->options, columns->table, columns->columns, columns->n_columns,
                           copy_stage(binder, columns->table, columns->columns, columns->n_columns,
                                      *condition ? condition : NULL)};
    if (details->stage || !*condition)
        return details;
    copy_refuse(copy, 0, "COPY … WHERE into this table is");
    return NULL;
}

static struct plan *plan_from(struct binder *binder, const PgQuery__CopyStmt *node, struct buf *out)
{
    struct copy_columns columns = {.binder = binder};
    columns.table = bind_table_name(binder, node->relation);
    const char *condition =
        columns.table ? condition_of(binder, columns.table, node->where_clause) : NULL;
    if (!condition || !bind_columns(&columns, node))
        return NULL;
    struct copy_binding copy = {.binder = binder,
                                .is_from = true,
                                .table = columns.table,
                                .names = names_of(binder, &columns),
                                .n_columns = columns.n_columns};
    if (!copy_bind_options(&copy, node))
        return NULL;
    if (columns.table->kind != CATALOG_TABLE) {
        err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0, "cannot copy to view \"%s\"",
                columns.table->name);
        return NULL;
    }
    emit_insert(&columns, out);
    const struct plan_copy *details = details_from(&copy, &columns, condition);
    if (!details)
        return NULL;
    struct plan *plan = plan_new(binder, PLAN_COPY_FROM, "COPY");
    plan->tag_counts_rows = true;
    plan->copy = details;
    keep_sql(binder, plan, out);
    return plan;
}

/* ---- TO ---- */

static PgQuery__Node *new_node(struct binder *binder, PgQuery__Node__NodeCase node_case)
{
    PgQuery__Node *node = ARENA_NEW(binder->arena, PgQuery__Node);
    pg_query__node__init(node);
    node->node_case = node_case;
    return node;
}

/* "name" as a part of the select list. */
static PgQuery__Node *new_target(struct binder *binder, const char *name)
{
    PgQuery__Node *target = new_node(binder, PG_QUERY__NODE__NODE_RES_TARGET);
    PgQuery__Node *column = new_node(binder, PG_QUERY__NODE__NODE_COLUMN_REF);
    PgQuery__Node *field = new_node(binder, PG_QUERY__NODE__NODE_STRING);
    target->res_target = ARENA_NEW(binder->arena, PgQuery__ResTarget);
    column->column_ref = ARENA_NEW(binder->arena, PgQuery__ColumnRef);
    field->string = ARENA_NEW(binder->arena, PgQuery__String);
    pg_query__res_target__init(target->res_target);
    pg_query__column_ref__init(column->column_ref);
    pg_query__string__init(field->string);
    field->string->sval = arena_strdup(binder->arena, name);
    column->column_ref->fields = ARENA_NEW(binder->arena, PgQuery__Node *);
    column->column_ref->fields[0] = field;
    column->column_ref->n_fields = 1;
    target->res_target->val = column;
    return target;
}

/* SELECT columns FROM the table. */
static PgQuery__SelectStmt *select_columns(struct binder *binder, const PgQuery__CopyStmt *node,
                                           const struct copy_columns *columns)
{
    PgQuery__SelectStmt *select = ARENA_NEW(binder->arena, PgQuery__SelectStmt);
    pg_query__select_stmt__init(select);
    select->n_target_list = columns->n_columns;
    select->target_list = ARENA_ARRAY(binder->arena, PgQuery__Node *, columns->n_columns + 1);
    for (size_t i = 0; i < columns->n_columns; i++)
        select->target_list[i] = new_target(binder, columns->columns[i]->name);
    select->n_from_clause = 1;
    select->from_clause = ARENA_NEW(binder->arena, PgQuery__Node *);
    select->from_clause[0] = new_node(binder, PG_QUERY__NODE__NODE_RANGE_VAR);
    select->from_clause[0]->range_var = node->relation;
    select->limit_option = PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_DEFAULT;
    select->op = PG_QUERY__SET_OPERATION__SETOP_NONE;
    return select;
}

static const PgQuery__SelectStmt *select_of_table(struct binder *binder,
                                                  const PgQuery__CopyStmt *node,
                                                  const struct catalog_table **table)
{
    struct copy_columns columns = {.binder = binder};
    *table = columns.table = bind_table_name(binder, node->relation);
    if (!columns.table)
        return NULL;
    if (columns.table->kind != CATALOG_TABLE) {
        err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0, "cannot copy from view \"%s\"",
                columns.table->name);
        err_hint(binder->err, "Try the COPY (SELECT ...) TO variant.");
        return NULL;
    }
    return bind_columns(&columns, node) ? select_columns(binder, node, &columns) : NULL;
}

static const PgQuery__SelectStmt *select_of(struct binder *binder, const PgQuery__CopyStmt *node,
                                            const struct catalog_table **table)
{
    if (!node->query)
        return select_of_table(binder, node, table);
    if (node->query->node_case == PG_QUERY__NODE__NODE_SELECT_STMT &&
        !node->query->select_stmt->into_clause)
        return node->query->select_stmt;
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, POSITION_NONE,
            node->query->node_case == PG_QUERY__NODE__NODE_SELECT_STMT
                ? "COPY (SELECT INTO) is not supported"
                : "COPY query must have a RETURNING clause");
    return NULL;
}

static struct plan *plan_to(struct binder *binder, const PgQuery__CopyStmt *node, struct buf *out)
{
    struct copy_binding copy = {.binder = binder};
    const PgQuery__SelectStmt *select = select_of(binder, node, &copy.table);
    struct plan *plan = select ? command_plan_select(binder, select, out, NULL) : NULL;
    if (!plan)
        return NULL;
    copy.n_columns = plan->n_columns;
    copy.names = ARENA_ARRAY(binder->arena, const char *, plan->n_columns + 1);
    for (size_t i = 0; i < plan->n_columns; i++)
        copy.names[i] = plan->columns[i].name;
    if (!copy_bind_options(&copy, node))
        return NULL;
    struct plan_copy *details = ARENA_NEW(binder->arena, struct plan_copy);
    details->options = copy.options;
    details->table = copy.table;
    plan->kind = PLAN_COPY_TO;
    plan->tag = "COPY";
    plan->copy = details;
    return plan;
}

struct plan *command_plan_copy(struct binder *binder, const PgQuery__CopyStmt *node,
                               struct buf *out)
{
    if (!check_place(binder, node))
        return NULL;
    return node->is_from ? plan_from(binder, node, out) : plan_to(binder, node, out);
}
