/* Expressions (PostgreSQL's parse_expr.c): one function a node type, found in a table. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rewrite/bind/array_depth.h"
#include "rewrite/bind/bind.h"
#include "rewrite/bind/bind_array.h"
#include "rewrite/bind/bind_whole_row.h"
#include "rewrite/emit/literal.h"
#include "rewrite/lower/set_function.h"
#include "rewrite/time/time_zone.h"

struct site {
    struct scope *scope;
    enum clause clause;
};

static struct expr *refuse(struct binder *binder, int position, const char *what)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s not supported yet", what);
    return NULL;
}

static struct expr *bind_site(struct binder *binder, const struct site *site,
                              const PgQuery__Node *node)
{
    return bind_expr(binder, site->scope, node, site->clause);
}

static struct expr *bind_column_ref(struct binder *binder, const struct site *site,
                                    const PgQuery__Node *node)
{
    return scope_find_column(binder, site->scope, node->column_ref);
}

/* Digits without a point that fit bigint are one; the grammar gives them as Float (make_const). */
static uint32_t number_type(const char *text)
{
    const char *largest = "9223372036854775807";
    if (*text == '-') {
        largest = "9223372036854775808";
        text++;
    }
    size_t size = strspn(text, "0123456789");
    if (text[size] != '\0')
        return PG_NUMERIC;
    return size < 19 || (size == 19 && strcmp(text, largest) <= 0) ? PG_INT8 : PG_NUMERIC;
}

static struct expr *bind_number(struct binder *binder, const char *text, int position)
{
    uint32_t type = number_type(text);
    struct err too_long = {0};
    const char *value = literal_parse(binder->arena, type, -1, str_of(text), position, &too_long);
    /* 1e300 may yet become a float; lower refuses what stays numeric. */
    return expr_const(binder->arena, type, value ? value : text, position);
}

static struct expr *bind_const(struct binder *binder, const struct site *site,
                               const PgQuery__Node *node)
{
    (void)site;
    const PgQuery__AConst *constant = node->a_const;
    int position = position_of(constant->location);
    if (constant->isnull)
        return expr_const(binder->arena, PG_UNKNOWN, NULL, position);
    switch (constant->val_case) {
    case PG_QUERY__A__CONST__VAL_IVAL:
        return expr_const(binder->arena, PG_INT4,
                          arena_printf(binder->arena, "%d", constant->ival->ival), position);
    case PG_QUERY__A__CONST__VAL_FVAL:
        return bind_number(binder, constant->fval->fval, position);
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
        return expr_const(binder->arena, PG_BOOL, constant->boolval->boolval ? "t" : "f", position);
    case PG_QUERY__A__CONST__VAL_SVAL:
        return expr_const(binder->arena, PG_UNKNOWN, constant->sval->sval, position);
    default:
        return refuse(binder, position, "bit string constants are");
    }
}

static struct expr *bind_param_ref(struct binder *binder, const struct site *site,
                                   const PgQuery__Node *node)
{
    (void)site;
    return bind_param(binder, node->param_ref->number, position_of(node->param_ref->location));
}

static struct expr *bind_array_node(struct binder *binder, const struct site *site,
                                    const PgQuery__Node *node)
{
    return bind_array(binder, site->scope, node->a_array_expr, site->clause, 0);
}

static struct expr *bind_row_node(struct binder *binder, const struct site *site,
                                  const PgQuery__Node *node)
{
    return bind_row_value(binder, site->scope, node->row_expr, site->clause);
}

static struct expr *bind_indirection(struct binder *binder, const struct site *site,
                                     const PgQuery__Node *node)
{
    return bind_subscripts(binder, site->scope, node->a_indirection, site->clause);
}

