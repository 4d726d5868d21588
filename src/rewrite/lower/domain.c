/* Queries over the domain of the outer columns they refer to. Knows nothing of the expressions they
 * stand in: that is unnest.c's. */
#include "rewrite/lower/domain.h"

#include <assert.h>
#include <string.h>

#include "rewrite/ir_copy.h"
#include "rewrite/lower/correlation.h"
#include "rewrite/lower/lower.h"
#include "rewrite/lower/row_range.h"
#include "rewrite/lower/unnest.h"

static bool refuse(struct binder *binder, const struct expr *column, const char *what)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, column->position,
                   "a reference to a column of an outer query %s is not supported yet", what);
}

/* ---- the values ---- */

struct leaf {
    const struct rel *rel;
    bool may_be_missing; /* an outer join may put NULLs for its row */
};

static bool find_leaf(const struct rel *tree, struct leaf *leaf)
{
    if (tree == leaf->rel)
        return true;
    if (tree->kind != REL_JOIN)
        return false;
    enum join_type type = tree->join.type;
    if (find_leaf(tree->join.left, leaf)) {
        leaf->may_be_missing |= type == JOIN_TYPE_RIGHT || type == JOIN_TYPE_FULL;
        return true;
    }
    if (!find_leaf(tree->join.right, leaf))
        return false;
    leaf->may_be_missing |= type == JOIN_TYPE_LEFT || type == JOIN_TYPE_FULL;
    return true;
}

/* The smallest part of FROM that has all the values: one rel, or all. */
static struct rel *source_of(struct rel *from, const struct list *columns)
{
    struct rel *rel = ((const struct expr *)columns->items[0])->column.rel;
    struct leaf leaf = {.rel = rel};
    for (LIST_EACH(const struct expr, column, columns))
        if (column->column.rel != rel)
            return from;
    return find_leaf(from, &leaf) && !leaf.may_be_missing ? rel : from;
}

static bool is_volatile(struct expr **at, void *found)
{
    struct expr *expr = *at;
    *(bool *)found |=
        (expr->kind == EXPR_CALL && expr->routine->is_volatile) || expr->kind == EXPR_WINDOW;
    return true;
}

static bool are_volatile(struct expr **at, void *found)
{
    return expr_walk(at, is_volatile, found);
}

static void take_conditions(struct binder *binder, struct expr *condition, struct domain *domain)
{
    if (!condition)
        return;
    if (condition->kind == EXPR_BOOL && condition->bool_operator == BOOL_AND) {
        for (size_t i = 0; i < condition->args.n; i++)
            take_conditions(binder, condition->args.items[i], domain);
        return;
    }
    struct list columns = correlation_columns_of(binder, condition);
    for (LIST_EACH(const struct expr, column, &columns))
        if (!correlation_has_rel(domain->source, column->column.rel))
            return;
    bool may_differ = false;
    are_volatile(&condition, &may_differ);
    if (columns.n && !may_differ && !expr_contains(condition, EXPR_SUBQUERY))
        domain->where = expr_bool(binder->arena, BOOL_AND, domain->where, condition);
}

static bool is_unsteady(struct query *query, void *found)
{
    *(bool *)found |= query->limit || query->offset || query->distinct_on.n;
    return query_walk_exprs(query, are_volatile, found);
}

/* Whether the subqueries of FROM could give other rows when they run again. The limit of one alone
 * does not count: without it there are more values, which does no harm. */
static bool is_steady(struct rel *tree)
{
    if (tree->kind == REL_JOIN)
        return is_steady(tree->join.left) && is_steady(tree->join.right);
    bool is_unsteady_one = false;
    if (tree->kind == REL_SUBQUERY)
        query_walk(tree->query, is_unsteady, &is_unsteady_one);
    return !is_unsteady_one;
}

static bool is_float(uint32_t type)
{
    return type == PG_FLOAT8 || type == PG_FLOAT4;
}

static bool is_json(uint32_t type)
{
    return type == PG_JSON || type == PG_JSONB;
}

