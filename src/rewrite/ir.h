#ifndef PGPIVOT_REWRITE_IR_H
#define PGPIVOT_REWRITE_IR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/catalog.h"
#include "base/list.h"
#include "base/pgtype.h"
#include "rewrite/routines/routine.h"

/*
 * The typed tree between parse analysis and ClickHouse text, after PostgreSQL's Query
 * (src/include/nodes/parsenodes.h and primnodes.h), much smaller. Every expression has a PostgreSQL
 * type, whether it can be NULL, and where it stood in the text. Nodes live in the statement's
 * arena; passes change them in place or replace them.
 */

struct expr;
struct system_choice;   /* rewrite/system_scan.h */
struct record_function; /* rewrite/record_function.h */
struct rel;
struct query;
struct rollup;      /* rewrite/rollup/rollup.h */
struct rollup_rule; /* rewrite/rollup/rollup_rules.h */

enum expr_kind {
    EXPR_CONST,
    EXPR_COLUMN,
    EXPR_PARAM,
    EXPR_CALL,      /* a function or an operator */
    EXPR_AGGREGATE, /* an aggregate call */
    EXPR_WINDOW,    /* an aggregate or window function with OVER */
    EXPR_CAST,
    EXPR_BOOL,       /* AND, OR, NOT */
    EXPR_NULL_TEST,  /* IS [NOT] NULL */
    EXPR_CASE,       /* searched; the simple form is bound to comparisons */
    EXPR_COALESCE,   /* COALESCE */
    EXPR_MIN_MAX,    /* GREATEST, LEAST */
    EXPR_NULLIF,     /* NULLIF: args, and the operator that compares them */
    EXPR_IN,         /* args[0] [NOT] IN (args[1], …) constants of one type */
    EXPR_GROUPING,   /* GROUPING(args): each arg is one of the query's group keys */
    EXPR_SUBQUERY,   /* a query in an expression, as `form` says */
    EXPR_LOOKUP,     /* an array of what catalog functions look up, until system_lookup_narrow */
    EXPR_LAMBDA,     /* template_ -> args[0], an argument of EXPR_CLICKHOUSE templates */
    EXPR_CLICKHOUSE, /* ClickHouse text with arguments, made by lower and the passes, never bound */
};

enum bool_operator { BOOL_AND, BOOL_OR, BOOL_NOT };

/* What a subquery, whose first target is c1, gives to the expression around it. */
enum subquery_form {
    SUBQUERY_SCALAR,    /* c1 of its only row, NULL if there is none */
    SUBQUERY_ARRAY,     /* the c1 of its rows, in their order, as an array value */
    SUBQUERY_EXISTS,    /* whether it has rows */
    SUBQUERY_SET,       /* its rows, as the right side of ClickHouse's IN */
    SUBQUERY_NULLS,     /* 0: no rows; 1: rows, c1 never NULL; 2: c1 is NULL in one */
    SUBQUERY_MIN,       /* least c1, NULL if there is none */
    SUBQUERY_MAX,       /* largest c1 */
    SUBQUERY_KEYS,      /* the set of c2, c3 … */
    SUBQUERY_NULL_KEYS, /* the same, of the rows whose c1 is NULL */
};

struct case_when {
    struct expr *condition, *result;
};

enum frame_mode { FRAME_OF_ROWS, FRAME_OF_RANGE, FRAME_OF_GROUPS };
enum frame_exclusion { EXCLUDE_NO_OTHERS, EXCLUDE_CURRENT_ROW, EXCLUDE_GROUP, EXCLUDE_TIES };

/* From `start` to `end`, counted from the current row in rows, units of the key (window.unit) or
 * groups of peers; INT64_MIN and INT64_MAX: unbounded. */
struct frame {
    enum frame_mode mode;
    int64_t start, end;
    enum frame_exclusion exclusion;
};

struct window {
    struct list partition_by; /* struct expr */
    struct list order_by;     /* struct sort_key */
    const char *frame;        /* ClickHouse's frame clause, "" for the default */
    /* Instead of `frame`, until frame_expand.c has run: one that ClickHouse has no words for. */
    const struct frame *shape;
    struct expr *unit; /* with shape, of RANGE with offsets: the key, an integer */
    /* The frame's rows are those of these, one after the other: struct window … */
    struct list parts;
    /* … or those of `frame` for which the condition holds: it is said of the tuple w, which is
     * the number of the row (frame_expand.c puts it there) and these, of the row: struct expr. */
    struct list row;
    struct expr *condition;
};

/* The fields of a row: as many of the expression's first arguments. */
struct row_shape {
    size_t n;
    const char **names;
};

