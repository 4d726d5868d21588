/* REL_FUNCTIONs become subqueries whose rows arrayJoin multiplies. */
#include "rewrite/lower/set_function.h"

#include "rewrite/bind/bind_array.h"

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

/* Column k of a row that several functions make together. */
static struct expr *part_of_row(struct arena *arena, const struct rel *function, struct expr *row,
                                const struct expr *column)
{
    if (function->n_columns == 1)
        return row;
    struct expr *part = expr_clickhouse(
        arena, column->type, arena_printf(arena, "tupleElement($1, %zu)", column->column.index + 1),
        1, &row);
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
        struct expr *row = expr_column(expansion->arena, expansion->rel,
                                       expansion->query->targets.n - 1, column->position);
        *at = part_of_row(expansion->arena, expansion->function, row, column);
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

/* ---- the rows, as an Array ---- */

/* How a function's rows meet those of the other side. */
struct meeting {
    struct expr *on; /* what a row has to meet, or NULL */
    bool is_outer;   /* where there is none, one of NULLs */
};

static struct expr *rows_of(struct arena *arena, const struct rel *function)
{
    const struct list *arrays = &function->function.arrays;
    const char *rows = arrays->n == 1 ? "&1" : "arrayZipUnaligned(&*)";
    if (function->function.ordinality)
        rows = arena_printf(arena,
                            arrays->n == 1 ? WITH_NUMBERS("tuple(r, toInt64(i))")
                                           : WITH_NUMBERS("tupleConcat(r, tuple(toInt64(i)))"),
                            rows);
    struct expr *expr = expr_clickhouse(arena, function->columns[0].type, rows, 0, NULL);
    expr->args = *arrays;
    expr->nullable = false; /* of a NULL array there are no rows */
    return expr;
}

struct choosing {
    struct arena *arena;
    const struct rel *function;
    struct expr *row;
};

static bool use_part(struct expr **at, void *context)
{
    const struct choosing *choosing = context;
    if ((*at)->kind == EXPR_COLUMN && (*at)->column.rel == choosing->function)
        *at = part_of_row(choosing->arena, choosing->function, choosing->row, *at);
    return true;
}

static struct expr *rows_that_meet(struct binder *binder, const struct rel *function,
                                   struct expr *rows, const struct expr *on)
{
    struct arena *arena = binder->arena;
    const char *name = arena_printf(arena, "e%d", ++binder->n_variables);
    struct expr *row = expr_clickhouse(arena, function->columns[0].type, name, 0, NULL);
    struct expr *condition = expr_copy(arena, on);
    row->nullable = function->n_columns == 1;
    struct choosing choosing = {arena, function, row};
    expr_walk(&condition, use_part, &choosing);
    struct expr *holds = expr_clickhouse(arena, PG_BOOL, "ifNull($1, 0)", 1, &condition);
    holds->nullable = false;
    struct expr *args[] = {array_lambda(binder, row, holds), rows};
    struct expr *kept = expr_clickhouse(arena, rows->type, "arrayFilter($1, $2)", 2, args);
    kept->nullable = false;
    return kept;
}

/* All parts of a row that stands for none are NULL. */
static const char *nullable_row(struct arena *arena, size_t n_columns)
{
    if (n_columns == 1)
        return "toNullable(v)";
    const char *parts = "";
    for (size_t i = 1; i <= n_columns; i++)
        parts = arena_printf(arena, "%s%stoNullable(tupleElement(v, %zu))", parts,
                             i > 1 ? ", " : "", i);
    return arena_printf(arena, "tuple(%s)", parts);
}

static struct expr *make_rows(struct binder *binder, const struct rel *function,
                              const struct meeting *meeting)
{
    struct arena *arena = binder->arena;
    struct expr *rows = rows_of(arena, function);
    if (meeting->on)
        rows = rows_that_meet(binder, function, rows, meeting->on);
    const char *template_ =
        meeting->is_outer
            ? arena_printf(arena, "arrayJoin(emptyArrayToSingle(arrayMap(v -> %s, $1)))",
                           nullable_row(arena, function->n_columns))
            : "arrayJoin($1)";
    struct expr *joined = expr_clickhouse(arena, function->columns[0].type, template_, 1, &rows);
    joined->nullable = false;
    return joined;
}

/* *slot, which is the function or its join with `left`, becomes a subquery. */
static void expand(struct binder *binder, struct query *block, struct rel **slot, struct rel *left,
                   const struct rel *function, const struct meeting *meeting)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    struct expansion expansion = {
        .arena = binder->arena, .left = left, .function = function, .query = query};
    struct rel nothing = {.kind = REL_TABLE};
    query->kind = QUERY_SELECT;
    query->from = left;
    *slot = &nothing; /* what is inside refers to it as before */
    query_walk_exprs(block, move_columns, &expansion);
    add_target(&expansion, make_rows(binder, function, meeting));
    expansion.rel = bind_query_rel(binder, query, "", function->position);
    expansion.rel->columns[query->targets.n - 1].nullable = true;
    query_walk_exprs(block, move_columns, &expansion);
    *slot = expansion.rel;
}

