#ifndef PGPIVOT_REWRITE_DOMAIN_H
#define PGPIVOT_REWRITE_DOMAIN_H

#include "rewrite/bind/bind.h"

/*
 * A query that depends on columns of the query around it becomes one that does not: it computes its
 * rows for all values of those columns at once, and tells in further columns for which ones
 * (T. Neumann, A. Kemper: "Unnesting Arbitrary Queries", BTW 2015).
 */

/* The distinct values that some columns have in the FROM of a block. */
struct domain {
    struct list columns; /* struct expr: columns of `source`'s rels */
    struct rel *source;
    struct expr *where; /* a condition over the source's rels that the rows meet, or NULL */
    /* An aggregate without GROUP BY may give no row for values that meet no row. */
    bool groups_only;
};

/* The values of `columns` in `from`; `where`: a condition, or NULL, whose conjuncts over `from`
 * alone the rows that matter meet. false with an error set when they could not be found a second
 * time. */
bool domain_of(struct binder *binder, struct rel *from, struct expr *where,
               const struct list *columns, struct domain *domain);
/* Appends a target for each column of the domain to the query, which no longer refers to them. */
bool domain_attach(struct binder *binder, struct query *query, const struct domain *domain);

/* Conditions of a JOIN: outer[i] is the same value as the column first + i of `rel`. */
struct expr *domain_match(struct binder *binder, const struct list *outer, struct rel *rel,
                          size_t first);
/* A value of any type as one that ClickHouse's IN compares as IS NOT DISTINCT FROM does. */
struct expr *domain_key(struct binder *binder, struct expr *value);

#endif
