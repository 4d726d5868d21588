/* The advisor: which rollups would have saved most rows. Knows no queries but by their shapes. */
#include "rewrite/rollup/advise.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/pgtype.h"
#include "rewrite/rollup/rollup.h"
#include "rewrite/rollup/rollup_shape.h"

#define MOST_CANDIDATES 2000
#define MOST_ADVICES 10
/* What saves less than this is not worth its upkeep: each new row is read once for each rollup. */
#define LEAST_SHARE 2 /* times the base's rows, over all queries seen */
#define SMALL_BASE 10000

struct texts {
    const char *const *items;
    size_t n;
};

struct candidate {
    const struct plan_shape *base; /* any of its table */
    struct texts keys, measures;
    double rows; /* estimated */
    double rows_of_base;
};

struct advising {
    struct arena *arena;
    const struct catalog *catalog;
    const struct session_shape *shapes;
    size_t n_shapes;
    double *costs;          /* of each shape: rows that one query reads */
    struct list candidates; /* struct candidate */
    struct list advices;
};

static bool has(struct texts texts, const char *text)
{
    for (size_t i = 0; i < texts.n; i++)
        if (strcmp(texts.items[i], text) == 0)
            return true;
    return false;
}

static bool holds(struct texts all, struct texts some)
{
    for (size_t i = 0; i < some.n; i++)
        if (!has(all, some.items[i]))
            return false;
    return true;
}

static struct texts keys_of(const struct session_shape *shape)
{
    return (struct texts){shape->shape.keys, shape->shape.n_keys};
}

static struct texts measures_of(const struct session_shape *shape)
{
    return (struct texts){shape->shape.measures, shape->shape.n_measures};
}

static bool is_same_table(const struct plan_shape *a, const struct plan_shape *b)
{
    return strcmp(a->schema, b->schema) == 0 && strcmp(a->table, b->table) == 0;
}

static struct texts join(struct arena *arena, struct texts a, struct texts b)
{
    const char **items = ARENA_ARRAY(arena, const char *, a.n + b.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < a.n; i++)
        items[n++] = a.items[i];
    for (size_t i = 0; i < b.n; i++)
        if (!has(a, b.items[i]))
            items[n++] = b.items[i];
    return (struct texts){items, n};
}

/* --- sizes --- */

static const struct catalog_table *table_of(const struct advising *advising,
                                            const struct plan_shape *shape)
{
    return catalog_find_table(advising->catalog, str_of(shape->schema), str_of(shape->table));
}

/* The catalog may be older than the rows: what queries have read tells too. */
static double rows_of(const struct advising *advising, const struct plan_shape *of)
{
    const struct catalog_table *table = table_of(advising, of);
    double rows = table ? (double)table->total_rows : 0;
    for (size_t i = 0; i < advising->n_shapes; i++)
        if (is_same_table(&advising->shapes[i].shape, of) && advising->costs[i] > rows)
            rows = advising->costs[i];
    return rows;
}

/* Whether the key is the column, or a unit of its time. */
static bool is_of_column(struct arena *arena, const char *key, const struct catalog_column *column)
{
    const char *name = rollup_quote(arena, column->name);
    const char *end = arena_printf(arena, "', %s)", name);
    size_t size = strlen(key), end_size = strlen(end);
    return strcmp(key, name) == 0 || (size > end_size && strcmp(key + size - end_size, end) == 0);
}

/* Where no result has told: by the type of the column. */
static double guess_values(struct arena *arena, const struct catalog_table *table, const char *key,
                           double rows)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        const struct catalog_column *column = &table->columns[i];
        if (!is_of_column(arena, key, column))
            continue;
        switch (column->pg_type) {
        case PG_BOOL:
            return 2;
        case PG_DATE:
            return 1000;
        case PG_TIMESTAMP:
        case PG_TIMESTAMPTZ:
            return strncmp(key, "date_trunc", 10) == 0 ? 10000 : rows;
        case PG_FLOAT4:
        case PG_FLOAT8:
        case PG_NUMERIC:
            return rows;
        default:
            return 100;
        }
    }
    return 100;
}

/* The fewest groups that a result over this key among others had, which are no fewer than its
 * values. */
static double values_of_key(const struct advising *advising, const struct plan_shape *of,
                            const char *key, double rows)
{
    double least = 0;
    for (size_t i = 0; i < advising->n_shapes; i++) {
        const struct session_shape *shape = &advising->shapes[i];
        if (shape->groups && is_same_table(&shape->shape, of) && has(keys_of(shape), key) &&
            (least == 0 || (double)shape->groups < least))
            least = (double)shape->groups;
    }
    return least > 0 ? least : guess_values(advising->arena, table_of(advising, of), key, rows);
}

