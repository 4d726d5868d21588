/* Subqueries in expressions: scalar, EXISTS, IN, ANY and ALL. Those that refer to the query around
 * them are bind_correlated.c's. */
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/bind/bind_array.h"
#include "rewrite/ir_copy.h"
#include "rewrite/lower/correlation.h"
#include "rewrite/parse_equal.h"
#include "rewrite/routines/routine_row.h"

struct sublink {
    const PgQuery__SubLink *node;
    struct scope *scope;
    enum clause clause;
    int position;
    struct query *query;
};

static struct expr *refuse(struct binder *binder, int position, const char *what)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s not supported yet", what);
    return NULL;
}

struct expr *bind_subquery_expr(struct binder *binder, struct query *query, enum subquery_form form)
{
    const struct expr *value = ((const struct target *)query->targets.items[0])->expr;
    bool is_value = form == SUBQUERY_SCALAR || form == SUBQUERY_MIN || form == SUBQUERY_MAX;
    uint32_t type = is_value ? value->type : form == SUBQUERY_EXISTS ? PG_BOOL : PG_INT4;
    struct expr *expr = expr_new(binder->arena, EXPR_SUBQUERY, type, 0);
    expr->typmod = is_value ? value->typmod : -1;
    expr->nullable = is_value;
    expr->subquery.query = query;
    expr->subquery.form = form;
    return expr;
}

/* ---- IN ---- */

/* ClickHouse's IN turns values into the set's column type, cutting what does not fit: one type for
 * both sides, that holds all values of the PostgreSQL type, and one form for equal values. */
static const struct {
    uint32_t type;
    const char *template_; /* NULL: as it is */
} set_keys[] = {
    {PG_INT2, NULL},
    {PG_INT4, NULL},
    {PG_INT8, NULL},
    {PG_BOOL, NULL},
    {PG_TEXT, NULL},
    {PG_VARCHAR, NULL},
    {PG_NAME, NULL},
    {PG_UUID, NULL},
    {PG_TIME, NULL},
    {PG_INET, NULL},
    {PG_BYTEA, NULL},
    {PG_OID, NULL},
    {PG_CHAR, NULL},
    {PG_XID, NULL},
    {PG_REGCLASS, NULL},
    {PG_REGTYPE, NULL},
    {PG_REGPROC, NULL},
    {PG_REGNAMESPACE, NULL},
    {PG_REGROLE, NULL},
    {PG_BPCHAR, "~1"},
    {PG_NUMERIC, "toString($1)"},
    {PG_DATE, "toDate32($1)"},
    {PG_TIMESTAMP, "toDateTime64($1, 6, 'UTC')"},
    {PG_TIMESTAMPTZ, "toDateTime64($1, 6, 'UTC')"},
    {PG_INTERVAL, INTERVAL_ORDER("$1")},
    {PG_FLOAT8, "toString($1 + 0)"},
    {PG_FLOAT4, "toString(toFloat32($1 + 0))"},
};

static const char enum_key[] = "toString($1)"; /* sets of two types of Enum have no common one */

/* False when values of the type are not looked for in sets. */
static bool find_set_key(uint32_t type, const char **template_)
{
    if (pgtype_is_enum(type)) {
        *template_ = enum_key;
        return true;
    }
    for (size_t i = 0; i < sizeof set_keys / sizeof *set_keys; i++) {
        if (set_keys[i].type != type)
            continue;
        *template_ = set_keys[i].template_;
        return true;
    }
    return false;
}

static struct expr *set_key(struct binder *binder, struct expr *value)
{
    const char *template_;
    if (!find_set_key(value->type, &template_)) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, value->position,
                "comparing values of type %s with a subquery's is not supported yet",
                pgtype_sql_name(value->type));
        return NULL;
    }
    if (!template_)
        return value;
    struct expr *key = expr_clickhouse(binder->arena, PG_TEXT, template_, 1, &value);
    key->nullable = value->nullable;
    return key;
}

bool bind_has_set_key(uint32_t type)
{
    const char *template_;
    return find_set_key(type, &template_);
}

