/*
 * Texts of dates, times, intervals, floats and bytes inside of a query, under other settings than
 * PostgreSQL's defaults. What goes to the client is printed elsewhere (wire/text_time.c …).
 */
#include "rewrite/time/output_style.h"

#include "rewrite/emit/literal.h"
#include "rewrite/time/interval_row.h"

#include <float.h>

static struct expr *say(struct binder *binder, struct expr *text, const char *template_, size_t n,
                        struct expr **args)
{
    struct expr *said = expr_clickhouse(binder->arena, text->type, template_, n, args);
    said->nullable = text->nullable;
    said->position = text->position;
    return said;
}

/* ---- dates: the text that there is begins YYYY-MM-DD ---- */

#define ISO_DATE "'^([0-9]{4})-([0-9]{2})-([0-9]{2})'"
#define REORDERED(fields) "replaceRegexpOne($1, " ISO_DATE ", '" fields "')"
#define NAME_AT(names, n) "substring('" names "', 3 * toInt32(" n ") - 2, 3)"
#define WEEK_DAY NAME_AT("MonTueWedThuFriSatSun", "toDayOfWeek(" TIMESTAMP("$2") ")")
#define MONTH_NAME NAME_AT("JanFebMarAprMayJunJulAugSepOctNovDec", "toMonth(" TIMESTAMP("$2") ")")
#define DAY_OF_TEXT "substring($1, 9, 2)"
#define UNIX_TIME(first, second)                                                                   \
    "concat(" WEEK_DAY ", ' ', " first ", ' ', " second ", substring($1, 11), ' ', "               \
    "substring($1, 1, 4))"

static const char *date_template(const struct value_style *style, bool is_date)
{
    bool day_first = style->order == ORDER_DMY;
    switch (style->date) {
    case DATE_SQL:
        return day_first ? REORDERED("\\\\3/\\\\2/\\\\1") : REORDERED("\\\\2/\\\\3/\\\\1");
    case DATE_GERMAN:
        return REORDERED("\\\\3.\\\\2.\\\\1");
    default:
        if (is_date)
            return day_first ? REORDERED("\\\\3-\\\\2-\\\\1") : REORDERED("\\\\2-\\\\3-\\\\1");
        return day_first ? UNIX_TIME(DAY_OF_TEXT, MONTH_NAME) : UNIX_TIME(MONTH_NAME, DAY_OF_TEXT);
    }
}

static struct expr *style_moment(struct binder *binder, struct expr *value, struct expr *text)
{
    const struct value_style *style = &binder->context->style;
    bool has_zone = value->type == PG_TIMESTAMPTZ;
    if (style->date == DATE_ISO)
        return text;
    if (has_zone && binder->context->zone) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, value->position,
                "casting timestamp with time zone to text under this DateStyle is only supported "
                "in UTC");
        return NULL;
    }
    if (has_zone)
        text = say(binder, text, "replaceRegexpOne($1, '[+]00$', '')", 1, &text);
    text = say(binder, text, date_template(style, value->type == PG_DATE), 2,
               (struct expr *[]){text, expr_copy(binder->arena, value)});
    const char *name = binder->context->utc_name ? binder->context->utc_name : "UTC";
    return has_zone
               ? say(binder, text, arena_printf(binder->arena, "concat($1, ' %s')", name), 1, &text)
               : text;
}

/* ---- intervals: m months, d days, t microseconds; s is what is below the minutes ---- */

#define BELOW_MINUTE "modulo(t, 60000000)"
#define HOUR_OF_T "intDiv(t, 3600000000)"
#define MINUTE_OF_T "modulo(intDiv(t, 60000000), 60)"
#define FRACTION                                                                                   \
    "if(modulo(t, 1000000) = 0, '', concat('.', replaceRegexpOne(leftPad("                         \
    "toString(modulo(abs(t), 1000000)), 6, '0'), '0+$', '')))"
#define SECONDS "concat(toString(intDiv(abs(" BELOW_MINUTE "), 1000000)), " FRACTION ")"
#define PADDED_SECONDS                                                                             \
    "concat(leftPad(toString(intDiv(abs(" BELOW_MINUTE "), 1000000)), 2, '0'), " FRACTION ")"
#define IN_PARTS(value)                                                                            \
    LET3("m", "toInt64(" INTERVAL_MONTHS("$1") ")", "d", "toInt64(" INTERVAL_DAYS("$1") ")", "t",  \
         INTERVAL_MICROS("$1"), "if(isNull(m), NULL, " value ")")

