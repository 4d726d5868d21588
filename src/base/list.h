#ifndef PGPIVOT_BASE_LIST_H
#define PGPIVOT_BASE_LIST_H

#include <stddef.h>

#include "base/arena.h"

/* A growable array of pointers in an arena. A zeroed struct is an empty list. */
struct list {
    void **items;
    size_t n, capacity;
};

void list_add(struct arena *arena, struct list *list, void *item);
void list_add_all(struct arena *arena, struct list *list, const struct list *more);

/* for (LIST_EACH(struct expr, e, &list)) … */
#define LIST_EACH(type, name, list)                                                                \
    type **name##_at = (type **)(list)->items, *name = NULL;                                       \
    name##_at &&name##_at < (type **)(list)->items + (list)->n && ((name = *name##_at), 1);        \
    name##_at++

#endif
