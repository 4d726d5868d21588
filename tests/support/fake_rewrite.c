/* A rewriter of a tiny language of its own, for tests of the protocol. */
#include "fake_rewrite.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/list.h"
#include "base/pgtype.h"
#include "rewrite/rewrite.h"

struct script {
    struct str source;
    struct list statements;
};

static struct str trim(struct str text)
{
    while (text.size && isspace((unsigned char)text.data[0]))
        text = str_skip(text, 1);
    while (text.size && isspace((unsigned char)text.data[text.size - 1]))
        text.size--;
    return text;
}

struct script *rewrite_parse(struct arena *arena, struct str sql, struct err *err)
{
    struct script *script = ARENA_NEW(arena, struct script);
    script->source = sql;
    if (memmem(sql.data, sql.size, "syntax", 6)) {
        err_set(err, SQLSTATE_SYNTAX_ERROR, 1, "syntax error at or near \"syntax\"");
        return NULL;
    }
    while (sql.size) {
        const char *end = memchr(sql.data, ';', sql.size);
        size_t size = end ? (size_t)(end - sql.data) : sql.size;
        struct str statement = trim((struct str){sql.data, size});
        if (statement.size)
            list_add(arena, &script->statements,
                     arena_strndup(arena, statement.data, statement.size));
        sql = str_skip(sql, size + (end ? 1 : 0));
    }
    return script;
}

bool rewrite_catalog_question(struct arena *arena, const struct script *script, size_t index,
                              struct catalog_question *question)
{
    (void)arena;
    (void)script;
    (void)index;
    (void)question;
    return false;
}

size_t script_count(const struct script *script)
{
    return script->statements.n;
}

struct str script_text(const struct script *script)
{
    return script->source;
}

struct making {
    struct arena *arena;
    const struct rewrite_context *context;
    struct plan *plan;
    struct err *err;
};

static char *next_word(char **rest)
{
    while (**rest == ' ')
        (*rest)++;
    char *word = *rest;
    *rest += strcspn(*rest, " ");
    if (**rest)
        *(*rest)++ = '\0';
    return word;
}

static bool make_transaction(struct making *making, char *rest)
{
    static const struct {
        const char *text, *tag;
        enum transaction_verb verb;
        bool allowed;
    } verbs[] = {
        {"begin", "BEGIN", TRANSACTION_BEGIN, false},
        {"commit", "COMMIT", TRANSACTION_COMMIT, true},
        {"rollback", "ROLLBACK", TRANSACTION_ROLLBACK, true},
        {"rollback to", "ROLLBACK", TRANSACTION_ROLLBACK_TO, true},
        {"savepoint", "SAVEPOINT", TRANSACTION_SAVEPOINT, false},
        {"release", "RELEASE", TRANSACTION_RELEASE, false},
    };
    char *name = strchr(rest, '=');
    if (name)
        *name++ = '\0';
    making->plan->savepoint = name ? name : "";
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].text, rest) != 0)
            continue;
        making->plan->kind = PLAN_TRANSACTION;
        making->plan->tag = verbs[i].tag;
        making->plan->transaction = verbs[i].verb;
        making->plan->allowed_in_failed_transaction = verbs[i].allowed;
    }
    return true;
}

static bool make_set(struct making *making, char *rest)
{
    struct plan_setting *setting = ARENA_NEW(making->arena, struct plan_setting);
    char *name = next_word(&rest);
    setting->is_local = strcmp(name, "local") == 0;
    setting->name = setting->is_local ? next_word(&rest) : name;
    setting->value = *rest ? rest : NULL;
    making->plan->kind = PLAN_SET;
    making->plan->tag = "SET";
    making->plan->settings = setting;
    making->plan->n_settings = 1;
    return true;
}

static bool make_reset(struct making *making, char *rest)
{
    (void)rest;
    making->plan->kind = PLAN_SET;
    making->plan->tag = "RESET";
    making->plan->settings_reset_all = true;
    return true;
}

