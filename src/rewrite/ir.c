/* The typed tree: construction, comparison, copying, walking. Knows no SQL text. */
#include "rewrite/ir.h"

#include <string.h>

struct expr *expr_new(struct arena *arena, enum expr_kind kind, uint32_t type, int position)
{
    struct expr *expr = ARENA_NEW(arena, struct expr);
    expr->kind = kind;
    expr->type = type;
    expr->typmod = -1;
    expr->nullable = true;
    expr->position = position;
    return expr;
}

struct expr *expr_const(struct arena *arena, uint32_t type, const char *text, int position)
{
    struct expr *expr = expr_new(arena, EXPR_CONST, type, position);
    expr->text = text;
    expr->nullable = text == NULL;
    return expr;
}

struct expr *expr_column(struct arena *arena, struct rel *rel, size_t index, int position)
{
    struct expr *expr = expr_new(arena, EXPR_COLUMN, rel->columns[index].type, position);
    expr->column.rel = rel;
    expr->column.index = index;
    expr->typmod = rel->columns[index].typmod;
    expr->nullable = rel->columns[index].nullable;
    expr->record = rel->columns[index].record;
    expr->record_element = rel->columns[index].record_element;
    return expr;
}

struct expr *expr_bool(struct arena *arena, enum bool_operator op, struct expr *left,
                       struct expr *right)
{
    if (op != BOOL_NOT && (!left || !right))
        return left ? left : right;
    struct expr *expr = expr_new(arena, EXPR_BOOL, PG_BOOL, left->position);
    expr->bool_operator = op;
    list_add(arena, &expr->args, left);
    if (right)
        list_add(arena, &expr->args, right);
    expr->nullable = left->nullable || (right && right->nullable);
    return expr;
}

struct expr *expr_clickhouse(struct arena *arena, uint32_t type, const char *template_, size_t n,
                             struct expr **args)
{
    struct expr *expr = expr_new(arena, EXPR_CLICKHOUSE, type, n ? args[0]->position : 0);
    expr->template_ = template_;
    for (size_t i = 0; i < n; i++)
        list_add(arena, &expr->args, args[i]);
    return expr;
}

static bool text_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool list_equal(const struct list *a, const struct list *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!expr_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

static bool optional_equal(const struct expr *a, const struct expr *b)
{
    return a == b || (a && b && expr_equal(a, b));
}

static bool cases_equal(const struct expr *a, const struct expr *b)
{
    if (a->cases.whens.n != b->cases.whens.n ||
        !optional_equal(a->cases.otherwise, b->cases.otherwise))
        return false;
    for (size_t i = 0; i < a->cases.whens.n; i++) {
        const struct case_when *x = a->cases.whens.items[i], *y = b->cases.whens.items[i];
        if (!expr_equal(x->condition, y->condition) || !expr_equal(x->result, y->result))
            return false;
    }
    return true;
}

static bool sort_keys_equal(const struct list *a, const struct list *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        const struct sort_key *x = a->items[i], *y = b->items[i];
        if (x->descending != y->descending || x->nulls_first != y->nulls_first ||
            !expr_equal(x->expr, y->expr))
            return false;
    }
    return true;
}

static bool frames_equal(const struct frame *a, const struct frame *b)
{
    return a == b || (a && b && a->mode == b->mode && a->start == b->start && a->end == b->end &&
                      a->exclusion == b->exclusion);
}

static bool parts_equal(const struct list *a, const struct list *b);

static bool windows_equal(const struct window *a, const struct window *b)
{
    return strcmp(a->frame, b->frame) == 0 && list_equal(&a->partition_by, &b->partition_by) &&
           sort_keys_equal(&a->order_by, &b->order_by) && frames_equal(a->shape, b->shape) &&
           optional_equal(a->unit, b->unit) && list_equal(&a->row, &b->row) &&
           optional_equal(a->condition, b->condition) && parts_equal(&a->parts, &b->parts);
}

