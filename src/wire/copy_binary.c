/* Reads the binary format of COPY into rows of texts, which their columns' parsers take. */
#include "wire/copy_binary.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "wire/binary.h"
#include "wire/reader.h"

/* The texts of a row may take so many times its bytes, and some. */
#define TEXT_LIMIT(size) ((size)*16 + ((size_t)1 << 20))

struct copy_binary {
    const struct copy_in_target *target;
    struct buf bytes; /* fed and not read */
    struct buf text;  /* of the row */
    size_t *offsets;  /* of each field's text */
    struct copy_field *fields;
    bool past_header, ended;
    uint64_t row_number;
};

struct copy_binary *copy_binary_new(const struct copy_in_target *target)
{
    struct copy_binary *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    reader->target = target;
    buf_init(&reader->bytes, 2 * target->max_line_bytes + 64);
    buf_init(&reader->text, TEXT_LIMIT(target->max_line_bytes));
    reader->offsets = calloc(target->n_columns + 1, sizeof *reader->offsets);
    reader->fields = calloc(target->n_columns + 1, sizeof *reader->fields);
    if (reader->offsets && reader->fields)
        return reader;
    copy_binary_free(reader);
    return NULL;
}

void copy_binary_free(struct copy_binary *reader)
{
    if (!reader)
        return;
    buf_free(&reader->bytes);
    buf_free(&reader->text);
    free(reader->offsets);
    free(reader->fields);
    free(reader);
}

bool copy_binary_feed(struct copy_binary *reader, struct str bytes, struct err *err)
{
    if (reader->ended && bytes.size)
        return err_set(err, SQLSTATE_BAD_COPY_FILE_FORMAT, 0,
                       "received copy data after EOF marker");
    buf_append_str(&reader->bytes, bytes);
    return !reader->bytes.failed ||
           err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                   "a row of COPY data may have at most %zu bytes", reader->target->max_line_bytes);
}

/* --- parts: a failed reader tells that the bytes end within them --- */

static bool bad_file(struct err *err, const char *message)
{
    return err_set(err, SQLSTATE_BAD_COPY_FILE_FORMAT, 0, "%s", message);
}

static bool read_header(struct reader *part, struct err *err)
{
    static const char signature[] = "PGCOPY\n\377\r\n";
    struct str begin = reader_bytes(part, sizeof signature);
    if (part->failed)
        return true;
    if (memcmp(begin.data, signature, sizeof signature) != 0)
        return bad_file(err, "COPY file signature not recognized");
    uint32_t flags = reader_u32(part);
    if (flags & 1u << 16)
        return bad_file(err, "invalid COPY file header (WITH OIDS)");
    if (flags >> 16)
        return bad_file(err, "unrecognized critical flags in COPY file header");
    uint32_t extension = reader_u32(part);
    if (extension > INT32_MAX)
        return bad_file(err, "invalid COPY file header (missing length)");
    reader_bytes(part, extension);
    return true;
}

static bool read_field(struct copy_binary *reader, struct reader *part, size_t i, struct err *err)
{
    struct copy_field *field = &reader->fields[i];
    uint32_t size = reader_u32(part);
    field->is_null = size == UINT32_MAX;
    if (part->failed || field->is_null)
        return true;
    if (size > INT32_MAX)
        return bad_file(err, "invalid field size");
    struct str bytes = reader_bytes(part, size);
    if (part->failed)
        return true;
    reader->offsets[i] = buf_size(&reader->text);
    bool fine = binary_to_text(&reader->text, reader->target->types[i], bytes, err);
    field->text.size = buf_size(&reader->text) - reader->offsets[i];
    if (!fine)
        return copy_binary_add_context(reader, i, err);
    return !reader->text.failed || err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
}

static bool read_fields(struct copy_binary *reader, struct reader *part, struct err *err)
{
    buf_clear(&reader->text);
    for (size_t i = 0; i < reader->target->n_columns && !part->failed; i++)
        if (!read_field(reader, part, i, err))
            return false;
    const char *text = buf_data(&reader->text); /* NULL: none of the fields has any */
    for (size_t i = 0; i < reader->target->n_columns; i++)
        reader->fields[i].text.data = text ? text + reader->offsets[i] : "";
    return true;
}

/* *n_fields: -1 for the end. */
static bool read_row(struct copy_binary *reader, struct reader *part, int *n_fields,
                     struct err *err)
{
    *n_fields = (int16_t)reader_u16(part);
    if (part->failed || *n_fields == -1)
        return true;
    reader->row_number++;
    if (*n_fields != (int)reader->target->n_columns)
        return err_set(err, SQLSTATE_BAD_COPY_FILE_FORMAT, 0, "row field count is %d, expected %zu",
                       *n_fields, reader->target->n_columns);
    return read_fields(reader, part, err);
}

/* --- the reader --- */

uint64_t copy_binary_row(const struct copy_binary *reader)
{
    return reader->row_number;
}

bool copy_binary_add_context(const struct copy_binary *reader, size_t column, struct err *err)
{
    return err_context(err, "COPY %s, line %llu, column %s", reader->target->table,
                       (unsigned long long)reader->row_number, reader->target->columns[column]);
}

static enum copy_in_status fail(struct copy_binary *reader, struct err *err)
{
    if (!err->context[0] && reader->past_header)
        err_context(err, "COPY %s, line %llu", reader->target->table,
                    (unsigned long long)reader->row_number);
    return COPY_IN_ERROR;
}

/* The bytes end within a row or the header. PostgreSQL wants no end marker. */
static enum copy_in_status cut_off(struct copy_binary *reader, bool finished, struct err *err)
{
    bool is_end = buf_size(&reader->bytes) == 0 && reader->past_header;
    if (!finished)
        return COPY_IN_MORE;
    if (is_end)
        return COPY_IN_END;
    if (reader->past_header)
        reader->row_number++;
    bad_file(err, reader->past_header ? "unexpected EOF in COPY data"
                                      : "COPY file signature not recognized");
    return fail(reader, err);
}

static void take(struct copy_binary *reader, const struct reader *part)
{
    buf_consume(&reader->bytes, buf_size(&reader->bytes) - part->rest.size);
}

enum copy_in_status copy_binary_next(struct copy_binary *reader, bool finished,
                                     struct copy_row *row, struct err *err)
{
    struct err end = {0}; /* more bytes may come: a part that is cut off is no error yet */
    struct reader part = {.rest = buf_str(&reader->bytes), .err = &end};
    int n_fields = 0;
    if (reader->ended)
        return COPY_IN_END;
    if (!reader->past_header) {
        if (!read_header(&part, err))
            return fail(reader, err);
        if (part.failed)
            return cut_off(reader, finished, err);
        reader->past_header = true;
        take(reader, &part);
    }
    uint64_t row_number = reader->row_number;
    if (!read_row(reader, &part, &n_fields, err))
        return fail(reader, err);
    if (part.failed) {
        reader->row_number = row_number;
        return cut_off(reader, finished, err);
    }
    take(reader, &part);
    reader->ended = n_fields == -1;
    if (reader->ended && part.rest.size) {
        reader->row_number++;
        bad_file(err, "received copy data after EOF marker");
        return fail(reader, err);
    }
    *row = (struct copy_row){reader->fields, reader->target->n_columns, reader->row_number};
    return reader->ended ? COPY_IN_END : COPY_IN_ROW;
}
