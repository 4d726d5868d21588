/*
 * Transactions as clients see them: ClickHouse has none, so what is undone is SET alone, and
 * whoever rolls back writes is warned. Runs nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "session_internal.h"

struct savepoint {
    struct savepoint *older;
    char *name;
    struct settings_mark *mark;
    size_t notify_mark;
};

/* Each keeps the values that were changed. */
#define MAX_SAVEPOINTS 10000

char transaction_status(const struct session *session)
{
    static const char status[] = {
        [TRANSACTION_NONE] = 'I', [TRANSACTION_OPEN] = 'T', [TRANSACTION_FAILED] = 'E'};
    return status[session->transaction];
}

/* Of a transaction, and what new ones begin with. */
static const char *const characteristics[][2] = {
    {"transaction_isolation", "default_transaction_isolation"},
    {"transaction_read_only", "default_transaction_read_only"},
    {"transaction_deferrable", "default_transaction_deferrable"},
};
#define N_CHARACTERISTICS (sizeof characteristics / sizeof *characteristics)

static void take_defaults(struct session *session)
{
    struct err ignored;
    for (size_t i = 0; i < N_CHARACTERISTICS; i++) {
        const char *value = settings_get(session->settings, characteristics[i][1]);
        if (strcmp(value, settings_get(session->settings, characteristics[i][0])) != 0)
            settings_set(session->settings, characteristics[i][0], value, true, &ignored);
    }
}

void transaction_start_implicit(struct session *session)
{
    if (session->transaction != TRANSACTION_NONE || session->implicit)
        return;
    session->implicit = true;
    session->has_snapshot = false;
    settings_begin(session->settings);
    activity_set_transaction(session->activity, true);
    take_defaults(session);
}

void transaction_end_implicit(struct session *session, bool fine)
{
    if (!session->implicit)
        return;
    session->implicit = false;
    session->transaction_wrote = false;
    settings_end(session->settings, fine);
    notify_end_transaction(session, fine);
    activity_set_transaction(session->activity, false);
    extended_end_transaction(session, fine);
}

void transaction_note_write(struct session *session)
{
    if (session->transaction == TRANSACTION_OPEN && !session->transaction_wrote)
        session_notice(session, "NOTICE", SQLSTATE_SUCCESSFUL_COMPLETION,
                       "ClickHouse has no transactions: what is written counts at once and "
                       "ROLLBACK does not undo it",
                       NULL);
    session->transaction_wrote = true;
}

/* Forgets those that are newer than `kept`; NULL: all. */
static void drop_savepoints(struct session *session, const struct savepoint *kept)
{
    while (session->savepoints != kept) {
        struct savepoint *savepoint = session->savepoints;
        session->savepoints = savepoint->older;
        session->n_savepoints--;
        settings_mark_free(savepoint->mark);
        free(savepoint->name);
        free(savepoint);
    }
}

void transaction_free(struct session *session)
{
    drop_savepoints(session, NULL);
}

static void end_block(struct session *session, bool committed)
{
    if (!committed && session->transaction_wrote)
        session_notice(session, "WARNING", SQLSTATE_WARNING,
                       "ROLLBACK does not undo what was written: tables keep it", NULL);
    settings_end(session->settings, committed);
    notify_end_transaction(session, committed);
    activity_set_transaction(session->activity, false);
    session->implicit = false;
    session->transaction = TRANSACTION_NONE;
    session->transaction_wrote = false;
    drop_savepoints(session, NULL);
    extended_end_transaction(session, committed);
    /* What follows in the same message is a transaction of its own. */
    transaction_start_implicit(session);
}

static bool apply_characteristics(struct session *session, const struct plan *plan, struct err *err)
{
    for (size_t i = 0; i < plan->n_settings; i++) {
        if (!transaction_check_setting(session, plan->settings[i].name, plan->settings[i].value,
                                       err) ||
            !settings_set(session->settings, plan->settings[i].name, plan->settings[i].value, true,
                          err))
            return false;
    }
    return true;
}

