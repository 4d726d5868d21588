/* The lines as a query. Knows nothing of what the block makes of them. */
#include "rewrite/look_through/look_through_lines.h"

#include "rewrite/look_through/look_through.h"
#include "rewrite/look_through/look_through_line.h"
#include "rewrite/look_through/look_through_paths.h"
#include "rewrite/look_through/look_through_stored.h"

struct making {
    struct binder *binder;
    const struct rel *rel; /* the REL_LOOK_THROUGH */
    const struct look_through *options;
    const struct look_through_choice *choice;
    const bool *used;
    struct expr *taken; /* conditions on trades, over rel */
    struct expr *kept;  /* conditions of the block on what its lines are, over rel; or NULL */
    struct line_source *source; /* of the arm that is being made */
    struct query *trades;
    struct look_through_lines *made;
};

static void add_target(struct binder *binder, struct query *query, struct expr *expr,
                       const char *name)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    *target = (struct target){expr, name};
    list_add(binder->arena, &query->targets, target);
}

static struct query *new_query(struct binder *binder, struct rel *from)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->from = from;
    return query;
}

/* ---- which trades ---- */

static bool add_exposure(struct binder *binder, struct query *query,
                         const struct look_through *options, const char *operator,
                         const char * exposure)
{
    struct look_through_roles roles;
    look_through_roles_of(options->table, &roles);
    if (!roles.exposure)
        return true;
    size_t index = (size_t)(roles.exposure - options->table->columns);
    struct expr *column = expr_column(binder->arena, query->from, index, 0);
    struct expr *condition =
        bind_operator(binder, operator, column, expr_const(binder->arena, PG_TEXT, exposure, 0), 0);
    query->where = expr_bool(binder->arena, BOOL_AND, query->where, condition);
    return condition != NULL;
}

/* Exploded rows that were stored are no positions of their own. */
struct query *look_through_trades(struct binder *binder, const struct look_through *options)
{
    struct query *query = new_query(binder, bind_table_rel(binder, options->table, "", 0));
    return add_exposure(binder, query, options, "<>", LOOK_THROUGH_CONSTITUENT) ? query : NULL;
}

/* ---- conditions of the block ---- */

struct condition {
    const struct rel *rel;
    enum line_kind last; /* that may be in it */
    bool is_fit, has_column;
};

static bool see(struct expr **at, void *context)
{
    struct condition *condition = context;
    const struct expr *expr = *at;
    if (expr->kind == EXPR_COLUMN) {
        condition->has_column = true;
        condition->is_fit =
            expr->column.rel == condition->rel &&
            expr->column.index < condition->rel->look_through->table->n_columns &&
            look_through_line_kind(condition->rel, expr->column.index) <= condition->last;
    }
    if (expr->kind == EXPR_SUBQUERY || (expr->kind == EXPR_CALL && expr->routine->is_volatile))
        condition->is_fit = false;
    return condition->is_fit;
}

/* Whether only such columns of the rel are in it. */
static bool is_only_of(const struct rel *rel, enum line_kind last, struct expr *expr)
{
    struct condition condition = {rel, last, true, false};
    return expr_walk(&expr, see, &condition) && condition.has_column;
}

/* The parts of a condition that have such columns only; `rest` the others. */
static struct expr *select_parts(struct making *making, struct expr *where, enum line_kind last,
                                 struct expr **rest)
{
    struct arena *arena = making->binder->arena;
    if (!where)
        return NULL;
    if (where->kind == EXPR_BOOL && where->bool_operator == BOOL_AND) {
        struct expr *parts = NULL;
        for (LIST_EACH(struct expr, part, &where->args))
            parts = expr_bool(arena, BOOL_AND, parts, select_parts(making, part, last, rest));
        return parts;
    }
    if (is_only_of(making->rel, last, where))
        return where;
    *rest = expr_bool(arena, BOOL_AND, *rest, where);
    return NULL;
}

struct move {
    struct arena *arena;
    const struct rel *from;
    struct rel *to;
};

