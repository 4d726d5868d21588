/*
 * Replays transcripts of the protocol against a session with a fake host and rewriter (TAP).
 *
 *     run_transcripts [--update] FILE…
 *
 * Lines of a transcript: "> …" the client sends a message, ">+ …" the same but together with the
 * next, "! …" something happens at the host, "# …" comment. Behind each stands what follows:
 * "< …" a message to the client, "= …" a request to the host, "closed". Every transcript runs
 * twice: messages whole, and byte by byte. --update writes what happened into the files.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client_messages.h"
#include "fake_host.h"
#include "server_messages.h"

static const char catalog[] = "schema pivot\n"
                              "table pivot.t MergeTree\n"
                              "column a Int32\n"
                              "column b Nullable(String)\n";

struct replay {
    struct fake_host host;
    struct session *session;
    struct buf pending; /* of ">+" lines */
    struct buf result;
    bool bytewise, closed;
    bool holds_output;    /* the client does not read */
    unsigned raw_answers; /* to encryption requests: one byte each */
};

/* --- what came of a line --- */

static void print_output(struct replay *replay)
{
    struct buf *out = session_output(replay->session);
    buf_append_str(&replay->result, buf_str(&replay->host.calls));
    buf_clear(&replay->host.calls);
    for (; replay->raw_answers && buf_size(out); replay->raw_answers--) {
        buf_printf(&replay->result, "< %c\n", buf_data(out)[0]);
        buf_consume(out, 1);
    }
    while (!replay->holds_output && buf_size(out)) {
        server_messages_print(&replay->result, out);
        session_output_taken(replay->session);
    }
    /* Taking output may have made the session ask for more. */
    buf_append_str(&replay->result, buf_str(&replay->host.calls));
    buf_clear(&replay->host.calls);
    if (session_is_over(replay->session) && !replay->closed)
        buf_puts(&replay->result, "closed\n");
    replay->closed = session_is_over(replay->session);
}

/* Bytes beyond the session's room wait, as they would in the socket. */
static void feed(struct replay *replay)
{
    while (buf_size(&replay->pending)) {
        size_t size = session_input_room(replay->session);
        if (size > buf_size(&replay->pending))
            size = buf_size(&replay->pending);
        if (replay->bytewise && size > 1)
            size = 1;
        if (size == 0)
            return;
        session_input(replay->session, (struct str){buf_data(&replay->pending), size});
        buf_consume(&replay->pending, size);
    }
}

/* --- lines --- */

static void client_line(struct replay *replay, const char *line)
{
    bool more = line[1] == '+';
    const char *text = line + (more ? 3 : 2);
    if (strcmp(text, "SSLRequest") == 0 || strcmp(text, "GSSENCRequest") == 0)
        replay->raw_answers++;
    if (!client_message_encode(&replay->pending, text))
        buf_printf(&replay->result, "cannot read: %s\n", text);
    if (!more)
        feed(replay);
}

static void host_block(struct replay *replay, const char *rest)
{
    fake_backend_block(&replay->host, rest);
}

static void host_many(struct replay *replay, const char *rest)
{
    struct buf block;
    buf_init(&block, (size_t)64 << 20);
    buf_puts(&block, "String:");
    for (long i = strtol(rest, NULL, 10); i > 0; i--)
        buf_printf(&block, "%0100ld%s", i, i > 1 ? "," : "");
    buf_putc(&block, '\0');
    fake_backend_block(&replay->host, buf_data(&block));
    buf_free(&block);
}

static void host_done(struct replay *replay, const char *rest)
{
    fake_backend_done(&replay->host, strtoull(rest, NULL, 10), NULL);
}

static void host_error(struct replay *replay, const char *rest)
{
    struct err err = {0};
    char sqlstate[6] = "";
    snprintf(sqlstate, sizeof sqlstate, "%s", rest);
    err_set(&err, sqlstate, 0, "%s", strlen(rest) > 6 ? rest + 6 : "");
    fake_backend_done(&replay->host, 0, &err);
}

static void host_writable(struct replay *replay, const char *rest)
{
    (void)rest;
    fake_backend_writable(&replay->host);
    feed(replay);
}

static void host_full(struct replay *replay, const char *rest)
{
    (void)rest;
    replay->host.refuses_send = true;
}

static void host_catalog(struct replay *replay, const char *rest)
{
    struct err err = {0};
    if (*rest) {
        err_set(&err, SQLSTATE_CANNOT_CONNECT_NOW, 0, "%s", rest);
        session_catalog_ready(replay->session, &err);
        return;
    }
    fake_host_renew_catalog(&replay->host);
    session_catalog_ready(replay->session, NULL);
}

static void host_no_catalog(struct replay *replay, const char *rest)
{
    (void)rest;
    replay->host.has_catalog = false;
}

static void host_old_catalog(struct replay *replay, const char *rest)
{
    (void)rest;
    replay->host.catalog_old = true;
}

static void host_no_room(struct replay *replay, const char *rest)
{
    (void)rest;
    replay->host.room = 0;
}

static void host_cancel(struct replay *replay, const char *rest)
{
    (void)rest;
    session_cancel(replay->session);
}

static void host_deadline(struct replay *replay, const char *rest)
{
    (void)rest;
    buf_printf(&replay->result, "# deadline after %lld ms\n",
               (long long)(replay->host.deadline_ms ? replay->host.deadline_ms - 1 : -1));
    if (replay->host.deadline_ms)
        session_deadline(replay->session);
}

