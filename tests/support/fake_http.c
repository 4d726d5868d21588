/* A scripted HTTP server on the test's own loop. */
#define _GNU_SOURCE
#include "fake_http.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct fake_connection {
    LIST_ENTRY(fake_connection) all;
    struct fake_http *fake;
    struct ev_io reader, writer;
    struct buf in, out;
    bool closing;
};

struct fake_http {
    struct ev_loop *loop;
    struct ev_io listener;
    fake_received *received;
    void *owner;
    char folder[64], socket[96];
    int accepted, open;
    LIST_HEAD(, fake_connection) all;
};

static void connection_free(struct fake_connection *connection)
{
    struct fake_http *fake = connection->fake;
    ev_io_stop(fake->loop, &connection->reader);
    ev_io_stop(fake->loop, &connection->writer);
    close(connection->reader.fd);
    LIST_REMOVE(connection, all);
    buf_free(&connection->in);
    buf_free(&connection->out);
    free(connection);
    fake->open--;
}

static void readable(struct ev_loop *loop, struct ev_io *io, int events)
{
    (void)loop;
    (void)events;
    struct fake_connection *connection = io->data;
    char bytes[65536];
    ssize_t n = read(io->fd, bytes, sizeof bytes);
    if (n < 0 && errno == EAGAIN)
        return;
    if (n <= 0) {
        connection_free(connection);
        return;
    }
    buf_append(&connection->in, bytes, (size_t)n);
    connection->fake->received(connection->fake->owner, connection, buf_str(&connection->in));
}

static void writable(struct ev_loop *loop, struct ev_io *io, int events)
{
    (void)events;
    struct fake_connection *connection = io->data;
    ssize_t n = send(io->fd, buf_data(&connection->out), buf_size(&connection->out), MSG_NOSIGNAL);
    if (n > 0)
        buf_consume(&connection->out, (size_t)n);
    if (n < 0 && errno != EAGAIN) {
        connection_free(connection);
        return;
    }
    if (buf_size(&connection->out) > 0)
        return;
    ev_io_stop(loop, io);
    if (connection->closing)
        connection_free(connection);
}

static void acceptable(struct ev_loop *loop, struct ev_io *io, int events)
{
    (void)events;
    struct fake_http *fake = io->data;
    int fd = accept4(io->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0)
        return;
    struct fake_connection *connection = calloc(1, sizeof *connection);
    connection->fake = fake;
    buf_init(&connection->in, (size_t)256 << 20);
    buf_init(&connection->out, (size_t)256 << 20);
    ev_io_init(&connection->reader, readable, fd, EV_READ);
    ev_io_init(&connection->writer, writable, fd, EV_WRITE);
    connection->reader.data = connection->writer.data = connection;
    ev_io_start(loop, &connection->reader);
    LIST_INSERT_HEAD(&fake->all, connection, all);
    fake->accepted++;
    fake->open++;
}

struct fake_http *fake_http_start(struct ev_loop *loop, fake_received *received, void *owner)
{
    struct fake_http *fake = calloc(1, sizeof *fake);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    fake->loop = loop;
    fake->received = received;
    fake->owner = owner;
    snprintf(fake->folder, sizeof fake->folder, "/tmp/pgpivot-test-XXXXXX");
    if (!mkdtemp(fake->folder))
        abort();
    snprintf(fake->socket, sizeof fake->socket, "%s/http.sock", fake->folder);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", fake->socket);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 16))
        abort();
    ev_io_init(&fake->listener, acceptable, fd, EV_READ);
    fake->listener.data = fake;
    ev_io_start(loop, &fake->listener);
    return fake;
}

void fake_http_stop(struct fake_http *fake)
{
    struct fake_connection *connection = LIST_FIRST(&fake->all), *next;
    for (; connection; connection = next) {
        next = LIST_NEXT(connection, all);
        connection_free(connection);
    }
    ev_io_stop(fake->loop, &fake->listener);
    close(fake->listener.fd);
    unlink(fake->socket);
    rmdir(fake->folder);
    free(fake);
}

const char *fake_http_socket(const struct fake_http *fake)
{
    return fake->socket;
}

int fake_http_accepted(const struct fake_http *fake)
{
    return fake->accepted;
}

int fake_http_open(const struct fake_http *fake)
{
    return fake->open;
}

void fake_send(struct fake_connection *connection, const void *data, size_t size)
{
    buf_append(&connection->out, data, size);
    ev_io_start(connection->fake->loop, &connection->writer);
}

void fake_puts(struct fake_connection *connection, const char *text)
{
    fake_send(connection, text, strlen(text));
}

void fake_chunk(struct fake_connection *connection, const void *data, size_t size)
{
    buf_printf(&connection->out, "%zx\r\n", size);
    buf_append(&connection->out, data, size);
    fake_puts(connection, "\r\n");
}

void fake_forget(struct fake_connection *connection)
{
    buf_clear(&connection->in);
}

void fake_close(struct fake_connection *connection)
{
    connection->closing = true;
    ev_io_start(connection->fake->loop, &connection->writer);
}

void fake_read(struct fake_connection *connection, bool on)
{
    if (on)
        ev_io_start(connection->fake->loop, &connection->reader);
    else
        ev_io_stop(connection->fake->loop, &connection->reader);
}

size_t fake_unsent(const struct fake_connection *connection)
{
    return buf_size(&connection->out);
}

bool fake_is_whole(struct str received)
{
    const char *end = memmem(received.data, received.size, "\r\n\r\n", 4);
    if (!end)
        return false;
    size_t head = (size_t)(end - received.data) + 4;
    const char *length = memmem(received.data, head, "Content-Length: ", 16);
    if (length)
        return received.size - head >= strtoul(length + 16, NULL, 10);
    struct str body = str_skip(received, head);
    return body.size >= 5 && memcmp(body.data + body.size - 5, "0\r\n\r\n", 5) == 0;
}