static bool parts_equal(const struct list *a, const struct list *b)
{
    bool equal = a->n == b->n;
    for (size_t i = 0; equal && i < a->n; i++)
        equal = windows_equal(a->items[i], b->items[i]);
    return equal;
}

/* What a kind keeps beside its arguments. */
static bool payload_equal(const struct expr *a, const struct expr *b)
{
    switch (a->kind) {
    case EXPR_CONST:
        return text_equal(a->text, b->text);
    case EXPR_COLUMN:
        return a->column.rel == b->column.rel && a->column.index == b->column.index;
    case EXPR_PARAM:
        return a->param_number == b->param_number;
    case EXPR_CALL:
    case EXPR_NULLIF:
        return a->routine == b->routine;
    case EXPR_AGGREGATE:
    case EXPR_WINDOW:
        return a->aggregate.routine == b->aggregate.routine &&
               a->aggregate.distinct == b->aggregate.distinct &&
               optional_equal(a->aggregate.filter, b->aggregate.filter) &&
               sort_keys_equal(&a->aggregate.order_by, &b->aggregate.order_by) &&
               (a->kind == EXPR_AGGREGATE || windows_equal(a->aggregate.over, b->aggregate.over));
    case EXPR_CAST:
        return a->cast == b->cast;
    case EXPR_BOOL:
        return a->bool_operator == b->bool_operator;
    case EXPR_NULL_TEST:
    case EXPR_IN:
        return a->negated == b->negated;
    case EXPR_CASE:
        return cases_equal(a, b);
    case EXPR_MIN_MAX:
        return a->is_greatest == b->is_greatest;
    case EXPR_LAMBDA:
    case EXPR_CLICKHOUSE:
        return text_equal(a->template_, b->template_);
    case EXPR_SUBQUERY:
        return a->subquery.query == b->subquery.query && a->subquery.form == b->subquery.form;
    case EXPR_LOOKUP:
        return a->lookup.lookup == b->lookup.lookup &&
               a->lookup.is_of_values == b->lookup.is_of_values;
    case EXPR_COALESCE:
    case EXPR_GROUPING:
        return true;
    }
    return false;
}

bool expr_equal(const struct expr *a, const struct expr *b)
{
    return a == b || (a->kind == b->kind && a->type == b->type && a->typmod == b->typmod &&
                      payload_equal(a, b) && list_equal(&a->args, &b->args));
}

static struct list list_copy(struct arena *arena, const struct list *list)
{
    struct list copy = {0};
    for (size_t i = 0; i < list->n; i++)
        list_add(arena, &copy, expr_copy(arena, list->items[i]));
    return copy;
}

static struct list sort_keys_copy(struct arena *arena, const struct list *keys)
{
    struct list copy = {0};
    for (size_t i = 0; i < keys->n; i++) {
        struct sort_key *key = ARENA_NEW(arena, struct sort_key);
        *key = *(struct sort_key *)keys->items[i];
        key->expr = expr_copy(arena, key->expr);
        list_add(arena, &copy, key);
    }
    return copy;
}

static struct window *window_copy(struct arena *arena, const struct window *window)
{
    struct window *copy = ARENA_NEW(arena, struct window);
    *copy = *window;
    copy->partition_by = list_copy(arena, &window->partition_by);
    copy->order_by = sort_keys_copy(arena, &window->order_by);
    copy->row = list_copy(arena, &window->row);
    copy->unit = window->unit ? expr_copy(arena, window->unit) : NULL;
    copy->condition = window->condition ? expr_copy(arena, window->condition) : NULL;
    copy->parts = (struct list){0};
    for (LIST_EACH(const struct window, part, &window->parts))
        list_add(arena, &copy->parts, window_copy(arena, part));
    return copy;
}

static void cases_copy(struct arena *arena, struct expr *copy, const struct expr *expr)
{
    copy->cases.whens = (struct list){0};
    for (size_t i = 0; i < expr->cases.whens.n; i++) {
        const struct case_when *from = expr->cases.whens.items[i];
        struct case_when *when = ARENA_NEW(arena, struct case_when);
        when->condition = expr_copy(arena, from->condition);
        when->result = expr_copy(arena, from->result);
        list_add(arena, &copy->cases.whens, when);
    }
    if (expr->cases.otherwise)
        copy->cases.otherwise = expr_copy(arena, expr->cases.otherwise);
}

