/* Names and plans of statements that write. Knows no statement in particular. */
#include "rewrite/write/write.h"

#include <string.h>

#include "rewrite/bind/search_path.h"
#include "rewrite/command.h"
#include "rewrite/emit/literal.h"
#include "rewrite/write/insert.h"

bool write_refuse(struct binder *binder, int position, const char *what)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s not supported", what);
}

void write_notice(struct binder *binder, const char *sqlstate, const char *message)
{
    struct plan_notice *notice = ARENA_NEW(binder->arena, struct plan_notice);
    *notice = (struct plan_notice){"NOTICE", sqlstate, message, NULL};
    list_add(binder->arena, &binder->notices, notice);
}

void write_insert_target(struct buf *out, const struct catalog_table *table,
                         const struct catalog_column *const *columns, size_t n)
{
    buf_puts(out, "INSERT INTO ");
    identifier_emit_qualified(out, table->schema, table->name);
    for (size_t i = 0; i < n; i++) {
        buf_puts(out, i ? ", " : " (");
        identifier_emit(out, columns[i]->name);
    }
    buf_puts(out, ")");
}

struct plan *write_plan(struct binder *binder, const struct buf *out, const char *tag)
{
    if (out->failed) {
        err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                "the ClickHouse form of this statement is too long");
        return NULL;
    }
    struct plan *plan = plan_new(binder, PLAN_WRITE, tag);
    plan->clickhouse_sql.data = arena_strndup(binder->arena, buf_data(out), buf_size(out));
    plan->clickhouse_sql.size = buf_size(out);
    plan->changes_catalog = true;
    return plan;
}

bool write_parts_can_move(const struct catalog_table *table)
{
    size_t size = strlen(table->engine), suffix = strlen("MergeTree");
    return size >= suffix && strcmp(table->engine + size - suffix, "MergeTree") == 0 &&
           strncmp(table->engine, "Replicated", 10) != 0 &&
           strncmp(table->engine, "Shared", 6) != 0;
}

struct plan *write_plan_new(struct binder *binder, const struct buf *out, const char *tag,
                            const struct write_name *name)
{
    struct plan *plan = write_plan(binder, out, tag);
    if (!plan || !name->is_temporary)
        return plan;
    struct plan_step *step = ARENA_NEW(binder->arena, struct plan_step);
    step->clickhouse_sql =
        str_of(arena_printf(binder->arena, "CREATE DATABASE IF NOT EXISTS `%s`", name->schema));
    plan->steps = step;
    plan->n_steps = 1;
    plan->makes_temporary = true;
    return plan;
}

struct plan *write_skip(struct binder *binder, const char *sqlstate, const char *tag,
                        const char *message)
{
    write_notice(binder, sqlstate, message);
    return plan_new(binder, PLAN_NOTHING, tag);
}

/* `default` shows the host's files where the engine is embedded; the others are ClickHouse's. */
bool write_schema_allowed(struct binder *binder, const char *schema, int position)
{
    static const char *const reserved[] = {
        "system",  "information_schema", "INFORMATION_SCHEMA",
        "default", "pg_catalog",         "_temporary_and_external_tables"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strcmp(reserved[i], schema) == 0)
            return err_set(binder->err, SQLSTATE_INSUFFICIENT_PRIVILEGE, position,
                           "permission denied for schema %s", schema);
    return !search_path_is_foreign(binder, schema) ||
           err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                   "cannot access temporary tables of other sessions");
}

/* The schema written; else the first of the search path that has the table, or that exists, where
 * new tables go. NULL: the path has no schema. */
static const char *schema_of(struct binder *binder, const PgQuery__RangeVar *range, bool is_new)
{
    if (range->schemaname[0])
        return search_path_schema(binder, range->schemaname);
    const struct catalog_table *table = is_new ? NULL : search_path_find(binder, range->relname);
    return table ? table->schema : search_path_first(binder);
}

