/* Aggregates from groups: what each needs stored, and the rules of measures. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/rollup/rollup_match.h"

static const struct rollup_aggregate derivable[] = {
    {"count", ROLLUP_COUNT, WAY_COUNT, false},
    {"sum", ROLLUP_SUM, WAY_ALIKE, false},
    {"avg", ROLLUP_SUM, WAY_AVERAGE, false},
    {"min", ROLLUP_MIN, WAY_ALIKE, true},
    {"max", ROLLUP_MAX, WAY_ALIKE, true},
    {"bool_and", ROLLUP_MIN, WAY_ALIKE, true},
    {"every", ROLLUP_MIN, WAY_ALIKE, true},
    {"bool_or", ROLLUP_MAX, WAY_ALIKE, true},
    {"bit_and", ROLLUP_ROWS, WAY_NONE, true},
    {"bit_or", ROLLUP_ROWS, WAY_NONE, true},
    {"var_pop", ROLLUP_VARIANCE, WAY_SPREAD, false},
    {"var_samp", ROLLUP_VARIANCE, WAY_SPREAD, false},
    {"variance", ROLLUP_VARIANCE, WAY_SPREAD, false},
    {"stddev_pop", ROLLUP_VARIANCE, WAY_SPREAD, false},
    {"stddev_samp", ROLLUP_VARIANCE, WAY_SPREAD, false},
    {"stddev", ROLLUP_VARIANCE, WAY_SPREAD, false},
};

static const struct rollup_aggregate *find_aggregate(const struct expr *aggregate)
{
    for (size_t i = 0; i < sizeof derivable / sizeof *derivable; i++)
        if (strcmp(derivable[i].name, aggregate->aggregate.routine->name) == 0)
            return &derivable[i];
    return NULL;
}

static const struct catalog_column *base_column(const struct rollup_match *match,
                                                const struct expr *expr)
{
    return expr->kind == EXPR_COLUMN && expr->column.rel == match->block->from
               ? &match->rollup->base->columns[expr->column.index]
               : NULL;
}

static void add_column(const struct rollup_match *match, struct rollup_derivation *derivation,
                       const struct catalog_column *column)
{
    for (LIST_EACH(const struct catalog_column, known, &derivation->columns))
        if (known == column)
            return;
    list_add(match->binder->arena, &derivation->columns, (void *)(uintptr_t)column);
}

/* ---- CASE over keys ---- */

/* NULL adds nothing to any aggregate, 0 nothing to a sum; extremes take any constant. */
static bool is_neutral(const struct expr *expr, enum rollup_function function)
{
    if (expr->kind != EXPR_CONST)
        return false;
    if (!expr->text || function != ROLLUP_SUM)
        return true;
    return strspn(expr->text, "0.") == strlen(expr->text);
}

/* Whether merging its values by group gives what merging it by row does. */
static bool take_branch(const struct rollup_match *match, struct rollup_derivation *derivation,
                        struct expr *expr, rollup_over_keys *is_over_keys)
{
    const struct catalog_column *column = base_column(match, expr);
    if (column)
        add_column(match, derivation, column);
    if (column || is_neutral(expr, derivation->of->stored))
        return true;
    if (expr->kind != EXPR_CASE)
        return false;
    for (LIST_EACH(struct case_when, when, &expr->cases.whens))
        if (!is_over_keys(match, when->condition) ||
            !take_branch(match, derivation, when->result, is_over_keys))
            return false;
    return !expr->cases.otherwise ||
           take_branch(match, derivation, expr->cases.otherwise, is_over_keys);
}

/* ---- derivations ---- */

static bool are_over_keys(const struct rollup_match *match, const struct expr *aggregate,
                          rollup_over_keys *is_over_keys)
{
    for (LIST_EACH(struct expr, arg, &aggregate->args))
        if (!is_over_keys(match, arg))
            return false;
    for (LIST_EACH(struct sort_key, key, &aggregate->aggregate.order_by))
        if (!is_over_keys(match, key->expr))
            return false;
    return aggregate->args.n > 0;
}

/* Whether the column's own measure is stored, so that it need not be made from the key. */
static bool is_measured(const struct rollup_match *match,
                        const struct rollup_derivation *derivation,
                        const struct catalog_column *column)
{
    return rollup_find_measure(match->rollup, derivation->of->stored, column) != NULL;
}

static enum rollup_argument argument_of(const struct rollup_match *match,
                                        struct rollup_derivation *derivation,
                                        rollup_over_keys *is_over_keys)
{
    const struct list *args = &derivation->aggregate->args;
    if (args->n == 0)
        return ARGUMENT_NONE;
    struct expr *arg = args->items[0];
    const struct catalog_column *column = base_column(match, arg);
    if (args->n > 1)
        return ARGUMENT_OTHER;
    if (!(column && is_measured(match, derivation, column)) && is_over_keys(match, arg))
        return ARGUMENT_KEYS;
    if (column) {
        add_column(match, derivation, column);
        return ARGUMENT_COLUMN;
    }
    return derivation->way == WAY_ALIKE && take_branch(match, derivation, arg, is_over_keys)
               ? ARGUMENT_CASE
               : ARGUMENT_OTHER;
}

