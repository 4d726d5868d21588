/* Which of the pairs that catalog functions look up can be asked for. Does not know what they are.
 */
#include <stdlib.h>

#include "rewrite/system/system_lookup.h"
#include "rewrite/system/system_values.h"

/* --- what can be asked for --- */

static bool is_number(uint32_t type)
{
    static const uint32_t types[] = {PG_OID,          PG_INT4,         PG_INT8,
                                     PG_REGCLASS,     PG_REGTYPE,      PG_REGPROC,
                                     PG_REGPROCEDURE, PG_REGNAMESPACE, PG_REGROLE};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i] == type)
            return true;
    }
    return false;
}

static const struct expr *below_casts(const struct expr *expr)
{
    while (expr->kind == EXPR_CAST && !expr->cast->lookup && is_number(expr->type) &&
           is_number(((const struct expr *)expr->args.items[0])->type))
        expr = expr->args.items[0];
    return expr;
}

/* What a key can be; false if that is not known. */
static bool find_values(struct binder *binder, const struct expr *key, struct list *values)
{
    key = below_casts(key);
    if (key->kind == EXPR_COLUMN)
        return system_values(binder, key->column.rel, key->column.index, values);
    if (key->kind != EXPR_CONST || !is_number(key->type))
        return false;
    if (key->text)
        list_add(binder->arena, values,
                 arena_printf(binder->arena, "%lld", strtoll(key->text, NULL, 10)));
    return true;
}

/* --- calls --- */

static bool narrow_expr(struct expr **at, void *context)
{
    struct binder *binder = context;
    struct expr *expr = *at;
    size_t n_arrays = 0;
    struct list wanted = {0};
    while (n_arrays < expr->args.n &&
           ((struct expr *)expr->args.items[expr->args.n - n_arrays - 1])->kind == EXPR_LOOKUP)
        n_arrays++;
    if (n_arrays == 0)
        return true;
    struct expr **keys = (struct expr **)&expr->args.items[expr->args.n - n_arrays];
    enum system_lookup lookup = (*keys)->lookup.lookup;
    bool is_narrow = system_lookup_is_by_number(lookup) && expr->args.n > n_arrays &&
                     find_values(binder, expr->args.items[0], &wanted);
    return system_lookup_make(binder, lookup, is_narrow ? &wanted : NULL, keys,
                              n_arrays > 1 ? keys + 1 : NULL);
}

static bool narrow_exprs(struct expr **at, void *context)
{
    return expr_walk(at, narrow_expr, context);
}

static bool narrow_block(struct query *query, void *context)
{
    return query_walk_exprs(query, narrow_exprs, context);
}

bool system_lookup_narrow(struct binder *binder, struct query *query)
{
    return query_walk(query, narrow_block, binder);
}
