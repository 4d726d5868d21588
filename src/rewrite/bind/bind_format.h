#ifndef PGPIVOT_REWRITE_BIND_FORMAT_H
#define PGPIVOT_REWRITE_BIND_FORMAT_H

#include "rewrite/bind/bind.h"

/* format(pattern, …) (manual, "String Functions", format): the pattern must be a constant without
 * widths, else 0A000. 22023 for a bad one. */
struct expr *bind_format(struct binder *binder, const struct list *args, int position);

#endif
