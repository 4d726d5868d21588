/* A health check by hand, independent of the requests it is to check on. */
#include "backend/engine_ping.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char question[] = "GET /ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

void engine_ping_stop(struct engine_ping *ping)
{
    if (!ping->is_active)
        return;
    ping->is_active = false;
    ev_io_stop(ping->loop, &ping->io);
    ev_timer_stop(ping->loop, &ping->timeout);
    close(ping->io.fd);
}

static void tell(struct engine_ping *ping, bool well)
{
    engine_ping_stop(ping);
    ping->answered(ping->owner, well);
}

static void ask(struct engine_ping *ping)
{
    size_t size = sizeof question - 1;
    if (send(ping->io.fd, question, size, MSG_NOSIGNAL) != (ssize_t)size) {
        tell(ping, false);
        return;
    }
    ping->has_asked = true;
    ev_io_stop(ping->loop, &ping->io);
    ev_io_set(&ping->io, ping->io.fd, EV_READ);
    ev_io_start(ping->loop, &ping->io);
}

/* The first bytes say it all, and a Unix socket does not cut them. */
static void hear(struct engine_ping *ping)
{
    static const char good[] = "HTTP/1.1 200";
    char answer[sizeof good - 1];
    ssize_t size = recv(ping->io.fd, answer, sizeof answer, 0);
    if (size < 0 && errno == EAGAIN)
        return;
    tell(ping, size == sizeof answer && memcmp(answer, good, sizeof answer) == 0);
}

static void ready(struct ev_loop *loop, struct ev_io *io, int events)
{
    (void)loop;
    (void)events;
    struct engine_ping *ping = io->data;
    if (ping->has_asked)
        hear(ping);
    else
        ask(ping);
}

static void late(struct ev_loop *loop, struct ev_timer *timer, int events)
{
    (void)loop;
    (void)events;
    tell(timer->data, false);
}

void engine_ping_init(struct engine_ping *ping, struct ev_loop *loop,
                      void (*answered)(void *owner, bool well), void *owner)
{
    *ping = (struct engine_ping){.loop = loop, .answered = answered, .owner = owner};
    ev_init(&ping->io, ready);
    ev_init(&ping->timeout, late);
    ping->io.data = ping->timeout.data = ping;
}

void engine_ping_start(struct engine_ping *ping, const char *socket_path, double timeout_s)
{
    if (ping->is_active)
        return;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", socket_path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    ping->is_active = fd >= 0;
    ping->has_asked = false;
    ev_io_set(&ping->io, fd, EV_WRITE);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        tell(ping, false);
        return;
    }
    ev_io_start(ping->loop, &ping->io);
    ev_timer_set(&ping->timeout, timeout_s, 0);
    ev_timer_start(ping->loop, &ping->timeout);
}
