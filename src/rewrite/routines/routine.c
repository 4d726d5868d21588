/* Looks rows up in the data tables. Chooses no overload: that is bind_call.c's. */
#include "rewrite/routines/routine.h"

#include <string.h>
#include <strings.h>
#include <threads.h>

#include "base/row_index.h"

struct table_row {
    const struct routine_table *table;
    enum routine_kind kind;
};

static const struct table_row tables[] = {
    {&functions_math, ROUTINE_FUNCTION},
    {&functions_text, ROUTINE_FUNCTION},
    {&functions_regex, ROUTINE_FUNCTION},
    {&functions_time, ROUTINE_FUNCTION}, /* before the units that functions_datetime refuses */
    {&functions_datetime, ROUTINE_FUNCTION},
    {&functions_inet, ROUTINE_FUNCTION},
    {&functions_bytea, ROUTINE_FUNCTION},
    {&functions_json, ROUTINE_FUNCTION},
    {&functions_json_build, ROUTINE_FUNCTION},
    {&functions_json_change, ROUTINE_FUNCTION},
    {&functions_misc, ROUTINE_FUNCTION},
    {&functions_session, ROUTINE_FUNCTION},
    {&functions_system, ROUTINE_FUNCTION},
    {&functions_privilege, ROUTINE_FUNCTION},
    {&functions_array, ROUTINE_FUNCTION},
    {&operators, ROUTINE_OPERATOR},
    {&operators_time, ROUTINE_OPERATOR},
    {&operators_inet, ROUTINE_OPERATOR},
    {&operators_bytea, ROUTINE_OPERATOR},
    {&operators_json, ROUTINE_OPERATOR},
    {&operators_json_change, ROUTINE_OPERATOR},
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

/* Rows as routine_at counts them, and casts. */
static struct row_index routines_by_name, casts_by_types;
static const struct routine *routines[ROW_INDEX_ROWS];
static unsigned char kinds[ROW_INDEX_ROWS];
static once_flag filled = ONCE_FLAG_INIT;

static uint32_t hash_types(uint32_t source, uint32_t target)
{
    return row_index_hash_number(source * 31 + target);
}

static void fill_indexes(void)
{
    enum routine_kind kind = ROUTINE_FUNCTION;
    const struct routine *row;
    for (size_t i = 0; (row = routine_at(i, &kind)); i++) {
        if (!row_index_add(&routines_by_name, row_index_hash_name(row->name)))
            break;
        routines[i] = row;
        kinds[i] = (unsigned char)kind;
    }
    for (size_t i = 0; i < casts_count; i++)
        row_index_add(&casts_by_types, hash_types(casts[i].source, casts[i].target));
}

size_t routine_find(enum routine_kind kind, const char *name, const struct routine **found,
                    size_t max_found)
{
    size_t n = 0;
    call_once(&filled, fill_indexes);
    uint16_t row = row_index_first(&routines_by_name, row_index_hash_name(name));
    for (; row && n < max_found; row = row_index_next(&routines_by_name, row))
        if (kinds[row - 1] == kind && same_name(kind, routines[row - 1]->name, name))
            found[n++] = routines[row - 1];
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
    call_once(&filled, fill_indexes);
    uint16_t row = row_index_first(&casts_by_types, hash_types(source, target));
    while (row && (casts[row - 1].source != source || casts[row - 1].target != target))
        row = row_index_next(&casts_by_types, row);
    return row ? &casts[row - 1] : NULL;
}
