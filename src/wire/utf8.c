/* Checks that texts are UTF-8 as PostgreSQL understands it. Does not convert encodings. */
#include "wire/utf8.h"

#include <stdint.h>
#include <stdio.h>

#define WORD sizeof(uint64_t)
#define LOW_BITS 0x0101010101010101ULL
#define HIGH_BITS 0x8080808080808080ULL

/* The length of the leading run of words holding only ASCII other than NUL. */
static size_t skip_ascii(const unsigned char *text, size_t size)
{
    size_t i = 0;
    for (; i + WORD <= size; i += WORD) {
        uint64_t word;
        memcpy(&word, text + i, WORD);
        /* A zero byte borrows from its high bit; a byte above 127 has it set. */
        if (((word - LOW_BITS) | word) & HIGH_BITS)
            break;
    }
    return i;
}

static size_t length_by_lead(unsigned char lead)
{
    if (lead >= 0xC0 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF8 ? 4 : 1;
}

/* What the second byte may be, by the first (Unicode, table 3-7). */
static bool second_is_valid(unsigned char lead, unsigned char second)
{
    switch (lead) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return second >= 0x80 && second <= 0xBF;
    }
}

/* Bytes of the character at the front; 0 if it is no character. */
static size_t character_length(const unsigned char *text, size_t size)
{
    if (text[0] > 0 && text[0] < 0x80)
        return 1;
    size_t length = length_by_lead(text[0]);
    if (text[0] < 0xC2 || text[0] > 0xF4 || length > size || !second_is_valid(text[0], text[1]))
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

static bool fail(const unsigned char *text, size_t size, struct err *err)
{
    size_t length = length_by_lead(text[0]);
    char hex[4 * 5 + 1];
    int used = 0;
    for (size_t i = 0; i < length && i < size; i++)
        used += snprintf(hex + used, sizeof hex - (size_t)used, i ? " 0x%02x" : "0x%02x", text[i]);
    return err_set(err, SQLSTATE_CHARACTER_NOT_IN_REPERTOIRE, 0,
                   "invalid byte sequence for encoding \"UTF8\": %s", hex);
}

bool utf8_check(struct str text, struct err *err)
{
    const unsigned char *data = (const unsigned char *)text.data;
    for (size_t i = 0; i < text.size;) {
        i += skip_ascii(data + i, text.size - i);
        /* At most a word, then try whole words again. */
        for (size_t end = i + WORD; i < end && i < text.size;) {
            size_t length = character_length(data + i, text.size - i);
            if (length == 0)
                return fail(data + i, text.size - i, err);
            i += length;
        }
    }
    return true;
}
