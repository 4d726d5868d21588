/* Materialized views and aggregate projections as rollups: what their SELECT groups by and stores.
 * ClickHouse's SELECT of a rollup is plain enough for PostgreSQL's grammar. */
#include <string.h>

#include "base/key_text.h"
#include "rewrite/parse.h"
#include "rewrite/rollup/rollup.h"
#include "rewrite/rollup/rollup_node.h"
#include "rewrite/rollup/rollup_projection.h"
#include "rewrite/rollup/rollup_view_text.h"
#include "rewrite/write/stored_form.h"

struct reading {
    struct arena *arena;
    const struct catalog *catalog;
    struct rollup *rollup;
    const PgQuery__SelectStmt *select; /* NULL: not understood */
};

static const PgQuery__SelectStmt *parse_view(struct reading *reading, const char *as_select)
{
    struct err ignored = {0};
    struct str text = str_of(rollup_view_text(reading->arena, as_select));
    struct scan scan = {.text = text, .source = text};
    const PgQuery__ParseResult *tree = parse_sql(reading->arena, &scan, &ignored);
    if (!tree || tree->n_stmts != 1 ||
        tree->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return NULL;
    return tree->stmts[0]->stmt->select_stmt;
}

/* ---- keys ---- */

/* The column of the base that the node is, or is a unit of the time of. */
static const struct catalog_column *key_column(const struct reading *reading,
                                               const PgQuery__Node *node, enum time_unit *unit)
{
    const struct catalog_table *base = reading->rollup->base;
    const char *name = rollup_node_column(node), *word = NULL;
    *unit = UNIT_NONE;
    if (name)
        return catalog_find_column(base, str_of(name));
    if (node->node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
        return NULL;
    const PgQuery__FuncCall *call = node->func_call;
    if (call->n_args == 2)
        word = rollup_node_text(call->args[0]);
    if (call->n_args != 1 && !word)
        return NULL;
    name = rollup_node_column(call->args[call->n_args - 1]);
    const struct catalog_column *column = name ? catalog_find_column(base, str_of(name)) : NULL;
    if (column)
        *unit = rollup_unit_of_function(rollup_node_function(call), word, column->type);
    return *unit ? column : NULL;
}

static const char *output_name(const PgQuery__ResTarget *target)
{
    return target->name[0] ? target->name : rollup_node_column(target->val);
}

/* Whether the view groups by what the target shows: ClickHouse takes names of targets first. */
static bool is_grouped(const struct reading *reading, const PgQuery__ResTarget *target)
{
    const PgQuery__SelectStmt *select = reading->select;
    enum time_unit unit, grouped_unit;
    const struct catalog_column *column = key_column(reading, target->val, &unit);
    const char *output = output_name(target);
    for (size_t i = 0; i < select->n_group_clause; i++) {
        const char *name = rollup_node_column(select->group_clause[i]);
        if (name && output && strcmp(name, output) == 0)
            return true;
        if (column && key_column(reading, select->group_clause[i], &grouped_unit) == column &&
            grouped_unit == unit)
            return true;
    }
    return false;
}

/* The column of the rollup's table that holds a target of the SELECT; NULL: none. */
static const struct catalog_column *stored_column(const struct reading *reading, size_t i)
{
    const struct catalog_table *table = reading->rollup->target;
    if (reading->rollup->projection)
        return &table->columns[i];
    const char *output = output_name(reading->select->target_list[i]->res_target);
    return output ? catalog_find_column(table, str_of(output)) : NULL;
}

static void add_key(struct reading *reading, const PgQuery__ResTarget *target,
                    const struct catalog_column *stored)
{
    struct rollup_key *key = ARENA_NEW(reading->arena, struct rollup_key);
    key->base = key_column(reading, target->val, &key->unit);
    key->stored = stored;
    list_add(reading->arena, &reading->rollup->keys, key);
}

/* ---- measures ---- */

static const struct stored_function {
    const char *name;
    enum rollup_function function;
    const char *merges; /* the function of the SimpleAggregateFunction that merges it; NULL: none */
    const char *state;  /* that of its AggregateFunction */
} stored_functions[] = {
    {"count", ROLLUP_ROWS, "sum", NULL},
    {"countState", ROLLUP_ROWS, NULL, "count"},
    {"sum", ROLLUP_SUM, "sum", NULL},
    {"sumSimpleState", ROLLUP_SUM, "sum", NULL},
    {"sumState", ROLLUP_SUM, NULL, "sum"},
    {"min", ROLLUP_MIN, "min", NULL},
    {"minSimpleState", ROLLUP_MIN, "min", NULL},
    {"max", ROLLUP_MAX, "max", NULL},
    {"maxSimpleState", ROLLUP_MAX, "max", NULL},
    {"uniqExactState", ROLLUP_DISTINCT, NULL, "uniqExact"},
    {"varPopStableState", ROLLUP_VARIANCE, NULL, "varPopStable"},
};

/* Whether merging parts adds the column up: else merges would lose what it stores. Plain columns of
 * a SummingMergeTree are added; those of an AggregatingMergeTree are not. */
static bool is_merged(const struct rollup *rollup, const struct catalog_column *stored,
                      const struct stored_function *function)
{
    const struct chtype *type = stored->type;
    const char *engine = rollup->target->engine;
    if (function->state)
        return type->kind == CH_AGGREGATE_FUNCTION && strcmp(type->function, function->state) == 0;
    if (type->kind == CH_SIMPLE_AGGREGATE_FUNCTION)
        return strcmp(type->function, function->merges) == 0;
    if (strstr(engine, "AggregatingMergeTree"))
        return false;
    return !strstr(engine, "SummingMergeTree") || strcmp(function->merges, "sum") == 0;
}

/* States and extremes are of the column's type itself, as the base's rows give them; a wider sum
 * may be of a wider column: toInt128(x). */
static const char *measured_column(const PgQuery__Node *argument, enum rollup_function function)
{
    if (function == ROLLUP_SUM && argument->node_case == PG_QUERY__NODE__NODE_FUNC_CALL &&
        argument->func_call->n_args == 1) {
        const char *cast = rollup_node_function(argument->func_call);
        if (strcasecmp(cast, "toInt128") == 0 || strcasecmp(cast, "toInt256") == 0)
            argument = argument->func_call->args[0];
    }
    return rollup_node_column(argument);
}

/* What PostgreSQL sees of the column must be what ClickHouse has compared: no Enum's number. */
static bool has_same_type(struct arena *arena, const struct rollup_measure *measure)
{
    const struct chtype *type = measure->stored->type;
    if (stored_form_of_column(arena, measure->base))
        return false;
    if (type->kind == CH_AGGREGATE_FUNCTION || type->kind == CH_SIMPLE_AGGREGATE_FUNCTION)
        type = type->n_args ? type->args[0] : type;
    return strcmp(type->text, measure->base->type->text) == 0;
}

/* A measure of another kind serves nobody, and hurts nobody. */
static void add_measure(struct reading *reading, const PgQuery__FuncCall *call,
                        const struct catalog_column *stored)
{
    struct rollup *rollup = reading->rollup;
    const char *name = rollup_node_function(call);
    for (size_t i = 0; i < sizeof stored_functions / sizeof *stored_functions; i++) {
        if (strcasecmp(stored_functions[i].name, name) != 0)
            continue;
        struct rollup_measure *measure = ARENA_NEW(reading->arena, struct rollup_measure);
        measure->function = stored_functions[i].function;
        measure->stored = stored;
        measure->is_state = stored_functions[i].state != NULL;
        const char *argument =
            call->n_args == 1 ? measured_column(call->args[0], measure->function) : NULL;
        if (argument)
            measure->base = catalog_find_column(rollup->base, str_of(argument));
        if (measure->function == ROLLUP_ROWS && call->n_args)
            measure->function = ROLLUP_COUNT;
        bool is_of_type = measure->function <= ROLLUP_SUM ||
                          (measure->base && has_same_type(reading->arena, measure));
        bool is_understood = call->n_args == 0 ? measure->function == ROLLUP_ROWS
                                               : measure->base != NULL && is_of_type;
        if (is_understood && stored && is_merged(rollup, stored, &stored_functions[i]))
            list_add(reading->arena, &rollup->measures, measure);
        return;
    }
}

/* ---- rules ---- */

static bool is_understood(const struct reading *reading)
{
    return reading->select != NULL;
}

static bool is_plain(const struct reading *reading)
{
    const PgQuery__SelectStmt *select = reading->select;
    return select->op == PG_QUERY__SET_OPERATION__SETOP_NONE && !select->n_distinct_clause &&
           !select->with_clause && !select->limit_count && !select->limit_offset &&
           !select->n_sort_clause && select->n_group_clause;
}

static bool has_no_filter(const struct reading *reading)
{
    return !reading->select->where_clause && !reading->select->having_clause;
}

static bool reads_one_table(const struct reading *reading)
{
    return reading->rollup->projection != NULL ||
           (reading->select->n_from_clause == 1 &&
            reading->select->from_clause[0]->node_case == PG_QUERY__NODE__NODE_RANGE_VAR);
}

static bool has_tables(const struct reading *reading)
{
    return reading->rollup->base && reading->rollup->target;
}

static bool is_engine(const char *engine, const char *name)
{
    return strcmp(engine, name) == 0 ||
           (strncmp(engine, "Replicated", 10) == 0 && strcmp(engine + 10, name) == 0) ||
           (strncmp(engine, "Shared", 6) == 0 && strcmp(engine + 6, name) == 0);
}

static bool base_keeps_rows(const struct reading *reading)
{
    return is_engine(reading->rollup->base->engine, "MergeTree");
}

static bool target_adds_up(const struct reading *reading)
{
    const struct catalog_table *target = reading->rollup->target;
    return is_engine(target->engine, "AggregatingMergeTree") ||
           is_engine(target->engine, "MergeTree") ||
           (is_engine(target->engine, "SummingMergeTree") && !target->sums_listed);
}

static bool is_stored_function(const PgQuery__Node *node)
{
    bool is_call = node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL;
    for (size_t i = 0; is_call && i < sizeof stored_functions / sizeof *stored_functions; i++)
        if (strcasecmp(stored_functions[i].name, rollup_node_function(node->func_call)) == 0)
            return true;
    return false;
}

/* ClickHouse takes names of targets for columns: of max(ts) beside dateTrunc('hour', ts) AS ts the
 * hours are meant. An aggregate's name cannot be inside another aggregate. */
static bool names_hide_nothing(const struct reading *reading)
{
    const PgQuery__SelectStmt *select = reading->select;
    for (size_t i = 0; i < select->n_target_list; i++) {
        const PgQuery__ResTarget *target = select->target_list[i]->res_target;
        const char *shown = rollup_node_column(target->val), *output = output_name(target);
        bool is_column = shown && output && strcmp(shown, output) == 0;
        bool is_aggregate = is_stored_function(target->val);
        if (!is_column && !is_aggregate && output &&
            catalog_find_column(reading->rollup->base, str_of(output)))
            return false;
    }
    return true;
}

static bool keys_are_columns(const struct reading *reading)
{
    for (LIST_EACH(const struct rollup_key, key, &reading->rollup->keys))
        if (!key->base)
            return false;
    return true;
}

static bool keys_are_kept(const struct reading *reading)
{
    for (LIST_EACH(const struct rollup_key, key, &reading->rollup->keys))
        if (!key->stored)
            return false;
    return reading->rollup->keys.n == reading->select->n_group_clause;
}

static bool is_time_type(const struct chtype *type, bool is_wide)
{
    enum chtype_kind kind = chtype_strip(type)->kind;
    bool is_narrow = kind == CH_DATE || kind == CH_DATETIME;
    return kind == CH_DATE32 || kind == CH_DATETIME64 || (is_narrow && !is_wide);
}

/* What holds a unit of a time must hold each that the column can have. */
static bool holds_bucket(const struct rollup_key *key)
{
    enum chtype_kind base = chtype_strip(key->base->type)->kind;
    enum chtype_kind stored = chtype_strip(key->stored->type)->kind;
    bool has_clock = stored == CH_DATETIME || stored == CH_DATETIME64;
    return is_time_type(key->stored->type, base == CH_DATE32 || base == CH_DATETIME64) &&
           (has_clock || key->unit >= UNIT_DAY) && key->base->nullable == key->stored->nullable;
}

/* N1, W6: a key whose type differs from the column's may have merged values. */
static bool keys_have_types(const struct reading *reading)
{
    for (LIST_EACH(const struct rollup_key, key, &reading->rollup->keys))
        if (key->unit ? !holds_bucket(key)
                      : strcmp(key->base->type->text, key->stored->type->text) != 0)
            return false;
    return true;
}

/* Groups of texts of numbers are no groups of the numbers. */
static bool keys_are_values(const struct reading *reading)
{
    for (LIST_EACH(const struct rollup_key, key, &reading->rollup->keys))
        if (stored_form_is_digits(key->base))
            return false;
    return true;
}

static bool is_utc(const struct reading *reading, const struct catalog_column *column)
{
    const struct chtype *type = chtype_strip(column->type);
    if (type->kind != CH_DATETIME && type->kind != CH_DATETIME64)
        return true;
    return strcmp(type->timezone ? type->timezone : reading->catalog->server_timezone, "UTC") == 0;
}

static bool days_are_utc(const struct reading *reading)
{
    for (LIST_EACH(const struct rollup_key, key, &reading->rollup->keys))
        if (key->unit && (!is_utc(reading, key->base) || !is_utc(reading, key->stored)))
            return false;
    return true;
}

/* Whether the column is one of the plain ones of a sorting key, "a, b, toDate(c)". */
static bool is_sorted_by(const char *sorting_key, const char *name)
{
    struct str item;
    while (key_text_next(&sorting_key, &item))
        if (str_eq(item, str_of(name)))
            return true;
    return false;
}

/* Merges of these engines make one row of those that are equal in the sorting key. */
static bool merges_keep_keys(const struct reading *reading)
{
    const struct rollup *rollup = reading->rollup;
    if (is_engine(rollup->target->engine, "MergeTree"))
        return true;
    for (LIST_EACH(const struct rollup_key, key, &rollup->keys))
        if (!is_sorted_by(rollup->target->sorting_key, key->stored->name))
            return false;
    return true;
}

static bool counts_rows(const struct reading *reading)
{
    return rollup_find_measure(reading->rollup, ROLLUP_ROWS, NULL) != NULL;
}

/* ---- steps ---- */

static void find_tables(struct reading *reading)
{
    struct rollup *rollup = reading->rollup;
    if (rollup->projection)
        return;
    const PgQuery__RangeVar *name = reading->select->from_clause[0]->range_var;
    const char *schema = name->schemaname[0] ? name->schemaname : rollup->view->schema;
    rollup->base = catalog_find_table(reading->catalog, str_of(schema), str_of(name->relname));
    rollup->target = catalog_find_table(reading->catalog, str_of(rollup->view->target_schema),
                                        str_of(rollup->view->target_name));
}

static void read_targets(struct reading *reading)
{
    const PgQuery__SelectStmt *select = reading->select;
    for (size_t i = 0; i < select->n_target_list; i++) {
        const PgQuery__ResTarget *target = select->target_list[i]->res_target;
        const PgQuery__FuncCall *call = rollup_node_call(target->val);
        const struct catalog_column *stored = stored_column(reading, i);
        if (is_grouped(reading, target))
            add_key(reading, target, stored);
        else if (call)
            add_measure(reading, call, stored);
    }
}

/* In order: what is read is there for the rules behind it. */
static const struct view_rule {
    enum rollup_rule_id rule;
    bool (*holds)(const struct reading *reading);
    bool is_needed; /* to read on */
    void (*then_read)(struct reading *reading);
} rules[] = {
    {RULE_G0, is_understood, true, NULL},    {RULE_G3, reads_one_table, true, find_tables},
    {RULE_G5, is_plain, false, NULL},        {RULE_F8, has_tables, true, read_targets},
    {RULE_W2, has_no_filter, false, NULL},   {RULE_F7, base_keeps_rows, false, NULL},
    {RULE_G8, target_adds_up, false, NULL},  {RULE_T7, keys_are_columns, true, NULL},
    {RULE_G1, keys_are_kept, true, NULL},    {RULE_G4, names_hide_nothing, false, NULL},
    {RULE_N1, keys_have_types, false, NULL}, {RULE_N2, keys_are_values, false, NULL},
    {RULE_T3, days_are_utc, false, NULL},    {RULE_G7, merges_keep_keys, false, NULL},
    {RULE_F4, counts_rows, false, NULL},
};

/* ---- the catalog ---- */

static size_t place_of(const struct rollup *rollup, const struct catalog_column *base)
{
    return (size_t)(base - rollup->base->columns);
}

static void index_columns(struct arena *arena, struct rollup *rollup)
{
    rollup->exact = ARENA_ARRAY(arena, const struct rollup_key *, rollup->base->n_columns);
    rollup->buckets = ARENA_ARRAY(arena, const struct rollup_key *, rollup->base->n_columns);
    uint64_t *bits = ARENA_ARRAY(arena, uint64_t, ROLLUP_WORDS(rollup->base));
    uint64_t *measured = ARENA_ARRAY(arena, uint64_t, ROLLUP_WORDS(rollup->base));
    rollup->key_bits = bits;
    rollup->measured_bits = measured;
    for (LIST_EACH(const struct rollup_key, key, &rollup->keys)) {
        size_t place = place_of(rollup, key->base);
        const struct rollup_key **bucket = &rollup->buckets[place];
        bits[place / 64] |= UINT64_C(1) << place % 64;
        if (!key->unit)
            rollup->exact[place] = key;
        else if (!*bucket || key->unit < (*bucket)->unit)
            *bucket = key;
    }
    for (size_t i = 0; i < ROLLUP_WORDS(rollup->base); i++)
        measured[i] = bits[i];
    for (LIST_EACH(const struct rollup_measure, measure, &rollup->measures))
        if (measure->base)
            measured[place_of(rollup, measure->base) / 64] |=
                UINT64_C(1) << place_of(rollup, measure->base) % 64;
}

static void read_rollup(struct reading *reading, const char *without, struct rollup_view *view)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules && view->refusal == RULE_NONE; i++) {
        bool is_left_out = rollup_rule_is(rules[i].rule, without);
        if (!rules[i].holds(reading) && (!is_left_out || rules[i].is_needed))
            view->refusal = rules[i].rule;
        else if (rules[i].then_read)
            rules[i].then_read(reading);
    }
    if (view->refusal != RULE_NONE)
        return;
    index_columns(reading->arena, &view->rollup);
    view->rollup.has_same_partitions =
        !view->rollup.projection && rollup_has_same_partitions(reading->arena, &view->rollup);
}