static double estimate(const struct advising *advising, const struct plan_shape *of,
                       struct texts keys)
{
    double product = 1, most = rows_of(advising, of);
    for (size_t i = 0; i < advising->n_shapes; i++) {
        const struct session_shape *shape = &advising->shapes[i];
        if (shape->groups && is_same_table(&shape->shape, of) && shape->shape.n_keys == keys.n &&
            holds(keys, keys_of(shape)))
            return (double)shape->groups;
    }
    for (size_t i = 0; i < keys.n && product < most; i++)
        product *= values_of_key(advising, of, keys.items[i], most);
    return product < most ? product : most;
}

/* --- candidates: what was asked, and what answers two of those --- */

static void add_candidate(struct advising *advising, const struct plan_shape *base,
                          struct texts keys, struct texts measures)
{
    if (advising->candidates.n >= MOST_CANDIDATES)
        return;
    for (LIST_EACH(struct candidate, known, &advising->candidates))
        if (is_same_table(known->base, base) && known->keys.n == keys.n &&
            holds(known->keys, keys)) {
            known->measures = join(advising->arena, known->measures, measures);
            return;
        }
    struct candidate *candidate = ARENA_NEW(advising->arena, struct candidate);
    *candidate = (struct candidate){base, keys, measures, estimate(advising, base, keys),
                                    rows_of(advising, base)};
    list_add(advising->arena, &advising->candidates, candidate);
}

static bool is_of_interest(const struct advising *advising, const struct session_shape *shape)
{
    const struct catalog_table *table = table_of(advising, &shape->shape);
    return table && table->kind == CATALOG_TABLE && rows_of(advising, &shape->shape) >= SMALL_BASE;
}

static void add_candidates(struct advising *advising)
{
    for (size_t i = 0; i < advising->n_shapes; i++) {
        const struct session_shape *a = &advising->shapes[i];
        if (!is_of_interest(advising, a))
            continue;
        add_candidate(advising, &a->shape, keys_of(a), measures_of(a));
        for (size_t j = i + 1; j < advising->n_shapes; j++) {
            const struct session_shape *b = &advising->shapes[j];
            if (is_same_table(&a->shape, &b->shape))
                add_candidate(advising, &a->shape, join(advising->arena, keys_of(a), keys_of(b)),
                              join(advising->arena, measures_of(a), measures_of(b)));
        }
    }
}

/* --- the choice --- */

static bool serves(const struct candidate *candidate, const struct session_shape *shape)
{
    return is_same_table(candidate->base, &shape->shape) &&
           holds(candidate->keys, keys_of(shape)) && holds(candidate->measures, measures_of(shape));
}

/* Rows that the queries seen would not read; the rows of the rollup itself have to be made. */
static double benefit(const struct advising *advising, const struct candidate *candidate,
                      uint64_t *n_queries)
{
    double saved = 0;
    *n_queries = 0;
    for (size_t i = 0; i < advising->n_shapes; i++) {
        const struct session_shape *shape = &advising->shapes[i];
        if (!serves(candidate, shape) || advising->costs[i] <= candidate->rows)
            continue;
        saved += (advising->costs[i] - candidate->rows) * (double)shape->count;
        *n_queries += shape->count;
    }
    return saved - candidate->rows;
}

/* Of those that are worth it. */
static struct candidate *best(const struct advising *advising, double *saved, uint64_t *n_queries)
{
    struct candidate *found = NULL;
    *saved = 0;
    for (LIST_EACH(struct candidate, candidate, &advising->candidates)) {
        uint64_t n;
        double value = benefit(advising, candidate, &n);
        if (value > *saved && value >= LEAST_SHARE * candidate->rows_of_base) {
            *saved = value;
            *n_queries = n;
            found = candidate;
        }
    }
    return found;
}

static void take(struct advising *advising, const struct candidate *candidate)
{
    for (size_t i = 0; i < advising->n_shapes; i++)
        if (serves(candidate, &advising->shapes[i]) && advising->costs[i] > candidate->rows)
            advising->costs[i] = candidate->rows;
}

static const char *put_texts(struct arena *arena, const char *before, struct texts texts)
{
    for (size_t i = 0; i < texts.n; i++)
        before = arena_printf(arena, "%s%s%s", before, *before ? ", " : "", texts.items[i]);
    return before;
}

static bool name_is_taken(const struct advising *advising, const struct plan_shape *base,
                          const char *name)
{
    struct arena *arena = advising->arena;
    const char *schema = base->schema;
    return catalog_has_projection(
               catalog_find_table(advising->catalog, str_of(schema), str_of(base->table)), name) ||
           catalog_find_table(advising->catalog, str_of(schema), str_of(name)) ||
           catalog_find_table(advising->catalog, str_of(schema),
                              str_of(arena_printf(arena, "%s_mv", name)));
}

