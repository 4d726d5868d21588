/* Roles, objects and kinds of privileges by name. Does not know who may do what. */
#include "rewrite/bind/bind_privilege.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define RELATION_KINDS "SELECT,INSERT,UPDATE,REFERENCES,"

/* What PostgreSQL takes (acl.c), between commas. */
static const struct {
    const char *function, *kinds;
} kinds[] = {
    {"has_table_privilege", "," RELATION_KINDS "DELETE,TRUNCATE,TRIGGER,RULE,"},
    {"has_any_column_privilege", "," RELATION_KINDS},
    {"has_column_privilege", "," RELATION_KINDS},
    {"has_sequence_privilege", ",USAGE,SELECT,UPDATE,"},
    {"has_schema_privilege", ",CREATE,USAGE,"},
    {"has_type_privilege", ",USAGE,"},
    {"has_function_privilege", ",EXECUTE,"},
    {"has_database_privilege", ",CREATE,TEMPORARY,TEMP,CONNECT,"},
    {"has_language_privilege", ",USAGE,"},
    {"has_tablespace_privilege", ",CREATE,"},
    {"has_server_privilege", ",USAGE,"},
    {"has_foreign_data_wrapper_privilege", ",USAGE,"},
};

static const char *kinds_of(const char *function)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].function, function) == 0)
            return kinds[i].kinds;
    }
    return NULL;
}

static struct str trimmed(const char *text, size_t size)
{
    while (size && *text == ' ') {
        text++;
        size--;
    }
    while (size && text[size - 1] == ' ')
        size--;
    return (struct str){text, size};
}

static bool is_kind(struct arena *arena, const char *list, struct str kind)
{
    static const char option[] = " WITH GRANT OPTION";
    size_t size = kind.size;
    if (size > strlen(option) &&
        strncasecmp(kind.data + size - strlen(option), option, strlen(option)) == 0)
        size -= strlen(option);
    char *wanted = arena_printf(arena, ",%.*s,", (int)size, kind.data);
    for (char *at = wanted; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    return size && strstr(list, wanted);
}

static bool check_kinds(struct binder *binder, const char *list, const struct expr *arg)
{
    const char *text = arg->kind == EXPR_CONST ? arg->text : NULL;
    for (const char *at = text; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        struct str kind = trimmed(at, strcspn(at, ","));
        if (!is_kind(binder->arena, list, kind))
            return err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                           "unrecognized privilege type: \"%.*s\"", (int)kind.size, kind.data);
    }
    return true;
}

/* PostgreSQL's predefined roles, all of which a superuser has. */
static bool is_predefined(const char *role)
{
    static const char *const roles[] = {
        "pg_checkpoint",       "pg_database_owner",    "pg_execute_server_program",
        "pg_monitor",          "pg_read_all_data",     "pg_read_all_settings",
        "pg_read_all_stats",   "pg_read_server_files", "pg_signal_backend",
        "pg_stat_scan_tables", "pg_write_all_data",    "pg_write_server_files",
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(roles[i], role) == 0)
            return true;
    return false;
}

/* The session's user is the only other role; of privileges there is "public" too. */
static bool check_role(struct binder *binder, const struct expr *arg, bool is_public)
{
    if (arg->type != PG_NAME || arg->kind != EXPR_CONST || !arg->text ||
        strcmp(arg->text, binder->context->user) == 0 || is_predefined(arg->text) ||
        (is_public && strcmp(arg->text, "public") == 0))
        return true;
    return err_set(binder->err, SQLSTATE_UNDEFINED_OBJECT, 0, "role \"%s\" does not exist",
                   arg->text);
}

bool bind_privilege_args(struct binder *binder, const struct routine *routine, struct list *args)
{
    const char *list = kinds_of(routine->name);
    if (!list && strcmp(routine->name, "pg_has_role") != 0)
        return true;
    bool is_column = strcmp(routine->name, "has_column_privilege") == 0;
    bool has_role = args->n == (list ? 3u : 2u) + is_column;
    if ((has_role || !list) && !check_role(binder, args->items[0], list != NULL))
        return false;
    if (list && !check_kinds(binder, list, args->items[args->n - 1]))
        return false;
    if (!routine->named_type)
        return true;
    struct expr **name = (struct expr **)&args->items[has_role];
    if ((*name)->kind == EXPR_CONST)
        *name = expr_const(binder->arena, PG_UNKNOWN, (*name)->text, (*name)->position);
    *name = coerce(binder, *name, routine->named_type, -1, CAST_EXPLICIT, (*name)->position);
    return *name != NULL;
}
