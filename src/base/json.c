/* Reads JSON and prints it as PostgreSQL's jsonb. Keeps no tree: objects are put in order where
 * they stand in the output. */
#include "base/json.h"

#include <assert.h>
#include <stdlib.h>

struct member {
    size_t key, key_size; /* in keys: the decoded name */
    size_t start, size;   /* in out: "name": value */
    size_t number;        /* in the order of the text */
};

struct reader {
    const char *at, *end;
    struct buf *out; /* NULL: only check */
    struct buf keys, members, moved;
    int depth, position;
    struct err *err;
};

static bool fail(struct reader *reader)
{
    return err_set(reader->err, SQLSTATE_INVALID_TEXT_REPRESENTATION, reader->position,
                   "invalid input syntax for type json");
}

static void skip_spaces(struct reader *reader)
{
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t' ||
                                        *reader->at == '\n' || *reader->at == '\r'))
        reader->at++;
}

static bool take(struct reader *reader, char c)
{
    if (reader->at == reader->end || *reader->at != c)
        return false;
    reader->at++;
    return true;
}

static void put(struct reader *reader, const char *text)
{
    if (reader->out)
        buf_puts(reader->out, text);
}

/* ---- strings ---- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool take_code_unit(struct reader *reader, unsigned *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = reader->at < reader->end ? hex_digit(*reader->at) : -1;
        if (digit < 0)
            return fail(reader);
        *unit = *unit << 4 | (unsigned)digit;
        reader->at++;
    }
    return true;
}

static void put_utf8(struct buf *out, unsigned code)
{
    if (code < 0x80) {
        buf_putc(out, (char)code);
    } else if (code < 0x800) {
        buf_putc(out, (char)(0xC0 | code >> 6));
        buf_putc(out, (char)(0x80 | (code & 0x3F)));
    } else if (code < 0x10000) {
        buf_putc(out, (char)(0xE0 | code >> 12));
        buf_putc(out, (char)(0x80 | (code >> 6 & 0x3F)));
        buf_putc(out, (char)(0x80 | (code & 0x3F)));
    } else {
        buf_putc(out, (char)(0xF0 | code >> 18));
        buf_putc(out, (char)(0x80 | (code >> 12 & 0x3F)));
        buf_putc(out, (char)(0x80 | (code >> 6 & 0x3F)));
        buf_putc(out, (char)(0x80 | (code & 0x3F)));
    }
}

/* A high surrogate needs its low one behind it. */
static bool take_surrogate(struct reader *reader, unsigned high, unsigned *code)
{
    unsigned low;
    if (high >= 0xDC00 || !take(reader, '\\') || !take(reader, 'u'))
        return fail(reader);
    if (!take_code_unit(reader, &low))
        return false;
    if (low < 0xDC00 || low > 0xDFFF)
        return fail(reader);
    *code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

/* json keeps the text and looks at the digits only; jsonb needs the character. */
static bool take_unicode(struct reader *reader, struct buf *decoded)
{
    unsigned code;
    if (!take_code_unit(reader, &code))
        return false;
    if (!reader->out)
        return true;
    if (code == 0) {
        err_set(reader->err, SQLSTATE_UNTRANSLATABLE_CHARACTER, reader->position,
                "unsupported Unicode escape sequence");
        return err_detail(reader->err, "\\u0000 cannot be converted to text.");
    }
    if (code >= 0xD800 && code <= 0xDFFF && !take_surrogate(reader, code, &code))
        return false;
    put_utf8(decoded, code);
    return true;
}

static bool take_escape(struct reader *reader, struct buf *decoded)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (reader->at == reader->end)
        return fail(reader);
    char c = *reader->at++;
    if (c == 'u')
        return take_unicode(reader, decoded);
    const char *letter = c ? strchr(letters, c) : NULL;
    if (!letter)
        return fail(reader);
    buf_putc(decoded, meanings[letter - letters]);
    return true;
}

/* The text of a string, without its quotes and escapes, behind what decoded holds. */
static bool take_string(struct reader *reader, struct buf *decoded)
{
    if (!take(reader, '"'))
        return fail(reader);
    while (reader->at < reader->end) {
        unsigned char c = (unsigned char)*reader->at++;
        if (c == '"')
            return true;
        if (c < 0x20)
            return fail(reader);
        if (c == '\\' && !take_escape(reader, decoded))
            return false;
        if (c != '\\')
            buf_putc(decoded, (char)c);
    }
    return fail(reader);
}

void json_put_string(struct buf *out, struct str text)
{
    static const char letters[] = "\"\\bfnrt", meanings[] = "\"\\\b\f\n\r\t";
    buf_putc(out, '"');
    assert(text.data || !text.size);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        const char *meaning = c ? strchr(meanings, c) : NULL;
        if (meaning)
            buf_printf(out, "\\%c", letters[meaning - meanings]);
        else if (c < 0x20)
            buf_printf(out, "\\u%04x", c);
        else
            buf_putc(out, (char)c);
    }
    buf_putc(out, '"');
}

