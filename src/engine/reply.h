#ifndef PGPIVOT_ENGINE_REPLY_H
#define PGPIVOT_ENGINE_REPLY_H

#include <microhttpd.h>

#include "engine/exception.h"
#include "engine/task.h"

/* The answer to one statement over HTTP, in ClickHouse's headers and words. */
struct reply {
    char tag[EXCEPTION_TAG_SIZE + 1];
    struct buf tail; /* the exception block, once there is one */
    bool tail_made;
    struct buf head; /* result bytes read before the headers went out */
};

void reply_init(struct reply *reply);
void reply_free(struct reply *reply);

/*
 * Reads the result's beginning, to know of early errors, and queues status, headers and a body
 * that streams the rest. task and reply must live until the request is completed.
 */
enum MHD_Result reply_send(struct MHD_Connection *connection, struct reply *reply,
                           struct task *task);

/* A short text in place of a statement's result. */
enum MHD_Result reply_text(struct MHD_Connection *connection, unsigned status, const char *text);

#endif
