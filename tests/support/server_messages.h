#ifndef PGPIVOT_TESTS_SERVER_MESSAGES_H
#define PGPIVOT_TESTS_SERVER_MESSAGES_H

#include "base/buf.h"

/* Takes the backend message at the front of bytes and prints it as a line "< Name …". Bytes that
 * are no message are all taken and said to be bad. */
void server_messages_print(struct buf *out, struct buf *bytes);

/* The same for what two servers say side by side: with a column's place, length and typmod, without
 * keys of sessions and places in sources. */
void server_messages_print_side(struct buf *out, struct buf *bytes);

/* The type of the message at the front of bytes, '\0' while it is not whole. */
char server_messages_type(const struct buf *bytes);

/* The type of the messages that are printed as "< NAME"; '\0' for others. */
char server_messages_type_named(const char *name);

#endif