static void read_view(struct reading *reading, const struct catalog_table *table,
                      const char *without, struct rollup_view *view)
{
    *view = (struct rollup_view){{.view = table}, RULE_NONE};
    reading->rollup = &view->rollup;
    reading->select = parse_view(reading, table->as_select);
    read_rollup(reading, without, view);
}

static void read_projection(struct reading *reading, const struct catalog_table *base,
                            const struct catalog_projection *projection, const char *without,
                            struct rollup_view *view)
{
    *view = (struct rollup_view){{.projection = projection, .base = base}, RULE_NONE};
    reading->rollup = &view->rollup;
    reading->select = parse_view(reading, projection->query);
    view->rollup.view = view->rollup.target =
        rollup_projection_table(reading->arena, base, projection, reading->select);
    read_rollup(reading, without, view);
}

const struct rollup_set *rollups_of_catalog(struct arena *arena, const struct catalog *catalog,
                                            const char *without)
{
    struct rollup_set *set = ARENA_NEW(arena, struct rollup_set);
    for (size_t i = 0; i < catalog->n_tables; i++)
        set->n_views += (catalog->tables[i].kind == CATALOG_MATERIALIZED_VIEW) +
                        catalog->tables[i].n_projections;
    struct rollup_view *views = ARENA_ARRAY(arena, struct rollup_view, set->n_views);
    set->views = views;
    struct reading reading = {.arena = arena, .catalog = catalog};
    for (size_t i = 0; i < catalog->n_tables; i++)
        if (catalog->tables[i].kind == CATALOG_MATERIALIZED_VIEW)
            read_view(&reading, &catalog->tables[i], without, views++);
    for (size_t i = 0; i < catalog->n_tables; i++)
        for (size_t n = 0; n < catalog->tables[i].n_projections; n++)
            read_projection(&reading, &catalog->tables[i], &catalog->tables[i].projections[n],
                            without, views++);
    return set;
}

const struct rollup_key *rollup_find_key(const struct rollup *rollup,
                                         const struct catalog_column *base)
{
    return rollup->exact[place_of(rollup, base)];
}

const struct rollup_key *rollup_find_bucket(const struct rollup *rollup,
                                            const struct catalog_column *base)
{
    return rollup->buckets[place_of(rollup, base)];
}

bool rollup_compares_alike(const struct catalog_column *column)
{
    switch (column->pg_type) {
    case PG_FLOAT4:
    case PG_FLOAT8:
    case PG_INTERVAL:
    case PG_JSON:
    case PG_JSONB:
    case PG_BPCHAR:
        return false;
    default:
        return !stored_form_is_digits(column);
    }
}

const struct rollup_measure *rollup_find_measure(const struct rollup *rollup,
                                                 enum rollup_function function,
                                                 const struct catalog_column *base)
{
    for (LIST_EACH(const struct rollup_measure, measure, &rollup->measures))
        if (measure->function == function && measure->base == base)
            return measure;
    return NULL;
}
