/*
 * Semi-additive measures, as sums with a FILTER or by a number of days. Which days count is asked
 * of the table's own trades by conditions and keys on the date alone: so it is the same for all
 * groups and filters, and what these give adds up.
 */
#include "rewrite/look_through/over_time.h"

#include <string.h>

#include "rewrite/ir_copy.h"
#include "rewrite/look_through/look_through_schema.h"
#include "rewrite/look_through/over_time_measure.h"
#include "rewrite/lower/correlation.h"

#define MAX_ROWS 64 /* of one aggregate's name */

struct expansion {
    struct binder *binder;
    struct query *block;
    struct rel *from; /* as the text has it */
    struct list sums; /* struct expr **: the block's, and its windows' */
    /* struct expr: those that are done, as one may stand in several places, and what they became */
    struct list done, made;
};

/* One sum on its way. */
struct expanding {
    struct binder *binder;
    struct query *block;
    struct rel *from;
    struct expr **at;
    struct over_time_measure measure;
    struct list conditions; /* struct expr: of WHERE and FILTER, on the days alone */
    struct list keys;       /* struct expr: keys of the block that are made of the day */
    bool is_daily;          /* one is the day itself */
};

static bool refuse(struct expanding *expanding, const char *why)
{
    return over_time_refuse(expanding->binder, expanding->measure.column,
                            (*expanding->at)->position, why);
}

/* ---- what is said of the days ---- */

enum reach { REACH_OTHERS, REACH_DAYS, REACH_BOTH };

static bool is_fixed(struct expr **at, void *context)
{
    (void)context;
    return (*at)->kind != EXPR_CALL || !(*at)->routine->is_volatile;
}

static bool is_day(const struct expanding *expanding, const struct expr *expr)
{
    return expr->kind == EXPR_COLUMN && expr->column.rel == expanding->measure.rel &&
           expr->column.index == expanding->measure.time;
}

static enum reach reach_of_columns(const struct expanding *expanding, const struct list *columns)
{
    size_t n_days = 0;
    for (LIST_EACH(const struct expr, column, columns))
        n_days += is_day(expanding, column);
    return !n_days ? REACH_OTHERS : n_days == columns->n ? REACH_DAYS : REACH_BOTH;
}

static enum reach reach_of(const struct expanding *expanding, struct expr *expr)
{
    struct list columns = correlation_columns_of(expanding->binder, expr);
    enum reach reach = reach_of_columns(expanding, &columns);
    bool is_known = expr_walk(&expr, is_fixed, NULL);
    return reach == REACH_DAYS && !is_known ? REACH_BOTH : reach;
}

static bool note_conditions(struct expanding *expanding, struct expr *condition)
{
    if (!condition)
        return true;
    if (condition->kind == EXPR_BOOL && condition->bool_operator == BOOL_AND) {
        for (LIST_EACH(struct expr, part, &condition->args))
            if (!note_conditions(expanding, part))
                return false;
        return true;
    }
    enum reach reach = reach_of(expanding, condition);
    if (reach == REACH_DAYS)
        list_add(expanding->binder->arena, &expanding->conditions, condition);
    return reach != REACH_BOTH ||
           refuse(expanding, "a condition says something of the date and of something else");
}

static bool is_in(const struct list *set, size_t key)
{
    for (size_t i = 0; i < set->n; i++)
        if ((size_t)(uintptr_t)set->items[i] == key)
            return true;
    return false;
}

static bool is_in_all_sets(const struct query *block, size_t key)
{
    for (LIST_EACH(const struct list, set, &block->grouping_sets))
        if (!is_in(set, key))
            return false;
    return true;
}

static bool note_keys(struct expanding *expanding)
{
    const struct query *block = expanding->block;
    for (size_t i = 0; i < block->group_by.n; i++) {
        struct expr *key = block->group_by.items[i];
        enum reach reach = reach_of(expanding, key);
        if (reach == REACH_OTHERS)
            continue;
        if (reach == REACH_BOTH)
            return refuse(expanding, "a key of GROUP BY is made of the date and something else");
        if (!is_in_all_sets(block, i))
            return refuse(expanding, "only some of the grouping sets hold the date");
        list_add(expanding->binder->arena, &expanding->keys, key);
        expanding->is_daily |= is_day(expanding, key);
    }
    return true;
}

