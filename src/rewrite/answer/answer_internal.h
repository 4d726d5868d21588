#ifndef PGPIVOT_REWRITE_ANSWER_INTERNAL_H
#define PGPIVOT_REWRITE_ANSWER_INTERNAL_H

#include "rewrite/answer/answer.h"
#include "rewrite/system/system_predicate.h"

/*
 * Values are texts, NULL for NULL: PostgreSQL's output text of the type, booleans "t" and "f",
 * vectors as arrays, "{1,2}". Of the types are those of a system_family, arrays of those, and
 * records (answer_record). Functions that return bool return false for what is not known here.
 */
struct answering {
    struct binder *binder;
    struct arena *arena;
    struct list scans; /* struct answer_scan: of each relation */
    struct list pairs; /* struct answer_pairs: of each lookup (answer_lookup.c) */
    size_t budget;     /* rows that may still be looked at */
};

/* The values of a relation's or a query's columns. */
typedef const char *const *answer_row;

/* A relation's rows, answer_row: values as system_scan.h has them. */
struct answer_scan {
    const struct rel *rel;
    bool *wanted; /* of each column */
    struct list rows;
    bool is_read;
};

/* The values of window functions: struct answer_window. */
struct answer_window {
    const struct expr *expr;
    const char **values; /* of each row of the block */
};

/* What columns mean: the row at hand of a block, and of those around it. */
struct answer_frame {
    const struct answer_frame *outer;
    const struct rel *const *rels;
    const answer_row *values; /* of each rel; NULL: it has no row yet */
    size_t n;
    const struct list *windows; /* struct answer_window, or NULL */
    size_t row;
    const char *variable; /* of a lambda: its name, and what it stands for; NULL: of none */
    const char *element;
};

/* The binder's rows of the relation. */
bool answer_scan_rows(struct answering *answering, const struct rel *rel, const struct list **rows);
/* The value of a relation's column, from the text that system_scan.h gives. */
bool answer_stored(struct answering *answering, const struct rel_column *column, const char *text,
                   const char **value);
/* False when so many more rows are too many. */
bool answer_spend(struct answering *answering, size_t n_rows);

/* The rows of a FROM item of the frame's block: const answer_row *, as answer_frame.values. */
bool answer_from(struct answering *answering, struct rel *from, const struct answer_frame *frame,
                 struct list *rows);
/* Appends the leaves. */
void answer_leaves(struct arena *arena, struct rel *from, struct list *rels);

/* The rows of a query: answer_row, a value for each target. */
bool answer_block(struct answering *answering, const struct query *query,
                  const struct answer_frame *outer, struct list *rows);

bool answer_expr(struct answering *answering, const struct expr *expr,
                 const struct answer_frame *frame, const char **value);
/* Whether a condition, or NULL for none, is true. */
bool answer_condition(struct answering *answering, const struct expr *condition,
                      const struct answer_frame *frame, bool *holds);
/* Less than, equal to or greater than 0; false: their type has no order here. */
bool answer_compare(uint32_t type, const char *a, const char *b, int *sign);

/* Calls, casts and ClickHouse's templates, whose own arguments have these values. */
bool answer_call(struct answering *answering, const struct expr *call, const char *const *args,
                 const char **value);
bool answer_cast(struct answering *answering, const struct expr *cast, const char *arg,
                 const char **value);
bool answer_template(struct answering *answering, const struct expr *expr, const char *const *args,
                     const char **value);

/* A template whose second argument is a lambda over the elements of the first, and the variable of
 * one. */
bool answer_lambda(struct answering *answering, const struct expr *expr,
                   const struct answer_frame *frame, const char **value);
bool answer_variable(const struct expr *expr, const struct answer_frame *frame, const char **value);
/* The elements with blanks between. */
bool answer_joined(struct answering *answering, const char *array, const char **value);

/* What a lookup has for the key; has_key is false when there is none. keys and values are arrays as
 * system_lookup.h makes them, values NULL if there are only keys. */
bool answer_lookup(struct answering *answering, const struct expr *keys, const struct expr *values,
                   const char *key, bool *has_key, const char **value);

#endif
