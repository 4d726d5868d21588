#ifndef PGPIVOT_REWRITE_PATTERN_SCAN_H
#define PGPIVOT_REWRITE_PATTERN_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A pattern for dates and times, cut as PostgreSQL's parse_format cuts it: keywords with what
 * stands before and after them, and the characters between.
 */
enum time_keyword {
    KEY_NONE, /* text */
    KEY_ERA,
    KEY_ERA_DOTS,
    KEY_MERIDIEM,
    KEY_MERIDIEM_DOTS,
    KEY_CENTURY,
    KEY_DAY_NAME,
    KEY_DAY_OF_YEAR,
    KEY_DAY_OF_MONTH,
    KEY_DAY_SHORT,
    KEY_DAY_OF_WEEK,
    KEY_FRACTION, /* FF1 … FF6: `digits` */
    KEY_EXACT,    /* FX */
    KEY_HOUR24,
    KEY_HOUR12,
    KEY_ISO_DAY_OF_YEAR,
    KEY_ISO_DAY,
    KEY_ISO_WEEK,
    KEY_ISO_YEAR, /* `digits` */
    KEY_JULIAN,
    KEY_MINUTE,
    KEY_MONTH,
    KEY_MONTH_NAME,
    KEY_MONTH_SHORT,
    KEY_OFFSET,
    KEY_QUARTER,
    KEY_ROMAN_MONTH,
    KEY_SECOND_OF_DAY,
    KEY_SECOND,
    KEY_ZONE,
    KEY_ZONE_HOUR,
    KEY_ZONE_MINUTE,
    KEY_WEEK,
    KEY_WEEK_OF_MONTH,
    KEY_YEAR, /* `digits` */
    KEY_YEAR_COMMA,
};

enum letter_case { CASE_UPPER, CASE_LOWER, CASE_MIXED };

struct time_node {
    enum time_keyword keyword;
    enum letter_case letters;
    int digits;         /* of KEY_YEAR, KEY_ISO_YEAR, KEY_FRACTION */
    bool is_unfilled;   /* FM before it */
    bool is_translated; /* TM before it */
    /* TH or th behind it */
    bool is_ordinal;
    enum letter_case ordinal_case;
    bool is_quoted; /* text in double quotes */
    const char *text;
    size_t size; /* bytes of `text`: one character, or the keyword */
};

/* Takes the next node off *at, past quotes and marks; false at the end. *quoted is the scanner's
 * own: false at first. */
bool pattern_next(const char **at, bool *quoted, struct time_node *node);

#endif