/* What a function's arguments refer to. */
struct references {
    const struct rel *left;
    bool to_left, beyond;
};

static bool note_column(struct expr **at, void *context)
{
    struct references *references = context;
    if ((*at)->kind == EXPR_COLUMN) {
        bool is_left = is_inside(references->left, (*at)->column.rel);
        references->to_left |= is_left;
        references->beyond |= !is_left;
    }
    return true;
}

/* left: what stands on the other side of the join, or NULL. */
static struct references references_of(const struct rel *function, const struct rel *left)
{
    struct references references = {.left = left};
    for (size_t i = 0; i < function->function.arrays.n; i++)
        expr_walk((struct expr **)&function->function.arrays.items[i], note_column, &references);
    return references;
}

static bool is_true(const struct expr *condition)
{
    return condition && condition->kind == EXPR_CONST && condition->text &&
           condition->text[0] == 't';
}

static const struct meeting all_rows;

static bool refuse(struct binder *binder, const struct rel *function)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, function->position,
                   "this join with a function of the other side is not supported yet");
}

static bool expand_alone(struct binder *binder, struct query *block, struct rel **slot)
{
    const struct rel *function = *slot;
    if (references_of(function, NULL).beyond)
        return refuse(binder, function);
    expand(binder, block, slot, NULL, function, &all_rows);
    return true;
}

static bool expand_slot(struct binder *binder, struct query *block, struct rel **slot,
                        bool is_inner);

/* is_inner: the rows that ON sees are those that there are in the end, so that it can stand in
 * WHERE. */
static bool expand_join(struct binder *binder, struct query *block, struct rel **slot,
                        bool is_inner)
{
    struct rel *join = *slot, *function = join->join.right;
    enum join_type type = join->join.type;
    bool keeps_left = type == JOIN_TYPE_INNER || type == JOIN_TYPE_CROSS || type == JOIN_TYPE_LEFT;
    bool keeps_right = type == JOIN_TYPE_INNER || type == JOIN_TYPE_CROSS;
    if (!expand_slot(binder, block, &join->join.left, is_inner && keeps_left))
        return false;
    if (function->kind != REL_FUNCTION)
        return expand_slot(binder, block, &join->join.right, is_inner && keeps_right);
    struct references references = references_of(function, join->join.left);
    if (!references.to_left)
        return expand_alone(binder, block, &join->join.right);
    if (references.beyond || !keeps_left)
        return refuse(binder, function);
    struct meeting meeting = {.on = is_true(join->join.on) ? NULL : join->join.on,
                              .is_outer = type == JOIN_TYPE_LEFT};
    if (is_inner && keeps_right) {
        block->where = expr_bool(binder->arena, BOOL_AND, block->where, join->join.on);
        meeting.on = NULL;
    }
    expand(binder, block, slot, join->join.left, function, &meeting);
    return true;
}

static bool expand_slot(struct binder *binder, struct query *block, struct rel **slot,
                        bool is_inner)
{
    if (!*slot)
        return true;
    if ((*slot)->kind == REL_JOIN)
        return expand_join(binder, block, slot, is_inner);
    return (*slot)->kind != REL_FUNCTION || expand_alone(binder, block, slot);
}

static bool expand_block(struct query *query, void *context)
{
    return expand_slot(context, query, &query->from, true);
}

bool set_function_expand(struct binder *binder, struct query *query)
{
    return query_walk(query, expand_block, binder);
}