/* A number that neither a table nor another advice has. */
static const char *name_for(const struct advising *advising, const struct plan_shape *base)
{
    const char *name;
    size_t n = advising->advices.n;
    do
        name = arena_printf(advising->arena, "%s_rollup_%zu", base->table, ++n);
    while (name_is_taken(advising, base, name));
    return name;
}

/* Projections hold plain aggregates only. */
static bool can_be_projected(const struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->measures.n; i++)
        if (strstr(candidate->measures.items[i], "DISTINCT ") ||
            strncmp(candidate->measures.items[i], "stddev(", strlen("stddev(")) == 0)
            return false;
    return true;
}

/* A projection costs INSERT next to nothing, and is complete always. */
static const char *creation_of(const struct advising *advising, const struct candidate *candidate)
{
    struct arena *arena = advising->arena;
    const struct plan_shape *base = candidate->base;
    bool is_projected = can_be_projected(candidate);
    const char *schema = rollup_quote(arena, base->schema);
    return arena_printf(
        arena, "CREATE ROLLUP %s%s%s ON %s.%s (%s) MEASURES (%s)%s", is_projected ? "" : schema,
        is_projected ? "" : ".", rollup_quote(arena, name_for(advising, base)), schema,
        rollup_quote(arena, base->table), put_texts(arena, "", candidate->keys),
        put_texts(arena, "count(*)", candidate->measures), is_projected ? " USING projection" : "");
}

static void propose(struct advising *advising, const struct candidate *candidate, double saved,
                    uint64_t n_queries)
{
    struct arena *arena = advising->arena;
    const struct plan_shape *base = candidate->base;
    struct advice *advice = ARENA_NEW(arena, struct advice);
    *advice = (struct advice){
        .schema = base->schema,
        .table = base->table,
        .statement = creation_of(advising, candidate),
        .reason =
            arena_printf(arena, "%" PRIu64 " queries would have read about %.0f rows each, of %.0f",
                         n_queries, candidate->rows, candidate->rows_of_base),
        .n_queries = n_queries,
        .rows = (uint64_t)candidate->rows,
        .saved_rows = (uint64_t)saved,
    };
    list_add(arena, &advising->advices, advice);
}

static void propose_best(struct advising *advising)
{
    double saved;
    uint64_t n_queries = 0;
    struct candidate *candidate;
    while (advising->advices.n < MOST_ADVICES && (candidate = best(advising, &saved, &n_queries))) {
        propose(advising, candidate, saved, n_queries);
        take(advising, candidate);
    }
}

/* --- rollups of no use --- */

static void judge(struct advising *advising, const struct rollup *rollup)
{
    uint64_t n_queries = 0;
    struct arena *arena = advising->arena;
    if (rollup->projection) /* costs next to nothing */
        return;
    for (size_t i = 0; i < advising->n_shapes; i++) {
        const struct session_shape *shape = &advising->shapes[i];
        if (strcmp(shape->shape.schema, rollup->base->schema) != 0 ||
            strcmp(shape->shape.table, rollup->base->name) != 0)
            continue;
        if (shape->shape.rollup && strcmp(shape->shape.rollup, rollup->target->name) == 0)
            return;
        n_queries += shape->count;
    }
    if (n_queries == 0)
        return;
    struct advice *advice = ARENA_NEW(arena, struct advice);
    *advice = (struct advice){
        .schema = rollup->base->schema,
        .table = rollup->base->name,
        .statement =
            arena_printf(arena, "DROP ROLLUP %s.%s", rollup_quote(arena, rollup->target->schema),
                         rollup_quote(arena, rollup->target->name)),
        .reason =
            arena_printf(arena, "none of %" PRIu64 " queries was answered from it", n_queries),
        .n_queries = n_queries,
        .rows = rollup->target->total_rows,
    };
    list_add(arena, &advising->advices, advice);
}

struct list advise(struct arena *arena, const struct catalog *catalog,
                   const struct session_shape *shapes, size_t n_shapes)
{
    struct advising advising = {.arena = arena,
                                .catalog = catalog,
                                .shapes = shapes,
                                .n_shapes = n_shapes,
                                .costs = ARENA_ARRAY(arena, double, n_shapes + 1)};
    for (size_t i = 0; i < n_shapes; i++)
        advising.costs[i] = (double)shapes[i].read_rows;
    add_candidates(&advising);
    propose_best(&advising);
    const struct rollup_set *set = catalog->rollups;
    for (size_t i = 0; set && i < set->n_views; i++)
        if (set->views[i].refusal == RULE_NONE)
            judge(&advising, &set->views[i].rollup);
    return advising.advices;
}
