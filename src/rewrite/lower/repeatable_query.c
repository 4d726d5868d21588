/*
 * Which tables an answer depends on, found in the text that ClickHouse gets: whatever stage put
 * them there, they are all written as `schema`.`name`. Knows no stage.
 */
#include "rewrite/lower/repeatable_query.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/quoted.h"
#include "rewrite/lower/constant_query.h"

struct search {
    struct binder *binder;
    struct query *query; /* NULL: what is read is grouped, whatever it is */
    struct list tables;  /* struct plan_table */
    bool reads_facts;    /* of system_tables */
    const char *varies;  /* NULL: nothing found that does */
};

/* Of ClickHouse: names, or their beginnings, of what depends on more than its arguments; in any
 * case of letters, as ClickHouse keeps what its users wrote. */
static const char *const changing[] = {
    "now(",       "now64(",  "nowInBlock",  "today(",     "yesterday(",   "rand",
    "generate",   "uptime(", "hostName",    "fqdn(",      "currentUser",  "serverUUID",
    "getSetting", "queryID", "dictGet",     "dictHas",    "joinGet",      "sleep",
    "filesystem", "tcpPort", "blockNumber", "connection", "UTCTimestamp", "UTC_timestamp",
};
/* What a query may read to see whether a rollup is complete: facts about tables that it reads too,
 * and which change with them. */
static const char *const system_tables[] = {"system.mutations", "system.parts"};

static bool begins_with_one(const char *at, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strncasecmp(at, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

#define BEGINS(at, names) begins_with_one(at, names, sizeof(names) / sizeof *(names))

/* --- tables --- */

struct mention {
    const struct catalog_table *table;
    bool found;
};

static bool is_mentioned(const struct rel *rel, const struct catalog_table *table)
{
    if (rel->kind == REL_JOIN)
        return is_mentioned(rel->join.left, table) || is_mentioned(rel->join.right, table);
    return rel->kind == REL_TABLE && rel->table == table;
}

static bool find_in_block(struct query *query, void *context)
{
    struct mention *mention = context;
    mention->found |= query->from && is_mentioned(query->from, mention->table);
    return true;
}

/* What the passes read in a table's place is grouped again; a table that the statement reads
 * itself shows its rows as they are. */
static bool survives_merges(const struct search *search, const struct catalog_table *table)
{
    struct mention mention = {.table = table};
    if (search->query)
        query_walk(search->query, find_in_block, &mention);
    return !mention.found;
}

/* What is replicated changes by statements that the server at hand does not see. */
static bool tells_changes(const struct catalog_table *table)
{
    struct str engine = str_of(table->engine), end = STR("MergeTree");
    return engine.size >= end.size && str_eq(str_skip(engine, engine.size - end.size), end) &&
           !str_starts(engine, STR("Replicated")) && !str_starts(engine, STR("Shared"));
}

static void search_text(struct search *search, const char *at);

/* A column that is computed as it is read may be so of the clock, or of another table. */
static void search_aliases(struct search *search, const struct catalog_table *table)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (strcmp(table->columns[i].default_kind, "ALIAS") == 0)
            search_text(search, table->columns[i].default_expression);
}

static void add_table(struct search *search, const struct catalog_table *table)
{
    search_aliases(search, table);
    if (!tells_changes(table))
        search->varies = arena_printf(search->binder->arena,
                                      "%s is of the engine %s, which does not tell changes",
                                      table->name, table->engine);
    for (size_t i = 0; i < search->tables.n; i++) {
        const struct plan_table *known = search->tables.items[i];
        if (strcmp(known->schema, table->schema) == 0 && strcmp(known->name, table->name) == 0)
            return;
    }
    struct plan_table *added = ARENA_NEW(search->binder->arena, struct plan_table);
    *added = (struct plan_table){table->schema, table->name, survives_merges(search, table)};
    list_add(search->binder->arena, &search->tables, added);
}

/* The name in quotes that begins here. */
static struct str unquote(struct arena *arena, const char *at, const char *end)
{
    char *name = arena_alloc(arena, (size_t)(end - at));
    size_t size = 0;
    for (at++; at < end - 1; at++) {
        at += *at == '\\';
        name[size++] = *at;
    }
    return (struct str){name, size};
}

/* Behind the name that begins here, which is a table's if another one follows it. */
static const char *read_name(struct search *search, const char *at)
{
    const struct catalog *catalog = search->binder->context->catalog;
    struct arena *arena = search->binder->arena;
    const char *end = quoted_end(at, NULL);
    if (end[0] != '.' || end[1] != '`')
        return end;
    const char *last = quoted_end(end + 1, NULL);
    struct str schema = unquote(arena, at, end), name = unquote(arena, end + 1, last);
    const struct catalog_table *table = catalog_find_table(catalog, schema, name);
    if (table && table->kind == CATALOG_TABLE)
        add_table(search, table);
    else if (table)
        search->varies = arena_printf(arena, "%s is a view", table->name);
    else
        search->varies =
            arena_printf(arena, "%.*s is no table that is known", (int)name.size, name.data);
    return last;
}

static bool is_of_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

/* Behind the word that begins here. */
static const char *read_word(struct search *search, const char *at)
{
    size_t size = 1;
    while (is_of_word(at[size]))
        size++;
    bool is_system = strncmp(at, "system.", 7) == 0, is_fact = BEGINS(at, system_tables);
    search->reads_facts |= is_fact;
    if ((is_system && !is_fact) || BEGINS(at, changing))
        search->varies =
            arena_printf(search->binder->arena, "%.*s changes by itself", (int)size, at);
    return at + size;
}

static void search_text(struct search *search, const char *at)
{
    while (*at && !search->varies) {
        if (*at == '`')
            at = read_name(search, at);
        else if (*at == '\'' || *at == '"')
            at = quoted_end(at, NULL);
        else if (is_of_word(*at))
            at = read_word(search, at);
        else
            at++;
    }
}

static const struct plan_table *tables_of(const struct search *search)
{
    struct plan_table *tables =
        ARENA_ARRAY(search->binder->arena, struct plan_table, search->tables.n + 1);
    for (size_t i = 0; i < search->tables.n; i++)
        tables[i] = *(const struct plan_table *)search->tables.items[i];
    return tables;
}

const struct plan_table *repeatable_text(struct binder *binder, const char *sql, size_t *n,
                                         const char **varies)
{
    struct search search = {.binder = binder};
    search_text(&search, sql);
    if (search.reads_facts)
        search.varies = "it reads system tables";
    *varies = search.varies;
    *n = search.tables.n;
    return search.varies ? NULL : tables_of(&search);
}

void repeatable_query_find(struct binder *binder, struct query *query, struct plan *plan)
{
    struct search search = {.binder = binder, .query = query};
    if (!constant_query_calls(query))
        search.varies = "it calls a function that gives another value each time";
    search_text(&search, plan->clickhouse_sql.data);
    /* The facts are of a table beside the one that they are asked for. */
    if (search.reads_facts && search.tables.n < 2)
        search.varies = "it reads system tables";
    plan->varies = search.varies;
    if (search.varies)
        return;
    plan->tables = tables_of(&search);
    plan->n_tables = search.tables.n;
}

const char *repeatable_names(struct arena *arena, const struct plan_table *tables, size_t n)
{
    const char *names = "";
    for (size_t i = 0; i < n; i++)
        names = arena_printf(arena, "%s%s%s.%s", names, i ? ", " : "", tables[i].schema,
                             tables[i].name);
    return names;
}