bool bind_set_keys(struct binder *binder, struct expr **a, struct expr **b)
{
    if ((*a)->type != (*b)->type) {
        struct list both = {0};
        list_add(binder->arena, &both, *a);
        list_add(binder->arena, &both, *b);
        uint32_t type = coerce_common_type(binder, &both, "IN");
        *a = type ? coerce(binder, *a, type, -1, CAST_IMPLICIT, (*a)->position) : NULL;
        *b = *a ? coerce(binder, *b, type, -1, CAST_IMPLICIT, (*b)->position) : NULL;
        if (!*b)
            return false;
    }
    *a = set_key(binder, *a);
    *b = *a ? set_key(binder, *b) : NULL;
    return *b;
}

/*
 * PostgreSQL's truth of "any": true if one row compares true; else NULL if one comparison was NULL,
 * so if the value is NULL and there are rows, or if a row is; else false. Found is 3, NULL 1 and
 * not found 0; `nulls` adds 0, 1 or 2.
 */
static const char any_of_template[] = "arrayElement(array(false, false, NULL, NULL, true, true), 1 "
                                      "+ ifNull(toUInt8($1) * 3, 1) + $2)";

/* The same of two EXISTS: of rows that compare true, and of rows that compare NULL. */
static const char any_row_template[] = "multiIf($1, true, $2, NULL, false)";

struct expr *bind_any_of(struct binder *binder, struct expr *found, struct expr *nulls,
                         int position)
{
    struct expr *args[] = {found, nulls};
    struct expr *expr = expr_clickhouse(binder->arena, PG_BOOL, any_of_template, 2, args);
    expr->position = position;
    return expr;
}

void sublink_relax(struct expr **condition)
{
    struct expr *expr = *condition;
    if (!expr)
        return;
    if (expr->kind == EXPR_CLICKHOUSE &&
        (expr->template_ == any_of_template || expr->template_ == any_row_template))
        *condition = expr->args.items[0];
    else if (expr->kind == EXPR_BOOL && expr->bool_operator != BOOL_NOT)
        for (size_t i = 0; i < expr->args.n; i++)
            sublink_relax((struct expr **)&expr->args.items[i]);
}

static struct expr *bind_member(struct binder *binder, const struct sublink *link,
                                struct expr *left)
{
    struct query *wrapped = bind_wrap(binder, link->query);
    struct target *target = wrapped->targets.items[0];
    struct expr *column = target->expr;
    if (!bind_operator(binder, "=", left, column, link->position) ||
        !bind_set_keys(binder, &left, &target->expr))
        return NULL;
    struct query *set = target->expr == column ? link->query : wrapped;
    struct expr *args[] = {left, bind_subquery_expr(binder, set, SUBQUERY_SET)};
    struct expr *found = expr_clickhouse(binder->arena, PG_BOOL, "$1 IN $2", 2, args);
    found->position = link->position;
    found->nullable = left->nullable;
    if (!left->nullable && !target->expr->nullable)
        return found;
    return bind_any_of(binder, found, bind_subquery_expr(binder, set, SUBQUERY_NULLS),
                       link->position);
}

/* ---- other comparisons ---- */

/* Types whose order is the same to ClickHouse's min and max. */
static bool is_ordered(uint32_t type)
{
    static const uint32_t types[] = {PG_INT2, PG_INT4,    PG_INT8, PG_NUMERIC,   PG_BOOL,
                                     PG_TEXT, PG_VARCHAR, PG_DATE, PG_TIMESTAMP, PG_TIMESTAMPTZ,
                                     PG_TIME, PG_INET,    PG_BYTEA};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i] == type)
            return true;
    return false;
}

/* left op ANY (…) is left op the extreme value that makes it true, if one does. */
static const struct {
    const char *name, *negation;
    bool use_min, use_max;
} comparisons[] = {
    {"=", "<>", false, false}, {"<>", "=", true, true},  {"<", ">=", false, true},
    {"<=", ">", false, true},  {">", "<=", true, false}, {">=", "<", true, false},
};
#define N_COMPARISONS (sizeof comparisons / sizeof *comparisons)

static struct expr *compare_extreme(struct binder *binder, const struct sublink *link,
                                    const char *name, const struct expr *left,
                                    enum subquery_form form)
{
    return bind_operator(binder, name, expr_copy(binder->arena, left),
                         bind_subquery_expr(binder, link->query, form), link->position);
}

