/* The options of COPY: what they are and which go together, in the order PostgreSQL looks. */
#include "rewrite/write/copy_option.h"

#include <string.h>
#include <strings.h>

#include "base/encoding.h"
#include "rewrite/option.h"

bool copy_refuse(struct copy_binding *copy, int position, const char *what)
{
    return err_set(copy->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                   "%s not supported yet", what);
}

/* ---- options, each a row: name and what it does ---- */

static bool bad_option(struct copy_binding *copy, const PgQuery__DefElem *option,
                       const char *message)
{
    return err_set(copy->binder->err, SQLSTATE_INVALID_PARAMETER_VALUE,
                   position_of(option->location), "%s", message);
}

static bool option_format(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    static const char *const names[] = {
        [COPY_TEXT] = "text", [COPY_CSV] = "csv", [COPY_BINARY] = "binary"};
    const char *format = option_text(option);
    for (size_t i = 0; format && i < sizeof names / sizeof *names; i++)
        if (strcmp(format, names[i]) == 0) {
            copy->options.format = (enum copy_format)i;
            return true;
        }
    return err_set(copy->binder->err, SQLSTATE_INVALID_PARAMETER_VALUE,
                   position_of(option->location), "COPY format \"%s\" not recognized",
                   format ? format : "");
}

static bool option_header(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    const char *text = option_text(option);
    if (text && strcasecmp(text, "match") == 0) {
        copy->options.header = copy->options.header_match = true;
        return copy->is_from ||
               err_set(copy->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, POSITION_NONE,
                       "cannot use \"%s\" with HEADER in COPY TO", text);
    }
    return option_bool(option, &copy->options.header) ||
           err_set(copy->binder->err, SQLSTATE_SYNTAX_ERROR, 0,
                   "header requires a Boolean value or \"match\"");
}

static bool option_delimiter(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    copy->delimiter = option_text(option);
    return true;
}

static bool option_quote(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    copy->quote = option_text(option);
    return true;
}

static bool option_escape(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    copy->escape = option_text(option);
    return true;
}

static bool option_null(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    copy->options.null_text = option_text(option);
    copy->has_null = true;
    return copy->options.null_text || bad_option(copy, option, "COPY null must be a text");
}

static bool option_encoding(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    const char *name = option_text(option);
    copy->options.encoding = name ? encoding_find(name) : NULL;
    return copy->options.encoding ||
           bad_option(copy, option,
                      "argument to option \"encoding\" must be a valid encoding name");
}

static bool option_freeze(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    bool ignored;
    return option_bool(option, &ignored) ||
           err_set(copy->binder->err, SQLSTATE_SYNTAX_ERROR, 0, "freeze requires a Boolean value");
}

static bool error_column(struct copy_binding *copy, const char *option, const char *name)
{
    struct err *err = copy->binder->err;
    if (!copy->table)
        return err_set(err, SQLSTATE_UNDEFINED_COLUMN, 0, "column \"%s\" does not exist", name);
    if (!catalog_find_column(copy->table, str_of(name)))
        return err_set(err, SQLSTATE_UNDEFINED_COLUMN, 0,
                       "column \"%s\" of relation \"%s\" does not exist", name, copy->table->name);
    return err_set(err, SQLSTATE_INVALID_COLUMN_REFERENCE, 0,
                   "%s column \"%s\" not referenced by COPY", option, name);
}

static bool mark_column(struct copy_binding *copy, bool *marks, const char *option,
                        const char *name)
{
    for (size_t i = 0; i < copy->n_columns; i++)
        if (strcmp(copy->names[i], name) == 0) {
            marks[i] = true;
            return true;
        }
    return error_column(copy, option, name);
}

static bool option_columns(struct copy_binding *copy, const PgQuery__DefElem *option,
                           const char *name, const bool **out)
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
        if (!mark_column(copy, marks, name, option->arg->list->items[i]->string->sval))
            return false;
    return true;
}

static bool option_force_null(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    return option_columns(copy, option, "FORCE_NULL", &copy->options.force_null);
}

static bool option_force_not_null(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    return option_columns(copy, option, "FORCE_NOT_NULL", &copy->options.force_not_null);
}

static bool option_force_quote(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    return option_columns(copy, option, "FORCE_QUOTE", &copy->options.force_quote);
}

static const struct {
    const char *name;
    bool (*apply)(struct copy_binding *copy, const PgQuery__DefElem *option);
} options[] = {
    {"format", option_format},
    {"header", option_header},
    {"delimiter", option_delimiter},
    {"null", option_null},
    {"quote", option_quote},
    {"escape", option_escape},
    {"encoding", option_encoding},
    {"freeze", option_freeze},
    {"force_null", option_force_null},
    {"force_not_null", option_force_not_null},
    {"force_quote", option_force_quote},
};

static bool apply_option(struct copy_binding *copy, const PgQuery__DefElem *option)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(options[i].name, option->defname) == 0)
            return options[i].apply(copy, option);
    return err_set(copy->binder->err, SQLSTATE_SYNTAX_ERROR, position_of(option->location),
                   "option \"%s\" not recognized", option->defname);
}