struct expr {
    enum expr_kind kind;
    uint32_t type; /* pg_type.oid; PG_UNKNOWN only for literals not yet coerced */
    int32_t typmod;
    bool nullable;
    /* Of a row with fields (record_function.h), and the type of its fields of any type. */
    const struct record_function *record;
    uint32_t record_element;
    int n_dims;   /* of an array made by an expression; 0: array_depth.h tells */
    int position; /* byte offset in the parsed text + 1; 0: from nowhere */

    const struct row_shape *row; /* of a PG_RECORD, while it is bound (bind_whole_row.h) */

    struct list args; /* CALL, AGGREGATE, WINDOW, CAST (1), BOOL, NULL_TEST (1), COALESCE, … */
    union {
        /* CONST: the value as PostgreSQL's output text of `type`; NULL is SQL NULL. */
        const char *text;
        struct {
            struct rel *rel;
            size_t index; /* into rel->columns */
        } column;
        int param_number;
        const struct routine *routine; /* CALL; NULLIF: the equality operator */
        struct {
            const struct routine *routine;
            struct expr *filter; /* FILTER (WHERE …), or NULL */
            bool distinct;
            struct list order_by; /* struct sort_key: of WITHIN GROUP, or where the order counts */
            struct window *over;  /* WINDOW only */
        } aggregate;
        const struct cast *cast; /* CAST; its typmod is the target's */
        enum bool_operator bool_operator;
        bool negated; /* NULL_TEST: IS NOT NULL; IN: NOT IN */
        struct {
            struct list whens;      /* struct case_when */
            struct expr *otherwise; /* NULL: NULL */
        } cases;
        bool is_greatest; /* MIN_MAX */
        struct {
            /* May be shared with other nodes. Refers to rels outside until unnest.c has run. */
            struct query *query;
            enum subquery_form form;
        } subquery;
        struct {
            enum system_lookup lookup;
            bool is_of_values; /* else of its keys */
        } lookup;
        const char *template_; /* CLICKHOUSE: routine.h's template language; LAMBDA: a name */
    };
};

/* One column of a rel, as later clauses see it. */
struct rel_column {
    const char *name;
    uint32_t type; /* 0: cannot be selected */
    int32_t typmod;
    bool nullable;
    const struct catalog_column *catalog; /* the table's column it shows unchanged, or NULL */
    const struct catalog_table *table;    /* the table of `catalog` */
    const struct record_function *record; /* as in struct expr */
    uint32_t record_element;
};

enum rel_kind {
    REL_TABLE,
    REL_SUBQUERY,
    REL_JOIN,
    REL_PIVOT,        /* replaced by a REL_SUBQUERY by pivot.c */
    REL_LOOK_THROUGH, /* replaced by a REL_SUBQUERY by look_through.c */
    REL_FUNCTION,     /* set-returning functions; replaced by a REL_SUBQUERY by set_function.c */
    REL_CLICKHOUSE,   /* a subquery that is ClickHouse text, made by the passes */
    REL_WORKING,      /* in a recursive term: the rows of the step before */
    REL_MERGED,       /* in no FROM: what the alias of USING means */
    REL_AGGREGATES, /* in no FROM: what subqueries aggregate of the block; until unnest.c has run */
};

enum join_type {
    JOIN_TYPE_INNER,
    JOIN_TYPE_LEFT,
    JOIN_TYPE_RIGHT,
    JOIN_TYPE_FULL,
    JOIN_TYPE_CROSS
};

enum view_kind { VIEW_RAW, VIEW_TOP, VIEW_LEAF };

enum residual_policy { RESIDUAL_KEEP, RESIDUAL_DROP, RESIDUAL_NORMALIZE };

struct look_through {
    enum view_kind view; /* TOP: top_level(t); LEAF: look_through(t) */
    const struct catalog_table *table;
    int depth;         /* levels to expand; 0: to the leaves */
    const char *as_of; /* ISO date; NULL: each trade's own date */
    enum residual_policy residual;
    bool stored; /* source => stored */
    enum { LOOK_THROUGH_AUTO, LOOK_THROUGH_AGGREGATE, LOOK_THROUGH_ROWS } plan;
};

/* FOR key IN (value AS name, …). A tuple, FOR (a, b) IN ((1, 2), …), has several expressions. */
struct pivot_value {
    struct list exprs; /* struct expr: constants of the keys' types */
    const char *name;  /* V of the specification */
    int position;
};

struct pivot_key {
    struct list exprs;  /* struct expr */
    struct list values; /* struct pivot_value */
    bool is_dynamic;    /* found when the statement is planned; there may be none */
    bool is_complete;   /* they are all that there are */
};

