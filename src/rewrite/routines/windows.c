/* Window functions: rows of pg_proc with prokind w. Knows no frames and no partitions. */
#include "rewrite/routines/routine_row.h"

/* A value of another row: NULL where there is no such row, where ClickHouse has the default of the
 * type. A numeric is a wide Decimal, as everything that is computed. */
#define VALUE1(name, ...)                                                                          \
    ROW1(name, NUMERIC, NUMERIC, name "[toNullable(@1)]", name "(1.50) OVER ()",                   \
         .scale = SCALE_FIRST, __VA_ARGS__),                                                       \
        ROW1(name, ANY, ANY, name "[toNullable($1)]", name "('x'::text) OVER ()", __VA_ARGS__)
#define VALUE2(name, ...)                                                                          \
    ROW2(name, NUMERIC, NUMERIC, INT4, name "[toNullable(@1), $2]", name "(1.50, 1) OVER ()",      \
         .scale = SCALE_FIRST, .constant_arg = 2, __VA_ARGS__),                                    \
        ROW2(name, ANY, ANY, INT4, name "[toNullable($1), $2]", name "('x'::text, 1) OVER ()",     \
             .constant_arg = 2, __VA_ARGS__)
/* first_value and last_value of ClickHouse pass NULLs over. */
#define FRAME_VALUE(name)                                                                          \
    ROW1(name, NUMERIC, NUMERIC, name "_respect_nulls[toNullable(@1)]", name "(1.50) OVER ()",     \
         .scale = SCALE_FIRST),                                                                    \
        ROW1(name, ANY, ANY, name "_respect_nulls[toNullable($1)]",                                \
             name "('x'::text) OVER (), " name "(NULL::int) OVER ()")

static const struct routine rows[] = {
    ROW0("row_number", INT8, "toInt64(row_number[])", "row_number() OVER ()", .never_null = true,
         .ignores_frame = true),
    ROW0("rank", INT8, "toInt64(rank[])", "rank() OVER ()", .never_null = true,
         .ignores_frame = true),
    ROW0("dense_rank", INT8, "toInt64(dense_rank[])", "dense_rank() OVER ()", .never_null = true,
         .ignores_frame = true),
    ROW0("percent_rank", FLOAT8, "percent_rank[]", "percent_rank() OVER ()", .never_null = true,
         .ignores_frame = true),
    ROW0("cume_dist", FLOAT8, "cume_dist[]", "cume_dist() OVER ()", .never_null = true,
         .ignores_frame = true),
    ROW1("ntile", INT4, INT4, "toInt32(ntile[toUInt32($1)])", "ntile(4) OVER ()",
         .never_null = true, .constant_arg = 1, .ignores_frame = true),

    VALUE1("lag", .ignores_frame = true),
    VALUE2("lag", .ignores_frame = true),
    VALUE1("lead", .ignores_frame = true),
    VALUE2("lead", .ignores_frame = true),

    FRAME_VALUE("first_value"),
    FRAME_VALUE("last_value"),
    VALUE2("nth_value"),
};

const struct routine_table windows = TABLE(rows);
