/*
 * Constants: texts to values by PostgreSQL's input functions, values to ClickHouse SQL. Knows no
 * expressions.
 */
#include "rewrite/emit/literal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "base/interval.h"
#include "base/pgtype.h"
#include "rewrite/emit/literal_parse.h"

#define VARHDRSZ 4 /* typmods of varchar and bpchar are the length plus this */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str literal_trim(struct str text)
{
    while (text.size && is_space(text.data[0]))
        text = str_skip(text, 1);
    while (text.size && is_space(text.data[text.size - 1]))
        text.size--;
    return text;
}

/* What input functions call the type. */
static const char *input_name(uint32_t type)
{
    return type == PG_TIME ? "time" : type == PG_TIMESTAMP ? "timestamp" : pgtype_sql_name(type);
}

const char *literal_bad_syntax(const struct literal *literal)
{
    err_set(literal->err, SQLSTATE_INVALID_TEXT_REPRESENTATION, literal->position,
            "invalid input syntax for type %s: \"%.*s\"", input_name(literal->type),
            (int)literal->text.size, literal->text.data);
    return NULL;
}

const char *literal_fail(const struct literal *literal, const char *sqlstate, const char *what)
{
    err_set(literal->err, sqlstate, literal->position, "%s: \"%.*s\"", what,
            (int)literal->text.size, literal->text.data);
    return NULL;
}

