/* Chooses how texts from the client are read, and reads those of the simple types. */
#include "wire/value_in.h"

#include <arpa/inet.h>
#include <strings.h>

#include "base/json.h"
#include "base/pgtype.h"
#include "wire/utf8.h"
#include "wire/value_convert.h"

#define MAX_JSON ((size_t)1 << 30)

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str value_trim(struct str text)
{
    while (text.size && is_space(text.data[0]))
        text = str_skip(text, 1);
    while (text.size && is_space(text.data[text.size - 1]))
        text.size--;
    return text;
}

bool value_bad_syntax(struct str text, const struct chtype *type, struct err *err)
{
    return err_set(err, SQLSTATE_INVALID_TEXT_REPRESENTATION, 0,
                   "invalid input syntax for type %s: \"%.*s\"",
                   pgtype_sql_name(chtype_to_pg(type).oid), (int)text.size, text.data);
}

/* Integers narrower than what the client sees them as go by their ClickHouse name. */
bool value_out_of_range(struct str text, const struct chtype *type, struct err *err)
{
    bool same = type->kind == CH_INT16 || type->kind == CH_INT32 || type->kind == CH_INT64;
    return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0,
                   "value \"%.*s\" is out of range for type %s", (int)text.size, text.data,
                   same ? pgtype_sql_name(chtype_to_pg(type).oid) : type->text);
}

