#ifndef PGPIVOT_REWRITE_POLYMORPHIC_H
#define PGPIVOT_REWRITE_POLYMORPHIC_H

#include "rewrite/routines/routine.h"

/*
 * Rows whose argument types are PostgreSQL's polymorphic ones (manual, "Polymorphic Types"):
 * anyarray and anyelement, which all stand for one type, and anycompatible, for a common one.
 */

/* What the two families stand for in a call: the type of the elements; PG_UNKNOWN: nothing says. */
struct polymorphic {
    uint32_t element, compatible;
};

/* False when the types contradict each other. PG_UNKNOWN ones fit anything. */
bool polymorphic_resolve(const struct routine *routine, const uint32_t *types, size_t n,
                         struct polymorphic *resolved);
/* The declared type, of an argument or the result, as a type; others are given back as they are. 0
 * when it stands for nothing. */
uint32_t polymorphic_type(const struct polymorphic *resolved, uint32_t declared);

#endif
