/* Where the cells of a result are in the blocks that ClickHouse sends (plan_source). */
#include "session_internal.h"

bool cell_check_block(const struct plan *plan, const struct block *block, struct err *err)
{
    size_t wanted = plan->sources ? plan->n_sources : plan->n_columns;
    /* Rows without columns come with one that stands for none. */
    if (block->n_columns != (wanted ? wanted : 1))
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0,
                       "the server sent %zu columns, %zu were planned", block->n_columns, wanted);
    for (size_t i = 0; plan->sources && i < plan->n_columns; i++) {
        const struct plan_source *source = &plan->sources[i];
        const struct column *column = &block->columns[source->column];
        if (source->place && column->type->kind != CH_ARRAY)
            return err_set(err, SQLSTATE_INTERNAL_ERROR, 0,
                           "the server sent %s where an array was planned", column->type->text);
    }
    return true;
}

const struct chtype *cell_type(const struct plan *plan, const struct block *block, size_t i)
{
    if (!plan->sources)
        return block->columns[i].type;
    const struct column *column = &block->columns[plan->sources[i].column];
    return plan->sources[i].place ? column->children[0].type : column->type;
}

static bool is_null(const struct cell *cell)
{
    return cell->column->nulls && cell->column->nulls[cell->row];
}

bool cell_find(const struct plan *plan, const struct block *block, size_t row, size_t i,
               struct cell *cell)
{
    const struct plan_source *source = plan->sources ? &plan->sources[i] : NULL;
    *cell = (struct cell){&block->columns[source ? source->column : i], row, NULL};
    if (!source || !source->place)
        return true;
    const uint64_t *offsets = cell->column->offsets;
    uint64_t at = (row ? offsets[row - 1] : 0) + source->place - 1;
    cell->instead = source->is_count ? "0" : NULL;
    cell->column = &cell->column->children[0];
    cell->row = (size_t)at;
    return at < offsets[row] && !(source->is_count && is_null(cell));
}
