/* TLS by OpenSSL. Knows no message of PostgreSQL's and no event loop. */
#include "tls.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

struct tls_context {
    atomic_int n_references;
    SSL_CTX *ssl;
    unsigned char binding[SCRAM_BINDING_MAX];
    size_t binding_size;
};

struct tls {
    struct tls_context *context;
    SSL *ssl;
    bool direct, established, wants_write, failed;
};

/* --- the certificate --- */

static bool fail(struct err *err, const char *what, const char *file)
{
    unsigned long code = ERR_get_error();
    err_set(err, SQLSTATE_CONFIG_FILE_ERROR, 0, "%s %s: %s", what, file,
            code ? ERR_reason_error_string(code) : strerror(errno));
    ERR_clear_error();
    return false;
}

/* As PostgreSQL demands of it: 0600, or 0640 when it is root's. */
static bool check_key_file(const char *path, struct err *err)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return err_set(err, SQLSTATE_CONFIG_FILE_ERROR, 0, "cannot read %s: %s", path,
                       strerror(errno));
    mode_t forbidden = status.st_uid == 0 ? 027 : 077;
    return !(status.st_mode & forbidden) ||
           err_set(err, SQLSTATE_CONFIG_FILE_ERROR, 0,
                   "private key file %s can be read by others: its mode must be 0600", path);
}

static bool load_certificate(struct tls_context *context, const struct tls_options *options,
                             struct err *err)
{
    SSL_CTX *ssl = context->ssl;
    if (!check_key_file(options->key_file, err))
        return false;
    if (SSL_CTX_use_certificate_chain_file(ssl, options->cert_file) != 1)
        return fail(err, "cannot load the certificate", options->cert_file);
    if (SSL_CTX_use_PrivateKey_file(ssl, options->key_file, SSL_FILETYPE_PEM) != 1)
        return fail(err, "cannot load the private key", options->key_file);
    return SSL_CTX_check_private_key(ssl) == 1 ||
           fail(err, "not the key of the certificate:", options->key_file);
}

/* tls-server-end-point (RFC 5929): the certificate's hash, by the algorithm that signed it, but
 * SHA-256 in place of MD5 and SHA-1. */
static void make_binding(struct tls_context *context)
{
    X509 *certificate = SSL_CTX_get0_certificate(context->ssl);
    int digest = NID_undef;
    unsigned size = 0;
    unsigned char hash[EVP_MAX_MD_SIZE];
    if (!X509_get_signature_info(certificate, &digest, NULL, NULL, NULL))
        return;
    if (digest == NID_md5 || digest == NID_sha1)
        digest = NID_sha256;
    const EVP_MD *algorithm = EVP_get_digestbynid(digest);
    if (algorithm && X509_digest(certificate, algorithm, hash, &size) &&
        size <= sizeof context->binding) {
        memcpy(context->binding, hash, size);
        context->binding_size = size;
    }
}

static bool load_authorities(SSL_CTX *ssl, const char *file, struct err *err)
{
    if (!file)
        return true;
    STACK_OF(X509_NAME) *names = SSL_load_client_CA_file(file);
    if (!names || SSL_CTX_load_verify_locations(ssl, file, NULL) != 1) {
        sk_X509_NAME_pop_free(names, X509_NAME_free);
        return fail(err, "cannot load authorities from", file);
    }
    SSL_CTX_set_client_CA_list(ssl, names);
    /* Asked for, not demanded: that is for the rules to say. */
    SSL_CTX_set_verify(ssl, SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE, NULL);
    return true;
}

/* --- the context --- */