/* What a cell is shown as a fraction of. */
enum pivot_share {
    SHARE_NONE,
    SHARE_OF_ROW,    /* all that the row shows */
    SHARE_OF_COLUMN, /* the column, all rows */
    SHARE_OF_TOTAL,  /* all that all rows show */
    SHARE_OF_PARENT  /* the column, the rows that differ in the last row column only */
};

struct pivot_cell {
    struct expr *expr;            /* holds one aggregate or more, over columns of the source */
    const char *name;             /* the alias, or the text of the expression */
    bool has_alias;               /* given by the user */
    struct expr *default_on_null; /* a constant of the cell's type, or NULL */
};

/* The rel's columns: the rows, then for each combination of values (the first key outermost), for
 * the others and for the total, the cells; then the grouping id; then, where the rows of totals are
 * to be ordered, one GROUPING for each row column, which no name means. */
struct pivot {
    struct rel *source;
    struct list cells;         /* struct pivot_cell */
    struct list keys;          /* struct pivot_key */
    struct list rows;          /* struct target: the group columns */
    struct list grouping_sets; /* as query's, of indexes into rows */
    bool orders_totals;
    bool is_sent; /* nobody but the client wants its cells */
    /* Names of the columns for rows that no value matches, and for all that are shown; or NULL. */
    const char *others, *total;
    const char *grouping_id; /* the name of GROUPING of all rows, or NULL */
};

/* A FROM item. A query refers to its columns by (rel, index): passes keep the indexes. */
struct rel {
    enum rel_kind kind;
    int number;        /* unique in the statement: emitted as alias t<number>; 0: the table that a
                          DELETE or UPDATE changes, which has no alias */
    const char *alias; /* the name it goes by in the text */
    int position;
    bool may_be_missing; /* an outer join may give NULLs for all of it */
    bool has_order;      /* its rows are to come in the order of one column more than n_columns */
    /* TABLE of kind CATALOG_SYSTEM: what stands for it in ClickHouse's FROM (system_rows.h). */
    const char *source;
    /* Those of its rows that can count (system_reduce.h); NULL: all. */
    const struct system_choice *choice;
    struct rel_column *columns;
    size_t n_columns;
    union {
        const struct catalog_table *table;
        struct query *query;
        struct {
            enum join_type type;
            struct rel *left, *right;
            struct expr *on; /* NULL for CROSS */
        } join;
        struct pivot *pivot;
        struct look_through *look_through;
        int working;        /* the QUERY_RECURSIVE's number */
        struct list merged; /* struct expr: of each column, cloned for each use */
        struct {
            struct list arrays; /* struct expr: of each the elements are the rows */
            bool ordinality;    /* the last column numbers them */
        } function;
        const char *clickhouse; /* text of a SELECT whose columns are named c1, c2, … */
        /* Their values are those of the block's groups. Has the number of a rel in the block's
         * FROM, `beside`, so that it is inside and outside of what that is. */
        struct {
            struct list exprs; /* struct expr */
            const struct rel *beside;
        } aggregates;
    };
    bool reads_nothing; /* CLICKHOUSE: no table */
    const char
        *part; /* CLICKHOUSE: what its answer is, which may be kept (query_part.h); or NULL */
};

struct target {
    struct expr *expr;
    const char *name;
    const struct expr *row; /* that expr is the text of, or NULL */
};

struct sort_key {
    struct expr *expr;
    bool descending, nulls_first;
};

/* What WITH says of a query, which is bound anew for each of its uses. */
struct with_item {
    const void *node; /* of the text: the same for all uses */
    const char *name;
    bool is_materialized, is_inline; /* MATERIALIZED, NOT MATERIALIZED */
};

/* What became of a rollup of a block's table, for EXPLAIN. */
struct rollup_remark {
    const struct rollup *rollup;
    const struct rollup_rule *rule; /* the first that stopped it; NULL: it is used */
    const char *subject;            /* what it stopped at; or what it answers, in words */
};

enum query_kind { QUERY_SELECT, QUERY_SET_OPERATION, QUERY_VALUES, QUERY_RECURSIVE };
enum set_operation { SET_UNION, SET_INTERSECT, SET_EXCEPT };

struct query {
    enum query_kind kind;
    struct list targets; /* struct target; the output columns, emitted as c1, c2, … */
    bool has_no_columns; /* to the client: the only target stands for none */
    bool is_sent;        /* the statement: its rows go to the client as they are */
    bool reads_rows;     /* of its table, and not ClickHouse's projections of them */

