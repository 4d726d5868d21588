/* Rows of a result to the client: converters are chosen once, then used for each row. */
#include <stdlib.h>

#include "session_internal.h"

static void describe_column(struct buf *out, const struct plan_column *column)
{
    const struct pgtype *type = pgtype_by_oid(column->type);
    encode_row_description_field(out, &(struct encode_field){
                                          .name = column->name,
                                          .table_oid = column->table_oid,
                                          .attnum = column->attnum,
                                          .type_oid = column->type,
                                          .type_length = type ? type->length : -1,
                                          .typmod = column->typmod,
                                      });
}

void result_describe(struct session *session, const struct plan *plan)
{
    struct encode_mark mark;
    encode_row_description_begin(&session->out, &mark, (uint16_t)plan->n_columns);
    for (size_t i = 0; i < plan->n_columns; i++)
        describe_column(&session->out, &plan->columns[i]);
    encode_row_description_end(&session->out, &mark);
}

/* The first block tells the columns: they must be what the client was told, or will be. */
static bool result_bind(struct session *session, const struct block *block, struct err *err)
{
    const struct plan *plan = session->run.plan;
    struct text_style style = {
        .extra_float_digits = (int)settings_get_int(session->settings, "extra_float_digits"),
        .bytea_escape = false,
    };
    session->run.result.converters = calloc(plan->n_columns + 1, sizeof(struct text_converter));
    if (!session->run.result.converters)
        return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < block->n_columns; i++) {
        const struct chtype *type = block->columns[i].type;
        if (text_converter_choose(&session->run.result.converters[i], type, plan->columns[i].type,
                                  &style, err))
            continue;
        err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "column \"%s\" is %s on the server, not %s",
                plan->columns[i].name, type->text, pgtype_sql_name(plan->columns[i].type));
        return false;
    }
    return true;
}

static bool result_check(struct session *session, const struct block *block, struct err *err)
{
    const struct plan *plan = session->run.plan;
    if (block->n_columns != plan->n_columns)
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0,
                       "the server sent %zu columns, %zu were planned", block->n_columns,
                       plan->n_columns);
    if (!session->run.result.converters && !result_bind(session, block, err))
        return false;
    if (session->run.wants_description && !session->run.result.described)
        result_describe(session, plan);
    session->run.result.described = true;
    return true;
}

static bool append_row(struct session *session, const struct block *block, size_t row,
                       struct err *err)
{
    struct encode_mark mark;
    const struct text_converter *converters = session->run.result.converters;
    encode_data_row_begin(&session->out, &mark, (uint16_t)block->n_columns);
    for (size_t i = 0; i < block->n_columns; i++) {
        if (!text_append_cell(&session->out, &block->columns[i], row, &converters[i], err)) {
            encode_data_row_abort(&session->out, &mark);
            return false;
        }
    }
    encode_data_row_end(&session->out, &mark);
    return true;
}

/* The client cannot read while a block is printed: it must fit as a whole. */
static bool result_fits(const struct session *session, struct err *err)
{
    return buf_size(&session->out) <= session->options.max_output ||
           err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                   "a block of the result takes more than %zu bytes (max_output_buffer)",
                   session->options.max_output);
}

bool result_block(struct session *session, const struct block *block, struct err *err)
{
    /* A block without columns ends some results. */
    if (block->n_columns == 0 && block->n_rows == 0)
        return true;
    if (!result_check(session, block, err))
        return false;
    for (size_t row = 0; row < block->n_rows; row++) {
        if (!append_row(session, block, row, err) || !result_fits(session, err))
            return false;
    }
    session->run.result.n_rows += block->n_rows;
    return true;
}

static void append_text_row(struct buf *out, const char *const *cells, size_t n)
{
    struct encode_mark mark;
    encode_data_row_begin(out, &mark, (uint16_t)n);
    for (size_t i = 0; i < n; i++) {
        if (!cells[i]) {
            encode_null(out);
            continue;
        }
        encode_column_begin(out, &mark);
        buf_puts(out, cells[i]);
        encode_column_end(out, &mark);
    }
    encode_data_row_end(out, &mark);
}

void result_rows(struct session *session)
{
    const struct plan *plan = session->run.plan;
    if (session->run.wants_description)
        result_describe(session, plan);
    for (size_t row = 0; row < plan->n_rows; row++)
        append_text_row(&session->out, plan->rows[row], plan->n_columns);
    session->run.result.n_rows = plan->n_rows;
}