static struct expr *bind_any(struct binder *binder, const struct sublink *link, size_t row,
                             struct expr *left)
{
    const char *name = comparisons[row].name;
    if (!comparisons[row].use_min && !comparisons[row].use_max)
        return bind_member(binder, link, left);
    if (!is_ordered(((struct target *)link->query->targets.items[0])->expr->type))
        return refuse(binder, link->position, "ANY and ALL over values of this type are");
    struct expr *low = NULL, *high = NULL;
    if (comparisons[row].use_min &&
        !(low = compare_extreme(binder, link, name, left, SUBQUERY_MIN)))
        return NULL;
    if (comparisons[row].use_max &&
        !(high = compare_extreme(binder, link, name, left, SUBQUERY_MAX)))
        return NULL;
    return bind_any_of(binder,
                       expr_bool(binder->arena, BOOL_OR, low ? low : high, low ? high : low),
                       bind_subquery_expr(binder, link->query, SUBQUERY_NULLS), link->position);
}

static struct expr *exists_where(struct binder *binder, struct query *rows, struct expr *condition)
{
    rows->where = condition;
    struct expr *exists = bind_subquery_expr(binder, rows, SUBQUERY_EXISTS);
    exists->nullable = false;
    return exists;
}

static bool is_computed_of_rows(struct expr *expr)
{
    return expr_contains(expr, EXPR_AGGREGATE) || expr_contains(expr, EXPR_WINDOW) ||
           expr_contains(expr, EXPR_SUBQUERY) || expr_contains(expr, EXPR_GROUPING);
}

/* The comparison of the values with the columns of FROM (the subquery): goes into its block. */
static struct expr *compare_row(struct binder *binder, const struct sublink *link, const char *name,
                                const struct list *left, struct query *rows)
{
    struct list columns = {0};
    for (LIST_EACH(struct expr, value, left))
        if (is_computed_of_rows(value))
            return refuse(binder, link->position,
                          "this subquery beside an aggregate, a window function or another is");
    for (LIST_EACH(const struct target, target, &rows->targets))
        list_add(binder->arena, &columns, target->expr);
    if (columns.n == left->n)
        return bind_row_compare(binder, name, left, &columns, link->position);
    err_set(binder->err, SQLSTATE_SYNTAX_ERROR, link->position,
            columns.n > left->n ? "subquery has too many columns" : "subquery has too few columns");
    return NULL;
}

/* Any comparison with any subquery: whether there is a row for which it is true, and, if the
 * comparison can be NULL, whether there is one for which it is. */
static struct expr *bind_any_row(struct binder *binder, const struct sublink *link,
                                 const char *name, const struct list *left)
{
    struct query *rows = bind_wrap(binder, link->query);
    struct expr *condition = compare_row(binder, link, name, left, rows);
    if (!condition)
        return NULL;
    if (!condition->nullable)
        return exists_where(binder, rows, condition);
    struct ir_copying copying = {.arena = binder->arena, .n_rels = &binder->n_rels};
    struct query *again = query_copy(&copying, rows);
    struct expr *is_null = expr_new(binder->arena, EXPR_NULL_TEST, PG_BOOL, link->position);
    is_null->nullable = false;
    list_add(binder->arena, &is_null->args, expr_copy_over(&copying, condition));
    struct expr *args[] = {exists_where(binder, rows, condition),
                           exists_where(binder, again, is_null)};
    return expr_clickhouse(binder->arena, PG_BOOL, any_row_template, 2, args);
}

static bool check_one_column(struct binder *binder, const struct sublink *link)
{
    return link->query->targets.n == 1 || err_set(binder->err, SQLSTATE_SYNTAX_ERROR,
                                                  link->position, "subquery has too many columns");
}

/* What there is a way for that is shorter than to look at each row. */
static struct expr *bind_any_value(struct binder *binder, const struct sublink *link, size_t row,
                                   struct expr *left)
{
    struct list values = {0};
    list_add(binder->arena, &values, left);
    if (!check_one_column(binder, link))
        return NULL;
    if (!correlated_is(binder, link->query))
        return bind_any(binder, link, row, left);
    if (strcmp(comparisons[row].name, "=") == 0 && correlated_has_keys(binder, link->query))
        return bind_correlated_in(binder, left, link->query, link->position);
    return bind_any_row(binder, link, comparisons[row].name, &values);
}

