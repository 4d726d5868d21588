#ifndef PGPIVOT_BASE_STR_H
#define PGPIVOT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that belong to somebody else; not terminated. */
struct str {
    const char *data;
    size_t size;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

static inline struct str str_of(const char *text)
{
    return (struct str){text, strlen(text)};
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.size == b.size &&
           (a.size == 0 || (a.data && b.data && memcmp(a.data, b.data, a.size) == 0));
}

static inline bool str_starts(struct str text, struct str prefix)
{
    return text.size >= prefix.size && memcmp(text.data, prefix.data, prefix.size) == 0;
}

static inline struct str str_skip(struct str text, size_t size)
{
    return (struct str){size ? text.data + size : text.data, text.size - size};
}

/* Bytes of the caller's own, to be freed; without memory the process ends. */
static inline struct str str_copy(struct str text)
{
    char *copy = (char *)malloc(text.size + 1);
    if (!copy)
        abort();
    if (text.data)
        memcpy(copy, text.data, text.size);
    return (struct str){copy, text.size};
}

#endif
