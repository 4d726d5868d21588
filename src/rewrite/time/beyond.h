#ifndef PGPIVOT_REWRITE_BEYOND_H
#define PGPIVOT_REWRITE_BEYOND_H

#include "rewrite/bind/bind.h"

/*
 * Dates and timestamps that PostgreSQL has and ClickHouse has not, years before 1900 and after 2299
 * and the infinities, as constants to compare with: whatever is stored is on one side of them. Such
 * a constant has BEYOND_MARK before its text, so that it can be nothing else.
 */
#define BEYOND_MARK '!'

/* The literal as such a constant of the type; NULL: it is none. */
struct expr *beyond_literal(struct binder *binder, const struct expr *literal, uint32_t type);
/* Whether it is such a constant. */
bool beyond_is(const struct expr *expr);
/* A comparison with such a constant: *folded, NULL where it is another call. False with
 * binder->err set. */
bool beyond_compare(struct binder *binder, const struct routine *routine, const struct list *args,
                    struct expr **folded);

#endif