static bool read_string(struct reader *reader)
{
    size_t start = buf_size(&reader->keys);
    if (!take_string(reader, &reader->keys))
        return false;
    if (reader->out)
        json_put_string(reader->out, str_skip(buf_str(&reader->keys), start));
    reader->keys.end = reader->keys.start + start;
    return true;
}

/* ---- numbers ---- */

/* Of numeric: digits before and behind the point. */
#define MAX_WHOLE 131072
#define MAX_FRACTION 16383

struct number {
    bool negative;
    struct str whole, fraction;
    long exponent;
};

static struct str take_digits(struct reader *reader)
{
    struct str digits = {reader->at, 0};
    while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9')
        reader->at++;
    digits.size = (size_t)(reader->at - digits.data);
    return digits;
}

static bool take_exponent(struct reader *reader, long *exponent)
{
    bool negative = take(reader, '-');
    if (!negative)
        take(reader, '+');
    struct str digits = take_digits(reader);
    *exponent = 0;
    for (size_t i = 0; i < digits.size && *exponent < 1000000; i++)
        *exponent = *exponent * 10 + (digits.data[i] - '0');
    *exponent *= negative ? -1 : 1;
    return digits.size > 0;
}

static bool take_number(struct reader *reader, struct number *number)
{
    *number = (struct number){.negative = take(reader, '-')};
    number->whole = take_digits(reader);
    bool valid = number->whole.size == 1 || (number->whole.size && number->whole.data[0] != '0');
    if (take(reader, '.')) {
        number->fraction = take_digits(reader);
        valid = valid && number->fraction.size;
    }
    if (take(reader, 'e') || take(reader, 'E'))
        valid = take_exponent(reader, &number->exponent) && valid;
    return valid || fail(reader);
}

/* Digit `at` of the number, 0 being the last before the point as written, 1 the first behind it. */
static char digit_at(const struct number *number, long at)
{
    long n_whole = (long)number->whole.size;
    if (at <= 0)
        return n_whole + at - 1 >= 0 ? number->whole.data[n_whole + at - 1] : '0';
    return at <= (long)number->fraction.size ? number->fraction.data[at - 1] : '0';
}

static bool is_zero(const struct number *number)
{
    for (size_t i = 0; i < number->whole.size; i++)
        if (number->whole.data[i] != '0')
            return false;
    for (size_t i = 0; i < number->fraction.size; i++)
        if (number->fraction.data[i] != '0')
            return false;
    return true;
}

/* As numeric_out: no exponent, no zeros in front, the decimals that were written. */
static bool print_number(struct reader *reader, const struct number *number)
{
    long scale = (long)number->fraction.size - number->exponent;
    long first = 1 - (long)number->whole.size, last = number->exponent;
    scale = scale > 0 ? scale : 0;
    while (first < last && digit_at(number, first) == '0')
        first++;
    bool zero = is_zero(number);
    if (!zero && (last - first >= MAX_WHOLE || scale > MAX_FRACTION))
        return err_set(reader->err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, reader->position,
                       "value overflows numeric format");
    if (zero) {
        first = last = 0;
        scale = scale > MAX_FRACTION ? MAX_FRACTION : scale;
    }
    if (first > last)
        first = last;
    put(reader, number->negative && !zero ? "-" : "");
    for (long at = first; at <= last; at++)
        buf_putc(reader->out, zero ? '0' : digit_at(number, at));
    put(reader, scale ? "." : "");
    for (long at = 1; at <= scale; at++)
        buf_putc(reader->out, zero ? '0' : digit_at(number, last + at));
    return true;
}

static bool read_number(struct reader *reader)
{
    struct number number;
    return take_number(reader, &number) && (!reader->out || print_number(reader, &number));
}

/* ---- values ---- */

static bool read_value(struct reader *reader);

static bool read_word(struct reader *reader)
{
    static const char *const words[] = {"true", "false", "null"};
    struct str rest = {reader->at, (size_t)(reader->end - reader->at)};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(rest, str_of(words[i]))) {
            reader->at += strlen(words[i]);
            put(reader, words[i]);
            return true;
        }
    return fail(reader);
}

static bool read_array(struct reader *reader)
{
    take(reader, '[');
    put(reader, "[");
    skip_spaces(reader);
    if (take(reader, ']')) {
        put(reader, "]");
        return true;
    }
    for (;;) {
        if (!read_value(reader))
            return false;
        skip_spaces(reader);
        if (take(reader, ']'))
            break;
        if (!take(reader, ','))
            return fail(reader);
        put(reader, ", ");
    }
    put(reader, "]");
    return true;
}

static bool read_member(struct reader *reader)
{
    struct member member = {.key = buf_size(&reader->keys),
                            .start = reader->out ? buf_size(reader->out) : 0,
                            .number = buf_size(&reader->members)};
    skip_spaces(reader);
    if (!take_string(reader, &reader->keys))
        return false;
    member.key_size = buf_size(&reader->keys) - member.key;
    if (reader->out)
        json_put_string(reader->out, str_skip(buf_str(&reader->keys), member.key));
    skip_spaces(reader);
    if (!take(reader, ':'))
        return fail(reader);
    put(reader, ": ");
    if (!read_value(reader))
        return false;
    member.size = reader->out ? buf_size(reader->out) - member.start : 0;
    buf_append(&reader->members, &member, sizeof member);
    return true;
}

