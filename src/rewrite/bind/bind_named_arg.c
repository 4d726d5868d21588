/* Named arguments, f(a => 1): which place a name has, for the functions whose parameters have names
 * in PostgreSQL. Knows nothing of types. */
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/bind/bind_named_arg.h"

#define MAX_NAMES 8

/* Functions of pg_proc.proargnames; those left out are 0 where the function has defaults. */
static const struct {
    const char *function;
    bool has_defaults;
    const char *names[MAX_NAMES];
} functions[] = {
    {"make_interval", true, {"years", "months", "weeks", "days", "hours", "mins", "secs"}},
    {"make_date", false, {"year", "month", "day"}},
    {"make_time", false, {"hour", "min", "sec"}},
    {"make_timestamp", false, {"year", "month", "mday", "hour", "min", "sec"}},
    {"make_timestamptz", false, {"year", "month", "mday", "hour", "min", "sec", "timezone"}},
};
#define N_FUNCTIONS (sizeof functions / sizeof *functions)

bool bind_has_named_arg(const PgQuery__FuncCall *node)
{
    for (size_t i = 0; i < node->n_args; i++)
        if (node->args[i]->node_case == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR)
            return true;
    return false;
}

static size_t place_of(size_t function, const char *name)
{
    size_t i = 0;
    while (i < MAX_NAMES && functions[function].names[i] &&
           strcmp(functions[function].names[i], name) != 0)
        i++;
    return i < MAX_NAMES && functions[function].names[i] ? i : MAX_NAMES;
}

static bool no_function(struct binder *binder, const char *name, const char *argument, int position)
{
    err_set(binder->err, SQLSTATE_UNDEFINED_FUNCTION, position,
            "no function %s takes an argument named \"%s\" here", name, argument);
    return err_hint(binder->err, "No function matches the given name and argument types. You might "
                                 "need to add explicit type casts.");
}

/* The argument's place; MAX_NAMES with err set. */
static size_t find_place(struct binder *binder, size_t function, const PgQuery__FuncCall *node,
                         size_t i, bool *had_name)
{
    const PgQuery__NamedArgExpr *named =
        node->args[i]->node_case == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR
            ? node->args[i]->named_arg_expr
            : NULL;
    int position = bind_node_position(node->args[i]);
    *had_name |= named != NULL;
    if (!named && *had_name) {
        err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position,
                "positional argument cannot follow named argument");
        return MAX_NAMES;
    }
    size_t place = !named                   ? i
                   : function < N_FUNCTIONS ? place_of(function, named->name)
                                            : MAX_NAMES;
    if (place >= MAX_NAMES)
        no_function(binder, node->funcname[node->n_funcname - 1]->string->sval,
                    named ? named->name : "", position);
    return place;
}

/* What is left out is 0, up to the last that is given. */
static bool fill(struct binder *binder, size_t function, struct expr **places, size_t n,
                 int position, struct list *args)
{
    for (size_t i = 0; i < n; i++) {
        if (!places[i] && !functions[function].has_defaults)
            return no_function(binder, functions[function].function,
                               functions[function].names[n - 1], position);
        if (!places[i])
            places[i] = expr_const(binder->arena, PG_INT4, "0", position);
        list_add(binder->arena, args, places[i]);
    }
    return true;
}

bool bind_named_args(struct binder *binder, struct scope *scope, const PgQuery__FuncCall *node,
                     enum clause clause, struct list *args)
{
    struct expr *places[MAX_NAMES] = {NULL};
    const char *name = node->funcname[node->n_funcname - 1]->string->sval;
    size_t function = 0, n = 0, n_positional = 0;
    bool had_name = false;
    while (function < N_FUNCTIONS && strcmp(functions[function].function, name) != 0)
        function++;
    for (size_t i = 0; i < node->n_args; i++) {
        size_t place = find_place(binder, function, node, i, &had_name);
        if (place >= MAX_NAMES)
            return false;
        if (places[place] && place < n_positional)
            return no_function(binder, name, functions[function].names[place],
                               bind_node_position(node->args[i]));
        if (places[place])
            return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, bind_node_position(node->args[i]),
                           "argument name \"%s\" used more than once",
                           functions[function].names[place]);
        const PgQuery__Node *arg = had_name ? node->args[i]->named_arg_expr->arg : node->args[i];
        if (!(places[place] = bind_expr(binder, scope, arg, clause)))
            return false;
        n = place >= n ? place + 1 : n;
        n_positional += !had_name;
    }
    return fill(binder, function, places, n, position_of(node->location), args);
}
