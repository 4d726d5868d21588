/* An aggregate projection as the table that it would be. */
#include "rewrite/rollup/rollup_projection.h"

#include <string.h>
#include <strings.h>

#include "rewrite/emit/literal.h"
#include "rewrite/rollup/rollup_node.h"

struct making {
    struct arena *arena;
    const struct catalog_table *base;
};

/* ---- types ---- */

static const struct chtype *plain_type(const struct making *making, enum chtype_kind kind,
                                       const char *text)
{
    struct chtype *type = ARENA_NEW(making->arena, struct chtype);
    *type = (struct chtype){.kind = kind, .text = text};
    return type;
}

static const struct chtype *decimal_type(const struct making *making, int precision, int scale)
{
    struct chtype *type = ARENA_NEW(making->arena, struct chtype);
    *type =
        (struct chtype){.kind = CH_DECIMAL,
                        .text = arena_printf(making->arena, "Decimal(%d, %d)", precision, scale),
                        .precision = precision,
                        .scale = scale};
    return type;
}

static const struct chtype *nullable_type(const struct making *making, const struct chtype *of)
{
    struct chtype *type = ARENA_NEW(making->arena, struct chtype);
    const struct chtype **args = ARENA_ARRAY(making->arena, const struct chtype *, 1);
    args[0] = of;
    *type = (struct chtype){.kind = CH_NULLABLE,
                            .text = arena_printf(making->arena, "Nullable(%s)", of->text),
                            .args = args,
                            .n_args = 1};
    return type;
}

/* ClickHouse's manual, "sum": integers of 64 bits, or as they are; Decimals of the widest of their
 * word, of 38 digits at least. */
static const struct chtype *sum_type(const struct making *making, const struct chtype *of)
{
    switch (of->kind) {
    case CH_INT8:
    case CH_INT16:
    case CH_INT32:
    case CH_INT64:
        return plain_type(making, CH_INT64, "Int64");
    case CH_UINT8:
    case CH_UINT16:
    case CH_UINT32:
    case CH_UINT64:
        return plain_type(making, CH_UINT64, "UInt64");
    case CH_FLOAT32:
    case CH_FLOAT64:
        return plain_type(making, CH_FLOAT64, "Float64");
    case CH_DECIMAL:
        return decimal_type(making, of->precision <= 38 ? 38 : 76, of->scale);
    default:
        return of;
    }
}

/* ---- targets ---- */

static const struct catalog_column *find(const struct making *making, const PgQuery__Node *node)
{
    const char *name = rollup_node_column(node);
    return name ? catalog_find_column(making->base, str_of(name)) : NULL;
}

/* sum(toInt128(x)): of x, in the type that it is cast to. */
static const struct catalog_column *find_cast(const struct making *making,
                                              const PgQuery__Node *node, const struct chtype **type)
{
    const PgQuery__FuncCall *call = rollup_node_call(node);
    const struct catalog_column *column =
        call && call->n_args == 1 ? find(making, call->args[0]) : NULL;
    if (!column)
        return NULL;
    if (strcasecmp(rollup_node_function(call), "toInt128") == 0)
        *type = plain_type(making, CH_INT128, "Int128");
    else if (strcasecmp(rollup_node_function(call), "toInt256") == 0)
        *type = plain_type(making, CH_INT256, "Int256");
    else
        return NULL;
    return column;
}

static void set_aggregate(const struct making *making, struct catalog_column *made,
                          const PgQuery__FuncCall *call)
{
    const char *function = rollup_node_function(call);
    const struct chtype *cast = NULL;
    if (call->n_args == 0) {
        made->name = arena_printf(making->arena, "%s()", function);
        made->type = plain_type(making, CH_UINT64, "UInt64");
        return;
    }
    const struct catalog_column *of = find(making, call->args[0]);
    if (!of)
        of = find_cast(making, call->args[0], &cast);
    if (!of)
        return;
    const char *name = identifier_text(making->arena, of->name);
    made->name = cast ? arena_printf(making->arena, "%s(to%s(%s))", function, cast->text, name)
                      : arena_printf(making->arena, "%s(%s)", function, name);
    if (strcasecmp(function, "count") == 0) {
        made->type = plain_type(making, CH_UINT64, "UInt64");
    } else if (strcasecmp(function, "sum") == 0) {
        const struct chtype *sum = sum_type(making, cast ? cast : chtype_strip(of->type));
        made->type = of->nullable ? nullable_type(making, sum) : sum;
    } else {
        made->type = of->type;
    }
}

/* A unit of a time is held by the time's own type. */
static bool set_unit(const struct making *making, struct catalog_column *made,
                     const PgQuery__FuncCall *call)
{
    const char *word = call->n_args == 2 ? rollup_node_text(call->args[0]) : NULL;
    const struct catalog_column *of =
        call->n_args == (word ? 2 : 1) ? find(making, call->args[call->n_args - 1]) : NULL;
    const char *function = rollup_node_function(call);
    if (!of || !rollup_unit_of_function(function, word, of->type))
        return false;
    const char *name = identifier_text(making->arena, of->name);
    made->name = word ? arena_printf(making->arena, "%s('%s', %s)", function, word, name)
                      : arena_printf(making->arena, "%s(%s)", function, name);
    made->type = of->type;
    made->nullable = of->nullable;
    return true;
}

static void set_column(const struct making *making, struct catalog_column *made,
                       const PgQuery__Node *target)
{
    const struct catalog_column *column = find(making, target);
    const PgQuery__FuncCall *call = rollup_node_call(target);
    *made = (struct catalog_column){.name = "", .type = plain_type(making, CH_OTHER, "")};
    if (column) {
        *made = *column;
        made->name = identifier_text(making->arena, column->name);
    } else if (call && !set_unit(making, made, call)) {
        set_aggregate(making, made, call);
    }
}

const struct catalog_table *rollup_projection_table(struct arena *arena,
                                                    const struct catalog_table *base,
                                                    const struct catalog_projection *projection,
                                                    const PgQuery__SelectStmt *select)
{
    const struct making making = {arena, base};
    struct catalog_table *table = ARENA_NEW(arena, struct catalog_table);
    size_t n = select ? select->n_target_list : 0;
    struct catalog_column *columns = ARENA_ARRAY(arena, struct catalog_column, n + 1);
    for (size_t i = 0; i < n; i++)
        set_column(&making, &columns[i], select->target_list[i]->res_target->val);
    const char *name = arena_printf(arena, "%s.%s", base->name, projection->name);
    uint64_t elsewhere =
        base->total_rows > projection->base_rows ? base->total_rows - projection->base_rows : 0;
    *table = (struct catalog_table){.schema = base->schema,
                                    .name = name,
                                    .oid = catalog_table_oid(base->schema, name),
                                    .kind = CATALOG_TABLE,
                                    .engine = "MergeTree",
                                    .partition_key = "",
                                    .sorting_key = "",
                                    .primary_key = "",
                                    .as_select = projection->query,
                                    .target_schema = "",
                                    .target_name = "",
                                    .comment = "",
                                    .total_rows = projection->rows + elsewhere,
                                    .total_bytes = projection->bytes,
                                    .columns = columns,
                                    .n_columns = n};
    return table;
}
