/* ClickHouse's types and what each is to a PostgreSQL client. Does not parse their names. */
#include "base/chtype.h"

#include "base/pgtype.h"

/*
 * One row a kind: width in Native format and the PostgreSQL type. Unsigned integers go to the next
 * wider signed type; beyond bigint to numeric, which holds every value.
 */
struct kind_row {
    enum chtype_kind kind;
    size_t width;
    uint32_t oid;
};

static const struct kind_row kinds[] = {
    {CH_OTHER, 0, 0},
    {CH_NOTHING, 1, PG_TEXT},
    {CH_BOOL, 1, PG_BOOL},
    {CH_INT8, 1, PG_INT2},
    {CH_INT16, 2, PG_INT2},
    {CH_INT32, 4, PG_INT4},
    {CH_INT64, 8, PG_INT8},
    {CH_INT128, 16, PG_NUMERIC},
    {CH_INT256, 32, PG_NUMERIC},
    {CH_UINT8, 1, PG_INT2},
    {CH_UINT16, 2, PG_INT4},
    {CH_UINT32, 4, PG_INT8},
    {CH_UINT64, 8, PG_NUMERIC},
    {CH_UINT128, 16, PG_NUMERIC},
    {CH_UINT256, 32, PG_NUMERIC},
    {CH_FLOAT32, 4, PG_FLOAT4},
    {CH_FLOAT64, 8, PG_FLOAT8},
    {CH_BFLOAT16, 0, PG_FLOAT4},
    {CH_DECIMAL, 0, PG_NUMERIC},
    {CH_STRING, 0, PG_TEXT},
    {CH_FIXED_STRING, 0, PG_TEXT},
    {CH_DATE, 2, PG_DATE},
    {CH_DATE32, 4, PG_DATE},
    {CH_DATETIME, 4, PG_TIMESTAMP},
    {CH_DATETIME64, 8, PG_TIMESTAMP},
    {CH_TIME, 4, PG_TIME},
    {CH_TIME64, 8, PG_TIME},
    {CH_INTERVAL, 8, PG_INTERVAL},
    {CH_UUID, 16, PG_UUID},
    {CH_IPV4, 4, PG_INET},
    {CH_IPV6, 16, PG_INET},
    {CH_ENUM8, 1, PG_TEXT},
    {CH_ENUM16, 2, PG_TEXT},
    {CH_ARRAY, 0, 0},
    {CH_TUPLE, 0, PG_JSON},
    {CH_MAP, 0, PG_JSON},
    {CH_JSON, 0, PG_JSONB},
    {CH_VARIANT, 0, PG_TEXT},
    {CH_DYNAMIC, 0, PG_TEXT},
    {CH_GEOMETRY, 0, PG_JSON},
    {CH_NULLABLE, 0, 0},
    {CH_LOW_CARDINALITY, 0, 0},
    {CH_AGGREGATE_FUNCTION, 0, 0},
    {CH_SIMPLE_AGGREGATE_FUNCTION, 0, 0},
};

const struct chtype *chtype_strip(const struct chtype *type)
{
    while (type->kind == CH_NULLABLE || type->kind == CH_LOW_CARDINALITY ||
           type->kind == CH_SIMPLE_AGGREGATE_FUNCTION)
        type = type->args[0];
    return type;
}

bool chtype_is_nullable(const struct chtype *type)
{
    while (type->kind == CH_LOW_CARDINALITY || type->kind == CH_SIMPLE_AGGREGATE_FUNCTION)
        type = type->args[0];
    return type->kind == CH_NULLABLE || type->kind == CH_NOTHING || type->kind == CH_VARIANT ||
           type->kind == CH_DYNAMIC;
}

static size_t decimal_width(int precision)
{
    if (precision <= 9)
        return 4;
    if (precision <= 18)
        return 8;
    return precision <= 38 ? 16 : 32;
}

size_t chtype_width(const struct chtype *type)
{
    if (type->kind == CH_DECIMAL)
        return decimal_width(type->precision);
    if (type->kind == CH_FIXED_STRING)
        return (size_t)type->length;
    return kinds[type->kind].width;
}

const struct chtype *chtype_array(const struct chtype *type)
{
    const struct chtype *plain = chtype_strip(type);
    bool is_named = plain->names && plain->n_args && plain->names[0];
    if (plain->kind == CH_TUPLE && plain->n_args == 1 && !is_named && chtype_is_nullable(type))
        plain = plain->args[0];
    return plain->kind == CH_ARRAY ? plain : NULL;
}

const struct chtype *chtype_element(const struct chtype *type)
{
    const struct chtype *array = chtype_array(type);
    type = chtype_strip(array ? array : type);
    while (type->kind == CH_ARRAY)
        type = chtype_strip(type->args[0]);
    return type;
}

bool chtype_is_document(const struct chtype *type)
{
    enum chtype_kind kind = chtype_element(type)->kind;
    bool is_scalar = kind == CH_VARIANT || kind == CH_DYNAMIC;
    return kind == CH_TUPLE || kind == CH_MAP || kind == CH_JSON || kind == CH_GEOMETRY ||
           (is_scalar && chtype_array(type));
}

/* Arrays of arrays are one array type in PostgreSQL. */
static uint32_t array_oid(const struct chtype *array)
{
    const struct pgtype *element = pgtype_by_oid(kinds[chtype_element(array)->kind].oid);
    return element ? element->array_oid : 0;
}

static int32_t typmod_of(const struct chtype *type)
{
    switch (type->kind) {
    case CH_DECIMAL:
        return pgtype_numeric_typmod(type->precision, type->scale);
    case CH_DATETIME:
    case CH_TIME:
        return 0;
    case CH_DATETIME64:
    case CH_TIME64:
        return type->scale < FULL_PRECISION ? type->scale : -1;
    default:
        return -1;
    }
}

struct chtype_pg chtype_to_pg(const struct chtype *type)
{
    struct chtype_pg pg = {kinds[chtype_strip(type)->kind].oid, typmod_of(chtype_element(type))};
    if (chtype_array(type))
        pg.oid = chtype_is_document(type) ? PG_JSON : array_oid(type);
    return pg;
}
