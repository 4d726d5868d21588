/* Which cells of a PIVOT the client's rows take out of arrays. Knows not how. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/pivot/pivot.h"
#include "rewrite/pivot/pivot_plan.h"

/* A select list in which other targets may stand than the client gets. */
static bool is_plain_block(const struct query *query)
{
    return query->kind == QUERY_SELECT && !query->distinct && !query->distinct_on.n &&
           !query->is_aggregated && !query->has_no_columns;
}

static bool is_zero(const struct expr *expr)
{
    return expr->kind == EXPR_CONST && expr->text && strcmp(expr->text, "0") == 0;
}

/* The element itself, or 0 for it: NULL of other expressions. */
static const struct expr *element_of(const struct expr *expr, bool *is_count)
{
    *is_count = expr->kind == EXPR_COALESCE && expr->args.n == 2 && is_zero(expr->args.items[1]);
    if (*is_count)
        expr = expr->args.items[0];
    return expr->kind == EXPR_CALL &&
                   (expr->routine == &pivot_value_at || expr->routine == &pivot_listed_at)
               ? expr
               : NULL;
}

/* The number of the target that is the array. */
static size_t add_array(struct arena *arena, struct list *targets, struct expr *array)
{
    for (size_t i = 0; i < targets->n; i++)
        if (expr_equal(((const struct target *)targets->items[i])->expr, array))
            return i;
    struct target *target = ARENA_NEW(arena, struct target);
    target->expr = array;
    target->name = "";
    list_add(arena, targets, target);
    return targets->n - 1;
}

static struct plan_source source_of(struct arena *arena, struct list *targets,
                                    struct target *target)
{
    struct plan_source source = {.column = targets->n};
    const struct expr *element = element_of(target->expr, &source.is_count);
    if (!element) {
        list_add(arena, targets, target);
        return (struct plan_source){.column = source.column};
    }
    const struct expr *place = element->args.items[element->args.n - 1];
    source.column = add_array(arena, targets, element->args.items[0]);
    source.is_listed = element->routine == &pivot_listed_at;
    if (source.is_listed)
        source.places = add_array(arena, targets, element->args.items[1]);
    source.place = strtoul(place->text, NULL, 10) + source.is_listed;
    return source;
}

void pivot_spread(struct arena *arena, struct query *query, struct plan *plan)
{
    if (!is_plain_block(query) || plan->n_columns != query->targets.n)
        return;
    struct plan_source *sources = ARENA_ARRAY(arena, struct plan_source, plan->n_columns);
    struct list targets = {0};
    bool spreads = false;
    for (size_t i = 0; i < plan->n_columns; i++) {
        sources[i] = source_of(arena, &targets, query->targets.items[i]);
        spreads |= sources[i].place > 0;
    }
    if (!spreads)
        return;
    query->targets = targets;
    plan->sources = sources;
    plan->n_sources = targets.n;
}
