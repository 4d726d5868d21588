/* Looks rows up in the data tables. Chooses no overload: that is bind_call.c's. */
#include "rewrite/routine.h"

#include <string.h>
#include <strings.h>

struct table_row {
    const struct routine_table *table;
    enum routine_kind kind;
};

static const struct table_row tables[] = {
    {&functions_math, ROUTINE_FUNCTION},
    {&functions_text, ROUTINE_FUNCTION},
    {&functions_time, ROUTINE_FUNCTION}, /* before the units that functions_datetime refuses */
    {&functions_datetime, ROUTINE_FUNCTION},
    {&functions_inet, ROUTINE_FUNCTION},
    {&functions_bytea, ROUTINE_FUNCTION},
    {&functions_json, ROUTINE_FUNCTION},
    {&functions_misc, ROUTINE_FUNCTION},
    {&functions_system, ROUTINE_FUNCTION},
    {&functions_privilege, ROUTINE_FUNCTION},
    {&functions_array, ROUTINE_FUNCTION},
    {&operators, ROUTINE_OPERATOR},
    {&operators_time, ROUTINE_OPERATOR},
    {&operators_inet, ROUTINE_OPERATOR},
    {&operators_bytea, ROUTINE_OPERATOR},
    {&operators_json, ROUTINE_OPERATOR},
    {&operators_array, ROUTINE_OPERATOR},
    {&aggregates, ROUTINE_AGGREGATE},
    {&windows, ROUTINE_WINDOW},
    {&functions_clickhouse, ROUTINE_CLICKHOUSE},
    {&aggregates_clickhouse, ROUTINE_CLICKHOUSE_AGGREGATE},
};

#define N_TABLES (sizeof tables / sizeof *tables)

static bool same_name(enum routine_kind kind, const char *a, const char *b)
{
    if (kind == ROUTINE_CLICKHOUSE || kind == ROUTINE_CLICKHOUSE_AGGREGATE)
        return strcasecmp(a, b) == 0;
    return a[0] == b[0] && strcmp(a, b) == 0;
}

size_t routine_find(enum routine_kind kind, const char *name, const struct routine **found,
                    size_t max_found)
{
    size_t n = 0;
    for (size_t t = 0; t < N_TABLES; t++) {
        if (tables[t].kind != kind)
            continue;
        const struct routine_table *table = tables[t].table;
        for (size_t i = 0; i < table->n && n < max_found; i++)
            if (same_name(kind, table->rows[i].name, name))
                found[n++] = &table->rows[i];
    }
    return n;
}

const struct routine *routine_at(size_t index, enum routine_kind *kind)
{
    for (size_t t = 0; t < N_TABLES; t++) {
        if (index < tables[t].table->n) {
            *kind = tables[t].kind;
            return &tables[t].table->rows[index];
        }
        index -= tables[t].table->n;
    }
    return NULL;
}

const struct cast *cast_find(uint32_t source, uint32_t target)
{
    for (size_t i = 0; i < casts_count; i++)
        if (casts[i].source == source && casts[i].target == target)
            return &casts[i];
    return NULL;
}
