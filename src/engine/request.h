#ifndef PGPIVOT_ENGINE_REQUEST_H
#define PGPIVOT_ENGINE_REQUEST_H

#include <microhttpd.h>

#include "engine/task.h"

/*
 * The part of ClickHouse's HTTP interface (manual, "HTTP interface") that pgpivot uses:
 * GET /ping, and statements at / by GET or POST. A statement is the `query` parameter followed by
 * the body; the rows of an INSERT whose FORMAT stands in the parameter are streamed from the body.
 * Nothing is kept between requests. A GET may only read.
 *
 * Differences from a server: user and password are ignored (the socket's permissions decide who
 * may connect), sessions and compression are refused, one statement a request, and KILL QUERY only
 * by query_id.
 */

/* libmicrohttpd's handlers; their closure is a struct engine. */
enum MHD_Result request_handle(void *engine, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *upload,
                               size_t *upload_size, void **state);
void request_completed(void *engine, struct MHD_Connection *connection, void **state,
                       enum MHD_RequestTerminationCode why);

#endif