static bool begin(struct session *session, const struct plan *plan, const char **tag,
                  struct err *err)
{
    (void)tag;
    if (session->transaction != TRANSACTION_NONE)
        session_notice(session, "WARNING", SQLSTATE_ACTIVE_SQL_TRANSACTION,
                       "there is already a transaction in progress", NULL);
    else
        session->transaction = TRANSACTION_OPEN;
    session->implicit = false;
    return apply_characteristics(session, plan, err);
}

static void warn_no_transaction(struct session *session)
{
    session_notice(session, "WARNING", SQLSTATE_NO_ACTIVE_SQL_TRANSACTION,
                   "there is no transaction in progress", NULL);
}

static bool need_block(const struct session *session, const char *what, struct err *err)
{
    return session->transaction != TRANSACTION_NONE ||
           err_set(err, SQLSTATE_NO_ACTIVE_SQL_TRANSACTION, 0,
                   "%s can only be used in transaction blocks", what);
}

/* AND CHAIN: the next transaction begins at once, with the characteristics of this one; of one that
 * failed they are gone. */
static void chain_block(struct session *session, bool committed)
{
    char values[N_CHARACTERISTICS][SETTING_VALUE_SIZE];
    struct err ignored;
    bool failed = session->transaction == TRANSACTION_FAILED;
    for (size_t i = 0; i < N_CHARACTERISTICS; i++)
        snprintf(values[i], sizeof values[i], "%s",
                 settings_get(session->settings, characteristics[i][0]));
    end_block(session, committed);
    session->implicit = false;
    session->transaction = TRANSACTION_OPEN;
    for (size_t i = 0; !failed && i < N_CHARACTERISTICS; i++)
        settings_set(session->settings, characteristics[i][0], values[i], true, &ignored);
}

static bool end_transaction(struct session *session, const struct plan *plan, bool committed,
                            struct err *err)
{
    if (plan->chains) {
        if (!need_block(session, committed ? "COMMIT AND CHAIN" : "ROLLBACK AND CHAIN", err))
            return false;
        chain_block(session, committed && session->transaction == TRANSACTION_OPEN);
        return true;
    }
    if (session->transaction == TRANSACTION_NONE)
        warn_no_transaction(session);
    end_block(session, committed && session->transaction != TRANSACTION_FAILED);
    return true;
}

static bool commit(struct session *session, const struct plan *plan, const char **tag,
                   struct err *err)
{
    if (session->transaction == TRANSACTION_FAILED)
        *tag = "ROLLBACK";
    return end_transaction(session, plan, true, err);
}

static bool rollback(struct session *session, const struct plan *plan, const char **tag,
                     struct err *err)
{
    (void)tag;
    return end_transaction(session, plan, false, err);
}

/* As PostgreSQL does where nobody has raised max_prepared_transactions. */
static bool prepare_transaction(struct session *session, const struct plan *plan, const char **tag,
                                struct err *err)
{
    (void)plan;
    bool is_open = session->transaction == TRANSACTION_OPEN;
    *tag = "ROLLBACK";
    if (session->transaction == TRANSACTION_NONE)
        warn_no_transaction(session);
    end_block(session, false);
    if (!is_open)
        return true;
    err_set(err, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, 0,
            "prepared transactions are disabled");
    return err_detail(err, "ClickHouse has no transactions.");
}

static bool finish_prepared(struct session *session, const struct plan *plan, const char **tag,
                            struct err *err)
{
    (void)session;
    (void)tag;
    return err_set(err, SQLSTATE_UNDEFINED_OBJECT, 0,
                   "prepared transaction with identifier \"%s\" does not exist", plan->savepoint);
}

