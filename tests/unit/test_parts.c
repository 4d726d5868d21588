/*
 * Queries in a query's text, against a scripted ClickHouse: their answers are put in their place,
 * kept for others, and the text stays as it is where that cannot be.
 */
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
#include <unistd.h>

#include "backend/backend.h"
#include "base/write_clock.h"
#include "fake_http.h"

#define LIMIT ((size_t)64 << 10)
#define INNER "SELECT 'inner' AS t FROM h"
#define OUTER "SELECT 'outer' AS t FROM (" INNER ")"
#define QUERY "SELECT n FROM (" INNER ") AS a, (" INNER ") AS b"

struct test {
    struct ev_loop *loop;
    struct fake_http *fake;
    struct write_clock *clock;
    struct backend_answers *answers;
    struct backend *backend;
    const char *value; /* what a part's answer holds */
    int n_parts;       /* that were asked for by themselves */
    bool denies_data, part_fails, part_is_empty, holds;
    struct fake_connection *held;
    struct buf last; /* of the last that is no part, and no proof */
};

struct client {
    struct backend_request *request;
    bool is_done, failed;
};

/* --- the server --- */

static void reply(struct fake_connection *connection, const char *column, const char *type,
                  const void *value, size_t size)
{
    char head[128], body[128];
    size_t n = (size_t)snprintf(body, sizeof body, "%c%c%c%s%c%s", 1, 1, (int)strlen(column),
                                column, (int)strlen(type), type);
    memcpy(body + n, value, size);
    snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", n + size);
    fake_puts(connection, head);
    fake_send(connection, body, n + size);
}

static void refuse(struct fake_connection *connection, int code)
{
    char head[128];
    snprintf(head, sizeof head,
             "HTTP/1.1 403 No\r\nX-ClickHouse-Exception-Code: %d\r\nContent-Length: 0\r\n\r\n",
             code);
    fake_puts(connection, head);
}

static void reply_part(struct test *test, struct fake_connection *connection)
{
    char text[64];
    size_t size = strlen(test->value);
    text[0] = (char)size;
    memcpy(text + 1, test->value, size);
    if (test->part_fails)
        refuse(connection, 60);
    else if (test->part_is_empty)
        fake_puts(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    else
        reply(connection, "t", "String", text, size + 1);
}

static void on_received(void *owner, struct fake_connection *connection, struct str received)
{
    struct test *test = owner;
    uint64_t one = 1;
    if (!fake_is_whole(received))
        return;
    const char *body = (const char *)memmem(received.data, received.size, "\r\n\r\n", 4) + 4;
    struct str sql = str_skip(received, (size_t)(body - received.data));
    bool has_data = memmem(sql.data, sql.size, "format(Native", 13) != NULL;
    bool is_part = str_starts(sql, STR("SELECT '"));
    bool is_proof = memmem(sql.data, sql.size, "system.parts", 12) != NULL;
    test->n_parts += is_part;
    if (!is_part && !is_proof) {
        buf_clear(&test->last);
        buf_append_str(&test->last, sql);
    }
    fake_forget(connection);
    if (has_data && test->denies_data)
        refuse(connection, 497);
    else if (is_part && test->holds)
        test->held = connection;
    else if (is_part)
        reply_part(test, connection);
    else
        reply(connection, "n", "UInt64", &one, sizeof one);
}

/* --- the clients --- */

static void on_block(void *owner, const struct block *block)
{
    (void)owner;
    assert_int_equal(block->n_rows, 1);
}

static void on_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    struct client *client = owner;
    (void)summary;
    client->is_done = true;
    client->failed = err != NULL;
}

/* n_parts: the inner one, or both. */
static void start(struct test *test, struct client *client, const char *sql, size_t n_parts,
                  const char *user)
{
    static const struct backend_events events = {.block = on_block, .done = on_done};
    static const struct backend_table tables[] = {{"d", "h", true}};
    struct backend_part inner = {STR(INNER), STR(INNER), tables, 1};
    struct backend_part outer = {STR(OUTER), STR(OUTER), tables, 1};
    struct backend_part parts[] = {n_parts == 1 ? inner : outer, inner};
    *client = (struct client){0};
    struct backend_query query = {.sql = str_of(sql),
                                  .query_id = "id",
                                  .reads_only = true,
                                  .parts = parts,
                                  .n_parts = n_parts,
                                  .user = user};
    client->request = backend_start(test->backend, &query, &events, client);
}

static void wait_for(struct test *test, const struct client *client)
{
    while (!client->is_done)
        ev_run(test->loop, EVRUN_NOWAIT);
}