static void host_shutdown(struct replay *replay, const char *rest)
{
    (void)rest;
    session_shut_down(replay->session);
}

static void host_hold(struct replay *replay, const char *rest)
{
    (void)rest;
    replay->holds_output = true;
}

static void host_read(struct replay *replay, const char *rest)
{
    (void)rest;
    struct buf *out = session_output(replay->session);
    replay->holds_output = false;
    buf_printf(&replay->result, "# over 1 MB: %s\n", buf_size(out) > (1 << 20) ? "yes" : "no");
    buf_clear(out);
    session_output_taken(replay->session);
}

static void replay_open(struct replay *replay)
{
    static const struct session_options options = {
        .default_database = "pivot",
        .max_query_memory = 1 << 20,
        .max_message_size = 8 << 20,
        .max_output = 64 << 20,
        .max_spool = 1 << 20,
        .spool_folder = "/tmp",
        .startup_timeout_ms = 60000,
    };
    fake_host_init(&replay->host, catalog);
    replay->session = session_new(&fake_session_host, &replay->host, &options);
    replay->closed = replay->holds_output = false;
    replay->raw_answers = 0;
    buf_clear(&replay->pending);
}

static void replay_close(struct replay *replay)
{
    session_free(replay->session);
    if (replay->host.n_held != 0)
        buf_printf(&replay->result, "%ld catalogs not given back\n", replay->host.n_held);
    fake_host_free(&replay->host);
}

static void host_new(struct replay *replay, const char *rest)
{
    (void)rest;
    replay_close(replay);
    replay_open(replay);
}

static const struct {
    const char *word;
    void (*act)(struct replay *replay, const char *rest);
} acts[] = {
    {"block", host_block},
    {"many", host_many},
    {"done", host_done},
    {"error", host_error},
    {"writable", host_writable},
    {"full", host_full},
    {"catalog", host_catalog},
    {"no-catalog", host_no_catalog},
    {"old-catalog", host_old_catalog},
    {"no-room", host_no_room},
    {"cancel", host_cancel},
    {"deadline", host_deadline},
    {"shutdown", host_shutdown},
    {"hold", host_hold},
    {"read", host_read},
    {"new", host_new},
};

static void host_line(struct replay *replay, const char *text)
{
    size_t size = strcspn(text, " ");
    const char *rest = text[size] ? text + size + 1 : text + size;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (strlen(acts[i].word) == size && strncmp(acts[i].word, text, size) == 0) {
            acts[i].act(replay, rest);
            feed(replay);
            return;
        }
    }
    buf_printf(&replay->result, "cannot read: %s\n", text);
}

static void replay_line(struct replay *replay, const char *line)
{
    if (line[0] == '<' || line[0] == '=' || strcmp(line, "closed") == 0 ||
        strncmp(line, "# over", 6) == 0 || strncmp(line, "# deadline after", 16) == 0)
        return;
    buf_printf(&replay->result, "%s\n", line);
    if (line[0] == '>')
        client_line(replay, line);
    else if (line[0] == '!')
        host_line(replay, line + 2);
    print_output(replay);
}

/* --- files --- */

static void replay_file(struct replay *replay, const char *text)
{
    buf_init(&replay->pending, (size_t)16 << 20);
    buf_init(&replay->result, (size_t)16 << 20);
    replay_open(replay);
    char *copy = strdup(text), *rest = copy;
    for (char *line = strsep(&rest, "\n"); line && rest; line = strsep(&rest, "\n"))
        replay_line(replay, line);
    free(copy);
    replay_close(replay);
    buf_putc(&replay->result, '\0');
}

static void replay_free(struct replay *replay)
{
    buf_free(&replay->pending);
    buf_free(&replay->result);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    struct buf text;
    char chunk[4096];
    size_t n;
    buf_init(&text, (size_t)16 << 20);
    while (file && (n = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_append(&text, chunk, n);
    if (!file || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
    buf_putc(&text, '\0');
    return text.memory;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

/* The first line that differs. */
static void show_difference(const char *wanted, const char *got)
{
    int line = 1;
    while (*wanted && *wanted == *got) {
        line += *wanted == '\n';
        wanted++;
        got++;
    }
    printf("# line %d: wanted …%.*s\n", line, (int)strcspn(wanted, "\n"), wanted);
    printf("# got …%.*s\n", (int)strcspn(got, "\n"), got);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool check_file(const char *path, bool bytewise, bool update, int number)
{
    struct replay replay = {.bytewise = bytewise};
    char *wanted = read_file(path);
    replay_file(&replay, wanted);
    const char *got = buf_data(&replay.result);
    bool fine = strcmp(wanted, got) == 0;
    if (!fine && update)
        write_file(path, got);
    else if (!fine)
        show_difference(wanted, got);
    printf("%s %d - %s%s\n", fine || update ? "ok" : "not ok", number, base_name(path),
           bytewise ? ", byte by byte" : "");
    free(wanted);
    replay_free(&replay);
    return fine;
}

int main(int argc, char **argv)
{
    bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
    int first = update ? 2 : 1, number = 0;
    bool fine = true;
    printf("1..%d\n", (argc - first) * 2);
    for (int i = first; i < argc; i++) {
        fine &= check_file(argv[i], false, update, ++number);
        fine &= check_file(argv[i], true, false, ++number);
    }
    return fine ? 0 : 1;
}
