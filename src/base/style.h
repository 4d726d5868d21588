#ifndef PGPIVOT_BASE_STYLE_H
#define PGPIVOT_BASE_STYLE_H

#include <stdbool.h>

#include "base/settings.h"

/*
 * Settings that change how values are printed and read: DateStyle, IntervalStyle,
 * extra_float_digits, bytea_output. All zero is what PostgreSQL begins with.
 */
enum date_style { DATE_ISO, DATE_SQL, DATE_POSTGRES, DATE_GERMAN };
/* Of dates like 01/02/03. */
enum date_order { ORDER_MDY, ORDER_DMY, ORDER_YMD };
enum interval_style {
    INTERVAL_POSTGRES,
    INTERVAL_VERBOSE,
    INTERVAL_SQL_STANDARD,
    INTERVAL_ISO_8601
};

struct value_style {
    enum date_style date;
    enum date_order order;
    enum interval_style interval;
    int less_digits; /* 1 - extra_float_digits; 0 or less: shortest exact text */
    bool bytea_escape;
};

struct value_style value_style_of(const struct settings *settings);

/* Whether it is the one that PostgreSQL begins with, or prints all values as that does. */
bool value_style_is_default(const struct value_style *style);

/* DateStyle as SHOW prints it from any list of its words, in place; what they leave open stays as
 * it is in `current`, such a value. 22023 for others. */
bool date_style_normalize(char value[SETTING_VALUE_SIZE], const char *current, struct err *err);

/* Digits of a float of which `exact` are exact in any case; 0: shortest exact text. */
int value_style_digits(const struct value_style *style, int exact);

#endif
