/*
 * Plans that sessions of one worker share: of statements that are asked over and over, which is
 * what drivers do with catalogs, and dashboards with tables. What a plan depends on besides the
 * statement's text is part of the key. Runs nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/cache.h"
#include "session_internal.h"

#define PLAN_BYTES ((size_t)16 << 20)
#define TYPE_BYTES ((size_t)4 << 20)
/* Longer statements are not those of drivers. */
#define MAX_STATEMENT ((size_t)32 << 10)

struct plan_cache {
    struct cache *plans; /* struct planned */
    struct cache *types; /* char: see session_discover.c */
};

static void forget(void *value)
{
    planned_unref(NULL, value);
}

struct plan_cache *plan_cache_new(void)
{
    struct plan_cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        abort();
    cache->plans = cache_new(PLAN_BYTES, forget);
    cache->types = cache_new(TYPE_BYTES, free);
    return cache;
}

void plan_cache_free(struct plan_cache *cache)
{
    if (!cache)
        return;
    cache_free(cache->plans);
    cache_free(cache->types);
    free(cache);
}

struct cache *plan_cache_types(struct plan_cache *cache)
{
    return cache->types;
}

/* Who asks, under which settings: made anew when a setting has changed. */
static struct str context_of(struct session *session)
{
    uint64_t generation = settings_generation(session->settings) + 1; /* 0: never */
    struct buf *context = &session->plan_context;
    if (session->plan_context_generation == generation)
        return buf_str(context);
    if (!context->limit)
        buf_init(context, MAX_STATEMENT);
    buf_clear(context);
    buf_printf(context, "%s\n%s\n", session->database, session->user);
    settings_write(session->settings, context);
    session->plan_context_generation = generation;
    return buf_str(context);
}

/* A session with temporary tables sees others than the rest. */
static bool make_key(struct session *session, struct str sql, uint64_t version, struct buf *key)
{
    buf_init(key, 2 * MAX_STATEMENT);
    if (!session->host->plans || session->has_temporary || sql.size > MAX_STATEMENT)
        return false;
    struct str context = context_of(session);
    buf_append(key, &version, sizeof version);
    buf_append_str(key, context);
    buf_putc(key, '\0');
    buf_append_str(key, sql);
    return !key->failed && !session->plan_context.failed;
}

static uint64_t newest_version(struct session *session)
{
    struct session_catalog now = session->host->catalog(session->owner);
    uint64_t version = now.catalog ? now.catalog->version : 0;
    if (now.catalog)
        session->host->catalog_release(session->owner, now);
    return version;
}

struct planned *plans_find(struct session *session, struct str sql)
{
    struct buf key;
    struct planned *found = NULL;
    struct err failed;
    uint64_t version = newest_version(session);
    if (version && make_key(session, sql, version, &key) &&
        !transaction_is_failed(session, &failed))
        found = cache_find(session->host->plans(session->owner)->plans, buf_str(&key));
    buf_free(&key);
    if (!found)
        return NULL;
    struct planned *planned = planned_new(session);
    planned->plan = found->plan;
    planned->outer = planned_ref(found);
    planned->catalog_version = version;
    planned->settings_generation = settings_generation(session->settings);
    return planned;
}

/* --- copies --- */

static bool can_be_shared(const struct plan *plan)
{
    bool stays = plan->is_constant || plan->tables;
    return (plan->kind == PLAN_QUERY || plan->kind == PLAN_ROWS) && stays && !plan->sources &&
           !plan->is_of_moment && !plan->is_discovered && !plan->n_settings && !plan->n_notices &&
           !plan->n_steps && !plan->chains && !plan->explanation;
}

static const struct plan_table *copy_tables(struct arena *arena, const struct plan_table *from,
                                            size_t n)
{
    if (!from)
        return NULL;
    struct plan_table *tables = ARENA_ARRAY(arena, struct plan_table, n + 1);
    for (size_t i = 0; i < n; i++)
        tables[i] = (struct plan_table){arena_strdup(arena, from[i].schema),
                                        arena_strdup(arena, from[i].name), from[i].survives_merges};
    return tables;
}

static struct str copy_sql(struct arena *arena, struct str sql)
{
    return (struct str){arena_strndup(arena, sql.data, sql.size), sql.size};
}

static const struct plan_part *copy_parts(struct arena *arena, const struct plan *plan)
{
    struct plan_part *parts = ARENA_ARRAY(arena, struct plan_part, plan->n_parts + 1);
    for (size_t i = 0; i < plan->n_parts; i++) {
        const struct plan_part *from = &plan->parts[i];
        parts[i] =
            (struct plan_part){copy_sql(arena, from->text), copy_sql(arena, from->sql),
                               copy_tables(arena, from->tables, from->n_tables), from->n_tables};
    }
    return parts;
}

