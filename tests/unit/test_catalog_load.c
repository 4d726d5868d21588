/* The catalog snapshot from answers of system tables captured from ClickHouse 26.7. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ev.h>
#include <stdio.h>
#include <stdlib.h>

#include "backend/backend.h"
#include "backend/schema.h"
#include "fake_http.h"

struct test {
    struct ev_loop *loop;
    struct fake_http *fake;
    struct backend *backend;
    struct catalog_snapshot *snapshot;
    struct err err;
    bool is_loaded, fails, misshapen, saw_default_hidden;
};

/* The captured answer to the query in the request. */
static const char *answer_file(struct str request)
{
    static const char *const rows[][2] = {{"version()", "server"},
                                          {"system.databases", "databases"},
                                          {"system.tables", "tables"},
                                          {"system.columns", "columns"},
                                          {"system.parts", "parts"},
                                          {"system.mutations", "mutations"},
                                          {"system.projection_parts", "projections"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (memmem(request.data, request.size, rows[i][0], strlen(rows[i][0])))
            return rows[i][1];
    fail_msg("an unknown query: %.*s", (int)request.size, request.data);
    return NULL;
}

static void send_file(struct fake_connection *connection, const char *name)
{
    char path[4096], bytes[16384], head[128];
    snprintf(path, sizeof path, "%s/catalog_%s.native", TEST_DATA, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", size);
    fake_puts(connection, head);
    fake_send(connection, bytes, size);
}

static void on_received(void *owner, struct fake_connection *connection, struct str received)
{
    struct test *test = owner;
    if (!fake_is_whole(received))
        return;
    const char *name = answer_file(received);
    if (memmem(received.data, received.size, "'default')", 10))
        test->saw_default_hidden = true;
    fake_forget(connection);
    if (test->fails && strcmp(name, "parts") == 0)
        fake_puts(connection, "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 58\r\n\r\n"
                              "Code: 241. DB::Exception: Too much (MEMORY_LIMIT_EXCEEDED)");
    else
        send_file(connection, test->misshapen && strcmp(name, "parts") == 0 ? "tables" : name);
}

static void on_loaded(void *owner, struct catalog_snapshot *snapshot, const struct err *err)
{
    struct test *test = owner;
    assert_true((snapshot != NULL) != (err != NULL));
    catalog_snapshot_unref(test->snapshot);
    test->snapshot = snapshot;
    test->is_loaded = true;
    if (err)
        test->err = *err;
}

static int setup(void **state)
{
    struct test *test = calloc(1, sizeof *test);
    test->loop = ev_loop_new(EVFLAG_AUTO);
    test->fake = fake_http_start(test->loop, on_received, test);
    struct backend_options options = {
        .unix_socket = fake_http_socket(test->fake), .max_connections = 3, .is_embedded = true};
    test->backend = backend_new(test->loop, &options);
    *state = test;
    return 0;
}

static int teardown(void **state)
{
    struct test *test = *state;
    catalog_snapshot_unref(test->snapshot);
    backend_free(test->backend);
    fake_http_stop(test->fake);
    ev_loop_destroy(test->loop);
    free(test);
    return 0;
}

static const struct catalog *load(struct test *test)
{
    test->is_loaded = false;
    backend_load_catalog(test->backend, on_loaded, test);
    assert_false(test->is_loaded);
    while (!test->is_loaded)
        ev_run(test->loop, EVRUN_ONCE);
    return test->snapshot ? catalog_snapshot_catalog(test->snapshot) : NULL;
}

static const struct catalog_table *find(const struct catalog *catalog, const char *name)
{
    const struct catalog_table *table = catalog_find_table(catalog, STR("pivot"), str_of(name));
    assert_non_null(table);
    return table;
}

static void test_server(void **state)
{
    struct test *test = *state;
    const struct catalog *catalog = load(test);
    assert_string_equal(catalog->server_version, "26.7.2.1");
    assert_string_equal(catalog->server_timezone, "Etc/UTC");
    assert_int_equal(catalog->n_schemas, 2);
    assert_true(catalog_has_schema(catalog, STR("other")));
    assert_true(catalog_has_schema(catalog, STR("pivot")));
    assert_true(test->saw_default_hidden);
}

static void test_table(void **state)
{
    const struct catalog *catalog = load(*state);
    const struct catalog_table *table = find(catalog, "t");
    assert_int_equal(table->kind, CATALOG_TABLE);
    assert_string_equal(table->engine, "MergeTree");
    assert_string_equal(table->partition_key, "d");
    assert_string_equal(table->sorting_key, "a");
    assert_string_equal(table->comment, "trades");
    assert_string_equal(table->target_name, "");
    assert_int_equal(table->total_rows, 9);
    assert_int_equal(table->n_mutations, 1);
    assert_int_equal(table->n_mutations_pending, 0);
    assert_int_equal(table->n_partitions, 2);
    assert_string_equal(table->partitions[0].partition, "2024-01-01");
    assert_int_equal(table->partitions[0].rows, 5);
    assert_int_equal(table->oid, 1153441656);
    assert_int_equal(find(catalog, "vv")->n_partitions, 0);
    assert_int_equal(find(catalog, "vv")->kind, CATALOG_VIEW);
    assert_string_equal(find(catalog, "vv")->as_select, "SELECT * FROM pivot.t");
}

static void test_columns(void **state)
{
    const struct catalog *catalog = load(*state);
    const struct catalog_table *table = find(catalog, "t");
    static const char *const names[] = {"a", "b", "d", "n", "m"};
    assert_int_equal(table->n_columns, 5);
    for (int i = 0; i < 5; i++) {
        assert_string_equal(table->columns[i].name, names[i]);
        assert_int_equal(table->columns[i].attnum, i + 1);
    }
    const struct catalog_column *n = catalog_find_column(table, STR("n"));
    assert_true(n->nullable);
    assert_int_equal(n->pg_type, 1700);
    assert_int_equal(chtype_strip(n->type)->scale, 4);
    assert_string_equal(table->columns[1].default_kind, "DEFAULT");
    assert_string_equal(table->columns[1].default_expression, "'x'");
    assert_string_equal(table->columns[1].comment, "hi");
    assert_false(table->columns[1].nullable);
    assert_string_equal(table->columns[4].default_kind, "MATERIALIZED");
}

static void test_targets(void **state)
{
    const struct catalog *catalog = load(*state);
    const struct catalog_table *mv = find(catalog, "mv");
    assert_int_equal(mv->kind, CATALOG_MATERIALIZED_VIEW);
    assert_string_equal(mv->target_schema, "pivot");
    assert_string_equal(mv->target_name, "r");
    assert_string_equal(find(catalog, "to x")->target_name, "r");
    /* Not kept up to date by inserts. */
    assert_string_equal(find(catalog, "refreshed")->target_name, "");
    const struct catalog_table *inner = find(catalog, "m `v2");
    assert_int_equal(strncmp(inner->target_name, ".inner_id.", 10), 0);
    assert_int_equal(find(catalog, inner->target_name)->n_columns, 2);
}

static void test_version(void **state)
{
    struct test *test = *state;
    uint64_t version = load(test)->version;
    struct catalog_snapshot *kept = catalog_snapshot_ref(test->snapshot);
    assert_true(version > 0);
    assert_int_equal(load(test)->version, version);
    assert_int_equal(find(catalog_snapshot_catalog(kept), "t")->n_columns, 5);
    catalog_snapshot_unref(kept);
}

static void test_failures(void **state)
{
    struct test *test = *state;
    test->fails = true;
    assert_null(load(test));
    assert_string_equal(test->err.sqlstate, "53200");
    test->fails = false;
    test->misshapen = true;
    assert_null(load(test));
    assert_string_equal(test->err.sqlstate, "XX000");
    test->misshapen = false;
    assert_non_null(load(test));
}

static void test_freed_while_loading(void **state)
{
    struct test *test = *state;
    backend_load_catalog(test->backend, on_loaded, test);
    ev_run(test->loop, EVRUN_NOWAIT);
    backend_free(test->backend);
    test->backend = NULL;
    assert_false(test->is_loaded);
}

static void add_table(struct schema *schema, const char *name)
{
    struct schema_table *row = ARENA_NEW(schema->arena, struct schema_table);
    row->table.schema = "s";
    row->table.name = name;
    row->create_query = row->uuid = "";
    list_add(schema->arena, &schema->tables, row);
}

static void test_colliding_oids(void **state)
{
    (void)state;
    struct schema schema = {.arena = arena_new(1 << 20)};
    struct catalog catalog = {0};
    /* The same name twice cannot be, but has the same number. */
    add_table(&schema, "a");
    add_table(&schema, "a");
    add_table(&schema, "b");
    schema_finish(&schema, &catalog);
    assert_int_equal(catalog.tables[0].oid, catalog_table_oid("s", "a"));
    assert_int_equal(catalog.tables[1].oid, catalog_table_oid("s", "a") + 1);
    assert_int_equal(catalog.tables[2].oid, catalog_table_oid("s", "b"));
    arena_free(schema.arena);
}

/* Of those that group the query, and the rows that were counted. */
static void test_projections(void **state)
{
    (void)state;
    struct schema schema = {.arena = arena_new(1 << 20)};
    struct catalog catalog = {0};
    struct schema_projection *counted = ARENA_NEW(schema.arena, struct schema_projection);
    *counted = (struct schema_projection){
        "s", "a", {.name = "by b", .rows = 7, .bytes = 700, .base_rows = 70}};
    list_add(schema.arena, &schema.projections, counted);
    add_table(&schema, "a");
    ((struct schema_table *)schema.tables.items[0])->create_query =
        "CREATE TABLE s.a (`b` String DEFAULT 'PROJECTION x (', `n` Decimal(9, 2), "
        "PROJECTION sorted (SELECT b, n ORDER BY n), CONSTRAINT c CHECK n > 0, "
        "PROJECTION `by b` (SELECT b, sum(n), count() GROUP BY b)) ENGINE = MergeTree ORDER BY b";
    schema_finish(&schema, &catalog);
    const struct catalog_table *table = &catalog.tables[0];
    assert_int_equal(table->n_checks, 1);
    assert_int_equal(table->n_projections, 1);
    assert_string_equal(table->projections[0].name, "by b");
    assert_string_equal(table->projections[0].query, "SELECT b, sum(n), count() GROUP BY b");
    assert_int_equal(table->projections[0].rows, 7);
    assert_int_equal(table->projections[0].base_rows, 70);
    arena_free(schema.arena);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_server),
        TEST(test_table),
        TEST(test_columns),
        TEST(test_targets),
        TEST(test_version),
        TEST(test_failures),
        TEST(test_freed_while_loading),
        cmocka_unit_test(test_colliding_oids),
        cmocka_unit_test(test_projections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
