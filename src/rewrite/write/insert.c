/*
 * INSERT … VALUES and INSERT … SELECT. Every value is brought to the column's PostgreSQL type by
 * assignment, and must then be one that the ClickHouse column holds: ClickHouse itself would wrap,
 * cut, or write a default.
 */
#include "rewrite/write/insert.h"

#include <string.h>

#include "rewrite/command.h"
#include "rewrite/emit/emit.h"
#include "rewrite/emit/literal.h"
#include "rewrite/lower/common_query.h"
#include "rewrite/write/column_default.h"
#include "rewrite/write/write.h"

/* NULLs must not become defaults. Expressions that the table keeps have casts that want one. */
#define SETTINGS "\nSETTINGS input_format_null_as_default = 0, session_timezone = 'UTC'"

struct insert {
    struct binder *binder;
    const struct catalog_table *table;
    const struct catalog_column **columns; /* in the order of the values */
    size_t n_columns;
    bool names_columns;     /* the statement lists them */
    const struct cte *ctes; /* of the WITH before it */
};

/* ---- columns ---- */

static bool add_column(struct insert *insert, const PgQuery__ResTarget *target)
{
    struct err *err = insert->binder->err;
    int position = position_of(target->location);
    const struct catalog_column *column = catalog_find_column(insert->table, str_of(target->name));
    if (!column)
        return err_set(err, SQLSTATE_UNDEFINED_COLUMN, position,
                       "column \"%s\" of relation \"%s\" does not exist", target->name,
                       insert->table->name);
    if (target->n_indirection)
        return write_refuse(insert->binder, position, "INSERT into a part of a column is");
    if (!column_is_written(column))
        return err_set(err, SQLSTATE_GENERATED_ALWAYS, position,
                       "cannot insert a non-DEFAULT value into column \"%s\"", target->name);
    for (size_t i = 0; i < insert->n_columns; i++)
        if (insert->columns[i] == column)
            return err_set(err, SQLSTATE_DUPLICATE_COLUMN, position,
                           "column \"%s\" specified more than once", target->name);
    insert->columns[insert->n_columns++] = column;
    return true;
}

static bool bind_columns(struct insert *insert, const PgQuery__InsertStmt *node)
{
    const struct catalog_table *table = insert->table;
    insert->columns =
        ARENA_ARRAY(insert->binder->arena, const struct catalog_column *, table->n_columns);
    insert->names_columns = node->n_cols > 0;
    for (size_t i = 0; i < node->n_cols; i++)
        if (!add_column(insert, node->cols[i]->res_target))
            return false;
    for (size_t i = 0; !insert->names_columns && i < table->n_columns; i++)
        if (column_is_written(&table->columns[i]))
            insert->columns[insert->n_columns++] = &table->columns[i];
    return true;
}

/* What is left out gets its default: NULL without one, as PostgreSQL has it. */
static bool check_default(const struct insert *insert, const struct catalog_column *column)
{
    return column->nullable || column->default_kind[0] ||
           write_refuse_null(insert->binder, column, insert->table->name);
}

static bool check_left_out(const struct insert *insert)
{
    for (size_t i = 0; i < insert->table->n_columns; i++) {
        const struct catalog_column *column = &insert->table->columns[i];
        bool named = !column_is_written(column);
        for (size_t k = 0; k < insert->n_columns; k++)
            named |= insert->columns[k] == column;
        if (!named && !check_default(insert, column))
            return false;
    }
    return true;
}

/* Without a list of columns the first ones are meant. */
static bool match_columns(struct insert *insert, size_t n_values, int position)
{
    struct err *err = insert->binder->err;
    if (n_values > insert->n_columns)
        return err_set(err, SQLSTATE_SYNTAX_ERROR, position,
                       "INSERT has more expressions than target columns");
    if (n_values < insert->n_columns && insert->names_columns)
        return err_set(err, SQLSTATE_SYNTAX_ERROR, position,
                       "INSERT has more target columns than expressions");
    insert->n_columns = n_values;
    return check_left_out(insert);
}

/* ---- values ---- */

