/*
 * Look-through, expanded: top level by a filter, leaves by joining the trades, or their sums, with
 * the paths from funds to what they hold.
 */
#include "rewrite/look_through/look_through.h"

#include <string.h>

#include "base/buf.h"
#include "rewrite/look_through/look_through_line.h"
#include "rewrite/look_through/look_through_paths.h"
#include "rewrite/look_through/look_through_plan.h"
#include "rewrite/routines/merged.h"

struct expansion {
    struct binder *binder;
    struct query *block;
    struct rel *rel; /* the REL_LOOK_THROUGH */
    const struct look_through *options;
    struct look_through_choice choice;
    struct line_source *source;
    struct query *trades; /* what source->trades shows */
    struct rel *lines;    /* stands for rel */
    size_t *places;       /* of the columns of rel in lines */
    size_t count_place;   /* EXPAND_SUMS: how many trades a row of trades, or of lines, is */
};

static void add_target(struct binder *binder, struct query *query, struct expr *expr,
                       const char *name)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    target->name = name;
    target->expr = expr;
    list_add(binder->arena, &query->targets, target);
}

static struct query *new_query(struct binder *binder, struct rel *from)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->from = from;
    return query;
}

/* Exploded rows that were stored are no positions of their own. */
static bool add_top_filter(struct binder *binder, struct query *query,
                           const struct look_through *options)
{
    struct look_through_roles roles;
    look_through_roles_of(options->table, &roles);
    if (!roles.exposure)
        return true;
    size_t index = (size_t)(roles.exposure - options->table->columns);
    query->where =
        bind_operator(binder, "<>", expr_column(binder->arena, query->from, index, 0),
                      expr_const(binder->arena, PG_TEXT, LOOK_THROUGH_CONSTITUENT, 0), 0);
    return query->where != NULL;
}

/* ---- top level ---- */

/* As many decimals as lines have. */
static struct expr *top_column(struct binder *binder, const struct rel *rel, struct rel *table,
                               size_t index)
{
    struct expr *column = expr_column(binder->arena, table, index, 0);
    int32_t typmod = rel->columns[index].typmod;
    if (column->type != PG_NUMERIC || typmod == column->typmod)
        return column;
    struct expr *wide = expr_clickhouse(
        binder->arena, PG_NUMERIC,
        arena_printf(binder->arena, "toDecimal256($1, %d)", pgtype_numeric_scale(typmod)), 1,
        &column);
    wide->nullable = column->nullable;
    wide->typmod = typmod;
    return wide;
}

static bool expand_top(struct binder *binder, struct rel *rel)
{
    const struct look_through *options = rel->look_through;
    struct query *query = new_query(binder, bind_table_rel(binder, options->table, "", 0));
    for (size_t i = 0; i < query->from->n_columns; i++)
        add_target(binder, query, top_column(binder, rel, query->from, i),
                   query->from->columns[i].name);
    rel->kind = REL_SUBQUERY;
    rel->query = query;
    return add_top_filter(binder, query, options);
}

/* ---- conditions on the trade alone ---- */

struct condition {
    const struct rel *rel;
    bool is_of_trade, has_column;
};

static bool see(struct expr **at, void *context)
{
    struct condition *condition = context;
    const struct expr *expr = *at;
    if (expr->kind == EXPR_COLUMN) {
        condition->has_column = true;
        condition->is_of_trade =
            expr->column.rel == condition->rel &&
            look_through_line_kind(condition->rel, expr->column.index) == LINE_TRADE;
    }
    if (expr->kind == EXPR_SUBQUERY || (expr->kind == EXPR_CALL && expr->routine->is_volatile))
        condition->is_of_trade = false;
    return condition->is_of_trade;
}

static bool is_of_trade(const struct rel *rel, struct expr *expr)
{
    struct condition condition = {rel, true, false};
    return expr_walk(&expr, see, &condition) && condition.has_column;
}

