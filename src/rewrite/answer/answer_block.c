/* The rows of a block: what is left of FROM by WHERE, in order. Knows no relation. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/answer/answer_internal.h"

/* A row under way. */
struct row {
    const answer_row *values; /* of FROM */
    const char **keys;
    const struct list *order_by; /* struct sort_key: of the keys */
    size_t index;
};

struct block {
    struct answering *answering;
    const struct query *query;
    struct answer_frame frame;
    struct list windows; /* struct answer_window */
    struct list rows;    /* struct row */
};

static bool is_plain(const struct query *query)
{
    return query->kind == QUERY_SELECT && !query->is_aggregated && !query->group_by.n &&
           !query->having && !query->distinct && !query->distinct_on.n && !query->limit_by.n &&
           !query->with_ties && !query->set_functions.n && !query->aggregates;
}

static void set_row(struct block *block, const struct row *row)
{
    block->frame.values = row->values;
    block->frame.row = row->index;
}

/* --- order --- */

static int compare_keys(const struct sort_key *key, const char *a, const char *b)
{
    int sign = 0;
    if (!a || !b)
        return !a && !b ? 0 : (!a == key->nulls_first ? -1 : 1);
    answer_compare(key->expr->type, a, b, &sign);
    return key->descending ? -sign : sign;
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *x = *(struct row *const *)a, *y = *(struct row *const *)b;
    for (size_t i = 0; i < x->order_by->n; i++) {
        int sign = compare_keys(x->order_by->items[i], x->keys[i], y->keys[i]);
        if (sign)
            return sign;
    }
    return x->index < y->index ? -1 : 1;
}

static bool has_order(const struct list *order_by)
{
    int sign;
    for (LIST_EACH(const struct sort_key, key, order_by))
        if (!answer_compare(key->expr->type, "0", "0", &sign))
            return false;
    return true;
}

static bool sort_rows(struct block *block, const struct list *order_by)
{
    struct arena *arena = block->answering->arena;
    if (!has_order(order_by))
        return false;
    for (LIST_EACH(struct row, row, &block->rows)) {
        row->order_by = order_by;
        row->keys = ARENA_ARRAY(arena, const char *, order_by->n + 1);
        set_row(block, row);
        for (size_t i = 0; i < order_by->n; i++) {
            const struct sort_key *key = order_by->items[i];
            if (!answer_expr(block->answering, key->expr, &block->frame, &row->keys[i]))
                return false;
        }
    }
    if (block->rows.n)
        qsort(block->rows.items, block->rows.n, sizeof *block->rows.items, compare_rows);
    return true;
}

/* --- window functions --- */

static bool find_window(struct expr **at, void *context)
{
    struct block *block = context;
    if ((*at)->kind == EXPR_WINDOW) {
        struct answer_window *window = ARENA_NEW(block->answering->arena, struct answer_window);
        window->expr = *at;
        list_add(block->answering->arena, &block->windows, window);
    }
    return true;
}

static bool find_windows(struct expr **at, void *context)
{
    return expr_walk(at, find_window, context);
}

/* PARTITION BY, then ORDER BY. */
static const struct list *window_order(struct arena *arena, const struct window *over)
{
    struct list *order = ARENA_NEW(arena, struct list);
    for (LIST_EACH(struct expr, expr, &over->partition_by)) {
        struct sort_key *key = ARENA_NEW(arena, struct sort_key);
        key->expr = expr;
        list_add(arena, order, key);
    }
    list_add_all(arena, order, &over->order_by);
    return order;
}

static bool is_same_partition(const struct row *a, const struct row *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (compare_keys(a->order_by->items[i], a->keys[i], b->keys[i]) != 0)
            return false;
    return true;
}

