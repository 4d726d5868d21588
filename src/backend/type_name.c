/* Reads ClickHouse's type names: recursive descent over a table of names. What a type is to
 * PostgreSQL is not known here. */
#include "backend/type_name.h"

#include "backend/type_scan.h"
#include "base/list.h"

#define MAX_DEPTH 32
#define MAX_FIXED_STRING 0xFFFFFF

struct type_row;
/* Reads what follows the name, parentheses included; false when it does not fit. */
typedef bool read_arguments(struct type_scan *scan, struct chtype *type,
                            const struct type_row *row);

struct type_row {
    const char *name;
    enum chtype_kind kind;
    read_arguments *arguments;
    int number; /* the precision that the name implies, or how many types follow */
};

static const struct chtype *read_type(struct type_scan *scan);

static bool no_arguments(struct type_scan *scan, struct chtype *type, const struct type_row *row)
{
    (void)type;
    (void)row;
    return !type_scan_peek(scan, '(');
}

static bool read_timezone(struct type_scan *scan, struct chtype *type)
{
    type->timezone = type_scan_quoted(scan, '\'');
    return type->timezone != NULL;
}

static bool timezone_arguments(struct type_scan *scan, struct chtype *type,
                               const struct type_row *row)
{
    (void)row;
    if (!type_scan_take(scan, '('))
        return true;
    return read_timezone(scan, type) && type_scan_take(scan, ')');
}

static bool ticks_arguments(struct type_scan *scan, struct chtype *type, const struct type_row *row)
{
    (void)row;
    if (!type_scan_take(scan, '(') || !type_scan_number(scan, 0, 9, &type->scale))
        return false;
    if (type_scan_take(scan, ',') && !read_timezone(scan, type))
        return false;
    return type_scan_take(scan, ')');
}

static bool length_argument(struct type_scan *scan, struct chtype *type, const struct type_row *row)
{
    (void)row;
    return type_scan_take(scan, '(') &&
           type_scan_number(scan, 1, MAX_FIXED_STRING, &type->length) && type_scan_take(scan, ')');
}

static bool decimal_arguments(struct type_scan *scan, struct chtype *type,
                              const struct type_row *row)
{
    type->precision = row->number;
    if (!type_scan_take(scan, '('))
        return false;
    if (row->number == 0 &&
        (!type_scan_number(scan, 1, 76, &type->precision) || !type_scan_take(scan, ',')))
        return false;
    return type_scan_number(scan, 0, type->precision, &type->scale) && type_scan_take(scan, ')');
}

static void set_args(struct type_scan *scan, struct chtype *type, const struct list *args)
{
    type->args = ARENA_ARRAY(scan->arena, const struct chtype *, args->n + 1);
    for (size_t i = 0; i < args->n; i++)
        type->args[i] = args->items[i];
    type->n_args = args->n;
}

/* T, T, … until the closing parenthesis, which is taken. */
static bool read_types(struct type_scan *scan, struct chtype *type)
{
    struct list args = {0};
    do {
        const struct chtype *arg = read_type(scan);
        if (!arg)
            return false;
        list_add(scan->arena, &args, (void *)(uintptr_t)arg);
    } while (type_scan_take(scan, ','));
    set_args(scan, type, &args);
    return type_scan_take(scan, ')');
}

static bool type_arguments(struct type_scan *scan, struct chtype *type, const struct type_row *row)
{
    return type_scan_take(scan, '(') && read_types(scan, type) &&
           type->n_args == (size_t)row->number;
}

/* The name before an element's type, NULL if it has none: `a b` T, a T or T. */
static char *element_name(struct type_scan *scan)
{
    if (type_scan_peek(scan, '`'))
        return type_scan_quoted(scan, '`');
    size_t start = scan->at;
    struct str word = type_scan_word(scan);
    if (word.size > 0 && scan->at < scan->text.size && scan->text.data[scan->at] == ' ')
        return arena_strndup(scan->arena, word.data, word.size);
    scan->at = start;
    return NULL;
}

static bool tuple_arguments(struct type_scan *scan, struct chtype *type, const struct type_row *row)
{
    (void)row;
    struct list args = {0}, names = {0};
    if (!type_scan_take(scan, '('))
        return false;
    do {
        list_add(scan->arena, &names, element_name(scan));
        const struct chtype *arg = read_type(scan);
        if (!arg)
            return false;
        list_add(scan->arena, &args, (void *)(uintptr_t)arg);
    } while (type_scan_take(scan, ','));
    set_args(scan, type, &args);
    type->names = ARENA_ARRAY(scan->arena, const char *, names.n);
    for (size_t i = 0; i < names.n; i++)
        type->names[i] = names.items[i];
    return type_scan_take(scan, ')');
}