static bool make_show(struct making *making, char *rest)
{
    const char *value = settings_get(making->context->settings, rest);
    const char **cells = ARENA_NEW(making->arena, const char *);
    const char *const **rows = ARENA_NEW(making->arena, const char *const *);
    struct plan_column *column = ARENA_NEW(making->arena, struct plan_column);
    if (!value)
        return err_set(making->err, SQLSTATE_UNDEFINED_OBJECT, 0,
                       "unrecognized configuration parameter \"%s\"", rest);
    *cells = value;
    *rows = cells;
    *column = (struct plan_column){.name = rest, .type = PG_TEXT, .typmod = -1};
    *making->plan = (struct plan){.kind = PLAN_ROWS,
                                  .tag = "SHOW",
                                  .columns = column,
                                  .n_columns = 1,
                                  .rows = rows,
                                  .n_rows = 1};
    return true;
}

static size_t read_columns(struct making *making, char *text, struct plan_column *columns)
{
    size_t n = 0;
    for (char *one = strtok(text, ","); one && n < 8; one = strtok(NULL, ",")) {
        char *colon = strchr(one, ':');
        const struct pgtype *type = colon ? pgtype_by_name(colon + 1) : NULL;
        if (!type)
            continue;
        *colon = '\0';
        columns[n++] = (struct plan_column){
            .name = arena_strdup(making->arena, one), .type = type->oid, .typmod = -1};
    }
    return n;
}

static bool make_query(struct making *making, char *rest)
{
    struct plan_column *columns = ARENA_ARRAY(making->arena, struct plan_column, 8);
    char *names = next_word(&rest);
    bool none = !strchr(names, ':');
    making->plan->n_columns = none ? 0 : read_columns(making, names, columns);
    making->plan->kind = PLAN_QUERY;
    making->plan->tag = "SELECT";
    making->plan->tag_counts_rows = true;
    making->plan->columns = columns;
    making->plan->clickhouse_sql = str_of(rest);
    return true;
}

/* What is said behind the run, and whether something is asked about it. */
static bool make_explain(struct making *making, char *rest)
{
    static const struct plan_column column = {.name = "QUERY PLAN", .type = PG_TEXT, .typmod = -1};
    char *question = next_word(&rest);
    *making->plan = (struct plan){.kind = strncmp(rest, "write", 5) == 0 ? PLAN_WRITE : PLAN_QUERY,
                                  .tag = "EXPLAIN",
                                  .columns = &column,
                                  .n_columns = 1,
                                  .clickhouse_sql = str_of(rest),
                                  /* Looked at by nobody here. */
                                  .explanation = (const struct explanation *)making->plan};
    if (strcmp(question, "-") != 0) {
        making->plan->coverage_question = str_of(question);
        making->plan->n_coverage = 1;
    }
    return true;
}

const struct plan *rewrite_explain(struct arena *arena, const struct plan *plan,
                                   const struct explain_run *run)
{
    struct plan *rows = ARENA_NEW(arena, struct plan);
    const char **cells = ARENA_NEW(arena, const char *);
    const char *const **row = ARENA_NEW(arena, const char *const *);
    cells[0] = arena_printf(arena, "%llu rows", (unsigned long long)run->n_rows);
    if (run->coverage)
        cells[0] = arena_printf(arena, "%s, %llu of %llu", cells[0],
                                (unsigned long long)run->coverage->complete,
                                (unsigned long long)run->coverage->partitions);
    *row = cells;
    *rows = *plan;
    rows->kind = PLAN_ROWS;
    rows->explanation = NULL;
    rows->rows = row;
    rows->n_rows = 1;
    return rows;
}

static bool make_write(struct making *making, char *rest)
{
    making->plan->kind = PLAN_WRITE;
    making->plan->tag = "INSERT 0";
    making->plan->tag_counts_rows = true;
    making->plan->clickhouse_sql = str_of(rest);
    return true;
}

/* Two steps, a count among them, then the rest. */
static bool make_change(struct making *making, char *rest)
{
    struct plan_step *steps = ARENA_ARRAY(making->arena, struct plan_step, 2);
    steps[0] = (struct plan_step){STR("count"), true};
    steps[1] = (struct plan_step){STR("prepare"), false};
    making->plan->kind = PLAN_WRITE;
    making->plan->tag = "UPDATE";
    making->plan->tag_counts_rows = true;
    making->plan->steps = steps;
    making->plan->n_steps = 2;
    making->plan->clickhouse_sql = str_of(rest);
    return true;
}

static bool make_ddl(struct making *making, char *rest)
{
    make_write(making, rest);
    making->plan->tag = "CREATE TABLE";
    making->plan->tag_counts_rows = false;
    making->plan->changes_catalog = true;
    return true;
}

