/*
 * Who a client is: the rule that counts for it, and the messages of each way to prove it. Knows no
 * file and computes nothing (src/auth does).
 */
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/access.h"
#include "base/log.h"
#include "session_internal.h"
#include "wire/reader.h"

/* AuthenticationRequest codes (manual, "Message Formats"). */
enum {
    AUTHENTICATION_CLEARTEXT_PASSWORD = 3,
    AUTHENTICATION_MD5_PASSWORD = 5,
    AUTHENTICATION_SASL = 10,
    AUTHENTICATION_SASL_CONTINUE = 11,
    AUTHENTICATION_SASL_FINAL = 12
};

#define PASSWORD_MAX 1024

/* An authentication under way. */
struct session_auth {
    struct access *access;
    struct access_peer peer;
    struct access_decision decision;
    /* Takes the client's next message. */
    void (*answer)(struct session *session, struct str body);
    uint8_t md5_salt[4];
    struct backend_request *request; /* under way: whether ClickHouse knows the password */
    struct scram scram;
};

/* --- how it ends --- */

void auth_free(struct session *session)
{
    if (!session->auth)
        return;
    auth_cancel(session);
    access_unref(session->auth->access);
    free(session->auth);
    session->auth = NULL;
}

/* As ALTER ROLE … SET would: what the client says counts more, and RESET goes back to it. */
static bool apply_settings(struct session *session, struct err *err)
{
    for (LIST_EACH(const struct access_setting, setting, &session->auth->decision.settings))
        if (!session_check_setting(session, setting->name, setting->value, err) ||
            !settings_set_default(session->settings, setting->name, setting->value, err))
            return false;
    return true;
}

static void auth_succeed(struct session *session)
{
    struct err err = {0};
    bool fine = apply_settings(session, &err);
    auth_free(session);
    if (fine)
        session_authenticated(session);
    else
        session_fatal(session, &err);
}

static void auth_fail(struct session *session, const struct err *err)
{
    char address[64];
    access_peer_name(&session->auth->peer, address);
    log_line(LOG_WARNING, "refused a connection from %s: %s%s%s", address, err->message,
             err->detail[0] ? ": " : "", err->detail);
    session_fatal(session, err);
}

static void auth_fail_password(struct session *session)
{
    struct err err = {0};
    err_set(&err, SQLSTATE_INVALID_PASSWORD, 0, "password authentication failed for user \"%s\"",
            session->user);
    auth_fail(session, &err);
}

static void auth_ask(struct session *session, uint32_t code, struct str data,
                     void (*answer)(struct session *session, struct str body))
{
    encode_authentication(&session->out, code, data);
    session->auth->answer = answer;
    session->state = SESSION_AUTHENTICATING;
}

/* --- passwords in clear and as MD5 --- */

/* PasswordMessage: one text. */
static bool read_password(struct session *session, struct str body, char password[PASSWORD_MAX])
{
    struct err err = {0};
    struct reader reader = {.rest = body, .err = &err};
    struct str text = reader_string(&reader);
    if (!reader_end(&reader) || text.size >= PASSWORD_MAX) {
        if (!err_is_set(&err))
            err_set(&err, SQLSTATE_PROTOCOL_VIOLATION, 0, "invalid password packet size");
        auth_fail(session, &err);
        return false;
    }
    memcpy(password, text.data, text.size);
    password[text.size] = '\0';
    return true;
}

static void answer_password(struct session *session, struct str body)
{
    char password[PASSWORD_MAX];
    if (!read_password(session, body, password))
        return;
    const char *secret = access_secret(session->auth->access, session->user);
    bool matches = secret && secret_matches(secret, session->user, password);
    explicit_bzero(password, sizeof password);
    if (matches)
        auth_succeed(session);
    else
        auth_fail_password(session);
}

static void ask_password(struct session *session)
{
    auth_ask(session, AUTHENTICATION_CLEARTEXT_PASSWORD, STR(""), answer_password);
}

