/* WITH RECURSIVE: term UNION [ALL] term that refers to the whole (PostgreSQL's parse_cte.c). Takes
 * one reference, to the query itself. */
#include <string.h>

#include "rewrite/bind/array_depth.h"
#include "rewrite/bind/bind.h"
#include "rewrite/parse_equal.h"
#include "rewrite/time/time_precision.h"
#include "rewrite/write/ddl_type.h"

struct recursion {
    struct binder *binder;
    const struct cte *cte;
    const PgQuery__SelectStmt *select;
    struct query *query;
};

static bool error_form(const struct recursion *recursion, const char *format)
{
    return err_set(recursion->binder->err, SQLSTATE_INVALID_RECURSION,
                   position_of(recursion->cte->node->location), format, recursion->cte->name);
}

bool bind_cte_is_recursive(const struct cte *cte)
{
    return cte->is_recursive && parse_count_names(&cte->node->ctequery->base, cte->name) > 0;
}

static bool refuse_clause(const struct recursion *recursion, const PgQuery__Node *node,
                          const char *clause)
{
    return err_set(recursion->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED,
                   node ? bind_node_position(node) : 0,
                   "%s in a recursive query is not implemented", clause);
}

static bool check_form(const struct recursion *recursion)
{
    const PgQuery__SelectStmt *select = recursion->select;
    const char *name = recursion->cte->name;
    if (select->op != PG_QUERY__SET_OPERATION__SETOP_UNION)
        return error_form(recursion, "recursive query \"%s\" does not have the form "
                                     "non-recursive-term UNION [ALL] recursive-term");
    if (parse_count_names(&select->larg->base, name))
        return error_form(recursion, "recursive reference to query \"%s\" must not appear within "
                                     "its non-recursive term");
    if (parse_count_names(&select->rarg->base, name) > 1)
        return error_form(recursion,
                          "recursive reference to query \"%s\" must not appear more than once");
    if (select->n_sort_clause)
        return refuse_clause(recursion, select->sort_clause[0]->sort_by->node, "ORDER BY");
    if (select->limit_offset)
        return refuse_clause(recursion, select->limit_offset, "OFFSET");
    if (select->limit_count)
        return refuse_clause(recursion, select->limit_count, "LIMIT");
    const PgQuery__CommonTableExpr *node = recursion->cte->node;
    if (node->search_clause || node->cycle_clause)
        return err_set(recursion->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED,
                       position_of(node->location), "%s in WITH RECURSIVE is not supported yet",
                       node->search_clause ? "SEARCH" : "CYCLE");
    return true;
}

/* ---- types ---- */

/* Types that no table of ours has a column of, and those of tables. */
static const char *step_type(struct binder *binder, const struct expr *expr, uint32_t type)
{
    switch (type) {
    case PG_OID:
    case PG_REGCLASS:
    case PG_REGTYPE:
    case PG_REGPROC:
        return "UInt32";
    case PG_NAME:
    case PG_CHAR:
        return "String";
    case PG_OIDVECTOR:
        return "Tuple(Array(UInt32))";
    case PG_BPCHAR:
    case PG_JSON:
    case PG_JSONB:
    case PG_INET:
    case PG_BYTEA:
        return "String";
    case PG_TIMESTAMPTZ:
        return "DateTime64(6, 'UTC')";
    case PG_TIME:
        return "Int64";
    case PG_INTERVAL:
        return "Int128";
    default:
        return ddl_type(binder, type, expr->typmod, expr->position);
    }
}

/* An array of one dimension, or one that has no elements to tell. */
static const char *step_array(struct binder *binder, const struct expr *expr)
{
    const char *element = step_type(binder, expr, pgtype_element(expr->type));
    if (element && array_depth(expr) > 1) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, expr->position,
                "arrays of several dimensions in a recursive query are not supported yet");
        return NULL;
    }
    return element ? arena_printf(binder->arena, "Tuple(Array(Nullable(%s)))", element) : NULL;
}