static struct expr *assign(const struct insert *insert, struct expr *expr,
                           const struct catalog_column *column)
{
    return insert_assign(insert->binder, expr, column, insert->table->name, "INSERT into");
}

static void emit_target(const struct insert *insert, struct buf *out)
{
    write_insert_target(out, insert->table, insert->columns, insert->n_columns);
}

/* ---- INSERT … SELECT ---- */

static bool is_literal(const struct query *query, size_t index, struct expr **literal)
{
    if (query->kind != QUERY_SELECT)
        return false;
    *literal = ((struct target *)query->targets.items[index])->expr;
    if ((*literal)->kind == EXPR_PARAM)
        return (*literal)->type == PG_UNKNOWN;
    return (*literal)->kind == EXPR_CONST &&
           ((*literal)->type == PG_TEXT || (*literal)->type == PG_UNKNOWN);
}

/* A string constant of the select list takes the column's type, as do NULL and parameters. */
static struct expr *source_of(const struct insert *insert, const struct query *query,
                              struct rel *rel, size_t index)
{
    struct arena *arena = insert->binder->arena;
    struct expr *literal;
    if (!is_literal(query, index, &literal))
        return expr_column(arena, rel, index,
                           ((struct target *)query->targets.items[index])->expr->position);
    literal = expr_copy(arena, literal);
    literal->type = PG_UNKNOWN;
    return literal;
}

/* A SELECT around the query, for its columns to be converted in. */
static struct query *wrap(const struct insert *insert, struct query *inner)
{
    struct arena *arena = insert->binder->arena;
    struct query *outer = ARENA_NEW(arena, struct query);
    outer->kind = QUERY_SELECT;
    outer->from = bind_query_rel(insert->binder, inner, "", 0);
    for (size_t i = 0; i < inner->targets.n; i++) {
        const struct catalog_column *column = insert->columns[i];
        struct target *target = ARENA_NEW(arena, struct target);
        target->name = column->name;
        struct expr *value = assign(insert, source_of(insert, inner, outer->from, i), column);
        if (!value)
            return NULL;
        target->expr = insert_checked(arena, value, column, insert->table->name);
        list_add(arena, &outer->targets, target);
    }
    return outer;
}

static struct plan *plan_query(struct insert *insert, struct query *inner, struct buf *out)
{
    struct binder *binder = insert->binder;
    const struct catalog_table *view = write_dependent(binder, insert->table, true);
    if (view) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "INSERT of a query into table \"%s\" is not supported: ClickHouse counts the rows "
                "of materialized view \"%s\" too",
                insert->table->name, view->name);
        return NULL;
    }
    if (!match_columns(insert, inner->targets.n, 0))
        return NULL;
    struct query *query = wrap(insert, inner);
    if (!query || !command_run_stages(binder, query))
        return NULL;
    common_query_find(binder, query);
    emit_target(insert, out);
    buf_putc(out, '\n');
    command_emit(binder, out, query);
    struct plan *plan = write_plan(binder, out, "INSERT 0");
    if (plan)
        plan->tag_counts_rows = true;
    return plan;
}

static struct plan *plan_select(struct insert *insert, const PgQuery__SelectStmt *select,
                                struct buf *out)
{
    struct query *inner = bind_arm(insert->binder, select, NULL, insert->ctes);
    return inner ? plan_query(insert, inner, out) : NULL;
}

/* ---- INSERT … VALUES ---- */

/* NULL in the list: DEFAULT. */
static bool bind_value(struct insert *insert, const PgQuery__Node *node,
                       const struct catalog_column *column, struct list *row)
{
    struct scope scope = {.ctes = insert->ctes};
    struct expr *value = NULL;
    if (node->node_case == PG_QUERY__NODE__NODE_SET_TO_DEFAULT) {
        list_add(insert->binder->arena, row, NULL);
        return check_default(insert, column);
    }
    value = bind_expr(insert->binder, &scope, node, CLAUSE_VALUES);
    if (value)
        value = assign(insert, value, column);
    list_add(insert->binder->arena, row, value);
    return value != NULL;
}

