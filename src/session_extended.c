/*
 * Extended query (manual, "Extended Query"): statements without parameters, results as text and in
 * one go. Parameters, binary results and row limits are refused by name.
 */
#include <stdlib.h>
#include <string.h>

#include "session_internal.h"

#define MAX_NAMED 10000 /* statements, and portals, of one session */

/* A parsed statement; portals share it. */
struct prepared {
    unsigned n_references;
    char *name;
    struct arena *arena;
    const struct script *script;
    struct prepared *next;
};

struct portal {
    char *name;
    struct prepared *prepared;
    bool done; /* ran to its end: PostgreSQL does not run it again */
    struct portal *next;
};

/* What a message wanted when it had to wait for the catalog. */
enum pending { PENDING_NONE, PENDING_DESCRIBE, PENDING_EXECUTE };

struct extended_query {
    struct prepared *statements;
    struct portal *portals;
    size_t n_statements, n_portals;
    struct prepared *at; /* of the message under way */
    enum pending pending;
    int32_t max_rows;
    bool retried, failed;
};

static struct extended_query *extended_get(struct session *session)
{
    if (!session->extended)
        session->extended = calloc(1, sizeof *session->extended);
    if (!session->extended)
        abort();
    return session->extended;
}

void extended_error(struct session *session, const struct err *err)
{
    extended_get(session)->failed = true;
    session->skip_to_sync = true;
    session->state = SESSION_READY;
    session_error(session, err);
}

/* --- statements and portals --- */

static struct prepared *prepared_ref(struct prepared *prepared)
{
    prepared->n_references++;
    return prepared;
}

static void prepared_unref(struct prepared *prepared)
{
    if (!prepared || --prepared->n_references > 0)
        return;
    arena_free(prepared->arena);
    free(prepared->name);
    free(prepared);
}

static struct prepared **find_statement(struct extended_query *extended, struct str name)
{
    struct prepared **at = &extended->statements;
    while (*at && !str_eq(str_of((*at)->name), name))
        at = &(*at)->next;
    return at;
}

static struct portal **find_portal(struct extended_query *extended, struct str name)
{
    struct portal **at = &extended->portals;
    while (*at && !str_eq(str_of((*at)->name), name))
        at = &(*at)->next;
    return at;
}

static void remove_statement(struct extended_query *extended, struct prepared **at)
{
    struct prepared *prepared = *at;
    if (!prepared)
        return;
    *at = prepared->next;
    extended->n_statements--;
    prepared_unref(prepared);
}

static void remove_portal(struct extended_query *extended, struct portal **at)
{
    struct portal *portal = *at;
    if (!portal)
        return;
    *at = portal->next;
    extended->n_portals--;
    prepared_unref(portal->prepared);
    free(portal->name);
    free(portal);
}

static void remove_all_portals(struct extended_query *extended)
{
    while (extended->portals)
        remove_portal(extended, &extended->portals);
}

void extended_forget_unnamed(struct session *session)
{
    struct extended_query *extended = session->extended;
    if (!extended)
        return;
    remove_statement(extended, find_statement(extended, STR("")));
    remove_portal(extended, find_portal(extended, STR("")));
}

void extended_free(struct session *session)
{
    struct extended_query *extended = session->extended;
    if (!extended)
        return;
    remove_all_portals(extended);
    while (extended->statements)
        remove_statement(extended, &extended->statements);
    prepared_unref(extended->at);
    free(extended);
}

/* --- Parse --- */

static bool check_parse(struct extended_query *extended, const struct message_parse *parse,
                        struct err *err)
{
    if (parse->n_types > 0)
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "parameters of prepared statements are not supported yet");
    if (parse->statement.size && *find_statement(extended, parse->statement))
        return err_set(err, SQLSTATE_DUPLICATE_PREPARED_STATEMENT, 0,
                       "prepared statement \"%s\" already exists", parse->statement.data);
    if (extended->n_statements >= MAX_NAMED)
        return err_set(err, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED, 0,
                       "a session cannot have more than %d prepared statements", MAX_NAMED);
    return true;
}