/* Takes from the condition what is said of the trade alone; gives what remains. */
static struct expr *take_conditions(struct expansion *expansion, struct expr *where,
                                    struct expr **taken)
{
    struct arena *arena = expansion->binder->arena;
    if (!where)
        return NULL;
    if (where->kind == EXPR_BOOL && where->bool_operator == BOOL_AND) {
        struct expr *rest = NULL;
        for (LIST_EACH(struct expr, part, &where->args))
            rest = expr_bool(arena, BOOL_AND, rest, take_conditions(expansion, part, taken));
        return rest;
    }
    if (!is_of_trade(expansion->rel, where))
        return where;
    *taken = expr_bool(arena, BOOL_AND, *taken, where);
    return NULL;
}

struct move {
    struct arena *arena;
    const struct rel *from;
    struct rel *to;
    const size_t *places; /* NULL: the same */
};

static bool move_column(struct expr **at, void *context)
{
    const struct move *move = context;
    struct expr *expr = *at;
    if (expr->kind != EXPR_COLUMN || expr->column.rel != move->from)
        return true;
    size_t index = move->places ? move->places[expr->column.index] : expr->column.index;
    *at = expr_column(move->arena, move->to, index, expr->position);
    (*at)->nullable = expr->nullable;
    return true;
}

static bool move_columns(struct expr **at, void *context)
{
    return expr_walk(at, move_column, context);
}

/* ---- the trades, or their sums ---- */

static const struct routine sums[] = {
    {.name = "sum", .result = PG_FLOAT8, .args = {PG_FLOAT8}, .n_args = 1, .clickhouse = "sum[$1]"},
    {.name = "sum",
     .result = PG_NUMERIC,
     .args = {PG_NUMERIC},
     .n_args = 1,
     .scale = SCALE_FIRST,
     .clickhouse = "sumOrNull[@1]"},
};

static const struct routine count_rows = {
    .name = "count", .result = PG_INT8, .never_null = true, .clickhouse = "count[]"};

static struct expr *aggregate(struct binder *binder, const struct routine *routine,
                              struct expr *arg)
{
    struct expr *expr = expr_new(binder->arena, EXPR_AGGREGATE, routine->result, 0);
    expr->aggregate.routine = routine;
    expr->nullable = arg && arg->nullable;
    if (arg) {
        expr->typmod = arg->typmod;
        list_add(binder->arena, &expr->args, arg);
    }
    return expr;
}

static struct expr *sum_of(struct binder *binder, struct expr *column)
{
    static const struct routine sum_or_null = {.name = "sum",
                                               .result = PG_FLOAT8,
                                               .args = {PG_FLOAT8},
                                               .n_args = 1,
                                               .clickhouse = "sumOrNull[$1]"};
    bool is_numeric = column->type == PG_NUMERIC;
    return aggregate(binder,
                     is_numeric         ? &sums[1]
                     : column->nullable ? &sum_or_null
                                        : &sums[0],
                     column);
}

static bool is_measure(const struct expansion *expansion, size_t index)
{
    enum line_kind kind = look_through_line_kind(expansion->rel, index);
    return kind == LINE_SCALED || kind == LINE_ADDED;
}

static void add_trade_column(struct expansion *expansion, size_t index)
{
    struct binder *binder = expansion->binder;
    struct query *trades = expansion->trades;
    struct expr *column = expr_column(binder->arena, trades->from, index, 0);
    const char *name = trades->from->columns[index].name;
    expansion->source->places[index] = trades->targets.n;
    if (expansion->choice.plan != EXPAND_SUMS) {
        add_target(binder, trades, column, name);
    } else if (is_measure(expansion, index)) {
        add_target(binder, trades, sum_of(binder, column), name);
    } else {
        list_add(binder->arena, &trades->group_by, column);
        add_target(binder, trades, expr_copy(binder->arena, column), name);
    }
}

