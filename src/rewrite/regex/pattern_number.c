/* Patterns of to_char for numbers, as ClickHouse expressions. Reads no rows. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "rewrite/emit/literal.h"
#include "rewrite/regex/pattern.h"
#include "rewrite/regex/pattern_number.h"
#include "rewrite/routines/routine_row.h"

#define MAX_SIZE 65536
#define MAX_SLOTS 100 /* characters of the whole part, and decimals */
#define FLOAT4_DIGITS 6
#define FLOAT8_DIGITS 15

/* Stand in pieces until the whole pattern is known: whether the number is negative, a blank that FM
 * leaves out, and TH. No text has such bytes. */
#define MARK_NEGATIVE "\1"
#define MARK_BLANK "\2"
#define MARK_ORDINAL "\3"

/* Longer ones before those they begin with; lower case is the same unless it stands here too. */
static const struct {
    const char *name;
    enum number_keyword keyword;
} keywords[] = {
    {"EEEE", NUMBER_REFUSED},   {"FM", NUMBER_FILL},          {"MI", NUMBER_MINUS},
    {"PL", NUMBER_PLUS},        {"PR", NUMBER_BRACKETS},      {"RN", NUMBER_ROMAN_UPPER},
    {"rn", NUMBER_ROMAN_LOWER}, {"SG", NUMBER_SIGN_ANY},      {"SP", NUMBER_REFUSED},
    {"S", NUMBER_SIGN},         {"TH", NUMBER_ORDINAL_UPPER}, {"th", NUMBER_ORDINAL_LOWER},
    {"V", NUMBER_SHIFT},        {",", NUMBER_GROUP},          {"G", NUMBER_GROUP},
    {".", NUMBER_POINT},        {"D", NUMBER_POINT},          {"0", NUMBER_ZERO},
    {"9", NUMBER_NINE},         {"B", NUMBER_REFUSED},        {"C", NUMBER_REFUSED},
    {"L", NUMBER_CURRENCY},
};

enum number_type { TYPE_INTEGER, TYPE_NUMERIC, TYPE_FLOAT4, TYPE_FLOAT8 };
enum sign_style { SIGN_LEADING, SIGN_ALWAYS, SIGN_TRAILING, SIGN_PLACED, SIGN_BRACKETS };
enum place { BEFORE, WHOLE, DECIMALS, AFTER };

struct number_pattern {
    enum number_type type;
    struct err *err;
    enum place place;
    enum sign_style sign;
    bool is_unfilled, has_point, has_sign, is_shifted;
    enum number_keyword ordinal, roman;
    char slots[MAX_SLOTS + 1]; /* of the whole part: '9', ',' or text */
    int n_slots, n_whole, n_decimals;
    int n_forced;             /* digits of the whole part that are always shown */
    int n_forced_decimals;    /* the same, of the decimals */
    struct buf before, after; /* expressions, each with a comma behind, or before it */
};

static bool refuse(struct number_pattern *pattern, const char *what)
{
    return err_set(pattern->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "%s in number patterns of to_char is not supported", what);
}

static bool matches(const char *at, const char *name)
{
    bool upper = strncmp(at, name, strlen(name)) == 0, lower = true;
    for (size_t i = 0; name[i] && lower; i++)
        lower = at[i] == (name[i] >= 'A' && name[i] <= 'Z' ? (name[i] | 0x20) : name[i]);
    return upper || lower;
}

enum number_keyword pattern_number_keyword(const char **at)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (matches(*at, keywords[i].name)) {
            /* RN and rn print in their own case. */
            bool exact = strncmp(*at, keywords[i].name, strlen(keywords[i].name)) == 0;
            if (!exact && i + 1 < sizeof keywords / sizeof *keywords &&
                matches(*at, keywords[i + 1].name))
                i++;
            *at += strlen(keywords[i].name);
            return keywords[i].keyword;
        }
    return NUMBER_NONE;
}

/* An expression that stands before or behind the number. */
static void add_piece(struct number_pattern *pattern, const char *expr)
{
    if (pattern->place == BEFORE)
        buf_printf(&pattern->before, "%s, ", expr);
    else
        buf_printf(&pattern->after, ", %s", expr);
}

