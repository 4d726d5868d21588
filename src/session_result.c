/* Rows of a result to the client: converters are chosen once, then used for each row. */
#include <stdlib.h>
#include <string.h>

#include "session_internal.h"
#include "wire/binary.h"

static int16_t format_of(const struct result_formats *formats, size_t column)
{
    return formats->n == 0 ? 0 : formats->codes[formats->n == 1 ? 0 : column];
}

static void describe_column(struct session *session, const struct plan_column *column,
                            int16_t format)
{
    const struct pgtype *type = pgtype_by_oid(column->type);
    encode_row_description_field(&session->out, &(struct encode_field){
                                                    .name = encoding_text(session, column->name),
                                                    .table_oid = column->table_oid,
                                                    .attnum = column->attnum,
                                                    .type_oid = column->type,
                                                    .type_length = type ? type->length : -1,
                                                    .typmod = column->typmod,
                                                    .format = format,
                                                });
}

void result_describe(struct session *session, const struct plan_column *columns, size_t n,
                     const struct result_formats *formats)
{
    struct encode_mark mark;
    encode_row_description_begin(&session->out, &mark, (uint16_t)n);
    for (size_t i = 0; i < n; i++)
        describe_column(session, &columns[i], format_of(formats, i));
    encode_row_description_end(&session->out, &mark);
}

/* Binary forms are made of texts in UTC. */
static struct text_style style_of(struct session *session, bool is_binary)
{
    return is_binary ? (struct text_style){0}
                     : (struct text_style){.values = *session_style(session),
                                           .zone = session_zone(session)};
}

static bool choose_converter(struct session *session, struct run *run, size_t i,
                             const struct chtype *type, struct err *err)
{
    const struct plan_column *column = &run->plan->columns[i];
    struct text_converter *converter = &run->result.converters[i];
    uint32_t sent = column->call ? (uint32_t)PG_TEXT : column->type;
    bool is_binary =
        format_of(&run->result.formats, i) == 1 && !binary_is_text(column->type) && !column->call;
    struct text_style style = style_of(session, is_binary);
    if (!text_converter_choose(converter, type, sent, &style, err)) {
        err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "column \"%s\" is %s on the server, not %s",
                column->name, type->text, pgtype_sql_name(column->type));
        return false;
    }
    if (column->is_jsonb_text)
        text_converter_make_part(converter);
    if (is_binary)
        text_converter_make_binary(converter, column->type);
    return true;
}

/* The first block tells the columns: they must be what the client was told, or will be. */
static bool result_bind(struct session *session, struct run *run, const struct block *block,
                        struct err *err)
{
    run->result.converters = calloc(run->plan->n_columns + 1, sizeof(struct text_converter));
    if (!run->result.converters)
        return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < run->plan->n_columns; i++) {
        if (!choose_converter(session, run, i, cell_type(run->plan, block, i), err))
            return false;
        run->result.has_calls |= run->plan->columns[i].call != SESSION_CALL_NONE;
    }
    return true;
}

/* A run that stood aside may have seen the session change its settings. */
static void refresh_styles(struct session *session, struct run *run)
{
    run->result.is_transcoded = encoding_is_on(session);
    for (size_t i = 0; i < run->plan->n_columns; i++)
        if (!run->result.converters[i].binary_type)
            run->result.converters[i].style = style_of(session, false);
}

static bool result_check(struct session *session, struct run *run, const struct block *block,
                         struct err *err)
{
    const struct plan *plan = run->plan;
    if (!cell_check_block(plan, block, err))
        return false;
    if (!run->result.converters && !result_bind(session, run, block, err))
        return false;
    refresh_styles(session, run);
    if (run->wants_description && !run->result.described)
        result_describe(session, plan->columns, plan->n_columns, &run->result.formats);
    run->result.described = true;
    return true;
}

static bool append_text_cell(struct buf *out, const char *cell, uint32_t type, int16_t format,
                             struct err *err);

/* What the session carries out: the cell has the arguments, the client gets the result. */
static bool append_call(struct session *session, struct run *run, struct buf *out,
                        const struct cell *at, size_t i, struct err *err)
{
    const struct plan_column *of = &run->plan->columns[i];
    const char *result = NULL;
    struct buf cell;
    buf_init(&cell, session->options.max_output);
    bool fine = text_append_cell(&cell, at->column, at->row, &run->result.converters[i], err);
    struct str text = buf_str(&cell);
    if (fine && text.size > 4) { /* the length before it; of NULL there is nothing more */
        buf_putc(&cell, '\0');
        fine = state_call(session, of->call, buf_data(&cell) + 4, &result, err);
    }
    buf_free(&cell);
    return fine && append_text_cell(out, result, of->type, format_of(&run->result.formats, i), err);
}

