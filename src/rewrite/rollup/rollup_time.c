/* Units of time: those that rollups hold, and those that queries ask for. */
#include "rewrite/rollup/rollup_time.h"

#include <string.h>
#include <strings.h>

/* T11: these give wrong days for what lies before 1970 or after 2106, which only the types of 32
 * bits and less cannot hold. */
static const struct {
    const char *function;
    enum time_unit unit;
} narrow_functions[] = {
    {"toStartOfSecond", UNIT_SECOND},
    {"toStartOfMinute", UNIT_MINUTE},
    {"toStartOfHour", UNIT_HOUR},
    {"toStartOfDay", UNIT_DAY},
    {"toDate", UNIT_DAY},
    {"toMonday", UNIT_WEEK},
    {"toStartOfMonth", UNIT_MONTH},
    {"toStartOfQuarter", UNIT_QUARTER},
    {"toStartOfYear", UNIT_YEAR},
};

enum time_unit rollup_unit_of_function(const char *function, const char *word,
                                       const struct chtype *type)
{
    enum chtype_kind kind = chtype_strip(type)->kind;
    if (kind != CH_DATE && kind != CH_DATE32 && kind != CH_DATETIME && kind != CH_DATETIME64)
        return UNIT_NONE;
    if (strcasecmp(function, "dateTrunc") == 0 || strcasecmp(function, "date_trunc") == 0)
        return word ? time_unit_of_word(word) : UNIT_NONE;
    if (strcasecmp(function, "toDate32") == 0)
        return UNIT_DAY;
    for (size_t i = 0; i < sizeof narrow_functions / sizeof *narrow_functions; i++)
        if (strcasecmp(narrow_functions[i].function, function) == 0)
            return kind == CH_DATE || kind == CH_DATETIME ? narrow_functions[i].unit : UNIT_NONE;
    return UNIT_NONE;
}

/* Fields of extract and date_part, and units of date_trunc: the coarsest that tells them. */
static const struct {
    const char *field;
    enum time_unit unit;
} fields[] = {
    {"minute", UNIT_MINUTE}, {"hour", UNIT_HOUR},       {"day", UNIT_DAY},   {"dow", UNIT_DAY},
    {"isodow", UNIT_DAY},    {"doy", UNIT_DAY},         {"week", UNIT_WEEK}, {"isoyear", UNIT_WEEK},
    {"month", UNIT_MONTH},   {"quarter", UNIT_QUARTER}, {"year", UNIT_YEAR}, {"decade", UNIT_YEAR},
    {"century", UNIT_YEAR},  {"millennium", UNIT_YEAR},
};

/* The second of extract has a fraction, that of date_trunc has none. */
static enum time_unit unit_of_field(const char *function, const char *field)
{
    if (strcmp(function, "date_trunc") == 0 && strcasecmp(field, "second") == 0)
        return UNIT_SECOND;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcasecmp(fields[i].field, field) == 0)
            return fields[i].unit;
    return UNIT_NONE;
}

enum time_unit rollup_unit_of_call(const struct expr *expr, const struct expr **column)
{
    if (expr->kind == EXPR_CAST && expr->type == PG_DATE) {
        *column = expr->args.items[0];
        return (*column)->kind == EXPR_COLUMN && (*column)->type == PG_TIMESTAMP ? UNIT_DAY
                                                                                 : UNIT_NONE;
    }
    if (expr->kind != EXPR_CALL || expr->args.n != 2 || !expr->routine->literal)
        return UNIT_NONE;
    const char *name = expr->routine->name;
    *column = expr->args.items[1];
    bool is_known = strcmp(name, "date_trunc") == 0 || strcmp(name, "extract") == 0 ||
                    strcmp(name, "date_part") == 0;
    bool is_civil = (*column)->type == PG_TIMESTAMP || (*column)->type == PG_DATE;
    if (!is_known || !is_civil || (*column)->kind != EXPR_COLUMN)
        return UNIT_NONE;
    return unit_of_field(name, expr->routine->literal);
}
