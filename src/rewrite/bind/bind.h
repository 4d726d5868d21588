#ifndef PGPIVOT_REWRITE_BIND_H
#define PGPIVOT_REWRITE_BIND_H

#include "rewrite/ir.h"
#include "rewrite/parse_tree.h"
#include "rewrite/rewrite.h"

/*
 * Parse analysis: PostgreSQL's raw parse tree (libpg_query) to the typed IR, after PostgreSQL's
 * src/backend/parser. This face is for the bind_*.c files and the stages that call them. Functions
 * that return a pointer return NULL with binder->err set when the text is refused.
 */
struct binder {
    struct arena *arena;
    const struct rewrite_context *context;
    struct err *err;
    struct str text; /* parsed: what positions count in */
    int n_rels;      /* numbers given out so far */
    int n_variables; /* of lambdas */
    /* Rels up to this number are of the queries around the subquery being bound; 0: none. */
    int outer_rels;
    /* What stands beside the FROM item being bound, which does not see it; for hints. */
    const struct scope *beside;
    struct list notices;  /* struct plan_notice */
    struct list settings; /* struct plan_setting: of set_config */
    struct list shapes;   /* of rollup_shape.c */
    struct list rollups;  /* struct plan_rollup: what became of each that was looked at */
    const struct cuboid_question *cuboid; /* what the statement asks, or NULL */
    size_t n_session_calls;               /* calls of functions that the session carries out */
    size_t n_placed_calls;                /* those of them that are columns of the plan */
    bool reads_sessions;                  /* rows of session_relation */
    bool explains;                        /* EXPLAIN: what was not done is to be told too */
    struct rewrite_params *given_params;
    struct rewrite_params *params; /* those, or NULL: the statement takes none */
    struct list untyped_params;    /* struct expr that found no type where they stand */
    struct list sublinks;          /* bound so far: bind_sublink.c's own */
    bool finds_first_error;        /* among the queries of WITH: bind_query.c's own */
    /* Of PIVOT … IN (ANY): a list whose values must be found first (then an error is set, too);
     * whether one was found; whether one depends on parameters that have no values yet. */
    const struct pivot_discovery *discovery;
    bool uses_lists, awaits_lists;
    /* Of ClickHouse's own functions (clickhouse_call.h): SQL whose answer must be known first (then
     * an error is set, too); struct clickhouse_result and clickhouse_routine. */
    const char *question;
    struct list clickhouse_results, clickhouse_routines;
};

/* Of an error that PostgreSQL gives no place to: otherwise what is refused as a whole is refused
 * where the statement begins. */
#define POSITION_NONE (-1)

/* Position of a node: libpg_query's byte location, as err_set wants it. */
static inline int position_of(int location)
{
    return location + 1;
}

/* A column that an unqualified name or * can mean. */
struct scope_column {
    const char *name;
    struct expr *expr; /* cloned for each use */
    bool hidden;       /* found by its qualified name only (merged by USING) */
};

/* WITH name AS (…): a chain, innermost first. */
struct cte {
    const struct cte *next;
    const char *name;
    const PgQuery__CommonTableExpr *node;
    struct scope *scope; /* where its query is bound */
    bool *is_used;
    bool is_recursive; /* WITH RECURSIVE: it may refer to itself */
    /* Within its own recursive term: the whole, and binder->outer_rels of the term. */
    const struct recursion *recursion;
    int outer_rels;
};

/* The part of a query an expression stands in: says which calls are allowed there. */
enum clause {
    CLAUSE_SELECT,
    CLAUSE_WHERE,
    CLAUSE_JOIN_ON,
    CLAUSE_GROUP_BY,
    CLAUSE_HAVING,
    CLAUSE_ORDER_BY,
    CLAUSE_LIMIT,
    CLAUSE_VALUES,
    CLAUSE_UPDATE, /* SET column = … */
    CLAUSE_FROM_FUNCTION,
    CLAUSE_AGGREGATE_ARGUMENT,
    CLAUSE_WINDOW_ARGUMENT,
    CLAUSE_WINDOW_DEFINITION, /* PARTITION BY, ORDER BY and frame of a window */
    CLAUSE_FILTER,
    CLAUSE_PIVOT_CELL, /* as CLAUSE_SELECT */
    CLAUSE_PIVOT_KEY,  /* as CLAUSE_GROUP_BY */
    /* What a table keeps: its columns' DEFAULT and GENERATED, CHECK; USING of ALTER COLUMN TYPE */
    CLAUSE_DEFAULT,
    CLAUSE_GENERATED,
    CLAUSE_CHECK,
    CLAUSE_TRANSFORM,
    CLAUSE_COPY_WHERE
};

