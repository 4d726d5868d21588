/*
 * UPDATE and DELETE as ClickHouse's lightweight ones: they run while the client waits, under the
 * settings of the statement, and write nothing when a value cannot be computed. (ALTER TABLE …
 * UPDATE runs later under the server's settings, and is tried for ever when it fails.)
 */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/emit/emit.h"
#include "rewrite/emit/literal.h"
#include "rewrite/write/bare.h"
#include "rewrite/write/change.h"
#include "rewrite/write/column_default.h"
#include "rewrite/write/ddl_check.h"
#include "rewrite/write/write.h"

/* The text so far as one of the plan's, and an empty buffer. */
static struct str take(struct change *change, struct buf *out)
{
    struct str text = {arena_strndup(change->binder->arena, buf_data(out), buf_size(out)),
                       buf_size(out)};
    buf_consume(out, buf_size(out));
    return text;
}

static void add_step(struct change *change, struct plan *plan, struct buf *out, bool counts)
{
    struct plan_step *steps =
        ARENA_ARRAY(change->binder->arena, struct plan_step, plan->n_steps + 1);
    if (plan->n_steps)
        memcpy(steps, plan->steps, plan->n_steps * sizeof *steps);
    steps[plan->n_steps++] = (struct plan_step){take(change, out), counts};
    plan->steps = steps;
}

static void emit_table(const struct change *change, struct buf *out)
{
    identifier_emit_qualified(out, change->table->schema, change->table->name);
}

/* ---- the rows, counted ---- */

/* All values are computed too: what cannot be is an error before anything is written. A row that
 * several of the others belong to counts once. */
