/* Joins: their conditions, the merged columns of USING and NATURAL, and the names that are seen
 * outside (parse_clause.c). Does not know the kinds of FROM items. */
#include "rewrite/bind/bind_join.h"

#include <assert.h>
#include <string.h>

#include "rewrite/lower/join_key.h"

struct from_item from_item_new(const struct scope *scope)
{
    return (struct from_item){.scope = {.outer = scope->outer, .ctes = scope->ctes}};
}

bool from_item_of_rel(struct binder *binder, struct rel *rel, struct from_item *item)
{
    item->rel = rel;
    return rel && scope_add_rel(binder, &item->scope, rel);
}

/* The right side of a LEFT JOIN (and so on) may be missing: its columns can be NULL. */
static void make_nullable(struct scope *scope)
{
    for (size_t i = 0; i < scope->rels.n; i++) {
        struct rel *rel = scope->rels.items[i];
        rel->may_be_missing = true;
        for (size_t c = 0; c < rel->n_columns; c++)
            rel->columns[c].nullable = true;
    }
    for (size_t i = 0; i < scope->columns.n; i++)
        ((struct scope_column *)scope->columns.items[i])->expr->nullable = true;
}

bool from_scope_merge(struct binder *binder, struct scope *into, const struct scope *more)
{
    for (size_t i = 0; i < more->rels.n; i++) {
        struct rel *rel = more->rels.items[i];
        for (size_t j = 0; j < into->rels.n; j++)
            if (strcmp(((struct rel *)into->rels.items[j])->alias, rel->alias) == 0)
                return err_set(binder->err, SQLSTATE_DUPLICATE_ALIAS, rel->position,
                               "table name \"%s\" specified more than once", rel->alias);
        list_add(binder->arena, &into->rels, rel);
    }
    list_add_all(binder->arena, &into->columns, &more->columns);
    list_add_all(binder->arena, &into->covered, &more->covered);
    return true;
}

static struct scope_column *find_using(struct binder *binder, struct scope *scope, const char *name,
                                       const char *side)
{
    struct scope_column *found = NULL;
    for (size_t i = 0; i < scope->columns.n; i++) {
        struct scope_column *column = scope->columns.items[i];
        if (column->hidden || strcmp(column->name, name) != 0)
            continue;
        if (found) {
            err_set(binder->err, SQLSTATE_AMBIGUOUS_COLUMN, 0,
                    "common column name \"%s\" appears more than once in %s table", name, side);
            return NULL;
        }
        found = column;
    }
    if (!found)
        err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, 0,
                "column \"%s\" specified in USING clause does not exist in %s table", name, side);
    return found;
}

/* The merged column of USING: of the side that is always there, or of either (FULL). */
static struct expr *merged_column(struct binder *binder, enum join_type type, struct expr *left,
                                  struct expr *right)
{
    if (type == JOIN_TYPE_RIGHT)
        return right;
    if (type != JOIN_TYPE_FULL)
        return left;
    struct expr *merged = expr_new(binder->arena, EXPR_COALESCE, left->type, left->position);
    list_add(binder->arena, &merged->args, left);
    list_add(binder->arena, &merged->args, right);
    return merged;
}

static bool join_using_column(struct binder *binder, struct rel *join, struct from_item *left,
                              struct from_item *right, const char *name, struct list *merged)
{
    struct scope_column *l = find_using(binder, &left->scope, name, "left");
    struct scope_column *r = l ? find_using(binder, &right->scope, name, "right") : NULL;
    if (!r)
        return false;
    struct list sides = {0};
    list_add(binder->arena, &sides, expr_copy(binder->arena, l->expr));
    list_add(binder->arena, &sides, expr_copy(binder->arena, r->expr));
    for (LIST_EACH(struct expr, side, &sides))
        side->position = 0;
    if (!coerce_to_common_type(binder, &sides, "JOIN/USING"))
        return false;
    struct expr *equal = bind_operator(binder, "=", expr_copy(binder->arena, l->expr),
                                       expr_copy(binder->arena, r->expr), 0);
    if (!equal)
        return false;
    join->join.on = expr_bool(binder->arena, BOOL_AND, join->join.on, equal);
    struct scope_column *column = ARENA_NEW(binder->arena, struct scope_column);
    column->name = name;
    column->expr = merged_column(binder, join->join.type, sides.items[0], sides.items[1]);
    list_add(binder->arena, merged, column);
    l->hidden = r->hidden = true;
    return true;
}

