#ifndef PGPIVOT_BASE_ARENA_H
#define PGPIVOT_BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/*
 * Memory that is freed all at once. Three lifetimes exist: process, session, query; an arena
 * parameter tells where a result lives. No allocation returns NULL: past its limit an arena jumps
 * to the handler set with arena_catch, and aborts when there is none.
 */
struct arena;

struct arena *arena_new(size_t limit_bytes);
void arena_free(struct arena *arena);

/* Forgets everything allocated; every pointer into the arena dies. */
void arena_reset(struct arena *arena);

/* What was allocated. */
size_t arena_size(const struct arena *arena);

/* Zeroed and aligned for any type. Lives until arena_reset or arena_free. */
void *arena_alloc(struct arena *arena, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t size);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/*
 * Where to go when the limit is passed; returns the handler that was set before (NULL if none), to
 * be put back when the guarded work is over.
 */
jmp_buf *arena_catch(struct arena *arena, jmp_buf *handler);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, n) ((type *)arena_alloc((arena), sizeof(type) * (size_t)(n)))

#endif
