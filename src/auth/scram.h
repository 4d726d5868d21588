#ifndef PGPIVOT_AUTH_SCRAM_H
#define PGPIVOT_AUTH_SCRAM_H

#include <stdbool.h>

#include "auth/secret.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The server's side of SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677; manual, "SASL
 * Authentication"), without I/O: two messages in, two messages out.
 */
#define SCRAM_SHA_256 "SCRAM-SHA-256"
#define SCRAM_SHA_256_PLUS "SCRAM-SHA-256-PLUS"
#define SCRAM_MESSAGE_MAX 1024
#define SCRAM_BINDING_MAX 64

struct scram {
    struct scram_secret secret;
    bool is_mock; /* nobody can know its password */
    bool is_plus; /* the mechanism that the client chose */
    bool has_tls; /* and so could bind the channel */
    char gs2[64]; /* the client's first header, for the check of `c=` */
    char nonce[192];
    char first_bare[SCRAM_MESSAGE_MAX], server_first[SCRAM_MESSAGE_MAX];
    size_t binding_size;
    unsigned char binding[SCRAM_BINDING_MAX]; /* tls-server-end-point (RFC 5929), if has_tls */
};

/*
 * client-first-message to server-first-message. False with err set: 08P01 for what is not SCRAM,
 * 28000 and 0A000 for what PostgreSQL refuses.
 */
bool scram_first(struct scram *scram, struct str message, char reply[SCRAM_MESSAGE_MAX],
                 struct err *err);
/*
 * client-final-message to server-final-message. False with err set on a malformed message; with
 * *matches false, and no reply, when the proof is wrong.
 */
bool scram_final(struct scram *scram, struct str message, char reply[SCRAM_MESSAGE_MAX],
                 bool *matches, struct err *err);

#endif
