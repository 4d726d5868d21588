/* Gives queries their turns and cancels them. Knows nothing of HTTP beyond the client's socket. */
#include "engine/running.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"

struct running {
    struct pool *pool;
    struct session *control; /* the watcher's */
    pthread_mutex_t lock;
    pthread_cond_t turn_changed;
    struct query *queries;
    struct query *waiting; /* for a turn, in order */
    int n_working, max_turns;
    unsigned long next_number;
    int epoll_fd, wake_fd;
    bool stop;
    pthread_t watcher;
};

static void wake_watcher(struct running *running)
{
    uint64_t one = 1;
    if (write(running->wake_fd, &one, sizeof one) != sizeof one)
        log_line(LOG_WARNING, "could not wake the watcher: %s", strerror(errno));
}

/* With the lock held. */
static void cancel_locked(struct running *running, struct query *query)
{
    query->cancelled = true;
    pthread_cond_broadcast(&running->turn_changed);
    wake_watcher(running);
}

static void kill_query(struct running *running, const struct query *query)
{
    char sql[128];
    int size = snprintf(sql, sizeof sql,
                        "KILL QUERY WHERE Settings['log_comment'] = '%s' ASYNC FORMAT Null",
                        query->session->mark);
    char *message =
        session_run(running->pool->chdb, running->control, (struct str){sql, (size_t)size});
    if (message)
        log_line(LOG_WARNING, "could not cancel query %s: %s", query->id, message);
    free(message);
}

/*
 * Tells ClickHouse, with the lock held so that no session is lent to another query meanwhile.
 * True while cancelled queries remain: ClickHouse may not have known one of them yet.
 */
static bool kill_cancelled(struct running *running)
{
    bool remain = false;
    for (struct query *query = running->queries; query; query = query->next)
        if (query->cancelled && query->session) {
            kill_query(running, query);
            remain = true;
        }
    return remain;
}

static void handle_event(struct running *running, unsigned long number)
{
    uint64_t count;
    if (number == 0 && read(running->wake_fd, &count, sizeof count) != sizeof count)
        log_line(LOG_WARNING, "could not read the watcher's event: %s", strerror(errno));
    for (struct query *query = running->queries; query; query = query->next)
        if (query->number == number)
            cancel_locked(running, query);
}

static void *watch(void *argument)
{
    struct running *running = argument;
    enum { FIRST_MS = 2, LAST_MS = 100 };
    int timeout_ms = -1, again_ms = FIRST_MS;
    for (bool stop = false; !stop;) {
        struct epoll_event event;
        int n = epoll_wait(running->epoll_fd, &event, 1, timeout_ms);
        pthread_mutex_lock(&running->lock);
        if (n == 1) {
            handle_event(running, event.data.u64);
            again_ms = FIRST_MS;
        }
        timeout_ms = kill_cancelled(running) ? again_ms : -1;
        again_ms = again_ms * 2 < LAST_MS ? again_ms * 2 : LAST_MS;
        stop = running->stop;
        pthread_mutex_unlock(&running->lock);
    }
    return NULL;
}

static bool start_watcher(struct running *running)
{
    running->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    running->wake_fd = eventfd(0, EFD_CLOEXEC);
    struct epoll_event wake = {.events = EPOLLIN, .data.u64 = 0};
    return running->epoll_fd >= 0 && running->wake_fd >= 0 &&
           epoll_ctl(running->epoll_fd, EPOLL_CTL_ADD, running->wake_fd, &wake) == 0 &&
           pthread_create(&running->watcher, NULL, watch, running) == 0;
}

