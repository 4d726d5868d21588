/*
 * One file into one table: its rows go to a table beside it, as those of a large COPY do, and from
 * there to the table when all are there.
 */
#include "load_file.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "copy_rows.h"
#include "load_checked.h"
#include "load_record.h"
#include "rewrite/rewrite.h"

#define SQL_LIMIT_BYTES ((size_t)1 << 20)
#define ENGINE_FORMAT " FORMAT Native"

struct load {
    struct connection *connection;
    const struct config *config;
    struct load_source *source;
    const struct plan_copy *plan;
    char temporary[32];       /* database */
    struct value_input input; /* as a session starts with, in UTC */
    struct copy_rows *rows;   /* NULL: ClickHouse reads the file */
    struct buf block;
    bool is_finished;
};

/* --- what to run --- */

static void put_identifier(struct buf *sql, struct str name)
{
    buf_putc(sql, '"');
    for (size_t i = 0; i < name.size; i++) {
        if (name.data[i] == '"')
            buf_putc(sql, '"');
        buf_putc(sql, name.data[i]);
    }
    buf_putc(sql, '"');
}

/* "a.b": a schema and a table; the file trades.2024.csv goes to trades. */
static void put_table(struct buf *sql, const struct load *load)
{
    const char *name = load->config->table;
    if (!name) {
        const char *slash = strrchr(load->source->path, '/');
        name = slash ? slash + 1 : load->source->path;
        put_identifier(sql, (struct str){name, strcspn(name, ".")});
        return;
    }
    const char *dot = strchr(name, '.');
    if (dot) {
        put_identifier(sql, (struct str){name, (size_t)(dot - name)});
        buf_putc(sql, '.');
        name = dot + 1;
    }
    put_identifier(sql, str_of(name));
}

static void put_column_names(struct buf *sql, struct str line, char separator)
{
    const char *comma = "";
    const char *end = line.data + line.size;
    for (const char *at = line.data; at <= end;) {
        const char *stop = memchr(at, separator, (size_t)(end - at));
        struct str name = {at, (size_t)((stop ? stop : end) - at)};
        if (name.size >= 2 && name.data[0] == '"' && name.data[name.size - 1] == '"')
            name = (struct str){name.data + 1, name.size - 2};
        buf_puts(sql, comma);
        put_identifier(sql, name);
        comma = ", ";
        at = (stop ? stop : end) + 1;
    }
}

/* The COPY that would do the same from a client. */
static bool put_copy(struct buf *sql, const struct load *load, struct err *err)
{
    const struct load_format *format = load->source->format;
    struct str line;
    buf_puts(sql, "COPY ");
    put_table(sql, load);
    if (format->word) {
        if (!load_source_first_line(load->source, &line, err))
            return false;
        buf_puts(sql, " (");
        put_column_names(sql, line, format->separator);
        buf_puts(sql, ")");
    }
    buf_printf(sql, " FROM STDIN WITH (FORMAT %s, HEADER true)",
               format->word ? format->word : "csv");
    return !sql->failed ||
           err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "the line of column names is too long");
}

/* The plan of that COPY, in the arena. */
static bool make_plan(struct load *load, struct arena *arena, const struct catalog *catalog,
                      struct str sql, struct err *err)
{
    struct settings *settings = settings_new(NULL);
    struct rewrite_context context = {catalog, settings, load->config->database, "pgpivot",
                                      .temporary_schema = load->temporary};
    const struct script *script = rewrite_parse(arena, sql, err);
    const struct plan *plan = script ? rewrite_statement(arena, script, 0, &context, err) : NULL;
    load->input = (struct value_input){value_style_of(settings), NULL};
    settings_free(settings);
    if (!plan)
        return false;
    load->plan = plan->copy;
    return plan->copy->stage ||
           err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "table \"%s\" has columns that a file cannot be loaded into as a whole",
                   plan->copy->table->name);
}

/* --- its body --- */

static bool out_of_memory(struct err *err)
{
    return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
}

