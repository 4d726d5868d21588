/*
 * Patterns of to_date and to_timestamp, as a regular expression and what is made of its groups.
 * Takes what PostgreSQL reads in one way; texts that do not match are refused when they come.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "rewrite/emit/literal.h"
#include "rewrite/regex/pattern.h"
#include "rewrite/regex/pattern_scan.h"
#include "rewrite/time/interval_row.h"

#define MAX_SIZE 16384

/* What the groups hold. */
enum field {
    FIELD_NONE,
    FIELD_YEAR,
    FIELD_MONTH,
    FIELD_MONTH_NAME,
    FIELD_DAY,
    FIELD_DAY_OF_YEAR,
    FIELD_HOUR24,
    FIELD_HOUR12,
    FIELD_MINUTE,
    FIELD_SECOND,
    FIELD_FRACTION,
    FIELD_MERIDIEM,
    N_FIELDS,
};

#define SHORT_MONTHS "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
#define LONG_MONTHS                                                                                \
    "january|february|march|april|may|june|july|august|september|october|november|december"
#define SHORT_DAYS "sun|mon|tue|wed|thu|fri|sat"
#define LONG_DAYS "sunday|monday|tuesday|wednesday|thursday|friday|saturday"

/* Words, and numbers of so many digits where another digit of the pattern follows. */
static const struct {
    enum time_keyword keyword;
    enum field field;
    int digits;        /* 0: of the keyword's own number */
    const char *words; /* NULL: a number */
} readers[] = {
    {KEY_YEAR, FIELD_YEAR, 0, NULL},
    {KEY_MONTH, FIELD_MONTH, 2, NULL},
    {KEY_MONTH_SHORT, FIELD_MONTH_NAME, 0, SHORT_MONTHS},
    {KEY_MONTH_NAME, FIELD_MONTH_NAME, 0, LONG_MONTHS},
    {KEY_DAY_SHORT, FIELD_NONE, 0, SHORT_DAYS},
    {KEY_DAY_NAME, FIELD_NONE, 0, LONG_DAYS},
    {KEY_DAY_OF_MONTH, FIELD_DAY, 2, NULL},
    {KEY_DAY_OF_YEAR, FIELD_DAY_OF_YEAR, 3, NULL},
    {KEY_HOUR24, FIELD_HOUR24, 2, NULL},
    {KEY_HOUR12, FIELD_HOUR12, 2, NULL},
    {KEY_MINUTE, FIELD_MINUTE, 2, NULL},
    {KEY_SECOND, FIELD_SECOND, 2, NULL},
    {KEY_FRACTION, FIELD_FRACTION, 0, NULL},
    {KEY_MERIDIEM, FIELD_MERIDIEM, 0, "am|pm"},
    {KEY_MERIDIEM_DOTS, FIELD_MERIDIEM, 0, "a[.]m[.]|p[.]m[.]"},
};
#define N_READERS (sizeof readers / sizeof *readers)

struct reading {
    struct buf *regex;
    struct err *err;
    int n_groups, n_open;
    int groups[N_FIELDS]; /* number of the group, 0: none */
    int year_digits;
};

static bool refuse(struct reading *reading, const char *what)
{
    return err_set(reading->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "%s in patterns of to_date and to_timestamp is not supported", what);
}

/* What stands between fields: one separator is as good as another. */
static bool is_separator(const struct time_node *node)
{
    char c = *node->text;
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return !node->is_quoted && node->size == 1 && c >= ' ' && c < 0x7f && !is_letter &&
           !(c >= '0' && c <= '9');
}

#define SPACES "[[:space:]]*"
#define SEPARATOR "[!-/:-@\\[-`{-~[:space:]]"

/* Text in quotes, and letters that are no keyword, skip what stands there; that has to be the same
 * here. */
static bool add_literal(struct reading *reading, struct str run)
{
    assert(run.data || !run.size);
    for (size_t i = 0; i < run.size; i++) {
        char c = run.data[i];
        if (c < ' ' || c == 0x7f)
            return refuse(reading, "text outside of ASCII");
        buf_printf(reading->regex, "\\x%02x", c);
    }
    return true;
}

