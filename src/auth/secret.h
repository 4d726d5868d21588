#ifndef PGPIVOT_AUTH_SECRET_H
#define PGPIVOT_AUTH_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/*
 * What the server keeps of a password, as in PostgreSQL's pg_authid.rolpassword:
 *   SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>   (RFC 5803, the keys in base64)
 *   md5<32 hexadecimal digits>                                  md5(password || user)
 */
#define SECRET_KEY_SIZE 32
#define SECRET_SALT_MAX 64
#define SECRET_MD5_SIZE 35 /* "md5" and 32 digits */
#define SECRET_TEXT_SIZE 256

struct scram_secret {
    int iterations;
    size_t salt_size;
    uint8_t salt[SECRET_SALT_MAX];
    uint8_t stored_key[SECRET_KEY_SIZE], server_key[SECRET_KEY_SIZE];
};

/* False if the text is not such a secret. */
bool secret_parse_scram(const char *text, struct scram_secret *secret);
bool secret_is_md5(const char *text);

/*
 * A new secret of a password, with PostgreSQL's 4096 iterations and a random salt, as text. False
 * with err set when the password is empty, too long or not UTF-8.
 */
bool secret_make(const char *password, char text[SECRET_TEXT_SIZE], struct err *err);

/*
 * A secret nobody has, the same each time for the same user and key: what a user that does not
 * exist is asked with, so that asking does not tell who exists.
 */
void secret_mock(const char *user, const uint8_t key[SECRET_KEY_SIZE], struct scram_secret *secret);

/* Whether this is the password of the secret (either form). Takes as long for a wrong one. */
bool secret_matches(const char *secret, const char *user, const char *password);

/* The answer PostgreSQL's md5 authentication wants: md5(secret's digits || salt). False: no MD5. */
bool secret_md5_answer(const char *secret, const uint8_t salt[4], char answer[SECRET_MD5_SIZE + 1]);

/* Compares in a time that does not depend on the bytes. */
bool secret_equal(const void *a, const void *b, size_t size);

#endif
