/*
 * Frames that ClickHouse has no words for: GROUPS with offsets, EXCLUDE, and those with a
 * condition. A subquery numbers the rows and the groups of peers of each window; over such numbers
 * a frame is one of ClickHouse's, or several in a row (struct window's parts), or one with a
 * condition. Knows nothing of how offsets are counted: that is bind_frame.c's.
 */
#include "rewrite/lower/frame_expand.h"

#include <string.h>

#include "rewrite/bind/bind_frame.h"
#include "rewrite/lower/correlation.h"
#include "rewrite/lower/unnest.h"

/* The numbers of rows in the order of some keys. */
struct numbering {
    const struct window *over; /* has the keys */
    size_t row, group;         /* columns of the rel: the row's number, that of its group */
};

struct expansion {
    struct binder *binder;
    struct list calls; /* struct expr: those with a shape … */
    struct list keys;  /* … and of each its struct numbering */
    struct query *rows;
    struct list numberings; /* struct numbering */
    struct rel *rel;        /* shows `rows` */
};

static size_t add_target(struct expansion *expansion, struct expr *expr)
{
    struct target *target = ARENA_NEW(expansion->binder->arena, struct target);
    *target = (struct target){expr, ""};
    list_add(expansion->binder->arena, &expansion->rows->targets, target);
    return expansion->rows->targets.n - 1;
}

/* ---- numbers ---- */

static struct list copy_exprs(struct arena *arena, const struct list *exprs)
{
    struct list copy = {0};
    for (LIST_EACH(const struct expr, expr, exprs))
        list_add(arena, &copy, expr_copy(arena, expr));
    return copy;
}

static struct sort_key *sort_key_new(struct arena *arena, const struct expr *expr)
{
    struct sort_key *key = ARENA_NEW(arena, struct sort_key);
    *key = (struct sort_key){.expr = expr_copy(arena, expr)};
    return key;
}

static struct sort_key *sort_key_copy(struct arena *arena, const struct sort_key *key)
{
    struct sort_key *copy = ARENA_NEW(arena, struct sort_key);
    *copy = *key;
    copy->expr = expr_copy(arena, key->expr);
    return copy;
}

static bool same_keys(const struct window *a, const struct window *b)
{
    bool same = a->partition_by.n == b->partition_by.n && a->order_by.n == b->order_by.n;
    for (size_t i = 0; same && i < a->partition_by.n; i++)
        same = expr_equal(a->partition_by.items[i], b->partition_by.items[i]);
    for (size_t i = 0; same && i < a->order_by.n; i++) {
        const struct sort_key *of_a = a->order_by.items[i], *of_b = b->order_by.items[i];
        same = expr_equal(of_a->expr, of_b->expr) && of_a->descending == of_b->descending &&
               of_a->nulls_first == of_b->nulls_first;
    }
    return same;
}

static struct expr *number_by(struct arena *arena, const char *function, const struct window *over)
{
    const struct routine *routine = NULL;
    routine_find(ROUTINE_WINDOW, function, &routine, 1);
    struct expr *number = expr_new(arena, EXPR_WINDOW, PG_INT8, 0);
    struct window *window = number->aggregate.over = ARENA_NEW(arena, struct window);
    number->aggregate.routine = routine;
    number->nullable = false;
    window->frame = "";
    window->partition_by = copy_exprs(arena, &over->partition_by);
    for (LIST_EACH(const struct sort_key, key, &over->order_by))
        list_add(arena, &window->order_by, sort_key_copy(arena, key));
    return number;
}

static const struct numbering *find_numbering(const struct expansion *expansion,
                                              const struct window *over)
{
    for (LIST_EACH(const struct numbering, numbering, &expansion->numberings))
        if (same_keys(numbering->over, over))
            return numbering;
    return NULL;
}

static void add_numberings(struct expansion *expansion)
{
    struct arena *arena = expansion->binder->arena;
    for (LIST_EACH(const struct expr, call, &expansion->calls)) {
        const struct window *over = call->aggregate.over;
        const struct numbering *same = find_numbering(expansion, over);
        list_add(arena, &expansion->keys, (void *)same);
        if (same)
            continue;
        struct numbering *numbering = ARENA_NEW(arena, struct numbering);
        numbering->over = over;
        numbering->row = add_target(expansion, number_by(arena, "row_number", over));
        numbering->group = add_target(expansion, number_by(arena, "dense_rank", over));
        list_add(arena, &expansion->numberings, numbering);
        expansion->keys.items[expansion->keys.n - 1] = numbering;
    }
}