static struct expr *bind_quantified(struct binder *binder, const struct sublink *link)
{
    const PgQuery__SubLink *node = link->node;
    bool is_all = node->sub_link_type == PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK;
    const char *name =
        node->n_oper_name ? node->oper_name[node->n_oper_name - 1]->string->sval : "=";
    struct list left = {0};
    if (!bind_row_elements(binder, link->scope, node->testexpr, link->clause, &left))
        return NULL;
    size_t row = 0;
    while (row < N_COMPARISONS &&
           strcmp(is_all ? comparisons[row].negation : comparisons[row].name, name) != 0)
        row++;
    if (row == N_COMPARISONS)
        return refuse(binder, link->position, "ANY and ALL with this operator are");
    struct expr *any = left.n == 1 ? bind_any_value(binder, link, row, left.items[0])
                                   : bind_any_row(binder, link, comparisons[row].name, &left);
    return any && is_all ? expr_bool(binder->arena, BOOL_NOT, any, NULL) : any;
}

/* ---- the rest ---- */

static bool has_function(const struct rel *rel)
{
    return rel && (rel->kind == REL_FUNCTION ||
                   (rel->kind == REL_JOIN &&
                    (has_function(rel->join.left) || has_function(rel->join.right))));
}

static bool calls_no_function(struct query *query, void *context)
{
    (void)context;
    return !has_function(query->from);
}

static struct expr *bind_exists(struct binder *binder, const struct sublink *link)
{
    struct query *query = link->query;
    /* ClickHouse's exists takes an arrayJoin of nothing for a row (26.7), but not under DISTINCT.
     */
    bool is_distinct = !query_walk(query, calls_no_function, NULL);
    if (query->kind == QUERY_SELECT && !query->limit && !query->offset) {
        query->targets = query->order_by = query->distinct_on = (struct list){0};
        query->distinct = is_distinct;
        struct target *one = ARENA_NEW(binder->arena, struct target);
        *one = (struct target){expr_const(binder->arena, PG_INT4, "1", link->position), ""};
        list_add(binder->arena, &query->targets, one);
    }
    if (correlated_has_keys(binder, link->query))
        return bind_correlated_exists(binder, link->query, link->position);
    return bind_subquery_expr(binder, link->query, SUBQUERY_EXISTS);
}

static struct expr *bind_scalar(struct binder *binder, const struct sublink *link)
{
    if (link->query->targets.n != 1) {
        err_set(binder->err, SQLSTATE_SYNTAX_ERROR, link->position,
                "subquery must return only one column");
        return NULL;
    }
    return bind_subquery_expr(binder, link->query, SUBQUERY_SCALAR);
}

static struct expr *bind_array_of_rows(struct binder *binder, const struct sublink *link)
{
    return bind_array_query(binder, link->query, link->position);
}

static const struct {
    PgQuery__SubLinkType type;
    struct expr *(*bind)(struct binder *binder, const struct sublink *link);
} kinds[] = {
    {PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK, bind_exists},
    {PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK, bind_quantified},
    {PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK, bind_quantified},
    {PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK, bind_scalar},
    {PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK, bind_array_of_rows},
};

/* ---- the same subquery again ---- */

/* A subquery that was bound before, so that one of the list is the one of GROUP BY. */
struct bound_sublink {
    const struct query *block;
    const PgQuery__SubLink *node;
    struct expr *expr;
};

/* Clauses of one block that see its groups. */
static bool is_shared(enum clause clause)
{
    return clause == CLAUSE_SELECT || clause == CLAUSE_HAVING || clause == CLAUSE_ORDER_BY ||
           clause == CLAUSE_GROUP_BY;
}

static void remember(struct binder *binder, const struct sublink *link, struct expr *expr)
{
    if (!is_shared(link->clause))
        return;
    struct bound_sublink *bound = ARENA_NEW(binder->arena, struct bound_sublink);
    *bound = (struct bound_sublink){link->scope->query, link->node, expr};
    list_add(binder->arena, &binder->sublinks, bound);
}

static struct expr *find_same(struct binder *binder, const struct sublink *link)
{
    for (LIST_EACH(const struct bound_sublink, bound, &binder->sublinks))
        if (is_shared(link->clause) && bound->block && bound->block == link->scope->query &&
            parse_equal(&bound->node->base, &link->node->base)) {
            struct expr *expr = expr_copy(binder->arena, bound->expr);
            expr->position = link->position;
            return expr;
        }
    return NULL;
}

