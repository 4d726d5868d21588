/* The arms of a block's new source: the rollup's rows, and the base's rows as groups of one. */
#include "rewrite/emit/literal.h"
#include "rewrite/rollup/rollup_apply.h"
#include "rewrite/write/stored_form.h"

static void put_table(struct buf *out, const struct catalog_table *table)
{
    identifier_emit_qualified(out, table->schema, table->name);
}

/* What the rollup's table calls it; of a projection it is SQL already. */
static const char *stored_sql(const struct rollup_application *application,
                              const struct catalog_column *stored)
{
    return application->match->rollup->projection
               ? stored->name
               : identifier_text(application->arena, stored->name);
}

/* A bucket stands for its rows as its first moment. */
static void put_key(struct buf *out, const struct rollup_application *application,
                    const struct catalog_column *base)
{
    const struct rollup_key *key = rollup_find_key(application->match->rollup, base);
    const struct rollup_key *bucket =
        key ? NULL : rollup_find_bucket(application->match->rollup, base);
    if (key) {
        /* The rollup's table does not tell what the base's comments do, as how wide a character(n)
         * is. */
        struct catalog_column stored = *key->base;
        if (!application->match->rollup->projection)
            stored.name = key->stored->name;
        stored_form_put(out, application->arena, &stored, NULL);
    } else if (bucket) {
        buf_puts(out, "CAST(");
        buf_puts(out, stored_sql(application, bucket->stored));
        buf_puts(out, ", ");
        literal_emit_string(out, str_of(base->type->text));
        buf_puts(out, ")");
    } else {
        buf_puts(out, "NULL");
    }
}

static void put_rollup_part(struct buf *out, const struct rollup_application *application,
                            const struct rollup_part *part)
{
    if (part->measure && application->match->rollup->projection)
        buf_puts(out, part->measure->stored->name);
    else
        buf_puts(out,
                 part->measure ? rollup_measure_sql(application->arena, part->measure) : "NULL");
}

static void put_base_key(struct buf *out, const struct rollup_application *application,
                         const struct catalog_column *base)
{
    stored_form_put(out, application->arena, base, NULL);
}

/* A row as a group of one. */
static void put_base_part(struct buf *out, const struct rollup_application *application,
                          const struct rollup_part *part)
{
    (void)application;
    static const char *const forms[][2] = {
        [ROLLUP_ROWS] = {"toUInt64(1)", ""},
        [ROLLUP_COUNT] = {"toUInt64(isNotNull(", "))"},
        [ROLLUP_DISTINCT] = {"initializeAggregation('uniqExactState', ", ")"},
        [ROLLUP_VARIANCE] = {"initializeAggregation('varPopStableState', ", ")"},
    };
    bool is_plain = part->function == ROLLUP_SUM || part->function == ROLLUP_MIN ||
                    part->function == ROLLUP_MAX;
    buf_puts(out, is_plain ? "" : forms[part->function][0]);
    if (part->base)
        identifier_emit(out, part->base->name);
    buf_puts(out, is_plain ? "" : forms[part->function][1]);
}

/* What the rows of an arm are read as. */
struct arm {
    const struct catalog_table *table;
    void (*put_key)(struct buf *out, const struct rollup_application *application,
                    const struct catalog_column *base);
    void (*put_part)(struct buf *out, const struct rollup_application *application,
                     const struct rollup_part *part);
};

/* Columns are named c<n> by their place in the rel. */
static void put_columns(struct buf *out, const struct rollup_application *application,
                        const struct arm *arm)
{
    const char *before = "SELECT ";
    const struct catalog_table *base = application->match->rollup->base;
    for (size_t i = 0; i < application->n_base; i++) {
        if (!application->used[i])
            continue;
        buf_puts(out, before);
        arm->put_key(out, application, &base->columns[i]);
        buf_printf(out, " AS c%zu", i + 1);
        before = ", ";
    }
    for (size_t i = 0; i < application->parts.n; i++) {
        buf_puts(out, before);
        arm->put_part(out, application, application->parts.items[i]);
        buf_printf(out, " AS c%zu", application->n_base + i + 1);
        before = ", ";
    }
}

static void put_arm(struct buf *out, const struct rollup_application *application,
                    const struct arm *arm, const char *condition)
{
    buf_puts(out, buf_size(out) ? "\n    UNION ALL " : "");
    put_columns(out, application, arm);
    buf_puts(out, "\n    FROM ");
    put_table(out, arm->table);
    if (condition)
        buf_printf(out, "\n    WHERE %s", condition);
}

/* A query that groups as the projection does, by those of its keys that the block names; of no rows
 * there are no groups. */
static void put_groups(struct buf *out, const struct rollup_application *application)
{
    const struct rollup *rollup = application->match->rollup;
    const char *before = "\n    GROUP BY ";
    for (size_t i = 0; i < application->n_base; i++) {
        if (!application->used[i])
            continue;
        const struct rollup_key *key = rollup->exact[i] ? rollup->exact[i] : rollup->buckets[i];
        if (!key)
            continue;
        buf_puts(out, before);
        buf_puts(out, key->stored->name);
        before = ", ";
    }
    if (*before != ',')
        buf_puts(out, "\n    HAVING count() > 0");
}

/* ClickHouse keeps projections complete, and finds for itself which parts have them. */
static void put_projection_arms(struct buf *out, const struct rollup_application *application,
                                const struct arm *of_projection, const struct arm *of_base,
                                const char *in_core, const char *beyond_core)
{
    put_arm(out, application, of_projection, in_core);
    put_groups(out, application);
    if (beyond_core)
        put_arm(out, application, of_base, beyond_core);
}

/*
 * Disjoint, and together all rows that the block asks for: the rollup's of complete partitions, but
 * only buckets that lie in the range as a whole; the base's of the others; and, where the range
 * cuts buckets, the base's of complete partitions beyond the whole buckets.
 */
void rollup_put_arms(struct buf *out, const struct rollup_application *application)
{
    struct arena *arena = application->arena;
    const struct rollup *rollup = application->match->rollup;
    const struct rollup_range *asked = &application->match->range;
    struct rollup_range core = rollup_range_core(asked);
    const struct arm of_rollup = {rollup->projection ? rollup->base : rollup->target, put_key,
                                  put_rollup_part};
    const struct arm of_base = {rollup->base, put_base_key, put_base_part};
    bool is_ragged = asked->key && (core.from != asked->from || core.to != asked->to);
    const char *in_core =
        is_ragged ? rollup_range_sql(arena, &core, stored_sql(application, asked->key->stored))
                  : NULL;
    const char *beyond_core =
        is_ragged ? arena_printf(arena, "NOT %s",
                                 rollup_range_sql(arena, &core,
                                                  identifier_text(arena, asked->key->base->name)))
                  : NULL;
    if (rollup->projection) {
        put_projection_arms(out, application, &of_rollup, &of_base, in_core, beyond_core);
        return;
    }
    const char *complete = rollup_proof(arena, rollup);
    put_arm(out, application, &of_rollup,
            in_core ? arena_printf(arena, "%s AND %s", complete, in_core) : complete);
    put_arm(out, application, &of_base, arena_printf(arena, "NOT %s", complete));
    if (beyond_core)
        put_arm(out, application, &of_base,
                arena_printf(arena, "%s AND %s", complete, beyond_core));
}
