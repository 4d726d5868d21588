/* SET, RESET and SHOW. The values themselves are checked by base/settings.c when they are set. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/interval.h"
#include "rewrite/command.h"

static const char *constant_text(struct binder *binder, const PgQuery__AConst *constant)
{
    switch (constant->val_case) {
    case PG_QUERY__A__CONST__VAL_IVAL:
        return arena_printf(binder->arena, "%d", constant->ival->ival);
    case PG_QUERY__A__CONST__VAL_FVAL:
        return constant->fval->fval;
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
        return constant->boolval->boolval ? "on" : "off";
    case PG_QUERY__A__CONST__VAL_SVAL:
        return constant->sval->sval;
    default:
        return NULL;
    }
}

/* Each value of SET search_path is one name: quoted where its text would read as another. */
static const char *quoted_name(struct binder *binder, const char *name)
{
    if (strspn(name, "abcdefghijklmnopqrstuvwxyz_0123456789$") == strlen(name) && *name)
        return name;
    char *quoted = arena_alloc(binder->arena, 2 * strlen(name) + 3), *out = quoted;
    *out++ = '"';
    for (; *name; name++) {
        if (*name == '"')
            *out++ = '"';
        *out++ = *name;
    }
    *out = '"';
    return quoted;
}

/* Hours east of Greenwich as a POSIX string, as PostgreSQL shows them: "<+02>-02". */
static const char *zone_of_hours(struct binder *binder, double hours)
{
    int seconds = (int)(hours * 3600), size = seconds < 0 ? -seconds : seconds;
    char clock[16];
    int used = snprintf(clock, sizeof clock, "%02d", size / 3600 % 1000);
    if (size % 3600)
        used += snprintf(clock + used, sizeof clock - (size_t)used, ":%02d", size / 60 % 60);
    if (size % 60)
        snprintf(clock + used, sizeof clock - (size_t)used, ":%02d", size % 60);
    return arena_printf(binder->arena, "<%c%s>%c%s", seconds < 0 ? '-' : '+', clock,
                        seconds < 0 ? '+' : '-', clock);
}

/* SET TIME ZONE takes hours and intervals too. */
static const char *zone_text(struct binder *binder, const PgQuery__Node *arg, const char *text)
{
    struct interval interval;
    char *end;
    if (arg->node_case == PG_QUERY__NODE__NODE_A_CONST) {
        double hours = strtod(text, &end);
        return *end || end == text || !(hours > -168 && hours < 168) ? text
                                                                     : zone_of_hours(binder, hours);
    }
    if (interval_parse(str_of(text), INTERVAL_ANY, &interval) == DATETIME_OK && !interval.months &&
        !interval.days)
        return zone_of_hours(binder, (double)interval.micros / 3.6e9);
    return text;
}

/* SET x = a, b is the list as one text, as for search_path and DateStyle. */
static const char *value_text(struct binder *binder, const PgQuery__VariableSetStmt *set)
{
    const char *value = NULL;
    for (size_t i = 0; i < set->n_args; i++) {
        const PgQuery__Node *arg = set->args[i];
        bool is_zone = strcasecmp(set->name, "timezone") == 0;
        const PgQuery__Node *constant =
            is_zone && arg->node_case == PG_QUERY__NODE__NODE_TYPE_CAST ? arg->type_cast->arg : arg;
        const char *text = constant->node_case == PG_QUERY__NODE__NODE_A_CONST
                               ? constant_text(binder, constant->a_const)
                               : NULL;
        if (!text) {
            err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, bind_node_position(arg),
                    "SET %s takes a constant", set->name);
            return NULL;
        }
        if (is_zone)
            text = zone_text(binder, arg, text);
        if (strcasecmp(set->name, "search_path") == 0)
            text = quoted_name(binder, text);
        value = value ? arena_printf(binder->arena, "%s, %s", value, text) : text;
    }
    return value;
}

