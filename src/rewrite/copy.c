/* COPY … FROM STDIN: which columns, which format. The data is read by wire/. */
#include <string.h>
#include <strings.h>

#include "rewrite/command.h"
#include "rewrite/literal.h"

struct copy_binding {
    struct binder *binder;
    const struct catalog_table *table;
    const struct catalog_column **columns;
    size_t n_columns;
    struct copy_options options;
    bool has_delimiter, has_null, has_quote, has_escape;
};

static bool refuse(struct copy_binding *copy, int position, const char *what)
{
    return err_set(copy->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                   "%s not supported yet", what);
}

static bool is_insertable(const struct catalog_column *column)
{
    return strcmp(column->default_kind, "MATERIALIZED") != 0 &&
           strcmp(column->default_kind, "ALIAS") != 0;
}

static bool add_all_columns(struct copy_binding *copy)
{
    for (size_t i = 0; i < copy->table->n_columns; i++)
        if (is_insertable(&copy->table->columns[i]))
            copy->columns[copy->n_columns++] = &copy->table->columns[i];
    return true;
}

static bool add_column(struct copy_binding *copy, const char *name)
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

static bool bind_columns(struct copy_binding *copy, const PgQuery__CopyStmt *node)
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

/* ---- options, each a row: name and what it does ---- */

static const char *option_text(const PgQuery__DefElem *option)
{
    return option->arg && option->arg->node_case == PG_QUERY__NODE__NODE_STRING
               ? option->arg->string->sval
               : NULL;
}

static bool bad_option(struct copy_binding *copy, const PgQuery__DefElem *option,
                       const char *message)
{
    return err_set(copy->binder->err, SQLSTATE_INVALID_PARAMETER_VALUE,
                   position_of(option->location), "%s", message);
}

static bool option_format(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    const char *format = option_text(option);
    if (format && strcasecmp(format, "csv") == 0)
        copy->options.format = COPY_CSV;
    else if (!format || strcasecmp(format, "text") != 0)
        return format && strcasecmp(format, "binary") == 0
                   ? refuse(copy, position_of(option->location), "COPY in binary format is")
                   : bad_option(copy, option, "COPY format not recognized");
    return true;
}

static bool option_bool(const PgQuery__DefElem *option, bool *value)
{
    static const struct {
        const char *text;
        bool value;
    } texts[] = {{"true", true},   {"on", true},   {"1", true},
                 {"false", false}, {"off", false}, {"0", false}};
    *value = true;
    if (!option->arg)
        return true;
    if (option->arg->node_case == PG_QUERY__NODE__NODE_INTEGER) {
        *value = option->arg->integer->ival != 0;
        return option->arg->integer->ival == 0 || option->arg->integer->ival == 1;
    }
    if (option->arg->node_case == PG_QUERY__NODE__NODE_BOOLEAN) {
        *value = option->arg->boolean->boolval;
        return true;
    }
    const char *text = option_text(option);
    for (size_t i = 0; text && i < sizeof texts / sizeof *texts; i++)
        if (strcasecmp(texts[i].text, text) == 0) {
            *value = texts[i].value;
            return true;
        }
    return false;
}

static bool option_header(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    const char *text = option_text(option);
    if (text && strcasecmp(text, "match") == 0) {
        copy->options.header = copy->options.header_match = true;
        return true;
    }
    return option_bool(option, &copy->options.header) ||
           bad_option(copy, option, "header requires a Boolean value or \"match\"");
}

static bool option_character(struct copy_binding *copy, const PgQuery__DefElem *option,
                             const char *message, char *character, bool *given)
{
    const char *text = option_text(option);
    if (!text || strlen(text) != 1 || *text == '\n' || *text == '\r')
        return bad_option(copy, option, message);
    *character = *text;
    *given = true;
    return true;
}

static bool option_delimiter(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    return option_character(copy, option, "COPY delimiter must be a single one-byte character",
                            &copy->options.delimiter, &copy->has_delimiter);
}

static bool option_quote(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    return option_character(copy, option, "COPY quote must be a single one-byte character",
                            &copy->options.quote, &copy->has_quote);
}

static bool option_escape(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    return option_character(copy, option, "COPY escape must be a single one-byte character",
                            &copy->options.escape, &copy->has_escape);
}

static bool option_null(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    copy->options.null_text = option_text(option);
    copy->has_null = true;
    return copy->options.null_text || bad_option(copy, option, "COPY null must be a text");
}

static bool option_encoding(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    const char *encoding = option_text(option);
    if (encoding && (strcasecmp(encoding, "utf8") == 0 || strcasecmp(encoding, "utf-8") == 0))
        return true;
    return refuse(copy, position_of(option->location), "COPY in encodings other than UTF8 is");
}

static bool option_freeze(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    bool ignored;
    return option_bool(option, &ignored) ||
           bad_option(copy, option, "freeze requires a Boolean value");
}

static bool mark_column(struct copy_binding *copy, bool *marks, const PgQuery__Node *name)
{
    for (size_t i = 0; i < copy->n_columns; i++)
        if (strcmp(copy->columns[i]->name, name->string->sval) == 0) {
            marks[i] = true;
            return true;
        }
    return err_set(copy->binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, 0,
                   "column \"%s\" is not referenced by COPY", name->string->sval);
}