#define ISO_PART(n, unit) "if(" n " = 0, '', concat(toString(" n "), '" unit "'))"
#define INTERVAL_ISO                                                                                            \
    IN_PARTS("if(m = 0 AND d = 0 AND t = 0, 'PT0S', concat('P', " ISO_PART("intDiv(m, 12)", "Y") ", " ISO_PART( \
        "modulo(m, 12)",                                                                                        \
        "M") ", " ISO_PART("d",                                                                                 \
                           "D") ", if(t = 0, '', 'T'), " ISO_PART(HOUR_OF_T,                                    \
                                                                  "H") ", " ISO_PART(MINUTE_OF_T,               \
                                                                                     "M") ", "                  \
                                                                                          "if"                  \
                                                                                          "(" BELOW_MINUTE      \
                                                                                          " = 0, "              \
                                                                                          "'', "                \
                                                                                          "concat"              \
                                                                                          "(if(t "              \
                                                                                          "< 0, "               \
                                                                                          "'-', "               \
                                                                                          "''),"                \
                                                                                          " " SECONDS           \
                                                                                          ", "                  \
                                                                                          "'S')))"              \
                                                                                          ")")

/* b: whether the first part that is not 0 is negative; then all signs are turned. */
#define BEFORE "(m < 0 OR (m = 0 AND (d < 0 OR (d = 0 AND t < 0))))"
#define VERBOSE_PART(n, unit)                                                                      \
    "if(" n " = 0, '', concat(' ', toString(if(b, -1, 1) * " n "), ' " unit                        \
    "', if(if(b, -1, 1) * " n " = 1, '', 's')))"
#define VERBOSE_SECONDS                                                                            \
    "if(" BELOW_MINUTE " = 0, '', concat(' ', if((t < 0) != b, '-', ''), " SECONDS                 \
    ", ' sec', if(abs(" BELOW_MINUTE ") = 1000000, '', 's')))"
#define INTERVAL_LONG                                                                                              \
    IN_PARTS(LET1(                                                                                                 \
        "b", BEFORE,                                                                                               \
        "concat('@', " VERBOSE_PART("intDiv(m, 12)", "year") ", " VERBOSE_PART(                                    \
            "modulo(m, 12)",                                                                                       \
            "mon") ", " VERBOSE_PART("d",                                                                          \
                                     "day") ", " VERBOSE_PART(HOUR_OF_T,                                           \
                                                              "hour") ", " VERBOSE_PART(MINUTE_OF_T,               \
                                                                                        "min") ","                 \
                                                                                               " " VERBOSE_SECONDS \
                                                                                               ","                 \
                                                                                               " "                 \
                                                                                               "i"                 \
                                                                                               "f"                 \
                                                                                               "("                 \
                                                                                               "m"                 \
                                                                                               " "                 \
                                                                                               "="                 \
                                                                                               " "                 \
                                                                                               "0"                 \
                                                                                               " "                 \
                                                                                               "A"                 \
                                                                                               "N"                 \
                                                                                               "D"                 \
                                                                                               " "                 \
                                                                                               "d"                 \
                                                                                               " "                 \
                                                                                               "="                 \
                                                                                               " "                 \
                                                                                               "0"                 \
                                                                                               " "                 \
                                                                                               "A"                 \
                                                                                               "N"                 \
                                                                                               "D"                 \
                                                                                               " "                 \
                                                                                               "t"                 \
                                                                                               " "                 \
                                                                                               "="                 \
                                                                                               " "                 \
                                                                                               "0"                 \
                                                                                               ","                 \
                                                                                               " "                 \
                                                                                               "'"                 \
                                                                                               " "                 \
                                                                                               "0"                 \
                                                                                               "'"                 \
                                                                                               ","                 \
                                                                                               " "                 \
                                                                                               "'"                 \
                                                                                               "'"                 \
                                                                                               ")"                 \
                                                                                               ","                 \
                                                                                               " "                 \
                                                                                               "i"                 \
                                                                                               "f"                 \
                                                                                               "("                 \
                                                                                               "b"                 \
                                                                                               ","                 \
                                                                                               " "                 \
                                                                                               "'"                 \
                                                                                               " "                 \
                                                                                               "a"                 \
                                                                                               "g"                 \
                                                                                               "o"                 \
                                                                                               "'"                 \
                                                                                               ","                 \
                                                                                               " "                 \
                                                                                               "'"                 \
                                                                                               "'"                 \
                                                                                               ")"                 \
                                                                                               ")"))

