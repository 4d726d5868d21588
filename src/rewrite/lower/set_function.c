/* REL_FUNCTIONs become subqueries whose rows arrayJoin multiplies. */
#include "rewrite/lower/set_function.h"

/* Each argument once: what is bound to a name may not hold an arrayJoin, nor stand in one. */
#define WITH_NUMBERS(row)                                                                          \
    "arrayElement(arrayMap(v -> arrayMap((r, i) -> " row ", v, arrayEnumerate(v)), array(%s)), 1)"

struct expansion {
    struct arena *arena;
    const struct rel *left;     /* whose columns go through the subquery; NULL: none */
    const struct rel *function; /* whose columns its last one gives */
    struct query *query;
    struct rel *rel; /* that shows it; NULL while its columns are collected */
};

static bool is_inside(const struct rel *rel, const struct rel *wanted)
{
    return rel && rel_is_inside(rel, wanted);
}

static void add_target(struct expansion *expansion, struct expr *expr)
{
    struct target *target = ARENA_NEW(expansion->arena, struct target);
    target->expr = expr;
    target->name = "";
    list_add(expansion->arena, &expansion->query->targets, target);
}

static size_t find_target(const struct expansion *expansion, const struct expr *column)
{
    size_t i = 0;
    const struct list *targets = &expansion->query->targets;
    while (i < targets->n && !expr_equal(((const struct target *)targets->items[i])->expr, column))
        i++;
    return i;
}

/* Element k of the rows that several functions make together. */
static struct expr *part_of_row(struct expansion *expansion, size_t k, const struct expr *column)
{
    size_t last = expansion->query->targets.n - 1;
    struct expr *row = expr_column(expansion->arena, expansion->rel, last, column->position);
    if (expansion->function->n_columns == 1)
        return row;
    struct expr *part =
        expr_clickhouse(expansion->arena, column->type,
                        arena_printf(expansion->arena, "tupleElement($1, %zu)", k + 1), 1, &row);
    part->nullable = column->nullable;
    return part;
}

static bool move_column(struct expr **at, void *context)
{
    struct expansion *expansion = context;
    struct expr *column = *at;
    if (column->kind != EXPR_COLUMN)
        return true;
    if (expansion->rel && column->column.rel == expansion->function) {
        *at = part_of_row(expansion, column->column.index, column);
    } else if (is_inside(expansion->left, column->column.rel)) {
        size_t index = find_target(expansion, column);
        if (expansion->rel)
            *at = expr_column(expansion->arena, expansion->rel, index, column->position);
        else if (index == expansion->query->targets.n)
            add_target(expansion, expr_copy(expansion->arena, column));
    }
    return true;
}

static bool move_columns(struct expr **at, void *context)
{
    return expr_walk(at, move_column, context);
}

/* The rows of the functions, which an outer join keeps one of, NULL, where there are none. */
static struct expr *make_rows(struct arena *arena, const struct rel *function, bool is_outer)
{
    const struct list *arrays = &function->function.arrays;
    const char *rows = arrays->n == 1 ? "&1" : "arrayZipUnaligned(&*";
    if (arrays->n > 1)
        rows = arena_printf(arena, "%s)", rows);
    if (function->function.ordinality)
        rows = arena_printf(arena,
                            arrays->n == 1 ? WITH_NUMBERS("tuple(r, toInt64(i))")
                                           : WITH_NUMBERS("tupleConcat(r, tuple(toInt64(i)))"),
                            rows);
    if (is_outer)
        rows = arena_printf(arena, "emptyArrayToSingle(arrayMap(v -> toNullable(v), %s))", rows);
    struct expr *expr = expr_clickhouse(arena, function->columns[0].type,
                                        arena_printf(arena, "arrayJoin(%s)", rows), 0, NULL);
    expr->args = *arrays;
    expr->nullable = false; /* of a NULL array there are no rows */
    return expr;
}

/* *slot, which is the function or its join with `left`, becomes a subquery. */
static void expand(struct binder *binder, struct query *block, struct rel **slot, struct rel *left,
                   const struct rel *function, bool is_outer)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    struct expansion expansion = {
        .arena = binder->arena, .left = left, .function = function, .query = query};
    struct rel nothing = {.kind = REL_TABLE};
    query->kind = QUERY_SELECT;
    query->from = left;
    *slot = &nothing; /* what is inside refers to it as before */
    query_walk_exprs(block, move_columns, &expansion);
    add_target(&expansion, make_rows(binder->arena, function, is_outer));
    expansion.rel = bind_query_rel(binder, query, "", function->position);
    expansion.rel->columns[query->targets.n - 1].nullable = true;
    query_walk_exprs(block, move_columns, &expansion);
    *slot = expansion.rel;
}

static bool refers(struct expr **at, void *context)
{
    return (*at)->kind != EXPR_COLUMN || !is_inside(context, (*at)->column.rel);
}

static bool is_lateral(const struct rel *function, struct rel *left)
{
    const struct list *arrays = &function->function.arrays;
    for (size_t i = 0; i < arrays->n; i++)
        if (!expr_walk((struct expr **)&arrays->items[i], refers, left))
            return true;
    return false;
}

static bool is_true(const struct expr *condition)
{
    return condition && condition->kind == EXPR_CONST && condition->text &&
           condition->text[0] == 't';
}

static bool refuse(struct binder *binder, const struct rel *function)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, function->position,
                   "this join with a function of the other side is not supported yet");
}

static bool expand_slot(struct binder *binder, struct query *block, struct rel **slot);

static bool expand_join(struct binder *binder, struct query *block, struct rel **slot)
{
    struct rel *join = *slot, *function = join->join.right;
    if (!expand_slot(binder, block, &join->join.left))
        return false;
    if (function->kind != REL_FUNCTION)
        return expand_slot(binder, block, &join->join.right);
    if (!is_lateral(function, join->join.left)) {
        expand(binder, block, &join->join.right, NULL, function, false);
        return true;
    }
    bool is_outer = join->join.type == JOIN_TYPE_LEFT;
    if ((is_outer && (!is_true(join->join.on) || function->n_columns > 1)) ||
        join->join.type == JOIN_TYPE_RIGHT || join->join.type == JOIN_TYPE_FULL)
        return refuse(binder, function);
    if (!is_outer)
        block->where = expr_bool(binder->arena, BOOL_AND, block->where, join->join.on);
    expand(binder, block, slot, join->join.left, function, is_outer);
    return true;
}

static bool expand_slot(struct binder *binder, struct query *block, struct rel **slot)
{
    if (!*slot)
        return true;
    if ((*slot)->kind == REL_JOIN)
        return expand_join(binder, block, slot);
    if ((*slot)->kind == REL_FUNCTION)
        expand(binder, block, slot, NULL, *slot, false);
    return true;
}

static bool expand_block(struct query *query, void *context)
{
    return expand_slot(context, query, &query->from);
}

bool set_function_expand(struct binder *binder, struct query *query)
{
    return query_walk(query, expand_block, binder);
}
