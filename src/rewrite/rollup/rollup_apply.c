/* A block that matched a rollup, rewritten to read it. */
#include "base/buf.h"
#include "rewrite/emit/literal.h"
#include "rewrite/rollup/rollup_match.h"
#include "rewrite/routines/merged.h"
#include "rewrite/write/stored_form.h"

#define SQL_LIMIT (256 * 1024)

struct application {
    struct arena *arena;
    struct rel *rel;
    const struct rollup *rollup;
    size_t row_count; /* index of the added column that counts rows */
    const bool *used; /* per column of rel: the block refers to it */
};

static struct expr *row_count_column(const struct application *application)
{
    return expr_column(application->arena, application->rel, application->row_count, 0);
}

static bool merge_aggregate(struct expr **at, void *context)
{
    const struct application *application = context;
    struct expr *expr = *at;
    if (expr->kind != EXPR_AGGREGATE)
        return true;
    enum rollup_aggregate kind = rollup_aggregate_of(expr);
    if (kind == ROLLUP_COUNT) {
        expr->aggregate.routine = &routine_merged_count;
        expr->args = (struct list){0};
    } else if (kind == ROLLUP_AVG) {
        expr->aggregate.routine = &routine_merged_avg;
    }
    if (kind != ROLLUP_SUM)
        list_add(application->arena, &expr->args, row_count_column(application));
    return true;
}

static bool merge_top(struct expr **at, void *context)
{
    return expr_walk(at, merge_aggregate, context);
}

static void add_row_count(struct application *application)
{
    struct rel *rel = application->rel;
    struct rel_column *columns =
        ARENA_ARRAY(application->arena, struct rel_column, rel->n_columns + 1);
    for (size_t i = 0; i < rel->n_columns; i++)
        columns[i] = rel->columns[i];
    columns[rel->n_columns] = (struct rel_column){.name = "row_count", .type = PG_INT8};
    columns[rel->n_columns].typmod = -1;
    application->row_count = rel->n_columns;
    rel->columns = columns;
    rel->n_columns++;
}

/* ---- the two arms: the rollup's rows, and the base's rows as groups of one ---- */

static void put_table(struct buf *out, const struct catalog_table *table)
{
    identifier_emit_qualified(out, table->schema, table->name);
}

static void put_measure(struct buf *out, const struct rollup_measure *measure)
{
    buf_puts(out, measure->is_state ? "finalizeAggregation(" : "");
    identifier_emit(out, measure->stored->name);
    buf_puts(out, measure->is_state ? ")" : "");
}

/* The columns that the block uses, named c<n> by their place in the base. */
static void put_rollup_columns(struct buf *out, const struct application *application)
{
    const struct catalog_table *base = application->rollup->base;
    for (size_t i = 0; i < base->n_columns; i++) {
        if (!application->used[i])
            continue;
        const char *name = base->columns[i].name;
        const struct rollup_key *key = rollup_find_key(application->rollup, name);
        if (key)
            stored_form_put(out, application->arena, key->stored, NULL);
        else
            put_measure(out, rollup_find_measure(application->rollup, name));
        buf_printf(out, " AS c%zu, ", i + 1);
    }
    put_measure(out, rollup_find_measure(application->rollup, NULL));
    buf_printf(out, " AS c%zu", application->row_count + 1);
}

static void put_base_columns(struct buf *out, const struct application *application)
{
    const struct catalog_table *base = application->rollup->base;
    for (size_t i = 0; i < base->n_columns; i++) {
        if (!application->used[i])
            continue;
        stored_form_put(out, application->arena, &base->columns[i], NULL);
        buf_printf(out, " AS c%zu, ", i + 1);
    }
    buf_printf(out, "toUInt64(1) AS c%zu", application->row_count + 1);
}

/*
 * F1 to F4: complete is the rollup that counts as many rows as the base has, none of them changed
 * by a mutation (views see inserts only). ClickHouse evaluates this first, and then reads one arm.
 */
static void put_proof(struct buf *out, const struct rollup *rollup)
{
    buf_puts(out, "((SELECT sum(");
    put_measure(out, rollup_find_measure(rollup, NULL));
    buf_puts(out, ") FROM ");
    put_table(out, rollup->target);
    buf_puts(out, ") = (SELECT count() FROM ");
    put_table(out, rollup->base);
    buf_puts(out, ") AND (SELECT count() FROM system.mutations WHERE database = ");
    literal_emit_string(out, str_of(rollup->base->schema));
    buf_puts(out, " AND table = ");
    literal_emit_string(out, str_of(rollup->base->name));
    buf_puts(out, ") = 0)");
}

static void put_arms(struct buf *out, const struct application *application)
{
    const struct rollup *rollup = application->rollup;
    buf_puts(out, "SELECT ");
    put_rollup_columns(out, application);
    buf_puts(out, "\n    FROM ");
    put_table(out, rollup->target);
    buf_puts(out, "\n    WHERE ");
    put_proof(out, rollup);
    buf_puts(out, "\n    UNION ALL SELECT ");
    put_base_columns(out, application);
    buf_puts(out, "\n    FROM ");
    put_table(out, rollup->base);
    buf_puts(out, "\n    WHERE NOT ");
    put_proof(out, rollup);
}

bool rollup_apply(struct binder *binder, struct query *block, const struct rollup *rollup)
{
    struct application application = {.arena = binder->arena, .rel = block->from, .rollup = rollup};
    add_row_count(&application);
    query_walk_exprs(block, merge_top, &application);
    application.used = query_used_columns(binder->arena, block, application.rel);
    struct buf out;
    buf_init(&out, SQL_LIMIT);
    put_arms(&out, &application);
    bool ok = !out.failed;
    if (ok) {
        block->from->kind = REL_CLICKHOUSE;
        block->from->clickhouse = arena_strndup(binder->arena, buf_data(&out), buf_size(&out));
    } else {
        err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "the rollup has too many columns");
    }
    buf_free(&out);
    return ok;
}
