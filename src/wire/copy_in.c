/*
 * Reads COPY FROM STDIN: keeps the bytes of a line that is not whole yet, counts lines, and checks
 * header and number of fields. Does not know the types of the fields.
 */
#include "wire/copy_in.h"

#include <stdlib.h>

#include "base/buf.h"
#include "wire/copy_binary.h"
#include "wire/copy_fields.h"
#include "wire/copy_scan.h"
#include "wire/utf8.h"

/* PostgreSQL shows at most this much of a line or value in CONTEXT. */
#define CONTEXT_BYTES 100
/* Input moves behind carried bytes in pieces no larger than this. */
#define CARRY_BYTES 65536

struct copy_in {
    struct copy_in_target target;
    struct copy_binary *binary; /* does it all in that format */
    struct copy_scanner scanner;
    struct copy_splitter splitter;
    size_t scratch_size;
    struct str input; /* fed and not read yet */
    struct buf carry; /* bytes of earlier feeds, before those of input */
    size_t taken;     /* bytes at the front of the window that the last row stands in */
    struct str line;  /* the line last read; data is NULL when there is none to show */
    uint64_t line_number;
    bool finished, ended, past_header;
};

struct copy_in *copy_in_new(const struct copy_in_target *target)
{
    struct copy_in *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    reader->target = *target;
    if (target->options->format == COPY_BINARY) {
        reader->binary = copy_binary_new(&reader->target);
        if (reader->binary)
            return reader;
        copy_in_free(reader);
        return NULL;
    }
    copy_scanner_init(&reader->scanner, target->options);
    buf_init(&reader->carry, target->max_line_bytes + CARRY_BYTES);
    reader->splitter = (struct copy_splitter){
        .options = target->options,
        .null_text = str_of(target->options->null_text),
        .fields = calloc(target->n_columns + 1, sizeof(struct copy_field)),
        .max_fields = target->n_columns,
    };
    if (!reader->splitter.fields) {
        copy_in_free(reader);
        return NULL;
    }
    return reader;
}

void copy_in_free(struct copy_in *reader)
{
    if (!reader)
        return;
    copy_binary_free(reader->binary);
    buf_free(&reader->carry);
    free(reader->splitter.fields);
    free(reader->splitter.scratch);
    free(reader);
}

void copy_in_feed(struct copy_in *reader, struct str bytes)
{
    reader->input = bytes;
}

void copy_in_finish(struct copy_in *reader)
{
    reader->finished = true;
}

static bool has_carry(const struct copy_in *reader)
{
    return buf_size(&reader->carry) > 0;
}

/* Lets go of the bytes of the last row. */
static void drop_taken(struct copy_in *reader)
{
    if (has_carry(reader))
        buf_consume(&reader->carry, reader->taken);
    else if (reader->taken)
        reader->input = str_skip(reader->input, reader->taken);
    reader->taken = 0;
    reader->line.data = NULL;
}

/* Moves input behind the carried bytes: when they are a part of its first line, through that. */
static void carry_input(struct copy_in *reader)
{
    struct str input = reader->input;
    size_t size = input.size;
    if (has_carry(reader)) {
        size = size < CARRY_BYTES ? size : CARRY_BYTES;
        const char *newline = memchr(input.data, '\n', size);
        size = newline ? (size_t)(newline - input.data) + 1 : size;
    }
    buf_append(&reader->carry, input.data, size);
    reader->input = str_skip(input, size);
}

static bool line_too_long(const struct copy_in *reader, struct err *err)
{
    err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "line is too long");
    return err_detail(err, "Lines of COPY data may have at most %zu bytes.",
                      reader->target.max_line_bytes);
}

/* The next line, wherever it stands. */
static enum copy_scan_status next_line(struct copy_in *reader, struct copy_line *found,
                                       struct err *err)
{
    for (;;) {
        bool carried = has_carry(reader);
        struct str window = carried ? buf_str(&reader->carry) : reader->input;
        bool at_end = reader->finished && (!carried || reader->input.size == 0);
        enum copy_scan_status status = copy_scan_line(&reader->scanner, window, at_end, found, err);
        if (status == SCAN_LINE || status == SCAN_MARKER)
            reader->line = (struct str){window.data, found->size};
        if (status != SCAN_MORE || reader->input.size == 0)
            return status;
        carry_input(reader);
        if (reader->carry.failed) {
            line_too_long(reader, err);
            return SCAN_ERROR;
        }
    }
}