static int select_protocol(SSL *ssl, const unsigned char **out, unsigned char *out_size,
                           const unsigned char *in, unsigned in_size, void *owner)
{
    static const unsigned char ours[] = "\012postgresql";
    (void)ssl;
    (void)owner;
    if (SSL_select_next_proto((unsigned char **)out, out_size, ours, sizeof ours - 1, in,
                              in_size) == OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_OK;
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

static bool set_up(struct tls_context *context, const struct tls_options *options, struct err *err)
{
    SSL_CTX *ssl = context->ssl;
    bool only_13 = strcmp(options->min_version, "1.3") == 0;
    if (!only_13 && strcmp(options->min_version, "1.2") != 0)
        return err_set(err, SQLSTATE_CONFIG_FILE_ERROR, 0, "tls_min_version is 1.2 or 1.3");
    SSL_CTX_set_min_proto_version(ssl, only_13 ? TLS1_3_VERSION : TLS1_2_VERSION);
    SSL_CTX_set_options(ssl, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET |
                                 SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_cache_mode(ssl, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(ssl, 0);
    SSL_CTX_set_mode(ssl, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                              SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(ssl, select_protocol, NULL);
    if (!load_certificate(context, options, err) || !load_authorities(ssl, options->ca_file, err))
        return false;
    make_binding(context);
    return true;
}

struct tls_context *tls_context_new(const struct tls_options *options, struct err *err)
{
    struct tls_context *context = calloc(1, sizeof *context);
    if (!context || !(context->ssl = SSL_CTX_new(TLS_server_method())))
        abort();
    atomic_init(&context->n_references, 1);
    if (set_up(context, options, err))
        return context;
    tls_context_unref(context);
    return NULL;
}

struct tls_context *tls_context_ref(struct tls_context *context)
{
    atomic_fetch_add(&context->n_references, 1);
    return context;
}

void tls_context_unref(struct tls_context *context)
{
    if (!context || atomic_fetch_sub(&context->n_references, 1) > 1)
        return;
    SSL_CTX_free(context->ssl);
    free(context);
}

/* --- one connection --- */

struct tls *tls_new(struct tls_context *context, int fd, bool direct)
{
    struct tls *tls = calloc(1, sizeof *tls);
    if (!tls || !(tls->ssl = SSL_new(context->ssl)) || SSL_set_fd(tls->ssl, fd) != 1)
        abort();
    tls->context = tls_context_ref(context);
    tls->direct = direct;
    SSL_set_accept_state(tls->ssl);
    return tls;
}

void tls_free(struct tls *tls)
{
    if (!tls)
        return;
    if (tls->established && !tls->failed)
        SSL_shutdown(tls->ssl);
    ERR_clear_error();
    SSL_free(tls->ssl);
    tls_context_unref(tls->context);
    free(tls);
}

/* What SSL_read and its like gave, as recv would have said it. */
static ssize_t outcome(struct tls *tls, int n)
{
    if (n > 0)
        return n;
    int error = SSL_get_error(tls->ssl, n);
    tls->wants_write = error == SSL_ERROR_WANT_WRITE;
    if (error == SSL_ERROR_ZERO_RETURN)
        return 0;
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) {
        errno = EAGAIN;
        return -1;
    }
    unsigned long code = ERR_get_error();
    if (code && !tls->established)
        log_line(LOG_INFO, "TLS handshake failed: %s", ERR_reason_error_string(code));
    tls->failed = true;
    ERR_clear_error();
    errno = ECONNRESET;
    return -1;
}

/* PostgreSQL wants direct connections to name their protocol: nothing else can be talked into
 * sending to us then. */
static ssize_t check_protocol(struct tls *tls)
{
    const unsigned char *name;
    unsigned size;
    SSL_get0_alpn_selected(tls->ssl, &name, &size);
    tls->established = true;
    if (size > 0 || !tls->direct)
        return 1;
    log_line(LOG_INFO, "refused a direct TLS connection without ALPN");
    tls->failed = true;
    errno = EPROTO;
    return -1;
}

/* 1 once the connection stands. */
static ssize_t handshake(struct tls *tls)
{
    if (tls->failed) {
        errno = ECONNRESET;
        return -1;
    }
    if (tls->established)
        return 1;
    ERR_clear_error();
    ssize_t done = outcome(tls, SSL_do_handshake(tls->ssl));
    return done == 1 ? check_protocol(tls) : done;
}

static int int_size(size_t size)
{
    return size > 1 << 30 ? 1 << 30 : (int)size;
}

ssize_t tls_read(struct tls *tls, void *bytes, size_t size)
{
    ssize_t ready = handshake(tls);
    if (ready != 1)
        return ready;
    tls->wants_write = false;
    ERR_clear_error();
    return outcome(tls, SSL_read(tls->ssl, bytes, int_size(size)));
}

ssize_t tls_write(struct tls *tls, const void *bytes, size_t size)
{
    ssize_t ready = handshake(tls);
    if (ready != 1) {
        if (ready == 0)
            errno = ECONNRESET;
        return -1;
    }
    tls->wants_write = false;
    ERR_clear_error();
    return outcome(tls, SSL_write(tls->ssl, bytes, int_size(size)));
}

bool tls_wants_write(const struct tls *tls)
{
    return tls->wants_write;
}

bool tls_has_pending(const struct tls *tls)
{
    return SSL_pending(tls->ssl) > 0;
}

/* The common name; empty when it has none, or one that hides something behind a NUL. */
static void copy_common_name(X509 *certificate, char name[256])
{
    int size =
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, 256);
    if (size <= 0 || strlen(name) != (size_t)size || size == 255)
        name[0] = '\0';
}

void tls_describe(const struct tls *tls, struct access_peer *peer)
{
    peer->is_encrypted = true;
    memcpy(peer->binding, tls->context->binding, tls->context->binding_size);
    peer->binding_size = tls->context->binding_size;
    X509 *certificate = SSL_get1_peer_certificate(tls->ssl);
    /* One that could not be verified ends the handshake: this one was. */
    peer->has_certificate = certificate && SSL_get_verify_result(tls->ssl) == X509_V_OK;
    if (peer->has_certificate) {
        copy_common_name(certificate, peer->certificate_name);
        X509_NAME_oneline(X509_get_subject_name(certificate), peer->tls.subject,
                          sizeof peer->tls.subject);
        X509_NAME_oneline(X509_get_issuer_name(certificate), peer->tls.issuer,
                          sizeof peer->tls.issuer);
    }
    X509_free(certificate);
    snprintf(peer->tls.version, sizeof peer->tls.version, "%s", SSL_get_version(tls->ssl));
    snprintf(peer->tls.cipher, sizeof peer->tls.cipher, "%s", SSL_get_cipher_name(tls->ssl));
    peer->tls.bits = SSL_get_cipher_bits(tls->ssl, NULL);
}
