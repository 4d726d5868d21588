#ifndef PGPIVOT_DATAGEN_PRICE_PATH_H
#define PGPIVOT_DATAGEN_PRICE_PATH_H

#include <stdint.h>

#define SESSION_START_MS INT64_C(32400000)  /* 09:00 */
#define SESSION_LENGTH_MS INT64_C(28800000) /* to 17:00 */

/*
 * The price in cents of the instrument with this price at rest, on a day (since 1970-01-01) and
 * milliseconds after the session's start. Each key has a path of its own, within 15 % of the
 * price at rest, that one day hands on to the next.
 */
int64_t price_path_cents(uint64_t key, int64_t price_cents, int64_t day, int64_t session_ms);

#endif