/* A stretch of data to show: cut at 100 bytes on a character boundary. */
static struct str shown(struct str text)
{
    if (text.size <= CONTEXT_BYTES)
        return text;
    text.size = CONTEXT_BYTES;
    while (text.size && ((unsigned char)text.data[text.size] & 0xC0) == 0x80)
        text.size--;
    return text;
}

static enum copy_in_status fail(struct copy_in *reader, struct err *err)
{
    unsigned long long number = reader->line_number;
    reader->ended = true;
    if (!reader->line.data) {
        err_context(err, "COPY %s, line %llu", reader->target.table, number);
        return COPY_IN_ERROR;
    }
    struct str text = shown(reader->line);
    err_context(err, "COPY %s, line %llu: \"%.*s%s\"", reader->target.table, number, (int)text.size,
                text.data, text.size < reader->line.size ? "..." : "");
    return COPY_IN_ERROR;
}

bool copy_in_add_context(const struct copy_in *reader, size_t column, struct err *err)
{
    if (reader->binary)
        return copy_binary_add_context(reader->binary, column, err);
    const struct copy_field *field = &reader->splitter.fields[column];
    unsigned long long number = reader->line_number;
    const char *table = reader->target.table, *name = reader->target.columns[column];
    if (field->is_null)
        return err_context(err, "COPY %s, line %llu, column %s: null input", table, number, name);
    struct str text = shown(field->text);
    return err_context(err, "COPY %s, line %llu, column %s: \"%.*s%s\"", table, number, name,
                       (int)text.size, text.data, text.size < field->text.size ? "..." : "");
}

bool copy_in_add_place(const struct copy_in *reader, struct err *err)
{
    uint64_t number = reader->binary ? copy_binary_row(reader->binary) : reader->line_number;
    return err_context(err, "COPY %s, line %llu", reader->target.table,
                       (unsigned long long)number + 1);
}

static bool grow_scratch(struct copy_in *reader, size_t size, struct err *err)
{
    if (size <= reader->scratch_size)
        return true;
    char *scratch = realloc(reader->splitter.scratch, 2 * size);
    if (!scratch)
        return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    reader->splitter.scratch = scratch;
    reader->scratch_size = 2 * size;
    return true;
}

static size_t split(struct copy_in *reader, const struct copy_line *line, struct err *err)
{
    if (line->special && !grow_scratch(reader, line->size, err))
        return 0;
    return copy_split(&reader->splitter, reader->line, line->special, err);
}

static bool bad_format(struct err *err, const char *format, const char *name)
{
    return err_set(err, SQLSTATE_BAD_COPY_FILE_FORMAT, 0, format, name);
}

static bool match_header_field(const struct copy_in *reader, size_t i, struct err *err)
{
    const struct copy_field *field = &reader->splitter.fields[i];
    const char *name = reader->target.columns[i];
    const int number = (int)i + 1;
    if (field->is_null)
        return err_set(err, SQLSTATE_BAD_COPY_FILE_FORMAT, 0,
                       "column name mismatch in header line field %d: got null value (\"%s\"), "
                       "expected \"%s\"",
                       number, reader->target.options->null_text, name);
    if (!str_eq(field->text, str_of(name)))
        return err_set(err, SQLSTATE_BAD_COPY_FILE_FORMAT, 0,
                       "column name mismatch in header line field %d: got \"%.*s\", expected "
                       "\"%s\"",
                       number, (int)field->text.size, field->text.data, name);
    return true;
}

static bool match_header(struct copy_in *reader, const struct copy_line *line, struct err *err)
{
    size_t n = split(reader, line, err), n_columns = reader->target.n_columns;
    if (n == 0)
        return false;
    if (n != n_columns)
        return err_set(err, SQLSTATE_BAD_COPY_FILE_FORMAT, 0,
                       "wrong number of fields in header line: got %zu, expected %zu", n,
                       n_columns);
    for (size_t i = 0; i < n; i++)
        if (!match_header_field(reader, i, err))
            return false;
    return true;
}

