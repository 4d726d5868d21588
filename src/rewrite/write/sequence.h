#ifndef PGPIVOT_REWRITE_SEQUENCE_H
#define PGPIVOT_REWRITE_SEQUENCE_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/*
 * Sequences, which ClickHouse does not have: scripts that make them around their tables go on, with
 * a NOTICE. A column whose default is the next number of one is as serial: each row has to give its
 * number.
 */
struct plan *sequence_create(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *sequence_alter(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *sequence_drop(struct binder *binder);

/* nextval('…') */
bool sequence_is_next(const PgQuery__Node *node);

#endif
