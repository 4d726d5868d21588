#ifndef PGPIVOT_BASE_STR_H
#define PGPIVOT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
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

#endif
