/* The rows of FROM: each pair of a join is looked at. Knows no WHERE. */
#include "base/array_text.h"
#include "rewrite/answer/answer_internal.h"

void answer_leaves(struct arena *arena, struct rel *from, struct list *rels)
{
    if (from->kind == REL_JOIN) {
        answer_leaves(arena, from->join.left, rels);
        answer_leaves(arena, from->join.right, rels);
    } else {
        list_add(arena, rels, from);
    }
}

static size_t index_of(const struct answer_frame *frame, const struct rel *rel)
{
    size_t i = 0;
    while (frame->rels[i] != rel)
        i++;
    return i;
}

/* A row of one leaf. */
static void add_leaf(struct answering *answering, const struct answer_frame *frame,
                     const struct rel *rel, answer_row values, struct list *rows)
{
    answer_row *row = ARENA_ARRAY(answering->arena, answer_row, frame->n);
    row[index_of(frame, rel)] = values;
    list_add(answering->arena, rows, row);
}

static bool add_leaves(struct answering *answering, const struct answer_frame *frame,
                       const struct rel *rel, const struct list *leaves, struct list *rows)
{
    for (size_t i = 0; i < leaves->n; i++)
        add_leaf(answering, frame, rel, leaves->items[i], rows);
    return answer_spend(answering, leaves->n);
}

/* --- rows of arrays --- */

struct columns {
    struct array_value *of;
    size_t n, n_rows;
};

static bool read_arrays(struct answering *answering, const struct rel *rel,
                        const struct answer_frame *frame, struct columns *columns)
{
    const struct list *arrays = &rel->function.arrays;
    columns->n = arrays->n;
    columns->of = ARENA_ARRAY(answering->arena, struct array_value, arrays->n + 1);
    for (size_t i = 0; i < arrays->n; i++) {
        const char *text, *detail;
        if (!answer_expr(answering, arrays->items[i], frame, &text))
            return false;
        if (text && (!array_text_parse(answering->arena, str_of(text), &columns->of[i], &detail) ||
                     columns->of[i].n_dims > 1))
            return false;
        if (columns->of[i].n > columns->n_rows)
            columns->n_rows = columns->of[i].n;
    }
    return true;
}

/* The shorter ones are filled up with NULL. */
static bool function_rows(struct answering *answering, const struct rel *rel,
                          const struct answer_frame *frame, struct list *rows)
{
    struct columns columns = {0};
    struct arena *arena = answering->arena;
    if (!read_arrays(answering, rel, frame, &columns))
        return false;
    for (size_t r = 0; r < columns.n_rows; r++) {
        const char **values = ARENA_ARRAY(arena, const char *, rel->n_columns + 1);
        for (size_t i = 0; i < columns.n; i++) {
            struct str element = r < columns.of[i].n ? columns.of[i].elements[r] : (struct str){0};
            values[i] = element.data ? arena_strndup(arena, element.data, element.size) : NULL;
        }
        if (rel->function.ordinality)
            values[columns.n] = arena_printf(arena, "%zu", r + 1);
        list_add(arena, rows, values);
    }
    return true;
}

/* --- joins --- */

static void merge(const struct answer_frame *frame, const answer_row *left, const answer_row *right,
                  answer_row *row)
{
    for (size_t i = 0; i < frame->n; i++)
        row[i] = left[i] ? left[i] : right[i];
}

/* NULLs for the leaves of the side that has no partner. */
static const answer_row *missing(struct arena *arena, const struct answer_frame *frame,
                                 struct rel *side)
{
    struct list rels = {0};
    answer_row *row = ARENA_ARRAY(arena, answer_row, frame->n);
    answer_leaves(arena, side, &rels);
    for (LIST_EACH(const struct rel, rel, &rels))
        row[index_of(frame, rel)] = ARENA_ARRAY(arena, const char *, rel->n_columns + 1);
    return row;
}

/* The pairs of a row of the left side that the condition is true for. */
static bool join_row(struct answering *answering, const struct rel *join, const answer_row *left,
                     const struct list *right, const struct answer_frame *frame, struct list *rows)
{
    struct answer_frame at = *frame;
    answer_row *row = NULL;
    for (size_t i = 0; i < right->n; i++) {
        bool holds;
        if (!row)
            row = ARENA_ARRAY(answering->arena, answer_row, frame->n);
        merge(frame, left, right->items[i], row);
        at.values = row;
        if (!answer_spend(answering, 1) || !answer_condition(answering, join->join.on, &at, &holds))
            return false;
        if (!holds)
            continue;
        list_add(answering->arena, rows, row);
        row = NULL;
    }
    return true;
}

/* What the right side gives for a row of the left one: functions see that row. */
static bool lateral_rows(struct answering *answering, const struct rel *right,
                         const answer_row *left, const struct answer_frame *frame,
                         struct list *rows)
{
    struct answer_frame at = *frame;
    struct list values = {0};
    at.values = left;
    return function_rows(answering, right, &at, &values) &&
           add_leaves(answering, frame, right, &values, rows);
}

static bool join_rows(struct answering *answering, struct rel *join,
                      const struct answer_frame *frame, struct list *rows)
{
    struct list left = {0}, right = {0};
    struct rel *side = join->join.right;
    bool is_left = join->join.type == JOIN_TYPE_LEFT, is_function = side->kind == REL_FUNCTION;
    if (join->join.type == JOIN_TYPE_RIGHT || join->join.type == JOIN_TYPE_FULL ||
        !answer_from(answering, join->join.left, frame, &left) ||
        (!is_function && !answer_from(answering, side, frame, &right)))
        return false;
    const answer_row *none = is_left ? missing(answering->arena, frame, side) : NULL;
    for (size_t i = 0; i < left.n; i++) {
        size_t before = rows->n;
        if (is_function) {
            right = (struct list){0};
            if (!lateral_rows(answering, side, left.items[i], frame, &right))
                return false;
        }
        if (!join_row(answering, join, left.items[i], &right, frame, rows))
            return false;
        if (is_left && rows->n == before) {
            answer_row *row = ARENA_ARRAY(answering->arena, answer_row, frame->n);
            merge(frame, left.items[i], none, row);
            list_add(answering->arena, rows, row);
        }
    }
    return true;
}

bool answer_from(struct answering *answering, struct rel *from, const struct answer_frame *frame,
                 struct list *rows)
{
    const struct list *scanned;
    struct list leaves = {0};
    switch (from->kind) {
    case REL_TABLE:
        return from->table->kind == CATALOG_SYSTEM && answer_scan_rows(answering, from, &scanned) &&
               add_leaves(answering, frame, from, scanned, rows);
    case REL_SUBQUERY:
        return answer_block(answering, from->query, frame->outer, &leaves) &&
               add_leaves(answering, frame, from, &leaves, rows);
    case REL_FUNCTION:
        return function_rows(answering, from, frame, &leaves) &&
               add_leaves(answering, frame, from, &leaves, rows);
    case REL_JOIN:
        return join_rows(answering, from, frame, rows);
    default:
        return false;
    }
}
