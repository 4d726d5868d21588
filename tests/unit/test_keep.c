/*
 * Answers that are kept, against a scripted ClickHouse that holds one number: no answer may be
 * older than the question, whoever writes, and whenever.
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

#include "backend/answers.h"
#include "base/write_clock.h"
#include "fake_http.h"

#define LIMIT ((size_t)64 << 10)
#define MAX_HELD 64

enum { UNPROVABLE, MERGES, STEADY };

struct test {
    struct ev_loop *loop;
    struct fake_http *fake;
    struct write_clock *clock;
    struct backend_answers *answers;
    struct backend *backend;
    /* The server. */
    uint64_t value, parts, commands;
    uint64_t newest; /* value there ever was */
    uint64_t n_running;
    uint8_t steadiness;
    const char *elapsed_query, *elapsed_proof; /* ns */
    size_t padding;                            /* rows before the one that counts */
    const char *fickle; /* the table of a policy that chooses as it likes; NULL: none */
    bool fails, proofs_fail;
    int n_queries, n_proofs;
    bool holds; /* requests wait for release() */
    struct held {
        struct fake_connection *connection;
        bool is_proof;
    } held[MAX_HELD];
    size_t n_held;
};

struct client {
    struct test *test;
    struct backend_request *request;
    uint64_t oldest, answer; /* what the server held when it asked, and what it was told */
    bool is_done, failed, was_kept;
};

/* --- the server's answers --- */

static void put_text(struct buf *out, const char *text)
{
    buf_putc(out, (char)strlen(text));
    buf_puts(out, text);
}

static void put_varint(struct buf *out, size_t n)
{
    for (; n >= 128; n >>= 7)
        buf_putc(out, (char)(n | 128));
    buf_putc(out, (char)n);
}

static void put_column(struct buf *out, const char *name, const char *type)
{
    put_text(out, name);
    put_text(out, type);
}

struct fact {
    const char *database, *table;
    uint8_t number;
    uint64_t hash, extra;
};

static void put_facts(struct buf *out, const struct fact *facts, size_t n)
{
    put_varint(out, 5);
    put_varint(out, n);
    put_column(out, "database", "String");
    for (size_t i = 0; i < n; i++)
        put_text(out, facts[i].database);
    put_column(out, "name", "String");
    for (size_t i = 0; i < n; i++)
        put_text(out, facts[i].table);
    put_column(out, "fact", "UInt8");
    for (size_t i = 0; i < n; i++)
        buf_putc(out, (char)facts[i].number);
    put_column(out, "hash", "UInt64");
    for (size_t i = 0; i < n; i++)
        buf_append(out, &facts[i].hash, sizeof facts[i].hash);
    put_column(out, "extra", "UInt64");
    for (size_t i = 0; i < n; i++)
        buf_append(out, &facts[i].extra, sizeof facts[i].extra);
}

static void put_proof(struct buf *out, const struct test *test)
{
    const struct fact facts[] = {
        {"d", "t", 0, 7, test->steadiness},
        {"d", "t", 1, test->parts, 1},
        {"", "", 3, 7, test->commands},
        {"", "", 5, 7, test->n_running},
        {"", "", 6, 7, 0},
        {"d", test->fickle ? test->fickle : "", 7, 0, 1},
    };
    put_facts(out, facts, sizeof facts / sizeof *facts - !test->fickle);
}

static void put_value(struct buf *out, const struct test *test)
{
    uint64_t zero = 0;
    put_varint(out, 1);
    put_varint(out, test->padding + 1);
    put_column(out, "n", "UInt64");
    for (size_t i = 0; i < test->padding; i++)
        buf_append(out, &zero, sizeof zero);
    buf_append(out, &test->value, sizeof test->value);
}

static void reply(struct test *test, struct fake_connection *connection, bool is_proof)
{
    struct buf body;
    char head[256];
    if (is_proof ? test->proofs_fail : test->fails) {
        fake_puts(connection, "HTTP/1.1 500 No\r\nX-ClickHouse-Exception-Code: 60\r\n"
                              "Content-Length: 0\r\n\r\n");
        return;
    }
    buf_init(&body, (size_t)64 << 20);
    if (is_proof)
        put_proof(&body, test);
    else
        put_value(&body, test);
    snprintf(head, sizeof head,
             "HTTP/1.1 200 OK\r\nX-ClickHouse-Summary: {\"elapsed_ns\":\"%s\"}\r\n"
             "Content-Length: %zu\r\n\r\n",
             is_proof ? test->elapsed_proof : test->elapsed_query, buf_size(&body));
    fake_puts(connection, head);
    fake_send(connection, buf_data(&body), buf_size(&body));
    buf_free(&body);
}

