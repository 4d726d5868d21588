/* Notifications between the sessions of all workers: who listens, and what waits for whom. */
#include <stdlib.h>
#include <string.h>

#include "activity.h"
#include "base/log.h"
#include "server_internal.h"

/* What may wait for one session that does not take it. */
#define MAX_INBOX ((size_t)16 << 20)

struct notification {
    struct notification *next;
    uint32_t process_id;
    size_t size;   /* of the texts */
    char *channel; /* both in `texts` */
    char *payload;
    char texts[];
};

static void free_channels(struct client *client)
{
    for (size_t i = 0; i < client->n_channels; i++)
        free(client->channels[i]);
    free(client->channels);
    client->channels = NULL;
    client->n_channels = 0;
}

void server_listen(struct client *client, const char *const *channels, size_t n)
{
    struct server *server = client->worker->server;
    char **copies = calloc(n + 1, sizeof *copies);
    if (!copies)
        abort();
    for (size_t i = 0; i < n; i++) {
        if (!(copies[i] = strdup(channels[i])))
            abort();
    }
    pthread_mutex_lock(&server->mutex);
    free_channels(client);
    client->channels = copies;
    client->n_channels = n;
    pthread_mutex_unlock(&server->mutex);
}

static bool listens(const struct client *client, const char *channel)
{
    for (size_t i = 0; i < client->n_channels; i++) {
        if (strcmp(client->channels[i], channel) == 0)
            return true;
    }
    return false;
}

static void put(struct client *client, uint32_t process_id, const char *channel,
                const char *payload)
{
    size_t channel_size = strlen(channel) + 1, size = channel_size + strlen(payload) + 1;
    if (client->inbox_size + size > MAX_INBOX) {
        if (!client->inbox_is_full)
            log_line(LOG_WARNING, "session %u does not take its notifications: it loses some",
                     client->process_id);
        client->inbox_is_full = true;
        return;
    }
    struct notification *made = malloc(sizeof *made + size);
    if (!made)
        abort();
    *made = (struct notification){.process_id = process_id, .size = size};
    made->channel = memcpy(made->texts, channel, channel_size);
    made->payload = memcpy(made->texts + channel_size, payload, size - channel_size);
    *(client->inbox ? &client->inbox_last->next : &client->inbox) = made;
    client->inbox_last = made;
    client->inbox_size += size;
}

void server_notify(struct client *from, const char *database, const char *channel,
                   const char *payload)
{
    struct server *server = from->worker->server;
    pthread_mutex_lock(&server->mutex);
    for (struct client *to = server->admitted; to; to = to->next_admitted) {
        if (!listens(to, channel) ||
            !activity_has_database(session_activity(to->session), database))
            continue;
        put(to, from->process_id, channel, payload);
        if (to != from) {
            atomic_store(&to->notified, true);
            worker_wake(to->worker);
        }
    }
    pthread_mutex_unlock(&server->mutex);
}

bool server_next_notification(struct client *client, struct session_notification *notification)
{
    struct server *server = client->worker->server;
    pthread_mutex_lock(&server->mutex);
    struct notification *first = client->inbox;
    if (first) {
        client->inbox = first->next;
        client->inbox_size -= first->size;
        client->inbox_is_full = false;
        *notification =
            (struct session_notification){first->process_id, first->channel, first->payload, first};
    }
    pthread_mutex_unlock(&server->mutex);
    return first != NULL;
}

void server_forget_notifications(struct client *client)
{
    free_channels(client);
    while (client->inbox) {
        struct notification *first = client->inbox;
        client->inbox = first->next;
        free(first);
    }
}
