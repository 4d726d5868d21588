/* Patterns of to_char for dates, times and intervals, as ClickHouse expressions. Reads no rows. */
#include "rewrite/regex/pattern.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "rewrite/emit/literal.h"
#include "rewrite/regex/pattern_scan.h"
#include "rewrite/time/interval_row.h"

#define MAX_SIZE 65536
#define NOT_INTERVAL NULL
#define CODE_MARK '\xff' /* no byte of UTF-8 */

#define DAYS "toInt32(toDate32(" TIMESTAMP("$1") "))"
#define MICROS_OF_DAY "positiveModulo(" MICROSECONDS("$1") ", toInt64(86400000000))"
#define SECONDS_OF_DAY "intDiv(" MICROS_OF_DAY ", 1000000)"
#define FRACTION "positiveModulo(" MICROSECONDS("$1") ", toInt64(1000000))"

#define MONTHS INTERVAL_MONTHS("$1")
#define MICROS INTERVAL_MICROS("$1")
#define YEARS_OF_INTERVAL INTERVAL_YEARS("$1")
#define MONTHS_OF_INTERVAL INTERVAL_MONTH("$1")
#define HOURS INTERVAL_HOURS("$1")
#define DAYS_OF_INTERVAL INTERVAL_DAYS("$1")
/* What PostgreSQL takes for the day of the year of an interval. */
#define SPAN "(" MONTHS " * 30 + " DAYS_OF_INTERVAL ")"

/*
 * What prints as a number: of a timestamp, and of an interval; and what formatDateTime calls it
 * when it is filled with zeros to `width`. Of years, `width` is the node's.
 */
static const struct {
    const char *timestamp, *interval;
    char code;
    int width;
    bool counts_sign; /* a minus sign is one of the `width` */
} numbers[] = {
    [KEY_CENTURY] = {"(intDiv(toYear(" TIMESTAMP("$1") ") + 99, 100))",
                     "intDiv(" YEARS_OF_INTERVAL ", 100)", 0, 2},
    [KEY_DAY_OF_YEAR] = {"toDayOfYear(" TIMESTAMP("$1") ")", SPAN, 'j', 3, true},
    [KEY_DAY_OF_MONTH] = {"toDayOfMonth(" TIMESTAMP("$1") ")", DAYS_OF_INTERVAL, 'd', 2, true},
    [KEY_DAY_OF_WEEK] = {"(toDayOfWeek(" TIMESTAMP("$1") ", 2) + 1)", NOT_INTERVAL, 0, 1},
    [KEY_HOUR24] = {"toHour(" TIMESTAMP("$1") ")", HOURS, 'H', 2},
    [KEY_HOUR12] = {"(modulo(toHour(" TIMESTAMP("$1") ") + 11, 12) + 1)",
                    "if(modulo(" HOURS ", 12) = 0, 12, modulo(" HOURS ", 12))", 'I', 2},
    [KEY_ISO_DAY_OF_YEAR] = {"((toISOWeek(" TIMESTAMP("$1") ") - 1) * 7 + toDayOfWeek(" TIMESTAMP(
                                 "$1") "))",
                             NOT_INTERVAL, 0, 3},
    [KEY_ISO_DAY] = {"toDayOfWeek(" TIMESTAMP("$1") ")", NOT_INTERVAL, 'u', 1},
    [KEY_ISO_WEEK] = {"toISOWeek(" TIMESTAMP("$1") ")", NOT_INTERVAL, 'V', 2},
    [KEY_ISO_YEAR] = {"toISOYear(" TIMESTAMP("$1") ")", NOT_INTERVAL, 'G', 0},
    [KEY_JULIAN] = {"(" DAYS " + 2440588)", NOT_INTERVAL, 0, 1},
    [KEY_MINUTE] = {"toMinute(" TIMESTAMP("$1") ")",
                    "intDiv(modulo(" MICROS ", toInt64(3600000000)), 60000000)", 'i', 2},
    [KEY_MONTH] = {"toMonth(" TIMESTAMP("$1") ")", MONTHS_OF_INTERVAL, 'm', 2},
    [KEY_QUARTER] = {"toQuarter(" TIMESTAMP("$1") ")",
                     "(intDiv(" MONTHS_OF_INTERVAL " - 1, 3) + 1)", 'Q', 1},
    [KEY_SECOND_OF_DAY] = {SECONDS_OF_DAY, "intDiv(" MICROS ", 1000000)", 0, 1},
    [KEY_SECOND] = {"toSecond(" TIMESTAMP("$1") ")",
                    "intDiv(modulo(" MICROS ", toInt64(60000000)), 1000000)", 'S', 2},
    [KEY_WEEK] = {"(intDiv(toDayOfYear(" TIMESTAMP("$1") ") - 1, 7) + 1)",
                  "(intDiv(" SPAN " - 1, 7) + 1)", 0, 2, true},
    [KEY_WEEK_OF_MONTH] = {"(intDiv(toDayOfMonth(" TIMESTAMP("$1") ") - 1, 7) + 1)",
                           "(intDiv(" DAYS_OF_INTERVAL " - 1, 7) + 1)", 0, 1, true},
    [KEY_YEAR] = {"toYear(" TIMESTAMP("$1") ")", YEARS_OF_INTERVAL, 'Y', 0},
};
#define N_NUMBERS (sizeof numbers / sizeof *numbers)

