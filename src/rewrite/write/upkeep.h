#ifndef PGPIVOT_REWRITE_UPKEEP_H
#define PGPIVOT_REWRITE_UPKEEP_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/* Statements that scripts for PostgreSQL have around their tables and that do nothing here. A name
 * that does not exist is an error as in PostgreSQL (binder->err, NULL). */
struct plan *upkeep_create_index(struct binder *binder, const PgQuery__Node *node, struct buf *out);
/* No index was ever made: IF EXISTS or not. */
struct plan *upkeep_drop_index(struct binder *binder);
/* plpgsql is there, as in every database of PostgreSQL; others are not available (0A000). */
struct plan *upkeep_create_extension(struct binder *binder, const PgQuery__Node *node,
                                     struct buf *out);
struct plan *upkeep_vacuum(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *upkeep_cluster(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *upkeep_reindex(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *upkeep_checkpoint(struct binder *binder, const PgQuery__Node *node, struct buf *out);
/* There are no privileges to give or take: the warning that PostgreSQL has for that. */
struct plan *upkeep_grant(struct binder *binder, const PgQuery__Node *node, struct buf *out);
/* WITH (…) of a table: PostgreSQL's storage parameters, which mean nothing here; 22023 for others.
 */
bool upkeep_check_storage(struct binder *binder, size_t n, PgQuery__Node *const *options);

#endif
