/* Lowering rules: from PostgreSQL's meaning to ClickHouse's. */
#include "rewrite/lower/lower.h"
#include "rewrite/routines/json_text.h"

#include <string.h>

#include "rewrite/bind/clickhouse_call.h"
#include "rewrite/bind/enum_type.h"
#include "rewrite/emit/literal.h"
#include "rewrite/lower/comparable.h"
#include "rewrite/lower/join_key.h"
#include "rewrite/lower/json_part.h"
#include "rewrite/lower/lower_aggregate.h"
#include "rewrite/lower/lower_arms.h"
#include "rewrite/lower/lower_compare.h"
#include "rewrite/lower/lower_grouping.h"
#include "rewrite/lower/lower_interval.h"
#include "rewrite/numeric/numeric_scale.h"
#include "rewrite/numeric/shown_scale.h"
#include "rewrite/routines/routine_row.h"
#include "rewrite/routines/template_text.h"
#include "rewrite/time/beyond.h"
#include "rewrite/write/stored_form.h"

#define WIDEST_DECIMAL 76 /* digits */

struct lowering {
    struct binder *binder;
    struct query *query;
    const struct expr *key; /* the group key at hand */
    struct list routines;   /* struct routine: made for the block */
    bool (*rule)(struct lowering *lowering, struct expr **at);
};

static const struct catalog_column *stored_column(const struct expr *expr)
{
    if (expr->kind != EXPR_COLUMN || expr->column.rel->kind != REL_TABLE)
        return NULL;
    return expr->column.rel->columns[expr->column.index].catalog;
}

static void replace(struct lowering *lowering, struct expr **at, const char *template_)
{
    struct expr *column = *at;
    struct expr *form =
        expr_clickhouse(lowering->binder->arena, column->type, template_, 1, &column);
    form->nullable = column->nullable;
    form->typmod = column->typmod;
    *at = form;
}

/* A cast, for the number of decimals to be read from the text (shown_scale.h). */
static void read_digits(struct lowering *lowering, struct expr **at)
{
    static const struct cast digits = {PG_TEXT, PG_NUMERIC, .clickhouse = DECIMAL_OF_DIGITS};
    struct expr *column = expr_copy(lowering->binder->arena, *at);
    struct expr *number = expr_new(lowering->binder->arena, EXPR_CAST, PG_NUMERIC, (*at)->position);
    column->type = PG_TEXT;
    number->cast = &digits;
    number->typmod = -1;
    number->nullable = column->nullable;
    list_add(lowering->binder->arena, &number->args, column);
    *at = number;
}

/* What one of ClickHouse's own functions takes as it is stored. */
static bool lower_stored_argument(struct lowering *lowering, struct expr *argument)
{
    struct expr *form = argument->args.items[0];
    struct expr *column =
        form->kind == EXPR_CLICKHOUSE && form->args.n ? form->args.items[0] : form;
    argument->args.items[0] = column;
    return stored_column(column) ||
           err_set(lowering->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, argument->position,
                   "a function of ClickHouse cannot take this column here as it is stored");
}

static bool lower_enum_constant(struct lowering *lowering, struct expr **at)
{
    if ((*at)->kind == EXPR_CONST && pgtype_is_enum((*at)->type))
        *at = enum_constant(lowering->binder, *at);
    return true;
}

static bool lower_stored_form(struct lowering *lowering, struct expr **at)
{
    if ((*at)->kind == EXPR_CLICKHOUSE && (*at)->template_ == clickhouse_stored)
        return lower_stored_argument(lowering, *at);
    const struct catalog_column *column = stored_column(*at);
    if (column && (*at)->type == PG_NUMERIC && stored_form_is_digits(column)) {
        read_digits(lowering, at);
        return true;
    }
    const char *form = column ? stored_form_of_column(lowering->binder->arena, column) : NULL;
    if (form)
        replace(lowering, at, form);
    return true;
}

/* The template with the plain calls for those that give NULL for no rows. */
static const char *without_or_null(struct arena *arena, const char *template_)
{
    static const char *const calls[][2] = {
        {"sumOrNull[", "sum["}, {"minOrNull[", "min["}, {"maxOrNull[", "max["}};
    for (size_t i = 0; template_ && i < sizeof calls / sizeof *calls; i++)
        template_ = template_replace(arena, template_, calls[i][0], calls[i][1]);
    return template_;
}

