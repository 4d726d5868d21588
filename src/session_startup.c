/*
 * Start-up: encryption requests, cancel requests, parameters, the database. Who the client is and
 * whether it may come in is session_auth.c's.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "session_internal.h"
#include "wire/startup.h"

static char *copy_text(struct str text)
{
    char *copy = strndup(text.data, text.size);
    if (!copy)
        abort();
    return copy;
}

/* --- parameters --- */
/* The next word of `options`; a backslash keeps the byte behind it (manual, libpq "options"). */
static bool next_option_word(const char **text, char word[SETTING_VALUE_SIZE])
{
    size_t size = 0;
    while (isspace((unsigned char)**text))
        (*text)++;
    if (!**text)
        return false;
    while (**text && !isspace((unsigned char)**text)) {
        if (**text == '\\' && (*text)[1])
            (*text)++;
        if (size < SETTING_VALUE_SIZE - 1)
            word[size++] = **text;
        (*text)++;
    }
    /* A word that was cut would say something else: an empty one is refused. */
    word[size < SETTING_VALUE_SIZE - 1 ? size : 0] = '\0';
    return true;
}

/* name=value; dashes in the name of --name=value are underscores. */
static bool set_assignment(struct session *session, char *assignment, bool dashes, struct err *err)
{
    char *equals = strchr(assignment, '=');
    if (!equals)
        return err_set(err, SQLSTATE_SYNTAX_ERROR, 0,
                       dashes ? "--%s requires a value" : "-c %s requires a value", assignment);
    *equals = '\0';
    for (char *c = assignment; dashes && *c; c++) {
        if (*c == '-')
            *c = '_';
    }
    return session_check_setting(session, assignment, equals + 1, err) &&
           settings_set_default(session->settings, assignment, equals + 1, err);
}

/* options=-c name=value -cname=value --name=value */
static bool set_options(struct session *session, const char *text, struct err *err)
{
    char word[SETTING_VALUE_SIZE] = "";
    while (next_option_word(&text, word)) {
        bool dashes = strncmp(word, "--", 2) == 0;
        char *assignment = word + 2;
        if (!dashes && strncmp(word, "-c", 2) != 0)
            return err_set(err, SQLSTATE_SYNTAX_ERROR, 0,
                           "invalid command-line argument for server process: %s", word);
        if (!dashes && !word[2]) {
            if (!next_option_word(&text, word))
                return err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "-c requires a value");
            assignment = word;
        }
        if (!set_assignment(session, assignment, dashes, err))
            return false;
    }
    return true;
}

static bool set_nothing(struct session *session, const char *value, struct err *err)
{
    (void)session;
    (void)value;
    (void)err;
    return true;
}

static bool refuse_replication(struct session *session, const char *value, struct err *err)
{
    (void)session;
    bool on;
    if (setting_parse_bool(value, &on) && !on)
        return true;
    return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0, "replication is not supported");
}

/* Parameters of the packet that are not run-time parameters. */
static const struct {
    const char *name;
    bool (*set)(struct session *session, const char *value, struct err *err);
} special_parameters[] = {
    {"user", set_nothing},
    {"database", set_nothing},
    {"options", set_options},
    {"replication", refuse_replication},
};

static bool set_startup_parameter(struct session *session,
                                  const struct startup_parameter *parameter, struct err *err)
{
    if (startup_is_protocol_option(parameter->name))
        return true;
    for (size_t i = 0; i < sizeof special_parameters / sizeof *special_parameters; i++) {
        if (strcmp(parameter->name.data, special_parameters[i].name) == 0)
            return special_parameters[i].set(session, parameter->value.data, err);
    }
    return session_check_setting(session, parameter->name.data, parameter->value.data, err) &&
           settings_set_default(session->settings, parameter->name.data, parameter->value.data,
                                err);
}

static bool set_startup_parameters(struct session *session, struct err *err)
{
    struct str rest = {session->startup_parameters, session->startup_parameters_size};
    struct startup_parameter parameter;
    while (startup_next_parameter(&rest, &parameter)) {
        if (!set_startup_parameter(session, &parameter, err))
            return false;
    }
    return true;
}

/* --- the database --- */

/* What the catalog calls the database that the client asked for; NULL: there is none. */
static const char *resolve_database(const struct session *session, const struct catalog *catalog)
{
    if (catalog_has_schema(catalog, str_of(session->database)))
        return session->database;
    /* Clients that name no database ask for one with the user's name. "public" is where
     * PostgreSQL's tables are. */
    if (strcmp(session->database, session->user) == 0 || strcmp(session->database, "public") == 0)
        return session->options.default_database;
    return NULL;
}

static void fail_database(struct session *session)
{
    struct err err = {0};
    err_set(&err, SQLSTATE_INVALID_CATALOG_NAME, 0, "database \"%s\" does not exist",
            session->database);
    session_fatal(session, &err);
}

