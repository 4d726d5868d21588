/* CREATE TABLE AS, SELECT INTO and CREATE VIEW: a query whose columns get PostgreSQL's names, and
 * ClickHouse types that read back as what PostgreSQL says they are. */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/ddl_type.h"
#include "rewrite/emit.h"
#include "rewrite/literal.h"
#include "rewrite/stored_form.h"
#include "rewrite/upkeep.h"
#include "rewrite/write.h"

struct stored_query {
    struct binder *binder;
    bool is_view;
    struct query *query;
    struct list names; /* const char *, of the columns */
};

/* ---- types ---- */

/* Whether a column of a new table or view that just holds what this one holds is the same to a
 * client: lower.c changes others, and comments are not passed on. */
static bool is_kept(struct arena *arena, const struct catalog_column *column)
{
    return !stored_form_of_column(arena, column) &&
           (!catalog_kept_type(column->pg_type) ||
            chtype_to_pg(column->type).oid == column->pg_type);
}

static bool is_plain_column(struct arena *arena, const struct query *query, size_t index)
{
    if (query->kind != QUERY_SELECT)
        return false;
    const struct expr *expr = ((const struct target *)query->targets.items[index])->expr;
    if (expr->kind != EXPR_COLUMN)
        return false;
    const struct catalog_column *column = expr->column.rel->columns[expr->column.index].catalog;
    return column && is_kept(arena, column);
}

/* numeric without a precision: a Decimal with the scale that the value has. */
static const char *template_of(const struct stored_query *stored, const struct expr *expr,
                               bool is_plain)
{
    bool is_numeric = expr->type == PG_NUMERIC && expr->typmod < 0;
    if (is_plain)
        return stored->is_view ? NULL : "toNullable($1)";
    if (is_numeric)
        return stored->is_view ? "@1" : "toNullable(@1)";
    return "CAST($1, $2)";
}

/* The columns of a new table can all be NULL, as PostgreSQL's; a view's when the query's can. */
static bool store_target(struct stored_query *stored, struct target *target, bool is_plain)
{
    struct binder *binder = stored->binder;
    struct expr *expr = target->expr;
    const char *template_ = template_of(stored, expr, is_plain);
    if (!template_)
        return true;
    struct expr *args[2] = {expr, NULL};
    if (strchr(template_, '2')) {
        const char *type = ddl_type(binder, expr->type, expr->typmod, expr->position);
        if (!type)
            return false;
        bool nullable = expr->nullable || !stored->is_view;
        args[1] =
            expr_const(binder->arena, PG_TEXT,
                       arena_printf(binder->arena, nullable ? "Nullable(%s)" : "%s", type), 0);
    }
    target->expr = expr_clickhouse(binder->arena, expr->type, template_, args[1] ? 2 : 1, args);
    target->expr->typmod = expr->typmod;
    target->expr->nullable = expr->nullable;
    return true;
}

/* ---- names ---- */

static bool name_columns(struct stored_query *stored, size_t n, PgQuery__Node **aliases)
{
    struct binder *binder = stored->binder;
    const struct list *targets = &stored->query->targets;
    if (n > targets->n)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, 0,
                       stored->is_view ? "CREATE VIEW specifies more column names than columns"
                                       : "too many column names were specified");
    for (size_t i = 0; i < targets->n; i++) {
        const char *name =
            i < n ? aliases[i]->string->sval : ((const struct target *)targets->items[i])->name;
        for (size_t k = 0; k < i; k++)
            if (strcmp(stored->names.items[k], name) == 0)
                return err_set(binder->err, SQLSTATE_DUPLICATE_COLUMN, 0,
                               "column \"%s\" specified more than once", name);
        list_add(binder->arena, &stored->names, (void *)(uintptr_t)name);
    }
    return true;
}

/* ---- the query ---- */

/* A SELECT around the query, for its columns to be cast in. */
static bool wrap(struct stored_query *stored, struct query *inner)
{
    struct binder *binder = stored->binder;
    struct query *outer = ARENA_NEW(binder->arena, struct query);
    outer->kind = QUERY_SELECT;
    outer->from = bind_query_rel(binder, inner, "", 0);
    stored->query = outer;
    for (size_t i = 0; i < outer->from->n_columns; i++) {
        struct target *target = ARENA_NEW(binder->arena, struct target);
        target->name = outer->from->columns[i].name;
        target->expr = expr_column(binder->arena, outer->from, i, 0);
        if (!store_target(stored, target, is_plain_column(stored->binder->arena, inner, i)))
            return false;
        list_add(binder->arena, &outer->targets, target);
    }
    return true;
}

