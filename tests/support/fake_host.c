/* A host for sessions in tests. Runs nothing by itself. */
#include "fake_host.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "backend/type_name.h"
#include "catalog_file.h"

struct backend_request {
    const struct backend_events *events;
    void *owner;
};

static struct backend_request *fake_start(void *owner, const struct backend_query *query,
                                          const struct backend_events *events, void *events_owner)
{
    struct fake_host *host = owner;
    buf_printf(&host->calls, "= start%s %.*s\n", query->has_body ? " with body" : "",
               (int)query->sql.size, query->sql.data);
    host->request = malloc(sizeof *host->request);
    *host->request = (struct backend_request){events, events_owner};
    return host->request;
}

static void fake_pause(void *owner, struct backend_request *request)
{
    (void)request;
    buf_puts(&((struct fake_host *)owner)->calls, "= pause\n");
}

static void fake_resume(void *owner, struct backend_request *request)
{
    (void)request;
    buf_puts(&((struct fake_host *)owner)->calls, "= resume\n");
}

static void fake_cancel(void *owner, struct backend_request *request)
{
    struct fake_host *host = owner;
    buf_puts(&host->calls, "= cancel\n");
    free(request);
    host->request = NULL;
}

static bool fake_send(void *owner, struct backend_request *request, struct str bytes)
{
    struct fake_host *host = owner;
    (void)request;
    buf_printf(&host->calls, "= send %zu bytes%s\n", bytes.size,
               host->refuses_send ? " (refused)" : "");
    return !host->refuses_send;
}

static void fake_send_end(void *owner, struct backend_request *request)
{
    (void)request;
    buf_puts(&((struct fake_host *)owner)->calls, "= end of body\n");
}

static struct session_catalog fake_catalog(void *owner)
{
    struct fake_host *host = owner;
    if (!host->has_catalog)
        return (struct session_catalog){0};
    host->n_held++;
    return (struct session_catalog){host->catalog, host};
}

static void fake_catalog_release(void *owner, struct session_catalog catalog)
{
    (void)catalog;
    ((struct fake_host *)owner)->n_held--;
}

static bool fake_catalog_reload(void *owner, enum session_reload reload)
{
    struct fake_host *host = owner;
    if (reload == RELOAD_IF_OLD && host->has_catalog && !host->catalog_old)
        return false;
    buf_puts(&host->calls, reload == RELOAD_NOW ? "= reload now\n" : "= reload\n");
    return true;
}

/* Without files: loopback is trusted. */
static struct access *fake_access(void *owner)
{
    struct fake_host *host = owner;
    struct err err = {0};
    return access_load(host->users, host->rules, &err);
}

static void fake_peer(void *owner, struct access_peer *peer)
{
    *peer = ((struct fake_host *)owner)->peer;
}

static bool fake_start_tls(void *owner)
{
    return ((struct fake_host *)owner)->has_certificate;
}

static bool fake_admit(void *owner, uint32_t *process_id, struct session_key *key, struct err *err)
{
    struct fake_host *host = owner;
    if (host->room-- <= 0)
        return err_set(err, SQLSTATE_TOO_MANY_CONNECTIONS, 0, "sorry, too many clients already");
    *process_id = 7;
    memset(key->bytes, 0, sizeof key->bytes);
    key->bytes[key->size - 1] = 77;
    return true;
}

static void fake_cancel_other(void *owner, uint32_t process_id, const struct session_key *key)
{
    buf_printf(&((struct fake_host *)owner)->calls, "= cancel session %u %u\n", process_id,
               key->bytes[key->size - 1]);
}

static void fake_sessions(void *owner, struct session_list *list)
{
    (void)owner;
    (void)list;
}

static enum session_signal_result fake_signal(void *owner, uint32_t process_id, const char *user,
                                              bool terminates)
{
    buf_printf(&((struct fake_host *)owner)->calls, "= %s session %u of %s\n",
               terminates ? "end" : "cancel", process_id, user);
    return SIGNAL_SENT;
}

static void fake_listen(void *owner, const char *const *channels, size_t n)
{
    struct fake_host *host = owner;
    buf_puts(&host->calls, "= listen");
    for (size_t i = 0; i < n; i++)
        buf_printf(&host->calls, " %s", channels[i]);
    buf_puts(&host->calls, "\n");
}

/* It comes back to the session that sent it. */
static void fake_notify(void *owner, const char *database, const char *channel, const char *payload)
{
    struct fake_host *host = owner;
    (void)database;
    buf_printf(&host->calls, "= notify %s %s\n", channel, payload);
    if (host->n_notifications < sizeof host->notifications / sizeof *host->notifications)
        host->notifications[host->n_notifications++] = (struct session_notification){
            7, arena_strdup(host->arena, channel), arena_strdup(host->arena, payload), NULL};
}

