#ifndef PGPIVOT_REWRITE_NARROW_FLOAT_H
#define PGPIVOT_REWRITE_NARROW_FLOAT_H

#include "rewrite/ir.h"

/* A float8 operator beside a constant, without the checks that the constant makes needless. */
void narrow_float(struct arena *arena, struct expr **at);

#endif
