/*
 * Rows on demand: a result whose rows wait until somebody asks for some of them, in between its
 * run stands aside with the backend's stream paused, or draining into the spool. Knows neither
 * portals nor cursors.
 */
#include <stdlib.h>
#include <string.h>

#include "session_internal.h"
#include "wire/binary.h"

/* --- one row to the client --- */

static int16_t format_of(const struct result_formats *formats, size_t column)
{
    return formats->n == 0 ? 0 : formats->codes[formats->n == 1 ? 0 : column];
}

static bool same_formats(const struct result *result, size_t n_columns)
{
    for (size_t i = 0; i < n_columns; i++)
        if (format_of(&result->formats, i) != format_of(&result->demand.formats, i))
            return false;
    return true;
}

static uint32_t take_u32(struct str *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes->data;
    *bytes = str_skip(*bytes, 4);
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* A text under other settings than PostgreSQL's defaults may have lost digits, or read otherwise.
 */
static bool is_exact(const struct result *result, size_t i, struct err *err)
{
    const struct text_converter *converter = &result->converters[i];
    return !result->converters || value_style_is_default(&converter->style.values) ||
           err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "rows that were read as text under other settings of output than the defaults "
                   "cannot be had in binary");
}

static bool convert_cell(struct buf *out, const struct result *result, size_t i, uint32_t type,
                         struct str *row, struct err *err)
{
    struct encode_mark mark;
    bool fine = true;
    uint32_t size = take_u32(row);
    if (size == UINT32_MAX) {
        encode_null(out);
        return true;
    }
    struct str cell = {row->data, size};
    *row = str_skip(*row, size);
    encode_column_begin(out, &mark);
    if (format_of(&result->formats, i) == format_of(&result->demand.formats, i))
        buf_append_str(out, cell);
    else if (format_of(&result->formats, i) == 0)
        fine = is_exact(result, i, err) && binary_from_text(out, type, cell, err);
    else
        fine = binary_to_text(out, type, cell, err);
    encode_column_end(out, &mark);
    return fine;
}

/* A row that was made in other formats than are wanted now. */
static bool convert_row(struct buf *out, const struct run *run, struct str message, struct err *err)
{
    struct encode_mark mark;
    const struct plan *plan = run->plan;
    struct str row = str_skip(message, 7); /* type, length, number of columns */
    encode_data_row_begin(out, &mark, (uint16_t)plan->n_columns);
    for (size_t i = 0; i < plan->n_columns; i++)
        if (!convert_cell(out, &run->result, i, plan->columns[i].type, &row, err)) {
            encode_data_row_abort(out, &mark);
            return false;
        }
    encode_data_row_end(out, &mark);
    return true;
}

/* --- the demand --- */

static bool has_row(const struct result *result)
{
    const struct demand *demand = &result->demand;
    return demand->wanted && !demand->from_end && demand->row >= 1 &&
           demand->row <= result->rows.n_rows;
}

static bool send_row(struct session *session, struct err *err)
{
    struct run *run = &session->run;
    struct result *result = &run->result;
    struct demand *demand = &result->demand;
    struct str message;
    if (!spool_read(&result->rows, demand->row, &message, err))
        return false;
    if (!demand->silent && same_formats(result, run->plan->n_columns))
        buf_append_str(&session->out, message);
    else if (!demand->silent && !convert_row(&session->out, run, message, err))
        return false;
    spool_forget(&result->rows, demand->row);
    result->position = demand->row;
    demand->row += demand->backward ? (uint64_t)-1 : 1;
    demand->wanted--;
    result->n_rows++;
    return true;
}

/* Rows that are passed over on the way to a later one need not be kept. */
static void pass_over(struct result *result)
{
    uint64_t last = result->demand.row - 1;
    if (last > result->rows.n_rows)
        last = result->rows.n_rows;
    if (result->demand.wanted && !result->demand.from_end && !result->demand.backward &&
        last > result->position)
        spool_forget(&result->rows, last);
}