static struct expr *bind_type_cast(struct binder *binder, const struct site *site,
                                   const PgQuery__Node *node)
{
    const PgQuery__TypeCast *cast = node->type_cast;
    uint32_t type;
    int32_t typmod;
    bool is_array = cast->arg->node_case == PG_QUERY__NODE__NODE_A_ARRAY_EXPR;
    if (!bind_type_name(binder, cast->type_name, &type, &typmod))
        return NULL;
    struct expr *arg = is_array && pgtype_element(type)
                           ? bind_array(binder, site->scope, cast->arg->a_array_expr, site->clause,
                                        pgtype_element(type))
                           : bind_site(binder, site, cast->arg);
    if (!arg)
        return NULL;
    int position = cast->location >= 0 ? position_of(cast->location) : arg->position;
    return coerce(binder, arg, type, typmod, CAST_EXPLICIT, position);
}

static struct expr *bind_bool(struct binder *binder, const struct site *site,
                              const PgQuery__Node *node)
{
    static const struct {
        PgQuery__BoolExprType node;
        enum bool_operator op;
        const char *what;
    } operators_[] = {
        {PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR, BOOL_AND, "argument of AND"},
        {PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR, BOOL_OR, "argument of OR"},
        {PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR, BOOL_NOT, "argument of NOT"},
    };
    const PgQuery__BoolExpr *bool_expr = node->bool_expr;
    size_t row = 0;
    while (row < 2 && operators_[row].node != bool_expr->boolop)
        row++;
    struct expr *expr =
        expr_new(binder->arena, EXPR_BOOL, PG_BOOL, position_of(bool_expr->location));
    expr->bool_operator = operators_[row].op;
    expr->nullable = false;
    for (size_t i = 0; i < bool_expr->n_args; i++) {
        size_t set_calls = bind_set_calls(site->scope);
        struct expr *arg = bind_condition(binder, site->scope, bool_expr->args[i], site->clause,
                                          operators_[row].what);
        if (!arg)
            return NULL;
        if (bind_set_calls(site->scope) != set_calls) {
            err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, bind_node_position(bool_expr->args[i]),
                    "%s must not return a set", operators_[row].what);
            return NULL;
        }
        expr->nullable |= arg->nullable;
        list_add(binder->arena, &expr->args, arg);
    }
    return expr;
}

static struct expr *null_test(struct binder *binder, struct expr *arg, bool negated, int position)
{
    if (arg->type == PG_UNKNOWN && arg->kind == EXPR_PARAM)
        bind_param_untyped(binder, arg);
    else if (arg->type == PG_UNKNOWN)
        arg->type = PG_TEXT;
    struct expr *expr = expr_new(binder->arena, EXPR_NULL_TEST, PG_BOOL, position);
    expr->negated = negated;
    expr->nullable = false;
    list_add(binder->arena, &expr->args, arg);
    return expr;
}

static struct expr *bind_null_test(struct binder *binder, const struct site *site,
                                   const PgQuery__Node *node)
{
    const PgQuery__NullTest *test = node->null_test;
    if (bind_row_of(test->arg))
        return bind_row_null_test(binder, site->scope, test, site->clause);
    struct expr *arg = bind_site(binder, site, test->arg);
    bool negated = test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NOT_NULL;
    int position = position_of(test->location);
    if (arg && arg->row)
        return bind_row_is_null(binder, arg, negated, position);
    return arg ? null_test(binder, arg, negated, position) : NULL;
}

/* IS [NOT] TRUE, FALSE and UNKNOWN: never NULL. */
static struct expr *bind_boolean_test(struct binder *binder, const struct site *site,
                                      const PgQuery__Node *node)
{
    static const struct {
        PgQuery__BoolTestType node;
        const char *template_;
    } tests[] = {
        {PG_QUERY__BOOL_TEST_TYPE__IS_TRUE, "ifNull($1, false)"},
        {PG_QUERY__BOOL_TEST_TYPE__IS_NOT_TRUE, "NOT ifNull($1, false)"},
        {PG_QUERY__BOOL_TEST_TYPE__IS_FALSE, "NOT ifNull($1, true)"},
        {PG_QUERY__BOOL_TEST_TYPE__IS_NOT_FALSE, "ifNull($1, true)"},
        {PG_QUERY__BOOL_TEST_TYPE__IS_UNKNOWN, "isNull($1)"},
        {PG_QUERY__BOOL_TEST_TYPE__IS_NOT_UNKNOWN, "isNotNull($1)"},
    };
    const PgQuery__BooleanTest *test = node->boolean_test;
    struct expr *arg =
        bind_condition(binder, site->scope, test->arg, site->clause, "argument of IS TRUE");
    for (size_t i = 0; arg && i < sizeof tests / sizeof *tests; i++)
        if (tests[i].node == test->booltesttype) {
            struct expr *expr =
                expr_clickhouse(binder->arena, PG_BOOL, tests[i].template_, 1, &arg);
            expr->nullable = false;
            return expr;
        }
    return NULL;
}