/* FROM and WHERE of the block become a subquery that shows the numbers and all columns used. */
static void move_rows(struct expansion *expansion, struct query *block)
{
    struct binder *binder = expansion->binder;
    struct query *rows = expansion->rows = ARENA_NEW(binder->arena, struct query);
    *rows = (struct query){.kind = QUERY_SELECT, .from = block->from, .where = block->where};
    block->from = NULL;
    block->where = NULL;
    add_numberings(expansion);
    struct list used = correlation_columns(binder, block), shown = {0};
    size_t first = rows->targets.n;
    for (LIST_EACH(const struct expr, column, &used))
        add_target(expansion, expr_copy(binder->arena, column));
    expansion->rel = bind_query_rel(binder, rows, "", 0);
    for (size_t i = 0; i < used.n; i++) {
        struct expr *column = expr_column(binder->arena, expansion->rel, first + i, 0);
        column->typmod = ((const struct expr *)used.items[i])->typmod;
        list_add(binder->arena, &shown, column);
    }
    correlation_replace(binder, block, &used, &shown);
    block->from = expansion->rel;
}

/* ---- frames ---- */

/* A window of the call being given its frame. */
struct framing {
    struct arena *arena;
    struct window *over;
    struct expr *row, *group;
    struct list parts; /* struct window */
};

/* Rows of the frame from `start` to `end`, counted by a key or, if it is the row's, in rows. */
static void add_part(struct framing *framing, struct sort_key *key, int64_t start, int64_t end)
{
    if (start > end)
        return;
    struct window *part = ARENA_NEW(framing->arena, struct window);
    part->partition_by = copy_exprs(framing->arena, &framing->over->partition_by);
    list_add(framing->arena, &part->order_by, key);
    part->frame = frame_text(framing->arena, !expr_equal(key->expr, framing->row), start, end);
    list_add(framing->arena, &framing->parts, part);
}

/* Of the peers of the current row those before it, or those after it. */
static void add_peers(struct framing *framing, int64_t start, int64_t end)
{
    add_part(framing, sort_key_new(framing->arena, framing->row), start, end);
    struct window *part = framing->parts.items[framing->parts.n - 1];
    list_add(framing->arena, &part->partition_by, expr_copy(framing->arena, framing->group));
}

