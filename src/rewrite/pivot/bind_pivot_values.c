/* FOR key IN (values) of a PIVOT: each value a constant of its key's type, and its name. */
#include <string.h>

#include "rewrite/pivot/bind_pivot.h"

/* What stands between the parts of a tuple when tuples are compared; no constant holds it. */
#define PART_END "\x1f"
#define PART_NULL "\x1e"

static bool error_key_shape(struct pivot_bind *bind, const PgQuery__FuncCall *list)
{
    err_set(bind->binder->err, SQLSTATE_SYNTAX_ERROR,
            list->n_args ? bind_node_position(list->args[0]) : bind->position,
            "syntax error in PIVOT: expected FOR key IN (values)");
    return err_hint(bind->binder->err, "Several columns stand in parentheses: FOR (a, b) IN ((1, "
                                       "2), (3, 4)).");
}

/* The nodes of (a, b) or ROW(a, b); of anything else itself. */
static size_t parts_of(PgQuery__Node *const *node, PgQuery__Node *const **parts)
{
    if ((*node)->node_case == PG_QUERY__NODE__NODE_ROW_EXPR) {
        *parts = (*node)->row_expr->args;
        return (*node)->row_expr->n_args;
    }
    *parts = node;
    return 1;
}

struct pivot_key *bind_pivot_key_new(struct pivot_bind *bind, PgQuery__Node *const *node)
{
    struct pivot_key *key = ARENA_NEW(bind->binder->arena, struct pivot_key);
    PgQuery__Node *const *parts;
    size_t n = parts_of(node, &parts);
    for (size_t i = 0; i < n; i++) {
        struct expr *expr = bind_expr(bind->binder, bind->source, parts[i], CLAUSE_PIVOT_KEY);
        if (!expr || !(expr = coerce_unknown(bind->binder, expr)))
            return NULL;
        list_add(bind->binder->arena, &key->exprs, expr);
    }
    if (n > 0)
        return key;
    err_set(bind->binder->err, SQLSTATE_SYNTAX_ERROR, bind_node_position(*node),
            "the key of a PIVOT cannot be empty");
    return NULL;
}

static bool error_not_constant(struct pivot_bind *bind, int position)
{
    err_set(bind->binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, position,
            "the values of a PIVOT must be constants");
    return err_hint(bind->binder->err, "Values are literals, typed literals, NULL, TRUE, FALSE or "
                                       "plain names.");
}

/* A name is a value: its spelling, never a column. */
static struct expr *bind_name(struct pivot_bind *bind, const PgQuery__ColumnRef *ref)
{
    int position = position_of(ref->location);
    if (ref->n_fields != 1 || ref->fields[0]->node_case != PG_QUERY__NODE__NODE_STRING) {
        error_not_constant(bind, position);
        return NULL;
    }
    return expr_const(bind->binder->arena, PG_UNKNOWN, ref->fields[0]->string->sval, position);
}

/* Columns are described before values come: the name cannot be the value. */
static struct expr *bind_param_value(struct pivot_bind *bind, const PgQuery__ParamRef *param,
                                     bool has_alias)
{
    int position = position_of(param->location);
    if (has_alias)
        return bind_param(bind->binder, param->number, position);
    err_set(bind->binder->err, SQLSTATE_INDETERMINATE_DATATYPE, position,
            "a parameter in the list of a PIVOT needs an alias: $%d AS name", param->number);
    return NULL;
}

static struct expr *bind_constant(struct pivot_bind *bind, const PgQuery__Node *node,
                                  bool has_alias)
{
    struct scope none = {0};
    if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF)
        return bind_name(bind, node->column_ref);
    if (node->node_case == PG_QUERY__NODE__NODE_PARAM_REF)
        return bind_param_value(bind, node->param_ref, has_alias);
    struct expr *expr = bind_expr(bind->binder, &none, node, CLAUSE_VALUES);
    if (!expr && strcmp(bind->binder->err->sqlstate, SQLSTATE_UNDEFINED_COLUMN) == 0) {
        int position = bind->binder->err->position;
        err_clear(bind->binder->err);
        error_not_constant(bind, position);
    }
    if (!expr || expr->kind == EXPR_CONST || (has_alias && bind_awaits_value(expr)))
        return expr;
    error_not_constant(bind, expr->position ? expr->position : bind_node_position(node));
    return NULL;
}

/* The literal as a person reads it; NULL for NULL. */
static const char *constant_text(const struct expr *constant)
{
    if (constant->text && constant->type == PG_BOOL)
        return constant->text[0] == 't' ? "true" : "false";
    return constant->text;
}

static const char *constant_name(const char *text)
{
    if (!text)
        return "NULL";
    return text[0] ? text : "(blank)";
}

/*
 * The text is read as the key's type, whatever type the literal has: 1.5 for an integer key must
 * not be rounded, '2012' means 2012.
 */
static struct expr *value_for_key(struct pivot_bind *bind, const struct expr *constant,
                                  const struct expr *key)
{
    if (constant->kind == EXPR_PARAM && constant->type == PG_UNKNOWN)
        return bind_param_coerce(bind->binder, expr_copy(bind->binder->arena, constant), key->type);
    if (constant->kind != EXPR_CONST)
        return expr_copy(bind->binder->arena, constant);
    struct expr *literal =
        expr_const(bind->binder->arena, PG_UNKNOWN, constant_text(constant), constant->position);
    return coerce(bind->binder, literal, key->type, -1, CAST_IMPLICIT, constant->position);
}

