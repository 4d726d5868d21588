#ifndef PGPIVOT_REWRITE_TIME_ZONE_H
#define PGPIVOT_REWRITE_TIME_ZONE_H

#include "rewrite/bind.h"

/*
 * What depends on the session's time zone is right for UTC only: while TimeZone is another one,
 * expressions of type timestamp with time zone, and the current date and local time, are refused
 * (0A000) rather than answered for the wrong day.
 */
bool time_zone_check(struct binder *binder, struct query *query);
bool time_zone_is_utc(const struct binder *binder);
/* Refuses the expression at `position`; returns NULL. */
struct expr *time_zone_refuse(struct binder *binder, int position);

#endif
