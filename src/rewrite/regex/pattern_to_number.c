/* Patterns of to_number, as a ClickHouse expression of the number's text (formatting.c:
 * NUM_processor of input). The text becomes a numeric by its cast. Reads no rows. */
#include <string.h>

#include "base/buf.h"
#include "rewrite/regex/pattern.h"
#include "rewrite/regex/pattern_number.h"
#include "rewrite/time/interval_row.h"

/* What each piece of the pattern does to the input. */
enum step {
    STEP_DIGIT = 1, /* 9 and 0 */
    STEP_POINT,
    STEP_GROUP, /* takes a comma */
    STEP_EAT,   /* a character that is no part of a number */
    STEP_EAT_TWO,
    STEP_MINUS, /* MI, PL, SG: a sign, or as STEP_EAT */
    STEP_PLUS,
    STEP_SIGN,
    STEP_SKIP, /* any character */
};

struct reading {
    struct err *err;
    struct buf steps;
    size_t n_steps, n_whole, n_decimals;
    bool has_point, is_unfilled, has_s, has_sign, has_brackets;
};

static bool refuse(struct reading *reading, const char *what)
{
    return err_set(reading->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "%s in patterns of to_number is not supported", what);
}

static bool add_step(struct reading *reading, enum step step)
{
    if (++reading->n_steps > 1000)
        return refuse(reading, "so many pieces");
    buf_printf(&reading->steps, "%stoUInt8(%d)", reading->n_steps > 1 ? ", " : "", (int)step);
    return true;
}

static bool add_sign(struct reading *reading, enum step step)
{
    reading->has_sign = true;
    return add_step(reading, step);
}

static bool add_digit(struct reading *reading)
{
    *(reading->has_point ? &reading->n_decimals : &reading->n_whole) += 1;
    return add_step(reading, STEP_DIGIT);
}

static bool add_point(struct reading *reading)
{
    if (reading->has_point)
        return err_set(reading->err, SQLSTATE_SYNTAX_ERROR, 0, "multiple decimal points");
    reading->has_point = true;
    return add_step(reading, STEP_POINT);
}

static bool add_keyword(struct reading *reading, enum number_keyword keyword)
{
    switch (keyword) {
    case NUMBER_NINE:
    case NUMBER_ZERO:
        return add_digit(reading);
    case NUMBER_POINT:
        return add_point(reading);
    case NUMBER_GROUP:
        return reading->is_unfilled || add_step(reading, STEP_GROUP);
    case NUMBER_CURRENCY:
        return add_step(reading, STEP_EAT);
    case NUMBER_ORDINAL_UPPER:
    case NUMBER_ORDINAL_LOWER:
        return reading->has_point || add_step(reading, STEP_EAT_TWO);
    case NUMBER_MINUS:
        return add_sign(reading, STEP_MINUS);
    case NUMBER_PLUS:
        return add_sign(reading, STEP_PLUS);
    case NUMBER_SIGN_ANY:
        return add_sign(reading, STEP_SIGN);
    case NUMBER_SIGN:
        return reading->has_s ? refuse(reading, "a second S") : (reading->has_s = true);
    case NUMBER_BRACKETS:
        return (reading->has_brackets = true);
    case NUMBER_FILL:
        return (reading->is_unfilled = true);
    default:
        return refuse(reading, "EEEE, V, RN, B, C or SP");
    }
}

static bool scan(struct reading *reading, const char *at)
{
    bool is_quoted = false;
    while (*at) {
        enum number_keyword keyword = is_quoted ? NUMBER_NONE : pattern_number_keyword(&at);
        bool is_fine = true;
        if (keyword != NUMBER_NONE) {
            is_fine = add_keyword(reading, keyword);
        } else if (*at == '"') {
            is_quoted = !is_quoted;
            at++;
        } else {
            at += *at == '\\' && (is_quoted ? at[1] != '\0' : at[1] == '"');
            do
                at++;
            while (((unsigned char)*at & 0xC0) == 0x80);
            is_fine = add_step(reading, STEP_SKIP);
        }
        if (!is_fine)
            return false;
    }
    return true;
}

/* ---- the expression: a state is the rest of the input, the sign, the digits, and whether there
 * was a point ---- */

#define REST "tupleElement(s, 1)"
#define SIGN "tupleElement(s, 2)"
#define DIGITS "tupleElement(s, 3)"
#define HAS_POINT "tupleElement(s, 4)"
#define STATE(rest, sign, digits, point) "tuple(" rest ", " sign ", " digits ", toUInt8(" point "))"

