#ifndef PGPIVOT_ACTIVITY_H
#define PGPIVOT_ACTIVITY_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/access.h"
#include "base/str.h"
#include "rewrite/rewrite.h"

/*
 * What pg_stat_activity shows of one session: written by its worker, read by all. Times are taken
 * when something changes.
 */
struct activity;

enum activity_state {
    ACTIVITY_IDLE,
    ACTIVITY_ACTIVE,
    ACTIVITY_IDLE_IN_TRANSACTION,
    ACTIVITY_IDLE_IN_FAILED_TRANSACTION
};

struct activity *activity_new(void);
void activity_free(struct activity *activity);

/* The client is known: until then it is not shown. */
void activity_open(struct activity *activity, uint32_t process_id, const char *user,
                   const char *database, const struct access_peer *peer);
void activity_set_application(struct activity *activity, const char *name);
/* A statement begins; of a longer one the first kB is shown. */
void activity_begin_query(struct activity *activity, struct str text);
void activity_set_state(struct activity *activity, enum activity_state state);
/* For what a statement that runs waits: NULL, "ClientRead" or "ClientWrite". */
void activity_set_wait(struct activity *activity, const char *waits_for);
/* A COPY begins, of a table (0: of a query); so much more was done; it ends. */
void activity_begin_copy(struct activity *activity, bool is_from, uint32_t table_oid);
void activity_note_copy(struct activity *activity, uint64_t bytes, uint64_t n_rows);
/* WHERE leaves out so many of the rows. */
void activity_exclude_copied(struct activity *activity, uint64_t n_rows);
void activity_end_copy(struct activity *activity);
/* A transaction begins or ends. */
void activity_set_transaction(struct activity *activity, bool is_open);

/* A copy in one piece of memory, to be freed; NULL while it is not shown. */
struct session_info *activity_copy(struct activity *activity);
/* Whose it is: false while it is not shown. */
bool activity_is_of(struct activity *activity, uint32_t process_id);
bool activity_has_user(struct activity *activity, const char *user);
bool activity_has_database(struct activity *activity, const char *database);

/* Microseconds since 1970. */
int64_t activity_now(void);

#endif