/* What names mean at one query level. */
struct scope {
    struct scope *outer; /* the enclosing query's, or NULL */
    struct list rels;    /* struct rel that can qualify a name (rel->alias) */
    struct list columns; /* struct scope_column, in the order of * */
    /* For messages only, struct rel: those inside of a join with an alias, and those that a join
     * keeps its right side from referring to. */
    struct list covered, closed;
    const struct cte *ctes;
    struct query *query;        /* the block being bound: for aggregates */
    const enum clause *sublink; /* where the subquery being bound stands in it, or NULL */
    PgQuery__Node **windows;    /* its WINDOW clause */
    size_t n_windows;
};

/* bind_query.c */
struct query *bind_query(struct binder *binder, const PgQuery__SelectStmt *select,
                         struct scope *outer, const struct cte *ctes);
/* The same, but the query may be one without columns (query->has_no_columns). */
struct query *bind_any_query(struct binder *binder, const PgQuery__SelectStmt *select,
                             struct scope *outer, const struct cte *ctes);
/* The same as bind_query, but a plain SELECT leaves the types of NULL, quoted constants and
 * parameters to what stands around it: the other arm of a set operation, the columns of INSERT. */
struct query *bind_arm(struct binder *binder, const PgQuery__SelectStmt *select,
                       struct scope *outer, const struct cte *ctes);
/* Gives literals and parameters that found no type text, as PostgreSQL does for output columns. */
bool bind_resolve_unknown(struct binder *binder, struct list *targets);
/* SELECT every column FROM (arm). */
struct query *bind_wrap(struct binder *binder, struct query *arm);

/* The chain with the queries of WITH, which may be NULL. */
const struct cte *bind_with(struct binder *binder, const PgQuery__WithClause *with,
                            struct scope *scope, const struct cte *ctes);

/* PostgreSQL analyses queries of WITH that nobody uses, too: those of the chain before `end`. */
bool bind_unused_with(struct binder *binder, const struct cte *ctes, const struct cte *end);

/* bind_recursive.c: a query of WITH RECURSIVE that refers to itself. */
bool bind_cte_is_recursive(const struct cte *cte);
struct query *bind_recursive(struct binder *binder, const struct cte *cte);
/* A column of either term in the ClickHouse type of both, which holds every value of PostgreSQL's
 * and NULL. */
bool bind_recursive_store(struct binder *binder, struct expr **column);
/* The rows of the last step, within the recursive term. */
struct rel *bind_working_rel(struct binder *binder, const struct cte *cte, const char *alias,
                             int position);

/* ORDER BY and LIMIT of the select, into the query. */
bool bind_order_and_limit(struct binder *binder, struct scope *scope, struct query *query,
                          const PgQuery__SelectStmt *select);

/* bind_item.c: what stands in GROUP BY and ORDER BY (`clause`). */
struct expr *bind_clause_item(struct binder *binder, struct scope *scope, struct query *query,
                              const PgQuery__Node *node, enum clause clause);
/* A key of ORDER BY: the direction and the place of NULLs; key->expr is the caller's. */
struct sort_key *bind_sort_key(struct binder *binder, const PgQuery__SortBy *sort);
/* bind_limit.c: query->limit, offset and with_ties. */
bool bind_limit(struct binder *binder, struct scope *scope, struct query *query,
                const PgQuery__SelectStmt *select);
/* bind_window.c: what OVER says; ignores_frame: the function does not look at the frame. */
struct window *bind_window(struct binder *binder, struct scope *scope,
                           const PgQuery__WindowDef *over, bool ignores_frame);