static bool bind_row(struct insert *insert, const PgQuery__List *node, struct list *rows)
{
    struct list *row = ARENA_NEW(insert->binder->arena, struct list);
    if (rows->n && ((const struct list *)rows->items[0])->n != node->n_items)
        return err_set(insert->binder->err, SQLSTATE_SYNTAX_ERROR,
                       bind_node_position(node->items[0]),
                       "VALUES lists must all be the same length");
    size_t extra = node->n_items > insert->n_columns ? insert->n_columns : 0;
    if (!rows->n && !match_columns(insert, node->n_items, bind_node_position(node->items[extra])))
        return false;
    for (size_t i = 0; i < node->n_items; i++)
        if (!bind_value(insert, node->items[i], insert->columns[i], row))
            return false;
    list_add(insert->binder->arena, rows, row);
    return true;
}

/* ClickHouse reads literals fast; what has to be computed goes through a query. */
static bool is_literal_row(const struct insert *insert, const struct list *row)
{
    for (size_t i = 0; i < row->n; i++) {
        const struct expr *expr = row->items[i];
        if (expr && !insert_type_holds(insert->columns[i]->type, expr))
            return false;
    }
    return true;
}

/* What the column's DEFAULT gives, as a value among others. */
static struct expr *default_value(const struct insert *insert, const struct catalog_column *column)
{
    struct arena *arena = insert->binder->arena;
    struct expr *value = column_default(insert->binder, column, insert->table->name);
    if (!value || value->kind == EXPR_CONST)
        return value;
    if (strpbrk(column->type->text, "$@&#[")) {
        write_refuse(insert->binder, 0, "DEFAULT in some rows and not in others is");
        return NULL;
    }
    struct expr *stored =
        expr_clickhouse(arena, column->pg_type,
                        arena_printf(arena, "CAST($1 AS %s)", column->type->text), 1, &value);
    stored->typmod = column->typmod;
    stored->nullable = column->nullable;
    return stored;
}

static void emit_row(const struct insert *insert, const struct list *row, struct buf *out)
{
    for (size_t i = 0; i < row->n; i++) {
        buf_puts(out, i ? ", " : "(");
        if (row->items[i])
            insert_emit_literal(out, row->items[i], insert->columns[i]->type);
        else
            buf_puts(out, "DEFAULT");
    }
    buf_puts(out, ")");
}

static struct plan *plan_literals(const struct insert *insert, const struct list *rows,
                                  struct buf *out)
{
    emit_target(insert, out);
    buf_puts(out, SETTINGS);
    if (write_holds_null_arrays(insert->table))
        buf_puts(out, ", " NULLABLE_TUPLE_SETTING);
    buf_puts(out, "\nVALUES ");
    for (size_t i = 0; i < rows->n; i++) {
        buf_puts(out, i ? ",\n" : "");
        emit_row(insert, rows->items[i], out);
    }
    return write_plan(insert->binder, out,
                      arena_printf(insert->binder->arena, "INSERT 0 %zu", rows->n));
}

#define MAX_COMPUTED_ROWS 1000

static struct query *query_of_rows(struct insert *insert, const struct list *rows)
{
    struct arena *arena = insert->binder->arena;
    struct query *query = ARENA_NEW(arena, struct query);
    query->kind = QUERY_VALUES;
    for (size_t r = 0; r < rows->n; r++) {
        struct list *row = rows->items[r];
        for (size_t c = 0; c < row->n; c++) {
            const struct catalog_column *column = insert->columns[c];
            row->items[c] = row->items[c]
                                ? insert_checked(arena, row->items[c], column, insert->table->name)
                                : default_value(insert, column);
            if (!row->items[c])
                return NULL;
        }
    }
    query->rows = *rows;
    for (size_t c = 0; c < insert->n_columns; c++) {
        struct target *target = ARENA_NEW(arena, struct target);
        target->name = insert->columns[c]->name;
        target->expr = ((const struct list *)rows->items[0])->items[c];
        list_add(arena, &query->targets, target);
    }
    return query;
}