/* A join by the date is a condition that is not said of the table's days alone. */
static bool check_from(struct expanding *expanding, struct rel *rel)
{
    struct list columns = {0};
    bool reaches = false;
    if (rel->kind == REL_JOIN)
        return check_from(expanding, rel->join.left) && check_from(expanding, rel->join.right) &&
               (!rel->join.on || reach_of(expanding, rel->join.on) == REACH_OTHERS ||
                refuse(expanding, "tables are joined by the date"));
    if (rel->kind == REL_SUBQUERY)
        columns = correlation_columns(expanding->binder, rel->query);
    for (size_t i = 0; rel->kind == REL_FUNCTION && i < rel->function.arrays.n; i++)
        reaches |= reach_of(expanding, rel->function.arrays.items[i]) != REACH_OTHERS;
    return (!reaches && reach_of_columns(expanding, &columns) == REACH_OTHERS) ||
           refuse(expanding, "a LATERAL item of FROM looks at the date");
}

/* ---- the days ---- */

static struct expr *aggregate(struct binder *binder, const char *name, struct expr *arg)
{
    const struct routine *rows[MAX_ROWS];
    size_t n = routine_find(ROUTINE_AGGREGATE, name, rows, MAX_ROWS);
    for (size_t i = 0; i < n; i++) {
        if (rows[i]->n_args != 1 || (rows[i]->args[0] != arg->type && rows[i]->args[0] != PG_ANY))
            continue;
        struct expr *expr = expr_new(binder->arena, EXPR_AGGREGATE, arg->type, 0);
        expr->aggregate.routine = rows[i];
        expr->typmod = arg->typmod;
        expr->nullable = !rows[i]->never_null;
        list_add(binder->arena, &expr->args, arg);
        return expr;
    }
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, arg->position,
            "%s of days of type %s is not supported", name, pgtype_sql_name(arg->type));
    return NULL;
}

static void add_target(struct binder *binder, struct query *query, struct expr *expr)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    *target = (struct target){.expr = expr, .name = ""};
    list_add(binder->arena, &query->targets, target);
}

/* SELECT keys FROM top_level(table) WHERE conditions GROUP BY keys; `day` is the table's there. */
static struct query *days_query(const struct expanding *expanding, bool shows_keys,
                                struct expr **day)
{
    struct binder *binder = expanding->binder;
    const struct rel *viewed = expanding->measure.rel;
    struct query *query = ARENA_NEW(binder->arena, struct query);
    struct rel *rel = bind_rel_new(binder, REL_LOOK_THROUGH, "", 0);
    struct ir_copying copying = {.arena = binder->arena, .n_rels = &binder->n_rels};
    rel->look_through = ARENA_NEW(binder->arena, struct look_through);
    *rel->look_through =
        (struct look_through){.view = VIEW_TOP, .table = viewed->look_through->table};
    rel->columns =
        look_through_columns(binder->arena, rel->look_through->table, VIEW_TOP, &rel->n_columns);
    list_add(binder->arena, &copying.from, (void *)(uintptr_t)viewed);
    list_add(binder->arena, &copying.to, rel);
    *query = (struct query){.kind = QUERY_SELECT, .from = rel, .is_aggregated = true};
    for (LIST_EACH(const struct expr, condition, &expanding->conditions))
        query->where =
            expr_bool(binder->arena, BOOL_AND, query->where, expr_copy_over(&copying, condition));
    for (LIST_EACH(const struct expr, key, &expanding->keys)) {
        list_add(binder->arena, &query->group_by, expr_copy_over(&copying, key));
        if (shows_keys)
            add_target(binder, query, expr_copy_over(&copying, key));
    }
    *day = expr_column(binder->arena, rel, expanding->measure.time, 0);
    return query;
}

/* ---- last and first ---- */

/* The last days of whatever spans the keys make: a row is of its span's last day where its day is
 * among them. */
