/* What a session is doing, for others to see. Knows nothing of how it does it. */
#include "activity.h"

#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* track_activity_query_size, without the end. */
#define MAX_QUERY 1023
#define MAX_NAME 64

struct activity {
    pthread_mutex_t mutex;
    struct session_info info;
    char application[MAX_NAME], address[MAX_NAME];
    char *user, *database, *query;
    struct access_peer_tls tls;
    enum activity_state state;
};

int64_t activity_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static char *copy(const char *text)
{
    char *result = strdup(text);
    if (!result)
        abort();
    return result;
}

struct activity *activity_new(void)
{
    struct activity *activity = calloc(1, sizeof *activity);
    if (!activity)
        abort();
    pthread_mutex_init(&activity->mutex, NULL);
    activity->info.backend_start = activity_now();
    return activity;
}

void activity_free(struct activity *activity)
{
    pthread_mutex_destroy(&activity->mutex);
    free(activity->user);
    free(activity->database);
    free(activity->query);
    free(activity);
}

/* -1 is PostgreSQL's for a Unix socket. */
static int port_of(const struct access_peer *peer)
{
    const struct sockaddr *address = (const struct sockaddr *)&peer->address;
    if (address->sa_family == AF_INET)
        return ntohs(((const struct sockaddr_in *)&peer->address)->sin_port);
    if (address->sa_family == AF_INET6)
        return ntohs(((const struct sockaddr_in6 *)&peer->address)->sin6_port);
    return -1;
}

void activity_open(struct activity *activity, uint32_t process_id, const char *user,
                   const char *database, const struct access_peer *peer)
{
    pthread_mutex_lock(&activity->mutex);
    struct session_info *info = &activity->info;
    free(activity->user);
    free(activity->database);
    activity->user = copy(user);
    activity->database = copy(database);
    info->process_id = process_id;
    info->port = port_of(peer);
    if (info->port >= 0)
        access_peer_name(peer, activity->address);
    info->is_encrypted = peer->is_encrypted;
    activity->tls = peer->tls;
    info->state_change = activity_now();
    pthread_mutex_unlock(&activity->mutex);
}

void activity_set_application(struct activity *activity, const char *name)
{
    size_t size = strlen(name) < MAX_NAME ? strlen(name) : MAX_NAME - 1;
    pthread_mutex_lock(&activity->mutex);
    memcpy(activity->application, name, size);
    activity->application[size] = '\0';
    pthread_mutex_unlock(&activity->mutex);
}

/* Whole characters. */
static size_t shown_size(struct str text)
{
    size_t size = text.size < MAX_QUERY ? text.size : MAX_QUERY;
    while (size < text.size && size && ((unsigned char)text.data[size] & 0xc0) == 0x80)
        size--;
    return size;
}

void activity_begin_query(struct activity *activity, struct str text)
{
    size_t size = shown_size(text);
    pthread_mutex_lock(&activity->mutex);
    char *query = realloc(activity->query, size + 1);
    if (!query)
        abort();
    if (size)
        memcpy(query, text.data, size);
    query[size] = '\0';
    activity->query = query;
    activity->info.query_start = activity->info.state_change = activity_now();
    activity->info.waits_for = NULL;
    activity->state = ACTIVITY_ACTIVE;
    pthread_mutex_unlock(&activity->mutex);
}

void activity_set_state(struct activity *activity, enum activity_state state)
{
    pthread_mutex_lock(&activity->mutex);
    if (activity->state != state)
        activity->info.state_change = activity_now();
    activity->state = state;
    pthread_mutex_unlock(&activity->mutex);
}

void activity_set_wait(struct activity *activity, const char *waits_for)
{
    pthread_mutex_lock(&activity->mutex);
    activity->info.waits_for = waits_for;
    pthread_mutex_unlock(&activity->mutex);
}

static void set_copy(struct activity *activity, struct session_copy copy)
{
    pthread_mutex_lock(&activity->mutex);
    activity->info.copy = copy;
    pthread_mutex_unlock(&activity->mutex);
}