static bool make_trades(struct expansion *expansion)
{
    struct binder *binder = expansion->binder;
    const struct catalog_table *table = expansion->options->table;
    struct query *trades = new_query(binder, bind_table_rel(binder, table, "", 0));
    struct expr *taken = NULL;
    expansion->trades = trades;
    if (!add_top_filter(binder, trades, expansion->options))
        return false;
    if (!expansion->rel->may_be_missing)
        expansion->block->where = take_conditions(expansion, expansion->block->where, &taken);
    struct move move = {binder->arena, expansion->rel, trades->from, NULL};
    if (taken)
        expr_walk(&taken, move_column, &move);
    trades->where = expr_bool(binder->arena, BOOL_AND, trades->where, taken);
    trades->is_aggregated = expansion->choice.plan == EXPAND_SUMS;
    for (size_t i = 0; i < table->n_columns; i++)
        if (expansion->source->trade_used[i])
            add_trade_column(expansion, i);
    if (expansion->choice.counts) {
        expansion->count_place = trades->targets.n;
        add_target(binder, trades, aggregate(binder, &count_rows, NULL), "trades");
    }
    expansion->source->trades = bind_query_rel(binder, trades, "", 0);
    return true;
}

/* ---- the lines ---- */

static struct expr *of_path(const struct expansion *expansion, size_t index)
{
    return expr_column(expansion->binder->arena, expansion->source->paths, index, 0);
}

static struct expr *join_condition(const struct expansion *expansion)
{
    struct arena *arena = expansion->binder->arena;
    const struct line_source *source = expansion->source;
    struct expr *keys[] = {look_through_line_root(source), of_path(expansion, PATH_ROOT)};
    struct expr *on = expr_clickhouse(arena, PG_BOOL, "($1 = $2)", 2, keys);
    if (expansion->options->as_of)
        return on;
    size_t place = source->places[source->roles.date - expansion->options->table->columns];
    struct expr *from[] = {expr_column(arena, source->trades, place, 0),
                           of_path(expansion, PATH_FROM)};
    struct expr *to[] = {expr_column(arena, source->trades, place, 0), of_path(expansion, PATH_TO)};
    on = expr_bool(arena, BOOL_AND, on, expr_clickhouse(arena, PG_BOOL, "($1 >= $2)", 2, from));
    return expr_bool(arena, BOOL_AND, on, expr_clickhouse(arena, PG_BOOL, "($1 <= $2)", 2, to));
}

static bool make_lines(struct expansion *expansion, const bool *used)
{
    struct binder *binder = expansion->binder;
    struct rel *rel = expansion->rel;
    struct rel *join = bind_rel_new(binder, REL_JOIN, "", 0);
    expansion->source->paths =
        look_through_paths(binder, expansion->options, expansion->source->path_used);
    if (!expansion->source->paths)
        return false;
    join->join.type = JOIN_TYPE_LEFT;
    join->join.left = expansion->source->trades;
    join->join.right = expansion->source->paths;
    join->join.on = join_condition(expansion);
    struct query *query = new_query(binder, join);
    expansion->places = ARENA_ARRAY(binder->arena, size_t, rel->n_columns);
    for (size_t i = 0; i < rel->n_columns; i++)
        if (used[i]) {
            expansion->places[i] = query->targets.n;
            add_target(binder, query, look_through_line_column(expansion->source, i),
                       rel->columns[i].name);
        }
    if (expansion->choice.counts) {
        size_t place = expansion->count_place;
        expansion->count_place = query->targets.n;
        add_target(binder, query, expr_column(binder->arena, expansion->source->trades, place, 0),
                   "trades");
    }
    if (!query->targets.n)
        add_target(binder, query, expr_const(binder->arena, PG_INT4, "1", 0), "");
    expansion->lines = bind_query_rel(binder, query, rel->alias, rel->position);
    expansion->lines->may_be_missing = rel->may_be_missing;
    return true;
}

/* ---- the block ---- */

