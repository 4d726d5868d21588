/* Secrets of passwords: read, made, compared. Knows no user and no message. */
#include "auth/secret.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/base64.h"
#include "auth/saslprep.h"

#define ITERATIONS 4096
#define SALT_SIZE 16
#define MAX_ITERATIONS 10000000
#define MAX_PASSWORD 1024

static const char scram_prefix[] = "SCRAM-SHA-256$";

bool secret_equal(const void *a, const void *b, size_t size)
{
    return CRYPTO_memcmp(a, b, size) == 0;
}

/* --- SCRAM --- */

/* Bytes of base64 up to `end`; false unless they are between min and max. */
static bool take_base64(const char **text, char end, uint8_t *bytes, size_t min, size_t max,
                        size_t *size)
{
    const char *stop = strchr(*text, end);
    if (!stop || !base64_decode((struct str){*text, (size_t)(stop - *text)}, bytes, max, size) ||
        *size < min)
        return false;
    *text = stop + (end != '\0');
    return true;
}

bool secret_parse_scram(const char *text, struct scram_secret *secret)
{
    size_t size;
    char *end;
    if (strncmp(text, scram_prefix, sizeof scram_prefix - 1) != 0)
        return false;
    text += sizeof scram_prefix - 1;
    long iterations = strtol(text, &end, 10);
    if (end == text || *end != ':' || iterations < 1 || iterations > MAX_ITERATIONS)
        return false;
    secret->iterations = (int)iterations;
    text = end + 1;
    return take_base64(&text, '$', secret->salt, 1, SECRET_SALT_MAX, &secret->salt_size) &&
           take_base64(&text, ':', secret->stored_key, SECRET_KEY_SIZE, SECRET_KEY_SIZE, &size) &&
           take_base64(&text, '\0', secret->server_key, SECRET_KEY_SIZE, SECRET_KEY_SIZE, &size);
}

static void must(bool fine)
{
    if (!fine)
        abort();
}

static void hmac(const uint8_t key[SECRET_KEY_SIZE], const char *text, uint8_t *out)
{
    must(HMAC(EVP_sha256(), key, SECRET_KEY_SIZE, (const uint8_t *)text, strlen(text), out, NULL));
}

/* StoredKey and ServerKey of a password (RFC 5802, section 3). */
static void derive_keys(const char *password, struct scram_secret *secret)
{
    uint8_t salted[SECRET_KEY_SIZE], client_key[SECRET_KEY_SIZE];
    must(PKCS5_PBKDF2_HMAC(password, (int)strlen(password), secret->salt, (int)secret->salt_size,
                           secret->iterations, EVP_sha256(), SECRET_KEY_SIZE, salted));
    hmac(salted, "Client Key", client_key);
    must(EVP_Digest(client_key, sizeof client_key, secret->stored_key, NULL, EVP_sha256(), NULL));
    hmac(salted, "Server Key", secret->server_key);
    OPENSSL_cleanse(salted, sizeof salted);
    OPENSSL_cleanse(client_key, sizeof client_key);
}

/* As SASLprep wants it; a password that it cannot prepare is used as it is, as PostgreSQL does. */
static void derive_prepared_keys(const char *password, struct scram_secret *secret)
{
    char *prepared = saslprep(password);
    derive_keys(prepared ? prepared : password, secret);
    if (prepared)
        OPENSSL_cleanse(prepared, strlen(prepared));
    free(prepared);
}

static void print_scram(const struct scram_secret *secret, char text[SECRET_TEXT_SIZE])
{
    char salt[BASE64_SIZE(SECRET_SALT_MAX)], stored[BASE64_SIZE(SECRET_KEY_SIZE)],
        server[BASE64_SIZE(SECRET_KEY_SIZE)];
    base64_encode(secret->salt, secret->salt_size, salt);
    base64_encode(secret->stored_key, SECRET_KEY_SIZE, stored);
    base64_encode(secret->server_key, SECRET_KEY_SIZE, server);
    snprintf(text, SECRET_TEXT_SIZE, "%s%d:%s$%s:%s", scram_prefix, secret->iterations, salt,
             stored, server);
}

bool secret_make(const char *password, char text[SECRET_TEXT_SIZE], struct err *err)
{
    struct scram_secret secret = {.iterations = ITERATIONS, .salt_size = SALT_SIZE};
    size_t size = strlen(password);
    if (size == 0 || size > MAX_PASSWORD)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "a password has 1 to %d bytes",
                       MAX_PASSWORD);
    must(RAND_bytes(secret.salt, SALT_SIZE) == 1);
    derive_prepared_keys(password, &secret);
    print_scram(&secret, text);
    return true;
}

void secret_mock(const char *user, const uint8_t key[SECRET_KEY_SIZE], struct scram_secret *secret)
{
    uint8_t salt[SECRET_KEY_SIZE];
    *secret = (struct scram_secret){.iterations = ITERATIONS, .salt_size = SALT_SIZE};
    hmac(key, user, salt);
    memcpy(secret->salt, salt, SALT_SIZE);
    must(RAND_bytes(secret->stored_key, SECRET_KEY_SIZE) == 1);
    must(RAND_bytes(secret->server_key, SECRET_KEY_SIZE) == 1);
}

/* --- MD5 --- */

bool secret_is_md5(const char *text)
{
    return strncmp(text, "md5", 3) == 0 && strlen(text) == SECRET_MD5_SIZE &&
           strspn(text + 3, "0123456789abcdef") == SECRET_MD5_SIZE - 3;
}

/* "md5" and the digits of md5(a || b); false where the library has no MD5. */
static bool md5_text(struct str a, struct str b, char text[SECRET_MD5_SIZE + 1])
{
    uint8_t digest[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool fine = context && EVP_DigestInit_ex(context, EVP_md5(), NULL) &&
                EVP_DigestUpdate(context, a.data, a.size) &&
                EVP_DigestUpdate(context, b.data, b.size) &&
                EVP_DigestFinal_ex(context, digest, NULL);
    EVP_MD_CTX_free(context);
    strcpy(text, "md5");
    for (int i = 0; fine && i < 16; i++)
        snprintf(text + 3 + 2 * i, 3, "%02x", digest[i]);
    return fine;
}

bool secret_md5_answer(const char *secret, const uint8_t salt[4], char answer[SECRET_MD5_SIZE + 1])
{
    return secret_is_md5(secret) &&
           md5_text(str_of(secret + 3), (struct str){(const char *)salt, 4}, answer);
}

bool secret_matches(const char *text, const char *user, const char *password)
{
    struct scram_secret secret, given;
    char md5[SECRET_MD5_SIZE + 1];
    if (secret_is_md5(text))
        return md5_text(str_of(password), str_of(user), md5) &&
               secret_equal(md5, text, SECRET_MD5_SIZE);
    if (!secret_parse_scram(text, &secret))
        return false;
    given = secret;
    derive_prepared_keys(password, &given);
    return secret_equal(given.server_key, secret.server_key, SECRET_KEY_SIZE);
}