    /* QUERY_SELECT */
    struct rel *from; /* NULL: one row */
    struct expr *where;
    struct list group_by; /* struct expr */
    /* Each is a struct list of indexes into group_by (as (void *)(uintptr_t)); empty: plain. */
    struct list grouping_sets; /* struct list */
    struct expr *having;
    bool is_aggregated; /* has GROUP BY, HAVING or an aggregate */
    bool has_outer;     /* joins (join_key.h) */
    bool materializes;  /* a rel of its FROM has a query AS MATERIALIZED in its ClickHouse text */
    bool keeps_outer;   /* ClickHouse is not to make inner joins of outer ones (join_key.h) */
    bool distinct;
    struct list distinct_on; /* struct expr; not beside limit_by */

    /* QUERY_SET_OPERATION: targets have `left`'s names and the common types; no ORDER BY or LIMIT:
     * those stand in a SELECT around it. */
    enum set_operation set_operation;
    bool all;
    struct query *left, *right;

    /* QUERY_RECURSIVE: left, then right over and over, as long as it gives rows; unique in the
     * statement: the rows are emitted as r<number> */
    int recursion;

    /* QUERY_VALUES: struct list of struct expr, coerced to common types */
    struct list rows;

    struct list order_by; /* struct sort_key */
    struct expr *limit, *offset;
    bool with_ties;       /* the limit includes rows that sort like the last */
    struct list limit_by; /* struct expr: limit and offset count in each group of these */

    const struct with_item *with; /* where it is in FROM: the item of WITH it is, or NULL */
    int reference;                /* 0, or it is emitted as m<reference>: a query of `common` */
    struct list common;           /* of a statement: the queries computed once, innermost first */

    /* The REL_AGGREGATES of aggregates of the block that stand in its subqueries, or NULL. */
    struct rel *aggregates;

    /* What the select list, GROUP BY and ORDER BY call, while the block is bound: a REL_FUNCTION
     * for each level, of which one can refer to those before it; how many calls, and the last. */
    struct list set_functions; /* struct rel */
    size_t set_calls;
    int set_call_position;

    bool is_part; /* depends on nothing around it, and its answer may be kept (query_part.h) */

    bool is_empty; /* system_reduce.c found that it gives no rows */

    /* What the query around this one asks of its rows, said of the columns here; for
     * system_reduce.c only. */
    struct list asked;

    /* The walk that came here last, so that a query that several expressions share is visited
     * once: query_walk's own. */
    const struct query *walk_root;
    unsigned walk_number;

    /* What the passes decided, in words, for EXPLAIN: const char *. */
    struct list remarks;
    struct list rollups; /* struct rollup_remark: those of its table, in the order looked at */
};

/* Constructors. Position and the rest are the caller's to fill. */
struct expr *expr_new(struct arena *arena, enum expr_kind kind, uint32_t type, int position);
struct expr *expr_const(struct arena *arena, uint32_t type, const char *text, int position);
struct expr *expr_column(struct arena *arena, struct rel *rel, size_t index, int position);
struct expr *expr_bool(struct arena *arena, enum bool_operator op, struct expr *left,
                       struct expr *right); /* right NULL for NOT; AND of NULL and x is x */
struct expr *expr_clickhouse(struct arena *arena, uint32_t type, const char *template_, size_t n,
                             struct expr **args);

/* Whether `wanted` is the rel or joined in it. */
bool rel_is_inside(const struct rel *rel, const struct rel *wanted);
/* Structural equality, positions aside: what makes a select item equal to a group key. */
bool expr_equal(const struct expr *a, const struct expr *b);
/* Deep copy; rels are shared. */
struct expr *expr_copy(struct arena *arena, const struct expr *expr);

/*
 * Walks the tree under *at, children first when `replace` is used. visit returns false to stop the
 * whole walk; the walk then returns false. Subqueries are not entered.
 */
typedef bool expr_visit(struct expr **at, void *context);
bool expr_walk(struct expr **at, expr_visit *visit, void *context);
/* Calls visit on each child of the expression, not on theirs: for walks that choose their way. */
bool expr_visit_children(struct expr *expr, expr_visit *visit, void *context);
/* Calls visit on each top expression of a query block: targets, where, group_by, … (not of its
 * subqueries), JOIN conditions included. */
bool query_walk_exprs(struct query *query, expr_visit *visit, void *context);
/* Calls visit once on every query block below and including this one, innermost first; blocks of
 * subqueries in expressions too. */
typedef bool query_visit(struct query *query, void *context);
bool query_walk(struct query *query, query_visit *visit, void *context);

bool expr_contains(struct expr *expr, enum expr_kind kind);

/* Which columns of its FROM item `rel` the block refers to: rel->n_columns marks. */
bool *query_used_columns(struct arena *arena, struct query *block, const struct rel *rel);

#endif
