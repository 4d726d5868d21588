/* The transport against real servers: pgpivot-engine when its path is given, else ClickHouse as
 * Debian ships it (18.16): another HTTP implementation, other exceptions. Skipped without it. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <ev.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "backend/backend.h"
#include "backend/embedded.h"
#include "backend/native_write.h"
#include "backend/type_name.h"

#define PROGRAM "/usr/sbin/clickhouse-server"
#define SKIPPED 77

struct server {
    const char *engine; /* NULL: Debian's clickhouse-server */
    char folder[64], url[64];
    pid_t pid;
    struct embedded *embedded;
    int n_ready;
};

struct client {
    struct backend_request *request;
    size_t n_rows, n_writable;
    uint64_t sum;
    bool is_done, failed;
    struct err err;
};

static struct ev_loop *loop;
static struct backend *backend;
static struct server *engine; /* NULL when it is not one that is tested */

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file))
        abort();
}

/* Ports that are free now; the server cannot pick its own. */
static void free_ports(int ports[2])
{
    int fds[2];
    for (int i = 0; i < 2; i++) {
        struct sockaddr_in address = {.sin_family = AF_INET,
                                      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        socklen_t size = sizeof address;
        fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fds[i] < 0 || bind(fds[i], (struct sockaddr *)&address, size) ||
            getsockname(fds[i], (struct sockaddr *)&address, &size))
            abort();
        ports[i] = ntohs(address.sin_port);
    }
    close(fds[0]);
    close(fds[1]);
}

static void write_configuration(struct server *server)
{
    char text[2048];
    int ports[2];
    free_ports(ports);
    snprintf(text, sizeof text,
             "<yandex><logger><level>none</level><console>1</console></logger>"
             "<listen_host>127.0.0.1</listen_host><http_port>%d</http_port><tcp_port>%d</tcp_port>"
             "<path>%s/data/</path><tmp_path>%s/tmp/</tmp_path><users_config>users.xml"
             "</users_config><default_profile>default</default_profile><default_database>default"
             "</default_database><mark_cache_size>5368709</mark_cache_size></yandex>",
             ports[0], ports[1], server->folder, server->folder);
    write_file(server->folder, "config.xml", text);
    write_file(server->folder, "users.xml",
               "<yandex><profiles><default>"
               "</default></profiles><users><default><password>"
               "</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile>"
               "<quota>default</quota></default></users><quotas><default></default></quotas>"
               "</yandex>");
    snprintf(server->url, sizeof server->url, "http://127.0.0.1:%d/", ports[0]);
}

static _Noreturn void run_server(const struct server *server)
{
    char config[128];
    snprintf(config, sizeof config, "--config-file=%s/config.xml", server->folder);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int null = open("/dev/null", O_RDWR);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    execl(PROGRAM, PROGRAM, config, (char *)NULL);
    _exit(127);
}

static void on_ready(void *owner)
{
    ((struct server *)owner)->n_ready++;
}

static void wait_until_ready(struct server *server, int times)
{
    while (server->n_ready < times)
        ev_run(loop, EVRUN_ONCE);
}

static void engine_start(struct server *server)
{
    static const struct embedded_events events = {.ready = on_ready};
    char data[128];
    struct err err = {0};
    snprintf(data, sizeof data, "%s/data", server->folder);
    struct embedded_options options = {.engine_path = server->engine, .data_folder = data};
    server->embedded = embedded_start(loop, &options, &events, server, &err);
    if (!server->embedded)
        abort();
    wait_until_ready(server, 1);
}

static void server_start(struct server *server)
{
    snprintf(server->folder, sizeof server->folder, "/tmp/pgpivot-test-XXXXXX");
    if (!mkdtemp(server->folder))
        abort();
    if (server->engine) {
        engine_start(server);
        return;
    }
    write_configuration(server);
    server->pid = fork();
    if (server->pid == 0)
        run_server(server);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status;
    (void)type;
    (void)place;
    return remove(path);
}

