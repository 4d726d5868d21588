#ifndef PGPIVOT_AUTH_ACCESS_H
#define PGPIVOT_AUTH_ACCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "auth/scram.h"
#include "base/err.h"
#include "base/list.h"

/*
 * Who may come in, and how they prove who they are: a file of users with their secrets, and a file
 * of rules. Immutable once loaded; a reload makes another one, and sessions that are being opened
 * keep theirs.
 *
 * Users, one a line: "name" "secret" (secret.h). Passwords in clear are refused.
 *
 * Rules, as in PostgreSQL's pg_hba.conf; the first that fits counts, and none is a refusal:
 *   host|hostssl|hostnossl  database[,…]  user[,…]  address[/bits]|address mask|all|samehost method
 * with the methods trust, reject, password, md5, scram-sha-256, cert and clickhouse, and the option
 * clientcert=verify-ca|verify-full of hostssl. Behind them run-time parameters, name=value: what
 * sessions of the rule start with.
 */
struct access;

enum auth_method {
    AUTH_REJECT,
    AUTH_TRUST,
    AUTH_PASSWORD,
    AUTH_MD5,
    AUTH_SCRAM,
    AUTH_CERT,
    AUTH_CLICKHOUSE /* the password is ClickHouse's, and so is the user of every query */
};

enum client_certificate {
    CERTIFICATE_ANY,       /* or none */
    CERTIFICATE_VERIFIED,  /* signed by an authority that we trust */
    CERTIFICATE_IS_OF_USER /* and its common name is the user */
};

/* How a client reached us. */
struct access_peer_tls {
    char version[16], cipher[64];
    int bits;
    char subject[256], issuer[256]; /* of the client's certificate, or empty */
};

struct access_peer {
    struct sockaddr_storage address;       /* the client's */
    struct sockaddr_storage local_address; /* that it came in by */
    bool is_encrypted;
    /* The common name of a certificate that was verified; empty: none was shown. */
    char certificate_name[256];
    bool has_certificate;
    struct access_peer_tls tls; /* when it is encrypted */
    /* tls-server-end-point of our certificate; size 0 without encryption. */
    unsigned char binding[SCRAM_BINDING_MAX];
    size_t binding_size;
};

struct access_setting {
    const char *name, *value;
};

struct access_decision {
    bool found; /* else no rule fits */
    enum auth_method method;
    enum client_certificate certificate;
    struct list settings; /* struct access_setting, the access's: what the session starts with */
};

/*
 * users and rules: paths, either may be NULL. Without rules: loopback addresses are trusted when
 * there are no users, and everybody needs scram-sha-256 when there are. NULL with err set; its
 * message names the file and the line.
 */
struct access *access_load(const char *users, const char *rules, struct err *err);
struct access *access_ref(struct access *access);
void access_unref(struct access *access);

/* Whether some rule lets anybody in from beyond loopback who proves nothing. */
bool access_trusts_strangers(const struct access *access);
/* Whether some rule can only be kept with TLS, or asks for a client's certificate. */
bool access_wants_tls(const struct access *access);

/* Whether some rule asks ClickHouse who a client is. */
bool access_wants_clickhouse(const struct access *access);

struct access_decision access_decide(const struct access *access, const struct access_peer *peer,
                                     const char *database, const char *user);
/* The user's secret; NULL if there is none. */
const char *access_secret(const struct access *access, const char *user);
/* The secret that SCRAM is to run with, a mock for those who have none that it can use. */
void access_scram(const struct access *access, const char *user, struct scram *scram);

/* "127.0.0.1", for messages and the log. */
void access_peer_name(const struct access_peer *peer, char name[64]);

#endif
