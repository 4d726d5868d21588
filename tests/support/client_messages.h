#ifndef PGPIVOT_TESTS_CLIENT_MESSAGES_H
#define PGPIVOT_TESTS_CLIENT_MESSAGES_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Frontend messages written as text; \n \t \\ \| \, are that byte, other bytes are plain.
 *
 *     SSLRequest, GSSENCRequest, CancelRequest PID KEY, Startup NAME=VALUE …, Startup3.2 …
 *     Query TEXT, CopyData TEXT, CopyFail TEXT, CopyDone, Terminate, Sync, Flush, FunctionCall
 *     Parse NAME|TEXT|TYPE,…               type OIDs
 *     Bind PORTAL|STATEMENT|VALUE,…|FORMAT,…|FORMAT,…
 *                                          values: \N, 0xHEX or text; formats of values, results
 *     Describe KIND NAME, Close KIND NAME,
 *     Execute ROWS PORTAL
 *     Bytes HEX…                           anything else
 *     Repeat N TEXT                        CopyData with TEXT N times
 *
 * False for anything else, and for numbers that are none.
 */
bool client_message_encode(struct buf *out, const char *text);

#endif