#define CLOCK                                                                                      \
    "toString(abs(" HOUR_OF_T ")), ':', leftPad(toString(abs(" MINUTE_OF_T                         \
    ")), 2, '0'), ':', " PADDED_SECONDS
#define YEARS_AND_MONTHS "toString(abs(intDiv(m, 12))), '-', toString(abs(modulo(m, 12)))"
#define SIGN(n) "if(" n " < 0, '-', '+')"
#define IS_MIXED                                                                                   \
    "((m < 0 OR d < 0 OR t < 0) AND (m > 0 OR d > 0 OR t > 0)) OR (m != 0 AND (d != 0 OR t != 0))"
#define INTERVAL_STANDARD                                                                          \
    IN_PARTS("multiIf(m = 0 AND d = 0 AND t = 0, '0', " IS_MIXED ", concat(" SIGN(                 \
        "m") ", " YEARS_AND_MONTHS                                                                 \
             ", ' ', " SIGN("d") ", toString(abs(d)), ' ', " SIGN(                                 \
                 "t") ", " CLOCK "), concat(if(m < 0 OR d < 0 OR t < 0, '-', ''), if(m != 0, "     \
                      "concat(" YEARS_AND_MONTHS                                                   \
                      "), concat(if(d = 0, '', concat(toString(abs(d)), ' ')), " CLOCK "))))")

static struct expr *style_interval(struct binder *binder, struct expr *value, struct expr *text)
{
    static const char *const templates[] = {[INTERVAL_VERBOSE] = INTERVAL_LONG,
                                            [INTERVAL_SQL_STANDARD] = INTERVAL_STANDARD,
                                            [INTERVAL_ISO_8601] = INTERVAL_ISO};
    const char *template_ = templates[binder->context->style.interval];
    return template_ ? say(binder, text, template_, 1, &value) : text;
}

/* ---- floats and bytes ---- */

static struct expr *style_float(struct binder *binder, struct expr *value, struct expr *text)
{
    int digits =
        value_style_digits(&binder->context->style, value->type == PG_FLOAT4 ? FLT_DIG : DBL_DIG);
    if (!digits)
        return text;
    return say(binder, text,
               arena_printf(binder->arena,
                            "multiIf(isNaN($1), 'NaN', $1 = inf, 'Infinity', $1 = -inf, "
                            "'-Infinity', printf('%%.%dg', toFloat64($1)))",
                            digits),
               1, &value);
}

#define OCTAL(byte)                                                                                \
    "concat('\\\\', toString(intDiv(" byte ", 64)), toString(modulo(intDiv(" byte ", 8), 8)), "    \
    "toString(modulo(" byte ", 8)))"
#define ESCAPED                                                                                    \
    "if(isNull($1), NULL, arrayStringConcat(arrayMap(c -> multiIf(c = '\\\\', '\\\\\\\\', "        \
    "reinterpretAsUInt8(c) < 32 OR reinterpretAsUInt8(c) > 126, " OCTAL(                           \
        "reinterpretAsUInt8(c)") ", c), arrayMap(i -> substring(assumeNotNull($1), i, 1), "        \
                                 "range(1, length(assumeNotNull($1)) + 1)))))"

static struct expr *style_bytes(struct binder *binder, struct expr *value, struct expr *text)
{
    return binder->context->style.bytea_escape ? say(binder, text, ESCAPED, 1, &value) : text;
}

static const struct {
    uint32_t type;
    struct expr *(*apply)(struct binder *binder, struct expr *value, struct expr *text);
} styles[] = {
    {PG_DATE, style_moment},  {PG_TIMESTAMP, style_moment}, {PG_TIMESTAMPTZ, style_moment},
    {PG_FLOAT4, style_float}, {PG_FLOAT8, style_float},     {PG_INTERVAL, style_interval},
    {PG_BYTEA, style_bytes},
};

static bool is_string(uint32_t type)
{
    return type == PG_TEXT || type == PG_VARCHAR || type == PG_BPCHAR;
}

struct expr *output_style_apply(struct binder *binder, struct expr *value, struct expr *text)
{
    for (size_t i = 0; is_string(text->type) && i < sizeof styles / sizeof *styles; i++)
        if (styles[i].type == value->type)
            return styles[i].apply(binder, value, text);
    return text;
}
