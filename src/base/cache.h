#ifndef PGPIVOT_BASE_CACHE_H
#define PGPIVOT_BASE_CACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Values by the bytes of their keys. When there are more bytes than allowed, those go that were not
 * asked for longest. For one thread.
 */
struct cache;

/* free_value is called for each value that goes. */
struct cache *cache_new(size_t limit_bytes, void (*free_value)(void *value));
void cache_free(struct cache *cache);

/* NULL if there is none. The value is good until the next cache_put. */
void *cache_find(struct cache *cache, struct str key);
/* Copies the key and takes the value, which counts as `size` bytes; what would fill too much of the
 * cache, or is there already, goes at once. */
void cache_put(struct cache *cache, struct str key, void *value, size_t size);
/* Nothing happens if there is none. */
void cache_drop(struct cache *cache, struct str key);
/* What it holds now: bytes, keys included, and values. */
size_t cache_size(const struct cache *cache);
size_t cache_count(const struct cache *cache);
/* The largest size that is kept, with its key. */
size_t cache_largest(const struct cache *cache);

#endif
