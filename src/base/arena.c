/* Arenas: bump allocation in blocks. Knows nothing of what is kept in it. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE (16 * 1024)
#define ALIGNMENT 16

struct block {
    struct block *next;
    size_t size, used;
    _Alignas(ALIGNMENT) char data[];
};

struct arena {
    struct block *blocks;
    size_t limit, used;
    jmp_buf *handler;
};

struct arena *arena_new(size_t limit_bytes)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        abort();
    arena->limit = limit_bytes;
    return arena;
}

static void blocks_free(struct block *block)
{
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    blocks_free(arena->blocks);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    blocks_free(arena->blocks);
    arena->blocks = NULL;
    arena->used = 0;
}

static _Noreturn void overflow(struct arena *arena)
{
    if (arena->handler)
        longjmp(*arena->handler, 1);
    fprintf(stderr, "pgpivot: arena limit of %zu bytes passed without a handler\n", arena->limit);
    abort();
}

static struct block *block_add(struct arena *arena, size_t size)
{
    size_t capacity = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    struct block *block = malloc(sizeof *block + capacity);
    if (!block)
        overflow(arena);
    block->size = capacity;
    block->used = 0;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

size_t arena_size(const struct arena *arena)
{
    return arena->used;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > arena->limit)
        overflow(arena);
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (arena->used + size > arena->limit)
        overflow(arena);
    struct block *block = arena->blocks;
    if (!block || block->size - block->used < size)
        block = block_add(arena, size);
    void *memory = block->data + block->used;
    block->used += size;
    arena->used += size;
    return memset(memory, 0, size);
}

char *arena_strndup(struct arena *arena, const char *text, size_t size)
{
    char *copy = arena_alloc(arena, size + 1);
    /* No bytes may come without a place. */
    if (size)
        memcpy(copy, text, size);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    char *text = arena_alloc(arena, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

jmp_buf *arena_catch(struct arena *arena, jmp_buf *handler)
{
    jmp_buf *before = arena->handler;
    arena->handler = handler;
    return before;
}
