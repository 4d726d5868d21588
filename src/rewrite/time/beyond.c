/* Comparisons with dates that ClickHouse does not hold. Knows no other use of such dates. */
#include "rewrite/time/beyond.h"

#include <string.h>

#include "base/datetime.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2299

static bool is_moment(uint32_t type)
{
    return type == PG_DATE || type == PG_TIMESTAMP || type == PG_TIMESTAMPTZ;
}

bool beyond_is(const struct expr *expr)
{
    return expr->kind == EXPR_CONST && expr->text && is_moment(expr->type) &&
           expr->text[0] == BEYOND_MARK;
}

/* A text that sorts as the moment does, behind the mark. Offsets of zones move nothing here: no
 * year is the first or the last one. */
static const char *marked(struct arena *arena, const struct datetime *t, uint32_t type)
{
    bool is_near = t->year == FIRST_YEAR - 1 || t->year == LAST_YEAR + 1;
    if (t->special == SPECIAL_INFINITY)
        return "!infinity";
    if (t->special == SPECIAL_MINUS_INFINITY)
        return "!-infinity";
    bool has_zone = t->has_zone || t->zone_name.size;
    if (t->special || (t->year >= FIRST_YEAR && t->year <= LAST_YEAR) ||
        (type == PG_TIMESTAMPTZ && (has_zone || is_near)))
        return NULL;
    if (type == PG_DATE)
        return arena_printf(arena, "!%04d-%02d-%02d", t->year, t->month, t->day);
    return arena_printf(arena, "!%04d-%02d-%02d %02d:%02d:%02d.%09d", t->year, t->month, t->day,
                        t->hour, t->minute, t->second, t->nanos);
}

struct expr *beyond_literal(struct binder *binder, const struct expr *literal, uint32_t type)
{
    struct datetime t;
    if (!literal->text || !is_moment(type) ||
        datetime_read(binder->context->style.order, str_of(literal->text), &t) != DATETIME_OK)
        return NULL;
    const char *text = marked(binder->arena, &t, type);
    return text ? expr_const(binder->arena, type, text, literal->position) : NULL;
}

/* Below everything that is stored: -1, above: 1; within: 0. Infinities are twice as far. */
static int side_of(const struct expr *expr)
{
    if (!beyond_is(expr))
        return 0;
    const char *text = expr->text + 1;
    if (*text == 'i' || *text == '-')
        return *text == 'i' ? 2 : -2;
    return strncmp(text, "1900", 4) < 0 ? -1 : 1;
}

static bool holds(const char *name, int order)
{
    return (order < 0 && (*name == '<')) || (order > 0 && (*name == '>' || !strcmp(name, "<>"))) ||
           (order == 0 && (*name == '=' || !strcmp(name, "<=") || !strcmp(name, ">=")));
}

/* The one whose value decides whether there is an answer: not NULL there. */
static struct expr *known(struct binder *binder, struct expr *other, bool answer)
{
    if (!other->nullable)
        return expr_const(binder->arena, PG_BOOL, answer ? "t" : "f", other->position);
    struct expr *expr = expr_clickhouse(
        binder->arena, PG_BOOL,
        answer ? "if(isNull($1), NULL, true)" : "if(isNull($1), NULL, false)", 1, &other);
    expr->position = other->position;
    return expr;
}

static bool is_comparison(const struct routine *routine)
{
    return routine->n_args == 2 && routine->result == PG_BOOL && strchr("<=>", routine->name[0]) &&
           is_moment(routine->args[0]) && is_moment(routine->args[1]);
}

/* Of two such constants: a midnight has no clock. */
static int order_of(const struct expr *left, const struct expr *right)
{
    int sides = side_of(left) - side_of(right);
    if (sides || !beyond_is(left))
        return sides;
    size_t size = strlen(left->text), other = strlen(right->text);
    int order = strncmp(left->text, right->text, size < other ? size : other);
    const char *clock = size > other ? left->text + other : right->text + size;
    return order || strspn(clock, " 0:.") == strlen(clock) ? order : size > other ? 1 : -1;
}

bool beyond_compare(struct binder *binder, const struct routine *routine, const struct list *args,
                    struct expr **folded)
{
    struct expr *sides[2];
    *folded = NULL;
    if (args->n != 2 || !is_comparison(routine))
        return true;
    for (size_t i = 0; i < 2; i++) {
        struct expr *arg = args->items[i];
        bool is_literal = arg->kind == EXPR_CONST && arg->type == PG_UNKNOWN;
        struct expr *beyond = is_literal ? beyond_literal(binder, arg, routine->args[i]) : NULL;
        sides[i] = beyond ? beyond : arg;
    }
    if (!beyond_is(sides[0]) && !beyond_is(sides[1]))
        return true;
    for (size_t i = 0; i < 2; i++)
        if (!beyond_is(sides[i]) && !(sides[i] = coerce(binder, sides[i], routine->args[i], -1,
                                                        CAST_IMPLICIT, sides[i]->position)))
            return false;
    bool answer = holds(routine->name, order_of(sides[0], sides[1]));
    *folded = known(binder, beyond_is(sides[0]) ? sides[1] : sides[0], answer);
    return true;
}
