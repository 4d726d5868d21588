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
    for (size_t i = 0; i < setting_count(); i++)
        walk->row(walk, setting_at(i));
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
    long number;
    bool is_number =
        setting->type == SETTING_INT && value && setting_parse_int(setting, value, &number);
    return is_number ? system_number(walk, number) : value;
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
    (void)walk;
    return ((const struct setting *)object)->read_only ? "internal" : "user";
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
    {"name", setting_name},        {"setting", setting_value},
    {"unit", setting_unit},        {"short_desc", setting_description},
    {"context", setting_context},  {"vartype", setting_type},
    {"boot_val", setting_default}, {"reset_val", setting_reset},
};

const struct system_source source_settings = {"pg_settings", walk_settings, settings_fields,
                                              sizeof settings_fields / sizeof *settings_fields};