/* NULL with err set: there is none of the name. */
static struct savepoint *find_savepoint(const struct session *session, const struct plan *plan,
                                        struct err *err)
{
    struct savepoint *savepoint = session->savepoints;
    while (savepoint && strcmp(savepoint->name, plan->savepoint) != 0)
        savepoint = savepoint->older;
    if (!savepoint)
        err_set(err, SQLSTATE_INVALID_SAVEPOINT, 0, "savepoint \"%s\" does not exist",
                plan->savepoint);
    return savepoint;
}

static bool savepoint(struct session *session, const struct plan *plan, const char **tag,
                      struct err *err)
{
    (void)tag;
    if (!need_block(session, "SAVEPOINT", err))
        return false;
    if (session->n_savepoints == MAX_SAVEPOINTS)
        return err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                       "a transaction cannot have more than %d savepoints", MAX_SAVEPOINTS);
    struct savepoint *made = malloc(sizeof *made);
    if (!made || !(made->name = strdup(plan->savepoint)))
        abort();
    made->mark = settings_mark_new(session->settings);
    made->notify_mark = notify_mark(session);
    made->older = session->savepoints;
    session->savepoints = made;
    session->n_savepoints++;
    return true;
}

static bool release(struct session *session, const struct plan *plan, const char **tag,
                    struct err *err)
{
    (void)tag;
    if (!need_block(session, "RELEASE SAVEPOINT", err))
        return false;
    const struct savepoint *found = find_savepoint(session, plan, err);
    if (!found)
        return false;
    drop_savepoints(session, found->older);
    extended_end_savepoint(session, false);
    return true;
}

/* The savepoint stays, and can be gone back to again. */
static bool rollback_to(struct session *session, const struct plan *plan, const char **tag,
                        struct err *err)
{
    (void)tag;
    if (!need_block(session, "ROLLBACK TO SAVEPOINT", err))
        return false;
    const struct savepoint *found = find_savepoint(session, plan, err);
    if (!found)
        return false;
    drop_savepoints(session, found);
    extended_end_savepoint(session, true);
    settings_go_back(session->settings, found->mark);
    notify_go_back(session, found->notify_mark);
    session->transaction = TRANSACTION_OPEN;
    return true;
}

static bool lock(struct session *session, const struct plan *plan, const char **tag,
                 struct err *err)
{
    (void)plan;
    (void)tag;
    return need_block(session, "LOCK TABLE", err);
}

static bool (*const verbs[])(struct session *session, const struct plan *plan, const char **tag,
                             struct err *err) = {
    [TRANSACTION_BEGIN] = begin,
    [TRANSACTION_COMMIT] = commit,
    [TRANSACTION_ROLLBACK] = rollback,
    [TRANSACTION_SAVEPOINT] = savepoint,
    [TRANSACTION_RELEASE] = release,
    [TRANSACTION_ROLLBACK_TO] = rollback_to,
    [TRANSACTION_LOCK] = lock,
    [TRANSACTION_PREPARE] = prepare_transaction,
    [TRANSACTION_FINISH_PREPARED] = finish_prepared,
};

bool transaction_execute(struct session *session, const struct plan *plan, const char **tag,
                         struct err *err)
{
    return verbs[plan->transaction](session, plan, tag, err);
}

bool transaction_is_failed(const struct session *session, struct err *err)
{
    if (session->transaction != TRANSACTION_FAILED)
        return false;
    err_set(err, SQLSTATE_IN_FAILED_SQL_TRANSACTION, 0,
            "current transaction is aborted, commands ignored until end of transaction block");
    return true;
}

bool transaction_is_block(const struct session *session)
{
    return session->transaction != TRANSACTION_NONE ||
           (session->simple.script && script_count(session->simple.script) > 1);
}

/* --- characteristics that are changed under way (src/backend/commands/variable.c's rules) --- */