/* The cell that begins at `start`, into the client's encoding. Lines of COPY are as a whole. */
static bool encode_cell(struct session *session, const struct run *run, struct buf *out,
                        size_t start, bool is_binary, struct err *err)
{
    struct encode_mark mark;
    if (is_binary || out->failed || buf_size(out) - start <= 4 ||
        (run->result.copy && run->result.copy->options->format != COPY_BINARY))
        return true;
    mark.column = start;
    if (!encoding_encode_end(session, out, start + 4, err))
        return false;
    encode_column_end(out, &mark);
    return true;
}

static bool append_cell(struct session *session, struct run *run, struct buf *out,
                        const struct block *block, size_t row, size_t i, struct err *err)
{
    const struct text_converter *converter = &run->result.converters[i];
    size_t start = buf_size(out);
    struct cell cell;
    if (!cell_find(run->result.places, run->plan, block, row, i, &cell))
        return append_text_cell(out, cell.instead, run->plan->columns[i].type,
                                format_of(&run->result.formats, i), err);
    if (run->plan->columns[i].call)
        return append_call(session, run, out, &cell, i, err);
    return text_append_cell(out, cell.column, cell.row, converter, err) &&
           (!run->result.is_transcoded ||
            encode_cell(session, run, out, start, converter->binary_type != 0, err));
}

static bool append_row(struct session *session, struct run *run, struct buf *out,
                       const struct block *block, size_t row, struct err *err)
{
    struct encode_mark mark;
    size_t n = run->plan->n_columns;
    encode_data_row_begin(out, &mark, (uint16_t)n);
    cell_begin_row(&run->result.places, run->plan, block, row);
    for (size_t i = 0; i < n; i++) {
        if (!append_cell(session, run, out, block, row, i, err)) {
            encode_data_row_abort(out, &mark);
            return false;
        }
    }
    encode_data_row_end(out, &mark);
    return true;
}

/* The client cannot read while a block is printed: it must fit as a whole. */
static bool result_fits(const struct session *session, const struct buf *out, struct err *err)
{
    return (buf_size(out) <= session->options.max_output && !out->failed) ||
           err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                   "a block of the result takes more than %zu bytes (max_output_buffer)",
                   session->options.max_output);
}

/* Where rows are made. */
static struct buf *rows_of(struct session *session, struct run *run)
{
    struct spool *rows = &run->result.rows;
    if (!run->result.is_limited)
        return &session->out;
    if (!rows->quota)
        spool_init(rows, &session->spool_quota, run->result.scrolls,
                   2 * session->options.max_output);
    return &rows->tail;
}

static bool row_made(const struct session *session, struct run *run, const struct buf *out,
                     struct err *err)
{
    return result_fits(session, out, err) &&
           (!run->result.is_limited || spool_note_row(&run->result.rows, err));
}

/* The CopyData that begins at `start`. */
static bool encode_line(struct session *session, size_t start, struct err *err)
{
    struct encode_mark mark = {.message = start};
    struct buf *out = &session->out;
    if (!session->run.result.is_transcoded || out->failed || buf_size(out) == start ||
        session->run.result.copy->options->format == COPY_BINARY)
        return true;
    if (!encoding_encode_end(session, out, start + 5, err)) {
        out->end = out->start + start;
        return false;
    }
    encode_copy_data_end(out, &mark);
    return true;
}

/* Of COPY: the row is made as a DataRow, which then is taken apart. */
static bool append_copy_row(struct session *session, struct run *run, const struct block *block,
                            size_t row, struct err *err)
{
    struct buf *made = &run->result.row;
    buf_clear(made);
    if (!append_row(session, run, made, block, row, err) || !result_fits(session, made, err))
        return false;
    size_t start = buf_size(&session->out);
    copy_out_row(run->result.copy, &session->out, str_skip(buf_str(made), 5));
    return encode_line(session, start, err);
}

/* What is carried out may send notices, which cannot stand inside a row. */
static bool append_called_row(struct session *session, struct run *run, struct buf *out,
                              const struct block *block, size_t row, struct err *err)
{
    struct buf *made = &run->result.row;
    if (!made->limit)
        buf_init(made, 2 * session->options.max_output);
    buf_clear(made);
    if (!append_row(session, run, made, block, row, err))
        return false;
    buf_append_str(out, buf_str(made));
    return true;
}

static bool append_any_row(struct session *session, struct run *run, struct buf *out,
                           const struct block *block, size_t row, struct err *err)
{
    bool fine;
    if (run->result.copy)
        fine = append_copy_row(session, run, block, row, err);
    else if (run->result.has_calls)
        fine = append_called_row(session, run, out, block, row, err);
    else
        fine = append_row(session, run, out, block, row, err);
    return fine && row_made(session, run, out, err);
}

