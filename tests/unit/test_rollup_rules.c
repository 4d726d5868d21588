/* Each rule of rollups: a rollup that it stops, and that nothing else stops once it is left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "catalog_file.h"
#include "rewrite/rewrite.h"
#include "rewrite/rollup/rollup_rules.h"

#define AGGREGATING "AggregatingMergeTree\n sorting_key "
#define ROWS " column n SimpleAggregateFunction(sum, UInt64)\n"
#define REGION " column region LowCardinality(String)\n"
#define SUM_X " column x_sum SimpleAggregateFunction(sum, Float64)\n"
/* A rollup by region that breaks no rule. */
#define SOUND                                                                                      \
    "table s.r " AGGREGATING "region\n" REGION ROWS SUM_X " rows 10\n"                             \
    "materialized_view s.r_mv s.r\n"                                                               \
    " as SELECT region, count() AS n, sum(x) AS x_sum FROM s.t GROUP BY region\n"
#define VIEW(select) "materialized_view s.r_mv s.r\n as " select "\n"
#define COLUMNS_OF_BASE                                                                            \
    " column region LowCardinality(String)\n column desk Nullable(String)\n"                       \
    " column ts DateTime64(3, 'UTC')\n column d Date\n column x Float64\n column i Int32\n"        \
    " column j Int64\n column v Nullable(Int32)\n rows 1000\n"
#define BASE "table s.t MergeTree\n" COLUMNS_OF_BASE
#define BY_HOUR                                                                                    \
    "table s.r " AGGREGATING "hour\n column hour DateTime64(3, 'UTC')\n" ROWS                      \
    " rows 10\n" VIEW("SELECT dateTrunc('hour', ts) AS hour, count() AS n FROM s.t GROUP BY hour")