static bool see_aggregates(struct query *query, void *found)
{
    *(bool *)found |= query->is_aggregated;
    return true;
}

/* Texts that aggregates make may have another order when they are made again. */
static bool is_gathered(const struct rel *rel)
{
    bool found = false;
    if (rel->kind == REL_SUBQUERY)
        query_walk(rel->query, see_aggregates, &found);
    return found;
}

bool domain_of(struct binder *binder, struct rel *from, struct expr *where,
               const struct list *columns, struct domain *domain)
{
    *domain = (struct domain){.columns = *columns, .source = source_of(from, columns)};
    for (LIST_EACH(const struct expr, column, columns)) {
        if (!correlation_has_rel(from, column->column.rel))
            return refuse(binder, column, "here");
        if (is_float(column->type) && column->column.rel->kind == REL_SUBQUERY)
            return refuse(binder, column, "that computes floating point");
        if (is_json(column->type) && is_gathered(column->column.rel))
            return refuse(binder, column, "that gathers json");
    }
    take_conditions(binder, where, domain);
    return true;
}

static void drop_limits(struct rel *tree)
{
    if (tree->kind == REL_JOIN) {
        drop_limits(tree->join.left);
        drop_limits(tree->join.right);
    } else if (tree->kind == REL_SUBQUERY && tree->query->kind == QUERY_SELECT) {
        tree->query->limit = tree->query->offset = NULL;
        tree->query->order_by = (struct list){0};
    }
}

static void add_target(struct binder *binder, struct query *query, struct expr *expr)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    *target = (struct target){expr, ""};
    list_add(binder->arena, &query->targets, target);
}

/* The values of a domain are told apart by their texts, not as jsonb compares them. */
static struct expr *as_it_is(struct binder *binder, struct expr *value)
{
    if (!is_json(value->type))
        return value;
    struct expr *same = expr_clickhouse(binder->arena, value->type, lower_as_it_is, 1, &value);
    same->nullable = value->nullable;
    return same;
}

static struct rel *domain_rel(struct binder *binder, const struct domain *domain)
{
    struct ir_copying copying = {.arena = binder->arena, .n_rels = &binder->n_rels};
    struct query *query = ARENA_NEW(binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->distinct = true;
    query->from = rel_copy(&copying, domain->source);
    drop_limits(query->from);
    if (!is_steady(query->from)) {
        refuse(binder, domain->columns.items[0], "whose rows have no certain order");
        return NULL;
    }
    query->where = expr_copy_over(&copying, domain->where);
    for (LIST_EACH(const struct expr, column, &domain->columns))
        add_target(binder, query, as_it_is(binder, expr_copy_over(&copying, column)));
    return bind_query_rel(binder, query, "", 0);
}

/* ---- keys ---- */

static struct expr *key_of(struct binder *binder, struct expr *value, const char *template_)
{
    struct expr *key = expr_clickhouse(binder->arena, PG_TEXT, template_, 1, &value);
    key->nullable = false;
    return key;
}

struct expr *domain_key(struct binder *binder, struct expr *value)
{
    if (is_float(value->type))
        return key_of(binder, value, "ifNull(concat('=', toString($1 + 0)), '')");
    return value->nullable ? key_of(binder, value, "ifNull(concat('=', toString($1)), '')") : value;
}

struct expr *domain_match(struct binder *binder, const struct list *outer, struct rel *rel,
                          size_t first)
{
    struct expr *condition = NULL;
    for (size_t i = 0; i < outer->n; i++) {
        struct expr *sides[] = {expr_column(binder->arena, rel, first + i, 0),
                                expr_copy(binder->arena, outer->items[i])};
        bool is_nullable = sides[0]->nullable || sides[1]->nullable;
        if (is_float(sides[1]->type)) {
            sides[0] = domain_key(binder, sides[0]);
            sides[1] = domain_key(binder, sides[1]);
            is_nullable = false;
        }
        struct expr *equal = expr_clickhouse(binder->arena, PG_BOOL,
                                             is_nullable ? "$1 <=> $2" : "$1 = $2", 2, sides);
        condition = expr_bool(binder->arena, BOOL_AND, condition, equal);
    }
    return condition;
}

/* ---- a SELECT ---- */

struct attaching {
    struct binder *binder;
    const struct domain *domain;
    struct query *query;
    struct list values; /* struct expr: what stands for each column of the domain in the query */
};

/* Types whose equal values are the same in all that is computed of them, however they are stored.
 */
static bool is_plain_key(uint32_t type)
{
    static const uint32_t types[] = {PG_INT2, PG_INT4, PG_INT8, PG_TEXT, PG_VARCHAR, PG_UUID};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i] == type)
            return true;
    return false;
}