static bool resolve(struct binder *binder, const PgQuery__RangeVar *range, bool is_new,
                    struct write_name *name)
{
    const struct rewrite_context *context = binder->context;
    int position = position_of(range->location);
    if (range->catalogname[0] && strcmp(range->catalogname, context->database) != 0)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                       "cross-database references are not implemented: \"%s.%s.%s\"",
                       range->catalogname, range->schemaname, range->relname);
    bool is_temporary = is_new && strcmp(range->relpersistence, "t") == 0;
    const char *temporary = context->temporary_schema;
    name->schema =
        is_temporary && !range->schemaname[0] ? temporary : schema_of(binder, range, is_new);
    name->name = range->relname;
    name->is_temporary = temporary && name->schema && strcmp(name->schema, temporary) == 0;
    if (is_temporary && !name->is_temporary)
        return err_set(binder->err, SQLSTATE_INVALID_TABLE_DEFINITION, position,
                       "cannot create temporary relation in non-temporary schema");
    if (!name->schema)
        return err_set(binder->err, SQLSTATE_INVALID_SCHEMA_NAME, position,
                       "no schema has been selected to create in");
    if (!write_schema_allowed(binder, name->schema, position))
        return false;
    if (!name->is_temporary && !catalog_has_schema(context->catalog, str_of(name->schema)))
        return err_set(binder->err, SQLSTATE_INVALID_SCHEMA_NAME, position,
                       "schema \"%s\" does not exist", name->schema);
    name->existing = catalog_find_table(context->catalog, str_of(name->schema), str_of(name->name));
    return true;
}

bool write_resolve(struct binder *binder, const PgQuery__RangeVar *range, struct write_name *name)
{
    return resolve(binder, range, false, name);
}

bool write_resolve_new(struct binder *binder, const PgQuery__RangeVar *range,
                       struct write_name *name)
{
    return resolve(binder, range, true, name);
}

bool write_exists(struct binder *binder, const struct write_name *name)
{
    return err_set(binder->err, SQLSTATE_DUPLICATE_TABLE, 0, "relation \"%s\" already exists",
                   name->name);
}

/* ---- assignment ---- */

static struct expr *error_type(struct binder *binder, const struct expr *expr,
                               const struct write_target *target)
{
    err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, expr->position,
            "column \"%s\" is of type %s but %s is of type %s", target->column,
            pgtype_sql_name(target->type), target->what, pgtype_sql_name(expr->type));
    err_hint(binder->err, "You will need to rewrite or cast the expression.");
    return NULL;
}

static bool is_exact(uint32_t type)
{
    return type == PG_INT2 || type == PG_INT4 || type == PG_INT8 || type == PG_NUMERIC;
}

/* A number that is read again as the column's type: an integer, or a numeric of other digits. */
static bool is_number_again(const struct expr *expr, const struct write_target *target)
{
    return expr->kind == EXPR_CONST && expr->text && is_exact(expr->type) &&
           is_exact(target->type) && (expr->type != PG_NUMERIC || target->type == PG_NUMERIC);
}

struct expr *write_assign(struct binder *binder, struct expr *expr,
                          const struct write_target *target)
{
    if (!coerce_possible(expr->type, target->type, CAST_ASSIGNMENT))
        return error_type(binder, expr, target);
    if (is_number_again(expr, target)) {
        expr = expr_copy(binder->arena, expr);
        expr->type = PG_UNKNOWN;
    }
    /* Lengths are checked by the table's constraint, not cut. */
    bool has_length = target->type == PG_VARCHAR || target->type == PG_BPCHAR;
    int32_t typmod = has_length ? -1 : target->typmod;
    return coerce(binder, expr, target->type, typmod, CAST_ASSIGNMENT, expr->position);
}

/* ---- views over a table ---- */

static bool ends_name(char c)
{
    return !(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
             (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80);
}

/* `text` as a whole name somewhere in the query. */
static bool mentions(const char *query, const char *text)
{
    size_t size = strlen(text);
    for (const char *at = strstr(query, text); at; at = strstr(at + 1, text))
        if ((at == query || ends_name(at[-1])) && ends_name(at[size]))
            return true;
    return false;
}

bool write_holds_null_arrays(const struct catalog_table *table)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (chtype_array(table->columns[i].type) && table->columns[i].nullable)
            return true;
    return false;
}