/* Each row of lines counts as many times as trades were summed in it. */
static bool merge_aggregate(struct expr **at, void *context)
{
    const struct expansion *expansion = context;
    struct arena *arena = expansion->binder->arena;
    struct expr *expr = *at;
    if (expr->kind != EXPR_AGGREGATE || expr->aggregate.distinct)
        return true;
    struct expr *count = expr_column(arena, expansion->lines, expansion->count_place, 0);
    if (strcmp(expr->aggregate.routine->name, "count") == 0) {
        expr->aggregate.routine = &routine_merged_count;
        expr->args = (struct list){0};
        list_add(arena, &expr->args, count);
    } else if (strcmp(expr->aggregate.routine->name, "avg") == 0) {
        expr->aggregate.routine = &routine_merged_avg;
        list_add(arena, &expr->args, count);
    }
    return true;
}

static bool merge_top(struct expr **at, void *context)
{
    return expr_walk(at, merge_aggregate, context);
}

static void remark(struct expansion *expansion, const char *text)
{
    const struct catalog_table *table = expansion->options->table;
    struct arena *arena = expansion->binder->arena;
    list_add(arena, &expansion->block->remarks,
             arena_printf(arena, "Look-through of %s.%s: %s", table->schema, table->name, text));
}

static const char *key_names(const struct expansion *expansion)
{
    const char *names = "";
    for (LIST_EACH(const struct expr, key, &expansion->trades->group_by))
        names = arena_printf(expansion->binder->arena, "%s%s%s", names, *names ? ", " : "",
                             key->column.rel->columns[key->column.index].name);
    return names;
}

static void remark_plan(struct expansion *expansion)
{
    struct arena *arena = expansion->binder->arena;
    const char *why = expansion->choice.why;
    if (expansion->choice.plan == EXPAND_SUMS)
        remark(expansion, arena_printf(arena, "trades are summed by %s, and the sums expanded: %s",
                                       key_names(expansion), why));
    else
        remark(expansion, arena_printf(arena, "each trade is expanded: %s", why));
}

static bool expand_leaf(struct binder *binder, struct query *block, struct rel **at)
{
    struct rel *rel = *at;
    struct expansion expansion = {
        .binder = binder, .block = block, .rel = rel, .options = rel->look_through};
    const bool *used = query_used_columns(binder->arena, block, rel);
    expansion.choice = look_through_choose(binder, block, rel);
    if (expansion.choice.plan == EXPAND_NOTHING) {
        remark(&expansion, "not expanded: the trades themselves give the same");
        return expand_top(binder, rel);
    }
    expansion.source = look_through_line_source(binder, rel);
    if (!expansion.source->roles.date && !rel->look_through->as_of)
        return err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, rel->position,
                       "\"%s\" has no date of its holdings", rel->look_through->table->name) ||
               err_hint(binder->err, "Give as_of, or a column the comment '| look_through: date'.");
    for (size_t i = 0; i < rel->n_columns; i++)
        if (used[i] && !look_through_line_needs(expansion.source, i))
            return false;
    if (!make_trades(&expansion) || !make_lines(&expansion, used))
        return false;
    struct move move = {binder->arena, rel, expansion.lines, expansion.places};
    query_walk_exprs(block, move_columns, &move);
    if (expansion.choice.counts)
        query_walk_exprs(block, merge_top, &expansion);
    *at = expansion.lines;
    remark_plan(&expansion);
    return true;
}

static bool expand_rel(struct binder *binder, struct query *block, struct rel **at)
{
    struct rel *rel = *at;
    if (!rel)
        return true;
    if (rel->kind == REL_JOIN)
        return expand_rel(binder, block, &rel->join.left) &&
               expand_rel(binder, block, &rel->join.right);
    if (rel->kind != REL_LOOK_THROUGH)
        return true;
    return rel->look_through->view == VIEW_TOP ? expand_top(binder, rel)
                                               : expand_leaf(binder, block, at);
}

static bool expand_block(struct query *query, void *context)
{
    return expand_rel(context, query, &query->from);
}

bool look_through_expand(struct binder *binder, struct query *query)
{
    return query_walk(query, expand_block, binder);
}