/* The condition, a conjunct, if it is column = an expression of the query's own. */
static struct expr *own_side(const struct attaching *attaching, const struct expr *condition,
                             const struct expr *column)
{
    if (condition->kind != EXPR_CALL || strcmp(condition->routine->name, "=") != 0)
        return NULL;
    for (size_t i = 0; i < 2; i++) {
        struct expr *own = condition->args.items[i];
        const struct expr *outer = condition->args.items[1 - i];
        if (!expr_equal(outer, column) || own->type != column->type)
            continue;
        struct list columns = correlation_columns_of(attaching->binder, own);
        bool is_own = columns.n && !expr_contains(own, EXPR_SUBQUERY);
        for (LIST_EACH(const struct expr, of_own, &columns))
            is_own &= correlation_has_rel(attaching->query->from, of_own->column.rel);
        if (is_own)
            return own;
    }
    return NULL;
}

static struct expr **find_equality(const struct attaching *attaching, struct expr **condition,
                                   const struct expr *column, struct expr **own)
{
    struct expr *expr = *condition;
    if (!expr)
        return NULL;
    if (expr->kind != EXPR_BOOL || expr->bool_operator != BOOL_AND) {
        *own = own_side(attaching, expr, column);
        return *own ? condition : NULL;
    }
    for (size_t i = 0; i < expr->args.n; i++) {
        struct expr **found =
            find_equality(attaching, (struct expr **)&expr->args.items[i], column, own);
        if (found)
            return found;
    }
    return NULL;
}

static bool from_refers(const struct attaching *attaching)
{
    struct query only_from = {.kind = QUERY_SELECT, .from = attaching->query->from};
    return correlation_columns(attaching->binder, &only_from).n > 0;
}

static struct expr *not_null(struct arena *arena, const struct expr *expr)
{
    struct expr *test = expr_new(arena, EXPR_NULL_TEST, PG_BOOL, 0);
    test->negated = true;
    test->nullable = false;
    list_add(arena, &test->args, expr_copy(arena, expr));
    return test;
}

/* A condition some of whose conjuncts are gone (NULL). */
static struct expr *without_holes(struct arena *arena, struct expr *condition)
{
    if (!condition || condition->kind != EXPR_BOOL || condition->bool_operator != BOOL_AND)
        return condition;
    struct expr *rest = NULL;
    for (size_t i = 0; i < condition->args.n; i++)
        rest = expr_bool(arena, BOOL_AND, rest, without_holes(arena, condition->args.items[i]));
    return rest;
}

/* Where WHERE demands column = own for each of them, own is the value, and no domain is needed. */
static bool use_equalities(struct attaching *attaching)
{
    struct binder *binder = attaching->binder;
    const struct list *columns = &attaching->domain->columns;
    size_t n = columns->n;
    struct expr **found[16], *own[16];
    if (!attaching->query->from || n > 16 || from_refers(attaching))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct expr *column = columns->items[i];
        found[i] = is_plain_key(column->type)
                       ? find_equality(attaching, &attaching->query->where, column, &own[i])
                       : NULL;
        if (!found[i])
            return false;
    }
    for (size_t i = 0; i < n; i++) {
        *found[i] = own[i]->nullable ? not_null(binder->arena, own[i]) : NULL;
        list_add(binder->arena, &attaching->values, own[i]);
    }
    attaching->query->where = without_holes(binder->arena, attaching->query->where);
    return true;
}

