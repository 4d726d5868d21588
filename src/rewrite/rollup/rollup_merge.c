/* Aggregates of rows, made aggregates of groups of them. */
#include <string.h>

#include "rewrite/rollup/rollup_apply.h"
#include "rewrite/routines/merged.h"
#include "rewrite/routines/template_text.h"

static const struct routine merged_distinct = {.name = "count",
                                               .result = PG_INT8,
                                               .args = {PG_INT8},
                                               .n_args = 1,
                                               .never_null = true,
                                               .clickhouse = "toInt64(uniqExactMerge[$1])"};

/* ---- parts ---- */

static size_t part_index(struct rollup_application *application, enum rollup_function function,
                         const struct catalog_column *base)
{
    for (size_t i = 0; i < application->parts.n; i++) {
        const struct rollup_part *part = application->parts.items[i];
        if (part->function == function && part->base == base)
            return i;
    }
    struct rollup_part *part = ARENA_NEW(application->arena, struct rollup_part);
    *part = (struct rollup_part){function, base,
                                 rollup_find_measure(application->match->rollup, function, base)};
    list_add(application->arena, &application->parts, part);
    return application->parts.n - 1;
}

static void add_column(struct rollup_application *application, const struct rel_column *column)
{
    struct rel *rel = application->rel;
    struct rel_column *columns =
        ARENA_ARRAY(application->arena, struct rel_column, rel->n_columns + 1);
    for (size_t i = 0; i < rel->n_columns; i++)
        columns[i] = rel->columns[i];
    columns[rel->n_columns++] = *column;
    rel->columns = columns;
}

struct expr *rollup_part_column(struct rollup_application *application,
                                enum rollup_function function, const struct catalog_column *base)
{
    size_t index = application->n_base + part_index(application, function, base);
    if (index == application->rel->n_columns) {
        bool is_value = function == ROLLUP_SUM || function == ROLLUP_MIN || function == ROLLUP_MAX;
        struct rel_column column = {.name = "measure",
                                    .type = is_value ? base->pg_type : PG_INT8,
                                    .typmod = is_value ? base->typmod : -1,
                                    .nullable = is_value && base->nullable};
        add_column(application, &column);
    }
    return expr_column(application->arena, application->rel, index, 0);
}

/* The column's count of values; the number of rows where it has no NULLs. */
static struct expr *count_column(struct rollup_application *application,
                                 const struct catalog_column *base)
{
    return base && base->nullable ? rollup_part_column(application, ROLLUP_COUNT, base)
                                  : rollup_part_column(application, ROLLUP_ROWS, NULL);
}

/* ---- aggregates ---- */

/* Columns in the branches of a CASE, and nothing in its conditions. */
static void put_parts(struct rollup_application *application, struct expr **at,
                      enum rollup_function function)
{
    struct expr *expr = *at;
    if (expr->kind == EXPR_COLUMN && expr->column.rel == application->rel) {
        *at = rollup_part_column(application, function,
                                 &application->match->rollup->base->columns[expr->column.index]);
        (*at)->position = expr->position;
    } else if (expr->kind == EXPR_CASE) {
        for (LIST_EACH(struct case_when, when, &expr->cases.whens))
            put_parts(application, &when->result, function);
        if (expr->cases.otherwise)
            put_parts(application, &expr->cases.otherwise, function);
    }
}

/* Of keys: the value as often as there are rows. Of an int8 the sum is a numeric. */
static struct expr *times_rows(struct rollup_application *application, struct expr *key)
{
    struct expr *args[] = {key, rollup_part_column(application, ROLLUP_ROWS, NULL)};
    const char *template_ =
        key->type == PG_INT8 ? "(toInt128($1) * toInt128($2))" : "(toInt64($1) * toInt64($2))";
    struct expr *product = expr_clickhouse(application->arena, key->type, template_, 2, args);
    product->nullable = key->nullable;
    return product;
}

/* Rows in which the key is NULL do not count. */
static void leave_nulls_out(struct rollup_application *application, struct expr *aggregate,
                            struct expr *key)
{
    if (!key->nullable)
        return;
    struct expr *test = expr_new(application->arena, EXPR_NULL_TEST, PG_BOOL, 0);
    test->negated = true;
    list_add(application->arena, &test->args, expr_copy(application->arena, key));
    aggregate->aggregate.filter =
        expr_bool(application->arena, BOOL_AND, aggregate->aggregate.filter, test);
}

static void set_args(struct rollup_application *application, struct expr *aggregate, size_t n,
                     struct expr **args)
{
    aggregate->args = (struct list){0};
    for (size_t i = 0; i < n; i++)
        list_add(application->arena, &aggregate->args, args[i]);
}

static const struct catalog_column *first_column(const struct rollup_derivation *derivation)
{
    return derivation->columns.n ? derivation->columns.items[0] : NULL;
}

static void merge_alike(struct rollup_application *application,
                        const struct rollup_derivation *derivation)
{
    struct expr **arg = (struct expr **)&derivation->aggregate->args.items[0];
    if (derivation->argument == ARGUMENT_KEYS)
        *arg = times_rows(application, *arg);
    else
        put_parts(application, arg, derivation->of->stored);
}

