#ifndef PGPIVOT_TCP_OPTIONS_H
#define PGPIVOT_TCP_OPTIONS_H

#include <stdbool.h>

#include "base/settings.h"

/*
 * What the parameters tcp_keepalives_idle, _interval, _count and tcp_user_timeout ask of a socket;
 * 0 is what the system has. is_new: nothing was asked of it before.
 */
void tcp_options_set(int fd, const struct settings *settings, bool is_new);

#endif
