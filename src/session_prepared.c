/*
 * Prepared statements: Parse, and plans that are made again when what they depend on has changed.
 * Runs nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "session_extended.h"

/* --- the statements of a session --- */

struct prepared *prepared_ref(struct prepared *prepared)
{
    prepared->n_references++;
    return prepared;
}

void prepared_unref(struct session *session, struct prepared *prepared)
{
    if (!prepared || --prepared->n_references > 0)
        return;
    planned_unref(session, prepared->planned);
    arena_free(prepared->arena);
    free(prepared->columns);
    free(prepared->types);
    free(prepared->name);
    free(prepared);
}

struct prepared **prepared_find(struct extended_query *extended, struct str name)
{
    struct prepared **at = &extended->statements;
    while (*at && !str_eq(str_of((*at)->name), name))
        at = &(*at)->next;
    return at;
}

struct prepared *prepared_get(struct extended_query *extended, struct str name, struct err *err)
{
    struct prepared *prepared = *prepared_find(extended, name);
    if (!prepared)
        err_set(err, SQLSTATE_INVALID_SQL_STATEMENT_NAME, 0,
                name.size ? "prepared statement \"%s\" does not exist"
                          : "unnamed prepared statement does not exist%s",
                name.size ? name.data : "");
    return prepared;
}

void prepared_remove(struct session *session, struct prepared **at)
{
    struct prepared *prepared = *at;
    if (!prepared)
        return;
    *at = prepared->next;
    session->extended->n_statements--;
    prepared_unref(session, prepared);
}

/* --- Parse --- */

static bool check_name(struct extended_query *extended, struct str name, struct err *err)
{
    if (name.size && *prepared_find(extended, name))
        return err_set(err, SQLSTATE_DUPLICATE_PREPARED_STATEMENT, 0,
                       "prepared statement \"%s\" already exists", name.data);
    if (extended->n_statements >= MAX_NAMED)
        return err_set(err, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED, 0,
                       "a session cannot have more than %d prepared statements", MAX_NAMED);
    return true;
}

static struct prepared *prepared_new(struct session *session, struct str name)
{
    struct prepared *prepared = extended_must(calloc(1, sizeof *prepared));
    prepared->n_references = 1;
    prepared->name = extended_must(strndup(name.data, name.size));
    prepared->created = activity_now();
    prepared->arena =
        arena_new(session->options.max_query_memory + session->options.max_message_size);
    return prepared;
}

static void take_types(struct prepared *prepared, const struct message_parse *parse)
{
    prepared->n_types = parse->n_types;
    prepared->types = extended_must(calloc(parse->n_types + 1u, sizeof *prepared->types));
    for (unsigned i = 0; i < parse->n_types; i++)
        prepared->types[i] = message_type_oid(parse, i);
}

/* A type that the client names must be one. */
static bool check_types(const struct prepared *prepared, struct err *err)
{
    for (size_t i = 0; i < prepared->n_types; i++) {
        uint32_t type = prepared->types[i];
        if (type && !pgtype_by_oid(type))
            return err_set(err, SQLSTATE_UNDEFINED_OBJECT, 0, "type with OID %u does not exist",
                           type);
    }
    return true;
}

static bool parse_text(struct session *session, struct prepared *prepared, struct err *err)
{
    prepared->source.script = run_parse(session, prepared->arena, str_of(prepared->text), err);
    prepared->source.parsing_us = session->parsing_us;
    return prepared->source.script != NULL;
}

static bool parse_script(struct session *session, struct prepared *prepared, struct err *err)
{
    if (!parse_text(session, prepared, err))
        return false;
    if (script_count(prepared->source.script) > 1)
        return err_set(err, SQLSTATE_SYNTAX_ERROR, 0,
                       "cannot insert multiple commands into a prepared statement");
    return check_types(prepared, err);
}

