/* What a column holds when no value is given. */
#include "rewrite/write/column_default.h"

#include <string.h>

#include "rewrite/write/write.h"

bool column_is_written(const struct catalog_column *column)
{
    return strcmp(column->default_kind, "MATERIALIZED") != 0 &&
           strcmp(column->default_kind, "ALIAS") != 0;
}

struct expr *column_default(struct binder *binder, const struct catalog_column *column,
                            const char *table)
{
    const char *text = column->default_expression;
    struct expr *value;
    if (!column->default_kind[0]) {
        if (!column->nullable) {
            write_refuse_null(binder, column, table);
            return NULL;
        }
        return expr_const(binder->arena, column->pg_type, NULL, 0);
    }
    /* It becomes a template (routine.h), which knows no way to quote these. */
    if (strpbrk(text, "$@&#[")) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "DEFAULT of column \"%s\" is not supported here: it is %s", column->name, text);
        return NULL;
    }
    value = expr_clickhouse(binder->arena, column->pg_type,
                            arena_printf(binder->arena, "(%s)", text), 0, NULL);
    value->typmod = column->typmod;
    value->nullable = column->nullable;
    return value;
}
