/* What is left of system relations in subqueries. Does not reduce the query around them. */
#include "rewrite/system/system_correlated.h"

#include <stdlib.h>
#include <string.h>

#include "rewrite/system/system_predicate.h"
#include "rewrite/system/system_scan.h"
#include "rewrite/system/system_values.h"

/* An equality of a column of the relation with one around the subquery. */
struct match {
    size_t column;
    struct list values; /* of the other one */
};

/* A relation of a subquery, and what its rows must do. */
struct choosing {
    struct binder *binder;
    struct rel *from, *rel; /* of the subquery, and in it */
    struct list matches;    /* struct match */
    struct list conditions; /* struct expr: on the relation alone */
    bool *wanted;           /* columns */
    bool *kept;             /* rows */
    size_t n_kept, room;
};

/* --- conditions --- */

static bool wants_column(struct expr **at, void *context)
{
    struct choosing *choosing = context;
    const struct expr *expr = *at;
    if (expr->kind == EXPR_COLUMN && expr->column.rel == choosing->rel)
        choosing->wanted[expr->column.index] = true;
    return expr->kind != EXPR_SUBQUERY &&
           (expr->kind != EXPR_COLUMN || expr->column.rel == choosing->rel);
}

static bool add_match(struct choosing *choosing, const struct expr *condition)
{
    const struct expr *sides[2];
    if (!system_predicate_pair(condition, &sides[0], &sides[1]))
        return false;
    for (size_t i = 0; i < 2; i++) {
        const struct expr *other = sides[1 - i];
        struct match match = {.column = sides[i]->column.index};
        if (sides[i]->column.rel != choosing->rel ||
            rel_is_inside(choosing->from, other->column.rel) ||
            !system_values(choosing->binder, other->column.rel, other->column.index, &match.values))
            continue;
        struct match *kept = ARENA_NEW(choosing->binder->arena, struct match);
        *kept = match;
        choosing->wanted[match.column] = true;
        list_add(choosing->binder->arena, &choosing->matches, kept);
        return true;
    }
    return false;
}

static void add_condition(struct choosing *choosing, struct expr *condition)
{
    if (condition && condition->kind == EXPR_BOOL && condition->bool_operator == BOOL_AND) {
        for (size_t i = 0; i < condition->args.n; i++)
            add_condition(choosing, condition->args.items[i]);
    } else if (condition && !add_match(choosing, condition) &&
               expr_walk(&condition, wants_column, choosing)) {
        list_add(choosing->binder->arena, &choosing->conditions, condition);
    }
}

/* Of inner joins. */
static void add_conditions_of(struct choosing *choosing, const struct rel *tree)
{
    if (tree->kind != REL_JOIN)
        return;
    add_condition(choosing, tree->join.on);
    add_conditions_of(choosing, tree->join.left);
    add_conditions_of(choosing, tree->join.right);
}

static bool is_inner(const struct rel *tree)
{
    return tree->kind != REL_JOIN ||
           ((tree->join.type == JOIN_TYPE_INNER || tree->join.type == JOIN_TYPE_CROSS) &&
            is_inner(tree->join.left) && is_inner(tree->join.right));
}

/* --- rows --- */

static bool fits(const struct choosing *choosing, const char *const *values)
{
    for (LIST_EACH(struct match, match, &choosing->matches)) {
        if (!values[match->column] || !system_values_has(&match->values, values[match->column]))
            return false;
    }
    for (LIST_EACH(struct expr, condition, &choosing->conditions)) {
        if (!(system_predicate(condition, choosing->rel, values) & TRUTH_TRUE))
            return false;
    }
    return true;
}

static void make_room(struct choosing *choosing, size_t n_rows)
{
    if (n_rows <= choosing->room)
        return;
    bool *kept = ARENA_ARRAY(choosing->binder->arena, bool, 2 * n_rows);
    if (choosing->room)
        memcpy(kept, choosing->kept, choosing->room * sizeof *kept);
    choosing->kept = kept;
    choosing->room = 2 * n_rows;
}

static void choose_row(void *owner, size_t index, const char *const *values)
{
    struct choosing *choosing = owner;
    make_room(choosing, index + 1);
    choosing->kept[index] = fits(choosing, values);
    choosing->n_kept += choosing->kept[index];
}

/* False when no row is left. */
static bool choose_rows(struct choosing *choosing)
{
    struct rel *rel = choosing->rel;
    struct arena *arena = choosing->binder->arena;
    struct system_choice *choice = ARENA_NEW(arena, struct system_choice);
    if (rel->choice)
        *choice = *rel->choice;
    struct system_scan scan = {.arena = arena,
                               .context = choosing->binder->context,
                               .table = rel->table,
                               .wanted = choosing->wanted,
                               .choice = choice,
                               .row = choose_row,
                               .owner = choosing};
    make_room(choosing, system_scan_run(&scan) + 1);
    choosing->binder->reads_sessions |= system_scan_is_of_sessions(rel->table);
    choice->kept = choosing->kept;
    rel->choice = choice;
    return choosing->n_kept > 0;
}

/* --- subqueries --- */

/* False when the subquery has no rows. */
static bool choose_of_rel(struct binder *binder, struct query *query, struct rel *rel)
{
    if (rel->kind == REL_JOIN)
        return choose_of_rel(binder, query, rel->join.left) &&
               choose_of_rel(binder, query, rel->join.right);
    if (rel->kind != REL_TABLE || rel->table->kind != CATALOG_SYSTEM)
        return true;
    struct choosing choosing = {.binder = binder, .from = query->from, .rel = rel};
    choosing.wanted = ARENA_ARRAY(binder->arena, bool, rel->n_columns);
    add_condition(&choosing, query->where);
    add_conditions_of(&choosing, query->from);
    return !choosing.matches.n || choose_rows(&choosing);
}

static bool choose_of_block(struct query *query, void *context)
{
    bool has_rows_of_none = query->is_aggregated && (!query->group_by.n || query->grouping_sets.n);
    if (query->kind == QUERY_SELECT && query->from && is_inner(query->from) &&
        !choose_of_rel(context, query, query->from))
        query->is_empty = !has_rows_of_none;
    return true;
}

static bool replace_empty(struct expr **at, void *context)
{
    struct binder *binder = context;
    struct expr *expr = *at;
    if (expr->kind != EXPR_SUBQUERY || !expr->subquery.query->is_empty || expr->type == PG_RECORD)
        return true;
    if (expr->subquery.form == SUBQUERY_SCALAR)
        *at = expr_const(binder->arena, expr->type, NULL, expr->position);
    else if (expr->subquery.form == SUBQUERY_EXISTS)
        *at = expr_const(binder->arena, PG_BOOL, "f", expr->position);
    return true;
}

static bool replace_in(struct expr **at, void *context)
{
    return expr_walk(at, replace_empty, context);
}

/* Groups of constants are other things to ClickHouse. */
static bool replace_in_block(struct query *query, void *context)
{
    bool has_groups = query->is_aggregated || query->group_by.n || query->distinct_on.n ||
                      query->limit_by.n || query->kind != QUERY_SELECT;
    return has_groups || query_walk_exprs(query, replace_in, context);
}

bool system_correlated(struct binder *binder, struct query *query)
{
    return query_walk(query, choose_of_block, binder) &&
           query_walk(query, replace_in_block, binder);
}