static void use_columns(struct attaching *attaching, struct rel *rel, size_t first)
{
    for (size_t i = 0; i < attaching->domain->columns.n; i++)
        list_add(
            attaching->binder->arena, &attaching->values,
            as_it_is(attaching->binder, expr_column(attaching->binder->arena, rel, first + i, 0)));
}

/* The targets that were added to the rel's query become columns of it. */
static size_t show_new_targets(struct binder *binder, struct rel *rel)
{
    size_t first = rel->n_columns;
    size_t n = rel->query->targets.n;
    struct rel_column *columns = ARENA_ARRAY(binder->arena, struct rel_column, n);
    memcpy(columns, rel->columns, first * sizeof *columns);
    for (size_t i = first; i < n; i++) {
        const struct expr *expr = ((const struct target *)rel->query->targets.items[i])->expr;
        columns[i] = (struct rel_column){
            .name = "", .type = expr->type, .typmod = expr->typmod, .nullable = expr->nullable};
    }
    rel->columns = columns;
    rel->n_columns = n;
    return first;
}

/* FROM (a query that depends on the columns itself): it can bring the values. */
static bool use_inner(struct attaching *attaching, bool *done)
{
    struct rel *from = attaching->query->from;
    *done =
        from && from->kind == REL_SUBQUERY && correlation_columns(attaching->binder, from->query).n;
    if (!*done)
        return true;
    struct domain inner = *attaching->domain;
    inner.groups_only = false;
    if (!domain_attach(attaching->binder, from->query, &inner))
        return false;
    use_columns(attaching, from, show_new_targets(attaching->binder, from));
    return true;
}

static bool refers(const struct attaching *attaching, struct rel *tree)
{
    struct query only = {.kind = QUERY_SELECT, .from = tree};
    return correlation_columns(attaching->binder, &only).n > 0;
}

/* The domain comes first in FROM: what refers to it stands behind LEFT and INNER JOIN, joins in
 * parentheses as subqueries. */
static bool open_sides(struct attaching *attaching, struct rel *tree)
{
    if (!tree || tree->kind != REL_JOIN)
        return true;
    bool is_outward = tree->join.type == JOIN_TYPE_RIGHT || tree->join.type == JOIN_TYPE_FULL;
    if (is_outward && !refers(attaching, tree))
        return true;
    if (tree->join.type == JOIN_TYPE_FULL)
        return refuse(attaching->binder, attaching->domain->columns.items[0], "in a FULL JOIN");
    if (is_outward) {
        struct rel *left = tree->join.left;
        tree->join.left = tree->join.right;
        tree->join.right = left;
        tree->join.type = JOIN_TYPE_LEFT;
    }
    if (tree->join.right->kind == REL_JOIN && refers(attaching, tree->join.right))
        unnest_side(attaching->binder, attaching->query, &tree->join.right);
    return open_sides(attaching, tree->join.left);
}

static bool use_domain(struct attaching *attaching)
{
    struct query *query = attaching->query;
    if (!open_sides(attaching, query->from))
        return false;
    struct rel *rel = domain_rel(attaching->binder, attaching->domain);
    if (!rel)
        return false;
    /* First in FROM, so that conditions of the joins after it can refer to it. */
    query->from = bind_cross_join(attaching->binder, rel, query->from);
    use_columns(attaching, rel, 0);
    return true;
}

/* Finds values for the columns, and puts them in their place. */
static bool bring_values(struct attaching *attaching)
{
    bool done = false;
    if (!use_inner(attaching, &done) ||
        (!done && !use_equalities(attaching) && !use_domain(attaching)))
        return false;
    correlation_replace(attaching->binder, attaching->query, &attaching->domain->columns,
                        &attaching->values);
    return true;
}

static bool is_lone_group(const struct query *query)
{
    return query->is_aggregated && !query->group_by.n && !query->grouping_sets.n;
}

