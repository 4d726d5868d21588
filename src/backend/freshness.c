/*
 * What the system tables say of tables, as one number. A MergeTree table is the same while its
 * parts are: their names hold numbers that an insert, a merge, a mutation or a lightweight update
 * never uses again, and hash_of_all_files is of their content. Other engines tell nothing of the
 * kind, and what is replicated changes by statements that the server at hand does not see.
 */
#include "backend/freshness.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "backend/pool.h"
#include "base/log.h"
#include "base/write_clock.h"

#define SQL_LIMIT ((size_t)1 << 20)
#define MAX_ROWS 100000

/* What a row of the answer is about, and what its `extra` means. */
enum fact {
    FACT_TABLE,     /* enum steadiness */
    FACT_PARTS,     /* how many */
    FACT_MUTATIONS, /* how many that are not done */
    FACT_COMMANDS,  /* since the server's start */
    FACT_SERVER,    /* nothing: what answers depend on besides the tables */
    FACT_RUNNING,   /* how many statements that neither read nor insert */
    FACT_RESTLESS,  /* how many tables others are written from in the background */
    FACT_FICKLE,    /* how many row policies that may choose other rows without any change */
};

/* How much of a table changes without a statement. */
enum steadiness {
    UNPROVABLE, /* as are tables with TTL: parts go when their time has come */
    MERGES,     /* the engine makes other rows of what it merges */
    STEADY
};

struct row {
    char *database, *table;
    uint8_t fact;
    uint64_t hash, extra;
};

struct freshness {
    struct backend *backend;
    struct backend_answers *answers;
    struct freshness_questions waiting, asked;
    struct backend_request *request;
    uint64_t time; /* of the clock when the request began */
    uint64_t n_requests;
    struct row *rows;
    size_t n_rows, capacity;
    bool is_broken, has_complained;
};

struct freshness *freshness_new(struct backend *backend, struct backend_answers *answers)
{
    struct freshness *freshness = calloc(1, sizeof *freshness);
    if (!freshness)
        abort();
    freshness->backend = backend;
    freshness->answers = answers;
    TAILQ_INIT(&freshness->waiting);
    TAILQ_INIT(&freshness->asked);
    return freshness;
}

static void forget_rows(struct freshness *freshness)
{
    for (size_t i = 0; i < freshness->n_rows; i++) {
        free(freshness->rows[i].database);
        free(freshness->rows[i].table);
    }
    free(freshness->rows);
    freshness->rows = NULL;
    freshness->n_rows = freshness->capacity = 0;
    freshness->is_broken = false;
}

void freshness_free(struct freshness *freshness)
{
    if (!freshness)
        return;
    forget_rows(freshness);
    free(freshness);
}

/* --- the question --- */

static void put_literal(struct buf *sql, const char *text)
{
    buf_putc(sql, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            buf_putc(sql, '\\');
        buf_putc(sql, *text);
    }
    buf_putc(sql, '\'');
}

/* All that anybody asks about; some more than once, which does no harm. */
static void put_tables(struct buf *sql, const struct freshness *freshness, const char *name)
{
    const struct freshness_question *question;
    const char *before = "(";
    TAILQ_FOREACH(question, &freshness->asked, link)
    {
        for (size_t i = 0; i < question->n_tables; i++, before = " OR ") {
            buf_printf(sql, "%sdatabase = ", before);
            put_literal(sql, question->tables[i].database);
            buf_printf(sql, " AND %s = ", name);
            put_literal(sql, question->tables[i].name);
        }
    }
    buf_putc(sql, ')');
}

/* What mutations are not done is asked in a scalar subquery, which ClickHouse answers before it
 * looks at the parts: one that ends in between has changed them. A policy whose condition has a
 * function or reads a table, as IN does without a bracket behind it, is fickle. */