/* 42P20 or 42803 where a window function cannot stand. */
bool bind_window_place(struct binder *binder, enum clause clause, int position);
/* The definitions of the WINDOW clause, those too that nothing uses. */
bool bind_window_clause(struct binder *binder, struct scope *scope);
/* bind_group.c: query->group_by and query->grouping_sets; `nodes`, if not NULL, gets the
 * PgQuery__Node of each of group_by. GROUPING(…), whose arguments group_check looks at. */
bool bind_group_by(struct binder *binder, struct scope *scope, struct query *query,
                   const PgQuery__SelectStmt *select, struct list *nodes);
struct expr *bind_grouping(struct binder *binder, struct scope *scope,
                           const PgQuery__GroupingFunc *grouping, enum clause clause);

/* bind_from.c: fills scope->rels and scope->columns. */
struct rel *bind_from(struct binder *binder, struct scope *scope, size_t n, PgQuery__Node **items);
/*
 * left, right: a cross join, as a comma makes it; either may be NULL. ClickHouse has no parentheses
 * around joins, so left goes to the leftmost place of right, which is the same unless an outer join
 * keeps its left side.
 */
struct rel *bind_cross_join(struct binder *binder, struct rel *left, struct rel *right);
struct rel *bind_rel_new(struct binder *binder, enum rel_kind kind, const char *alias,
                         int position);
/* The table as it is; and as lookthrough.view makes plain FROM mean it (bind_look_through.c). */
struct rel *bind_table_rel(struct binder *binder, const struct catalog_table *table,
                           const char *alias, int position);
struct rel *bind_table_view(struct binder *binder, const struct catalog_table *table,
                            const char *alias, int position);
/* bind_system.c: one of PostgreSQL's own relations. NULL without an error set when it is none. */
struct rel *bind_system_rel(struct binder *binder, const PgQuery__RangeVar *name,
                            const char *alias);
/* The same for a function of PostgreSQL's that takes nothing and gives such rows. */
struct rel *bind_system_function(struct binder *binder, const PgQuery__RangeFunction *node);
/* A rel that shows the query's targets. */
struct rel *bind_query_rel(struct binder *binder, struct query *query, const char *alias,
                           int position);
/* The table of that name on the search path; 42P01 if there is none. */
/* The query of a CTE as a FROM item. */
struct rel *bind_cte(struct binder *binder, const struct cte *cte, const char *alias, int position);
const struct catalog_table *bind_table_name(struct binder *binder, const PgQuery__RangeVar *name);
/* AS t (a, b): new names for the first columns; alias may be NULL. 42P10 if there are too many. */
bool bind_rename_columns(struct binder *binder, struct rel *rel, const PgQuery__Alias *alias);
/* Makes rel's columns visible under rel->alias. 42712 if the alias is taken. */
bool scope_add_rel(struct binder *binder, struct scope *scope, struct rel *rel);

/* bind_expr.c */
struct expr *bind_expr(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                       enum clause clause);
/* Each node, added to the list. */
bool bind_exprs(struct binder *binder, struct scope *scope, size_t n, PgQuery__Node **nodes,
                enum clause clause, struct list *exprs);
/* One, coerced to boolean; `what` for the message: "argument of WHERE must be type boolean".
 */
struct expr *bind_condition(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                            enum clause clause, const char *what);

/* bind_param.c: a parameter, or its value as a constant. 42P02 if there is none. */
struct expr *bind_param(struct binder *binder, int number, int position);
/* The parameter, of unknown type until now, as `type`. 42P08 if it has got another one elsewhere.
 */
struct expr *bind_param_coerce(struct binder *binder, struct expr *param, uint32_t type);
/* Looks again whether the type is known by now; for expressions that are used more than once. */
void bind_param_refresh(const struct binder *binder, struct expr *expr);
/* Whether the statement has parameters without values: then it is bound, and goes no further. */
bool bind_awaits_values(const struct binder *binder);
/* Whether the expression may become a constant when the values are there. */
bool bind_awaits_value(struct expr *expr);
/* Notes that the parameter finds no type here. */
void bind_param_untyped(struct binder *binder, struct expr *param);
/* 42P18 if the type of a parameter was not found, 42P08 if not everywhere. */
bool bind_check_params(struct binder *binder);

