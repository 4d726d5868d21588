/* CREATE TABLE AS, SELECT INTO and CREATE VIEW: a query whose columns get PostgreSQL's names, and
 * ClickHouse types that read back as what PostgreSQL says they are. */
#include <string.h>

#include "rewrite/bind/array_depth.h"
#include "rewrite/command.h"
#include "rewrite/emit/emit.h"
#include "rewrite/emit/literal.h"
#include "rewrite/numeric/numeric_scale.h"
#include "rewrite/rollup/rollup_ddl.h"
#include "rewrite/time/time_precision.h"
#include "rewrite/write/ddl_column.h"
#include "rewrite/write/ddl_type.h"
#include "rewrite/write/insert.h"
#include "rewrite/write/stored_form.h"
#include "rewrite/write/upkeep.h"
#include "rewrite/write/write.h"

struct stored_query {
    struct binder *binder;
    bool is_view;
    struct query *query;
    struct list names;   /* const char *, of the columns */
    struct list columns; /* struct ddl_column, as they are declared */
};

/* ---- types ---- */

/* Whether a column of a new table or view that just holds what this one holds is the same to a
 * client: lower.c changes others, and comments are not passed on. */
static bool is_kept(struct arena *arena, const struct catalog_column *column)
{
    struct chtype_pg told = chtype_to_pg(column->type);
    return !stored_form_of_column(arena, column) &&
           (!catalog_kept_type(column->pg_type) || told.oid == column->pg_type) &&
           (!time_precision_has(column->pg_type) || told.typmod == column->typmod);
}

/* NULL where the column has to be made into one of PostgreSQL's type. */
static const struct chtype *plain_type(struct arena *arena, const struct query *query, size_t index)
{
    if (query->kind != QUERY_SELECT)
        return NULL;
    const struct expr *expr = ((const struct target *)query->targets.items[index])->expr;
    if (expr->kind != EXPR_COLUMN)
        return NULL;
    const struct catalog_column *column = expr->column.rel->columns[expr->column.index].catalog;
    return column && is_kept(arena, column) ? column->type : NULL;
}

/* A column that just holds another table's: LowCardinality stays. */
static const char *kept_type_text(struct arena *arena, const struct chtype *type, bool nullable)
{
    const char *plain = chtype_strip(type)->text;
    bool is_low = strncmp(type->text, "LowCardinality(", strlen("LowCardinality(")) == 0;
    const char *text = nullable ? arena_printf(arena, "Nullable(%s)", plain) : plain;
    return is_low ? arena_printf(arena, "LowCardinality(%s)", text) : text;
}

static struct expr *keep(struct stored_query *stored, struct expr *expr, struct ddl_column *column,
                         const struct chtype *type)
{
    bool nullable = expr->nullable || !stored->is_view;
    column->clickhouse_type = kept_type_text(stored->binder->arena, type, nullable);
    column->not_null = true; /* the text says it */
    return stored->is_view
               ? expr
               : expr_clickhouse(stored->binder->arena, expr->type, "toNullable($1)", 1, &expr);
}

/* A numeric without a precision is a Decimal where all rows of a view have one scale. */
static bool has_one_scale(const struct stored_query *stored, const struct expr *expr)
{
    int scale = numeric_scale(expr);
    return stored->is_view && expr->type == PG_NUMERIC && expr->typmod < 0 && scale >= 0 &&
           scale < QUOTIENT_SCALE;
}

static struct expr *as_decimal(struct stored_query *stored, struct expr *expr,
                               struct ddl_column *column)
{
    struct arena *arena = stored->binder->arena;
    column->clickhouse_type = arena_printf(arena, "Decimal(76, %d)", numeric_scale(expr));
    column->comment = CATALOG_TYPE_DIRECTIVE "numeric";
    return expr_clickhouse(arena, PG_NUMERIC, "@1", 1, &expr);
}