static bool add_slot(struct number_pattern *pattern, char slot)
{
    if (pattern->n_slots == MAX_SLOTS)
        return refuse(pattern, "so many digits");
    pattern->slots[pattern->n_slots++] = slot;
    pattern->n_whole += slot == '9';
    return true;
}

static bool add_text(struct number_pattern *pattern, const char *text, size_t size)
{
    if (pattern->place == DECIMALS)
        pattern->place = AFTER;
    struct buf *out = pattern->place == BEFORE ? &pattern->before : &pattern->after;
    buf_puts(out, pattern->place == BEFORE ? "" : ", ");
    literal_emit_string(out, (struct str){text, size});
    buf_puts(out, pattern->place == BEFORE ? ", " : "");
    return true;
}

static bool add_digit(struct number_pattern *pattern, bool is_zero)
{
    if (pattern->place == AFTER)
        return refuse(pattern, "a digit behind a text or a sign");
    if (pattern->place == DECIMALS) {
        if (++pattern->n_decimals > MAX_SLOTS)
            return refuse(pattern, "so many digits");
        if (is_zero)
            pattern->n_forced_decimals = pattern->n_decimals;
        return true;
    }
    pattern->place = WHOLE;
    if (is_zero && !pattern->n_forced)
        pattern->n_forced = -pattern->n_whole - 1; /* settled when the number of digits is known */
    return add_slot(pattern, '9');
}

static bool add_group(struct number_pattern *pattern)
{
    if (pattern->place > WHOLE)
        return refuse(pattern, "a group separator behind the decimals");
    pattern->place = WHOLE;
    return add_slot(pattern, ',');
}

static bool add_point(struct number_pattern *pattern, bool is_shift)
{
    if (pattern->place > WHOLE)
        return refuse(pattern, "a second decimal point");
    pattern->place = DECIMALS;
    pattern->has_point = !is_shift;
    pattern->is_shifted = is_shift;
    return true;
}

static bool add_sign(struct number_pattern *pattern, enum number_keyword keyword)
{
    if (pattern->has_sign)
        return refuse(pattern, "a second sign");
    pattern->has_sign = true;
    bool is_before = pattern->place == BEFORE;
    if (!is_before)
        pattern->place = AFTER;
    /* An S that is not beside the digits moves there. */
    if (keyword == NUMBER_SIGN && buf_size(is_before ? &pattern->before : &pattern->after))
        return refuse(pattern, "a sign apart from the digits");
    pattern->sign = keyword == NUMBER_SIGN       ? (is_before ? SIGN_ALWAYS : SIGN_TRAILING)
                    : keyword == NUMBER_BRACKETS ? SIGN_BRACKETS
                    : keyword == NUMBER_PLUS     ? SIGN_LEADING
                                                 : SIGN_PLACED;
    if (keyword == NUMBER_BRACKETS && is_before)
        return refuse(pattern, "PR before the digits");
    const char *expr = keyword == NUMBER_PLUS       ? "if(" MARK_NEGATIVE ", " MARK_BLANK ", '+')"
                       : keyword == NUMBER_MINUS    ? "if(" MARK_NEGATIVE ", '-', " MARK_BLANK ")"
                       : keyword == NUMBER_BRACKETS ? "if(" MARK_NEGATIVE ", '>', " MARK_BLANK ")"
                       : keyword == NUMBER_SIGN
                           ? (is_before ? NULL : "if(" MARK_NEGATIVE ", '-', '+')")
                           : "if(" MARK_NEGATIVE ", '-', '+')";
    if (expr)
        add_piece(pattern, expr);
    return true;
}

static bool add_ordinal(struct number_pattern *pattern, enum number_keyword keyword)
{
    if (pattern->place == BEFORE)
        return refuse(pattern, "TH before the digits");
    pattern->ordinal = keyword;
    pattern->place = AFTER;
    add_piece(pattern, MARK_ORDINAL);
    return true;
}

