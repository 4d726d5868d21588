/* Reads integers, floating-point numbers and numerics as PostgreSQL's input functions do. */
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "base/pgtype.h"
#include "rewrite/emit/literal_parse.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes a sign off the front; whether it was a minus. */
static bool take_sign(struct str *text)
{
    if (text->size == 0 || (text->data[0] != '-' && text->data[0] != '+'))
        return false;
    bool negative = text->data[0] == '-';
    *text = str_skip(*text, 1);
    return negative;
}

static const char *out_of_range(const struct literal *literal)
{
    err_set(literal->err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, literal->position,
            "value \"%.*s\" is out of range for type %s", (int)literal->text.size,
            literal->text.data, pgtype_sql_name(literal->type));
    return NULL;
}

static bool int_fits(uint32_t type, int64_t value)
{
    switch (type) {
    case PG_INT2:
        return value >= INT16_MIN && value <= INT16_MAX;
    case PG_INT4:
        return value >= INT32_MIN && value <= INT32_MAX;
    case PG_OID:
        return value >= 0 && value <= UINT32_MAX;
    default:
        return true;
    }
}

const char *literal_parse_int(const struct literal *literal)
{
    struct str text = literal_trim(literal->text);
    bool negative = take_sign(&text), overflow = false;
    int64_t value = 0; /* counted downwards: there is one more negative number */
    if (text.size == 0)
        return literal_bad_syntax(literal);
    for (size_t i = 0; i < text.size; i++) {
        if (!is_digit(text.data[i]))
            return literal_bad_syntax(literal);
        overflow |= __builtin_mul_overflow(value, 10, &value) ||
                    __builtin_sub_overflow(value, text.data[i] - '0', &value);
    }
    overflow |= !negative && __builtin_sub_overflow(0, value, &value);
    if (overflow || !int_fits(literal->type, value))
        return out_of_range(literal);
    return arena_printf(literal->arena, "%" PRId64, value);
}

