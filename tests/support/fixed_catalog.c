/* A catalog written by hand. */
#include "fixed_catalog.h"

#include "base/pgtype.h"

#define N(array) (sizeof(array) / sizeof *(array))

static const struct chtype
    int32_type = {.kind = CH_INT32, .text = "Int32"},
    int64_type = {.kind = CH_INT64, .text = "Int64"},
    float64_type = {.kind = CH_FLOAT64, .text = "Float64"},
    string_type = {.kind = CH_STRING, .text = "String"},
    bool_type = {.kind = CH_BOOL, .text = "Bool"}, date_type = {.kind = CH_DATE, .text = "Date"},
    datetime_type = {.kind = CH_DATETIME64, .text = "DateTime64(6)", .scale = 6},
    decimal_type = {.kind = CH_DECIMAL, .text = "Decimal(18, 4)", .precision = 18, .scale = 4};

static const struct chtype *string_args[] = {&string_type}, *int64_args[] = {&int64_type},
                           *float64_args[] = {&float64_type};

static const struct chtype low_cardinality_type = {.kind = CH_LOW_CARDINALITY,
                                                   .text = "LowCardinality(String)",
                                                   .args = string_args,
                                                   .n_args = 1},
                           nullable_string_type = {.kind = CH_NULLABLE,
                                                   .text = "Nullable(String)",
                                                   .args = string_args,
                                                   .n_args = 1},
                           nullable_int64_type = {.kind = CH_NULLABLE,
                                                  .text = "Nullable(Int64)",
                                                  .args = int64_args,
                                                  .n_args = 1},
                           nullable_float64_type = {.kind = CH_NULLABLE,
                                                    .text = "Nullable(Float64)",
                                                    .args = float64_args,
                                                    .n_args = 1},
                           array_type = {.kind = CH_ARRAY,
                                         .text = "Array(String)",
                                         .args = string_args,
                                         .n_args = 1};

/* typmod of numeric(18, 4), as pgtype_numeric_typmod makes it. */
#define NUMERIC_18_4 (((18 << 16) | 4) + 4)

#define COLUMN(name_, type_, pg_type_, typmod_, nullable_, attnum_)                                \
    {                                                                                              \
        .name = name_, .type = &type_, .pg_type = pg_type_, .typmod = typmod_,                     \
        .nullable = nullable_, .default_kind = "", .default_expression = "", .comment = "",        \
        .attnum = attnum_                                                                          \
    }

static const struct catalog_column fills_columns[] = {
    COLUMN("trade_id", int64_type, PG_INT8, -1, false, 1),
    COLUMN("ts", datetime_type, PG_TIMESTAMP, -1, false, 2),
    COLUMN("trade_date", date_type, PG_DATE, -1, false, 3),
    COLUMN("region", low_cardinality_type, PG_TEXT, -1, false, 4),
    COLUMN("desk", nullable_string_type, PG_TEXT, -1, true, 5),
    COLUMN("quantity", int32_type, PG_INT4, -1, false, 6),
    COLUMN("price", decimal_type, PG_NUMERIC, NUMERIC_18_4, false, 7),
    COLUMN("pnl", nullable_float64_type, PG_FLOAT8, -1, true, 8),
};

static const struct catalog_column cells_columns[] = {
    COLUMN("k", int32_type, PG_INT4, -1, false, 1),
    COLUMN("s", string_type, PG_TEXT, -1, false, 2),
    COLUMN("n", decimal_type, PG_NUMERIC, NUMERIC_18_4, false, 3),
    COLUMN("d", date_type, PG_DATE, -1, false, 4),
    COLUMN("b", bool_type, PG_BOOL, -1, false, 5),
    COLUMN("x", float64_type, PG_FLOAT8, -1, false, 6),
};

static const struct catalog_column other_columns[] = {
    COLUMN("k", int32_type, PG_INT4, -1, false, 1),
    COLUMN("v", nullable_int64_type, PG_INT8, -1, true, 2),
    COLUMN("tags", array_type, 0, -1, false, 3),
};

#define TABLE(name_, oid_, columns_)                                                               \
    {                                                                                              \
        .schema = "trading", .name = name_, .oid = oid_, .kind = CATALOG_TABLE,                    \
        .engine = "MergeTree", .partition_key = "", .sorting_key = "", .primary_key = "",          \
        .as_select = "", .target_schema = "", .target_name = "", .comment = "",                    \
        .columns = columns_, .n_columns = N(columns_)                                              \
    }

static const struct catalog_table tables[] = {
    TABLE("cells", 20001, cells_columns),
    TABLE("fills", 20002, fills_columns),
    TABLE("other", 20003, other_columns),
};

static const char *const schemas[] = {"trading"};

const struct catalog fixed_catalog = {.version = 1,
                                      .server_version = "26.7.1.1",
                                      .server_timezone = "UTC",
                                      .schemas = schemas,
                                      .n_schemas = 1,
                                      .tables = tables,
                                      .n_tables = N(tables)};
