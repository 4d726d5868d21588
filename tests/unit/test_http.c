/* The backend against a scripted HTTP server: what it does with answers good, late and broken. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ev.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backend/backend.h"
#include "fake_http.h"

#define OK_CHUNKED "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

/* One column "n" of type UInt8 with the rows given. */
#define BLOCK_HEAD "\x01\x02\x01n\x05UInt8"
static const char block_of_two[] = BLOCK_HEAD "\x07\x08";
#define BLOCK_SIZE (sizeof block_of_two - 1)

struct test;
typedef void answer(struct test *test, struct fake_connection *connection, struct str received);

struct client {
    struct test *test;
    struct backend_request *request;
    size_t n_blocks, n_rows, n_writable;
    uint64_t sum;
    bool pause_at_first, cancel_at_first, is_done, failed;
    struct err err;
    struct backend_summary summary;
};

struct test {
    struct ev_loop *loop;
    struct fake_http *fake;
    struct backend *backend;
    answer *answer;
    struct fake_connection *connection;
    int n_requests, n_kills;
    char head[4096];
    size_t body_received;
    struct client *last;
};

static void on_received(void *owner, struct fake_connection *connection, struct str received)
{
    struct test *test = owner;
    if (memmem(received.data, received.size, "KILL QUERY", 10) && fake_is_whole(received)) {
        test->n_kills++;
        fake_forget(connection);
        fake_puts(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        return;
    }
    snprintf(test->head, sizeof test->head, "%.*s", (int)received.size, received.data);
    test->body_received = received.size;
    test->connection = connection;
    test->answer(test, connection, received);
}

static int setup(void **state)
{
    struct test *test = calloc(1, sizeof *test);
    test->loop = ev_loop_new(EVFLAG_AUTO);
    test->fake = fake_http_start(test->loop, on_received, test);
    struct backend_options options = {.unix_socket = fake_http_socket(test->fake),
                                      .max_connections = 2};
    test->backend = backend_new(test->loop, &options);
    *state = test;
    return 0;
}

static int teardown(void **state)
{
    struct test *test = *state;
    backend_free(test->backend);
    fake_http_stop(test->fake);
    ev_loop_destroy(test->loop);
    free(test);
    return 0;
}

static void on_block(void *owner, const struct block *block)
{
    struct client *client = owner;
    client->n_blocks++;
    client->n_rows += block->n_rows - block->first_row;
    for (size_t i = block->first_row; i < block->n_rows; i++)
        client->sum += ((const uint8_t *)block->columns[0].values)[i];
    if (client->pause_at_first && client->n_blocks == 1)
        backend_pause(client->request);
    if (client->cancel_at_first)
        backend_cancel(client->request);
}

static void on_writable(void *owner)
{
    struct client *client = owner;
    client->n_writable++;
}

static void on_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    struct client *client = owner;
    assert_false(client->is_done);
    client->is_done = true;
    client->failed = err != NULL;
    client->summary = *summary;
    if (err)
        client->err = *err;
}

static const struct backend_events events = {on_block, on_writable, on_done};

static void start(struct test *test, struct client *client, answer *given, bool has_body)
{
    test->answer = given;
    client->test = test;
    struct backend_query query = {.sql = has_body ? STR("INSERT INTO t FORMAT Native")
                                                  : STR("SELECT 'x&y'"),
                                  .query_id = "id-1",
                                  .has_body = has_body,
                                  .reads_only = !has_body};
    client->request = backend_start(test->backend, &query, &events, client);
    assert_non_null(client->request);
    assert_false(client->is_done);
}

static void run_to_done(struct test *test, struct client *client)
{
    while (!client->is_done)
        ev_run(test->loop, EVRUN_ONCE);
}

/* Until nothing more happens: all that is possible has been done. */
static void run_to_rest(struct test *test)
{
    for (int i = 0; i < 200; i++)
        ev_run(test->loop, EVRUN_NOWAIT);
}

static void expect_error(const struct client *client, const char *sqlstate, const char *message)
{
    assert_true(client->failed);
    assert_string_equal(client->err.sqlstate, sqlstate);
    assert_non_null(strstr(client->err.message, message));
}