/* qsort has no context: the key's bytes are found through this pair. */
struct sorted {
    struct str key;
    struct member member;
};

static int compare_keys(const struct sorted *a, const struct sorted *b)
{
    if (a->key.size != b->key.size)
        return a->key.size < b->key.size ? -1 : 1;
    return a->key.size ? memcmp(a->key.data, b->key.data, a->key.size) : 0;
}

static int compare(const void *a, const void *b)
{
    const struct sorted *left = a, *right = b;
    int order = compare_keys(left, right);
    return order ? order : (left->member.number < right->member.number ? -1 : 1);
}

static void print_sorted(struct reader *reader, const struct sorted *sorted, size_t n, size_t start)
{
    const char *text = buf_data(reader->out);
    buf_clear(&reader->moved);
    for (size_t i = 0; i < n; i++) {
        if (i + 1 < n && compare_keys(&sorted[i], &sorted[i + 1]) == 0)
            continue; /* a later one of that name counts */
        if (buf_size(&reader->moved))
            buf_puts(&reader->moved, ", ");
        buf_append(&reader->moved, text + sorted[i].member.start, sorted[i].member.size);
    }
    reader->out->end = reader->out->start + start;
    buf_append_str(reader->out, buf_str(&reader->moved));
}

/* The members from `first` on, which stand in out from `start`. */
static bool sort_members(struct reader *reader, size_t first, size_t start)
{
    size_t n = (buf_size(&reader->members) - first) / sizeof(struct member);
    struct sorted *sorted = calloc(n + 1, sizeof *sorted);
    if (!sorted)
        return err_set(reader->err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < n; i++) {
        memcpy(&sorted[i].member, buf_data(&reader->members) + first + i * sizeof(struct member),
               sizeof(struct member));
        sorted[i].key =
            (struct str){buf_data(&reader->keys) + sorted[i].member.key, sorted[i].member.key_size};
    }
    qsort(sorted, n, sizeof *sorted, compare);
    print_sorted(reader, sorted, n, start);
    free(sorted);
    return true;
}

static bool read_members(struct reader *reader)
{
    skip_spaces(reader);
    if (take(reader, '}'))
        return true;
    for (;;) {
        if (!read_member(reader))
            return false;
        skip_spaces(reader);
        if (take(reader, '}'))
            return true;
        if (!take(reader, ','))
            return fail(reader);
    }
}

static bool read_object(struct reader *reader)
{
    size_t first = buf_size(&reader->members), first_key = buf_size(&reader->keys);
    take(reader, '{');
    put(reader, "{");
    size_t start = reader->out ? buf_size(reader->out) : 0;
    if (!read_members(reader))
        return false;
    if (reader->out && !reader->out->failed && buf_size(&reader->members) > first &&
        !sort_members(reader, first, start))
        return false;
    reader->members.end = reader->members.start + first;
    reader->keys.end = reader->keys.start + first_key;
    put(reader, "}");
    return true;
}

static bool read_value(struct reader *reader)
{
    if (reader->depth == JSON_MAX_DEPTH)
        return err_set(reader->err, SQLSTATE_STATEMENT_TOO_COMPLEX, reader->position,
                       "JSON is nested deeper than %d levels", JSON_MAX_DEPTH);
    skip_spaces(reader);
    char c = reader->at < reader->end ? *reader->at : '\0';
    reader->depth++;
    bool read = c == '{'                             ? read_object(reader)
                : c == '['                           ? read_array(reader)
                : c == '"'                           ? read_string(reader)
                : c == '-' || (c >= '0' && c <= '9') ? read_number(reader)
                                                     : read_word(reader);
    reader->depth--;
    return read;
}

static bool read_document(struct buf *out, struct str text, int position, struct err *err)
{
    struct reader reader = {.at = text.data,
                            .end = text.data + text.size,
                            .out = out,
                            .position = position,
                            .err = err};
    size_t limit = out ? out->limit : SIZE_MAX / 2;
    buf_init(&reader.keys, limit);
    buf_init(&reader.members, limit);
    buf_init(&reader.moved, limit);
    bool read = read_value(&reader);
    if (read) {
        skip_spaces(&reader);
        read = reader.at == reader.end || fail(&reader);
    }
    if (read && (reader.keys.failed || reader.members.failed || reader.moved.failed))
        read = err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    buf_free(&reader.keys);
    buf_free(&reader.members);
    buf_free(&reader.moved);
    return read;
}

bool json_check(struct str text, int position, struct err *err)
{
    return read_document(NULL, text, position, err);
}

bool jsonb_print(struct buf *out, struct str text, int position, struct err *err)
{
    return read_document(out, text, position, err);
}
