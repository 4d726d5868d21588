#ifndef PGPIVOT_REWRITE_ZONE_ROW_H
#define PGPIVOT_REWRITE_ZONE_ROW_H

#include "rewrite/routines/cast_text.h"
#include "rewrite/routines/cast_time.h"

/*
 * AT TIME ZONE with a zone, $1, that is no constant, of $2. Of all functions that know zones
 * ClickHouse's formatDateTime alone takes another one for each row. Abbreviations are refused: CET
 * would be the zone of that name.
 */
#define ZONE_OF_ROW                                                                                \
    "concat(" RAISED(                                                                              \
        RAISE_IF("isNotNull($1) AND NOT match($1, '^[A-Z][A-Za-z_]+/[A-Za-z_/+0-9-]+$|"            \
                 "^(UTC|utc|GMT|gmt)$')",                                                          \
                 "0A000", "where it is no constant this time zone is not supported: \"",           \
                 "\"")) ", if(lower(ifNull($1, 'utc')) IN ('utc', 'gmt'), 'UTC', "                 \
                        "assumeNotNull($1)))"
#define SECONDS_OF(micros) "intDiv(" micros " - positiveModulo(" micros ", 1000000), 1000000)"
/* Microseconds that the zone z is ahead at the moment `micros`. */
#define ROW_OFFSET(micros)                                                                         \
    "(toUnixTimestamp64Second(toDateTime64(formatDateTime(fromUnixTimestamp64Micro(" micros        \
    ", 'UTC'), '%Y-%m-%d %H:%i:%S', z), 0, 'UTC')) - " SECONDS_OF(micros) ") * toInt64(1000000)"
#define IN_ROW_ZONE                                                                                \
    "if(isNull($1) OR isNull($2), NULL, " LET2("z", ZONE_OF_ROW, "m",                              \
                                               "assumeNotNull(" MICROSECONDS("$2") ")",            \
                                               TIMESTAMP_WITHIN("(m + " ROW_OFFSET("m") ")")) ")"
/* As pattern_zone.c reads a clock: by the offset of the day after if that holds, else before. */
#define TO_ROW_ZONE                                                                                \
    "if(isNull($1) OR isNull($2), NULL, " LET2(                                                    \
        "z", ZONE_OF_ROW, "m", "assumeNotNull(" MICROSECONDS("$2") ")",                            \
        LET2("b", "m - " ROW_OFFSET("(m - 86400000000)"), "a",                                     \
             "m - " ROW_OFFSET("(m + 86400000000)"),                                               \
             TIMESTAMP_WITHIN("if(a + " ROW_OFFSET("a") " = m, a, b)"))) ")"

#endif
