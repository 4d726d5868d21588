#ifndef PGPIVOT_BACKEND_HTTP_MULTI_H
#define PGPIVOT_BACKEND_HTTP_MULTI_H

#include <curl/curl.h>
#include <stdbool.h>

/*
 * libcurl's transfers driven by a libev loop. Tells from the loop when one has finished; the
 * transfer has then been removed and its connection is kept for the next.
 */
struct ev_loop;
struct http_multi;

typedef void http_finished(CURL *transfer, CURLcode result);

/* max_kept: idle connections to keep. NULL when out of memory. */
struct http_multi *http_multi_new(struct ev_loop *loop, long max_kept, http_finished *finished);
void http_multi_free(struct http_multi *multi);

bool http_multi_add(struct http_multi *multi, CURL *transfer);
/* Ends a transfer early: its connection is closed. */
void http_multi_remove(struct http_multi *multi, CURL *transfer);

#endif
