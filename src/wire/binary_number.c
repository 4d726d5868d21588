/* Booleans and numbers in binary: numeric is digits of base 10,000 (numeric_send). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pgtype.h"
#include "wire/binary_convert.h"
#include "wire/pg_common.h"

bool binary_put_bool(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    (void)type, (void)err;
    buf_putc(out, text.data[0] == 't');
    return true;
}

bool binary_get_bool(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    buf_putc(out, reader_u8(reader) ? 't' : 'f');
    return true;
}

/* ---- integers ---- */

bool binary_put_int(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    char *end;
    long long value = strtoll(text.data, &end, 10);
    if (!text.size || *end)
        return binary_bad_text(type, text, err);
    if (type == PG_INT2)
        buf_put_u16(out, (uint16_t)value);
    else if (type == PG_INT8)
        buf_put_u64(out, (uint64_t)value);
    else
        buf_put_u32(out, (uint32_t)value);
    return true;
}

bool binary_get_int(struct buf *out, uint32_t type, struct reader *reader)
{
    long long value = type == PG_INT2   ? (int16_t)reader_u16(reader)
                      : type == PG_INT4 ? (int32_t)reader_u32(reader)
                      : type == PG_INT8 ? (long long)binary_get_u64(reader)
                                        : (long long)reader_u32(reader);
    buf_printf(out, "%lld", value);
    return true;
}

/* ---- floating-point numbers ---- */

bool binary_put_float4(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    char *end;
    uint32_t bits;
    float value = strtof(text.data, &end);
    if (!text.size || *end)
        return binary_bad_text(type, text, err);
    memcpy(&bits, &value, sizeof bits);
    buf_put_u32(out, bits);
    return true;
}

bool binary_put_float8(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    char *end;
    uint64_t bits;
    double value = strtod(text.data, &end);
    if (!text.size || *end)
        return binary_bad_text(type, text, err);
    memcpy(&bits, &value, sizeof bits);
    buf_put_u64(out, bits);
    return true;
}

