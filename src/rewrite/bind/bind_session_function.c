/* Functions that the session knows the answer to. */
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/bind/search_path.h"

static const char *session_version(const struct binder *binder)
{
    return arena_printf(binder->arena, "PostgreSQL %s on ClickHouse %s, pgpivot " PGPIVOT_VERSION,
                        settings_get(binder->context->settings, "server_version"),
                        binder->context->catalog->server_version);
}

static const char *session_database(const struct binder *binder)
{
    return binder->context->database;
}

static const char *session_schema(const struct binder *binder)
{
    return search_path_first(binder);
}

static const char *session_user_name(const struct binder *binder)
{
    return binder->context->user;
}

static const char *session_process_id(const struct binder *binder)
{
    return arena_printf(binder->arena, "%u", binder->context->process_id);
}

/* There are no such locks. */
static const char *session_nothing(const struct binder *binder)
{
    (void)binder;
    return "";
}

static const struct {
    const char *name;
    uint32_t type;
    const char *(*value)(const struct binder *binder);
} session_functions[] = {
    {"version", PG_TEXT, session_version},
    {"current_database", PG_NAME, session_database},
    {"current_catalog", PG_NAME, session_database},
    {"current_schema", PG_NAME, session_schema},
    {"current_user", PG_NAME, session_user_name},
    {"current_role", PG_NAME, session_user_name},
    {"pg_backend_pid", PG_INT4, session_process_id},
    {"pg_advisory_unlock_all", PG_VOID, session_nothing},
    {"session_user", PG_NAME, session_user_name},
    {"user", PG_NAME, session_user_name},
};

struct expr *bind_session_function(struct binder *binder, const char *name, int position)
{
    for (size_t i = 0; i < sizeof session_functions / sizeof *session_functions; i++) {
        if (strcmp(session_functions[i].name, name) != 0)
            continue;
        binder->reads_sessions |= session_functions[i].value == session_process_id;
        return expr_const(binder->arena, session_functions[i].type,
                          session_functions[i].value(binder), position);
    }
    return NULL;
}
