/* PIVOT as plain aggregation. Names and types were settled by bind_pivot.c; what ClickHouse makes
 * of an aggregate with FILTER is emit's. */
#include "rewrite/pivot/pivot.h"

#include <string.h>

#include "rewrite/bind/group_check.h"
#include "rewrite/pivot/pivot_plan.h"

void pivot_add_target(struct binder *binder, struct query *query, struct expr *expr,
                      const char *name)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    target->expr = expr;
    target->name = name;
    list_add(binder->arena, &query->targets, target);
}

/* key IS NOT DISTINCT FROM value; the value is known, so that plain operators do. */
static struct expr *match_part(struct binder *binder, const struct expr *key,
                               const struct expr *value)
{
    struct expr *left = expr_copy(binder->arena, key);
    if (value->text)
        return bind_operator(binder, "=", left, expr_copy(binder->arena, value), value->position);
    struct expr *test = expr_new(binder->arena, EXPR_NULL_TEST, PG_BOOL, value->position);
    test->nullable = false;
    list_add(binder->arena, &test->args, left);
    return test;
}

static struct expr *match_value(struct binder *binder, const struct pivot_key *key,
                                const struct pivot_value *value)
{
    struct expr *match = NULL;
    for (size_t i = 0; i < key->exprs.n; i++) {
        struct expr *part = match_part(binder, key->exprs.items[i], value->exprs.items[i]);
        if (!part)
            return NULL;
        match = expr_bool(binder->arena, BOOL_AND, match, part);
    }
    return match;
}

/* A cell being made: its aggregates see the rows where the condition holds (NULL: all). */
struct filtering {
    struct binder *binder;
    const struct pivot *pivot;
    const struct expr *condition, *shown; /* shown: of all that the row shows */
};

/* expr_visit */
static bool add_filter(struct expr **at, void *context)
{
    const struct filtering *filtering = context;
    struct arena *arena = filtering->binder->arena;
    struct expr *expr = *at;
    enum pivot_share share = pivot_share_kind(expr);
    if (share) {
        struct expr *value = expr->args.items[0], *row = expr_copy(arena, value);
        struct filtering of_row = *filtering;
        of_row.condition = filtering->shown;
        add_filter(&value, context);
        add_filter(&row, &of_row);
        *at = pivot_share_of(filtering->binder, filtering->pivot, share, value, row);
        return true;
    }
    if (expr->kind != EXPR_AGGREGATE)
        return expr_visit_children(expr, add_filter, context);
    if (filtering->condition)
        expr->aggregate.filter = expr_bool(arena, BOOL_AND, expr_copy(arena, filtering->condition),
                                           expr->aggregate.filter);
    return true;
}

struct expr *pivot_shown_cell(struct binder *binder, const struct pivot_cell *cell,
                              struct expr *expr)
{
    if (!cell->default_on_null)
        return expr;
    struct expr *wrapped = expr_new(binder->arena, EXPR_COALESCE, expr->type, expr->position);
    wrapped->nullable = expr->nullable && cell->default_on_null->nullable;
    list_add(binder->arena, &wrapped->args, expr);
    list_add(binder->arena, &wrapped->args, expr_copy(binder->arena, cell->default_on_null));
    return wrapped;
}

/* In the order of rel's columns. */
bool pivot_combine_values(struct binder *binder, const struct list *keys, struct list *conditions)
{
    bool is_first = true;
    for (LIST_EACH(struct pivot_key, key, keys)) {
        struct list longer = {0};
        for (size_t i = 0; i < (is_first ? 1 : conditions->n); i++)
            for (LIST_EACH(struct pivot_value, value, &key->values)) {
                struct expr *match = match_value(binder, key, value);
                if (!match)
                    return false;
                struct expr *before =
                    is_first ? NULL : expr_copy(binder->arena, conditions->items[i]);
                list_add(binder->arena, &longer, expr_bool(binder->arena, BOOL_AND, before, match));
            }
        *conditions = longer;
        is_first = false;
    }
    if (is_first) /* no key: all rows */
        list_add(binder->arena, conditions, NULL);
    return true;
}

