/* look_through(t, …) and top_level(t) in FROM, and lookthrough.view for plain FROM t. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/emit/literal.h"
#include "rewrite/look_through/look_through.h"
#include "rewrite/look_through/look_through_schema.h"

/* Options come from named arguments, or from the settings lookthrough.*; both as text. */
static bool set_depth(struct binder *binder, struct look_through *options, const char *value,
                      int position)
{
    char *end;
    long depth = strtol(value, &end, 10);
    if (*end || depth < 0 || depth > 16)
        return err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                       "depth of look_through must be between 1 and 16, or 0 for all levels");
    options->depth = (int)depth;
    return true;
}

static bool set_as_of(struct binder *binder, struct look_through *options, const char *value,
                      int position)
{
    if (!*value)
        return true;
    options->as_of =
        literal_parse(binder->arena, PG_DATE, -1, str_of(value), position, binder->err);
    return options->as_of != NULL;
}

static bool set_residual(struct binder *binder, struct look_through *options, const char *value,
                         int position)
{
    static const char *const names[] = {
        [RESIDUAL_KEEP] = "keep", [RESIDUAL_DROP] = "drop", [RESIDUAL_NORMALIZE] = "normalize"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], value) == 0) {
            options->residual = (enum residual_policy)i;
            return true;
        }
    return err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                   "residual of look_through must be keep, drop or normalize");
}

static bool set_source(struct binder *binder, struct look_through *options, const char *value,
                       int position)
{
    options->stored = strcmp(value, "stored") == 0;
    return options->stored || strcmp(value, "computed") == 0 ||
           err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                   "source of look_through must be computed or stored");
}

static const struct option {
    const char *name;
    uint32_t type; /* of a parameter there */
    bool (*set)(struct binder *binder, struct look_through *options, const char *value,
                int position);
} option_rows[] = {{"depth", PG_INT4, set_depth},
                   {"as_of", PG_DATE, set_as_of},
                   {"residual", PG_TEXT, set_residual},
                   {"source", PG_TEXT, set_source}};

#define N_OPTIONS (sizeof option_rows / sizeof *option_rows)

static bool options_from_settings(struct binder *binder, struct look_through *options)
{
    for (size_t i = 0; i < N_OPTIONS; i++) {
        char name[64] = "lookthrough.";
        strncat(name, option_rows[i].name, sizeof name - strlen(name) - 1);
        const char *value = settings_get(binder->context->settings, name);
        if (value && *value && !option_rows[i].set(binder, options, value, 0))
            return false;
    }
    return true;
}

/* A named argument's value: a constant, or a bare word (residual => keep). "" when its value is
 * still to come. */
static const char *argument_text(struct binder *binder, struct scope *scope,
                                 const PgQuery__Node *node, uint32_t type)
{
    if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF && node->column_ref->n_fields == 1 &&
        node->column_ref->fields[0]->node_case == PG_QUERY__NODE__NODE_STRING)
        return node->column_ref->fields[0]->string->sval;
    struct expr *expr = bind_expr(binder, scope, node, CLAUSE_FROM_FUNCTION);
    if (expr && expr->kind == EXPR_PARAM)
        return coerce(binder, expr, type, -1, CAST_EXPLICIT, expr->position) ? "" : NULL;
    if (expr && (expr->kind != EXPR_CONST || !expr->text)) {
        err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, expr->position,
                "arguments of look_through must be constants");
        return NULL;
    }
    return expr ? expr->text : NULL;
}

static bool option_from_argument(struct binder *binder, struct scope *scope,
                                 struct look_through *options, const PgQuery__Node *node)
{
    if (node->node_case != PG_QUERY__NODE__NODE_NAMED_ARG_EXPR)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, bind_node_position(node),
                       "options of look_through are named: depth => 1");
    const PgQuery__NamedArgExpr *argument = node->named_arg_expr;
    int position = position_of(argument->location);
    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (strcmp(option_rows[i].name, argument->name) != 0)
            continue;
        const char *value = argument_text(binder, scope, argument->arg, option_rows[i].type);
        bool awaits = argument->arg->node_case == PG_QUERY__NODE__NODE_PARAM_REF &&
                      bind_awaits_values(binder);
        return value && (awaits || option_rows[i].set(binder, options, value, position));
    }
    return err_set(binder->err, SQLSTATE_UNDEFINED_FUNCTION, position,
                   "look_through has no option \"%s\"", argument->name);
}

static bool require_roles(struct binder *binder, const struct catalog_table *table,
                          const struct look_through_roles *roles, int position)
{
    if (roles->instrument)
        return true;
    return err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, position,
                   "\"%s\" has no views: no column is its instrument", table->name) ||
           err_hint(binder->err, "Say so in the column's comment: COMMENT ON COLUMN … IS "
                                 "'| look_through: instrument'.");
}

