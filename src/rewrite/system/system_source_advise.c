/* pgpivot.advise: what the advisor makes of the queries that were seen. */
#include <stdlib.h>

#include "rewrite/rollup/advise.h"
#include "rewrite/system/system_source.h"

/* Of all that were seen, those that read most: pairs of them are looked at. */
#define MOST_SHAPES 64

struct collection {
    struct arena *arena;
    struct session_shape *shapes;
    size_t n, capacity;
};

static const char *const *copy_texts(struct arena *arena, const char *const *texts, size_t n)
{
    const char **copies = ARENA_ARRAY(arena, const char *, n + 1);
    for (size_t i = 0; i < n; i++)
        copies[i] = arena_strdup(arena, texts[i]);
    return copies;
}

static void collect(void *owner, const void *object)
{
    struct collection *collection = owner;
    const struct session_shape *from = object;
    if (collection->n == collection->capacity)
        return;
    struct session_shape *shape = &collection->shapes[collection->n++];
    struct arena *arena = collection->arena;
    *shape = *from;
    shape->shape.schema = arena_strdup(arena, from->shape.schema);
    shape->shape.table = arena_strdup(arena, from->shape.table);
    shape->shape.keys = copy_texts(arena, from->shape.keys, from->shape.n_keys);
    shape->shape.measures = copy_texts(arena, from->shape.measures, from->shape.n_measures);
    if (from->shape.rollup)
        shape->shape.rollup = arena_strdup(arena, from->shape.rollup);
}

static int compare_shapes(const void *a, const void *b)
{
    const struct session_shape *x = a, *y = b;
    double a_rows = (double)x->count * (double)x->read_rows;
    double b_rows = (double)y->count * (double)y->read_rows;
    return (a_rows < b_rows) - (a_rows > b_rows);
}

static void walk_advices(struct system_walk *walk)
{
    enum { MOST_SEEN = 1000 };
    const struct rewrite_context *context = walk->context;
    struct collection collection = {.arena = walk->arena,
                                    .shapes =
                                        ARENA_ARRAY(walk->arena, struct session_shape, MOST_SEEN),
                                    .capacity = MOST_SEEN};
    if (context->walk)
        context->walk(context->owner, RELATION_SHAPES, collect, &collection);
    qsort(collection.shapes, collection.n, sizeof *collection.shapes, compare_shapes);
    size_t n = collection.n < MOST_SHAPES ? collection.n : MOST_SHAPES;
    struct list advices = advise(walk->arena, context->catalog, collection.shapes, n);
    for (LIST_EACH(const struct advice, advice, &advices))
        walk->row(walk, advice);
}

#define FIELD(name, value)                                                                         \
    static const char *name(const struct system_walk *walk, const void *object)                    \
    {                                                                                              \
        (void)walk;                                                                                \
        const struct advice *advice = object;                                                      \
        return value;                                                                              \
    }

FIELD(advice_schema, advice->schema)
FIELD(advice_table, advice->table)
FIELD(advice_statement, advice->statement)
FIELD(advice_reason, advice->reason)
FIELD(advice_queries, system_number(walk, (int64_t)advice->n_queries))
FIELD(advice_rows, system_number(walk, (int64_t)advice->rows))
FIELD(advice_saved, system_number(walk, (int64_t)advice->saved_rows))

static const struct system_field advice_fields[] = {
    {"schemaname", advice_schema}, {"tablename", advice_table}, {"statement", advice_statement},
    {"reason", advice_reason},     {"queries", advice_queries}, {"rows", advice_rows},
    {"saved_rows", advice_saved},
};

const struct system_source source_advise = {
    .relation = "advise",
    .walk = walk_advices,
    .fields = advice_fields,
    .n_fields = sizeof advice_fields / sizeof *advice_fields,
    .is_of_sessions = true,
};