static bool move_column(struct expr **at, void *context)
{
    const struct move *move = context;
    struct expr *expr = *at;
    if (expr->kind == EXPR_COLUMN && expr->column.rel == move->from)
        *at = expr_column(move->arena, move->to, expr->column.index, expr->position);
    return true;
}

/* The condition, said of the table's rows. */
static struct expr *of_table(const struct making *making, const struct expr *condition)
{
    if (!condition)
        return NULL;
    struct expr *moved = expr_copy(making->binder->arena, condition);
    struct move move = {making->binder->arena, making->rel, making->trades->from};
    expr_walk(&moved, move_column, &move);
    return moved;
}

/* ---- the trades, or their sums ---- */

static const struct routine sum_of_floats = {
    .name = "sum", .result = PG_FLOAT8, .args = {PG_FLOAT8}, .n_args = 1, .clickhouse = "sum[$1]"};
static const struct routine sum_of_nullable = {.name = "sum",
                                               .result = PG_FLOAT8,
                                               .args = {PG_FLOAT8},
                                               .n_args = 1,
                                               .clickhouse = "sumOrNull[$1]"};
static const struct routine sum_of_numerics = {.name = "sum",
                                               .result = PG_NUMERIC,
                                               .args = {PG_NUMERIC},
                                               .n_args = 1,
                                               .scale = SCALE_FIRST,
                                               .clickhouse = "sumOrNull[@1]"};
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
    return aggregate(binder,
                     column->type == PG_NUMERIC ? &sum_of_numerics
                     : column->nullable         ? &sum_of_nullable
                                                : &sum_of_floats,
                     column);
}

static void add_trade_column(struct making *making, size_t index)
{
    struct binder *binder = making->binder;
    struct query *trades = making->trades;
    struct expr *column = expr_column(binder->arena, trades->from, index, 0);
    const char *name = trades->from->columns[index].name;
    enum line_kind kind = look_through_line_kind(making->rel, index);
    making->source->places[index] = trades->targets.n;
    if (making->choice->plan != EXPAND_SUMS) {
        add_target(binder, trades, column, name);
    } else if (kind == LINE_SCALED || kind == LINE_ADDED) {
        add_target(binder, trades, sum_of(binder, column), name);
    } else {
        list_add(binder->arena, &trades->group_by, column);
        add_target(binder, trades, expr_copy(binder->arena, column), name);
    }
}

/* Whether rows of the table are lines as they are. */
static bool is_own(enum line_arm arm)
{
    return arm == ARM_DIRECT || arm == ARM_STORED;
}

static bool filter_arm(struct making *making)
{
    struct binder *binder = making->binder;
    struct query *trades = making->trades;
    enum line_arm arm = making->source->arm;
    if (is_own(arm)) {
        trades->where = NULL;
        return add_exposure(binder, trades, making->options, "=",
                            arm == ARM_DIRECT ? LOOK_THROUGH_DIRECT : LOOK_THROUGH_CONSTITUENT);
    }
    return arm == ARM_ALL ||
           add_exposure(binder, trades, making->options, "<>", LOOK_THROUGH_DIRECT);
}

static bool make_trades(struct making *making)
{
    struct binder *binder = making->binder;
    making->trades = look_through_trades(binder, making->options);
    if (!making->trades || !filter_arm(making))
        return false;
    struct query *trades = making->trades;
    trades->where =
        expr_bool(binder->arena, BOOL_AND, trades->where, of_table(making, making->taken));
    if (is_own(making->source->arm))
        trades->where =
            expr_bool(binder->arena, BOOL_AND, trades->where, of_table(making, making->kept));
    trades->is_aggregated = making->choice->plan == EXPAND_SUMS;
    for (size_t i = 0; i < making->options->table->n_columns; i++)
        if (making->source->trade_used[i])
            add_trade_column(making, i);
    if (making->choice->counts) {
        making->made->count_place = trades->targets.n;
        add_target(binder, trades, aggregate(binder, &count_rows, NULL), "trades");
    }
    /* Without keys there would be a row of no trades. */
    if (trades->is_aggregated && !trades->group_by.n)
        list_add(binder->arena, &trades->group_by,
                 expr_clickhouse(binder->arena, PG_INT4, "materialize(1)", 0, NULL));
    if (!trades->targets.n)
        add_target(binder, trades, expr_const(binder->arena, PG_INT4, "1", 0), "");
    making->source->trades = bind_query_rel(binder, trades, "", 0);
    return true;
}

