/* Decides whether a statement may run, from its tokens alone. Knows no tables and no data. */
#include "engine/guard.h"

#include <stdio.h>

#include "engine/lexer.h"

enum { ACCESS_DENIED = 497, SYNTAX_ERROR = 62 };

/* Functions, table functions and disks that reach files, programs, other servers or other SQL. */
static const char *const denied_functions[] = {
    "file",
    "fileCluster",
    "filesystem",
    "catboostEvaluate",
    "executable",
    "disk",
    "eval",
    "url",
    "urlCluster",
    "s3",
    "s3Cluster",
    "gcs",
    "cosn",
    "oss",
    "hdfs",
    "hdfsCluster",
    "hudi",
    "hudiCluster",
    "azureBlobStorage",
    "azureBlobStorageCluster",
    "cluster",
    "clusterAllReplicas",
    "remote",
    "remoteSecure",
    "mysql",
    "postgresql",
    "sqlite",
    "mongodb",
    "redis",
    "odbc",
    "jdbc",
    "ytsaurus",
    "arrowstream",
    "arrowFlight",
    "python",
    "prometheusQuery",
    "prometheusQueryRange",
    "fuzzQuery",
    "load_file",
    "mergeTreeAnalyzeIndexes",
    "mergeTreeAnalyzeIndexesUUID",
};
/* Families: any function whose name begins so. */
static const char *const denied_prefixes[] = {"iceberg", "deltaLake", "paimon", "timeSeries"};

static const char *const table_engines[] = {
    "Memory", "Null", "Log", "TinyLog", "StripeLog", "Buffer", "Merge", "Set", "Join", "Atomic",
};

static const char *const first_words[] = {
    "SELECT",   "WITH",    "FROM",     "INSERT",   "CREATE", "DROP",     "ALTER",
    "TRUNCATE", "RENAME",  "EXCHANGE", "OPTIMIZE", "SHOW",   "DESCRIBE", "DESC",
    "EXISTS",   "EXPLAIN", "CHECK",    "SET",      "USE",    "DELETE",   "UPDATE",
};
static const char *const read_words[] = {"SELECT", "WITH", "FROM"};
static const char *const session_words[] = {"SET", "USE", "CREATE"};
static const char *const create_modifiers[] = {"OR", "REPLACE", "TEMPORARY", "MATERIALIZED"};
static const char *const create_objects[] = {"TABLE", "VIEW", "DATABASE"};
/* Partitions that leave the data folder or come from elsewhere. */
static const char *const denied_alters[] = {"FREEZE", "UNFREEZE", "FETCH", "MOVE"};

#define AMONG(text, table) among(text, table, sizeof(table) / sizeof *(table))

static bool among(struct str text, const char *const *table, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_is(text, table[i]))
            return true;
    return false;
}

static bool refuse(struct refusal *refusal, int code, const char *name, const char *what,
                   struct str text)
{
    refusal->code = code;
    refusal->name = name;
    int size = text.size > 80 ? 80 : (int)text.size;
    snprintf(refusal->message, sizeof refusal->message, what, size, text.data);
    return false;
}

static bool deny(struct refusal *refusal, const char *what, struct str text)
{
    return refuse(refusal, ACCESS_DENIED, "ACCESS_DENIED", what, text);
}

static struct str token_name(struct token token)
{
    if (token.kind == TOKEN_QUOTED)
        return (struct str){token.text.data + 1, token.text.size - 2};
    return token.text;
}

static bool function_denied(struct str name)
{
    if (AMONG(name, denied_functions))
        return true;
    for (size_t i = 0; i < sizeof denied_prefixes / sizeof *denied_prefixes; i++) {
        size_t size = strlen(denied_prefixes[i]);
        if (name.size >= size && text_is((struct str){name.data, size}, denied_prefixes[i]))
            return true;
    }
    /* A quoted name with an escape in it could spell any of them. */
    return memchr(name.data, '\\', name.size) != NULL;
}

static bool engine_allowed(struct str name)
{
    static const struct str suffix = {"MergeTree", 9};
    return AMONG(name, table_engines) ||
           (name.size >= suffix.size && str_eq(str_skip(name, name.size - suffix.size), suffix));
}

/* The tokens around the one being looked at. */
struct window {
    struct token first, before, here, next;
    int depth;
    bool object_seen;
    bool has_rows; /* INSERT: SELECT or VALUES was seen */
};

static bool check_engine(const struct window *w, struct str rest, struct refusal *refusal)
{
    struct token name =
        token_is_sign(w->next, '=') ? (lexer_next(&rest), lexer_next(&rest)) : w->next;
    if (engine_allowed(token_name(name)))
        return true;
    return deny(refusal, "Engine %.*s is not available", token_name(name));
}

static bool check_create(struct window *w, struct refusal *refusal)
{
    if (w->object_seen || AMONG(w->here.text, create_modifiers))
        return true;
    w->object_seen = true;
    if (AMONG(w->here.text, create_objects))
        return true;
    return deny(refusal, "CREATE %.*s is not available", w->here.text);
}

static bool check_word(struct window *w, struct str rest, struct refusal *refusal)
{
    if (token_is(w->here, "OUTFILE") || token_is(w->here, "INFILE"))
        return deny(refusal, "%.*s is not allowed", w->here.text);
    if (token_is(w->here, "FUNCTION") &&
        (token_is(w->before, "INTO") || token_is(w->before, "TABLE")))
        return deny(refusal, "INSERT INTO %.*s is not allowed", w->here.text);
    if (token_is(w->first, "ALTER") && AMONG(w->here.text, denied_alters))
        return deny(refusal, "ALTER TABLE %.*s is not available", w->here.text);
    if (token_is(w->first, "CREATE") && w->before.kind != TOKEN_END && !check_create(w, refusal))
        return false;
    bool makes = token_is(w->first, "CREATE") || token_is(w->first, "ALTER");
    if (makes && token_is(w->here, "ENGINE"))
        return check_engine(w, rest, refusal);
    return true;
}