/* Binds each node and gives all of them their common type. */
static bool bind_common(struct binder *binder, const struct site *site, size_t n,
                        PgQuery__Node **nodes, const char *what, struct list *args)
{
    return bind_exprs(binder, site->scope, n, nodes, site->clause, args) &&
           coerce_to_common_type(binder, args, what);
}

static struct expr *bind_coalesce(struct binder *binder, const struct site *site,
                                  const PgQuery__Node *node)
{
    const PgQuery__CoalesceExpr *coalesce = node->coalesce_expr;
    struct list args = {0};
    size_t set_calls = bind_set_calls(site->scope);
    if (!bind_common(binder, site, coalesce->n_args, coalesce->args, "COALESCE", &args) ||
        !bind_no_set_calls(binder, site->scope, set_calls, "COALESCE"))
        return NULL;
    assert(args.items);
    struct expr *expr = expr_new(binder->arena, EXPR_COALESCE, ((struct expr *)args.items[0])->type,
                                 position_of(coalesce->location));
    expr->args = args;
    for (size_t i = 0; i < args.n; i++)
        expr->nullable &= ((struct expr *)args.items[i])->nullable;
    return expr;
}

/* Types that ClickHouse orders in another way than PostgreSQL: two at a time, by their operator; of
 * equal ones the first. */
static struct expr *fold_min_max(struct binder *binder, const struct list *args, const char *wins,
                                 int position)
{
    struct expr *best = args->items[0];
    for (size_t i = 1; best && i < args->n; i++) {
        struct expr *other = args->items[i];
        struct expr *compare = bind_operator(binder, wins, expr_copy(binder->arena, other),
                                             expr_copy(binder->arena, best), position);
        if (!compare)
            return NULL;
        struct expr *choice = expr_clickhouse(binder->arena, best->type,
                                              "multiIf(isNull($1), $2, isNull($2), $1, $3, $2, $1)",
                                              3, (struct expr *[]){best, other, compare});
        choice->nullable = best->nullable && other->nullable;
        choice->n_dims = pgtype_element(best->type) ? array_depth(best) : 0;
        choice->position = position;
        best = choice;
    }
    return best;
}

static struct expr *bind_min_max(struct binder *binder, const struct site *site,
                                 const PgQuery__Node *node)
{
    const PgQuery__MinMaxExpr *min_max = node->min_max_expr;
    bool is_greatest = min_max->op == PG_QUERY__MIN_MAX_OP__IS_GREATEST;
    struct list args = {0};
    if (!bind_common(binder, site, min_max->n_args, min_max->args,
                     is_greatest ? "GREATEST" : "LEAST", &args))
        return NULL;
    assert(args.items);
    struct expr *expr = expr_new(binder->arena, EXPR_MIN_MAX, ((struct expr *)args.items[0])->type,
                                 position_of(min_max->location));
    if (pgtype_element(expr->type) || expr->type == PG_JSONB)
        return fold_min_max(binder, &args, is_greatest ? ">" : "<", expr->position);
    expr->is_greatest = is_greatest;
    expr->args = args;
    return expr;
}

