/*
 * Lines become values, values become blocks. Knows nothing of where lines come from and blocks go.
 */
#include "copy_rows.h"

#include <stdlib.h>
#include <string.h>

#include "backend/native_write.h"
#include "wire/copy_in.h"

/* A block is full when it holds so much. */
#define BLOCK_ROWS 100000
#define BLOCK_BYTES ((size_t)1 << 20)
/* Values may take more bytes than the text they came from: "1," is 8 in a bigint. An array may take
 * as much while it is read, where "1," is a text, its place and a value: about 50 bytes. */
#define GROWTH 16

struct copy_rows {
    struct copy_in *reader;
    struct native_writer *writer;
    struct value_reader *columns;
    struct value_input input; /* as the settings are when it starts */
    struct arena *arena;      /* of the current value, where one is made */
    const char *table, **names;
    uint32_t *types;
    uint64_t n_rows;
};

size_t copy_rows_limit_bytes(size_t message_size)
{
    return message_size * GROWTH;
}

void copy_rows_free(struct copy_rows *rows)
{
    if (!rows)
        return;
    copy_in_free(rows->reader);
    native_writer_free(rows->writer);
    free(rows->columns);
    arena_free(rows->arena);
    free(rows->names);
    free(rows->types);
    free(rows);
}

static bool choose_parsers(struct copy_rows *rows, const struct plan_copy *plan, struct err *err)
{
    for (size_t i = 0; i < plan->n_columns; i++) {
        rows->names[i] = plan->columns[i]->name;
        rows->types[i] = plan->columns[i]->pg_type;
        if (!value_reader_choose(&rows->columns[i], plan->columns[i]->type,
                                 plan->columns[i]->pg_type, err))
            return false;
        rows->columns[i].input = &rows->input;
    }
    return true;
}

static bool out_of_memory(struct err *err)
{
    return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
}

static bool open_reader(struct copy_rows *rows, const struct plan_copy *plan, size_t message_size,
                        struct err *err)
{
    struct copy_in_target target = {
        .table = plan->table->name,
        .columns = rows->names,
        .types = rows->types,
        .n_columns = plan->n_columns,
        .options = &plan->options,
        .max_line_bytes = message_size,
    };
    rows->reader = copy_in_new(&target);
    return rows->reader || out_of_memory(err);
}

static bool open_rows(struct copy_rows *rows, const struct plan_copy *plan, size_t message_size,
                      struct err *err)
{
    size_t limit_bytes = copy_rows_limit_bytes(message_size);
    rows->arena = arena_new(limit_bytes);
    rows->columns = calloc(plan->n_columns, sizeof *rows->columns);
    rows->names = calloc(plan->n_columns, sizeof *rows->names);
    rows->types = calloc(plan->n_columns, sizeof *rows->types);
    if (!rows->columns || !rows->names || !rows->types)
        return out_of_memory(err);
    rows->table = plan->table->name;
    if (!choose_parsers(rows, plan, err))
        return false;
    rows->writer = native_writer_new(plan->columns, plan->n_columns, limit_bytes, err);
    return rows->writer && open_reader(rows, plan, message_size, err);
}

struct copy_rows *copy_rows_new(const struct plan_copy *plan, const struct value_input *input,
                                size_t message_size, struct err *err)
{
    struct copy_rows *rows = calloc(1, sizeof *rows);
    if (!rows) {
        out_of_memory(err);
        return NULL;
    }
    rows->input = *input;
    if (open_rows(rows, plan, message_size, err))
        return rows;
    copy_rows_free(rows);
    return NULL;
}

void copy_rows_feed(struct copy_rows *rows, struct str bytes)
{
    copy_in_feed(rows->reader, bytes);
}

void copy_rows_finish(struct copy_rows *rows)
{
    copy_in_finish(rows->reader);
}

/* The value in the copy's arena, which may not have the room. */
static bool read_large(struct copy_rows *rows, const struct value_reader *reader, struct str text,
                       struct value *value, struct err *err)
{
    jmp_buf overflow;
    volatile bool fine = false;
    arena_reset(rows->arena);
    if (setjmp(overflow) == 0) {
        arena_catch(rows->arena, &overflow);
        fine = value_read(reader, rows->arena, value, text, err);
    } else {
        err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "the value is too long");
    }
    arena_catch(rows->arena, NULL);
    return fine;
}

static bool add_value(struct copy_rows *rows, const struct value *value, size_t column,
                      struct err *err)
{
    if (native_writer_add(rows->writer, value, err))
        return true;
    if (strcmp(err->sqlstate, SQLSTATE_NOT_NULL_VIOLATION) == 0)
        err_set(err, SQLSTATE_NOT_NULL_VIOLATION, 0,
                "null value in column \"%s\" of relation \"%s\" violates not-null constraint",
                rows->names[column], rows->table);
    return false;
}

static bool read_value(struct copy_rows *rows, const struct copy_field *field, size_t column,
                       struct err *err)
{
    struct value value = {0};
    const struct value_reader *reader = &rows->columns[column];
    bool fine = field->is_null || (value_reader_allocates(reader)
                                       ? read_large(rows, reader, field->text, &value, err)
                                       : value_read(reader, NULL, &value, field->text, err));
    return fine && add_value(rows, &value, column, err);
}

static bool read_row(struct copy_rows *rows, const struct copy_row *row, struct err *err)
{
    for (size_t i = 0; i < row->n_fields; i++) {
        if (!read_value(rows, &row->fields[i], i, err))
            return copy_in_add_context(rows->reader, i, err);
    }
    rows->n_rows++;
    return true;
}

static bool is_block_full(const struct native_writer *writer)
{
    return native_writer_rows(writer) >= BLOCK_ROWS || native_writer_bytes(writer) >= BLOCK_BYTES;
}

enum copy_rows_status copy_rows_read(struct copy_rows *rows, struct err *err)
{
    struct copy_row row;
    enum copy_in_status status;
    while ((status = copy_in_next(rows->reader, &row, err)) == COPY_IN_ROW) {
        if (!read_row(rows, &row, err))
            return COPY_ROWS_ERROR;
        if (is_block_full(rows->writer))
            return COPY_ROWS_BLOCK;
    }
    return status == COPY_IN_ERROR ? COPY_ROWS_ERROR : COPY_ROWS_MORE;
}

size_t copy_rows_take(struct copy_rows *rows, struct buf *out)
{
    size_t n_rows = native_writer_rows(rows->writer);
    native_writer_write(rows->writer, out);
    return n_rows;
}

uint64_t copy_rows_count(const struct copy_rows *rows)
{
    return rows->n_rows;
}

bool copy_rows_add_place(const struct copy_rows *rows, struct err *err)
{
    return copy_in_add_place(rows->reader, err);
}
