/* Which sessions there are, and by which key each is cancelled. */
#include <stdlib.h>
#include <sys/random.h>

#include "server_internal.h"

/* Guessing one must be as hard as the protocol's 32 bits allow. */
static uint32_t random_key(void)
{
    uint32_t key;
    if (getrandom(&key, sizeof key, 0) != (ssize_t)sizeof key)
        abort();
    return key;
}

static void link_admitted(struct server *server, struct client *client)
{
    client->admitted = true;
    client->next_admitted = server->admitted;
    if (server->admitted)
        server->admitted->previous_admitted = client;
    server->admitted = client;
    server->n_admitted++;
}

bool server_admit(struct client *client, struct err *err)
{
    struct server *server = client->worker->server;
    uint32_t secret_key = random_key();
    pthread_mutex_lock(&server->mutex);
    bool fits = server->n_admitted < server->config->max_sessions;
    if (fits) {
        /* Clients take it for a process id: positive. */
        server->last_process_id = (server->last_process_id & 0x7ffffffe) + 1;
        client->process_id = server->last_process_id;
        client->secret_key = secret_key;
        link_admitted(server, client);
    }
    pthread_mutex_unlock(&server->mutex);
    return fits ||
           err_set(err, SQLSTATE_TOO_MANY_CONNECTIONS, 0, "sorry, too many clients already");
}

void server_dismiss(struct client *client)
{
    struct server *server = client->worker->server;
    if (!client->admitted)
        return;
    pthread_mutex_lock(&server->mutex);
    if (client->next_admitted)
        client->next_admitted->previous_admitted = client->previous_admitted;
    if (client->previous_admitted)
        client->previous_admitted->next_admitted = client->next_admitted;
    else
        server->admitted = client->next_admitted;
    server->n_admitted--;
    pthread_mutex_unlock(&server->mutex);
}

void server_cancel(struct server *server, uint32_t process_id, uint32_t secret_key)
{
    pthread_mutex_lock(&server->mutex);
    for (struct client *client = server->admitted; client; client = client->next_admitted) {
        if (client->process_id != process_id || client->secret_key != secret_key)
            continue;
        atomic_store(&client->cancel_requested, true);
        ev_async_send(client->worker->loop, &client->worker->wake);
    }
    pthread_mutex_unlock(&server->mutex);
}