static void open_session(struct session *session)
{
    struct access_peer peer;
    session->host->peer(session->owner, &peer);
    activity_open(session->activity, session->process_id, session->user, session->database, &peer);
    settings_set_fixed(session->settings, "session_authorization", session->user);
    session_report_parameters(session);
    encode_backend_key_data(&session->out, session->process_id,
                            (struct str){(const char *)session->key.bytes, session->key.size});
    session_ready(session);
}

/* Looks for the database in the catalog at hand; an old or missing one is loaded anew, once. */
static void find_database(struct session *session, bool may_reload)
{
    struct session_catalog held = session->host->catalog(session->owner);
    const char *name = held.catalog ? resolve_database(session, held.catalog) : NULL;
    if (name && name != session->database) {
        free(session->database);
        session->database = copy_text(str_of(name));
    }
    if (held.catalog)
        session->host->catalog_release(session->owner, held);
    if (name)
        open_session(session);
    else if (may_reload && session->host->catalog_reload(session->owner, RELOAD_IF_OLD))
        session->wait = WAIT_OPENING;
    else
        fail_database(session);
}

void session_startup_catalog(struct session *session, const struct err *err)
{
    if (err)
        session_fatal(session, err);
    else
        find_database(session, false);
}

/* --- packets --- */

static void refuse_encryption(struct session *session, const struct startup *startup,
                              const struct frame *frame)
{
    (void)startup;
    (void)frame;
    buf_putc(&session->out, 'N');
}

/* What came before the answer was not encrypted and must not be taken for what was
 * (CVE-2021-23214). */
static void start_encryption(struct session *session, const struct startup *startup,
                             const struct frame *frame)
{
    struct err err = {0};
    if (!session->host->start_tls(session->owner)) {
        refuse_encryption(session, startup, frame);
        return;
    }
    if (buf_size(&session->in) == frame->size) {
        buf_putc(&session->out, 'S');
        return;
    }
    err_set(&err, SQLSTATE_PROTOCOL_VIOLATION, 0, "received unencrypted data after SSL request");
    session_fatal(session, &err);
}

static void cancel_other(struct session *session, const struct startup *startup,
                         const struct frame *frame)
{
    (void)frame;
    struct session_key key = {.size = startup->secret_key.size};
    if (key.size && key.size <= sizeof key.bytes) {
        memcpy(key.bytes, startup->secret_key.data, key.size);
        session->host->cancel_other(session->owner, startup->process_id, &key);
    }
    session_end(session);
}

static void start_session(struct session *session, const struct startup *startup,
                          const struct frame *frame)
{
    (void)frame;
    bool is_newer = startup->minor_version > STARTUP_NEWEST_MINOR;
    /* 3.1 was never spoken; what asks for it gets 3.0, as what asks for more gets 3.2. */
    uint16_t minor = is_newer                     ? STARTUP_NEWEST_MINOR
                     : startup->minor_version < 2 ? 0
                                                  : startup->minor_version;
    if (minor != startup->minor_version || startup->n_unknown_options > 0)
        encode_negotiate_protocol_version(&session->out, minor, startup);
    session->key.size = minor >= STARTUP_LONG_KEYS ? SESSION_KEY_MAX : 4;
    free(session->user);
    free(session->database);
    session->user = copy_text(startup->user);
    session->database = copy_text(startup->database);
    session->startup_parameters_size = startup->parameters.size;
    session->startup_parameters = malloc(startup->parameters.size);
    if (!session->startup_parameters)
        abort();
    memcpy(session->startup_parameters, startup->parameters.data, startup->parameters.size);
    session_authenticate(session);
}

void session_authenticated(struct session *session)
{
    struct err err = {0};
    if (!session->host->admit(session->owner, &session->process_id, &session->key, &err)) {
        session_fatal(session, &err);
        return;
    }
    encode_authentication_ok(&session->out);
    if (!set_startup_parameters(session, &err)) {
        session_fatal(session, &err);
        return;
    }
    free(session->startup_parameters);
    session->startup_parameters = NULL;
    temporary_name(session);
    session->state = SESSION_OPENING;
    find_database(session, true);
}

static void (*const packets[])(struct session *session, const struct startup *startup,
                               const struct frame *frame) = {
    [STARTUP_SSL_REQUEST] = start_encryption,
    [STARTUP_GSSENC_REQUEST] = refuse_encryption,
    [STARTUP_CANCEL] = cancel_other,
    [STARTUP_SESSION] = start_session,
};

/* The same request for encryption once more is no way to go on (PostgreSQL takes its code for the
 * number of a version). One for the other kind may follow a refusal. */
static bool check_order(struct session *session, const struct startup *startup, struct err *err)
{
    bool is_again = session->last_packet == startup->kind;
    session->last_packet = startup->kind;
    return !is_again || startup->kind == STARTUP_SESSION ||
           startup_refuse_again(startup->kind, err);
}

void session_startup_packet(struct session *session, const struct frame *frame)
{
    struct startup startup;
    struct err err = {0};
    if (startup_decode(frame->body, &startup, &err) && check_order(session, &startup, &err))
        packets[startup.kind](session, &startup, frame);
    else
        session_fatal(session, &err);
}
