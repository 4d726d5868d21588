/* Fields of text files, written fast. Knows nothing of columns. */
#include "datagen/text.h"

#include "datagen/fixed.h"

#include <stdbool.h>
#include <string.h>

static const char digit_pairs[] = "00010203040506070809101112131415161718192021222324"
                                  "25262728293031323334353637383940414243444546474849"
                                  "50515253545556575859606162636465666768697071727374"
                                  "75767778798081828384858687888990919293949596979899";

/* The last n digits of value, zeros in front. */
static char *put_digits(char *at, uint64_t value, int n)
{
    char *digit = at + n;
    for (; digit - at >= 2; value /= 100) {
        digit -= 2;
        memcpy(digit, digit_pairs + value % 100 * 2, 2);
    }
    if (digit > at)
        *at = (char)('0' + value % 10);
    return at + n;
}

static int count_digits(uint64_t value)
{
    int n = 1;
    for (; value >= 10; value /= 10)
        n++;
    return n;
}

char *text_put_uint(char *at, uint64_t value)
{
    return put_digits(at, value, count_digits(value));
}

/* Numbers drawn have few decimals: halving the work for them is worth a branch. */
static char *put_fraction(char *at, uint64_t billionths)
{
    uint64_t ten_thousandths = billionths / 100000;
    if (ten_thousandths * 100000 == billionths)
        at = put_digits(at, ten_thousandths, 4);
    else
        at = put_digits(at, billionths, FIXED_DECIMALS);
    while (at[-1] == '0')
        at--;
    return at;
}

/* False if it is a number that has digits. */
static bool put_no_number(char **at, int64_t value)
{
    const char *word = value == FIXED_NAN         ? "NaN"
                       : value == FIXED_INFINITY  ? "Infinity"
                       : value == -FIXED_INFINITY ? "-Infinity"
                                                  : NULL;
    if (word)
        *at = stpcpy(*at, word);
    return word;
}

char *text_put_fixed(char *at, int64_t value)
{
    if ((value >= FIXED_INFINITY || value <= -FIXED_INFINITY) && put_no_number(&at, value))
        return at;
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    if (value < 0)
        *at++ = '-';
    at = text_put_uint(at, size / FIXED_ONE);
    if (size % FIXED_ONE == 0)
        return at;
    *at++ = '.';
    return put_fraction(at, size % FIXED_ONE);
}

static char *put_quoted(char *at, const char *text)
{
    *at++ = '"';
    for (; *text; text++) {
        if (*text == '"')
            *at++ = '"';
        *at++ = *text;
    }
    *at++ = '"';
    return at;
}

char *text_put_csv(char *at, const char *text)
{
    char *start = at;
    for (const char *c = text; *c; c++) {
        /* A blank at an end and \N are no blank and no text to some readers unless quoted. */
        bool is_end = c == text || c[1] == '\0';
        if (*c == ',' || *c == '"' || *c == '\n' || *c == '\r' || *c == '\\' ||
            (is_end && (*c == ' ' || *c == '\t')))
            return put_quoted(start, text);
        *at++ = *c;
    }
    return at == start ? put_quoted(at, text) : at;
}

char *text_put_time(char *at, const char *date, int64_t day_ms)
{
    uint64_t ms = (uint64_t)day_ms;
    memcpy(at, date, 10);
    at[10] = ' ';
    put_digits(at + 11, ms / 3600000, 2);
    at[13] = ':';
    put_digits(at + 14, ms / 60000 % 60, 2);
    at[16] = ':';
    put_digits(at + 17, ms / 1000 % 60, 2);
    at[19] = '.';
    return put_digits(at + 20, ms % 1000, 3);
}

char *text_put_tsv(char *at, const char *text)
{
    static const char escaped[] = "\t\n\r\\", letters[] = "tnr\\";
    for (; *text; text++) {
        const char *found = strchr(escaped, *text);
        if (found)
            *at++ = '\\';
        *at++ = found ? letters[found - escaped] : *text;
    }
    return at;
}
