/* The files of users and rules: which rule counts, and what is said about bad lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "auth/access.h"

static void make_file(char path[64], const char *text)
{
    strcpy(path, "/tmp/test_auth.XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static struct access *load(const char *users, const char *rules, struct err *err)
{
    char users_path[64], rules_path[64];
    if (users)
        make_file(users_path, users);
    if (rules)
        make_file(rules_path, rules);
    err_clear(err);
    struct access *access = access_load(users ? users_path : NULL, rules ? rules_path : NULL, err);
    if (users)
        unlink(users_path);
    if (rules)
        unlink(rules_path);
    return access;
}

static struct access_peer peer(const char *address, bool is_encrypted)
{
    struct access_peer peer = {.is_encrypted = is_encrypted};
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, address, &v4.sin_addr) == 1)
        memcpy(&peer.address, &v4, sizeof v4);
    else if (inet_pton(AF_INET6, address, &v6.sin6_addr) == 1)
        memcpy(&peer.address, &v6, sizeof v6);
    else
        abort();
    peer.local_address = peer.address;
    return peer;
}

/* The method that counts; -1: no rule fits. */
static int decide(const struct access *access, const char *address, bool tls, const char *database,
                  const char *user)
{
    struct access_peer from = peer(address, tls);
    struct access_decision decision = access_decide(access, &from, database, user);
    return decision.found ? (int)decision.method : -1;
}

static void the_first_rule_that_fits_counts(void **state)
{
    (void)state;
    struct err err;
    struct access *access = load(NULL,
                                 "# TYPE DATABASE USER ADDRESS METHOD\n"
                                 "host all mallory all reject\n"
                                 "host \"all\" all 127.0.0.1/32 password # a database called all\n"
                                 "hostssl pivot,risk ann,\"b, c\" 10.0.0.0/8 scram-sha-256\n"
                                 "hostnossl pivot ann 10.1.0.0 255.255.0.0 md5\n"
                                 "host sameuser all ::1/128 trust\n"
                                 "host all local samehost trust\n",
                                 &err);
    assert_non_null(access);
    assert_int_equal(decide(access, "127.0.0.1", false, "pivot", "mallory"), AUTH_REJECT);
    assert_int_equal(decide(access, "127.0.0.1", false, "all", "ann"), AUTH_PASSWORD);
    assert_int_equal(decide(access, "127.0.0.1", false, "pivot", "ann"), -1);
    assert_int_equal(decide(access, "10.1.2.3", true, "risk", "b, c"), AUTH_SCRAM);
    assert_int_equal(decide(access, "::ffff:10.1.2.3", true, "risk", "ann"), AUTH_SCRAM);
    assert_int_equal(decide(access, "10.1.2.3", false, "pivot", "ann"), AUTH_MD5);
    assert_int_equal(decide(access, "10.2.2.3", false, "pivot", "ann"), -1);
    assert_int_equal(decide(access, "11.1.2.3", true, "pivot", "ann"), -1);
    assert_int_equal(decide(access, "::1", false, "ann", "ann"), AUTH_TRUST);
    assert_int_equal(decide(access, "::1", false, "pivot", "ann"), -1);
    assert_int_equal(decide(access, "192.0.2.1", false, "pivot", "local"), AUTH_TRUST);
    assert_false(access_trusts_strangers(access));
    assert_true(access_wants_tls(access));
    access_unref(access);
}

static void without_files_loopback_is_trusted(void **state)
{
    (void)state;
    struct err err;
    struct access *access = load(NULL, NULL, &err);
    assert_int_equal(decide(access, "127.0.0.1", false, "d", "u"), AUTH_TRUST);
    assert_int_equal(decide(access, "::1", false, "d", "u"), AUTH_TRUST);
    assert_int_equal(decide(access, "192.0.2.1", false, "d", "u"), -1);
    access_unref(access);
    access = load("\"ann\" \"md520c46e3762c864548e296b33c3406aa9\"\n", NULL, &err);
    assert_int_equal(decide(access, "127.0.0.1", false, "d", "u"), AUTH_SCRAM);
    assert_string_equal(access_secret(access, "ann"), "md520c46e3762c864548e296b33c3406aa9");
    assert_null(access_secret(access, "u"));
    access_unref(access);
}

static void trust_beyond_loopback_is_seen(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        bool trusts;
    } rows[] = {
        {"host all all 127.0.0.1/32 trust", false},
        {"host all all 127.0.0.0/7 trust", true},
        {"host all all 0.0.0.0/0 trust", true},
        {"host all all all trust", true},
        {"host all all ::1/128 trust", false},
        {"host all all ::/0 trust", true},
        {"host all all 0.0.0.0/0 reject", false},
        {"hostssl all all all trust clientcert=verify-ca", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err err;
        struct access *access = load(NULL, rows[i].rule, &err);
        assert_non_null(access);
        assert_int_equal(access_trusts_strangers(access), rows[i].trusts);
        access_unref(access);
    }
}

static void bad_lines_are_told_by_their_number(void **state)
{
    (void)state;
    static const char *const rules[] = {
        "local all all trust",
        "host all all 127.0.0.1 trust",
        "host all all localhost trust",
        "host all all 127.0.0.1/33 trust",
        "host all all 127.0.0.1/-1 trust",
        "host all +group 127.0.0.1/32 trust",
        "host all all 127.0.0.1/32 gss",
        "host all all 127.0.0.1/32 trust lookthrough.view=sideways",
        "host all all 127.0.0.1/32 trust no.setting=1",
        "host all all 127.0.0.1/32",
        "host all, all",
        "host all all 127.0.0.1/32 trust,",
        "host all all 127.0.0.1/32 trust map=x",
        "host all all 127.0.0.1/32 cert",
        "host \"all all 127.0.0.1/32 trust",
        "host",
        "host samegroup all all trust",
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct err err;
        char text[256];
        snprintf(text, sizeof text, "# first\n\n%s\n", rules[i]);
        struct access *access = load(NULL, text, &err);
        if (access)
            fail_msg("accepted: %s", rules[i]);
        assert_non_null(strstr(err.message, ":3: "));
    }
    static const char *const users[] = {"ann", "ann secret",
                                        "\"\" md520c46e3762c864548e296b33c3406aa9",
                                        "ann, md520c46e3762c864548e296b33c3406aa9"};
    for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
        struct err err;
        assert_null(load(users[i], NULL, &err));
        assert_non_null(strstr(err.message, ":1: "));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_rule_that_fits_counts),
        cmocka_unit_test(without_files_loopback_is_trusted),
        cmocka_unit_test(trust_beyond_loopback_is_seen),
        cmocka_unit_test(bad_lines_are_told_by_their_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
