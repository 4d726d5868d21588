/* Reads integers, floating-point numbers and decimals as PostgreSQL's input functions do. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/pgtype.h"
#include "wire/value_convert.h"
#include "wire/wide.h"

/* Of a numeric without a precision: what a Decimal(76, 28) holds. */
#define DIGITS_MAX_WHOLE 48
#define DIGITS_MAX_SCALE 28

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

struct int_range {
    int64_t min, max;
};

/* By kind; UInt64 and wider are read as numeric. */
static struct int_range range_of(enum chtype_kind kind)
{
    switch (kind) {
    case CH_INT8:
        return (struct int_range){INT8_MIN, INT8_MAX};
    case CH_INT16:
        return (struct int_range){INT16_MIN, INT16_MAX};
    case CH_INT32:
        return (struct int_range){INT32_MIN, INT32_MAX};
    case CH_UINT8:
        return (struct int_range){0, UINT8_MAX};
    case CH_UINT16:
        return (struct int_range){0, UINT16_MAX};
    case CH_UINT32:
        return (struct int_range){0, UINT32_MAX};
    default:
        return (struct int_range){INT64_MIN, INT64_MAX};
    }
}

bool value_parse_int(struct value *value, struct str text, const struct chtype *type,
                     struct err *err)
{
    struct str rest = value_trim(text);
    bool negative = take_sign(&rest), overflow = false;
    int64_t number = 0; /* counted downwards: there is one more negative number */
    if (rest.size == 0)
        return value_bad_syntax(text, type, err);
    for (size_t i = 0; i < rest.size; i++) {
        if (!is_digit(rest.data[i]))
            return value_bad_syntax(text, type, err);
        overflow |= __builtin_mul_overflow(number, 10, &number) ||
                    __builtin_sub_overflow(number, rest.data[i] - '0', &number);
    }
    overflow |= !negative && __builtin_sub_overflow(0, number, &number);
    struct int_range range = range_of(type->kind);
    if (overflow || number < range.min || number > range.max)
        return value_out_of_range(text, type, err);
    bool is_unsigned = range.min == 0;
    *value = is_unsigned ? (struct value){VALUE_UINT64, .as.uint64 = (uint64_t)number}
                         : (struct value){VALUE_INT64, .as.int64 = number};
    return true;
}

/* A numeric literal taken apart: digits with a point somewhere, times a power of ten. */
struct literal {
    bool negative;
    struct str digits; /* with the point in it, if any */
    int64_t n_whole;   /* digits before the point, the exponent counted in; may be negative */
    int64_t n_digits;
};

/* Exponents beyond this change nothing any more: no number has as many digits. */
#define MAX_EXPONENT 1000000

static bool take_exponent(struct str *rest, int64_t *exponent)
{
    if (rest->size == 0 || (rest->data[0] | 0x20) != 'e')
        return true;
    *rest = str_skip(*rest, 1);
    bool negative = take_sign(rest);
    if (rest->size == 0)
        return false;
    for (; rest->size && is_digit(rest->data[0]); *rest = str_skip(*rest, 1))
        if (*exponent < MAX_EXPONENT)
            *exponent = *exponent * 10 + (rest->data[0] - '0');
    if (negative)
        *exponent = -*exponent;
    return rest->size == 0;
}

static bool take_literal(struct str text, struct literal *literal)
{
    struct str rest = value_trim(text);
    literal->negative = take_sign(&rest);
    const char *start = rest.data;
    size_t n_digits = 0;
    int64_t point = -1;
    for (; rest.size && (is_digit(rest.data[0]) || (rest.data[0] == '.' && point < 0));
         rest = str_skip(rest, 1)) {
        if (rest.data[0] == '.')
            point = (int64_t)n_digits;
        else
            n_digits++;
    }
    literal->digits = (struct str){start, (size_t)(rest.data - start)};
    int64_t exponent = 0;
    bool good = n_digits > 0 && take_exponent(&rest, &exponent) && rest.size == 0;
    literal->n_digits = (int64_t)n_digits;
    literal->n_whole = (point < 0 ? (int64_t)n_digits : point) + exponent;
    return good;
}

/* Digits gathered in words of up to 18, so that wide arithmetic is rare. */
struct gatherer {
    struct wide wide;
    uint64_t chunk, power;
    int n_significant;
    bool overflow;
};

static void gather_flush(struct gatherer *gatherer)
{
    gatherer->overflow |= wide_multiply_add(&gatherer->wide, gatherer->power, gatherer->chunk);
    gatherer->chunk = 0;
    gatherer->power = 1;
}

static void gather(struct gatherer *gatherer, int digit)
{
    if (digit == 0 && gatherer->n_significant == 0)
        return;
    gatherer->n_significant++;
    gatherer->chunk = gatherer->chunk * 10 + (uint64_t)digit;
    gatherer->power *= 10;
    if (gatherer->power == 1000000000000000000ULL)
        gather_flush(gatherer);
}