static const char *const *copy_texts(struct arena *arena, const char *const *texts, size_t n)
{
    const char **copies = ARENA_ARRAY(arena, const char *, n + 1);
    for (size_t i = 0; i < n; i++)
        copies[i] = arena_strdup(arena, texts[i]);
    return copies;
}

static const struct plan_shape *copy_shapes(struct arena *arena, const struct plan *plan)
{
    struct plan_shape *shapes = ARENA_ARRAY(arena, struct plan_shape, plan->n_shapes + 1);
    for (size_t i = 0; i < plan->n_shapes; i++) {
        const struct plan_shape *from = &plan->shapes[i];
        shapes[i] = *from;
        shapes[i].schema = arena_strdup(arena, from->schema);
        shapes[i].table = arena_strdup(arena, from->table);
        shapes[i].keys = copy_texts(arena, from->keys, from->n_keys);
        shapes[i].measures = copy_texts(arena, from->measures, from->n_measures);
        shapes[i].rollup = from->rollup ? arena_strdup(arena, from->rollup) : NULL;
    }
    return shapes;
}

static const struct plan_rollup *copy_rollups(struct arena *arena, const struct plan *plan)
{
    struct plan_rollup *rollups = ARENA_ARRAY(arena, struct plan_rollup, plan->n_rollups + 1);
    if (plan->n_rollups)
        memcpy(rollups, plan->rollups, plan->n_rollups * sizeof *rollups);
    return rollups;
}

static const char *const *const *copy_texts_of_rows(struct arena *arena, const struct plan *plan)
{
    const char *const **rows = ARENA_ARRAY(arena, const char *const *, plan->n_rows + 1);
    for (size_t r = 0; r < plan->n_rows; r++) {
        const char **row = ARENA_ARRAY(arena, const char *, plan->n_columns + 1);
        for (size_t i = 0; i < plan->n_columns; i++)
            row[i] = plan->rows[r][i] ? arena_strdup(arena, plan->rows[r][i]) : NULL;
        rows[r] = row;
    }
    return rows;
}

/* Roughly, with what an arena adds to each text. */
static size_t size_of(const struct plan *plan)
{
    size_t size = plan->clickhouse_sql.size + plan->n_columns * sizeof *plan->columns +
                  plan->n_rollups * sizeof *plan->rollups;
    for (size_t r = 0; r < plan->n_rows; r++)
        for (size_t i = 0; i < plan->n_columns; i++)
            size += 32 + (plan->rows[r][i] ? strlen(plan->rows[r][i]) : 0);
    for (size_t i = 0; i < plan->n_parts; i++)
        size += plan->parts[i].text.size + plan->parts[i].sql.size;
    return size;
}

static const struct plan *copy_plan(struct arena *arena, const struct plan *plan)
{
    struct plan *copy = ARENA_NEW(arena, struct plan);
    struct plan_column *columns = ARENA_ARRAY(arena, struct plan_column, plan->n_columns);
    *copy = (struct plan){
        .kind = plan->kind,
        .tag = arena_strdup(arena, plan->tag),
        .tag_counts_rows = plan->tag_counts_rows,
        .columns = columns,
        .n_columns = plan->n_columns,
        .rows = copy_texts_of_rows(arena, plan),
        .n_rows = plan->n_rows,
        .is_constant = plan->is_constant,
        .tables = copy_tables(arena, plan->tables, plan->n_tables),
        .n_tables = plan->n_tables,
        .parts = copy_parts(arena, plan),
        .n_parts = plan->n_parts,
        .shapes = copy_shapes(arena, plan),
        .n_shapes = plan->n_shapes,
        .rollups = copy_rollups(arena, plan),
        .n_rollups = plan->n_rollups,
        .cuboid = plan->cuboid ? cuboid_question_copy(arena, plan->cuboid) : NULL,
    };
    for (size_t i = 0; i < plan->n_columns; i++) {
        columns[i] = plan->columns[i];
        columns[i].name = arena_strdup(arena, plan->columns[i].name);
    }
    if (plan->clickhouse_sql.size)
        copy->clickhouse_sql = copy_sql(arena, plan->clickhouse_sql);
    return copy;
}

void plans_keep(struct session *session, struct str sql, uint64_t version, const struct plan *plan)
{
    struct buf key;
    if (can_be_shared(plan) && make_key(session, sql, version, &key)) {
        struct planned *planned = planned_new(session);
        planned->plan = copy_plan(planned->arena, plan);
        cache_put(session->host->plans(session->owner)->plans, buf_str(&key), planned,
                  size_of(plan));
    }
    if (can_be_shared(plan))
        buf_free(&key);
}

void plans_free(struct session *session)
{
    if (session->plan_context.limit)
        buf_free(&session->plan_context);
}
