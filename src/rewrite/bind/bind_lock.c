/* FOR UPDATE and its kin (PostgreSQL's transformLockingClause): checked, and without effect. */
#include "rewrite/bind/bind_lock.h"

#include <string.h>

#include "rewrite/write/write.h"

static const char *name_of(const PgQuery__LockingClause *lock)
{
    switch (lock->strength) {
    case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORKEYSHARE:
        return "FOR KEY SHARE";
    case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORSHARE:
        return "FOR SHARE";
    case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORNOKEYUPDATE:
        return "FOR NO KEY UPDATE";
    default:
        return "FOR UPDATE";
    }
}

static bool has_no_window(struct expr **at, void *context)
{
    (void)context;
    return !expr_contains(*at, EXPR_WINDOW);
}

/* What of the block would leave no row to lock (CheckSelectLocking); NULL: nothing. */
static const char *find_obstacle(struct query *query, const PgQuery__SelectStmt *select)
{
    return select->n_distinct_clause                       ? "DISTINCT clause"
           : select->n_group_clause                        ? "GROUP BY clause"
           : select->having_clause                         ? "HAVING clause"
           : query->is_aggregated                          ? "aggregate functions"
           : !query_walk_exprs(query, has_no_window, NULL) ? "window functions"
           : query->set_functions.n ? "set-returning functions in the target list"
                                    : NULL;
}

static bool check_relation(struct binder *binder, const struct scope *scope,
                           const PgQuery__RangeVar *name, const char *clause)
{
    if (name->schemaname[0] || name->catalogname[0])
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position_of(name->location),
                       "%s must specify unqualified relation names", clause);
    for (LIST_EACH(const struct rel, rel, &scope->rels))
        if (strcmp(rel->alias, name->relname) == 0)
            return true;
    return err_set(binder->err, SQLSTATE_UNDEFINED_TABLE, position_of(name->location),
                   "relation \"%s\" in %s clause not found in FROM clause", name->relname, clause);
}

bool bind_locks(struct binder *binder, const struct scope *scope, struct query *query,
                const PgQuery__SelectStmt *select)
{
    for (size_t i = 0; i < select->n_locking_clause; i++) {
        const PgQuery__LockingClause *lock = select->locking_clause[i]->locking_clause;
        const char *obstacle = find_obstacle(query, select);
        if (obstacle)
            return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                           "%s is not allowed with %s", name_of(lock), obstacle);
        for (size_t k = 0; k < lock->n_locked_rels; k++)
            if (!check_relation(binder, scope, lock->locked_rels[k]->range_var, name_of(lock)))
                return false;
    }
    if (select->n_locking_clause)
        write_notice(binder, SQLSTATE_WARNING,
                     "FOR UPDATE and FOR SHARE lock nothing: ClickHouse has no locks that sessions "
                     "hold");
    return true;
}

bool bind_refuse_locks(struct binder *binder, const PgQuery__SelectStmt *select)
{
    if (!select->n_locking_clause)
        return true;
    const char *name = name_of(select->locking_clause[0]->locking_clause);
    return select->n_values_lists ? err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                                            "%s cannot be applied to VALUES", name)
                                  : err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                                            "%s is not allowed with UNION/INTERSECT/EXCEPT", name);
}