/* One for all calls of a block, so that equal calls stay equal. */
static const struct routine *routine_of_group(struct lowering *lowering, const struct routine *of)
{
    struct arena *arena = lowering->binder->arena;
    const char *plain = without_or_null(arena, of->clickhouse);
    if (plain == of->clickhouse)
        return of;
    for (LIST_EACH(const struct routine, made, &lowering->routines))
        if (strcmp(made->clickhouse, plain) == 0 && strcmp(made->name, of->name) == 0 &&
            memcmp(made->args, of->args, sizeof of->args) == 0)
            return made;
    struct routine *routine = ARENA_NEW(arena, struct routine);
    *routine = *of;
    routine->clickhouse = plain;
    routine->scaled = without_or_null(arena, routine->scaled);
    routine->shown = without_or_null(arena, routine->shown);
    list_add(arena, &lowering->routines, routine);
    return routine;
}

/*
 * Of a group that has rows, and a column without NULLs, the sum is never NULL: plain sum is what
 * ClickHouse's aggregate projections hold, sumOrNull is not, and takes longer. (Of an argument that
 * the template makes NULL it is NULL either way.)
 */
static bool lower_sum_of_group(struct lowering *lowering, struct expr **at)
{
    struct expr *expr = *at;
    const struct query *query = lowering->query;
    if (expr->kind != EXPR_AGGREGATE || expr->aggregate.filter || !query->group_by.n ||
        query->grouping_sets.n || expr->args.n != 1 ||
        ((const struct expr *)expr->args.items[0])->nullable)
        return true;
    expr->aggregate.routine = routine_of_group(lowering, expr->aggregate.routine);
    return true;
}

static bool wants_scale(const struct expr *arm, int scale)
{
    return !numeric_is_wide(arm) || numeric_scale(arm) != scale;
}

static void scale_arm(struct lowering *lowering, struct expr **arm, int scale)
{
    if (!wants_scale(*arm, scale))
        return;
    replace(lowering, arm, arena_printf(lowering->binder->arena, "toDecimal256($1, %d)", scale));
    (*arm)->typmod = pgtype_numeric_typmod(WIDEST_DECIMAL, scale);
}

/*
 * ClickHouse chooses between Decimals of one scale only. What is chosen becomes a wide Decimal, as
 * everything that is computed.
 */
static bool lower_decimal_scale(struct lowering *lowering, struct expr **at)
{
    struct expr *expr = *at;
    bool is_case = expr->kind == EXPR_CASE;
    int scale = expr->type == PG_NUMERIC ? numeric_scale(expr) : -1;
    if (scale < 0 || (!is_case && expr->kind != EXPR_COALESCE && expr->kind != EXPR_MIN_MAX &&
                      expr->kind != EXPR_NULLIF))
        return true;
    for (size_t i = 0; i < expr->args.n; i++)
        if (i == 0 || expr->kind != EXPR_NULLIF)
            scale_arm(lowering, (struct expr **)&expr->args.items[i], scale);
    for (size_t i = 0; is_case && i < expr->cases.whens.n; i++)
        scale_arm(lowering, &((struct case_when *)expr->cases.whens.items[i])->result, scale);
    if (is_case && expr->cases.otherwise)
        scale_arm(lowering, &expr->cases.otherwise, scale);
    return true;
}

const char lower_factor[] =
    CHECKED("$1 != round($1, 28)", "0A000",
            "products of numeric with this many decimals are not supported: round the factors",
            "toDecimal256(round($1, 28), 28)");

static bool lower_product(struct lowering *lowering, struct expr **at)
{
    struct expr *expr = *at;
    if (expr->kind != EXPR_CALL || expr->type != PG_NUMERIC || expr->args.n != 2 ||
        expr->routine->scale != SCALE_SUM)
        return true;
    int scales[] = {numeric_scale(expr->args.items[0]), numeric_scale(expr->args.items[1])};
    if (scales[0] < 0 || scales[1] < 0 || scales[0] + scales[1] <= WIDEST_DECIMAL)
        return true;
    for (size_t i = 0; i < 2; i++) {
        if (scales[i] <= QUOTIENT_SCALE)
            continue;
        replace(lowering, (struct expr **)&expr->args.items[i], lower_factor);
        ((struct expr *)expr->args.items[i])->typmod =
            pgtype_numeric_typmod(WIDEST_DECIMAL, QUOTIENT_SCALE);
    }
    return true;
}

/* A constant that is longer than a numeric can be, and did not become a float; a date of no year
 * that ClickHouse has, and that nothing is compared with. */
