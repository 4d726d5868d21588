/* Which rollup answers a block: of those that match, the one that is read fewest rows of, if they
 * are no more than of the base. */
#include "rewrite/rollup/rollup.h"

#include <string.h>

#include "rewrite/rollup/rollup_cost.h"
#include "rewrite/rollup/rollup_match.h"

/* To prove that a view's table is complete takes as long as to read so many rows. */
#define PROOF_ROWS 500000

struct choice {
    struct binder *binder;
    struct query *block;
    const struct catalog_table *base;
    double base_cost, best_cost;
    struct rollup_match *best;
    struct rollup_needs needs;
    const char *only; /* the rollup that the session asks for; "": any */
};

/* For the counts of pgpivot.rollups. */
static void note(struct choice *choice, const struct rollup *rollup, enum rollup_rule_id outcome)
{
    struct plan_rollup *noted = ARENA_NEW(choice->binder->arena, struct plan_rollup);
    *noted = (struct plan_rollup){rollup_known_as(rollup)->oid, (uint8_t)outcome};
    list_add(choice->binder->arena, &choice->binder->rollups, noted);
}

static void refuse(struct choice *choice, const struct rollup *rollup, enum rollup_rule_id rule,
                   const char *subject)
{
    struct arena *arena = choice->binder->arena;
    note(choice, rollup, rule);
    if (!choice->binder->explains)
        return;
    struct rollup_remark *remark = ARENA_NEW(arena, struct rollup_remark);
    *remark = (struct rollup_remark){rollup, &rollup_rules[rule], subject};
    list_add(arena, &choice->block->rollups, remark);
}

static bool is_pinned_away(const struct choice *choice, const struct rollup *rollup)
{
    return *choice->only && strcmp(choice->only, rollup_known_as(rollup)->name) != 0 &&
           !rollup_rule_is(RULE_C4, choice->binder->context->without_rule);
}

/* Of equals the first by name, as the catalog is ordered. */
static void weigh(struct choice *choice, const struct rollup_match *match)
{
    const struct rollup *rollup = match->rollup;
    double cost = rollup_cost(choice->block, choice->base, rollup);
    /* Of a projection that no part has yet, as many are read as of the table. */
    bool is_dearer = rollup->projection ? cost >= choice->base_cost : cost > choice->base_cost;
    if (is_dearer && !*choice->only &&
        !rollup_rule_is(RULE_C2, choice->binder->context->without_rule)) {
        refuse(choice, rollup, RULE_C2, "");
        return;
    }
    cost += rollup->projection ? 0 : PROOF_ROWS;
    if (choice->best && cost >= choice->best_cost) {
        refuse(choice, rollup, RULE_C1, "");
        return;
    }
    if (choice->best)
        refuse(choice, choice->best->rollup, RULE_C1, "");
    choice->best = ARENA_NEW(choice->binder->arena, struct rollup_match);
    *choice->best = *match;
    choice->best_cost = cost;
}

/* Of a view that was not understood far enough to know its base. */
static bool mentions(const struct rollup_view *view, const struct catalog_table *base)
{
    const char *select = view->rollup.view->as_select;
    size_t size = strlen(base->name);
    for (const char *at = select; (at = strstr(at, base->name)); at += size)
        if (at > select && strchr(" .`", at[-1]) && strchr(" )`", at[size]))
            return true;
    return false;
}

static void consider(struct choice *choice, const struct rollup_view *view)
{
    if (view->rollup.base ? view->rollup.base != choice->base : !mentions(view, choice->base))
        return;
    if (view->refusal != RULE_NONE) {
        refuse(choice, &view->rollup, view->refusal, "");
        return;
    }
    if (is_pinned_away(choice, &view->rollup)) {
        refuse(choice, &view->rollup, RULE_C4, "");
        return;
    }
    struct rollup_match match = {.binder = choice->binder,
                                 .block = choice->block,
                                 .rollup = &view->rollup,
                                 .needs = &choice->needs,
                                 .without = choice->binder->context->without_rule};
    if (rollup_matches(&match))
        weigh(choice, &match);
    else
        refuse(choice, &view->rollup, match.refusal, match.subject);
}