/* Where an expression begins, for messages; 0 where libpg_query does not say. */
int bind_node_position(const PgQuery__Node *node);

/* bind_operator.c: operators and what the grammar makes of BETWEEN, IN, LIKE, NULLIF … */
struct expr *bind_a_expr(struct binder *binder, struct scope *scope, const PgQuery__AExpr *node,
                         enum clause clause);

/* left IS [NOT] DISTINCT FROM right. */
struct expr *bind_distinct_of(struct binder *binder, struct expr *left, struct expr *right,
                              bool is_not, int position);

/* bind_row.c: comparisons of rows, (a, b) and ROW(a, b), element by element. */
const PgQuery__RowExpr *bind_row_of(const PgQuery__Node *node); /* NULL: no row */
/* The elements of a row; the one expression if it is none. */
bool bind_row_elements(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                       enum clause clause, struct list *elements);
/* Lists of struct expr; 42601 if their lengths differ. */
struct expr *bind_row_compare(struct binder *binder, const char *name, const struct list *left,
                              const struct list *right, int position);
struct expr *bind_row_operator(struct binder *binder, struct scope *scope,
                               const PgQuery__AExpr *node, const char *name, enum clause clause);
struct expr *bind_row_distinct(struct binder *binder, struct scope *scope,
                               const PgQuery__AExpr *node, enum clause clause);
struct expr *bind_row_in(struct binder *binder, struct scope *scope, const PgQuery__AExpr *node,
                         enum clause clause);
struct expr *bind_row_null_test(struct binder *binder, struct scope *scope,
                                const PgQuery__NullTest *test, enum clause clause);

/* Whether COLLATE asks for the order of bytes, which is the only one. */
bool bind_check_collation(struct binder *binder, const PgQuery__CollateClause *collate);

/* bind_sublink.c: subqueries in expressions. */
struct expr *bind_sublink(struct binder *binder, struct scope *scope, const PgQuery__SubLink *node,
                          enum clause clause);
/* row op (SELECT …) */
struct expr *bind_row_sublink(struct binder *binder, struct scope *scope,
                              const PgQuery__AExpr *node, const char *name, enum clause clause);
struct expr *bind_subquery_expr(struct binder *binder, struct query *query,
                                enum subquery_form form);
/* Both in a form in which ClickHouse's IN compares as PostgreSQL's = does, whatever their column
 * types; false where a type has none. */
bool bind_has_set_key(uint32_t type);
bool bind_set_keys(struct binder *binder, struct expr **a, struct expr **b);
/* Whether a comparison holds for any row: `found` says it for the rows that are not NULL, and is
 * NULL where the value is; `nulls` is a number as SUBQUERY_NULLS gives. */
struct expr *bind_any_of(struct binder *binder, struct expr *found, struct expr *nulls,
                         int position);
/* Where NULL is as good as false, as in WHERE: takes the second half of bind_any_of away. */
void sublink_relax(struct expr **condition);

/*
 * bind_correlated.c: subqueries that refer to the query around them, made into sets of keys where
 * their WHERE demands inner = outer and nothing else refers to it. (The others are unnest.c's.)
 * `query` is the subquery, bound while binder->outer_rels was set, as it still must be.
 */
bool correlated_is(const struct binder *binder, struct query *query);
/* Whether the next two can do it. */
bool correlated_has_keys(const struct binder *binder, struct query *query);
struct expr *bind_correlated_exists(struct binder *binder, struct query *query, int position);
struct expr *bind_correlated_in(struct binder *binder, struct expr *left, struct query *query,
                                int position);

/* bind_call.c: the call of the one among the rows that the arguments choose. */
struct expr *bind_routine_rows(struct binder *binder, const PgQuery__FuncCall *node,
                               const struct routine *const *rows, size_t n,
                               const struct list *args);

/* bind_call.c: functions, operators and aggregates by name, after overload resolution. */
struct expr *bind_operator(struct binder *binder, const char *name, struct expr *left,
                           struct expr *right, int position); /* left NULL: prefix */
/* A function by its name over arguments that are bound; NULL if one of them is. */
struct expr *bind_named(struct binder *binder, const char *name, const struct list *given,
                        int position);