/* The literal times 10^scale, rounded half away from zero. False when it has more than max_digits
 * digits or does not fit in 256 bits. */
static bool scale_literal(const struct literal *literal, int scale, int max_digits,
                          struct wide *wide)
{
    struct gatherer gatherer = {.power = 1};
    int64_t wanted = literal->n_whole + scale; /* digits that stay */
    bool round_up = false;
    int64_t i = 0;
    for (size_t at = 0; at < literal->digits.size && gatherer.n_significant <= max_digits; at++) {
        if (literal->digits.data[at] == '.')
            continue;
        if (i == wanted)
            round_up = literal->digits.data[at] >= '5';
        if (i++ >= wanted)
            break;
        gather(&gatherer, literal->digits.data[at] - '0');
    }
    for (; i < wanted && gatherer.n_significant && gatherer.n_significant <= max_digits; i++)
        gather(&gatherer, 0);
    if (gatherer.n_significant > max_digits)
        return false;
    gather_flush(&gatherer);
    *wide = gatherer.wide;
    return !wide_multiply_add(wide, 1, round_up) && !gatherer.overflow;
}

/* Whether it has more than n digits: rounding can have added one. */
static bool exceeds_digits(const struct wide *wide, int n)
{
    struct wide power = wide_of_int64(1);
    for (; n >= 18; n -= 18)
        wide_multiply_add(&power, 1000000000000000000ULL, 0);
    while (n-- > 0)
        wide_multiply_add(&power, 10, 0);
    return wide_compare(wide, &power) >= 0;
}

static bool is_special(struct str text)
{
    static const char *const words[] = {"nan", "infinity", "inf"};
    text = value_trim(text);
    take_sign(&text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text.size == strlen(words[i]) && strncasecmp(text.data, words[i], text.size) == 0)
            return true;
    return false;
}

/* What numeric_in takes at all, whatever the column: PostgreSQL's limits of a numeric. */
static bool read_literal(struct str text, const struct chtype *type, struct literal *literal,
                         struct err *err)
{
    const int64_t max_whole = 131072, max_fraction = 16383;
    if (!take_literal(text, literal))
        return is_special(text) ? value_out_of_range(text, type, err)
                                : value_bad_syntax(text, type, err);
    if (literal->n_whole > max_whole || literal->n_digits - literal->n_whole > max_fraction)
        return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0,
                       "value overflows numeric format");
    return true;
}

static bool field_overflow(const struct chtype *type, struct err *err)
{
    int whole = type->precision - type->scale;
    err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0, "numeric field overflow");
    return err_detail(err,
                      "A field with precision %d, scale %d must round to an absolute value less "
                      "than %s%d.",
                      type->precision, type->scale, whole ? "10^" : "", whole ? whole : 1);
}

static void set_wide(struct value *value, struct wide *wide, bool negative)
{
    if (negative)
        wide_negate(wide);
    *value = (struct value){VALUE_WIDE};
    wide_store(wide, value->as.wide);
}

bool value_parse_decimal(struct value *value, struct str text, const struct chtype *type,
                         struct err *err)
{
    struct literal literal;
    if (!read_literal(text, type, &literal, err))
        return false;
    struct wide wide;
    if (!scale_literal(&literal, type->scale, type->precision, &wide) ||
        exceeds_digits(&wide, type->precision))
        return field_overflow(type, err);
    set_wide(value, &wide, literal.negative);
    return true;
}

/* ---- numeric without a precision ---- */

/* The digits without their point. */
static const char *plain_digits(const struct literal *literal, struct arena *arena)
{
    char *digits = arena_alloc(arena, literal->digits.size + 1), *at = digits;
    for (size_t i = 0; i < literal->digits.size; i++)
        if (literal->digits.data[i] != '.')
            *at++ = literal->digits.data[i];
    *at = '\0';
    return digits;
}

static char *put_digits(char *at, const struct literal *literal, const char *digits, int64_t from,
                        int64_t to)
{
    for (int64_t i = from; i < to; i++)
        *at++ = i < 0 || i >= literal->n_digits ? '0' : digits[i];
    return at;
}

/* What a Decimal(76, 28) holds as it is. */
static bool check_digits(const struct literal *literal, int64_t n_zeros, struct err *err)
{
    if (literal->n_digits > n_zeros && literal->n_whole - n_zeros > DIGITS_MAX_WHOLE)
        return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0,
                       "value overflows numeric format");
    return literal->n_digits - literal->n_whole <= DIGITS_MAX_SCALE ||
           err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "numeric values of more than %d decimals are not supported", DIGITS_MAX_SCALE);
}