static void server_stop(struct server *server)
{
    embedded_stop(server->embedded);
    if (server->pid) {
        kill(server->pid, SIGKILL);
        waitpid(server->pid, NULL, 0);
    }
    nftw(server->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static void on_block(void *owner, const struct block *block)
{
    struct client *client = owner;
    client->n_rows += block->n_rows - block->first_row;
    for (size_t i = block->first_row;
         i < block->n_rows && block->columns[0].type->kind == CH_UINT64; i++) {
        uint64_t number;
        memcpy(&number, (const char *)block->columns[0].values + i * 8, 8);
        client->sum += number;
    }
}

static void on_writable(void *owner)
{
    ((struct client *)owner)->n_writable++;
}

static void on_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    (void)summary;
    struct client *client = owner;
    client->is_done = true;
    client->failed = err != NULL;
    if (err)
        client->err = *err;
}

static void start(struct client *client, const char *sql, bool has_body)
{
    static const struct backend_events events = {on_block, on_writable, on_done};
    static int n;
    char id[64];
    snprintf(id, sizeof id, "test-%d", n++);
    struct backend_query query = {.sql = str_of(sql),
                                  .query_id = id,
                                  .has_body = has_body,
                                  .reads_only = strncmp(sql, "SELECT", 6) == 0};
    *client = (struct client){0};
    client->request = backend_start(backend, &query, &events, client);
}

static void finish(struct client *client)
{
    while (!client->is_done)
        ev_run(loop, EVRUN_ONCE);
}

static struct client run(const char *sql)
{
    struct client client;
    start(&client, sql, false);
    finish(&client);
    return client;
}

static struct client run_well(const char *sql)
{
    struct client client = run(sql);
    if (client.failed)
        fail_msg("%s: %s", sql, client.err.message);
    return client;
}

static void test_select(void **state)
{
    (void)state;
    struct client client = run_well("SELECT toUInt64(1)");
    assert_int_equal(client.n_rows, 1);
    assert_int_equal(client.sum, 1);
}

static void test_streaming(void **state)
{
    (void)state;
    struct client client = run_well("SELECT number FROM system.numbers LIMIT 3000000");
    assert_int_equal(client.n_rows, 3000000);
    assert_int_equal(client.sum, 4499998500000);
}

static void test_exceptions(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"SELECT 1 +", "42601"},
        {"SELECT nosuch", "42703"},
        {"SELECT 1 FROM system.nosuch", "42P01"},
        {"SELECT nosuch(1)", "42883"},
        {"SELECT intDiv(1, 0)", "22012"},
        {"SELECT toInt32('abc')", "22P02"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct client client = run(rows[i][0]);
        assert_true(client.failed);
        assert_string_equal(client.err.sqlstate, rows[i][1]);
        assert_null(strstr(client.err.message, "DB::Exception"));
    }
}

/* After status 200 and blocks this version just adds the exception's text. */
static void test_late_exception(void **state)
{
    (void)state;
    struct client client = run("SELECT number, throwIf(number = 2000000) FROM system.numbers "
                               "LIMIT 3000000");
    assert_true(client.failed);
    assert_true(client.n_rows > 0);
    assert_non_null(strstr(client.err.message, "throwIf"));
}

static void test_cancel(void **state)
{
    (void)state;
    struct client client, running;
    start(&client, "SELECT count() FROM system.numbers WHERE NOT ignore(number)", false);
    do
        running = run_well("SELECT query_id FROM system.processes WHERE query LIKE '%ignore%' AND "
                           "query NOT LIKE '%processes%'");
    while (running.n_rows == 0);
    backend_cancel(client.request);
    do
        running = run_well("SELECT query_id FROM system.processes WHERE query LIKE '%ignore%' AND "
                           "query NOT LIKE '%processes%'");
    while (running.n_rows > 0);
    assert_false(client.is_done);
}

enum { N_INSERTED = 300000, N_IN_BLOCK = 1000 };

static void fill_block(struct native_writer *writer, uint64_t first)
{
    struct err err = {0};
    for (uint64_t i = first; i < first + N_IN_BLOCK; i++) {
        struct value values[] = {
            {.kind = VALUE_UINT64, .as.uint64 = i},
            {.kind = VALUE_TEXT, .as.text = STR("low")},
            {.kind = VALUE_WIDE, .as.wide = {7}},
            {.kind = i % 2 ? VALUE_NULL : VALUE_TEXT, .as.text = STR("s")},
            {.kind = VALUE_INT64, .as.int64 = 2},
        };
        for (size_t j = 0; j < sizeof values / sizeof *values; j++)
            assert_true(native_writer_add(writer, &values[j], &err));
    }
}

static void send_blocks(struct client *client, struct native_writer *writer)
{
    struct buf bytes;
    buf_init(&bytes, 1 << 20);
    for (uint64_t first = 0; first < N_INSERTED; first += N_IN_BLOCK) {
        fill_block(writer, first);
        native_writer_write(writer, &bytes);
        assert_false(bytes.failed);
        while (!backend_send(client->request, buf_str(&bytes))) {
            size_t before = client->n_writable;
            while (client->n_writable == before && !client->is_done)
                ev_run(loop, EVRUN_ONCE);
            assert_false(client->is_done);
        }
        buf_clear(&bytes);
    }
    backend_send_end(client->request);
    buf_free(&bytes);
}

