/* Where the cells of a result are in the blocks that ClickHouse sends (plan_source). */
#include <stdlib.h>
#include <string.h>

#include "session_internal.h"

/* Where the places of a row's list are in it. An entry counts if its stamp is the row's. */
struct place_index {
    struct {
        uint32_t stamp, at;
    } * of_place;
    size_t n; /* places there is room for */
    uint32_t stamp;
};

/* For each of ClickHouse's columns; of no use but for lists of places. */
struct place_indexes {
    size_t n;
    struct place_index of[];
};

/* --- a block --- */

static bool is_of_places(const struct column *column)
{
    if (column->type->kind != CH_ARRAY)
        return false;
    const struct column *elements = &column->children[0];
    return elements->type->kind >= CH_UINT8 && elements->type->kind <= CH_UINT64 &&
           !elements->nulls && !elements->dictionary;
}

static bool check_source(const struct block *block, const struct plan_source *source,
                         struct err *err)
{
    const struct column *column = &block->columns[source->column];
    const struct column *places = &block->columns[source->places];
    bool fine = !source->place || column->type->kind == CH_ARRAY;
    if (fine && source->is_listed)
        fine = is_of_places(places) && memcmp(places->offsets, column->offsets,
                                              block->n_rows * sizeof *column->offsets) == 0;
    return fine || err_set(err, SQLSTATE_INTERNAL_ERROR, 0,
                           "the server sent %s where a list was planned", column->type->text);
}

static bool is_like(const struct plan_source *a, const struct plan_source *b)
{
    return a->column == b->column && a->places == b->places && !a->place == !b->place;
}

bool cell_check_block(const struct plan *plan, const struct block *block, struct err *err)
{
    size_t wanted = plan->sources ? plan->n_sources : plan->n_columns;
    /* Rows without columns come with one that stands for none. */
    if (block->n_columns != (wanted ? wanted : 1))
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0,
                       "the server sent %zu columns, %zu were planned", block->n_columns, wanted);
    for (size_t i = 0; plan->sources && i < plan->n_columns; i++)
        if ((i == 0 || !is_like(&plan->sources[i], &plan->sources[i - 1])) &&
            !check_source(block, &plan->sources[i], err))
            return false;
    return true;
}

const struct chtype *cell_type(const struct plan *plan, const struct block *block, size_t i)
{
    if (!plan->sources)
        return block->columns[i].type;
    const struct column *column = &block->columns[plan->sources[i].column];
    return plan->sources[i].place ? column->children[0].type : column->type;
}

/* --- a row --- */

static uint64_t first_element(const struct column *array, size_t row)
{
    return row ? array->offsets[row - 1] : 0;
}

static void make_room(struct place_index *index, size_t n)
{
    if (n <= index->n)
        return;
    free(index->of_place);
    index->of_place = calloc(n, sizeof *index->of_place);
    if (!index->of_place)
        abort();
    index->n = n;
    index->stamp = 0;
}

/* Places that no column of the result has are passed over. */
static void index_row(struct place_index *index, const struct column *places, size_t row)
{
    const unsigned char *values = places->children[0].values;
    size_t width = chtype_width(places->children[0].type);
    uint64_t first = first_element(places, row);
    if (++index->stamp == 0) {
        memset(index->of_place, 0, index->n * sizeof *index->of_place);
        index->stamp = 1;
    }
    for (uint64_t i = first; i < places->offsets[row]; i++) {
        uint64_t place = 0; /* little endian, as is every machine ClickHouse runs on */
        memcpy(&place, values + i * width, width);
        if (++place < index->n) {
            index->of_place[place].stamp = index->stamp;
            index->of_place[place].at = (uint32_t)(i - first);
        }
    }
}

/* With room for the largest place of each list. */
static struct place_indexes *new_indexes(const struct plan *plan)
{
    struct place_indexes *indexes =
        calloc(1, sizeof *indexes + plan->n_sources * sizeof *indexes->of);
    if (!indexes)
        abort();
    indexes->n = plan->n_sources;
    for (size_t i = 0; i < plan->n_columns; i++)
        if (plan->sources[i].is_listed)
            make_room(&indexes->of[plan->sources[i].places], plan->sources[i].place + 1);
    return indexes;
}

void cell_begin_row(struct place_indexes **indexes, const struct plan *plan,
                    const struct block *block, size_t row)
{
    if (!plan->sources)
        return;
    if (!*indexes)
        *indexes = new_indexes(plan);
    for (size_t i = 0; i < plan->n_sources; i++)
        if ((*indexes)->of[i].n)
            index_row(&(*indexes)->of[i], &block->columns[i], row);
}

void cell_free_indexes(struct place_indexes *indexes)
{
    for (size_t i = 0; indexes && i < indexes->n; i++)
        free(indexes->of[i].of_place);
    free(indexes);
}

/* --- a cell --- */

static bool is_null(const struct cell *cell)
{
    return cell->column->nulls && cell->column->nulls[cell->row];
}

/* False: the list has none. */
static bool find_element(const struct place_indexes *indexes, const struct plan_source *source,
                         const struct column *array, size_t row, uint64_t *at)
{
    *at = first_element(array, row) + source->place - 1;
    if (!source->is_listed)
        return *at < array->offsets[row];
    const struct place_index *index = &indexes->of[source->places];
    *at = first_element(array, row) + index->of_place[source->place].at;
    return index->of_place[source->place].stamp == index->stamp;
}

bool cell_find(const struct place_indexes *indexes, const struct plan *plan,
               const struct block *block, size_t row, size_t i, struct cell *cell)
{
    const struct plan_source *source = plan->sources ? &plan->sources[i] : NULL;
    *cell = (struct cell){&block->columns[source ? source->column : i], row, NULL};
    if (!source || !source->place)
        return true;
    uint64_t at;
    bool is_there = find_element(indexes, source, cell->column, row, &at);
    *cell = (struct cell){&cell->column->children[0], (size_t)at, source->is_count ? "0" : NULL};
    return is_there && !(source->is_count && is_null(cell));
}