static bool lower_long_constant(struct lowering *lowering, struct expr **at)
{
    const struct expr *expr = *at;
    if (beyond_is(expr))
        return err_set(lowering->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, expr->position,
                       "dates outside the years 1900 to 2299 are not supported but in "
                       "comparisons: \"%s\"",
                       expr->text + 1);
    return expr->kind != EXPR_CONST || expr->type != PG_NUMERIC || !expr->text ||
           literal_parse(lowering->binder->arena, PG_NUMERIC, -1, str_of(expr->text),
                         expr->position, lowering->binder->err);
}

static bool lower_scaled_call(struct lowering *lowering, struct expr **at)
{
    shown_scale_of_call(lowering->binder->arena, lowering->query, *at);
    return true;
}

static bool lower_shown_text(struct lowering *lowering, struct expr **at)
{
    shown_scale_of_cast(lowering->binder->arena, lowering->query, at);
    return true;
}

static bool lower_constant_move(struct lowering *lowering, struct expr **at)
{
    return interval_fold(lowering->binder, at);
}

#define JSON1 "CAST(assumeNotNull($1), 'String')"
#define JSONB_AS_GROUPED                                                                           \
    "if(isNull($1), NULL, arrayElement(arrayMap(b -> " JSONB_GROUPED("b") ", array(" JSONB_TEXT(   \
        JSON1) ")), 1))"
#define JSONB_AS_SORTED "if(isNull($1), NULL, " JSONB_ORDER(JSON1) ")"

/* PostgreSQL's float equality: -0 is 0, and every NaN is the same. */
static const char jsonb_as_grouped[] = JSONB_AS_GROUPED;

const char *lower_canonical(uint32_t type)
{
    return type == PG_FLOAT8     ? "if(isNaN($1), nan, $1 + 0)"
           : type == PG_FLOAT4   ? "if(isNaN($1), toFloat32(nan), $1 + 0)"
           : type == PG_JSONB    ? jsonb_as_grouped
           : type == PG_INTERVAL ? interval_canonical()
                                 : NULL;
}

const char lower_as_it_is[] = "$1";

static bool is_canonical(const struct expr *expr)
{
    return expr->kind == EXPR_CLICKHOUSE &&
           (lower_canonical(expr->type) == expr->template_ || expr->template_ == lower_as_it_is);
}

static bool lower_count_distinct_float(struct lowering *lowering, struct expr **at)
{
    struct expr *expr = *at;
    if (expr->kind != EXPR_AGGREGATE || !expr->aggregate.distinct)
        return true;
    struct expr *arg = expr->args.items[0];
    if (lower_canonical(arg->type) && !is_canonical(arg))
        replace(lowering, (struct expr **)&expr->args.items[0], lower_canonical(arg->type));
    return true;
}

/* ---- whole blocks ---- */

static bool replace_key(struct expr **at, void *context)
{
    struct lowering *lowering = context;
    if (expr_equal(*at, lowering->key) && !is_canonical(*at))
        replace(lowering, at, lower_canonical((*at)->type));
    return true;
}

static bool replace_key_top(struct expr **at, void *context)
{
    return expr_walk(at, replace_key, context);
}

/* A float that is grouped by, wherever it stands in the block. */
static bool lower_float_keys(struct lowering *lowering)
{
    struct query *query = lowering->query;
    for (size_t i = 0; i < query->group_by.n; i++) {
        const struct expr *key = query->group_by.items[i];
        if (!lower_canonical(key->type))
            continue;
        lowering->key = expr_copy(lowering->binder->arena, key);
        query_walk_exprs(query, replace_key_top, lowering);
    }
    return true;
}

static bool is_distinct_output(const struct query *query)
{
    return query->kind == QUERY_SELECT && query->distinct;
}

static bool lower_float_distinct(struct lowering *lowering)
{
    struct query *query = lowering->query;
    for (size_t i = 0; is_distinct_output(query) && i < query->targets.n; i++) {
        const struct target *target = query->targets.items[i];
        if (!lower_canonical(target->expr->type) || is_canonical(target->expr))
            continue;
        lowering->key = expr_copy(lowering->binder->arena, target->expr);
        query_walk_exprs(query, replace_key_top, lowering);
    }
    return true;
}

static bool lower_float_distinct_on(struct lowering *lowering)
{
    struct list *on = &lowering->query->distinct_on;
    for (size_t i = 0; i < on->n; i++) {
        const char *canonical = lower_canonical(((struct expr *)on->items[i])->type);
        if (canonical && !is_canonical(on->items[i]))
            replace(lowering, (struct expr **)&on->items[i], canonical);
    }
    return true;
}