bool write_refuse_null(struct binder *binder, const struct catalog_column *column,
                       const char *table)
{
    return err_set(binder->err, SQLSTATE_NOT_NULL_VIOLATION, 0, "%s",
                   insert_null_message(binder->arena, column, table));
}

bool write_mentions(const char *text, const char *name)
{
    size_t size = strlen(name);
    for (const char *at = strstr(text, name); at; at = strstr(at + 1, name)) {
        char before = at == text ? ' ' : at[-1];
        char last = before == '`' && at > text + 1 ? at[-2] : before;
        if (ends_name(before) && last != '.' && ends_name(at[size]))
            return true;
    }
    return false;
}

bool write_is_key(const struct catalog_table *table, const char *column)
{
    return write_mentions(table->sorting_key, column) ||
           write_mentions(table->primary_key, column) ||
           write_mentions(table->partition_key, column);
}

/* Behind a string, a quoted name or a word, or the next character. */
static const char *skip_token(const char *at)
{
    char quote = *at;
    if (quote != '\'' && quote != '`') {
        const char *end = at;
        while (!ends_name(*end))
            end++;
        return end == at ? at + 1 : end;
    }
    for (at++; *at && *at != quote; at++)
        at += *at == '\\' && at[1];
    return *at ? at + 1 : at;
}

/* A word or a quoted name that ends at `end`. */
static bool is_name(const char *at, const char *end, const char *name)
{
    bool is_quoted = *at == '`';
    at += is_quoted;
    end -= is_quoted;
    for (; at < end && *name; at++, name++) {
        at += is_quoted && *at == '\\';
        if (*at != *name)
            return false;
    }
    return at >= end && !*name;
}

bool write_reads_column(const char *expression, const char *column)
{
    for (const char *at = expression, *end; *at; at = end) {
        end = skip_token(at);
        if (is_name(at, end, column))
            return true;
    }
    return false;
}

/* ClickHouse qualifies names in stored queries, and quotes them only where they need it. */
static const char *without_backquotes(struct arena *arena, const char *text)
{
    char *copy = arena_strndup(arena, text, strlen(text)), *end = copy;
    for (const char *at = copy; *at; at++)
        if (*at != '`')
            *end++ = *at;
    *end = '\0';
    return copy;
}

/* By its name anywhere in the query: one that only looks like it is taken for a dependent too. */
static const struct catalog_table *find_dependent(struct binder *binder,
                                                  const struct catalog_table *table,
                                                  bool only_materialized, const char *column)
{
    const struct catalog *catalog = binder->context->catalog;
    const char *name = arena_printf(binder->arena, "%s.%s", table->schema, table->name);
    for (size_t i = 0; i < catalog->n_tables; i++) {
        const struct catalog_table *view = &catalog->tables[i];
        if (view == table || view->kind == CATALOG_TABLE ||
            (only_materialized && view->kind != CATALOG_MATERIALIZED_VIEW))
            continue;
        const char *query = without_backquotes(binder->arena, view->as_select);
        if (mentions(query, name) && (!column || mentions(query, column)))
            return view;
    }
    return NULL;
}

const struct catalog_table *
write_dependent(struct binder *binder, const struct catalog_table *table, bool only_materialized)
{
    return find_dependent(binder, table, only_materialized, NULL);
}

const struct catalog_table *write_dependent_on_column(struct binder *binder,
                                                      const struct catalog_table *table,
                                                      const char *column)
{
    return find_dependent(binder, table, false, column);
}

bool write_rows_allowed(struct binder *binder, const struct catalog_table *table)
{
    const struct catalog *catalog = binder->context->catalog;
    if (table->kind != CATALOG_TABLE)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "rows of view \"%s\" cannot be changed", table->name);
    for (size_t i = 0; i < catalog->n_tables; i++)
        if (strcmp(catalog->tables[i].target_name, table->name) == 0 &&
            strcmp(catalog->tables[i].target_schema, table->schema) == 0)
            return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                           "table \"%s\" is kept by materialized view \"%s\" and cannot be changed "
                           "by hand",
                           table->name, catalog->tables[i].name);
    return write_schema_allowed(binder, table->schema, 0);
}
