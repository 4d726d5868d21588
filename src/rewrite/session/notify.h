#ifndef PGPIVOT_REWRITE_NOTIFY_H
#define PGPIVOT_REWRITE_NOTIFY_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/* LISTEN, UNLISTEN and NOTIFY, as planners of command.c. */
struct plan *notify_listen(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *notify_unlisten(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *notify_send(struct binder *binder, const PgQuery__Node *node, struct buf *out);

/* pg_listening_channels() as a text[] of its rows; NULL when the name is another. */
struct expr *notify_channels(struct binder *binder, const char *name, int position);

#endif