/* UNION, INTERSECT and EXCEPT compare rows as DISTINCT does. */
static bool lower_float_arms(struct lowering *lowering)
{
    struct query *query = lowering->query;
    if (query->kind != QUERY_SET_OPERATION || query->all)
        return true;
    for (size_t i = 0; i < query->targets.n; i++) {
        struct target *pair[] = {query->left->targets.items[i], query->right->targets.items[i]};
        for (size_t k = 0; k < 2; k++) {
            const char *canonical = lower_canonical(pair[k]->expr->type);
            if (canonical && !is_canonical(pair[k]->expr))
                replace(lowering, &pair[k]->expr, canonical);
        }
    }
    return true;
}

/* A key that sorts NaN, PostgreSQL's largest value, where ClickHouse would put it beside NULL. */
static struct sort_key *nan_key(struct lowering *lowering, const struct sort_key *key)
{
    struct arena *arena = lowering->binder->arena;
    struct sort_key *nan = ARENA_NEW(arena, struct sort_key);
    struct expr *arg = expr_copy(arena, key->expr);
    *nan = *key;
    nan->expr = expr_clickhouse(arena, PG_BOOL, "isNaN($1)", 1, &arg);
    nan->expr->nullable = arg->nullable;
    return nan;
}

/* A key that puts NULL arrays where they are wanted; NULLs inside of arrays go with those that
 * ClickHouse sorts by the key itself, and are always the largest. */
static struct sort_key *null_key(struct lowering *lowering, const struct sort_key *key)
{
    struct arena *arena = lowering->binder->arena;
    struct sort_key *null = ARENA_NEW(arena, struct sort_key);
    struct expr *arg = expr_copy(arena, key->expr);
    null->expr = expr_clickhouse(arena, PG_BOOL, "isNull($1)", 1, &arg);
    null->descending = key->nulls_first;
    return null;
}

static bool is_float(uint32_t type)
{
    return type == PG_FLOAT8 || type == PG_FLOAT4;
}

/* ClickHouse puts NaN with the NULLs; and it orders UUIDs by their second half. */
struct list lower_sortable_keys(struct binder *binder, const struct list *order_by, bool in_arrays)
{
    struct lowering unbound = {.binder = binder}, *lowering = &unbound;
    struct arena *arena = lowering->binder->arena;
    struct list keys = {0};
    for (size_t i = 0; i < order_by->n; i++) {
        struct sort_key *key = order_by->items[i];
        bool nan_apart = in_arrays ? key->descending : key->nulls_first != key->descending;
        if (is_float(key->expr->type) && nan_apart)
            list_add(arena, &keys, nan_key(lowering, key));
        if (pgtype_element(key->expr->type) && key->nulls_first != key->descending) {
            list_add(arena, &keys, null_key(lowering, key));
            key->nulls_first = key->descending;
        }
        if (key->expr->type == PG_UUID)
            replace(lowering, &key->expr, "toString($1)");
        if (key->expr->type == PG_JSONB)
            replace(lowering, &key->expr, JSONB_AS_SORTED);
        if (key->expr->type == PG_INTERVAL)
            replace(lowering, &key->expr, interval_order());
        list_add(arena, &keys, key);
    }
    return keys;
}

static bool lower_sort_keys(struct lowering *lowering)
{
    lowering->query->order_by =
        lower_sortable_keys(lowering->binder, &lowering->query->order_by, false);
    return true;
}

static void lower_over(struct lowering *lowering, struct window *over)
{
    for (LIST_EACH(struct window, part, &over->parts))
        lower_over(lowering, part);
    over->order_by = lower_sortable_keys(lowering->binder, &over->order_by, false);
    for (size_t i = 0; i < over->partition_by.n; i++) {
        struct expr **key = (struct expr **)&over->partition_by.items[i];
        if (lower_canonical((*key)->type) && !is_canonical(*key))
            replace(lowering, key, lower_canonical((*key)->type));
    }
}

/* The same in windows, and partitions of floats are groups of them. */
static bool lower_window(struct lowering *lowering, struct expr **at)
{
    if ((*at)->kind == EXPR_WINDOW)
        lower_over(lowering, (*at)->aggregate.over);
    return true;
}

static void scale_output(struct lowering *lowering, struct query *query, size_t index, int scale)
{
    if (query->kind == QUERY_SET_OPERATION) {
        scale_output(lowering, query->left, index, scale);
        scale_output(lowering, query->right, index, scale);
    } else if (query->kind == QUERY_VALUES) {
        for (size_t i = 0; i < query->rows.n; i++) {
            struct list *row = query->rows.items[i];
            scale_arm(lowering, (struct expr **)&row->items[index], scale);
        }
    } else {
        scale_arm(lowering, &((struct target *)query->targets.items[index])->expr, scale);
    }
}

