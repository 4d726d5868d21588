#ifndef PGPIVOT_REWRITE_BIND_NAMED_ARG_H
#define PGPIVOT_REWRITE_BIND_NAMED_ARG_H

#include "rewrite/bind/bind.h"

bool bind_has_named_arg(const PgQuery__FuncCall *node);
/* Binds the arguments of such a call in the order of the function's parameters (manual, "Calling
 * Functions"). */
bool bind_named_args(struct binder *binder, struct scope *scope, const PgQuery__FuncCall *node,
                     enum clause clause, struct list *args);

#endif
