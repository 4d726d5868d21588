/* Finds the ends of lines in COPY data by PostgreSQL's rules. Does not know fields. */
#include "wire/copy_scan.h"

#include <string.h>

typedef unsigned char bytes16 __attribute__((vector_size(16)));

static bool is_stop(char c, const char stops[4])
{
    return c == stops[0] || c == stops[1] || c == stops[2] || c == stops[3];
}

/* The first of the four bytes in the text, or its end. */
static const char *find_stop(const char *at, const char *end, const char stops[4])
{
    const bytes16 zero = {0};
    const bytes16 a = zero + (unsigned char)stops[0], b = zero + (unsigned char)stops[1],
                  c = zero + (unsigned char)stops[2], d = zero + (unsigned char)stops[3];
    for (; end - at >= 16; at += 16) {
        bytes16 chunk;
        memcpy(&chunk, at, sizeof chunk);
        bytes16 hits = (bytes16)((chunk == a) | (chunk == b) | (chunk == c) | (chunk == d));
        uint64_t halves[2];
        memcpy(halves, &hits, sizeof halves);
        if (halves[0] | halves[1])
            break;
    }
    while (at < end && !is_stop(*at, stops))
        at++;
    return at;
}

void copy_scanner_init(struct copy_scanner *scanner, const struct copy_options *options)
{
    bool csv = options->format == COPY_CSV;
    *scanner = (struct copy_scanner){.csv = csv, .stops = {'\n', '\r', '\\', '\\'}};
    if (!csv)
        return;
    scanner->quote = options->quote;
    scanner->escape = options->escape == options->quote ? '\0' : options->escape;
    scanner->stops[2] = scanner->quote;
    scanner->stops[3] = scanner->escape ? scanner->escape : scanner->quote;
}

static enum copy_scan_status fail(struct err *err, const char *message)
{
    err_set(err, SQLSTATE_BAD_COPY_FILE_FORMAT, 0, "%s", message);
    return SCAN_ERROR;
}

static enum copy_scan_status fail_newline(const struct copy_scanner *scanner, char c,
                                          struct err *err)
{
    static const struct {
        const char *message, *hint;
    } texts[2][2] = {
        {{"literal newline found in data", "Use \"\\n\" to represent newline."},
         {"literal carriage return found in data", "Use \"\\r\" to represent carriage return."}},
        {{"unquoted newline found in data", "Use quoted CSV field to represent newline."},
         {"unquoted carriage return found in data",
          "Use quoted CSV field to represent carriage return."}},
    };
    bool is_return = c == '\r';
    fail(err, texts[scanner->csv][is_return].message);
    err_hint(err, "%s", texts[scanner->csv][is_return].hint);
    return SCAN_ERROR;
}

static enum copy_scan_status end_line(struct copy_scanner *scanner, struct copy_line *found,
                                      size_t size, size_t taken)
{
    *found = (struct copy_line){size, taken, scanner->special, scanner->n_newlines};
    scanner->at = 0;
    scanner->in_quote = scanner->special = false;
    scanner->escaped_at = 0;
    scanner->n_newlines = 0;
    return SCAN_LINE;
}

static enum copy_scan_status scan_newline(struct copy_scanner *scanner, struct copy_line *found,
                                          struct err *err)
{
    if (scanner->newline == NEWLINE_CR || scanner->newline == NEWLINE_CRLF)
        return fail_newline(scanner, '\n', err);
    scanner->newline = NEWLINE_LF;
    return end_line(scanner, found, scanner->at, scanner->at + 1);
}

static enum copy_scan_status scan_return(struct copy_scanner *scanner, struct str window,
                                         bool at_end, struct copy_line *found, struct err *err)
{
    size_t at = scanner->at;
    if (scanner->newline == NEWLINE_LF)
        return fail_newline(scanner, '\r', err);
    if (scanner->newline == NEWLINE_CR)
        return end_line(scanner, found, at, at + 1);
    if (at + 1 == window.size && !at_end)
        return SCAN_MORE;
    if (at + 1 < window.size && window.data[at + 1] == '\n') {
        scanner->newline = NEWLINE_CRLF;
        return end_line(scanner, found, at, at + 2);
    }
    if (scanner->newline == NEWLINE_CRLF)
        return fail_newline(scanner, '\r', err);
    scanner->newline = NEWLINE_CR;
    return end_line(scanner, found, at, at + 1);
}

enum marker { MARKER_YES, MARKER_NO, MARKER_CORRUPT, MARKER_OTHER_NEWLINE, MARKER_MORE };