/* Texts of a timestamp: by formatDateTime, in mixed case; `width` they are filled to with blanks.
 */
static const struct {
    enum time_keyword keyword;
    char code;
    int width;
} names[] = {
    {KEY_MONTH_NAME, 'M', 9},
    {KEY_MONTH_SHORT, 'b', 0},
    {KEY_DAY_NAME, 'W', 9},
    {KEY_DAY_SHORT, 'a', 0},
};

struct writing {
    struct buf *out;
    struct err *err;
    bool is_interval, has_zone;
    struct buf run; /* text and codes, the percent sign of a code as CODE_MARK */
    bool in_run, run_has_code;
    int n_pieces;
    bool is_strict; /* some piece is NULL where $1 is */
};

static void begin_piece(struct writing *writing)
{
    buf_puts(writing->out, writing->n_pieces++ ? ", " : "");
}

/* For formatDateTime, percent signs of the text are doubled. */
static void put_format(struct writing *writing, struct str run)
{
    struct buf format;
    assert(run.data || !run.size);
    buf_init(&format, MAX_SIZE);
    for (size_t i = 0; i < run.size; i++) {
        if (run.data[i] == '%')
            buf_putc(&format, '%');
        buf_putc(&format, run.data[i] == CODE_MARK ? '%' : run.data[i]);
    }
    buf_puts(writing->out, "formatDateTime(" TIMESTAMP("$1") ", ");
    literal_emit_string(writing->out, buf_str(&format));
    buf_putc(writing->out, ')');
    writing->out->failed |= format.failed;
    writing->is_strict = true;
    buf_free(&format);
}

/* formatDateTime for codes, a string for text alone. */
static void end_run(struct writing *writing)
{
    if (!writing->in_run)
        return;
    begin_piece(writing);
    if (writing->run_has_code)
        put_format(writing, buf_str(&writing->run));
    else
        literal_emit_string(writing->out, buf_str(&writing->run));
    writing->out->failed |= writing->run.failed;
    buf_clear(&writing->run);
    writing->in_run = writing->run_has_code = false;
}

static void add_text(struct writing *writing, const char *text, size_t size)
{
    buf_append(&writing->run, text, size);
    writing->in_run = true;
}

/* A letter of formatDateTime's. */
static void add_code(struct writing *writing, char code)
{
    buf_putc(&writing->run, CODE_MARK);
    buf_putc(&writing->run, code);
    writing->in_run = writing->run_has_code = true;
}