/* The columns' names are kept behind the columns. */
static struct plan_column *copy_columns(const struct plan_column *from, size_t n)
{
    size_t size = n * sizeof *from;
    for (size_t i = 0; i < n; i++)
        size += strlen(from[i].name) + 1;
    struct plan_column *columns = extended_must(malloc(size + 1));
    char *name = (char *)(columns + n);
    for (size_t i = 0; i < n; i++) {
        columns[i] = from[i];
        columns[i].name = name;
        name = stpcpy(name, from[i].name) + 1;
    }
    return columns;
}

static bool plan_has_rows(const struct plan *plan)
{
    return plan->kind == PLAN_QUERY || plan->kind == PLAN_ROWS || plan->explanation;
}

static void keep_analysis(struct prepared *prepared, const struct rewrite_params *params,
                          const struct plan *plan)
{
    uint32_t *types = extended_must(calloc(params->n + 1, sizeof *types));
    if (params->n)
        memcpy(types, params->types, params->n * sizeof *types);
    free(prepared->types);
    prepared->types = types;
    prepared->n_types = params->n;
    prepared->has_rows = plan_has_rows(plan);
    prepared->awaits_columns = plan->awaits_columns;
    prepared->n_columns = plan->n_columns;
    prepared->columns = copy_columns(plan->columns, plan->n_columns);
}

bool prepared_awaits_columns(struct err *err)
{
    err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
            "the columns of the statement depend on the values of its parameters");
    return err_hint(err, "Bind the parameters and describe the portal, or list the values of the "
                         "PIVOT.");
}

struct prepared *prepared_of_cursor(struct session *session, const struct plan *plan)
{
    struct prepared *prepared = prepared_new(session, STR(""));
    keep_analysis(prepared, &(struct rewrite_params){0}, plan);
    return prepared;
}

/* EXECUTE gives what its statement gives, and FETCH what its cursor: NULL if there is none. */
static const struct prepared *stands_for(struct extended_query *extended, const struct plan *plan)
{
    if (plan->kind == PLAN_EXECUTE)
        return *prepared_find(extended, str_of(plan->execute->name));
    const struct portal *portal = *portal_find(extended, str_of(plan->fetch->name));
    return portal && !plan->fetch->is_move ? portal->prepared : NULL;
}

static bool stands_for_another(const struct plan *plan)
{
    return plan->kind == PLAN_EXECUTE || plan->kind == PLAN_FETCH;
}

static bool keep_columns_of(struct prepared *prepared, const struct prepared *other,
                            struct err *err)
{
    if (!other)
        return true;
    if (other->awaits_columns)
        return prepared_awaits_columns(err);
    free(prepared->columns);
    prepared->has_rows = other->has_rows;
    prepared->n_columns = other->n_columns;
    prepared->columns = copy_columns(other->columns, other->n_columns);
    return true;
}

static void note_basis(struct prepared *prepared, const struct planned *planned)
{
    prepared->catalog_version = planned->catalog_version;
    prepared->settings_generation = planned->settings_generation;
}

static void keep_plan(struct session *session, struct prepared *prepared, struct planned *planned)
{
    prepared->planned = planned_ref(planned);
    if (!prepared->source.of_prepare)
        plans_keep(session, str_of(prepared->text), planned->catalog_version, planned->plan);
}

/* Without parameters that is a plan to keep. */
static bool analyze(struct session *session, struct prepared *prepared, bool *retried,
                    struct err *err)
{
    struct planned *planned = planned_new(session);
    uint32_t *types = extended_must(calloc(prepared->n_types + 1, sizeof *types));
    memcpy(types, prepared->types, prepared->n_types * sizeof *types);
    struct rewrite_params params = {
        .types = types, .n = prepared->n_types, .capacity = prepared->n_types};
    bool fine = planned_make(session, planned, &prepared->source, &params, retried, err);
    if (fine)
        keep_analysis(prepared, &params, planned->plan);
    note_basis(prepared, planned);
    if (fine && stands_for_another(planned->plan))
        fine = keep_columns_of(prepared, stands_for(session->extended, planned->plan), err);
    else if (fine && !params.used)
        keep_plan(session, prepared, planned);
    planned_unref(session, planned);
    free(types);
    return fine;
}