static bool check_isolation(const struct session *session, const char *value, struct err *err)
{
    if (strcasecmp(value, settings_get(session->settings, "transaction_isolation")) == 0)
        return true;
    if (session->has_snapshot)
        return err_set(err, SQLSTATE_ACTIVE_SQL_TRANSACTION, 0,
                       "SET TRANSACTION ISOLATION LEVEL must be called before any query");
    return !session->savepoints ||
           err_set(err, SQLSTATE_ACTIVE_SQL_TRANSACTION, 0,
                   "SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction");
}

static bool check_read_only(const struct session *session, const char *value, struct err *err)
{
    bool on = true;
    setting_parse_bool(value, &on);
    if (on || !settings_get_bool(session->settings, "transaction_read_only"))
        return true;
    if (session->savepoints)
        return err_set(err, SQLSTATE_ACTIVE_SQL_TRANSACTION, 0,
                       "cannot set transaction read-write mode inside a read-only transaction");
    return !session->has_snapshot ||
           err_set(err, SQLSTATE_ACTIVE_SQL_TRANSACTION, 0,
                   "transaction read-write mode must be set before any query");
}

static bool check_deferrable(const struct session *session, const char *value, struct err *err)
{
    (void)value;
    if (session->savepoints)
        return err_set(err, SQLSTATE_ACTIVE_SQL_TRANSACTION, 0,
                       "SET TRANSACTION [NOT] DEFERRABLE cannot be called within a subtransaction");
    return !session->has_snapshot ||
           err_set(err, SQLSTATE_ACTIVE_SQL_TRANSACTION, 0,
                   "SET TRANSACTION [NOT] DEFERRABLE must be called before any query");
}

bool transaction_check_setting(const struct session *session, const char *name, const char *value,
                               struct err *err)
{
    static bool (*const checks[N_CHARACTERISTICS])(const struct session *session, const char *value,
                                                   struct err *err) = {
        check_isolation, check_read_only, check_deferrable};
    for (size_t i = 0; i < N_CHARACTERISTICS; i++) {
        if (strcasecmp(characteristics[i][0], name) != 0)
            continue;
        const char *fallback = settings_get(session->settings, characteristics[i][1]);
        return checks[i](session, value ? value : fallback, err);
    }
    return true;
}

static bool allows_block(const struct session *session, const struct plan *plan, struct err *err)
{
    bool alone = plan->stands_alone || (plan->kind == PLAN_TRANSACTION &&
                                        plan->transaction == TRANSACTION_FINISH_PREPARED);
    return !alone || !transaction_is_block(session) ||
           err_set(err, SQLSTATE_ACTIVE_SQL_TRANSACTION, 0,
                   "%s cannot run inside a transaction block", plan->tag);
}

/* Whether a query sees rows from here on: the characteristics are fixed then. */
bool transaction_takes_snapshot(const struct plan *plan)
{
    return plan->kind == PLAN_QUERY || (plan->kind == PLAN_ROWS && plan->is_constant) ||
           plan->kind == PLAN_WRITE || plan->kind == PLAN_COPY_FROM || plan->kind == PLAN_COPY_TO ||
           plan->kind == PLAN_DECLARE || plan->kind == PLAN_EXECUTE;
}

bool transaction_allows(const struct session *session, const struct plan *plan, struct err *err)
{
    bool writes = plan->kind == PLAN_WRITE || plan->kind == PLAN_COPY_FROM || plan->writes;
    if (!plan->allowed_in_failed_transaction && transaction_is_failed(session, err))
        return false;
    if (!allows_block(session, plan, err))
        return false;
    if (!writes || !settings_get_bool(session->settings, "transaction_read_only"))
        return true;
    /* PostgreSQL names the command, without the 0 of "INSERT 0". */
    size_t size = strlen(plan->tag);
    while (size && strchr("0123456789 ", plan->tag[size - 1]))
        size--;
    return err_set(err, SQLSTATE_READ_ONLY_SQL_TRANSACTION, 0,
                   "cannot execute %.*s in a read-only transaction", (int)size, plan->tag);
}
