/* Conversions of dates and of group keys that need not be made for every row. */
#include "rewrite/lower/narrow_key.h"

#include <string.h>

#include "rewrite/lower/narrow_guard.h"
#include "rewrite/routines/template_text.h"

#define OF_DATE "toDateTime64($1, 6, 'UTC')"

static size_t count_text(const char *text, const char *wanted)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, wanted)); at += strlen(wanted))
        n++;
    return n;
}

static bool is_date_as_timestamp(const struct expr *expr)
{
    return expr->kind == EXPR_CAST && expr->cast->source == PG_DATE &&
           strcmp(expr->cast->clickhouse, OF_DATE) == 0;
}

/*
 * The template of a routine for a date as argument `i`, where it makes a DateTime64(6) of that
 * itself: making one twice is making it once, and the date of the timestamp at a date's midnight is
 * the date, for both types reach from 1900 to 2299. NULL: it wants a timestamp.
 */
static const char *template_of_date(struct arena *arena, const char *template_, size_t i)
{
    const char *placeholder = arena_printf(arena, "$%zu", i + 1);
    const char *timestamp = arena_printf(arena, "toDateTime64($%zu, 6, 'UTC')", i + 1);
    size_t n = count_text(template_, placeholder);
    if (n == 0 || n != count_text(template_, timestamp) || strchr(template_, '@') ||
        strchr(template_, '&') || strchr(template_, '*'))
        return NULL;
    return template_replace(arena, template_, arena_printf(arena, "toDate32(%s)", timestamp),
                            arena_printf(arena, "toDate32(%s)", placeholder));
}

void narrow_date(struct arena *arena, struct expr **at)
{
    const struct expr *expr = *at;
    if (expr->kind != EXPR_CALL || expr->routine->scaled)
        return;
    for (size_t i = 0; i < expr->args.n && i < ROUTINE_MAX_ARGS; i++) {
        const struct expr *arg = expr->args.items[i];
        const char *template_ = is_date_as_timestamp(arg)
                                    ? template_of_date(arena, (*at)->routine->clickhouse, i)
                                    : NULL;
        if (!template_)
            continue;
        *at = narrow_template(arena, *at, template_);
        (*at)->args.items[i] = arg->args.items[0];
    }
}

/* Functions of a day or an hour give the same of a DateTime of any precision. */
static const char *const plain_functions[] = {
    "toDate32(",  "toYear(",    "toQuarter(",   "toMonth(", "toDayOfMonth(",
    "toISOWeek(", "toISOYear(", "toDayOfWeek(", "toHour(",  "toMinute(",
};

static const char *template_of_timestamp(struct arena *arena, const char *template_, size_t i)
{
    for (size_t f = 0; f < sizeof plain_functions / sizeof *plain_functions; f++)
        template_ = template_replace(
            arena, template_,
            arena_printf(arena, "%stoDateTime64($%zu, 6, 'UTC')", plain_functions[f], i + 1),
            arena_printf(arena, "%s$%zu", plain_functions[f], i + 1));
    return template_;
}

void narrow_timestamp(struct arena *arena, struct expr **at)
{
    const struct expr *expr = *at;
    if (expr->kind != EXPR_CALL || expr->routine->scaled || !expr->routine->clickhouse ||
        !strstr(expr->routine->clickhouse, "(toDateTime64($"))
        return;
    for (size_t i = 0; i < expr->args.n && i < ROUTINE_MAX_ARGS; i++) {
        const struct expr *arg = expr->args.items[i];
        if (arg->kind != EXPR_COLUMN || (arg->type != PG_TIMESTAMP && arg->type != PG_TIMESTAMPTZ))
            continue;
        const char *template_ = template_of_timestamp(arena, (*at)->routine->clickhouse, i);
        if (template_ != (*at)->routine->clickhouse)
            *at = narrow_template(arena, *at, template_);
    }
}

/*
 * Forms that are one to one, so that equal keys are equal before: a whole number as a Decimal, and
 * a day as the timestamp of its midnight. The inner call must give a Date32 or an integer.
 */