static void answer_two_blocks(struct test *test, struct fake_connection *connection,
                              struct str received)
{
    if (!fake_is_whole(received))
        return;
    test->n_requests++;
    fake_forget(connection);
    fake_puts(connection, "HTTP/1.1 200 OK\r\nX-ClickHouse-Summary: {\"read_rows\":\"12\","
                          "\"elapsed_ns\":\"34\"}\r\nTransfer-Encoding: chunked\r\n\r\n");
    fake_chunk(connection, block_of_two, 5);
    fake_chunk(connection, block_of_two + 5, BLOCK_SIZE - 5);
    fake_chunk(connection, block_of_two, BLOCK_SIZE);
    fake_puts(connection, "0\r\n\r\n");
}

static void blocks_stream(void **state)
{
    struct test *test = *state;
    struct client client = {0};
    start(test, &client, answer_two_blocks, false);
    run_to_done(test, &client);
    assert_false(client.failed);
    assert_int_equal(client.n_blocks, 2);
    assert_int_equal(client.sum, 30);
    assert_int_equal(client.summary.read_rows, 12);
    assert_int_equal(client.summary.elapsed_ns, 34);
    assert_non_null(strstr(test->head, "POST /?default_format=Native&query_id=id-1 HTTP/1.1"));
    assert_non_null(strstr(test->head, "\r\n\r\nSELECT 'x&y'"));
}

static void connections_are_kept(void **state)
{
    struct test *test = *state;
    for (int i = 0; i < 3; i++) {
        struct client client = {0};
        start(test, &client, answer_two_blocks, false);
        run_to_done(test, &client);
        assert_false(client.failed);
    }
    assert_int_equal(fake_http_accepted(test->fake), 1);
}

#define N_LARGE 1000000
#define LARGE_HEAD "\x01\xc0\x84\x3d\x01n\x05UInt8" /* as many rows: VarUInt */

/* What follows the large block has come before that is given whole. */
static void answer_large_block(struct test *test, struct fake_connection *connection,
                               struct str received)
{
    (void)test;
    if (!fake_is_whole(received))
        return;
    char *rows = malloc(N_LARGE);
    assert_non_null(rows);
    memset(rows, 1, N_LARGE);
    fake_forget(connection);
    fake_puts(connection, OK_CHUNKED);
    fake_chunk(connection, LARGE_HEAD, sizeof LARGE_HEAD - 1);
    fake_chunk(connection, rows, N_LARGE);
    fake_chunk(connection, block_of_two, BLOCK_SIZE);
    fake_puts(connection, "0\r\n\r\n");
    free(rows);
}

static void a_large_block_comes_in_pieces(void **state)
{
    struct test *test = *state;
    struct client client = {.pause_at_first = true};
    start(test, &client, answer_large_block, false);
    run_to_rest(test);
    assert_int_equal(client.n_blocks, 1);
    assert_in_range(client.n_rows, 1, N_LARGE / 2);
    backend_resume(client.request);
    run_to_rest(test); /* no event of a socket will wake the loop: all has come */
    run_to_done(test, &client);
    assert_false(client.failed);
    assert_int_equal(client.n_rows, N_LARGE + 2);
    assert_int_equal(client.sum, N_LARGE + 15);
}

static void answer_nothing(struct test *test, struct fake_connection *connection,
                           struct str received)
{
    (void)connection;
    test->n_requests += fake_is_whole(received);
}

static void requests_beyond_the_limit_wait(void **state)
{
    struct test *test = *state;
    struct client clients[4] = {0};
    for (int i = 0; i < 4; i++)
        start(test, &clients[i], answer_nothing, false);
    run_to_rest(test);
    assert_int_equal(test->n_requests, 2);
    test->answer = answer_two_blocks;
    backend_cancel(clients[0].request);
    for (int i = 2; i < 4; i++)
        run_to_done(test, &clients[i]);
    assert_false(clients[1].is_done);
    assert_false(clients[0].is_done);
}

