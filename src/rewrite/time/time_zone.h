#ifndef PGPIVOT_REWRITE_TIME_ZONE_H
#define PGPIVOT_REWRITE_TIME_ZONE_H

#include "rewrite/bind/bind.h"

/*
 * What depends on the session's time zone (rewrite_context.zone). The rows of functions, operators
 * and casts are those of UTC; here a call of them is bound as one over the zone's clock, a
 * timestamp without time zone, and its result is read back by the zone's clock where it is a moment
 * again.
 */

/* The clock's timestamp at a moment (timestamptz), and the moment of a timestamp. NULL stays NULL;
 * so that binders can be nested. */
struct expr *time_zone_clock(struct binder *binder, struct expr *moment);
struct expr *time_zone_moment(struct binder *binder, struct expr *clock);

/*
 * A call of `routine`, whose arguments have its types, where the zone matters: *call, or NULL where
 * it does not. False with binder->err set.
 */
bool time_zone_call(struct binder *binder, const struct routine *routine, const struct list *args,
                    int position, struct expr **call);
/* Whether the row makes a moment of what a clock shows; its calls give the clock. */
bool time_zone_is_read(const struct binder *binder, const struct routine *routine);
/* As time_zone_call, of a cast. */
bool time_zone_cast(struct binder *binder, struct expr *arg, uint32_t to, int position,
                    struct expr **cast);
/* current_date and such, `type` without time zone, out of now as a timestamptz. */
struct expr *time_zone_now(struct binder *binder, struct expr *now, uint32_t type);

#endif
