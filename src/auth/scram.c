/* SCRAM's two steps. Knows no socket, no user's name and no wire message. */
#include "auth/scram.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/base64.h"

#define NONCE_SIZE 18
#define BINDING_TYPE "tls-server-end-point"

static bool malformed(struct err *err, const char *detail)
{
    err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0, "malformed SCRAM message");
    return err_detail(err, "%s", detail);
}

/* Up to `end` (not taken along), or to the end of the text if end is NUL. */
static bool take_until(struct str *rest, char end, struct str *part)
{
    *part = STR("");
    const char *stop = end ? memchr(rest->data, end, rest->size) : rest->data + rest->size;
    if (!stop)
        return false;
    *part = (struct str){rest->data, (size_t)(stop - rest->data)};
    *rest = str_skip(*rest, part->size + (end != '\0'));
    return true;
}

/* An attribute "x=value", up to the comma or the end. */
static bool take_attribute(struct str *rest, char name, struct str *value)
{
    *value = STR("");
    if (rest->size < 2 || rest->data[0] != name || rest->data[1] != '=')
        return false;
    *rest = str_skip(*rest, 2);
    if (!take_until(rest, ',', value))
        take_until(rest, '\0', value);
    return true;
}

static bool copy_text(struct str text, char *to, size_t size)
{
    if (text.size >= size || memchr(text.data, '\0', text.size))
        return false;
    memcpy(to, text.data, text.size);
    to[text.size] = '\0';
    return true;
}

/* --- the first message --- */

static bool check_binding_flag(const struct scram *scram, struct str flag, struct err *err)
{
    struct str type = flag.size > 2 ? str_skip(flag, 2) : flag;
    bool binds = str_starts(flag, STR("p="));
    if (!binds && !str_eq(flag, STR("n")) && !str_eq(flag, STR("y")))
        return malformed(err, "The channel-binding flag is not one of n, y and p.");
    if (binds != scram->is_plus)
        return malformed(err, binds ? "Channel binding belongs to SCRAM-SHA-256-PLUS."
                                    : "SCRAM-SHA-256-PLUS demands channel binding.");
    if (binds && !str_eq(type, STR(BINDING_TYPE)))
        return err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0,
                       "unsupported SCRAM channel-binding type \"%.*s\"", (int)type.size,
                       type.data);
    /* The client can bind and believes that we cannot: somebody stands between us. */
    if (flag.data[0] == 'y' && scram->has_tls)
        return err_set(err, SQLSTATE_INVALID_AUTHORIZATION, 0,
                       "SCRAM channel binding negotiation error");
    return true;
}

static bool is_printable(struct str text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < 0x21 || text.data[i] > 0x7e)
            return false;
    }
    return text.size > 0;
}

/* gs2-header: the flag, and an authorization identity that nobody may use. */
static bool read_header(struct scram *scram, struct str *rest, struct err *err)
{
    struct str flag, identity, whole = *rest;
    if (!take_until(rest, ',', &flag) || !take_until(rest, ',', &identity))
        return malformed(err, "The header is not whole.");
    if (!check_binding_flag(scram, flag, err))
        return false;
    if (identity.size > 0)
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "client uses authorization identity, but it is not supported");
    whole.size = (size_t)(rest->data - whole.data);
    return copy_text(whole, scram->gs2, sizeof scram->gs2) ||
           malformed(err, "The header is too long.");
}

/* client-first-message-bare: the name (the start-up packet's counts) and the client's nonce. */
static bool read_first_bare(struct scram *scram, struct str rest, struct str *nonce,
                            struct err *err)
{
    struct str name;
    if (rest.size > 0 && rest.data[0] == 'm')
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "client requires an unsupported SCRAM extension");
    if (!copy_text(rest, scram->first_bare, sizeof scram->first_bare))
        return malformed(err, "The first message is too long.");
    if (!take_attribute(&rest, 'n', &name) || !take_attribute(&rest, 'r', nonce))
        return malformed(err, "The first message has no name or no nonce.");
    if (!is_printable(*nonce) || nonce->size > 128)
        return malformed(err, "The nonce is too long or has characters that are not printable.");
    return true;
}

