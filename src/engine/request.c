/* Takes HTTP requests apart into statements and their rows. Knows no ClickHouse functions. */
#include "engine/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "engine/reply.h"

enum { MAX_SQL_BYTES = 64 * 1024 * 1024 };

struct request {
    const struct engine *engine;
    struct MHD_Connection *connection;
    struct params params;
    struct buf sql; /* the parameter, and the body unless that is rows */
    struct statement statement;
    struct task task;
    struct reply reply;
    char *format;
    bool answered, is_read_only, opened;
};

static enum MHD_Result add_param(void *owner, enum MHD_ValueKind kind, const char *name,
                                 const char *value)
{
    (void)kind;
    params_add(owner, name, value);
    return MHD_YES;
}

/* A header in place of an absent parameter. */
static void add_header(struct request *request, const char *header, const char *param,
                       const char *already)
{
    const char *value = MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, header);
    if (value && !already)
        params_add(&request->params, param, value);
}

static void make_query_id(struct params *params)
{
    unsigned char r[16] = {0};
    if (getrandom(r, sizeof r, 0) != sizeof r)
        abort(); /* cannot fail for so few bytes once the machine is up */
    char id[40];
    snprintf(id, sizeof id,
             "%02x%02x%02x%02x-%02x%02x-4%01x%02x-a%01x%02x-%02x%02x%02x%02x%02x%02x", r[0], r[1],
             r[2], r[3], r[4], r[5], r[6] & 15, r[7], r[8] & 15, r[9], r[10], r[11], r[12], r[13],
             r[14], r[15]);
    params_add(params, "query_id", id);
}

static struct request *request_new(const struct engine *engine, struct MHD_Connection *connection,
                                   const char *method)
{
    struct request *request = calloc(1, sizeof *request);
    if (!request)
        return NULL;
    request->engine = engine;
    request->connection = connection;
    struct params *params = &request->params;
    params_init(params);
    buf_init(&request->sql, MAX_SQL_BYTES);
    reply_init(&request->reply);
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, add_param, params);
    add_header(request, "X-ClickHouse-Format", "default_format", params->default_format);
    add_header(request, "X-ClickHouse-Database", "database", params->database);
    if (!params->query_id || !*params->query_id || strlen(params->query_id) > 128 ||
        strpbrk(params->query_id, "\r\n'\\"))
        make_query_id(params);
    request->is_read_only = strcmp(method, "POST") != 0;
    if (request->is_read_only)
        params_add(params, "readonly", "2");
    return request;
}

void request_completed(void *engine, struct MHD_Connection *connection, void **state,
                       enum MHD_RequestTerminationCode why)
{
    struct request *request = *state;
    (void)engine, (void)connection, (void)why;
    *state = NULL;
    if (!request)
        return;
    task_close(&request->task);
    params_free(&request->params);
    buf_free(&request->sql);
    reply_free(&request->reply);
    free(request->format);
    free(request);
}

static int client_fd(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

static enum MHD_Result send_task(struct request *request)
{
    request->answered = true;
    return reply_send(request->connection, &request->reply, &request->task);
}

/* What the result is written in: FORMAT, else default_format, else TabSeparated. */
static const char *choose_format(struct request *request)
{
    struct str format = request->statement.format;
    if (format.size)
        return request->format = strndup(format.data, format.size);
    const char *chosen = request->params.default_format;
    return chosen && *chosen ? chosen : "TabSeparated";
}

/* The task exists afterwards, with an error if it may not run. */
static void open_task(struct request *request)
{
    struct refusal refusal = {0};
    struct task *task = &request->task;
    request->opened = true;
    task->engine = request->engine;
    task->query.id = request->params.query_id;
    task->format = "TabSeparated";
    if (request->params.refused) {
        snprintf(refusal.message, sizeof refusal.message, "Parameter %.80s is not supported",
                 request->params.refused);
        task_set_error(task, 48, "NOT_IMPLEMENTED", refusal.message);
    } else if (request->sql.failed || request->params.settings.failed) {
        task_set_error(task, 307, "TOO_MANY_BYTES", "The query or its settings are too long");
    } else if (!guard_check(buf_str(&request->sql), &request->statement, &refusal)) {
        task_set_error(task, refusal.code, refusal.name, refusal.message);
    } else {
        if (request->params.wait_end_of_query && request->statement.kind == STATEMENT_READ)
            request->statement.kind = STATEMENT_PLAIN;
        task_open(task, request->engine, &request->statement, &request->params,
                  choose_format(request), client_fd(request->connection));
    }
}

/* The headers have come. An INSERT whose rows will follow starts now, so that it fails early. */
static enum MHD_Result handle_headers(struct request *request)
{
    const char *query = request->params.query;
    if (!query || !*query)
        return MHD_YES;
    buf_puts(&request->sql, query);
    struct refusal refusal;
    if (!guard_check(buf_str(&request->sql), &request->statement, &refusal) ||
        request->statement.kind != STATEMENT_INSERT) {
        buf_putc(&request->sql, '\n');
        return MHD_YES;
    }
    open_task(request);
    if (request->task.error)
        return send_task(request);
    task_feed(&request->task, request->statement.data);
    return MHD_YES;
}

static enum MHD_Result handle_body(struct request *request, const char *upload, size_t *size)
{
    if (request->opened)
        task_feed(&request->task, (struct str){upload, *size});
    else
        buf_append(&request->sql, upload, *size);
    *size = 0;
    return MHD_YES;
}

static enum MHD_Result handle_end(struct request *request)
{
    bool rows_follow = request->opened;
    if (!rows_follow)
        open_task(request);
    if (request->statement.kind == STATEMENT_INSERT) {
        if (!rows_follow)
            task_feed(&request->task, request->statement.data);
        task_feed_end(&request->task);
    }
    return send_task(request);
}

enum MHD_Result request_handle(void *engine, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *upload,
                               size_t *upload_size, void **state)
{
    (void)version;
    bool known = strcmp(method, "GET") == 0 || strcmp(method, "POST") == 0;
    if (!known)
        return reply_text(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "Only GET and POST\n");
    if (strcmp(url, "/ping") == 0)
        return reply_text(connection, MHD_HTTP_OK, "Ok.\n");
    if (strcmp(url, "/") != 0)
        return reply_text(connection, MHD_HTTP_NOT_FOUND, "There is no handle for this path\n");
    struct request *request = *state;
    if (!request) {
        *state = request = request_new(engine, connection, method);
        return request ? handle_headers(request) : MHD_NO;
    }
    if (request->answered) {
        *upload_size = 0;
        return MHD_YES;
    }
    return *upload_size ? handle_body(request, upload, upload_size) : handle_end(request);
}
