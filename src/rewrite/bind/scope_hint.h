#ifndef PGPIVOT_REWRITE_SCOPE_HINT_H
#define PGPIVOT_REWRITE_SCOPE_HINT_H

#include "rewrite/bind/bind.h"

/* Errors of names that were not found, with PostgreSQL's hints (parse_relation.c). Both give
 * false. `qualifier` may be NULL. */
bool scope_error_no_column(struct binder *binder, const struct scope *scope, const char *qualifier,
                           const char *name, int position);
bool scope_error_no_rel(struct binder *binder, const struct scope *scope, const char *name,
                        int position);

#endif
