#ifndef PGPIVOT_AUTH_RULES_H
#define PGPIVOT_AUTH_RULES_H

#include "auth/access.h"
#include "auth/address.h"
#include "base/arena.h"
#include "base/list.h"

/* One line of the rules' file (access.h). */
struct access_rule {
    bool wants_encryption, wants_clear; /* hostssl, hostnossl */
    struct list databases, users;       /* const char *: a name, or a keyword that was not quoted */
    bool same_host;
    struct address_range range;
    enum auth_method method;
    enum client_certificate certificate;
    struct list settings; /* struct access_setting */
};

/* Adds struct access_rule to the list, in the arena. False with err->message "FILE:LINE: …". */
bool rules_load(struct arena *arena, const char *path, struct list *rules, struct err *err);
/* The rules in force without a file. */
void rules_add_defaults(struct arena *arena, bool has_users, struct list *rules);
/* The first that fits, or NULL. */
const struct access_rule *rules_find(const struct list *rules, const struct access_peer *peer,
                                     const char *database, const char *user);

#endif
