/* Users and rules together, counted. Speaks no protocol. */
#include "auth/access.h"

#include <netdb.h>
#include <openssl/rand.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/rules.h"
#include "auth/users.h"

#define MEMORY_LIMIT ((size_t)64 << 20)

struct access {
    atomic_int n_references;
    struct arena *arena;
    struct list users, rules;
    uint8_t mock_key[SECRET_KEY_SIZE];
};

static bool load_files(struct access *access, const char *users, const char *rules, struct err *err)
{
    jmp_buf full;
    if (setjmp(full))
        return err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                       "the files of users and rules are too large");
    arena_catch(access->arena, &full);
    if (users && !users_load(access->arena, users, &access->users, err))
        return false;
    if (!rules)
        rules_add_defaults(access->arena, users != NULL, &access->rules);
    return !rules || rules_load(access->arena, rules, &access->rules, err);
}

struct access *access_load(const char *users, const char *rules, struct err *err)
{
    struct access *access = calloc(1, sizeof *access);
    if (!access)
        abort();
    atomic_init(&access->n_references, 1);
    access->arena = arena_new(MEMORY_LIMIT);
    bool fine = load_files(access, users, rules, err);
    arena_catch(access->arena, NULL);
    if (RAND_bytes(access->mock_key, sizeof access->mock_key) != 1)
        abort();
    if (fine)
        return access;
    access_unref(access);
    return NULL;
}

struct access *access_ref(struct access *access)
{
    atomic_fetch_add(&access->n_references, 1);
    return access;
}

void access_unref(struct access *access)
{
    if (!access || atomic_fetch_sub(&access->n_references, 1) > 1)
        return;
    arena_free(access->arena);
    free(access);
}

bool access_trusts_strangers(const struct access *access)
{
    for (LIST_EACH(const struct access_rule, rule, &access->rules)) {
        if (rule->method == AUTH_TRUST && rule->certificate == CERTIFICATE_ANY &&
            !rule->same_host && !address_range_is_loopback(&rule->range))
            return true;
    }
    return false;
}

bool access_wants_tls(const struct access *access)
{
    for (LIST_EACH(const struct access_rule, rule, &access->rules)) {
        if (rule->wants_encryption)
            return true;
    }
    return false;
}

bool access_wants_clickhouse(const struct access *access)
{
    for (LIST_EACH(const struct access_rule, rule, &access->rules)) {
        if (rule->method == AUTH_CLICKHOUSE)
            return true;
    }
    return false;
}

struct access_decision access_decide(const struct access *access, const struct access_peer *peer,
                                     const char *database, const char *user)
{
    const struct access_rule *rule = rules_find(&access->rules, peer, database, user);
    if (!rule)
        return (struct access_decision){.method = AUTH_REJECT};
    return (struct access_decision){true, rule->method, rule->certificate, rule->settings};
}

const char *access_secret(const struct access *access, const char *user)
{
    const struct user *found = users_find(&access->users, user);
    return found ? found->secret : NULL;
}

void access_scram(const struct access *access, const char *user, struct scram *scram)
{
    const char *secret = access_secret(access, user);
    scram->is_mock = !secret || !secret_parse_scram(secret, &scram->secret);
    if (scram->is_mock)
        secret_mock(user, access->mock_key, &scram->secret);
}

void access_peer_name(const struct access_peer *peer, char name[64])
{
    socklen_t size = peer->address.ss_family == AF_INET6 ? 28 : 16;
    if (getnameinfo((const struct sockaddr *)&peer->address, size, name, 64, NULL, 0,
                    NI_NUMERICHOST) != 0)
        strcpy(name, "???");
}