static bool has_empty_set(const struct query *query)
{
    for (LIST_EACH(const struct list, set, &query->grouping_sets))
        if (!set->n)
            return true;
    return false;
}

static void add_copies(struct binder *binder, struct list *list, const struct list *exprs)
{
    for (size_t i = 0; i < exprs->n; i++)
        list_add(binder->arena, list, expr_copy(binder->arena, exprs->items[i]));
}

static bool partition_window(struct expr **at, void *context)
{
    const struct attaching *attaching = context;
    struct expr *expr = *at;
    if (expr->kind != EXPR_WINDOW)
        return true;
    struct window *over = ARENA_NEW(attaching->binder->arena, struct window);
    *over = *expr->aggregate.over;
    over->partition_by = (struct list){0};
    list_add_all(attaching->binder->arena, &over->partition_by,
                 &expr->aggregate.over->partition_by);
    add_copies(attaching->binder, &over->partition_by, &attaching->values);
    expr->aggregate.over = over;
    return true;
}

static bool partition_windows(struct expr **at, void *context)
{
    return expr_walk(at, partition_window, context);
}

static void add_to_grouping_sets(struct attaching *attaching, size_t first)
{
    for (LIST_EACH(struct list, set, &attaching->query->grouping_sets))
        for (size_t i = first; i < attaching->query->group_by.n; i++)
            list_add(attaching->binder->arena, set, (void *)(uintptr_t)i);
}

/* Every clause works for each of the values on its own. */
static void divide_clauses(struct attaching *attaching)
{
    struct binder *binder = attaching->binder;
    struct query *query = attaching->query;
    size_t first = query->group_by.n;
    query_walk_exprs(query, partition_windows, attaching);
    if (query->is_aggregated)
        add_copies(binder, &query->group_by, &attaching->values);
    add_to_grouping_sets(attaching, first);
    if (query->distinct_on.n)
        add_copies(binder, &query->distinct_on, &attaching->values);
    if (query->limit || query->offset)
        add_copies(binder, &query->limit_by, &attaching->values);
    else if (!query->distinct_on.n)
        query->order_by = (struct list){0};
    for (LIST_EACH(struct expr, value, &attaching->values))
        add_target(binder, query, expr_copy(binder->arena, value));
}

/* ---- an aggregate of no rows ---- */

struct lone {
    const struct binder *binder;
    const struct list *columns, *values;
    struct rel *rows;
};

static bool replace_outside(struct expr **at, void *context)
{
    const struct lone *lone = context;
    struct expr *expr = *at;
    if (expr->kind == EXPR_AGGREGATE)
        return true;
    if (expr->kind != EXPR_COLUMN && expr->kind != EXPR_SUBQUERY)
        return expr_visit_children(expr, replace_outside, context);
    correlation_replace_in(lone->binder, at, lone->columns, lone->values);
    return true;
}

/* Only rows that there are: of the others the outer join has NULLs. */
static bool filter_aggregate(struct expr **at, void *context)
{
    const struct lone *lone = context;
    struct expr *expr = *at;
    if (expr->kind != EXPR_AGGREGATE)
        return true;
    struct arena *arena = lone->binder->arena;
    struct expr *is_row = not_null(arena, expr_column(arena, lone->rows, 0, 0));
    expr->aggregate.filter = expr_bool(arena, BOOL_AND, is_row, expr->aggregate.filter);
    return true;
}

static bool filter_aggregates(struct expr **at, void *context)
{
    return expr_walk(at, filter_aggregate, context);
}

/* The empty one among grouping sets has a group of no rows, the others have none: HAVING rows, or
 * GROUPING of all keys. */
