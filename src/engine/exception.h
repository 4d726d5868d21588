#ifndef PGPIVOT_ENGINE_EXCEPTION_H
#define PGPIVOT_ENGINE_EXCEPTION_H

#include "base/buf.h"

/*
 * ClickHouse's exceptions as its HTTP interface tells them (manual, "HTTP interface"). Before the
 * first byte of a result: an HTTP status and X-ClickHouse-Exception-Code. After it: a block at the
 * end of the body,
 *
 *     \r\n__exception__\r\n<tag>\r\n<message>\n<size of message> <tag>\r\n__exception__\r\n
 *
 * where the tag is 16 random letters that the reply's X-ClickHouse-Exception-Tag announced, and
 * the whole is at most 16 KiB; the connection then closes without the body's last chunk.
 */
enum { EXCEPTION_TAG_SIZE = 16 };

/* The N of "Code: N. DB::Exception: …"; 1000 (UNKNOWN_EXCEPTION) when there is none. */
int exception_code(const char *message);
int exception_http_status(int code);

/* tag has room for EXCEPTION_TAG_SIZE + 1. */
void exception_make_tag(char *tag);
void exception_write_block(struct buf *out, const char *tag, const char *message);

#endif
