/* SCRAM's server against a client written here from RFC 5802, and secrets made by PostgreSQL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <string.h>

#include "auth/base64.h"
#include "auth/scram.h"

/* Of ALTER USER … PASSWORD in PostgreSQL 15: "pencil", and md5 of "pencil" for "user". */
static const char pencil[] =
    "SCRAM-SHA-256$4096:y0D8rcE4bRsLOPwcBonpBg==$ZEMuJlaLiwLxD7rkyAtkS8ttfnLG"
    "ZizqsGjXlGGm33E=:tQ37RkmUZZyi/oLHP3v9wtHx7Xxze1q2UW2u31siVMQ=";
static const char pencil_md5[] = "md520c46e3762c864548e296b33c3406aa9";

static void hmac(const uint8_t key[32], const char *text, uint8_t out[32])
{
    HMAC(EVP_sha256(), key, 32, (const uint8_t *)text, strlen(text), out, NULL);
}

/* The client's proof for an exchange, in base64. */
static void make_proof(const struct scram_secret *secret, const char *password,
                       const char *auth_message, char text[64])
{
    uint8_t salted[32], key[32], stored[32], signature[32];
    PKCS5_PBKDF2_HMAC(password, (int)strlen(password), secret->salt, (int)secret->salt_size,
                      secret->iterations, EVP_sha256(), 32, salted);
    hmac(salted, "Client Key", key);
    EVP_Digest(key, 32, stored, NULL, EVP_sha256(), NULL);
    hmac(stored, auth_message, signature);
    for (int i = 0; i < 32; i++)
        key[i] ^= signature[i];
    base64_encode(key, 32, text);
}

struct talk {
    const char *gs2;     /* "n,," */
    const char *binding; /* behind the header in c=; NULL: nothing */
    const char *password;
    const char *nonce; /* sent back instead of the server's; NULL: that */
    bool is_plus, has_tls, is_mock;
};

/* The whole exchange: 'y' proved, 'n' wrong password, '!' err is set. */
static char talk(const struct talk *talk, struct err *err)
{
    struct scram scram = {.is_plus = talk->is_plus,
                          .has_tls = talk->has_tls,
                          .is_mock = talk->is_mock,
                          .binding = "0123456789abcdef0123456789abcdef",
                          .binding_size = 32};
    char first[256], reply[SCRAM_MESSAGE_MAX], final[2048], auth_message[4096], proof[64];
    char binding[256], binding64[BASE64_SIZE(256)], without_proof[1024];
    bool matches;
    err_clear(err);
    assert_true(secret_parse_scram(pencil, &scram.secret));
    snprintf(first, sizeof first, "%sn=,r=clientnonce", talk->gs2);
    if (!scram_first(&scram, str_of(first), reply, err))
        return '!';
    snprintf(binding, sizeof binding, "%s%s", talk->gs2, talk->binding ? talk->binding : "");
    base64_encode(binding, strlen(binding), binding64);
    snprintf(without_proof, sizeof without_proof, "c=%s,r=%s", binding64,
             talk->nonce ? talk->nonce : scram.nonce);
    snprintf(auth_message, sizeof auth_message, "n=,r=clientnonce,%s,%s", reply, without_proof);
    make_proof(&scram.secret, talk->password, auth_message, proof);
    snprintf(final, sizeof final, "%s,p=%s", without_proof, proof);
    if (!scram_final(&scram, str_of(final), reply, &matches, err))
        return '!';
    return matches ? 'y' : 'n';
}

static void the_right_password_proves(void **state)
{
    (void)state;
    struct err err;
    assert_int_equal(talk(&(struct talk){.gs2 = "n,,", .password = "pencil"}, &err), 'y');
    assert_int_equal(talk(&(struct talk){.gs2 = "y,,", .password = "pencil"}, &err), 'y');
    assert_int_equal(talk(&(struct talk){.gs2 = "n,,", .password = "pencil "}, &err), 'n');
}

static void a_mock_is_never_proved(void **state)
{
    (void)state;
    struct err err;
    struct talk mock = {.gs2 = "n,,", .password = "pencil", .is_mock = true};
    assert_int_equal(talk(&mock, &err), 'n');
}