void activity_begin_copy(struct activity *activity, bool is_from, uint32_t table_oid)
{
    set_copy(activity, (struct session_copy){
                           .is_under_way = true, .is_from = is_from, .table_oid = table_oid});
}

void activity_note_copy(struct activity *activity, uint64_t bytes, uint64_t n_rows)
{
    pthread_mutex_lock(&activity->mutex);
    activity->info.copy.bytes += bytes;
    activity->info.copy.n_rows += n_rows;
    pthread_mutex_unlock(&activity->mutex);
}

void activity_exclude_copied(struct activity *activity, uint64_t n_rows)
{
    pthread_mutex_lock(&activity->mutex);
    activity->info.copy.n_excluded += n_rows;
    activity->info.copy.n_rows -= n_rows;
    pthread_mutex_unlock(&activity->mutex);
}

void activity_end_copy(struct activity *activity)
{
    set_copy(activity, (struct session_copy){0});
}

void activity_set_transaction(struct activity *activity, bool is_open)
{
    pthread_mutex_lock(&activity->mutex);
    activity->info.xact_start = is_open ? activity_now() : 0;
    pthread_mutex_unlock(&activity->mutex);
}

static const char *const state_names[] = {
    [ACTIVITY_IDLE] = "idle",
    [ACTIVITY_ACTIVE] = "active",
    [ACTIVITY_IDLE_IN_TRANSACTION] = "idle in transaction",
    [ACTIVITY_IDLE_IN_FAILED_TRANSACTION] = "idle in transaction (aborted)",
};

/* Text behind the struct, for which there is room. */
static const char *put(char **at, const char *text)
{
    char *start = *at;
    *at = stpcpy(start, text) + 1;
    return start;
}

static struct session_info *copy_locked(const struct activity *activity)
{
    const char *query = activity->query ? activity->query : "";
    const struct access_peer_tls *tls = &activity->tls;
    size_t room = strlen(activity->user) + strlen(activity->database) + strlen(query) +
                  sizeof activity->application + sizeof activity->address + sizeof *tls + 8;
    struct session_info *info = malloc(sizeof *info + room);
    if (!info)
        abort();
    char *at = (char *)(info + 1);
    *info = activity->info;
    info->user = put(&at, activity->user);
    info->database = put(&at, activity->database);
    info->query = put(&at, query);
    info->application_name = put(&at, activity->application);
    info->address = *activity->address ? put(&at, activity->address) : NULL;
    info->tls_version = put(&at, tls->version);
    info->tls_cipher = put(&at, tls->cipher);
    info->tls_subject = *tls->subject ? put(&at, tls->subject) : NULL;
    info->tls_issuer = *tls->issuer ? put(&at, tls->issuer) : NULL;
    info->tls_bits = tls->bits;
    info->state = state_names[activity->state];
    if (activity->state != ACTIVITY_ACTIVE)
        info->waits_for = "ClientRead";
    return info;
}

struct session_info *activity_copy(struct activity *activity)
{
    pthread_mutex_lock(&activity->mutex);
    struct session_info *info = activity->user ? copy_locked(activity) : NULL;
    pthread_mutex_unlock(&activity->mutex);
    return info;
}

bool activity_is_of(struct activity *activity, uint32_t process_id)
{
    pthread_mutex_lock(&activity->mutex);
    bool found = activity->user && activity->info.process_id == process_id;
    pthread_mutex_unlock(&activity->mutex);
    return found;
}

bool activity_has_user(struct activity *activity, const char *user)
{
    pthread_mutex_lock(&activity->mutex);
    bool same = activity->user && strcmp(activity->user, user) == 0;
    pthread_mutex_unlock(&activity->mutex);
    return same;
}

bool activity_has_database(struct activity *activity, const char *database)
{
    pthread_mutex_lock(&activity->mutex);
    bool same = activity->database && strcmp(activity->database, database) == 0;
    pthread_mutex_unlock(&activity->mutex);
    return same;
}