static const char *const stage_make[] = {"make stage", "set stage"};
static const struct plan_stage stage = {
    stage_make, 2, "INSERT INTO stage FORMAT Native", NULL, "take stage", "drop stage", true};

static bool make_copy(struct making *making, char *rest)
{
    bool staged = strcmp(rest, "staged") == 0, csv = staged || strcmp(rest, "csv") == 0;
    struct plan_copy *copy = ARENA_NEW(making->arena, struct plan_copy);
    copy->table = catalog_find_table(making->context->catalog, STR("pivot"), STR("t"));
    if (!copy->table)
        return err_set(making->err, SQLSTATE_UNDEFINED_TABLE, 0, "relation \"t\" does not exist");
    const struct catalog_column **columns =
        ARENA_ARRAY(making->arena, const struct catalog_column *, copy->table->n_columns);
    for (size_t i = 0; i < copy->table->n_columns; i++)
        columns[i] = &copy->table->columns[i];
    copy->columns = columns;
    copy->stage = staged ? &stage : NULL;
    copy->n_columns = copy->table->n_columns;
    copy->options = (struct copy_options){.format = csv ? COPY_CSV : COPY_TEXT,
                                          .delimiter = csv ? ',' : '\t',
                                          .quote = '"',
                                          .escape = '"',
                                          .null_text = csv ? "" : "\\N"};
    *making->plan = (struct plan){.kind = PLAN_COPY_FROM,
                                  .tag = "COPY",
                                  .tag_counts_rows = true,
                                  .clickhouse_sql = STR("INSERT INTO t FORMAT Native"),
                                  .copy = copy};
    return true;
}

static bool make_nothing(struct making *making, char *rest)
{
    (void)rest;
    making->plan->kind = PLAN_NOTHING;
    making->plan->tag = "NOTHING";
    return true;
}

static bool make_notice(struct making *making, char *rest)
{
    struct plan_notice *notice = ARENA_NEW(making->arena, struct plan_notice);
    *notice = (struct plan_notice){"NOTICE", "00000", rest, NULL};
    making->plan->notices = notice;
    making->plan->n_notices = 1;
    return make_nothing(making, rest);
}

static bool make_failure(struct making *making, char *rest)
{
    const char *sqlstate = next_word(&rest);
    return err_set(making->err, sqlstate, 3, "%s", rest);
}

static bool make_missing(struct making *making, char *rest)
{
    if (making->context->catalog->version > 1)
        return make_nothing(making, rest);
    return err_set(making->err, SQLSTATE_UNDEFINED_TABLE, 0, "relation \"%s\" does not exist",
                   rest);
}

static bool make_memory(struct making *making, char *rest)
{
    arena_alloc(making->arena, (size_t)1 << 40);
    return make_nothing(making, rest);
}

/* --- lists that are found --- */

/* Columns of type text, named by the values of the list. */
static bool make_of_list(struct making *making, const struct rewrite_list *list, const char *text)
{
    struct plan_column *columns = ARENA_ARRAY(making->arena, struct plan_column, list->n_values);
    for (size_t i = 0; i < list->n_values; i++)
        columns[i] = (struct plan_column){
            .name = list->texts[i] ? arena_strdup(making->arena, list->texts[i]) : "NULL",
            .type = PG_TEXT,
            .typmod = -1};
    *making->plan = (struct plan){.kind = PLAN_QUERY,
                                  .tag = "SELECT",
                                  .tag_counts_rows = true,
                                  .columns = columns,
                                  .n_columns = list->n_values,
                                  .clickhouse_sql = str_of(text),
                                  .is_discovered = true};
    return true;
}

static bool make_found(struct making *making, char *rest)
{
    static const struct plan_column column = {.name = "", .type = PG_TEXT, .typmod = -1};
    static const struct plan_discovery discovery = {.place = 7, .max_rows = 3};
    const struct rewrite_context *context = making->context;
    if (context->n_lists && context->lists[0].is_cut)
        return err_set(making->err, SQLSTATE_TOO_MANY_COLUMNS, 0, "too many");
    if (context->n_lists)
        return make_of_list(making, &context->lists[0], rest);
    *making->plan =
        (struct plan){.kind = PLAN_DISCOVER,
                      .columns = &column,
                      .n_columns = 1,
                      .discovery = &discovery,
                      .clickhouse_sql = str_of(arena_printf(making->arena, "find %s", rest))};
    return true;
}