/* All nodes up to the next keyword; *at stands behind them. */
static bool add_between(struct reading *reading, const char **at, bool *quoted)
{
    struct time_node node;
    struct buf run;
    const char *next = *at;
    bool next_quoted = *quoted, is_literal = false;
    int n = 0;
    buf_init(&run, MAX_SIZE);
    while (pattern_next(&next, &next_quoted, &node) && node.keyword == KEY_NONE) {
        is_literal |= !is_separator(&node);
        buf_append(&run, node.text, node.size);
        *at = next;
        *quoted = next_quoted;
        n++;
    }
    bool fine = true;
    if (is_literal)
        fine = add_literal(reading, buf_str(&run));
    else
        buf_printf(reading->regex, SPACES SEPARATOR "{0,%d}", n < 1000 ? n : 1000);
    reading->regex->failed |= run.failed;
    buf_free(&run);
    return fine;
}

/* PostgreSQL's is_next_separator: where no digit of the pattern follows a number takes all digits
 * there are. */
static bool digit_follows(const char *at, bool quoted)
{
    static const enum time_keyword words[] = {KEY_ERA,           KEY_ERA_DOTS,   KEY_MERIDIEM,
                                              KEY_MERIDIEM_DOTS, KEY_MONTH_NAME, KEY_DAY_NAME,
                                              KEY_MONTH_SHORT,   KEY_DAY_SHORT,  KEY_ROMAN_MONTH};
    struct time_node next;
    if (!pattern_next(&at, &quoted, &next))
        return false;
    if (next.keyword == KEY_NONE)
        return *next.text >= '0' && *next.text <= '9';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i] == next.keyword)
            return false;
    return true;
}

static bool add_number(struct reading *reading, size_t reader, const struct time_node *node,
                       bool between)
{
    int digits = readers[reader].digits ? readers[reader].digits : node->digits;
    bool is_fixed = between && !node->is_unfilled && !node->is_ordinal;
    if (readers[reader].field == FIELD_YEAR)
        reading->year_digits = node->digits;
    if (is_fixed)
        buf_printf(reading->regex, "([0-9]{%d})", digits);
    else
        buf_printf(reading->regex, "([0-9]{1,%d})",
                   readers[reader].field == FIELD_FRACTION ? digits : 9);
    if (readers[reader].field == FIELD_FRACTION && !is_fixed)
        buf_puts(reading->regex, "(?:[^0-9]|$)"); /* PostgreSQL would take more */
    if (node->is_ordinal)
        buf_puts(reading->regex, "[a-z]{2}");
    return true;
}

static bool add_keyword(struct reading *reading, const struct time_node *node, bool between)
{
    size_t i = 0;
    while (i < N_READERS && readers[i].keyword != node->keyword)
        i++;
    if (i == N_READERS || node->is_translated)
        return refuse(reading, "this keyword");
    enum field field = readers[i].field;
    if (field && reading->groups[field])
        return refuse(reading, "a field that stands twice");
    if (field)
        reading->groups[field] = ++reading->n_groups;
    buf_puts(reading->regex, SPACES);
    if (!readers[i].words)
        return add_number(reading, i, node, between);
    buf_printf(reading->regex, field ? "(%s)" : "(?:%s)", readers[i].words);
    return true;
}

/* The text may end before any node: what follows then is as if not in the pattern. */
static bool scan(struct reading *reading, const char *at)
{
    struct time_node node;
    bool quoted = false, fine = true;
    buf_puts(reading->regex, "(?is)^");
    while (fine && *at) {
        const char *before = at;
        bool was_quoted = quoted;
        if (!pattern_next(&at, &quoted, &node))
            break;
        if (node.keyword == KEY_NONE) {
            at = before;
            quoted = was_quoted;
            fine = add_between(reading, &at, &quoted);
        } else {
            if (reading->n_groups) {
                buf_puts(reading->regex, "(?:" SPACES "$|");
                reading->n_open++;
            }
            fine = add_keyword(reading, &node, digit_follows(at, quoted));
        }
    }
    for (; reading->n_open; reading->n_open--)
        buf_putc(reading->regex, ')');
    return fine;
}