/* arg: what the simple form compares, NULL in the searched one. */
static bool bind_when(struct binder *binder, const struct site *site, const struct expr *arg,
                      const PgQuery__CaseWhen *when, struct case_when *out)
{
    if (!arg) {
        out->condition =
            bind_condition(binder, site->scope, when->expr, site->clause, "argument of CASE/WHEN");
    } else {
        struct expr *value = bind_site(binder, site, when->expr);
        out->condition = value ? bind_operator(binder, "=", expr_copy(binder->arena, arg), value,
                                               value->position)
                               : NULL;
    }
    out->result = out->condition ? bind_site(binder, site, when->result) : NULL;
    return out->result != NULL;
}

static struct expr *case_result(struct binder *binder, struct expr *result, uint32_t type)
{
    return result->row ? bind_row_text(binder, result)
                       : coerce(binder, result, type, -1, CAST_IMPLICIT, result->position);
}

static bool unify_case(struct binder *binder, struct expr *expr)
{
    struct list results = {0};
    /* PostgreSQL puts ELSE first when it looks for the common type. */
    if (expr->cases.otherwise)
        list_add(binder->arena, &results, expr->cases.otherwise);
    for (size_t i = 0; i < expr->cases.whens.n; i++)
        list_add(binder->arena, &results, ((struct case_when *)expr->cases.whens.items[i])->result);
    expr->type = coerce_common_type(binder, &results, "CASE");
    for (size_t i = 0; expr->type && i < expr->cases.whens.n; i++) {
        struct case_when *when = expr->cases.whens.items[i];
        when->result = case_result(binder, when->result, expr->type);
        if (!when->result)
            return false;
    }
    if (expr->type && expr->cases.otherwise) {
        expr->cases.otherwise = case_result(binder, expr->cases.otherwise, expr->type);
        return expr->cases.otherwise != NULL;
    }
    return expr->type != 0;
}

static struct expr *bind_case(struct binder *binder, const struct site *site,
                              const PgQuery__Node *node)
{
    const PgQuery__CaseExpr *cases = node->case_expr;
    struct expr *expr = expr_new(binder->arena, EXPR_CASE, 0, position_of(cases->location));
    struct expr *arg = NULL;
    size_t set_calls = bind_set_calls(site->scope);
    if (cases->arg &&
        !((arg = bind_site(binder, site, cases->arg)) && (arg = coerce_unknown(binder, arg))))
        return NULL;
    for (size_t i = 0; i < cases->n_args; i++) {
        struct case_when *when = ARENA_NEW(binder->arena, struct case_when);
        if (!bind_when(binder, site, arg, cases->args[i]->case_when, when))
            return NULL;
        list_add(binder->arena, &expr->cases.whens, when);
    }
    if (cases->defresult && !(expr->cases.otherwise = bind_site(binder, site, cases->defresult)))
        return NULL;
    return bind_no_set_calls(binder, site->scope, set_calls, "CASE") && unify_case(binder, expr)
               ? expr
               : NULL;
}

bool bind_check_collation(struct binder *binder, const PgQuery__CollateClause *collate)
{
    static const char *const bytewise[] = {"C", "POSIX", "default", "ucs_basic"};
    const char *name = collate->collname[collate->n_collname - 1]->string->sval;
    for (size_t i = 0; i < sizeof bytewise / sizeof *bytewise; i++)
        if (strcmp(bytewise[i], name) == 0)
            return true;
    refuse(binder, position_of(collate->location), "collations other than \"C\" (byte order) are");
    return false;
}

static struct expr *bind_collate(struct binder *binder, const struct site *site,
                                 const PgQuery__Node *node)
{
    const PgQuery__CollateClause *collate = node->collate_clause;
    return bind_check_collation(binder, collate) ? bind_site(binder, site, collate->arg) : NULL;
}

#define SVFOP(name) PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_##name
/* now() and its family: one instant for the whole statement, which ClickHouse's now64 is too.
 * `with_precision`: the same as it is written with one. */
