/* What the server's configuration says of run-time parameters: where sessions start from. */
#include <stdio.h>
#include <string.h>

#include "listener.h"
#include "server_internal.h"

/* As SHOW prints it; a value that the parameter does not take is left to the table. */
static void add(struct server *server, const char *name, const char *value)
{
    size_t n = 0;
    char text[SETTING_VALUE_SIZE];
    struct err ignored = {0};
    while (server->defaults[n].name)
        n++;
    if (n < N_SERVER_SETTINGS && setting_normalize(setting_find(name), value, text, &ignored))
        server->defaults[n] =
            (struct setting_default){name, arena_strndup(server->texts, text, strlen(text))};
}

static void add_number(struct server *server, const char *name, long number, const char *unit)
{
    char text[32];
    snprintf(text, sizeof text, "%ld%s", number, unit);
    add(server, name, text);
}

static void add_address(struct server *server)
{
    char name[128];
    listener_name(server->listen_fd, name);
    char *colon = strrchr(name, ':');
    *colon = '\0';
    add(server, "port", colon + 1);
    add(server, "listen_addresses", name);
}

void server_init_settings(struct server *server)
{
    const struct config *config = server->config;
    server->texts = arena_new((size_t)1 << 20);
    add_address(server);
    add_number(server, "authentication_timeout", (config->startup_timeout_ms + 999) / 1000, "s");
    add_number(server, "max_connections", config->max_sessions, "");
    add_number(server, "max_worker_processes", server->n_workers, "");
    add_number(server, "tcp_keepalives_idle", config->tcp_keepalives_idle, "s");
    add_number(server, "tcp_keepalives_interval", config->tcp_keepalives_interval, "s");
    add_number(server, "tcp_keepalives_count", config->tcp_keepalives_count, "");
    add_number(server, "tcp_user_timeout", config->tcp_user_timeout_ms, "ms");
    add(server, "ssl", config->tls_cert_file ? "on" : "off");
    add(server, "ssl_min_protocol_version",
        strcmp(config->tls_min_version, "1.3") == 0 ? "TLSv1.3" : "TLSv1.2");
}
