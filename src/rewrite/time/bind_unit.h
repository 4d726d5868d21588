#ifndef PGPIVOT_REWRITE_BIND_UNIT_H
#define PGPIVOT_REWRITE_BIND_UNIT_H

#include "rewrite/bind/bind.h"

/* extract, date_part, date_trunc: their rows are for one unit each (routine.literal). */

/* Whether rows of the chosen signature are for units. */
bool unit_is_wanted(const struct routine *const *rows, size_t n, const struct routine *chosen);
/* The error of a constant that is no unit of the type, in PostgreSQL's words; always NULL. */
struct expr *unit_error(struct binder *binder, const struct routine *chosen,
                        const struct expr *unit);
/* The call where the unit is no constant: a CASE over all that there are. */
struct expr *unit_bind_each(struct binder *binder, const struct routine *const *rows, size_t n,
                            const struct routine *chosen, const struct list *args, int position);

#endif