static bool fake_next_notification(void *owner, struct session_notification *notification)
{
    struct fake_host *host = owner;
    if (host->n_taken == host->n_notifications)
        return false;
    *notification = host->notifications[host->n_taken++];
    return true;
}

static int64_t fake_now_ms(void *owner)
{
    return ((struct fake_host *)owner)->now_ms;
}

static void fake_set_deadline(void *owner, int64_t at_ms)
{
    ((struct fake_host *)owner)->deadline_ms = at_ms;
}

static void fake_wake(void *owner)
{
    (void)owner;
}

const struct session_host fake_session_host = {
    .start = fake_start,
    .pause = fake_pause,
    .resume = fake_resume,
    .cancel = fake_cancel,
    .send = fake_send,
    .send_end = fake_send_end,
    .catalog = fake_catalog,
    .catalog_release = fake_catalog_release,
    .catalog_reload = fake_catalog_reload,
    .access = fake_access,
    .peer = fake_peer,
    .start_tls = fake_start_tls,
    .admit = fake_admit,
    .cancel_other = fake_cancel_other,
    .sessions = fake_sessions,
    .signal = fake_signal,
    .listen = fake_listen,
    .notify = fake_notify,
    .next_notification = fake_next_notification,
    .now_ms = fake_now_ms,
    .set_deadline = fake_set_deadline,
    .wake = fake_wake,
};

void fake_host_init(struct fake_host *host, const char *catalog)
{
    struct err err = {0};
    *host = (struct fake_host){.arena = arena_new((size_t)256 << 20), .has_catalog = true};
    host->room = 1;
    struct sockaddr_in loopback = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    memcpy(&host->peer.address, &loopback, sizeof loopback);
    host->now_ms = 1;
    buf_init(&host->calls, (size_t)16 << 20);
    host->catalog = catalog_file_read(host->arena, str_of(catalog), &err);
    if (!host->catalog)
        abort();
}

void fake_host_free(struct fake_host *host)
{
    free(host->request);
    buf_free(&host->calls);
    arena_free(host->arena);
}

void fake_host_renew_catalog(struct fake_host *host)
{
    struct catalog *catalog = ARENA_NEW(host->arena, struct catalog);
    *catalog = *host->catalog;
    catalog->version++;
    host->catalog = catalog;
    host->has_catalog = true;
}

/* --- the backend --- */

static void put_number(uint8_t *at, const struct chtype *type, const char *text)
{
    if (type->kind == CH_FLOAT64) {
        double number = strtod(text, NULL);
        memcpy(at, &number, sizeof number);
        return;
    }
    long long number = strtoll(text, NULL, 10);
    memcpy(at, &number, chtype_width(type) < 8 ? chtype_width(type) : 8);
}

static size_t count_values(const char *text)
{
    size_t n = *text ? 1 : 0;
    for (; *text; text++)
        n += *text == ',';
    return n;
}

static void fill_column(struct arena *arena, struct column *column, const char *type, char *values)
{
    const struct chtype *declared = type_name_parse(arena, str_of(type));
    column->type = chtype_strip(declared);
    column->n_rows = count_values(values);
    size_t width = chtype_width(column->type);
    uint8_t *nulls = ARENA_ARRAY(arena, uint8_t, column->n_rows);
    uint8_t *numbers = ARENA_ARRAY(arena, uint8_t, column->n_rows * (width ? width : 1));
    struct str *strings = ARENA_ARRAY(arena, struct str, column->n_rows);
    for (size_t i = 0; i < column->n_rows; i++) {
        char *value = strsep(&values, ",");
        nulls[i] = strcmp(value, "\\N") == 0;
        strings[i] = str_of(value);
        if (width && !nulls[i])
            put_number(numbers + i * width, column->type, value);
    }
    column->nulls = chtype_is_nullable(declared) ? nulls : NULL;
    column->values = numbers;
    column->strings = strings;
}

void fake_backend_block(struct fake_host *host, const char *text)
{
    struct column columns[8] = {0};
    const char *names[8] = {"c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"};
    struct block block = {.columns = columns, .names = names};
    char *rest = arena_strdup(host->arena, text);
    for (char *one = strsep(&rest, " "); one && block.n_columns < 8; one = strsep(&rest, " ")) {
        char *values = strchr(one, ':');
        if (!values)
            continue;
        *values = '\0';
        fill_column(host->arena, &columns[block.n_columns], one, values + 1);
        block.n_rows = columns[block.n_columns++].n_rows;
    }
    if (host->request)
        host->request->events->block(host->request->owner, &block);
}

void fake_backend_writable(struct fake_host *host)
{
    host->refuses_send = false;
    if (host->request)
        host->request->events->writable(host->request->owner);
}

void fake_backend_done(struct fake_host *host, uint64_t written_rows, const struct err *err)
{
    struct backend_request *request = host->request;
    struct backend_summary summary = {.written_rows = written_rows};
    host->request = NULL;
    if (request)
        request->events->done(request->owner, &summary, err);
    free(request);
}