static bool parse_script(struct session *session, struct prepared *prepared, struct str sql,
                         struct err *err)
{
    prepared->script = run_parse(session, prepared->arena, sql, err);
    if (!prepared->script)
        return false;
    return script_count(prepared->script) <= 1 ||
           err_set(err, SQLSTATE_SYNTAX_ERROR, 0,
                   "cannot insert multiple commands into a prepared statement");
}

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

void session_parse(struct session *session, const struct message *message)
{
    struct extended_query *extended = extended_get(session);
    const struct message_parse *parse = &message->as.parse;
    struct err err = {0};
    transaction_start_implicit(session);
    if (!parse->statement.size)
        remove_statement(extended, find_statement(extended, STR("")));
    if (!check_parse(extended, parse, &err)) {
        extended_error(session, &err);
        return;
    }
    struct prepared *prepared = must(calloc(1, sizeof *prepared));
    prepared->n_references = 1;
    prepared->name = must(strndup(parse->statement.data, parse->statement.size));
    prepared->arena =
        arena_new(session->options.max_query_memory + session->options.max_message_size);
    if (!parse_script(session, prepared, parse->query, &err)) {
        prepared_unref(prepared);
        extended_error(session, &err);
        return;
    }
    prepared->next = extended->statements;
    extended->statements = prepared;
    extended->n_statements++;
    encode_parse_complete(&session->out);
}

/* --- Bind --- */

static bool wants_binary(const struct message_formats *formats)
{
    for (unsigned i = 0; i < formats->n; i++) {
        if (message_format(formats, i) != 0)
            return true;
    }
    return false;
}

static bool check_bind(struct extended_query *extended, const struct message_bind *bind,
                       struct err *err)
{
    if (!*find_statement(extended, bind->statement))
        return err_set(err, SQLSTATE_INVALID_SQL_STATEMENT_NAME, 0,
                       bind->statement.size ? "prepared statement \"%s\" does not exist"
                                            : "unnamed prepared statement does not exist%s",
                       bind->statement.data);
    if (bind->portal.size && *find_portal(extended, bind->portal))
        return err_set(err, SQLSTATE_DUPLICATE_CURSOR, 0, "cursor \"%s\" already exists",
                       bind->portal.data);
    if (bind->n_values > 0)
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "parameters of prepared statements are not supported yet");
    if (wants_binary(&bind->result_formats))
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "results in binary format are not supported yet");
    if (extended->n_portals >= MAX_NAMED)
        return err_set(err, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED, 0,
                       "a session cannot have more than %d portals", MAX_NAMED);
    return true;
}

void session_bind(struct session *session, const struct message *message)
{
    struct extended_query *extended = extended_get(session);
    const struct message_bind *bind = &message->as.bind;
    struct err err = {0};
    transaction_start_implicit(session);
    if (!bind->portal.size)
        remove_portal(extended, find_portal(extended, STR("")));
    if (!check_bind(extended, bind, &err)) {
        extended_error(session, &err);
        return;
    }
    struct portal *portal = must(calloc(1, sizeof *portal));
    portal->name = must(strndup(bind->portal.data, bind->portal.size));
    portal->prepared = prepared_ref(*find_statement(extended, bind->statement));
    portal->next = extended->portals;
    extended->portals = portal;
    extended->n_portals++;
    encode_bind_complete(&session->out);
}

/* --- Describe and Execute --- */

static void message_ended(struct session *session, bool fine)
{
    if (!fine) {
        session->extended->failed = true;
        session->skip_to_sync = true;
    }
    session->state = SESSION_READY;
}

static void describe_plan(struct session *session, const struct plan *plan)
{
    if (plan->kind == PLAN_QUERY || plan->kind == PLAN_ROWS)
        result_describe(session, plan);
    else
        encode_no_data(&session->out);
    run_clear(session);
    session->state = SESSION_READY;
}

static void execute_plan(struct session *session, const struct plan *plan)
{
    struct err err = {0};
    bool has_rows = plan->kind == PLAN_QUERY || plan->kind == PLAN_ROWS;
    if (has_rows && session->extended->max_rows > 0) {
        err_set(&err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "a row limit of Execute is not supported yet");
        run_clear(session);
        extended_error(session, &err);
        return;
    }
    session->run.ended = message_ended;
    session->run.wants_description = false;
    session->run.plan = plan;
    run_start(session);
}

