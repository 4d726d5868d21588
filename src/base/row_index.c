/* Buckets of rows. Does not know the tables, nor compares keys. */
#include "base/row_index.h"

bool row_index_add(struct row_index *index, uint32_t hash)
{
    size_t bucket = hash % ROW_INDEX_BUCKETS;
    if (index->n == ROW_INDEX_ROWS)
        return false;
    uint16_t row = ++index->n;
    if (index->first[bucket])
        index->next[index->last[bucket]] = row;
    else
        index->first[bucket] = row;
    index->last[bucket] = row;
    return true;
}

uint16_t row_index_first(const struct row_index *index, uint32_t hash)
{
    return index->first[hash % ROW_INDEX_BUCKETS];
}

uint16_t row_index_next(const struct row_index *index, uint16_t row)
{
    return index->next[row];
}

/* Fibonacci hashing: the upper bits are the mixed ones. */
uint32_t row_index_hash_number(uint32_t number)
{
    return (number * UINT32_C(2654435769)) >> 16;
}

/* FNV-1a; 0x20 is what upper and lower case letters differ in. */
uint32_t row_index_hash_name(const char *name)
{
    uint32_t hash = UINT32_C(2166136261);
    for (; *name; name++)
        hash = (hash ^ ((unsigned char)*name | 0x20)) * UINT32_C(16777619);
    return hash ^ hash >> 16;
}
