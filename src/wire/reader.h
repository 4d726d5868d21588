#ifndef PGPIVOT_WIRE_READER_H
#define PGPIVOT_WIRE_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/*
 * Takes the parts of a message off its front. Failure is sticky: the first error stays in err,
 * later reads give zeros, and reader_end tells.
 */
struct reader {
    struct str rest;
    struct err *err;
    bool failed;
};

uint8_t reader_u8(struct reader *reader);
uint16_t reader_u16(struct reader *reader);
uint32_t reader_u32(struct reader *reader);
struct str reader_bytes(struct reader *reader, size_t size);
/* Up to a NUL, which is taken too; checked to be UTF-8. */
struct str reader_string(struct reader *reader);
void reader_fail(struct reader *reader, const char *message);
/* Whether all went well and nothing is left. */
bool reader_end(struct reader *reader);

#endif