struct running *running_new(struct pool *pool, int max_turns, struct err *err)
{
    struct running *running = calloc(1, sizeof *running);
    if (!running)
        abort();
    *running = (struct running){pool, .max_turns = max_turns, .next_number = 1};
    pthread_mutex_init(&running->lock, NULL);
    pthread_cond_init(&running->turn_changed, NULL);
    char *message;
    running->control = pool_get(pool, NULL, STR(""), &message);
    if (!running->control) {
        err_set(err, SQLSTATE_SYSTEM_ERROR, 0, "%s", message ? message : "out of memory");
        free(message);
        free(running);
        return NULL;
    }
    if (!start_watcher(running)) {
        err_set(err, SQLSTATE_SYSTEM_ERROR, 0, "could not start a thread: %s", strerror(errno));
        return NULL;
    }
    return running;
}

void running_free(struct running *running)
{
    pthread_mutex_lock(&running->lock);
    running->stop = true;
    wake_watcher(running);
    pthread_mutex_unlock(&running->lock);
    pthread_join(running->watcher, NULL);
    close(running->wake_fd);
    close(running->epoll_fd);
    pool_put(running->pool, running->control, false);
    free(running);
}

void running_add(struct running *running, struct query *query)
{
    pthread_mutex_lock(&running->lock);
    query->number = running->next_number++;
    query->next = running->queries;
    running->queries = query;
    pthread_mutex_unlock(&running->lock);
    struct epoll_event event = {.events = EPOLLRDHUP | EPOLLONESHOT, .data.u64 = query->number};
    if (epoll_ctl(running->epoll_fd, EPOLL_CTL_ADD, query->fd, &event) != 0)
        log_line(LOG_WARNING, "could not watch a client's socket: %s", strerror(errno));
}

void running_remove(struct running *running, struct query *query)
{
    epoll_ctl(running->epoll_fd, EPOLL_CTL_DEL, query->fd, NULL);
    pthread_mutex_lock(&running->lock);
    struct query **at = &running->queries;
    while (*at && *at != query)
        at = &(*at)->next;
    if (*at)
        *at = query->next;
    pthread_mutex_unlock(&running->lock);
}

void running_set_session(struct running *running, struct query *query, struct session *session)
{
    pthread_mutex_lock(&running->lock);
    query->session = session;
    pthread_mutex_unlock(&running->lock);
}

static void leave_queue(struct running *running, const struct query *query)
{
    struct query **at = &running->waiting;
    while (*at != query)
        at = &(*at)->next_waiting;
    *at = query->next_waiting;
}

bool running_turn(struct running *running, struct query *query)
{
    pthread_mutex_lock(&running->lock);
    struct query **end = &running->waiting;
    while (*end)
        end = &(*end)->next_waiting;
    query->next_waiting = NULL;
    *end = query;
    while (!query->cancelled &&
           (running->waiting != query || running->n_working >= running->max_turns))
        pthread_cond_wait(&running->turn_changed, &running->lock);
    leave_queue(running, query);
    bool granted = !query->cancelled;
    running->n_working += granted;
    pthread_cond_broadcast(&running->turn_changed);
    pthread_mutex_unlock(&running->lock);
    return granted;
}

void running_turn_end(struct running *running)
{
    pthread_mutex_lock(&running->lock);
    running->n_working--;
    pthread_cond_broadcast(&running->turn_changed);
    pthread_mutex_unlock(&running->lock);
}

bool running_is_cancelled(struct running *running, const struct query *query)
{
    pthread_mutex_lock(&running->lock);
    bool cancelled = query->cancelled;
    pthread_mutex_unlock(&running->lock);
    return cancelled;
}

void running_cancel_id(struct running *running, const char *id, size_t id_size)
{
    pthread_mutex_lock(&running->lock);
    for (struct query *query = running->queries; query; query = query->next)
        if (strlen(query->id) == id_size && memcmp(query->id, id, id_size) == 0)
            cancel_locked(running, query);
    pthread_mutex_unlock(&running->lock);
}

void running_cancel_all(struct running *running)
{
    pthread_mutex_lock(&running->lock);
    for (struct query *query = running->queries; query; query = query->next)
        cancel_locked(running, query);
    pthread_mutex_unlock(&running->lock);
}