struct expr *expr_copy(struct arena *arena, const struct expr *expr)
{
    struct expr *copy = ARENA_NEW(arena, struct expr);
    *copy = *expr;
    copy->args = list_copy(arena, &expr->args);
    if (expr->kind == EXPR_CASE)
        cases_copy(arena, copy, expr);
    if (expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_WINDOW) {
        if (expr->aggregate.filter)
            copy->aggregate.filter = expr_copy(arena, expr->aggregate.filter);
        copy->aggregate.order_by = sort_keys_copy(arena, &expr->aggregate.order_by);
        if (expr->aggregate.over)
            copy->aggregate.over = window_copy(arena, expr->aggregate.over);
    }
    return copy;
}

static bool list_visit(struct list *list, expr_visit *visit, void *context)
{
    for (size_t i = 0; i < list->n; i++)
        if (!visit((struct expr **)&list->items[i], context))
            return false;
    return true;
}

static bool sort_keys_visit(struct list *keys, expr_visit *visit, void *context)
{
    for (size_t i = 0; i < keys->n; i++)
        if (!visit(&((struct sort_key *)keys->items[i])->expr, context))
            return false;
    return true;
}

static bool optional_visit(struct expr **at, expr_visit *visit, void *context)
{
    return !*at || visit(at, context);
}

static bool cases_visit(struct expr *expr, expr_visit *visit, void *context)
{
    for (size_t i = 0; i < expr->cases.whens.n; i++) {
        struct case_when *when = expr->cases.whens.items[i];
        if (!visit(&when->condition, context) || !visit(&when->result, context))
            return false;
    }
    return optional_visit(&expr->cases.otherwise, visit, context);
}

static bool window_visit(struct window *over, expr_visit *visit, void *context)
{
    for (LIST_EACH(struct window, part, &over->parts))
        if (!window_visit(part, visit, context))
            return false;
    return list_visit(&over->partition_by, visit, context) &&
           sort_keys_visit(&over->order_by, visit, context) &&
           optional_visit(&over->unit, visit, context) && list_visit(&over->row, visit, context) &&
           optional_visit(&over->condition, visit, context);
}

static bool aggregate_visit(struct expr *expr, expr_visit *visit, void *context)
{
    struct window *over = expr->aggregate.over;
    return optional_visit(&expr->aggregate.filter, visit, context) &&
           sort_keys_visit(&expr->aggregate.order_by, visit, context) &&
           (!over || window_visit(over, visit, context));
}

bool expr_visit_children(struct expr *expr, expr_visit *visit, void *context)
{
    bool is_aggregate = expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_WINDOW;
    return list_visit(&expr->args, visit, context) &&
           (expr->kind != EXPR_CASE || cases_visit(expr, visit, context)) &&
           (!is_aggregate || aggregate_visit(expr, visit, context));
}

struct walk {
    expr_visit *visit;
    void *context;
};

static bool walk_child(struct expr **at, void *context)
{
    struct walk *walk = context;
    return expr_walk(at, walk->visit, walk->context);
}

bool expr_walk(struct expr **at, expr_visit *visit, void *context)
{
    struct walk walk = {visit, context};
    return expr_visit_children(*at, walk_child, &walk) && visit(at, context);
}

static bool rel_walk_exprs(struct rel *rel, expr_visit *visit, void *context)
{
    if (rel && rel->kind == REL_FUNCTION)
        return list_visit(&rel->function.arrays, visit, context);
    if (!rel || rel->kind != REL_JOIN)
        return true;
    return rel_walk_exprs(rel->join.left, visit, context) &&
           rel_walk_exprs(rel->join.right, visit, context) &&
           (!rel->join.on || visit(&rel->join.on, context));
}

