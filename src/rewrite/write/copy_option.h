#ifndef PGPIVOT_REWRITE_COPY_OPTION_H
#define PGPIVOT_REWRITE_COPY_OPTION_H

#include "rewrite/bind/bind.h"

/* The options of a COPY whose columns are known (manual, "COPY"). */
struct copy_binding {
    struct binder *binder;
    bool is_from;
    const struct catalog_table *table; /* NULL: of a query */
    const char **names;                /* of its columns */
    size_t n_columns;
    struct copy_options options;
    const char *delimiter, *quote, *escape; /* as given, or NULL */
    bool has_null, has_format, has_header;
};

/* Fills copy->options. False with binder->err set. */
bool copy_bind_options(struct copy_binding *copy, const PgQuery__CopyStmt *node);
/* 0A000: "… not supported yet" */
bool copy_refuse(struct copy_binding *copy, int position, const char *what);

#endif
