/* What stands in GROUP BY and ORDER BY: an output column's name or number, or an expression
 * (findTargetlistEntrySQL92). */
#include <string.h>

#include "rewrite/bind/bind.h"

/* A bare name or number in GROUP BY and ORDER BY can mean an output column. */
static struct target *find_ordinal(struct binder *binder, struct query *query,
                                   const PgQuery__AConst *constant, const char *clause, bool *ok)
{
    int position = position_of(constant->location);
    *ok = false;
    if (constant->val_case != PG_QUERY__A__CONST__VAL_IVAL) {
        err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position, "non-integer constant in %s", clause);
        return NULL;
    }
    int ordinal = constant->ival->ival;
    if (ordinal < 1 || (size_t)ordinal > query->targets.n) {
        err_set(binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, position,
                "%s position %d is not in select list", clause, ordinal);
        return NULL;
    }
    *ok = true;
    return query->targets.items[ordinal - 1];
}

static struct target *find_output_name(struct binder *binder, struct query *query,
                                       const PgQuery__ColumnRef *ref, const char *clause, bool *ok)
{
    const char *name = ref->fields[0]->string->sval;
    struct target *found = NULL;
    *ok = true;
    for (size_t i = 0; i < query->targets.n; i++) {
        struct target *target = query->targets.items[i];
        if (strcmp(target->name, name) != 0)
            continue;
        if (found && !expr_equal(found->expr, target->expr)) {
            err_set(binder->err, SQLSTATE_AMBIGUOUS_COLUMN, position_of(ref->location),
                    "%s \"%s\" is ambiguous", clause, name);
            *ok = false;
            return NULL;
        }
        if (!found)
            found = target;
    }
    return found;
}

static bool is_bare_name(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF && node->column_ref->n_fields == 1 &&
           node->column_ref->fields[0]->node_case == PG_QUERY__NODE__NODE_STRING;
}

static bool names_input_column(struct scope *scope, const char *name)
{
    for (size_t i = 0; i < scope->columns.n; i++) {
        const struct scope_column *column = scope->columns.items[i];
        if (!column->hidden && strcmp(column->name, name) == 0)
            return true;
    }
    return false;
}

/* ORDER BY looks at the output's names first, GROUP BY at the input's (findTargetlistEntrySQL92).
 */
struct expr *bind_clause_item(struct binder *binder, struct scope *scope, struct query *query,
                              const PgQuery__Node *node, enum clause clause)
{
    const char *what = clause == CLAUSE_GROUP_BY ? "GROUP BY" : "ORDER BY";
    struct target *target = NULL;
    bool ok = true;
    if (node->node_case == PG_QUERY__NODE__NODE_A_CONST && !node->a_const->isnull)
        target = find_ordinal(binder, query, node->a_const, what, &ok);
    else if (is_bare_name(node) &&
             (clause == CLAUSE_ORDER_BY ||
              !names_input_column(scope, node->column_ref->fields[0]->string->sval)))
        target = find_output_name(binder, query, node->column_ref, what, &ok);
    if (!ok)
        return NULL;
    struct expr *expr =
        target ? expr_copy(binder->arena, target->expr) : bind_expr(binder, scope, node, clause);
    return expr ? coerce_unknown(binder, expr) : NULL;
}

struct sort_key *bind_sort_key(struct binder *binder, const PgQuery__SortBy *sort)
{
    if (sort->sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_USING) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position_of(sort->location),
                "ORDER BY … USING is not supported yet");
        return NULL;
    }
    struct sort_key *key = ARENA_NEW(binder->arena, struct sort_key);
    key->descending = sort->sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
    /* NULLs sort as if larger than any value, unless told otherwise. */
    key->nulls_first =
        sort->sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST ||
        (sort->sortby_nulls != PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST && key->descending);
    return key;
}