static bool put_special(struct buf *out, double value)
{
    if (!isnan(value) && !isinf(value))
        return false;
    buf_puts(out, isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    return true;
}

bool binary_get_float4(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    float value;
    char text[FLOAT_SHORTEST_DECIMAL_LEN];
    uint32_t bits = reader_u32(reader);
    memcpy(&value, &bits, sizeof value);
    if (!put_special(out, (double)value))
        buf_append(out, text, (size_t)float_to_shortest_decimal_bufn(value, text));
    return true;
}

bool binary_get_float8(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    double value;
    char text[DOUBLE_SHORTEST_DECIMAL_LEN];
    uint64_t bits = binary_get_u64(reader);
    memcpy(&value, &bits, sizeof value);
    if (!put_special(out, value))
        buf_append(out, text, (size_t)double_to_shortest_decimal_bufn(value, text));
    return true;
}

/* ---- numeric ---- */

#define BASE_DIGITS 4
#define NUMERIC_POSITIVE 0x0000
#define NUMERIC_NAN 0xC000
#define NUMERIC_INFINITY 0xD000
#define NUMERIC_MINUS_INFINITY 0xF000
#define NUMERIC_SCALE_MASK 0x3FFF

static const struct {
    const char *text;
    uint16_t sign, scale; /* PostgreSQL sends bits of its own header as the scale */
} specials[] = {{"NaN", NUMERIC_NAN, 0},
                {"Infinity", NUMERIC_INFINITY, 0x20},
                {"-Infinity", NUMERIC_MINUS_INFINITY, 0x20}};

#define N_SPECIALS (sizeof specials / sizeof *specials)

static void put_header(struct buf *out, size_t n_digits, int weight, uint16_t sign, size_t scale)
{
    buf_put_u16(out, (uint16_t)n_digits);
    buf_put_u16(out, (uint16_t)weight);
    buf_put_u16(out, sign);
    buf_put_u16(out, (uint16_t)scale);
}

/* The decimal digits of a number: before the point, then behind it. */
struct decimal {
    struct str whole, fraction;
};

/* The decimal digit at `place`: 0 is the one before the point, -1 the first behind it. */
static int digit_at(const struct decimal *decimal, long place)
{
    if (place >= 0)
        return (size_t)place < decimal->whole.size
                   ? decimal->whole.data[decimal->whole.size - 1 - (size_t)place] - '0'
                   : 0;
    size_t at = (size_t)(-place - 1);
    return at < decimal->fraction.size ? decimal->fraction.data[at] - '0' : 0;
}

/* Four decimal digits: those from 10^(4 * group) on. */
static int group_at(const struct decimal *decimal, long group)
{
    int value = 0;
    for (int i = BASE_DIGITS - 1; i >= 0; i--)
        value = value * 10 + digit_at(decimal, group * BASE_DIGITS + i);
    return value;
}

static void put_decimal(struct buf *out, const struct decimal *decimal, bool is_negative)
{
    long high = (long)(decimal->whole.size + BASE_DIGITS - 1) / BASE_DIGITS - 1;
    long low = -(long)((decimal->fraction.size + BASE_DIGITS - 1) / BASE_DIGITS);
    while (high >= low && group_at(decimal, high) == 0)
        high--;
    while (low <= high && group_at(decimal, low) == 0)
        low++;
    size_t n = high >= low ? (size_t)(high - low + 1) : 0;
    put_header(out, n, n ? (int)high : 0,
               is_negative && n ? BINARY_NUMERIC_NEGATIVE : NUMERIC_POSITIVE,
               decimal->fraction.size);
    for (long group = high; n && group >= low; group--)
        buf_put_u16(out, (uint16_t)group_at(decimal, group));
}

bool binary_put_numeric(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    for (size_t i = 0; i < N_SPECIALS; i++)
        if (str_eq(text, str_of(specials[i].text))) {
            put_header(out, 0, 0, specials[i].sign, specials[i].scale);
            return true;
        }
    bool is_negative = text.size && text.data[0] == '-';
    struct str rest = str_skip(text, is_negative);
    struct decimal decimal = {.whole = {rest.data, strspn(rest.data, "0123456789")}};
    rest = str_skip(rest, decimal.whole.size);
    if (rest.size && rest.data[0] == '.') {
        rest = str_skip(rest, 1);
        decimal.fraction = (struct str){rest.data, strspn(rest.data, "0123456789")};
        rest = str_skip(rest, decimal.fraction.size);
    }
    if (rest.size || decimal.whole.size + decimal.fraction.size == 0)
        return binary_bad_text(type, text, err);
    put_decimal(out, &decimal, is_negative);
    return true;
}

struct numeric {
    int n_digits, weight, scale;
    uint16_t sign;
    struct str digits;
};

static int numeric_group(const struct numeric *numeric, int group)
{
    int at = numeric->weight - group;
    if (at < 0 || at >= numeric->n_digits)
        return 0;
    const unsigned char *b = (const unsigned char *)numeric->digits.data + at * 2;
    return b[0] << 8 | b[1];
}

static bool read_numeric(struct reader *reader, struct numeric *numeric)
{
    numeric->n_digits = reader_u16(reader);
    numeric->weight = (int16_t)reader_u16(reader);
    numeric->sign = reader_u16(reader);
    numeric->scale = reader_u16(reader);
    numeric->digits = reader_bytes(reader, (size_t)numeric->n_digits * 2);
    if (reader->failed)
        return false;
    if (numeric->scale > NUMERIC_SCALE_MASK)
        return binary_fail(reader, SQLSTATE_INVALID_BINARY_REPRESENTATION,
                           "invalid scale in external \"numeric\" value");
    for (int i = 0; i < numeric->n_digits; i++)
        if (numeric_group(numeric, numeric->weight - i) > 9999)
            return binary_fail(reader, SQLSTATE_INVALID_BINARY_REPRESENTATION,
                               "invalid digit in external \"numeric\" value");
    return true;
}

/* Zero has no sign. */
static void print_sign(struct buf *out, size_t start)
{
    char *digits = out->memory + out->start + start;
    size_t size = buf_size(out) - start;
    if (strspn(digits, "0.") >= size || !buf_reserve(out, 1))
        return;
    digits = out->memory + out->start + start;
    memmove(digits + 1, digits, size);
    *digits = '-';
    buf_commit(out, 1);
}

/* Digits behind the scale are cut, as numeric_recv cuts them. */
static void print_numeric(struct buf *out, const struct numeric *numeric)
{
    size_t start = buf_size(out);
    int first = numeric->weight;
    if (first < 0)
        buf_putc(out, '0');
    /* Groups of zeros in front say nothing. */
    while (first > 0 && numeric_group(numeric, first) == 0)
        first--;
    for (int group = first; group >= 0; group--)
        buf_printf(out, group == first ? "%d" : "%04d", numeric_group(numeric, group));
    if (numeric->scale)
        buf_putc(out, '.');
    for (int i = 0; i < numeric->scale; i++) {
        static const int powers[] = {1000, 100, 10, 1};
        int value = numeric_group(numeric, -1 - i / BASE_DIGITS);
        buf_putc(out, (char)('0' + value / powers[i % BASE_DIGITS] % 10));
    }
    buf_putc(out, '\0');
    if (out->failed)
        return;
    out->end--;
    if (numeric->sign == BINARY_NUMERIC_NEGATIVE)
        print_sign(out, start);
}

bool binary_get_numeric(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    struct numeric numeric = {0};
    if (!read_numeric(reader, &numeric))
        return false;
    if (numeric.sign == NUMERIC_POSITIVE || numeric.sign == BINARY_NUMERIC_NEGATIVE) {
        print_numeric(out, &numeric);
        return true;
    }
    for (size_t i = 0; i < N_SPECIALS; i++)
        if (specials[i].sign == numeric.sign) {
            buf_puts(out, specials[i].text);
            return true;
        }
    return binary_fail(reader, SQLSTATE_INVALID_BINARY_REPRESENTATION,
                       "invalid sign in external \"numeric\" value");
}