static const struct example {
    enum rollup_rule_id rule;
    const char *tables, *query;
    const char *set, *value; /* a setting, or NULL */
} examples[] = {
    {RULE_G0,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS
          " rows 10\n" VIEW("SELECT region, count() AS n FROM s.t GROUP BY region WITH FILL"),
     "SELECT count(*) FROM t", NULL, NULL},
    {RULE_G3,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS " rows 10\n" VIEW(
         "SELECT region, count() AS n FROM s.t JOIN s.t AS u ON u.i = t.i GROUP BY region"),
     "SELECT count(*) FROM t", NULL, NULL},
    {RULE_G5,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS
          " rows 10\n" VIEW("SELECT region, count() AS n FROM s.t GROUP BY region LIMIT 3"),
     "SELECT count(*) FROM t", NULL, NULL},
    {RULE_F8, BASE VIEW("SELECT region, count() AS n FROM s.t GROUP BY region"),
     "SELECT count(*) FROM t", NULL, NULL},
    {RULE_W2,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS
          " rows 10\n" VIEW("SELECT region, count() AS n FROM s.t WHERE i > 5 GROUP BY region"),
     "SELECT count(*) FROM t", NULL, NULL},
    {RULE_F7, "table s.t ReplacingMergeTree\n" COLUMNS_OF_BASE SOUND, "SELECT count(*) FROM t",
     NULL, NULL},
    {RULE_G8,
     BASE
     "table s.r SummingMergeTree LISTED\n sorting_key region\n" REGION
     " column n UInt64\n rows 10\n" VIEW("SELECT region, count() AS n FROM s.t GROUP BY region"),
     "SELECT count(*) FROM t", NULL, NULL},
    {RULE_T7,
     BASE "table s.r " AGGREGATING "up\n column up String\n" ROWS
          " rows 10\n" VIEW("SELECT upper(region) AS up, count() AS n FROM s.t GROUP BY up"),
     "SELECT count(*) FROM t", NULL, NULL},
    {RULE_G1,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS
          " rows 10\n" VIEW("SELECT region, count() AS n FROM s.t GROUP BY region, i"),
     "SELECT count(*) FROM t", NULL, NULL},
    {RULE_G4,
     BASE "table s.r " AGGREGATING "region\n column region Nullable(String)\n" ROWS
          " rows 10\n" VIEW("SELECT desk AS region, count() AS n FROM s.t GROUP BY region"),
     "SELECT desk, count(*) FROM t GROUP BY desk", NULL, NULL},
    {RULE_N1,
     BASE "table s.r " AGGREGATING "desk\n column desk String\n" ROWS
          " rows 10\n" VIEW("SELECT desk, count() AS n FROM s.t GROUP BY desk"),
     "SELECT desk, count(*) FROM t GROUP BY desk", NULL, NULL},
    {RULE_N2,
     "table s.t MergeTree\n column w String\n comment |type: numeric\n rows 1000\n"
     "table s.r " AGGREGATING "w\n column w String\n" ROWS
     " rows 10\n" VIEW("SELECT w, count() AS n FROM s.t GROUP BY w"),
     "SELECT w, count(*) FROM t GROUP BY w", NULL, NULL},
    {RULE_T3,
     BASE
     "table s.r " AGGREGATING "hour\n column hour DateTime64(3, 'Asia/Tokyo')\n" ROWS
     " rows 10\n" VIEW("SELECT dateTrunc('hour', ts) AS hour, count() AS n FROM s.t GROUP BY hour"),
     "SELECT date_trunc('day', ts), count(*) FROM t GROUP BY 1", NULL, NULL},
    {RULE_G7,
     BASE "table s.r SummingMergeTree\n sorting_key region\n" REGION
          " column i Int32\n column n UInt64\n rows 10\n" VIEW(
              "SELECT region, i, count() AS n FROM s.t GROUP BY region, i"),
     "SELECT i, count(*) FROM t GROUP BY i", NULL, NULL},
    {RULE_F4,
     BASE "table s.r " AGGREGATING "region\n" REGION SUM_X
          " rows 10\n" VIEW("SELECT region, sum(x) AS x_sum FROM s.t GROUP BY region"),
     "SELECT sum(x) FROM t", NULL, NULL},
    {RULE_M8, BASE SOUND, "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM t", NULL,
     NULL},
    {RULE_M7, BASE SOUND, "SELECT sum(x * i) FROM t", NULL, NULL},
    {RULE_M4,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS
          " column x_min SimpleAggregateFunction(min, Float64)\n rows 10\n" VIEW(
              "SELECT region, count() AS n, min(x) AS x_min FROM s.t GROUP BY region"),
     "SELECT min(x) FROM t", NULL, NULL},
    {RULE_M4,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS
          " column x_n AggregateFunction(uniqExact, Float64)\n rows 10\n" VIEW(
              "SELECT region, count() AS n, uniqExactState(x) AS x_n FROM s.t GROUP BY region"),
     "SELECT count(DISTINCT x) FROM t", NULL, NULL},
    {RULE_N3, BASE SOUND, "SELECT sum(x) FROM t", "pivot.rollup_floats", "off"},
    {RULE_M1, BASE SOUND, "SELECT sum(i) FROM t", NULL, NULL},
    {RULE_M3,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS
          " column i_max SimpleAggregateFunction(max, Int32)\n rows 10\n" VIEW(
              "SELECT region, count() AS n, max(i) AS i_max FROM s.t GROUP BY region"),
     "SELECT sum(i) FROM t", NULL, NULL},
    {RULE_M11,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS
          " column x_var AggregateFunction(varPopStable, Float64)\n rows 10\n" VIEW(
              "SELECT region, count() AS n, varPopStableState(x) AS x_var FROM s.t GROUP BY "
              "region"),
     "SELECT stddev(x) FROM t", NULL, NULL},
    {RULE_M2,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS
          " column v_sum SimpleAggregateFunction(sum, Int64)\n rows 10\n" VIEW(
              "SELECT region, count() AS n, sum(v) AS v_sum FROM s.t GROUP BY region"),
     "SELECT sum(v) FROM t", NULL, NULL},
    {RULE_M17,
     BASE "table s.r " AGGREGATING "region\n" REGION ROWS
          " column j_sum SimpleAggregateFunction(sum, Int64)\n rows 10\n" VIEW(
              "SELECT region, count() AS n, sum(j) AS j_sum FROM s.t GROUP BY region"),
     "SELECT sum(j) FROM t", NULL, NULL},
    {RULE_G2, BASE SOUND, "SELECT sum(x) FROM t WHERE desk = 'a'", NULL, NULL},
    {RULE_T1, BASE BY_HOUR, "SELECT date_trunc('minute', ts), count(*) FROM t GROUP BY 1", NULL,
     NULL},
    {RULE_G11, BASE SOUND, "SELECT sum(x) + random() FROM t", NULL, NULL},
    {RULE_T4, BASE BY_HOUR,
     "SELECT count(*) FROM t WHERE ts >= '2024-01-01 10:17' AND ts < '2024-01-01 11:42'", NULL,
     NULL},
    {RULE_C1,
     BASE SOUND "table s.a " AGGREGATING "region\n" REGION ROWS SUM_X
                " rows 20\nmaterialized_view s.a_mv s.a\n"
                " as SELECT region, count() AS n, sum(x) AS x_sum FROM s.t GROUP BY region\n",
     "SELECT sum(x) FROM t", NULL, NULL},
    {RULE_C2,
     BASE "table s.r " AGGREGATING "i\n column i Int32\n" ROWS
          " rows 2000\n" VIEW("SELECT i, count() AS n FROM s.t GROUP BY i"),
     "SELECT count(*) FROM t", NULL, NULL},
    {RULE_C4, BASE SOUND, "SELECT count(*) FROM t", "pivot.rollup_only", "other"},
};
#define N_EXAMPLES (sizeof examples / sizeof *examples)

