/* EXPLAIN as a tree of properties, for programs: named as PostgreSQL's, where it has them. */
#include "rewrite/explain/explanation.h"
#include "rewrite/rollup/rollup.h"

struct tree {
    struct arena *arena;
    const struct explanation *of;
    const struct explain_run *run;
};

static struct property *add(const struct tree *tree, struct property *to, enum property_kind kind,
                            const char *label, const char *text)
{
    struct property *property = ARENA_NEW(tree->arena, struct property);
    *property = (struct property){.kind = kind, .label = label, .text = text};
    if (to)
        list_add(tree->arena, &to->items, property);
    return property;
}

static void add_text(const struct tree *tree, struct property *to, const char *label,
                     const char *text)
{
    add(tree, to, PROPERTY_TEXT, label, text);
}

static void add_number(const struct tree *tree, struct property *to, const char *label,
                       uint64_t number)
{
    add(tree, to, PROPERTY_LITERAL, label,
        arena_printf(tree->arena, "%llu", (unsigned long long)number));
}

static void add_bool(const struct tree *tree, struct property *to, const char *label, bool value)
{
    add(tree, to, PROPERTY_LITERAL, label, value ? "true" : "false");
}

static void add_milliseconds(const struct tree *tree, struct property *to, const char *label,
                             int64_t us)
{
    add(tree, to, PROPERTY_LITERAL, label,
        arena_printf(tree->arena, "%lld.%03lld", (long long)(us / 1000), (long long)(us % 1000)));
}

static void add_sql(const struct tree *tree, struct property *to, const char *label, struct str sql)
{
    add_text(tree, to, label, arena_strndup(tree->arena, sql.data, sql.size));
}

/* ---- the plan ---- */

static void add_scan(const struct tree *tree, struct property *plans,
                     const struct explain_table *table)
{
    struct property *scan = add(tree, plans, PROPERTY_OBJECT, "Plan", NULL);
    add_text(tree, scan, "Node Type", table->rollup ? "Rollup Scan" : "Table Scan");
    add_text(tree, scan, "Parent Relationship", "Outer");
    add_bool(tree, scan, "Parallel Aware", false);
    add_text(tree, scan, "Schema", table->table->schema);
    add_text(tree, scan, "Relation Name", table->table->name);
    if (tree->of->options.costs)
        add_number(tree, scan, "Table Rows", table->table->total_rows);
}

static void add_actual(const struct tree *tree, struct property *plan)
{
    const struct explain_run *run = tree->run;
    if (tree->of->options.timing) {
        add_milliseconds(tree, plan, "Actual Startup Time", run->startup_us);
        add_milliseconds(tree, plan, "Actual Total Time", run->execution_us);
        add_milliseconds(tree, plan, "ClickHouse Time", (int64_t)(run->clickhouse_ns / 1000));
    }
    add_number(tree, plan, "Actual Rows", run->n_rows);
    add_number(tree, plan, "Actual Loops", 1);
    add_number(tree, plan, "Rows Read", run->read_rows);
    add_number(tree, plan, "Bytes Read", run->read_bytes);
}

static void add_plan(const struct tree *tree, struct property *query)
{
    struct property *plan = add(tree, query, PROPERTY_OBJECT, "Plan", NULL);
    const struct explanation *of = tree->of;
    add_text(tree, plan, "Node Type", "ClickHouse Query");
    add_text(tree, plan, "Operation", of->operation);
    add_bool(tree, plan, "Parallel Aware", false);
    add_bool(tree, plan, "Async Capable", false);
    if (of->options.analyze && tree->run)
        add_actual(tree, plan);
    if (of->options.verbose && of->n_output) {
        struct property *output = add(tree, plan, PROPERTY_LIST, "Output", NULL);
        for (size_t i = 0; i < of->n_output; i++)
            add_text(tree, output, "Item", of->output[i]);
    }
    if (of->steps.n) {
        struct property *steps = add(tree, plan, PROPERTY_LIST, "ClickHouse Steps", NULL);
        for (LIST_EACH(const struct str, step, &of->steps))
            add_sql(tree, steps, "Item", *step);
    }
    add_sql(tree, plan, "ClickHouse SQL", of->sql);
    struct property *plans = of->tables.n ? add(tree, plan, PROPERTY_LIST, "Plans", NULL) : NULL;
    for (LIST_EACH(const struct explain_table, table, &of->tables))
        add_scan(tree, plans, table);
}