static bool keep_empty_set(struct attaching *attaching, struct rel *rows)
{
    struct arena *arena = attaching->binder->arena;
    struct query *query = attaching->query;
    if (!query->group_by.n)
        return true;
    if (query->group_by.n > 31)
        return refuse(attaching->binder, attaching->domain->columns.items[0],
                      "beside so many grouping sets");
    struct expr *of_keys = expr_new(arena, EXPR_GROUPING, PG_INT4, 0);
    of_keys->nullable = false;
    add_copies(attaching->binder, &of_keys->args, &query->group_by);
    struct expr *args[] = {expr_column(arena, rows, 0, 0), of_keys};
    const char *template_ = arena_printf(arena, "(count($1) > 0 OR $2 = %u)",
                                         (unsigned)((UINT64_C(1) << query->group_by.n) - 1));
    struct expr *is_group = expr_clickhouse(arena, PG_BOOL, template_, 2, args);
    is_group->nullable = false;
    query->having = expr_bool(arena, BOOL_AND, is_group, query->having);
    return true;
}

/* FROM and WHERE of the query as a subquery of 1, the values and all columns used. */
static struct rel *move_rows(struct attaching *attaching, const struct rel *all)
{
    struct binder *binder = attaching->binder;
    struct query *query = attaching->query;
    struct query *rows = ARENA_NEW(binder->arena, struct query);
    rows->kind = QUERY_SELECT;
    rows->from = query->from;
    rows->where = query->where;
    query->from = NULL;
    query->where = NULL;
    add_target(binder, rows, expr_const(binder->arena, PG_INT4, "1", 0));
    for (LIST_EACH(const struct expr, value, &attaching->values))
        add_target(binder, rows, expr_copy(binder->arena, value));
    struct list used = correlation_columns(binder, query), columns = {0}, shown = {0};
    for (LIST_EACH(struct expr, column, &used)) {
        if (column->column.rel == all)
            continue;
        list_add(binder->arena, &columns, column);
        add_target(binder, rows, expr_copy(binder->arena, column));
    }
    struct rel *rel = bind_query_rel(binder, rows, "", 0);
    for (size_t i = 0; i < rel->n_columns; i++)
        rel->columns[i].nullable = true;
    for (size_t i = 0; i < columns.n; i++)
        list_add(binder->arena, &shown,
                 expr_column(binder->arena, rel, 1 + attaching->values.n + i, 0));
    correlation_replace(binder, query, &columns, &shown);
    return rel;
}

/* Every value has its row, so those do that meet no row: domain LEFT JOIN rows. */
static bool attach_lone_group(struct attaching *attaching)
{
    struct binder *binder = attaching->binder;
    struct query *query = attaching->query;
    struct rel *all = domain_rel(binder, attaching->domain);
    if (!all)
        return false;
    struct list outside = {0};
    for (size_t i = 0; i < attaching->domain->columns.n; i++)
        list_add(binder->arena, &outside, expr_column(binder->arena, all, i, 0));
    struct lone lone = {binder, &attaching->domain->columns, &outside, NULL};
    struct rel *from = query->from;
    struct expr *where = query->where;
    query->from = NULL;
    query->where = NULL;
    query_walk_exprs(query, replace_outside, &lone);
    query->from = from;
    query->where = where;
    if (!bring_values(attaching))
        return false;
    lone.rows = move_rows(attaching, all);
    query_walk_exprs(query, filter_aggregates, &lone);
    query->from = bind_rel_new(binder, REL_JOIN, "", 0);
    query->from->join.type = JOIN_TYPE_LEFT;
    query->from->join.left = all;
    query->from->join.right = lone.rows;
    query->from->join.on = domain_match(binder, &outside, lone.rows, 1);
    attaching->values = outside;
    if (!keep_empty_set(attaching, lone.rows))
        return false;
    divide_clauses(attaching);
    return true;
}

static bool attach_select(struct binder *binder, struct query *query, const struct domain *domain)
{
    struct attaching attaching = {.binder = binder, .domain = domain, .query = query};
    row_range_number(binder, query);
    if ((is_lone_group(query) && !domain->groups_only) || has_empty_set(query))
        return attach_lone_group(&attaching);
    if (!bring_values(&attaching))
        return false;
    divide_clauses(&attaching);
    return true;
}

/* ---- other queries ---- */

