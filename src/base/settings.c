/* The parameter values of one session, with their transactions. Knows no parameter by name. */
#include "base/settings.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAX_CUSTOM 256 /* custom parameters of one session */

/*
 * One parameter: `current` is in force; `session` comes back when the transaction commits (SET
 * LOCAL changes only current); `before` when it fails; `fallback` on RESET. A custom parameter
 * that was never set is NULL in the one that applies.
 */
struct variable {
    const struct setting *setting; /* NULL: custom */
    char *name;                    /* custom only, owned */
    const char *current, *session, *before, *fallback;
    const char *reported; /* what the client knows; NULL: nothing yet */
};

/* Most parameters of most sessions are never touched, and have no variable. */
struct settings {
    const struct setting_default *defaults; /* of the server, ending with a NULL name; or NULL */
    struct variable *variables; /* those that were set or are reported, and custom ones */
    size_t n, n_custom;
    bool in_transaction;
    bool changed; /* since the transaction began */
    uint64_t generation;
};

static char *copy(const char *text)
{
    if (!text)
        return NULL;
    char *result = strdup(text);
    if (!result)
        abort();
    return result;
}

uint64_t settings_generation(const struct settings *settings)
{
    return settings->generation;
}

/* Most values of most sessions are the table's own: those are not copied. */
static void release(const struct variable *variable, const char *value)
{
    if (!variable->setting || value != variable->setting->default_value)
        free((char *)value);
}

static void assign(const struct variable *variable, const char **slot, const char *value)
{
    const struct setting *setting = variable->setting;
    const char *old = *slot;
    bool is_default = setting && value && strcmp(value, setting->default_value) == 0;
    *slot = is_default ? setting->default_value : copy(value);
    release(variable, old);
}

static void variable_fill(struct variable *variable, const char *value)
{
    assign(variable, &variable->current, value);
    assign(variable, &variable->session, value);
    assign(variable, &variable->before, value);
    assign(variable, &variable->fallback, value);
}

/* Where a session starts from: what the server says, or the table. */
static const char *default_of(const struct settings *settings, const struct setting *setting)
{
    for (const struct setting_default *d = settings->defaults; d && d->name; d++) {
        if (strcmp(d->name, setting->name) == 0)
            return d->value;
    }
    return setting->default_value;
}

static struct variable *variable_add(struct settings *settings, struct variable variable)
{
    struct variable *variables =
        realloc(settings->variables, (settings->n + 1) * sizeof *variables);
    if (!variables)
        abort();
    settings->variables = variables;
    variables[settings->n] = variable;
    return &variables[settings->n++];
}

static struct variable *setting_add(struct settings *settings, const struct setting *setting)
{
    struct variable *variable = variable_add(settings, (struct variable){.setting = setting});
    variable_fill(variable, default_of(settings, setting));
    return variable;
}

struct settings *settings_new(const struct setting_default *defaults)
{
    struct settings *settings = calloc(1, sizeof *settings);
    if (!settings)
        abort();
    settings->defaults = defaults;
    for (size_t i = 0; i < setting_count(); i++) {
        if (setting_at(i)->reported)
            setting_add(settings, setting_at(i));
    }
    return settings;
}

void settings_free(struct settings *settings)
{
    if (!settings)
        return;
    for (size_t i = 0; i < settings->n; i++) {
        struct variable *variable = &settings->variables[i];
        free(variable->name);
        release(variable, variable->current);
        release(variable, variable->session);
        release(variable, variable->before);
        release(variable, variable->fallback);
        release(variable, variable->reported);
    }
    free(settings->variables);
    free(settings);
}

static const char *variable_name(const struct variable *variable)
{
    return variable->setting ? variable->setting->name : variable->name;
}

static struct variable *find(const struct settings *settings, const char *name)
{
    for (size_t i = 0; i < settings->n; i++) {
        if (strcasecmp(variable_name(&settings->variables[i]), name) == 0)
            return &settings->variables[i];
    }
    return NULL;
}

/* The variable that a row of the table has from now on; NULL when no row has the name. */
static struct variable *find_or_add(struct settings *settings, const char *name)
{
    struct variable *variable = find(settings, name);
    const struct setting *setting = variable ? NULL : setting_find(name);
    return setting ? setting_add(settings, setting) : variable;
}

static void write_value(const struct settings *settings, const struct variable *variable,
                        const char *value, struct buf *out)
{
    const struct setting *setting = variable->setting;
    if (setting ? strcmp(value, default_of(settings, setting)) == 0 : !value)
        return;
    buf_printf(out, "%s=%zu:%s\n", variable_name(variable), strlen(value ? value : ""),
               value ? value : "");
}

