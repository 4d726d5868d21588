#ifndef PGPIVOT_WIRE_FRAME_H
#define PGPIVOT_WIRE_FRAME_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/*
 * Cuts frontend messages out of a stream of bytes (manual, "Message Flow" and "Message Formats").
 * Looks at type and length only.
 */
struct frame {
    char type;       /* 0 for packets of the start-up phase, which have none */
    struct str body; /* without type and length; points into the bytes given */
    size_t size;     /* of the whole message: what to buf_consume once it is dealt with */
};

enum frame_status {
    FRAME_MORE,  /* not whole yet: call again with more bytes */
    FRAME_READY, /* *frame is filled */
    FRAME_ERROR  /* err is set (08P01); the stream is lost: tell the client and close */
};

/* What the client may send now; each phase has its own messages and limits. */
enum frame_phase {
    FRAME_STARTUP,        /* StartupMessage, SSLRequest, GSSENCRequest, CancelRequest */
    FRAME_AUTHENTICATION, /* 'p' only: PasswordMessage, SASLInitialResponse, SASLResponse */
    FRAME_NORMAL
};

/* PostgreSQL's PQ_LARGE_MESSAGE_LIMIT. */
#define FRAME_LARGE_MESSAGE_LIMIT 0x3ffffffeU

/*
 * The message at the front of bytes. large_limit: most bytes (counting the length word) of a
 * message that may be long: Query, Parse, Bind, FunctionCall, CopyData.
 */
enum frame_status frame_cut(enum frame_phase phase, struct str bytes, size_t large_limit,
                            struct frame *frame, struct err *err);

#endif
