#ifndef PGPIVOT_REWRITE_BIND_CALL_H
#define PGPIVOT_REWRITE_BIND_CALL_H

#include "rewrite/bind/bind.h"
#include "rewrite/bind/overload.h"

/* The parts of bind_call.c: one call of a function, an aggregate or a window function being bound.
 * Functions that return a pointer or bool give NULL or false with binder->err set. */

#define CALL_MAX_ROWS 256 /* of one name */
#define CALL_MAX_ARGS 100 /* FUNC_MAX_ARGS */

struct call {
    const char *name;
    const PgQuery__FuncCall *node;
    struct scope *scope;
    enum clause clause;
    int position;
    struct list args;
    struct list order_by; /* struct sort_key: of ORDER BY among the arguments, or WITHIN GROUP */
    bool is_clickhouse;   /* ch.name(…) */
    const PgQuery__Node *params;
};

/* The arguments, into call->args; those of ch.name(…, params => …) into call->params. 54000. */
bool call_bind_args(struct binder *binder, struct call *call, enum clause clause);
/* The types of up to CALL_MAX_ARGS arguments. */
void call_types(const struct list *args, uint32_t *types);
/* The row among n of one name and of the chosen one's types that the arguments' kinds fit. */
const struct routine *call_choose_variant(struct binder *binder, const struct list *args,
                                          const struct routine *const *rows, size_t n,
                                          const struct routine *chosen, int position);
/* Gives each argument the type the routine declares. PG_ANY takes them as they are. */
bool call_coerce_args(struct binder *binder, const struct routine *routine, struct list *args);
/* An argument for a volatile function that takes none: ClickHouse would call it once for a row,
 * wherever it stands in a query. */
struct expr *call_tell_apart(struct binder *binder);
/* 42809 for DISTINCT, FILTER and such in the call of what is no aggregate. */
bool call_check_plain(struct binder *binder, const struct call *call);
/* That of the first argument declared as of any type, where the result is. */
uint32_t call_result_type(const struct routine *routine, const struct list *args);

/* NULL: 42883 or 42725; 0A000 "… not supported yet". */
struct expr *call_error_none(struct binder *binder, enum overload_result result,
                             const struct call *call);
struct expr *call_refuse(struct binder *binder, int position, const char *what);

/* bind_aggregate_call.c */
struct expr *call_bind_aggregate(struct binder *binder, struct call *call,
                                 const struct routine *const *rows, size_t n);
/* The aggregate of a routine over arguments that are as it wants them, with FILTER, OVER and ORDER
 * BY of the call. */
struct expr *call_aggregate_new(struct binder *binder, const struct call *call,
                                const struct routine *routine);
/* 42803 where an aggregate cannot stand. */
bool call_check_aggregate_place(struct binder *binder, enum clause clause, int position);
/* bind_aggregate_level.c: the aggregate, or what stands for it if it is a query's around this one.
 */
struct expr *bind_aggregate_level(struct binder *binder, const struct call *call,
                                  struct expr *aggregate);
struct expr *call_bind_hypothetical(struct binder *binder, struct call *call);
/* bind_window_call.c */
struct expr *call_bind_window(struct binder *binder, struct call *call);

#endif
