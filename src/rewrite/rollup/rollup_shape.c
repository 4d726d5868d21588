/* Reads blocks as a rollup's definition would have to be written. Knows no rollup that there is. */
#include "rewrite/rollup/rollup_shape.h"

#include <stdlib.h>
#include <string.h>

#include "base/pgtype.h"
#include "rewrite/parse_tree.h"
#include "rewrite/rollup/rollup.h"
#include "rewrite/rollup/rollup_time.h"

/* As CREATE ROLLUP takes them. */
static const struct {
    const char *name, *measure;
} measures[] = {
    {"count", "count"},
    {"sum", "sum"},
    {"avg", "avg"},
    {"min", "min"},
    {"max", "max"},
    {"variance", "stddev"},
    {"var_pop", "stddev"},
    {"var_samp", "stddev"},
    {"stddev", "stddev"},
    {"stddev_pop", "stddev"},
    {"stddev_samp", "stddev"},
};

static const char *const unit_words[] = {
    [UNIT_SECOND] = "second",   [UNIT_MINUTE] = "minute", [UNIT_HOUR] = "hour",
    [UNIT_DAY] = "day",         [UNIT_WEEK] = "week",     [UNIT_MONTH] = "month",
    [UNIT_QUARTER] = "quarter", [UNIT_YEAR] = "year",
};

struct noted {
    struct query *block;
    struct plan_shape *shape;
};

/* How a column is needed: not, by a unit of its time, or itself. */
enum need { NEED_NONE, NEED_UNIT, NEED_ITSELF };

struct noting {
    struct binder *binder;
    struct query *block;
    enum need *needs;      /* of each column of the table */
    enum time_unit *units; /* that it is needed by */
    struct list measures;  /* const char */
    bool is_possible;
};

/* --- names --- */

static bool is_keyword(const char *name)
{
    PgQueryScanResult result = pg_query_scan(name);
    PgQuery__ScanResult *scan =
        result.error ? NULL
                     : pg_query__scan_result__unpack(NULL, result.pbuf.len,
                                                     (const uint8_t *)result.pbuf.data);
    bool found = !scan || scan->n_tokens != 1 ||
                 (scan->tokens[0]->keyword_kind != PG_QUERY__KEYWORD_KIND__NO_KEYWORD &&
                  scan->tokens[0]->keyword_kind != PG_QUERY__KEYWORD_KIND__UNRESERVED_KEYWORD);
    if (scan)
        pg_query__scan_result__free_unpacked(scan, NULL);
    pg_query_free_scan_result(result);
    return found;
}

const char *rollup_quote(struct arena *arena, const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz_",
                      all[] = "abcdefghijklmnopqrstuvwxyz_0123456789";
    if (*name && strchr(letters, *name) && strspn(name, all) == strlen(name) && !is_keyword(name))
        return name;
    const char *quoted = "\"";
    for (const char *at = name; *at; at++)
        quoted = arena_printf(arena, "%s%s%c", quoted, *at == '"' ? "\"" : "", *at);
    return arena_printf(arena, "%s\"", quoted);
}

/* --- keys --- */

static const struct catalog_column *column_of(const struct noting *noting, const struct expr *expr)
{
    return expr->kind == EXPR_COLUMN && expr->column.rel == noting->block->from
               ? &noting->block->from->table->columns[expr->column.index]
               : NULL;
}

/* The finest unit that both are made of. */
static enum time_unit common_unit(enum time_unit a, enum time_unit b)
{
    if (time_unit_divides(a, b))
        return a;
    return time_unit_divides(b, a) ? b : UNIT_DAY;
}

static void need_unit(struct noting *noting, size_t column, enum time_unit unit)
{
    if (noting->needs[column] == NEED_ITSELF)
        return;
    bool is_first = noting->needs[column] == NEED_NONE;
    noting->units[column] = is_first ? unit : common_unit(noting->units[column], unit);
    noting->needs[column] = NEED_UNIT;
}

