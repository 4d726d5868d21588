/* Calls and casts that depend on the session's time zone, by the zone's clock. Knows no rules of
 * zones. */
#include "rewrite/time/time_zone.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/datetime.h"
#include "base/interval.h"
#include "base/time_zone.h"
#include "rewrite/emit/literal.h"
#include "rewrite/regex/pattern_scan.h"
#include "rewrite/routines/cast_time.h"

/* ---- moments and clocks ---- */

/* A constant moved by the zone's offset; NULL where ClickHouse cannot hold it. */
static struct expr *move_constant(struct binder *binder, const struct expr *from, uint32_t to)
{
    const struct time_zone *zone = binder->context->zone;
    struct datetime t;
    char text[64];
    if (from->kind != EXPR_CONST || !from->text ||
        datetime_parse(str_of(from->text), &t) != DATETIME_OK)
        return NULL;
    struct tm tm;
    int64_t seconds = datetime_seconds(&t);
    time_t moved = to == PG_TIMESTAMPTZ ? time_zone_to_utc(zone, seconds)
                                        : seconds + time_zone_offset(zone, seconds);
    size_t used = gmtime_r(&moved, &tm) ? strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &tm) : 0;
    if (!used)
        return NULL;
    snprintf(text + used, sizeof text - used, ".%06d", t.nanos / 1000);
    struct err ignored = {0};
    const char *value = literal_parse(binder->arena, to, -1, str_of(text), 0, &ignored);
    return value ? expr_const(binder->arena, to, value, from->position) : NULL;
}

static struct expr *move(struct binder *binder, struct expr *from, uint32_t to)
{
    if (!from)
        return NULL;
    struct expr *constant = move_constant(binder, from, to);
    if (constant) {
        constant->nullable = false;
        return constant;
    }
    const char *template_ = pattern_of_zone(binder->arena, binder->context->zone,
                                            to == PG_TIMESTAMPTZ ? ZONE_MOMENT : ZONE_CLOCK);
    struct expr *expr = expr_clickhouse(binder->arena, to, template_, 1, &from);
    expr->nullable = from->nullable;
    return expr;
}

struct expr *time_zone_clock(struct binder *binder, struct expr *moment)
{
    return move(binder, moment, PG_TIMESTAMP);
}

struct expr *time_zone_moment(struct binder *binder, struct expr *clock)
{
    return move(binder, clock, PG_TIMESTAMPTZ);
}

/* ClickHouse's text over up to three arguments, NULL where the first is. */
static struct expr *say(struct binder *binder, uint32_t type, const char *template_, size_t n,
                        struct expr **args)
{
    for (size_t i = 0; i < n; i++)
        if (!args[i])
            return NULL;
    struct expr *expr = expr_clickhouse(binder->arena, type, template_, n, args);
    expr->nullable = args[0]->nullable;
    return expr;
}

struct expr *time_zone_now(struct binder *binder, struct expr *now, uint32_t type)
{
    struct expr *clock = time_zone_clock(binder, now);
    return coerce(binder, clock, type, -1, CAST_EXPLICIT, now->position);
}

/* ---- casts ---- */

/* Seconds that the clock, $1, is ahead at the moment $2. */
#define AHEAD "intDiv(" MICROSECONDS("$1") " - " MICROSECONDS("$2") ", 1000000)"
#define PADDED(number) "leftPad(toString(" number "), 2, '0')"
/* +01, +05:30, -00:44:30 */
#define HOURS_AHEAD PADDED("intDiv(abs(o), 3600)")
#define MINUTES_AHEAD PADDED("modulo(intDiv(abs(o), 60), 60)")
#define OFFSET_TEXT                                                                                \
    LET1("o", AHEAD,                                                                               \
         "concat(if(o < 0, '-', '+'), " HOURS_AHEAD                                                \
         ", if(modulo(o, 3600) = 0, '', concat(':', " MINUTES_AHEAD                                \
         ")), if(modulo(o, 60) = 0, '', concat(':', " PADDED("modulo(abs(o), 60)") ")))")