/* FORCE_NOT_NULL and FORCE_NULL, in the order PostgreSQL looks at them. */
static void force_nulls(struct copy_in *reader)
{
    const struct copy_options *options = reader->target.options;
    if (options->format != COPY_CSV || (!options->force_null && !options->force_not_null))
        return;
    for (size_t i = 0; i < reader->target.n_columns; i++) {
        struct copy_field *field = &reader->splitter.fields[i];
        if (field->is_null && options->force_not_null && options->force_not_null[i])
            *field = (struct copy_field){reader->splitter.null_text, false};
        else if (!field->is_null && options->force_null && options->force_null[i])
            field->is_null = str_eq(field->text, reader->splitter.null_text);
    }
}

static bool read_row(struct copy_in *reader, const struct copy_line *line, struct copy_row *row,
                     struct err *err)
{
    size_t n = split(reader, line, err), n_columns = reader->target.n_columns;
    if (n == 0)
        return false;
    if (n > n_columns)
        return bad_format(err, "%s", "extra data after last expected column");
    if (n < n_columns)
        return bad_format(err, "missing data for column \"%s\"", reader->target.columns[n]);
    force_nulls(reader);
    *row = (struct copy_row){reader->splitter.fields, n_columns, reader->line_number};
    return true;
}

/* A whole line stands in reader->line. Sets *is_row when it holds one. */
static bool use_line(struct copy_in *reader, const struct copy_line *line, struct copy_row *row,
                     bool *is_row, struct err *err)
{
    const struct copy_options *options = reader->target.options;
    if (line->size > reader->target.max_line_bytes)
        return line_too_long(reader, err);
    if (!utf8_check(reader->line, err)) {
        reader->line.data = NULL; /* nothing that could be shown */
        return false;
    }
    *is_row = reader->past_header || !options->header;
    if (*is_row)
        return read_row(reader, line, row, err);
    reader->past_header = true;
    return !options->header_match || match_header(reader, line, err);
}

/* No data at all is a header that does not match. */
static enum copy_in_status end(struct copy_in *reader, struct err *err)
{
    reader->ended = true;
    if (reader->past_header || !reader->target.options->header_match)
        return COPY_IN_END;
    reader->line = STR("");
    reader->line_number++;
    return match_header(reader, &(struct copy_line){0}, err) ? COPY_IN_END : fail(reader, err);
}

static enum copy_in_status next_binary(struct copy_in *reader, struct copy_row *row,
                                       struct err *err)
{
    struct str input = reader->input;
    reader->input = STR("");
    if (reader->ended)
        return COPY_IN_END;
    enum copy_in_status status = COPY_IN_ERROR;
    if (copy_binary_feed(reader->binary, input, err))
        status = copy_binary_next(reader->binary, reader->finished, row, err);
    reader->ended = status == COPY_IN_ERROR;
    return status;
}

enum copy_in_status copy_in_next(struct copy_in *reader, struct copy_row *row, struct err *err)
{
    if (reader->binary)
        return next_binary(reader, row, err);
    for (bool is_row = false; !is_row;) {
        if (reader->ended)
            return COPY_IN_END;
        drop_taken(reader);
        struct copy_line line = {0};
        enum copy_scan_status status = next_line(reader, &line, err);
        if (status == SCAN_MORE)
            return COPY_IN_MORE;
        if (status == SCAN_END || (status == SCAN_MARKER && line.size == 0))
            return end(reader, err);
        reader->ended = status == SCAN_MARKER;
        if (status == SCAN_ERROR)
            line.n_newlines = reader->scanner.n_newlines;
        reader->line_number += 1 + line.n_newlines;
        if (status == SCAN_ERROR)
            return fail(reader, err);
        reader->taken = line.taken;
        if (!use_line(reader, &line, row, &is_row, err))
            return fail(reader, err);
    }
    return COPY_IN_ROW;
}