static const struct arm {
    enum fact fact;
    const char *select, *table_column; /* NULL: not about tables */
    const char *rest;
    bool of_clock,
        of_servers; /* only where there is a clock; only where it is not our own engine */
} arms[] = {
    {FACT_TABLE,
     "SELECT database, name, toUInt8(0), sipHash64(toString(uuid), engine, create_table_query, "
     "toString(metadata_modification_time)), toUInt64(multiIf(NOT endsWith(engine, 'MergeTree') OR "
     "startsWith(engine, 'Replicated') OR startsWith(engine, 'Shared') OR "
     "position(create_table_query, ' TTL ') > 0, 0, engine != 'MergeTree', 1, 2)) FROM "
     "system.tables WHERE ",
     "name", ""},
    {FACT_PARTS,
     "SELECT database, table, toUInt8(1), groupBitXor(sipHash64(name, path, hash_of_all_files)), "
     "count() FROM system.parts WHERE active AND ",
     "table", " GROUP BY database, table"},
    {FACT_MUTATIONS,
     "SELECT m.1, m.2, toUInt8(2), m.3, m.4 FROM (SELECT arrayJoin((SELECT groupArray((database, "
     "table, id, n)) FROM (SELECT database, table, groupBitXor(sipHash64(mutation_id, command)) AS "
     "id, count() AS n FROM system.mutations WHERE NOT is_done AND ",
     "table", " GROUP BY database, table))) AS m)"},
    {FACT_COMMANDS,
     "SELECT '', '', toUInt8(3), toUInt64(0), toUInt64(sumIf(value, event = 'Query') - "
     "sumIf(value, event != 'Query')) FROM system.events WHERE event IN ('Query', 'SelectQuery', "
     "'InsertQuery')",
     NULL, ""},
    {FACT_SERVER,
     "SELECT '', '', toUInt8(4), groupBitXor(sipHash64(toString(tuple(*)))), count() FROM "
     "system.row_policies",
     NULL, "", .of_servers = true},
    {FACT_FICKLE,
     "SELECT database, table, toUInt8(7), toUInt64(0), count() FROM system.row_policies WHERE "
     "match(select_filter, '(?i)select|[a-z0-9_`]\\\\(| in [^(]')",
     NULL, " GROUP BY database, table", .of_servers = true},
    {FACT_SERVER,
     "SELECT '', '', toUInt8(4), groupBitXor(sipHash64(name, value)), count() FROM system.settings "
     "WHERE changed AND name != 'log_comment'",
     NULL, "", .of_servers = true},
    {FACT_RUNNING,
     "SELECT '', '', toUInt8(5), toUInt64(0), count() FROM system.processes WHERE query_kind NOT "
     "IN ('Select', 'Insert')",
     NULL, ""},
    {FACT_RESTLESS,
     "SELECT '', '', toUInt8(6), toUInt64(0), countIf(engine = 'Buffer' OR "
     "position(create_table_query, ' REFRESH ') > 0) FROM system.tables WHERE engine IN ('Buffer', "
     "'MaterializedView')",
     NULL, "", .of_clock = true},
};

static void put_sql(struct buf *sql, const struct freshness *freshness)
{
    bool has_clock = answers_clock(freshness->answers) != NULL;
    for (size_t i = 0; i < sizeof arms / sizeof *arms; i++) {
        const struct arm *arm = &arms[i];
        bool is_engine = freshness->backend->is_embedded || freshness->backend->is_own_engine;
        if ((arm->of_clock && !has_clock) || (arm->of_servers && is_engine))
            continue;
        buf_printf(sql, "%s%s", buf_size(sql) ? " UNION ALL " : "", arm->select);
        if (arm->table_column)
            put_tables(sql, freshness, arm->table_column);
        buf_puts(sql, arm->rest);
    }
}

/* --- the answer --- */

static char *copy_text(const struct column *column, size_t row)
{
    struct str text = column->strings[row];
    char *copy = strndup(text.data ? text.data : "", text.size);
    if (!copy)
        abort();
    return copy;
}

static uint64_t number_at(const struct column *column, size_t row)
{
    uint64_t number;
    memcpy(&number, (const char *)column->values + row * sizeof number, sizeof number);
    return number;
}

static struct row *add_row(struct freshness *freshness)
{
    if (freshness->n_rows == freshness->capacity) {
        freshness->capacity = freshness->capacity ? 2 * freshness->capacity : 16;
        freshness->rows = realloc(freshness->rows, freshness->capacity * sizeof *freshness->rows);
        if (!freshness->rows)
            abort();
    }
    return &freshness->rows[freshness->n_rows++];
}

static bool is_as_asked(const struct block *block)
{
    static const enum chtype_kind kinds[] = {CH_STRING, CH_STRING, CH_UINT8, CH_UINT64, CH_UINT64};
    bool same = block->n_columns == sizeof kinds / sizeof *kinds;
    for (size_t i = 0; same && i < block->n_columns; i++)
        same = block->columns[i].type->kind == kinds[i] && !block->columns[i].nulls;
    return same;
}

static void on_block(void *owner, const struct block *block)
{
    struct freshness *freshness = owner;
    const struct column *columns = block->columns;
    if (block->n_columns == 0)
        return;
    if (!is_as_asked(block) || freshness->n_rows + block->n_rows > MAX_ROWS) {
        freshness->is_broken = true;
        return;
    }
    for (size_t i = block->first_row; i < block->n_rows; i++)
        *add_row(freshness) = (struct row){.database = copy_text(&columns[0], i),
                                           .table = copy_text(&columns[1], i),
                                           .fact = ((const uint8_t *)columns[2].values)[i],
                                           .hash = number_at(&columns[3], i),
                                           .extra = number_at(&columns[4], i)};
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 32);
}

/* A policy may be for all tables of a database. */
static bool is_about(const struct row *row, const struct backend_table *table)
{
    bool is_of_all = row->fact == FACT_FICKLE && (!*row->table || strcmp(row->table, "*") == 0);
    return strcmp(row->database, table->database) == 0 &&
           (is_of_all || strcmp(row->table, table->name) == 0);
}

