/* pgpivot rewrite: SQL on standard input, ClickHouse's SQL on standard output. Runs nothing. */
#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/pgtype.h"
#include "catalog_file.h"
#include "command.h"
#include "connection.h"
#include "rewrite/rewrite.h"

#define MAX_INPUT ((size_t)64 << 20)

static bool read_all(FILE *in, struct buf *text, const char *name, struct err *err)
{
    char chunk[65536];
    size_t n;
    while ((n = fread(chunk, 1, sizeof chunk, in)) > 0)
        buf_append(text, chunk, n);
    if (ferror(in))
        return err_set(err, SQLSTATE_IO_ERROR, 0, "cannot read %s: %s", name, strerror(errno));
    if (text->failed)
        return err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "%s is too long", name);
    return true;
}

static const struct catalog *read_catalog(struct arena *arena, const char *path, struct err *err)
{
    struct buf text;
    buf_init(&text, MAX_INPUT);
    FILE *file = fopen(path, "r");
    if (!file) {
        err_set(err, SQLSTATE_IO_ERROR, 0, "cannot read %s: %s", path, strerror(errno));
        return NULL;
    }
    const struct catalog *catalog = NULL;
    if (read_all(file, &text, path, err))
        catalog = catalog_file_read(arena, buf_str(&text), err);
    fclose(file);
    buf_free(&text);
    return catalog;
}

static void print_columns(const struct plan *plan)
{
    for (size_t i = 0; i < plan->n_columns; i++)
        printf("-- %s: %s\n", plan->columns[i].name, pgtype_sql_name(plan->columns[i].type));
}

static void print_rows(const struct plan *plan)
{
    for (size_t row = 0; row < plan->n_rows; row++) {
        for (size_t i = 0; i < plan->n_columns; i++)
            printf("%s%s", i ? "\t" : "", plan->rows[row][i] ? plan->rows[row][i] : "\\N");
        putchar('\n');
    }
}

static void print_plan(const struct plan *plan, bool columns)
{
    for (size_t i = 0; i < plan->n_notices; i++)
        printf("-- %s: %s\n", plan->notices[i].severity, plan->notices[i].message);
    if (plan->kind == PLAN_DISCOVER)
        printf("-- DISCOVER: %s\n",
               plan->discovery->question ? "the type of a function" : "the values of a PIVOT");
    else if (columns)
        print_columns(plan);
    for (size_t i = 0; i < plan->n_steps; i++)
        printf("%.*s;\n", (int)plan->steps[i].clickhouse_sql.size,
               plan->steps[i].clickhouse_sql.data);
    if (plan->clickhouse_sql.size)
        printf("%.*s\n", (int)plan->clickhouse_sql.size, plan->clickhouse_sql.data);
    else if (plan->kind == PLAN_ROWS)
        print_rows(plan);
    else
        printf("-- %s\n", plan->tag);
}

/* SET counts for the statements behind it, as in a session. */
static bool apply_settings(struct settings *settings, const struct plan *plan, struct err *err)
{
    if (plan->settings_reset_all)
        settings_reset_all(settings);
    for (size_t i = 0; i < plan->n_settings; i++) {
        const struct plan_setting *setting = &plan->settings[i];
        if (!settings_set(settings, setting->name, setting->value, setting->is_local, err))
            return false;
    }
    return true;
}

static bool rewrite_script(struct arena *arena, struct str sql, const struct config *config,
                           struct rewrite_context *context, struct settings *settings,
                           struct time_zone **zone, struct err *err)
{
    jmp_buf no_memory;
    if (setjmp(no_memory) != 0)
        return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory (max_query_memory)");
    arena_catch(arena, &no_memory);
    const struct script *script = rewrite_parse(arena, sql, err);
    for (size_t i = 0; script && i < script_count(script); i++) {
        const struct plan *plan = rewrite_statement(arena, script, i, context, err);
        if (!plan || !apply_settings(settings, plan, err))
            return false;
        *zone = time_zone_switch(*zone, settings_get(settings, "TimeZone"));
        context->zone = time_zone_shows_utc(*zone) ? NULL : *zone;
        context->utc_name = time_zone_abbreviation(*zone, 0);
        print_plan(plan, config->columns);
    }
    return script != NULL;
}

static int print_error(const struct err *err)
{
    fflush(stdout);
    fprintf(stderr, "ERROR:  %s: %s\n", err->sqlstate, err->message);
    if (err->position)
        fprintf(stderr, "POSITION:  %d\n", err->position);
    if (err->detail[0])
        fprintf(stderr, "DETAIL:  %s\n", err->detail);
    if (err->hint[0])
        fprintf(stderr, "HINT:  %s\n", err->hint);
    return EXIT_FAILED;
}

static int rewrite_input(const struct config *config, const struct catalog *catalog)
{
    struct err err = {0};
    struct buf sql;
    buf_init(&sql, MAX_INPUT);
    struct arena *arena = arena_new((size_t)config->max_query_memory);
    struct settings *settings = settings_new(NULL);
    struct time_zone *zone = NULL;
    struct rewrite_context context = {catalog, settings, config->database, "pgpivot",
                                      .temporary_schema = "pg_temp_0"};
    /* ClickHouse's SQL is what is wanted. */
    bool fine = settings_set_default(settings, "pivot.catalog_answers", "off", &err) &&
                read_all(stdin, &sql, "standard input", &err) &&
                rewrite_script(arena, buf_str(&sql), config, &context, settings, &zone, &err);
    time_zone_free(zone);
    settings_free(settings);
    arena_free(arena);
    buf_free(&sql);
    return fine ? EXIT_OK : print_error(&err);
}

static int rewrite_with_backend(const struct config *config)
{
    struct err err = {0};
    struct connection *connection = connection_open(config, &err);
    if (!connection)
        return command_fail(EXIT_FAILED, &err);
    const struct catalog *catalog = connection_catalog(connection, &err);
    int code = catalog ? rewrite_input(config, catalog) : command_fail(EXIT_FAILED, &err);
    connection_close(connection);
    return code;
}

int command_rewrite(const struct config *config)
{
    struct err err = {0};
    if (!config->catalog)
        return rewrite_with_backend(config);
    struct arena *arena = arena_new(MAX_INPUT * 4);
    const struct catalog *catalog = read_catalog(arena, config->catalog, &err);
    int code = catalog ? rewrite_input(config, catalog) : command_fail(EXIT_USAGE, &err);
    arena_free(arena);
    return code;
}
