/* crosstab of tablefunc: its forms, its texts and its errors. What it computes is
 * crosstab_query.c's.
 */
#include "rewrite/pivot/crosstab.h"

#include <string.h>

/* --- the columns --- */

static const struct {
    const char *name;
    size_t n_values; /* 0: the column definition list says */
} functions[] = {{"crosstab", 0}, {"crosstab2", 2}, {"crosstab3", 3}, {"crosstab4", 4}};

static const char *const refused[] = {"normal_rand", "connectby"};

static const PgQuery__FuncCall *call_of(const PgQuery__RangeFunction *node)
{
    const PgQuery__Node *item = node->n_functions ? node->functions[0] : NULL;
    if (!item || item->node_case != PG_QUERY__NODE__NODE_LIST || !item->list->n_items ||
        item->list->items[0]->node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
        return NULL;
    const PgQuery__FuncCall *call = item->list->items[0]->func_call;
    bool is_ours = call->n_funcname == 1 ||
                   (call->n_funcname == 2 && !strcmp(call->funcname[0]->string->sval, "public"));
    return is_ours ? call : NULL;
}

static bool take_definitions(struct crosstab *crosstab, const PgQuery__RangeFunction *node)
{
    struct binder *binder = crosstab->binder;
    if (!node->n_coldeflist)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, crosstab->position,
                       "a column definition list is required for functions returning \"record\"");
    crosstab->n_columns = node->n_coldeflist;
    crosstab->columns = ARENA_ARRAY(binder->arena, struct crosstab_column, node->n_coldeflist);
    for (size_t i = 0; i < node->n_coldeflist; i++) {
        const PgQuery__ColumnDef *definition = node->coldeflist[i]->column_def;
        struct crosstab_column *column = &crosstab->columns[i];
        column->name = definition->colname;
        if (!bind_type_name(binder, definition->type_name, &column->type, &column->typmod))
            return false;
        if (pgtype_element(column->type))
            return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED,
                           position_of(definition->location),
                           "arrays in crosstab are not supported");
    }
    return true;
}

static void make_columns(struct crosstab *crosstab, size_t n_values)
{
    struct arena *arena = crosstab->binder->arena;
    crosstab->n_columns = n_values + 1;
    crosstab->columns = ARENA_ARRAY(arena, struct crosstab_column, n_values + 1);
    crosstab->columns[0] = (struct crosstab_column){"row_name", PG_TEXT, -1};
    for (size_t i = 1; i <= n_values; i++)
        crosstab->columns[i] =
            (struct crosstab_column){arena_printf(arena, "category_%zu", i), PG_TEXT, -1};
}

/* --- the texts --- */

/* The constant, also of 'a' || 'b' and casts to text; NULL: none, or NULL. */
static const char *constant_text(struct arena *arena, const struct expr *expr)
{
    if (expr->kind == EXPR_CONST)
        return expr->text;
    if (expr->kind == EXPR_CAST && expr->type == PG_TEXT)
        return constant_text(arena, expr->args.items[0]);
    if (expr->kind != EXPR_CALL || strcmp(expr->routine->name, "||") != 0 || expr->args.n != 2 ||
        expr->type != PG_TEXT)
        return NULL;
    const char *left = constant_text(arena, expr->args.items[0]);
    const char *right = constant_text(arena, expr->args.items[1]);
    return left && right ? arena_printf(arena, "%s%s", left, right) : NULL;
}

static struct query *bind_text(struct crosstab *crosstab, const char *text,
                               const PgQuery__Node *node, int position)
{
    struct binder *binder = crosstab->binder;
    struct rewrite_params *params = binder->params;
    const struct scope *beside = binder->beside;
    bool is_placed;
    const PgQuery__SelectStmt *select = crosstab_parse(binder, text, node, position, &is_placed);
    if (!select)
        return NULL;
    binder->params = NULL; /* those of the statement are not the text's */
    binder->beside = NULL;
    struct query *query = bind_query(binder, select, NULL, NULL);
    if (query && !bind_resolve_unknown(binder, &query->targets))
        query = NULL;
    binder->params = params;
    binder->beside = beside;
    if (!query && !is_placed)
        binder->err->position = position;
    return query;
}

