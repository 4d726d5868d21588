#ifndef PGPIVOT_REWRITE_BIND_JOIN_H
#define PGPIVOT_REWRITE_BIND_JOIN_H

#include "rewrite/bind/bind.h"

/* What one FROM item binds to, with the names it shows. */
struct from_item {
    struct rel *rel;
    struct scope scope;
};

/* An item without names yet, beside what the scope holds. */
struct from_item from_item_new(const struct scope *scope);
/* The item is the rel, with its names; false if that is NULL. */
bool from_item_of_rel(struct binder *binder, struct rel *rel, struct from_item *item);
/* Adds the names of `more`; 42712 if one is taken. */
bool from_scope_merge(struct binder *binder, struct scope *into, const struct scope *more);

/* bind_from.c: an item of any kind; `scope` is what stands before it. */
bool bind_from_item(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                    struct from_item *item);
/* bind_join.c: a JOIN b, in parentheses with an alias too. */
bool bind_join_item(struct binder *binder, struct scope *scope, const PgQuery__JoinExpr *node,
                    struct from_item *item);

#endif