/* Fields that say the same twice, or without which there is no date. */
static bool check(struct reading *reading)
{
    const int *groups = reading->groups;
    if (!groups[FIELD_YEAR])
        return refuse(reading, "no year");
    if (groups[FIELD_MONTH] && groups[FIELD_MONTH_NAME])
        return refuse(reading, "a second month");
    if (groups[FIELD_DAY_OF_YEAR] &&
        (groups[FIELD_DAY] || groups[FIELD_MONTH] || groups[FIELD_MONTH_NAME]))
        return refuse(reading, "DDD beside a month or day");
    if (groups[FIELD_HOUR24] && (groups[FIELD_HOUR12] || groups[FIELD_MERIDIEM]))
        return refuse(reading, "a second hour");
    if (groups[FIELD_MERIDIEM] && !groups[FIELD_HOUR12])
        return refuse(reading, "AM or PM without HH12");
    return true;
}

/* ---- what is made of the groups: g, of the text s ---- */

static const char *number_of(struct arena *arena, const struct reading *reading, enum field field)
{
    int group = reading->groups[field];
    return group ? arena_printf(arena, "toInt32OrZero(arrayElement(g, %d))", group) : "0";
}

/* Years of less than four digits are those closest to 2020, except of YYYY. */
static const char *year_of(struct arena *arena, const struct reading *reading)
{
    const char *year = number_of(arena, reading, FIELD_YEAR);
    if (reading->year_digits == 4)
        return year;
    return arena_printf(arena,
                        "%s + multiIf(length(arrayElement(g, %d)) IN (0, 4, 5, 6, 7, 8, 9), 0, "
                        "%s < 70, 2000, %s < 100, 1900, %s < 520, 2000, 1000)",
                        year, reading->groups[FIELD_YEAR], year, year, year);
}

/* A month or day of 0 counts as not given. */
static const char *month_of(struct arena *arena, const struct reading *reading)
{
    int group = reading->groups[FIELD_MONTH_NAME];
    if (!group)
        return arena_printf(arena, "greatest(%s, 1)", number_of(arena, reading, FIELD_MONTH));
    return arena_printf(arena,
                        "greatest(toInt32(intDiv(position('janfebmaraprmayjunjulaugsepoctnovdec', "
                        "lower(left(arrayElement(g, %d), 3))) + 2, 3)), 1)",
                        group);
}

/* Seconds of the day. Without AM or PM it is the morning. */
static const char *clock_of(struct arena *arena, const struct reading *reading)
{
    const char *hour = number_of(arena, reading, FIELD_HOUR24);
    if (reading->groups[FIELD_HOUR12])
        hour = arena_printf(arena, "modulo(%s, 12)", number_of(arena, reading, FIELD_HOUR12));
    if (reading->groups[FIELD_MERIDIEM])
        hour = arena_printf(arena, "(%s + if(startsWith(lower(arrayElement(g, %d)), 'p'), 12, 0))",
                            hour, reading->groups[FIELD_MERIDIEM]);
    return arena_printf(arena, "(toInt64(%s) * 3600 + %s * 60 + %s)", hour,
                        number_of(arena, reading, FIELD_MINUTE),
                        number_of(arena, reading, FIELD_SECOND));
}

static const char *micros_of(struct arena *arena, const struct reading *reading)
{
    int group = reading->groups[FIELD_FRACTION];
    return group
               ? arena_printf(arena, "toInt64OrZero(rightPad(arrayElement(g, %d), 6, '0'))", group)
               : "0";
}

#define NOT_READ                                                                                   \
    THROW_IF("(empty(g) AND isNotNull(s)) OR match(ifNull(s, ''), '0{8}[0-9]{2}')", "0A000",       \
             "this text is not supported with this pattern")
#define LENGTH_OF_MONTH                                                                            \
    "toDayOfMonth(toLastDayOfMonth(makeDate32(1900 + positiveModulo(y - 1900, 400), "              \
    "least(m, 12), 1)))"
#define NO_SUCH_DAY                                                                                \
    THROW_IF("notEmpty(g) AND (m > 12 OR d > " LENGTH_OF_MONTH ")", "22008",                       \
             "date/time field value out of range")
