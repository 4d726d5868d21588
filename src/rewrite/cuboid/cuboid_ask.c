/* What a statement asks, in the words of base/cuboid.h. Knows no answers. */
#include "rewrite/cuboid/cuboid_ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/cuboid.h"

struct asking {
    struct binder *binder;
    struct arena *arena;
    struct query *block;
    struct cuboid_question *question;
    struct list outputs; /* struct cuboid_output … */
    struct list exprs;   /* … and struct expr: what each shows */
    struct cuboid_saying saying;
};

static const char *text_of(struct asking *asking, const struct expr *expr)
{
    return cuboid_text(&asking->saying, expr);
}

/* ---- keys ---- */

/* Whether equal values of the type are the same ones, and ordered as they are. */
static bool can_be_key(const struct expr *expr)
{
    static const uint32_t types[] = {PG_INT2, PG_INT4, PG_INT8,      PG_NUMERIC,     PG_BOOL,
                                     PG_TEXT, PG_DATE, PG_TIMESTAMP, PG_TIMESTAMPTZ, PG_VARCHAR};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i] == expr->type)
            return true;
    return pgtype_is_enum(expr->type);
}

static const char *name_of(const struct asking *asking, const struct expr *key)
{
    return key->kind == EXPR_COLUMN ? asking->block->from->table->columns[key->column.index].name
                                    : "an expression";
}

static bool ask_keys(struct asking *asking)
{
    const struct list *group_by = &asking->block->group_by;
    const char **keys = ARENA_ARRAY(asking->arena, const char *, group_by->n + 1);
    const char **names = ARENA_ARRAY(asking->arena, const char *, group_by->n + 1);
    if (group_by->n > CUBOID_KEYS)
        return false;
    for (size_t i = 0; i < group_by->n; i++) {
        if (!(keys[i] = cuboid_key_text(&asking->saying, group_by->items[i])))
            return false;
        names[i] = name_of(asking, group_by->items[i]);
    }
    asking->question->keys = keys;
    asking->question->names = names;
    asking->question->n_keys = group_by->n;
    return true;
}

static void ask_sets(struct asking *asking)
{
    const struct list *lists = &asking->block->grouping_sets;
    size_t n = lists->n ? lists->n : 1;
    uint64_t *sets = ARENA_ARRAY(asking->arena, uint64_t, n);
    sets[0] = lists->n ? 0 : (UINT64_C(1) << asking->question->n_keys) - 1;
    for (size_t i = 0; i < lists->n; i++) {
        const struct list *set = lists->items[i];
        for (size_t k = 0; k < set->n; k++)
            sets[i] |= UINT64_C(1) << (uintptr_t)set->items[k];
    }
    asking->question->sets = sets;
    asking->question->n_sets = n;
}

/* n_keys: it is none. */
static size_t key_of(const struct asking *asking, const struct expr *expr)
{
    const struct list *group_by = &asking->block->group_by;
    size_t i = 0;
    while (i < group_by->n && !expr_equal(group_by->items[i], expr))
        i++;
    return i;
}

/* ---- conditions ---- */

static void flatten(struct arena *arena, struct expr *expr, struct list *conjuncts)
{
    if (expr->kind != EXPR_BOOL || expr->bool_operator != BOOL_AND) {
        list_add(arena, conjuncts, expr);
        return;
    }
    for (LIST_EACH(struct expr, arg, &expr->args))
        flatten(arena, arg, conjuncts);
}

static bool ask_conjuncts(struct asking *asking)
{
    struct list exprs = {0};
    if (asking->block->where)
        flatten(asking->arena, asking->block->where, &exprs);
    struct cuboid_conjunct *conjuncts =
        ARENA_ARRAY(asking->arena, struct cuboid_conjunct, exprs.n + 1);
    for (size_t i = 0; i < exprs.n; i++) {
        const char *text = text_of(asking, exprs.items[i]);
        if (!text)
            return false;
        conjuncts[i] =
            (struct cuboid_conjunct){text, cuboid_condition_of(&asking->saying, exprs.items[i])};
    }
    asking->question->conjuncts = conjuncts;
    asking->question->n_conjuncts = exprs.n;
    return true;
}

/* ---- outputs ---- */

static const struct {
    const char *name;
    enum cuboid_function function;
    enum cuboid_output_kind kind;
} derivable[] = {
    {"count", CUBOID_COUNT, CUBOID_MEASURE}, {"sum", CUBOID_SUM, CUBOID_MEASURE},
    {"min", CUBOID_MIN, CUBOID_MEASURE},     {"max", CUBOID_MAX, CUBOID_MEASURE},
    {"avg", CUBOID_SUM, CUBOID_AVERAGE},
};

