/* Numbers of rels that make no alias which is the name of a table or column. Knows nothing of what
 * the rels are for. */
#include "rewrite/lower/rel_alias.h"

#include <stdlib.h>
#include <string.h>

/* Aliases of more digits are never given out. */
#define MAX_DIGITS 8

struct numbering {
    int n_rels;
    int largest; /* of the names */
};

static void see_name(struct numbering *numbering, const char *name)
{
    size_t n_digits = name[0] == 't' ? strspn(name + 1, "0123456789") : 0;
    if (!n_digits || n_digits > MAX_DIGITS || name[n_digits + 1])
        return;
    int number = atoi(name + 1);
    if (number > numbering->largest)
        numbering->largest = number;
}

static void see_table(struct numbering *numbering, const struct rel *rel)
{
    see_name(numbering, rel->table->name);
    for (size_t i = 0; i < rel->table->n_columns; i++)
        see_name(numbering, rel->table->columns[i].name);
}

static void see_rel(struct numbering *numbering, const struct rel *rel)
{
    if (!rel)
        return;
    if (rel->kind == REL_TABLE)
        see_table(numbering, rel);
    if (rel->kind != REL_JOIN)
        return;
    see_rel(numbering, rel->join.left);
    see_rel(numbering, rel->join.right);
}

static bool see_block(struct query *query, void *context)
{
    see_rel(context, query->from);
    return true;
}

/* A number beyond n_rels has been moved: the rel stands in a query that is shared. */
static void move_rel(const struct numbering *numbering, struct rel *rel)
{
    if (!rel)
        return;
    if (rel->number && rel->number <= numbering->n_rels)
        rel->number += numbering->largest + numbering->n_rels;
    if (rel->kind != REL_JOIN)
        return;
    move_rel(numbering, rel->join.left);
    move_rel(numbering, rel->join.right);
}

static bool move_block(struct query *query, void *context)
{
    move_rel(context, query->from);
    return true;
}

bool rel_alias_clear(struct binder *binder, struct query *query)
{
    struct numbering numbering = {.n_rels = binder->n_rels};
    query_walk(query, see_block, &numbering);
    if (numbering.largest)
        query_walk(query, move_block, &numbering);
    if (numbering.largest)
        binder->n_rels += numbering.largest + numbering.n_rels;
    return true;
}
