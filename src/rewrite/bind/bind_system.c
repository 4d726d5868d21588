/* PostgreSQL's own relations in FROM: tables of rows, or queries over them. Makes no rows. */
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/parse.h"
#include "rewrite/system/system_relation.h"

static const PgQuery__SelectStmt *parse_file(struct binder *binder, struct str text)
{
    struct scan scan = {.text = text, .source = text};
    const PgQuery__ParseResult *tree = parse_sql(binder->arena, &scan, binder->err);
    return tree && tree->n_stmts == 1 ? tree->stmts[0]->stmt->select_stmt : NULL;
}

/* What the query gives must be what PostgreSQL says that the relation has. */
static bool fit_targets(struct binder *binder, const struct catalog_table *table,
                        struct query *query)
{
    if (query->targets.n != table->n_columns)
        return err_set(binder->err, SQLSTATE_INTERNAL_ERROR, 0,
                       "the query of %s.%s gives %zu columns, not %zu", table->schema, table->name,
                       query->targets.n, table->n_columns);
    for (size_t i = 0; i < query->targets.n; i++) {
        struct target *target = query->targets.items[i];
        target->expr =
            coerce(binder, target->expr, table->columns[i].pg_type, -1, CAST_ASSIGNMENT, 0);
        if (!target->expr)
            return false;
        target->name = table->columns[i].name;
    }
    return true;
}

static struct rel *bind_file(struct binder *binder, const struct catalog_table *table,
                             struct str text, const char *alias, int position)
{
    const PgQuery__SelectStmt *select = parse_file(binder, text);
    struct query *query = select ? bind_query(binder, select, NULL, NULL) : NULL;
    if (!query || !fit_targets(binder, table, query))
        return NULL;
    return bind_query_rel(binder, query, alias, position);
}

static struct rel *bind_table(struct binder *binder, const struct catalog_table *table,
                              const char *alias, int position)
{
    struct str text = system_relation_file(table, "sql");
    return text.data ? bind_file(binder, table, text, alias, position)
                     : bind_table_rel(binder, table, alias, position);
}

struct rel *bind_system_rel(struct binder *binder, const PgQuery__RangeVar *name, const char *alias)
{
    const char *schema = name->schemaname[0] ? name->schemaname : NULL;
    int position = position_of(name->location);
    /* A plain name costs nothing unless it could be one of them. */
    if (schema ? !system_schema_is(schema) : strncmp(name->relname, "pg_", 3) != 0)
        return NULL;
    const struct catalog_table *table = system_relation_find(binder->arena, schema, name->relname);
    return table ? bind_table(binder, table, alias, position) : NULL;
}

static const PgQuery__FuncCall *only_call(const PgQuery__RangeFunction *node)
{
    const PgQuery__Node *item = node->n_functions == 1 ? node->functions[0] : NULL;
    if (!item || item->node_case != PG_QUERY__NODE__NODE_LIST || !item->list->n_items ||
        item->list->items[0]->node_case != PG_QUERY__NODE__NODE_FUNC_CALL || node->ordinality)
        return NULL;
    return item->list->items[0]->func_call;
}

/* pgpivot.advise() is the relation of that name. */
static const struct catalog_table *function_table(struct arena *arena, const char *schema,
                                                  const char *name)
{
    if (strcmp(schema, "pgpivot") == 0 && strcmp(name, "advise") == 0)
        return system_relation_find(arena, schema, name);
    return strcmp(schema, "pg_catalog") == 0 && strncmp(name, "pg_", 3) == 0
               ? system_function_find(arena, name)
               : NULL;
}

struct rel *bind_system_function(struct binder *binder, const PgQuery__RangeFunction *node)
{
    const PgQuery__FuncCall *call = only_call(node);
    if (!call || call->n_args)
        return NULL;
    const char *schema = call->n_funcname > 1 ? call->funcname[0]->string->sval : "pg_catalog";
    const char *name = call->funcname[call->n_funcname - 1]->string->sval;
    const struct catalog_table *table = function_table(binder->arena, schema, name);
    return table ? bind_table(binder, table, node->alias ? node->alias->aliasname : name,
                              position_of(call->location))
                 : NULL;
}