bool bind_recursive_store(struct binder *binder, struct expr **at)
{
    struct expr *expr = *at;
    bool is_array = pgtype_element(expr->type) && !pgtype_is_vector(expr->type);
    const char *type = is_array ? step_array(binder, expr) : step_type(binder, expr, expr->type);
    if (!type)
        return false;
    struct expr *args[] = {expr, expr_const(binder->arena, PG_TEXT,
                                            arena_printf(binder->arena, "Nullable(%s)", type), 0)};
    *at = expr_clickhouse(binder->arena, expr->type, "CAST($1, $2)", 2, args);
    (*at)->typmod = expr->typmod;
    (*at)->n_dims = is_array;
    return true;
}

static const char *type_text(struct binder *binder, uint32_t type, int32_t typmod)
{
    if (type == PG_NUMERIC && typmod >= 0)
        return arena_printf(binder->arena, "numeric(%d,%d)", pgtype_numeric_precision(typmod),
                            pgtype_numeric_scale(typmod));
    return pgtype_sql_name(type);
}

/* ClickHouse's times are often of few decimals where PostgreSQL's are not: none are asked for. */
static void forget_precision(struct binder *binder, struct expr **at)
{
    if (!time_precision_has((*at)->type))
        return;
    *at = expr_copy(binder->arena, *at);
    (*at)->typmod = -1;
}

static bool unify_column(const struct recursion *recursion, size_t i)
{
    struct binder *binder = recursion->binder;
    struct target *left = recursion->query->left->targets.items[i];
    struct target *right = recursion->query->right->targets.items[i];
    struct list both = {0};
    list_add(binder->arena, &both, left->expr);
    list_add(binder->arena, &both, right->expr);
    uint32_t type = coerce_common_type(binder, &both, "UNION");
    if (!type)
        return false;
    if (left->expr->typmod != right->expr->typmod)
        forget_precision(binder, &left->expr);
    int32_t typmod = left->expr->typmod == right->expr->typmod ? left->expr->typmod : -1;
    if (type != left->expr->type || typmod != left->expr->typmod) {
        err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, left->expr->position,
                "recursive query \"%s\" column %zu has type %s in non-recursive term but type %s "
                "overall",
                recursion->cte->name, i + 1,
                type_text(binder, left->expr->type, left->expr->typmod),
                type_text(binder, type, typmod));
        return err_hint(binder->err,
                        "Cast the output of the non-recursive term to the correct type.");
    }
    right->expr = coerce(binder, right->expr, type, -1, CAST_IMPLICIT, right->expr->position);
    if (!right->expr || !bind_recursive_store(binder, &left->expr) ||
        !bind_recursive_store(binder, &right->expr))
        return false;
    struct target *target = ARENA_NEW(binder->arena, struct target);
    *target = (struct target){expr_copy(binder->arena, left->expr), left->name};
    list_add(binder->arena, &recursion->query->targets, target);
    return true;
}

/* ---- the recursive term ---- */

static bool may_be_missing(const struct rel *rel, bool is_nullable)
{
    if (!rel)
        return false;
    if (rel->kind != REL_JOIN)
        return rel->kind == REL_WORKING && is_nullable;
    enum join_type type = rel->join.type;
    bool of_left = type == JOIN_TYPE_RIGHT || type == JOIN_TYPE_FULL;
    bool of_right = type == JOIN_TYPE_LEFT || type == JOIN_TYPE_FULL;
    return may_be_missing(rel->join.left, is_nullable || of_left) ||
           may_be_missing(rel->join.right, is_nullable || of_right);
}

static bool check_term(const struct recursion *recursion, const struct query *term)
{
    if (term->kind != QUERY_SELECT)
        return err_set(recursion->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "a recursive term that is not a plain SELECT is not supported yet");
    if (term->is_aggregated)
        return err_set(recursion->binder->err, SQLSTATE_INVALID_RECURSION, 0,
                       "aggregate functions are not allowed in a recursive query's recursive term");
    if (may_be_missing(term->from, false))
        return error_form(recursion, "recursive reference to query \"%s\" must not appear within "
                                     "an outer join");
    bool is_rowwise = !term->limit && !term->offset && !term->distinct_on.n;
    for (LIST_EACH(const struct target, target, &term->targets))
        is_rowwise &= !expr_contains(target->expr, EXPR_WINDOW);
    return recursion->query->all || is_rowwise ||
           err_set(recursion->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "LIMIT, DISTINCT ON and window functions in a recursive term after UNION are "
                   "not supported yet");
}