static bool ask(struct test *test, const char *sql, size_t n_parts, const char *user)
{
    struct client client;
    start(test, &client, sql, n_parts, user);
    wait_for(test, &client);
    return !client.failed;
}

static bool last_has(struct test *test, const char *what, size_t size)
{
    return memmem(buf_data(&test->last), buf_size(&test->last), what, size) != NULL;
}

#define LAST_HAS(test, what) last_has(test, what, sizeof(what) - 1)

static int setup(void **state)
{
    struct test *test = calloc(1, sizeof *test);
    int fd = -1;
    test->loop = ev_loop_new(EVFLAG_AUTO);
    test->fake = fake_http_start(test->loop, on_received, test);
    test->clock = write_clock_new(&fd);
    if (fd >= 0)
        close(fd);
    test->answers = backend_answers_new(LIMIT, test->clock);
    struct backend_options options = {.unix_socket = fake_http_socket(test->fake),
                                      .max_connections = 4,
                                      .answers = test->answers};
    test->backend = backend_new(test->loop, &options);
    test->value = "abc";
    buf_init(&test->last, LIMIT);
    *state = test;
    return 0;
}

static int teardown(void **state)
{
    struct test *test = *state;
    backend_free(test->backend);
    backend_answers_free(test->answers);
    write_clock_free(test->clock);
    fake_http_stop(test->fake);
    ev_loop_destroy(test->loop);
    buf_free(&test->last);
    free(test);
    return 0;
}

/* --- tests --- */

static void the_answer_stands_in_its_place(void **state)
{
    struct test *test = *state;
    static const char data[] = "FROM (SELECT * FROM format(Native, "
                               "'\1\1\1t\6String\3abc')) AS a, (SELECT * FROM format(Native, "
                               "'\1\1\1t\6String\3abc')) AS b";
    assert_true(ask(test, QUERY, 1, NULL));
    assert_true(LAST_HAS(test, data));
    assert_false(LAST_HAS(test, INNER));
}

static void what_ends_a_literal_does_not(void **state)
{
    struct test *test = *state;
    test->value = "it's \\";
    assert_true(ask(test, QUERY, 1, NULL));
    assert_true(LAST_HAS(test, "it\\'s \\\\')"));
}

static void a_part_of_a_part_goes_into_it(void **state)
{
    struct test *test = *state;
    assert_true(ask(test, "SELECT n FROM (" OUTER ") AS a", 2, NULL));
    assert_true(LAST_HAS(test, "format(Native"));
    assert_false(LAST_HAS(test, "'outer'"));
    assert_int_equal(test->n_parts, 2);
}

static void what_cannot_be_had_stays(void **state)
{
    struct test *test = *state;
    test->part_fails = true;
    assert_true(ask(test, QUERY, 1, NULL));
    assert_true(LAST_HAS(test, QUERY));
    test->part_fails = false;
    test->part_is_empty = true;
    assert_true(ask(test, QUERY, 1, NULL));
    assert_true(LAST_HAS(test, QUERY));
}

static void a_user_of_its_own_has_own_rows(void **state)
{
    struct test *test = *state;
    assert_true(ask(test, QUERY, 1, "somebody"));
    assert_true(LAST_HAS(test, QUERY));
    assert_int_equal(test->n_parts, 0);
}

static void without_the_right_the_text_stays(void **state)
{
    struct test *test = *state;
    test->denies_data = true;
    assert_true(ask(test, QUERY, 1, NULL));
    assert_true(LAST_HAS(test, QUERY));
    int n_parts = test->n_parts;
    assert_true(ask(test, QUERY, 1, NULL));
    assert_int_equal(test->n_parts, n_parts); /* it is known now */
}

static void a_cancelled_query_waits_for_no_part(void **state)
{
    struct test *test = *state;
    struct client client;
    test->holds = true;
    start(test, &client, QUERY, 1, NULL);
    while (!test->held)
        ev_run(test->loop, EVRUN_NOWAIT);
    backend_cancel(client.request);
    assert_true(ask(test, "SELECT 1", 0, NULL));
    assert_false(client.is_done);
    start(test, &client, QUERY, 1, NULL); /* the backend ends before it */
    ev_run(test->loop, EVRUN_NOWAIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_answer_stands_in_its_place, setup, teardown),
        cmocka_unit_test_setup_teardown(what_ends_a_literal_does_not, setup, teardown),
        cmocka_unit_test_setup_teardown(a_part_of_a_part_goes_into_it, setup, teardown),
        cmocka_unit_test_setup_teardown(what_cannot_be_had_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(a_user_of_its_own_has_own_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(without_the_right_the_text_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(a_cancelled_query_waits_for_no_part, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
