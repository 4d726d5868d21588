#ifndef PGPIVOT_TESTS_FAKE_HTTP_H
#define PGPIVOT_TESTS_FAKE_HTTP_H

#include <ev.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * An HTTP server for tests, on the test's own loop and a Unix socket: it hands on what it received
 * and sends exactly the bytes it is given, so that a test can break any rule of HTTP.
 */
struct fake_http;
struct fake_connection;

/* Called whenever bytes have come. `received`: all since the last fake_forget. */
typedef void fake_received(void *owner, struct fake_connection *connection, struct str received);

struct fake_http *fake_http_start(struct ev_loop *loop, fake_received *received, void *owner);
void fake_http_stop(struct fake_http *fake);
const char *fake_http_socket(const struct fake_http *fake);
/* How many connections were ever accepted, and how many are open now. */
int fake_http_accepted(const struct fake_http *fake);
int fake_http_open(const struct fake_http *fake);

void fake_send(struct fake_connection *connection, const void *data, size_t size);
void fake_puts(struct fake_connection *connection, const char *text);
/* As one chunk of a chunked body. */
void fake_chunk(struct fake_connection *connection, const void *data, size_t size);
void fake_forget(struct fake_connection *connection);
void fake_close(struct fake_connection *connection); /* once all is sent */
void fake_read(struct fake_connection *connection, bool on);
size_t fake_unsent(const struct fake_connection *connection);

/* Whether a whole request (head, and body by length or in chunks) is there. */
bool fake_is_whole(struct str received);

#endif