static bool nested_arguments(struct type_scan *scan, struct chtype *type,
                             const struct type_row *row)
{
    size_t start = scan->at;
    struct chtype *tuple = ARENA_NEW(scan->arena, struct chtype);
    tuple->kind = CH_TUPLE;
    if (!tuple_arguments(scan, tuple, row))
        return false;
    tuple->text =
        arena_printf(scan->arena, "Tuple%.*s", (int)(scan->at - start), scan->text.data + start);
    type->args = ARENA_NEW(scan->arena, const struct chtype *);
    type->args[0] = tuple;
    type->n_args = 1;
    return true;
}

static bool enum_value(struct type_scan *scan, struct list *values)
{
    struct chtype_enum_value *value = ARENA_NEW(scan->arena, struct chtype_enum_value);
    list_add(scan->arena, values, value);
    value->name = type_scan_quoted(scan, '\'');
    return value->name && type_scan_take(scan, '=') &&
           type_scan_number(scan, INT16_MIN, INT16_MAX, &value->value);
}

static bool enum_arguments(struct type_scan *scan, struct chtype *type, const struct type_row *row)
{
    (void)row;
    struct list values = {0};
    if (!type_scan_take(scan, '('))
        return false;
    do {
        if (!enum_value(scan, &values))
            return false;
    } while (type_scan_take(scan, ','));
    struct chtype_enum_value *array = ARENA_ARRAY(scan->arena, struct chtype_enum_value, values.n);
    for (size_t i = 0; i < values.n; i++)
        array[i] = *(struct chtype_enum_value *)values.items[i];
    type->values = array;
    type->n_values = values.n;
    return type_scan_take(scan, ')');
}

/* (function, T, …); states whose layout changed have their version first: (1, function, T). */
static bool function_arguments(struct type_scan *scan, struct chtype *type,
                               const struct type_row *row)
{
    (void)row;
    if (!type_scan_take(scan, '('))
        return false;
    int version;
    if (type_scan_number(scan, 0, INT16_MAX, &version) && !type_scan_take(scan, ','))
        return false;
    type_scan_spaces(scan);
    size_t start = scan->at;
    if (type_scan_word(scan).size == 0 || !type_scan_skip_parentheses(scan))
        return false;
    type->function = arena_strndup(scan->arena, scan->text.data + start, scan->at - start);
    return type_scan_take(scan, ',') ? read_types(scan, type) : type_scan_take(scan, ')');
}

static bool one_type_function_arguments(struct type_scan *scan, struct chtype *type,
                                        const struct type_row *row)
{
    return function_arguments(scan, type, row) && type->n_args == 1;
}

/* Dynamic(max_types=8), JSON(a.b UInt32, SKIP c): what is in the parentheses only says how it is
 * stored. */
static bool any_arguments(struct type_scan *scan, struct chtype *type, const struct type_row *row)
{
    (void)type;
    (void)row;
    return type_scan_skip_parentheses(scan);
}

