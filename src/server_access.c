/* Users, rules and the certificate: loaded at the start and on SIGHUP, shared by the workers. */
#include "server_internal.h"

#include <string.h>

#include "base/log.h"

static bool load_tls(const struct config *config, struct tls_context **tls, struct err *err)
{
    *tls = NULL;
    if (!config->tls_cert_file && !config->tls_key_file)
        return true;
    struct tls_options options = {config->tls_cert_file, config->tls_key_file, config->tls_ca_file,
                                  config->tls_min_version};
    *tls = tls_context_new(&options, err);
    return *tls != NULL;
}

/* A rule that nobody could ever meet is a mistake of the person who wrote it. */
static bool check_together(const struct config *config, const struct access *access,
                           const struct tls_context *tls, struct err *err)
{
    if (access_wants_clickhouse(access) && strcmp(config->backend, "embedded") == 0)
        return err_set(err, SQLSTATE_CONFIG_FILE_ERROR, 0,
                       "a clickhouse rule needs a ClickHouse server, whose users it means: "
                       "the embedded engine has none");
    return tls || !access_wants_tls(access) ||
           err_set(err, SQLSTATE_CONFIG_FILE_ERROR, 0,
                   "a hostssl rule needs a certificate: tls_cert_file and tls_key_file");
}

static bool load_both(const struct config *config, struct access **access, struct tls_context **tls,
                      struct err *err)
{
    *access = access_load(config->auth_file, config->auth_hba_file, err);
    if (!*access)
        return false;
    if (load_tls(config, tls, err) && check_together(config, *access, *tls, err))
        return true;
    access_unref(*access);
    tls_context_unref(*tls);
    return false;
}

bool server_load_access(struct server *server, struct err *err)
{
    struct access *access;
    struct tls_context *tls;
    if (!load_both(server->config, &access, &tls, err))
        return false;
    pthread_mutex_lock(&server->mutex);
    struct access *old_access = server->access;
    struct tls_context *old_tls = server->tls;
    server->access = access;
    server->tls = tls;
    pthread_mutex_unlock(&server->mutex);
    access_unref(old_access);
    tls_context_unref(old_tls);
    return true;
}

void server_free_access(struct server *server)
{
    access_unref(server->access);
    tls_context_unref(server->tls);
}

bool server_is_guarded(const struct server *server)
{
    return (server->config->auth_file || server->config->auth_hba_file) &&
           !access_trusts_strangers(server->access);
}

struct access *server_access(struct server *server)
{
    pthread_mutex_lock(&server->mutex);
    struct access *access = access_ref(server->access);
    pthread_mutex_unlock(&server->mutex);
    return access;
}

struct tls_context *server_tls(struct server *server)
{
    pthread_mutex_lock(&server->mutex);
    struct tls_context *tls = server->tls ? tls_context_ref(server->tls) : NULL;
    pthread_mutex_unlock(&server->mutex);
    return tls;
}
