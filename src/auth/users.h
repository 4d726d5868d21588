#ifndef PGPIVOT_AUTH_USERS_H
#define PGPIVOT_AUTH_USERS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/list.h"

/* The file of users: "name" "secret", one a line. */
struct user {
    const char *name, *secret;
};

/* Adds struct user to the list, in the arena. False with err->message "FILE:LINE: …". */
bool users_load(struct arena *arena, const char *path, struct list *users, struct err *err);
/* NULL if there is none of that name. */
const struct user *users_find(const struct list *users, const char *name);

#endif