#define NO_SUCH_DAY_OF_YEAR                                                                        \
    THROW_IF("notEmpty(g) AND d > if(modulo(y, 4) = 0 AND (modulo(y, 100) != 0 OR "                \
             "modulo(y, 400) = 0), 366, 365)",                                                     \
             "22008", "date/time field value out of range")
#define NO_SUCH_YEAR                                                                               \
    THROW_IF("notEmpty(g) AND (y < 1900 OR y > 2299)", "0A000",                                    \
             "dates outside the years 1900 to 2299 are not supported")

static const char *clock_check(struct arena *arena, const struct reading *reading)
{
    const char *check = arena_printf(arena,
                                     THROW_IF("notEmpty(g) AND (%s > 23 OR %s > 59 OR %s > 59)",
                                              "22008", "date/time field value out of range"),
                                     number_of(arena, reading, FIELD_HOUR24),
                                     number_of(arena, reading, FIELD_MINUTE),
                                     number_of(arena, reading, FIELD_SECOND));
    int group = reading->groups[FIELD_HOUR12];
    if (!group)
        return check;
    const char *hour = number_of(arena, reading, FIELD_HOUR12);
    return arena_printf(arena,
                        "%s OR " THROW_IF("arrayElement(g, %d) != '' AND (%s < 1 OR %s > 12)",
                                          "22007", "the hour is invalid for the 12-hour clock"),
                        check, group, hour, hour);
}

static const char *value_of(struct arena *arena, const struct reading *reading, bool has_time)
{
    bool by_day = reading->groups[FIELD_DAY_OF_YEAR] != 0;
    const char *date = by_day ? "addDays(makeDate32(y, 1, 1), d - 1)" : "makeDate32(y, m, d)";
    if (!has_time)
        return date;
    return arena_printf(arena,
                        "fromUnixTimestamp64Micro((toInt64(toInt32(%s)) * 86400 + %s) * 1000000 + "
                        "%s, 'UTC')",
                        date, clock_of(arena, reading), micros_of(arena, reading));
}

static const char *build(struct arena *arena, const struct reading *reading, const char *regex,
                         bool has_time)
{
    bool by_day = reading->groups[FIELD_DAY_OF_YEAR] != 0;
    const char *day = number_of(arena, reading, by_day ? FIELD_DAY_OF_YEAR : FIELD_DAY);
    const char *checks =
        arena_printf(arena,
                     by_day ? NOT_READ " OR " NO_SUCH_DAY_OF_YEAR " OR " NO_SUCH_YEAR " OR %s"
                            : NOT_READ " OR " NO_SUCH_DAY " OR " NO_SUCH_YEAR " OR %s",
                     clock_check(arena, reading));
    const char *inner = arena_printf(
        arena, LET3("y", "%s", "m", "%s", "d", "greatest(%s, 1)", "if(%s OR isNull(s), NULL, %s)"),
        /* LET puts what it makes of the names before what they are */
        checks, value_of(arena, reading, has_time), year_of(arena, reading),
        month_of(arena, reading), day);
    return arena_printf(arena,
                        "arrayElement(arrayMap((s, g) -> %s, array($1), "
                        "array(extractGroups(ifNull($1, ''), %s))), 1)",
                        inner, regex);
}

static const char *translate(struct arena *arena, const char *pattern, bool has_time,
                             struct err *err)
{
    struct buf regex, quoted;
    struct reading reading = {.regex = &regex, .err = err};
    const char *template_ = NULL;
    buf_init(&regex, MAX_SIZE);
    buf_init(&quoted, 2 * MAX_SIZE);
    if (scan(&reading, pattern) && check(&reading)) {
        literal_emit_string(&quoted, buf_str(&regex));
        if (regex.failed || quoted.failed)
            refuse(&reading, "so long a text");
        else
            template_ = build(arena, &reading,
                              arena_strndup(arena, buf_data(&quoted), buf_size(&quoted)), has_time);
    }
    buf_free(&quoted);
    buf_free(&regex);
    return template_;
}

const char *pattern_read_date(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, false, err);
}

const char *pattern_read_timestamp(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, true, err);
}