static void merge_count(struct rollup_application *application,
                        const struct rollup_derivation *derivation)
{
    struct expr *aggregate = derivation->aggregate;
    if (derivation->argument == ARGUMENT_KEYS)
        leave_nulls_out(application, aggregate, aggregate->args.items[0]);
    struct expr *count = count_column(application, first_column(derivation));
    aggregate->aggregate.routine = &routine_merged_count;
    set_args(application, aggregate, 1, &count);
}

/* avg's own template, over a sum and a count of values: what was its second argument, the number of
 * decimals, is the third. */
static const char *over_counts(struct arena *arena, const char *template_)
{
    return template_replace(arena, template_replace(arena, template_, "$2", "$3"), "count[$1]",
                            "sum[$2]");
}

static const struct routine *merged_average(struct arena *arena, const struct routine *of)
{
    struct routine *routine = ARENA_NEW(arena, struct routine);
    *routine = *of;
    routine->n_args = 2;
    routine->args[1] = PG_INT8;
    routine->clickhouse = over_counts(arena, of->clickhouse);
    routine->scaled = over_counts(arena, of->scaled);
    routine->cut = over_counts(arena, of->cut);
    routine->shown = over_counts(arena, of->shown);
    return routine;
}

static void merge_average(struct rollup_application *application,
                          const struct rollup_derivation *derivation)
{
    struct expr *aggregate = derivation->aggregate, *args[2] = {aggregate->args.items[0]};
    if (derivation->argument == ARGUMENT_KEYS) {
        leave_nulls_out(application, aggregate, args[0]);
        args[0] = times_rows(application, args[0]);
    } else {
        put_parts(application, &args[0], ROLLUP_SUM);
    }
    args[1] = count_column(application, first_column(derivation));
    aggregate->aggregate.routine = merged_average(application->arena, aggregate->aggregate.routine);
    set_args(application, aggregate, 2, args);
}

static void merge_distinct(struct rollup_application *application,
                           const struct rollup_derivation *derivation)
{
    struct expr *state = rollup_part_column(application, ROLLUP_DISTINCT, first_column(derivation));
    derivation->aggregate->aggregate.routine = &merged_distinct;
    derivation->aggregate->aggregate.distinct = false;
    set_args(application, derivation->aggregate, 1, &state);
}

/* $1 the states, $2 the row counts, $3 the sums, for NaN (aggregates.c). */
#define VARIANCE_MERGED "(varPopStableMerge[$1] + 0 * sumOrNull[$3])"
#define OF_SAMPLE "(" VARIANCE_MERGED " * (sum[$2] / (toInt64(sum[$2]) - 1)))"
static const struct {
    const char *name, *merged;
} spreads[] = {
    {"var_pop", "if(sum[$2] >= 1, " VARIANCE_MERGED ", NULL)"},
    {"stddev_pop", "if(sum[$2] >= 1, sqrt(" VARIANCE_MERGED "), NULL)"},
    {"var_samp", "if(sum[$2] >= 2, " OF_SAMPLE ", NULL)"},
    {"variance", "if(sum[$2] >= 2, " OF_SAMPLE ", NULL)"},
    {"stddev_samp", "if(sum[$2] >= 2, sqrt(" OF_SAMPLE "), NULL)"},
    {"stddev", "if(sum[$2] >= 2, sqrt(" OF_SAMPLE "), NULL)"},
};

static void merge_spread(struct rollup_application *application,
                         const struct rollup_derivation *derivation)
{
    struct expr *aggregate = derivation->aggregate;
    const struct catalog_column *column = first_column(derivation);
    struct routine *routine = ARENA_NEW(application->arena, struct routine);
    *routine = *aggregate->aggregate.routine;
    routine->n_args = 3;
    routine->args[1] = PG_INT8;
    routine->args[2] = PG_FLOAT8;
    for (size_t i = 0; i < sizeof spreads / sizeof *spreads; i++)
        if (strcmp(spreads[i].name, routine->name) == 0)
            routine->clickhouse = spreads[i].merged;
    struct expr *args[] = {rollup_part_column(application, ROLLUP_VARIANCE, column),
                           rollup_part_column(application, ROLLUP_ROWS, NULL),
                           rollup_part_column(application, ROLLUP_SUM, column)};
    aggregate->aggregate.routine = routine;
    set_args(application, aggregate, 3, args);
}

static void merge_nothing(struct rollup_application *application,
                          const struct rollup_derivation *derivation)
{
    (void)application, (void)derivation;
}

static void (*const ways[])(struct rollup_application *application,
                            const struct rollup_derivation *derivation) = {
    [WAY_NONE] = merge_nothing,    [WAY_ALIKE] = merge_alike,       [WAY_COUNT] = merge_count,
    [WAY_AVERAGE] = merge_average, [WAY_DISTINCT] = merge_distinct, [WAY_SPREAD] = merge_spread,
    [WAY_KEYS] = merge_nothing,
};

void rollup_merge(struct rollup_application *application,
                  const struct rollup_derivation *derivation)
{
    ways[derivation->way](application, derivation);
}