static struct expr *cast_to(struct stored_query *stored, struct expr *expr,
                            const struct ddl_column *column)
{
    struct arena *arena = stored->binder->arena;
    const char *type = column->not_null
                           ? column->clickhouse_type
                           : arena_printf(arena, "Nullable(%s)", column->clickhouse_type);
    struct expr *args[] = {expr, expr_const(arena, PG_TEXT, type, 0)};
    return expr_clickhouse(arena, expr->type, "CAST($1, $2)", 2, args);
}

/* As INSERT would put it into a column of that type. */
static struct expr *convert(struct stored_query *stored, struct expr *expr,
                            struct ddl_column *column)
{
    struct binder *binder = stored->binder;
    struct catalog_column catalog;
    column->is_array = pgtype_element(expr->type);
    column->clickhouse_type =
        ddl_column_type(binder, expr->type, expr->typmod, column->is_array ? array_depth(expr) : 0,
                        expr->position, &column->comment);
    if (!column->clickhouse_type)
        return NULL;
    ddl_column_to_catalog(binder->arena, column, &catalog);
    expr = insert_digits(binder, expr, &catalog);
    if (expr)
        expr = insert_checked(binder->arena, expr, &catalog, column->name);
    return expr && !column->is_array ? cast_to(stored, expr, column) : expr;
}

/* The columns of a new table can all be NULL, as PostgreSQL's; a view's when the query's can. */
static bool store_target(struct stored_query *stored, struct target *target,
                         const struct chtype *plain)
{
    struct expr *expr = target->expr, *value;
    struct ddl_column *column = ARENA_NEW(stored->binder->arena, struct ddl_column);
    *column = (struct ddl_column){.name = target->name,
                                  .type = expr->type,
                                  .typmod = expr->typmod,
                                  .not_null = stored->is_view && !expr->nullable};
    if (plain)
        value = keep(stored, expr, column, plain);
    else if (has_one_scale(stored, expr))
        value = as_decimal(stored, expr, column);
    else
        value = convert(stored, expr, column);
    if (!value)
        return false;
    value->typmod = expr->typmod;
    value->nullable = expr->nullable;
    target->expr = value;
    list_add(stored->binder->arena, &stored->columns, column);
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
        if (!store_target(stored, target, plain_type(binder->arena, inner, i)))
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

/* ---- what is declared ---- */

static void emit_columns(const struct stored_query *stored, struct buf *out)
{
    struct arena *arena = stored->binder->arena;
    for (size_t i = 0; i < stored->columns.n; i++) {
        struct ddl_column *column = stored->columns.items[i];
        column->name = stored->names.items[i];
        buf_puts(out, i ? ",\n  " : " (\n  ");
        ddl_column_emit(out, column);
    }
    for (LIST_EACH(const struct ddl_column, column, &stored->columns)) {
        if (stored->is_view || !ddl_column_has_length(column->type, column->typmod))
            continue;
        buf_puts(out, ",\n  ");
        ddl_column_emit_length(arena, out, column->name, column->type, column->typmod);
    }
    buf_putc(out, ')');
}

/* ClickHouse infers the rest. */
static bool has_comment(const struct stored_query *stored)
{
    for (LIST_EACH(const struct ddl_column, column, &stored->columns))
        if (column->comment)
            return true;
    return false;
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
    if (stored.columns.n)
        emit_columns(&stored, out);
    buf_puts(out, " ENGINE = MergeTree ORDER BY () AS ");
    emit_query(&stored, out, into->skip_data);
    ddl_column_emit_setting(out, " SETTINGS ");
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
    if (rollup_is_created(create))
        return rollup_create(binder, create, out);
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
    if (has_comment(&stored))
        emit_columns(&stored, out);
    buf_puts(out, " AS ");
    emit_query(&stored, out, false);
    ddl_column_emit_setting(out, " SETTINGS ");
    return write_plan_new(binder, out, "CREATE VIEW", &name);
}
