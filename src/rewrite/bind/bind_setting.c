/*
 * current_setting and set_config. What they give is a constant of the plan: a plan is made anew
 * when a setting has changed. What set_config changes is left to whoever runs the plan.
 */
#include "rewrite/bind/bind_setting.h"

#include <string.h>
#include <strings.h>

/* False: err is set. *value is NULL for NULL; *known is false while a parameter has no value. */
static bool constant(struct binder *binder, const struct list *args, size_t i, uint32_t type,
                     const char **value, bool *known)
{
    struct expr *arg = args->items[i];
    int position = arg->position;
    arg = coerce(binder, arg, type, -1, CAST_IMPLICIT, position);
    if (!arg)
        return false;
    if (arg->kind != EXPR_CONST && bind_awaits_values(binder)) {
        *known = false;
        return true;
    }
    if (arg->kind != EXPR_CONST)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                       "settings by names or with values other than constants are not supported");
    *value = arg->text;
    return true;
}

static bool is_true(const char *value)
{
    return value && (*value == 't' || *value == '1');
}

/* The name is of a row: then it is looked up like the name of a relation (functions_system.c),
 * among the settings that there are in any session. */
static bool is_computed(const struct expr *name)
{
    return name->kind != EXPR_CONST && name->kind != EXPR_PARAM;
}

/* As SHOW will print it. */
static const char *shown(struct binder *binder, const char *name, const char *value)
{
    char normal[SETTING_VALUE_SIZE];
    const struct setting *setting = setting_find(name);
    if (!value)
        return setting ? setting->default_value : "";
    if (!setting)
        return value;
    return setting_normalize_over(setting, settings_get(binder->context->settings, name), value,
                                  normal, binder->err)
               ? arena_strdup(binder->arena, normal)
               : NULL;
}

/* As set_config before it in the list will leave it. */
static const char *value_by_then(struct binder *binder, const char *name)
{
    for (size_t i = binder->settings.n; i-- > 0;) {
        const struct plan_setting *setting = binder->settings.items[i];
        if (strcasecmp(setting->name, name) == 0)
            return shown(binder, name, setting->value);
    }
    return settings_get(binder->context->settings, name);
}

static struct expr *bind_current(struct binder *binder, const struct setting_call *call)
{
    const char *name = NULL, *missing_ok = NULL, *value = NULL;
    bool known = true;
    if (!constant(binder, call->args, 0, PG_TEXT, &name, &known) ||
        (call->args->n > 1 && !constant(binder, call->args, 1, PG_BOOL, &missing_ok, &known)))
        return NULL;
    if (known && name)
        value = value_by_then(binder, name);
    if (known && name && !value && !is_true(missing_ok)) {
        err_set(binder->err, SQLSTATE_UNDEFINED_OBJECT, 0,
                "unrecognized configuration parameter \"%s\"", name);
        return NULL;
    }
    return expr_const(binder->arena, PG_TEXT, value ? arena_strdup(binder->arena, value) : NULL,
                      call->position);
}

/* It runs once, or not at all: where a row has to come first is not looked at. */
static bool check_place(struct binder *binder, const struct setting_call *call)
{
    const struct scope *scope = call->scope;
    return (call->clause == CLAUSE_SELECT && !scope->outer && scope->rels.n == 0) ||
           err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, call->position,
                   "set_config is only supported in the select list of a query without FROM");
}

static struct expr *bind_set(struct binder *binder, const struct setting_call *call)
{
    const char *name = NULL, *value = NULL, *is_local = NULL, *result = NULL;
    bool known = true;
    if (!check_place(binder, call) || !constant(binder, call->args, 0, PG_TEXT, &name, &known) ||
        !constant(binder, call->args, 1, PG_TEXT, &value, &known) ||
        !constant(binder, call->args, 2, PG_BOOL, &is_local, &known))
        return NULL;
    if (known && !name) {
        err_set(binder->err, SQLSTATE_NULL_VALUE_NOT_ALLOWED, 0, "SET requires parameter name");
        return NULL;
    }
    if (known) {
        struct plan_setting *setting = ARENA_NEW(binder->arena, struct plan_setting);
        *setting = (struct plan_setting){name, value, is_true(is_local)};
        list_add(binder->arena, &binder->settings, setting);
        result = shown(binder, name, value);
    }
    return known && !result ? NULL : expr_const(binder->arena, PG_TEXT, result, call->position);
}

struct expr *bind_setting_call(struct binder *binder, const char *name,
                               const struct setting_call *call)
{
    if (strcmp(name, "current_setting") == 0 && (call->args->n == 1 || call->args->n == 2))
        return is_computed(call->args->items[0]) ? NULL : bind_current(binder, call);
    if (strcmp(name, "set_config") == 0 && call->args->n == 3)
        return bind_set(binder, call);
    return NULL;
}