/* ---- the paths ---- */

/* A condition that speaks of one column of lines, which is one of paths. */
struct path_condition {
    const struct making *making;
    struct rel *paths;
    size_t place;
};

static bool replace_by_path(struct expr **at, void *context)
{
    const struct path_condition *of = context;
    struct expr *expr = *at;
    if (expr->kind == EXPR_COLUMN)
        *at = expr_column(of->making->binder->arena, of->paths, of->place, expr->position);
    return true;
}

static struct expr *say_of_paths(const struct making *making, struct rel *paths, size_t place,
                                 const struct expr *condition)
{
    struct path_condition of = {making, paths, place};
    struct expr *said = condition ? expr_copy(making->binder->arena, condition) : NULL;
    if (said)
        expr_walk(&said, replace_by_path, &of);
    return said;
}

/* Its texts are compared as those of paths are. */
static bool is_instrument(struct expr **at, void *context)
{
    const struct making *making = context;
    const struct expr *expr = *at;
    const struct look_through *options = making->options;
    return expr->kind != EXPR_COLUMN ||
           (expr->column.rel == making->rel && expr->type == PG_TEXT &&
            expr->column.index < options->table->n_columns &&
            making->source->roles.instrument == &options->table->columns[expr->column.index]);
}

static bool is_underlying(struct expr **at, void *context)
{
    const struct making *making = context;
    const struct expr *expr = *at;
    if (expr->kind != EXPR_COLUMN)
        return true;
    const struct catalog_table *table = making->options->table;
    return expr->column.rel == making->rel &&
           (expr->column.index < table->n_columns
                ? making->source->roles.underlying == &table->columns[expr->column.index]
                : expr->column.index - table->n_columns == LOOK_THROUGH_UNDERLYING);
}

/* The parts that speak of such columns alone. */
static struct expr *parts_of(const struct making *making, struct expr *condition, expr_visit *is)
{
    struct expr *parts = NULL;
    if (condition && condition->kind == EXPR_BOOL && condition->bool_operator == BOOL_AND) {
        for (LIST_EACH(struct expr, part, &condition->args))
            parts = expr_bool(making->binder->arena, BOOL_AND, parts, parts_of(making, part, is));
        return parts;
    }
    struct expr *walked = condition;
    return condition && expr_walk(&walked, is, (void *)making) ? condition : NULL;
}

/*
 * The paths of the funds that trades are asked of, whose leaf the block asks for, and one more for
 * each fund, so that the fund is known to hold something: the block's own condition leaves that out
 * again. Either condition may be NULL.
 */
static struct rel *filter_paths(struct making *making, struct rel *paths,
                                const struct expr *of_funds, const struct expr *of_leaves)
{
    struct binder *binder = making->binder;
    struct query *query = new_query(binder, paths);
    struct expr *leaf = say_of_paths(making, paths, PATH_LEAF, of_leaves);
    if (leaf)
        leaf = expr_bool(binder->arena, BOOL_OR, leaf,
                         expr_column(binder->arena, paths, PATH_FIRST, 0));
    query->where =
        expr_bool(binder->arena, BOOL_AND, say_of_paths(making, paths, PATH_ROOT, of_funds), leaf);
    for (size_t i = 0; i < paths->n_columns; i++) {
        making->source->path_places[i] = query->targets.n;
        if (making->source->path_used[i])
            add_target(binder, query, expr_column(binder->arena, paths, i, 0), "");
    }
    query->is_part = paths->part != NULL;
    struct rel *rel = bind_query_rel(binder, query, "", 0);
    rel->may_be_missing = true;
    return rel;
}