struct rollup_derivation *rollup_derive(const struct rollup_match *match, struct expr *aggregate,
                                        rollup_over_keys *is_over_keys)
{
    struct rollup_derivation *derivation =
        ARENA_NEW(match->binder->arena, struct rollup_derivation);
    derivation->aggregate = aggregate;
    derivation->of = find_aggregate(aggregate);
    bool ignores_repeats =
        aggregate->aggregate.distinct || (derivation->of && derivation->of->ignores_repeats);
    if (ignores_repeats && are_over_keys(match, aggregate, is_over_keys)) {
        derivation->way = WAY_KEYS;
        return derivation;
    }
    if (!derivation->of || derivation->of->way == WAY_NONE)
        return derivation;
    derivation->way = derivation->of->way;
    if (aggregate->aggregate.distinct)
        derivation->way = derivation->way == WAY_COUNT ? WAY_DISTINCT : WAY_NONE;
    derivation->argument = argument_of(match, derivation, is_over_keys);
    return derivation;
}

/* ---- rules of the aggregate ---- */

static const struct expr *argument(const struct rollup_derivation *derivation)
{
    return derivation->aggregate->args.items[0];
}

static bool is_derivable(const struct rollup_match *match,
                         const struct rollup_derivation *derivation)
{
    (void)match;
    return derivation->way != WAY_NONE;
}

/* Rows that are equal in the keys are counted; what is exact in integers only is not multiplied. */
static bool is_countable(const struct rollup_derivation *derivation)
{
    uint32_t type = argument(derivation)->type;
    return derivation->way == WAY_COUNT ||
           (derivation->of->stored == ROLLUP_SUM &&
            (type == PG_INT2 || type == PG_INT4 || type == PG_INT8));
}

static bool has_argument(const struct rollup_match *match,
                         const struct rollup_derivation *derivation)
{
    (void)match;
    return derivation->argument != ARGUMENT_OTHER &&
           (derivation->argument != ARGUMENT_KEYS || is_countable(derivation));
}

/* ---- rules of the columns that it measures ---- */

static enum rollup_function stored_by(const struct rollup_derivation *derivation)
{
    return derivation->way == WAY_DISTINCT ? ROLLUP_DISTINCT : derivation->of->stored;
}

static const struct rollup_measure *measure_of(const struct rollup_match *match,
                                               const struct rollup_derivation *derivation,
                                               const struct catalog_column *column)
{
    return rollup_find_measure(match->rollup, stored_by(derivation), column);
}

static bool is_float(const struct catalog_column *column)
{
    return column->pg_type == PG_FLOAT8 || column->pg_type == PG_FLOAT4;
}

/* What ClickHouse has compared when it stored the measure. */
static bool has_order(const struct rollup_match *match, const struct rollup_derivation *derivation,
                      const struct catalog_column *column)
{
    (void)match;
    enum rollup_function stored = stored_by(derivation);
    bool compares = stored == ROLLUP_MIN || stored == ROLLUP_MAX || stored == ROLLUP_DISTINCT;
    return !compares || rollup_compares_alike(column);
}

/* count(x) of a column without NULLs is the number of rows. */
static bool is_stored(const struct rollup_match *match, const struct rollup_derivation *derivation,
                      const struct catalog_column *column)
{
    return (derivation->way == WAY_COUNT && !column->nullable) ||
           measure_of(match, derivation, column) != NULL;
}

/* M2, M3: a NULL of the column is no row of its average, and a group of NULLs has no sum. */
static bool keeps_nulls(const struct rollup_match *match,
                        const struct rollup_derivation *derivation,
                        const struct catalog_column *column)
{
    const struct rollup_measure *measure = measure_of(match, derivation, column);
    if (!column->nullable || derivation->way == WAY_COUNT || !measure)
        return true;
    if (derivation->way == WAY_AVERAGE && !rollup_find_measure(match->rollup, ROLLUP_COUNT, column))
        return false;
    return !measure->is_state && chtype_is_nullable(measure->stored->type);
}

/* Bits of an integer type, 0 of others. */
static int bits_of(enum chtype_kind kind)
{
    static const int bits[] = {
        [CH_INT8] = 8,     [CH_INT16] = 16,   [CH_INT32] = 32,    [CH_INT64] = 64,
        [CH_INT128] = 128, [CH_INT256] = 256, [CH_UINT8] = 8,     [CH_UINT16] = 16,
        [CH_UINT32] = 32,  [CH_UINT64] = 64,  [CH_UINT128] = 128, [CH_UINT256] = 256};
    return (size_t)kind < sizeof bits / sizeof *bits ? bits[kind] : 0;
}