static bool note_expr(struct expr **at, void *context);

/* As CREATE ROLLUP: states are of plain columns, and extremes not of floats, which have NaN. */
static bool can_be_held(const char *measure, bool is_distinct, const struct catalog_column *column)
{
    bool is_low = column->type->kind == CH_LOW_CARDINALITY;
    if (is_distinct || strcmp(measure, "stddev") == 0)
        return !column->nullable && !is_low;
    if (strcmp(measure, "min") == 0 || strcmp(measure, "max") == 0)
        return !is_low && column->pg_type != PG_FLOAT8 && column->pg_type != PG_FLOAT4;
    return true;
}

/* A key tells which values there are, but not how often. */
static bool key_tells(const char *measure, bool is_distinct)
{
    return is_distinct || strcmp(measure, "min") == 0 || strcmp(measure, "max") == 0;
}

static void note_aggregate(struct noting *noting, struct expr *aggregate)
{
    struct arena *arena = noting->binder->arena;
    const char *name = NULL;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        if (strcmp(measures[i].name, aggregate->aggregate.routine->name) == 0)
            name = measures[i].measure;
    const struct catalog_column *column =
        aggregate->args.n == 1 ? column_of(noting, aggregate->args.items[0]) : NULL;
    bool counts = name && strcmp(name, "count") == 0;
    if (!name || (aggregate->args.n ? !column : !counts) || aggregate->aggregate.order_by.n ||
        (aggregate->aggregate.distinct && !counts)) {
        noting->is_possible = false;
        return;
    }
    if (aggregate->aggregate.filter)
        note_expr(&aggregate->aggregate.filter, noting);
    if (!column)
        return; /* rows are always counted */
    if (!can_be_held(name, aggregate->aggregate.distinct, column)) {
        const struct expr *argument = aggregate->args.items[0];
        noting->needs[argument->column.index] = NEED_ITSELF;
        noting->is_possible &= key_tells(name, aggregate->aggregate.distinct);
        return;
    }
    const char *measure =
        arena_printf(arena, "%s(%s%s)", name, aggregate->aggregate.distinct ? "DISTINCT " : "",
                     rollup_quote(arena, column->name));
    for (LIST_EACH(const char, known, &noting->measures))
        if (strcmp(known, measure) == 0)
            return;
    list_add(arena, &noting->measures, (void *)(uintptr_t)measure);
}

static bool note_expr(struct expr **at, void *context)
{
    struct noting *noting = context;
    struct expr *expr = *at;
    const struct expr *of = NULL;
    if (column_of(noting, expr)) {
        noting->needs[expr->column.index] = NEED_ITSELF;
        return true;
    }
    enum time_unit unit = rollup_unit_of_call(expr, &of);
    if (unit && column_of(noting, of)) {
        need_unit(noting, of->column.index, unit);
        return true;
    }
    if (expr->kind == EXPR_AGGREGATE) {
        note_aggregate(noting, expr);
        return true;
    }
    noting->is_possible &=
        expr->kind != EXPR_SUBQUERY && (expr->kind != EXPR_CALL || !expr->routine->is_volatile);
    return expr_visit_children(expr, note_expr, noting);
}

static bool is_moment(const struct expr *expr)
{
    return expr->type == PG_TIMESTAMP || expr->type == PG_TIMESTAMPTZ;
}

/* A range of moments is one of days, and of rows at its ragged ends. */
static bool note_condition(struct expr **at, void *context)
{
    struct noting *noting = context;
    struct expr *expr = *at;
    if (expr->kind == EXPR_BOOL && expr->bool_operator == BOOL_AND)
        return expr_visit_children(expr, note_condition, noting);
    for (size_t i = 0; expr->kind == EXPR_CALL && expr->args.n == 2 && i < 2; i++) {
        const struct expr *column = expr->args.items[i], *other = expr->args.items[1 - i];
        if (column_of(noting, column) && is_moment(column) && other->kind == EXPR_CONST) {
            need_unit(noting, column->column.index, UNIT_DAY);
            return true;
        }
    }
    return note_expr(at, noting);
}