static bool add_part(struct pivot_bind *bind, const struct pivot_key *key,
                     struct pivot_value *value, const PgQuery__Node *node, bool has_alias)
{
    struct arena *arena = bind->binder->arena;
    struct expr *constant = bind_constant(bind, node, has_alias);
    if (!constant)
        return false;
    struct expr *expr = value_for_key(bind, constant, key->exprs.items[value->exprs.n]);
    if (!expr)
        return false;
    if (!has_alias) {
        const char *name = constant_name(constant_text(constant));
        value->name = value->exprs.n ? arena_printf(arena, "%s_%s", value->name, name) : name;
    }
    list_add(arena, &value->exprs, expr);
    return true;
}

bool bind_pivot_add_text(struct pivot_bind *bind, const struct pivot_key *key,
                         struct pivot_value *value, const char *text)
{
    struct arena *arena = bind->binder->arena;
    const struct expr *part = key->exprs.items[value->exprs.n];
    struct expr *constant =
        expr_const(arena, PG_UNKNOWN, text ? arena_strdup(arena, text) : NULL, value->position);
    struct expr *expr = coerce(bind->binder, constant, part->type, -1, CAST_IMPLICIT, 0);
    if (!expr)
        return false;
    const struct expr shown = {.type = part->type, .text = constant->text};
    const char *name = constant_name(constant_text(&shown));
    value->name = value->exprs.n ? arena_printf(arena, "%s_%s", value->name, name) : name;
    list_add(arena, &value->exprs, expr);
    return true;
}

static bool add_value(struct pivot_bind *bind, struct pivot_key *key,
                      const PgQuery__ResTarget *target)
{
    PgQuery__Node *const *parts;
    size_t n = parts_of(&target->val, &parts);
    int position = position_of(target->location);
    if (n != key->exprs.n)
        return err_set(bind->binder->err, SQLSTATE_SYNTAX_ERROR, position,
                       "value has %zu parts, but the key of the PIVOT has %zu", n, key->exprs.n);
    struct pivot_value *value = ARENA_NEW(bind->binder->arena, struct pivot_value);
    bool has_alias = target->name[0] != '\0';
    value->name = target->name;
    value->position = position;
    for (size_t i = 0; i < n; i++)
        if (!add_part(bind, key, value, parts[i], has_alias))
            return false;
    list_add(bind->binder->arena, &key->values, value);
    return true;
}

/* 1.5 and 1.50 are one number, and so are 0 and -0. */
static const char *comparable(struct arena *arena, const struct expr *constant)
{
    if (!constant->text)
        return PART_NULL;
    if ((constant->type == PG_FLOAT4 || constant->type == PG_FLOAT8) &&
        strcmp(constant->text, "-0") == 0)
        return "0";
    if (constant->type != PG_NUMERIC || !strchr(constant->text, '.'))
        return constant->text;
    char *text = arena_strdup(arena, constant->text);
    size_t size = strlen(text);
    while (text[size - 1] == '0')
        text[--size] = '\0';
    if (text[size - 1] == '.')
        text[size - 1] = '\0';
    return text;
}

bool *bind_pivot_repeated(struct pivot_bind *bind, const struct pivot_key *key)
{
    struct arena *arena = bind->binder->arena;
    const char **texts = ARENA_ARRAY(arena, const char *, key->values.n + 1);
    for (size_t i = 0; i < key->values.n; i++) {
        const struct pivot_value *value = key->values.items[i];
        texts[i] = "";
        for (size_t p = 0; p < value->exprs.n; p++)
            texts[i] = arena_printf(arena, "%s%s" PART_END, texts[i],
                                    comparable(arena, value->exprs.items[p]));
    }
    return pivot_find_repeated(arena, texts, key->values.n);
}

static bool check_duplicates(struct pivot_bind *bind, const struct pivot_key *key)
{
    if (bind_awaits_values(bind->binder))
        return true;
    const bool *repeated = bind_pivot_repeated(bind, key);
    for (size_t i = 0; i < key->values.n; i++) {
        const struct pivot_value *value = key->values.items[i];
        if (repeated[i])
            return err_set(bind->binder->err, SQLSTATE_DUPLICATE_ALIAS, value->position,
                           "value \"%s\" is listed more than once in PIVOT", value->name);
    }
    return true;
}

/* (SELECT values) and nothing else. */
static const PgQuery__SelectStmt *values_of(const PgQuery__Node *node)
{
    if (node->node_case != PG_QUERY__NODE__NODE_SUB_LINK ||
        node->sub_link->sub_link_type != PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK ||
        node->sub_link->subselect->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return NULL;
    const PgQuery__SelectStmt *select = node->sub_link->subselect->select_stmt;
    bool is_list = bind_pivot_is_plain(select) && !select->n_from_clause &&
                   !select->n_group_clause && select->n_target_list;
    return is_list ? select : NULL;
}

bool bind_pivot_key(struct pivot_bind *bind, const PgQuery__FuncCall *list)
{
    const PgQuery__SelectStmt *values = list->n_args == 2 ? values_of(list->args[1]) : NULL;
    if (!values)
        return error_key_shape(bind, list);
    struct pivot_key *key = bind_pivot_key_new(bind, &list->args[0]);
    if (!key)
        return false;
    if (values->n_target_list > bind->max_columns) {
        err_set(bind->binder->err, SQLSTATE_TOO_MANY_COLUMNS, bind->position,
                "PIVOT lists %zu values, the limit is %zu columns", values->n_target_list,
                bind->max_columns);
        return err_hint(bind->binder->err, "The parameter pivot.max_columns sets the limit.");
    }
    for (size_t i = 0; i < values->n_target_list; i++)
        if (!add_value(bind, key, values->target_list[i]->res_target))
            return false;
    list_add(bind->binder->arena, &bind->pivot->keys, key);
    return check_duplicates(bind, key);
}
