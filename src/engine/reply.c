/* Streams a task's result or error as an HTTP reply. Knows nothing of requests. */
#include "engine/reply.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_HEAD_BYTES = 64 * 1024 * 1024, HEAD_BYTES = 64 * 1024, BLOCK_BYTES = 128 * 1024 };

void reply_init(struct reply *reply)
{
    exception_make_tag(reply->tag);
    buf_init(&reply->tail, 32 * 1024);
    buf_init(&reply->head, MAX_HEAD_BYTES);
    reply->tail_made = false;
}

void reply_free(struct reply *reply)
{
    buf_free(&reply->tail);
    buf_free(&reply->head);
}

/* So that small results have a complete summary and errors at the start a status. */
static void read_head(struct reply *reply, struct task *task)
{
    while (!task->error && buf_size(&reply->head) < HEAD_BYTES) {
        if (task->out.size > HEAD_BYTES)
            return;
        buf_append_str(&reply->head, task->out);
        task->out = STR("");
        if (task->ended)
            return;
        task_read(task);
    }
}

static ssize_t give(struct str *bytes, char *room, size_t size)
{
    size = bytes->size < size ? bytes->size : size;
    if (bytes->data)
        memcpy(room, bytes->data, size);
    *bytes = str_skip(*bytes, size);
    return (ssize_t)size;
}

static ssize_t give_buf(struct buf *bytes, char *room, size_t size)
{
    struct str rest = buf_str(bytes);
    ssize_t given = give(&rest, room, size);
    buf_consume(bytes, (size_t)given);
    return given;
}

struct body {
    struct reply *reply;
    struct task *task;
};

static ssize_t read_tail(struct reply *reply, const struct task *task, char *room, size_t size)
{
    if (!reply->tail_made)
        exception_write_block(&reply->tail, reply->tag, task->error);
    reply->tail_made = true;
    if (buf_size(&reply->tail) == 0)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    return give_buf(&reply->tail, room, size);
}

static ssize_t read_body(void *owner, uint64_t position, char *room, size_t size)
{
    struct body *body = owner;
    (void)position;
    if (buf_size(&body->reply->head))
        return give_buf(&body->reply->head, room, size);
    struct task *task = body->task;
    if (!task->out.size && !task->ended)
        task_read(task);
    if (task->out.size)
        return give(&task->out, room, size);
    if (task->error)
        return read_tail(body->reply, task, room, size);
    return MHD_CONTENT_READER_END_OF_STREAM;
}

static void add_summary(struct MHD_Response *response, const struct task *task)
{
    const struct task_summary *s = &task->summary;
    char text[512];
    snprintf(text, sizeof text,
             "{\"read_rows\":\"%" PRIu64 "\",\"read_bytes\":\"%" PRIu64
             "\",\"written_rows\":\"%" PRIu64 "\",\"written_bytes\":\"%" PRIu64
             "\",\"total_rows_to_read\":\"0\",\"result_rows\":\"%" PRIu64
             "\",\"result_bytes\":\"%" PRIu64 "\",\"elapsed_ns\":\"%" PRIu64 "\"}",
             s->read_rows, s->read_bytes, s->written_rows, s->written_bytes, s->result_rows,
             s->result_bytes, task_elapsed_ns(task));
    MHD_add_response_header(response, "X-ClickHouse-Summary", text);
}

static enum MHD_Result queue(struct MHD_Connection *connection, struct MHD_Response *response,
                             unsigned status)
{
    if (!response)
        return MHD_NO;
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static struct MHD_Response *make_result(struct reply *reply, struct task *task, struct body *body)
{
    *body = (struct body){reply, task};
    struct MHD_Response *response =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_BYTES, read_body, body, free);
    if (!response) {
        free(body);
        return NULL;
    }
    MHD_add_response_header(response, "X-ClickHouse-Exception-Tag", reply->tag);
    return response;
}

static struct MHD_Response *make_error(const struct task *task)
{
    size_t size = strlen(task->error);
    struct buf text;
    buf_init(&text, size + 2);
    buf_append(&text, task->error, size);
    buf_putc(&text, '\n');
    struct MHD_Response *response = MHD_create_response_from_buffer(
        buf_size(&text), (void *)(uintptr_t)buf_data(&text), MHD_RESPMEM_MUST_COPY);
    buf_free(&text);
    char code[16];
    snprintf(code, sizeof code, "%d", exception_code(task->error));
    MHD_add_response_header(response, "X-ClickHouse-Exception-Code", code);
    MHD_add_response_header(response, "Content-Type", "text/plain; charset=UTF-8");
    return response;
}

enum MHD_Result reply_send(struct MHD_Connection *connection, struct reply *reply,
                           struct task *task)
{
    read_head(reply, task);
    bool failed = task->error != NULL; /* nothing was sent: the head is dropped */
    struct body *body = failed ? NULL : malloc(sizeof *body);
    if (!failed && !body)
        return MHD_NO;
    struct MHD_Response *response = failed ? make_error(task) : make_result(reply, task, body);
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, "X-ClickHouse-Server-Display-Name", "pgpivot-engine");
    MHD_add_response_header(response, "X-ClickHouse-Timezone", "UTC");
    MHD_add_response_header(response, "X-ClickHouse-Format", task->format);
    MHD_add_response_header(response, "X-ClickHouse-Query-Id", task->query.id);
    add_summary(response, task);
    return queue(connection, response,
                 failed ? (unsigned)exception_http_status(exception_code(task->error)) : 200);
}

enum MHD_Result reply_text(struct MHD_Connection *connection, unsigned status, const char *text)
{
    return queue(connection,
                 MHD_create_response_from_buffer(strlen(text), (void *)(uintptr_t)text,
                                                 MHD_RESPMEM_MUST_COPY),
                 status);
}
