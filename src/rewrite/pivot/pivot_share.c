/*
 * Cells of a PIVOT as shares of a whole. What a row shows is aggregated anew; columns and totals
 * are the sums of their rows, so that only sums and counts have shares in them.
 */
#include "rewrite/pivot/pivot_plan.h"

/* The value's sum over the rows of this kind (details, or one kind of totals) that are alike in the
 * first n row columns. */
static struct expr *over_rows(struct binder *binder, const struct pivot *pivot, struct expr *value,
                              size_t n)
{
    static const struct routine sum_of_floats = {.name = "sum",
                                                 .result = PG_FLOAT8,
                                                 .args = {PG_FLOAT8},
                                                 .n_args = 1,
                                                 .clickhouse = "sumOrNull[$1]"};
    struct expr *sum = expr_new(binder->arena, EXPR_WINDOW, PG_FLOAT8, value->position);
    sum->typmod = -1;
    sum->nullable = true;
    sum->aggregate.routine = &sum_of_floats;
    list_add(binder->arena, &sum->args, value);
    struct window *over = ARENA_NEW(binder->arena, struct window);
    over->frame = "";
    if (pivot->grouping_sets.n)
        list_add(binder->arena, &over->partition_by,
                 pivot_grouping_of(binder, &pivot->rows, 0, pivot->rows.n));
    for (size_t i = 0; i < n; i++)
        list_add(binder->arena, &over->partition_by,
                 expr_copy(binder->arena, ((struct target *)pivot->rows.items[i])->expr));
    sum->aggregate.over = over;
    return sum;
}

static struct expr *whole_of(struct binder *binder, const struct pivot *pivot,
                             enum pivot_share share, struct expr *value, struct expr *row)
{
    switch (share) {
    case SHARE_OF_COLUMN:
        return over_rows(binder, pivot, expr_copy(binder->arena, value), 0);
    case SHARE_OF_TOTAL:
        return over_rows(binder, pivot, row, 0);
    case SHARE_OF_PARENT:
        return over_rows(binder, pivot, expr_copy(binder->arena, value),
                         pivot->rows.n ? pivot->rows.n - 1 : 0);
    default:
        return row;
    }
}

struct expr *pivot_share_of(struct binder *binder, const struct pivot *pivot,
                            enum pivot_share share, struct expr *value, struct expr *row)
{
    struct expr *args[2] = {value, whole_of(binder, pivot, share, value, row)};
    struct expr *quotient =
        expr_clickhouse(binder->arena, PG_FLOAT8, "if(ifNull($2, 0) = 0, NULL, $1 / $2)", 2, args);
    quotient->nullable = true;
    quotient->typmod = -1;
    return quotient;
}
