/* pgpivot.rollups: each materialized view of the catalog as a rollup, and what keeps it from being
 * one. */
#include "rewrite/rollup/rollup.h"
#include "rewrite/system/system_source.h"

#define FIELD(name) static const char *name(const struct system_walk *walk, const void *object)

static void walk_rollups(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    const struct rollup_set *set =
        catalog->rollups ? catalog->rollups : rollups_of_catalog(walk->arena, catalog, NULL);
    for (size_t i = 0; i < set->n_views; i++)
        walk->row(walk, &set->views[i]);
}

static const struct rollup *of(const void *object)
{
    return &((const struct rollup_view *)object)->rollup;
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
    return qualified(walk, of(object)->view);
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
    return ((const struct rollup_view *)object)->refusal;
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

static const struct system_field rollup_fields[] = {
    {"rollup", rollup_name},       {"view", rollup_view},
    {"base", rollup_base},         {"keys", rollup_keys},
    {"measures", rollup_measures}, {"rows", rollup_rows},
    {"bytes", rollup_bytes},       {"by_partition", rollup_by_partition},
    {"rule", rollup_rule},         {"problem", rollup_problem},
    {"change", rollup_change},
};

const struct system_source source_rollups = {
    .relation = "rollups",
    .walk = walk_rollups,
    .fields = rollup_fields,
    .n_fields = sizeof rollup_fields / sizeof *rollup_fields,
};
