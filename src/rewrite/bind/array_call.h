#ifndef PGPIVOT_REWRITE_ARRAY_CALL_H
#define PGPIVOT_REWRITE_ARRAY_CALL_H

#include "rewrite/bind/bind.h"

/* Gives the call of an array function what its row asks for in `elements`, behind its arguments.
 * Calls of others stay as they are. False with an error set (0A000) for arrays of more dimensions
 * than the function takes. */
bool array_call_prepare(struct binder *binder, struct expr *call);

#endif