/* Any beginning of the words that means only one of them. */
static const char *parse_bool(const struct literal *literal)
{
    static const struct {
        const char *word, *value;
        size_t shortest;
    } words[] = {{"true", "t", 1}, {"false", "f", 1}, {"yes", "t", 1}, {"no", "f", 1},
                 {"on", "t", 2},   {"off", "f", 2},   {"1", "t", 1},   {"0", "f", 1}};
    struct str text = literal_trim(literal->text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text.size >= words[i].shortest && text.size <= strlen(words[i].word) &&
            strncasecmp(text.data, words[i].word, text.size) == 0)
            return words[i].value;
    return literal_bad_syntax(literal);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* 32 digits, in braces or not, with hyphens or not behind every fourth. */
static const char *parse_uuid(const struct literal *literal)
{
    struct str text = literal->text;
    if (text.size >= 2 && text.data[0] == '{' && text.data[text.size - 1] == '}')
        text = (struct str){text.data + 1, text.size - 2};
    char *out = arena_alloc(literal->arena, 37);
    size_t at = 0;
    for (int i = 0; i < 32; i++, at++) {
        if (i && i % 4 == 0 && at < text.size && text.data[at] == '-')
            at++;
        if (at >= text.size || hex_value(text.data[at]) < 0)
            return literal_bad_syntax(literal);
        if (i == 8 || i == 12 || i == 16 || i == 20)
            *out++ = '-';
        *out++ = "0123456789abcdef"[hex_value(text.data[at])];
    }
    return at == text.size ? out - 36 : literal_bad_syntax(literal);
}

/* The first n characters of UTF-8; *n is what is left of it. */
static size_t take_characters(struct str text, int *n)
{
    size_t at = 0;
    for (; *n > 0 && at < text.size; --*n)
        for (at++; at < text.size && (text.data[at] & 0xC0) == 0x80;)
            at++;
    return at;
}

static const char *parse_text(const struct literal *literal)
{
    return arena_strndup(literal->arena, literal->text.data, literal->text.size);
}

static const char *parse_varchar(const struct literal *literal)
{
    int n = literal->typmod - VARHDRSZ;
    if (literal->typmod < VARHDRSZ)
        return parse_text(literal);
    return arena_strndup(literal->arena, literal->text.data, take_characters(literal->text, &n));
}

static const char *parse_bpchar(const struct literal *literal)
{
    int n = literal->typmod - VARHDRSZ;
    if (literal->typmod < VARHDRSZ)
        return parse_text(literal);
    size_t size = take_characters(literal->text, &n);
    return arena_printf(literal->arena, "%.*s%*s", (int)size, literal->text.data, n, "");
}

#define NAME_LENGTH 63

/* Cut to a name's length, between characters. */
static const char *parse_name(const struct literal *literal)
{
    size_t size = literal->text.size;
    if (size > NAME_LENGTH)
        for (size = NAME_LENGTH; size && (literal->text.data[size] & 0xC0) == 0x80;)
            size--;
    return arena_strndup(literal->arena, literal->text.data, size);
}

static const char *parse_char(const struct literal *literal)
{
    return arena_strndup(literal->arena, literal->text.data, literal->text.size ? 1 : 0);
}

enum emission {
    EMIT_STRING,
    EMIT_BOOL,
    EMIT_INT,
    EMIT_FLOAT4,
    EMIT_FLOAT8,
    EMIT_NUMERIC,
    EMIT_DATE,
    EMIT_TIMESTAMP,
    EMIT_UUID,
    EMIT_INTERVAL,
    EMIT_TIME,
    EMIT_INET,
    EMIT_BYTEA
};

static const struct type_row {
    uint32_t type;
    literal_parser *parse;
    enum emission emission;
    const char *clickhouse; /* the type of a NULL */
} types[] = {
    {PG_BOOL, parse_bool, EMIT_BOOL, "Bool"},
    {PG_INT2, literal_parse_int, EMIT_INT, "Int16"},
    {PG_INT4, literal_parse_int, EMIT_INT, "Int32"},
    {PG_INT8, literal_parse_int, EMIT_INT, "Int64"},
    {PG_OID, literal_parse_int, EMIT_INT, "UInt32"},
    {PG_XID, literal_parse_int, EMIT_INT, "UInt32"},
    {PG_CID, literal_parse_int, EMIT_INT, "UInt32"},
    /* Names: object_name.h finds their numbers. */
    {PG_REGCLASS, parse_text, EMIT_INT, "UInt32"},
    {PG_REGTYPE, parse_text, EMIT_INT, "UInt32"},
    {PG_REGPROC, parse_text, EMIT_INT, "UInt32"},
    {PG_REGPROCEDURE, parse_text, EMIT_INT, "UInt32"},
    {PG_REGOPER, parse_text, EMIT_INT, "UInt32"},
    {PG_REGOPERATOR, parse_text, EMIT_INT, "UInt32"},
    {PG_REGCOLLATION, parse_text, EMIT_INT, "UInt32"},
    {PG_REGNAMESPACE, parse_text, EMIT_INT, "UInt32"},
    {PG_REGROLE, parse_text, EMIT_INT, "UInt32"},
    {PG_ACLITEM, parse_text, EMIT_STRING, "String"},
    {PG_NODE_TREE, parse_text, EMIT_STRING, "String"},
    {PG_LSN, parse_text, EMIT_STRING, "String"},
    {PG_FLOAT4, literal_parse_float, EMIT_FLOAT4, "Float32"},
    {PG_FLOAT8, literal_parse_float, EMIT_FLOAT8, "Float64"},
    {PG_NUMERIC, literal_parse_numeric, EMIT_NUMERIC, "Decimal(76, 0)"},
    {PG_TEXT, parse_text, EMIT_STRING, "String"},
    {PG_UNKNOWN, parse_text, EMIT_STRING, "String"},
    {PG_VARCHAR, parse_varchar, EMIT_STRING, "String"},
    {PG_BPCHAR, parse_bpchar, EMIT_STRING, "String"},
    {PG_NAME, parse_name, EMIT_STRING, "String"},
    {PG_CHAR, parse_char, EMIT_STRING, "String"},
    {PG_DATE, literal_parse_date, EMIT_DATE, "Date32"},
    {PG_TIMESTAMP, literal_parse_timestamp, EMIT_TIMESTAMP, "DateTime64(6, 'UTC')"},
    {PG_TIMESTAMPTZ, literal_parse_timestamp, EMIT_TIMESTAMP, "DateTime64(6, 'UTC')"},
    {PG_INTERVAL, literal_parse_interval, EMIT_INTERVAL, "Int128"},
    {PG_UUID, parse_uuid, EMIT_UUID, "UUID"},
    {PG_TIME, literal_parse_time, EMIT_TIME, "Int64"},
    {PG_INET, literal_parse_inet, EMIT_INET, "String"},
    {PG_BYTEA, literal_parse_bytea, EMIT_BYTEA, "String"},
    {PG_JSON, literal_parse_json, EMIT_STRING, "String"},
    {PG_JSONB, literal_parse_jsonb, EMIT_STRING, "String"},
};

static const struct type_row *type_find(uint32_t type)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i].type == type)
            return &types[i];
    return NULL;
}

