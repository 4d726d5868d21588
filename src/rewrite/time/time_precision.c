/* Rounds times to the precision of a type modifier. Knows no casts between types. */
#include "rewrite/time/time_precision.h"

#include "base/interval.h"
#include "rewrite/routines/cast_time.h"
#include "rewrite/time/interval_row.h"

bool time_precision_has(uint32_t type)
{
    return type == PG_TIME || type == PG_TIMESTAMP || type == PG_TIMESTAMPTZ || type == PG_INTERVAL;
}

static int unit_of(int precision)
{
    int unit = 1;
    for (; precision < FULL_PRECISION; precision++)
        unit *= 10;
    return unit;
}

/* Halves go away from zero. */
#define NEAREST(micros) "(intDiv(" micros " + if(" micros " < 0, -%d, %d), %d) * toInt64(%d))"
/* Zero is the year 2000. */
#define MICROS_OF_2000 "toInt64(946684800000000)"
#define NEAREST_TIMESTAMP                                                                          \
    LET1("t", MICROSECONDS("$1") " - " MICROS_OF_2000,                                             \
         TIMESTAMP_WITHIN("(" NEAREST("t") " + " MICROS_OF_2000 ")"))

/* What the fields of an interval's modifier leave of its months, days and time. */
static const char *interval_template(struct arena *arena, int32_t typmod)
{
    int32_t range = interval_range(typmod);
    bool is_full = range == INTERVAL_RANGE_FULL;
    bool has_time = is_full || (range & INTERVAL_RANGE_TIME);
    bool has_days = has_time || (range & INTERVAL_RANGE_DAY);
    int64_t cut = !has_time || (range & INTERVAL_RANGE_SECOND) ? 1
                  : range & INTERVAL_RANGE_MINUTE              ? 60000000
                                                               : 3600000000;
    int unit = unit_of(interval_precision(typmod));
    const char *months = range == INTERVAL_RANGE_YEAR ? "intDiv(" INTERVAL_MONTHS("$1") ", 12) * 12"
                                                      : INTERVAL_MONTHS("$1");
    const char *time = "toInt64(0)";
    if (has_time && cut > 1)
        time = arena_printf(arena, "(t - modulo(t, toInt64(%lld)))", (long long)cut);
    else if (has_time)
        time = arena_printf(arena, NEAREST("t"), unit / 2, unit / 2, unit, unit);
    return arena_printf(arena, LET1("t", INTERVAL_MICROS("$1"), INTERVAL_OF("%s", "%s", "%s")),
                        months, has_days ? INTERVAL_DAYS("$1") : "toInt32(0)", time);
}

static const char *template_of(struct arena *arena, uint32_t type, int32_t typmod)
{
    if (type == PG_INTERVAL)
        return interval_template(arena, typmod);
    int unit = unit_of(typmod);
    return arena_printf(arena, type == PG_TIME ? NEAREST("$1") : NEAREST_TIMESTAMP, unit / 2,
                        unit / 2, unit, unit);
}

/* Whether the modifier leaves every value as it is. */
static bool is_whole(uint32_t type, int32_t typmod)
{
    if (type != PG_INTERVAL)
        return typmod >= FULL_PRECISION;
    int32_t range = interval_range(typmod);
    return (range == INTERVAL_RANGE_FULL || (range & INTERVAL_RANGE_SECOND)) &&
           interval_precision(typmod) == FULL_PRECISION;
}

struct expr *time_precision_apply(struct binder *binder, struct expr *expr, int32_t typmod)
{
    struct expr *rounded;
    if (expr->kind == EXPR_CONST && expr->text) {
        rounded = expr_copy(binder->arena, expr);
        rounded->type = PG_UNKNOWN;
        return coerce(binder, rounded, expr->type, typmod, CAST_EXPLICIT, expr->position);
    }
    const char *template_ =
        is_whole(expr->type, typmod) ? "$1" : template_of(binder->arena, expr->type, typmod);
    rounded = expr_clickhouse(binder->arena, expr->type, template_, 1, &expr);
    rounded->nullable = expr->nullable;
    rounded->position = expr->position;
    rounded->typmod = typmod;
    return rounded;
}
