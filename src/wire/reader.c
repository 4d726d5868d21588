/* Takes messages apart, never past their end. Does not know the messages. */
#include "wire/reader.h"

#include "wire/bytes.h"
#include "wire/utf8.h"

void reader_fail(struct reader *reader, const char *message)
{
    if (!reader->failed)
        err_set(reader->err, SQLSTATE_PROTOCOL_VIOLATION, 0, "%s", message);
    reader->failed = true;
}

struct str reader_bytes(struct reader *reader, size_t size)
{
    if (reader->failed || size > reader->rest.size) {
        reader_fail(reader, "insufficient data left in message");
        return STR("");
    }
    struct str bytes = {reader->rest.data, size};
    reader->rest = str_skip(reader->rest, size);
    return bytes;
}

uint8_t reader_u8(struct reader *reader)
{
    struct str bytes = reader_bytes(reader, 1);
    return bytes.size ? (uint8_t)bytes.data[0] : 0;
}

uint16_t reader_u16(struct reader *reader)
{
    struct str bytes = reader_bytes(reader, 2);
    return bytes.size ? bytes_u16(bytes.data) : 0;
}

uint32_t reader_u32(struct reader *reader)
{
    struct str bytes = reader_bytes(reader, 4);
    return bytes.size ? bytes_u32(bytes.data) : 0;
}

struct str reader_string(struct reader *reader)
{
    const char *end = NULL;
    if (!reader->failed && reader->rest.size)
        end = memchr(reader->rest.data, '\0', reader->rest.size);
    if (!end) {
        reader_fail(reader, "invalid string in message");
        return STR("");
    }
    struct str text = reader_bytes(reader, (size_t)(end - reader->rest.data));
    reader->rest = str_skip(reader->rest, 1);
    if (!utf8_check(text, reader->err)) {
        reader->failed = true;
        return STR("");
    }
    return text;
}

bool reader_end(struct reader *reader)
{
    if (reader->rest.size)
        reader_fail(reader, "invalid message format");
    return !reader->failed;
}
