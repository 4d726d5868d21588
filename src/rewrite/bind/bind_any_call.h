#ifndef PGPIVOT_REWRITE_BIND_ANY_CALL_H
#define PGPIVOT_REWRITE_BIND_ANY_CALL_H

#include "rewrite/bind/bind_call.h"

/* Functions of arguments of any type (manual, 9.2 and 9.26): pg_typeof, num_nulls, num_nonnulls.
 * NULL without an error set when the call is of another function. */
struct expr *bind_any_call(struct binder *binder, const struct call *call);

/* f(…, VARIADIC array) of the functions that take any number of arguments, whose arguments are
 * bound. NULL with an error set, 0A000 for those that are not translated. */
struct expr *bind_variadic_call(struct binder *binder, const struct call *call);

#endif
