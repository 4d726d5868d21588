#ifndef PGPIVOT_WIRE_VALUE_CONVERT_H
#define PGPIVOT_WIRE_VALUE_CONVERT_H

#include "wire/value_in.h"

/* The parsers behind value_parser_choose. Inside wire/. */

/* value_number.c */
value_parse value_parse_int, value_parse_wide, value_parse_decimal;
value_parse value_parse_float32, value_parse_float64;
/* A numeric without a precision: its digits as text, in the form that PostgreSQL prints. */
value_build value_build_digits;

/* value_time.c */
value_parse value_parse_date, value_parse_timestamp, value_parse_timestamptz, value_parse_time;
value_parse value_parse_interval;
/* As `parse`, one of any of these, does under the settings. */
bool value_parse_by(const struct value_input *input, value_parse *parse, struct value *value,
                    struct str text, const struct chtype *type, struct err *err);

/* value_in.c: the text without the spaces around it, as isspace sees them. */
struct str value_trim(struct str text);
/* invalid input syntax for type …: "…" (22P02), naming the PostgreSQL type; false. */
bool value_bad_syntax(struct str text, const struct chtype *type, struct err *err);
/* value "…" is out of range for type … (22003); false. */
bool value_out_of_range(struct str text, const struct chtype *type, struct err *err);

#endif
