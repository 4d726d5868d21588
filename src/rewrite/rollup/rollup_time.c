/* Units of time: those that rollups hold, and those that queries ask for. */
#include "rewrite/rollup/rollup_time.h"

#include <string.h>
#include <strings.h>

#include "base/civil.h"

#define DAY_MICROS INT64_C(86400000000)

static const struct {
    const char *word;
    enum rollup_unit unit;
} words[] = {
    {"second", UNIT_SECOND},   {"minute", UNIT_MINUTE}, {"hour", UNIT_HOUR},
    {"day", UNIT_DAY},         {"week", UNIT_WEEK},     {"month", UNIT_MONTH},
    {"quarter", UNIT_QUARTER}, {"year", UNIT_YEAR},
};

static enum rollup_unit unit_of_word(const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(words[i].word, word) == 0)
            return words[i].unit;
    return UNIT_NONE;
}

/* T11: these give wrong days for what lies before 1970 or after 2106, which only the types of 32
 * bits and less cannot hold. */
static const struct {
    const char *function;
    enum rollup_unit unit;
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

enum rollup_unit rollup_unit_of_function(const char *function, const char *word,
                                         const struct chtype *type)
{
    enum chtype_kind kind = chtype_strip(type)->kind;
    if (kind != CH_DATE && kind != CH_DATE32 && kind != CH_DATETIME && kind != CH_DATETIME64)
        return UNIT_NONE;
    if (strcasecmp(function, "dateTrunc") == 0 || strcasecmp(function, "date_trunc") == 0)
        return word ? unit_of_word(word) : UNIT_NONE;
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
    enum rollup_unit unit;
} fields[] = {
    {"minute", UNIT_MINUTE}, {"hour", UNIT_HOUR},       {"day", UNIT_DAY},   {"dow", UNIT_DAY},
    {"isodow", UNIT_DAY},    {"doy", UNIT_DAY},         {"week", UNIT_WEEK}, {"isoyear", UNIT_WEEK},
    {"month", UNIT_MONTH},   {"quarter", UNIT_QUARTER}, {"year", UNIT_YEAR}, {"decade", UNIT_YEAR},
    {"century", UNIT_YEAR},  {"millennium", UNIT_YEAR},
};

/* The second of extract has a fraction, that of date_trunc has none. */
static enum rollup_unit unit_of_field(const char *function, const char *field)
{
    if (strcmp(function, "date_trunc") == 0 && strcasecmp(field, "second") == 0)
        return UNIT_SECOND;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcasecmp(fields[i].field, field) == 0)
            return fields[i].unit;
    return UNIT_NONE;
}

enum rollup_unit rollup_unit_of_call(const struct expr *expr, const struct expr **column)
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

bool rollup_unit_divides(enum rollup_unit held, enum rollup_unit wanted)
{
    if (held == UNIT_WEEK || wanted == UNIT_WEEK)
        return held == wanted || (held <= UNIT_DAY && wanted == UNIT_WEEK);
    return held <= wanted;
}

static int64_t floor_to(int64_t value, int64_t step)
{
    int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

/* The first day of the month that is `months` after the unit's first. */
static int64_t start_of_months(int64_t days, int length, int months)
{
    struct civil_date date = civil_from_days(days);
    int64_t month = date.year * 12 + (date.month - 1) / length * length + months;
    int64_t year = floor_to(month, 12) / 12;
    struct civil_date start = {.year = year, .month = (int)(month - year * 12) + 1, .day = 1};
    return civil_to_days(start);
}

static int64_t start_of(enum rollup_unit unit, int64_t micros, int ahead)
{
    static const int64_t lengths[] = {[UNIT_SECOND] = INT64_C(1000000),
                                      [UNIT_MINUTE] = INT64_C(60000000),
                                      [UNIT_HOUR] = INT64_C(3600000000),
                                      [UNIT_DAY] = DAY_MICROS,
                                      [UNIT_WEEK] = 7 * DAY_MICROS};
    static const int months[] = {[UNIT_MONTH] = 1, [UNIT_QUARTER] = 3, [UNIT_YEAR] = 12};
    if (unit >= UNIT_MONTH)
        return start_of_months(floor_to(micros, DAY_MICROS) / DAY_MICROS, months[unit],
                               ahead * months[unit]) *
               DAY_MICROS;
    /* 1970-01-01 was a Thursday. */
    int64_t origin = unit == UNIT_WEEK ? 4 * DAY_MICROS : 0;
    return floor_to(micros - origin, lengths[unit]) + origin + ahead * lengths[unit];
}

int64_t rollup_unit_floor(enum rollup_unit unit, int64_t micros)
{
    return unit == UNIT_NONE ? micros : start_of(unit, micros, 0);
}

int64_t rollup_unit_ceiling(enum rollup_unit unit, int64_t micros)
{
    return rollup_unit_floor(unit, micros) == micros ? micros : start_of(unit, micros, 1);
}