static bool add_keyword(struct number_pattern *pattern, enum number_keyword keyword)
{
    switch (keyword) {
    case NUMBER_NINE:
    case NUMBER_ZERO:
        return add_digit(pattern, keyword == NUMBER_ZERO);
    case NUMBER_GROUP:
        return add_group(pattern);
    case NUMBER_POINT:
    case NUMBER_SHIFT:
        return add_point(pattern, keyword == NUMBER_SHIFT);
    case NUMBER_SIGN:
    case NUMBER_SIGN_ANY:
    case NUMBER_MINUS:
    case NUMBER_PLUS:
    case NUMBER_BRACKETS:
        return add_sign(pattern, keyword);
    case NUMBER_ORDINAL_UPPER:
    case NUMBER_ORDINAL_LOWER:
        return add_ordinal(pattern, keyword);
    case NUMBER_ROMAN_UPPER:
    case NUMBER_ROMAN_LOWER:
        pattern->roman = keyword;
        return true;
    case NUMBER_FILL:
        pattern->is_unfilled = true;
        return true;
    case NUMBER_CURRENCY: /* of the C locale */
        return add_text(pattern, " ", 1);
    default:
        return refuse(pattern, "EEEE, B, C or SP");
    }
}

static size_t character_size(const char *at)
{
    size_t size = 1;
    while ((at[size] & 0xC0) == 0x80)
        size++;
    return size;
}

/* Text among the digits of the whole part: only where all digits are shown. */
static bool take_text(struct number_pattern *pattern, const char **at)
{
    size_t size = character_size(*at);
    const char *text = *at;
    *at += size;
    bool is_inside = pattern->place == WHOLE && pattern->n_forced && size == 1 && text[0] != '~' &&
                     text[0] != '^';
    if (is_inside)
        return add_slot(pattern, *text);
    if (pattern->place == WHOLE)
        pattern->place = AFTER;
    return add_text(pattern, text, size);
}

static bool scan(struct number_pattern *pattern, const char *at)
{
    bool is_quoted = false;
    while (*at) {
        enum number_keyword keyword = is_quoted ? NUMBER_NONE : pattern_number_keyword(&at);
        bool is_fine = true;
        if (keyword != NUMBER_NONE) {
            is_fine = add_keyword(pattern, keyword);
        } else if (*at == '"') {
            is_quoted = !is_quoted;
            at++;
        } else {
            if (*at == '\\' && (is_quoted ? at[1] != '\0' : at[1] == '"'))
                at++;
            is_fine = take_text(pattern, &at);
        }
        if (!is_fine)
            return false;
    }
    return true;
}

/* ---- the expression; p1 is the number as text, with its sign ---- */

#define NEGATIVE "startsWith(p1, '-')"

/* Printed with so many decimals as the type's digits allow. */
static void put_float(struct buf *out, int decimals, int digits)
{
    const char *value = "toFloat64($1)";
    if (decimals == 0) {
        buf_printf(out, "printf('%%.0f', %s)", value);
        return;
    }
    buf_puts(out, "multiIf(");
    for (int n = decimals; n > 0; n--)
        buf_printf(out, "length(printf('%%.0f', abs(%s))) <= %d, printf('%%.%df', %s), ", value,
                   digits - n, n, value);
    buf_printf(out, "printf('%%.0f', %s))", value);
}

static void put_digits(struct buf *out, const struct number_pattern *pattern)
{
    int n = pattern->n_decimals;
    switch (pattern->type) {
    case TYPE_INTEGER:
        buf_puts(out, n ? "concat(toString($1), '." : "toString($1)");
        for (int i = 0; i < n; i++)
            buf_putc(out, '0');
        buf_puts(out, n ? "')" : "");
        return;
    case TYPE_NUMERIC:
        /* toDecimalString to no decimals leaves the point. */
        if (n)
            buf_printf(out, "toDecimalString(round(@1, %d), %d)", n, n);
        else
            buf_puts(out, "toString(toInt256(round(@1)))");
        return;
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        buf_puts(out, "if(" THROW_IF("NOT isFinite($1)", "0A000",
                                     "NaN and infinity in to_char are not supported") ", '', ");
        put_float(out, n, pattern->type == TYPE_FLOAT4 ? FLOAT4_DIGITS : FLOAT8_DIGITS);
        buf_putc(out, ')');
        return;
    }
}