static bool bind_categories(struct crosstab *crosstab, const char *text, const PgQuery__Node *node,
                            int position)
{
    struct query *query = bind_text(crosstab, text, node, position);
    if (!query)
        return false;
    if (query->targets.n != 1)
        return err_set(crosstab->binder->err, SQLSTATE_SYNTAX_ERROR, crosstab->position,
                       "provided \"categories\" SQL must return 1 column of at least one row");
    return crosstab_take_categories(crosstab, query);
}

/* --- its errors --- */

static bool error_with_detail(struct crosstab *crosstab, const char *sqlstate, const char *message,
                              const char *detail)
{
    err_set(crosstab->binder->err, sqlstate, crosstab->position, "%s", message);
    return err_detail(crosstab->binder->err, "%s", detail);
}

static uint32_t type_of(const struct crosstab *crosstab, size_t target)
{
    return ((const struct target *)crosstab->source->targets.items[target])->expr->type;
}

/* crosstab(text): types must be the same. */
static bool check_types(struct crosstab *crosstab)
{
    size_t n = crosstab->n_columns;
    struct err *err = crosstab->binder->err;
    bool fits = n >= 2;
    if (crosstab->source->targets.n != 3)
        return error_with_detail(crosstab, SQLSTATE_INVALID_PARAMETER_VALUE,
                                 "invalid source data SQL statement",
                                 "The provided SQL must return 3 columns: rowid, category, and "
                                 "values.");
    if (fits && crosstab->columns[0].type != type_of(crosstab, 0))
        return error_with_detail(crosstab, SQLSTATE_DATATYPE_MISMATCH, "invalid return type",
                                 "SQL rowid datatype does not match return rowid datatype.");
    for (size_t i = 1; i < n; i++)
        fits = fits && crosstab->columns[i].type == type_of(crosstab, 2);
    return fits || err_set(err, SQLSTATE_SYNTAX_ERROR, crosstab->position,
                           "return and sql tuple descriptions are incompatible");
}

/* crosstab(text, text): values are read as the types that are wanted. */
static bool check_source(struct crosstab *crosstab)
{
    size_t n = crosstab->source->targets.n;
    if (n < 3)
        return error_with_detail(crosstab, SQLSTATE_INVALID_PARAMETER_VALUE,
                                 "invalid source data SQL statement",
                                 "The provided SQL must return 3  columns; rowid, category, and "
                                 "values.");
    crosstab->n_extra = n - 3;
    if (crosstab->n_columns > n - 2)
        return true;
    err_set(crosstab->binder->err, SQLSTATE_SYNTAX_ERROR, crosstab->position,
            "invalid return type");
    return err_detail(crosstab->binder->err,
                      "Query-specified return tuple has %zu columns but crosstab returns more.",
                      crosstab->n_columns);
}

static bool check_arrays(struct crosstab *crosstab)
{
    for (size_t i = 0; i < crosstab->source->targets.n; i++)
        if (pgtype_element(type_of(crosstab, i)) || type_of(crosstab, i) == PG_RECORD)
            return err_set(crosstab->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED,
                           crosstab->position, "arrays and rows in crosstab are not supported");
    return true;
}

/* --- the call --- */

/* Its rows come in the order of the last column, which no name means. */
static struct rel *rel_of(const struct crosstab *crosstab, struct query *query, const char *alias)
{
    struct rel *rel = bind_query_rel(crosstab->binder, query, alias, crosstab->position);
    for (size_t i = 0; i < crosstab->n_columns; i++) {
        rel->columns[i].typmod = crosstab->columns[i].typmod;
        rel->columns[i].nullable = true;
    }
    rel->n_columns--;
    rel->has_order = true;
    return rel;
}

static bool is_old_form(const struct expr *second)
{
    return second->type == PG_INT2 || second->type == PG_INT4;
}

