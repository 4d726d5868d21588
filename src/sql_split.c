/* Cuts ClickHouse SQL into statements. Understands nothing but quotes and comments. */
#include "sql_split.h"

#include <ctype.h>

/* Bytes of the quoted text at the front, with its quotes; a backslash hides the next byte. */
static size_t quoted_size(struct str text)
{
    char quote = text.data[0];
    size_t i = 1;
    while (i < text.size && text.data[i] != quote)
        i += text.data[i] == '\\' ? 2 : 1;
    return i < text.size ? i + 1 : text.size;
}

static size_t size_until(struct str text, const char *end, size_t end_size)
{
    for (size_t i = 0; i + end_size <= text.size; i++) {
        if (memcmp(text.data + i, end, end_size) == 0)
            return i + end_size;
    }
    return text.size;
}

/* Bytes of the piece at the front; *blank tells whether it says nothing. */
static size_t piece_size(struct str text, bool *blank)
{
    char c = text.data[0];
    *blank = true;
    if (str_starts(text, STR("--")))
        return size_until(text, "\n", 1);
    if (str_starts(text, STR("/*")))
        return size_until(text, "*/", 2);
    if (isspace((unsigned char)c))
        return 1;
    *blank = false;
    return c == '\'' || c == '"' || c == '`' ? quoted_size(text) : 1;
}

bool sql_split_next(struct str *rest, struct str *statement)
{
    bool empty = true, blank = false;
    *statement = (struct str){rest->data, 0};
    while (rest->size) {
        size_t size = 1;
        bool at_end = rest->data[0] == ';';
        if (!at_end)
            size = piece_size(*rest, &blank);
        *rest = str_skip(*rest, size);
        if (at_end && !empty)
            return true;
        if (at_end || (empty && blank)) {
            *statement = (struct str){rest->data, 0};
            continue;
        }
        empty = false;
        statement->size += size;
    }
    return !empty;
}