static void channel_binding_is_checked(void **state)
{
    (void)state;
    struct err err;
    struct talk plus = {.gs2 = "p=tls-server-end-point,,",
                        .binding = "0123456789abcdef0123456789abcdef",
                        .password = "pencil",
                        .is_plus = true,
                        .has_tls = true};
    assert_int_equal(talk(&plus, &err), 'y');
    plus.binding = "another server's";
    assert_int_equal(talk(&plus, &err), '!');
    assert_string_equal(err.message, "SCRAM channel binding check failed");
    plus.gs2 = "p=tls-unique,,";
    assert_int_equal(talk(&plus, &err), '!');
    assert_string_equal(err.message, "unsupported SCRAM channel-binding type \"tls-unique\"");
    plus.gs2 = "n,,";
    assert_int_equal(talk(&plus, &err), '!');
    /* A client that could bind was told that we cannot. */
    struct talk stripped = {.gs2 = "y,,", .password = "pencil", .has_tls = true};
    assert_int_equal(talk(&stripped, &err), '!');
    assert_string_equal(err.message, "SCRAM channel binding negotiation error");
}

static void a_foreign_nonce_is_refused(void **state)
{
    (void)state;
    struct err err;
    struct talk replay = {.gs2 = "n,,", .password = "pencil", .nonce = "clientnonceabc"};
    assert_int_equal(talk(&replay, &err), '!');
    assert_string_equal(err.sqlstate, "08P01");
}

static void malformed_first_messages_are_refused(void **state)
{
    (void)state;
    static const char *const messages[] = {
        "",          "n",          "n,",         "n,,",        "n,,n=",
        "n,,r=x",    "x,,n=,r=a",  "n,,n=,r=",   "n,,n=,r=\n", "n,a=me,n=,r=a",
        "n,,m=x,n=", "p=,,n=,r=a", "nn,,n=,r=a",
    };
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        struct scram scram = {0};
        struct err err = {0};
        char reply[SCRAM_MESSAGE_MAX];
        assert_true(secret_parse_scram(pencil, &scram.secret));
        if (scram_first(&scram, str_of(messages[i]), reply, &err))
            fail_msg("accepted: %s", messages[i]);
        assert_true(err_is_set(&err));
    }
}

static void malformed_final_messages_are_refused(void **state)
{
    (void)state;
    static const char *const messages[] = {
        "",
        "c=",
        "c=biws",
        "c=biws,",
        "c=biws,r=",
        "p=x",
        "c=biws,p=x",
        "c=biws,r=%s",
        "c=biws,r=%s,",
        "c=biws,r=%s,p=",
        "c=biws,r=%s,p=AAAA",
        "c=biws,r=%s,x=1",
        "c=AAAA,r=%s,p=AAAA",
    };
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        struct scram scram = {0};
        struct err err = {0};
        char reply[SCRAM_MESSAGE_MAX], message[512];
        bool matches;
        assert_true(secret_parse_scram(pencil, &scram.secret));
        assert_true(scram_first(&scram, STR("n,,n=,r=a"), reply, &err));
        snprintf(message, sizeof message, messages[i], scram.nonce);
        if (scram_final(&scram, str_of(message), reply, &matches, &err))
            fail_msg("accepted: %s", message);
    }
}

static void secrets_of_postgresql_are_read(void **state)
{
    (void)state;
    assert_true(secret_matches(pencil, "user", "pencil"));
    assert_false(secret_matches(pencil, "user", "Pencil"));
    assert_true(secret_matches(pencil_md5, "user", "pencil"));
    assert_false(secret_matches(pencil_md5, "other", "pencil"));
}

static void a_secret_made_matches_its_password(void **state)
{
    (void)state;
    char text[SECRET_TEXT_SIZE];
    struct err err = {0};
    assert_true(secret_make("päss wörd", text, &err));
    assert_true(secret_matches(text, "any", "päss wörd"));
    assert_false(secret_matches(text, "any", "pass word"));
    assert_false(secret_make("", text, &err));
}

static void bad_secrets_are_told(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "pencil",
        "md5",
        "SCRAM-SHA-256$",
        "SCRAM-SHA-256$0:AAAA$AAAA:AAAA",
        "SCRAM-SHA-256$4096:AAAA$AAAA:AAAA",
        "SCRAM-SHA-256$4096",
        "SCRAM-SHA-256$4096:$:",
    };
    struct scram_secret secret;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_false(secret_parse_scram(texts[i], &secret));
        assert_false(secret_is_md5(texts[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_password_proves),
        cmocka_unit_test(a_mock_is_never_proved),
        cmocka_unit_test(channel_binding_is_checked),
        cmocka_unit_test(a_foreign_nonce_is_refused),
        cmocka_unit_test(malformed_first_messages_are_refused),
        cmocka_unit_test(malformed_final_messages_are_refused),
        cmocka_unit_test(secrets_of_postgresql_are_read),
        cmocka_unit_test(a_secret_made_matches_its_password),
        cmocka_unit_test(bad_secrets_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