static void answer_exception(struct test *test, struct fake_connection *connection,
                             struct str received)
{
    (void)test;
    if (!fake_is_whole(received))
        return;
    fake_puts(connection, "HTTP/1.1 404 Not Found\r\nX-ClickHouse-Exception-Code: 60\r\n"
                          "Content-Length: 79\r\n\r\n"
                          "Code: 60. DB::Exception: Table pivot.x does not exist. (UNKNOWN_TABLE) "
                          "(version");
}

static void exceptions_are_errors(void **state)
{
    struct test *test = *state;
    struct client client = {0};
    start(test, &client, answer_exception, false);
    run_to_done(test, &client);
    expect_error(&client, "42P01", "Table pivot.x does not exist");
}

static void answer_block_then(struct test *test, struct fake_connection *connection,
                              const char *after, bool ends)
{
    (void)test;
    fake_puts(connection, OK_CHUNKED);
    fake_chunk(connection, block_of_two, BLOCK_SIZE);
    if (*after)
        fake_chunk(connection, after, strlen(after));
    if (ends)
        fake_puts(connection, "0\r\n\r\n");
    else
        fake_close(connection);
}

static void answer_late_exception(struct test *test, struct fake_connection *connection,
                                  struct str received)
{
    if (fake_is_whole(received))
        answer_block_then(test, connection,
                          "Code: 395. DB::Exception: pgpivot[22012]: division by zero: while "
                          "executing 'FUNCTION throwIf'. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)\n",
                          false);
}

static void late_exceptions_are_errors(void **state)
{
    struct test *test = *state;
    struct client client = {0};
    start(test, &client, answer_late_exception, false);
    run_to_done(test, &client);
    assert_int_equal(client.n_rows, 2);
    expect_error(&client, "22012", "division by zero");
    assert_string_equal(client.err.message, "division by zero");
}

static void answer_marked_exception(struct test *test, struct fake_connection *connection,
                                    struct str received)
{
    if (fake_is_whole(received))
        answer_block_then(test, connection,
                          "\r\n__exception__\r\nabcdefghijklmnop\r\n"
                          "Code: 241. DB::Exception: Memory limit exceeded. "
                          "(MEMORY_LIMIT_EXCEEDED)\r\n73 abcdefghijklmnop\r\n__exception__\r\n",
                          true);
}

static void marked_exceptions_are_errors(void **state)
{
    struct test *test = *state;
    struct client client = {0};
    start(test, &client, answer_marked_exception, false);
    run_to_done(test, &client);
    expect_error(&client, "53200", "Memory limit exceeded");
    assert_string_equal(client.err.message, "Memory limit exceeded");
}

static void answer_cut(struct test *test, struct fake_connection *connection, struct str received)
{
    if (fake_is_whole(received))
        answer_block_then(test, connection, "\x01\x02\x01n", false);
}

static void answer_half_block(struct test *test, struct fake_connection *connection,
                              struct str received)
{
    if (fake_is_whole(received))
        answer_block_then(test, connection, "\x01\x02\x01n", true);
}

static void answer_garbage(struct test *test, struct fake_connection *connection,
                           struct str received)
{
    if (fake_is_whole(received))
        answer_block_then(test, connection, "garbage that is no block", true);
}

