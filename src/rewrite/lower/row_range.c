/* LIMIT as a condition. Knows nothing of the values that it is for. */
#include "rewrite/lower/row_range.h"

#include "rewrite/lower/correlation.h"
#include "rewrite/routines/routine_row.h"

#define NOT_BEFORE                                                                                 \
    CHECKED("ifNull($2, 0) < 0", "2201X", "OFFSET must not be negative", "$1 > ifNull($2, 0)")
#define NOT_BEHIND(value) CHECKED("ifNull($2, 0) < 0", "2201W", "LIMIT must not be negative", value)

/* The last place is a sum of two bigints. */
static const char within[] =
    NOT_BEHIND("(isNull($2) OR $1 <= toInt128(ifNull($2, 0)) + ifNull($3, 0))");
/* $1: the rank, which rows share that sort alike. */
static const char within_ties[] =
    NOT_BEHIND("(isNull($2) OR ($2 > 0 AND $1 <= toInt128(ifNull($2, 0)) + ifNull($3, 0)))");

static bool has_columns(const struct binder *binder, struct expr *expr)
{
    return correlation_columns_of(binder, expr).n > 0;
}

static bool wants_numbers(const struct binder *binder, const struct query *query)
{
    return (query->limit || query->offset) &&
           (query->with_ties || query->distinct_on.n || has_columns(binder, query->limit) ||
            has_columns(binder, query->offset));
}

static size_t target_of(struct arena *arena, struct query *query, struct expr *expr)
{
    size_t i = 0;
    while (i < query->targets.n &&
           !expr_equal(((const struct target *)query->targets.items[i])->expr, expr))
        i++;
    if (i < query->targets.n)
        return i;
    struct target *target = ARENA_NEW(arena, struct target);
    *target = (struct target){expr_copy(arena, expr), ""};
    list_add(arena, &query->targets, target);
    return i;
}

/* row_number() or rank() OVER (ORDER BY keys) */
static struct expr *number_of(struct arena *arena, const char *function, const struct list *keys)
{
    const struct routine *routine = NULL;
    routine_find(ROUTINE_WINDOW, function, &routine, 1);
    struct expr *number = expr_new(arena, EXPR_WINDOW, PG_INT8, 0);
    number->aggregate.routine = routine;
    number->nullable = false;
    struct window *window = number->aggregate.over = ARENA_NEW(arena, struct window);
    window->frame = "";
    for (LIST_EACH(const struct sort_key, from, keys)) {
        struct sort_key *key = ARENA_NEW(arena, struct sort_key);
        *key = *from;
        key->expr = expr_copy(arena, from->expr);
        list_add(arena, &window->order_by, key);
    }
    return number;
}

static struct expr *condition_of(struct arena *arena, const char *template_, struct expr *number,
                                 struct expr *bound, struct expr *offset)
{
    struct expr *args[] = {number, bound, offset};
    struct expr *condition = expr_clickhouse(arena, PG_BOOL, template_, 3, args);
    condition->nullable = false;
    return condition;
}

/* What the query was, without the range; *keys as columns of the block around it. */
static struct query *number_rows(struct binder *binder, const struct query *query, bool with_ties)
{
    struct arena *arena = binder->arena;
    struct query *rows = ARENA_NEW(arena, struct query);
    *rows = *query;
    rows->targets = (struct list){0};
    list_add_all(arena, &rows->targets, &query->targets);
    rows->limit = rows->offset = NULL;
    rows->with_ties = false;
    if (!rows->distinct_on.n)
        rows->order_by = (struct list){0};
    size_t *places = ARENA_ARRAY(arena, size_t, query->order_by.n + 1);
    for (size_t i = 0; i < query->order_by.n; i++)
        places[i] =
            target_of(arena, rows, ((const struct sort_key *)query->order_by.items[i])->expr);
    struct query *numbered = bind_wrap(binder, rows);
    struct list keys = {0};
    for (size_t i = 0; i < query->order_by.n; i++) {
        struct sort_key *key = ARENA_NEW(arena, struct sort_key);
        *key = *(const struct sort_key *)query->order_by.items[i];
        key->expr = expr_column(arena, numbered->from, places[i], 0);
        list_add(arena, &keys, key);
    }
    numbered->targets.n = query->targets.n;
    target_of(arena, numbered, number_of(arena, "row_number", &keys));
    if (with_ties)
        target_of(arena, numbered, number_of(arena, "rank", &keys));
    return numbered;
}

void row_range_number(struct binder *binder, struct query *query)
{
    if (query->kind != QUERY_SELECT || !wants_numbers(binder, query))
        return;
    struct arena *arena = binder->arena;
    size_t n = query->targets.n;
    bool with_ties = query->with_ties && query->limit;
    struct expr *none = expr_const(arena, PG_INT8, "0", 0);
    struct expr *limit = query->limit, *offset = query->offset ? query->offset : none;
    struct query *numbered = number_rows(binder, query, with_ties);
    struct query *range = bind_wrap(binder, numbered);
    struct expr *number = expr_column(arena, range->from, n, 0);
    if (query->offset)
        range->where = condition_of(arena, NOT_BEFORE, number, offset, none);
    if (limit)
        range->where = expr_bool(arena, BOOL_AND, range->where,
                                 condition_of(arena, with_ties ? within_ties : within,
                                              expr_column(arena, range->from, n + with_ties, 0),
                                              limit, offset));
    range->targets.n = n;
    range->with = query->with;
    *query = *range;
}