static const struct type_row type_rows[] = {
    {"Nothing", CH_NOTHING, no_arguments, 0},
    {"Bool", CH_BOOL, no_arguments, 0},
    {"Int8", CH_INT8, no_arguments, 0},
    {"Int16", CH_INT16, no_arguments, 0},
    {"Int32", CH_INT32, no_arguments, 0},
    {"Int64", CH_INT64, no_arguments, 0},
    {"Int128", CH_INT128, no_arguments, 0},
    {"Int256", CH_INT256, no_arguments, 0},
    {"UInt8", CH_UINT8, no_arguments, 0},
    {"UInt16", CH_UINT16, no_arguments, 0},
    {"UInt32", CH_UINT32, no_arguments, 0},
    {"UInt64", CH_UINT64, no_arguments, 0},
    {"UInt128", CH_UINT128, no_arguments, 0},
    {"UInt256", CH_UINT256, no_arguments, 0},
    {"Float32", CH_FLOAT32, no_arguments, 0},
    {"Float64", CH_FLOAT64, no_arguments, 0},
    {"BFloat16", CH_BFLOAT16, no_arguments, 0},
    {"Decimal", CH_DECIMAL, decimal_arguments, 0},
    {"Decimal32", CH_DECIMAL, decimal_arguments, 9},
    {"Decimal64", CH_DECIMAL, decimal_arguments, 18},
    {"Decimal128", CH_DECIMAL, decimal_arguments, 38},
    {"Decimal256", CH_DECIMAL, decimal_arguments, 76},
    {"String", CH_STRING, no_arguments, 0},
    {"FixedString", CH_FIXED_STRING, length_argument, 0},
    {"Date", CH_DATE, no_arguments, 0},
    {"Date32", CH_DATE32, no_arguments, 0},
    {"DateTime", CH_DATETIME, timezone_arguments, 0},
    {"DateTime64", CH_DATETIME64, ticks_arguments, 0},
    {"Time", CH_TIME, no_arguments, 0},
    {"Time64", CH_TIME64, ticks_arguments, 0},
    {"IntervalNanosecond", CH_INTERVAL, no_arguments, 0},
    {"IntervalMicrosecond", CH_INTERVAL, no_arguments, 0},
    {"IntervalMillisecond", CH_INTERVAL, no_arguments, 0},
    {"IntervalSecond", CH_INTERVAL, no_arguments, 0},
    {"IntervalMinute", CH_INTERVAL, no_arguments, 0},
    {"IntervalHour", CH_INTERVAL, no_arguments, 0},
    {"IntervalDay", CH_INTERVAL, no_arguments, 0},
    {"IntervalWeek", CH_INTERVAL, no_arguments, 0},
    {"IntervalMonth", CH_INTERVAL, no_arguments, 0},
    {"IntervalQuarter", CH_INTERVAL, no_arguments, 0},
    {"IntervalYear", CH_INTERVAL, no_arguments, 0},
    {"UUID", CH_UUID, no_arguments, 0},
    {"IPv4", CH_IPV4, no_arguments, 0},
    {"IPv6", CH_IPV6, no_arguments, 0},
    {"Enum8", CH_ENUM8, enum_arguments, 0},
    {"Enum16", CH_ENUM16, enum_arguments, 0},
    {"Array", CH_ARRAY, type_arguments, 1},
    {"Tuple", CH_TUPLE, tuple_arguments, 0},
    {"Nested", CH_ARRAY, nested_arguments, 0},
    {"Map", CH_MAP, type_arguments, 2},
    {"JSON", CH_JSON, any_arguments, 0},
    {"Variant", CH_VARIANT, any_arguments, 0},
    {"Dynamic", CH_DYNAMIC, any_arguments, 0},
    {"Point", CH_GEOMETRY, no_arguments, 0},
    {"Ring", CH_GEOMETRY, no_arguments, 0},
    {"LineString", CH_GEOMETRY, no_arguments, 0},
    {"MultiLineString", CH_GEOMETRY, no_arguments, 0},
    {"Polygon", CH_GEOMETRY, no_arguments, 0},
    {"MultiPolygon", CH_GEOMETRY, no_arguments, 0},
    {"Nullable", CH_NULLABLE, type_arguments, 1},
    {"LowCardinality", CH_LOW_CARDINALITY, type_arguments, 1},
    {"AggregateFunction", CH_AGGREGATE_FUNCTION, function_arguments, 0},
    {"SimpleAggregateFunction", CH_SIMPLE_AGGREGATE_FUNCTION, one_type_function_arguments, 0},
};

static const struct type_row *type_row_find(struct str name)
{
    for (size_t i = 0; i < sizeof type_rows / sizeof *type_rows; i++)
        if (str_eq(name, str_of(type_rows[i].name)))
            return &type_rows[i];
    return NULL;
}

static struct chtype *type_new(struct type_scan *scan, enum chtype_kind kind, size_t start)
{
    struct chtype *type = ARENA_NEW(scan->arena, struct chtype);
    type->kind = kind;
    type->text = arena_strndup(scan->arena, scan->text.data + start, scan->at - start);
    return type;
}

/* NULL: not even the parentheses close. */
static const struct chtype *read_any_type(struct type_scan *scan)
{
    type_scan_spaces(scan);
    size_t start = scan->at;
    struct str name = type_scan_word(scan);
    size_t after_name = scan->at;
    const struct type_row *row = type_row_find(name);
    struct chtype type = {0};
    if (row && row->arguments(scan, &type, row)) {
        struct chtype *made = type_new(scan, row->kind, start);
        type.kind = row->kind;
        type.text = made->text;
        *made = type;
        return made;
    }
    scan->at = after_name;
    if (name.size == 0 || !type_scan_skip_parentheses(scan))
        return NULL;
    return type_new(scan, CH_OTHER, start);
}

static const struct chtype *read_type(struct type_scan *scan)
{
    if (scan->depth >= MAX_DEPTH)
        return NULL;
    scan->depth++;
    const struct chtype *type = read_any_type(scan);
    scan->depth--;
    return type;
}

const struct chtype *type_name_parse(struct arena *arena, struct str text)
{
    struct type_scan scan = {.arena = arena, .text = text};
    const struct chtype *type = read_type(&scan);
    if (type && scan.at == text.size)
        return type;
    scan.at = text.size;
    return type_new(&scan, CH_OTHER, 0);
}
