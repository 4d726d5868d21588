#ifndef PGPIVOT_REWRITE_OVERLOAD_H
#define PGPIVOT_REWRITE_OVERLOAD_H

#include "rewrite/routines/routine.h"

enum overload_result { OVERLOAD_FOUND, OVERLOAD_NONE, OVERLOAD_AMBIGUOUS };

/*
 * Chooses among routines of one name by argument types, with PostgreSQL's rules (manual, "Operator
 * Type Resolution" and "Function Type Resolution"). `types` holds n_args pg_type OIDs, PG_UNKNOWN
 * for untyped literals. Rows that differ only in `literal` count as one; the first is given.
 */
enum overload_result overload_choose(const struct routine *const *candidates, size_t n_candidates,
                                     const uint32_t *types, size_t n_args, bool is_operator,
                                     const struct routine **chosen);

/* The type argument i of the routine is declared with; the variadic one repeats. */
uint32_t overload_declared_type(const struct routine *routine, size_t i);

#endif