const char *literal_parse(struct arena *arena, uint32_t type, int32_t typmod, struct str text,
                          int position, struct err *err)
{
    static const struct value_style iso;
    return literal_parse_styled(arena, type, typmod, text, NULL, &iso, position, err);
}

const char *literal_parse_styled(struct arena *arena, uint32_t type, int32_t typmod,
                                 struct str text, const struct time_zone *zone,
                                 const struct value_style *style, int position, struct err *err)
{
    const struct literal literal = {arena, text, type, typmod, position, err, zone, style};
    if (pgtype_element(type))
        return literal_parse_array(&literal);
    const struct type_row *row = type_find(pgtype_is_enum(type) ? PG_TEXT : type);
    if (!row) {
        err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                "constants of type %s are not supported", pgtype_sql_name(type));
        return NULL;
    }
    return row->parse(&literal);
}

void literal_emit_string(struct buf *out, struct str text)
{
    buf_putc(out, '\'');
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '\0') {
            buf_puts(out, "\\0");
            continue;
        }
        if (c == '\\' || c == '\'')
            buf_putc(out, '\\');
        buf_putc(out, c);
    }
    buf_putc(out, '\'');
}

void identifier_emit(struct buf *out, const char *name)
{
    buf_putc(out, '`');
    for (; *name; name++) {
        if (*name == '\\' || *name == '`')
            buf_putc(out, '\\');
        buf_putc(out, *name);
    }
    buf_putc(out, '`');
}

