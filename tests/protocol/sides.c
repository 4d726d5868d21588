/* One connection to one server: bytes out, messages in, printed. Knows no scenario. */
#include "sides.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "server_messages.h"

#define PATIENCE_MS 10000
#define READ_SIZE 65536
#define LIMIT ((size_t)256 << 20)

void side_init(struct side *side, const char *host, const char *port)
{
    *side = (struct side){.host = host, .port = port, .fd = -1};
    buf_init(&side->in, LIMIT);
    buf_init(&side->trace, LIMIT);
}

void side_free(struct side *side)
{
    side_close(side);
    buf_free(&side->in);
    buf_free(&side->trace);
}

static int connect_unix(const struct side *side)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/.s.PGSQL.%s", side->host, side->port);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

static int connect_tcp(const struct side *side)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_family = AF_INET}, *found = NULL;
    if (getaddrinfo(side->host, side->port, &hints, &found))
        return -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    bool fine = fd >= 0 && connect(fd, found->ai_addr, found->ai_addrlen) == 0;
    freeaddrinfo(found);
    if (fine)
        return fd;
    close(fd);
    return -1;
}

bool side_open(struct side *side)
{
    side_close(side);
    buf_clear(&side->in);
    buf_clear(&side->trace);
    side->is_closed = false;
    side->raw_answers = 0;
    side->fd = side->host[0] == '/' ? connect_unix(side) : connect_tcp(side);
    return side->fd >= 0 && fcntl(side->fd, F_SETFL, O_NONBLOCK) == 0;
}

void side_close(struct side *side)
{
    if (side->fd >= 0)
        close(side->fd);
    side->fd = -1;
}

static void receive(struct side *side)
{
    char *room = buf_reserve(&side->in, READ_SIZE);
    ssize_t n = room ? recv(side->fd, room, READ_SIZE, 0) : 0;
    if (n > 0)
        buf_commit(&side->in, (size_t)n);
    else if (n == 0 || (errno != EAGAIN && errno != EINTR))
        side->is_closed = true;
}

/* False when nothing happened in time. */
static bool wait_for(struct side *side, short events)
{
    struct pollfd wanted = {.fd = side->fd, .events = events};
    if (poll(&wanted, 1, PATIENCE_MS) <= 0)
        return false;
    if (wanted.revents & (POLLIN | POLLHUP | POLLERR))
        receive(side);
    return true;
}

void side_send(struct side *side, struct str bytes)
{
    while (bytes.size && !side->is_closed) {
        ssize_t n = send(side->fd, bytes.data, bytes.size, MSG_NOSIGNAL);
        if (n >= 0)
            bytes = str_skip(bytes, (size_t)n);
        else if (errno != EAGAIN || !wait_for(side, POLLIN | POLLOUT))
            return; /* the wait will tell */
    }
}

/* The type of what was printed, '\0' if nothing is there yet. */
static char print_one(struct side *side)
{
    char type = '\0';
    if (side->raw_answers && buf_size(&side->in) && strchr("SNG", buf_data(&side->in)[0])) {
        side->raw_answers--;
        buf_printf(&side->trace, "< %c\n", buf_data(&side->in)[0]);
        buf_consume(&side->in, 1);
        return '?';
    }
    type = server_messages_type(&side->in);
    if (type)
        server_messages_print_side(&side->trace, &side->in);
    return type;
}

void side_wait(struct side *side, const char *types)
{
    for (;;) {
        char type = print_one(side);
        if (type && strchr(types, type))
            return;
        if (type)
            continue;
        if (side->is_closed) {
            buf_puts(&side->trace, buf_size(&side->in) ? "closed in a message\n" : "closed\n");
            return;
        }
        if (!wait_for(side, POLLIN)) {
            buf_puts(&side->trace, "nothing came\n");
            return;
        }
    }
}