static void add_statement(struct extended_query *extended, struct prepared *prepared)
{
    prepared->next = extended->statements;
    extended->statements = prepared;
    extended->n_statements++;
}

bool prepared_is_empty(const struct prepared *prepared)
{
    return prepared->source.script && script_count(prepared->source.script) == 0;
}

/* Planned before, by this session or another one; it is only parsed if it must be planned anew. */
static bool take_known(struct session *session, struct prepared *prepared)
{
    prepared->planned = prepared->n_types ? NULL : plans_find(session, str_of(prepared->text));
    if (!prepared->planned)
        return false;
    keep_analysis(prepared, &(struct rewrite_params){0}, prepared->planned->plan);
    note_basis(prepared, prepared->planned);
    return true;
}

bool prepared_resume(struct session *session, struct err *err)
{
    struct extended_query *extended = session->extended;
    struct prepared *prepared = extended->parsing;
    if (!prepared->planned && !prepared_is_empty(prepared) &&
        !analyze(session, prepared, &extended->retried, err))
        return false;
    extended->parsing = NULL;
    add_statement(extended, prepared);
    encode_parse_complete(&session->out);
    return true;
}

void session_parse(struct session *session, const struct message *message)
{
    struct extended_query *extended = extended_get(session);
    const struct message_parse *parse = &message->as.parse;
    struct err err = {0};
    transaction_start_implicit(session);
    if (!parse->statement.size)
        prepared_remove(session, prepared_find(extended, STR("")));
    if (!check_name(extended, parse->statement, &err)) {
        extended_error(session, &err);
        return;
    }
    extended->parsing = prepared_new(session, parse->statement);
    take_types(extended->parsing, parse);
    extended->pending = PENDING_PARSE;
    extended->retried = false;
    activity_begin_query(session->activity, parse->query);
    extended->parsing->text =
        arena_strndup(extended->parsing->arena, parse->query.data, parse->query.size);
    if (take_known(session, extended->parsing) || parse_script(session, extended->parsing, &err))
        extended_resume(session);
    else
        extended_error(session, &err);
}

/* --- plans --- */

static bool same_columns(const struct prepared *prepared, bool has_rows,
                         const struct plan_column *columns, size_t n)
{
    bool same = prepared->has_rows == has_rows && prepared->n_columns == n;
    for (size_t i = 0; same && i < n; i++)
        same = prepared->columns[i].type == columns[i].type &&
               prepared->columns[i].typmod == columns[i].typmod &&
               strcmp(prepared->columns[i].name, columns[i].name) == 0;
    return same;
}

static bool still_fits(struct extended_query *extended, const struct prepared *prepared,
                       const struct plan *plan)
{
    if (!stands_for_another(plan))
        return same_columns(prepared, plan_has_rows(plan), plan->columns, plan->n_columns);
    const struct prepared *other = stands_for(extended, plan);
    return !other || same_columns(prepared, other->has_rows, other->columns, other->n_columns);
}

/* Drivers that prepare anew by themselves know the error by the routine. */
static bool check_columns(struct extended_query *extended, const struct prepared *prepared,
                          const struct plan *plan, struct err *err)
{
    if (prepared->awaits_columns || still_fits(extended, prepared, plan))
        return true;
    err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0, "cached plan must not change result type");
    err->routine = "RevalidateCachedQuery";
    return false;
}

bool prepared_plan(struct session *session, struct prepared *prepared, struct planned **planned,
                   const char *const *values, bool *retried, struct err *err)
{
    struct rewrite_params params = {
        .types = prepared->types, .n = prepared->n_types, .values = values};
    if (prepared->planned && planned_is_fresh(session, prepared->planned)) {
        planned_unref(session, *planned);
        *planned = planned_ref(prepared->planned);
        return (*planned)->plan->allowed_in_failed_transaction ||
               !transaction_is_failed(session, err);
    }
    if (!prepared->source.script && !parse_text(session, prepared, err))
        return false;
    if (!planned_make(session, *planned, &prepared->source, &params, retried, err))
        return false;
    if (!check_columns(session->extended, prepared, (*planned)->plan, err))
        return false;
    if (!params.used && !stands_for_another((*planned)->plan)) {
        planned_unref(session, prepared->planned);
        prepared->planned = planned_ref(*planned);
    }
    return true;
}