/* The common columns of NATURAL JOIN, in the left side's order. */
static struct list natural_names(struct binder *binder, struct from_item *left,
                                 struct from_item *right)
{
    struct list names = {0};
    for (size_t i = 0; i < left->scope.columns.n; i++) {
        const struct scope_column *l = left->scope.columns.items[i];
        for (size_t j = 0; j < right->scope.columns.n && !l->hidden; j++) {
            const struct scope_column *r = right->scope.columns.items[j];
            if (!r->hidden && strcmp(l->name, r->name) == 0) {
                list_add(binder->arena, &names, (void *)(uintptr_t)l->name);
                break;
            }
        }
    }
    return names;
}

static bool add_using_name(struct binder *binder, struct list *names, const char *name)
{
    for (LIST_EACH(const char, other, names))
        if (strcmp(other, name) == 0)
            return err_set(binder->err, SQLSTATE_DUPLICATE_COLUMN, 0,
                           "column name \"%s\" appears more than once in USING clause", name);
    list_add(binder->arena, names, (void *)(uintptr_t)name);
    return true;
}

/* USING (…) AS alias: a name for the merged columns, beside those of the sides. */
static bool name_merged(struct binder *binder, const PgQuery__Alias *alias,
                        const struct list *merged, struct from_item *item)
{
    struct rel *rel = bind_rel_new(binder, REL_MERGED, alias->aliasname, 0);
    rel->n_columns = merged->n;
    rel->columns = ARENA_ARRAY(binder->arena, struct rel_column, merged->n + 1);
    for (size_t i = 0; i < merged->n; i++) {
        const struct scope_column *column = merged->items[i];
        rel->columns[i] = (struct rel_column){.name = column->name, .type = column->expr->type};
        list_add(binder->arena, &rel->merged, column->expr);
    }
    struct scope named = {0};
    list_add(binder->arena, &named.rels, rel);
    return from_scope_merge(binder, &item->scope, &named);
}

static bool join_condition(struct binder *binder, const PgQuery__JoinExpr *node, struct rel *join,
                           struct from_item *left, struct from_item *right, struct from_item *item)
{
    struct list names = {0}, merged = {0};
    for (size_t i = 0; i < node->n_using_clause; i++)
        if (!add_using_name(binder, &names, node->using_clause[i]->string->sval))
            return false;
    if (node->is_natural)
        names = natural_names(binder, left, right);
    for (size_t i = 0; i < names.n; i++)
        if (!join_using_column(binder, join, left, right, names.items[i], &merged))
            return false;
    item->scope.columns = merged;
    if (!from_scope_merge(binder, &item->scope, &left->scope) ||
        !from_scope_merge(binder, &item->scope, &right->scope) ||
        (node->join_using_alias && !name_merged(binder, node->join_using_alias, &merged, item)))
        return false;
    if (node->quals) {
        join->join.on = bind_condition(binder, &item->scope, node->quals, CLAUSE_JOIN_ON,
                                       "argument of JOIN/ON");
        if (join->join.on && join->join.type == JOIN_TYPE_FULL && !join_key_allows_full(join))
            return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                           "FULL JOIN is only supported with merge-joinable or hash-joinable "
                           "join conditions");
        return join->join.on != NULL;
    }
    if (!join->join.on)
        join->join.type = JOIN_TYPE_CROSS;
    return true;
}

