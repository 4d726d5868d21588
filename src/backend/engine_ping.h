#ifndef PGPIVOT_BACKEND_ENGINE_PING_H
#define PGPIVOT_BACKEND_ENGINE_PING_H

#include <ev.h>
#include <stdbool.h>

/* Asks GET /ping of the engine's socket and tells whether it answered in time. One at a time. */
struct engine_ping {
    struct ev_loop *loop;
    struct ev_io io;
    struct ev_timer timeout;
    bool is_active, has_asked;
    void (*answered)(void *owner, bool well);
    void *owner;
};

void engine_ping_init(struct engine_ping *ping, struct ev_loop *loop,
                      void (*answered)(void *owner, bool well), void *owner);
/* Does nothing while one is under way. `answered` may be called from inside. */
void engine_ping_start(struct engine_ping *ping, const char *socket, double timeout_s);
/* Without telling. */
void engine_ping_stop(struct engine_ping *ping);

#endif