static bool is_float(uint32_t type)
{
    return type == PG_FLOAT8 || type == PG_FLOAT4;
}

/* A count of what is never NULL counts rows. */
static bool measure_of(struct asking *asking, const struct expr *argument,
                       enum cuboid_function function, struct cuboid_measure *measure)
{
    bool counts_rows = function == CUBOID_COUNT && (!argument || !argument->nullable);
    *measure = (struct cuboid_measure){.function = counts_rows ? CUBOID_ROWS : function};
    if (!argument || counts_rows)
        return counts_rows;
    measure->is_rounded = function == CUBOID_SUM && is_float(argument->type);
    return (measure->argument = text_of(asking, argument)) != NULL;
}

/* Of a single real a sum is rounded at each step. */
static bool can_be_measured(const struct expr *argument, enum cuboid_function function)
{
    if (function == CUBOID_SUM)
        return argument->type != PG_FLOAT4;
    return function == CUBOID_COUNT || is_float(argument->type) || can_be_key(argument);
}

static bool ask_filter(struct asking *asking, const struct expr *aggregate,
                       struct cuboid_output *output)
{
    const struct expr *filter = aggregate->aggregate.filter;
    if (filter)
        output->filter = cuboid_condition_of(&asking->saying, filter);
    return !filter || output->filter;
}

static void ask_aggregate(struct asking *asking, const struct expr *aggregate,
                          struct cuboid_output *output)
{
    const struct expr *argument = aggregate->args.n ? aggregate->args.items[0] : NULL;
    output->kind = CUBOID_OTHER;
    if (aggregate->aggregate.distinct || aggregate->aggregate.order_by.n || aggregate->args.n > 1)
        return;
    for (size_t i = 0; i < sizeof derivable / sizeof *derivable; i++) {
        if (strcmp(derivable[i].name, aggregate->aggregate.routine->name) != 0)
            continue;
        bool is_average = derivable[i].kind == CUBOID_AVERAGE;
        if ((argument && !can_be_measured(argument, derivable[i].function)) ||
            (is_average && (!argument || argument->type != PG_FLOAT8)) ||
            !measure_of(asking, argument, derivable[i].function, &output->measure) ||
            (is_average && !measure_of(asking, argument, CUBOID_COUNT, &output->count)) ||
            !ask_filter(asking, aggregate, output))
            return;
        output->kind = derivable[i].kind;
    }
}

static void ask_grouping(struct asking *asking, const struct expr *expr,
                         struct cuboid_output *output)
{
    size_t *keys = ARENA_ARRAY(asking->arena, size_t, expr->args.n + 1);
    output->kind = CUBOID_GROUPING;
    for (size_t i = 0; i < expr->args.n; i++) {
        keys[i] = key_of(asking, expr->args.items[i]);
        if (keys[i] == asking->question->n_keys)
            output->kind = CUBOID_OTHER;
    }
    output->keys = keys;
    output->n_keys = expr->args.n;
}

/* COALESCE(aggregate, integer), as DEFAULT ON NULL makes it; not of numerics, which show decimals.
 */
static const struct expr *take_default(const struct expr *expr, struct cuboid_output *output)
{
    struct cuboid_value value;
    if (expr->kind != EXPR_COALESCE || expr->args.n != 2 ||
        !cuboid_value_of(expr->args.items[1], &value) || value.is_null || value.is_text ||
        (expr->type != PG_INT8 && expr->type != PG_INT4 && expr->type != PG_FLOAT8))
        return expr;
    const struct expr *of = expr->args.items[0];
    if (of->kind != EXPR_AGGREGATE)
        return expr;
    output->has_default = true;
    output->otherwise = value.number;
    return of;
}

static struct cuboid_output *output_of(struct asking *asking, const struct expr *expr)
{
    struct cuboid_output *output = ARENA_NEW(asking->arena, struct cuboid_output);
    output->key = key_of(asking, expr);
    output->kind = CUBOID_OTHER;
    output->is_enum = pgtype_is_enum(expr->type);
    if (output->key < asking->question->n_keys) {
        output->kind = can_be_key(expr) ? CUBOID_KEY : CUBOID_OTHER;
        return output;
    }
    expr = take_default(expr, output);
    if (expr->kind == EXPR_AGGREGATE)
        ask_aggregate(asking, expr, output);
    bool is_extreme =
        output->measure.function == CUBOID_MIN || output->measure.function == CUBOID_MAX;
    if (expr->kind == EXPR_AGGREGATE && output->has_default && is_extreme)
        output->kind = CUBOID_OTHER;
    else if (expr->kind == EXPR_GROUPING)
        ask_grouping(asking, expr, output);
    return output;
}