bool value_build_digits(struct value *value, struct str text, struct arena *arena, struct err *err)
{
    static const struct chtype numeric = {
        .kind = CH_DECIMAL, .text = "Decimal(76, 28)", .precision = 76, .scale = DIGITS_MAX_SCALE};
    struct literal literal;
    if (!read_literal(text, &numeric, &literal, err))
        return false;
    const char *digits = plain_digits(&literal, arena);
    int64_t n_zeros = (int64_t)strspn(digits, "0");
    if (!check_digits(&literal, n_zeros, err))
        return false;
    bool is_zero = n_zeros == literal.n_digits;
    int64_t scale = literal.n_digits > literal.n_whole ? literal.n_digits - literal.n_whole : 0;
    char *copy = arena_alloc(arena, DIGITS_MAX_WHOLE + DIGITS_MAX_SCALE + 3), *at = copy;
    if (literal.negative && !is_zero)
        *at++ = '-';
    if (is_zero || literal.n_whole <= n_zeros)
        *at++ = '0';
    else
        at = put_digits(at, &literal, digits, n_zeros, literal.n_whole);
    if (scale)
        *at++ = '.';
    at = put_digits(at, &literal, digits, literal.n_whole, literal.n_whole + scale);
    *value = (struct value){VALUE_TEXT, .as.text = {copy, (size_t)(at - copy)}};
    return true;
}

/* The largest magnitude an integer type holds, of that sign. */
static struct wide max_magnitude(const struct chtype *type, bool negative)
{
    bool is_signed = type->kind == CH_INT128 || type->kind == CH_INT256;
    size_t bits = 8 * chtype_width(type) - is_signed;
    struct wide max = {{0}};
    if (negative && !is_signed)
        return max;
    for (size_t i = 0; i < bits; i++)
        max.limbs[i / 64] |= 1ULL << i % 64;
    if (negative)
        wide_multiply_add(&max, 1, 1);
    return max;
}

/* UInt64, Int128 and wider: to the client they are numeric, here of scale 0. */
bool value_parse_wide(struct value *value, struct str text, const struct chtype *type,
                      struct err *err)
{
    struct literal literal;
    if (!read_literal(text, type, &literal, err))
        return false;
    struct wide wide, max = max_magnitude(type, literal.negative);
    if (!scale_literal(&literal, 0, WIDE_MAX_DIGITS, &wide) || wide_compare(&wide, &max) > 0)
        return value_out_of_range(text, type, err);
    if (type->kind == CH_UINT64)
        *value = (struct value){VALUE_UINT64, .as.uint64 = wide.limbs[0]};
    else
        set_wide(value, &wide, literal.negative);
    return true;
}

#define MAX_FLOAT_TEXT 1024

static bool copy_float_text(struct str text, char copy[MAX_FLOAT_TEXT])
{
    text = value_trim(text);
    if (text.size == 0 || text.size >= MAX_FLOAT_TEXT || memchr(text.data, '\0', text.size))
        return false;
    memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    return true;
}

static bool float_out_of_range(struct str text, const struct chtype *type, struct err *err)
{
    text = value_trim(text);
    return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0,
                   "\"%.*s\" is out of range for type %s", (int)text.size, text.data,
                   pgtype_sql_name(chtype_to_pg(type).oid));
}

/* Decimals whose digits and power of ten are exact doubles: one operation rounds right. */
static bool parse_short_float(struct str text, double *number)
{
    static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool negative = take_sign(&text);
    uint64_t digits = 0;
    size_t n_digits = 0, n_fraction = 0;
    bool point = false;
    if (text.size == 0 || text.size > 16)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (!is_digit(text.data[i]))
            return false;
        digits = digits * 10 + (uint64_t)(text.data[i] - '0');
        n_digits++;
        n_fraction += point;
    }
    if (n_digits == 0 || n_digits > 15)
        return false;
    *number = (double)digits / powers[n_fraction];
    *number = negative ? -*number : *number;
    return true;
}

bool value_parse_float64(struct value *value, struct str text, const struct chtype *type,
                         struct err *err)
{
    *value = (struct value){VALUE_FLOAT64};
    if (parse_short_float(text, &value->as.float64))
        return true;
    char copy[MAX_FLOAT_TEXT], *end;
    if (!copy_float_text(text, copy))
        return value_bad_syntax(text, type, err);
    errno = 0;
    double number = strtod(copy, &end);
    if (*end)
        return value_bad_syntax(text, type, err);
    if (errno == ERANGE && (number == 0 || isinf(number)))
        return float_out_of_range(text, type, err);
    value->as.float64 = number;
    return true;
}

bool value_parse_float32(struct value *value, struct str text, const struct chtype *type,
                         struct err *err)
{
    char copy[MAX_FLOAT_TEXT], *end;
    if (!copy_float_text(text, copy))
        return value_bad_syntax(text, type, err);
    errno = 0;
    float number = strtof(copy, &end);
    if (*end)
        return value_bad_syntax(text, type, err);
    if (errno == ERANGE && (number == 0 || isinf(number)))
        return float_out_of_range(text, type, err);
    *value = (struct value){VALUE_FLOAT64, .as.float64 = (double)number};
    return true;
}