#define ROW_DIGITS 19 /* of the largest number of rows */

/* The type of a state's value is that of ClickHouse's sum: of 64 bits, of 38 digits. */
static bool is_wide(const struct chtype *base, const struct rollup_measure *measure)
{
    const struct chtype *stored = chtype_strip(measure->stored->type);
    if (measure->is_state && stored->n_args)
        stored = chtype_strip(stored->args[0]);
    int bits = bits_of(stored->kind), needed = bits_of(base->kind);
    if (needed)
        return measure->base->pg_type != PG_NUMERIC && bits &&
               (measure->is_state ? needed <= 32 || bits > 64 : bits >= (needed <= 32 ? 64 : 128));
    if (base->kind == CH_DECIMAL) {
        int digits = measure->is_state ? (stored->precision <= 38 ? 38 : 76) : stored->precision;
        return stored->kind == CH_DECIMAL && stored->scale == base->scale &&
               digits >= base->precision + ROW_DIGITS;
    }
    return (base->kind == CH_FLOAT64 || base->kind == CH_FLOAT32) &&
           (stored->kind == CH_FLOAT64 || measure->is_state);
}

static bool is_wide_enough(const struct rollup_match *match,
                           const struct rollup_derivation *derivation,
                           const struct catalog_column *column)
{
    const struct rollup_measure *measure = measure_of(match, derivation, column);
    return stored_by(derivation) != ROLLUP_SUM || !measure ||
           is_wide(chtype_strip(column->type), measure);
}

static bool may_round(const struct rollup_match *match, const struct rollup_derivation *derivation,
                      const struct catalog_column *column)
{
    enum rollup_function stored = stored_by(derivation);
    return !is_float(column) || (stored != ROLLUP_SUM && stored != ROLLUP_VARIANCE) ||
           settings_get_bool(match->binder->context->settings, "pivot.rollup_floats");
}

/* Merged variances begin with the number of values, and the sum says whether one is NaN. */
static bool has_companions(const struct rollup_match *match,
                           const struct rollup_derivation *derivation,
                           const struct catalog_column *column)
{
    return derivation->way != WAY_SPREAD ||
           (!column->nullable && column->pg_type == PG_FLOAT8 &&
            rollup_find_measure(match->rollup, ROLLUP_SUM, column));
}

static const struct aggregate_rule {
    enum rollup_rule_id rule;
    bool (*holds)(const struct rollup_match *match, const struct rollup_derivation *derivation);
} aggregate_rules[] = {
    {RULE_M8, is_derivable},
    {RULE_M7, has_argument},
};

static const struct column_rule {
    enum rollup_rule_id rule;
    bool (*holds)(const struct rollup_match *match, const struct rollup_derivation *derivation,
                  const struct catalog_column *column);
} column_rules[] = {
    {RULE_M4, has_order},       {RULE_N3, may_round},   {RULE_M3, is_stored},
    {RULE_M11, has_companions}, {RULE_M2, keeps_nulls}, {RULE_M17, is_wide_enough},
};

/* What the derivation needs of the column, as a view would say it. */
static const char *wanted_measure(const struct rollup_match *match,
                                  const struct rollup_derivation *derivation,
                                  const struct catalog_column *column)
{
    static const char *const names[] = {[ROLLUP_ROWS] = "count",
                                        [ROLLUP_COUNT] = "count",
                                        [ROLLUP_SUM] = "sum",
                                        [ROLLUP_MIN] = "min",
                                        [ROLLUP_MAX] = "max",
                                        [ROLLUP_DISTINCT] = "uniqExactState",
                                        [ROLLUP_VARIANCE] = "varPopStableState"};
    return arena_printf(match->binder->arena, "%s(%s)", names[stored_by(derivation)], column->name);
}

enum rollup_rule_id rollup_check_derivation(const struct rollup_match *match,
                                            const struct rollup_derivation *derivation,
                                            const char **subject)
{
    *subject = derivation->aggregate->aggregate.routine->name;
    if (derivation->way == WAY_KEYS)
        return RULE_NONE;
    for (size_t i = 0; i < sizeof aggregate_rules / sizeof *aggregate_rules; i++)
        if (!rollup_rule_is(aggregate_rules[i].rule, match->without) &&
            !aggregate_rules[i].holds(match, derivation))
            return aggregate_rules[i].rule;
    for (LIST_EACH(const struct catalog_column, column, &derivation->columns)) {
        *subject = column->name;
        for (size_t i = 0; i < sizeof column_rules / sizeof *column_rules; i++)
            if (!rollup_rule_is(column_rules[i].rule, match->without) &&
                !column_rules[i].holds(match, derivation, column)) {
                if (column_rules[i].rule == RULE_M3)
                    *subject = wanted_measure(match, derivation, column);
                return column_rules[i].rule;
            }
    }
    return RULE_NONE;
}