static void on_received(void *owner, struct fake_connection *connection, struct str received)
{
    struct test *test = owner;
    if (!fake_is_whole(received))
        return;
    bool is_proof = memmem(received.data, received.size, "system.parts", 12) != NULL;
    fake_forget(connection);
    *(is_proof ? &test->n_proofs : &test->n_queries) += 1;
    if (test->holds && test->n_held < MAX_HELD)
        test->held[test->n_held++] = (struct held){connection, is_proof};
    else
        reply(test, connection, is_proof);
}

/* Answers what was asked longest ago, as things are now. */
static void release(struct test *test)
{
    assert_true(test->n_held > 0);
    struct held held = test->held[0];
    memmove(test->held, test->held + 1, --test->n_held * sizeof *test->held);
    reply(test, held.connection, held.is_proof);
}

static void write_value(struct test *test)
{
    write_clock_begin(test->clock);
    test->newest = ++test->value;
    test->parts += 13;
    write_clock_end(test->clock);
}

/* --- the clients --- */

static void on_block(void *owner, const struct block *block)
{
    struct client *client = owner;
    const char *values = block->columns[0].values;
    memcpy(&client->answer, values + (block->n_rows - 1) * sizeof client->answer,
           sizeof client->answer);
}

static void on_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    struct client *client = owner;
    assert_false(client->is_done);
    client->is_done = true;
    client->failed = err != NULL;
    client->was_kept = summary->was_kept;
    client->request = NULL;
    if (!err) {
        assert_true(client->answer >= client->oldest);
        assert_true(client->answer <= client->test->newest);
    }
}

static const struct backend_events events = {.block = on_block, .done = on_done};

static void ask_text(struct test *test, struct client *client, const char *sql)
{
    static const struct backend_table tables[] = {{"d", "t", false}};
    *client = (struct client){.test = test, .oldest = test->value};
    struct backend_query query = {
        .sql = str_of(sql), .query_id = "id", .reads_only = true, .tables = tables, .n_tables = 1};
    client->request = backend_start(test->backend, &query, &events, client);
}

static void ask(struct test *test, struct client *client)
{
    ask_text(test, client, "SELECT n FROM t");
}

static void run_to_rest(struct test *test)
{
    for (int i = 0; i < 60; i++)
        ev_run(test->loop, EVRUN_NOWAIT);
}

/* What is fed from outside of the loop does not wake it. */
static void run_once(struct test *test)
{
    ev_run(test->loop, EVRUN_NOWAIT);
}

static void wait_for(struct test *test, const struct client *client)
{
    while (!client->is_done)
        run_once(test);
}

/* Until the server holds so many requests. */
static void wait_for_held(struct test *test, size_t n)
{
    while (test->n_held < n)
        run_once(test);
    run_to_rest(test);
}

/* One that is answered, and after which everything is quiet. */
static struct client ask_and_wait(struct test *test)
{
    struct client client;
    ask(test, &client);
    wait_for(test, &client);
    int n_asked;
    do { /* a proof may follow the answer */
        n_asked = test->n_proofs;
        run_to_rest(test);
    } while (n_asked != test->n_proofs);
    return client;
}

static struct answer_stats stats_of(struct test *test)
{
    struct answer_stats stats;
    backend_answers_stats(test->answers, &stats);
    return stats;
}

static struct test *test_begin(bool has_clock, size_t limit)
{
    struct test *test = calloc(1, sizeof *test);
    int fd = -1;
    test->loop = ev_loop_new(EVFLAG_AUTO);
    test->fake = fake_http_start(test->loop, on_received, test);
    test->clock = has_clock ? write_clock_new(&fd) : NULL;
    if (fd >= 0)
        close(fd);
    test->answers = backend_answers_new(limit, test->clock);
    struct backend_options options = {.unix_socket = fake_http_socket(test->fake),
                                      .max_connections = 16,
                                      .answers = test->answers};
    test->backend = backend_new(test->loop, &options);
    test->steadiness = STEADY;
    test->elapsed_query = "2000";
    test->elapsed_proof = "1000";
    return test;
}

static void test_end(struct test *test)
{
    backend_free(test->backend);
    backend_answers_free(test->answers);
    write_clock_free(test->clock);
    fake_http_stop(test->fake);
    ev_loop_destroy(test->loop);
    free(test);
}