/* V: the point is left out. */
static void put_number_text(struct buf *out, const struct number_pattern *pattern)
{
    if (pattern->is_shifted && pattern->n_decimals)
        buf_puts(out, "replaceRegexpOne(replaceOne(");
    put_digits(out, pattern);
    if (pattern->is_shifted && pattern->n_decimals)
        buf_puts(out, ", '.', ''), '^(-?)0+([0-9])', '\\\\1\\\\2')");
}

static bool is_float(const struct number_pattern *pattern)
{
    return pattern->type == TYPE_FLOAT4 || pattern->type == TYPE_FLOAT8;
}

/* What the pieces are made of. */
struct parts {
    char whole[128], decimals[64], over[192], shown[320], visible[640];
};

/* The whole part without sign, the decimals, whether the digits do not suffice, and how many of the
 * whole part are shown. */
static void name_parts(const struct number_pattern *pattern, struct parts *parts)
{
    int n = pattern->is_shifted ? 0 : pattern->n_decimals;
    int n_whole = pattern->n_whole, n_forced = pattern->n_forced;
    if (is_float(pattern) && n)
        snprintf(parts->whole, sizeof parts->whole, "extract(p1, '[0-9]+')");
    else
        snprintf(parts->whole, sizeof parts->whole,
                 "substring(p1, 1 + " NEGATIVE ", length(p1) - " NEGATIVE " - %d)", n ? n + 1 : 0);
    snprintf(parts->decimals, sizeof parts->decimals,
             is_float(pattern) ? "extract(p1, '[.]([0-9]*)')" : "right(p1, %d)", n);
    snprintf(parts->over, sizeof parts->over, "(length(%s) > %d)", parts->whole, n_whole);
    snprintf(parts->shown, sizeof parts->shown,
             is_float(pattern) ? "if(%s = '0' AND position(p1, '.') > 0, 0, length(%s))"
                               : (n ? "if(%s = '0', 0, length(%s))" : "length(%.0s%s)"),
             parts->whole, parts->whole);
    snprintf(parts->visible, sizeof parts->visible, "greatest(toInt64(if(%s, %d, %s)), %d)",
             parts->over, n_whole, parts->shown, n_forced);
}

static void put_repeated(struct buf *out, char c, int n)
{
    buf_putc(out, '\'');
    for (int i = 0; i < n; i++)
        buf_putc(out, c);
    buf_putc(out, '\'');
}

/* All digits, filled with zeros, or # for each. */
static void put_filled(struct buf *out, const struct number_pattern *pattern,
                       const struct parts *parts)
{
    buf_printf(out, "if(%s, ", parts->over);
    put_repeated(out, '#', pattern->n_whole);
    buf_printf(out, ", leftPad(%s, %d, '0'))", parts->whole, pattern->n_whole);
}

/* The filled digits with what stands between them. */
static void put_slots(struct buf *out, const struct number_pattern *pattern,
                      const struct parts *parts)
{
    buf_puts(out, "concat(");
    for (int i = 0, digit = 1; i < pattern->n_slots; i++) {
        buf_puts(out, i ? ", " : "");
        if (pattern->slots[i] != '9') {
            literal_emit_string(out, (struct str){&pattern->slots[i], 1});
            continue;
        }
        int run = 1;
        while (i + 1 < pattern->n_slots && pattern->slots[i + 1] == '9')
            run++, i++;
        buf_puts(out, "substring(");
        put_filled(out, pattern, parts);
        buf_printf(out, ", %d, %d)", digit, run);
        digit += run;
    }
    buf_puts(out, ", '')");
}

/* The whole part from its first visible digit on. */
static void put_whole(struct buf *out, const struct number_pattern *pattern,
                      const struct parts *parts)
{
    buf_puts(out, "right(");
    if (pattern->n_slots == pattern->n_whole) {
        put_filled(out, pattern, parts);
        buf_printf(out, ", %s)", parts->visible);
        return;
    }
    put_slots(out, pattern, parts);
    buf_puts(out, ", arrayElement(array(toInt64(0)");
    for (int n = 1; n <= pattern->n_whole; n++) {
        int at = pattern->n_slots, left = n;
        while (left)
            left -= pattern->slots[--at] == '9';
        buf_printf(out, ", %d", pattern->n_slots - at);
    }
    buf_printf(out, "), %s + 1))", parts->visible);
}

