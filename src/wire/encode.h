#ifndef PGPIVOT_WIRE_ENCODE_H
#define PGPIVOT_WIRE_ENCODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "wire/bytes.h"
#include "wire/startup.h"

/*
 * Backend messages (manual, "Message Formats"), appended to a buffer. None fails by itself: check
 * buf->failed once, after the last. Nobody may buf_consume between a begin and its end.
 */

/* Start-up */
void encode_authentication_ok(struct buf *out);
/* AuthenticationSASL, …Continue, …Final: code 10 (data: the list of mechanisms), 11, 12. */
void encode_authentication(struct buf *out, uint32_t code, struct str data);
void encode_parameter_status(struct buf *out, const char *name, const char *value);
/* secret_key: 4 bytes, or up to 256 from protocol 3.2 on. */
void encode_backend_key_data(struct buf *out, uint32_t process_id, struct str secret_key);
/* Names newest_minor as supported and the _pq_. options of the packet as not recognized. */
void encode_negotiate_protocol_version(struct buf *out, uint16_t newest_minor,
                                       const struct startup *startup);

/* Errors and notices. severity: "ERROR", "FATAL", "PANIC"; "WARNING", "NOTICE", … Fields S V C M D
 * H P W R, those that err has. */
void encode_error_response(struct buf *out, const char *severity, const struct err *err);
void encode_notice_response(struct buf *out, const char *severity, const struct err *err);

/* Rows */
struct encode_field {
    const char *name;
    uint32_t table_oid;
    int16_t attnum;
    uint32_t type_oid;
    int16_t type_length; /* pg_type.typlen */
    int32_t typmod;
    int16_t format; /* 0 text, 1 binary */
};

/* A message whose length, and where it has one the column's, is not known yet. */
struct encode_mark {
    size_t message, column;
};

void encode_row_description_begin(struct buf *out, struct encode_mark *mark, uint16_t n_fields);
void encode_row_description_field(struct buf *out, const struct encode_field *field);
void encode_row_description_end(struct buf *out, const struct encode_mark *mark);

/*
 * DataRow, built in place: begin; for each column either encode_null, or column_begin, bytes
 * appended to out by anyone, column_end; end. encode_data_row_abort instead of end forgets the row.
 */
void encode_data_row_begin(struct buf *out, struct encode_mark *mark, uint16_t n_columns);
static inline void encode_column_begin(struct buf *out, struct encode_mark *mark)
{
    mark->column = buf_size(out);
    buf_put_u32(out, 0);
}

static inline void encode_column_end(struct buf *out, const struct encode_mark *mark)
{
    if (!out->failed)
        bytes_patch_u32(out, mark->column, (uint32_t)(buf_size(out) - mark->column - 4));
}

static inline void encode_null(struct buf *out)
{
    buf_put_u32(out, UINT32_MAX);
}

void encode_data_row_end(struct buf *out, const struct encode_mark *mark);
void encode_data_row_abort(struct buf *out, const struct encode_mark *mark);

void encode_command_complete(struct buf *out, const char *tag);
void encode_empty_query_response(struct buf *out);
/* status: 'I' idle, 'T' in a transaction, 'E' in a failed transaction. */
void encode_ready_for_query(struct buf *out, char status);

/* Extended query */
void encode_parse_complete(struct buf *out);
void encode_bind_complete(struct buf *out);
void encode_close_complete(struct buf *out);
void encode_no_data(struct buf *out);
void encode_portal_suspended(struct buf *out);
void encode_parameter_description(struct buf *out, const uint32_t *type_oids, uint16_t n_types);

/* COPY. format: 0 text (CSV too), 1 binary; of all columns alike. */
void encode_copy_in_response(struct buf *out, uint8_t format, uint16_t n_columns);
void encode_copy_out_response(struct buf *out, uint8_t format, uint16_t n_columns);
void encode_copy_data(struct buf *out, struct str data);
/* The same with the data appended in between. */
void encode_copy_data_begin(struct buf *out, struct encode_mark *mark);
void encode_copy_data_end(struct buf *out, const struct encode_mark *mark);
void encode_copy_done(struct buf *out);

void encode_notification_response(struct buf *out, uint32_t process_id, const char *channel,
                                  const char *payload);

#endif
