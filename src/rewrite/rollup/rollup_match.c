/* Whether a rollup gives a block's answer: each expression of the block is had from its keys, each
 * aggregate from its measures. */
#include "rewrite/rollup/rollup_match.h"

#include <string.h>

static bool refuse(struct rollup_match *match, enum rollup_rule_id rule, const char *subject)
{
    if (rollup_rule_is(rule, match->without))
        return true;
    match->refusal = rule;
    match->subject = subject;
    return false;
}

static const struct catalog_column *base_column(const struct rollup_match *match,
                                                const struct expr *expr)
{
    return expr->kind == EXPR_COLUMN && expr->column.rel == match->block->from
               ? &match->rollup->base->columns[expr->column.index]
               : NULL;
}

/* T1, T3: date_trunc, extract and ::date of a column are those of the start of its bucket. */
static bool is_told_by_bucket(struct rollup_match *match, const struct expr *expr, bool *is_call)
{
    const struct expr *of = NULL;
    enum time_unit wanted = rollup_unit_of_call(expr, &of);
    const struct catalog_column *column = wanted ? base_column(match, of) : NULL;
    const struct rollup_key *bucket = column && !rollup_find_key(match->rollup, column)
                                          ? rollup_find_bucket(match->rollup, column)
                                          : NULL;
    *is_call = bucket != NULL;
    return bucket &&
           (time_unit_divides(bucket->unit, wanted) || refuse(match, RULE_T1, column->name));
}

static bool match_expr(struct expr **at, void *context);

static bool match_aggregate(struct rollup_match *match, struct expr *aggregate);

static bool match_any(struct rollup_match *match, struct expr *expr)
{
    const struct catalog_column *column = base_column(match, expr);
    bool is_call;
    if (column)
        return rollup_find_key(match->rollup, column) || refuse(match, RULE_G2, column->name);
    if (is_told_by_bucket(match, expr, &is_call) || is_call)
        return match->refusal == RULE_NONE;
    if (expr->kind == EXPR_AGGREGATE)
        return match_aggregate(match, expr);
    if (expr->kind == EXPR_CALL && expr->routine->is_volatile &&
        !refuse(match, RULE_G11, expr->routine->name))
        return false;
    return expr_visit_children(expr, match_expr, match);
}

/* G2, W1, W8: outside of aggregates, and in their FILTER, every column is a key. */
static bool match_expr(struct expr **at, void *context)
{
    return match_any(context, *at);
}

static bool is_over_keys(const struct rollup_match *match, struct expr *expr)
{
    struct rollup_match probe = *match;
    probe.without = NULL;
    return expr->kind != EXPR_AGGREGATE && match_expr(&expr, &probe);
}

/* M1 to M17. */
static bool match_aggregate(struct rollup_match *match, struct expr *aggregate)
{
    struct rollup_derivation *derivation = rollup_derive(match, aggregate, is_over_keys);
    enum rollup_rule_id rule = rollup_check_derivation(match, derivation, &match->subject);
    if (rule != RULE_NONE) {
        match->refusal = rule;
        return false;
    }
    list_add(match->binder->arena, &match->derivations, derivation);
    return !aggregate->aggregate.filter || match_expr(&aggregate->aggregate.filter, match);
}

/* WHERE: conditions on moments are ranges of buckets. */
static bool match_conditions(struct rollup_match *match, struct expr *condition)
{
    if (condition->kind != EXPR_BOOL || condition->bool_operator != BOOL_AND)
        return rollup_range_take(match, condition) || match_expr(&condition, match);
    for (LIST_EACH(struct expr, part, &condition->args))
        if (!match_conditions(match, part))
            return false;
    return true;
}

static bool match_top(struct expr **at, void *context)
{
    struct rollup_match *match = context;
    return *at == match->block->where ? match_conditions(match, *at) : match_expr(at, match);
}

struct need_walk {
    const struct rel *rel;
    struct rollup_needs needs;
};

static void mark(const struct need_walk *walk, uint64_t *bits, const struct expr *expr)
{
    if (expr->kind == EXPR_COLUMN && expr->column.rel == walk->rel)
        bits[expr->column.index / 64] |= UINT64_C(1) << expr->column.index % 64;
}

static bool mark_columns(struct expr **at, void *context)
{
    struct need_walk *walk = context;
    struct expr *expr = *at;
    mark(walk, walk->needs.keys, expr);
    if (expr->kind != EXPR_AGGREGATE)
        return expr_visit_children(expr, mark_columns, walk);
    /* Of a count the number of rows may be enough. */
    if (expr->args.n == 1 && strcmp(expr->aggregate.routine->name, "count") != 0)
        mark(walk, walk->needs.measured, expr->args.items[0]);
    return !expr->aggregate.filter || mark_columns(&expr->aggregate.filter, walk);
}

struct rollup_needs rollup_needs_of(struct arena *arena, struct query *block)
{
    size_t n = ROLLUP_WORDS(block->from->table);
    struct need_walk walk = {block->from,
                             {ARENA_ARRAY(arena, uint64_t, n), ARENA_ARRAY(arena, uint64_t, n)}};
    query_walk_exprs(block, mark_columns, &walk);
    return walk.needs;
}

/* Most rollups of many fail here, before anything else, at the cost of a word or two. */
static bool has_columns(struct rollup_match *match, const uint64_t *needed, const uint64_t *had,
                        enum rollup_rule_id rule)
{
    const struct catalog_table *base = match->rollup->base;
    for (size_t i = 0; i < ROLLUP_WORDS(base); i++) {
        uint64_t missing = needed[i] & ~had[i];
        if (missing)
            return refuse(match, rule,
                          base->columns[i * 64 + (size_t)__builtin_ctzll(missing)].name);
    }
    return true;
}

bool rollup_matches(struct rollup_match *match)
{
    match->refusal = RULE_NONE;
    const struct rollup *rollup = match->rollup;
    if (!has_columns(match, match->needs->keys, rollup->key_bits, RULE_G2) ||
        !has_columns(match, match->needs->measured, rollup->measured_bits, RULE_M1))
        return false;
    query_walk_exprs(match->block, match_top, match);
    struct rollup_range core = rollup_range_core(&match->range);
    if (match->refusal == RULE_NONE && rollup_range_is_empty(&core))
        refuse(match, RULE_T4, core.key->base->name);
    return match->refusal == RULE_NONE;
}
