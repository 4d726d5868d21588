#ifndef PGPIVOT_REWRITE_SHORT_CIRCUIT_H
#define PGPIVOT_REWRITE_SHORT_CIRCUIT_H

#include <stdbool.h>

#include "base/str.h"

/*
 * ClickHouse computes all operands of AND, OR, if and their kin for all rows unless
 * short_circuit_function_evaluation says otherwise, and then copies the rows that remain for each
 * operand, which doubles the time of `a >= x AND a < y`. So it shall only where an operand can
 * raise an error.
 *
 * Whether ClickHouse SQL that the emitter wrote has such an operand: a call of a function that is
 * not known to take every value, with an argument that is not constant, within a function or an
 * operator that may not need it. Of a text that is not there yet (it is empty) nothing is known:
 * true.
 */
bool short_circuit_is_needed(struct str sql);

/* Whether the expression has such a call anywhere. */
bool short_circuit_can_raise(struct str sql);

#endif