static bool targets_visit(struct list *targets, expr_visit *visit, void *context)
{
    for (size_t i = 0; i < targets->n; i++)
        if (!visit(&((struct target *)targets->items[i])->expr, context))
            return false;
    return true;
}

static bool values_visit(struct list *rows, expr_visit *visit, void *context)
{
    for (size_t i = 0; i < rows->n; i++)
        if (!list_visit(rows->items[i], visit, context))
            return false;
    return true;
}

bool query_walk_exprs(struct query *query, expr_visit *visit, void *context)
{
    return targets_visit(&query->targets, visit, context) &&
           rel_walk_exprs(query->from, visit, context) &&
           (!query->where || visit(&query->where, context)) &&
           list_visit(&query->group_by, visit, context) &&
           (!query->having || visit(&query->having, context)) &&
           list_visit(&query->distinct_on, visit, context) &&
           list_visit(&query->limit_by, visit, context) &&
           values_visit(&query->rows, visit, context) &&
           sort_keys_visit(&query->order_by, visit, context) &&
           (!query->limit || visit(&query->limit, context)) &&
           (!query->offset || visit(&query->offset, context)) &&
           (!query->aggregates || list_visit(&query->aggregates->aggregates.exprs, visit, context));
}

struct block_walk {
    const struct query *root;
    unsigned number;
    query_visit *visit;
    void *context;
};

static bool walk_block(struct query *query, struct block_walk *walk);

static bool walk_rel(struct rel *rel, struct block_walk *walk)
{
    if (!rel)
        return true;
    if (rel->kind == REL_JOIN)
        return walk_rel(rel->join.left, walk) && walk_rel(rel->join.right, walk);
    if (rel->kind == REL_PIVOT)
        return walk_rel(rel->pivot->source, walk);
    return rel->kind != REL_SUBQUERY || walk_block(rel->query, walk);
}

static bool walk_subquery(struct expr **at, void *context)
{
    return (*at)->kind != EXPR_SUBQUERY || walk_block((*at)->subquery.query, context);
}

static bool walk_subqueries(struct expr **at, void *context)
{
    return expr_walk(at, walk_subquery, context);
}

static bool walk_block(struct query *query, struct block_walk *walk)
{
    if (query->walk_root == walk->root && query->walk_number == walk->number)
        return true;
    query->walk_root = walk->root;
    query->walk_number = walk->number;
    if (query->left && (!walk_block(query->left, walk) || !walk_block(query->right, walk)))
        return false;
    return walk_rel(query->from, walk) && query_walk_exprs(query, walk_subqueries, walk) &&
           walk->visit(query, walk->context);
}

bool query_walk(struct query *query, query_visit *visit, void *context)
{
    bool is_again = query->walk_root == query;
    struct block_walk walk = {query, is_again ? query->walk_number + 1 : 1, visit, context};
    return walk_block(query, &walk);
}

static bool is_of_kind(struct expr **at, void *kind)
{
    return (*at)->kind != *(enum expr_kind *)kind;
}

bool expr_contains(struct expr *expr, enum expr_kind kind)
{
    return !expr_walk(&expr, is_of_kind, &kind);
}

struct use {
    const struct rel *rel;
    bool *used;
};

static bool mark_use(struct expr **at, void *context)
{
    const struct use *use = context;
    if ((*at)->kind == EXPR_COLUMN && (*at)->column.rel == use->rel)
        use->used[(*at)->column.index] = true;
    return true;
}

static bool mark_uses(struct expr **at, void *context)
{
    return expr_walk(at, mark_use, context);
}

bool *query_used_columns(struct arena *arena, struct query *block, const struct rel *rel)
{
    struct use use = {rel, ARENA_ARRAY(arena, bool, rel->n_columns)};
    query_walk_exprs(block, mark_uses, &use);
    return use.used;
}

bool rel_is_inside(const struct rel *rel, const struct rel *wanted)
{
    return rel == wanted || (rel->kind == REL_JOIN && (rel_is_inside(rel->join.left, wanted) ||
                                                       rel_is_inside(rel->join.right, wanted)));
}
