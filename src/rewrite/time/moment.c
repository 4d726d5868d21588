/* Literals that depend on when or where they are read. Knows no forms of dates. */
#include "rewrite/time/moment.h"

#include <ctype.h>

#include "base/datetime.h"
#include "rewrite/emit/literal.h"

static bool has_letter(const char *text)
{
    while (*text && !isalpha((unsigned char)*text))
        text++;
    return *text != '\0';
}

static struct expr *constant(struct binder *binder, const char *text, uint32_t type, int position)
{
    struct expr *unknown = expr_const(binder->arena, PG_UNKNOWN, text, position);
    return coerce(binder, unknown, type, -1, CAST_EXPLICIT, position);
}

static const char *clock_text(struct arena *arena, const struct datetime *t)
{
    return arena_printf(arena, "%02d:%02d:%02d.%09d", t->hour, t->minute, t->second, t->nanos);
}

/* Midnight of today and its neighbours, and the time of the day. */
static struct expr *bind_day(struct binder *binder, const struct datetime *t, uint32_t type,
                             struct expr *now)
{
    struct expr *day = coerce(binder, now, PG_DATE, -1, CAST_EXPLICIT, now->position);
    struct expr *one = expr_const(binder->arena, PG_INT4, "1", now->position);
    if (day && t->special != SPECIAL_TODAY)
        day = bind_operator(binder, t->special == SPECIAL_TOMORROW ? "+" : "-", day, one,
                            now->position);
    if (!day || type == PG_DATE)
        return day;
    struct expr *clock = constant(binder, clock_text(binder->arena, t), PG_TIME, now->position);
    struct expr *at = clock ? bind_operator(binder, "+", day, clock, now->position) : NULL;
    return at ? coerce(binder, at, type, -1, CAST_EXPLICIT, now->position) : NULL;
}

static struct expr *bind_special(struct binder *binder, const struct datetime *t, uint32_t type,
                                 int position)
{
    struct expr *now = bind_named(binder, "now", &(struct list){0}, position);
    if (!now || t->special == SPECIAL_NOW)
        return now ? coerce(binder, now, type, -1, CAST_EXPLICIT, position) : NULL;
    return bind_day(binder, t, type, now);
}

/* The clock of a zone, read as AT TIME ZONE does. */
static struct expr *bind_in_zone(struct binder *binder, const struct datetime *t, int position)
{
    const char *text = arena_printf(binder->arena, "%04d-%02d-%02d %s", t->year, t->month, t->day,
                                    clock_text(binder->arena, t));
    struct expr *clock = constant(binder, text, PG_TIMESTAMP, position);
    if (!clock)
        return NULL;
    const char *name = arena_strndup(binder->arena, t->zone_name.data, t->zone_name.size);
    struct list args = {0};
    list_add(binder->arena, &args, expr_const(binder->arena, PG_TEXT, name, position));
    list_add(binder->arena, &args, clock);
    return bind_named(binder, "timezone", &args, position);
}

bool moment_bind(struct binder *binder, const struct expr *literal, uint32_t type, int32_t typmod,
                 struct expr **moment)
{
    struct datetime t;
    bool is_clock = type == PG_TIME;
    *moment = NULL;
    if ((type != PG_DATE && type != PG_TIMESTAMP && type != PG_TIMESTAMPTZ && !is_clock) ||
        !has_letter(literal->text) ||
        datetime_read(binder->context->style.order, str_of(literal->text), &t) != DATETIME_OK)
        return true;
    bool is_word = t.special >= SPECIAL_NOW && (!is_clock || t.special == SPECIAL_NOW);
    if (is_word && !t.has_zone && !t.zone_name.size)
        *moment = bind_special(binder, &t, type, literal->position);
    else if (!t.special && t.zone_name.size && type == PG_TIMESTAMPTZ)
        *moment = bind_in_zone(binder, &t, literal->position);
    else
        return true;
    if (*moment && typmod >= 0)
        *moment = coerce(binder, *moment, type, typmod, CAST_EXPLICIT, literal->position);
    return *moment != NULL;
}
