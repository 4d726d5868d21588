/* The steps before the statement of a write, one request each. Knows not what they are for. */
#include <string.h>

#include "session_internal.h"

bool step_is_under_way(const struct run *run)
{
    return run->step < run->plan->n_steps;
}

struct str step_sql(const struct run *run)
{
    if (run->stage.phase != STAGE_NONE)
        return copy_stage_sql(run);
    if (run->explain && run->explain->asks_coverage)
        return run->plan->coverage_question;
    return step_is_under_way(run) ? run->plan->steps[run->step].clickhouse_sql
                                  : run->plan->clickhouse_sql;
}

bool step_count(const struct block *block, uint64_t *n, struct err *err)
{
    const struct column *column = &block->columns[0];
    if (!block->n_columns || column->type->kind != CH_UINT64 || column->nulls || column->dictionary)
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "ClickHouse did not count the rows");
    memcpy(n, column->values, sizeof *n);
    return true;
}

bool step_block(struct run *run, const struct block *block, struct err *err)
{
    if (!run->plan->steps[run->step].counts || !block->n_rows)
        return true;
    run->is_counted = true;
    return step_count(block, &run->written_rows, err);
}

bool step_next(struct run *run)
{
    bool none = run->plan->steps[run->step].counts && !run->written_rows;
    run->step = none ? run->plan->n_steps : run->step + 1;
    return !none;
}