/* More of the file for the reader of rows, which has read all that it had. */
static bool feed(struct load *load, struct err *err)
{
    struct str bytes;
    if (!load_source_read(load->source, &bytes, err))
        return false;
    load->is_finished = bytes.size == 0;
    if (load->is_finished)
        copy_rows_finish(load->rows);
    else
        copy_rows_feed(load->rows, bytes);
    return true;
}

static bool next_block(void *owner, struct str *piece, struct err *err)
{
    struct load *load = owner;
    enum copy_rows_status status;
    buf_clear(&load->block);
    while ((status = copy_rows_read(load->rows, err)) == COPY_ROWS_MORE && !load->is_finished) {
        if (!feed(load, err))
            return false;
    }
    if (status == COPY_ROWS_ERROR)
        return false;
    copy_rows_take(load->rows, &load->block);
    *piece = buf_str(&load->block);
    return !load->block.failed || out_of_memory(err);
}

static bool next_bytes(void *owner, struct str *piece, struct err *err)
{
    struct load *load = owner;
    return load_source_read(load->source, piece, err);
}

static bool fill_with_rows(struct load *load, struct err *err)
{
    size_t line_bytes = (size_t)load->config->max_query_size;
    load->rows = copy_rows_new(load->plan, &load->input, line_bytes, err);
    if (!load->rows)
        return false;
    buf_init(&load->block, copy_rows_limit_bytes(line_bytes));
    bool fine = connection_insert(load->connection, str_of(load->plan->stage->insert), next_block,
                                  load, err);
    buf_free(&load->block);
    copy_rows_free(load->rows);
    return fine;
}

static bool run_buf(struct load *load, struct buf *sql, struct err *err)
{
    bool fine =
        sql->failed ? out_of_memory(err) : connection_run(load->connection, buf_str(sql), err);
    buf_free(sql);
    return fine;
}

static bool send_bytes(struct load *load, struct buf *sql, struct err *err)
{
    buf_puts(sql, load->source->format->engine_in);
    bool fine = sql->failed
                    ? out_of_memory(err)
                    : connection_insert(load->connection, buf_str(sql), next_bytes, load, err);
    buf_free(sql);
    return fine;
}

/* "INSERT INTO stage (columns)" */
static struct buf begin_insert(const struct load *load)
{
    const char *insert = load->plan->stage->insert;
    struct buf sql;
    buf_init(&sql, SQL_LIMIT_BYTES);
    buf_append(&sql, insert, strlen(insert) - strlen(ENGINE_FORMAT));
    return sql;
}

/* The file's bytes into the stage, by way of a table beside it if need be. */
static bool fill_with_bytes(struct load *load, struct err *err)
{
    const struct plan_copy *plan = load->plan;
    struct buf make, fill, check = begin_insert(load);
    if (!load->source->format->is_checked)
        return send_bytes(load, &check, err);
    buf_init(&make, SQL_LIMIT_BYTES);
    buf_init(&fill, SQL_LIMIT_BYTES);
    buf_printf(&make, "CREATE TABLE `%s`.checked ", load->temporary);
    buf_printf(&fill, "INSERT INTO `%s`.checked", load->temporary);
    bool fine = load_checked_put_structure(&make, plan->columns, plan->n_columns, err);
    buf_puts(&make, " ENGINE = MergeTree ORDER BY ()");
    if (fine && run_buf(load, &make, err) && send_bytes(load, &fill, err)) {
        buf_puts(&check, " SELECT ");
        load_checked_put_values(&check, plan->columns, plan->n_columns);
        buf_printf(&check, " FROM `%s`.checked", load->temporary);
        return run_buf(load, &check, err);
    }
    buf_free(&make);
    buf_free(&fill);
    buf_free(&check);
    return false;
}

/* --- the stage --- */

static bool make_stage(struct load *load, struct err *err)
{
    const struct plan_stage *stage = load->plan->stage;
    for (size_t i = 0; i < stage->n_make; i++) {
        if (!connection_run(load->connection, str_of(stage->make[i]), err))
            return false;
    }
    return true;
}