/* What was told at Parse may be so no more. */
bool prepared_describe(struct session *session, struct err *err)
{
    struct extended_query *extended = session->extended;
    struct prepared *prepared = extended->describing;
    if (prepared_is_empty(prepared) ||
        planned_has_basis(session, prepared->catalog_version, prepared->settings_generation))
        return true;
    if (!prepared->source.script && !parse_text(session, prepared, err))
        return false;
    struct planned *planned = planned_new(session);
    struct rewrite_params params = {.types = prepared->types, .n = prepared->n_types};
    bool fine =
        planned_make(session, planned, &prepared->source, &params, &extended->retried, err) &&
        check_columns(extended, prepared, planned->plan, err);
    if (fine)
        note_basis(prepared, planned);
    planned_unref(session, planned);
    return fine;
}

/* --- the same in SQL --- */

bool prepared_find_types(void *owner, const char *name, struct rewrite_params *found,
                         struct err *err)
{
    const struct prepared *prepared = prepared_get(extended_get(owner), str_of(name), err);
    if (prepared)
        *found = (struct rewrite_params){.types = prepared->types, .n = prepared->n_types};
    return prepared != NULL;
}

bool prepared_start_prepare(struct session *session, struct err *err)
{
    struct extended_query *extended = extended_get(session);
    const struct plan_prepare *plan = session->run.plan->prepare;
    if (!check_name(extended, str_of(plan->name), err))
        return false;
    struct prepared *prepared = prepared_new(session, str_of(plan->name));
    prepared->source = (struct source){
        .script = run_parse(session, prepared->arena, plan->source, err),
        .index = plan->index,
        .of_prepare = true,
    };
    if (!prepared->source.script) {
        prepared_unref(session, prepared);
        return false;
    }
    prepared->text = arena_strndup(prepared->arena, plan->source.data, plan->source.size);
    keep_analysis(prepared, plan->params, plan->inner);
    prepared->awaits_columns = session->run.plan->awaits_columns;
    add_statement(extended, prepared);
    return true;
}

bool prepared_start_execute(struct session *session, struct err *err)
{
    const struct plan_execute *execute = session->run.plan->execute;
    struct prepared *prepared = prepared_get(extended_get(session), str_of(execute->name), err);
    if (!prepared)
        return false;
    bool retried = true; /* the statement has begun: its catalog is the one there is */
    struct planned *planned = planned_new(session);
    if (!prepared_plan(session, prepared, &planned, execute->values, &retried, err) ||
        !transaction_allows(session, planned->plan, err)) {
        planned_unref(session, planned);
        return false;
    }
    planned_unref(session, session->run.planned);
    session->run.planned = planned;
    session->run.plan = planned->plan;
    return true;
}

static void remove_all(struct session *session)
{
    while (session->extended->statements)
        prepared_remove(session, &session->extended->statements);
}

bool prepared_start_deallocate(struct session *session, struct err *err)
{
    struct extended_query *extended = extended_get(session);
    const char *name = session->run.plan->deallocate;
    if (!name)
        remove_all(session);
    else if (prepared_get(extended, str_of(name), err))
        prepared_remove(session, prepared_find(extended, str_of(name)));
    else
        return false;
    return true;
}

bool prepared_discard_all(struct session *session, struct err *err)
{
    extended_get(session);
    if (transaction_is_block(session))
        return err_set(err, SQLSTATE_ACTIVE_SQL_TRANSACTION, 0,
                       "DISCARD ALL cannot run inside a transaction block");
    extended_drop_portals(session);
    remove_all(session);
    return true;
}