static bool parse_bool(struct value *value, struct str text, const struct chtype *type,
                       struct err *err)
{
    static const struct {
        const char *word;
        size_t min_size; /* shorter prefixes are ambiguous */
        bool value;
    } words[] = {{"true", 1, true}, {"false", 1, false}, {"yes", 1, true}, {"no", 1, false},
                 {"on", 2, true},   {"off", 2, false},   {"1", 1, true},   {"0", 1, false}};
    struct str word = value_trim(text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (word.size >= words[i].min_size && word.size <= strlen(words[i].word) &&
            strncasecmp(word.data, words[i].word, word.size) == 0) {
            *value = (struct value){VALUE_UINT64, .as.uint64 = words[i].value};
            return true;
        }
    return value_bad_syntax(text, type, err);
}

static bool parse_text(struct value *value, struct str text, const struct chtype *type,
                       struct err *err)
{
    (void)type;
    *value = (struct value){VALUE_TEXT, .as.text = text};
    return utf8_check(text, err);
}

static bool parse_fixed_text(struct value *value, struct str text, const struct chtype *type,
                             struct err *err)
{
    if (text.size > (size_t)type->length)
        return err_set(err, SQLSTATE_STRING_DATA_RIGHT_TRUNCATION, 0, "value too long for type %s",
                       type->text);
    return parse_text(value, text, type, err);
}

static bool parse_enum(struct value *value, struct str text, const struct chtype *type,
                       struct err *err)
{
    for (size_t i = 0; i < type->n_values; i++)
        if (str_eq(str_of(type->values[i].name), text)) {
            *value = (struct value){VALUE_INT64, .as.int64 = type->values[i].value};
            return true;
        }
    return err_set(err, SQLSTATE_INVALID_TEXT_REPRESENTATION, 0,
                   "invalid input value for enum %s: \"%.*s\"",
                   type->kind == CH_ENUM8 ? "Enum8" : "Enum16", (int)text.size, text.data);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct str strip_braces(struct str text)
{
    if (text.size >= 2 && text.data[0] == '{' && text.data[text.size - 1] == '}')
        return (struct str){text.data + 1, text.size - 2};
    return text;
}

/* 32 hex digits; a hyphen may stand behind every fourth. */
static bool parse_uuid(struct value *value, struct str text, const struct chtype *type,
                       struct err *err)
{
    *value = (struct value){VALUE_BYTES16};
    struct str rest = strip_braces(text);
    for (int i = 0; i < 16; i++) {
        int high = rest.size >= 2 ? hex_value(rest.data[0]) : -1;
        int low = rest.size >= 2 ? hex_value(rest.data[1]) : -1;
        if (high < 0 || low < 0)
            return value_bad_syntax(text, type, err);
        value->as.bytes16[i] = (uint8_t)(high << 4 | low);
        rest = str_skip(rest, 2);
        if (i % 2 == 1 && i < 15 && rest.size && rest.data[0] == '-')
            rest = str_skip(rest, 1);
    }
    return rest.size == 0 || value_bad_syntax(text, type, err);
}

/* An address without a network mask, or with one of all its bits. */
static bool parse_address(int family, struct str text, const char *whole_mask, void *address)
{
    char copy[INET6_ADDRSTRLEN];
    size_t mask = strlen(whole_mask);
    if (text.size > mask && memcmp(text.data + text.size - mask, whole_mask, mask) == 0)
        text.size -= mask;
    if (text.size >= sizeof copy || memchr(text.data, '\0', text.size))
        return false;
    memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    return inet_pton(family, copy, address) == 1;
}

static bool parse_ipv4(struct value *value, struct str text, const struct chtype *type,
                       struct err *err)
{
    uint32_t address;
    if (!parse_address(AF_INET, text, "/32", &address))
        return value_bad_syntax(text, type, err);
    *value = (struct value){VALUE_UINT64, .as.uint64 = ntohl(address)};
    return true;
}

static bool parse_ipv6(struct value *value, struct str text, const struct chtype *type,
                       struct err *err)
{
    *value = (struct value){VALUE_BYTES16};
    return parse_address(AF_INET6, text, "/128", value->as.bytes16) ||
           value_bad_syntax(text, type, err);
}

static value_parse *const parsers[] = {
    [CH_BOOL] = parse_bool,
    [CH_INT8] = value_parse_int,
    [CH_INT16] = value_parse_int,
    [CH_INT32] = value_parse_int,
    [CH_INT64] = value_parse_int,
    [CH_INT128] = value_parse_wide,
    [CH_INT256] = value_parse_wide,
    [CH_UINT8] = value_parse_int,
    [CH_UINT16] = value_parse_int,
    [CH_UINT32] = value_parse_int,
    [CH_UINT64] = value_parse_wide,
    [CH_UINT128] = value_parse_wide,
    [CH_UINT256] = value_parse_wide,
    [CH_FLOAT32] = value_parse_float32,
    [CH_FLOAT64] = value_parse_float64,
    [CH_DECIMAL] = value_parse_decimal,
    [CH_STRING] = parse_text,
    [CH_FIXED_STRING] = parse_fixed_text,
    [CH_DATE] = value_parse_date,
    [CH_DATE32] = value_parse_date,
    [CH_DATETIME] = value_parse_timestamp,
    [CH_DATETIME64] = value_parse_timestamp,
    [CH_TIME] = value_parse_time,
    [CH_TIME64] = value_parse_time,
    [CH_UUID] = parse_uuid,
    [CH_IPV4] = parse_ipv4,
    [CH_IPV6] = parse_ipv6,
    [CH_ENUM8] = parse_enum,
    [CH_ENUM16] = parse_enum,
    [CH_SIMPLE_AGGREGATE_FUNCTION] = NULL,
};

static bool parse_json(struct value *value, struct str text, const struct chtype *type,
                       struct err *err)
{
    return parse_text(value, text, type, err) && json_check(text, 0, err);
}

/* Stored as it came; what jsonb makes of it is made when it is read. */
static bool parse_jsonb(struct value *value, struct str text, const struct chtype *type,
                        struct err *err)
{
    struct buf printed;
    buf_init(&printed, MAX_JSON);
    bool read = parse_text(value, text, type, err) && jsonb_print(&printed, text, 0, err);
    if (read && printed.failed)
        read = err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "JSON value is too long");
    buf_free(&printed);
    return read;
}

/* Types that the column's comment keeps, where they are not read as what ClickHouse stores. */
static const struct {
    uint32_t type;
    value_parse *parse; /* NULL: refused */
} kept_parsers[] = {
    {PG_JSON, parse_json},
    {PG_JSONB, parse_jsonb},
    {PG_BYTEA, NULL}, /* value_array.c */
    {PG_INTERVAL, value_parse_interval},
    {PG_TIMESTAMPTZ, value_parse_timestamptz},
};

static value_parse *find_parser(const struct chtype *plain, uint32_t pg_type)
{
    for (size_t i = 0; i < sizeof kept_parsers / sizeof *kept_parsers; i++)
        if (kept_parsers[i].type == pg_type)
            return parsers[plain->kind] ? kept_parsers[i].parse : NULL;
    return parsers[plain->kind];
}

value_parse *value_parser_choose(const struct chtype **type, uint32_t pg_type, struct err *err)
{
    const struct chtype *plain = chtype_strip(*type);
    value_parse *parse = find_parser(plain, pg_type);
    if (!parse) {
        err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0, "cannot write values of ClickHouse type %s",
                (*type)->text);
        return NULL;
    }
    *type = plain;
    return parse;
}