/* How much of it changes unseen, with `version` and `is_known` filled in. */
static bool prove_table(const struct freshness *freshness, const struct backend_table *table,
                        struct proof *proof)
{
    bool is_there = false, is_steady = false, is_changing = false, is_fickle = false;
    for (size_t i = 0; i < freshness->n_rows; i++) {
        const struct row *row = &freshness->rows[i];
        if (!is_about(row, table))
            continue;
        proof->version = mix(mix(mix(proof->version, row->fact), row->hash), row->extra);
        is_changing |= row->fact == FACT_MUTATIONS;
        is_fickle |= row->fact == FACT_FICKLE;
        if (row->fact != FACT_TABLE)
            continue;
        is_there = row->extra != UNPROVABLE;
        is_steady = row->extra == STEADY || (row->extra == MERGES && table->survives_merges);
    }
    proof->is_known &= is_there && !is_fickle;
    return is_steady && !is_changing && !is_fickle;
}

/* The rows of a UNION ALL come in no order. */
static int compare_rows(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = (x->fact > y->fact) - (x->fact < y->fact);
    return order ? order : (x->hash > y->hash) - (x->hash < y->hash);
}

static void prove(const struct freshness *freshness, const struct freshness_question *question,
                  struct proof *proof)
{
    bool is_steady = true, has_commands = false;
    proof->version = question->n_tables;
    for (size_t i = 0; i < freshness->n_rows; i++) {
        const struct row *row = &freshness->rows[i];
        has_commands |= row->fact == FACT_COMMANDS;
        if (row->fact == FACT_COMMANDS)
            proof->commands = row->extra;
        else if (row->fact == FACT_SERVER)
            proof->version = mix(mix(proof->version, row->hash), row->extra);
        else if (row->fact == FACT_RUNNING)
            proof->is_quiet = row->extra == 0;
        else if (row->fact == FACT_RESTLESS)
            is_steady &= row->extra == 0;
    }
    proof->is_known = has_commands;
    for (size_t i = 0; i < question->n_tables; i++)
        is_steady &= prove_table(freshness, &question->tables[i], proof);
    proof->time = is_steady && write_clock_shows(answers_clock(freshness->answers), freshness->time)
                      ? freshness->time
                      : 0;
}

/* It may be for want of a privilege. */
static void complain(struct freshness *freshness, const struct err *err)
{
    if (err && !freshness->has_complained)
        log_line(LOG_WARNING, "answers are not kept, ClickHouse does not tell what changes: %s",
                 err->message);
    freshness->has_complained = err != NULL;
}

static void start(struct freshness *freshness);

static void on_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    struct freshness *freshness = owner;
    struct freshness_question *question;
    freshness->request = NULL;
    bool is_good = !err && !freshness->is_broken;
    complain(freshness, err);
    if (is_good && freshness->n_rows)
        qsort(freshness->rows, freshness->n_rows, sizeof *freshness->rows, compare_rows);
    /* One by one: whoever is told may forget others, or ask anew. */
    while ((question = TAILQ_FIRST(&freshness->asked))) {
        struct proof proof = {.elapsed_ns = summary->elapsed_ns};
        if (is_good)
            prove(freshness, question, &proof);
        freshness_forget(question);
        question->answered(question->owner, &proof);
    }
    forget_rows(freshness);
    start(freshness);
}

static void start(struct freshness *freshness)
{
    static const struct backend_events events = {.block = on_block, .done = on_done};
    struct freshness_question *question;
    char id[64];
    if (freshness->request || !TAILQ_EMPTY(&freshness->asked) || TAILQ_EMPTY(&freshness->waiting))
        return;
    TAILQ_CONCAT(&freshness->asked, &freshness->waiting, link);
    TAILQ_FOREACH(question, &freshness->asked, link)
    {
        question->list = &freshness->asked;
    }
    struct buf sql;
    buf_init(&sql, SQL_LIMIT);
    put_sql(&sql, freshness);
    snprintf(id, sizeof id, "fresh-%016" PRIx64 "-%" PRIu64, freshness->backend->instance,
             ++freshness->n_requests);
    freshness->time = write_clock_now(answers_clock(freshness->answers));
    struct backend_query query = {
        .sql = sql.failed ? STR("") : buf_str(&sql), .query_id = id, .reads_only = true};
    answers_count(freshness->answers, ANSWERS_PROOF);
    freshness->request = backend_start(freshness->backend, &query, &events, freshness);
    buf_free(&sql);
}

void freshness_ask(struct freshness *freshness, struct freshness_question *question)
{
    question->list = &freshness->waiting;
    TAILQ_INSERT_TAIL(&freshness->waiting, question, link);
    start(freshness);
}

void freshness_forget(struct freshness_question *question)
{
    if (question->list)
        TAILQ_REMOVE(question->list, question, link);
    question->list = NULL;
}