/* VALUES, whose rows cannot have FROM: SELECT … UNION ALL SELECT …. */
static void select_values(struct binder *binder, struct query *query)
{
    struct query *all = NULL;
    for (LIST_EACH(const struct list, row, &query->rows)) {
        struct query *select = ARENA_NEW(binder->arena, struct query);
        select->kind = QUERY_SELECT;
        for (size_t i = 0; i < row->n; i++)
            add_target(binder, select, row->items[i]);
        if (!all) {
            all = select;
            continue;
        }
        struct query *both = ARENA_NEW(binder->arena, struct query);
        *both = (struct query){.kind = QUERY_SET_OPERATION,
                               .set_operation = SET_UNION,
                               .all = true,
                               .left = all,
                               .right = select};
        for (LIST_EACH(const struct target, target, &query->targets))
            add_target(binder, both, expr_copy(binder->arena, target->expr));
        all = both;
    }
    assert(all); /* VALUES has a row */
    *query = *all;
}

static bool attach_arms(struct binder *binder, struct query *query, const struct domain *domain)
{
    struct domain whole = *domain;
    whole.groups_only = false;
    if (!domain_attach(binder, query->left, &whole) || !domain_attach(binder, query->right, &whole))
        return false;
    for (LIST_EACH(const struct expr, column, &domain->columns))
        add_target(binder, query, expr_copy(binder->arena, column));
    return true;
}

/* The rows of the step before, in FROM. */
static struct rel *working_rel(struct rel *tree)
{
    if (!tree || tree->kind != REL_JOIN)
        return tree && tree->kind == REL_WORKING ? tree : NULL;
    struct rel *left = working_rel(tree->join.left);
    return left ? left : working_rel(tree->join.right);
}

/* A step goes on from rows that have their values already. */
static bool attach_step(struct binder *binder, struct rel *step, const struct domain *domain)
{
    struct attaching attaching = {.binder = binder, .domain = domain, .query = step->query};
    struct rel *working = working_rel(step->query->from);
    if (!working)
        return refuse(binder, domain->columns.items[0], "in this WITH RECURSIVE");
    size_t first = working->n_columns, n = first + domain->columns.n;
    struct rel_column *columns = ARENA_ARRAY(binder->arena, struct rel_column, n);
    memcpy(columns, working->columns, first * sizeof *columns);
    for (size_t i = first; i < n; i++) {
        const struct expr *column = domain->columns.items[i - first];
        columns[i] = (struct rel_column){
            .name = "", .type = column->type, .typmod = column->typmod, .nullable = true};
    }
    working->columns = columns;
    working->n_columns = n;
    use_columns(&attaching, working, first);
    correlation_replace(binder, step->query, &domain->columns, &attaching.values);
    divide_clauses(&attaching);
    return true;
}

/* Both terms are blocks around what was written (bind_recursive.c). */
static bool attach_terms(struct binder *binder, struct query *query, const struct domain *domain)
{
    struct domain whole = *domain;
    struct query *left = query->left, *right = query->right;
    size_t first = left->targets.n;
    whole.groups_only = false;
    if (!domain_attach(binder, left, &whole) || !attach_step(binder, right->from, &whole))
        return false;
    size_t shown = show_new_targets(binder, right->from);
    for (size_t i = 0; i < domain->columns.n; i++) {
        struct target *target = left->targets.items[first + i];
        struct expr *again = expr_column(binder->arena, right->from, shown + i, 0);
        again->typmod = target->expr->typmod =
            ((const struct expr *)domain->columns.items[i])->typmod;
        if (!bind_recursive_store(binder, &target->expr) || !bind_recursive_store(binder, &again))
            return false;
        add_target(binder, right, again);
        add_target(binder, query, expr_copy(binder->arena, target->expr));
    }
    return true;
}

bool domain_attach(struct binder *binder, struct query *query, const struct domain *domain)
{
    if (query->kind == QUERY_RECURSIVE)
        return attach_terms(binder, query, domain);
    if (query->kind == QUERY_VALUES)
        select_values(binder, query);
    return query->kind == QUERY_SET_OPERATION ? attach_arms(binder, query, domain)
                                              : attach_select(binder, query, domain);
}
