/* Materialized views as rollups: what their SELECT groups by and stores. ClickHouse's SELECT of a
 * rollup is plain enough for PostgreSQL's grammar. */
#include <string.h>

#include "rewrite/parse.h"
#include "rewrite/rollup/rollup.h"

struct reading {
    struct arena *arena;
    const struct catalog *catalog;
    struct rollup *rollup;
    const char *why;
};

static bool refuse(struct reading *reading, const char *why)
{
    reading->why = why;
    return false;
}

static const PgQuery__SelectStmt *parse_view(struct reading *reading, const char *as_select)
{
    struct err ignored = {0};
    struct scan scan = {.text = str_of(as_select), .source = str_of(as_select)};
    const PgQuery__ParseResult *tree = parse_sql(reading->arena, &scan, &ignored);
    if (!tree || tree->n_stmts != 1 ||
        tree->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return NULL;
    return tree->stmts[0]->stmt->select_stmt;
}

static bool check_shape(struct reading *reading, const PgQuery__SelectStmt *select)
{
    if (select->op != PG_QUERY__SET_OPERATION__SETOP_NONE || select->n_distinct_clause ||
        select->with_clause || select->limit_count || select->limit_offset || select->n_sort_clause)
        return refuse(reading, "its query is more than a plain GROUP BY");
    if (select->where_clause || select->having_clause)
        return refuse(reading, "it holds only some of the rows (W2: its query has a filter)");
    if (select->n_from_clause != 1 ||
        select->from_clause[0]->node_case != PG_QUERY__NODE__NODE_RANGE_VAR)
        return refuse(reading, "its query reads more than one table (G3)");
    if (select->n_group_clause == 0)
        return refuse(reading, "its query does not group");
    return true;
}

/* The name of a plain column reference, or NULL. */
static const char *column_name(const PgQuery__Node *node)
{
    if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
        return NULL;
    const PgQuery__ColumnRef *ref = node->column_ref;
    const PgQuery__Node *last = ref->fields[ref->n_fields - 1];
    return last->node_case == PG_QUERY__NODE__NODE_STRING ? last->string->sval : NULL;
}

static bool bind_base(struct reading *reading, const PgQuery__RangeVar *name)
{
    struct rollup *rollup = reading->rollup;
    const char *schema = name->schemaname[0] ? name->schemaname : rollup->view->schema;
    rollup->base = catalog_find_table(reading->catalog, str_of(schema), str_of(name->relname));
    return rollup->base || refuse(reading, "its base table is not there");
}

static const struct catalog_column *stored_column(struct reading *reading, const char *name)
{
    return catalog_find_column(reading->rollup->target, str_of(name));
}

/* N1, W6: a key whose type differs from the column's may have merged values. */
static bool add_key(struct reading *reading, const char *name, const char *output)
{
    struct rollup_key *key = ARENA_NEW(reading->arena, struct rollup_key);
    key->base = catalog_find_column(reading->rollup->base, str_of(name));
    key->stored = stored_column(reading, output);
    if (!key->base || !key->stored)
        return refuse(reading, "a key is not a column of both tables");
    if (strcmp(key->base->type->text, key->stored->type->text) != 0)
        return refuse(reading, "a key has another type than the column it holds (N1)");
    list_add(reading->arena, &reading->rollup->keys, key);
    return true;
}

static const struct {
    const char *function;
    bool is_count, is_state;
} measures[] = {
    {"sum", false, false},  {"sumState", false, true},  {"sumSimpleState", false, false},
    {"count", true, false}, {"countState", true, true},
};

static bool is_additive_engine(const char *engine)
{
    return strstr(engine, "AggregatingMergeTree") || strstr(engine, "SummingMergeTree") ||
           strcmp(engine, "MergeTree") == 0 || strcmp(engine, "ReplicatedMergeTree") == 0;
}

/* Whether merging parts adds the column up: else merges would lose what it stores. */
static bool is_merged_by_sum(const struct rollup *rollup, const struct catalog_column *stored,
                             bool is_state)
{
    const struct chtype *type = stored->type;
    if (is_state)
        return type->kind == CH_AGGREGATE_FUNCTION;
    if (strstr(rollup->target->engine, "AggregatingMergeTree"))
        return type->kind == CH_SIMPLE_AGGREGATE_FUNCTION && strcmp(type->function, "sum") == 0;
    return true;
}

static bool add_measure(struct reading *reading, const PgQuery__FuncCall *call, const char *output)
{
    struct rollup *rollup = reading->rollup;
    const char *function = call->funcname[call->n_funcname - 1]->string->sval;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (strcasecmp(measures[i].function, function) != 0)
            continue;
        const char *argument = call->n_args == 1 ? column_name(call->args[0]) : NULL;
        struct rollup_measure *measure = ARENA_NEW(reading->arena, struct rollup_measure);
        measure->stored = stored_column(reading, output);
        measure->is_state = measures[i].is_state;
        if (!measures[i].is_count && argument)
            measure->base = catalog_find_column(rollup->base, str_of(argument));
        bool is_understood = measures[i].is_count ? call->n_args == 0 : measure->base != NULL;
        if (is_understood && measure->stored &&
            is_merged_by_sum(rollup, measure->stored, measure->is_state))
            list_add(reading->arena, &rollup->measures, measure);
        return true;
    }
    return true; /* a measure of another kind serves nobody, and hurts nobody */
}