static void find_from_end(const struct run *run, struct result *result)
{
    struct demand *demand = &result->demand;
    if (!demand->from_end || !result->at_end || run->failure)
        return;
    demand->row =
        demand->from_end > result->rows.n_rows ? 0 : result->rows.n_rows + 1 - demand->from_end;
    demand->backward = true; /* the search went that way: without a row it ends before the first */
    demand->from_end = 0;
}

static bool send_rows(struct session *session, struct err *err)
{
    struct result *result = &session->run.result;
    find_from_end(&session->run, result);
    pass_over(result);
    while (has_row(result) && buf_size(&session->out) < 2 * OUTPUT_HIGH_WATER)
        if (!send_row(session, err))
            return false;
    return true;
}

/* There is no such row, and there will be none. */
static bool is_exhausted(const struct result *result)
{
    const struct demand *demand = &result->demand;
    if (demand->backward && !demand->from_end)
        return demand->row == 0;
    return result->at_end && !has_row(result);
}

static void exhausted(struct session *session)
{
    struct run *run = &session->run;
    struct result *result = &run->result;
    if (run->failure && (!result->demand.backward || result->demand.from_end)) {
        struct err err = *run->failure;
        run_fail(session, &err);
        return;
    }
    result->position = result->demand.backward ? 0 : result->rows.n_rows + 1;
    if (run->stays)
        run->suspended(session);
    else
        run_finish(session);
}

void run_release(struct session *session)
{
    struct run *run = &session->run;
    struct result *result = &run->result;
    struct err err = {0};
    if (result->is_opening && !result->at_end)
        return;
    if (!send_rows(session, &err))
        run_fail(session, &err);
    else if (result->demand.wanted == 0)
        run->suspended(session);
    else if (has_row(result))
        run_pause(session, run); /* the client reads first */
    else if (is_exhausted(result))
        exhausted(session);
    else if (buf_size(&session->out) > OUTPUT_HIGH_WATER)
        run_pause(session, run);
    else
        run_resume(session, run);
}

/* --- runs that stand aside --- */

/* What is drained stops when there is no more room, unless it is to be kept: then that is told. */
static void flow_aside(struct session *session, struct run *aside)
{
    if (aside->drains && (aside->result.rows.keeps || !spool_is_full(&aside->result.rows)))
        run_resume(session, aside);
    else
        run_pause(session, aside);
}

struct run *run_set_aside(struct session *session)
{
    struct run *run = &session->run, *aside = malloc(sizeof *aside);
    if (!aside)
        abort();
    *aside = *run;
    aside->arena = NULL;
    if (aside->link)
        aside->link->aside = aside;
    flow_aside(session, aside);
    *run = (struct run){.arena = run->arena};
    session->host->set_deadline(session->owner, 0);
    return aside;
}

void run_go_on(struct session *session, struct run *aside, const struct run_owner *owner,
               const struct demand *demand)
{
    struct arena *arena = session->run.arena;
    struct run *run = &session->run;
    run_clear(session);
    *run = *aside;
    run->arena = arena;
    if (run->link)
        run->link->aside = NULL;
    free(aside);
    run->ended = owner->ended;
    run->suspended = owner->suspended;
    run->stays = owner->stays;
    run->result.demand = *demand;
    run->result.n_rows = 0;
    run_go(session);
    run_release(session);
}

void run_drain(struct session *session, struct run *aside)
{
    aside->drains = true;
    flow_aside(session, aside);
}

void run_free_aside(struct session *session, struct run *aside)
{
    if (aside)
        run_free(session, aside);
    free(aside);
}

static void keep_failure(struct run *run, const struct err *err)
{
    if (run->failure)
        return;
    run->failure = malloc(sizeof *run->failure);
    if (!run->failure)
        abort();
    *run->failure = *err;
}

void run_block_aside(struct session *session, struct run *aside, const struct block *block)
{
    struct err err = {0};
    if (result_block(session, aside, block, &err)) {
        flow_aside(session, aside);
        return;
    }
    session->host->cancel(session->owner, aside->request);
    run_done_late(aside, &err);
}

void run_done_late(struct run *run, const struct err *err)
{
    run->request = NULL;
    free(run->link);
    run->link = NULL;
    run->result.at_end = true;
    if (err)
        keep_failure(run, err);
}