static struct plan *plan_one(struct binder *binder, const char *tag, const char *name,
                             const char *value, bool is_local)
{
    struct plan_setting *setting = ARENA_NEW(binder->arena, struct plan_setting);
    *setting = (struct plan_setting){name, value, is_local};
    struct plan *plan = plan_new(binder, PLAN_SET, tag);
    plan->settings = setting;
    plan->n_settings = 1;
    return plan;
}

/* SET TRANSACTION and SET SESSION CHARACTERISTICS. */
static struct plan *plan_multi(struct binder *binder, const PgQuery__VariableSetStmt *set)
{
    struct plan *plan = plan_new(binder, PLAN_SET, "SET");
    bool is_session = strcmp(set->name, "SESSION CHARACTERISTICS") == 0;
    if (!is_session && strcmp(set->name, "TRANSACTION") != 0) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0, "SET %s is not supported",
                set->name);
        return NULL;
    }
    plan->sets_transaction = !is_session;
    return command_transaction_modes(binder, plan, is_session ? "default_" : "", set->n_args,
                                     set->args)
               ? plan
               : NULL;
}

struct plan *command_plan_set(struct binder *binder, const PgQuery__VariableSetStmt *set)
{
    switch (set->kind) {
    case PG_QUERY__VARIABLE_SET_KIND__VAR_SET_MULTI:
        return plan_multi(binder, set);
    case PG_QUERY__VARIABLE_SET_KIND__VAR_SET_DEFAULT:
        return plan_one(binder, "SET", set->name, NULL, set->is_local);
    case PG_QUERY__VARIABLE_SET_KIND__VAR_RESET:
        return plan_one(binder, "RESET", set->name, NULL, false);
    case PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL: {
        struct plan *plan = plan_new(binder, PLAN_SET, "RESET");
        plan->settings_reset_all = true;
        return plan;
    }
    case PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE: {
        const char *value = value_text(binder, set);
        return value ? plan_one(binder, "SET", set->name, value, set->is_local) : NULL;
    }
    default:
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "this form of SET is not supported yet");
        return NULL;
    }
}

static const char *const *new_row(struct binder *binder, size_t n, const char *const *values)
{
    const char **row = ARENA_ARRAY(binder->arena, const char *, n);
    memcpy(row, values, n * sizeof *row);
    return row;
}

static struct plan *plan_show_all(struct binder *binder)
{
    static const char *const names[] = {"name", "setting", "description"};
    struct plan *plan = plan_new(binder, PLAN_ROWS, "SHOW");
    plan_set_text_columns(binder, plan, 3, names);
    const char *const **rows = ARENA_ARRAY(binder->arena, const char *const *, setting_count());
    for (size_t i = 0; i < setting_count(); i++) {
        const struct setting *setting = setting_at(i);
        const char *values[] = {setting->name,
                                settings_get(binder->context->settings, setting->name),
                                setting->description};
        if (!setting_is_hidden(setting))
            rows[plan->n_rows++] = new_row(binder, 3, values);
    }
    plan->rows = rows;
    return plan;
}

struct plan *command_plan_show(struct binder *binder, const PgQuery__VariableShowStmt *show)
{
    if (strcasecmp(show->name, "all") == 0)
        return plan_show_all(binder);
    const char *value = settings_get(binder->context->settings, show->name);
    if (!value) {
        err_set(binder->err, SQLSTATE_UNDEFINED_OBJECT, 0,
                "unrecognized configuration parameter \"%s\"", show->name);
        return NULL;
    }
    const struct setting *setting = setting_find(show->name);
    struct plan *plan = plan_new(binder, PLAN_ROWS, "SHOW");
    plan_set_text_columns(binder, plan, 1, &(const char *){setting ? setting->name : show->name});
    const char *const **rows = ARENA_ARRAY(binder->arena, const char *const *, 1);
    rows[0] = new_row(binder, 1, &value);
    plan->rows = rows;
    plan->n_rows = 1;
    return plan;
}
