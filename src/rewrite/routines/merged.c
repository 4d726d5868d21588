/* count and avg over rows that stand for many. */
#include "rewrite/routines/merged.h"

#include "base/pgtype.h"

const struct routine routine_merged_count = {.name = "count",
                                             .result = PG_INT8,
                                             .args = {PG_INT8},
                                             .n_args = 1,
                                             .never_null = true,
                                             .clickhouse = "toInt64(sum[$1])"};
const struct routine routine_merged_avg = {.name = "avg",
                                           .result = PG_FLOAT8,
                                           .args = {PG_FLOAT8, PG_INT8},
                                           .n_args = 2,
                                           .clickhouse = "(sumOrNull[$1] / sum[$2])"};
