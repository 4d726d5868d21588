/* RANGE frames over dates and timestamps. Offsets of a certain length become numbers of units;
 * others (months, days of a time zone, what ClickHouse's 32 bits do not hold) a condition on the
 * rows of a frame that is large enough. */
#include "rewrite/bind/bind_frame_interval.h"

#define LONGEST_MONTH 31
#define SHORTEST_MONTH 28
#define DAYS_OF_SIGN 30             /* a month's, for PostgreSQL's sign of an interval */
#define LONGEST_OFFSET (1000 * 366) /* days */

__extension__ typedef __int128 wide;

const char *frame_timestamp_key(struct binder *binder, int64_t micros)
{
    return arena_printf(binder->arena,
                        "intDiv(toUnixTimestamp64Micro(toDateTime64($1, 6, 'UTC')), toInt64(%lld))",
                        (long long)micros);
}

static wide span(const struct interval *interval, int days_of_month)
{
    return ((wide)interval->months * days_of_month + interval->days) * FRAME_DAY + interval->micros;
}

bool frame_interval_read(struct binder *binder, const struct expr *offset, struct frame_end *end)
{
    if (interval_parse(str_of(offset->text), INTERVAL_ANY, &end->interval) != DATETIME_OK)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, offset->position,
                       "this frame offset is not supported yet");
    end->offset = offset;
    return span(&end->interval, DAYS_OF_SIGN) >= 0 ||
           err_set(binder->err, SQLSTATE_INVALID_PRECEDING_OR_FOLLOWING_SIZE, 0,
                   "invalid preceding or following size in window function");
}

static bool fits(wide units)
{
    return units < INT32_MAX;
}

/* Whether the end is a number of units. */
static bool has_place(const struct unit *unit, const struct frame_end *end)
{
    return !end->offset || (!unit->is_by_zone && !end->interval.months &&
                            fits(span(&end->interval, 0) / unit->micros));
}

static void set_place(const struct unit *unit, struct frame_end *end)
{
    if (!end->offset)
        return;
    int64_t units = (int64_t)(span(&end->interval, 0) / unit->micros);
    end->place = end->is_preceding ? -units : units;
}

/* The farthest that the end can be, in microseconds: of the start back, of the end forward. A day
 * more than the calendar says is for the time zone. */
static wide farthest(const struct frame_end *end, bool is_start)
{
    if (!end->offset)
        return 0;
    bool is_long = end->is_preceding == is_start;
    int days = (end->interval.months >= 0) == is_long ? LONGEST_MONTH : SHORTEST_MONTH;
    wide length = span(&end->interval, days);
    return end->is_preceding ? -length - (is_start ? FRAME_DAY : -FRAME_DAY)
                             : length + (is_start ? -FRAME_DAY : FRAME_DAY);
}

static wide magnitude(wide n)
{
    return n < 0 ? -n : n;
}

/* Sets a place that takes in all rows; the quotient of a key may be off by one. */
static void set_far_place(const struct unit *unit, struct frame_end *end, bool is_start)
{
    if (end->place == INT64_MIN || end->place == INT64_MAX)
        return;
    end->place = (int64_t)(farthest(end, is_start) / unit->micros) + (is_start ? -2 : 2);
}

/* Units in which both ends fit. */
static bool widen_unit(struct binder *binder, struct unit *unit, const struct frame_end *start,
                       const struct frame_end *end)
{
    static const int64_t units[] = {1,        1000,      1000000,
                                    60000000, FRAME_DAY, INT64_C(400) * FRAME_DAY};
    wide longest = magnitude(farthest(start, true));
    if (magnitude(farthest(end, false)) > longest)
        longest = magnitude(farthest(end, false));
    size_t i = 0;
    while (units[i] < FRAME_DAY && (units[i] < unit->micros || !fits(longest / units[i] + 2)))
        i++;
    if (unit->micros != FRAME_DAY) {
        unit->micros = units[i];
        unit->key = frame_timestamp_key(binder, units[i]);
    }
    return longest / FRAME_DAY < LONGEST_OFFSET;
}

/* Not bounded by the years that values have, as the operators are. */
static struct expr *move(struct binder *binder, struct expr *key, const struct interval *interval,
                         int sign)
{
    struct expr *moved = expr_clickhouse(
        binder->arena, PG_TIMESTAMP,
        arena_printf(binder->arena,
                     "addMicroseconds(addDays(addMonths(toDateTime64($1, 6, 'UTC'), %lld), %lld), "
                     "%lld)",
                     (long long)interval->months * sign, (long long)interval->days * sign,
                     (long long)interval->micros * sign),
        1, &key);
    moved->nullable = key->nullable;
    return moved;
}

/* The value that the end is at: key ± offset. */
static struct expr *limit_of(struct binder *binder, const struct sort_key *key,
                             const struct unit *unit, const struct frame_end *end)
{
    struct expr *value = expr_copy(binder->arena, key->expr);
    if (!end->offset)
        return value;
    bool is_later = end->is_preceding == key->descending;
    if (!unit->is_by_zone)
        return move(binder, value, &end->interval, is_later ? 1 : -1);
    return bind_operator(binder, is_later ? "+" : "-", value, expr_copy(binder->arena, end->offset),
                         end->offset->position);
}

/* Adds to the condition that the rows are not beyond the end. */
static bool add_limit(struct binder *binder, struct window *window, const struct unit *unit,
                      const struct frame_end *end, bool is_start)
{
    const struct sort_key *key = window->order_by.items[0];
    if (end->place == INT64_MIN || end->place == INT64_MAX)
        return true;
    struct expr *limit = limit_of(binder, key, unit, end);
    if (limit && limit->type == PG_DATE)
        limit = coerce(binder, limit, PG_TIMESTAMP, -1, CAST_IMPLICIT, limit->position);
    if (!limit)
        return false;
    bool is_least = is_start != key->descending;
    struct expr *test = expr_clickhouse(binder->arena, PG_BOOL,
                                        is_least ? "ifNull(tupleElement(w, 2) >= $1, true)"
                                                 : "ifNull(tupleElement(w, 2) <= $1, true)",
                                        1, &limit);
    test->nullable = false;
    window->condition = expr_bool(binder->arena, BOOL_AND, window->condition, test);
    return true;
}

/* The key as the limits are compared with it. */
static bool add_key(struct binder *binder, struct window *window)
{
    const struct sort_key *sort = window->order_by.items[0];
    struct expr *key = expr_copy(binder->arena, sort->expr);
    if (key->type == PG_DATE)
        key = coerce(binder, key, PG_TIMESTAMP, -1, CAST_IMPLICIT, key->position);
    if (key)
        list_add(binder->arena, &window->row, key);
    return key;
}

bool frame_interval_place(struct binder *binder, struct window *window, struct unit *unit,
                          struct frame_end *start, struct frame_end *end)
{
    if (has_place(unit, start) && has_place(unit, end)) {
        set_place(unit, start);
        set_place(unit, end);
        return true;
    }
    if (!widen_unit(binder, unit, start, end))
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED,
                       start->offset ? start->offset->position : end->offset->position,
                       "frame offsets as long as this are not supported yet");
    set_far_place(unit, start, true);
    set_far_place(unit, end, false);
    return add_key(binder, window) && add_limit(binder, window, unit, start, true) &&
           add_limit(binder, window, unit, end, false);
}