static int with_clock(void **state)
{
    *state = test_begin(true, LIMIT);
    return 0;
}

static int without_clock(void **state)
{
    *state = test_begin(false, LIMIT);
    return 0;
}

static int teardown(void **state)
{
    test_end(*state);
    return 0;
}

/* --- one after the other --- */

static void a_server_is_asked_for_a_proof_only(void **state)
{
    struct test *test = *state;
    assert_false(ask_and_wait(test).was_kept);
    assert_int_equal(test->n_proofs, 2); /* before and behind */
    for (int i = 0; i < 3; i++)
        assert_true(ask_and_wait(test).was_kept);
    assert_int_equal(test->n_queries, 1);
    assert_int_equal(test->n_proofs, 5);
    assert_int_equal(stats_of(test).hits, 3);
    assert_int_equal(stats_of(test).proven, 3);
}

static void with_a_clock_nothing_is_asked(void **state)
{
    struct test *test = *state;
    assert_false(ask_and_wait(test).was_kept);
    int n_proofs = test->n_proofs;
    for (int i = 0; i < 3; i++)
        assert_true(ask_and_wait(test).was_kept);
    assert_int_equal(test->n_queries, 1);
    assert_int_equal(test->n_proofs, n_proofs);
    assert_int_equal(stats_of(test).proven, 0);
}

static void a_write_makes_it_stale(void **state)
{
    struct test *test = *state;
    for (int i = 0; i < 3; i++) {
        ask_and_wait(test);
        assert_true(ask_and_wait(test).was_kept);
        write_value(test);
        assert_false(ask_and_wait(test).was_kept);
    }
    assert_int_equal(stats_of(test).stale, 3);
}

/* Something else was written: the clock ticks, the parts are the same. */
static void a_write_elsewhere_costs_a_proof(void **state)
{
    struct test *test = *state;
    ask_and_wait(test);
    int n_proofs = test->n_proofs;
    write_clock_begin(test->clock);
    write_clock_end(test->clock);
    assert_true(ask_and_wait(test).was_kept);
    assert_true(ask_and_wait(test).was_kept);
    assert_int_equal(test->n_proofs, n_proofs + 1);
    assert_int_equal(test->n_queries, 1);
}

static void while_something_is_written_each_use_is_proven(void **state)
{
    struct test *test = *state;
    ask_and_wait(test);
    write_clock_begin(test->clock);
    int n_proofs = test->n_proofs;
    assert_true(ask_and_wait(test).was_kept);
    assert_true(ask_and_wait(test).was_kept);
    assert_int_equal(test->n_proofs, n_proofs + 2);
    test->newest = ++test->value, test->parts++;
    assert_false(ask_and_wait(test).was_kept);
    write_clock_end(test->clock);
}

static void a_restarted_engine_must_prove(void **state)
{
    struct test *test = *state;
    ask_and_wait(test);
    write_clock_begin(test->clock); /* and dies */
    write_clock_restart(test->clock);
    int n_proofs = test->n_proofs;
    assert_true(ask_and_wait(test).was_kept);
    assert_int_equal(test->n_proofs, n_proofs + 1);
    assert_true(ask_and_wait(test).was_kept);
    assert_int_equal(test->n_proofs, n_proofs + 1);
}

static void what_merges_change_is_proven_each_time(void **state)
{
    struct test *test = *state;
    test->steadiness = MERGES;
    ask_and_wait(test);
    int n_proofs = test->n_proofs;
    assert_true(ask_and_wait(test).was_kept);
    assert_int_equal(test->n_proofs, n_proofs + 1);
    test->newest = ++test->value, test->parts++; /* a merge: no statement */
    assert_false(ask_and_wait(test).was_kept);
}

static void expect_never_kept(struct test *test)
{
    for (int i = 1; i <= 4; i++) {
        assert_false(ask_and_wait(test).was_kept);
        assert_int_equal(test->n_queries, i);
    }
    assert_int_equal(stats_of(test).kept, 0);
}

static void engines_that_tell_nothing_are_not_kept(void **state)
{
    struct test *test = *state;
    test->steadiness = UNPROVABLE;
    expect_never_kept(test);
}

static void rows_that_a_policy_chooses_are_not_kept(void **state)
{
    struct test *test = *state;
    test->fickle = "t";
    expect_never_kept(test);
}

static void nor_those_of_a_policy_of_the_database(void **state)
{
    struct test *test = *state;
    test->fickle = "";
    expect_never_kept(test);
}