static void drop_stage(struct load *load)
{
    struct err ignored = {0};
    char sql[128];
    snprintf(sql, sizeof sql, "DROP DATABASE IF EXISTS `%s` SYNC", load->temporary);
    connection_run(load->connection, str_of(sql), &ignored);
}

static void keep_count(void *owner, const struct block *block)
{
    if (block->n_rows > block->first_row && block->n_columns == 1)
        memcpy(owner, block->columns[0].values, sizeof(uint64_t));
}

static bool count_rows(struct load *load, uint64_t *n_rows, struct err *err)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT count() FROM `%s`.`.pgpivot_copy`", load->temporary);
    *n_rows = 0;
    return connection_ask(load->connection, str_of(sql), keep_count, n_rows, err);
}

/* Rows of a table that materialized views read are inserted, block by block; others are attached.
 */
static bool take_stage(struct load *load, struct load_result *result, struct err *err)
{
    const struct plan_stage *stage = load->plan->stage;
    result->stored = stage->is_whole ? LOAD_STORED_NOTHING : LOAD_STORED_SOME;
    if (!connection_run(load->connection, str_of(stage->take), err))
        return false;
    result->stored = LOAD_STORED_ALL;
    return true;
}

/* False with err set, or when the same bytes were loaded before. */
static bool is_new(struct load *load, const char *sha256, struct load_result *result,
                   struct err *err)
{
    struct load_record record = {load->connection, load->plan->table};
    if (load->config->again)
        return true;
    return load_record_find(&record, load->source, sha256, result->loaded_before, err) &&
           result->loaded_before[0] == '\0';
}

static bool fill_and_take(struct load *load, struct load_result *result, struct err *err)
{
    struct load_record record = {load->connection, load->plan->table};
    char sha256[LOAD_SHA256_TEXT], ignored[LOAD_TIME_TEXT];
    bool filled =
        load->source->format->word ? fill_with_rows(load, err) : fill_with_bytes(load, err);
    if (!filled || !count_rows(load, &result->n_rows, err))
        return false;
    result->n_bytes = load->source->n_read;
    load_source_sha256(load->source, sha256);
    if (!is_new(load, sha256, result, err))
        return !err_is_set(err);
    return (!load->config->again ||
            load_record_find(&record, load->source, sha256, ignored, err)) &&
           take_stage(load, result, err) &&
           load_record_add(&record, load->source, sha256, result->n_rows, err);
}

static bool load_planned(struct load *load, struct load_result *result, struct err *err)
{
    /* A pipe has no time; its bytes are compared once they are there. */
    if (load->source->size > 0 && !is_new(load, NULL, result, err))
        return !err_is_set(err);
    bool fine = make_stage(load, err) && fill_and_take(load, result, err);
    drop_stage(load);
    return fine;
}

static bool plan_and_load(struct load *load, struct arena *arena, const struct catalog *catalog,
                          struct load_result *result, struct err *err)
{
    jmp_buf no_memory;
    struct buf sql;
    buf_init(&sql, SQL_LIMIT_BYTES);
    volatile bool fine = false;
    if (setjmp(no_memory) == 0) {
        arena_catch(arena, &no_memory);
        fine = put_copy(&sql, load, err) && make_plan(load, arena, catalog, buf_str(&sql), err);
        arena_catch(arena, NULL);
        fine = fine && load_planned(load, result, err);
    } else {
        err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory (max_query_memory)");
    }
    buf_free(&sql);
    return fine;
}

bool load_file(struct connection *connection, const struct config *config,
               struct load_source *source, struct load_result *result, struct err *err)
{
    struct load load = {.connection = connection, .config = config, .source = source};
    const struct catalog *catalog = connection_catalog(connection, err);
    *result = (struct load_result){0};
    snprintf(load.temporary, sizeof load.temporary, "pg_temp_load_%ld", (long)getpid());
    if (!catalog)
        return false;
    struct arena *arena = arena_new((size_t)config->max_query_memory);
    bool fine = plan_and_load(&load, arena, catalog, result, err);
    arena_free(arena);
    return fine;
}
