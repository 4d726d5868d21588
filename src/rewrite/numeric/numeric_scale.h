#ifndef PGPIVOT_REWRITE_NUMERIC_SCALE_H
#define PGPIVOT_REWRITE_NUMERIC_SCALE_H

#include "rewrite/ir.h"

/*
 * The scale of the Decimal that an expression becomes in ClickHouse; 0 for integers. -1 where the
 * rows of the tables do not say.
 */
int numeric_scale(const struct expr *expr);

/* The same of an output column of a query, which may be a set operation or VALUES. */
int numeric_scale_of_output(const struct query *query, size_t index);

/* Of a product: what is longer than ClickHouse's longest Decimal has factors of QUOTIENT_SCALE. */
int numeric_scale_of_product(int a, int b);

/* Whether ClickHouse computes it as a Decimal256: constants and columns are what they are. */
bool numeric_is_wide(const struct expr *expr);

#endif