static enum join_type join_type_of(PgQuery__JoinType type)
{
    switch (type) {
    case PG_QUERY__JOIN_TYPE__JOIN_LEFT:
        return JOIN_TYPE_LEFT;
    case PG_QUERY__JOIN_TYPE__JOIN_RIGHT:
        return JOIN_TYPE_RIGHT;
    case PG_QUERY__JOIN_TYPE__JOIN_FULL:
        return JOIN_TYPE_FULL;
    default:
        return JOIN_TYPE_INNER;
    }
}

/* What LATERAL sees on the right side of a join. */
static struct scope scope_beside(struct binder *binder, const struct scope *scope,
                                 const struct scope *left, enum join_type type)
{
    bool is_open = type != JOIN_TYPE_RIGHT && type != JOIN_TYPE_FULL;
    struct scope beside = {.outer = scope->outer, .ctes = scope->ctes, .query = scope->query};
    list_add_all(binder->arena, &beside.rels, &scope->rels);
    list_add_all(binder->arena, &beside.columns, &scope->columns);
    list_add_all(binder->arena, &beside.closed, &scope->closed);
    if (is_open)
        list_add_all(binder->arena, &beside.columns, &left->columns);
    list_add_all(binder->arena, is_open ? &beside.rels : &beside.closed, &left->rels);
    return beside;
}

/* (a JOIN b …) AS alias: one FROM item, which hides the names inside. */
static bool name_join(struct binder *binder, struct scope *scope, const PgQuery__Alias *alias,
                      struct from_item *item)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->from = item->rel;
    for (size_t i = 0; i < item->scope.columns.n; i++) {
        const struct scope_column *column = item->scope.columns.items[i];
        if (column->hidden)
            continue;
        struct target *target = ARENA_NEW(binder->arena, struct target);
        target->name = column->name;
        target->expr = expr_copy(binder->arena, column->expr);
        list_add(binder->arena, &query->targets, target);
    }
    struct rel *rel = bind_query_rel(binder, query, alias->aliasname, item->rel->position);
    struct list covered = item->scope.covered;
    list_add_all(binder->arena, &covered, &item->scope.rels);
    *item = from_item_new(scope);
    item->scope.covered = covered;
    if (alias->n_colnames > rel->n_columns)
        return err_set(binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, 0,
                       "join expression \"%s\" has %zu columns available but %zu columns "
                       "specified",
                       rel->alias, rel->n_columns, alias->n_colnames);
    return bind_rename_columns(binder, rel, alias) && from_item_of_rel(binder, rel, item);
}

bool bind_join_item(struct binder *binder, struct scope *scope, const PgQuery__JoinExpr *node,
                    struct from_item *item)
{
    struct from_item left = from_item_new(scope), right = from_item_new(scope);
    if (!bind_from_item(binder, scope, node->larg, &left))
        return false;
    if (bind_is_pivot(node))
        return from_item_of_rel(binder, bind_pivot(binder, scope, left.rel, &left.scope, node),
                                item);
    enum join_type type = join_type_of(node->jointype);
    struct scope beside = scope_beside(binder, scope, &left.scope, type);
    if (!bind_from_item(binder, &beside, node->rarg, &right))
        return false;
    assert(left.rel && right.rel);
    item->rel = bind_rel_new(binder, REL_JOIN, "", left.rel->position);
    item->rel->join.left = left.rel;
    item->rel->join.right = right.rel;
    item->rel->join.type = type;
    if (!join_condition(binder, node, item->rel, &left, &right, item))
        return false;
    if (type == JOIN_TYPE_LEFT || type == JOIN_TYPE_FULL)
        make_nullable(&right.scope);
    if (type == JOIN_TYPE_RIGHT || type == JOIN_TYPE_FULL)
        make_nullable(&left.scope);
    return !node->alias || name_join(binder, scope, node->alias, item);
}