static bool is_candidate_block(const struct query *query)
{
    return query->kind == QUERY_SELECT && query->is_aggregated && query->from &&
           query->from->kind == REL_TABLE;
}

static bool error_required(struct choice *choice)
{
    return err_set(choice->binder->err, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED, 0,
                   "no rollup of %s.%s gives this answer, and pivot.rollups is require",
                   choice->base->schema, choice->base->name) ||
           err_hint(choice->binder->err, "EXPLAIN says of each rollup why; SET pivot.rollups = on "
                                         "reads the table.");
}

static const struct rollup_set *rollups(struct binder *binder)
{
    const struct catalog *catalog = binder->context->catalog;
    const char *without = binder->context->without_rule;
    return catalog->rollups && !without ? catalog->rollups
                                        : rollups_of_catalog(binder->arena, catalog, without);
}

static const char *answer_words(const struct choice *choice)
{
    struct arena *arena = choice->binder->arena;
    const struct rollup *rollup = choice->best->rollup;
    const struct catalog_table *base = choice->base;
    if (rollup->projection)
        return arena_printf(arena, "answers: ClickHouse keeps it beside each part of %s.%s",
                            base->schema, base->name);
    return arena_printf(arena, "answers%s, while it counts as many rows as %s.%s has%s",
                        rollup->has_same_partitions ? " each partition" : "", base->schema,
                        base->name, rollup->has_same_partitions ? " in it" : "");
}

static void remark_answer(struct choice *choice)
{
    const struct rollup *rollup = choice->best->rollup;
    struct rollup_remark *remark = ARENA_NEW(choice->binder->arena, struct rollup_remark);
    remark->rollup = rollup;
    remark->subject = answer_words(choice);
    list_add(choice->binder->arena, &choice->block->rollups, remark);
}

static bool choose_for_block(struct query *block, void *context)
{
    struct binder *binder = context;
    if (!is_candidate_block(block))
        return true;
    struct choice choice = {.binder = binder, .block = block, .base = block->from->table};
    choice.only = settings_get(binder->context->settings, "pivot.rollup_only");
    choice.base_cost = rollup_cost(block, choice.base, NULL);
    choice.needs = rollup_needs_of(binder->arena, block);
    const struct rollup_set *set = rollups(binder);
    for (size_t i = 0; i < set->n_views; i++)
        consider(&choice, &set->views[i]);
    if (!choice.best)
        return strcmp(settings_get(binder->context->settings, "pivot.rollups"), "require") != 0 ||
               error_required(&choice);
    note(&choice, choice.best->rollup, RULE_NONE);
    remark_answer(&choice);
    return rollup_apply(choice.best);
}

/* query_walk: ClickHouse would take a projection by itself. */
static bool read_rows(struct query *block, void *context)
{
    (void)context;
    block->reads_rows = is_candidate_block(block) && block->from->table->n_projections > 0;
    return true;
}

bool rollup_choose(struct binder *binder, struct query *query)
{
    const struct settings *settings = binder->context->settings;
    bool is_off = strcmp(settings_get(settings, "pivot.rollups"), "off") == 0;
    if (!is_off && !query_walk(query, choose_for_block, binder))
        return false;
    return (!is_off && settings_get_bool(settings, "pivot.rollup_floats")) ||
           query_walk(query, read_rows, NULL);
}

void rollup_outcomes_tell(struct binder *binder, struct plan *plan)
{
    struct plan_rollup *rollups = ARENA_ARRAY(binder->arena, struct plan_rollup, binder->rollups.n);
    for (LIST_EACH(const struct plan_rollup, noted, &binder->rollups))
        rollups[plan->n_rollups++] = *noted;
    plan->rollups = rollups;
}