/* The names that the terms' columns have in the query itself. */
static const char *column_name(const struct recursion *recursion, size_t i)
{
    const PgQuery__CommonTableExpr *node = recursion->cte->node;
    const struct target *target = recursion->query->left->targets.items[i];
    return i < node->n_aliascolnames ? node->aliascolnames[i]->string->sval : target->name;
}

struct rel *bind_working_rel(struct binder *binder, const struct cte *cte, const char *alias,
                             int position)
{
    const struct recursion *recursion = cte->recursion;
    const struct query *query = recursion->query;
    if (binder->outer_rels != cte->outer_rels) {
        error_form(recursion,
                   "recursive reference to query \"%s\" must not appear within a subquery");
        return NULL;
    }
    struct rel *rel = bind_rel_new(binder, REL_WORKING, alias, position);
    rel->working = query->recursion;
    rel->n_columns = query->left->targets.n;
    rel->columns = ARENA_ARRAY(binder->arena, struct rel_column, rel->n_columns);
    for (size_t i = 0; i < rel->n_columns; i++) {
        const struct expr *expr = ((const struct target *)query->left->targets.items[i])->expr;
        rel->columns[i] = (struct rel_column){.name = column_name(recursion, i),
                                              .type = expr->type,
                                              .typmod = expr->typmod,
                                              .nullable = true};
    }
    return rel;
}

static struct query *bind_term(const struct recursion *recursion, const struct cte *ctes)
{
    struct binder *binder = recursion->binder;
    struct cte *self = ARENA_NEW(binder->arena, struct cte);
    *self = *recursion->cte;
    self->next = ctes;
    self->recursion = recursion;
    self->outer_rels = binder->outer_rels;
    struct scope *outer = recursion->cte->scope ? recursion->cte->scope->outer : NULL;
    struct query *term = bind_query(binder, recursion->select->rarg, outer, self);
    return term && bind_resolve_unknown(binder, &term->targets) && check_term(recursion, term)
               ? term
               : NULL;
}

static bool bind_terms(struct recursion *recursion, const struct cte *ctes)
{
    struct binder *binder = recursion->binder;
    struct query *query = recursion->query;
    struct scope *outer = recursion->cte->scope ? recursion->cte->scope->outer : NULL;
    struct query *left = bind_query(binder, recursion->select->larg, outer, ctes);
    if (!left || !bind_resolve_unknown(binder, &left->targets))
        return false;
    query->left = bind_wrap(binder, left);
    struct query *right = bind_term(recursion, ctes);
    if (!right)
        return false;
    if (left->targets.n != right->targets.n)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, 0,
                       "each UNION query must have the same number of columns");
    query->right = bind_wrap(binder, right);
    for (size_t i = 0; i < left->targets.n; i++)
        if (!unify_column(recursion, i))
            return false;
    return true;
}

/* UNION removes rows that were there before. Here each step removes its own doubles, and the block
 * around removes all: the rows are the same, as long as the steps end. */
static struct query *remove_doubles(struct binder *binder, struct query *query)
{
    query->left->distinct = query->right->distinct = true;
    struct query *distinct = bind_wrap(binder, query);
    distinct->distinct = true;
    return distinct;
}

struct query *bind_recursive(struct binder *binder, const struct cte *cte)
{
    const PgQuery__SelectStmt *select = cte->node->ctequery->select_stmt;
    struct recursion *recursion = ARENA_NEW(binder->arena, struct recursion);
    struct query *query = ARENA_NEW(binder->arena, struct query);
    *recursion = (struct recursion){binder, cte, select, query};
    query->kind = QUERY_RECURSIVE;
    query->all = select->all;
    query->recursion = ++binder->n_rels;
    if (!check_form(recursion))
        return NULL;
    const struct cte *ctes = bind_with(binder, select->with_clause, cte->scope, cte->next);
    if (!bind_terms(recursion, ctes))
        return NULL;
    return query->all ? query : remove_doubles(binder, query);
}
