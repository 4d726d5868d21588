/* Cells of a result in ClickHouse's blocks: elements of arrays and of lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "session_internal.h"

enum { N_ROWS = 3 };

static const struct chtype float64 = {.kind = CH_FLOAT64, .text = "Float64"};
static const struct chtype uint16 = {.kind = CH_UINT16, .text = "UInt16"};
static const struct chtype *const float64_args[] = {&float64}, *const uint16_args[] = {&uint16};
static const struct chtype floats = {.kind = CH_ARRAY,
                                     .text = "Array(Float64)",
                                     .args = (const struct chtype **)float64_args,
                                     .n_args = 1};
static const struct chtype places = {.kind = CH_ARRAY,
                                     .text = "Array(UInt16)",
                                     .args = (const struct chtype **)uint16_args,
                                     .n_args = 1};

/* Rows of 2, 0 and 3 elements. */
static const uint64_t offsets[N_ROWS] = {2, 2, 5}, other_offsets[N_ROWS] = {2, 3, 5};
static const double values[] = {1.5, 2.5, 3.5, 4.5, 5.5};
static const uint16_t value_places[] = {7, 0, 9, 7, 300};
static const uint8_t nulls[] = {0, 1, 0, 0, 0};

static const struct plan_column columns[4] = {
    {.name = "a"}, {.name = "b"}, {.name = "c"}, {.name = "d"}};

static struct block block_of(struct column *of, struct column *children)
{
    children[0] = (struct column){.type = &float64, .n_rows = 5, .values = values};
    children[1] = (struct column){.type = &uint16, .n_rows = 5, .values = value_places};
    of[0] = (struct column){.type = &floats,
                            .n_rows = N_ROWS,
                            .offsets = offsets,
                            .children = &children[0],
                            .n_children = 1};
    of[1] = (struct column){.type = &places,
                            .n_rows = N_ROWS,
                            .offsets = offsets,
                            .children = &children[1],
                            .n_children = 1};
    return (struct block){.n_columns = 2, .n_rows = N_ROWS, .columns = of};
}

/* The place in the array's elements, -1: none, -2: none and a count. */
static long found(struct place_indexes **indexes, const struct plan *plan,
                  const struct block *block, size_t row, size_t i)
{
    struct cell cell;
    cell_begin_row(indexes, plan, block, row);
    if (!cell_find(*indexes, plan, block, row, i, &cell))
        return cell.instead ? -2 : -1;
    assert_ptr_equal(cell.column, &block->columns[plan->sources[i].column].children[0]);
    return (long)cell.row;
}

static void elements_of_arrays(void **state)
{
    (void)state;
    struct err err = {0};
    struct column of[2], children[2];
    struct block block = block_of(of, children);
    const struct plan_source sources[] = {{.column = 0, .place = 1},
                                          {.column = 0, .place = 3},
                                          {.column = 0, .place = 2, .is_count = true}};
    struct plan plan = {.columns = columns, .n_columns = 3, .sources = sources, .n_sources = 2};
    struct place_indexes *indexes = NULL;
    children[0].nulls = nulls;
    assert_true(cell_check_block(&plan, &block, &err));
    assert_ptr_equal(cell_type(&plan, &block, 0), &float64);
    assert_int_equal(found(&indexes, &plan, &block, 0, 0), 0);
    assert_int_equal(found(&indexes, &plan, &block, 0, 1), -1);
    assert_int_equal(found(&indexes, &plan, &block, 0, 2), -2);
    assert_int_equal(found(&indexes, &plan, &block, 1, 0), -1);
    assert_int_equal(found(&indexes, &plan, &block, 2, 1), 4);
    assert_int_equal(found(&indexes, &plan, &block, 2, 2), 3);
    cell_free_indexes(indexes);
}

static void elements_of_lists(void **state)
{
    (void)state;
    struct err err = {0};
    struct column of[2], children[2];
    struct block block = block_of(of, children);
    const struct plan_source sources[] = {
        {.column = 0, .place = 8, .is_listed = true, .places = 1},
        {.column = 0, .place = 10, .is_listed = true, .places = 1},
        {.column = 0, .place = 1, .is_listed = true, .places = 1, .is_count = true},
        {.column = 1}};
    struct plan plan = {.columns = columns, .n_columns = 4, .sources = sources, .n_sources = 2};
    struct place_indexes *indexes = NULL;
    struct cell cell;
    assert_true(cell_check_block(&plan, &block, &err));
    assert_int_equal(found(&indexes, &plan, &block, 0, 0), 0);
    assert_int_equal(found(&indexes, &plan, &block, 0, 1), -1);
    assert_int_equal(found(&indexes, &plan, &block, 0, 2), 1);
    assert_int_equal(found(&indexes, &plan, &block, 1, 0), -1); /* not what the row before had */
    assert_int_equal(found(&indexes, &plan, &block, 1, 2), -2);
    assert_int_equal(found(&indexes, &plan, &block, 2, 0), 3);
    assert_int_equal(found(&indexes, &plan, &block, 2, 1), 2);
    assert_true(cell_find(indexes, &plan, &block, 2, 3, &cell));
    assert_ptr_equal(cell.column, &of[1]);
    assert_int_equal(cell.row, 2);
    cell_free_indexes(indexes);
}

static void assert_refused(const struct plan *plan, const struct block *block)
{
    struct err err = {0};
    assert_false(cell_check_block(plan, block, &err));
    assert_string_equal(err.sqlstate, SQLSTATE_INTERNAL_ERROR);
}

static void malformed_blocks(void **state)
{
    (void)state;
    struct column of[2], children[2];
    struct block block = block_of(of, children);
    const struct plan_source sources[] = {
        {.column = 0, .place = 8, .is_listed = true, .places = 1}};
    struct plan plan = {.columns = columns, .n_columns = 1, .sources = sources, .n_sources = 2};
    block.n_columns = 1;
    assert_refused(&plan, &block);
    block = block_of(of, children);
    of[1].offsets = other_offsets;
    assert_refused(&plan, &block);
    block = block_of(of, children);
    children[1].nulls = nulls;
    assert_refused(&plan, &block);
    block = block_of(of, children);
    children[1].type = &float64;
    assert_refused(&plan, &block);
    block = block_of(of, children);
    of[0].type = &float64;
    assert_refused(&plan, &block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_of_arrays),
        cmocka_unit_test(elements_of_lists),
        cmocka_unit_test(malformed_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