const char *identifier_text(struct arena *arena, const char *name)
{
    struct buf out;
    buf_init(&out, 2 * strlen(name) + 2);
    identifier_emit(&out, name);
    const char *text = arena_strndup(arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return text;
}

void identifier_emit_qualified(struct buf *out, const char *schema, const char *name)
{
    identifier_emit(out, schema);
    buf_putc(out, '.');
    identifier_emit(out, name);
}

/* A text that looks like a number, so that nothing else can come in this way. */
static bool is_number(const char *text)
{
    text += *text == '-';
    size_t n = strspn(text, "0123456789.");
    return n > 0 && text[n] == '\0';
}

static void emit_number(struct buf *out, const char *text)
{
    if (!is_number(text))
        literal_emit_string(out, str_of(text)); /* refused by ClickHouse, not run */
    else
        buf_printf(out, *text == '-' ? "(%s)" : "%s", text);
}

/* Enough digits to read the same number back; always with a point or an exponent, so that
 * ClickHouse sees a Float64. */
static void emit_float(struct buf *out, const char *text)
{
    char digits[64];
    double value = strtod(text, NULL);
    snprintf(digits, sizeof digits, "%.17g", value);
    bool is_whole = strspn(digits, "-0123456789") == strlen(digits);
    buf_printf(out, digits[0] == '-' ? "(%s%s)" : "%s%s", digits, is_whole ? "." : "");
}

static void emit_numeric(struct buf *out, const char *text)
{
    const char *point = strchr(text, '.');
    size_t n_digits = strlen(text) - (*text == '-') - (point != NULL);
    int bits = n_digits <= 18 ? 64 : n_digits <= 38 ? 128 : 256;
    if (is_number(text))
        buf_printf(out, "toDecimal%d('%s', %zu)", bits, text, point ? strlen(point + 1) : 0);
    else
        literal_emit_string(out, str_of(text));
}

static void emit_call(struct buf *out, const char *function, const char *text, const char *more)
{
    buf_printf(out, "%s(", function);
    literal_emit_string(out, str_of(text));
    buf_printf(out, "%s)", more);
}

/* Date holds 1970-01-01 to 2149-06-06; keys are of that type. */
static void emit_date(struct buf *out, const char *text)
{
    bool fits = strcmp(text, "1970-01-01") >= 0 && strcmp(text, "2149-06-06") <= 0;
    emit_call(out, fits ? "toDate" : "toDate32", text, "");
}

/* Its parts that are not 0, each times its place in the Int128 (base/interval.h). */
static void emit_interval(struct buf *out, const char *text)
{
    struct interval interval;
    if (interval_parse(str_of(text), INTERVAL_ANY, &interval) != DATETIME_OK) {
        out->failed = true;
        return;
    }
    buf_puts(out, "(");
    if (interval.months)
        buf_printf(out, "toInt128('79228162514264337593543950336') * %d + ", interval.months);
    if (interval.days)
        buf_printf(out, "toInt128('18446744073709551616') * %d + ", interval.days);
    buf_printf(out, "toInt128('%" PRId64 "'))", interval.micros);
}

/* Without the zone of a timestamptz, which is always +00. */
static void emit_timestamp(struct buf *out, const char *text)
{
    size_t size = strcspn(text, "+");
    buf_puts(out, "toDateTime64(");
    literal_emit_string(out, (struct str){text, size});
    buf_puts(out, ", 6, 'UTC')");
}

/* Microseconds of the day. */
static void emit_time(struct buf *out, const char *text)
{
    struct datetime t;
    if (datetime_parse_time(str_of(text), &t) != DATETIME_OK) {
        out->failed = true;
        return;
    }
    int64_t seconds = t.hour * 3600 + t.minute * 60 + t.second;
    buf_printf(out, "toInt64(%" PRId64 ")", seconds * 1000000 + t.nanos / 1000);
}

static void emit_value(struct buf *out, enum emission emission, const char *text)
{
    switch (emission) {
    case EMIT_BOOL:
        buf_puts(out, *text == 't' || *text == '1' ? "true" : "false");
        return;
    case EMIT_INT:
        emit_number(out, text);
        return;
    case EMIT_FLOAT4:
        buf_puts(out, "toFloat32(");
        emit_float(out, text);
        buf_putc(out, ')');
        return;
    case EMIT_FLOAT8:
        emit_float(out, text);
        return;
    case EMIT_NUMERIC:
        emit_numeric(out, text);
        return;
    case EMIT_DATE:
        emit_date(out, text);
        return;
    case EMIT_TIMESTAMP:
        emit_timestamp(out, text);
        return;
    case EMIT_UUID:
        emit_call(out, "toUUID", text, "");
        return;
    case EMIT_INTERVAL:
        emit_interval(out, text);
        return;
    case EMIT_TIME:
        emit_time(out, text);
        return;
    case EMIT_INET:
        literal_emit_inet(out, text);
        return;
    case EMIT_BYTEA:
        literal_emit_bytea(out, text);
        return;
    case EMIT_STRING:
        literal_emit_string(out, str_of(text));
    }
}

const char *literal_clickhouse_type(uint32_t type)
{
    const struct type_row *row = type_find(type);
    return row ? row->clickhouse : NULL;
}

void literal_emit_null_array(struct buf *out, uint32_t type, int n_dims)
{
    const char *element = literal_clickhouse_type(pgtype_element(type));
    buf_puts(out, "CAST(NULL AS Nullable(Tuple(");
    for (int d = 0; d < n_dims; d++)
        buf_puts(out, "Array(");
    buf_printf(out, "Nullable(%s)", element ? element : "String");
    for (int d = 0; d < n_dims; d++)
        buf_putc(out, ')');
    buf_puts(out, ")))");
}

static void emit_array_value(struct buf *out, uint32_t type, const char *text)
{
    if (text) {
        buf_puts(out, "tuple(");
        literal_emit_array(out, type, text);
        buf_putc(out, ')');
    } else {
        literal_emit_null_array(out, type, 1);
    }
}

void literal_emit(struct buf *out, uint32_t type, int32_t typmod, const char *text)
{
    if (pgtype_element(type)) {
        emit_array_value(out, type, text);
        return;
    }
    const struct type_row *row = type_find(type);
    (void)typmod;
    if (text)
        emit_value(out, row ? row->emission : EMIT_STRING, text);
    else if (row)
        buf_printf(out, "CAST(NULL AS Nullable(%s))", row->clickhouse);
    else
        buf_puts(out, "NULL");
}
