/* Opens the listening socket. Knows nothing of what is said on it. */
#include "listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 512

static bool is_loopback(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        return ntohl(v4.sin_addr.s_addr) >> 24 == 127;
    }
    struct sockaddr_in6 v6;
    memcpy(&v6, address, sizeof v6);
    return address->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
}

static bool split_address(const char *address, char host[256], const char **port, struct err *err)
{
    const char *colon = strrchr(address, ':');
    size_t size = colon ? (size_t)(colon - address) : 0;
    if (size > 2 && address[0] == '[' && address[size - 1] == ']') {
        address++;
        size -= 2;
    }
    if (size == 0 || size > 255)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "listen: \"%s\" is not HOST:PORT",
                       address);
    memcpy(host, address, size);
    host[size] = '\0';
    *port = colon + 1;
    return true;
}

static int open_socket(const struct addrinfo *info, const char *address, struct err *err)
{
    int one = 1;
    int fd = socket(info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
        bind(fd, info->ai_addr, info->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    err_set(err, SQLSTATE_CONNECTION_FAILURE, 0, "cannot listen on %s: %s", address,
            strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

int listener_open(const char *address, bool only_loopback, struct err *err)
{
    char host[256];
    const char *port = NULL;
    struct addrinfo *info, hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
    if (!split_address(address, host, &port, err))
        return -1;
    int failure = getaddrinfo(host, port, &hints, &info);
    if (failure) {
        err_set(err, SQLSTATE_CONNECTION_FAILURE, 0, "cannot listen on %s: %s", address,
                gai_strerror(failure));
        return -1;
    }
    int fd = -1;
    if (!only_loopback || is_loopback(info->ai_addr))
        fd = open_socket(info, address, err);
    else
        err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "cannot listen on %s: beyond loopback everybody must prove who they are "
                "(auth_file, auth_hba_file without trust)",
                address);
    freeaddrinfo(info);
    return fd;
}

void listener_name(int fd, char name[128])
{
    struct sockaddr_storage address = {0};
    socklen_t size = sizeof address;
    char host[64] = "?", port[16] = "?";
    getsockname(fd, (struct sockaddr *)&address, &size);
    getnameinfo((struct sockaddr *)&address, size, host, sizeof host, port, sizeof port,
                NI_NUMERICHOST | NI_NUMERICSERV);
    snprintf(name, 128, address.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
}