static bool make_rests(struct making *making)
{
    struct line_source *source = making->source;
    source->paths = look_through_rests(source);
    for (size_t i = 0; source->paths && i < source->paths->n_columns; i++)
        source->path_places[i] = i;
    return source->paths != NULL;
}

static struct look_through_days days_of_trades(const struct making *making)
{
    const struct catalog_column *date = making->source->roles.date;
    if (!date || making->options->as_of)
        return (struct look_through_days){NULL, NULL};
    return look_through_days_of(making->taken, making->rel,
                                (size_t)(date - making->options->table->columns));
}

static bool make_paths(struct making *making)
{
    struct line_source *source = making->source;
    if (making->options->stored)
        return make_rests(making);
    struct expr *of_funds = parts_of(making, making->taken, is_instrument);
    struct expr *of_leaves = parts_of(making, making->kept, is_underlying);
    source->path_used[PATH_LEAF] |= of_leaves != NULL;
    source->path_used[PATH_FIRST] = of_leaves != NULL;
    struct look_through_days days = days_of_trades(making);
    struct rel *paths =
        look_through_paths(making->binder, making->options, &days, source->path_used);
    if (!paths)
        return false;
    for (size_t i = 0; i < paths->n_columns; i++)
        source->path_places[i] = i;
    bool is_filtered = of_funds || of_leaves;
    source->paths = is_filtered ? filter_paths(making, paths, of_funds, of_leaves) : paths;
    return true;
}

/* ---- an arm ---- */

static struct expr *of_trades(const struct making *making, const struct catalog_column *column)
{
    const struct line_source *source = making->source;
    return expr_column(making->binder->arena, source->trades,
                       source->places[column - making->options->table->columns], 0);
}

static struct expr *stored_condition(const struct making *making)
{
    struct arena *arena = making->binder->arena;
    const struct line_source *source = making->source;
    struct expr *dates[] = {of_trades(making, source->roles.date),
                            look_through_line_path(source, PATH_FROM)};
    struct expr *trades[] = {of_trades(making, source->roles.trade),
                             look_through_line_path(source, PATH_TO)};
    return expr_bool(arena, BOOL_AND, expr_clickhouse(arena, PG_BOOL, "($1 = $2)", 2, dates),
                     expr_clickhouse(arena, PG_BOOL, "($1 = $2)", 2, trades));
}

static struct expr *join_condition(const struct making *making)
{
    struct arena *arena = making->binder->arena;
    const struct line_source *source = making->source;
    if (making->options->stored)
        return stored_condition(making);
    struct expr *keys[] = {look_through_line_root(source),
                           look_through_line_path(source, PATH_ROOT)};
    struct expr *on = expr_clickhouse(arena, PG_BOOL, "($1 = $2)", 2, keys);
    if (making->options->as_of)
        return on;
    struct expr *from[] = {of_trades(making, source->roles.date),
                           look_through_line_path(source, PATH_FROM)};
    struct expr *to[] = {of_trades(making, source->roles.date),
                         look_through_line_path(source, PATH_TO)};
    on = expr_bool(arena, BOOL_AND, on, expr_clickhouse(arena, PG_BOOL, "($1 >= $2)", 2, from));
    return expr_bool(arena, BOOL_AND, on, expr_clickhouse(arena, PG_BOOL, "($1 <= $2)", 2, to));
}

static struct rel *make_from(struct making *making)
{
    if (is_own(making->source->arm))
        return making->source->trades;
    if (!make_paths(making))
        return NULL;
    struct rel *join = bind_rel_new(making->binder, REL_JOIN, "", 0);
    join->join.type = JOIN_TYPE_LEFT;
    join->join.left = making->source->trades;
    join->join.right = making->source->paths;
    join->join.on = join_condition(making);
    return join;
}