static struct expr *cast_to_text(struct binder *binder, struct expr *moment, uint32_t to)
{
    struct expr *clock = time_zone_clock(binder, moment);
    struct expr *text = coerce(binder, clock, to, -1, CAST_EXPLICIT, moment->position);
    struct expr *offset = say(binder, PG_TEXT, OFFSET_TEXT, 2, (struct expr *[]){clock, moment});
    return say(binder, to, "concat($1, $2)", 2, (struct expr *[]){text, offset});
}

/* A zone behind a time of the day. */
#define HAS_ZONE                                                                                   \
    "match(ifNull($1, ''), ':[0-9.]+[[:space:]]*([Zz]|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)"          \
    "[[:space:]]*$')"

/* The text is read as if it were of UTC. */
static struct expr *cast_from_text(struct binder *binder, struct expr *text, struct expr *as_utc)
{
    struct expr *clock = expr_copy(binder->arena, as_utc);
    clock->type = PG_TIMESTAMP;
    return say(binder, PG_TIMESTAMPTZ, "if(" HAS_ZONE ", $2, $3)", 3,
               (struct expr *[]){text, as_utc, time_zone_moment(binder, clock)});
}

static bool is_string(uint32_t type)
{
    return type == PG_TEXT || type == PG_VARCHAR || type == PG_BPCHAR;
}

bool time_zone_cast(struct binder *binder, struct expr *arg, uint32_t to, int position,
                    struct expr **cast)
{
    *cast = NULL;
    if (!binder->context->zone || (arg->type == PG_TIMESTAMPTZ) == (to == PG_TIMESTAMPTZ))
        return true;
    if (arg->type == PG_TIMESTAMPTZ) {
        *cast = is_string(to)
                    ? cast_to_text(binder, arg, to)
                    : coerce(binder, time_zone_clock(binder, arg), to, -1, CAST_EXPLICIT, position);
        return *cast != NULL;
    }
    if (is_string(arg->type)) {
        struct expr *as_utc = expr_new(binder->arena, EXPR_CAST, to, position);
        as_utc->cast = cast_find(arg->type, to);
        as_utc->nullable = arg->nullable;
        list_add(binder->arena, &as_utc->args, arg);
        *cast = cast_from_text(binder, arg, as_utc);
    } else {
        struct expr *clock = coerce(binder, arg, PG_TIMESTAMP, -1, CAST_EXPLICIT, position);
        *cast = clock ? time_zone_moment(binder, clock) : NULL;
    }
    return *cast != NULL;
}

/* ---- calls ---- */

struct zone_call {
    struct binder *binder;
    const struct routine *routine;
    const struct list *args;
    int position;
};

static struct expr *arg_of(const struct zone_call *call, size_t i)
{
    return call->args->items[i];
}

/* The same call over the clock. */
static struct expr *by_clock(const struct zone_call *call)
{
    struct list args = {0};
    for (size_t i = 0; i < call->args->n; i++) {
        struct expr *arg = arg_of(call, i);
        if (arg->type == PG_TIMESTAMPTZ)
            arg = time_zone_clock(call->binder, arg);
        list_add(call->binder->arena, &args, arg);
    }
    return bind_named(call->binder, call->routine->name, &args, call->position);
}

static const char *unit_of(const struct zone_call *call)
{
    return call->routine->literal ? call->routine->literal : "";
}

/* Fields of the zone itself, and those that are the same in all. */
static struct expr *bind_field(const struct zone_call *call)
{
    static const struct {
        const char *unit, *template_;
    } fields[] = {
        {"timezone", AHEAD},
        {"timezone_hour", "intDiv(" AHEAD ", 3600)"},
        {"timezone_minute", "modulo(intDiv(" AHEAD ", 60), 60)"},
    };
    struct binder *binder = call->binder;
    struct expr *moment = arg_of(call, 1);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(fields[i].unit, unit_of(call)) == 0) {
            struct expr *field = say(binder, PG_INT8, fields[i].template_, 2,
                                     (struct expr *[]){time_zone_clock(binder, moment), moment});
            return coerce(binder, field, call->routine->result, -1, CAST_EXPLICIT, call->position);
        }
    return by_clock(call);
}