static struct rel *look_through_rel(struct binder *binder, const struct catalog_table *table,
                                    enum view_kind view, const char *alias, int position)
{
    struct look_through_roles roles;
    look_through_roles_of(table, &roles);
    if (!require_roles(binder, table, &roles, position))
        return NULL;
    struct rel *rel = bind_rel_new(binder, REL_LOOK_THROUGH, alias, position);
    rel->look_through = ARENA_NEW(binder->arena, struct look_through);
    rel->look_through->view = view;
    rel->look_through->table = table;
    rel->columns = look_through_columns(binder->arena, table, view, &rel->n_columns);
    const char *plan = settings_get(binder->context->settings, "lookthrough.plan");
    rel->look_through->plan = !plan || strcmp(plan, "auto") == 0 ? LOOK_THROUGH_AUTO
                              : strcmp(plan, "aggregate") == 0   ? LOOK_THROUGH_AGGREGATE
                                                                 : LOOK_THROUGH_ROWS;
    return options_from_settings(binder, rel->look_through) ? rel : NULL;
}

static enum view_kind view_setting(struct binder *binder)
{
    const char *view = settings_get(binder->context->settings, "lookthrough.view");
    if (view && strcmp(view, "top") == 0)
        return VIEW_TOP;
    return view && strcmp(view, "leaf") == 0 ? VIEW_LEAF : VIEW_RAW;
}

struct rel *bind_table_view(struct binder *binder, const struct catalog_table *table,
                            const char *alias, int position)
{
    enum view_kind view = view_setting(binder);
    struct look_through_roles roles;
    if (table->viewed)
        return look_through_rel(binder, table->viewed,
                                table->is_looked_through ? VIEW_LEAF : VIEW_TOP, alias, position);
    if (view == VIEW_RAW)
        return bind_table_rel(binder, table, alias, position);
    look_through_roles_of(table, &roles);
    if (!roles.instrument)
        return bind_table_rel(binder, table, alias, position);
    return look_through_rel(binder, table, view, alias, position);
}

/* The table named by the first argument: a column reference to the grammar. */
static const struct catalog_table *table_argument(struct binder *binder, const char *function,
                                                  const PgQuery__FuncCall *call)
{
    const PgQuery__Node *node = call->n_args ? call->args[0] : NULL;
    PgQuery__RangeVar name = PG_QUERY__RANGE_VAR__INIT;
    char none[] = "";
    char *parts[3] = {none, none, none};
    size_t n =
        node && node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF ? node->column_ref->n_fields : 0;
    for (size_t i = 0; i < n && n <= 3; i++) {
        const PgQuery__Node *field = node->column_ref->fields[i];
        if (field->node_case == PG_QUERY__NODE__NODE_STRING)
            parts[3 - n + i] = field->string->sval;
    }
    if (!*parts[2]) {
        err_set(binder->err, SQLSTATE_UNDEFINED_FUNCTION, position_of(call->location),
                "%s takes the name of a table first", function);
        return NULL;
    }
    name.catalogname = parts[0];
    name.schemaname = parts[1];
    name.relname = parts[2];
    name.location = node->column_ref->location;
    const struct catalog_table *table = bind_table_name(binder, &name);
    return table && table->viewed ? table->viewed : table;
}

static const PgQuery__FuncCall *single_call(const PgQuery__RangeFunction *function)
{
    if (function->n_functions != 1 ||
        function->functions[0]->node_case != PG_QUERY__NODE__NODE_LIST)
        return NULL;
    const PgQuery__List *item = function->functions[0]->list;
    if (item->n_items == 0 || item->items[0]->node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
        return NULL;
    return item->items[0]->func_call;
}

struct rel *bind_look_through(struct binder *binder, struct scope *scope,
                              const PgQuery__RangeFunction *function)
{
    const PgQuery__FuncCall *call = single_call(function);
    if (!call || call->n_funcname != 1 || function->ordinality || function->n_coldeflist)
        return NULL;
    const char *name = call->funcname[0]->string->sval;
    bool leaf = strcmp(name, "look_through") == 0;
    if (!leaf && strcmp(name, "top_level") != 0)
        return NULL;
    const struct catalog_table *table = table_argument(binder, name, call);
    if (!table)
        return NULL;
    struct rel *rel = look_through_rel(binder, table, leaf ? VIEW_LEAF : VIEW_TOP,
                                       function->alias ? function->alias->aliasname : name,
                                       position_of(call->location));
    if (!leaf && call->n_args > 1) {
        err_set(binder->err, SQLSTATE_UNDEFINED_FUNCTION, position_of(call->location),
                "top_level takes a table and no options");
        return NULL;
    }
    for (size_t i = 1; rel && i < call->n_args; i++)
        if (!option_from_argument(binder, scope, rel->look_through, call->args[i]))
            return NULL;
    return rel;
}
