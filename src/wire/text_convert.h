#ifndef PGPIVOT_WIRE_TEXT_CONVERT_H
#define PGPIVOT_WIRE_TEXT_CONVERT_H

#include "wire/text.h"

/* The converters behind text_converter_choose, by what PostgreSQL type they print. Inside wire/. */

/* text_number.c; the narrowing ones fail with 22003 */
text_convert text_convert_bool;
text_convert text_convert_int2, text_convert_int4, text_convert_int8, text_convert_oid;
text_convert text_convert_int_as_float8;
text_convert text_convert_wide, text_convert_wide_as_int; /* UInt64 and wider */
text_convert text_convert_float32, text_convert_float64, text_convert_float64_as_float4;
text_convert text_convert_decimal;
text_convert text_convert_shown; /* Tuple(Decimal, its decimals) */

/* text_time.c */
text_convert text_convert_date, text_convert_date_as_timestamp;
text_convert text_convert_timestamp, text_convert_timestamptz;
text_convert text_convert_time, text_convert_time_of_micros, text_convert_interval;

/* text_string.c */
text_convert text_convert_string, text_convert_fixed_string, text_convert_bytea;
text_convert text_convert_enum, text_convert_uuid;
text_convert text_convert_jsonb, text_convert_jsonb_part;

/* text_inet.c */
text_convert text_convert_ipv4, text_convert_ipv6, text_convert_inet;

/* text_array.c */
text_convert text_convert_array, text_convert_array_tuple;

#endif
