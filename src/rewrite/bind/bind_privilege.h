#ifndef PGPIVOT_REWRITE_BIND_PRIVILEGE_H
#define PGPIVOT_REWRITE_BIND_PRIVILEGE_H

#include "rewrite/bind/bind.h"

/*
 * The constants among the arguments of has_…_privilege, and of others that take a role: 42704 for a
 * role that there is not, 22023 for a kind of privilege that the object cannot have. The argument
 * that names the object becomes its number.
 */
bool bind_privilege_args(struct binder *binder, const struct routine *routine, struct list *args);

#endif
