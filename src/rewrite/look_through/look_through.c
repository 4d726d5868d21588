/*
 * Look-through, expanded: top level by a filter, leaves by joining the trades, or their sums, with
 * the paths from funds to what they hold.
 */
#include "rewrite/look_through/look_through.h"

#include <string.h>

#include "rewrite/look_through/look_through_line.h"
#include "rewrite/look_through/look_through_lines.h"
#include "rewrite/routines/merged.h"

struct expansion {
    struct arena *arena;
    struct query *block;
    const struct rel *rel; /* the REL_LOOK_THROUGH */
    struct look_through_lines lines;
};

/* ---- top level ---- */

/* As many decimals as lines have. */
static struct expr *top_column(struct binder *binder, const struct rel *rel, struct rel *table,
                               size_t index)
{
    struct expr *column = expr_column(binder->arena, table, index, 0);
    int32_t typmod = rel->columns[index].typmod;
    if (column->type != PG_NUMERIC || typmod == column->typmod)
        return column;
    return look_through_line_widen(binder, column, typmod);
}

static bool expand_top(struct binder *binder, struct rel *rel)
{
    struct query *query = look_through_trades(binder, rel->look_through);
    if (!query)
        return false;
    for (size_t i = 0; i < query->from->n_columns; i++) {
        struct target *target = ARENA_NEW(binder->arena, struct target);
        target->expr = top_column(binder, rel, query->from, i);
        target->name = query->from->columns[i].name;
        list_add(binder->arena, &query->targets, target);
    }
    rel->kind = REL_SUBQUERY;
    rel->query = query;
    return true;
}

/* ---- the block ---- */

static bool move_column(struct expr **at, void *context)
{
    const struct expansion *expansion = context;
    struct expr *expr = *at;
    if (expr->kind != EXPR_COLUMN || expr->column.rel != expansion->rel)
        return true;
    size_t place = expansion->lines.places[expr->column.index];
    *at = expr_column(expansion->arena, expansion->lines.rel, place, expr->position);
    (*at)->nullable = expr->nullable;
    return true;
}

static bool move_columns(struct expr **at, void *context)
{
    return expr_walk(at, move_column, context);
}

/* Each line counts as many times as trades were summed in it. */
static bool merge_aggregate(struct expr **at, void *context)
{
    const struct expansion *expansion = context;
    struct expr *expr = *at;
    if (expr->kind != EXPR_AGGREGATE || expr->aggregate.distinct)
        return true;
    struct expr *count =
        expr_column(expansion->arena, expansion->lines.rel, expansion->lines.count_place, 0);
    if (strcmp(expr->aggregate.routine->name, "count") == 0) {
        expr->aggregate.routine = &routine_merged_count;
        expr->args = (struct list){0};
        list_add(expansion->arena, &expr->args, count);
    } else if (strcmp(expr->aggregate.routine->name, "avg") == 0) {
        expr->aggregate.routine = &routine_merged_avg;
        list_add(expansion->arena, &expr->args, count);
    }
    return true;
}

static bool merge_top(struct expr **at, void *context)
{
    return expr_walk(at, merge_aggregate, context);
}

static void remark(struct expansion *expansion, const char *text)
{
    const struct catalog_table *table = expansion->rel->look_through->table;
    list_add(expansion->arena, &expansion->block->remarks,
             arena_printf(expansion->arena, "Look-through of %s.%s: %s", table->schema, table->name,
                          text));
}

static bool require_date(struct binder *binder, const struct rel *rel)
{
    struct look_through_roles roles;
    look_through_roles_of(rel->look_through->table, &roles);
    return roles.date || rel->look_through->as_of ||
           err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, rel->position,
                   "\"%s\" has no date of its holdings", rel->look_through->table->name) ||
           err_hint(binder->err, "Give as_of, or a column the comment '| look_through: date'.");
}

static bool check_stored(struct binder *binder, const struct rel *rel)
{
    const struct look_through *options = rel->look_through;
    const char *option = options->as_of                            ? "as_of"
                         : options->residual == RESIDUAL_NORMALIZE ? "residual => normalize"
                                                                   : NULL;
    return !options->stored || !option ||
           err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, rel->position,
                   "%s has no meaning for stored lines", option) ||
           err_hint(binder->err, "Use source => computed.");
}

static bool expand_leaf(struct binder *binder, struct query *block, struct rel **at)
{
    struct rel *rel = *at;
    struct expansion expansion = {.arena = binder->arena, .block = block, .rel = rel};
    struct look_through_choice choice = look_through_choose(binder, block, rel);
    if (choice.plan == EXPAND_NOTHING) {
        remark(&expansion, "not expanded: the trades themselves give the same");
        return expand_top(binder, rel);
    }
    if (!require_date(binder, rel) || !check_stored(binder, rel) ||
        !look_through_lines_make(binder, block, rel, &choice, &expansion.lines))
        return false;
    query_walk_exprs(block, move_columns, &expansion);
    if (choice.counts)
        query_walk_exprs(block, merge_top, &expansion);
    *at = expansion.lines.rel;
    remark(&expansion,
           choice.plan == EXPAND_SUMS
               ? arena_printf(binder->arena, "trades are summed by %s, and the sums expanded: %s",
                              expansion.lines.keys, choice.why)
               : arena_printf(binder->arena, "each trade is expanded: %s", choice.why));
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