/* What groups, or units of the key, are counted by. */
static struct sort_key *place_key(const struct framing *framing)
{
    struct window *over = framing->over;
    struct sort_key *key = sort_key_new(framing->arena, over->unit ? over->unit : framing->group);
    if (over->unit) {
        const struct sort_key *given = over->order_by.items[0];
        key->descending = given->descending;
        key->nulls_first = given->nulls_first;
    }
    return key;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t largest(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* What is before the current row or group, what is left of that, and what is after it. */
static void add_parts(struct framing *framing, const struct frame *shape)
{
    bool by_rows = shape->mode == FRAME_OF_ROWS;
    bool has_current = shape->start <= 0 && shape->end >= 0;
    struct sort_key *key =
        by_rows ? sort_key_new(framing->arena, framing->row) : place_key(framing);
    if (shape->exclusion == EXCLUDE_NO_OTHERS) {
        add_part(framing, key, shape->start, shape->end);
        return;
    }
    add_part(framing, key, shape->start, least(shape->end, -1));
    if (has_current && !by_rows && shape->exclusion == EXCLUDE_CURRENT_ROW) {
        add_peers(framing, INT64_MIN, -1);
        add_peers(framing, 1, INT64_MAX);
    } else if (has_current && shape->exclusion == EXCLUDE_TIES) {
        add_part(framing, sort_key_new(framing->arena, framing->row), 0, 0);
    }
    add_part(framing, sort_key_copy(framing->arena, key), largest(shape->start, 1), shape->end);
}

/* ---- conditions ---- */

static void add_condition(struct framing *framing, const char *template_)
{
    struct expr *args[] = {framing->row, framing->group};
    for (size_t i = 0; i < 2; i++)
        args[i] = expr_copy(framing->arena, args[i]);
    struct expr *test = expr_clickhouse(framing->arena, PG_BOOL, template_, 2, args);
    test->nullable = false;
    framing->over->condition = expr_bool(framing->arena, BOOL_AND, framing->over->condition, test);
}

/* One frame whose rows the condition chooses, which has to leave out what is excluded. */
static void choose_rows(struct framing *framing, const struct frame *shape)
{
    struct window *over = framing->over;
    struct arena *arena = framing->arena;
    struct list row = {0};
    list_add(arena, &row, expr_copy(arena, framing->row));
    list_add_all(arena, &row, &over->row);
    list_add(arena, &row, expr_copy(arena, framing->group));
    over->row = row;
    if (shape->exclusion == EXCLUDE_CURRENT_ROW)
        add_condition(framing, "tupleElement(w, 1) != $1");
    else if (shape->exclusion == EXCLUDE_GROUP)
        add_condition(framing, arena_printf(arena, "tupleElement(w, %zu) != $2", row.n));
    else if (shape->exclusion == EXCLUDE_TIES)
        add_condition(framing, arena_printf(arena,
                                            "(tupleElement(w, %zu) != $2 OR tupleElement(w, 1) = "
                                            "$1)",
                                            row.n));
    struct sort_key *key =
        shape->mode == FRAME_OF_ROWS ? sort_key_new(arena, framing->row) : place_key(framing);
    over->frame = frame_text(arena, shape->mode != FRAME_OF_ROWS, shape->start, shape->end);
    over->order_by = (struct list){0};
    list_add(arena, &over->order_by, key);
}

/* ClickHouse's nth_value is no aggregate: the value among all of the frame. */
static void gather_nth_value(struct arena *arena, struct expr *call)
{
    const struct routine *given = call->aggregate.routine;
    if (strcmp(given->name, "nth_value") != 0)
        return;
    struct routine *routine = ARENA_NEW(arena, struct routine);
    *routine = *given;
    routine->clickhouse =
        arena_printf(arena, "tupleElement(arrayElement(groupArray[tuple(toNullable(%s))], $2), 1)",
                     strstr(given->clickhouse, "@1") ? "@1" : "$1");
    call->aggregate.routine = routine;
}

static void set_frame(struct expansion *expansion, struct expr *call,
                      const struct numbering *numbering)
{
    struct arena *arena = expansion->binder->arena;
    struct window *over = call->aggregate.over;
    const struct frame *shape = over->shape;
    if (!shape) /* two calls share the window */
        return;
    struct framing framing = {.arena = arena,
                              .over = over,
                              .row = expr_column(arena, expansion->rel, numbering->row, 0),
                              .group = expr_column(arena, expansion->rel, numbering->group, 0)};
    bool is_by_group = shape->exclusion == EXCLUDE_GROUP || shape->exclusion == EXCLUDE_TIES;
    gather_nth_value(arena, call);
    if (over->condition || (shape->mode == FRAME_OF_ROWS && is_by_group))
        choose_rows(&framing, shape);
    else
        add_parts(&framing, shape);
    over->shape = NULL;
    over->unit = NULL;
    if (over->condition)
        return;
    over->order_by = over->partition_by = (struct list){0};
    over->frame = frame_text(arena, false, 1, 0);
    over->parts = framing.parts;
    if (framing.parts.n == 1)
        *over = *(struct window *)framing.parts.items[0];
}

/* ---- blocks ---- */

static bool find_call(struct expr **at, void *context)
{
    struct expansion *expansion = context;
    if ((*at)->kind == EXPR_WINDOW && (*at)->aggregate.over->shape)
        list_add(expansion->binder->arena, &expansion->calls, *at);
    return true;
}

static bool find_calls(struct expr **at, void *context)
{
    return expr_walk(at, find_call, context);
}

static bool expand_block(struct query *block, void *binder)
{
    struct expansion expansion = {.binder = binder};
    query_walk_exprs(block, find_calls, &expansion);
    if (!expansion.calls.n)
        return true;
    if (block->is_aggregated)
        unnest_split_groups(binder, block);
    move_rows(&expansion, block);
    for (size_t i = 0; i < expansion.calls.n; i++)
        set_frame(&expansion, expansion.calls.items[i], expansion.keys.items[i]);
    return true;
}

bool frame_expand(struct binder *binder, struct query *query)
{
    return query_walk(query, expand_block, binder);
}
