#ifndef PGPIVOT_REWRITE_COMMAND_H
#define PGPIVOT_REWRITE_COMMAND_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/*
 * Statements to plans, by a table of node types. `out` is scratch for the ClickHouse text; the plan
 * lives in binder->arena. NULL with binder->err set when the statement is refused.
 */
struct plan *command_plan(struct binder *binder, const PgQuery__Node *statement, struct buf *out);

/* SELECT through all stages. Its query is left in *wanted for EXPLAIN (NULL: not wanted). */
struct plan *command_plan_select(struct binder *binder, const PgQuery__SelectStmt *select,
                                 struct buf *out, struct query **wanted);

/* The stages between bind and emit. */
bool command_run_stages(struct binder *binder, struct query *query);
/* The same for a query that is kept, as in a view: without rollups, which may come and go. */
bool command_run_stages_of_view(struct binder *binder, struct query *query);
/* emit_statement. None of these does anything for a statement that awaits its parameters. */
void command_emit(const struct binder *binder, struct buf *out, const struct query *query);

/* copy.c: COPY … FROM STDIN and TO STDOUT. */
struct plan *command_plan_copy(struct binder *binder, const PgQuery__CopyStmt *node,
                               struct buf *out);
/* variable.c: SET, RESET, SHOW. */
struct plan *command_plan_set(struct binder *binder, const PgQuery__VariableSetStmt *set);
struct plan *command_plan_show(struct binder *binder, const PgQuery__VariableShowStmt *show);
/* transaction_mode.c: READ ONLY, ISOLATION LEVEL …: settings whose names have the prefix
 * ("default_" or ""). False with err set. */
bool command_transaction_modes(struct binder *binder, struct plan *plan, const char *prefix,
                               size_t n, PgQuery__Node **modes);
/* explain/explain.c */
struct plan *command_plan_explain(struct binder *binder, const PgQuery__ExplainStmt *explain,
                                  struct buf *out);

struct plan *plan_new(struct binder *binder, enum plan_kind kind, const char *tag);
/* One text column, for PLAN_ROWS. */
void plan_set_text_columns(struct binder *binder, struct plan *plan, size_t n,
                           const char *const *names);

#endif
