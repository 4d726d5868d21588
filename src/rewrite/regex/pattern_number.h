#ifndef PGPIVOT_REWRITE_PATTERN_NUMBER_H
#define PGPIVOT_REWRITE_PATTERN_NUMBER_H

/* What patterns for numbers are made of (manual, 9.8, "Template Patterns for Numeric Formatting").
 */
enum number_keyword {
    NUMBER_NONE, /* text */
    NUMBER_NINE,
    NUMBER_ZERO,
    NUMBER_GROUP,
    NUMBER_POINT,
    NUMBER_SHIFT,
    NUMBER_SIGN,     /* S */
    NUMBER_SIGN_ANY, /* SG */
    NUMBER_MINUS,
    NUMBER_PLUS,
    NUMBER_BRACKETS,
    NUMBER_CURRENCY,
    NUMBER_FILL,
    NUMBER_ORDINAL_UPPER,
    NUMBER_ORDINAL_LOWER,
    NUMBER_ROMAN_UPPER,
    NUMBER_ROMAN_LOWER,
    NUMBER_REFUSED,
};

/* The keyword at *at, which is moved behind it; NUMBER_NONE: there is none. */
enum number_keyword pattern_number_keyword(const char **at);

#endif