/* Infinity and NaN in PostgreSQL's spelling; NULL if it is neither. */
static const char *special_float(struct str text)
{
    static const struct {
        const char *name, *value;
    } names[] = {{"nan", "NaN"},
                 {"inf", "Infinity"},
                 {"+inf", "Infinity"},
                 {"-inf", "-Infinity"},
                 {"infinity", "Infinity"},
                 {"+infinity", "Infinity"},
                 {"-infinity", "-Infinity"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text.size == strlen(names[i].name) &&
            strncasecmp(text.data, names[i].name, text.size) == 0)
            return names[i].value;
    return NULL;
}

#define FLOAT_TEXT 32

/* The fewest digits that read back as the same value, in %e's form. */
static int shortest_digits(double value, bool is_float4, char digits[FLOAT_TEXT])
{
    int n = 1;
    for (; n < 17; n++) {
        snprintf(digits, FLOAT_TEXT, "%.*e", n - 1, value);
        if (is_float4 ? strtof(digits, NULL) == (float)value : strtod(digits, NULL) == value)
            return n;
    }
    snprintf(digits, FLOAT_TEXT, "%.*e", n - 1, value);
    return n;
}

/* As float8out: an exponent below -4 or from 15 on (6 for float4) is written as such. */
static const char *print_float(struct arena *arena, double value, bool is_float4)
{
    char digits[FLOAT_TEXT];
    if (value == 0)
        return signbit(value) ? "-0" : "0";
    int n = shortest_digits(value, is_float4, digits);
    int exponent = atoi(strchr(digits, 'e') + 1);
    if (exponent < -4 || exponent >= (is_float4 ? 6 : 15))
        return arena_strdup(arena, digits);
    return arena_printf(arena, "%.*f", n - 1 > exponent ? n - 1 - exponent : 0, value);
}

/* Longer texts would only have digits that no longer count; PostgreSQL reads them all. */
#define MAX_FLOAT_TEXT 1000

static const char *float_out_of_range(const struct literal *literal, struct str text)
{
    err_set(literal->err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, literal->position,
            "\"%.*s\" is out of range for type %s", (int)text.size, text.data,
            pgtype_sql_name(literal->type));
    return NULL;
}

const char *literal_parse_float(const struct literal *literal)
{
    struct str text = literal_trim(literal->text);
    const char *special = special_float(text);
    if (special)
        return special;
    if (text.size == 0 || text.size > MAX_FLOAT_TEXT)
        return literal_bad_syntax(literal);
    const char *copy = arena_strndup(literal->arena, text.data, text.size);
    if (strspn(copy, "0123456789+-.eE") != text.size)
        return literal_bad_syntax(literal);
    char *end;
    bool is_float4 = literal->type == PG_FLOAT4;
    errno = 0;
    double value = is_float4 ? (double)strtof(copy, &end) : strtod(copy, &end);
    if (end != copy + text.size)
        return literal_bad_syntax(literal);
    if (errno == ERANGE && (value == 0 || isinf(value)))
        return float_out_of_range(literal, text);
    return print_float(literal->arena, value, is_float4);
}

/* A number taken apart: its digits without zeros in front, as a fraction 0.digits x 10^n_whole,
 * shown with `scale` decimals. */
struct decimal {
    bool negative;
    char *digits;
    int n_digits, n_whole, scale;
};

/* Exponents beyond this change nothing any more: pgpivot has no such numbers. */
#define MAX_EXPONENT 100000

static bool take_exponent(struct str *text, int *exponent)
{
    *exponent = 0;
    if (text->size == 0 || (text->data[0] | 0x20) != 'e')
        return true;
    *text = str_skip(*text, 1);
    bool negative = take_sign(text);
    if (text->size == 0 || !is_digit(text->data[0]))
        return false;
    for (; text->size && is_digit(text->data[0]); *text = str_skip(*text, 1))
        if (*exponent < MAX_EXPONENT)
            *exponent = *exponent * 10 + (text->data[0] - '0');
    *exponent = negative ? -*exponent : *exponent;
    return true;
}

/* Digits with at most one point in them; false when there is no digit. */
static bool take_digits(struct str *text, struct decimal *decimal)
{
    bool point = false, any = false;
    for (; text->size; *text = str_skip(*text, 1)) {
        char c = text->data[0];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (!is_digit(c))
            break;
        any = true;
        decimal->scale += point;
        if (decimal->n_digits || c != '0') {
            decimal->digits[decimal->n_digits++] = c;
            decimal->n_whole += !point;
        } else {
            decimal->n_whole -= point;
        }
    }
    return any;
}

/* Rounds half away from zero, or adds zeros, to `scale` decimals. */
static void set_scale(struct decimal *decimal, int scale)
{
    int n = decimal->n_whole + scale; /* digits that stay */
    decimal->scale = scale;
    if (n >= decimal->n_digits)
        return;
    bool up = n >= 0 && decimal->digits[n] >= '5';
    decimal->n_digits = n < 0 ? 0 : n;
    for (int i = n - 1; up && i >= 0; i--) {
        up = decimal->digits[i] == '9';
        decimal->digits[i] = up ? '0' : (char)(decimal->digits[i] + 1);
    }
    if (up) { /* carried out of the first digit */
        memmove(decimal->digits + 1, decimal->digits, (size_t)decimal->n_digits);
        decimal->digits[0] = '1';
        decimal->n_digits++;
        decimal->n_whole++;
    }
}

static char digit_at(const struct decimal *decimal, int index)
{
    return index >= 0 && index < decimal->n_digits ? decimal->digits[index] : '0';
}

static const char *print_decimal(struct arena *arena, const struct decimal *decimal)
{
    int n_whole = decimal->n_whole > 0 && decimal->n_digits ? decimal->n_whole : 0;
    char *out = arena_alloc(arena, (size_t)n_whole + (size_t)decimal->scale + 4), *at = out;
    if (decimal->negative && decimal->n_digits)
        *at++ = '-';
    if (n_whole == 0)
        *at++ = '0';
    for (int i = 0; i < n_whole; i++)
        *at++ = digit_at(decimal, i);
    if (decimal->scale)
        *at++ = '.';
    for (int i = 0; i < decimal->scale; i++)
        *at++ = digit_at(decimal, decimal->n_whole + i);
    return out;
}

static const char *field_overflow(const struct literal *literal, int precision, int scale)
{
    int n = precision - scale;
    err_set(literal->err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, literal->position,
            "numeric field overflow");
    err_detail(literal->err,
               "A field with precision %d, scale %d must round to an absolute value less than "
               "%s%d.",
               precision, scale, n ? "10^" : "", n ? n : 1);
    return NULL;
}

static const char *too_long(const struct literal *literal)
{
    err_set(literal->err, SQLSTATE_FEATURE_NOT_SUPPORTED, literal->position,
            "numeric values of more than %d digits are not supported", LITERAL_MAX_DIGITS);
    return NULL;
}

static bool parse_decimal(const struct literal *literal, struct decimal *decimal)
{
    struct str text = literal_trim(literal->text);
    int exponent;
    decimal->negative = take_sign(&text);
    decimal->digits = arena_alloc(literal->arena, text.size + 2);
    if (!take_digits(&text, decimal) || !take_exponent(&text, &exponent) || text.size)
        return false;
    decimal->n_whole += exponent;
    decimal->scale = decimal->scale > exponent ? decimal->scale - exponent : 0;
    return true;
}

const char *literal_parse_numeric(const struct literal *literal)
{
    struct decimal decimal = {0};
    if (special_float(literal_trim(literal->text)))
        return literal_fail(literal, SQLSTATE_FEATURE_NOT_SUPPORTED,
                            "this numeric value is not supported");
    if (literal->text.size > INT16_MAX)
        return too_long(literal);
    if (!parse_decimal(literal, &decimal))
        return literal_bad_syntax(literal);
    if (literal->typmod >= 0) {
        int precision = pgtype_numeric_precision(literal->typmod);
        int scale = pgtype_numeric_scale(literal->typmod);
        if (scale < 0 || scale > LITERAL_MAX_DIGITS)
            return too_long(literal);
        set_scale(&decimal, scale);
        if (decimal.n_digits && decimal.n_whole > precision - scale)
            return field_overflow(literal, precision, scale);
    }
    int n_whole = decimal.n_digits && decimal.n_whole > 0 ? decimal.n_whole : 0;
    if (decimal.scale > LITERAL_MAX_DIGITS || n_whole + decimal.scale > LITERAL_MAX_DIGITS)
        return too_long(literal);
    return print_decimal(literal->arena, &decimal);
}
