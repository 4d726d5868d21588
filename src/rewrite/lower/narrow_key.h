#ifndef PGPIVOT_REWRITE_NARROW_KEY_H
#define PGPIVOT_REWRITE_NARROW_KEY_H

#include "rewrite/ir.h"

/* A date that a template turns into a timestamp is not turned into one before. */
void narrow_date(struct arena *arena, struct expr **at);

/* A column that a template turns into a DateTime64(6) for a function that takes any DateTime. */
void narrow_timestamp(struct arena *arena, struct expr **at);

/* The day whose midnight the timestamp is known to be, as date_trunc('month', x) is; NULL: it may
 * be later. A date is itself. */
struct expr *narrow_day(struct arena *arena, struct expr *expr);

/* A numeric that is a field of a date, as the integer that ClickHouse's function gives; NULL: it is
 * something else. */
struct expr *narrow_field(struct arena *arena, const struct expr *expr);

bool narrow_is_field(const struct expr *expr);

/*
 * Grouping by a date or a field of one hashes what ClickHouse's function gives, not its form as a
 * timestamp or a numeric: that is made of each group's key, not of each row.
 */
void narrow_group_keys(struct arena *arena, struct query *query);

#endif