/* Parts of a day keep the offset of the moment; others are read by the clock again. */
static struct expr *truncate(const struct zone_call *call)
{
    static const struct {
        const char *unit, *template_;
    } units[] = {
        {"minute", "fromUnixTimestamp64Micro(" MICROSECONDS("$1") " - positiveModulo(" MICROSECONDS(
                       "$2") ", 60000000), 'UTC')"},
        {"hour", "fromUnixTimestamp64Micro(" MICROSECONDS("$1") " - positiveModulo(" MICROSECONDS(
                     "$2") ", 3600000000), 'UTC')"},
    };
    struct expr *moment = arg_of(call, 1);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].unit, unit_of(call)) == 0)
            return say(call->binder, PG_TIMESTAMPTZ, units[i].template_, 2,
                       (struct expr *[]){moment, time_zone_clock(call->binder, moment)});
    return time_zone_moment(call->binder, by_clock(call));
}

/* The zone's own keywords are not written. */
static bool check_pattern(const struct zone_call *call)
{
    const struct expr *pattern = arg_of(call, 1);
    const char *at = pattern->kind == EXPR_CONST && pattern->text ? pattern->text : "";
    bool quoted = false;
    struct time_node node;
    while (pattern_next(&at, &quoted, &node)) {
        if (node.is_quoted || (node.keyword != KEY_ZONE && node.keyword != KEY_ZONE_HOUR &&
                               node.keyword != KEY_ZONE_MINUTE && node.keyword != KEY_OFFSET))
            continue;
        err_set(call->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, pattern->position,
                "TZ, TZH, TZM and OF in patterns of to_char are supported in UTC only");
        return err_hint(call->binder->err, "SET TimeZone = 'UTC'.");
    }
    return true;
}

static struct expr *bind_to_char(const struct zone_call *call)
{
    return check_pattern(call) ? by_clock(call) : NULL;
}

/* GMT and other names of a clock that shows UTC. */
static bool is_utc_renamed(const struct binder *binder)
{
    const char *name = binder->context->utc_name;
    return !binder->context->zone && name && strcmp(name, "UTC") != 0;
}

/* age(x) is from midnight. */
static struct expr *bind_age(const struct zone_call *call)
{
    struct binder *binder = call->binder;
    if (call->args->n == 2)
        return by_clock(call);
    struct expr *now = bind_named(binder, "now", &(struct list){0}, call->position);
    struct expr *today = now ? time_zone_now(binder, now, PG_DATE) : NULL;
    struct expr *midnight =
        today ? coerce(binder, today, PG_TIMESTAMP, -1, CAST_IMPLICIT, call->position) : NULL;
    struct expr *arg = arg_of(call, 0);
    struct list args = {0};
    list_add(binder->arena, &args, midnight);
    list_add(binder->arena, &args,
             arg->type == PG_TIMESTAMPTZ ? time_zone_clock(binder, arg) : arg);
    return midnight ? bind_named(binder, "age", &args, call->position) : NULL;
}

bool time_zone_is_read(const struct binder *binder, const struct routine *routine)
{
    bool is_text = routine->n_args == 2 && routine->args[0] == PG_TEXT;
    return binder->context->zone && (strcmp(routine->name, "make_timestamptz") == 0 ||
                                     (is_text && strcmp(routine->name, "to_timestamp") == 0));
}

/* ---- moments moved by intervals ---- */

/* Months by the clock, then days by the clock, then time: each step only where there is something
 * to move by, for a clock does not tell an hour that it shows twice. */
static struct expr *step(struct binder *binder, const char *name, struct expr *moment,
                         struct expr *by, const char *is_none, int position)
{
    struct expr *clock = bind_operator(binder, name, time_zone_clock(binder, moment), by, position);
    struct expr *moved = clock ? time_zone_moment(binder, clock) : NULL;
    return say(binder, PG_TIMESTAMPTZ, is_none, 3, (struct expr *[]){moment, by, moved});
}

#define MOVED_BY_TIME(sign)                                                                        \
    TIMESTAMP_WITHIN("(" MICROSECONDS("$1") " " sign " " INTERVAL_MICROS("$2") ")")