static void test_insert(void **state)
{
    (void)state;
    static const char *const columns[][2] = {{"n", "UInt64"},
                                             {"l", "LowCardinality(String)"},
                                             {"d", "Decimal(18, 2)"},
                                             {"s", "Nullable(String)"},
                                             {"e", "Enum8('a' = 1, 'b' = 2)"}};
    struct arena *arena = arena_new(1 << 20);
    struct catalog_column made[5] = {0};
    const struct catalog_column *pointers[5];
    for (size_t i = 0; i < 5; i++) {
        made[i].name = columns[i][0];
        made[i].type = type_name_parse(arena, str_of(columns[i][1]));
        pointers[i] = &made[i];
    }
    struct err err = {0};
    struct client client;
    char sql[256];
    snprintf(sql, sizeof sql,
             "CREATE TABLE t (n UInt64, l %s, d Decimal(18, 2), s Nullable(String), e Enum8('a' = "
             "1, 'b' = 2)) ENGINE = MergeTree ORDER BY n",
             /* 18.16 does not convert a String on insert. */
             engine ? "LowCardinality(String)" : "String");
    run_well(sql);
    struct native_writer *writer = native_writer_new(pointers, 5, 1 << 20, &err);
    assert_non_null(writer);
    start(&client, "INSERT INTO t (n, l, d, s, e) FORMAT Native", true);
    send_blocks(&client, writer);
    finish(&client);
    assert_string_equal(client.err.message, "");
    assert_int_equal(run_well("SELECT n FROM t WHERE l = 'low' AND d = toDecimal64('0.07', 2) AND "
                              "e = 'b' AND isNull(s) = n % 2")
                         .n_rows,
                     N_INSERTED);
    native_writer_free(writer);
    arena_free(arena);
}

static void test_insert_refused(void **state)
{
    (void)state;
    struct client client;
    start(&client, "INSERT INTO nosuch FORMAT Native", true);
    while (client.n_writable == 0 && !client.is_done)
        ev_run(loop, EVRUN_ONCE);
    if (!client.is_done)
        backend_send_end(client.request);
    finish(&client);
    assert_true(client.failed);
    assert_string_equal(client.err.sqlstate, "42P01");
}

static void on_loaded(void *owner, struct catalog_snapshot *snapshot, const struct err *err)
{
    if (err)
        fail_msg("%s", err->message);
    *(struct catalog_snapshot **)owner = snapshot;
}

/* Of the table that test_insert made; 18.16 has other system tables. */
static void test_catalog(void **state)
{
    (void)state;
    if (!engine) {
        skip();
        return;
    }
    struct catalog_snapshot *snapshot = NULL;
    backend_load_catalog(backend, on_loaded, &snapshot);
    while (!snapshot)
        ev_run(loop, EVRUN_ONCE);
    const struct catalog_table *table =
        catalog_find_table(catalog_snapshot_catalog(snapshot), STR("default"), STR("t"));
    assert_non_null(table);
    assert_int_equal(table->n_columns, 5);
    assert_int_equal(table->total_rows, N_INSERTED);
    assert_int_equal(table->n_partitions, 1);
    assert_int_equal(table->partitions[0].rows, N_INSERTED);
    catalog_snapshot_unref(snapshot);
}

/* The engine dies under a query: the query fails, the next one goes to a new engine. */
static void test_engine_dies(void **state)
{
    (void)state;
    if (!engine) {
        skip();
        return;
    }
    struct client client, running;
    int before = engine->n_ready;
    start(&client, "SELECT count() FROM system.numbers WHERE NOT ignore(number)", false);
    do
        running = run_well("SELECT query_id FROM system.processes WHERE query LIKE '%ignore%' AND "
                           "query NOT LIKE '%processes%'");
    while (running.n_rows == 0);
    kill(embedded_pid(engine->embedded), SIGKILL);
    finish(&client);
    assert_true(client.failed);
    assert_string_equal(client.err.sqlstate, "08006");
    wait_until_ready(engine, before + 1);
    assert_int_equal(run_well("SELECT n FROM t").n_rows, N_INSERTED);
}

static int wait_for_server(void **state)
{
    (void)state;
    while (run("SELECT 1").failed)
        usleep(20000); /* there is no other sign of it being ready */
    return 0;
}

int main(int argc, char **argv)
{
    struct server server = {.engine = argc > 1 ? argv[1] : NULL};
    if (access(server.engine ? server.engine : PROGRAM, X_OK) != 0)
        return SKIPPED;
    loop = ev_loop_new(EVFLAG_AUTO);
    server_start(&server);
    engine = server.engine ? &server : NULL;
    struct backend_options options = {.url = server.url, .max_connections = 4};
    if (server.engine)
        options.unix_socket = embedded_socket(server.embedded);
    backend = backend_new(loop, &options);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_select),         cmocka_unit_test(test_streaming),
        cmocka_unit_test(test_exceptions),     cmocka_unit_test(test_late_exception),
        cmocka_unit_test(test_cancel),         cmocka_unit_test(test_insert),
        cmocka_unit_test(test_insert_refused), cmocka_unit_test(test_catalog),
        cmocka_unit_test(test_engine_dies),
    };
    int failed = cmocka_run_group_tests(tests, wait_for_server, NULL);
    backend_free(backend);
    server_stop(&server);
    ev_loop_destroy(loop);
    return failed;
}