#define SIGN_READ                                                                                  \
    "if(n = 1 AND " SIGN " = ' ' AND " DIGITS " IN ('', '.'), multiIf(startsWith(i, '-') OR "      \
    "(%d AND startsWith(i, '<')), '-', startsWith(i, '+'), '+', ''), '')"
/* An S, or MI and its kin, may come behind the last digit. */
#define SIGN_BEHIND                                                                                \
    "multiIf(g != ' ' OR d IN ('', '.'), '', %d, if(d != " DIGITS                                  \
    " AND substring(r, 2, 1) IN ('-', '+'), substring(r, 2, 1), ''), %d AND d = " DIGITS           \
    " AND c IN ('-', '+'), c, '')"
/* More decimals than the pattern has are passed over. */
#define DIGITS_READ                                                                                \
    "if((c BETWEEN '0' AND '9' AND NOT (" HAS_POINT " AND length(" DIGITS ") - position(" DIGITS   \
    ", '.') >= %d)) OR (%d AND NOT " HAS_POINT " AND c = '.'), concat(" DIGITS ", c), " DIGITS ")"
#define READ                                                                                       \
    LET1("i", "if(startsWith(" REST ", ' '), substring(" REST ", 2), " REST ")",                   \
         LET1("p", SIGN_READ,                                                                      \
              LET2("r", "if(p = '', i, substring(i, 2))", "g", "if(p = '', " SIGN ", p)",          \
                   LET1("c", "substring(r, 1, 1)",                                                 \
                        LET1("d", DIGITS_READ,                                                     \
                             LET1("e", SIGN_BEHIND,                                                \
                                  STATE("substring(r, if(%d AND e != '', 3, 2))",                  \
                                        "if(e = '', g, e)", "d",                                   \
                                        HAS_POINT " OR position(d, '.') > 0")))))))

#define EATEN(rest) "if(match(" rest ", '^[-0-9.,+]'), " rest ", substringUTF8(" rest ", 2))"
#define TAKE_SIGN(signs)                                                                           \
    "if(substring(" REST ", 1, 1) IN (" signs                                                      \
    "), " STATE("substring(" REST ", 2)", "substring(" REST ", 1, 1)", DIGITS,                     \
                HAS_POINT) ", " STATE(EATEN(REST), SIGN, DIGITS, HAS_POINT) ")"
#define STEP                                                                                       \
    "multiIf(" REST " = '', s, n <= 2, " READ                                                      \
    ", n = 6, " TAKE_SIGN("'-'") ", n = 7, " TAKE_SIGN("'+'") ", n = 8, " TAKE_SIGN(               \
        "'-', '+'") ", " STATE("multiIf(n = 3, if(startsWith(" REST ", ','), substring(" REST      \
                               ", 2), " REST "), n = 4, " EATEN(REST) ", n = 5, " LET1(            \
                                   "t", EATEN(REST), EATEN("t")) ", substringUTF8(" REST ", 2))",  \
                               SIGN, DIGITS, HAS_POINT) ")"
#define FOLDED                                                                                     \
    "arrayFold((s, n) -> " STEP ", array(%s), tuple(ifNull($1, ''), ' ', '', toUInt8(0)))"
/* Names stand before their values: the numbers come in this order. */
#define NUMBER                                                                                     \
    LET1("s", FOLDED,                                                                              \
         "if(" THROW_IF("length(extract(" DIGITS ", '^0*([0-9]*)')) > %d", "22003",                \
                        "numeric field overflow") ", '', concat(if(" SIGN " = '-', '-', ''), "     \
                                                  "if(endsWith(" DIGITS                            \
                                                  ", '.'), substring(" DIGITS                      \
                                                  ", 1, length(" DIGITS ") - 1), " DIGITS ")))")

const char *pattern_to_number(struct arena *arena, const char *pattern, struct err *err)
{
    struct reading reading = {.err = err};
    const char *template_ = NULL;
    if (!*pattern)
        return "CAST(NULL AS Nullable(String))";
    buf_init(&reading.steps, 65536);
    if (scan(&reading, pattern)) {
        if (reading.n_whole + reading.n_decimals == 0)
            refuse(&reading, "no digit");
        else
            template_ = arena_printf(
                arena, "if(isNull($1), NULL, " NUMBER ")", (int)reading.n_whole, (int)reading.has_s,
                (int)reading.has_s, (int)reading.has_sign, (int)reading.n_decimals,
                (int)reading.has_point, (int)reading.has_brackets,
                arena_strndup(arena, buf_data(&reading.steps), buf_size(&reading.steps)));
    }
    buf_free(&reading.steps);
    return template_;
}
