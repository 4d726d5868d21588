/* Cuts a date and time as text into fields. Knows no meaning of them but where they end. */
#include "base/datetime_scan.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_in(char c, const char *set)
{
    return c && strchr(set, c) != NULL;
}

/* '\0' behind the end. */
static char at(struct str text, size_t i)
{
    return i < text.size ? text.data[i] : '\0';
}

static size_t skip_digits(struct str text, size_t i)
{
    while (is_digit(at(text, i)))
        i++;
    return i;
}

static size_t skip_any(struct str text, size_t i, const char *more)
{
    while (is_digit(at(text, i)) || is_letter(at(text, i)) || is_in(at(text, i), more))
        i++;
    return i;
}

/* 10:30:00.5, 2024-02-29, 29-Feb-2024, 2024.060 or 20240229 */
static size_t scan_number(struct str text, enum datetime_field_kind *kind)
{
    size_t i = skip_digits(text, 0);
    char separator[2] = {at(text, i), '\0'};
    *kind = FIELD_NUMBER;
    if (separator[0] == ':') {
        *kind = FIELD_CLOCK;
        while (is_digit(at(text, i)) || is_in(at(text, i), ":."))
            i++;
    } else if (is_in(separator[0], "-/.") && is_digit(at(text, i + 1))) {
        i = skip_digits(text, i + 1);
        *kind = separator[0] == '.' ? FIELD_NUMBER : FIELD_DATE;
        if (at(text, i) == separator[0]) {
            *kind = FIELD_DATE;
            while (is_digit(at(text, i)) || is_in(at(text, i), separator))
                i++;
        }
    } else if (is_in(separator[0], "-/.")) {
        *kind = FIELD_DATE;
        i = skip_any(text, i + 1, separator);
    }
    return i;
}

/* A word; with what it goes on with if that can be a date or the name of a zone. */
static size_t scan_word(struct str text, enum datetime_field_kind *kind)
{
    size_t i = 0;
    while (is_letter(at(text, i)))
        i++;
    char next = at(text, i);
    bool is_prefix = i == 1 && is_in(text.data[0], "jJtT");
    *kind = FIELD_WORD;
    if (is_in(next, "-/.") || (!is_prefix && (next == '+' || is_digit(next)))) {
        *kind = FIELD_DATE;
        i = skip_any(text, i, "+-/_.:");
    }
    return i;
}

/* Spaces may stand behind the sign. */
static size_t scan_signed(struct str text, enum datetime_field_kind *kind)
{
    size_t i = 1;
    while (is_space(at(text, i)))
        i++;
    if (is_digit(at(text, i))) {
        *kind = FIELD_OFFSET;
        while (is_digit(at(text, i)) || is_in(at(text, i), ":.-"))
            i++;
        return i;
    }
    *kind = FIELD_SIGNED_WORD;
    size_t word = i;
    while (is_letter(at(text, i)))
        i++;
    return i > word ? i : 0;
}

static size_t scan_field(struct str text, enum datetime_field_kind *kind)
{
    if (is_digit(text.data[0]))
        return scan_number(text, kind);
    if (text.data[0] == '.') {
        *kind = FIELD_NUMBER;
        return skip_digits(text, 1);
    }
    if (is_letter(text.data[0]))
        return scan_word(text, kind);
    return text.data[0] == '+' || text.data[0] == '-' ? scan_signed(text, kind) : 0;
}

int datetime_scan(struct str text, struct datetime_field fields[DATETIME_MAX_FIELDS])
{
    int n = 0;
    while (text.size) {
        char c = text.data[0];
        if (is_space(c) || (c != '.' && c != '+' && c != '-' && c > ' ' && c < 127 &&
                            !is_digit(c) && !is_letter(c))) {
            text = str_skip(text, 1); /* other punctuation separates, too */
            continue;
        }
        if (n == DATETIME_MAX_FIELDS)
            return -1;
        struct datetime_field *field = &fields[n++];
        size_t size = scan_field(text, &field->kind);
        if (!size)
            return -1;
        field->text = (struct str){text.data, size};
        text = str_skip(text, size);
    }
    return n;
}