static bool note_top(struct expr **at, void *context)
{
    struct noting *noting = context;
    return *at == noting->block->where ? note_condition(at, noting) : note_expr(at, noting);
}

/* --- the shape --- */

static const char *key_text(struct arena *arena, const struct noting *noting, size_t i)
{
    const struct catalog_column *column = &noting->block->from->table->columns[i];
    const char *name = rollup_quote(arena, column->name);
    bool is_date = column->pg_type == PG_DATE;
    if (noting->needs[i] == NEED_ITSELF || (is_date && noting->units[i] <= UNIT_DAY))
        return name;
    return arena_printf(arena, "date_trunc('%s', %s)", unit_words[noting->units[i]], name);
}

static void add_keys(const struct noting *noting, struct plan_shape *shape)
{
    struct arena *arena = noting->binder->arena;
    size_t n = noting->block->from->table->n_columns;
    const char **keys = ARENA_ARRAY(arena, const char *, n);
    for (size_t i = 0; i < n; i++)
        if (noting->needs[i] != NEED_NONE)
            keys[shape->n_keys++] = key_text(arena, noting, i);
    shape->keys = keys;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct plan_shape *make_shape(const struct noting *noting)
{
    const struct catalog_table *table = noting->block->from->table;
    struct query *block = noting->block;
    struct plan_shape *shape = ARENA_NEW(noting->binder->arena, struct plan_shape);
    *shape = (struct plan_shape){.schema = table->schema,
                                 .table = table->name,
                                 .measures = (const char *const *)noting->measures.items,
                                 .n_measures = noting->measures.n};
    if (noting->measures.n)
        qsort(noting->measures.items, noting->measures.n, sizeof *noting->measures.items,
              compare_texts);
    add_keys(noting, shape);
    shape->shows_groups = !block->where && !block->having && !block->limit && !block->offset &&
                          !block->grouping_sets.n && block->group_by.n == shape->n_keys;
    return shape;
}

struct top {
    struct binder *binder;
    const struct query *query;
};

static bool note_block(struct query *block, void *context)
{
    const struct top *top = context;
    struct binder *binder = top->binder;
    if (block->kind != QUERY_SELECT || !block->is_aggregated || !block->from ||
        block->from->kind != REL_TABLE || block->from->table->kind != CATALOG_TABLE)
        return true;
    size_t n = block->from->table->n_columns;
    struct noting noting = {.binder = binder,
                            .block = block,
                            .needs = ARENA_ARRAY(binder->arena, enum need, n + 1),
                            .units = ARENA_ARRAY(binder->arena, enum time_unit, n + 1),
                            .is_possible = true};
    query_walk_exprs(block, note_top, &noting);
    if (!noting.is_possible)
        return true;
    struct noted *noted = ARENA_NEW(binder->arena, struct noted);
    *noted = (struct noted){block, make_shape(&noting)};
    noted->shape->shows_groups &= block == top->query;
    list_add(binder->arena, &binder->shapes, noted);
    return true;
}

bool rollup_shapes_note(struct binder *binder, struct query *query)
{
    return query_walk(query, note_block, &(struct top){binder, query});
}

void rollup_shapes_tell(struct binder *binder, struct plan *plan)
{
    struct plan_shape *shapes = ARENA_ARRAY(binder->arena, struct plan_shape, binder->shapes.n + 1);
    for (LIST_EACH(const struct noted, noted, &binder->shapes)) {
        struct plan_shape *shape = &shapes[plan->n_shapes++];
        *shape = *noted->shape;
        for (LIST_EACH(const struct rollup_remark, remark, &noted->block->rollups))
            if (!remark->rule)
                shape->rollup = remark->rollup->target->name;
    }
    plan->shapes = shapes;
}