static bool is_grouped(const PgQuery__SelectStmt *select, const char *name)
{
    for (size_t i = 0; i < select->n_group_clause; i++) {
        const char *key = column_name(select->group_clause[i]);
        if (key && strcmp(key, name) == 0)
            return true;
    }
    return false;
}

static bool add_target(struct reading *reading, const PgQuery__SelectStmt *select,
                       const PgQuery__ResTarget *target)
{
    const char *name = column_name(target->val);
    const char *output = target->name[0] ? target->name : name;
    if (name && is_grouped(select, name))
        return add_key(reading, name, output);
    if (target->val->node_case == PG_QUERY__NODE__NODE_FUNC_CALL && output)
        return add_measure(reading, target->val->func_call, output);
    return true;
}

static bool check_keys(struct reading *reading, const PgQuery__SelectStmt *select)
{
    for (size_t i = 0; i < select->n_group_clause; i++)
        if (!column_name(select->group_clause[i]))
            return refuse(reading, "it groups by an expression (G2)");
    if (reading->rollup->keys.n != select->n_group_clause)
        return refuse(reading, "it groups by columns that it does not keep");
    return true;
}

static bool read_view(struct reading *reading)
{
    struct rollup *rollup = reading->rollup;
    const PgQuery__SelectStmt *select = parse_view(reading, rollup->view->as_select);
    if (!select)
        return refuse(reading, "its query is not understood");
    if (!check_shape(reading, select) || !bind_base(reading, select->from_clause[0]->range_var))
        return false;
    rollup->target = catalog_find_table(reading->catalog, str_of(rollup->view->target_schema),
                                        str_of(rollup->view->target_name));
    if (!rollup->target)
        return refuse(reading, "its target table is not there");
    if (!is_additive_engine(rollup->target->engine))
        return refuse(reading, "its engine does not keep sums");
    for (size_t i = 0; i < select->n_target_list; i++)
        if (!add_target(reading, select, select->target_list[i]->res_target))
            return false;
    return check_keys(reading, select);
}

static void read_rollup(struct arena *arena, const struct catalog *catalog,
                        const struct catalog_table *table, struct rollup_view *view)
{
    view->rollup = (struct rollup){.view = table};
    struct reading reading = {.arena = arena, .catalog = catalog, .rollup = &view->rollup};
    read_view(&reading);
    view->why = reading.why;
}

const struct rollup_set *rollups_of_catalog(struct arena *arena, const struct catalog *catalog)
{
    struct rollup_set *set = ARENA_NEW(arena, struct rollup_set);
    for (size_t i = 0; i < catalog->n_tables; i++)
        set->n_views += catalog->tables[i].kind == CATALOG_MATERIALIZED_VIEW;
    struct rollup_view *views = ARENA_ARRAY(arena, struct rollup_view, set->n_views);
    set->views = views;
    for (size_t i = 0; i < catalog->n_tables; i++)
        if (catalog->tables[i].kind == CATALOG_MATERIALIZED_VIEW)
            read_rollup(arena, catalog, &catalog->tables[i], views++);
    return set;
}

const struct rollup_key *rollup_find_key(const struct rollup *rollup, const char *base_column)
{
    for (size_t i = 0; i < rollup->keys.n; i++) {
        const struct rollup_key *key = rollup->keys.items[i];
        if (strcmp(key->base->name, base_column) == 0)
            return key;
    }
    return NULL;
}

const struct rollup_measure *rollup_find_measure(const struct rollup *rollup,
                                                 const char *base_column)
{
    for (size_t i = 0; i < rollup->measures.n; i++) {
        const struct rollup_measure *measure = rollup->measures.items[i];
        if (base_column ? measure->base && strcmp(measure->base->name, base_column) == 0
                        : !measure->base)
            return measure;
    }
    return NULL;
}
