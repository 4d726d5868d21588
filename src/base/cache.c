/* A hash table, and a list by the time of use. Knows nothing of what is kept in it. */
#include "base/cache.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#define N_BUCKETS 1024
#define LARGEST_SHARE 8 /* of the cache, that one value may fill */

struct entry {
    TAILQ_ENTRY(entry) used, bucket;
    uint64_t hash;
    void *value;
    size_t size, key_size;
    char key[];
};

TAILQ_HEAD(entry_list, entry);

struct cache {
    size_t limit, size, count;
    void (*free_value)(void *value);
    struct entry_list used; /* the latest first */
    struct entry_list buckets[N_BUCKETS];
};

struct cache *cache_new(size_t limit_bytes, void (*free_value)(void *value))
{
    struct cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        abort();
    cache->limit = limit_bytes;
    cache->free_value = free_value;
    TAILQ_INIT(&cache->used);
    for (size_t i = 0; i < N_BUCKETS; i++)
        TAILQ_INIT(&cache->buckets[i]);
    return cache;
}

/* FNV's step on words: keys can be long. */
static uint64_t hash_of(struct str key)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ key.size, word;
    for (; key.size >= sizeof word; key = str_skip(key, sizeof word)) {
        memcpy(&word, key.data, sizeof word);
        hash = (hash ^ word) * UINT64_C(0x100000001b3);
        hash ^= hash >> 29;
    }
    word = 0;
    if (key.size)
        memcpy(&word, key.data, key.size);
    hash = (hash ^ word) * UINT64_C(0x100000001b3);
    return hash ^ (hash >> 32);
}

static struct entry_list *bucket_of(struct cache *cache, uint64_t hash)
{
    return &cache->buckets[hash % N_BUCKETS];
}

static void drop(struct cache *cache, struct entry *entry)
{
    TAILQ_REMOVE(&cache->used, entry, used);
    TAILQ_REMOVE(bucket_of(cache, entry->hash), entry, bucket);
    cache->size -= entry->size;
    cache->count--;
    cache->free_value(entry->value);
    free(entry);
}

void cache_free(struct cache *cache)
{
    if (!cache)
        return;
    struct entry *entry;
    while ((entry = TAILQ_FIRST(&cache->used)))
        drop(cache, entry);
    free(cache);
}

static struct entry *find(struct cache *cache, struct str key, uint64_t hash)
{
    struct entry *entry;
    TAILQ_FOREACH(entry, bucket_of(cache, hash), bucket)
    {
        if (entry->hash == hash && str_eq((struct str){entry->key, entry->key_size}, key))
            return entry;
    }
    return NULL;
}

void *cache_find(struct cache *cache, struct str key)
{
    struct entry *entry = find(cache, key, hash_of(key));
    if (!entry)
        return NULL;
    TAILQ_REMOVE(&cache->used, entry, used);
    TAILQ_INSERT_HEAD(&cache->used, entry, used);
    return entry->value;
}

static void make_room(struct cache *cache, size_t size)
{
    struct entry *oldest = TAILQ_LAST(&cache->used, entry_list), *newer;
    for (; oldest && cache->size + size > cache->limit; oldest = newer) {
        newer = TAILQ_PREV(oldest, entry_list, used);
        drop(cache, oldest);
    }
}

void cache_put(struct cache *cache, struct str key, void *value, size_t size)
{
    uint64_t hash = hash_of(key);
    size += sizeof(struct entry) + key.size;
    if (size > cache_largest(cache) || find(cache, key, hash)) {
        cache->free_value(value);
        return;
    }
    make_room(cache, size);
    struct entry *entry = malloc(sizeof *entry + key.size);
    if (!entry)
        abort();
    *entry = (struct entry){.hash = hash, .value = value, .size = size, .key_size = key.size};
    if (key.size)
        memcpy(entry->key, key.data, key.size);
    TAILQ_INSERT_HEAD(&cache->used, entry, used);
    TAILQ_INSERT_HEAD(bucket_of(cache, hash), entry, bucket);
    cache->size += size;
    cache->count++;
}

void cache_drop(struct cache *cache, struct str key)
{
    struct entry *entry = find(cache, key, hash_of(key));
    if (entry)
        drop(cache, entry);
}

size_t cache_size(const struct cache *cache)
{
    return cache->size;
}

size_t cache_count(const struct cache *cache)
{
    return cache->count;
}

size_t cache_largest(const struct cache *cache)
{
    return cache->limit / LARGEST_SHARE;
}