static void policies_of_other_tables_do_no_harm(void **state)
{
    struct test *test = *state;
    test->fickle = "u";
    assert_false(ask_and_wait(test).was_kept);
    assert_true(ask_and_wait(test).was_kept);
}

static void without_proofs_nothing_is_kept(void **state)
{
    struct test *test = *state;
    test->proofs_fail = true;
    expect_never_kept(test);
}

static void a_running_command_leaves_it_unproven(void **state)
{
    struct test *test = *state;
    test->n_running = 1;
    expect_never_kept(test);
}

static void what_is_as_fast_as_its_proof_is_not_kept(void **state)
{
    struct test *test = *state;
    test->elapsed_query = "999";
    expect_never_kept(test);
    assert_int_equal(stats_of(test).too_cheap, 4);
}

static void errors_are_not_kept(void **state)
{
    struct test *test = *state;
    test->fails = true;
    assert_true(ask_and_wait(test).failed);
    assert_true(ask_and_wait(test).failed);
    assert_int_equal(test->n_queries, 2);
}

static void large_answers_are_not_kept(void **state)
{
    struct test *test = *state;
    test->padding = LIMIT;
    expect_never_kept(test);
    assert_int_equal(stats_of(test).too_large, 4);
}

static void the_oldest_make_room(void **state)
{
    struct test *test = *state;
    test->padding = 500; /* 4 kB of 64 */
    for (int i = 0; i < 40; i++) {
        struct client client;
        char sql[32];
        snprintf(sql, sizeof sql, "SELECT %d", i);
        ask_text(test, &client, sql);
        wait_for(test, &client);
        ask_and_wait(test); /* is used all the time */
    }
    struct answer_stats stats = stats_of(test);
    assert_true(stats.bytes <= LIMIT);
    assert_true(stats.evicted > 20);
    assert_int_equal(stats.kept, stats.answers + stats.evicted);
    assert_int_equal(test->n_queries, 41);
}

static void without_room_nothing_is_kept(void **state)
{
    (void)state;
    struct test *test = test_begin(true, 0);
    expect_never_kept(test);
    test_end(test);
}

/* --- meanwhile --- */

/* The query read the rows before the write. */
static void a_write_during_the_query_leaves_it_unproven(void **state)
{
    struct test *test = *state;
    struct client client;
    ask_and_wait(test);
    write_value(test);
    test->holds = true;
    ask(test, &client);
    wait_for_held(test, 1);
    assert_true(test->held[0].is_proof);
    release(test);
    wait_for_held(test, 1);
    release(test); /* sent, so read; then written */
    write_value(test);
    test->holds = false;
    wait_for(test, &client);
    run_to_rest(test);
    assert_false(ask_and_wait(test).was_kept);
}

/* The proof is on its way back, and tells what was. */
static void a_write_during_a_proof_is_noticed(void **state)
{
    struct test *test = *state;
    struct client client;
    ask_and_wait(test);
    write_clock_begin(test->clock);
    write_clock_end(test->clock);
    test->holds = true;
    ask(test, &client);
    wait_for_held(test, 1);
    release(test);
    write_value(test);
    test->holds = false;
    wait_for(test, &client);
    assert_true(client.was_kept);
    assert_false(ask_and_wait(test).was_kept);
}

/* Emptied, filled and emptied again: the parts are the same before and behind. */
static void what_was_undone_is_noticed(void **state)
{
    struct test *test = *state;
    struct client client;
    test->holds = true;
    ask(test, &client);
    wait_for_held(test, 1);
    release(test);
    wait_for_held(test, 1);
    test->newest = test->value = 1;
    release(test); /* reads 1 … */
    test->value = 0;
    test->commands++; /* … which is truncated */
    client.oldest = 0;
    test->holds = false;
    run_to_rest(test);
    struct client after;
    ask(test, &after);
    wait_for(test, &after);
    assert_int_equal(after.answer, 0);
}

static void one_query_answers_all_that_ask_at_once(void **state)
{
    struct test *test = *state;
    struct client clients[5];
    test->holds = true;
    for (int i = 0; i < 5; i++)
        ask(test, &clients[i]);
    wait_for_held(test, 1);
    test->holds = false;
    release(test);
    for (int i = 0; i < 5; i++)
        wait_for(test, &clients[i]);
    assert_int_equal(test->n_queries, 1);
    assert_int_equal(stats_of(test).shared, 4);
}

