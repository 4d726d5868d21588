/* One request: curl's callbacks on one side, its owner's events on the other. Which requests run
 * when is decided in pool.c. */
#include "backend/request.h"

#include <stdlib.h>

#include "backend/keep.h"
#include "backend/parts.h"
#include "backend/pool.h"

/* backend_send takes rows until so many bytes wait, and asks for more below the low mark. */
#define BODY_HIGH ((size_t)1 << 20)
#define BODY_LOW ((size_t)256 << 10)
/* A guard, not a mark: one block larger than this is refused. */
#define BODY_LIMIT ((size_t)1 << 30)
#define BUFFER_SIZE (256L << 10)

/* A server that says yes before it has all rows cannot have stored them. */
static bool answers_too_early(struct backend_request *request)
{
    bool has_all = request->body_ended && buf_size(&request->body) == 0;
    if (!request->has_body || has_all || request->response.status != 200)
        return false;
    err_set(&request->response.err, SQLSTATE_CONNECTION_FAILURE, 0,
            "ClickHouse answered before it had all rows");
    return true;
}

static size_t take_header(char *data, size_t size, size_t n, void *owner)
{
    struct backend_request *request = owner;
    response_header(&request->response, (struct str){data, size * n});
    if (answers_too_early(request))
        return 0;
    if (request->sends_paused)
        pool_mark_ready(request);
    return size * n;
}