static bool prepare(struct stored_query *stored, const PgQuery__SelectStmt *select, size_t n_names,
                    PgQuery__Node **names)
{
    struct binder *binder = stored->binder;
    struct query *query = bind_query(binder, select, NULL, NULL);
    if (!query)
        return false;
    if (!bind_resolve_unknown(binder, &query->targets) || !wrap(stored, query) ||
        !name_columns(stored, n_names, names))
        return false;
    return stored->is_view ? command_run_stages_of_view(binder, stored->query)
                           : command_run_stages(binder, stored->query);
}

static void emit_query(const struct stored_query *stored, struct buf *out, bool no_rows)
{
    buf_puts(out, "SELECT ");
    for (size_t i = 0; i < stored->names.n; i++) {
        buf_printf(out, "%sc%zu AS ", i ? ", " : "", i + 1);
        identifier_emit(out, stored->names.items[i]);
    }
    buf_puts(out, " FROM (\n");
    command_emit(stored->binder, out, stored->query);
    buf_puts(out, no_rows ? ") LIMIT 0" : ")");
}

/* ---- CREATE TABLE AS ---- */

static bool check_into(struct binder *binder, const PgQuery__IntoClause *into)
{
    if (into->on_commit > PG_QUERY__ON_COMMIT_ACTION__ONCOMMIT_PRESERVE_ROWS)
        return write_refuse(binder, 0, "ON COMMIT DROP and DELETE ROWS are");
    if (into->access_method[0] && strcmp(into->access_method, "heap") != 0)
        return write_refuse(binder, 0, "USING is");
    return upkeep_check_storage(binder, into->n_options, into->options);
}

static struct plan *create_as(struct binder *binder, const PgQuery__SelectStmt *select,
                              const PgQuery__IntoClause *into, bool if_not_exists, struct buf *out)
{
    struct stored_query stored = {.binder = binder};
    struct write_name name;
    if (!check_into(binder, into) || !write_resolve_new(binder, into->rel, &name))
        return NULL;
    if (name.existing && if_not_exists)
        return write_skip(
            binder, SQLSTATE_DUPLICATE_TABLE, "CREATE TABLE AS",
            arena_printf(binder->arena, "relation \"%s\" already exists, skipping", name.name));
    if (!prepare(&stored, select, into->n_col_names, into->col_names) ||
        (name.existing && !write_exists(binder, &name)))
        return NULL;
    buf_puts(out, "CREATE TABLE ");
    identifier_emit_qualified(out, name.schema, name.name);
    buf_puts(out, " ENGINE = MergeTree ORDER BY () AS ");
    emit_query(&stored, out, into->skip_data);
    struct plan *plan =
        write_plan_new(binder, out, into->skip_data ? "CREATE TABLE AS" : "SELECT", &name);
    if (plan)
        plan->tag_counts_rows = !into->skip_data;
    return plan;
}

struct plan *write_create_table_as(struct binder *binder, const PgQuery__Node *node,
                                   struct buf *out)
{
    const PgQuery__CreateTableAsStmt *create = node->create_table_as_stmt;
    if (create->objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE) {
        write_refuse(binder, 0, "CREATE MATERIALIZED VIEW is");
        return NULL;
    }
    if (create->query->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        write_refuse(binder, 0, "CREATE TABLE … AS EXECUTE is");
        return NULL;
    }
    return create_as(binder, create->query->select_stmt, create->into, create->if_not_exists, out);
}

struct plan *write_select_into(struct binder *binder, const PgQuery__SelectStmt *select,
                               struct buf *out)
{
    PgQuery__SelectStmt *plain = ARENA_NEW(binder->arena, PgQuery__SelectStmt);
    *plain = *select;
    plain->into_clause = NULL;
    return create_as(binder, plain, select->into_clause, false, out);
}

/* ---- CREATE VIEW ---- */

static bool check_view(struct binder *binder, const PgQuery__ViewStmt *view,
                       const struct write_name *name)
{
    if (view->n_options)
        return write_refuse(binder, 0, "WITH options are");
    if (view->with_check_option > PG_QUERY__VIEW_CHECK_OPTION__NO_CHECK_OPTION)
        return write_refuse(binder, 0, "WITH CHECK OPTION is");
    if (!name->existing)
        return true;
    if (!view->replace)
        return write_exists(binder, name);
    return name->existing->kind == CATALOG_VIEW ||
           err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0, "\"%s\" is not a view", name->name);
}

struct plan *write_create_view(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__ViewStmt *view = node->view_stmt;
    struct stored_query stored = {.binder = binder, .is_view = true};
    struct write_name name;
    if (!write_resolve_new(binder, view->view, &name) ||
        !prepare(&stored, view->query->select_stmt, view->n_aliases, view->aliases) ||
        !check_view(binder, view, &name))
        return NULL;
    buf_puts(out, view->replace ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ");
    identifier_emit_qualified(out, name.schema, name.name);
    buf_puts(out, " AS ");
    emit_query(&stored, out, false);
    return write_plan_new(binder, out, "CREATE VIEW", &name);
}
