/* Options of a client's socket. Knows nothing of sessions. */
#include "tcp_options.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

static const struct tcp_option {
    const char *setting;
    int option;
} rows[] = {
    {"tcp_keepalives_idle", TCP_KEEPIDLE},
    {"tcp_keepalives_interval", TCP_KEEPINTVL},
    {"tcp_keepalives_count", TCP_KEEPCNT},
    {"tcp_user_timeout", TCP_USER_TIMEOUT},
};

/* What a socket has that nobody touched. */
static int system_value(int option)
{
    int value = 0;
    socklen_t size = sizeof value;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return 0;
    getsockopt(fd, IPPROTO_TCP, option, &value, &size);
    close(fd);
    return value;
}

void tcp_options_set(int fd, const struct settings *settings, bool is_new)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int value = (int)settings_get_int(settings, rows[i].setting);
        if (value == 0 && is_new)
            continue;
        if (value == 0)
            value = system_value(rows[i].option);
        setsockopt(fd, IPPROTO_TCP, rows[i].option, &value, sizeof value);
    }
}
