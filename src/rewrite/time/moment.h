#ifndef PGPIVOT_REWRITE_MOMENT_H
#define PGPIVOT_REWRITE_MOMENT_H

#include "rewrite/bind/bind.h"

/*
 * Literals of dates and times that are no constants: now, today, tomorrow, yesterday, with a time
 * of the day behind, and timestamptz with the name of a zone. *moment is the expression, NULL for
 * all other texts and types. False with binder->err set.
 */
bool moment_bind(struct binder *binder, const struct expr *literal, uint32_t type, int32_t typmod,
                 struct expr **moment);

#endif