/* Rows of a set operation and of VALUES: the common type of two Decimals can be too narrow. */
static bool lower_decimal_rows(struct lowering *lowering)
{
    struct query *query = lowering->query;
    for (size_t i = 0; query->kind != QUERY_SELECT && i < query->targets.n; i++) {
        const struct target *target = query->targets.items[i];
        int scale = target->expr->type == PG_NUMERIC ? numeric_scale_of_output(query, i) : -1;
        if (scale >= 0)
            scale_output(lowering, query, i, scale);
    }
    return true;
}

static bool apply_grouping_sets(struct lowering *lowering)
{
    return lower_grouping_sets(lowering->binder, lowering->query);
}

static bool apply_lone_group(struct lowering *lowering)
{
    return lower_lone_group(lowering->binder, lowering->query);
}

static void relax_joins(struct rel *rel)
{
    if (!rel || rel->kind != REL_JOIN)
        return;
    relax_joins(rel->join.left);
    relax_joins(rel->join.right);
    sublink_relax(&rel->join.on);
}

/* Conditions hold or do not: whether an IN in them is false or NULL need not be found out. */
static bool lower_in_condition(struct lowering *lowering)
{
    struct query *query = lowering->query;
    relax_joins(query->from);
    sublink_relax(&query->where);
    sublink_relax(&query->having);
    return true;
}

static bool lower_counts(struct lowering *lowering)
{
    if (lowering->query->kind == QUERY_SET_OPERATION)
        lower_count_rows(lowering->binder->arena, lowering->query);
    lower_null_arrays(lowering->query);
    return true;
}

static bool apply_join_key(struct lowering *lowering)
{
    return join_key_add(lowering->binder, lowering->query);
}

static const struct {
    const char *name;
    bool (*apply)(struct lowering *lowering);
} block_rules[] = {
    {"in_condition", lower_in_condition},
    {"decimal_rows", lower_decimal_rows},
    {"float_keys", lower_float_keys},
    {"grouping_sets", apply_grouping_sets},
    {"lone_group", apply_lone_group},
    {"float_distinct", lower_float_distinct},
    {"float_distinct_on", lower_float_distinct_on},
    {"float_arms", lower_float_arms},
    {"sort_keys", lower_sort_keys},
    {"join_key", apply_join_key},
    {"counts", lower_counts},
};

/* ---- expressions ---- */

static bool apply_aggregate(struct lowering *lowering, struct expr **at)
{
    lower_aggregate(lowering->binder, at);
    return true;
}

static bool apply_compare(struct lowering *lowering, struct expr **at)
{
    lower_count_arms(lowering->binder->arena, *at);
    lower_min_max(lowering->binder->arena, at);
    lower_nullif(lowering->binder->arena, at);
    return true;
}

static bool apply_json_part(struct lowering *lowering, struct expr **at)
{
    json_part_lower(lowering->binder->arena, *at);
    return true;
}

static const struct {
    const char *name;
    bool (*apply)(struct lowering *lowering, struct expr **at);
} rules[] = {
    {"json_part", apply_json_part},
    {"compare", apply_compare},
    {"aggregate", apply_aggregate},
    {"window", lower_window},
    {"stored_form", lower_stored_form},
    {"enum_constant", lower_enum_constant},
    {"count_distinct_float", lower_count_distinct_float},
    {"sum_of_group", lower_sum_of_group},
    {"decimal_scale", lower_decimal_scale},
    {"product", lower_product},
    {"constant_move", lower_constant_move},
    {"long_constant", lower_long_constant},
    {"scaled_call", lower_scaled_call},
    {"shown_text", lower_shown_text},
};

static bool apply_rule(struct expr **at, void *context)
{
    struct lowering *lowering = context;
    /* A rule may wrap a column in a form of itself: do not enter that again. */
    return lowering->rule(lowering, at);
}

static bool walk_top(struct expr **at, void *context)
{
    return expr_walk(at, apply_rule, context);
}

static bool lower_block(struct query *query, void *context)
{
    struct lowering lowering = {.binder = context, .query = query};
    if (!comparable_check(context, query))
        return false;
    for (size_t i = 0; i < sizeof block_rules / sizeof *block_rules; i++)
        if (!block_rules[i].apply(&lowering))
            return false;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        lowering.rule = rules[i].apply;
        if (!query_walk_exprs(query, walk_top, &lowering))
            return false;
    }
    return true;
}

bool lower_query(struct binder *binder, struct query *query)
{
    return query_walk(query, lower_block, binder);
}