void settings_write(const struct settings *settings, struct buf *out)
{
    for (size_t i = 0; i < settings->n; i++) {
        const struct variable *variable = &settings->variables[i];
        size_t before = buf_size(out);
        write_value(settings, variable, variable->current, out);
        size_t size = buf_size(out);
        write_value(settings, variable, variable->fallback, out);
        if (buf_size(out) > before)
            buf_puts(out, size == before ? "reset\n" : buf_size(out) == size ? "set\n" : "both\n");
    }
}

const char *settings_get(const struct settings *settings, const char *name)
{
    const struct variable *variable = find(settings, name);
    const struct setting *setting = variable ? NULL : setting_find(name);
    if (!variable)
        return setting ? default_of(settings, setting) : NULL;
    /* A custom parameter that was set, and is no more, is empty. */
    return variable->current ? variable->current : "";
}

const char *settings_get_default(const struct settings *settings, const char *name)
{
    const struct variable *variable = find(settings, name);
    const struct setting *setting = variable ? NULL : setting_find(name);
    return variable ? variable->fallback : setting ? default_of(settings, setting) : NULL;
}

bool settings_get_bool(const struct settings *settings, const char *name)
{
    const char *value = settings_get(settings, name);
    return value && strcmp(value, "on") == 0;
}

long settings_get_int(const struct settings *settings, const char *name)
{
    const struct setting *setting = setting_find(name);
    long result = 0;
    if (setting)
        setting_parse_int(setting, settings_get(settings, name), &result);
    return result;
}

static bool is_custom_name(const char *name)
{
    bool start = true, dotted = false;
    for (const char *c = name; *c; c++) {
        unsigned char u = (unsigned char)*c;
        if (*c == '.' && !start) {
            start = dotted = true;
            continue;
        }
        if (!isalpha(u) && *c != '_' && u < 0x80 && (start || (!isdigit(u) && *c != '$')))
            return false;
        start = false;
    }
    return dotted && !start;
}

/* The custom parameter of a name that is in no table, made when it is missing. */
static struct variable *custom_add(struct settings *settings, const char *name, struct err *err)
{
    if (!strchr(name, '.')) {
        err_set(err, SQLSTATE_UNDEFINED_OBJECT, 0, "unrecognized configuration parameter \"%s\"",
                name);
        return NULL;
    }
    if (!is_custom_name(name) || strlen(name) >= SETTING_VALUE_SIZE) {
        err_set(err, SQLSTATE_INVALID_NAME, 0, "invalid configuration parameter name \"%s\"", name);
        err_detail(err, "Custom parameter names must be two or more simple identifiers separated "
                        "by dots.");
        return NULL;
    }
    if (settings->n_custom == MAX_CUSTOM) {
        err_set(err, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED, 0,
                "a session cannot have more than %d custom parameters", MAX_CUSTOM);
        return NULL;
    }
    settings->n_custom++;
    return variable_add(settings, (struct variable){.name = copy(name)});
}

static bool may_set(const struct setting *setting, struct err *err)
{
    const char *name = setting->name;
    switch (setting->context) {
    case SETTING_OF_USER:
        return true;
    case SETTING_OF_SUPERUSER:
        return err_set(err, SQLSTATE_INSUFFICIENT_PRIVILEGE, 0,
                       "permission denied to set parameter \"%s\"", name);
    case SETTING_OF_CONNECTION:
        return err_set(err, SQLSTATE_CANT_CHANGE_RUNTIME_PARAM, 0,
                       "parameter \"%s\" cannot be set after connection start", name);
    case SETTING_OF_FILE:
        return err_set(err, SQLSTATE_CANT_CHANGE_RUNTIME_PARAM, 0,
                       "parameter \"%s\" cannot be changed now", name);
    case SETTING_OF_SERVER:
        return err_set(err, SQLSTATE_CANT_CHANGE_RUNTIME_PARAM, 0,
                       "parameter \"%s\" cannot be changed without restarting the server", name);
    default:
        return err_set(err, SQLSTATE_CANT_CHANGE_RUNTIME_PARAM, 0,
                       "parameter \"%s\" cannot be changed", name);
    }
}

/* Checks a value for a parameter; out holds it as SHOW prints it. */
static struct variable *prepare(struct settings *settings, const char *name, const char *value,
                                char out[SETTING_VALUE_SIZE], struct err *err)
{
    const struct setting *setting = setting_find(name);
    if (setting && !may_set(setting, err))
        return NULL;
    struct variable *variable = find_or_add(settings, name);
    if (variable && variable->setting)
        return !value ||
                       setting_normalize_over(variable->setting, variable->current, value, out, err)
                   ? variable
                   : NULL;
    if (value && strlen(value) >= SETTING_VALUE_SIZE) {
        err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                "value of parameter \"%s\" is longer than %d bytes", name, SETTING_VALUE_SIZE - 1);
        return NULL;
    }
    if (!variable)
        variable = custom_add(settings, name, err);
    if (variable && value)
        strcpy(out, value);
    return variable;
}

