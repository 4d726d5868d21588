/*
 * Bytes of a client as a value in binary: the first says of which type. What becomes a text must
 * become bytes again, and those the same text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/pgtype.h"
#include "wire/binary.h"

static const uint32_t types[] = {
    PG_BOOL, PG_INT2,  PG_INT4,  PG_INT8,     PG_OID,         PG_FLOAT4, PG_FLOAT8,  PG_NUMERIC,
    PG_TEXT, PG_JSONB, PG_BYTEA, PG_UUID,     PG_INET,        PG_DATE,   PG_TIME,    PG_TIMESTAMP,
    1007,    1009,     1231,     PG_INTERVAL, PG_TIMESTAMPTZ, 1001,      PG_VARCHAR, PG_NAME};

#define LIMIT ((size_t)16 << 20)

/* Texts of infinite dates and of intervals too long for interval_parse have no way back. */
static void check_again(uint32_t type, struct str text)
{
    struct buf bytes, again;
    struct err err = {0};
    buf_init(&bytes, LIMIT);
    buf_init(&again, LIMIT);
    if (binary_from_text(&bytes, type, text, &err)) {
        if (!binary_to_text(&again, type, buf_str(&bytes), &err))
            abort();
        if (!again.failed && !bytes.failed && !str_eq(buf_str(&again), text))
            abort();
    }
    buf_free(&bytes);
    buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct buf text;
    struct err err = {0};
    uint32_t type = types[data[0] % (sizeof types / sizeof *types)];
    buf_init(&text, LIMIT);
    struct str bytes = {(const char *)data + 1, size - 1};
    if (binary_to_text(&text, type, bytes, &err) && !text.failed && buf_size(&text))
        check_again(type, buf_str(&text));
    buf_free(&text);
    return 0;
}