bool scram_first(struct scram *scram, struct str message, char reply[SCRAM_MESSAGE_MAX],
                 struct err *err)
{
    struct str nonce = STR("");
    unsigned char bytes[NONCE_SIZE];
    char own[BASE64_SIZE(NONCE_SIZE)], salt[BASE64_SIZE(SECRET_SALT_MAX)];
    if (!read_header(scram, &message, err) || !read_first_bare(scram, message, &nonce, err))
        return false;
    if (RAND_bytes(bytes, NONCE_SIZE) != 1)
        abort();
    base64_encode(bytes, NONCE_SIZE, own);
    base64_encode(scram->secret.salt, scram->secret.salt_size, salt);
    snprintf(scram->nonce, sizeof scram->nonce, "%.*s%s", (int)nonce.size, nonce.data, own);
    snprintf(scram->server_first, sizeof scram->server_first, "r=%s,s=%s,i=%d", scram->nonce, salt,
             scram->secret.iterations);
    strcpy(reply, scram->server_first);
    return true;
}

/* --- the final message --- */

/* c= repeats the header of the first message, and what the channel is bound to. */
static bool binding_is_ours(const struct scram *scram, struct str given)
{
    unsigned char expected[sizeof scram->gs2 + SCRAM_BINDING_MAX];
    char text[BASE64_SIZE(sizeof expected)];
    size_t size = strlen(scram->gs2);
    memcpy(expected, scram->gs2, size);
    if (scram->is_plus) {
        memcpy(expected + size, scram->binding, scram->binding_size);
        size += scram->binding_size;
    }
    base64_encode(expected, size, text);
    return str_eq(given, str_of(text));
}

static void sign(const unsigned char key[SECRET_KEY_SIZE], const char *text,
                 unsigned char signature[SECRET_KEY_SIZE])
{
    if (!HMAC(EVP_sha256(), key, SECRET_KEY_SIZE, (const unsigned char *)text, strlen(text),
              signature, NULL))
        abort();
}

/* ClientKey is the proof without the signature; its hash is what the secret holds. */
static bool proof_is_right(const struct scram *scram, const char *auth_message,
                           const unsigned char proof[SECRET_KEY_SIZE])
{
    unsigned char key[SECRET_KEY_SIZE], hash[SECRET_KEY_SIZE];
    sign(scram->secret.stored_key, auth_message, key);
    for (int i = 0; i < SECRET_KEY_SIZE; i++)
        key[i] ^= proof[i];
    if (!EVP_Digest(key, sizeof key, hash, NULL, EVP_sha256(), NULL))
        abort();
    return secret_equal(hash, scram->secret.stored_key, SECRET_KEY_SIZE) && !scram->is_mock;
}

struct final_message {
    struct str binding, nonce, proof;
    struct str without_proof;
};

/* c=…,r=…[,extensions],p=…; the proof is last. */
static bool read_final(struct str message, struct final_message *final)
{
    struct str rest = message, extension;
    if (!take_attribute(&rest, 'c', &final->binding) || !take_attribute(&rest, 'r', &final->nonce))
        return false;
    while (rest.size >= 2 && rest.data[0] != 'p') {
        if (!take_until(&rest, ',', &extension))
            return false;
    }
    if (rest.data == message.data + message.size || rest.data == message.data)
        return false;
    final->without_proof = (struct str){message.data, (size_t)(rest.data - 1 - message.data)};
    return take_attribute(&rest, 'p', &final->proof) && rest.size == 0;
}

bool scram_final(struct scram *scram, struct str message, char reply[SCRAM_MESSAGE_MAX],
                 bool *matches, struct err *err)
{
    struct final_message final;
    unsigned char proof[SECRET_KEY_SIZE], signature[SECRET_KEY_SIZE];
    char auth_message[3 * SCRAM_MESSAGE_MAX], text[BASE64_SIZE(SECRET_KEY_SIZE)];
    size_t size;
    if (!read_final(message, &final) || final.without_proof.size >= SCRAM_MESSAGE_MAX)
        return malformed(err, "The final message is not whole.");
    if (!str_eq(final.nonce, str_of(scram->nonce)))
        return malformed(err, "The nonce is not the one agreed on.");
    if (!binding_is_ours(scram, final.binding))
        return scram->is_plus ? err_set(err, SQLSTATE_INVALID_AUTHORIZATION, 0,
                                        "SCRAM channel binding check failed")
                              : malformed(err, "The channel-binding attribute is unexpected.");
    if (!base64_decode(final.proof, proof, sizeof proof, &size) || size != sizeof proof)
        return malformed(err, "The proof is not base64 of 32 bytes.");
    snprintf(auth_message, sizeof auth_message, "%s,%s,%.*s", scram->first_bare,
             scram->server_first, (int) final.without_proof.size, final.without_proof.data);
    *matches = proof_is_right(scram, auth_message, proof);
    sign(scram->secret.server_key, auth_message, signature);
    base64_encode(signature, sizeof signature, text);
    snprintf(reply, SCRAM_MESSAGE_MAX, "v=%s", *matches ? text : "");
    return true;
}