static void answer_md5(struct session *session, struct str body)
{
    char given[PASSWORD_MAX], expected[SECRET_MD5_SIZE + 1];
    if (!read_password(session, body, given))
        return;
    const char *secret = access_secret(session->auth->access, session->user);
    if (secret && secret_md5_answer(secret, session->auth->md5_salt, expected) &&
        strlen(given) == SECRET_MD5_SIZE && secret_equal(given, expected, SECRET_MD5_SIZE))
        auth_succeed(session);
    else
        auth_fail_password(session);
}

static void ask_scram(struct session *session);

/* As PostgreSQL: who has a SCRAM secret is asked for SCRAM all the same. */
static void ask_md5(struct session *session)
{
    struct session_auth *auth = session->auth;
    const char *secret = access_secret(auth->access, session->user);
    if (!secret || !secret_is_md5(secret)) {
        ask_scram(session);
        return;
    }
    if (RAND_bytes(auth->md5_salt, sizeof auth->md5_salt) != 1)
        abort();
    auth_ask(session, AUTHENTICATION_MD5_PASSWORD,
             (struct str){(const char *)auth->md5_salt, sizeof auth->md5_salt}, answer_md5);
}

/* --- passwords that ClickHouse knows --- */

/* What goes into a header of HTTP must not end it, nor be trimmed. */
static bool fits_header(const char *text)
{
    size_t size = strlen(text);
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
            return false;
    }
    return size && text[0] != ' ' && text[size - 1] != ' ';
}

static void ignore_block(void *owner, const struct block *block)
{
    (void)owner;
    (void)block;
}

static void password_answered(void *owner, const struct backend_summary *summary,
                              const struct err *err)
{
    struct session *session = owner;
    (void)summary;
    session->auth->request = NULL;
    session->state = SESSION_AUTHENTICATING;
    if (!err)
        auth_succeed(session);
    else if (strncmp(err->sqlstate, "28", 2) == 0)
        auth_fail_password(session);
    else
        auth_fail(session, err);
    session_process(session);
    session->host->wake(session->owner);
}

/* Any query will do: ClickHouse looks at the password first. */
static void ask_backend(struct session *session)
{
    static const struct backend_events events = {.block = ignore_block, .done = password_answered};
    unsigned char random[16];
    char id[80] = "pgpivot-auth-";
    if (RAND_bytes(random, sizeof random) != 1)
        abort();
    for (size_t i = 0, n = strlen(id); i < sizeof random; i++)
        snprintf(id + n + 2 * i, 3, "%02x", random[i]);
    struct backend_query query = {.sql = STR("SELECT 1"), .query_id = id, .reads_only = true};
    session->state = SESSION_VERIFYING;
    session->auth->request = session->host->start(session->owner, &query, &events, session);
}

static void answer_clickhouse(struct session *session, struct str body)
{
    char password[PASSWORD_MAX];
    if (!read_password(session, body, password))
        return;
    if (fits_header(session->user) && fits_header(password)) {
        session->password = strdup(password);
        ask_backend(session);
    } else {
        auth_fail_password(session);
    }
    explicit_bzero(password, sizeof password);
}

static void ask_clickhouse(struct session *session)
{
    auth_ask(session, AUTHENTICATION_CLEARTEXT_PASSWORD, STR(""), answer_clickhouse);
}

void auth_cancel(struct session *session)
{
    if (session->auth && session->auth->request)
        session->host->cancel(session->owner, session->auth->request);
    if (session->auth)
        session->auth->request = NULL;
}

bool session_credentials(const struct session *session, const char **user, const char **password)
{
    *user = session->user;
    *password = session->password;
    return session->password != NULL;
}

/* --- SCRAM --- */

static void answer_scram_final(struct session *session, struct str body)
{
    char reply[SCRAM_MESSAGE_MAX];
    struct err err = {0};
    bool matches;
    if (!scram_final(&session->auth->scram, body, reply, &matches, &err)) {
        auth_fail(session, &err);
        return;
    }
    if (!matches) {
        auth_fail_password(session);
        return;
    }
    encode_authentication(&session->out, AUTHENTICATION_SASL_FINAL, str_of(reply));
    auth_succeed(session);
}