static void emit_count(const struct change *change, struct buf *out)
{
    size_t n = change->columns.n;
    if (change->query->from == change->target)
        buf_puts(out, "SELECT count()");
    else
        buf_printf(out, "SELECT uniqExact(c%zu, c%zu, c%zu)", n + 1, n + 2, n + 3);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%sc%zu", i ? ", " : ", sum(cityHash64(", i + 1);
    buf_puts(out, n ? "))\nFROM (" : "\nFROM (");
    emit_subselect(out, change->query);
    buf_puts(out, ")");
    emit_settings(out, change->query);
}

/* ---- CHECK ---- */

static bool is_concerned(const struct change *change, const struct catalog_check *check)
{
    for (size_t i = 0; i < change->columns.n; i++) {
        const struct catalog_column *column = change->columns.items[i];
        if (ddl_check_reads(change->binder->arena, check, column->name))
            return !ddl_check_is_length(change->table, check);
    }
    return false;
}

/* The columns as they will be: the new values, and those that stay. */
static void emit_new_rows(struct change *change, struct buf *out)
{
    struct arena *arena = change->binder->arena;
    struct query *query = change->query;
    size_t n = query->targets.n;
    buf_puts(out, " FROM (SELECT ");
    for (size_t i = 0; i < change->table->n_columns; i++) {
        const struct catalog_column *column = &change->table->columns[i];
        size_t at = 0;
        while (at < change->columns.n && change->columns.items[at] != column)
            at++;
        if (at == change->columns.n) {
            struct target *target = ARENA_NEW(arena, struct target);
            target->name = column->name;
            target->expr = expr_column(arena, change->target, i, 0);
            list_add(arena, &query->targets, target);
            at = query->targets.n - 1;
        }
        buf_printf(out, "%sc%zu AS ", i ? ", " : "", at + 1);
        identifier_emit(out, column->name);
    }
    buf_puts(out, " FROM (");
    emit_subselect(out, query);
    buf_puts(out, "))");
    query->targets.n = n;
}

/* ClickHouse looks at them in INSERT only. */
static void add_checks(struct change *change, struct plan *plan, struct buf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < change->table->n_checks; i++) {
        const struct catalog_check *check = &change->table->checks[i];
        if (!is_concerned(change, check))
            continue;
        buf_printf(out, "%stoUInt8(%s)", n++ ? " + " : "SELECT sum(", check->expression);
    }
    if (!n)
        return;
    buf_puts(out, ")");
    emit_new_rows(change, out);
    emit_settings(out, change->query);
    add_step(change, plan, out, false);
}

/* ---- the rows, named ---- */

static const char *emit_bare(const struct change *change, const struct expr *expr)
{
    return bare_text(change->binder->arena, change->target, expr);
}

static void emit_address_set(struct change *change, struct buf *out)
{
    struct query *query = change->query;
    struct list targets = query->targets;
    query->targets = (struct list){0};
    for (size_t i = change->columns.n; i < targets.n; i++)
        list_add(change->binder->arena, &query->targets, targets.items[i]);
    buf_puts(out, "(_partition_id, _block_number, _block_offset) IN (");
    emit_subselect(out, query);
    buf_puts(out, ")");
    query->targets = targets;
}

static void emit_where(struct change *change, struct buf *out)
{
    const struct query *query = change->query;
    bool is_plain = query->from == change->target;
    const char *condition = query->where ? emit_bare(change, query->where) : "true";
    buf_puts(out, " WHERE ");
    if (is_plain)
        buf_puts(out, condition);
    else
        emit_address_set(change, out);
    emit_settings(out, query);
}

/* ---- the new values ---- */

static bool is_of_target(struct expr **at, void *context)
{
    const struct change *change = context;
    return (*at)->kind != EXPR_COLUMN || (*at)->column.rel == change->target;
}

static bool emit_values(struct change *change, struct buf *out)
{
    struct binder *binder = change->binder;
    for (size_t i = 0; i < change->columns.n; i++) {
        const struct catalog_column *column = change->columns.items[i];
        struct target *target = change->query->targets.items[i];
        if (!expr_walk(&target->expr, is_of_target, change))
            return write_refuse(binder, 0,
                                "UPDATE with values of other tables, or of subqueries that refer "
                                "to the table, is");
        const char *value = emit_bare(change, target->expr);
        buf_puts(out, i ? ", " : " SET ");
        identifier_emit(out, column->name);
        buf_printf(out, " = %s", value);
    }
    return true;
}

/* ---- the statement ---- */

/* What lightweight changes need of a table that was made without it: costs nothing where it is
 * there. Projections are made anew where rows are deleted. */
static void add_preparation(struct change *change, struct plan *plan, struct buf *out)
{
    buf_puts(out, "ALTER TABLE ");
    emit_table(change, out);
    buf_puts(out, " MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1, "
                  "lightweight_mutation_projection_mode = 'rebuild'");
    add_step(change, plan, out, false);
}

/* Materialized views keep the old rows, and this kind of change is listed nowhere. A mutation is:
 * the proof of every rollup asks for it (rollup_proof.c). It counts for rows that are there when it
 * is made: one before the change, and one after it for what was inserted meanwhile. */
static void emit_mark(struct change *change, struct buf *out)
{
    buf_puts(out, "ALTER TABLE ");
    emit_table(change, out);
    buf_puts(out, " DELETE WHERE 0 SETTINGS mutations_sync = 2");
}

static bool emit_change(struct change *change, struct buf *out)
{
    bool updates = change->columns.n > 0;
    buf_puts(out, updates ? "UPDATE " : "DELETE FROM ");
    emit_table(change, out);
    if (updates && !emit_values(change, out))
        return false;
    emit_where(change, out);
    buf_puts(out, updates ? "" : ", lightweight_delete_mode = 'lightweight_update_force'");
    return true;
}

struct plan *change_plan(struct change *change, struct buf *out)
{
    struct binder *binder = change->binder;
    struct plan *plan = plan_new(binder, PLAN_WRITE, change->name);
    plan->tag_counts_rows = true;
    if (bind_awaits_values(binder))
        return plan;
    if (!command_run_stages(binder, change->query))
        return NULL;
    emit_count(change, out);
    add_step(change, plan, out, true);
    add_checks(change, plan, out);
    add_preparation(change, plan, out);
    bool is_marked = write_dependent(binder, change->table, true) != NULL;
    if (is_marked) {
        emit_mark(change, out);
        add_step(change, plan, out, false);
    }
    if (!emit_change(change, out))
        return NULL;
    if (is_marked && !out->failed) {
        add_step(change, plan, out, false);
        emit_mark(change, out);
    }
    if (out->failed) {
        err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                "the ClickHouse form of this statement is too long");
        return NULL;
    }
    plan->clickhouse_sql = take(change, out);
    return plan;
}