/* Whoever asks after a write must not get what was read before it. */
static void followers_of_a_write_ask_themselves(void **state)
{
    struct test *test = *state;
    struct client first, second;
    test->holds = true;
    ask(test, &first);
    wait_for_held(test, 1);
    release(test); /* the proof before */
    wait_for_held(test, 1);
    release(test); /* the query: it is on its way back */
    write_value(test);
    ask(test, &second);
    test->holds = false;
    wait_for(test, &first);
    wait_for(test, &second);
    assert_int_equal(second.answer, 1);
}

static void another_takes_the_place_of_one_that_goes(void **state)
{
    struct test *test = *state;
    struct client clients[3];
    test->holds = true;
    for (int i = 0; i < 3; i++)
        ask(test, &clients[i]);
    wait_for_held(test, 1);
    test->holds = false;
    release(test); /* the proof */
    test->holds = true;
    wait_for_held(test, 1);
    backend_cancel(clients[0].request);
    test->n_held = 0; /* its connection has gone */
    backend_cancel(clients[2].request);
    test->holds = false;
    wait_for(test, &clients[1]);
    assert_false(clients[1].failed);
    assert_false(clients[0].is_done);
}

static void an_error_is_everybodys_own(void **state)
{
    struct test *test = *state;
    struct client clients[3];
    test->fails = true;
    for (int i = 0; i < 3; i++)
        ask(test, &clients[i]);
    for (int i = 0; i < 3; i++) {
        wait_for(test, &clients[i]);
        assert_true(clients[i].failed);
    }
    assert_int_equal(test->n_queries, 3);
}

static void followers_of_a_large_answer_do_not_wait(void **state)
{
    struct test *test = *state;
    struct client clients[2];
    test->padding = LIMIT;
    for (int i = 0; i < 2; i++)
        ask(test, &clients[i]);
    for (int i = 0; i < 2; i++)
        wait_for(test, &clients[i]);
    assert_int_equal(test->n_queries, 2);
}

/* A cursor's rows are asked for when its owner likes, who may be one of those that wait. */
static void nobody_waits_for_one_that_is_paused(void **state)
{
    struct test *test = *state;
    struct client clients[4];
    test->holds = true;
    ask(test, &clients[0]);
    ask(test, &clients[1]);
    ask(test, &clients[2]);
    wait_for_held(test, 1);
    backend_pause(clients[0].request);
    backend_pause(clients[1].request);
    ask(test, &clients[3]);
    test->holds = false;
    release(test);
    wait_for(test, &clients[2]);
    wait_for(test, &clients[3]);
    assert_false(clients[0].is_done || clients[1].is_done);
    for (int i = 0; i < 2; i++) {
        backend_resume(clients[i].request);
        wait_for(test, &clients[i]);
    }
}

/* It waited, and was paused, before it was to ask for the others. */
static void a_paused_one_takes_nobodys_place(void **state)
{
    struct test *test = *state;
    struct client clients[3];
    test->holds = true;
    for (int i = 0; i < 3; i++)
        ask(test, &clients[i]);
    wait_for_held(test, 1);
    test->holds = false;
    release(test); /* the proof */
    test->holds = true;
    wait_for_held(test, 1);
    backend_pause(clients[1].request);
    backend_cancel(clients[0].request);
    test->n_held = 0; /* its connection has gone */
    test->holds = false;
    wait_for(test, &clients[2]);
    backend_resume(clients[1].request);
    wait_for(test, &clients[1]);
}

static void the_end_comes_in_the_middle(void **state)
{
    struct test *test = *state;
    struct client clients[6];
    ask_and_wait(test);
    write_value(test);
    test->holds = true;
    for (int i = 0; i < 3; i++)
        ask(test, &clients[i]);
    ask_text(test, &clients[3], "SELECT another");
    ask_text(test, &clients[4], "SELECT another");
    run_to_rest(test);
    ask_text(test, &clients[5], "SELECT a third");
    run_to_rest(test);
}

static void answers_that_read_nothing_are_kept(void **state)
{
    struct test *test = *state;
    struct client clients[2];
    for (int i = 0; i < 2; i++) {
        clients[i] = (struct client){.test = test};
        struct backend_query query = {.sql = STR("SELECT 'constant'"),
                                      .query_id = "id",
                                      .reads_only = true,
                                      .is_constant = true};
        clients[i].request = backend_start(test->backend, &query, &events, &clients[i]);
        wait_for(test, &clients[i]);
    }
    assert_true(clients[1].was_kept);
    assert_int_equal(test->n_queries, 1);
    assert_int_equal(test->n_proofs, 0);
}

