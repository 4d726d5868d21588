/* Comparisons of dates with constant timestamps. Knows no other ranges. */
#include "rewrite/lower/narrow_range.h"

#include <string.h>

#include "rewrite/lower/narrow_key.h"

#define DATE_SIZE (sizeof "2024-02-29" - 1)
#define MIDNIGHT " 00:00:00"

/*
 * d is midnight of its day. Within a day, later than its midnight, a timestamp is after the day
 * itself and before the next: d < t and d <= t are d <= day, d > t and d >= t are d > day. No d is
 * equal to it: = and <> stay.
 */
static const struct {
    const char *name, *swapped;
    const char *at_midnight, *later;
} comparisons[] = {
    {"<", ">", "($1 < $2)", "($1 <= $2)"}, {"<=", ">=", "($1 <= $2)", "($1 <= $2)"},
    {">", "<", "($1 > $2)", "($1 > $2)"},  {">=", "<=", "($1 >= $2)", "($1 > $2)"},
    {"=", "=", "($1 = $2)", NULL},         {"<>", "<>", "($1 != $2)", NULL},
};

/* Years of four digits, of our era. */
static bool is_plain_timestamp(const char *text)
{
    return strspn(text, "0123456789") == 4 && strspn(text, "0123456789-") == DATE_SIZE &&
           strspn(text, "0123456789-:. ") == strlen(text) && text[DATE_SIZE] == ' ';
}

static const char *find_template(const char *name, bool constant_first, bool is_midnight)
{
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
        if (strcmp(constant_first ? comparisons[i].swapped : comparisons[i].name, name) == 0)
            return is_midnight ? comparisons[i].at_midnight : comparisons[i].later;
    return NULL;
}

/* The text of a constant timestamp, of a timestamptz without the zone, which is +00; NULL: none. */
static const char *constant_clock(struct arena *arena, const struct expr *expr)
{
    if (expr->kind != EXPR_CONST || !expr->text ||
        (expr->type != PG_TIMESTAMP && expr->type != PG_TIMESTAMPTZ))
        return NULL;
    const char *clock = arena_strndup(arena, expr->text, strcspn(expr->text, "+"));
    return is_plain_timestamp(clock) ? clock : NULL;
}

void narrow_range(struct arena *arena, struct expr **at)
{
    const struct expr *expr = *at;
    if (expr->kind != EXPR_CALL || expr->args.n != 2 || expr->type != PG_BOOL)
        return;
    bool constant_first = ((const struct expr *)expr->args.items[0])->kind == EXPR_CONST;
    struct expr *other = expr->args.items[constant_first];
    const struct expr *constant = expr->args.items[!constant_first];
    const char *clock = constant_clock(arena, constant);
    bool is_midnight = clock && strcmp(clock + DATE_SIZE, MIDNIGHT) == 0;
    const char *template_ =
        clock ? find_template(expr->routine->name, constant_first, is_midnight) : NULL;
    struct expr *date = template_ ? narrow_day(arena, other) : NULL;
    if (!date)
        return;
    const char *day = arena_strndup(arena, clock, DATE_SIZE);
    struct expr *args[] = {date, expr_const(arena, PG_DATE, day, constant->position)};
    *at = expr_clickhouse(arena, PG_BOOL, template_, 2, args);
    (*at)->nullable = expr->nullable;
    (*at)->position = expr->position;
}
