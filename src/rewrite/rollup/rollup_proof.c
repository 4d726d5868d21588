/*
 * Completeness, proven by ClickHouse when the statement runs (F1 to F6): a partition of a rollup is
 * complete when it counts as many rows as the base's partition has, and no mutation was made while
 * any of those were there. Views see inserts only; rows that come after a mutation have higher
 * numbers of blocks than it has.
 */
#include "base/buf.h"
#include "rewrite/emit/literal.h"
#include "rewrite/rollup/rollup_fill.h"
#include "rewrite/rollup/rollup_match.h"

#define SQL_LIMIT (64 * 1024)

const char *rollup_measure_sql(struct arena *arena, const struct rollup_measure *measure)
{
    struct buf out;
    buf_init(&out, SQL_LIMIT);
    bool is_finalized = measure->is_state && measure->function <= ROLLUP_SUM;
    buf_puts(&out, is_finalized ? "finalizeAggregation(" : "");
    identifier_emit(&out, measure->stored->name);
    buf_puts(&out, is_finalized ? ")" : "");
    const char *sql = arena_strndup(arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return sql;
}

static void put_of_base(struct buf *out, const struct rollup *rollup)
{
    buf_puts(out, " WHERE database = ");
    literal_emit_string(out, str_of(rollup->base->schema));
    buf_puts(out, " AND table = ");
    literal_emit_string(out, str_of(rollup->base->name));
}

/* The rows that each partition of the rollup counts, less those that the base has, with the first
 * block of the base's; under one name where the partitions of the two are others. Nothing is
 * grouped by an alias: the rollup may have a column of that name. */
static void put_counts(struct buf *out, struct arena *arena, const struct rollup *rollup)
{
    const struct rollup_measure *rows = rollup_find_measure(rollup, ROLLUP_ROWS, NULL);
    bool is_each = rollup->has_same_partitions;
    buf_printf(out, "SELECT %s AS p, toInt64(sum(%s)) AS n, 9223372036854775807 AS b FROM ",
               is_each ? "_partition_id" : "''", rows ? rollup_measure_sql(arena, rows) : "0");
    identifier_emit_qualified(out, rollup->target->schema, rollup->target->name);
    buf_printf(out,
               "%s UNION ALL SELECT %s, -toInt64(sum(rows)), min(min_block_number) "
               "FROM system.parts",
               is_each ? " GROUP BY _partition_id" : "", is_each ? "partition_id" : "''");
    put_of_base(out, rollup);
    /* Patches of lightweight updates lie in partitions of their own. */
    buf_printf(out, " AND active AND NOT startsWith(partition_id, 'patch-')%s",
               is_each ? " GROUP BY partition_id" : "");
}

/* The number of the last mutation that the rollup was not filled after. */
static void put_mutation(struct buf *out, const struct rollup *rollup)
{
    int64_t filled = rollup_filled_after(rollup);
    buf_puts(out, "ifNull((SELECT max(arrayMax(block_numbers.number)) FROM system.mutations");
    put_of_base(out, rollup);
    buf_puts(out, ROLLUP_CHANGES_ROWS);
    if (filled)
        buf_printf(out, " AND arrayMax(block_numbers.number) > %lld", (long long)filled);
    buf_puts(out, "), -1)");
}

/* Of a group of put_counts: its partition is complete. */
static void put_is_complete(struct buf *out, const struct rollup *rollup)
{
    buf_puts(out, "sum(n) = 0 AND min(b) > ");
    put_mutation(out, rollup);
}

void rollup_put_partitions(struct buf *out, struct arena *arena, const struct rollup *rollup,
                           bool complete)
{
    buf_puts(out, "SELECT p FROM (");
    put_counts(out, arena, rollup);
    buf_printf(out, ") GROUP BY p HAVING %s", complete ? "" : "NOT (");
    put_is_complete(out, rollup);
    buf_puts(out, complete ? "" : ")");
}

/* S1: a policy that keeps rows of the base from this user does not know of the rollup: who does not
 * see as many rows as there are is answered from the base. */
static void put_visible(struct buf *out, const struct rollup *rollup)
{
    buf_puts(out, " AND (SELECT count() FROM ");
    identifier_emit_qualified(out, rollup->base->schema, rollup->base->name);
    buf_puts(out, ") = (SELECT sum(rows) FROM system.parts");
    put_of_base(out, rollup);
    buf_puts(out, " AND active AND NOT startsWith(partition_id, 'patch-'))");
}

const char *rollup_proof(struct arena *arena, const struct rollup *rollup)
{
    struct buf out;
    buf_init(&out, SQL_LIMIT);
    buf_puts(&out, "has((SELECT groupArray(p) FROM (");
    rollup_put_partitions(&out, arena, rollup, true);
    put_visible(&out, rollup);
    buf_printf(&out, ")), %s)", rollup->has_same_partitions ? "_partition_id" : "''");
    const char *sql = arena_strndup(arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return sql;
}

/* Whether ClickHouse's plan of the statement reads the projection. */
static void put_is_read(struct buf *out, struct arena *arena, const struct rollup *rollup,
                        struct str sql)
{
    buf_puts(out, "toUInt64(count() > 0), toUInt64(1) FROM (EXPLAIN ");
    buf_append_str(out, sql);
    buf_puts(out, ") WHERE position(explain, ");
    literal_emit_string(
        out, str_of(arena_printf(arena, "ReadFromMergeTree (%s)", rollup->projection->name)));
    buf_puts(out, ") > 0");
}

void rollup_put_coverage(struct buf *out, struct arena *arena, const struct rollup *rollup,
                         struct str sql)
{
    if (rollup->projection) {
        put_is_read(out, arena, rollup, sql);
        return;
    }
    buf_puts(out, "toUInt64(countIf(ok");
    put_visible(out, rollup);
    buf_puts(out, ")), toUInt64(count()) FROM (SELECT ");
    put_is_complete(out, rollup);
    buf_puts(out, " AS ok FROM (");
    put_counts(out, arena, rollup);
    buf_puts(out, ") GROUP BY p)");
}
