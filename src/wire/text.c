/* Chooses how a column's values are printed. Does not print them. */
#include "wire/text.h"

#include "base/array_text.h"
#include "base/pgtype.h"
#include "wire/binary.h"
#include "wire/encode.h"
#include "wire/text_convert.h"

#define KIND(kind) (1ULL << (kind))
#define INTS                                                                                       \
    (KIND(CH_INT8) | KIND(CH_INT16) | KIND(CH_INT32) | KIND(CH_INT64) | KIND(CH_UINT8) |           \
     KIND(CH_UINT16) | KIND(CH_UINT32))
#define WIDES                                                                                      \
    (KIND(CH_UINT64) | KIND(CH_INT128) | KIND(CH_UINT128) | KIND(CH_INT256) | KIND(CH_UINT256))
#define DATES (KIND(CH_DATE) | KIND(CH_DATE32))
#define TIMESTAMPS (KIND(CH_DATETIME) | KIND(CH_DATETIME64))
#define ENUMS (KIND(CH_ENUM8) | KIND(CH_ENUM16))

/* Every conversion there is; what has no row is refused. ClickHouse's comparisons give UInt8. */
static const struct conversion {
    uint64_t kinds;
    uint32_t pg_type;
    text_convert *convert;
} conversions[] = {
    {KIND(CH_BOOL) | KIND(CH_UINT8) | KIND(CH_INT8), PG_BOOL, text_convert_bool},
    {INTS, PG_INT2, text_convert_int2},
    {INTS, PG_INT4, text_convert_int4},
    {INTS, PG_INT8, text_convert_int8},
    {INTS, PG_NUMERIC, text_convert_int8},
    {INTS, PG_OID, text_convert_oid},
    {INTS, PG_XID, text_convert_oid},
    {INTS, PG_CID, text_convert_oid},
    {INTS, PG_FLOAT8, text_convert_int_as_float8},
    {WIDES, PG_INT2, text_convert_wide_as_int},
    {WIDES, PG_INT4, text_convert_wide_as_int},
    {WIDES, PG_INT8, text_convert_wide_as_int},
    {WIDES, PG_OID, text_convert_wide_as_int},
    {WIDES, PG_NUMERIC, text_convert_wide},
    {KIND(CH_FLOAT32), PG_FLOAT4, text_convert_float32},
    {KIND(CH_FLOAT32), PG_FLOAT8, text_convert_float64},
    {KIND(CH_FLOAT64), PG_FLOAT8, text_convert_float64},
    {KIND(CH_FLOAT64), PG_FLOAT4, text_convert_float64_as_float4},
    {KIND(CH_DECIMAL), PG_NUMERIC, text_convert_decimal},
    {DATES, PG_DATE, text_convert_date},
    {DATES, PG_TIMESTAMP, text_convert_date_as_timestamp},
    {TIMESTAMPS, PG_TIMESTAMP, text_convert_timestamp},
    {TIMESTAMPS, PG_TIMESTAMPTZ, text_convert_timestamptz},
    {KIND(CH_TIME64), PG_TIME, text_convert_time},
    {KIND(CH_INT64), PG_TIME, text_convert_time_of_micros},
    {KIND(CH_INT128), PG_INTERVAL, text_convert_interval},
    {KIND(CH_STRING), PG_NUMERIC, text_convert_string}, /* with decimals of its own */
    {KIND(CH_STRING), PG_TEXT, text_convert_string},
    {KIND(CH_STRING), PG_VARCHAR, text_convert_string},
    {KIND(CH_STRING), PG_BPCHAR, text_convert_string},
    {KIND(CH_STRING), PG_NAME, text_convert_string},
    {KIND(CH_STRING), PG_CHAR, text_convert_string},
    {KIND(CH_STRING), PG_VOID, text_convert_string},
    {KIND(CH_STRING), PG_ACLITEM, text_convert_string},
    {KIND(CH_STRING), PG_NODE_TREE, text_convert_string},
    {KIND(CH_STRING), PG_LSN, text_convert_string},
    /* The rewriter has put the names in. */
    {KIND(CH_STRING), PG_REGCLASS, text_convert_string},
    {KIND(CH_STRING), PG_REGTYPE, text_convert_string},
    {KIND(CH_STRING), PG_REGPROC, text_convert_string},
    {KIND(CH_STRING), PG_REGPROCEDURE, text_convert_string},
    {KIND(CH_STRING), PG_REGOPER, text_convert_string},
    {KIND(CH_STRING), PG_REGOPERATOR, text_convert_string},
    {KIND(CH_STRING), PG_REGCOLLATION, text_convert_string},
    {KIND(CH_STRING), PG_REGNAMESPACE, text_convert_string},
    {KIND(CH_STRING), PG_REGROLE, text_convert_string},
    {KIND(CH_STRING), PG_JSON, text_convert_string},
    {KIND(CH_STRING), PG_RECORD, text_convert_string},
    {KIND(CH_STRING), PG_JSONB, text_convert_jsonb},
    {KIND(CH_STRING), PG_INET, text_convert_inet},
    {KIND(CH_STRING) | KIND(CH_FIXED_STRING), PG_BYTEA, text_convert_bytea},
    {KIND(CH_FIXED_STRING), PG_TEXT, text_convert_fixed_string},
    {KIND(CH_FIXED_STRING), PG_VARCHAR, text_convert_fixed_string},
    {KIND(CH_FIXED_STRING), PG_BPCHAR, text_convert_fixed_string},
    {ENUMS, PG_TEXT, text_convert_enum},
    {ENUMS, PG_VARCHAR, text_convert_enum},
    {KIND(CH_UUID), PG_UUID, text_convert_uuid},
    {KIND(CH_IPV4), PG_INET, text_convert_ipv4},
    {KIND(CH_IPV6), PG_INET, text_convert_ipv6},
};

