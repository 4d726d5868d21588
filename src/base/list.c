/* Arrays of pointers that grow in an arena. */
#include "base/list.h"

#include <string.h>

void list_add(struct arena *arena, struct list *list, void *item)
{
    if (list->n == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 4;
        void **items = ARENA_ARRAY(arena, void *, capacity);
        if (list->n)
            memcpy(items, list->items, list->n * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->n++] = item;
}

void list_add_all(struct arena *arena, struct list *list, const struct list *more)
{
    for (size_t i = 0; i < more->n; i++)
        list_add(arena, list, more->items[i]);
}
