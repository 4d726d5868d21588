/* Which sessions there are, by which key each is cancelled, and what they are doing. */
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "activity.h"
#include "server_internal.h"

/* Guessing one must be as hard as the protocol allows. */
static void random_key(struct session_key *key)
{
    if (getrandom(key->bytes, key->size, 0) != (ssize_t)key->size)
        abort();
}

static struct client **bucket_of(struct server *server, uint32_t process_id)
{
    return &server->by_process_id[process_id % N_PROCESS_BUCKETS];
}

static void link_admitted(struct server *server, struct client *client)
{
    struct client **bucket = bucket_of(server, client->process_id);
    client->admitted = true;
    client->next_admitted = server->admitted;
    if (server->admitted)
        server->admitted->previous_admitted = client;
    server->admitted = client;
    server->n_admitted++;
    client->next_in_bucket = *bucket;
    *bucket = client;
}

/* NULL if there is none. */
static struct client *find_admitted(struct server *server, uint32_t process_id)
{
    struct client *client = *bucket_of(server, process_id);
    while (client && client->process_id != process_id)
        client = client->next_in_bucket;
    return client;
}

bool server_admit(struct client *client, struct session_key *key, struct err *err)
{
    struct server *server = client->worker->server;
    if (atomic_load(&server->stop) != STOP_NONE)
        return err_set(err, SQLSTATE_CANNOT_CONNECT_NOW, 0, "the database system is shutting down");
    random_key(key);
    pthread_mutex_lock(&server->mutex);
    bool fits = server->n_admitted < server->config->max_sessions;
    if (fits) {
        /* Clients take it for a process id: positive. */
        do
            server->last_process_id =
                server->last_process_id == INT32_MAX ? 1 : server->last_process_id + 1;
        while (find_admitted(server, server->last_process_id));
        client->process_id = server->last_process_id;
        client->key = *key;
        link_admitted(server, client);
    }
    pthread_mutex_unlock(&server->mutex);
    return fits ||
           err_set(err, SQLSTATE_TOO_MANY_CONNECTIONS, 0, "sorry, too many clients already");
}

static void unlink_admitted(struct server *server, struct client *client)
{
    struct client **at = bucket_of(server, client->process_id);
    if (client->next_admitted)
        client->next_admitted->previous_admitted = client->previous_admitted;
    if (client->previous_admitted)
        client->previous_admitted->next_admitted = client->next_admitted;
    else
        server->admitted = client->next_admitted;
    while (*at != client)
        at = &(*at)->next_in_bucket;
    *at = client->next_in_bucket;
    server->n_admitted--;
}

void server_dismiss(struct client *client)
{
    struct server *server = client->worker->server;
    if (!client->admitted)
        return;
    pthread_mutex_lock(&server->mutex);
    unlink_admitted(server, client);
    client->admitted = false;
    bool is_last = server->n_admitted == 0;
    pthread_mutex_unlock(&server->mutex);
    if (is_last && atomic_load(&server->stop) != STOP_NONE)
        server_wake(server);
    server_forget_notifications(client);
}

/* Takes as long wherever they differ. */
static bool is_key(const struct session_key *key, const struct session_key *given)
{
    unsigned difference = key->size != given->size;
    for (size_t i = 0; i < key->size && i < given->size; i++)
        difference |= (unsigned)(key->bytes[i] ^ given->bytes[i]);
    return difference == 0;
}

void server_cancel(struct server *server, uint32_t process_id, const struct session_key *key)
{
    pthread_mutex_lock(&server->mutex);
    struct client *client = find_admitted(server, process_id);
    if (client && is_key(&client->key, key)) {
        atomic_store(&client->cancel_requested, true);
        worker_wake(client->worker);
    }
    pthread_mutex_unlock(&server->mutex);
}

enum session_signal_result server_signal(struct server *server, uint32_t process_id,
                                         const char *user, bool terminates)
{
    enum session_signal_result result = SIGNAL_NO_PROCESS;
    pthread_mutex_lock(&server->mutex);
    struct client *client = find_admitted(server, process_id);
    if (client) {
        bool may = activity_has_user(session_activity(client->session), user);
        result = may ? SIGNAL_SENT : SIGNAL_DENIED;
        if (may)
            atomic_store(terminates ? &client->end_requested : &client->cancel_requested, true);
        if (may)
            worker_wake(client->worker);
    }
    pthread_mutex_unlock(&server->mutex);
    return result;
}

void server_sessions(struct server *server, struct session_list *list)
{
    pthread_mutex_lock(&server->mutex);
    list->infos = calloc((size_t)server->n_admitted + 1, sizeof(struct session_info *));
    if (!list->infos)
        abort();
    for (struct client *client = server->admitted; client; client = client->next_admitted) {
        struct session_info *info = activity_copy(session_activity(client->session));
        if (info)
            list->infos[list->n++] = info;
    }
    pthread_mutex_unlock(&server->mutex);
}