static struct plan *plan_computed(struct insert *insert, const struct list *rows, struct buf *out)
{
    if (rows->n > MAX_COMPUTED_ROWS) {
        err_set(insert->binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                "at most %d rows of VALUES can hold values that are computed", MAX_COMPUTED_ROWS);
        return NULL;
    }
    struct query *query = query_of_rows(insert, rows);
    if (!query || !command_run_stages(insert->binder, query))
        return NULL;
    emit_target(insert, out);
    buf_putc(out, '\n');
    command_emit(insert->binder, out, query);
    return write_plan(insert->binder, out,
                      arena_printf(insert->binder->arena, "INSERT 0 %zu", rows->n));
}

/* ClickHouse knows DEFAULT only until it has met an expression in that column. */
static bool is_mixed(const struct list *rows, size_t column)
{
    for (size_t r = 1; r < rows->n; r++)
        if (!((const struct list *)rows->items[r])->items[column] !=
            !((const struct list *)rows->items[0])->items[column])
            return true;
    return false;
}

static bool is_literal_list(const struct insert *insert, const struct list *rows)
{
    for (size_t c = 0; c < insert->n_columns; c++)
        if (is_mixed(rows, c))
            return false;
    for (size_t i = 0; i < rows->n; i++)
        if (!is_literal_row(insert, rows->items[i]))
            return false;
    return true;
}

static struct plan *plan_values(struct insert *insert, const PgQuery__SelectStmt *values,
                                struct buf *out)
{
    struct list rows = {0};
    for (size_t i = 0; i < values->n_values_lists; i++)
        if (!bind_row(insert, values->values_lists[i]->list, &rows))
            return NULL;
    if (bind_awaits_values(insert->binder))
        return write_plan(insert->binder, out, "INSERT 0");
    return is_literal_list(insert, &rows) ? plan_literals(insert, &rows, out)
                                          : plan_computed(insert, &rows, out);
}

static struct plan *plan_defaults(struct insert *insert, struct buf *out)
{
    struct list rows = {0}, row = {0};
    for (size_t i = 0; i < insert->n_columns; i++) {
        if (!check_default(insert, insert->columns[i]))
            return NULL;
        list_add(insert->binder->arena, &row, NULL);
    }
    list_add(insert->binder->arena, &rows, &row);
    return plan_literals(insert, &rows, out);
}

/* ---- the statement ---- */

/* The snapshot knows what tables are; how many rows they hold only guides estimates. */
static struct plan *keep_catalog(struct plan *plan)
{
    if (plan)
        plan->changes_catalog = false;
    return plan;
}

static bool check_form(struct binder *binder, const PgQuery__InsertStmt *node)
{
    if (node->n_returning_list)
        return write_refuse(binder, 0, "RETURNING is");
    if (node->on_conflict_clause)
        return write_refuse(binder, position_of(node->on_conflict_clause->location),
                            "ON CONFLICT is");
    return true;
}

static bool is_plain_values(const PgQuery__SelectStmt *select)
{
    return select->n_values_lists && !select->n_sort_clause && !select->limit_count &&
           !select->limit_offset && !select->with_clause;
}

struct plan *write_insert(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__InsertStmt *statement = node->insert_stmt;
    struct insert insert = {.binder = binder};
    if (!check_form(binder, statement))
        return NULL;
    insert.table = bind_table_name(binder, statement->relation);
    if (!insert.table || !write_rows_allowed(binder, insert.table) ||
        !bind_columns(&insert, statement))
        return NULL;
    if (!statement->select_stmt)
        return keep_catalog(plan_defaults(&insert, out));
    const PgQuery__SelectStmt *select = statement->select_stmt->select_stmt;
    insert.ctes =
        bind_with(binder, statement->with_clause, ARENA_NEW(binder->arena, struct scope), NULL);
    struct plan *plan = is_plain_values(select) ? plan_values(&insert, select, out)
                                                : plan_select(&insert, select, out);
    return plan && bind_unused_with(binder, insert.ctes, NULL) ? keep_catalog(plan) : NULL;
}
