#ifndef PGPIVOT_REWRITE_CUBOID_ASK_H
#define PGPIVOT_REWRITE_CUBOID_ASK_H

#include "rewrite/bind/bind.h"
#include "rewrite/cuboid/cuboid_text.h"

/* A stage before rollup_choose: what the statement asks, for answers that are kept, into
 * binder->cuboid; NULL if it is no grouping of one table's rows. */
bool cuboid_note(struct binder *binder, struct query *query);

/* ---- cuboid_condition.c ---- */

/* The condition, said of keys; NULL: it cannot be said so. */
const struct cuboid_condition *cuboid_condition_of(struct cuboid_saying *saying,
                                                   const struct expr *expr);
/* A constant that can be compared with values of keys. */
bool cuboid_value_of(const struct expr *expr, struct cuboid_value *value);

/* ---- cuboid_part.c ---- */

/* The expression as the text of a key, or NULL; what it is made of is noted. */
const char *cuboid_key_text(struct cuboid_saying *saying, const struct expr *expr);

#endif