static bool refuse(struct writing *writing, const char *what)
{
    return err_set(writing->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "%s in patterns of to_char is not supported", what);
}

static bool not_of_interval(struct writing *writing)
{
    err_set(writing->err, SQLSTATE_INVALID_DATETIME_FORMAT, 0,
            "invalid format specification for an interval value");
    return err_hint(writing->err, "Intervals are not tied to specific calendar dates.");
}

/* A number filled with zeros. (leftPad also cuts, which only those of intervals can suffer.) */
static void put_filled(struct writing *writing, const char *number, int width, bool counts_sign)
{
    if (width <= 1)
        buf_printf(writing->out, "toString(%s)", number);
    else if (!writing->is_interval)
        buf_printf(writing->out, "leftPad(toString(%s), %d, '0')", number, width);
    else
        buf_printf(writing->out,
                   "concat(if(%s < 0, '-', ''), leftPad(toString(abs(%s)), "
                   "toInt64(greatest(toInt64(length(toString(abs(%s)))), %d - (%s < 0))), '0'))",
                   number, number, number, width, counts_sign ? number : "0");
}

/* PostgreSQL's get_th: by the last two digits. */
static void put_ordinal(struct buf *out, const char *number, enum letter_case letters)
{
    bool is_upper = letters == CASE_UPPER;
    buf_printf(out,
               ", multiIf(modulo(intDiv(abs(%s), 10), 10) = 1, '%s', modulo(abs(%s), 10) = 1, "
               "'%s', modulo(abs(%s), 10) = 2, '%s', modulo(abs(%s), 10) = 3, '%s', '%s')",
               number, is_upper ? "TH" : "th", number, is_upper ? "ST" : "st", number,
               is_upper ? "ND" : "nd", number, is_upper ? "RD" : "rd", is_upper ? "TH" : "th");
}

static void add_number(struct writing *writing, const struct time_node *node, const char *number,
                       int width, bool counts_sign)
{
    end_run(writing);
    begin_piece(writing);
    writing->is_strict = true;
    put_filled(writing, number, node->is_unfilled ? 0 : width, counts_sign);
    if (node->is_ordinal)
        put_ordinal(writing->out, number, node->ordinal_case);
}

/* YYYY and IYYY, or their last digits. */
static bool add_year(struct writing *writing, const struct time_node *node)
{
    static const char *const powers[] = {"1", "10", "100", "1000"};
    const char *year =
        writing->is_interval ? numbers[node->keyword].interval : numbers[node->keyword].timestamp;
    if (!year)
        return refuse(writing, "this field of an interval");
    char text[512];
    snprintf(text, sizeof text, node->digits == 4 ? "%s" : "modulo(%s, %s)", year,
             powers[node->digits & 3]);
    add_number(writing, node, text, node->digits, false);
    return true;
}

static bool write_number(struct writing *writing, const struct time_node *node)
{
    bool is_year = node->keyword == KEY_YEAR || node->keyword == KEY_ISO_YEAR;
    char code = numbers[node->keyword].code;
    bool is_plain = !node->is_unfilled && !node->is_ordinal;
    if (!writing->is_interval && code && is_plain && (!is_year || node->digits == 4)) {
        add_code(writing, code);
        return true;
    }
    if (is_year)
        return add_year(writing, node);
    const char *number =
        writing->is_interval ? numbers[node->keyword].interval : numbers[node->keyword].timestamp;
    bool is_day = node->keyword == KEY_DAY_OF_WEEK || node->keyword == KEY_ISO_DAY;
    if (!number)
        return is_day ? not_of_interval(writing) : refuse(writing, "this field of an interval");
    add_number(writing, node, number, numbers[node->keyword].width,
               numbers[node->keyword].counts_sign);
    return true;
}