static bool bind_args(struct crosstab *crosstab, struct list *args)
{
    struct binder *binder = crosstab->binder;
    const PgQuery__FuncCall *call = crosstab->call;
    struct scope none = {0};
    if (!bind_exprs(binder, &none, call->n_args, call->args, CLAUSE_FROM_FUNCTION, args))
        return false;
    crosstab->has_categories = args->n == 2 && !is_old_form(args->items[1]);
    size_t n_texts = crosstab->has_categories ? 2 : 1;
    for (size_t i = 0; i < n_texts; i++) {
        struct expr *arg = args->items[i];
        args->items[i] = coerce(binder, arg, PG_TEXT, -1, CAST_IMPLICIT, arg->position);
        if (!args->items[i])
            return false;
    }
    return true;
}

/* Whether the texts are there; NULL among them and parameters without a value are not. */
static bool take_texts(struct crosstab *crosstab, const struct list *args, const char **texts,
                       bool *are_there)
{
    *are_there = true;
    for (size_t i = 0; i < 1 + (size_t)crosstab->has_categories; i++) {
        struct expr *arg = args->items[i];
        texts[i] = constant_text(crosstab->binder->arena, arg);
        bool is_null = arg->kind == EXPR_CONST && !arg->text;
        if (!texts[i] && !is_null && !bind_awaits_value(arg))
            return err_set(crosstab->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, arg->position,
                           "the text of crosstab must be a constant");
        *are_there = *are_there && texts[i];
    }
    return true;
}

static struct query *query_of(struct crosstab *crosstab)
{
    struct list args = {0};
    const char *texts[2] = {NULL, NULL};
    bool are_there;
    PgQuery__Node **nodes = crosstab->call->args;
    if (!bind_args(crosstab, &args) || !take_texts(crosstab, &args, texts, &are_there))
        return NULL;
    if (crosstab->has_categories && crosstab->n_columns < 2) {
        err_set(crosstab->binder->err, SQLSTATE_SYNTAX_ERROR, crosstab->position,
                "query-specified return tuple and crosstab function are not compatible");
        return NULL;
    }
    if (!are_there)
        return crosstab_no_rows(crosstab);
    const struct expr *first = args.items[0], *last = args.items[args.n - 1];
    if (crosstab->has_categories && !bind_categories(crosstab, texts[1], nodes[1], last->position))
        return NULL;
    crosstab->source = bind_text(crosstab, texts[0], nodes[0], first->position);
    bool fits = crosstab->source &&
                (crosstab->has_categories ? check_source(crosstab) : check_types(crosstab));
    return fits && check_arrays(crosstab) ? crosstab_query(crosstab) : NULL;
}

static bool take_columns(struct crosstab *crosstab, const PgQuery__RangeFunction *node,
                         size_t n_values)
{
    size_t n_args = crosstab->call->n_args;
    if (n_values && n_args == 1)
        make_columns(crosstab, n_values);
    return n_values || take_definitions(crosstab, node);
}

static struct rel *bind_call(struct crosstab *crosstab, const PgQuery__RangeFunction *node,
                             size_t n_values)
{
    if (node->ordinality || node->is_rowsfrom) {
        err_set(crosstab->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, crosstab->position,
                "crosstab in ROWS FROM and WITH ORDINALITY is not supported");
        return NULL;
    }
    if (!take_columns(crosstab, node, n_values))
        return NULL;
    struct query *query = query_of(crosstab);
    const char *name = crosstab->call->funcname[crosstab->call->n_funcname - 1]->string->sval;
    return query ? rel_of(crosstab, query, node->alias ? node->alias->aliasname : name) : NULL;
}

static struct rel *refuse_others(struct binder *binder, const PgQuery__FuncCall *call,
                                 const char *name)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (strcmp(refused[i], name) == 0)
            err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position_of(call->location),
                    "%s of tablefunc is not supported", name);
    return NULL;
}

struct rel *bind_crosstab(struct binder *binder, const PgQuery__RangeFunction *node)
{
    const PgQuery__FuncCall *call = call_of(node);
    if (!call)
        return NULL;
    const char *name = call->funcname[call->n_funcname - 1]->string->sval;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        size_t max_args = functions[i].n_values ? 1 : 2;
        if (strcmp(functions[i].name, name) != 0 || !call->n_args || call->n_args > max_args)
            continue;
        struct crosstab crosstab = {
            .binder = binder, .call = call, .position = position_of(call->location)};
        return bind_call(&crosstab, node, functions[i].n_values);
    }
    return refuse_others(binder, call, name);
}
