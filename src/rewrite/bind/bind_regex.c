/* The arguments of functions of regular expressions. What patterns mean is regex.c's. */
#include "rewrite/bind/bind_regex.h"

#include <string.h>

#include "rewrite/regex/regex.h"
#include "rewrite/routines/routine_row.h"

struct regex_call {
    struct binder *binder;
    const struct routine *routine;
    struct list *args;
    size_t flags; /* which argument; 0: none */
    bool is_global, ignores_case;
    int n_groups;
    uint32_t optional_groups;
};

static bool refuse(const struct regex_call *call, const struct expr *arg, const char *what)
{
    return err_set(call->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, arg->position, "%s", what);
}

static bool is_constant(const struct expr *arg)
{
    return arg->kind == EXPR_CONST && arg->text;
}

static size_t flags_at(const struct routine *routine)
{
    for (size_t i = routine->regex == REGEX_REPLACES ? 3 : 2; i < routine->n_args; i++)
        if (routine->args[i] == PG_TEXT)
            return i;
    return 0;
}

/* Whether the function looks for further matches behind the first, besides what its flags say. */
static bool is_of_all(const struct routine *routine)
{
    return routine->regex == REGEX_ALL || (routine->regex == REGEX_REPLACES && routine->n_args > 4);
}

static bool takes_global(const struct routine *routine)
{
    return routine->regex == REGEX_REPLACES || routine->regex == REGEX_ALL_GROUPS;
}

/* The last of i and c counts; s is how PostgreSQL reads anyway. */
static bool read_flag(struct regex_call *call, const struct expr *arg, char flag)
{
    switch (flag) {
    case 'i':
    case 'c':
        call->ignores_case = flag == 'i';
        return true;
    case 's':
        return true;
    case 'g':
        call->is_global = true;
        return takes_global(call->routine) ||
               err_set(call->binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, arg->position,
                       "%s() does not support the \"global\" option", call->routine->name);
    default:
        return strchr("bemnpqtwx", flag)
                   ? refuse(call, arg, "this option of regular expressions is not supported")
                   : err_set(call->binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, arg->position,
                             "invalid regular expression option: \"%c\"", flag);
    }
}

static bool read_flags(struct regex_call *call)
{
    struct expr *arg = call->flags ? call->args->items[call->flags] : NULL;
    if (!arg || bind_awaits_value(arg))
        return true;
    if (!is_constant(arg))
        return refuse(call, arg, "options of regular expressions must be constants");
    for (const char *at = arg->text; *at; at++)
        if (!read_flag(call, arg, *at))
            return false;
    call->args->items[call->flags] =
        expr_const(call->binder->arena, PG_TEXT,
                   takes_global(call->routine) && strchr(arg->text, 'g') ? "g" : "", arg->position);
    return true;
}

/* A pattern that is no constant is looked at when it runs: none that RE2 may not know reaches it.
 */
#define IS_OTHER "NOT match($1, '" REGEX_PLAIN_PATTERN "')"
#define ONLY_CONSTANT "this regular expression is supported as a constant only"
static struct expr *pattern_of_rows(struct regex_call *call, struct expr *arg)
{
    if (call->routine->regex != REGEX_TESTS) {
        refuse(call, arg, "regular expressions must be constants");
        return NULL;
    }
    return expr_clickhouse(
        call->binder->arena, PG_TEXT,
        "if(" THROW_IF(IS_OTHER, "0A000",
                       ONLY_CONSTANT) ", '', if(" IS_OTHER
                                      ", '', replaceAll($1, '\\\\s', '[[:space:]]')))",
        1, &arg);
}

/* What comes before the place of search must not count where the template leaves it out. */
static bool starts_later(const struct regex_call *call)
{
    size_t at = call->routine->regex == REGEX_REPLACES ? 3 : 2;
    if (call->routine->n_args <= at || call->routine->args[at] != PG_INT4)
        return false;
    const struct expr *start = call->args->items[at];
    return !is_constant(start) || strcmp(start->text, "1") != 0;
}

static const char *translate_pattern(struct regex_call *call, const char *pattern)
{
    static const enum regex_goal goals[] = {
        [REGEX_TESTS] = REGEX_GOAL_TEST,    [REGEX_FINDS] = REGEX_GOAL_FIND,
        [REGEX_REPLACES] = REGEX_GOAL_FIND, [REGEX_ALL] = REGEX_GOAL_FIND,
        [REGEX_GROUPS] = REGEX_GOAL_GROUPS, [REGEX_ALL_GROUPS] = REGEX_GOAL_GROUPS,
    };
    struct regex regex;
    if (!regex_translate(call->binder->arena, pattern, goals[call->routine->regex], call->is_global,
                         call->ignores_case, &regex) ||
        (regex.looks_behind && starts_later(call)))
        return NULL;
    call->n_groups = regex.n_groups;
    call->optional_groups = regex.optional_groups;
    return regex.text;
}

static bool bind_pattern(struct regex_call *call)
{
    struct expr *arg = call->args->items[1];
    if (bind_awaits_value(arg))
        return true;
    if (!is_constant(arg))
        return (call->args->items[1] = pattern_of_rows(call, arg)) != NULL;
    const char *text = translate_pattern(call, arg->text);
    if (!text)
        return refuse(call, arg, "this regular expression is not supported");
    call->args->items[1] = expr_const(call->binder->arena, PG_TEXT, text, arg->position);
    return true;
}

static bool bind_replacement(struct regex_call *call)
{
    struct expr *arg = call->args->items[2];
    if (bind_awaits_value(arg))
        return true;
    if (!is_constant(arg))
        return refuse(call, arg, "the replacement of a regular expression must be a constant");
    const char *text = regex_translate_replacement(call->binder->arena, arg->text, call->n_groups);
    if (!text)
        return refuse(call, arg, "this replacement of a regular expression is not supported");
    call->args->items[2] = expr_const(call->binder->arena, PG_TEXT, text, arg->position);
    return true;
}

bool bind_regex_args(struct binder *binder, const struct routine *routine, struct list *args)
{
    struct regex_call call = {.binder = binder,
                              .routine = routine,
                              .args = args,
                              .flags = flags_at(routine),
                              .is_global = is_of_all(routine)};
    if (!read_flags(&call) || !bind_pattern(&call) ||
        (routine->regex == REGEX_REPLACES && !bind_replacement(&call)))
        return false;
    if (routine->regex == REGEX_GROUPS || routine->regex == REGEX_ALL_GROUPS)
        list_add(binder->arena, args,
                 expr_const(binder->arena, PG_INT8,
                            arena_printf(binder->arena, "%u", call.optional_groups), 0));
    return true;
}