static const char *fallback_of(const struct variable *variable)
{
    return variable->fallback ? variable->fallback : "";
}

bool settings_set(struct settings *settings, const char *name, const char *value, bool is_local,
                  struct err *err)
{
    char text[SETTING_VALUE_SIZE];
    struct variable *variable = prepare(settings, name, value, text, err);
    if (!variable)
        return false;
    const char *new_value = value ? text : fallback_of(variable);
    settings->changed = true;
    settings->generation++;
    if (is_local && !settings->in_transaction)
        return true;
    assign(variable, &variable->current, new_value);
    if (!is_local)
        assign(variable, &variable->session, new_value);
    if (!settings->in_transaction)
        assign(variable, &variable->before, new_value);
    return true;
}

bool settings_set_default(struct settings *settings, const char *name, const char *value,
                          struct err *err)
{
    char text[SETTING_VALUE_SIZE];
    struct variable *variable = prepare(settings, name, value, text, err);
    if (!variable)
        return false;
    variable_fill(variable, value ? text : variable->fallback);
    settings->generation++;
    return true;
}

void settings_set_fixed(struct settings *settings, const char *name, const char *value)
{
    struct variable *variable = find_or_add(settings, name);
    if (variable)
        variable_fill(variable, value);
}

void settings_reset_all(struct settings *settings)
{
    for (size_t i = 0; i < settings->n; i++) {
        struct variable *variable = &settings->variables[i];
        if (variable->setting && setting_outlives_reset_all(variable->setting))
            continue;
        assign(variable, &variable->current, fallback_of(variable));
        assign(variable, &variable->session, fallback_of(variable));
        if (!settings->in_transaction)
            assign(variable, &variable->before, fallback_of(variable));
    }
    settings->changed = true;
    settings->generation++;
}

void settings_begin(struct settings *settings)
{
    settings->in_transaction = true;
    settings->changed = false;
}

void settings_end(struct settings *settings, bool committed)
{
    settings->in_transaction = false;
    settings->generation += settings->changed;
    for (size_t i = 0; settings->changed && i < settings->n; i++) {
        struct variable *variable = &settings->variables[i];
        assign(variable, committed ? &variable->before : &variable->session,
               committed ? variable->session : variable->before);
        assign(variable, &variable->current, variable->session);
    }
}

/* ---- savepoints ---- */

struct marked {
    size_t index; /* of the variable */
    char *current, *session;
};

struct settings_mark {
    size_t n;
    struct marked *values;
};

static bool is_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_changed(const struct variable *variable)
{
    return !is_same(variable->current, variable->before) ||
           !is_same(variable->session, variable->before);
}

struct settings_mark *settings_mark_new(const struct settings *settings)
{
    struct settings_mark *mark = calloc(1, sizeof *mark);
    size_t n = 0;
    for (size_t i = 0; i < settings->n; i++)
        n += is_changed(&settings->variables[i]);
    if (!mark || !(mark->values = calloc(n + 1, sizeof *mark->values)))
        abort();
    for (size_t i = 0; i < settings->n; i++) {
        const struct variable *variable = &settings->variables[i];
        if (is_changed(variable))
            mark->values[mark->n++] =
                (struct marked){i, copy(variable->current), copy(variable->session)};
    }
    return mark;
}

void settings_mark_free(struct settings_mark *mark)
{
    for (size_t i = 0; mark && i < mark->n; i++) {
        free(mark->values[i].current);
        free(mark->values[i].session);
    }
    free(mark ? mark->values : NULL);
    free(mark);
}

void settings_go_back(struct settings *settings, const struct settings_mark *mark)
{
    for (size_t i = 0; i < settings->n; i++) {
        struct variable *variable = &settings->variables[i];
        assign(variable, &variable->current, variable->before);
        assign(variable, &variable->session, variable->before);
    }
    for (size_t i = 0; i < mark->n; i++) {
        struct variable *variable = &settings->variables[mark->values[i].index];
        assign(variable, &variable->current, mark->values[i].current);
        assign(variable, &variable->session, mark->values[i].session);
    }
    settings->generation++;
}

void settings_report_changes(struct settings *settings, settings_report *report, void *owner)
{
    for (size_t i = 0; i < settings->n; i++) {
        struct variable *variable = &settings->variables[i];
        if (!variable->setting || !variable->setting->reported)
            continue;
        if (variable->reported && strcmp(variable->reported, variable->current) == 0)
            continue;
        assign(variable, &variable->reported, variable->current);
        report(owner, variable->setting->name, variable->current);
    }
}
