#ifndef PGPIVOT_WIRE_BINARY_CONVERT_H
#define PGPIVOT_WIRE_BINARY_CONVERT_H

#include "wire/binary.h"
#include "wire/reader.h"

/* The converters behind binary.h, by type. Inside wire/. `text` ends with a NUL. */
typedef bool binary_put(struct buf *out, uint32_t type, struct str text, struct err *err);
/* Reads from the reader and appends the text; binary.c looks whether bytes are left or missing. */
typedef bool binary_get(struct buf *out, uint32_t type, struct reader *reader);

/* binary_number.c */
binary_put binary_put_bool, binary_put_int, binary_put_float4, binary_put_float8,
    binary_put_numeric;
binary_get binary_get_bool, binary_get_int, binary_get_float4, binary_get_float8,
    binary_get_numeric;
/* binary_time.c */
binary_put binary_put_date, binary_put_time, binary_put_timestamp, binary_put_interval;
binary_get binary_get_date, binary_get_time, binary_get_timestamp, binary_get_interval;
/* binary_string.c */
binary_put binary_put_text, binary_put_bytea, binary_put_uuid, binary_put_inet, binary_put_jsonb;
binary_get binary_get_text, binary_get_bytea, binary_get_uuid, binary_get_inet, binary_get_jsonb;
/* binary_array.c */
binary_put binary_put_array;
binary_get binary_get_array;

#define BINARY_NUMERIC_NEGATIVE 0x4000

/* A text that is not what its type prints: XX000; false. */
bool binary_bad_text(uint32_t type, struct str text, struct err *err);
/* Sets the reader's error; false. */
bool binary_fail(struct reader *reader, const char *sqlstate, const char *message);
uint64_t binary_get_u64(struct reader *reader);

#endif
