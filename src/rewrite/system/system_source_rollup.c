/* pgpivot.rollups: each materialized view of the catalog as a rollup, and what keeps it from being
 * one. */
#include "rewrite/rollup/rollup.h"
#include "rewrite/system/system_source.h"

#define FIELD(name) static const char *name(const struct system_walk *walk, const void *object)

/* A row: the rollup, and what became of it. */
struct counted {
    const struct rollup_view *view;
    struct session_rollup counts;
};

struct collection {
    struct counted *rows;
    size_t n;
};

static void count(void *owner, const void *object)
{
    const struct collection *collection = owner;
    const struct session_rollup *counts = object;
    for (size_t i = 0; i < collection->n; i++)
        if (rollup_known_as(&collection->rows[i].view->rollup)->oid == counts->oid)
            collection->rows[i].counts = *counts;
}

static void walk_rollups(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    const struct rollup_set *set =
        catalog->rollups ? catalog->rollups : rollups_of_catalog(walk->arena, catalog, NULL);
    struct collection collection = {ARENA_ARRAY(walk->arena, struct counted, set->n_views + 1),
                                    set->n_views};
    for (size_t i = 0; i < set->n_views; i++)
        collection.rows[i] = (struct counted){.view = &set->views[i]};
    if (walk->context->walk)
        walk->context->walk(walk->context->owner, RELATION_ROLLUPS, count, &collection);
    for (size_t i = 0; i < set->n_views; i++)
        walk->row(walk, &collection.rows[i]);
}

static const struct rollup *of(const void *object)
{
    return &((const struct counted *)object)->view->rollup;
}

static const char *qualified(const struct system_walk *walk, const struct catalog_table *table)
{
    return table ? arena_printf(walk->arena, "%s.%s", table->schema, table->name) : NULL;
}

FIELD(rollup_name)
{
    return qualified(walk, rollup_known_as(of(object)));
}

FIELD(rollup_view)
{
    return of(object)->projection ? NULL : qualified(walk, of(object)->view);
}

FIELD(rollup_base)
{
    return qualified(walk, of(object)->base);
}

static const char *unit_words[] = {
    [UNIT_SECOND] = "second",   [UNIT_MINUTE] = "minute", [UNIT_HOUR] = "hour",
    [UNIT_DAY] = "day",         [UNIT_WEEK] = "week",     [UNIT_MONTH] = "month",
    [UNIT_QUARTER] = "quarter", [UNIT_YEAR] = "year"};

FIELD(rollup_keys)
{
    const char *text = "";
    for (LIST_EACH(const struct rollup_key, key, &of(object)->keys)) {
        const char *name = key->base ? key->base->name : "?";
        if (key->unit)
            name = arena_printf(walk->arena, "date_trunc('%s', %s)", unit_words[key->unit], name);
        text = arena_printf(walk->arena, "%s%s%s", text, *text ? ", " : "", name);
    }
    return text;
}

static const char *const measure_forms[] = {
    [ROLLUP_ROWS] = "count(*)",        [ROLLUP_COUNT] = "count(%s)",
    [ROLLUP_SUM] = "sum(%s)",          [ROLLUP_MIN] = "min(%s)",
    [ROLLUP_MAX] = "max(%s)",          [ROLLUP_DISTINCT] = "count(DISTINCT %s)",
    [ROLLUP_VARIANCE] = "variance(%s)"};

FIELD(rollup_measures)
{
    const char *text = "";
    for (LIST_EACH(const struct rollup_measure, measure, &of(object)->measures))
        text = arena_printf(walk->arena, "%s%s%s", text, *text ? ", " : "",
                            rollup_words(walk->arena, measure_forms[measure->function],
                                         measure->base ? measure->base->name : ""));
    return text;
}

FIELD(rollup_rows)
{
    const struct catalog_table *table = of(object)->target;
    return system_number(walk, table ? (int64_t)table->total_rows : 0);
}

FIELD(rollup_bytes)
{
    const struct catalog_table *table = of(object)->target;
    return system_number(walk, table ? (int64_t)table->total_bytes : 0);
}

FIELD(rollup_by_partition)
{
    (void)walk;
    return system_bool(of(object)->has_same_partitions);
}

static enum rollup_rule_id refusal(const void *object)
{
    return ((const struct counted *)object)->view->refusal;
}

FIELD(rollup_rule)
{
    (void)walk;
    return refusal(object) == RULE_NONE ? NULL : rollup_rules[refusal(object)].name;
}

FIELD(rollup_problem)
{
    (void)walk;
    return refusal(object) == RULE_NONE ? NULL : rollup_rules[refusal(object)].says;
}

FIELD(rollup_change)
{
    (void)walk;
    return refusal(object) == RULE_NONE ? NULL : rollup_rules[refusal(object)].change;
}

_Static_assert(RULE_NONE < PLAN_ROLLUP_OUTCOMES, "each outcome has a count");

static const uint64_t *counts(const void *object)
{
    return ((const struct counted *)object)->counts.counts;
}

FIELD(rollup_hits)
{
    return system_number(walk, (int64_t)counts(object)[RULE_NONE]);
}

FIELD(rollup_refusals)
{
    uint64_t n = 0;
    for (size_t rule = 0; rule < N_ROLLUP_RULES; rule++)
        n += counts(object)[rule];
    return system_number(walk, (int64_t)n);
}

FIELD(rollup_refused_by)
{
    (void)walk;
    size_t most = 0;
    for (size_t rule = 1; rule < N_ROLLUP_RULES; rule++)
        if (counts(object)[rule] > counts(object)[most])
            most = rule;
    return counts(object)[most] ? rollup_rules[most].name : NULL;
}

static const struct system_field rollup_fields[] = {
    {"rollup", rollup_name},       {"view", rollup_view},
    {"base", rollup_base},         {"keys", rollup_keys},
    {"measures", rollup_measures}, {"rows", rollup_rows},
    {"bytes", rollup_bytes},       {"by_partition", rollup_by_partition},
    {"rule", rollup_rule},         {"problem", rollup_problem},
    {"change", rollup_change},     {"hits", rollup_hits},
    {"refusals", rollup_refusals}, {"refused_by", rollup_refused_by},
};

const struct system_source source_rollups = {
    .relation = "rollups",
    .walk = walk_rollups,
    .fields = rollup_fields,
    .n_fields = sizeof rollup_fields / sizeof *rollup_fields,
    .is_of_sessions = true,
};
