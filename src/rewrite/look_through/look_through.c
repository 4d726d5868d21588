/* Look-through, expanded: top level by a filter, leaves by joining the closure of the holdings. */
#include "rewrite/look_through/look_through.h"

#include <string.h>

#include "base/buf.h"
#include "rewrite/emit/literal.h"
#include "rewrite/look_through/look_through_sql.h"

/* Exploded rows that were stored are no positions of their own. */
#define STORED_CONSTITUENT "Constituent"

static struct expr *table_column(struct binder *binder, struct rel *table, const char *name)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return expr_column(binder->arena, table, i, 0);
    return NULL;
}

/* SELECT every column FROM table WHERE exposure_type <> 'Constituent'. */
static struct query *top_level_query(struct binder *binder, const struct look_through *options)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->from = bind_table_rel(binder, options->table, "", 0);
    for (size_t i = 0; i < query->from->n_columns; i++) {
        struct target *target = ARENA_NEW(binder->arena, struct target);
        target->name = query->from->columns[i].name;
        target->expr = expr_column(binder->arena, query->from, i, 0);
        list_add(binder->arena, &query->targets, target);
    }
    query->where =
        bind_operator(binder, "<>", table_column(binder, query->from, LOOK_THROUGH_EXPOSURE),
                      expr_const(binder->arena, PG_TEXT, STORED_CONSTITUENT, 0), 0);
    return query->where ? query : NULL;
}

static bool expand_top(struct binder *binder, struct rel *rel)
{
    struct query *query = top_level_query(binder, rel->look_through);
    if (!query)
        return false;
    rel->kind = REL_SUBQUERY;
    rel->query = query;
    return true;
}

static bool expand_rel(struct binder *binder, struct query *query, struct rel *rel)
{
    if (!rel)
        return true;
    if (rel->kind == REL_JOIN)
        return expand_rel(binder, query, rel->join.left) &&
               expand_rel(binder, query, rel->join.right);
    if (rel->kind != REL_LOOK_THROUGH)
        return true;
    const struct look_through *options = rel->look_through;
    if (options->view == VIEW_TOP)
        return expand_top(binder, rel);
    const bool *used = query_used_columns(binder->arena, query, rel);
    const char *sql = look_through_sql(binder, rel, used);
    if (!sql)
        return false;
    list_add(binder->arena, &query->remarks,
             arena_printf(binder->arena,
                          "Look-through: each line of %s.%s is expanded into its fund's "
                          "constituents (%s.%s)",
                          options->table->schema, options->table->name, options->table->schema,
                          LOOK_THROUGH_CONSTITUENTS));
    rel->kind = REL_CLICKHOUSE;
    rel->clickhouse = sql;
    return true;
}

static bool expand_block(struct query *query, void *context)
{
    return expand_rel(context, query, query->from);
}

bool look_through_expand(struct binder *binder, struct query *query)
{
    return query_walk(query, expand_block, binder);
}