struct expr *bind_func_call(struct binder *binder, struct scope *scope,
                            const PgQuery__FuncCall *node, enum clause clause);

/* bind_session_function.c: version(), current_user and such: known when the statement is bound.
 * NULL without an error set when there is none of that name; with one when it is refused. */
struct expr *bind_session_function(struct binder *binder, const char *name, int position);

/* bind_aggregate.c: ORDER BY among an aggregate's arguments, or of WITHIN GROUP: struct sort_key.
 */
bool bind_aggregate_keys(struct binder *binder, struct scope *scope, const PgQuery__FuncCall *node,
                         enum clause clause, struct list *keys);
/* Fills DISTINCT and the order of an aggregate whose arguments have their types; `keys` as above.
 */
bool bind_aggregate_order(struct binder *binder, const struct list *keys,
                          const PgQuery__FuncCall *node, struct expr *aggregate);

/* bind_like.c: like_escape(pattern, escape), of constants. */
struct expr *bind_like_escape(struct binder *binder, const struct list *args, int position);
/* similar_to_escape(pattern[, escape]) of SIMILAR TO: the regular expression it means. */
struct expr *bind_similar_escape(struct binder *binder, const struct list *args, int position);
/* substring(text, pattern, escape): the pattern among args becomes a regular expression whose first
 * group is the part wanted. */
bool bind_similar_substring(struct binder *binder, struct list *args, int position);

/* bind_target.c: the select list (* expanded) and PostgreSQL's column labels. */
bool bind_targets(struct binder *binder, struct scope *scope, size_t n, PgQuery__Node **nodes,
                  struct list *targets);
const char *bind_label(const PgQuery__Node *node);

/* scope.c: names to columns. */
/* Whether a plain name is a column of the scope or of one around it. */
bool scope_has_column(struct scope *scope, const char *name);
/* The rel's column, new for this use. */
struct expr *scope_rel_column(struct binder *binder, struct rel *rel, size_t index, int position);
struct expr *scope_find_column(struct binder *binder, struct scope *scope,
                               const PgQuery__ColumnRef *ref);

/* coerce.c (PostgreSQL manual, "Type Conversion"). */
bool coerce_possible(uint32_t from, uint32_t to, enum cast_context context);
/* The expression as type `to`; literals are parsed now (22P02). 42804/42846 when impossible. */
struct expr *coerce(struct binder *binder, struct expr *expr, uint32_t to, int32_t typmod,
                    enum cast_context context, int position);
/* One step of select_common_type: `common` of the types before and PG_UNKNOWN at first, or `type`
 * if that takes it in; 0 when they have nothing in common. */
uint32_t coerce_common_of_two(uint32_t common, uint32_t type);
/* select_common_type: of UNION, CASE, VALUES and such; 0 with err set when there is none. */
uint32_t coerce_common_type(struct binder *binder, const struct list *exprs, const char *what);
/* The same, and gives all of them that type in place. */
uint32_t coerce_to_common_type(struct binder *binder, struct list *exprs, const char *what);
/* The expression, as text if its type is unknown. */
struct expr *coerce_unknown(struct binder *binder, struct expr *expr);

/* bind_type.c: type names of the grammar. 42704 if there is no such type. */
bool bind_type_name(struct binder *binder, const PgQuery__TypeName *name, uint32_t *oid,
                    int32_t *typmod);

/* bind_pivot.c: the lateral subselect that scan.c makes of a PIVOT clause. */
bool bind_is_pivot(const PgQuery__JoinExpr *join);
struct rel *bind_pivot(struct binder *binder, struct scope *scope, struct rel *source,
                       struct scope *source_scope, const PgQuery__JoinExpr *join);

/* bind_pivot_share.c: share_of_row(…) and its kin in the cells of a PIVOT. NULL without an error
 * set when the call is another one. */
struct expr *bind_pivot_share(struct binder *binder, struct scope *scope,
                              const PgQuery__FuncCall *call, enum clause clause);

/* bind_look_through.c: look_through(t, …) and top_level(t) in FROM. NULL without an error set when
 * the function is another one. */
struct rel *bind_look_through(struct binder *binder, struct scope *scope,
                              const PgQuery__RangeFunction *function);

#endif