/* Without a length or chunks nobody can tell where the result ends. */
static void answer_unframed(struct test *test, struct fake_connection *connection,
                            struct str received)
{
    (void)test;
    if (!fake_is_whole(received))
        return;
    fake_puts(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    fake_send(connection, block_of_two, BLOCK_SIZE);
    fake_close(connection);
}

/* A proxy on the way may change the status, not the header. */
static void answer_code_with_200(struct test *test, struct fake_connection *connection,
                                 struct str received)
{
    (void)test;
    if (fake_is_whole(received))
        fake_puts(connection, "HTTP/1.1 200 OK\r\nX-ClickHouse-Exception-Code: 241\r\n"
                              "Content-Length: 0\r\n\r\n");
}

static void doubtful_results_are_errors(void **state)
{
    struct test *test = *state;
    answer *answers[] = {answer_unframed, answer_code_with_200};
    const char *sqlstates[] = {"08006", "53200"};
    for (int i = 0; i < 2; i++) {
        struct client client = {0};
        start(test, &client, answers[i], false);
        run_to_done(test, &client);
        expect_error(&client, sqlstates[i], "");
    }
}

static void cut_results_are_errors(void **state)
{
    struct test *test = *state;
    answer *answers[] = {answer_cut, answer_half_block, answer_garbage};
    const char *sqlstates[] = {"08006", "08006", "08P01"};
    for (int i = 0; i < 3; i++) {
        struct client client = {0};
        start(test, &client, answers[i], false);
        run_to_done(test, &client);
        assert_int_equal(client.n_blocks, 1);
        expect_error(&client, sqlstates[i], "");
    }
}

static void a_cancel_inside_an_event(void **state)
{
    struct test *test = *state;
    struct client client = {.cancel_at_first = true};
    start(test, &client, answer_two_blocks, false);
    run_to_rest(test);
    assert_int_equal(client.n_blocks, 1);
    assert_false(client.is_done);
}

static void a_cancel_stops_the_query(void **state)
{
    struct test *test = *state;
    struct client client = {0};
    start(test, &client, answer_nothing, false);
    while (test->n_requests == 0)
        ev_run(test->loop, EVRUN_ONCE);
    backend_cancel(client.request);
    while (test->n_kills == 0 || fake_http_open(test->fake) > 1)
        ev_run(test->loop, EVRUN_ONCE);
    assert_false(client.is_done);
}

#define BIG_BLOCKS 3000
#define BIG_ROWS 8192

static void answer_big(struct test *test, struct fake_connection *connection, struct str received)
{
    (void)test;
    static const char head[] = "\x01\x80\x40\x01n\x05UInt8"; /* 8192 rows */
    static const char rows[BIG_ROWS];
    if (!fake_is_whole(received))
        return;
    fake_puts(connection, OK_CHUNKED);
    for (int i = 0; i < BIG_BLOCKS; i++) {
        fake_chunk(connection, head, sizeof head - 1);
        fake_chunk(connection, rows, sizeof rows);
    }
    fake_puts(connection, "0\r\n\r\n");
}

static void a_pause_holds_the_server(void **state)
{
    struct test *test = *state;
    struct client client = {.pause_at_first = true};
    start(test, &client, answer_big, false);
    while (client.n_blocks == 0)
        ev_run(test->loop, EVRUN_ONCE);
    run_to_rest(test);
    assert_int_equal(client.n_blocks, 1);
    assert_true(fake_unsent(test->connection) > (size_t)BIG_BLOCKS * BIG_ROWS * 3 / 4);
    backend_resume(client.request);
    assert_int_equal(client.n_blocks, 1);
    run_to_done(test, &client);
    assert_int_equal(client.n_rows, (size_t)BIG_BLOCKS * BIG_ROWS);
    assert_false(client.failed);
}

static void a_paused_request_gives_its_slot_up(void **state)
{
    struct test *test = *state;
    struct client slow[2] = {{.pause_at_first = true}, {.pause_at_first = true}}, other = {0};
    for (int i = 0; i < 2; i++) {
        start(test, &slow[i], answer_big, false);
        while (slow[i].n_blocks == 0)
            ev_run(test->loop, EVRUN_ONCE);
    }
    start(test, &other, answer_two_blocks, false);
    run_to_done(test, &other);
    for (int i = 0; i < 2; i++) {
        backend_resume(slow[i].request);
        run_to_done(test, &slow[i]);
        assert_false(slow[i].failed);
    }
}

static void answer_insert(struct test *test, struct fake_connection *connection,
                          struct str received)
{
    test->n_requests++;
    if (fake_is_whole(received))
        fake_puts(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
}

static void answer_not_reading(struct test *test, struct fake_connection *connection,
                               struct str received)
{
    (void)received;
    test->n_requests++;
    fake_read(connection, false);
    test->answer = answer_insert;
}

static void an_insert_is_held_back(void **state)
{
    struct test *test = *state;
    struct client client = {0};
    static const char rows[65536];
    size_t sent = 0;
    start(test, &client, answer_not_reading, true);
    while (client.n_writable == 0 || test->n_requests == 0)
        ev_run(test->loop, EVRUN_ONCE);
    for (int i = 0; i < 200; i++) {
        while (sent < ((size_t)64 << 20) &&
               backend_send(client.request, (struct str){rows, sizeof rows}))
            sent += sizeof rows;
        ev_run(test->loop, EVRUN_NOWAIT);
    }
    assert_true(sent < (size_t)8 << 20);
    size_t before = client.n_writable;
    fake_read(test->connection, true);
    while (client.n_writable == before)
        ev_run(test->loop, EVRUN_ONCE);
    assert_true(backend_send(client.request, (struct str){rows, sizeof rows}));
    sent += sizeof rows;
    backend_send_end(client.request);
    run_to_done(test, &client);
    assert_false(client.failed);
    assert_true(test->body_received > sent);
    assert_non_null(strstr(test->head, "&query=INSERT%20INTO%20t%20FORMAT%20Native "));
    assert_non_null(strstr(test->head, "Transfer-Encoding: chunked"));
}

static void answer_refusal(struct test *test, struct fake_connection *connection,
                           struct str received)
{
    if (test->n_requests++ == 0 && received.size > 0)
        fake_puts(connection,
                  "HTTP/1.1 500 Internal Server Error\r\nX-ClickHouse-Exception-Code: 243\r\n"
                  "Content-Length: 59\r\n\r\n"
                  "Code: 243. DB::Exception: Not enough space (NOT_ENOUGH_SPACE)");
}

static void an_insert_may_be_refused_early(void **state)
{
    struct test *test = *state;
    struct client client = {0};
    start(test, &client, answer_refusal, true);
    run_to_done(test, &client);
    expect_error(&client, "53100", "Not enough space");
}

static void answer_well_at_once(struct test *test, struct fake_connection *connection,
                                struct str received)
{
    if (test->n_requests++ == 0 && received.size > 0)
        fake_puts(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
}

/* A server that says yes before it has all rows cannot have stored them. */
static void an_insert_is_not_done_before_its_rows(void **state)
{
    struct test *test = *state;
    struct client client = {0};
    start(test, &client, answer_well_at_once, true);
    run_to_rest(test);
    if (!client.is_done) {
        static const char rows[1000];
        backend_send(client.request, (struct str){rows, sizeof rows});
        run_to_rest(test);
    }
    if (!client.is_done)
        fake_close(test->connection);
    run_to_done(test, &client);
    expect_error(&client, "08006", "");
}

static void a_server_that_is_gone(void **state)
{
    struct test *test = *state;
    struct client client = {0};
    struct backend_options options = {.unix_socket = "/nonexistent/pgpivot.sock"};
    struct backend *backend = backend_new(test->loop, &options);
    struct backend_query query = {.sql = STR("SELECT 1"), .query_id = "x"};
    backend_start(backend, &query, &events, &client);
    run_to_done(test, &client);
    expect_error(&client, "08006", "ClickHouse cannot be reached");
    backend_free(backend);
}

static void freeing_tells_nobody(void **state)
{
    struct test *test = *state;
    struct client clients[3] = {0};
    for (int i = 0; i < 3; i++)
        start(test, &clients[i], answer_nothing, i == 1);
    run_to_rest(test);
    struct backend_options options = {.unix_socket = fake_http_socket(test->fake)};
    backend_free(test->backend);
    test->backend = backend_new(test->loop, &options);
    run_to_rest(test);
    for (int i = 0; i < 3; i++)
        assert_false(clients[i].is_done);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(blocks_stream),
        TEST(a_large_block_comes_in_pieces),
        TEST(connections_are_kept),
        TEST(requests_beyond_the_limit_wait),
        TEST(exceptions_are_errors),
        TEST(late_exceptions_are_errors),
        TEST(marked_exceptions_are_errors),
        TEST(cut_results_are_errors),
        TEST(doubtful_results_are_errors),
        TEST(a_cancel_inside_an_event),
        TEST(a_cancel_stops_the_query),
        TEST(a_pause_holds_the_server),
        TEST(a_paused_request_gives_its_slot_up),
        TEST(an_insert_is_held_back),
        TEST(an_insert_may_be_refused_early),
        TEST(an_insert_is_not_done_before_its_rows),
        TEST(a_server_that_is_gone),
        TEST(freeing_tells_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