static bool keep_one_day(struct expanding *expanding)
{
    struct binder *binder = expanding->binder;
    const struct over_time_measure *measure = &expanding->measure;
    struct expr *day, *own = expr_column(binder->arena, measure->rel, measure->time, 0);
    struct query *days = days_query(expanding, false, &day);
    struct expr *extreme =
        aggregate(binder, measure->over_time == OVER_TIME_LAST ? "max" : "min", day);
    if (!extreme || !bind_set_keys(binder, &own, &extreme))
        return false;
    add_target(binder, days, extreme);
    struct expr *args[] = {own, bind_subquery_expr(binder, days, SUBQUERY_SET)};
    struct expr *is_of_day = expr_clickhouse(binder->arena, PG_BOOL, "$1 IN $2", 2, args);
    is_of_day->nullable = own->nullable;
    struct expr *sum = *expanding->at;
    sum->aggregate.filter = expr_bool(binder->arena, BOOL_AND, sum->aggregate.filter, is_of_day);
    return true;
}

/* ---- averages ---- */

static struct expr *count_days(struct binder *binder, struct expr *day)
{
    struct expr *count = aggregate(binder, "count", day);
    if (count) {
        count->type = PG_INT8;
        count->typmod = -1;
        count->aggregate.distinct = true;
    }
    return count;
}

/* The numbers of days beside the rows: FROM … LEFT JOIN (SELECT keys, count …) ON keys. */
static struct expr *join_days(struct expanding *expanding, struct query *days)
{
    struct binder *binder = expanding->binder;
    struct query *block = expanding->block;
    struct rel *counts = bind_query_rel(binder, days, "", 0);
    struct rel *join = bind_rel_new(binder, REL_JOIN, "", 0);
    counts->may_be_missing = true;
    *join = (struct rel){.kind = REL_JOIN,
                         .number = join->number,
                         .alias = "",
                         .join = {JOIN_TYPE_LEFT, block->from, counts, NULL}};
    for (size_t i = 0; i < expanding->keys.n; i++) {
        struct expr *key = expr_copy(binder->arena, expanding->keys.items[i]);
        struct expr *equal =
            bind_operator(binder, "=", key, expr_column(binder->arena, counts, i, 0), 0);
        if (!equal)
            return NULL;
        join->join.on = expr_bool(binder->arena, BOOL_AND, join->join.on, equal);
    }
    block->from = join;
    struct expr *count = expr_column(binder->arena, counts, expanding->keys.n, 0);
    count->nullable = true;
    return aggregate(binder, "max", count);
}

/* Of doubles in words of its own: a number of days neither overflows nor is 0 where there are rows,
 * and it may be a query, which the operator's checks would repeat. */
static struct expr *divide(struct binder *binder, struct expr *sum, struct expr *n)
{
    if (!n || sum->type != PG_FLOAT8)
        return n ? bind_operator(binder, "/", sum, n, sum->position) : NULL;
    struct expr *args[] = {sum, n};
    struct expr *average =
        expr_clickhouse(binder->arena, PG_FLOAT8, "($1 / nullIf($2, 0))", 2, args);
    average->nullable = true;
    average->position = sum->position;
    return average;
}

static bool divide_by_days(struct expanding *expanding)
{
    struct binder *binder = expanding->binder;
    struct expr *sum = *expanding->at, *day;
    bool is_joined = expanding->keys.n > 0;
    if (sum->type != PG_FLOAT8 && sum->type != PG_NUMERIC)
        return refuse(expanding, "only sums in numeric and double precision are averaged");
    struct query *days = days_query(expanding, is_joined, &day);
    struct expr *count = count_days(binder, day);
    if (!count)
        return false;
    add_target(binder, days, count);
    struct expr *n =
        is_joined ? join_days(expanding, days) : bind_subquery_expr(binder, days, SUBQUERY_SCALAR);
    struct expr *average = divide(binder, sum, n);
    if (average)
        *expanding->at = average;
    return average != NULL;
}

/* ---- the block ---- */

static bool is_sum(const struct expr *expr)
{
    return strcmp(expr->aggregate.routine->name, "sum") == 0;
}

static bool is_in_subquery(const struct expanding *expanding)
{
    const struct query *block = expanding->block;
    if (block->aggregates)
        for (LIST_EACH(const struct expr, expr, &block->aggregates->aggregates.exprs))
            if (expr == *expanding->at)
                return true;
    return false;
}