/* Whether any of the conditions holds: one node, however many there are. */
static struct expr *any_of(struct binder *binder, const struct list *conditions)
{
    if (conditions->n == 0)
        return expr_const(binder->arena, PG_BOOL, "f", 0);
    struct expr *any = expr_new(binder->arena, EXPR_BOOL, PG_BOOL, 0);
    any->bool_operator = BOOL_OR;
    for (LIST_EACH(struct expr, condition, conditions))
        list_add(binder->arena, &any->args, expr_copy(binder->arena, condition));
    return conditions->n == 1 ? any->args.items[0] : any;
}

/* Others: rows that match no value, NULL keys among them. Total: all that is shown, which is every
 * row when the others are shown too: `shown`. */
static void add_totals(struct binder *binder, const struct pivot *pivot, struct list *conditions,
                       struct expr **shown)
{
    struct expr *listed = pivot->keys.n ? any_of(binder, conditions) : NULL;
    if (pivot->others) {
        struct expr *other =
            expr_clickhouse(binder->arena, PG_BOOL, "NOT ifNull($1, false)", 1, &listed);
        other->nullable = false;
        list_add(binder->arena, conditions, other);
    }
    *shown = pivot->others ? NULL : listed;
    if (pivot->total)
        list_add(binder->arena, conditions, *shown);
}

static struct expr *cell_of(struct binder *binder, const struct pivot *pivot,
                            const struct pivot_cell *cell, const struct expr *condition,
                            const struct expr *shown)
{
    struct filtering filtering = {binder, pivot, condition, shown};
    struct expr *value = expr_copy(binder->arena, cell->expr);
    add_filter(&value, &filtering);
    return pivot_shown_cell(binder, cell, value);
}

/* One aggregation: each cell column is the cell's aggregates with a FILTER. */
static bool add_filtered_cells(struct binder *binder, struct query *query, const struct rel *rel)
{
    struct list conditions = {0};
    struct expr *shown;
    if (!pivot_combine_values(binder, &rel->pivot->keys, &conditions))
        return false;
    add_totals(binder, rel->pivot, &conditions, &shown);
    for (LIST_EACH(struct expr, condition, &conditions))
        for (LIST_EACH(struct pivot_cell, cell, &rel->pivot->cells)) {
            struct expr *value = cell_of(binder, rel->pivot, cell, condition, shown);
            pivot_add_target(binder, query, value, rel->columns[query->targets.n].name);
        }
    return true;
}

struct expr *pivot_grouping_of(struct binder *binder, const struct list *rows, size_t first,
                               size_t n)
{
    struct expr *grouping = expr_new(binder->arena, EXPR_GROUPING, PG_INT4, 0);
    for (size_t i = first; i < first + n; i++)
        list_add(binder->arena, &grouping->args,
                 expr_copy(binder->arena, ((struct target *)rows->items[i])->expr));
    grouping->nullable = false;
    return n ? grouping : expr_const(binder->arena, PG_INT4, "0", 0);
}

/* Which rows are totals of which columns. */
static void add_groupings(struct binder *binder, struct query *query, const struct pivot *pivot)
{
    query->grouping_sets = pivot->grouping_sets;
    if (pivot->grouping_id)
        pivot_add_target(binder, query, pivot_grouping_of(binder, &pivot->rows, 0, pivot->rows.n),
                         pivot->grouping_id);
    for (size_t i = 0; pivot->orders_totals && i < pivot->rows.n; i++)
        pivot_add_target(binder, query, pivot_grouping_of(binder, &pivot->rows, i, 1), "");
}

