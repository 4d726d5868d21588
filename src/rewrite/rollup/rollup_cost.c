/* How many rows a block would read. An estimate: nothing but the choice depends on it. */
#include "rewrite/rollup/rollup_cost.h"

#include <string.h>

#include "base/key_text.h"

#define GRANULE_ROWS 8192
/* Of the rows that are left, how many more an equality on the next column of the sorting key
 * leaves. */
#define KEY_FRACTION 0.1

struct costing {
    const struct query *block;
    const struct catalog_table *base;
    const struct rollup *rollup;
};

/* What the table calls the base's column, or NULL. */
static const char *stored_name(const struct costing *costing, const struct catalog_column *column)
{
    if (!costing->rollup)
        return column->name;
    const struct rollup_key *key = rollup_find_key(costing->rollup, column);
    return key ? key->stored->name : NULL;
}

static const char *compared_name(const struct costing *costing, const struct expr *expr)
{
    if (expr->kind != EXPR_COLUMN || expr->column.rel != costing->block->from)
        return NULL;
    return stored_name(costing, &costing->base->columns[expr->column.index]);
}

static bool is_constant(const struct expr *expr)
{
    return expr->kind == EXPR_CONST && expr->text;
}

/* ---- partitions ---- */

/* Dates as texts are ordered as dates. */
static bool passes(const char *partition, const char *operator_, const char *constant)
{
    int order = strcmp(partition, constant);
    static const struct {
        const char *operator_;
        bool below, same, above;
    } rows[] = {{"=", false, true, false},
                {"<", true, false, false},
                {"<=", true, true, false},
                {">", false, false, true},
                {">=", false, true, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].operator_, operator_) == 0)
            return order < 0 ? rows[i].below : order > 0 ? rows[i].above : rows[i].same;
    return true;
}

static bool partition_is_left(const struct costing *costing, const struct expr *condition,
                              const char *key, const char *partition)
{
    if (condition->kind == EXPR_BOOL && condition->bool_operator == BOOL_AND) {
        for (LIST_EACH(const struct expr, part, &condition->args))
            if (!partition_is_left(costing, part, key, partition))
                return false;
        return true;
    }
    if (condition->kind != EXPR_CALL || condition->args.n != 2)
        return true;
    const struct expr *left = condition->args.items[0], *right = condition->args.items[1];
    const char *name = compared_name(costing, left);
    if (!name || strcmp(name, key) != 0 || left->type != PG_DATE || right->type != PG_DATE ||
        !is_constant(right))
        return true;
    return passes(partition, condition->routine->name, right->text);
}

static double rows_of_partitions(const struct costing *costing, const struct catalog_table *table)
{
    if (!table->n_partitions || !costing->block->where)
        return (double)table->total_rows;
    double rows = 0;
    for (size_t i = 0; i < table->n_partitions; i++)
        if (partition_is_left(costing, costing->block->where, table->partition_key,
                              table->partitions[i].partition))
            rows += (double)table->partitions[i].rows;
    return rows;
}

/* ---- the sorting key ---- */

static bool is_fixed(const struct costing *costing, const struct expr *condition, struct str name)
{
    if (condition->kind == EXPR_BOOL && condition->bool_operator == BOOL_AND) {
        for (LIST_EACH(const struct expr, part, &condition->args))
            if (is_fixed(costing, part, name))
                return true;
        return false;
    }
    bool is_list = condition->kind == EXPR_IN && !condition->negated;
    bool is_equality = condition->kind == EXPR_CALL && condition->args.n == 2 &&
                       strcmp(condition->routine->name, "=") == 0 &&
                       is_constant(condition->args.items[1]);
    if (!is_list && !is_equality)
        return false;
    const char *compared = compared_name(costing, condition->args.items[0]);
    return compared && str_eq(name, str_of(compared));
}

static double fraction_of_keys(const struct costing *costing, const struct catalog_table *table)
{
    double fraction = 1;
    const char *text = table->sorting_key;
    struct str name;
    while (costing->block->where && key_text_next(&text, &name) &&
           is_fixed(costing, costing->block->where, name))
        fraction *= KEY_FRACTION;
    return fraction;
}

double rollup_cost(const struct query *block, const struct catalog_table *base,
                   const struct rollup *rollup)
{
    struct costing costing = {block, base, rollup};
    const struct catalog_table *table = rollup ? rollup->target : base;
    double rows = rows_of_partitions(&costing, table);
    double kept = rows * fraction_of_keys(&costing, table);
    return kept >= GRANULE_ROWS || kept >= rows ? kept : rows < GRANULE_ROWS ? rows : GRANULE_ROWS;
}
