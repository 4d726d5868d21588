/* Expressions that a table keeps, from PostgreSQL's to ClickHouse's. Knows not which column or
 * constraint they belong to. */
#include "rewrite/write/ddl_expr.h"

#include <string.h>

#include "rewrite/command.h"
#include "rewrite/write/bare.h"
#include "rewrite/write/write.h"

struct rel *ddl_expr_scope(struct binder *binder, struct scope *scope,
                           const struct catalog_table *table)
{
    struct catalog_table *self = ARENA_NEW(binder->arena, struct catalog_table);
    *self = *table;
    self->schema = "";
    struct rel *rel = bind_table_rel(binder, self, table->name, 0);
    return scope_add_rel(binder, scope, rel) ? rel : NULL;
}

struct expr *ddl_expr_bind(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                           enum clause clause)
{
    struct expr *expr = bind_expr(binder, scope, node, clause);
    struct err *err = binder->err;
    if (!expr && clause == CLAUSE_DEFAULT && strcmp(err->sqlstate, SQLSTATE_UNDEFINED_COLUMN) == 0)
        err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, err->position,
                "cannot use column reference in DEFAULT expression");
    return expr;
}

const char *ddl_expr_text(struct binder *binder, struct rel *rel, struct expr *expr)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    struct target *target = ARENA_NEW(binder->arena, struct target);
    query->kind = QUERY_SELECT;
    query->from = rel;
    target->name = "";
    target->expr = expr;
    list_add(binder->arena, &query->targets, target);
    if (!command_run_stages_of_view(binder, query))
        return NULL;
    target = query->targets.items[0];
    if (query->from == rel)
        return bare_keep_nulls(binder->arena, bare_text(binder->arena, rel, target->expr));
    write_refuse(binder, expr->position, "an expression as involved as this is");
    return NULL;
}
