/* What the rules of rollups are called, and what is said where one stops a rollup. */
#include "rewrite/rollup/rollup_rules.h"

#include <string.h>

#include "rewrite/routines/template_text.h"

const struct rollup_rule rollup_rules[N_ROLLUP_RULES] = {
    [RULE_G0] = {"G0", "its query is not understood",
                 "Let its SELECT be columns and aggregates of columns"},
    [RULE_G3] = {"G3", "its query reads more than one table", "Let it read the table alone"},
    [RULE_G5] = {"G5", "its query is more than a plain GROUP BY",
                 "Leave DISTINCT, ORDER BY and LIMIT away"},
    [RULE_F8] = {"F8", "its base table or its target table is not there", "Make them"},
    [RULE_W2] = {"W2", "it holds only some of the rows: its query has a filter",
                 "Make one without WHERE"},
    [RULE_F7] = {"F7", "merges of the base's engine drop rows that the rollup has counted",
                 "Let the base be a MergeTree"},
    [RULE_G8] = {"G8", "its engine does not add up all that it stores",
                 "Let its table be an AggregatingMergeTree"},
    [RULE_T7] = {"T7", "it groups by an expression that is no unit of time",
                 "Let it group by columns, or dateTrunc('hour', column)"},
    [RULE_G1] = {"G1", "it groups by columns that it does not keep", "Let it keep all of its keys"},
    [RULE_G4] = {"G4", "a key has the name of another column of the base",
                 "Give it a name of its own"},
    [RULE_N1] = {"N1", "a key has another type than the column it holds",
                 "Give it the column's type"},
    [RULE_N2] = {"N2",
                 "a key is a numeric without a precision: equal numbers are kept as other texts",
                 "Give the column a precision"},
    [RULE_T3] = {"T3", "the days of its keys are not those of UTC",
                 "Give the columns the time zone 'UTC'"},
    [RULE_G7] = {"G7", "a key is not in the sorting key of its table: merges lose it",
                 "ORDER BY all of its keys"},
    [RULE_F4] = {"F4", "it holds no row count, so that it cannot be shown to be complete",
                 "Let it store count()"},
    [RULE_M8] = {"M8", "%s cannot be had from sums and counts",
                 "Make what %s counts one of its keys, or let it store uniqExactState of it"},
    [RULE_M7] = {"M7", "the argument of %s is not a plain column",
                 "Let it store the expression as a column of the base, or ask %s of columns"},
    [RULE_M4] = {"M4", "ClickHouse does not compare what it stores of %s as PostgreSQL compares it",
                 "Let it group by %s, or read the base"},
    [RULE_N3] = {"N3", "pivot.rollup_floats is off, and %s is floating-point",
                 "SET pivot.rollup_floats = on"},
    [RULE_M1] = {"M1", "it stores nothing of %s", "Let it store what is asked of %s"},
    [RULE_M3] = {"M3", "it does not store %s", "Let it store %s"},
    [RULE_M11] = {"M11", "a variance of %s needs its sum beside it, and no NULLs",
                  "Let it store sum(%s)"},
    [RULE_M2] = {"M2", "column %s can be NULL", "Let it store a Nullable sum of %s, and count(%s)"},
    [RULE_M17] = {"M17", "sums of column %s may be wider than what is stored",
                  "Let it store sum(toInt128(%s)), or a wider Decimal"},
    [RULE_G2] = {"G2", "column %s is not among its keys", "Make %s one of its keys"},
    [RULE_T1] = {"T1", "it holds coarser units of %s than are asked for",
                 "Make one with the unit of the query, or a finer one, of %s"},
    [RULE_G11] = {"G11", "%s is volatile", "Call %s around the query that aggregates"},
    [RULE_T4] = {"T4", "no whole unit of %s lies in the range asked for",
                 "Make one with a finer unit of %s"},
    [RULE_C1] = {"C1", "another one that matches takes less to read", ""},
    [RULE_C2] = {"C2", "it has more rows than the table itself", "Make one with fewer keys"},
    [RULE_C4] = {"C4", "pivot.rollup_only names another one", "RESET pivot.rollup_only"},
};

bool rollup_rule_is(enum rollup_rule_id rule, const char *name)
{
    return name && rule < N_ROLLUP_RULES && strcmp(rollup_rules[rule].name, name) == 0;
}

const char *rollup_words(struct arena *arena, const char *format, const char *subject)
{
    return template_replace(arena, format, "%s", subject);
}