/* The list hangs on the parameters. */
static bool make_awaits(struct making *making, char *rest)
{
    if (making->context->params && making->context->params->values)
        return make_found(making, rest);
    *making->plan = (struct plan){.kind = PLAN_QUERY, .tag = "SELECT", .awaits_columns = true};
    return true;
}

/* --- parameters --- */

static bool find_types(struct making *making, struct rewrite_params *params, char *types)
{
    uint32_t *found = ARENA_ARRAY(making->arena, uint32_t, 64);
    size_t n = 0;
    for (char *one = strtok(types, ","); one && n < 64; one = strtok(NULL, ","), n++) {
        const struct pgtype *type = pgtype_by_name(one);
        found[n] = n < params->n && params->types[n] ? params->types[n] : type ? type->oid : 0;
        if (!found[n])
            return err_set(making->err, SQLSTATE_INDETERMINATE_DATATYPE, 0,
                           "could not determine data type of parameter $%zu", n + 1);
    }
    params->types = found;
    params->n = n;
    return true;
}

/* $1 to 'value' */
static char *put_values(struct making *making, const struct rewrite_params *params,
                        const char *text)
{
    char *out = arena_strdup(making->arena, "");
    for (; *text; text++) {
        size_t i = text[0] == '$' ? (size_t)(text[1] - '1') : params->n;
        if (i >= params->n) {
            out = arena_printf(making->arena, "%s%c", out, *text);
            continue;
        }
        const char *value = params->values[i];
        out = arena_printf(making->arena, value ? "%s'%s'" : "%s%s", out, value ? value : "NULL");
        text++;
    }
    return out;
}

static bool make_any(struct making *making, char *text);

static bool make_params(struct making *making, char *rest)
{
    struct rewrite_params *params = making->context->params;
    char *types = next_word(&rest);
    if (!params)
        return err_set(making->err, SQLSTATE_UNDEFINED_PARAMETER, 0, "there is no parameter $1");
    params->used = true;
    if (!params->values)
        return find_types(making, params, types) && make_any(making, rest);
    return make_any(making, put_values(making, params, rest));
}

const char *rewrite_param_value(struct arena *arena, uint32_t type, struct str text,
                                const struct time_zone *zone, const struct value_style *style,
                                struct err *err)
{
    (void)style;
    (void)zone;
    if (!str_eq(text, STR("bad")))
        return arena_strndup(arena, text.data, text.size);
    err_set(err, SQLSTATE_INVALID_TEXT_REPRESENTATION, 0,
            "invalid input syntax for type %s: \"bad\"", pgtype_sql_name(type));
    return NULL;
}

static const struct {
    const char *word;
    bool whole; /* the function wants the word too */
    bool (*make)(struct making *making, char *rest);
} words[] = {
    {"begin", true, make_transaction},
    {"commit", true, make_transaction},
    {"rollback", true, make_transaction},
    {"savepoint", true, make_transaction},
    {"release", true, make_transaction},
    {"set", false, make_set},
    {"reset", false, make_reset},
    {"show", false, make_show},
    {"query", false, make_query},
    {"write", false, make_write},
    {"explain", false, make_explain},
    {"change", false, make_change},
    {"ddl", false, make_ddl},
    {"copy", false, make_copy},
    {"nothing", false, make_nothing},
    {"notice", false, make_notice},
    {"fail", false, make_failure},
    {"missing", false, make_missing},
    {"memory", false, make_memory},
    {"params", false, make_params},
    {"found", false, make_found},
    {"awaits", false, make_awaits},
};

static bool make_any(struct making *making, char *text)
{
    size_t size = strcspn(text, " =");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].word) != size || strncmp(words[i].word, text, size) != 0)
            continue;
        char *rest = words[i].whole || !text[size] ? text : text + size + 1;
        return words[i].make(making, rest);
    }
    return err_set(making->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 1, "%s is not supported", text);
}

const struct plan *rewrite_statement(struct arena *arena, const struct script *script, size_t index,
                                     const struct rewrite_context *context, struct err *err)
{
    struct making making = {arena, context, ARENA_NEW(arena, struct plan), err};
    char *text = arena_strdup(arena, script->statements.items[index]);
    return make_any(&making, text) ? making.plan : NULL;
}

void rewrite_read_views(struct arena *arena, struct catalog *catalog)
{
    (void)arena;
    (void)catalog;
}
