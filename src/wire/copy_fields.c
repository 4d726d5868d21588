/* Splits lines of COPY data into fields, unescaping into a scratch area. Does not know types. */
#include "wire/copy_fields.h"

#include <string.h>

#include "wire/utf8.h"

/* Where the next field goes and what it reads. */
struct cursor {
    const struct copy_splitter *splitter;
    const char *at, *end; /* of the line */
    char *out;            /* in the scratch area */
    size_t n;             /* fields so far */
    struct err *err;
};

static bool is_null_text(const struct copy_splitter *splitter, const char *start, size_t size)
{
    return size == splitter->null_text.size && memcmp(start, splitter->null_text.data, size) == 0;
}

static void add_field(struct cursor *cursor, const char *start, size_t size, bool is_null)
{
    const struct copy_splitter *splitter = cursor->splitter;
    if (cursor->n < splitter->max_fields)
        splitter->fields[cursor->n] =
            (struct copy_field){is_null ? STR("") : (struct str){start, size}, is_null};
    cursor->n++;
}

/* No quotes, no escapes: fields are stretches of the line. */
static void split_plain(struct cursor *cursor)
{
    const char delimiter = cursor->splitter->options->delimiter;
    for (const char *start = cursor->at;; start = cursor->at) {
        while (cursor->at < cursor->end && *cursor->at != delimiter)
            cursor->at++;
        size_t size = (size_t)(cursor->at - start);
        add_field(cursor, start, size, is_null_text(cursor->splitter, start, size));
        if (cursor->at == cursor->end)
            return;
        cursor->at++;
    }
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Up to two more digits after the first. */
static char take_octal(struct cursor *cursor, int value)
{
    for (int i = 0; i < 2 && cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '7';
         i++)
        value = value * 8 + (*cursor->at++ - '0');
    return (char)value;
}

/* After "\x": one or two digits; without any it is the letter itself. */
static char take_hex(struct cursor *cursor)
{
    int value = cursor->at < cursor->end ? hex_value(*cursor->at) : -1;
    if (value < 0)
        return 'x';
    cursor->at++;
    int second = cursor->at < cursor->end ? hex_value(*cursor->at) : -1;
    if (second < 0)
        return (char)value;
    cursor->at++;
    return (char)(value * 16 + second);
}

/* After a backslash; the byte it stands for. *coded: it was given by number. */
static char take_escape(struct cursor *cursor, bool *coded)
{
    static const char letters[] = "bfnrtv", controls[] = "\b\f\n\r\t\v";
    char c = *cursor->at++;
    if (c >= '0' && c <= '7') {
        *coded = true;
        return take_octal(cursor, c - '0');
    }
    if (c == 'x') {
        *coded = true;
        return take_hex(cursor);
    }
    const char *letter = c ? strchr(letters, c) : NULL;
    return letter ? controls[letter - letters] : c;
}

/* One field of a text line; false when it is not UTF-8 once unescaped. */
static bool take_text_field(struct cursor *cursor, bool *more)
{
    const char delimiter = cursor->splitter->options->delimiter;
    const char *start = cursor->at, *stop = cursor->end;
    char *text = cursor->out;
    bool coded = false;
    *more = false;
    while (cursor->at < cursor->end) {
        char c = *cursor->at++;
        if (c == delimiter) {
            stop = cursor->at - 1;
            *more = true;
            break;
        }
        if (c == '\\') {
            if (cursor->at == cursor->end)
                break;
            c = take_escape(cursor, &coded);
        }
        *cursor->out++ = c;
    }
    struct str field = {text, (size_t)(cursor->out - text)};
    bool is_null = is_null_text(cursor->splitter, start, (size_t)(stop - start));
    add_field(cursor, field.data, field.size, is_null);
    return is_null || !coded || utf8_check(field, cursor->err);
}

static bool split_text(struct cursor *cursor)
{
    for (bool more = true; more;)
        if (!take_text_field(cursor, &more))
            return false;
    return true;
}

/* Behind an opening quote, up to and with the closing one. */
static bool take_quoted(struct cursor *cursor)
{
    const char quote = cursor->splitter->options->quote;
    const char escape = cursor->splitter->options->escape;
    while (cursor->at < cursor->end) {
        char c = *cursor->at++;
        bool escapes = c == escape && cursor->at < cursor->end &&
                       (*cursor->at == escape || *cursor->at == quote);
        if (escapes)
            c = *cursor->at++;
        else if (c == quote)
            return true;
        *cursor->out++ = c;
    }
    return err_set(cursor->err, SQLSTATE_BAD_COPY_FILE_FORMAT, 0, "unterminated CSV quoted field");
}

/* One field of a CSV line; quoted and bare parts may follow each other. */
static bool take_csv_field(struct cursor *cursor, bool *more)
{
    const struct copy_options *options = cursor->splitter->options;
    char *text = cursor->out;
    bool quoted = false;
    *more = false;
    while (cursor->at < cursor->end) {
        char c = *cursor->at++;
        if (c == options->delimiter) {
            *more = true;
            break;
        }
        if (c != options->quote) {
            *cursor->out++ = c;
            continue;
        }
        quoted = true;
        if (!take_quoted(cursor))
            return false;
    }
    size_t size = (size_t)(cursor->out - text);
    add_field(cursor, text, size, !quoted && is_null_text(cursor->splitter, text, size));
    return true;
}

static bool split_csv(struct cursor *cursor)
{
    for (bool more = true; more;)
        if (!take_csv_field(cursor, &more))
            return false;
    return true;
}

size_t copy_split(const struct copy_splitter *splitter, struct str line, bool special,
                  struct err *err)
{
    struct cursor cursor = {splitter, line.data, line.data + line.size, splitter->scratch, 0, err};
    bool good = true;
    if (!special)
        split_plain(&cursor);
    else
        good = splitter->options->format == COPY_CSV ? split_csv(&cursor) : split_text(&cursor);
    return good ? cursor.n : 0;
}