static void users_of_their_own_share_nothing(void **state)
{
    struct test *test = *state;
    static const struct backend_table tables[] = {{"d", "t", false}};
    ask_and_wait(test);
    struct client client = {.test = test};
    struct backend_query query = {.sql = STR("SELECT n FROM t"),
                                  .query_id = "id",
                                  .reads_only = true,
                                  .tables = tables,
                                  .n_tables = 1,
                                  .user = "ann"};
    client.request = backend_start(test->backend, &query, &events, &client);
    wait_for(test, &client);
    assert_false(client.was_kept);
}

/* --- everything at once --- */

#define N_CLIENTS 24

/* The connection of one that is cancelled goes, so that it cannot be held. */
static void step_at_random(struct test *test, struct client *clients, bool cancels)
{
    int chance = rand() % 16;
    struct client *client = &clients[rand() % N_CLIENTS];
    if (chance == 0) {
        write_value(test);
    } else if (chance == 1) {
        test->commands++;
    } else if (chance < 5 && test->n_held) {
        release(test);
    } else if (chance == 5) {
        test->holds = !cancels && rand() % 4 != 0;
    } else if (chance == 6 && cancels && client->request && !client->is_done) {
        backend_cancel(client->request);
        *client = (struct client){.is_done = true};
    } else if (client->is_done && chance < 12) {
        ask_text(test, client, rand() % 3 ? "SELECT n FROM t" : "SELECT m FROM t");
    } else {
        ev_run(test->loop, EVRUN_NOWAIT);
    }
}

static void no_order_of_events_gives_an_old_answer(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 60; seed++) {
        struct test *test = test_begin(seed % 2, LIMIT);
        struct client clients[N_CLIENTS] = {0};
        srand(seed);
        for (int i = 0; i < N_CLIENTS; i++)
            clients[i].is_done = true;
        for (int i = 0; i < 800; i++)
            step_at_random(test, clients, seed % 3 == 0);
        assert_true(stats_of(test).misses > 0);
        test_end(test);
    }
}

int main(void)
{
#define WITH(test) cmocka_unit_test_setup_teardown(test, with_clock, teardown)
#define WITHOUT(test) cmocka_unit_test_setup_teardown(test, without_clock, teardown)
    const struct CMUnitTest tests[] = {
        WITHOUT(a_server_is_asked_for_a_proof_only),
        WITH(with_a_clock_nothing_is_asked),
        WITH(a_write_makes_it_stale),
        WITHOUT(a_write_makes_it_stale),
        WITH(a_write_elsewhere_costs_a_proof),
        WITH(while_something_is_written_each_use_is_proven),
        WITH(a_restarted_engine_must_prove),
        WITH(what_merges_change_is_proven_each_time),
        WITH(engines_that_tell_nothing_are_not_kept),
        WITH(rows_that_a_policy_chooses_are_not_kept),
        WITH(nor_those_of_a_policy_of_the_database),
        WITH(policies_of_other_tables_do_no_harm),
        WITHOUT(engines_that_tell_nothing_are_not_kept),
        WITH(without_proofs_nothing_is_kept),
        WITHOUT(a_running_command_leaves_it_unproven),
        WITHOUT(what_is_as_fast_as_its_proof_is_not_kept),
        WITH(errors_are_not_kept),
        WITH(large_answers_are_not_kept),
        WITH(the_oldest_make_room),
        cmocka_unit_test(without_room_nothing_is_kept),
        WITH(a_write_during_the_query_leaves_it_unproven),
        WITHOUT(a_write_during_the_query_leaves_it_unproven),
        WITH(a_write_during_a_proof_is_noticed),
        WITHOUT(what_was_undone_is_noticed),
        WITH(one_query_answers_all_that_ask_at_once),
        WITHOUT(one_query_answers_all_that_ask_at_once),
        WITH(followers_of_a_write_ask_themselves),
        WITHOUT(followers_of_a_write_ask_themselves),
        WITH(another_takes_the_place_of_one_that_goes),
        WITH(an_error_is_everybodys_own),
        WITH(followers_of_a_large_answer_do_not_wait),
        WITH(nobody_waits_for_one_that_is_paused),
        WITHOUT(nobody_waits_for_one_that_is_paused),
        WITH(a_paused_one_takes_nobodys_place),
        WITH(the_end_comes_in_the_middle),
        WITHOUT(the_end_comes_in_the_middle),
        WITHOUT(answers_that_read_nothing_are_kept),
        WITH(users_of_their_own_share_nothing),
        cmocka_unit_test(no_order_of_events_gives_an_old_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
