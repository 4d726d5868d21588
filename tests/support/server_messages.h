#ifndef PGPIVOT_TESTS_SERVER_MESSAGES_H
#define PGPIVOT_TESTS_SERVER_MESSAGES_H

#include "base/buf.h"

/* Takes the backend message at the front of bytes and prints it as a line "< Name …". Bytes that
 * are no message are all taken and said to be bad. */
void server_messages_print(struct buf *out, struct buf *bytes);

#endif