static void (*const plan_uses[])(struct session *session, const struct plan *plan) = {
    [PENDING_DESCRIBE] = describe_plan, [PENDING_EXECUTE] = execute_plan};

void extended_resume(struct session *session)
{
    struct extended_query *extended = session->extended;
    struct err err = {0};
    session->run.ended = message_ended;
    const struct plan *plan = run_plan(session, extended->at->script, 0, &extended->retried, &err);
    if (plan)
        plan_uses[extended->pending](session, plan);
    else if (session->wait == WAIT_NONE)
        extended_error(session, &err);
}

static void extended_plan(struct session *session, struct prepared *prepared, enum pending pending)
{
    struct extended_query *extended = session->extended;
    prepared_ref(prepared);
    prepared_unref(extended->at);
    extended->at = prepared;
    extended->pending = pending;
    extended->retried = false;
    extended_resume(session);
}

static bool missing_portal(struct str name, struct err *err)
{
    return err_set(err, SQLSTATE_INVALID_CURSOR_NAME, 0, "portal \"%s\" does not exist", name.data);
}

/* The statement a Describe means. */
static struct prepared *find_target(struct extended_query *extended,
                                    const struct message_target *target, struct err *err)
{
    if (target->kind == 'S') {
        struct prepared *prepared = *find_statement(extended, target->name);
        if (!prepared)
            err_set(err, SQLSTATE_INVALID_SQL_STATEMENT_NAME, 0,
                    target->name.size ? "prepared statement \"%s\" does not exist"
                                      : "unnamed prepared statement does not exist%s",
                    target->name.data);
        return prepared;
    }
    struct portal *portal = *find_portal(extended, target->name);
    if (!portal)
        missing_portal(target->name, err);
    return portal ? portal->prepared : NULL;
}

void session_describe(struct session *session, const struct message *message)
{
    struct err err = {0};
    const struct message_target *target = &message->as.target;
    struct prepared *prepared = find_target(extended_get(session), target, &err);
    transaction_start_implicit(session);
    if (!prepared) {
        extended_error(session, &err);
        return;
    }
    if (target->kind == 'S')
        encode_parameter_description(&session->out, NULL, 0);
    if (script_count(prepared->script) == 0)
        encode_no_data(&session->out);
    else
        extended_plan(session, prepared, PENDING_DESCRIBE);
}

static bool check_execute(struct portal *portal, const struct message_execute *execute,
                          struct err *err)
{
    if (!portal)
        return missing_portal(execute->portal, err);
    if (portal->done)
        return err_set(err, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, 0,
                       "portal \"%s\" cannot be run", execute->portal.data);
    return true;
}

void session_execute(struct session *session, const struct message *message)
{
    struct extended_query *extended = extended_get(session);
    const struct message_execute *execute = &message->as.execute;
    struct portal *portal = *find_portal(extended, execute->portal);
    struct err err = {0};
    transaction_start_implicit(session);
    if (!check_execute(portal, execute, &err)) {
        extended_error(session, &err);
        return;
    }
    if (script_count(portal->prepared->script) == 0) {
        encode_empty_query_response(&session->out);
        return;
    }
    portal->done = true;
    extended->max_rows = execute->max_rows;
    extended_plan(session, portal->prepared, PENDING_EXECUTE);
}

/* --- Close and Sync --- */

void session_close(struct session *session, const struct message *message)
{
    struct extended_query *extended = extended_get(session);
    const struct message_target *target = &message->as.target;
    if (target->kind == 'S')
        remove_statement(extended, find_statement(extended, target->name));
    else
        remove_portal(extended, find_portal(extended, target->name));
    encode_close_complete(&session->out);
}

void session_sync(struct session *session, const struct message *message)
{
    struct extended_query *extended = extended_get(session);
    (void)message;
    session->skip_to_sync = false;
    transaction_end_implicit(session, !extended->failed);
    extended->failed = false;
    if (session->transaction == TRANSACTION_NONE)
        remove_all_portals(extended);
    session_ready(session);
}