static void add_line_columns(struct making *making, struct query *query)
{
    struct binder *binder = making->binder;
    struct look_through_lines *made = making->made;
    for (size_t i = 0; i < making->rel->n_columns; i++)
        if (making->used[i]) {
            made->places[i] = query->targets.n;
            add_target(binder, query, look_through_line_column(making->source, i),
                       making->rel->columns[i].name);
        }
    if (making->choice->counts) {
        struct expr *count =
            expr_column(binder->arena, making->source->trades, made->count_place, 0);
        made->count_place = query->targets.n;
        add_target(binder, query, count, "trades");
    }
    if (!query->targets.n)
        add_target(binder, query, expr_const(binder->arena, PG_INT4, "1", 0), "");
}

static const char *key_names(const struct making *making)
{
    const char *names = "";
    for (LIST_EACH(const struct expr, key, &making->trades->group_by))
        if (key->kind == EXPR_COLUMN)
            names = arena_printf(making->binder->arena, "%s%s%s", names, *names ? ", " : "",
                                 key->column.rel->columns[key->column.index].name);
    return names;
}

static struct query *make_arm(struct making *making, enum line_arm arm)
{
    struct binder *binder = making->binder;
    making->source = look_through_line_source(binder, making->rel, arm);
    for (size_t i = 0; i < making->rel->n_columns; i++)
        if (making->used[i] && !look_through_line_needs(making->source, i))
            return NULL;
    if (!make_trades(making))
        return NULL;
    struct rel *from = make_from(making);
    if (!from)
        return NULL;
    struct query *query = new_query(binder, from);
    query->materializes = !is_own(arm) && !making->options->stored;
    if (!is_own(arm) && making->options->stored)
        query->where = look_through_rest_counts(making->source);
    add_line_columns(making, query);
    making->made->keys = key_names(making);
    return query;
}

static struct query *unite(struct binder *binder, struct query *left, struct query *right)
{
    struct query *both = ARENA_NEW(binder->arena, struct query);
    *both = (struct query){.kind = QUERY_SET_OPERATION,
                           .set_operation = SET_UNION,
                           .all = true,
                           .left = left,
                           .right = right};
    for (size_t i = 0; i < left->targets.n; i++) {
        const struct target *a = left->targets.items[i], *b = right->targets.items[i];
        struct expr *expr = expr_copy(binder->arena, a->expr);
        expr->nullable = a->expr->nullable || b->expr->nullable;
        add_target(binder, both, expr, a->name);
    }
    return both;
}

/* Trades that are no fund's need neither paths nor what those are found by. */
static struct query *make_arms(struct making *making)
{
    struct look_through_roles roles;
    look_through_roles_of(making->options->table, &roles);
    if (!roles.exposure)
        return make_arm(making, ARM_ALL);
    struct query *direct = make_arm(making, ARM_DIRECT);
    struct query *funds = direct ? make_arm(making, ARM_FUNDS) : NULL;
    if (!funds || !making->options->stored)
        return funds ? unite(making->binder, direct, funds) : NULL;
    struct query *stored = make_arm(making, ARM_STORED);
    return stored ? unite(making->binder, unite(making->binder, direct, funds), stored) : NULL;
}

bool look_through_lines_make(struct binder *binder, struct query *block, const struct rel *lines,
                             const struct look_through_choice *choice,
                             struct look_through_lines *made)
{
    struct making making = {.binder = binder,
                            .rel = lines,
                            .options = lines->look_through,
                            .choice = choice,
                            .used = query_used_columns(binder->arena, block, lines),
                            .made = made};
    if (!lines->may_be_missing) {
        struct expr *rest = NULL, *others = NULL;
        making.taken = select_parts(&making, block->where, LINE_TRADE, &rest);
        making.kept = select_parts(&making, rest, LINE_RATIO, &others);
        block->where = rest;
    }
    made->places = ARENA_ARRAY(binder->arena, size_t, lines->n_columns);
    struct query *query = make_arms(&making);
    if (!query)
        return false;
    made->rel = bind_query_rel(binder, query, lines->alias, lines->position);
    made->rel->may_be_missing = lines->may_be_missing;
    return true;
}
