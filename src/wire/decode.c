/* Decodes frontend messages, one small function each. Does not know what they will do. */
#include <stddef.h>

#include "wire/bytes.h"
#include "wire/message.h"
#include "wire/reader.h"

static void decode_nothing(struct reader *reader, struct message *message)
{
    (void)reader;
    (void)message;
}

static void decode_query(struct reader *reader, struct message *message)
{
    message->as.query = reader_string(reader);
}

static void decode_copy_data(struct reader *reader, struct message *message)
{
    message->as.copy_data = reader_bytes(reader, reader->rest.size);
}

static void decode_copy_fail(struct reader *reader, struct message *message)
{
    message->as.copy_fail = reader_string(reader);
}

static void decode_password(struct reader *reader, struct message *message)
{
    message->as.password = reader_bytes(reader, reader->rest.size);
}

static void decode_parse(struct reader *reader, struct message *message)
{
    struct message_parse *parse = &message->as.parse;
    parse->statement = reader_string(reader);
    parse->query = reader_string(reader);
    parse->n_types = reader_u16(reader);
    parse->types = reader_bytes(reader, parse->n_types * sizeof(uint32_t)).data;
}

static struct message_formats read_formats(struct reader *reader)
{
    struct message_formats formats = {reader_u16(reader), NULL};
    formats.codes = reader_bytes(reader, formats.n * sizeof(uint16_t)).data;
    return formats;
}

/* Checks every length so that message_next_value need not. */
static struct str read_values(struct reader *reader, uint16_t n_values)
{
    const char *start = reader->rest.data;
    for (unsigned i = 0; i < n_values && !reader->failed; i++) {
        int32_t size = (int32_t)reader_u32(reader);
        if (size >= 0)
            reader_bytes(reader, (size_t)size);
        else if (size != -1)
            reader_fail(reader, "insufficient data left in message");
    }
    return (struct str){start, (size_t)(reader->rest.data - start)};
}

static void check_format_count(struct reader *reader, unsigned n_formats, unsigned n_values)
{
    if (!reader->failed && n_formats > 1 && n_formats != n_values) {
        err_set(reader->err, SQLSTATE_PROTOCOL_VIOLATION, 0,
                "bind message has %u parameter formats but %u parameters", n_formats, n_values);
        reader->failed = true;
    }
}

static void decode_bind(struct reader *reader, struct message *message)
{
    struct message_bind *bind = &message->as.bind;
    bind->portal = reader_string(reader);
    bind->statement = reader_string(reader);
    bind->formats = read_formats(reader);
    bind->n_values = reader_u16(reader);
    check_format_count(reader, bind->formats.n, bind->n_values);
    bind->values = read_values(reader, bind->n_values);
    bind->result_formats = read_formats(reader);
}

static void decode_target(struct reader *reader, struct message *message)
{
    struct message_target *target = &message->as.target;
    target->kind = (char)reader_u8(reader);
    target->name = reader_string(reader);
    if (reader->failed || target->kind == 'S' || target->kind == 'P')
        return;
    err_set(reader->err, SQLSTATE_PROTOCOL_VIOLATION, 0, "invalid %s message subtype %d",
            message->type == MESSAGE_CLOSE ? "CLOSE" : "DESCRIBE", (unsigned char)target->kind);
    reader->failed = true;
}

static void decode_execute(struct reader *reader, struct message *message)
{
    message->as.execute.portal = reader_string(reader);
    message->as.execute.max_rows = (int32_t)reader_u32(reader);
}

static void decode_function_call(struct reader *reader, struct message *message)
{
    struct message_function_call *call = &message->as.function_call;
    call->function_oid = reader_u32(reader);
    call->formats = read_formats(reader);
    call->n_values = reader_u16(reader);
    check_format_count(reader, call->formats.n, call->n_values);
    call->values = read_values(reader, call->n_values);
    call->result_format = (int16_t)reader_u16(reader);
}

typedef void decoder(struct reader *reader, struct message *message);

static decoder *const decoders[128] = {
    [MESSAGE_BIND] = decode_bind,
    [MESSAGE_CLOSE] = decode_target,
    [MESSAGE_DESCRIBE] = decode_target,
    [MESSAGE_EXECUTE] = decode_execute,
    [MESSAGE_FUNCTION_CALL] = decode_function_call,
    [MESSAGE_FLUSH] = decode_nothing,
    [MESSAGE_PARSE] = decode_parse,
    [MESSAGE_QUERY] = decode_query,
    [MESSAGE_SYNC] = decode_nothing,
    [MESSAGE_TERMINATE] = decode_nothing,
    [MESSAGE_COPY_DONE] = decode_nothing,
    [MESSAGE_COPY_DATA] = decode_copy_data,
    [MESSAGE_COPY_FAIL] = decode_copy_fail,
    [MESSAGE_PASSWORD] = decode_password,
};

bool message_decode(const struct frame *frame, struct message *message, struct err *err)
{
    unsigned char type = (unsigned char)frame->type;
    decoder *decode = type < 128 ? decoders[type] : NULL;
    if (!decode)
        return err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0, "invalid frontend message type %d",
                       type);
    struct reader reader = {.rest = frame->body, .err = err};
    *message = (struct message){.type = (enum message_type)type};
    decode(&reader, message);
    return reader_end(&reader);
}

int16_t message_format(const struct message_formats *formats, unsigned i)
{
    if (formats->n == 0)
        return 0;
    return (int16_t)bytes_u16(formats->codes + (formats->n == 1 ? 0 : i) * sizeof(uint16_t));
}

uint32_t message_type_oid(const struct message_parse *parse, unsigned i)
{
    return bytes_u32(parse->types + i * sizeof(uint32_t));
}

void message_next_value(struct str *rest, struct str *value, bool *is_null)
{
    int32_t size = (int32_t)bytes_u32(rest->data);
    *is_null = size < 0;
    *value = (struct str){rest->data + 4, *is_null ? 0 : (size_t)size};
    *rest = str_skip(*rest, 4 + value->size);
}