/* rest begins with w->next. */
static bool check_token(struct window *w, struct str rest, struct refusal *refusal)
{
    if (w->here.kind == TOKEN_BAD)
        return refuse(refusal, SYNTAX_ERROR, "SYNTAX_ERROR",
                      "Syntax error: unexpected character or unfinished quote%.*s", STR(""));
    bool name = w->here.kind == TOKEN_WORD || w->here.kind == TOKEN_QUOTED;
    if (name && token_is_sign(w->next, '(') && function_denied(token_name(w->here)))
        return deny(refusal, "Function %.*s is not available", token_name(w->here));
    if (token_is_sign(w->here, ';') && w->next.kind != TOKEN_END)
        return refuse(refusal, SYNTAX_ERROR, "SYNTAX_ERROR",
                      "Syntax error: Multi-statements are not allowed%.*s", STR(""));
    return w->here.kind != TOKEN_WORD || check_word(w, rest, refusal);
}

/* ClickHouse takes the rows from the line after the format's name, or from the same line. */
static struct str data_after(struct str rest)
{
    while (rest.size && strchr(" \t\f;", rest.data[0]) && rest.data[0])
        rest = str_skip(rest, 1);
    if (str_starts(rest, STR("\r")))
        rest = str_skip(rest, 1);
    return str_starts(rest, STR("\n")) ? str_skip(rest, 1) : rest;
}

/* INSERT … FORMAT name: everything behind the name is data, not SQL. */
static bool take_insert(const struct window *w, struct str sql, struct str rest,
                        struct statement *statement)
{
    if (!token_is(w->first, "INSERT") || w->has_rows || w->depth || !token_is(w->here, "FORMAT") ||
        w->next.kind != TOKEN_WORD)
        return false;
    struct str after = rest;
    statement->format = lexer_next(&after).text;
    statement->kind = STATEMENT_INSERT;
    statement->text = (struct str){sql.data, (size_t)(w->here.text.data - sql.data)};
    statement->data = data_after(after);
    return true;
}

static void follow(struct window *w, struct statement *statement)
{
    statement->may_write |= token_is(w->here, "INSERT"); /* WITH … INSERT */
    if (token_is_sign(w->here, '('))
        w->depth++;
    else if (token_is_sign(w->here, ')'))
        w->depth--;
    else if (w->depth == 0 && (token_is(w->here, "SELECT") || token_is(w->here, "VALUES")))
        w->has_rows = true;
    else if (w->depth == 0 && token_is(w->here, "FORMAT") && w->next.kind == TOKEN_WORD)
        statement->format = w->next.text;
}

/* KILL QUERY WHERE query_id = '…' [SYNC | ASYNC]. */
static bool check_kill(struct str sql, struct statement *statement, struct refusal *refusal)
{
    static const char *const words[] = {"KILL", "QUERY", "WHERE", "query_id"};
    bool good = true;
    struct str rest = sql;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        good = token_is(lexer_next(&rest), words[i]) && good;
    good = token_is_sign(lexer_next(&rest), '=') && good;
    struct token id = lexer_next(&rest);
    good = good && id.kind == TOKEN_STRING && !memchr(id.text.data, '\\', id.text.size) &&
           !memchr(id.text.data + 1, '\'', id.text.size - 2);
    struct token end = lexer_next(&rest);
    if (token_is(end, "SYNC") || token_is(end, "ASYNC"))
        end = lexer_next(&rest);
    if (!good || (end.kind != TOKEN_END && !token_is_sign(end, ';')))
        return deny(refusal, "Only KILL QUERY WHERE query_id = '…' is available%.*s", STR(""));
    statement->kind = STATEMENT_KILL;
    statement->kill_id = (struct str){id.text.data + 1, id.text.size - 2};
    return true;
}

static bool check_first(struct token first, struct str sql, struct statement *statement,
                        struct refusal *refusal)
{
    bool reads =
        token_is_sign(first, '(') || (first.kind == TOKEN_WORD && AMONG(first.text, read_words));
    *statement = (struct statement){reads ? STATEMENT_READ : STATEMENT_PLAIN, .text = sql,
                                    .may_write = !reads};
    statement->changes_session = first.kind == TOKEN_WORD && AMONG(first.text, session_words);
    if (first.kind == TOKEN_END)
        return refuse(refusal, SYNTAX_ERROR, "SYNTAX_ERROR", "Empty query%.*s", STR(""));
    if (!reads && (first.kind != TOKEN_WORD || !AMONG(first.text, first_words)))
        return deny(refusal, "%.*s is not available", first.text);
    return true;
}

bool guard_check(struct str sql, struct statement *statement, struct refusal *refusal)
{
    struct str rest = sql;
    struct window w = {.here = lexer_next(&rest)};
    w.first = w.here;
    if (token_is(w.first, "KILL"))
        return check_kill(sql, statement, refusal);
    if (!check_first(w.first, sql, statement, refusal))
        return false;
    while (w.here.kind != TOKEN_END) {
        struct str from_next = rest;
        w.next = lexer_next(&rest);
        if (!check_token(&w, from_next, refusal))
            return false;
        if (take_insert(&w, sql, from_next, statement))
            return true;
        if (token_is_sign(w.here, ';'))
            statement->text.size = (size_t)(w.here.text.data - sql.data);
        follow(&w, statement);
        w.before = w.here;
        w.here = w.next;
    }
    return true;
}
