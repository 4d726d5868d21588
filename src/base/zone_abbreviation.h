#ifndef PGPIVOT_BASE_ZONE_ABBREVIATION_H
#define PGPIVOT_BASE_ZONE_ABBREVIATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Seconds east of Greenwich of "CEST", of any case. False for names of zones, and for abbreviations
 * whose offset depends on the date (MSK). They go before names: CET is +01 all year. */
bool zone_abbreviation(struct str word, int *offset);
/* Names of the tz database that have no slash and are no offset alone: Japan, EST5EDT. */
bool zone_name_is_single(struct str name);

#endif