/* EXPLAIN's lines, one after the other. */
static const char *explain(struct arena *arena, const struct example *example, const char *without)
{
    struct err err = {0};
    const struct catalog *catalog = catalog_file_read(arena, str_of(example->tables), &err);
    if (!catalog)
        fail_msg("%s: %s", rollup_rules[example->rule].name, err.message);
    struct settings *settings = settings_new(NULL);
    if (example->set)
        settings_set(settings, example->set, example->value, false, &err);
    struct rewrite_context context = {.catalog = catalog,
                                      .settings = settings,
                                      .database = "s",
                                      .user = "test",
                                      .without_rule = without};
    struct script *script =
        rewrite_parse(arena, str_of(arena_printf(arena, "EXPLAIN %s", example->query)), &err);
    const struct plan *plan = script ? rewrite_statement(arena, script, 0, &context, &err) : NULL;
    if (!plan)
        fail_msg("%s: %s", rollup_rules[example->rule].name, err.message);
    const char *text = "";
    for (size_t i = 0; i < plan->n_rows; i++)
        text = arena_printf(arena, "%s%s\n", text, plan->rows[i][0]);
    settings_free(settings);
    return text;
}

/* Rules that nothing can be read without are those that the rest of the reading rests on. */
static bool is_needed(enum rollup_rule_id rule)
{
    return rule == RULE_G0 || rule == RULE_G3 || rule == RULE_F8 || rule == RULE_T7 ||
           rule == RULE_G1;
}

static void each_rule_stops_its_example(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_EXAMPLES; i++) {
        struct arena *arena = arena_new((size_t)16 << 20);
        const char *stopped =
            arena_printf(arena, ": not used. %s: ", rollup_rules[examples[i].rule].name);
        const char *text = explain(arena, &examples[i], NULL);
        if (!strstr(text, stopped))
            fail_msg("%s does not stop:\n%s", rollup_rules[examples[i].rule].name, text);
        arena_free(arena);
    }
}

/* What the example breaks is that rule alone: without it the rollup would answer. */
static void nothing_else_stops_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_EXAMPLES; i++) {
        enum rollup_rule_id rule = examples[i].rule;
        /* C1 chooses among rollups that answer; M1 is M3, told sooner. */
        if (is_needed(rule) || rule == RULE_C1 || rule == RULE_M1)
            continue;
        struct arena *arena = arena_new((size_t)16 << 20);
        const char *text = explain(arena, &examples[i], rollup_rules[rule].name);
        if (!strstr(text, "Rollup s.r: answers"))
            fail_msg("without %s:\n%s", rollup_rules[rule].name, text);
        arena_free(arena);
    }
}

static void each_rule_has_an_example(void **state)
{
    (void)state;
    for (int rule = 0; rule < N_ROLLUP_RULES; rule++) {
        bool is_there = false;
        for (size_t i = 0; i < N_EXAMPLES; i++)
            is_there |= (int)examples[i].rule == rule;
        if (!is_there)
            fail_msg("%s has no example", rollup_rules[rule].name);
    }
}

static void a_sound_rollup_answers(void **state)
{
    (void)state;
    static const struct example sound = {RULE_NONE, BASE SOUND,
                                         "SELECT region, sum(x) FROM t GROUP BY 1", NULL, NULL};
    struct arena *arena = arena_new((size_t)16 << 20);
    assert_non_null(strstr(explain(arena, &sound, NULL), "Rollup s.r: answers"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_rollup_answers),
        cmocka_unit_test(each_rule_has_an_example),
        cmocka_unit_test(each_rule_stops_its_example),
        cmocka_unit_test(nothing_else_stops_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
