/*
 * EXPLAIN ANALYZE: runs the statement and throws its rows away, asks how complete the rollups are
 * that it read, then sends what was seen. Knows not how that is said.
 */
#include <string.h>
#include <time.h>

#include "base/column.h"
#include "session_internal.h"

int64_t explain_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void explain_begin(struct session *session)
{
    struct run *run = &session->run;
    if (!run->plan->explanation)
        return;
    run->explain = ARENA_NEW(run->arena, struct explain_under_way);
    *run->explain = (struct explain_under_way){.started_us = explain_now()};
    run->explain->seen.planning_us = run->planned ? run->planned->planning_us : run->planning_us;
}

/* --- the answer --- */

struct showing {
    struct run *run;
    const struct plan *plan;
};

static bool make_rows(void *context, struct err *err)
{
    (void)err;
    struct showing *showing = context;
    struct run *run = showing->run;
    showing->plan = rewrite_explain(run->arena, run->plan, &run->explain->seen);
    return true;
}

bool explain_show(struct session *session, struct err *err)
{
    struct run *run = &session->run;
    struct showing showing = {.run = run};
    if (!run_guarded(session, run->arena, make_rows, &showing, err))
        return false;
    run->plan = showing.plan;
    return true;
}

/* --- blocks --- */

static bool is_number(const struct block *block, size_t i)
{
    if (i >= block->n_columns)
        return false;
    const struct column *column = &block->columns[i];
    return column->type->kind == CH_UINT64 && !column->nulls && !column->dictionary;
}

static uint64_t number_at(const struct block *block, size_t i, size_t row)
{
    uint64_t number;
    memcpy(&number, (const char *)block->columns[i].values + row * sizeof number, sizeof number);
    return number;
}

static bool read_coverage(struct run *run, const struct block *block, struct err *err)
{
    if (block->n_columns == 0 && block->n_rows == 0)
        return true;
    if (!is_number(block, 0) || !is_number(block, 1) || !is_number(block, 2))
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0,
                       "ClickHouse did not tell how complete the rollups are");
    for (size_t row = block->first_row; row < block->n_rows; row++) {
        uint64_t which = number_at(block, 0, row);
        if (which < run->plan->n_coverage)
            run->explain->coverage[which] =
                (struct explain_coverage){number_at(block, 1, row), number_at(block, 2, row)};
    }
    return true;
}

bool explain_block(struct run *run, const struct block *block, struct err *err)
{
    if (run->explain->asks_coverage)
        return read_coverage(run, block, err);
    if (!run->explain->seen.startup_us)
        run->explain->seen.startup_us = explain_now() - run->explain->started_us;
    run->explain->seen.n_rows += block->n_rows - block->first_row;
    return true;
}

/* --- the ends of requests --- */

static void note_run(struct run *run, const struct backend_summary *summary)
{
    struct explain_run *seen = &run->explain->seen;
    seen->execution_us = explain_now() - run->explain->started_us;
    if (!seen->startup_us)
        seen->startup_us = seen->execution_us;
    if (run->plan->kind == PLAN_WRITE)
        seen->n_rows = run->written_rows;
    if (!summary)
        return;
    seen->clickhouse_ns = summary->elapsed_ns;
    seen->read_rows = summary->read_rows;
    seen->read_bytes = summary->read_bytes;
    seen->was_kept = summary->was_kept;
}

static void ask_coverage(struct session *session)
{
    struct run *run = &session->run;
    size_t n = run->plan->n_coverage;
    run->explain->asks_coverage = true;
    run->explain->coverage = ARENA_ARRAY(run->arena, struct explain_coverage, n);
    memset(run->explain->coverage, 0, n * sizeof *run->explain->coverage);
    run->explain->seen.coverage = run->explain->coverage;
    run_start_request(session, false);
}

bool explain_next(struct session *session, const struct backend_summary *summary, struct err *err)
{
    struct run *run = &session->run;
    if (!run->explain->asks_coverage) {
        note_run(run, summary);
        if (run->plan->n_coverage) {
            ask_coverage(session);
            return true;
        }
    }
    return explain_show(session, err) && run_send_rows(session, err);
}