static const struct {
    PgQuery__SQLValueFunctionOp op, with_precision;
    uint32_t type;
    const char *template_;
} value_functions[] = {
    {SVFOP(CURRENT_DATE), SVFOP(CURRENT_DATE), PG_DATE, "toDate32(now64(6, 'UTC'))"},
    {SVFOP(CURRENT_TIMESTAMP), SVFOP(CURRENT_TIMESTAMP_N), PG_TIMESTAMPTZ, "now64(6, 'UTC')"},
    {SVFOP(LOCALTIMESTAMP), SVFOP(LOCALTIMESTAMP_N), PG_TIMESTAMP, "now64(6, 'UTC')"},
    {SVFOP(LOCALTIME), SVFOP(LOCALTIME_N), PG_TIME,
     "toInt64(positiveModulo(toUnixTimestamp64Micro(now64(6, 'UTC')), 86400000000))"},
};

static struct expr *bind_now(struct binder *binder, const PgQuery__SQLValueFunction *function)
{
    int position = position_of(function->location);
    for (size_t i = 0; i < sizeof value_functions / sizeof *value_functions; i++) {
        if (value_functions[i].op != function->op &&
            value_functions[i].with_precision != function->op)
            continue;
        uint32_t type = value_functions[i].type;
        bool by_clock = binder->context->zone && type != PG_TIMESTAMPTZ;
        struct expr *expr =
            expr_clickhouse(binder->arena, by_clock ? PG_TIMESTAMPTZ : type,
                            by_clock ? "now64(6, 'UTC')" : value_functions[i].template_, 0, NULL);
        expr->position = position;
        expr->nullable = false;
        if (by_clock)
            expr = time_zone_now(binder, expr, type);
        return expr ? coerce(binder, expr, type, function->typmod, CAST_EXPLICIT, position) : NULL;
    }
    return NULL;
}

static struct expr *bind_value_function(struct binder *binder, const struct site *site,
                                        const PgQuery__Node *node)
{
    (void)site;
    int position = position_of(node->sqlvalue_function->location);
    struct expr *now = bind_now(binder, node->sqlvalue_function);
    if (now || err_is_set(binder->err))
        return now;
    const char *name = bind_label(node);
    struct expr *known = bind_session_function(binder, name, position);
    if (!known && !err_is_set(binder->err))
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s is not supported yet",
                name);
    return known;
}

static struct expr *bind_call_node(struct binder *binder, const struct site *site,
                                   const PgQuery__Node *node)
{
    return bind_func_call(binder, site->scope, node->func_call, site->clause);
}

static struct expr *bind_a_expr_node(struct binder *binder, const struct site *site,
                                     const PgQuery__Node *node)
{
    return bind_a_expr(binder, site->scope, node->a_expr, site->clause);
}

static struct expr *bind_grouping_node(struct binder *binder, const struct site *site,
                                       const PgQuery__Node *node)
{
    return bind_grouping(binder, site->scope, node->grouping_func, site->clause);
}

static struct expr *bind_sublink_node(struct binder *binder, const struct site *site,
                                      const PgQuery__Node *node)
{
    return bind_sublink(binder, site->scope, node->sub_link, site->clause);
}

struct node_binder {
    PgQuery__Node__NodeCase node;
    struct expr *(*bind)(struct binder *binder, const struct site *site, const PgQuery__Node *node);
};