/* What follows "\." decides: it must be the newline of the other lines. */
static enum marker judge_marker(const struct copy_scanner *scanner, struct str rest, bool at_end)
{
    if (rest.size == 0)
        return at_end ? MARKER_CORRUPT : MARKER_MORE;
    if (scanner->newline == NEWLINE_CRLF) {
        if (rest.data[0] == '\n')
            return scanner->csv ? MARKER_NO : MARKER_OTHER_NEWLINE;
        if (rest.data[0] != '\r')
            return MARKER_CORRUPT;
        rest = str_skip(rest, 1);
        if (rest.size == 0)
            return at_end ? MARKER_CORRUPT : MARKER_MORE;
    }
    char c = rest.data[0];
    if (c != '\r' && c != '\n')
        return MARKER_CORRUPT;
    bool wants_return = scanner->newline == NEWLINE_CR;
    if (scanner->newline != NEWLINE_UNKNOWN && (c == '\r') != wants_return)
        return MARKER_OTHER_NEWLINE;
    return MARKER_YES;
}

/* At "\." */
static enum copy_scan_status scan_marker(struct copy_scanner *scanner, struct str window,
                                         bool at_end, struct copy_line *found, struct err *err)
{
    switch (judge_marker(scanner, str_skip(window, scanner->at + 2), at_end)) {
    case MARKER_YES:
        end_line(scanner, found, scanner->at, window.size);
        return SCAN_MARKER;
    case MARKER_MORE:
        return SCAN_MORE;
    case MARKER_OTHER_NEWLINE:
        return fail(err, "end-of-copy marker does not match previous newline style");
    case MARKER_CORRUPT:
        if (!scanner->csv)
            return fail(err, "end-of-copy marker corrupt");
        break;
    case MARKER_NO:
        break;
    }
    scanner->at += 2; /* in CSV it was data */
    return SCAN_END;
}

/* SCAN_END here means: go on. */
static enum copy_scan_status scan_backslash(struct copy_scanner *scanner, struct str window,
                                            bool at_end, struct copy_line *found, struct err *err)
{
    size_t next = scanner->at + 1;
    if (next == window.size && !at_end)
        return SCAN_MORE;
    if (next < window.size && window.data[next] == '.')
        return scan_marker(scanner, window, at_end, found, err);
    scanner->special = true;
    scanner->at = next < window.size ? next + 1 : next;
    return SCAN_END;
}

static void scan_quoted_newline(struct copy_scanner *scanner, char c)
{
    scanner->n_newlines += c == (scanner->newline == NEWLINE_LF ? '\n' : '\r');
}

/* A quote counts unless an escape stands before it; an escape counts inside quotes only. */
static void scan_quote_or_escape(struct copy_scanner *scanner, char c)
{
    bool escaped = scanner->escaped_at && scanner->escaped_at == scanner->at;
    scanner->special = true;
    if (c == scanner->quote && !escaped)
        scanner->in_quote = !scanner->in_quote;
    else if (c == scanner->escape && scanner->in_quote)
        scanner->escaped_at = escaped ? 0 : scanner->at + 1;
}

/* The byte at scanner->at, one of the stops. SCAN_END: go on behind it. */
static enum copy_scan_status scan_stop(struct copy_scanner *scanner, struct str window, bool at_end,
                                       struct copy_line *found, struct err *err)
{
    char c = window.data[scanner->at];
    bool is_newline = c == '\n' || c == '\r';
    if (is_newline && !scanner->in_quote)
        return c == '\n' ? scan_newline(scanner, found, err)
                         : scan_return(scanner, window, at_end, found, err);
    if (!scanner->csv)
        return scan_backslash(scanner, window, at_end, found, err);
    if (is_newline)
        scan_quoted_newline(scanner, c);
    else
        scan_quote_or_escape(scanner, c);
    scanner->at++;
    return SCAN_END;
}

/* In CSV the marker counts only alone on a line. */
static enum copy_scan_status scan_line_start(struct copy_scanner *scanner, struct str window,
                                             bool at_end, struct copy_line *found, struct err *err)
{
    if (!scanner->csv || scanner->at > 0 || window.data[0] != '\\')
        return SCAN_END;
    if (window.size == 1)
        return at_end ? SCAN_END : SCAN_MORE;
    return window.data[1] == '.' ? scan_marker(scanner, window, at_end, found, err) : SCAN_END;
}

enum copy_scan_status copy_scan_line(struct copy_scanner *scanner, struct str window, bool at_end,
                                     struct copy_line *found, struct err *err)
{
    if (window.size == 0)
        return at_end ? SCAN_END : SCAN_MORE;
    enum copy_scan_status status = scan_line_start(scanner, window, at_end, found, err);
    const char *end = window.data + window.size;
    while (status == SCAN_END) {
        if (scanner->at < window.size) {
            const char *stop = find_stop(window.data + scanner->at, end, scanner->stops);
            scanner->at = (size_t)(stop - window.data);
        }
        if (scanner->at < window.size) {
            status = scan_stop(scanner, window, at_end, found, err);
            continue;
        }
        if (!at_end)
            return SCAN_MORE;
        return end_line(scanner, found, window.size, window.size);
    }
    return status;
}
