/* Conditions on moments as ranges, and the whole buckets in them. */
#include <string.h>

#include "base/datetime.h"
#include "rewrite/rollup/rollup_match.h"

#define SECOND_MICROS INT64_C(1000000)
#define DAY_MICROS (86400 * SECOND_MICROS)

/* A constant date or timestamp. */
static bool moment_of(const struct expr *expr, int64_t *micros)
{
    struct datetime t;
    if (expr->kind == EXPR_CAST && expr->type == PG_TIMESTAMP)
        expr = expr->args.items[0];
    if (expr->kind != EXPR_CONST || !expr->text ||
        (expr->type != PG_TIMESTAMP && expr->type != PG_DATE) ||
        datetime_parse(str_of(expr->text), &t) != DATETIME_OK || t.special || t.has_zone)
        return false;
    *micros = datetime_seconds(&t) * SECOND_MICROS + t.nanos / 1000;
    return true;
}

/* The least difference of two values of the column. */
static int64_t tick_of(const struct chtype *type)
{
    int64_t tick = 1;
    type = chtype_strip(type);
    if (type->kind != CH_DATETIME64)
        return type->kind == CH_DATETIME ? SECOND_MICROS : DAY_MICROS;
    for (int scale = type->scale; scale < 6; scale++)
        tick *= 10;
    return tick;
}

/* The first value of the column that is not before the moment, or that is after it. */
static int64_t first_from(int64_t micros, int64_t tick, bool is_after)
{
    int64_t rest = micros % tick;
    int64_t start = micros - (rest < 0 ? rest + tick : rest);
    return start == micros && !is_after ? micros : start + tick;
}

static void narrow_from(struct rollup_range *range, int64_t from)
{
    range->from = from > range->from ? from : range->from;
}

static void narrow_to(struct rollup_range *range, int64_t to)
{
    range->to = to < range->to ? to : range->to;
}

static const struct comparison {
    const char *name, *mirrored;
    int from, to; /* 0: no such end; 1: the first not before; 2: the first after */
} comparisons[] = {
    {">=", "<=", 1, 0}, {">", "<", 2, 0}, {"<", ">", 0, 1}, {"<=", ">=", 0, 2}, {"=", "=", 1, 2},
};

static void narrow(struct rollup_range *range, const struct comparison *comparison, int64_t moment)
{
    int64_t tick = tick_of(range->key->base->type);
    if (comparison->from)
        narrow_from(range, first_from(moment, tick, comparison->from == 2));
    if (comparison->to)
        narrow_to(range, first_from(moment, tick, comparison->to == 2));
}

/* The buckets of the column that the expression is, if no key is the column itself. */
static const struct rollup_key *bucket_of(const struct rollup_match *match, const struct expr *expr)
{
    if (expr->kind != EXPR_COLUMN || expr->column.rel != match->block->from)
        return NULL;
    const struct catalog_column *column = &match->rollup->base->columns[expr->column.index];
    return rollup_find_key(match->rollup, column) ? NULL
                                                  : rollup_find_bucket(match->rollup, column);
}

bool rollup_range_take(struct rollup_match *match, const struct expr *condition)
{
    if (condition->kind != EXPR_CALL || condition->args.n != 2)
        return false;
    const struct expr *left = condition->args.items[0], *right = condition->args.items[1];
    bool is_mirrored = bucket_of(match, right) != NULL;
    const struct rollup_key *key = bucket_of(match, is_mirrored ? right : left);
    int64_t moment;
    if (!key || !moment_of(is_mirrored ? left : right, &moment) ||
        (match->range.key && match->range.key != key))
        return false;
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
        const char *name = is_mirrored ? comparisons[i].mirrored : comparisons[i].name;
        if (strcmp(condition->routine->name, name) != 0)
            continue;
        if (!match->range.key)
            match->range = (struct rollup_range){key, INT64_MIN, INT64_MAX};
        narrow(&match->range, &comparisons[i], moment);
        return true;
    }
    return false;
}

struct rollup_range rollup_range_core(const struct rollup_range *range)
{
    struct rollup_range core = *range;
    if (range->key && range->from != INT64_MIN)
        core.from = time_unit_ceiling(range->key->unit, range->from);
    if (range->key && range->to != INT64_MAX)
        core.to = time_unit_floor(range->key->unit, range->to);
    return core;
}

bool rollup_range_is_empty(const struct rollup_range *range)
{
    return range->key && range->from >= range->to;
}

static const char *bound_sql(struct arena *arena, const char *sql, const char *comparison,
                             int64_t micros)
{
    return arena_printf(arena, "(%s %s fromUnixTimestamp64Micro(%lld, 'UTC'))", sql, comparison,
                        (long long)micros);
}

const char *rollup_range_sql(struct arena *arena, const struct rollup_range *range, const char *sql)
{
    if (!range->key || (range->from == INT64_MIN && range->to == INT64_MAX))
        return NULL;
    const char *from = range->from == INT64_MIN ? "" : bound_sql(arena, sql, ">=", range->from);
    const char *to = range->to == INT64_MAX ? "" : bound_sql(arena, sql, "<", range->to);
    return arena_printf(arena, "(%s%s%s)", from, *from && *to ? " AND " : "", to);
}