static bool option_columns(struct copy_binding *copy, const PgQuery__DefElem *option,
                           const bool **out)
{
    bool *marks = ARENA_ARRAY(copy->binder->arena, bool, copy->n_columns);
    *out = marks;
    if (option->arg && option->arg->node_case == PG_QUERY__NODE__NODE_A_STAR) {
        memset(marks, true, copy->n_columns);
        return true;
    }
    if (!option->arg || option->arg->node_case != PG_QUERY__NODE__NODE_LIST)
        return bad_option(copy, option, "argument to option must be a list of column names");
    for (size_t i = 0; i < option->arg->list->n_items; i++)
        if (!mark_column(copy, marks, option->arg->list->items[i]))
            return false;
    return true;
}

static bool option_force_null(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    return option_columns(copy, option, &copy->options.force_null);
}

static bool option_force_not_null(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    return option_columns(copy, option, &copy->options.force_not_null);
}

static const struct {
    const char *name;
    bool (*apply)(struct copy_binding *copy, const PgQuery__DefElem *option);
} options[] = {
    {"format", option_format},         {"header", option_header},
    {"delimiter", option_delimiter},   {"null", option_null},
    {"quote", option_quote},           {"escape", option_escape},
    {"encoding", option_encoding},     {"freeze", option_freeze},
    {"force_null", option_force_null}, {"force_not_null", option_force_not_null},
};

static bool apply_option(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(options[i].name, option->defname) == 0)
            return options[i].apply(copy, option);
    return err_set(copy->binder->err, SQLSTATE_SYNTAX_ERROR, position_of(option->location),
                   "option \"%s\" not recognized", option->defname);
}

/* Defaults that depend on the format (manual, "COPY"). */
static bool finish_options(struct copy_binding *copy)
{
    bool csv = copy->options.format == COPY_CSV;
    if (!csv && (copy->has_quote || copy->has_escape || copy->options.force_null ||
                 copy->options.force_not_null))
        return err_set(copy->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "COPY quote, escape and force options are available only in CSV mode");
    if (!copy->has_delimiter)
        copy->options.delimiter = csv ? ',' : '\t';
    if (!copy->has_null)
        copy->options.null_text = csv ? "" : "\\N";
    if (!copy->has_quote)
        copy->options.quote = '"';
    if (!copy->has_escape)
        copy->options.escape = copy->options.quote;
    if (csv && copy->options.quote == copy->options.delimiter)
        return err_set(copy->binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "COPY delimiter and quote must be different");
    return true;
}

static bool bind_options(struct copy_binding *copy, const PgQuery__CopyStmt *node)
{
    for (size_t i = 0; i < node->n_options; i++)
        if (!apply_option(copy, node->options[i]->def_elem))
            return false;
    return finish_options(copy);
}

static bool check_form(struct copy_binding *copy, const PgQuery__CopyStmt *node)
{
    if (!node->is_from)
        return refuse(copy, 0, "COPY TO is");
    if (node->is_program || node->filename[0])
        return err_set(copy->binder->err, SQLSTATE_INSUFFICIENT_PRIVILEGE, 0,
                       "COPY from a file or program of the server is not allowed") ||
               err_hint(copy->binder->err, "COPY FROM STDIN works for anyone; so does psql's "
                                           "\\copy.");
    if (node->where_clause)
        return refuse(copy, 0, "COPY … WHERE is");
    return true;
}

static void emit_insert(struct copy_binding *copy, struct buf *out)
{
    buf_puts(out, "INSERT INTO ");
    identifier_emit_qualified(out, copy->table->schema, copy->table->name);
    for (size_t i = 0; i < copy->n_columns; i++) {
        buf_puts(out, i ? ", " : " (");
        identifier_emit(out, copy->columns[i]->name);
    }
    buf_puts(out, ") FORMAT Native");
}

struct plan *command_plan_copy(struct binder *binder, const PgQuery__CopyStmt *node,
                               struct buf *out)
{
    struct copy_binding copy = {.binder = binder};
    if (!check_form(&copy, node))
        return NULL;
    copy.table = bind_table_name(binder, node->relation);
    if (!copy.table || !bind_columns(&copy, node) || !bind_options(&copy, node))
        return NULL;
    if (copy.table->kind != CATALOG_TABLE) {
        err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0, "cannot copy to view \"%s\"",
                copy.table->name);
        return NULL;
    }
    emit_insert(&copy, out);
    struct plan_copy *plan_copy = ARENA_NEW(binder->arena, struct plan_copy);
    *plan_copy = (struct plan_copy){copy.options, copy.table, copy.columns, copy.n_columns};
    struct plan *plan = plan_new(binder, PLAN_COPY_FROM, "COPY");
    plan->tag_counts_rows = true;
    plan->copy = plan_copy;
    plan->clickhouse_sql.data = arena_strndup(binder->arena, buf_data(out), buf_size(out));
    plan->clickhouse_sql.size = buf_size(out);
    return plan;
}