static void remark(const struct expanding *expanding)
{
    static const char *const forms[] = {
        [OVER_TIME_LAST] = "Over time: the sum of %s is that of the last %s",
        [OVER_TIME_FIRST] = "Over time: the sum of %s is that of the first %s",
        [OVER_TIME_AVERAGE] = "Over time: the sum of %s is the average by %s"};
    const struct over_time_measure *measure = &expanding->measure;
    struct arena *arena = expanding->binder->arena;
    const char *text = arena_printf(arena, forms[measure->over_time], measure->column->name,
                                    measure->rel->columns[measure->time].name);
    for (LIST_EACH(const char, said, &expanding->block->remarks))
        if (strcmp(said, text) == 0)
            return;
    list_add(arena, &expanding->block->remarks, (void *)(uintptr_t)text);
}

/* The block's own sum. */
static bool expand_sum(struct expanding *expanding)
{
    if (!check_from(expanding, expanding->from) ||
        !note_conditions(expanding, expanding->block->where) ||
        !note_conditions(expanding, (*expanding->at)->aggregate.filter) || !note_keys(expanding))
        return false;
    if (expanding->is_daily)
        return true;
    remark(expanding);
    if (expanding->measure.over_time != OVER_TIME_AVERAGE)
        return keep_one_day(expanding);
    return is_in_subquery(expanding) ? refuse(expanding, "it is averaged in a subquery")
                                     : divide_by_days(expanding);
}

static bool has_sum(struct expr **at, void *context)
{
    (void)context;
    return (*at)->kind != EXPR_AGGREGATE || !is_sum(*at);
}

static bool is_partitioned(const struct expr *window, const struct expr *key)
{
    for (LIST_EACH(const struct expr, part, &window->aggregate.over->partition_by))
        if (expr_equal(part, key))
            return true;
    return false;
}

/* A window may add up sums of one day, not of several. */
static bool check_window(struct expanding *expanding)
{
    const struct expr *window = *expanding->at;
    bool is_of_sums = false;
    for (size_t i = 0; i < window->args.n; i++)
        is_of_sums |= !expr_walk((struct expr **)&window->args.items[i], has_sum, NULL);
    bool is_of_day = is_of_sums && note_keys(expanding);
    for (LIST_EACH(const struct expr, key, &expanding->keys))
        is_of_day = is_of_day && is_partitioned(window, key);
    return is_of_day || expanding->binder->err->sqlstate[0] ||
           refuse(expanding, "a window adds it up over the days");
}

static bool gather(struct expr **at, void *context)
{
    struct expansion *expansion = context;
    if (((*at)->kind == EXPR_AGGREGATE || (*at)->kind == EXPR_WINDOW) && is_sum(*at))
        list_add(expansion->binder->arena, &expansion->sums, at);
    return true;
}

static bool gather_top(struct expr **at, void *context)
{
    return expr_walk(at, gather, context);
}

static bool is_done(const struct expansion *expansion, struct expr **at)
{
    for (size_t i = 0; i < expansion->done.n; i++)
        if (expansion->done.items[i] == *at) {
            *at = expansion->made.items[i];
            return true;
        }
    return false;
}

static bool expand_at(struct expanding *expanding)
{
    struct expr **at = expanding->at;
    if (!over_time_measure_of(expanding->binder, *at, &expanding->measure))
        return false;
    if (!expanding->measure.rel)
        return true;
    return (*at)->kind == EXPR_WINDOW ? check_window(expanding) : expand_sum(expanding);
}

static bool expand_one(struct expansion *expansion, struct expr **at)
{
    struct expanding expanding = {
        .binder = expansion->binder, .block = expansion->block, .from = expansion->from, .at = at};
    if (is_done(expansion, at))
        return true;
    list_add(expansion->binder->arena, &expansion->done, *at);
    bool is_expanded = expand_at(&expanding);
    list_add(expansion->binder->arena, &expansion->made, *at);
    return is_expanded;
}

static bool expand_block(struct query *block, void *context)
{
    struct expansion expansion = {.binder = context, .block = block, .from = block->from};
    if (block->kind != QUERY_SELECT || !block->from)
        return true;
    query_walk_exprs(block, gather_top, &expansion);
    /* Windows first: they are told by the sums in them. */
    for (size_t i = expansion.sums.n; i > 0; i--)
        if (!expand_one(&expansion, expansion.sums.items[i - 1]))
            return false;
    return true;
}

bool over_time_expand(struct binder *binder, struct query *query)
{
    return query_walk(query, expand_block, binder);
}
