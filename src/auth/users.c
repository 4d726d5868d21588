/* Reads the file of users. Checks nobody's password. */
#include "auth/users.h"

#include <string.h>

#include "auth/secret.h"
#include "auth/word.h"

struct loading {
    struct arena *arena;
    struct list *users;
};

const struct user *users_find(const struct list *users, const char *name)
{
    for (LIST_EACH(const struct user, user, users)) {
        if (strcmp(user->name, name) == 0)
            return user;
    }
    return NULL;
}

static bool is_secret(const char *text)
{
    struct scram_secret secret;
    return secret_is_md5(text) || secret_parse_scram(text, &secret);
}

static bool add_user(void *owner, const struct words *words, struct err *err)
{
    struct loading *loading = owner;
    if (words->n != 2 || words->items[0].continues || !words->items[0].text[0])
        return err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "a line is \"name\" \"secret\"");
    const char *name = words->items[0].text, *secret = words->items[1].text;
    if (users_find(loading->users, name))
        return err_set(err, SQLSTATE_DUPLICATE_OBJECT, 0, "user \"%s\" is there twice", name);
    if (!is_secret(secret))
        return err_set(err, SQLSTATE_SYNTAX_ERROR, 0,
                       "the secret of user \"%s\" is neither SCRAM-SHA-256$… nor md5…; make one "
                       "with: pgpivot password",
                       name);
    struct user *user = ARENA_NEW(loading->arena, struct user);
    user->name = arena_strdup(loading->arena, name);
    user->secret = arena_strdup(loading->arena, secret);
    list_add(loading->arena, loading->users, user);
    return true;
}

bool users_load(struct arena *arena, const char *path, struct list *users, struct err *err)
{
    struct loading loading = {arena, users};
    return words_read_file(path, add_user, &loading, err);
}
