/* Tells blocks, exceptions and broken responses apart. Does no I/O. */
#include "backend/response.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "backend/exception.h"

#define PIECE_SIZE ((size_t)256 << 10)

/* Longer than ClickHouse lets an exception be; what comes beyond it is not read. */
#define MAX_TEXT ((size_t)64 << 10)

void response_init(struct response *response)
{
    *response = (struct response){.reader = native_reader_new(&native_limits_default)};
    buf_init(&response->text, MAX_TEXT);
}

void response_free(struct response *response)
{
    native_reader_free(response->reader);
    buf_free(&response->text);
}

static const char *find(struct str text, const char *what)
{
    return text.data ? memmem(text.data, text.size, what, strlen(what)) : NULL;
}

static uint64_t read_number(struct str text)
{
    uint64_t number = 0;
    for (size_t i = 0; i < text.size && i < 19 && isdigit((unsigned char)text.data[i]); i++)
        number = number * 10 + (uint64_t)(text.data[i] - '0');
    return number;
}

static void read_status(struct response *response, struct str line)
{
    const char *space = memchr(line.data, ' ', line.size);
    if (space)
        response->status = (long)read_number(str_skip(line, (size_t)(space + 1 - line.data)));
}

static void read_exception_code(struct response *response, struct str value)
{
    response->exception_code = (int)read_number(value);
}

/* {"read_rows":"1","read_bytes":"1", …}: the numbers are quoted. */
static uint64_t summary_field(struct str json, const char *name)
{
    const char *found = find(json, name);
    if (!found)
        return 0;
    json = str_skip(json, (size_t)(found - json.data) + strlen(name));
    while (json.size > 0 && (json.data[0] == '"' || json.data[0] == ':' || json.data[0] == ' '))
        json = str_skip(json, 1);
    return read_number(json);
}

static void read_summary(struct response *response, struct str value)
{
    response->summary = (struct backend_summary){
        .read_rows = summary_field(value, "\"read_rows\""),
        .read_bytes = summary_field(value, "\"read_bytes\""),
        .written_rows = summary_field(value, "\"written_rows\""),
        .result_rows = summary_field(value, "\"result_rows\""),
        .elapsed_ns = summary_field(value, "\"elapsed_ns\""),
    };
}

static void read_framing(struct response *response, struct str value)
{
    (void)value;
    response->is_framed = true;
}

static void read_display_name(struct response *response, struct str value)
{
    response->is_own_engine = str_starts(value, STR("pgpivot-engine"));
}

static const struct header_row {
    const char *name;
    void (*read)(struct response *response, struct str value);
} header_rows[] = {
    {"X-ClickHouse-Exception-Code:", read_exception_code},
    {"X-ClickHouse-Server-Display-Name:", read_display_name},
    {"X-ClickHouse-Summary:", read_summary},
    {"Content-Length:", read_framing},
    {"Transfer-Encoding:", read_framing},
};

void response_header(struct response *response, struct str line)
{
    if (str_starts(line, STR("HTTP/"))) {
        read_status(response, line);
        return;
    }
    for (size_t i = 0; i < sizeof header_rows / sizeof *header_rows; i++) {
        size_t size = strlen(header_rows[i].name);
        if (line.size < size || strncasecmp(line.data, header_rows[i].name, size) != 0)
            continue;
        line = str_skip(line, size);
        while (line.size > 0 && line.data[0] == ' ')
            line = str_skip(line, 1);
        header_rows[i].read(response, line);
    }
}

static bool add_text(struct response *response, struct str bytes)
{
    size_t room = MAX_TEXT - buf_size(&response->text);
    bool fits = bytes.size <= room;
    buf_append(&response->text, bytes.data, fits ? bytes.size : room);
    return fits;
}

/* What the reader could not make sense of may be an exception that followed the last block. */
static bool break_off(struct response *response)
{
    response->is_broken = true;
    return add_text(response, native_reader_rest(response->reader));
}

static bool has_failed(const struct response *response)
{
    return response->status != 200 || response->exception_code;
}

bool response_body(struct response *response, struct str bytes)
{
    if (response->is_broken || has_failed(response))
        return add_text(response, bytes);
    if (native_reader_feed(response->reader, bytes, &response->err))
        return true;
    break_off(response);
    return false;
}

static bool read_block(struct response *response)
{
    enum native_next next;
    do
        next = native_reader_next(response->reader, &response->block, &response->err);
    while (next == NATIVE_BLOCK && response->block.n_columns == 0);
    if (next == NATIVE_BAD)
        break_off(response);
    response->n_given = 0;
    return next == NATIVE_BLOCK;
}

static struct block next_piece(struct response *response)
{
    struct block piece = response->block;
    size_t row_size = piece.n_rows ? piece.size / piece.n_rows + 1 : 1;
    size_t n_rows = PIECE_SIZE / row_size + 1;
    piece.first_row = response->n_given;
    if (n_rows < piece.n_rows - piece.first_row)
        piece.n_rows = piece.first_row + n_rows;
    response->n_given = piece.n_rows;
    return piece;
}

bool response_has_block(const struct response *response)
{
    return response->n_given < response->block.n_rows;
}

bool response_next_block(struct response *response, struct block *block)
{
    if (response->is_broken)
        return false;
    if (!response_has_block(response) && !read_block(response)) {
        response->block = (struct block){0};
        return false;
    }
    *block = next_piece(response);
    return true;
}

static struct str cut_last_line(struct str text)
{
    const char *newline = text.size ? memrchr(text.data, '\n', text.size) : NULL;
    return (struct str){text.data, newline ? (size_t)(newline - text.data) : text.size};
}

/* The exception in bytes that are no block: since 25.9 between markers, before it just there. */
static bool find_exception(struct str text, struct str *exception)
{
    const char *code = find(text, "Code: ");
    if (!code)
        return false;
    *exception = str_skip(text, (size_t)(code - text.data));
    if (!exception_code(*exception) || !find(*exception, "DB::Exception"))
        return false;
    /* Before the closing marker come the message's length and a tag, on a line of their own. */
    const char *marker = find(*exception, "__exception__");
    if (marker) {
        exception->size = (size_t)(marker - exception->data);
        *exception = cut_last_line(cut_last_line(*exception));
    }
    return true;
}

static bool end_with_status(struct response *response, struct err *err)
{
    struct str text = buf_str(&response->text);
    if (response->exception_code || exception_code(text))
        return exception_read(text, response->exception_code, err);
    return err_set(err, SQLSTATE_CONNECTION_FAILURE, 0, "ClickHouse answered HTTP status %ld: %.*s",
                   response->status, (int)text.size, text.data);
}

bool response_end(struct response *response, const char *transport_error, struct err *err)
{
    struct str exception;
    if (response->status != 0 && has_failed(response))
        return end_with_status(response, err);
    if (!response->is_broken && !native_reader_at_boundary(response->reader))
        break_off(response);
    if (response->is_broken && find_exception(buf_str(&response->text), &exception))
        return exception_read(exception, 0, err);
    if (err_is_set(&response->err)) {
        *err = response->err;
        return false;
    }
    if (transport_error)
        return err_set(err, SQLSTATE_CONNECTION_FAILURE, 0, "%s", transport_error);
    if (response->is_broken || !response->is_framed)
        return err_set(err, SQLSTATE_CONNECTION_FAILURE, 0,
                       "the result from ClickHouse was cut off");
    return true;
}
