/* FROM: tables, subqueries and joins, and the names they bring into scope (parse_clause.c). */
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/bind/bind_join.h"
#include "rewrite/bind/bind_sample.h"
#include "rewrite/bind/search_path.h"
#include "rewrite/lower/set_function.h"
#include "rewrite/pivot/crosstab.h"

struct rel *bind_rel_new(struct binder *binder, enum rel_kind kind, const char *alias, int position)
{
    struct rel *rel = ARENA_NEW(binder->arena, struct rel);
    rel->kind = kind;
    rel->number = ++binder->n_rels;
    rel->alias = alias;
    rel->position = position;
    return rel;
}

/* AS t (a, b): new names for the first columns. */
bool bind_rename_columns(struct binder *binder, struct rel *rel, const PgQuery__Alias *alias)
{
    if (!alias)
        return true;
    if (alias->n_colnames > rel->n_columns)
        return err_set(binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, rel->position,
                       "table \"%s\" has %zu columns available but %zu columns specified",
                       rel->alias, rel->n_columns, alias->n_colnames);
    for (size_t i = 0; i < alias->n_colnames; i++)
        rel->columns[i].name = alias->colnames[i]->string->sval;
    return true;
}

static struct rel_column *table_columns(struct arena *arena, const struct catalog_table *table)
{
    struct rel_column *columns = ARENA_ARRAY(arena, struct rel_column, table->n_columns);
    for (size_t i = 0; i < table->n_columns; i++) {
        const struct catalog_column *from = &table->columns[i];
        columns[i] = (struct rel_column){from->name, from->pg_type, from->typmod, from->nullable,
                                         from,       table,         NULL,         0};
    }
    return columns;
}

struct rel *bind_table_rel(struct binder *binder, const struct catalog_table *table,
                           const char *alias, int position)
{
    struct rel *rel = bind_rel_new(binder, REL_TABLE, alias, position);
    rel->table = table;
    rel->n_columns = table->n_columns;
    rel->columns = table_columns(binder->arena, table);
    return rel;
}

struct rel *bind_query_rel(struct binder *binder, struct query *query, const char *alias,
                           int position)
{
    struct rel *rel = bind_rel_new(binder, REL_SUBQUERY, alias, position);
    rel->query = query;
    rel->n_columns = query->targets.n;
    rel->columns = ARENA_ARRAY(binder->arena, struct rel_column, rel->n_columns);
    for (size_t i = 0; i < rel->n_columns; i++) {
        const struct target *target = query->targets.items[i];
        rel->columns[i] = (struct rel_column){.name = target->name,
                                              .type = target->expr->type,
                                              .typmod = target->expr->typmod,
                                              .nullable = target->expr->nullable,
                                              .record = target->expr->record,
                                              .record_element = target->expr->record_element};
    }
    return rel;
}

static const struct cte *find_cte(const struct cte *cte, const char *name)
{
    while (cte && strcmp(cte->name, name) != 0)
        cte = cte->next;
    return cte;
}

/* A CTE is bound anew where it is used: it cannot see the later ones. */
struct rel *bind_cte(struct binder *binder, const struct cte *cte, const char *alias, int position)
{
    *cte->is_used = true;
    const PgQuery__CommonTableExpr *node = cte->node;
    if (node->ctequery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position_of(node->location),
                "only SELECT is supported in WITH");
        return NULL;
    }
    if (cte->recursion)
        return bind_working_rel(binder, cte, alias, position);
    struct query *query = bind_cte_is_recursive(cte)
                              ? bind_recursive(binder, cte)
                              : bind_query(binder, node->ctequery->select_stmt,
                                           cte->scope ? cte->scope->outer : NULL, cte->next);
    if (!query)
        return NULL;
    struct with_item *item = ARENA_NEW(binder->arena, struct with_item);
    *item = (struct with_item){
        node, cte->name, node->ctematerialized == PG_QUERY__CTEMATERIALIZE__CTEMaterializeAlways,
        node->ctematerialized == PG_QUERY__CTEMATERIALIZE__CTEMaterializeNever};
    query->with = item;
    struct rel *rel = bind_query_rel(binder, query, alias, position);
    PgQuery__Alias names = PG_QUERY__ALIAS__INIT;
    names.n_colnames = node->n_aliascolnames;
    names.colnames = node->aliascolnames;
    return bind_rename_columns(binder, rel, &names) ? rel : NULL;
}

const struct catalog_table *bind_table_name(struct binder *binder, const PgQuery__RangeVar *name)
{
    const struct rewrite_context *context = binder->context;
    int position = position_of(name->location);
    if (name->catalogname[0] && strcmp(name->catalogname, context->database) != 0) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                "cross-database references are not implemented: \"%s.%s.%s\"", name->catalogname,
                name->schemaname, name->relname);
        return NULL;
    }
    if (search_path_is_foreign(binder, name->schemaname)) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                "cannot access temporary tables of other sessions");
        return NULL;
    }
    const struct catalog_table *table =
        name->schemaname[0]
            ? catalog_find_table(context->catalog,
                                 str_of(search_path_schema(binder, name->schemaname)),
                                 str_of(name->relname))
            : search_path_find(binder, name->relname);
    if (!table)
        err_set(binder->err, SQLSTATE_UNDEFINED_TABLE, position,
                "relation \"%s%s%s\" does not exist", name->schemaname,
                name->schemaname[0] ? "." : "", name->relname);
    return table;
}