static struct query *filtered_query(struct binder *binder, const struct rel *rel)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->from = rel->pivot->source;
    for (LIST_EACH(struct target, row, &rel->pivot->rows)) {
        pivot_add_target(binder, query, row->expr, rel->columns[query->targets.n].name);
        list_add(binder->arena, &query->group_by, expr_copy(binder->arena, row->expr));
    }
    if (!add_filtered_cells(binder, query, rel))
        return NULL;
    if (!query->targets.n) /* no row columns, and no values were found: one row of nothing */
        query->from = NULL;
    add_groupings(binder, query, rel->pivot);
    /* Columns beside the aggregates of a cell must be rows. */
    return group_check(binder, query) ? query : NULL;
}

enum way { WAY_FILTER, WAY_TWO_LEVEL, WAY_ARRAYS, WAY_LISTS, N_WAYS };

/* From so many cell columns on each is the cheapest. */
static const struct {
    const char *setting; /* of pivot.plan */
    size_t least_cells;
    enum pivot_holder holder;
    const char *remark;
} plans[N_WAYS] = {
    [WAY_FILTER] = {"filter", 0, PIVOT_GROUPS,
                    "Pivot: one aggregation, FILTER for each of %zu cell columns"},
    [WAY_TWO_LEVEL] = {"two_level", 17, PIVOT_GROUPS,
                       "Pivot: groups of rows and key first, %zu cell columns out of them"},
    [WAY_ARRAYS] = {"arrays", 201, PIVOT_ARRAYS,
                    "Pivot: groups of rows and key first, then arrays, %zu cell columns out of "
                    "them"},
    [WAY_LISTS] = {"lists", 17, PIVOT_LISTS,
                   "Pivot: groups of rows and key first, then lists of them, %zu cell columns out "
                   "of them as rows are sent"},
};

static bool suits(const struct pivot *pivot, enum way way)
{
    return way == WAY_FILTER || (pivot_two_level_suits(pivot) &&
                                 (way == WAY_TWO_LEVEL || (pivot_arrays_suit(pivot) &&
                                                           (way == WAY_ARRAYS || pivot->is_sent))));
}

static enum way choose_way(struct binder *binder, const struct pivot *pivot, size_t n_cells)
{
    const char *setting = settings_get(binder->context->settings, "pivot.plan");
    bool is_free = strcmp(setting, "auto") == 0;
    enum way best = WAY_FILTER;
    for (enum way way = WAY_FILTER; way < N_WAYS; way++)
        if ((is_free ? n_cells >= plans[way].least_cells
                     : strcmp(setting, plans[way].setting) == 0) &&
            suits(pivot, way))
            best = way;
    return best;
}

static struct query *pivot_query(struct binder *binder, const struct rel *rel)
{
    const struct pivot *pivot = rel->pivot;
    size_t n_cells = rel->n_columns - pivot->rows.n - (pivot->grouping_id != NULL) -
                     (pivot->orders_totals ? pivot->rows.n : 0);
    enum way way = choose_way(binder, pivot, n_cells);
    struct query *query = way == WAY_FILTER ? filtered_query(binder, rel)
                                            : pivot_two_level_query(binder, rel, plans[way].holder);
    if (!query)
        return NULL;
    list_add(binder->arena, &query->remarks,
             arena_printf(binder->arena, plans[way].remark, n_cells));
    return query;
}

static bool expand_rel(struct binder *binder, struct rel *rel)
{
    if (!rel)
        return true;
    if (rel->kind == REL_JOIN)
        return expand_rel(binder, rel->join.left) && expand_rel(binder, rel->join.right);
    if (rel->kind != REL_PIVOT)
        return true;
    if (!expand_rel(binder, rel->pivot->source))
        return false;
    struct query *query = pivot_query(binder, rel);
    if (!query)
        return false;
    rel->kind = REL_SUBQUERY;
    rel->query = query;
    return true;
}

/* query_visit */
static bool expand_block(struct query *query, void *binder)
{
    return expand_rel(binder, query->from);
}

static void add_sort_key(struct binder *binder, struct query *query, size_t column)
{
    struct sort_key *key = ARENA_NEW(binder->arena, struct sort_key);
    key->expr = expr_column(binder->arena, query->from, column, 0);
    list_add(binder->arena, &query->order_by, key);
}