static struct expr *move_by_expr(struct binder *binder, const char *name, struct expr *moment,
                                 struct expr *by, int position)
{
    struct expr *months =
        say(binder, PG_INTERVAL, INTERVAL_OF(INTERVAL_MONTHS("$1"), "0", "0"), 1, &by);
    struct expr *days =
        say(binder, PG_INTERVAL, INTERVAL_OF("0", INTERVAL_DAYS("$1"), "0"), 1, &by);
    moment =
        step(binder, name, moment, months, "if(" INTERVAL_MONTHS("$2") " = 0, $1, $3)", position);
    if (moment)
        moment =
            step(binder, name, moment, days, "if(" INTERVAL_DAYS("$2") " = 0, $1, $3)", position);
    struct expr *moved =
        say(binder, PG_TIMESTAMPTZ, *name == '-' ? MOVED_BY_TIME("-") : MOVED_BY_TIME("+"), 2,
            (struct expr *[]){moment, by});
    if (moved)
        moved->nullable = moment->nullable || by->nullable;
    return moved;
}

static struct expr *interval_const(struct binder *binder, struct interval interval, int position)
{
    char text[INTERVAL_ROOM];
    size_t size = interval_print(&interval, text);
    struct expr *expr =
        expr_const(binder->arena, PG_INTERVAL, arena_strndup(binder->arena, text, size), position);
    expr->nullable = false;
    return expr;
}

static struct expr *move_by_constant(struct binder *binder, const char *name, struct expr *moment,
                                     const struct interval *by, int position)
{
    const struct interval steps[] = {{.months = by->months}, {.days = by->days}};
    for (size_t i = 0; i < 2 && moment; i++)
        if (steps[i].months || steps[i].days) {
            struct expr *step = interval_const(binder, steps[i], position);
            struct expr *clock =
                bind_operator(binder, name, time_zone_clock(binder, moment), step, position);
            moment = time_zone_moment(binder, clock);
        }
    if (!moment || !by->micros)
        return moment;
    struct expr *time = interval_const(binder, (struct interval){.micros = by->micros}, position);
    return bind_operator(binder, name, moment, time, position);
}

static struct expr *move_moment(const struct zone_call *call)
{
    bool is_first = arg_of(call, 0)->type == PG_TIMESTAMPTZ;
    struct expr *moment = arg_of(call, !is_first), *by = arg_of(call, is_first);
    const char *name = call->routine->name;
    struct interval interval;
    if (by->kind == EXPR_CONST && by->text &&
        interval_parse(str_of(by->text), INTERVAL_ANY, &interval) == DATETIME_OK)
        return move_by_constant(call->binder, name, moment, &interval, call->position);
    return move_by_expr(call->binder, name, moment, by, call->position);
}

/* Only time: the same in all zones. */
static bool is_moved_by_time(const struct list *args)
{
    const struct expr *first = args->items[0], *by = args->items[first->type == PG_TIMESTAMPTZ];
    struct interval interval;
    return by->kind == EXPR_CONST && by->text &&
           interval_parse(str_of(by->text), INTERVAL_ANY, &interval) == DATETIME_OK &&
           !interval.months && !interval.days;
}

/* ---- comparisons ---- */

/* A loose bound that ClickHouse can use its index for: no two offsets of a zone are two days apart.
 */
static struct expr *loosen(struct binder *binder, struct expr *condition, const char *name,
                           struct expr *column, struct expr *moment, int position)
{
    static const struct {
        char sign; /* among the operator's */
        const char *bound, *move;
    } bounds[] = {{'<', "<=", "+"}, {'>', ">=", "-"}};
    bool is_equal = strcmp(name, "=") == 0;
    for (size_t i = 0; i < 2 && condition && strcmp(name, "<>") != 0; i++) {
        if (name[0] != bounds[i].sign && !is_equal)
            continue;
        struct expr *days = interval_const(binder, (struct interval){.days = 2}, position);
        struct expr *bound =
            bind_operator(binder, bounds[i].move, time_zone_clock(binder, moment), days, position);
        bound = bound ? bind_operator(binder, bounds[i].bound, column, bound, position) : NULL;
        condition = bound ? expr_bool(binder->arena, BOOL_AND, bound, condition) : NULL;
    }
    return condition;
}