static const struct node_binder binders[] = {
    {PG_QUERY__NODE__NODE_COLUMN_REF, bind_column_ref},
    {PG_QUERY__NODE__NODE_A_CONST, bind_const},
    {PG_QUERY__NODE__NODE_PARAM_REF, bind_param_ref},
    {PG_QUERY__NODE__NODE_A_EXPR, bind_a_expr_node},
    {PG_QUERY__NODE__NODE_FUNC_CALL, bind_call_node},
    {PG_QUERY__NODE__NODE_TYPE_CAST, bind_type_cast},
    {PG_QUERY__NODE__NODE_BOOL_EXPR, bind_bool},
    {PG_QUERY__NODE__NODE_NULL_TEST, bind_null_test},
    {PG_QUERY__NODE__NODE_BOOLEAN_TEST, bind_boolean_test},
    {PG_QUERY__NODE__NODE_CASE_EXPR, bind_case},
    {PG_QUERY__NODE__NODE_COALESCE_EXPR, bind_coalesce},
    {PG_QUERY__NODE__NODE_MIN_MAX_EXPR, bind_min_max},
    {PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION, bind_value_function},
    {PG_QUERY__NODE__NODE_COLLATE_CLAUSE, bind_collate},
    {PG_QUERY__NODE__NODE_GROUPING_FUNC, bind_grouping_node},
    {PG_QUERY__NODE__NODE_SUB_LINK, bind_sublink_node},
    {PG_QUERY__NODE__NODE_A_ARRAY_EXPR, bind_array_node},
    {PG_QUERY__NODE__NODE_ROW_EXPR, bind_row_node},
    {PG_QUERY__NODE__NODE_A_INDIRECTION, bind_indirection},
};

/* What is legal PostgreSQL and refused, in a person's words. */
static const struct {
    PgQuery__Node__NodeCase node;
    const char *what;
} refusals[] = {
    {PG_QUERY__NODE__NODE_NAMED_ARG_EXPR, "named arguments are"},
    {PG_QUERY__NODE__NODE_SET_TO_DEFAULT, "DEFAULT is"},
    {PG_QUERY__NODE__NODE_CURRENT_OF_EXPR, "WHERE CURRENT OF is"},
    {PG_QUERY__NODE__NODE_XML_EXPR, "XML functions are"},
};

int bind_node_position(const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_SUB_LINK:
        return position_of(node->sub_link->location);
    case PG_QUERY__NODE__NODE_ROW_EXPR:
        return position_of(node->row_expr->location);
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
        return position_of(node->a_array_expr->location);
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
        return bind_node_position(node->a_indirection->arg);
    case PG_QUERY__NODE__NODE_GROUPING_FUNC:
        return position_of(node->grouping_func->location);
    case PG_QUERY__NODE__NODE_NAMED_ARG_EXPR:
        return position_of(node->named_arg_expr->location);
    case PG_QUERY__NODE__NODE_SET_TO_DEFAULT:
        return position_of(node->set_to_default->location);
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return position_of(node->column_ref->location);
    case PG_QUERY__NODE__NODE_A_CONST:
        return position_of(node->a_const->location);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return position_of(node->func_call->location);
    case PG_QUERY__NODE__NODE_A_EXPR:
        return position_of(node->a_expr->location);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return bind_node_position(node->type_cast->arg);
    default:
        return 0;
    }
}

struct expr *bind_expr(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                       enum clause clause)
{
    struct site site = {scope, clause};
    for (size_t i = 0; i < sizeof binders / sizeof *binders; i++)
        if (binders[i].node == node->node_case)
            return binders[i].bind(binder, &site, node);
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
        if (refusals[i].node == node->node_case)
            return refuse(binder, bind_node_position(node), refusals[i].what);
    return refuse(binder, bind_node_position(node), "this kind of expression is");
}

bool bind_exprs(struct binder *binder, struct scope *scope, size_t n, PgQuery__Node **nodes,
                enum clause clause, struct list *exprs)
{
    for (size_t i = 0; i < n; i++) {
        struct expr *expr = bind_expr(binder, scope, nodes[i], clause);
        if (!expr)
            return false;
        list_add(binder->arena, exprs, expr);
    }
    return true;
}

struct expr *bind_condition(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                            enum clause clause, const char *what)
{
    struct expr *expr = bind_expr(binder, scope, node, clause);
    if (!expr)
        return NULL;
    if (expr->type != PG_BOOL && expr->type != PG_UNKNOWN) {
        err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, expr->position,
                "%s must be type boolean, not type %s", what, pgtype_sql_name(expr->type));
        return NULL;
    }
    return coerce(binder, expr, PG_BOOL, -1, CAST_IMPLICIT, expr->position);
}
