/* Cuts frontend messages out of bytes. Does not know what is in them. */
#include "wire/frame.h"

#include <stdint.h>

#include "wire/bytes.h"

/* src/include/libpq of PostgreSQL 15; all count the length word, but for the start-up packet. */
#define MAX_STARTUP_PACKET_LENGTH 10000U
#define SMALL_MESSAGE_LIMIT 10000U
#define MAX_AUTH_TOKEN_LENGTH 65535U

#define LENGTH_WORD 4U

enum size_class { SIZE_INVALID, SIZE_SMALL, SIZE_LARGE };

static const uint8_t size_classes[256] = {
    ['B'] = SIZE_LARGE, ['C'] = SIZE_SMALL, ['D'] = SIZE_SMALL, ['E'] = SIZE_SMALL,
    ['F'] = SIZE_LARGE, ['H'] = SIZE_SMALL, ['P'] = SIZE_LARGE, ['Q'] = SIZE_LARGE,
    ['S'] = SIZE_SMALL, ['X'] = SIZE_SMALL, ['c'] = SIZE_SMALL, ['d'] = SIZE_LARGE,
    ['f'] = SIZE_SMALL,
};

static enum frame_status fail(struct err *err, const char *message, int value)
{
    err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0, message, value);
    return FRAME_ERROR;
}

static enum frame_status cut_startup(struct str bytes, struct frame *frame, struct err *err)
{
    if (bytes.size < LENGTH_WORD)
        return FRAME_MORE;
    uint32_t length = bytes_u32(bytes.data);
    if (length < 2 * LENGTH_WORD || length - LENGTH_WORD > MAX_STARTUP_PACKET_LENGTH)
        return fail(err, "invalid length of startup packet", 0);
    if (bytes.size < length)
        return FRAME_MORE;
    *frame = (struct frame){0, {bytes.data + LENGTH_WORD, length - LENGTH_WORD}, length};
    return FRAME_READY;
}

/* The longest a message of this type may be; 0 when there is no such type now. */
static size_t length_limit(enum frame_phase phase, unsigned char type, size_t large_limit)
{
    if (phase == FRAME_AUTHENTICATION)
        return type == 'p' ? MAX_AUTH_TOKEN_LENGTH : 0;
    if (size_classes[type] == SIZE_LARGE)
        return large_limit < FRAME_LARGE_MESSAGE_LIMIT ? large_limit : FRAME_LARGE_MESSAGE_LIMIT;
    return size_classes[type] == SIZE_SMALL ? SMALL_MESSAGE_LIMIT : 0;
}

enum frame_status frame_cut(enum frame_phase phase, struct str bytes, size_t large_limit,
                            struct frame *frame, struct err *err)
{
    if (phase == FRAME_STARTUP)
        return cut_startup(bytes, frame, err);
    if (bytes.size == 0)
        return FRAME_MORE;
    unsigned char type = (unsigned char)bytes.data[0];
    size_t limit = length_limit(phase, type, large_limit);
    if (limit == 0)
        return fail(err,
                    phase == FRAME_AUTHENTICATION
                        ? "expected password response, got message type %d"
                        : "invalid frontend message type %d",
                    type);
    if (bytes.size < 1 + LENGTH_WORD)
        return FRAME_MORE;
    uint32_t length = bytes_u32(bytes.data + 1);
    if (length < LENGTH_WORD || length > limit)
        return fail(err, "invalid message length", 0);
    if (bytes.size < 1 + (size_t)length)
        return FRAME_MORE;
    *frame = (struct frame){
        (char)type, {bytes.data + 1 + LENGTH_WORD, length - LENGTH_WORD}, 1 + (size_t)length};
    return FRAME_READY;
}