/* SASLInitialResponse: the mechanism chosen, and the client's first message. */
static bool read_initial_response(struct scram *scram, struct str body, struct str *message,
                                  struct err *err)
{
    struct reader reader = {.rest = body, .err = err};
    struct str mechanism = reader_string(&reader);
    uint32_t size = reader_u32(&reader);
    scram->is_plus = str_eq(mechanism, STR(SCRAM_SHA_256_PLUS));
    if (!reader.failed && !str_eq(mechanism, STR(SCRAM_SHA_256)) &&
        !(scram->is_plus && scram->has_tls))
        return err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0,
                       "client selected an invalid SASL authentication mechanism");
    *message = reader_bytes(&reader, size == UINT32_MAX ? 0 : size);
    return reader_end(&reader);
}

static void answer_scram_first(struct session *session, struct str body)
{
    struct scram *scram = &session->auth->scram;
    char reply[SCRAM_MESSAGE_MAX];
    struct str message = STR("");
    struct err err = {0};
    if (read_initial_response(scram, body, &message, &err) &&
        scram_first(scram, message, reply, &err))
        auth_ask(session, AUTHENTICATION_SASL_CONTINUE, str_of(reply), answer_scram_final);
    else
        auth_fail(session, &err);
}

static void ask_scram(struct session *session)
{
    struct session_auth *auth = session->auth;
    static const char plus[] = SCRAM_SHA_256_PLUS "\0" SCRAM_SHA_256 "\0";
    static const char plain[] = SCRAM_SHA_256 "\0";
    access_scram(auth->access, session->user, &auth->scram);
    auth->scram.has_tls = auth->peer.is_encrypted && auth->peer.binding_size > 0;
    auth->scram.binding_size = auth->peer.binding_size;
    memcpy(auth->scram.binding, auth->peer.binding, auth->peer.binding_size);
    auth_ask(session, AUTHENTICATION_SASL,
             auth->scram.has_tls ? (struct str){plus, sizeof plus}
                                 : (struct str){plain, sizeof plain},
             answer_scram_first);
}

/* --- the rule --- */

static void auth_refuse(struct session *session)
{
    struct session_auth *auth = session->auth;
    struct err err = {0};
    char address[64];
    access_peer_name(&auth->peer, address);
    err_set(&err, SQLSTATE_INVALID_AUTHORIZATION, 0,
            auth->decision.found
                ? "pg_hba.conf rejects connection for host \"%s\", user \"%s\", database \"%s\", %s"
                : "no pg_hba.conf entry for host \"%s\", user \"%s\", database \"%s\", %s",
            address, session->user, session->database,
            auth->peer.is_encrypted ? "SSL encryption" : "no encryption");
    auth_fail(session, &err);
}

/* False when the session is over. */
static bool check_certificate(struct session *session)
{
    struct session_auth *auth = session->auth;
    struct err err = {0};
    if (auth->decision.certificate == CERTIFICATE_ANY)
        return true;
    if (!auth->peer.has_certificate)
        err_set(&err, SQLSTATE_INVALID_AUTHORIZATION, 0,
                "connection requires a valid client certificate");
    else if (auth->decision.certificate == CERTIFICATE_IS_OF_USER &&
             strcmp(auth->peer.certificate_name, session->user) != 0)
        err_set(&err, SQLSTATE_INVALID_AUTHORIZATION, 0,
                "certificate authentication failed for user \"%s\"", session->user);
    if (!err_is_set(&err))
        return true;
    auth_fail(session, &err);
    return false;
}

static void (*const asks[])(struct session *session) = {
    [AUTH_REJECT] = auth_refuse,        [AUTH_TRUST] = auth_succeed,
    [AUTH_PASSWORD] = ask_password,     [AUTH_MD5] = ask_md5,
    [AUTH_SCRAM] = ask_scram,           [AUTH_CERT] = auth_succeed,
    [AUTH_CLICKHOUSE] = ask_clickhouse,
};

void session_authenticate(struct session *session)
{
    struct session_auth *auth = calloc(1, sizeof *auth);
    if (!auth)
        abort();
    session->auth = auth;
    auth->access = session->host->access(session->owner);
    session->host->peer(session->owner, &auth->peer);
    auth->decision = access_decide(auth->access, &auth->peer, session->database, session->user);
    if (check_certificate(session))
        asks[auth->decision.method](session);
}

void session_password(struct session *session, const struct message *message)
{
    session->auth->answer(session, message->as.password);
}
