/* Tokens of ClickHouse's type names. Knows no type. */
#include "backend/type_scan.h"

#include <ctype.h>

void type_scan_spaces(struct type_scan *scan)
{
    while (scan->at < scan->text.size && scan->text.data[scan->at] == ' ')
        scan->at++;
}

bool type_scan_peek(struct type_scan *scan, char c)
{
    type_scan_spaces(scan);
    return scan->at < scan->text.size && scan->text.data[scan->at] == c;
}

bool type_scan_take(struct type_scan *scan, char c)
{
    bool found = type_scan_peek(scan, c);
    scan->at += found;
    return found;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

struct str type_scan_word(struct type_scan *scan)
{
    type_scan_spaces(scan);
    size_t start = scan->at;
    while (scan->at < scan->text.size && is_word(scan->text.data[scan->at]))
        scan->at++;
    return (struct str){scan->text.data + start, scan->at - start};
}

bool type_scan_number(struct type_scan *scan, int min, int max, int *value)
{
    type_scan_spaces(scan);
    size_t at = scan->at;
    bool negative = at < scan->text.size && scan->text.data[at] == '-';
    at += negative;
    size_t first = at;
    long number = 0;
    while (at < scan->text.size && isdigit((unsigned char)scan->text.data[at]) && at - first < 10)
        number = number * 10 + (scan->text.data[at++] - '0');
    if (negative)
        number = -number;
    if (at == first || number < min || number > max)
        return false;
    scan->at = at;
    *value = (int)number;
    return true;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)tolower((unsigned char)c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character behind a backslash; takes it. */
static char read_escape(struct type_scan *scan)
{
    static const char letters[] = "abefnrtv0", meanings[] = "\a\b\x1b\f\n\r\t\v";
    const char *text = scan->text.data + scan->at;
    size_t left = scan->text.size - scan->at;
    if (left >= 3 && text[0] == 'x' && hex_digit(text[1]) >= 0 && hex_digit(text[2]) >= 0) {
        scan->at += 3;
        return (char)(hex_digit(text[1]) * 16 + hex_digit(text[2]));
    }
    scan->at++;
    const char *letter = text[0] ? strchr(letters, text[0]) : NULL;
    return letter ? meanings[letter - letters] : text[0];
}

/* To the closing quote of the quoted text that began before this place, or to the end. */
static void skip_quoted(struct type_scan *scan, char quote)
{
    while (scan->at < scan->text.size && scan->text.data[scan->at] != quote)
        scan->at += scan->text.data[scan->at] == '\\' ? 2 : 1;
    if (scan->at > scan->text.size)
        scan->at = scan->text.size;
}

char *type_scan_quoted(struct type_scan *scan, char quote)
{
    if (!type_scan_take(scan, quote))
        return NULL;
    size_t start = scan->at;
    skip_quoted(scan, quote);
    size_t end = scan->at;
    if (end == scan->text.size)
        return NULL;
    char *result = arena_alloc(scan->arena, end - start + 1);
    size_t size = 0;
    for (scan->at = start; scan->at < end;) {
        char c = scan->text.data[scan->at++];
        result[size++] = c == '\\' ? read_escape(scan) : c;
    }
    scan->at = end + 1;
    return result;
}

bool type_scan_skip_parentheses(struct type_scan *scan)
{
    if (!type_scan_peek(scan, '('))
        return true;
    size_t depth = 0;
    while (scan->at < scan->text.size) {
        char c = scan->text.data[scan->at++];
        if (c == '\'' || c == '`') {
            skip_quoted(scan, c);
            scan->at += scan->at < scan->text.size;
        }
        depth += c == '(';
        if (c == ')' && --depth == 0)
            return true;
    }
    scan->at = scan->text.size;
    return false;
}
