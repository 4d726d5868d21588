#ifndef PGPIVOT_BASE_ROW_INDEX_H
#define PGPIVOT_BASE_ROW_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The rows of a constant table by a hash of what they are looked up by. It is filled once, under
 * call_once, and only read from then on. Rows are numbered from 1 in the order they are added, and
 * those of one bucket are found in that order; a bucket has rows of other keys too.
 */
#define ROW_INDEX_ROWS 16384
#define ROW_INDEX_BUCKETS 4096

struct row_index {
    uint16_t first[ROW_INDEX_BUCKETS], last[ROW_INDEX_BUCKETS];
    uint16_t next[ROW_INDEX_ROWS + 1];
    uint16_t n;
};

/* False when the index is full. */
bool row_index_add(struct row_index *index, uint32_t hash);
/* The number of the first row that may have the hash, and of the one after `row`; 0: no more. */
uint16_t row_index_first(const struct row_index *index, uint32_t hash);
uint16_t row_index_next(const struct row_index *index, uint16_t row);

uint32_t row_index_hash_number(uint32_t number);
/* The same for names that differ in the case of ASCII letters alone. */
uint32_t row_index_hash_name(const char *name);

#endif
