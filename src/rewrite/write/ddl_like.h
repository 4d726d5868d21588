#ifndef PGPIVOT_REWRITE_DDL_LIKE_H
#define PGPIVOT_REWRITE_DDL_LIKE_H

#include "rewrite/bind/bind.h"

/* What LIKE table INCLUDING … adds to a new table. */
struct ddl_like {
    struct list columns; /* struct ddl_column */
    struct list checks;  /* struct ddl_check */
    const char *key;     /* ClickHouse's sorting key, of INCLUDING INDEXES; NULL: none */
};

/* False with binder->err set. */
bool ddl_like(struct binder *binder, const PgQuery__TableLikeClause *clause, struct ddl_like *like);

#endif