static bool write_fraction(struct writing *writing, const struct time_node *node)
{
    static const char *const divisors[] = {"", "100000", "10000", "1000", "100", "10", "1"};
    char number[512];
    snprintf(number, sizeof number, "intDiv(%s, %s)",
             writing->is_interval ? "modulo(" MICROS ", toInt64(1000000))" : FRACTION,
             divisors[node->digits]);
    struct time_node filled = *node;
    filled.is_unfilled = false;
    add_number(writing, &filled, number, node->digits, true);
    return true;
}

static bool write_year_comma(struct writing *writing, const struct time_node *node)
{
    const char *year =
        writing->is_interval ? numbers[KEY_YEAR].interval : numbers[KEY_YEAR].timestamp;
    if (writing->is_interval)
        return refuse(writing, "Y,YYY of an interval");
    end_run(writing);
    begin_piece(writing);
    buf_printf(writing->out,
               "toString(intDiv(%s, 1000)), ',', leftPad(toString(modulo(%s, 1000)), "
               "3, '0')",
               year, year);
    if (node->is_ordinal)
        put_ordinal(writing->out, year, node->ordinal_case);
    return true;
}

static bool write_name(struct writing *writing, const struct time_node *node)
{
    if (writing->is_interval)
        return not_of_interval(writing);
    size_t i = 0;
    while (names[i].keyword != node->keyword)
        i++;
    bool is_filled = names[i].width && !node->is_unfilled && !node->is_translated;
    if (!is_filled && node->letters == CASE_MIXED) {
        add_code(writing, names[i].code);
        return true;
    }
    end_run(writing);
    begin_piece(writing);
    const char *fold = node->letters == CASE_UPPER   ? "upper("
                       : node->letters == CASE_LOWER ? "lower("
                                                     : "(";
    buf_printf(writing->out, "%s%sformatDateTime(" TIMESTAMP("$1") ", '%%%c'))%s",
               is_filled ? "rightPad(" : "", fold, names[i].code, is_filled ? ", 9)" : "");
    return true;
}

/* What is one of two texts. */
static bool write_meridiem(struct writing *writing, const struct time_node *node)
{
    static const char *const texts[2][2] = {{"'PM', 'AM'", "'pm', 'am'"},
                                            {"'P.M.', 'A.M.'", "'p.m.', 'a.m.'"}};
    const char *hour =
        writing->is_interval ? numbers[KEY_HOUR24].interval : numbers[KEY_HOUR24].timestamp;
    if (!writing->is_interval && node->keyword == KEY_MERIDIEM && node->letters == CASE_UPPER) {
        add_code(writing, 'p');
        return true;
    }
    end_run(writing);
    begin_piece(writing);
    buf_printf(writing->out, "if(modulo(%s, 24) >= 12, %s)", hour,
               texts[node->keyword == KEY_MERIDIEM_DOTS][node->letters == CASE_LOWER]);
    return true;
}

/* All years are of our era. */
static bool write_era(struct writing *writing, const struct time_node *node)
{
    static const char *const texts[2][2] = {{"AD", "ad"}, {"A.D.", "a.d."}};
    if (writing->is_interval)
        return not_of_interval(writing);
    const char *text = texts[node->keyword == KEY_ERA_DOTS][node->letters == CASE_LOWER];
    add_text(writing, text, strlen(text));
    return true;
}

static bool write_roman(struct writing *writing, const struct time_node *node)
{
    if (writing->is_interval)
        return refuse(writing, "RM of an interval");
    end_run(writing);
    begin_piece(writing);
    buf_printf(writing->out,
               "%s%s(arrayElement(array('I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', "
               "'X', 'XI', 'XII'), toMonth(" TIMESTAMP("$1") ")))%s",
               node->is_unfilled ? "" : "rightPad(", node->letters == CASE_LOWER ? "lower" : "",
               node->is_unfilled ? "" : ", 4)");
    return true;
}