/* row_number() alone: it sees no frame. */
static bool number_rows(struct block *block, struct answer_window *window)
{
    struct arena *arena = block->answering->arena;
    const struct window *over = window->expr->aggregate.over;
    const struct list *order = window_order(arena, over);
    size_t number = 0;
    if (strcmp(window->expr->aggregate.routine->name, "row_number") != 0 ||
        window->expr->aggregate.filter || !sort_rows(block, order))
        return false;
    window->values = ARENA_ARRAY(arena, const char *, block->rows.n + 1);
    for (size_t i = 0; i < block->rows.n; i++) {
        const struct row *row = block->rows.items[i];
        bool goes_on =
            i > 0 && is_same_partition(row, block->rows.items[i - 1], over->partition_by.n);
        number = goes_on ? number + 1 : 1;
        window->values[row->index] = arena_printf(arena, "%zu", number);
    }
    return true;
}

static bool set_windows(struct block *block)
{
    query_walk_exprs((struct query *)block->query, find_windows, block);
    for (LIST_EACH(struct answer_window, window, &block->windows))
        if (!number_rows(block, window))
            return false;
    block->frame.windows = &block->windows;
    return true;
}

/* --- the block --- */

static bool filter(struct block *block, const struct list *joined)
{
    struct arena *arena = block->answering->arena;
    for (size_t i = 0; i < joined->n; i++) {
        bool holds;
        block->frame.values = joined->items[i];
        if (!answer_condition(block->answering, block->query->where, &block->frame, &holds))
            return false;
        if (!holds)
            continue;
        struct row *row = ARENA_NEW(arena, struct row);
        row->values = joined->items[i];
        row->index = block->rows.n;
        list_add(arena, &block->rows, row);
    }
    return true;
}

/* Without FROM there is one row. */
static bool read_from(struct block *block)
{
    struct arena *arena = block->answering->arena;
    struct list rels = {0}, joined = {0};
    if (block->query->from)
        answer_leaves(arena, block->query->from, &rels);
    block->frame.rels = (const struct rel *const *)rels.items;
    block->frame.n = rels.n;
    if (!block->query->from)
        list_add(arena, &joined, ARENA_ARRAY(arena, answer_row, 1));
    else if (!answer_from(block->answering, block->query->from, &block->frame, &joined))
        return false;
    return filter(block, &joined);
}

/* How many rows LIMIT or OFFSET says; `none` where there is nothing or NULL. */
static bool read_count(struct block *block, const struct expr *count, size_t none, size_t *n)
{
    const char *text = NULL;
    *n = none;
    if (count && !answer_expr(block->answering, count, block->frame.outer, &text))
        return false;
    if (text && text[strspn(text, "0123456789")])
        return false;
    *n = text ? (size_t)strtoull(text, NULL, 10) : none;
    return true;
}

static bool give_targets(struct block *block, const struct row *row, struct list *rows)
{
    const struct list *targets = &block->query->targets;
    const char **values = ARENA_ARRAY(block->answering->arena, const char *, targets->n + 1);
    set_row(block, row);
    for (size_t i = 0; i < targets->n; i++) {
        const struct target *target = targets->items[i];
        if (!answer_expr(block->answering, target->expr, &block->frame, &values[i]))
            return false;
    }
    list_add(block->answering->arena, rows, values);
    return true;
}

bool answer_block(struct answering *answering, const struct query *query,
                  const struct answer_frame *outer, struct list *rows)
{
    struct block block = {.answering = answering, .query = query, .frame = {.outer = outer}};
    size_t limit, offset;
    if (query->is_empty)
        return true;
    if (!is_plain(query) || !read_from(&block) || !set_windows(&block) ||
        !sort_rows(&block, &query->order_by) ||
        !read_count(&block, query->limit, SIZE_MAX, &limit) ||
        !read_count(&block, query->offset, 0, &offset))
        return false;
    for (size_t i = offset; i < block.rows.n && i - offset < limit; i++)
        if (!give_targets(&block, block.rows.items[i], rows))
            return false;
    return true;
}