static size_t take_body(char *data, size_t size, size_t n, void *owner)
{
    struct backend_request *request = owner;
    if (request->is_paused || response_has_block(&request->response)) {
        request->reads_paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    pool_mark_ready(request);
    keep_bytes(request, (struct str){data, size * n});
    if (request->raw)
        buf_append(request->raw, data, size * n);
    bool more = response_body(&request->response, (struct str){data, size * n});
    return more ? size * n : 0;
}

/* The server has said no before it had all rows: curl stops sending, if it is not paused. */
static bool rows_are_useless(const struct backend_request *request)
{
    return request->response.status >= 300;
}

static size_t give_rows(char *data, size_t size, size_t n, void *owner)
{
    struct backend_request *request = owner;
    size_t taken = buf_size(&request->body);
    if (taken == 0 && (request->body_ended || rows_are_useless(request)))
        return 0;
    if (taken == 0) {
        request->wants_rows = request->sends_paused = true;
        pool_mark_ready(request);
        return CURL_READFUNC_PAUSE;
    }
    if (taken > size * n)
        taken = size * n;
    memcpy(data, buf_data(&request->body), taken);
    buf_consume(&request->body, taken);
    if (request->rows_refused && buf_size(&request->body) < BODY_LOW) {
        request->wants_rows = true;
        pool_mark_ready(request);
    }
    return taken;
}

static bool add_header(struct backend_request *request, const char *name, const char *value)
{
    char *line;
    if (!value)
        return true;
    if (asprintf(&line, "%s:%s%s", name, *value ? " " : "", value) < 0)
        return false;
    struct curl_slist *list = curl_slist_append(request->headers, line);
    free(line);
    if (list)
        request->headers = list;
    return list != NULL;
}

/* curl would wait a second for "100 Continue" otherwise, which ClickHouse does not send. */
static bool add_headers(struct backend_request *request)
{
    const struct backend *backend = request->backend;
    const char *user = request->user ? request->user : backend->user;
    const char *password = request->user ? request->password : backend->password;
    return add_header(request, "Expect", "") &&
           add_header(request, "Content-Type", "application/octet-stream") &&
           (!request->has_body || add_header(request, "Transfer-Encoding", "chunked")) &&
           add_header(request, "X-ClickHouse-User", user) &&
           add_header(request, "X-ClickHouse-Key", password);
}

#define DEFAULT_MAX_QUERY_SIZE 262144
#define LARGE_QUERY                                                                                \
    "&max_query_size=268435456&max_ast_elements=2000000&max_expanded_ast_elements=10000000"

/* Parameters that every ClickHouse server knows; an unknown one would fail the request. A server
 * stops a query whose client has gone only when it is marked as read-only. */
static bool make_url(struct backend_request *request)
{
    struct str sql = {request->sql, request->sql_size};
    char *id = curl_easy_escape(request->transfer, request->query_id, 0);
    char *insert =
        request->has_body ? curl_easy_escape(request->transfer, sql.data, (int)sql.size) : NULL;
    const char *stops = request->reads_only && request->backend->server_stops_abandoned
                            ? "&readonly=2&cancel_http_readonly_queries_on_client_close=1"
                            : "";
    /* Rows of catalogs travel with the query. */
    const char *size = sql.size > DEFAULT_MAX_QUERY_SIZE / 2 ? LARGE_QUERY : "";
    const char *end = request->wants_summary ? "&wait_end_of_query=1" : "";
    bool made = id && (insert || !request->has_body) &&
                asprintf(&request->url, "%s/?default_format=Native&query_id=%s%s%s%s%s%s",
                         request->backend->url, id, stops, size, end, insert ? "&query=" : "",
                         insert ? insert : "") > 0;
    curl_free(id);
    curl_free(insert);
    return made;
}

static void set_transport(struct backend_request *request)
{
    CURL *transfer = request->transfer;
    const struct backend *backend = request->backend;
    if (backend->unix_socket)
        curl_easy_setopt(transfer, CURLOPT_UNIX_SOCKET_PATH, backend->unix_socket);
    curl_easy_setopt(transfer, CURLOPT_URL, request->url);
    curl_easy_setopt(transfer, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(transfer, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(transfer, CURLOPT_PROXY, "");
    curl_easy_setopt(transfer, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(transfer, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(transfer, CURLOPT_CONNECTTIMEOUT_MS, backend->connect_timeout_ms);
    curl_easy_setopt(transfer, CURLOPT_BUFFERSIZE, BUFFER_SIZE);
    curl_easy_setopt(transfer, CURLOPT_UPLOAD_BUFFERSIZE, BUFFER_SIZE);
    curl_easy_setopt(transfer, CURLOPT_ERRORBUFFER, request->transport_error);
    curl_easy_setopt(transfer, CURLOPT_HTTPHEADER, request->headers);
    curl_easy_setopt(transfer, CURLOPT_PRIVATE, request);
}

static void set_callbacks(struct backend_request *request)
{
    CURL *transfer = request->transfer;
    curl_easy_setopt(transfer, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(transfer, CURLOPT_HEADERDATA, request);
    curl_easy_setopt(transfer, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(transfer, CURLOPT_WRITEDATA, request);
    curl_easy_setopt(transfer, CURLOPT_POST, 1L);
    if (request->has_body) {
        curl_easy_setopt(transfer, CURLOPT_READFUNCTION, give_rows);
        curl_easy_setopt(transfer, CURLOPT_READDATA, request);
    } else {
        curl_easy_setopt(transfer, CURLOPT_POSTFIELDS, request->sql);
        curl_easy_setopt(transfer, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->sql_size);
    }
}

static bool keep_user(struct backend_request *request, const struct backend_query *query)
{
    if (!query->user)
        return true;
    request->user = strdup(query->user);
    request->password = strdup(query->password ? query->password : "");
    return request->user && request->password;
}

static bool keep_sql(struct backend_request *request, struct str sql)
{
    request->sql = malloc(sql.size + 1);
    if (!request->sql)
        return false;
    if (sql.size)
        memcpy(request->sql, sql.data, sql.size);
    request->sql_size = sql.size;
    return true;
}

static bool make_transfer(struct backend_request *request)
{
    request->transfer = curl_easy_init();
    if (!request->transfer || request->sql_size == 0 || request->sql_size > INT32_MAX ||
        !make_url(request) || !add_headers(request))
        return false;
    set_transport(request);
    set_callbacks(request);
    curl_easy_setopt(request->transfer, CURLOPT_FRESH_CONNECT, request->reads_only ? 0L : 1L);
    return true;
}

void request_prepare(struct backend_request *request)
{
    if (!make_transfer(request))
        request_finish(request, CURLE_OUT_OF_MEMORY);
}

static void free_transfer(struct backend_request *request)
{
    if (request->transfer)
        curl_easy_cleanup(request->transfer);
    curl_slist_free_all(request->headers);
    free(request->url);
}

void request_reset(struct backend_request *request)
{
    free_transfer(request);
    request->transfer = NULL;
    request->headers = NULL;
    request->url = NULL;
    response_free(&request->response);
    response_init(&request->response);
    if (request->raw)
        buf_clear(request->raw);
    keep_again(request);
    request->transport_error[0] = '\0';
    request->is_finished = false;
}

void request_answer(struct backend_request *request, struct str blocks)
{
    if (request->raw)
        buf_append_str(request->raw, blocks);
    response_header(&request->response, STR("HTTP/1.1 200"));
    response_header(&request->response, STR("Content-Length: known"));
    response_body(&request->response, blocks);
    request->response.summary.was_kept = true;
    request_finish(request, CURLE_OK);
}

struct backend_request *request_new(struct backend *backend, const struct backend_query *query,
                                    const struct backend_events *events, void *owner)
{
    struct backend_request *request = calloc(1, sizeof *request);
    if (!request)
        abort();
    request->backend = backend;
    request->events = *events;
    request->owner = owner;
    request->has_body = query->has_body;
    buf_init(&request->body, BODY_LIMIT);
    response_init(&request->response);
    request->reads_only = query->reads_only;
    request->wants_summary = query->wants_summary;
    request->keeps_cheap = query->keeps_cheap;
    request->parts = parts_new(backend, query);
    request->query_id = strdup(query->query_id);
    if (!request->query_id || !keep_user(request, query) || !keep_sql(request, query->sql))
        abort();
    return request;
}

void request_free(struct backend_request *request)
{
    keep_forget(request);
    pool_remove(request);
    parts_free(request->parts);
    free_transfer(request);
    response_free(&request->response);
    buf_free(&request->body);
    free(request->query_id);
    free(request->user);
    if (request->password)
        explicit_bzero(request->password, strlen(request->password));
    free(request->password);
    free(request->sql);
    free(request);
}

void request_finish(struct backend_request *request, CURLcode result)
{
    request->is_finished = true;
    request->is_running = false;
    request->result = result;
    pool_mark_ready(request);
}

bool request_is_busy(const struct backend_request *request)
{
    return request->is_running && !request->is_paused && !request->sends_paused;
}

static void end_event(struct backend_request *request)
{
    request->in_event = false;
    if (request->is_cancelled)
        backend_cancel(request);
    else
        pool_mark_ready(request);
}

static void describe_failure(const struct backend_request *request, char *text, size_t size)
{
    bool unreached = request->result == CURLE_COULDNT_CONNECT ||
                     request->result == CURLE_COULDNT_RESOLVE_HOST ||
                     request->result == CURLE_OPERATION_TIMEDOUT;
    snprintf(text, size, "%s: %s",
             unreached ? "ClickHouse cannot be reached" : "the connection to ClickHouse was lost",
             request->transport_error[0] ? request->transport_error
                                         : curl_easy_strerror(request->result));
}

static void tell_done(struct backend_request *request)
{
    char text[CURL_ERROR_SIZE + 64];
    struct err err = {0};
    if (parts_start_again(request))
        return;
    describe_failure(request, text, sizeof text);
    bool well = response_end(&request->response, request->result ? text : NULL, &err);
    keep_done(request, well);
    request->in_event = true;
    request->events.done(request->owner, &request->response.summary, well ? NULL : &err);
    request_free(request);
}

/* Lets curl go on in the directions where it can. */
static void unpause(struct backend_request *request)
{
    bool rows = buf_size(&request->body) > 0 || request->body_ended || rows_are_useless(request);
    if (!request->is_running || !(request->reads_paused || (request->sends_paused && rows)))
        return;
    request->reads_paused = false;
    request->sends_paused = request->sends_paused && !rows;
    pool_update_slot(request);
    curl_easy_pause(request->transfer, request->sends_paused ? CURLPAUSE_SEND : CURLPAUSE_CONT);
}

void request_step(struct backend_request *request)
{
    struct block block;
    keep_step(request);
    pool_update_slot(request);
    if (request->is_paused)
        return;
    request->in_event = true;
    if (response_next_block(&request->response, &block)) {
        request->events.block(request->owner, &block);
        end_event(request);
        return;
    }
    request->in_event = false;
    if (request->is_finished) {
        tell_done(request);
        return;
    }
    if (request->wants_rows && !request->body_ended) {
        request->wants_rows = request->rows_refused = false;
        request->in_event = true;
        request->events.writable(request->owner);
        end_event(request);
        return;
    }
    unpause(request);
}

void backend_pause(struct backend_request *request)
{
    request->is_paused = true;
    pool_update_slot(request);
    if (request->keep)
        pool_mark_ready(request);
}

void backend_resume(struct backend_request *request)
{
    request->is_paused = false;
    pool_mark_ready(request);
}

bool backend_send(struct backend_request *request, struct str bytes)
{
    if (buf_size(&request->body) >= BODY_HIGH) {
        request->rows_refused = true;
        return false;
    }
    buf_append_str(&request->body, bytes);
    if (request->body.failed && !request->is_finished) {
        pool_stop(request);
        request_finish(request, CURLE_OUT_OF_MEMORY);
    }
    pool_mark_ready(request);
    return true;
}

void backend_send_end(struct backend_request *request)
{
    request->body_ended = true;
    pool_mark_ready(request);
}