/* Each row is a message of its own; its head is not of the file. */
static void note_copied(struct session *session, size_t size_before, size_t n_rows)
{
    enum { HEAD = 5 };
    size_t size = buf_size(&session->out) - size_before;
    activity_note_copy(session->activity, size - HEAD * n_rows, n_rows);
}

bool result_block(struct session *session, struct run *run, const struct block *block,
                  struct err *err)
{
    struct buf *out = rows_of(session, run);
    size_t size_before = buf_size(out);
    run->result.is_opening = false;
    /* A block without columns ends some results. */
    if (block->n_columns == 0 && block->n_rows == 0)
        return true;
    if (!result_check(session, run, block, err))
        return false;
    for (size_t row = block->first_row; row < block->n_rows; row++) {
        if (!append_any_row(session, run, out, block, row, err))
            return false;
    }
    if (run->result.copy && !out->failed)
        note_copied(session, size_before, block->n_rows - block->first_row);
    if (!run->result.is_limited)
        run->result.n_rows += block->n_rows - block->first_row;
    return true;
}

static bool append_text_cell(struct buf *out, const char *cell, uint32_t type, int16_t format,
                             struct err *err)
{
    struct encode_mark mark;
    bool fine = true;
    if (!cell) {
        encode_null(out);
        return true;
    }
    encode_column_begin(out, &mark);
    if (format == 1)
        fine = binary_from_text(out, type, str_of(cell), err);
    else
        buf_puts(out, cell);
    encode_column_end(out, &mark);
    return fine;
}

static bool append_text_row(struct session *session, struct buf *out, const struct run *run,
                            size_t row, struct err *err)
{
    struct encode_mark mark;
    const struct plan *plan = run->plan;
    encode_data_row_begin(out, &mark, (uint16_t)plan->n_columns);
    for (size_t i = 0; i < plan->n_columns; i++) {
        size_t start = buf_size(out);
        if (!append_text_cell(out, plan->rows[row][i], plan->columns[i].type,
                              format_of(&run->result.formats, i), err) ||
            !encode_cell(session, run, out, start, false, err)) {
            encode_data_row_abort(out, &mark);
            return false;
        }
    }
    encode_data_row_end(out, &mark);
    return true;
}

bool result_rows(struct session *session, struct err *err)
{
    struct run *run = &session->run;
    struct buf *out = rows_of(session, run);
    const struct plan *plan = run->plan;
    if (run->wants_description)
        result_describe(session, plan->columns, plan->n_columns, &run->result.formats);
    for (size_t row = 0; row < plan->n_rows; row++)
        if (!append_text_row(session, out, run, row, err) || !row_made(session, run, out, err))
            return false;
    run->result.at_end = true;
    if (!run->result.is_limited)
        run->result.n_rows = plan->n_rows;
    return true;
}

void result_free(struct result *result)
{
    free(result->converters);
    cell_free_indexes(result->places);
    spool_free(&result->rows);
    free(result->copy);
    if (result->row.limit)
        buf_free(&result->row);
}

/* --- COPY TO --- */

static bool check_binary(const struct plan *plan, struct err *err)
{
    for (size_t i = 0; i < plan->n_columns; i++)
        if (!binary_has_type(plan->columns[i].type))
            return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                           "the binary format of type %s is not supported",
                           pgtype_sql_name(plan->columns[i].type));
    return true;
}

static bool put_header(struct session *session, struct err *err)
{
    const struct plan *plan = session->run.plan;
    const char **names = calloc(plan->n_columns + 1, sizeof *names);
    if (!names)
        abort();
    for (size_t i = 0; i < plan->n_columns; i++)
        names[i] = plan->columns[i].name;
    size_t start = buf_size(&session->out);
    copy_out_header(session->run.result.copy, &session->out, names);
    free(names);
    return encode_line(session, start, err);
}

bool result_begin_copy(struct session *session, struct err *err)
{
    static const int16_t binary = 1;
    struct run *run = &session->run;
    const struct plan *plan = run->plan;
    bool is_binary = plan->copy->options.format == COPY_BINARY;
    if (is_binary && !check_binary(plan, err))
        return false;
    run->wants_description = false;
    run->result.formats =
        is_binary ? (struct result_formats){1, &binary} : (struct result_formats){0};
    run->result.copy = malloc(sizeof *run->result.copy);
    if (!run->result.copy)
        abort();
    *run->result.copy =
        (struct copy_out){.options = &plan->copy->options, .n_columns = plan->n_columns};
    activity_begin_copy(session->activity, false, plan->copy->table ? plan->copy->table->oid : 0);
    run->result.is_transcoded = encoding_is_on(session);
    buf_init(&run->result.row, 2 * session->options.max_output);
    encode_copy_out_response(&session->out, is_binary, (uint16_t)plan->n_columns);
    return put_header(session, err);
}

void result_end_copy(struct session *session)
{
    copy_out_end(session->run.result.copy, &session->out);
}
