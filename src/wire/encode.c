/* Writes backend messages. Does not know when which is due. */
#include "wire/encode.h"

#include "wire/bytes.h"

/* Type byte and an empty length word; returns where the message starts, for message_end. */
static size_t message_begin(struct buf *out, char type)
{
    size_t start = buf_size(out);
    buf_putc(out, type);
    buf_put_u32(out, 0);
    return start;
}

static void message_end(struct buf *out, size_t start)
{
    if (!out->failed)
        bytes_patch_u32(out, start + 1, (uint32_t)(buf_size(out) - start - 1));
}

static void put_string(struct buf *out, const char *text)
{
    buf_append(out, text, strlen(text) + 1);
}

static void message_empty(struct buf *out, char type)
{
    message_end(out, message_begin(out, type));
}

static void message_text(struct buf *out, char type, const char *text)
{
    size_t start = message_begin(out, type);
    put_string(out, text);
    message_end(out, start);
}

void encode_authentication(struct buf *out, uint32_t code, struct str data)
{
    size_t start = message_begin(out, 'R');
    buf_put_u32(out, code);
    buf_append_str(out, data);
    message_end(out, start);
}

void encode_authentication_ok(struct buf *out)
{
    encode_authentication(out, 0, STR(""));
}

void encode_parameter_status(struct buf *out, const char *name, const char *value)
{
    size_t start = message_begin(out, 'S');
    put_string(out, name);
    put_string(out, value);
    message_end(out, start);
}

void encode_backend_key_data(struct buf *out, uint32_t process_id, struct str secret_key)
{
    size_t start = message_begin(out, 'K');
    buf_put_u32(out, process_id);
    buf_append_str(out, secret_key);
    message_end(out, start);
}

void encode_negotiate_protocol_version(struct buf *out, uint16_t newest_minor,
                                       const struct startup *startup)
{
    /* PostgreSQL 15 sends the whole version number, major part and all. */
    const uint32_t major = 3;
    size_t start = message_begin(out, 'v');
    buf_put_u32(out, major << 16 | newest_minor);
    buf_put_u32(out, (uint32_t)startup->n_unknown_options);
    struct str rest = startup->parameters;
    struct startup_parameter parameter;
    while (startup_next_parameter(&rest, &parameter))
        if (startup_is_protocol_option(parameter.name))
            buf_append(out, parameter.name.data, parameter.name.size + 1);
    message_end(out, start);
}

static void put_field(struct buf *out, char code, const char *text)
{
    if (!text || !*text)
        return;
    buf_putc(out, code);
    put_string(out, text);
}

static void encode_report(struct buf *out, char type, const char *severity, const struct err *err)
{
    size_t start = message_begin(out, type);
    put_field(out, 'S', severity);
    put_field(out, 'V', severity);
    put_field(out, 'C', err->sqlstate[0] ? err->sqlstate : SQLSTATE_INTERNAL_ERROR);
    buf_putc(out, 'M'); /* always there, even if empty */
    put_string(out, err->message);
    put_field(out, 'D', err->detail);
    put_field(out, 'H', err->hint);
    if (err->position > 0) {
        buf_putc(out, 'P');
        buf_printf(out, "%d", err->position);
        buf_putc(out, '\0');
    }
    put_field(out, 'W', err->context);
    put_field(out, 'R', err->routine);
    buf_putc(out, '\0');
    message_end(out, start);
}

void encode_error_response(struct buf *out, const char *severity, const struct err *err)
{
    encode_report(out, 'E', severity, err);
}

void encode_notice_response(struct buf *out, const char *severity, const struct err *err)
{
    encode_report(out, 'N', severity, err);
}

void encode_row_description_begin(struct buf *out, struct encode_mark *mark, uint16_t n_fields)
{
    mark->message = message_begin(out, 'T');
    buf_put_u16(out, n_fields);
}

void encode_row_description_field(struct buf *out, const struct encode_field *field)
{
    put_string(out, field->name);
    buf_put_u32(out, field->table_oid);
    buf_put_u16(out, (uint16_t)field->attnum);
    buf_put_u32(out, field->type_oid);
    buf_put_u16(out, (uint16_t)field->type_length);
    buf_put_u32(out, (uint32_t)field->typmod);
    buf_put_u16(out, (uint16_t)field->format);
}

void encode_row_description_end(struct buf *out, const struct encode_mark *mark)
{
    message_end(out, mark->message);
}

void encode_data_row_begin(struct buf *out, struct encode_mark *mark, uint16_t n_columns)
{
    mark->message = message_begin(out, 'D');
    buf_put_u16(out, n_columns);
}

void encode_data_row_end(struct buf *out, const struct encode_mark *mark)
{
    message_end(out, mark->message);
}

void encode_data_row_abort(struct buf *out, const struct encode_mark *mark)
{
    if (buf_size(out) > mark->message)
        out->end = out->start + mark->message;
}

void encode_command_complete(struct buf *out, const char *tag)
{
    message_text(out, 'C', tag);
}

void encode_empty_query_response(struct buf *out)
{
    message_empty(out, 'I');
}

void encode_ready_for_query(struct buf *out, char status)
{
    size_t start = message_begin(out, 'Z');
    buf_putc(out, status);
    message_end(out, start);
}

void encode_parse_complete(struct buf *out)
{
    message_empty(out, '1');
}

void encode_bind_complete(struct buf *out)
{
    message_empty(out, '2');
}

void encode_close_complete(struct buf *out)
{
    message_empty(out, '3');
}

void encode_no_data(struct buf *out)
{
    message_empty(out, 'n');
}

void encode_portal_suspended(struct buf *out)
{
    message_empty(out, 's');
}

void encode_parameter_description(struct buf *out, const uint32_t *type_oids, uint16_t n_types)
{
    size_t start = message_begin(out, 't');
    buf_put_u16(out, n_types);
    for (unsigned i = 0; i < n_types; i++)
        buf_put_u32(out, type_oids[i]);
    message_end(out, start);
}

static void encode_copy_response(struct buf *out, char type, uint8_t format, uint16_t n_columns)
{
    size_t start = message_begin(out, type);
    buf_putc(out, (char)format);
    buf_put_u16(out, n_columns);
    for (unsigned i = 0; i < n_columns; i++)
        buf_put_u16(out, format);
    message_end(out, start);
}

void encode_copy_in_response(struct buf *out, uint8_t format, uint16_t n_columns)
{
    encode_copy_response(out, 'G', format, n_columns);
}

void encode_copy_out_response(struct buf *out, uint8_t format, uint16_t n_columns)
{
    encode_copy_response(out, 'H', format, n_columns);
}

void encode_copy_data(struct buf *out, struct str data)
{
    size_t start = message_begin(out, 'd');
    buf_append_str(out, data);
    message_end(out, start);
}

void encode_copy_data_begin(struct buf *out, struct encode_mark *mark)
{
    mark->message = message_begin(out, 'd');
}

void encode_copy_data_end(struct buf *out, const struct encode_mark *mark)
{
    message_end(out, mark->message);
}

void encode_copy_done(struct buf *out)
{
    message_empty(out, 'c');
}

void encode_notification_response(struct buf *out, uint32_t process_id, const char *channel,
                                  const char *payload)
{
    size_t start = message_begin(out, 'A');
    buf_put_u32(out, process_id);
    put_string(out, channel);
    put_string(out, payload);
    message_end(out, start);
}
