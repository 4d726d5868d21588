/* The framing of Native blocks: counts, names, types; each column is read by native_column.c. */
#include "backend/native.h"

#include <inttypes.h>
#include <stdlib.h>

#include "backend/native_column.h"
#include "backend/type_name.h"
#include "base/buf.h"

#define ARENA_BYTES ((size_t)256 << 20)

const struct native_limits native_limits_default = {
    .bytes = (size_t)256 << 20, .columns = 1664, .rows = (size_t)1 << 24};

struct reader_column {
    struct str name, type; /* in the arena */
    struct native_program program;
};

struct native_reader {
    struct native_limits limits;
    struct arena *arena; /* the shape of the result: made by its first block, kept to the end */
    struct buf buf;      /* from the beginning of the current block */
    size_t at;           /* how far it has been read */
    size_t n_rows;
    size_t n_columns;
    struct column *columns;
    const char **names;
    struct reader_column *reading;
    size_t n_compiled;
    size_t next_column;
    enum { DIMENSIONS, HEADER, DATA, COMPLETE } state;
};

struct native_reader *native_reader_new(const struct native_limits *limits)
{
    struct native_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        abort();
    reader->limits = *limits;
    reader->arena = arena_new(ARENA_BYTES);
    buf_init(&reader->buf, limits->bytes);
    return reader;
}

void native_reader_free(struct native_reader *reader)
{
    if (!reader)
        return;
    for (size_t i = 0; i < reader->n_compiled; i++)
        native_program_free(&reader->reading[i].program);
    buf_free(&reader->buf);
    arena_free(reader->arena);
    free(reader);
}

/* The block that was handed out is over: its bytes go. */
static void forget_block(struct native_reader *reader)
{
    if (reader->state != COMPLETE)
        return;
    buf_consume(&reader->buf, reader->at);
    reader->at = 0;
    reader->next_column = 0;
    reader->state = DIMENSIONS;
}

bool native_reader_feed(struct native_reader *reader, struct str bytes, struct err *err)
{
    forget_block(reader);
    buf_append_str(&reader->buf, bytes);
    if (!reader->buf.failed)
        return true;
    return err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                   "a block of the result is larger than %zu bytes", reader->limits.bytes);
}

static enum native_next bad(struct err *err, const char *what)
{
    err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0, "malformed result from ClickHouse: %s", what);
    return NATIVE_BAD;
}

static bool shape_new(struct native_reader *reader, uint64_t n_columns, struct err *err)
{
    if (n_columns > reader->limits.columns)
        return err_set(err, SQLSTATE_TOO_MANY_COLUMNS, 0,
                       "the result has %" PRIu64 " columns, more than %zu", n_columns,
                       reader->limits.columns);
    reader->n_columns = n_columns;
    reader->columns = ARENA_ARRAY(reader->arena, struct column, n_columns);
    reader->names = ARENA_ARRAY(reader->arena, const char *, n_columns);
    reader->reading = ARENA_ARRAY(reader->arena, struct reader_column, n_columns);
    return true;
}

static enum native_next read_dimensions(struct native_reader *reader, struct native_input *input,
                                        struct err *err)
{
    uint64_t n_columns, n_rows;
    enum native_next next = native_read_varint(input, &n_columns, err);
    if (next == NATIVE_BLOCK)
        next = native_read_varint(input, &n_rows, err);
    if (next != NATIVE_BLOCK)
        return next;
    if (!reader->columns && !shape_new(reader, n_columns, err))
        return NATIVE_BAD;
    if (n_columns != reader->n_columns)
        return bad(err, "the number of columns changed");
    if (n_rows > reader->limits.rows) {
        err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                "a block of the result has %" PRIu64 " rows, more than %zu", n_rows,
                reader->limits.rows);
        return NATIVE_BAD;
    }
    reader->n_rows = n_rows;
    reader->state = n_columns ? HEADER : COMPLETE;
    return NATIVE_BLOCK;
}

static enum native_next read_text(struct native_input *input, struct str *text, struct err *err)
{
    uint64_t size;
    enum native_next next = native_read_varint(input, &size, err);
    if (next != NATIVE_BLOCK)
        return next;
    if (size > input->size - input->at)
        return NATIVE_MORE;
    *text = (struct str){(const char *)input->data + input->at, size};
    input->at += size;
    return NATIVE_BLOCK;
}