static struct rel *bind_range_var(struct binder *binder, struct scope *scope,
                                  const PgQuery__RangeVar *name)
{
    const char *alias = name->alias ? name->alias->aliasname : name->relname;
    int position = position_of(name->location);
    const struct cte *cte = name->schemaname[0] ? NULL : find_cte(scope->ctes, name->relname);
    struct rel *rel;
    if (cte) {
        rel = bind_cte(binder, cte, alias, position);
    } else if (!(rel = bind_system_rel(binder, name, alias)) && !err_is_set(binder->err)) {
        const struct catalog_table *table = bind_table_name(binder, name);
        rel = table ? bind_table_view(binder, table, alias, position) : NULL;
    }
    return rel && bind_rename_columns(binder, rel, name->alias) ? rel : NULL;
}

static struct rel *bind_subselect(struct binder *binder, struct scope *scope,
                                  const PgQuery__RangeSubselect *node)
{
    int outer_rels = binder->outer_rels;
    const struct scope *beside = binder->beside;
    if (node->lateral)
        binder->outer_rels = binder->n_rels;
    else
        binder->beside = scope;
    struct query *query = bind_query(binder, node->subquery->select_stmt,
                                     node->lateral ? scope : scope->outer, scope->ctes);
    binder->outer_rels = outer_rels;
    binder->beside = beside;
    if (!query)
        return NULL;
    /* PostgreSQL 15's grammar demands an alias; scan.c gives one where it cut a PIVOT. */
    struct rel *rel = bind_query_rel(binder, query, node->alias ? node->alias->aliasname : "", 0);
    return bind_rename_columns(binder, rel, node->alias) ? rel : NULL;
}

static struct rel *bind_function(struct binder *binder, struct scope *scope,
                                 const PgQuery__RangeFunction *node)
{
    struct rel *rel = bind_look_through(binder, scope, node);
    if (!rel && !err_is_set(binder->err))
        rel = bind_crosstab(binder, node);
    if (!rel && !err_is_set(binder->err))
        rel = bind_system_function(binder, node);
    if (!rel && !err_is_set(binder->err))
        rel = bind_set_function_item(binder, scope, node);
    if (!rel) {
        if (!err_is_set(binder->err))
            err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                    "this function is not supported in FROM yet");
        return NULL;
    }
    return bind_rename_columns(binder, rel, node->alias) ? rel : NULL;
}

static struct rel *bind_sampled(struct binder *binder, struct scope *scope,
                                const PgQuery__RangeTableSample *sample)
{
    struct rel *rel = bind_range_var(binder, scope, sample->relation->range_var);
    return rel ? bind_sample(binder, scope, rel, sample) : NULL;
}

bool bind_from_item(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                    struct from_item *item)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_RANGE_VAR:
        return from_item_of_rel(binder, bind_range_var(binder, scope, node->range_var), item);
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT:
        return from_item_of_rel(binder, bind_subselect(binder, scope, node->range_subselect), item);
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
        return from_item_of_rel(binder, bind_function(binder, scope, node->range_function), item);
    case PG_QUERY__NODE__NODE_JOIN_EXPR:
        return bind_join_item(binder, scope, node->join_expr, item);
    case PG_QUERY__NODE__NODE_RANGE_TABLE_SAMPLE:
        return from_item_of_rel(binder, bind_sampled(binder, scope, node->range_table_sample),
                                item);
    default:
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "this kind of FROM item is not supported yet");
    }
}

struct rel *bind_cross_join(struct binder *binder, struct rel *left, struct rel *right)
{
    if (!left || !right)
        return left ? left : right;
    if (right->kind == REL_JOIN && right->join.type != JOIN_TYPE_RIGHT &&
        right->join.type != JOIN_TYPE_FULL) {
        right->join.left = bind_cross_join(binder, left, right->join.left);
        return right;
    }
    struct rel *join = bind_rel_new(binder, REL_JOIN, "", right->position);
    join->join.type = JOIN_TYPE_CROSS;
    join->join.left = left;
    join->join.right = right;
    return join;
}

struct rel *bind_from(struct binder *binder, struct scope *scope, size_t n, PgQuery__Node **items)
{
    struct rel *from = NULL;
    for (size_t i = 0; i < n; i++) {
        struct from_item item = from_item_new(scope);
        if (!bind_from_item(binder, scope, items[i], &item) ||
            !from_scope_merge(binder, scope, &item.scope))
            return NULL;
        from = bind_cross_join(binder, from, item.rel);
    }
    return from;
}
