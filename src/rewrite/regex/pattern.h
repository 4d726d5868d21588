#ifndef PGPIVOT_REWRITE_PATTERN_H
#define PGPIVOT_REWRITE_PATTERN_H

#include "base/arena.h"
#include "base/err.h"

/*
 * Patterns of to_char and its kin (manual, 9.8), constants, as templates (routine.h) of the other
 * argument, $1, that give PostgreSQL's text, NULL for NULL. Each gives NULL with err set: 0A000
 * for what is not translated, PostgreSQL's codes for what it does not take.
 */
typedef const char *pattern_translator(struct arena *arena, const char *pattern, struct err *err);

/* to_char of a timestamp of any column type, and of a timestamptz in UTC. */
pattern_translator pattern_of_timestamp, pattern_of_timestamptz;
/* to_char of an interval. */
pattern_translator pattern_of_interval;
/* to_char of numbers, in the C locale. */
pattern_translator pattern_of_integer, pattern_of_numeric, pattern_of_float4, pattern_of_float8;
/* to_number, as the text of the number. */
pattern_translator pattern_to_number;
/* to_date, and to_timestamp as a timestamp. */
pattern_translator pattern_read_date, pattern_read_timestamp;
/* AT TIME ZONE: of a timestamp in the zone, and the zone's clock at a timestamptz. */
pattern_translator pattern_to_zone, pattern_in_zone;

/* The same of a zone that is loaded: its clock at the moment $1, the moment of the clock $1, and
 * that as microseconds since the epoch, which are never out of range. */
struct time_zone;
enum zone_pattern { ZONE_CLOCK, ZONE_MOMENT, ZONE_MICROS };
const char *pattern_of_zone(struct arena *arena, const struct time_zone *zone,
                            enum zone_pattern pattern);

#endif
