#ifndef PGPIVOT_REWRITE_BIND_UNPIVOT_H
#define PGPIVOT_REWRITE_BIND_UNPIVOT_H

#include "rewrite/bind/bind.h"

#define UNPIVOT_FUNCTION "$unpivot$"
#define UNPIVOT_NULLS_FUNCTION "$unpivot$nulls"

/*
 * source UNPIVOT [INCLUDE NULLS] (values FOR name IN (columns)): the columns that it does not name,
 * then the label, then the values in their common type (42804). `select` is what scan_unpivot.c
 * wrote, `call` the only item of its FROM. 42701 when two columns have one name.
 */
struct rel *bind_unpivot(struct binder *binder, struct rel *source, struct scope *source_scope,
                         const PgQuery__SelectStmt *select, const PgQuery__FuncCall *call,
                         const PgQuery__Alias *alias);

#endif