/* The zone is UTC, or there is none. */
static bool write_zone(struct writing *writing, const struct time_node *node)
{
    if (writing->is_interval)
        return not_of_interval(writing);
    const char *text = node->keyword == KEY_ZONE_HOUR     ? "+00"
                       : node->keyword == KEY_ZONE_MINUTE ? "00"
                       : node->keyword == KEY_OFFSET      ? (node->is_unfilled ? "+0" : "+00")
                       : !writing->has_zone               ? ""
                       : node->letters == CASE_LOWER      ? "utc"
                                                          : "UTC";
    add_text(writing, text, strlen(text));
    return true;
}

static bool write_text(struct writing *writing, const struct time_node *node)
{
    add_text(writing, node->text, node->size);
    return true;
}

static bool write_nothing(struct writing *writing, const struct time_node *node)
{
    (void)writing, (void)node;
    return true;
}

/* Keywords that are not numbers. */
static bool (*const writers[])(struct writing *, const struct time_node *) = {
    [KEY_NONE] = write_text,
    [KEY_ERA] = write_era,
    [KEY_ERA_DOTS] = write_era,
    [KEY_MERIDIEM] = write_meridiem,
    [KEY_MERIDIEM_DOTS] = write_meridiem,
    [KEY_DAY_NAME] = write_name,
    [KEY_DAY_SHORT] = write_name,
    [KEY_MONTH_NAME] = write_name,
    [KEY_MONTH_SHORT] = write_name,
    [KEY_FRACTION] = write_fraction,
    [KEY_EXACT] = write_nothing,
    [KEY_OFFSET] = write_zone,
    [KEY_ROMAN_MONTH] = write_roman,
    [KEY_ZONE] = write_zone,
    [KEY_ZONE_HOUR] = write_zone,
    [KEY_ZONE_MINUTE] = write_zone,
    [KEY_YEAR_COMMA] = write_year_comma,
};
#define N_WRITERS (sizeof writers / sizeof *writers)

static bool write_node(struct writing *writing, const struct time_node *node)
{
    if (node->keyword < N_WRITERS && writers[node->keyword])
        return writers[node->keyword](writing, node);
    return write_number(writing, node);
}

static bool write_nodes(struct writing *writing, const char *pattern)
{
    struct time_node node;
    bool quoted = false;
    while (pattern_next(&pattern, &quoted, &node))
        if (!write_node(writing, &node))
            return false;
    end_run(writing);
    return true;
}

/* Text alone must not hide that $1 is NULL. */
static const char *finish(struct arena *arena, const struct writing *writing)
{
    if (writing->n_pieces == 0)
        return "if(isNull($1), NULL, '')";
    const char *pieces = arena_strndup(arena, buf_data(writing->out), buf_size(writing->out));
    const char *text = writing->n_pieces == 1 ? pieces : arena_printf(arena, "concat(%s)", pieces);
    return writing->is_strict ? text : arena_printf(arena, "if(isNull($1), NULL, %s)", text);
}

static const char *translate(struct arena *arena, const char *pattern, struct writing *writing)
{
    struct buf out;
    const char *template_ = NULL;
    if (*pattern == '\0')
        return "CAST(NULL, 'Nullable(String)')"; /* as PostgreSQL has it */
    buf_init(&out, MAX_SIZE);
    buf_init(&writing->run, MAX_SIZE);
    writing->out = &out;
    if (write_nodes(writing, pattern)) {
        if (out.failed)
            refuse(writing, "so long a text");
        else
            template_ = finish(arena, writing);
    }
    buf_free(&writing->run);
    buf_free(&out);
    return template_;
}

const char *pattern_of_timestamp(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, &(struct writing){.err = err});
}

const char *pattern_of_timestamptz(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, &(struct writing){.err = err, .has_zone = true});
}

const char *pattern_of_interval(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, &(struct writing){.err = err, .is_interval = true});
}
