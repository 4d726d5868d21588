/* Which rollup answers a block: the smallest of those that match, if it is smaller than the base.
 */
#include "rewrite/rollup/rollup.h"

#include <string.h>

#include "rewrite/rollup/rollup_match.h"

struct choice {
    struct binder *binder;
    struct query *block;
    const struct catalog_table *base;
    const struct rollup *best;
};

/* A rollup goes by the name of the table that holds it. */
static const struct catalog_table *known_as(const struct rollup *rollup)
{
    return rollup->target ? rollup->target : rollup->view;
}

static void remark(struct choice *choice, const struct rollup *rollup, const char *why)
{
    const struct catalog_table *table = known_as(rollup);
    list_add(choice->binder->arena, &choice->block->remarks,
             arena_printf(choice->binder->arena, "Rollup %s.%s: not used. %s", table->schema,
                          table->name, why));
}

/* Fewest rows first; of equals the first by name, as the catalog is ordered. */
static bool is_better(const struct rollup *rollup, const struct rollup *best)
{
    return !best || rollup->target->total_rows < best->target->total_rows;
}

static void consider(struct choice *choice, const struct rollup_view *view)
{
    const struct rollup *rollup = &view->rollup;
    const char *why = view->why;
    if (rollup->base != choice->base)
        return;
    if (!why)
        why = rollup_mismatch(choice->binder, choice->block, rollup);
    if (!why && rollup->target->total_rows > choice->base->total_rows)
        why = "C2: it has more rows than the table itself";
    if (why) {
        remark(choice, rollup, why);
        return;
    }
    if (is_better(rollup, choice->best)) {
        if (choice->best)
            remark(choice, choice->best, "C1: another one that matches has fewer rows");
        choice->best = rollup;
    } else {
        remark(choice, rollup, "C1: another one that matches has fewer rows");
    }
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

static bool choose_for_block(struct query *block, void *context)
{
    struct binder *binder = context;
    if (!is_candidate_block(block))
        return true;
    struct choice choice = {.binder = binder, .block = block, .base = block->from->table};
    const struct catalog *catalog = binder->context->catalog;
    const struct rollup_set *set =
        catalog->rollups ? catalog->rollups : rollups_of_catalog(binder->arena, catalog);
    for (size_t i = 0; i < set->n_views; i++)
        consider(&choice, &set->views[i]);
    if (!choice.best)
        return strcmp(settings_get(binder->context->settings, "pivot.rollups"), "require") != 0 ||
               error_required(&choice);
    list_add(binder->arena, &block->remarks,
             arena_printf(binder->arena,
                          "Rollup %s.%s: answers, while it counts as many rows as %s.%s has "
                          "(about %llu rows instead of %llu)",
                          choice.best->target->schema, choice.best->target->name,
                          choice.base->schema, choice.base->name,
                          (unsigned long long)choice.best->target->total_rows,
                          (unsigned long long)choice.base->total_rows));
    return rollup_apply(binder, block, choice.best);
}

bool rollup_choose(struct binder *binder, struct query *query)
{
    const char *mode = settings_get(binder->context->settings, "pivot.rollups");
    return strcmp(mode, "off") == 0 || query_walk(query, choose_for_block, binder);
}