static const struct {
    const char *before, *after;
} forms[] = {
    {"toDateTime64(toDate32(", ", 6, 'UTC')"},
    {"toDateTime64(toMonday(toDate32(", ", 6, 'UTC')"},
    {"toDateTime64(toStartOfMonth(toDate32(", ", 6, 'UTC')"},
    {"toDateTime64(toStartOfQuarter(toDate32(", ", 6, 'UTC')"},
    {"toDateTime64(toStartOfYear(toDate32(", ", 6, 'UTC')"},
    {"toDecimal256(toYear(", ", 0)"},
    {"toDecimal256(toQuarter(", ", 0)"},
    {"toDecimal256(toMonth(", ", 0)"},
    {"toDecimal256(toDayOfMonth(", ", 0)"},
    {"toDecimal256(toDayOfWeek(", ", 0)"},
    {"toDecimal256(toDayOfYear(", ", 0)"},
    {"toDecimal256(toISOWeek(", ", 0)"},
    {"toDecimal256(toISOYear(", ", 0)"},
    {"toDecimal256(toHour(", ", 0)"},
    {"toDecimal256(toMinute(", ", 0)"},
};

/* The call inside of the form, if all that is around it is the form; NULL: another template. */
static const char *inner_template(struct arena *arena, const char *template_, size_t form)
{
    size_t before = strcspn(forms[form].before, "(") + 1, after = strlen(forms[form].after);
    size_t size = strlen(template_);
    if (strncmp(template_, forms[form].before, strlen(forms[form].before)) != 0 ||
        size < before + after || strcmp(template_ + size - after, forms[form].after) != 0)
        return NULL;
    const char *inner = arena_strndup(arena, template_ + before, size - before - after);
    int depth = 0;
    for (const char *at = inner; *at; at++) {
        depth += (*at == '(') - (*at == ')');
        if (depth < 0 || (*at == ')' && depth == 0 && at[1]))
            return NULL;
    }
    /* An argument that is named twice may be bound by the whole, but not by a part of it. */
    return count_text(template_, "$") == 1 ? inner : NULL;
}

static const char *inner_of(struct arena *arena, const struct expr *key)
{
    if (key->kind != EXPR_CALL || key->routine->scaled)
        return NULL;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *inner = inner_template(arena, key->routine->clickhouse, i);
        if (inner)
            return inner;
    }
    return NULL;
}

struct expr *narrow_day(struct arena *arena, struct expr *expr)
{
    if (expr->type == PG_DATE)
        return expr;
    if (is_date_as_timestamp(expr))
        return expr->args.items[0];
    bool is_moment = expr->type == PG_TIMESTAMP || expr->type == PG_TIMESTAMPTZ;
    const char *inner = is_moment ? inner_of(arena, expr) : NULL;
    struct expr *day = inner ? narrow_template(arena, expr, inner) : NULL;
    if (day)
        day->type = PG_DATE;
    return day;
}

struct expr *narrow_field(struct arena *arena, const struct expr *expr)
{
    const char *inner = expr->type == PG_NUMERIC ? inner_of(arena, expr) : NULL;
    return inner ? narrow_template(arena, expr, inner) : NULL;
}

bool narrow_is_field(const struct expr *expr)
{
    if (expr->kind != EXPR_CALL || expr->type != PG_NUMERIC || expr->routine->scaled)
        return false;
    const char *template_ = expr->routine->clickhouse;
    size_t size = strlen(template_);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t before = strlen(forms[i].before), after = strlen(forms[i].after);
        if (size >= before + after && strncmp(template_, forms[i].before, before) == 0 &&
            strcmp(template_ + size - after, forms[i].after) == 0)
            return true;
    }
    return false;
}

void narrow_group_keys(struct arena *arena, struct query *query)
{
    if (query->grouping_sets.n)
        return; /* grouping(…) names the whole keys */
    for (size_t i = 0; i < query->group_by.n; i++) {
        const char *inner = inner_of(arena, query->group_by.items[i]);
        if (inner)
            query->group_by.items[i] = narrow_template(arena, query->group_by.items[i], inner);
    }
}