/* ---- why ---- */

static void add_refusal(const struct tree *tree, struct property *rollup,
                        const struct rollup_remark *remark)
{
    const char *change = explain_rollup_change(tree->arena, remark);
    add_text(tree, rollup, "Rule", remark->rule->name);
    add_text(tree, rollup, "Reason", explain_rollup_why(tree->arena, remark));
    if (*change)
        add_text(tree, rollup, "Change", change);
}

static void add_rollup(const struct tree *tree, struct property *rollups,
                       const struct rollup_remark *remark, size_t *n_chosen)
{
    struct property *rollup = add(tree, rollups, PROPERTY_OBJECT, "Rollup", NULL);
    const struct catalog_table *table = rollup_known_as(remark->rollup);
    const struct catalog_table *base = remark->rollup->base;
    add_text(tree, rollup, "Schema", table->schema);
    add_text(tree, rollup, "Relation Name", table->name);
    if (base)
        add_text(tree, rollup, "Base",
                 arena_printf(tree->arena, "%s.%s", base->schema, base->name));
    add_bool(tree, rollup, "Is Projection", remark->rollup->projection != NULL);
    add_bool(tree, rollup, "Used", !remark->rule);
    if (remark->rule)
        add_refusal(tree, rollup, remark);
    else
        add_text(tree, rollup, "Reason", remark->subject);
    if (tree->of->options.costs) {
        add_number(tree, rollup, "Table Rows", table->total_rows);
        if (base)
            add_number(tree, rollup, "Base Rows", base->total_rows);
    }
    if (remark->rule)
        return;
    if (tree->run && tree->run->coverage && remark->rollup->projection) {
        add_bool(tree, rollup, "Was Read", tree->run->coverage[*n_chosen].complete > 0);
    } else if (tree->run && tree->run->coverage) {
        add_number(tree, rollup, "Complete Partitions", tree->run->coverage[*n_chosen].complete);
        add_number(tree, rollup, "Partitions", tree->run->coverage[*n_chosen].partitions);
    }
    ++*n_chosen;
}

static void add_decisions(const struct tree *tree, struct property *query)
{
    struct property *remarks = add(tree, query, PROPERTY_LIST, "Decisions", NULL);
    struct property *rollups = add(tree, query, PROPERTY_LIST, "Rollups", NULL);
    size_t n_chosen = 0;
    for (LIST_EACH(const struct explain_block, block, &tree->of->blocks)) {
        for (size_t i = 0; i < block->remarks->n; i++)
            add_text(tree, remarks, "Item", block->remarks->items[i]);
        for (LIST_EACH(const struct rollup_remark, remark, block->rollups))
            add_rollup(tree, rollups, remark, &n_chosen);
    }
}

static void add_cache(const struct tree *tree, struct property *query)
{
    if (!tree->of->cache_words)
        return;
    struct property *cache = add(tree, query, PROPERTY_OBJECT, "Result Cache", NULL);
    add_bool(tree, cache, "Keeps Answer", tree->of->keeps_answer);
    add_text(tree, cache, "Reason", tree->of->cache_words);
    if (tree->of->options.analyze && tree->run)
        add_bool(tree, cache, "Answer Was Kept", tree->run->was_kept);
}

static void add_settings(const struct tree *tree, struct property *query)
{
    struct property *settings =
        tree->of->settings.n ? add(tree, query, PROPERTY_OBJECT, "Settings", NULL) : NULL;
    for (LIST_EACH(const struct plan_setting, setting, &tree->of->settings))
        add_text(tree, settings, setting->name, setting->value);
}

const struct property *explain_tree(struct arena *arena, const struct explanation *explanation,
                                    const struct explain_run *run)
{
    struct tree tree = {arena, explanation, run};
    struct property *query = add(&tree, NULL, PROPERTY_OBJECT, "Query", NULL);
    add_plan(&tree, query);
    add_decisions(&tree, query);
    add_cache(&tree, query);
    add_settings(&tree, query);
    if (!run || !explanation->options.summary)
        return query;
    add_milliseconds(&tree, query, "Planning Time", run->planning_us);
    if (explanation->options.analyze) {
        add(&tree, query, PROPERTY_LIST, "Triggers", NULL);
        add_milliseconds(&tree, query, "Execution Time", run->execution_us);
    }
    return query;
}