/* The decimals; zeros at the end are left out down to what a 0 of the pattern forces. */
static void put_decimals(struct buf *out, const struct number_pattern *pattern,
                         const struct parts *parts)
{
    int n = pattern->n_decimals;
    if (n == 0) {
        buf_printf(out, "if(%s, '.', '')", parts->over);
        return;
    }
    buf_printf(out, "if(%s, concat('.', ", parts->over);
    if (is_float(pattern))
        buf_printf(out, "repeat('#', length(%s))", parts->decimals);
    else
        put_repeated(out, '#', n);
    buf_puts(out, "), ");
    if (is_float(pattern))
        buf_puts(out, "if(position(p1, '.') = 0, '', ");
    if (pattern->is_unfilled)
        buf_printf(out, "concat('.', left(%s, %d), replaceRegexpOne(substring(%s, %d), '0+$', ''))",
                   parts->decimals, pattern->n_forced_decimals, parts->decimals,
                   pattern->n_forced_decimals + 1);
    else
        buf_printf(out, "concat('.', %s)", parts->decimals);
    buf_puts(out, is_float(pattern) ? "))" : ")");
}

/* Only a point would be left of zero: then its 0 is shown. */
static void put_zero(struct buf *out, const struct number_pattern *pattern,
                     const struct parts *parts)
{
    if (!pattern->is_unfilled || !pattern->has_point || !pattern->n_decimals ||
        pattern->n_forced_decimals || pattern->n_forced)
        return;
    buf_printf(out, "if(NOT %s AND %s = '0' AND match(%s, '^0+$'), '0', ''), ", parts->over,
               parts->whole, parts->decimals);
}

static void put_number(struct buf *out, const struct number_pattern *pattern,
                       const struct parts *parts)
{
    bool has_room = pattern->sign != SIGN_PLACED && pattern->sign != SIGN_TRAILING;
    buf_puts(out, pattern->is_unfilled ? "concat(" : "leftPad(concat(");
    if (has_room)
        buf_puts(out, pattern->sign == SIGN_ALWAYS     ? "if(" NEGATIVE ", '-', '+'), "
                      : pattern->sign == SIGN_BRACKETS ? "if(" NEGATIVE ", '<', ''), "
                                                       : "if(" NEGATIVE ", '-', ''), ");
    put_zero(out, pattern, parts);
    put_whole(out, pattern, parts);
    buf_puts(out, ", '')");
    if (!pattern->is_unfilled)
        buf_printf(out, ", %d)", pattern->n_slots + has_room);
    if (pattern->has_point) {
        buf_puts(out, ", ");
        put_decimals(out, pattern, parts);
    }
}

/* TH of what is a whole number, not negative, and not too large. */
static void put_ordinal(struct buf *out, const struct number_pattern *pattern,
                        const struct parts *parts)
{
    bool is_upper = pattern->ordinal == NUMBER_ORDINAL_UPPER;
    if (pattern->has_point) {
        buf_puts(out, "''");
        return;
    }
    buf_printf(out,
               "multiIf(" NEGATIVE " OR %s, '', match(p1, '1[0-9]$'), '%s', endsWith(p1, '1'), "
               "'%s', endsWith(p1, '2'), '%s', endsWith(p1, '3'), '%s', '%s')",
               parts->over, is_upper ? "TH" : "th", is_upper ? "ST" : "st", is_upper ? "ND" : "nd",
               is_upper ? "RD" : "rd", is_upper ? "TH" : "th");
}

/* A piece before or behind the number, its marks replaced. */
static void put_pieces(struct buf *out, const struct number_pattern *pattern,
                       const struct parts *parts, struct str pieces)
{
    assert(pieces.data || !pieces.size);
    for (size_t i = 0; i < pieces.size; i++) {
        char c = pieces.data[i];
        if (c == *MARK_NEGATIVE)
            buf_puts(out, NEGATIVE);
        else if (c == *MARK_BLANK)
            buf_puts(out, pattern->is_unfilled ? "''" : "' '");
        else if (c == *MARK_ORDINAL)
            put_ordinal(out, pattern, parts);
        else
            buf_putc(out, c);
    }
}