#define N_CONVERSIONS (sizeof conversions / sizeof *conversions)

/* Of Nothing every value is NULL: this cannot be reached with good data. */
static bool convert_nothing(struct buf *out, const struct column *column, size_t row,
                            const struct text_converter *converter, struct err *err)
{
    (void)out, (void)column, (void)row, (void)converter;
    return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "a column of type Nothing holds a value");
}

static text_convert *find_scalar(const struct chtype *type, uint32_t pg_type)
{
    if (type->kind == CH_NOTHING)
        return convert_nothing;
    if (pgtype_is_enum(pg_type))
        pg_type = PG_TEXT;
    for (size_t i = 0; i < N_CONVERSIONS; i++)
        if ((conversions[i].kinds & KIND(type->kind)) && conversions[i].pg_type == pg_type)
            return conversions[i].convert;
    return NULL;
}

/* An Array, or a tuple of one, which can be NULL. */
static bool is_array_value(const struct chtype *type)
{
    return type->kind == CH_ARRAY ||
           (type->kind == CH_TUPLE && type->n_args == 1 && type->args[0]->kind == CH_ARRAY);
}

/* A Decimal and the number of decimals that it shows. */
static bool is_shown_value(const struct chtype *type, uint32_t pg_type)
{
    return pg_type == PG_NUMERIC && type->kind == CH_TUPLE && type->n_args == 2 &&
           chtype_strip(type->args[0])->kind == CH_DECIMAL &&
           chtype_strip(type->args[1])->kind == CH_INT32;
}

static void choose_array(struct text_converter *converter, const struct chtype *type,
                         uint32_t pg_type)
{
    const struct pgtype *array = pgtype_by_oid(pg_type);
    const struct chtype *element = type->kind == CH_TUPLE ? type->args[0] : type;
    if (!array || !array->element_oid)
        return;
    for (; element->kind == CH_ARRAY; converter->n_dims++)
        element = chtype_strip(element->args[0]);
    converter->separator = pgtype_is_vector(pg_type) ? ' ' : ',';
    converter->pg_type = array->element_oid;
    converter->element_kind = element->kind;
    if (converter->n_dims > ARRAY_MAX_DIMS)
        return;
    converter->convert_element = find_scalar(element, array->element_oid);
    if (converter->convert_element)
        converter->convert = type->kind == CH_TUPLE ? text_convert_array_tuple : text_convert_array;
}

bool text_converter_choose(struct text_converter *converter, const struct chtype *type,
                           uint32_t pg_type, const struct text_style *style, struct err *err)
{
    const struct chtype *plain = chtype_strip(type);
    *converter = (struct text_converter){.kind = plain->kind, .pg_type = pg_type, .style = *style};
    if (is_array_value(plain))
        choose_array(converter, plain, pg_type);
    else if (is_shown_value(plain, pg_type))
        converter->convert = text_convert_shown;
    else
        converter->convert = find_scalar(plain, pg_type);
    if (!converter->convert)
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "cannot send a value of ClickHouse type %s as %s", type->text,
                       pgtype_sql_name(pg_type));
    return true;
}

void text_converter_make_part(struct text_converter *converter)
{
    if (converter->kind == CH_STRING)
        converter->convert = text_convert_jsonb_part;
}

static uint64_t load_index(const void *indexes, int width, size_t row)
{
    uint64_t index = 0; /* little endian, as is every machine ClickHouse runs on */
    memcpy(&index, (const char *)indexes + row * (size_t)width, (size_t)width);
    return index;
}

static inline bool find_value(const struct column **column, size_t *row, enum chtype_kind kind,
                              bool *is_null, struct err *err)
{
    const struct column *found = *column;
    if (found->dictionary) {
        *row = load_index(found->indexes, found->index_width, *row);
        *column = found = found->dictionary;
    }
    if (*row >= found->n_rows || found->type->kind != kind)
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "malformed column in the server's result");
    *is_null = found->nulls && found->nulls[*row];
    if (kind == CH_TUPLE && found->children[0].nulls)
        *is_null |= found->children[0].nulls[*row] != 0;
    return true;
}

bool text_find_value(const struct column **column, size_t *row, enum chtype_kind kind,
                     bool *is_null, struct err *err)
{
    return find_value(column, row, kind, is_null, err);
}

bool text_append_cell(struct buf *out, const struct column *column, size_t row,
                      const struct text_converter *converter, struct err *err)
{
    bool is_null = false;
    struct encode_mark mark;
    if (!find_value(&column, &row, converter->kind, &is_null, err))
        return false;
    if (is_null) {
        encode_null(out);
        return true;
    }
    encode_column_begin(out, &mark);
    size_t start = buf_size(out);
    if (!converter->convert(out, column, row, converter, err) ||
        (converter->is_through_text && !binary_from_end(out, start, converter->binary_type, err)))
        return false;
    encode_column_end(out, &mark);
    return true;
}