static void add_output(struct asking *asking, struct expr *expr)
{
    list_add(asking->arena, &asking->outputs, output_of(asking, expr));
    list_add(asking->arena, &asking->exprs, expr);
}

static void ask_outputs(struct asking *asking)
{
    for (LIST_EACH(struct target, target, &asking->block->targets))
        add_output(asking, target->expr);
    asking->question->n_shown = asking->outputs.n;
}

/* ---- order ---- */

static size_t output_that_shows(struct asking *asking, struct expr *expr)
{
    size_t i = 0;
    while (i < asking->exprs.n && !expr_equal(asking->exprs.items[i], expr))
        i++;
    if (i == asking->exprs.n)
        add_output(asking, expr);
    return i;
}

static void ask_order(struct asking *asking)
{
    const struct list *keys = &asking->block->order_by;
    struct cuboid_order *orders = ARENA_ARRAY(asking->arena, struct cuboid_order, keys->n + 1);
    for (size_t i = 0; i < keys->n; i++) {
        const struct sort_key *key = keys->items[i];
        orders[i] = (struct cuboid_order){output_that_shows(asking, key->expr), key->descending,
                                          key->nulls_first};
    }
    asking->question->orders = orders;
    asking->question->n_orders = keys->n;
}

static bool count_of(const struct expr *expr, uint64_t none, uint64_t *count)
{
    *count = none;
    if (expr && expr->kind == EXPR_CONST && expr->text)
        *count = strtoull(expr->text, NULL, 10);
    return !expr || expr->kind == EXPR_CONST;
}

/* ---- the whole ---- */

static const char *source_of(const struct asking *asking)
{
    const struct catalog_table *table = asking->block->from->table;
    return arena_printf(asking->arena, "%zu %s.%s", strlen(table->schema), table->schema,
                        table->name);
}

static bool is_understood(const struct asking *asking)
{
    for (LIST_EACH(const struct cuboid_output, output, &asking->outputs))
        if (output->kind == CUBOID_OTHER)
            return false;
    return true;
}

static void copy_derivations(struct asking *asking)
{
    const struct list *noted = &asking->saying.derivations;
    struct cuboid_derivation *derivations =
        ARENA_ARRAY(asking->arena, struct cuboid_derivation, noted->n + 1);
    for (size_t i = 0; i < noted->n; i++)
        derivations[i] = *(const struct cuboid_derivation *)noted->items[i];
    asking->question->derivations = derivations;
    asking->question->n_derivations = noted->n;
}

static void copy_outputs(struct asking *asking)
{
    struct cuboid_output *outputs =
        ARENA_ARRAY(asking->arena, struct cuboid_output, asking->outputs.n + 1);
    for (size_t i = 0; i < asking->outputs.n; i++)
        outputs[i] = *(const struct cuboid_output *)asking->outputs.items[i];
    asking->question->outputs = outputs;
    asking->question->n_outputs = asking->outputs.n;
}

static bool ask(struct asking *asking)
{
    const struct query *block = asking->block;
    struct cuboid_question *question = asking->question;
    if (!ask_keys(asking) || !ask_conjuncts(asking))
        return false;
    ask_sets(asking);
    ask_outputs(asking);
    ask_order(asking);
    copy_outputs(asking);
    copy_derivations(asking);
    bool has_counts = count_of(block->limit, UINT64_MAX, &question->limit) &&
                      count_of(block->offset, 0, &question->offset);
    question->allows_rounding =
        settings_get_bool(asking->binder->context->settings, "pivot.rollup_floats");
    question->can_be_asked = has_counts && !block->having && is_understood(asking);
    question->is_cuboid = question->n_keys && !block->grouping_sets.n && !block->having &&
                          !block->limit && !block->offset;
    question->source = source_of(asking);
    return true;
}

static bool is_plain_grouping(const struct query *query)
{
    return query->kind == QUERY_SELECT && query->is_aggregated && query->from &&
           query->from->kind == REL_TABLE && query->from->table->kind == CATALOG_TABLE &&
           !query->from->table->viewed && !query->distinct && !query->distinct_on.n &&
           !query->with_ties && !query->limit_by.n && !query->has_no_columns;
}

bool cuboid_note(struct binder *binder, struct query *query)
{
    binder->cuboid = NULL;
    if (!is_plain_grouping(query) || !settings_get_bool(binder->context->settings, "pivot.cuboids"))
        return true;
    struct asking asking = {
        .binder = binder,
        .arena = binder->arena,
        .block = query,
        .question = ARENA_NEW(binder->arena, struct cuboid_question),
        .saying = {.arena = binder->arena, .table = query->from, .context = binder->context}};
    if (ask(&asking))
        binder->cuboid = asking.question;
    return true;
}
