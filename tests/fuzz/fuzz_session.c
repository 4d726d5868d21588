/*
 * Any bytes of a client, and any turns of the host in between, against a session. The input is a
 * list of turns: a byte says what happens, for bytes of the client the next says how many follow.
 */
#include <stdint.h>
#include <string.h>

#include "fake_host.h"
#include "session.h"

static const char catalog[] = "table pivot.t MergeTree\n"
                              "column a Int32\n"
                              "column b Nullable(String)\n";

struct turns {
    struct fake_host host;
    struct session *session;
};

static void turn_block(struct turns *turns)
{
    fake_backend_block(&turns->host, "Int32:1,2,3");
}

static void turn_wide_block(struct turns *turns)
{
    fake_backend_block(&turns->host, "Int32:1 Nullable(String):\\N");
}

static void turn_done(struct turns *turns)
{
    fake_backend_done(&turns->host, 1, NULL);
}

static void turn_error(struct turns *turns)
{
    struct err err = {0};
    err_set(&err, SQLSTATE_INTERNAL_ERROR, 0, "broken");
    fake_backend_done(&turns->host, 0, &err);
}

static void turn_writable(struct turns *turns)
{
    fake_backend_writable(&turns->host);
}

static void turn_full(struct turns *turns)
{
    turns->host.refuses_send = true;
}

static void turn_catalog(struct turns *turns)
{
    fake_host_renew_catalog(&turns->host);
    session_catalog_ready(turns->session, NULL);
}

static void turn_old(struct turns *turns)
{
    turns->host.catalog_old = !turns->host.catalog_old;
}

static void turn_cancel(struct turns *turns)
{
    session_cancel(turns->session);
}

static void turn_deadline(struct turns *turns)
{
    if (turns->host.deadline_ms)
        session_deadline(turns->session);
}

static void turn_read(struct turns *turns)
{
    buf_clear(session_output(turns->session));
    session_output_taken(turns->session);
}

static void (*const acts[])(struct turns *turns) = {
    turn_block,   turn_wide_block, turn_done,   turn_error,    turn_writable, turn_full,
    turn_catalog, turn_old,        turn_cancel, turn_deadline, turn_read,
};
#define N_ACTS (sizeof acts / sizeof *acts)

static void feed(struct turns *turns, struct str bytes)
{
    size_t room = session_input_room(turns->session);
    session_input(turns->session, (struct str){bytes.data, bytes.size < room ? bytes.size : room});
}

static void play(struct turns *turns, struct str input)
{
    while (input.size > 1 && !session_is_over(turns->session)) {
        uint8_t what = (uint8_t)input.data[0];
        if (what < N_ACTS) {
            acts[what](turns);
            input = str_skip(input, 1);
            buf_clear(&turns->host.calls);
            continue;
        }
        size_t size = (uint8_t)input.data[1];
        input = str_skip(input, 2);
        size = size < input.size ? size : input.size;
        feed(turns, (struct str){input.data, size});
        input = str_skip(input, size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct session_options options = {
        .default_database = "pivot",
        .max_query_memory = 1 << 20,
        .max_message_size = 1 << 16,
        .max_output = 1 << 20,
        .max_spool = 1 << 20,
        .spool_folder = "/tmp",
        .startup_timeout_ms = 1000,
    };
    struct turns turns;
    fake_host_init(&turns.host, catalog);
    turns.session = session_new(&fake_session_host, &turns.host, &options);
    play(&turns, (struct str){(const char *)data, size});
    session_free(turns.session);
    if (turns.host.n_held != 0)
        __builtin_trap();
    fake_host_free(&turns.host);
    return 0;
}
