/* Cuts patterns for dates and times into keywords and text. Gives them no meaning. */
#include "rewrite/regex/pattern_scan.h"

#include <string.h>

/* In upper case; PostgreSQL knows each in lower case too. */
static const struct {
    const char *name;
    enum time_keyword keyword;
    int digits;
} keywords[] = {
    {"A.D.", KEY_ERA_DOTS, 0},
    {"A.M.", KEY_MERIDIEM_DOTS, 0},
    {"AD", KEY_ERA, 0},
    {"AM", KEY_MERIDIEM, 0},
    {"B.C.", KEY_ERA_DOTS, 0},
    {"BC", KEY_ERA, 0},
    {"CC", KEY_CENTURY, 0},
    {"DAY", KEY_DAY_NAME, 0},
    {"DDD", KEY_DAY_OF_YEAR, 0},
    {"DD", KEY_DAY_OF_MONTH, 0},
    {"DY", KEY_DAY_SHORT, 0},
    {"D", KEY_DAY_OF_WEEK, 0},
    {"FF1", KEY_FRACTION, 1},
    {"FF2", KEY_FRACTION, 2},
    {"FF3", KEY_FRACTION, 3},
    {"FF4", KEY_FRACTION, 4},
    {"FF5", KEY_FRACTION, 5},
    {"FF6", KEY_FRACTION, 6},
    {"FX", KEY_EXACT, 0},
    {"HH24", KEY_HOUR24, 0},
    {"HH12", KEY_HOUR12, 0},
    {"HH", KEY_HOUR12, 0},
    {"IDDD", KEY_ISO_DAY_OF_YEAR, 0},
    {"ID", KEY_ISO_DAY, 0},
    {"IW", KEY_ISO_WEEK, 0},
    {"IYYY", KEY_ISO_YEAR, 4},
    {"IYY", KEY_ISO_YEAR, 3},
    {"IY", KEY_ISO_YEAR, 2},
    {"I", KEY_ISO_YEAR, 1},
    {"J", KEY_JULIAN, 0},
    {"MI", KEY_MINUTE, 0},
    {"MM", KEY_MONTH, 0},
    {"MONTH", KEY_MONTH_NAME, 0},
    {"MON", KEY_MONTH_SHORT, 0},
    {"MS", KEY_FRACTION, 3},
    {"OF", KEY_OFFSET, 0},
    {"P.M.", KEY_MERIDIEM_DOTS, 0},
    {"PM", KEY_MERIDIEM, 0},
    {"Q", KEY_QUARTER, 0},
    {"RM", KEY_ROMAN_MONTH, 0},
    {"SSSSS", KEY_SECOND_OF_DAY, 0},
    {"SSSS", KEY_SECOND_OF_DAY, 0},
    {"SS", KEY_SECOND, 0},
    {"TZH", KEY_ZONE_HOUR, 0},
    {"TZM", KEY_ZONE_MINUTE, 0},
    {"TZ", KEY_ZONE, 0},
    {"US", KEY_FRACTION, 6},
    {"WW", KEY_WEEK, 0},
    {"W", KEY_WEEK_OF_MONTH, 0},
    {"Y,YYY", KEY_YEAR_COMMA, 0},
    {"YYYY", KEY_YEAR, 4},
    {"YYY", KEY_YEAR, 3},
    {"YY", KEY_YEAR, 2},
    {"Y", KEY_YEAR, 1},
};

static const struct {
    const char *name;
    enum time_keyword keyword;
} mixed[] = {
    {"Day", KEY_DAY_NAME},
    {"Dy", KEY_DAY_SHORT},
    {"Month", KEY_MONTH_NAME},
    {"Mon", KEY_MONTH_SHORT},
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool starts_lower(const char *at, const char *name)
{
    for (; *name; at++, name++)
        if (*at != lower(*name))
            return false;
    return true;
}

static bool found(struct time_node *node, const char *at, size_t size, enum letter_case letters)
{
    if (size <= node->size)
        return false;
    node->text = at;
    node->size = size;
    node->letters = letters;
    return true;
}

/* The longest keyword. */
static bool find_keyword(const char *at, struct time_node *node)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        const char *name = keywords[i].name;
        bool is_upper = strncmp(at, name, strlen(name)) == 0;
        if (!is_upper && !starts_lower(at, name))
            continue;
        if (found(node, at, strlen(name), is_upper ? CASE_UPPER : CASE_LOWER)) {
            node->keyword = keywords[i].keyword;
            node->digits = keywords[i].digits;
        }
    }
    for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++)
        if (strncmp(at, mixed[i].name, strlen(mixed[i].name)) == 0 &&
            found(node, at, strlen(mixed[i].name), CASE_MIXED))
            node->keyword = mixed[i].keyword;
    return node->size > 0;
}

static bool is_pair(const char *at, const char *upper)
{
    return strncmp(at, upper, 2) == 0 || starts_lower(at, upper);
}

/* One of the marks before a keyword. */
static void take_prefix(const char **at, struct time_node *node)
{
    node->is_unfilled = is_pair(*at, "FM");
    node->is_translated = is_pair(*at, "TM");
    if (node->is_unfilled || node->is_translated)
        *at += 2;
}

/* One of the marks behind it. SP is for spelling, which PostgreSQL does not do: it says nothing. */
static void take_suffix(const char **at, struct time_node *node)
{
    bool is_lower = strncmp(*at, "th", 2) == 0;
    node->is_ordinal = is_lower || strncmp(*at, "TH", 2) == 0;
    node->ordinal_case = is_lower ? CASE_LOWER : CASE_UPPER;
    if (node->is_ordinal || strncmp(*at, "SP", 2) == 0)
        *at += 2;
}

static bool take_character(const char **at, struct time_node *node)
{
    *node = (struct time_node){.text = *at};
    do
        node->size++;
    while (((*at)[node->size] & 0xC0) == 0x80);
    *at += node->size;
    return true;
}

/* A backslash quotes what follows it. */
static bool take_quoted(const char **at, bool *quoted, struct time_node *node)
{
    if (**at == '"') {
        *quoted = false;
        (*at)++;
        return false;
    }
    if (**at == '\\' && (*at)[1])
        (*at)++;
    take_character(at, node);
    node->is_quoted = true;
    return true;
}

static bool take_plain(const char **at, struct time_node *node)
{
    *node = (struct time_node){0};
    take_prefix(at, node);
    if (find_keyword(*at, node)) {
        *at += node->size;
        take_suffix(at, node);
        return true;
    }
    if (**at == '\0' || **at == '"')
        return false;
    if (**at == '\\' && (*at)[1] == '"')
        (*at)++;
    return take_character(at, node);
}

bool pattern_next(const char **at, bool *quoted, struct time_node *node)
{
    while (**at) {
        if (*quoted) {
            if (take_quoted(at, quoted, node))
                return true;
        } else {
            if (take_plain(at, node))
                return true;
            if (**at == '"') {
                *quoted = true;
                (*at)++;
            }
        }
    }
    return false;
}