/* The values that are compared with the subquery's only row. */
static struct expr *bind_row_value(struct binder *binder, const struct sublink *link,
                                   const char *name, const struct list *left)
{
    struct query *rows = bind_wrap(binder, link->query);
    struct expr *condition = compare_row(binder, link, name, left, rows);
    if (!condition)
        return NULL;
    struct target *target = ARENA_NEW(binder->arena, struct target);
    *target = (struct target){condition, ""};
    rows->targets = (struct list){0};
    list_add(binder->arena, &rows->targets, target);
    struct expr *value = bind_subquery_expr(binder, rows, SUBQUERY_SCALAR);
    value->position = link->position;
    return value;
}

/* Gives binder->outer_rels as it was. */
static int enter_subquery(struct binder *binder, const struct sublink *link,
                          const enum clause **before)
{
    int outer_rels = binder->outer_rels;
    binder->outer_rels = binder->n_rels;
    *before = link->scope->sublink;
    link->scope->sublink = &link->clause;
    return outer_rels;
}

static void leave_subquery(struct binder *binder, const struct sublink *link, int outer_rels,
                           const enum clause *before)
{
    binder->outer_rels = outer_rels;
    link->scope->sublink = before;
}

struct expr *bind_row_sublink(struct binder *binder, struct scope *scope,
                              const PgQuery__AExpr *node, const char *name, enum clause clause)
{
    const PgQuery__SubLink *of = node->rexpr->sub_link;
    struct sublink link = {of, scope, clause, position_of(node->location), NULL};
    struct list left = {0};
    const enum clause *before;
    if (!bind_row_elements(binder, scope, node->lexpr, clause, &left))
        return NULL;
    int outer_rels = enter_subquery(binder, &link, &before);
    link.query = bind_query(binder, of->subselect->select_stmt, scope, scope->ctes);
    struct expr *expr = link.query ? bind_row_value(binder, &link, name, &left) : NULL;
    leave_subquery(binder, &link, outer_rels, before);
    return expr;
}

/* Only EXISTS makes something of rows without columns. */
static bool check_no_columns(struct binder *binder, const struct sublink *link)
{
    PgQuery__SubLinkType type = link->node->sub_link_type;
    bool is_quantified = type == PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK ||
                         type == PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK;
    return type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK ||
           err_set(binder->err, SQLSTATE_SYNTAX_ERROR, link->position,
                   is_quantified ? "subquery has too few columns"
                                 : "subquery must return only one column");
}

static bool check_query(struct binder *binder, const struct sublink *link)
{
    return !link->query->has_no_columns || check_no_columns(binder, link);
}

static const char *kept_clause_name(enum clause clause)
{
    static const char *const names[] = {[CLAUSE_DEFAULT] = "DEFAULT expression",
                                        [CLAUSE_GENERATED] = "column generation expression",
                                        [CLAUSE_CHECK] = "check constraint",
                                        [CLAUSE_TRANSFORM] = "transform expression",
                                        [CLAUSE_COPY_WHERE] = "COPY FROM WHERE condition"};
    return (size_t)clause < sizeof names / sizeof *names ? names[clause] : NULL;
}

struct expr *bind_sublink(struct binder *binder, struct scope *scope, const PgQuery__SubLink *node,
                          enum clause clause)
{
    struct sublink link = {node, scope, clause, position_of(node->location), NULL};
    if (clause == CLAUSE_PIVOT_CELL || clause == CLAUSE_PIVOT_KEY)
        return refuse(binder, link.position, "subqueries here are");
    const char *kept = kept_clause_name(clause);
    if (kept) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, link.position,
                "cannot use subquery in %s", kept);
        return NULL;
    }
    size_t row = 0;
    while (row < sizeof kinds / sizeof *kinds && kinds[row].type != node->sub_link_type)
        row++;
    if (row == sizeof kinds / sizeof *kinds)
        return refuse(binder, link.position, "this kind of subquery is");
    struct expr *same = find_same(binder, &link);
    if (same)
        return same;
    const enum clause *before;
    int outer_rels = enter_subquery(binder, &link, &before);
    link.query = bind_any_query(binder, node->subselect->select_stmt, scope, scope->ctes);
    if (link.query && !check_query(binder, &link))
        link.query = NULL;
    struct expr *expr = link.query ? kinds[row].bind(binder, &link) : NULL;
    leave_subquery(binder, &link, outer_rels, before);
    if (expr && !expr->position)
        expr->position = link.position;
    if (expr)
        remember(binder, &link, expr);
    return expr;
}