/* < for >: with the column on the left. */
static const char *turned(const char *name)
{
    static const char *const pairs[][2] = {{"<", ">"}, {"<=", ">="}, {">", "<"}, {">=", "<="}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i][0], name) == 0)
            return pairs[i][1];
    return name;
}

/* As microseconds: what is near the ends of ClickHouse's years compares, too. */
static struct expr *compare(const struct zone_call *call)
{
    struct binder *binder = call->binder;
    bool is_first = arg_of(call, 0)->type == PG_TIMESTAMPTZ;
    const char *name = is_first ? turned(call->routine->name) : call->routine->name;
    struct expr *moment = arg_of(call, !is_first), *clock = arg_of(call, is_first);
    const char *template_ = pattern_of_zone(binder->arena, binder->context->zone, ZONE_MICROS);
    struct expr *condition =
        bind_operator(binder, name, say(binder, PG_INT8, template_, 1, &clock),
                      say(binder, PG_INT8, MICROSECONDS("$1"), 1, &moment), call->position);
    return clock->kind != EXPR_COLUMN
               ? condition
               : loosen(binder, condition, name, clock, moment, call->position);
}

/* ---- which is which ---- */

static const struct {
    const char *name;
    struct expr *(*bind)(const struct zone_call *call); /* NULL: no zone matters */
} rules[] = {
    {"extract", bind_field},
    {"date_part", bind_field},
    {"date_trunc", truncate},
    {"to_char", bind_to_char},
    {"age", bind_age},
    {"generate_series", NULL},
    {"date_bin", NULL},
    {"isfinite", NULL},
    {"overlaps", NULL},
    {"timezone", NULL},
    {"min", NULL},
    {"max", NULL},
};

static bool is_same_everywhere(const struct routine *routine)
{
    static const char *const units[] = {"epoch", "second", "milliseconds", "microseconds"};
    for (size_t i = 0; routine->literal && i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i], routine->literal) == 0)
            return true;
    return false;
}

static bool has_type(const struct list *args, uint32_t type)
{
    for (size_t i = 0; i < args->n; i++)
        if (((const struct expr *)args->items[i])->type == type)
            return true;
    return false;
}

static struct expr *(*rule_of_operator(const struct list *args))(const struct zone_call *)
{
    const struct expr *first = args->items[0], *second = args->items[args->n - 1];
    if (first->type == second->type)
        return NULL;
    if (first->type == PG_INTERVAL || second->type == PG_INTERVAL)
        return is_moved_by_time(args) ? NULL : move_moment;
    return compare;
}

/* Whether a row means the type itself, not any. */
static bool is_about_moments(const struct routine *routine)
{
    for (size_t i = 0; i < routine->n_args; i++)
        if (routine->args[i] == PG_TIMESTAMPTZ)
            return true;
    return false;
}

bool time_zone_call(struct binder *binder, const struct routine *routine, const struct list *args,
                    int position, struct expr **call)
{
    const struct zone_call zone_call = {binder, routine, args, position};
    bool is_age = args->n == 1 && strcmp(routine->name, "age") == 0;
    *call = NULL;
    if (is_utc_renamed(binder) && is_about_moments(routine) &&
        strcmp(routine->name, "to_char") == 0)
        return check_pattern(&zone_call);
    if (!binder->context->zone || (!is_about_moments(routine) && !is_age))
        return true;
    if (strchr("+-<>=", routine->name[0]) && has_type(args, PG_TIMESTAMPTZ)) {
        struct expr *(*bind)(const struct zone_call *) = rule_of_operator(args);
        return !bind || (*call = bind(&zone_call)) != NULL;
    }
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(rules[i].name, routine->name) == 0)
            return !rules[i].bind || is_same_everywhere(routine) ||
                   (*call = rules[i].bind(&zone_call)) != NULL;
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
            "%s is supported in UTC only, and TimeZone is %s", routine->name,
            time_zone_name(binder->context->zone));
    return err_hint(binder->err, "SET TimeZone = 'UTC'.");
}