/* ---- what goes together ---- */

/* What must not be given in a format, or in a direction. */
static bool check_places(struct copy_binding *copy)
{
    const struct copy_options *o = &copy->options;
    bool is_binary = o->format == COPY_BINARY, is_csv = o->format == COPY_CSV;
    const struct {
        bool is_wrong;
        const char *sqlstate, *message;
    } rows[] = {
        {is_binary && copy->delimiter, SQLSTATE_SYNTAX_ERROR,
         "cannot specify DELIMITER in BINARY mode"},
        {is_binary && copy->has_null, SQLSTATE_SYNTAX_ERROR, "cannot specify NULL in BINARY mode"},
        {is_binary && o->header, SQLSTATE_FEATURE_NOT_SUPPORTED,
         "cannot specify HEADER in BINARY mode"},
        {!is_csv && copy->quote, SQLSTATE_FEATURE_NOT_SUPPORTED,
         "COPY quote available only in CSV mode"},
        {!is_csv && copy->escape, SQLSTATE_FEATURE_NOT_SUPPORTED,
         "COPY escape available only in CSV mode"},
        {!is_csv && o->force_quote, SQLSTATE_FEATURE_NOT_SUPPORTED,
         "COPY force quote available only in CSV mode"},
        {o->force_quote && copy->is_from, SQLSTATE_FEATURE_NOT_SUPPORTED,
         "COPY force quote only available using COPY TO"},
        {!is_csv && o->force_not_null, SQLSTATE_FEATURE_NOT_SUPPORTED,
         "COPY force not null available only in CSV mode"},
        {o->force_not_null && !copy->is_from, SQLSTATE_FEATURE_NOT_SUPPORTED,
         "COPY force not null only available using COPY FROM"},
        {!is_csv && o->force_null, SQLSTATE_FEATURE_NOT_SUPPORTED,
         "COPY force null available only in CSV mode"},
        {o->force_null && !copy->is_from, SQLSTATE_FEATURE_NOT_SUPPORTED,
         "COPY force null only available using COPY FROM"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].is_wrong)
            return err_set(copy->binder->err, rows[i].sqlstate, POSITION_NONE, "%s",
                           rows[i].message);
    return true;
}

static bool take_character(struct copy_binding *copy, const char *given, const char *message,
                           char *character)
{
    if (given && strlen(given) != 1)
        return err_set(copy->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, POSITION_NONE, "%s",
                       message);
    if (given)
        *character = *given;
    return true;
}

/* Defaults depend on the format. */
static bool take_characters(struct copy_binding *copy)
{
    struct copy_options *o = &copy->options;
    bool is_csv = o->format == COPY_CSV;
    o->delimiter = is_csv ? ',' : '\t';
    o->quote = '"';
    if (!copy->has_null)
        o->null_text = is_csv ? "" : "\\N";
    if (!take_character(copy, copy->delimiter, "COPY delimiter must be a single one-byte character",
                        &o->delimiter) ||
        !take_character(copy, copy->quote, "COPY quote must be a single one-byte character",
                        &o->quote))
        return false;
    o->escape = o->quote;
    return take_character(copy, copy->escape, "COPY escape must be a single one-byte character",
                          &o->escape);
}

static bool check_delimiter(struct copy_binding *copy)
{
    const struct copy_options *o = &copy->options;
    struct err *err = copy->binder->err;
    if (strchr("\r\n", o->delimiter))
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "COPY delimiter cannot be newline or carriage return");
    if (strpbrk(o->null_text, "\r\n"))
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "COPY null representation cannot use newline or carriage return");
    if (o->format == COPY_TEXT && strchr("\\.abcdefghijklmnopqrstuvwxyz0123456789", o->delimiter))
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "COPY delimiter cannot be \"%c\"",
                       o->delimiter);
    return true;
}

static bool check_characters(struct copy_binding *copy)
{
    const struct copy_options *o = &copy->options;
    struct err *err = copy->binder->err;
    bool is_csv = o->format == COPY_CSV;
    if (is_csv && o->quote == o->delimiter)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "COPY delimiter and quote must be different");
    if (strchr(o->null_text, o->delimiter))
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, POSITION_NONE,
                       "COPY delimiter must not appear in the NULL specification");
    if (is_csv && strchr(o->null_text, o->quote))
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, POSITION_NONE,
                       "CSV quote character must not appear in the NULL specification");
    return true;
}

bool copy_bind_options(struct copy_binding *copy, const PgQuery__CopyStmt *node)
{
    for (size_t i = 0; i < node->n_options; i++) {
        const PgQuery__DefElem *option = node->options[i]->def_elem;
        for (size_t j = 0; j < i; j++)
            if (strcmp(option->defname, node->options[j]->def_elem->defname) == 0)
                return err_set(copy->binder->err, SQLSTATE_SYNTAX_ERROR,
                               position_of(option->location), "conflicting or redundant options");
        if (!apply_option(copy, option))
            return false;
    }
    return take_characters(copy) && check_places(copy) && check_delimiter(copy) &&
           check_characters(copy);
}
