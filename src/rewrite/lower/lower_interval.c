/* Moves constants by constant intervals; says how intervals are ordered. */
#include "rewrite/lower/lower_interval.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/interval.h"
#include "rewrite/emit/literal.h"
#include "rewrite/routines/routine_row.h"

#define MICROS_PER_SECOND 1000000
#define FARTHEST_MONTHS 4800 /* with all years of a literal, what timegm has no trouble with */

const char *interval_order(void)
{
    return INTERVAL_ORDER("$1");
}

/* Days and less than a day of one sign, as the difference of timestamps is. */
#define IS_PLAIN                                                                                   \
    INTERVAL_MONTHS("$1")                                                                          \
    " = 0 AND abs(" INTERVAL_MICROS("$1") ") < 86400000000 AND sign(" INTERVAL_DAYS(               \
        "$1") ") * sign(" INTERVAL_MICROS("$1") ") >= 0"

const char *interval_canonical(void)
{
    return CHECKED("NOT (" IS_PLAIN ")", "0A000",
                   "grouping by intervals with months, or a time of a day and more, is not "
                   "supported: equal ones could look different",
                   "$1");
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && is_leap);
}

/* Months first, stopping at the month's end; then days, then the time, as timestamp_pl_interval. */
static bool move(const struct datetime *from, const struct interval *by, int sign, char *out,
                 size_t size)
{
    if (by->months > FARTHEST_MONTHS || by->months < -FARTHEST_MONTHS)
        return false;
    int months = from->year * 12 + from->month - 1 + sign * by->months;
    int year = months / 12, month = months % 12 + 1;
    if (months < 12)
        return false;
    int last = month_length(year, month);
    struct datetime moved = *from;
    moved.year = year;
    moved.month = month;
    moved.day = from->day < last ? from->day : last;
    struct tm tm;
    int64_t micros = by->micros % MICROS_PER_SECOND * sign + from->nanos / 1000;
    time_t seconds = datetime_seconds(&moved) + (time_t)sign * by->days * 86400 +
                     sign * (by->micros / MICROS_PER_SECOND) + micros / MICROS_PER_SECOND;
    micros %= MICROS_PER_SECOND;
    seconds -= micros < 0;
    micros += micros < 0 ? MICROS_PER_SECOND : 0;
    size_t used = gmtime_r(&seconds, &tm) ? strftime(out, size, "%Y-%m-%d %H:%M:%S", &tm) : 0;
    return used && snprintf(out + used, size - used, ".%06d", (int)micros) > 0;
}

/* The constant among the arguments that is, or is not, an interval. */
static const struct expr *constant_arg(const struct expr *call, bool is_interval)
{
    for (size_t i = 0; i < call->args.n; i++) {
        const struct expr *arg = call->args.items[i];
        if ((arg->type == PG_INTERVAL) == is_interval)
            return arg->kind == EXPR_CONST && arg->text ? arg : NULL;
    }
    return NULL;
}

bool interval_fold(struct binder *binder, struct expr **at)
{
    const struct expr *call = *at;
    if (call->kind != EXPR_CALL || call->args.n != 2 || !strchr("+-", *call->routine->name) ||
        (call->type != PG_TIMESTAMP && call->type != PG_TIMESTAMPTZ))
        return true;
    const struct expr *when = constant_arg(call, false), *by = constant_arg(call, true);
    struct datetime from;
    struct interval interval;
    char moved[64];
    if (!when || !by || datetime_parse(str_of(when->text), &from) != DATETIME_OK ||
        interval_parse(str_of(by->text), INTERVAL_ANY, &interval) != DATETIME_OK ||
        !move(&from, &interval, *call->routine->name == '-' ? -1 : 1, moved, sizeof moved))
        return true;
    /* What ClickHouse cannot hold is left to raise where PostgreSQL would compute it. */
    struct err ignored = {0};
    const char *text = literal_parse(binder->arena, call->type, -1, str_of(moved), 0, &ignored);
    if (text)
        *at = expr_const(binder->arena, call->type, text, call->position);
    return true;
}
