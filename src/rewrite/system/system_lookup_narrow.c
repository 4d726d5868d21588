/* Which of the pairs that catalog functions look up can be asked for. Does not know what they are.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "rewrite/system/system_lookup.h"
#include "rewrite/system/system_values.h"

#define MAX_TEXT ((size_t)16 << 20)
/* An oid that nobody has: ClickHouse's transform wants one pair at least. */
#define NO_OID "4294967295"

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

/* --- the arrays, as system_lookup.c writes them --- */

/* The next element with its quotes; an empty one at the end. */
static struct str next_element(const char **at)
{
    const char *start = ++*at; /* behind the brace or the comma */
    if (start[0] != '"')
        return (struct str){start, 0};
    for (++*at; **at != '"'; ++*at)
        *at += **at == '\\';
    ++*at;
    return (struct str){start, (size_t)(*at - start)};
}

static void put_element(struct buf *out, struct str element)
{
    buf_putc(out, buf_size(out) ? ',' : '{');
    buf_append_str(out, element);
}

static struct expr *array_of(struct binder *binder, const struct expr *old, struct buf *text)
{
    buf_putc(text, '}');
    return expr_const(binder->arena, old->type,
                      arena_strndup(binder->arena, buf_data(text), buf_size(text)), old->position);
}

/* keys is an argument, and values the one behind it, or NULL. */
static void keep_pairs(struct binder *binder, struct expr **keys, struct expr **values,
                       const struct list *wanted)
{
    struct buf kept_keys, kept_values;
    const char *key_at = (*keys)->text, *value_at = values ? (*values)->text : NULL;
    buf_init(&kept_keys, MAX_TEXT);
    buf_init(&kept_values, MAX_TEXT);
    for (struct str key; (key = next_element(&key_at)).size;) {
        struct str value = values ? next_element(&value_at) : (struct str){0};
        if (!system_values_has(wanted, arena_strndup(binder->arena, key.data + 1, key.size - 2)))
            continue;
        put_element(&kept_keys, key);
        if (values)
            put_element(&kept_values, value);
    }
    if (buf_size(&kept_keys) == 0) {
        put_element(&kept_keys, STR("\"" NO_OID "\""));
        put_element(&kept_values, STR("\"\""));
    }
    *keys = array_of(binder, *keys, &kept_keys);
    if (values)
        *values = array_of(binder, *values, &kept_values);
    buf_free(&kept_keys);
    buf_free(&kept_values);
}

/* --- calls --- */

static bool narrow_expr(struct expr **at, void *context)
{
    struct binder *binder = context;
    struct expr *expr = *at;
    enum system_lookup lookup = expr->kind == EXPR_CALL   ? expr->routine->lookup
                                : expr->kind == EXPR_CAST ? expr->cast->lookup
                                                          : LOOKUP_NONE;
    bool keys_only = expr->kind == EXPR_CALL && expr->routine->lookup_keys;
    size_t n_arrays = keys_only ? 1 : 2;
    struct list values = {0};
    if (!lookup || !system_lookup_is_by_number(lookup) || expr->args.n <= n_arrays)
        return true;
    struct expr **keys = (struct expr **)&expr->args.items[expr->args.n - n_arrays];
    if ((*keys)->kind == EXPR_CONST && (*keys)->text &&
        find_values(binder, expr->args.items[0], &values))
        keep_pairs(binder, keys, keys_only ? NULL : keys + 1, &values);
    return true;
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
