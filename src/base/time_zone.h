#ifndef PGPIVOT_BASE_TIME_ZONE_H
#define PGPIVOT_BASE_TIME_ZONE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Time zones: the tz database of the system (RFC 9636's files), and POSIX TZ strings of one offset
 * ("<+02>-02"). Never changed once loaded. In all functions NULL is UTC. Seconds are since the
 * epoch; those of a clock as if it were in Greenwich.
 */
struct time_zone;

/* NULL if there is no such zone. To be freed; NULL is fine there too. */
struct time_zone *time_zone_load(const char *name);
void time_zone_free(struct time_zone *zone);
/* The zone of a name that is known, NULL if it is UTC; `zone`, loaded before, is it or is freed. */
struct time_zone *time_zone_switch(struct time_zone *zone, const char *name);
/* Whether the name is UTC by one of its names, which need no zone. */
bool time_zone_names_utc(const char *name);

/* The offset that a POSIX TZ string of one offset says: "EST+5", "<+02>-02", "-02". */
bool time_zone_read_offset(const char *text, int *offset);

const char *time_zone_name(const struct time_zone *zone);
/* Whether all moments have one offset; of a zone of one offset ClickHouse need not know the name.
 */
bool time_zone_is_fixed(const struct time_zone *zone, int *offset);
/* Whether its clock is always that of UTC, by whatever name: GMT. */
bool time_zone_shows_utc(const struct time_zone *zone);
/* Seconds that the zone's clock is ahead of UTC. */
int time_zone_offset(const struct time_zone *zone, int64_t utc);
/* "CET", "CEST" or, of zones that have none, "+03": what the tz database calls that offset. */
const char *time_zone_abbreviation(const struct time_zone *zone, int64_t utc);
/* The moment at which the clock shows this. What the clock skips is read by the offset before, what
 * it shows twice by the one after, as PostgreSQL does (DetermineTimeZoneOffset). */
int64_t time_zone_to_utc(const struct time_zone *zone, int64_t clock);

#endif
