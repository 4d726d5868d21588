/* pg_namespace, pg_database, pg_authid and pg_settings: what there is one of, or little. */
#include <string.h>

#include "base/settings.h"
#include "rewrite/system/system_source.h"

#define UTF8_ENCODING 6

#define FIELD(name) static const char *name(const struct system_walk *walk, const void *object)

FIELD(text_itself)
{
    (void)walk;
    return object;
}

FIELD(owner_oid)
{
    (void)object;
    return system_number(walk, SYSTEM_OWNER_OID);
}

FIELD(always_true)
{
    (void)walk;
    (void)object;
    return system_bool(true);
}

/* --- pg_namespace: ClickHouse's databases, and PostgreSQL's own schemas --- */

static void walk_namespaces(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    walk->row(walk, "pg_catalog");
    walk->row(walk, "information_schema");
    for (size_t i = 0; i < catalog->n_schemas; i++)
        walk->row(walk, catalog->schemas[i]);
}

FIELD(namespace_oid)
{
    return system_number(walk, system_namespace_oid(object));
}

static const struct system_field namespace_fields[] = {
    {"oid", namespace_oid},
    {"nspname", text_itself},
    {"nspowner", owner_oid},
};

const struct system_source source_namespace = {"pg_namespace", walk_namespaces, namespace_fields,
                                               sizeof namespace_fields / sizeof *namespace_fields};

/* --- pg_database: the connection's --- */

static void walk_databases(struct system_walk *walk)
{
    walk->row(walk, walk->context->database);
}

FIELD(database_encoding)
{
    (void)object;
    return system_number(walk, UTF8_ENCODING);
}

FIELD(database_collation)
{
    (void)walk;
    (void)object;
    return "C";
}

FIELD(database_provider)
{
    (void)walk;
    (void)object;
    return "c";
}

FIELD(no_limit)
{
    (void)object;
    return system_number(walk, -1);
}

static const struct system_field database_fields[] = {
    {"oid", namespace_oid},
    {"datname", text_itself},
    {"datdba", owner_oid},
    {"encoding", database_encoding},
    {"datlocprovider", database_provider},
    {"datallowconn", always_true},
    {"datconnlimit", no_limit},
    {"datcollate", database_collation},
    {"datctype", database_collation},
};

const struct system_source source_database = {"pg_database", walk_databases, database_fields,
                                              sizeof database_fields / sizeof *database_fields};

/* --- pg_authid: the session's user owns everything --- */

static void walk_users(struct system_walk *walk)
{
    walk->row(walk, walk->context->user);
}

static const struct system_field authid_fields[] = {
    {"oid", owner_oid},           {"rolname", text_itself},   {"rolinherit", always_true},
    {"rolcanlogin", always_true}, {"rolconnlimit", no_limit},
};

const struct system_source source_authid = {"pg_authid", walk_users, authid_fields,
                                            sizeof authid_fields / sizeof *authid_fields};

/* --- pg_settings --- */

static void walk_settings(struct system_walk *walk)
{
    for (size_t i = 0; i < setting_count(); i++) {
        if (!setting_is_hidden(setting_at(i)))
            walk->row(walk, setting_at(i));
    }
}

FIELD(setting_name)
{
    (void)walk;
    return ((const struct setting *)object)->name;
}

/* Numbers stand in the parameter's unit, where SHOW may choose another. */
static const char *in_unit(const struct system_walk *walk, const struct setting *setting,
                           const char *value)
{
    double number;
    bool is_number = setting->type == SETTING_INT || setting->type == SETTING_REAL;
    if (!is_number || !value || !setting_parse_real(setting, value, &number))
        return value;
    return arena_printf(walk->arena, setting->type == SETTING_INT ? "%.0f" : "%g", number);
}

FIELD(setting_value)
{
    const struct setting *setting = object;
    return in_unit(walk, setting, settings_get(walk->context->settings, setting->name));
}

FIELD(setting_reset)
{
    const struct setting *setting = object;
    return in_unit(walk, setting, settings_get_default(walk->context->settings, setting->name));
}

/* Whether the session, its start or the server's configuration said so. */
FIELD(setting_source)
{
    const struct setting *setting = object;
    const char *reset = settings_get_default(walk->context->settings, setting->name);
    if (strcmp(settings_get(walk->context->settings, setting->name), reset) != 0)
        return "session";
    if (strcmp(reset, setting->default_value) == 0)
        return "default";
    return setting->context == SETTING_OF_USER ? "client" : "configuration file";
}

FIELD(pending_restart)
{
    (void)walk;
    (void)object;
    return system_bool(false);
}

FIELD(setting_unit)
{
    (void)walk;
    return ((const struct setting *)object)->unit;
}

FIELD(setting_description)
{
    (void)walk;
    return ((const struct setting *)object)->description;
}

FIELD(setting_context)
{
    static const char *const names[] = {[SETTING_OF_USER] = "user",
                                        [SETTING_OF_SUPERUSER] = "superuser",
                                        [SETTING_OF_CONNECTION] = "superuser-backend",
                                        [SETTING_OF_FILE] = "sighup",
                                        [SETTING_OF_SERVER] = "postmaster",
                                        [SETTING_OF_BUILD] = "internal"};
    (void)walk;
    return names[((const struct setting *)object)->context];
}

static const char *limit_text(const struct system_walk *walk, const struct setting *setting,
                              double limit)
{
    bool is_number = setting->type == SETTING_INT || setting->type == SETTING_REAL;
    const char *format = setting->type == SETTING_INT ? "%.0f" : "%g";
    return is_number ? arena_printf(walk->arena, format, limit) : NULL;
}

FIELD(setting_min)
{
    return limit_text(walk, object, ((const struct setting *)object)->min);
}

FIELD(setting_max)
{
    return limit_text(walk, object, ((const struct setting *)object)->max);
}

FIELD(setting_choices)
{
    const char *const *choices = ((const struct setting *)object)->choices, *text = "";
    for (size_t i = 0; choices && choices[i]; i++)
        text = arena_printf(walk->arena, "%s%s'%s'", text, i ? "," : "", choices[i]);
    return choices ? arena_printf(walk->arena, "[%s]", text) : NULL;
}

FIELD(setting_type)
{
    static const char *const names[] = {[SETTING_BOOL] = "bool",
                                        [SETTING_INT] = "integer",
                                        [SETTING_REAL] = "real",
                                        [SETTING_ENUM] = "enum",
                                        [SETTING_STRING] = "string"};
    (void)walk;
    return names[((const struct setting *)object)->type];
}

FIELD(setting_default)
{
    const struct setting *setting = object;
    return in_unit(walk, setting, setting->default_value);
}

static const struct system_field settings_fields[] = {
    {"name", setting_name},
    {"setting", setting_value},
    {"unit", setting_unit},
    {"short_desc", setting_description},
    {"context", setting_context},
    {"vartype", setting_type},
    {"min_val", setting_min},
    {"max_val", setting_max},
    {"enumvals", setting_choices},
    {"boot_val", setting_default},
    {"reset_val", setting_reset},
    {"source", setting_source},
    {"pending_restart", pending_restart},
};

const struct system_source source_settings = {"pg_settings", walk_settings, settings_fields,
                                              sizeof settings_fields / sizeof *settings_fields};