/* Columns for the GROUPING of each row column; the number of the first. */
static size_t add_grouping_columns(struct binder *binder, struct rel *rel)
{
    size_t n = rel->n_columns, n_rows = rel->pivot->rows.n;
    struct rel_column *columns = ARENA_ARRAY(binder->arena, struct rel_column, n + n_rows);
    memcpy(columns, rel->columns, n * sizeof *columns);
    for (size_t i = 0; i < n_rows; i++)
        columns[n + i] = (struct rel_column){.name = "", .type = PG_INT4, .typmod = -1};
    rel->columns = columns;
    rel->n_columns = n + n_rows;
    rel->pivot->orders_totals = true;
    return n;
}

/* Stable output for people, caches and tests, where the text asks for none: by the row columns,
 * totals after what they are of. */
static void order_rows(struct binder *binder, struct query *query)
{
    if (query->kind != QUERY_SELECT || !query->from || query->order_by.n || query->is_aggregated ||
        query->distinct || query->distinct_on.n)
        return;
    if (query->from->has_order)
        add_sort_key(binder, query, query->from->n_columns++);
    if (query->from->kind != REL_PIVOT)
        return;
    const struct pivot *pivot = query->from->pivot;
    size_t groupings = pivot->grouping_sets.n ? add_grouping_columns(binder, query->from) : 0;
    for (size_t i = 0; i < pivot->rows.n; i++) {
        if (groupings)
            add_sort_key(binder, query, groupings + i);
        add_sort_key(binder, query, i);
    }
}

static bool is_column(const struct expr *expr, const struct rel *rel)
{
    return expr->kind == EXPR_COLUMN && expr->column.rel == rel;
}

/* SELECT columns FROM PIVOT ORDER BY columns */
static bool shows_pivot(const struct query *query)
{
    const struct rel *rel = query->from;
    if (query->kind != QUERY_SELECT || !rel || rel->kind != REL_PIVOT || query->where ||
        query->is_aggregated || query->distinct || query->distinct_on.n || query->limit_by.n)
        return false;
    for (LIST_EACH(const struct target, target, &query->targets))
        if (!is_column(target->expr, rel))
            return false;
    for (LIST_EACH(const struct sort_key, key, &query->order_by))
        if (!is_column(key->expr, rel))
            return false;
    return true;
}

/* Of one that shows a pivot: whether nobody but the client wants the cells. */
static bool sends_cells(const struct query *query)
{
    for (LIST_EACH(const struct sort_key, key, &query->order_by))
        if (key->expr->column.index >= query->from->pivot->rows.n)
            return false;
    return query->is_sent;
}

static struct expr *shown(struct binder *binder, const struct query *inner, const struct expr *expr)
{
    const struct target *target = inner->targets.items[expr->column.index];
    return expr_copy(binder->arena, target->expr);
}

/* A thousand columns take ClickHouse longer to plan than to compute, at each level again. */
static void dissolve(struct binder *binder, struct query *query)
{
    const struct query *inner = query->from->query;
    if (inner->grouping_sets.n || !inner->from)
        return;
    for (LIST_EACH(struct target, target, &query->targets))
        target->expr = shown(binder, inner, target->expr);
    for (LIST_EACH(struct sort_key, key, &query->order_by))
        key->expr = shown(binder, inner, key->expr);
    query->from = inner->from;
    query->group_by = inner->group_by;
    query->is_aggregated = inner->is_aggregated;
    list_add_all(binder->arena, &query->remarks, &inner->remarks);
}

bool pivot_expand(struct binder *binder, struct query *query)
{
    order_rows(binder, query);
    bool is_shown = shows_pivot(query);
    if (is_shown)
        query->from->pivot->is_sent = sends_cells(query);
    if (!query_walk(query, expand_block, binder))
        return false;
    if (is_shown)
        dissolve(binder, query);
    return true;
}