static bool column_compile(struct native_reader *reader, struct str name, struct str type,
                           struct err *err)
{
    size_t i = reader->n_compiled;
    struct reader_column *column = &reader->reading[i];
    reader->names[i] = arena_strndup(reader->arena, name.data, name.size);
    const struct chtype *parsed = type_name_parse(reader->arena, type);
    column->name = (struct str){reader->names[i], name.size};
    column->type = (struct str){arena_strndup(reader->arena, type.data, type.size), type.size};
    if (!native_program_compile(&column->program, reader->arena, parsed, reader->names[i],
                                &reader->columns[i], err))
        return false;
    reader->n_compiled++;
    return true;
}

static enum native_next read_header(struct native_reader *reader, struct native_input *input,
                                    struct err *err)
{
    struct str name, type;
    enum native_next next = read_text(input, &name, err);
    if (next == NATIVE_BLOCK)
        next = read_text(input, &type, err);
    if (next != NATIVE_BLOCK)
        return next;
    struct reader_column *column = &reader->reading[reader->next_column];
    if (reader->next_column == reader->n_compiled) {
        if (!column_compile(reader, name, type, err))
            return NATIVE_BAD;
    } else if (!str_eq(column->name, name) || !str_eq(column->type, type)) {
        return bad(err, "a column changed its name or type");
    }
    native_program_start(&column->program, reader->n_rows);
    reader->state = DATA;
    return NATIVE_BLOCK;
}

static enum native_next read_data(struct native_reader *reader, struct native_input *input,
                                  struct err *err)
{
    struct native_program *program = &reader->reading[reader->next_column].program;
    enum native_next next = native_program_run(program, input, err);
    /* Also a half-read column keeps what it has: its program goes on from here. */
    reader->at = input->at;
    if (next != NATIVE_BLOCK)
        return next;
    reader->next_column++;
    reader->state = reader->next_column < reader->n_columns ? HEADER : COMPLETE;
    return NATIVE_BLOCK;
}

static enum native_next read_block(struct native_reader *reader, struct err *err)
{
    static enum native_next (*const readers[])(struct native_reader *, struct native_input *,
                                               struct err *) = {
        [DIMENSIONS] = read_dimensions, [HEADER] = read_header, [DATA] = read_data};
    struct native_input input = {(const uint8_t *)buf_data(&reader->buf), buf_size(&reader->buf),
                                 reader->at};
    while (reader->state != COMPLETE) {
        enum native_next next = readers[reader->state](reader, &input, err);
        if (next != NATIVE_BLOCK)
            return next;
        reader->at = input.at;
    }
    return NATIVE_BLOCK;
}

/* The shape of a result is limited by its arena. */
static enum native_next read_block_guarded(struct native_reader *reader, struct err *err)
{
    jmp_buf handler;
    jmp_buf *before = arena_catch(reader->arena, &handler);
    enum native_next next = NATIVE_BAD;
    if (setjmp(handler) == 0)
        next = read_block(reader, err);
    else
        err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "the result has too many columns");
    arena_catch(reader->arena, before);
    return next;
}

static void finish_block(struct native_reader *reader, struct block *block)
{
    const uint8_t *data = (const uint8_t *)buf_data(&reader->buf);
    for (size_t i = 0; i < reader->n_columns; i++)
        native_program_finish(&reader->reading[i].program, data);
    *block = (struct block){reader->n_columns, reader->n_rows, reader->columns, reader->names, 0,
                            reader->at};
}

enum native_next native_reader_next(struct native_reader *reader, struct block *block,
                                    struct err *err)
{
    forget_block(reader);
    if (buf_size(&reader->buf) == 0)
        return NATIVE_MORE;
    enum native_next next = read_block_guarded(reader, err);
    if (next == NATIVE_BLOCK)
        finish_block(reader, block);
    return next;
}

struct str native_reader_rest(const struct native_reader *reader)
{
    struct str rest = buf_str(&reader->buf);
    return reader->state == COMPLETE ? str_skip(rest, reader->at) : rest;
}

bool native_reader_at_boundary(const struct native_reader *reader)
{
    return native_reader_rest(reader).size == 0;
}
