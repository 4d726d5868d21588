/* curl multi on libev: sockets and time-outs. Knows nothing of what is transferred. */
#include "backend/http_multi.h"

#include <ev.h>
#include <pthread.h>
#include <stdlib.h>

struct http_multi {
    struct ev_loop *loop;
    CURLM *curl;
    struct ev_timer timer;
    http_finished *finished;
};

struct watched_socket {
    struct ev_io io;
    struct http_multi *multi;
};

static void global_init(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

static void tell_finished(struct http_multi *multi)
{
    struct CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(multi->curl, &left))) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL *transfer = message->easy_handle;
        CURLcode result = message->data.result;
        curl_multi_remove_handle(multi->curl, transfer);
        multi->finished(transfer, result);
    }
}

static void act(struct http_multi *multi, curl_socket_t fd, int bits)
{
    int running;
    curl_multi_socket_action(multi->curl, fd, bits, &running);
    tell_finished(multi);
}

static void socket_ready(struct ev_loop *loop, struct ev_io *io, int events)
{
    (void)loop;
    struct watched_socket *watched = io->data;
    act(watched->multi, io->fd,
        (events & EV_READ ? CURL_CSELECT_IN : 0) | (events & EV_WRITE ? CURL_CSELECT_OUT : 0));
}

static void timer_ready(struct ev_loop *loop, struct ev_timer *timer, int events)
{
    (void)loop;
    (void)events;
    act(timer->data, CURL_SOCKET_TIMEOUT, 0);
}

static int timer_wanted(CURLM *curl, long timeout_ms, void *data)
{
    (void)curl;
    struct http_multi *multi = data;
    ev_timer_stop(multi->loop, &multi->timer);
    if (timeout_ms < 0)
        return 0;
    ev_timer_set(&multi->timer, (double)timeout_ms / 1000, 0);
    ev_timer_start(multi->loop, &multi->timer);
    return 0;
}

static void watch_end(struct http_multi *multi, struct watched_socket *watched)
{
    if (!watched)
        return;
    ev_io_stop(multi->loop, &watched->io);
    free(watched);
}

static struct watched_socket *watch_new(struct http_multi *multi, curl_socket_t fd)
{
    struct watched_socket *watched = calloc(1, sizeof *watched);
    if (!watched)
        return NULL;
    watched->multi = multi;
    watched->io.data = watched;
    ev_init(&watched->io, socket_ready);
    curl_multi_assign(multi->curl, fd, watched);
    return watched;
}

static int socket_wanted(CURL *transfer, curl_socket_t fd, int what, void *data, void *socket_data)
{
    (void)transfer;
    struct http_multi *multi = data;
    struct watched_socket *watched = socket_data;
    if (what == CURL_POLL_REMOVE) {
        watch_end(multi, watched);
        return 0;
    }
    if (!watched && !(watched = watch_new(multi, fd)))
        return -1;
    ev_io_stop(multi->loop, &watched->io);
    ev_io_set(&watched->io, fd,
              (what & CURL_POLL_IN ? EV_READ : 0) | (what & CURL_POLL_OUT ? EV_WRITE : 0));
    ev_io_start(multi->loop, &watched->io);
    return 0;
}

struct http_multi *http_multi_new(struct ev_loop *loop, long max_kept, http_finished *finished)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, global_init);
    struct http_multi *multi = calloc(1, sizeof *multi);
    if (!multi)
        return NULL;
    multi->loop = loop;
    multi->finished = finished;
    ev_init(&multi->timer, timer_ready);
    multi->timer.data = multi;
    multi->curl = curl_multi_init();
    if (!multi->curl) {
        free(multi);
        return NULL;
    }
    curl_multi_setopt(multi->curl, CURLMOPT_SOCKETFUNCTION, socket_wanted);
    curl_multi_setopt(multi->curl, CURLMOPT_SOCKETDATA, multi);
    curl_multi_setopt(multi->curl, CURLMOPT_TIMERFUNCTION, timer_wanted);
    curl_multi_setopt(multi->curl, CURLMOPT_TIMERDATA, multi);
    curl_multi_setopt(multi->curl, CURLMOPT_MAXCONNECTS, max_kept);
    return multi;
}

void http_multi_free(struct http_multi *multi)
{
    if (!multi)
        return;
    curl_multi_cleanup(multi->curl);
    ev_timer_stop(multi->loop, &multi->timer);
    free(multi);
}

bool http_multi_add(struct http_multi *multi, CURL *transfer)
{
    return curl_multi_add_handle(multi->curl, transfer) == CURLM_OK;
}

void http_multi_remove(struct http_multi *multi, CURL *transfer)
{
    curl_multi_remove_handle(multi->curl, transfer);
}