static void put_all(struct buf *out, const struct number_pattern *pattern)
{
    struct parts parts;
    name_parts(pattern, &parts);
    buf_puts(out, "arrayElement(arrayMap(p1 -> concat(");
    put_pieces(out, pattern, &parts, buf_str(&pattern->before));
    put_number(out, pattern, &parts);
    put_pieces(out, pattern, &parts, buf_str(&pattern->after));
    buf_puts(out, "), array(");
    put_number_text(out, pattern);
    buf_puts(out, ")), 1)");
}

/* Of 1 to 3999; rounds as the cast to integer does. */
static void put_roman(struct buf *out, const struct number_pattern *pattern)
{
    const char *value = pattern->type == TYPE_NUMERIC   ? "toFloat64(round(@1, 0))"
                        : pattern->type == TYPE_INTEGER ? "toFloat64($1)"
                                                        : "roundBankers(toFloat64($1), 0)";
    buf_printf(out,
               "arrayElement(arrayMap(p1 -> if(isNull(p1), NULL, if(NOT (p1 >= 1 AND p1 <= 3999), "
               "'###############', %s%s(concat("
               "repeat('M', intDiv(toInt32(p1), 1000)), "
               "arrayElement(array('', 'C', 'CC', 'CCC', 'CD', 'D', 'DC', 'DCC', 'DCCC', 'CM'), "
               "modulo(intDiv(toInt32(p1), 100), 10) + 1), "
               "arrayElement(array('', 'X', 'XX', 'XXX', 'XL', 'L', 'LX', 'LXX', 'LXXX', 'XC'), "
               "modulo(intDiv(toInt32(p1), 10), 10) + 1), "
               "arrayElement(array('', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'), "
               "modulo(toInt32(p1), 10) + 1))%s)), array(%s)), 1)",
               pattern->is_unfilled ? "" : "leftPad(",
               pattern->roman == NUMBER_ROMAN_LOWER ? "lower" : "",
               pattern->is_unfilled ? ")" : "), 15)", value);
}

static bool finish(struct number_pattern *pattern, struct buf *out)
{
    if (pattern->n_forced)
        pattern->n_forced += pattern->n_whole + 1;
    /* V shifts: its digits are of the whole part. */
    if (pattern->is_shifted) {
        for (int i = 0; i < pattern->n_decimals; i++)
            if (!add_slot(pattern, '9'))
                return false;
        if (pattern->n_forced)
            return refuse(pattern, "0 with V");
    }
    if (pattern->roman && (pattern->n_slots || pattern->has_point || pattern->has_sign ||
                           buf_size(&pattern->before) || buf_size(&pattern->after)))
        return refuse(pattern, "something beside RN");
    if (!pattern->roman && !pattern->n_slots && !pattern->n_decimals)
        return refuse(pattern, "no digit");
    if (pattern->roman)
        put_roman(out, pattern);
    else
        put_all(out, pattern);
    bool failed = out->failed || pattern->before.failed || pattern->after.failed;
    return !failed || refuse(pattern, "so long a text");
}

static const char *translate(struct arena *arena, const char *text, enum number_type type,
                             struct err *err)
{
    struct number_pattern pattern = {.type = type, .err = err};
    struct buf out;
    const char *template_ = NULL;
    buf_init(&out, MAX_SIZE);
    buf_init(&pattern.before, MAX_SIZE);
    buf_init(&pattern.after, MAX_SIZE);
    if (*text == '\0')
        template_ = "if(isNull($1), NULL, '')";
    else if (scan(&pattern, text) && finish(&pattern, &out))
        template_ = arena_strndup(arena, buf_data(&out), buf_size(&out));
    buf_free(&pattern.after);
    buf_free(&pattern.before);
    buf_free(&out);
    return template_;
}

const char *pattern_of_integer(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, TYPE_INTEGER, err);
}

const char *pattern_of_numeric(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, TYPE_NUMERIC, err);
}

const char *pattern_of_float4(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, TYPE_FLOAT4, err);
}

const char *pattern_of_float8(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, TYPE_FLOAT8, err);
}
