/* REFRESH ROLLUP and DROP ROLLUP, and what is to be known of the base before a rollup is filled. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/bind/search_path.h"
#include "rewrite/command.h"
#include "rewrite/emit/literal.h"
#include "rewrite/pivot/bind_pivot.h"
#include "rewrite/rollup/rollup_ddl.h"
#include "rewrite/rollup/rollup_fill.h"
#include "rewrite/rollup/rollup_match.h"
#include "rewrite/write/write.h"

#define MAX_STALE 10000 /* partitions that one REFRESH fills */
/* No name that a client gives its table begins with a dot by chance. */
#define BESIDE ".pgpivot_refresh"
/* How ClickHouse names the table of a view that was made without TO. */
#define INNER ".inner"

/* ---- the last mutation ---- */

const char *rollup_filled_directive(struct arena *arena, const struct catalog_table *base,
                                    const char *mutation)
{
    return strcmp(mutation, "0") == 0 || strcmp(base->engine, "MergeTree") != 0
               ? ""
               : arena_printf(arena, ROLLUP_FILLED_DIRECTIVE "%s", mutation);
}

int64_t rollup_filled_after(const struct rollup *rollup)
{
    const char *directive = strstr(rollup->target->comment, ROLLUP_FILLED_DIRECTIVE);
    return directive && strcmp(rollup->base->engine, "MergeTree") == 0
               ? strtoll(directive + strlen(ROLLUP_FILLED_DIRECTIVE), NULL, 10)
               : 0;
}

static void put_of_table(struct buf *out, const struct catalog_table *table)
{
    buf_puts(out, " WHERE database = ");
    literal_emit_string(out, str_of(table->schema));
    buf_puts(out, " AND table = ");
    literal_emit_string(out, str_of(table->name));
}

static const char *take_text(struct arena *arena, struct buf *out)
{
    const char *text = arena_strndup(arena, buf_data(out), buf_size(out));
    buf_free(out);
    return text;
}

const char *rollup_mutation_query(struct arena *arena, const struct catalog_table *base)
{
    struct buf out;
    buf_init(&out, 1 << 16);
    buf_puts(&out, "SELECT '' AS c1, toString(least(max(arrayMax(block_numbers.number)), "
                   "ifNull(minOrNullIf(arrayMax(block_numbers.number), NOT is_done) - 1, "
                   "9223372036854775807))) AS c2 FROM system.mutations");
    put_of_table(&out, base);
    buf_puts(&out, ROLLUP_CHANGES_ROWS);
    return take_text(arena, &out);
}

/* ---- asking ---- */

static struct query *text_query(struct binder *binder, const char *sql)
{
    struct arena *arena = binder->arena;
    struct query *query = ARENA_NEW(arena, struct query);
    struct rel *rel = bind_rel_new(binder, REL_CLICKHOUSE, "found", 0);
    struct rel_column *columns = ARENA_ARRAY(arena, struct rel_column, 2);
    rel->clickhouse = sql;
    rel->columns = columns;
    rel->n_columns = 2;
    query->from = rel;
    for (size_t i = 0; i < 2; i++) {
        columns[i] = (struct rel_column){.name = "found", .type = PG_TEXT, .typmod = -1};
        struct target *target = ARENA_NEW(arena, struct target);
        *target = (struct target){expr_column(arena, rel, i, 0), "found", NULL};
        list_add(arena, &query->targets, target);
    }
    return query;
}

const struct rewrite_list *rollup_ask(struct binder *binder, const char *query)
{
    for (size_t i = 0; i < binder->context->n_lists; i++) {
        if (binder->context->lists[i].place != 1)
            continue;
        binder->uses_lists = true;
        return &binder->context->lists[i];
    }
    struct pivot_discovery *discovery = ARENA_NEW(binder->arena, struct pivot_discovery);
    *discovery = (struct pivot_discovery){text_query(binder, query), 1, MAX_STALE};
    binder->discovery = discovery;
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
            "what a rollup lacks is known only when the statement runs");
    return NULL;
}

/* ---- the rollup of a name ---- */

static const struct rollup_set *rollups(struct binder *binder)
{
    const struct catalog *catalog = binder->context->catalog;
    return catalog->rollups ? catalog->rollups : rollups_of_catalog(binder->arena, catalog, NULL);
}

/* [schema.]table.projection; NULL, without an error: there is none of that name. */
static const struct rollup_view *find_projection(struct binder *binder,
                                                 const PgQuery__RangeVar *name)
{
    const struct catalog *catalog = binder->context->catalog;
    const char *schema = name->catalogname[0] ? search_path_schema(binder, name->catalogname) : "";
    const struct catalog_table *base =
        *schema ? catalog_find_table(catalog, str_of(schema), str_of(name->schemaname))
                : search_path_find(binder, name->schemaname);
    const struct rollup_set *set = rollups(binder);
    for (size_t i = 0; base && i < set->n_views; i++) {
        const struct rollup *rollup = &set->views[i].rollup;
        if (rollup->projection && rollup->base == base &&
            strcmp(rollup->projection->name, name->relname) == 0)
            return &set->views[i];
    }
    return NULL;
}

static const struct rollup_view *find_rollup(struct binder *binder, const PgQuery__RangeVar *name)
{
    const struct rollup_view *projection =
        name->schemaname[0] ? find_projection(binder, name) : NULL;
    if (projection)
        return projection;
    const struct catalog_table *table = bind_table_name(binder, name);
    const struct rollup_set *set = rollups(binder);
    for (size_t i = 0; table && i < set->n_views; i++) {
        const struct rollup *rollup = &set->views[i].rollup;
        if (rollup->view != table && rollup->target != table)
            continue;
        if (rollup->base && rollup->target)
            return &set->views[i];
    }
    if (table)
        err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, position_of(name->location),
                "\"%s\" is not a rollup", table->name);
    return NULL;
}

/* ---- DROP ---- */

static bool name_of(struct binder *binder, const PgQuery__Node *node, PgQuery__RangeVar *range)
{
    pg_query__range_var__init(range);
    const PgQuery__List *names = node->list;
    size_t n = names->n_items;
    if (n > 3)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, 0, "improper relation name");
    range->relname = names->items[n - 1]->string->sval;
    if (n > 1)
        range->schemaname = names->items[n - 2]->string->sval;
    if (n > 2)
        range->catalogname = names->items[0]->string->sval;
    range->location = -1;
    return true;
}

static struct str put_drop(struct binder *binder, struct buf *out, const char *kind,
                           const struct catalog_table *table)
{
    buf_puts(out, kind);
    identifier_emit_qualified(out, table->schema, table->name);
    struct str text = {arena_strndup(binder->arena, buf_data(out), buf_size(out)), buf_size(out)};
    return text;
}

static struct plan *change_projection(struct binder *binder, struct buf *out,
                                      const struct rollup *rollup, const char *verb,
                                      const char *settings, const char *tag)
{
    put_drop(binder, out, "ALTER TABLE ", rollup->base);
    buf_printf(out, " %s PROJECTION ", verb);
    identifier_emit(out, rollup->projection->name);
    buf_puts(out, settings);
    return write_plan(binder, out, tag);
}

struct plan *rollup_drop(struct binder *binder, const PgQuery__DropStmt *drop, struct buf *out)
{
    PgQuery__RangeVar name;
    if (drop->n_objects != 1) {
        write_refuse(binder, 0, "dropping several rollups at once is");
        return NULL;
    }
    if (!name_of(binder, drop->objects[0], &name))
        return NULL;
    const struct rollup_view *view = find_rollup(binder, &name);
    if (!view && drop->missing_ok && strcmp(binder->err->sqlstate, SQLSTATE_UNDEFINED_TABLE) == 0) {
        err_clear(binder->err);
        return write_skip(
            binder, SQLSTATE_SUCCESSFUL_COMPLETION, "DROP ROLLUP",
            arena_printf(binder->arena, "rollup \"%s\" does not exist, skipping", name.relname));
    }
    if (!view || !write_schema_allowed(binder, view->rollup.target->schema, 0))
        return NULL;
    if (view->rollup.projection)
        return change_projection(binder, out, &view->rollup, "DROP", "", "DROP ROLLUP");
    struct plan_step *step = ARENA_NEW(binder->arena, struct plan_step);
    *step = (struct plan_step){put_drop(binder, out, "DROP VIEW ", view->rollup.view), false};
    buf_clear(out);
    /* A table of the view alone is gone with it. */
    put_drop(binder, out, "DROP TABLE IF EXISTS ", view->rollup.target);
    struct plan *plan = write_plan(binder, out, "DROP ROLLUP");
    if (plan) {
        plan->steps = step;
        plan->n_steps = 1;
    }
    return plan;
}

/* ---- REFRESH ---- */

/* Partitions that are not complete, each with the number of the last mutation. */
static const char *stale_query(struct arena *arena, const struct rollup *rollup)
{
    struct buf out;
    buf_init(&out, 1 << 16);
    buf_puts(&out, "SELECT p AS c1, (SELECT c2 FROM (");
    buf_puts(&out, rollup_mutation_query(arena, rollup->base));
    buf_puts(&out, ")) AS c2 FROM (");
    rollup_put_partitions(&out, arena, rollup, false);
    buf_puts(&out, ") ORDER BY p");
    return take_text(arena, &out);
}

struct filling {
    struct binder *binder;
    const struct rollup *rollup;
    struct list steps; /* struct plan_step */
};

static void add_step(struct filling *filling, struct buf *out)
{
    struct plan_step *step = ARENA_NEW(filling->binder->arena, struct plan_step);
    step->clickhouse_sql = (struct str){
        arena_strndup(filling->binder->arena, buf_data(out), buf_size(out)), buf_size(out)};
    buf_clear(out);
    list_add(filling->binder->arena, &filling->steps, step);
}

static void put_target(struct filling *filling, struct buf *out, const char *verb)
{
    buf_puts(out, verb);
    identifier_emit_qualified(out, filling->rollup->target->schema, filling->rollup->target->name);
}

/* The table beside the rollup's, among the session's temporary ones. */
static void put_beside(struct filling *filling, struct buf *out, const char *verb)
{
    buf_puts(out, verb);
    identifier_emit_qualified(out, filling->binder->context->temporary_schema, BESIDE);
}

/* With the parts of the partitions that are complete. */
static void make_beside(struct filling *filling, struct buf *out, const struct rewrite_list *stale)
{
    buf_printf(out, "CREATE DATABASE IF NOT EXISTS `%s`",
               filling->binder->context->temporary_schema);
    add_step(filling, out);
    put_beside(filling, out, "DROP TABLE IF EXISTS ");
    buf_puts(out, " SYNC");
    add_step(filling, out);
    put_beside(filling, out, "CREATE TABLE ");
    put_target(filling, out, " AS ");
    add_step(filling, out);
    if (!filling->rollup->has_same_partitions)
        return;
    put_beside(filling, out, "ALTER TABLE ");
    put_target(filling, out, " ATTACH PARTITION ALL FROM ");
    add_step(filling, out);
    for (size_t i = 0; i < stale->n_values; i++) {
        put_beside(filling, out, "ALTER TABLE ");
        buf_puts(out, " DROP PARTITION ID ");
        literal_emit_string(out, str_of(stale->texts[2 * i]));
        add_step(filling, out);
    }
}

/* The view's own query, of one partition: its columns are the view's, in their order. */
static void fill(struct filling *filling, struct buf *out, const char *partition)
{
    const struct catalog_table *view = filling->rollup->view;
    const char *select = view->as_select, *group = strstr(select, " GROUP BY ");
    put_beside(filling, out, "INSERT INTO ");
    for (size_t i = 0; i < view->n_columns; i++) {
        buf_puts(out, i ? ", " : " (");
        identifier_emit(out, view->columns[i].name);
    }
    buf_printf(out, ") %.*s", (int)(group - select), select);
    if (*partition) {
        buf_puts(out, " WHERE _partition_id = ");
        literal_emit_string(out, str_of(partition));
    }
    buf_puts(out, group);
    add_step(filling, out);
}

static void put_comment(struct filling *filling, struct buf *out, const char *mutation)
{
    const struct rollup *rollup = filling->rollup;
    const char *comment = rollup->target->comment;
    const char *bar = strstr(comment, ROLLUP_FILLED_DIRECTIVE);
    size_t size = bar ? (size_t)(bar - comment) : strlen(comment);
    put_beside(filling, out, "ALTER TABLE ");
    buf_puts(out, " MODIFY COMMENT ");
    literal_emit_string(out,
                        str_of(arena_printf(filling->binder->arena, "%.*s%s", (int)size, comment,
                                            rollup_filled_directive(filling->binder->arena,
                                                                    rollup->base, mutation))));
    add_step(filling, out);
}

static struct plan *plan_of_steps(struct filling *filling, struct buf *out)
{
    struct plan *plan = write_plan(filling->binder, out, "REFRESH ROLLUP");
    if (!plan)
        return NULL;
    struct plan_step *steps =
        ARENA_ARRAY(filling->binder->arena, struct plan_step, filling->steps.n);
    for (size_t i = 0; i < filling->steps.n; i++)
        steps[i] = *(const struct plan_step *)filling->steps.items[i];
    plan->steps = steps;
    plan->n_steps = filling->steps.n;
    plan->makes_temporary = true;
    return plan;
}

/*
 * A table beside the rollup's is filled, and takes its place in one step. An INSERT has decided at
 * its start which table its view writes to: what is under way when the tables change places goes to
 * the old one. So no row is ever counted twice; rows that come meanwhile may be missing, and their
 * partitions are not complete.
 */
static struct plan *plan_filling(struct filling *filling, struct buf *out,
                                 const struct rewrite_list *stale)
{
    struct binder *binder = filling->binder;
    if (!stale->n_values)
        return write_skip(binder, SQLSTATE_SUCCESSFUL_COMPLETION, "REFRESH ROLLUP",
                          "the rollup is complete");
    make_beside(filling, out, stale);
    for (size_t i = 0; i < stale->n_values; i++)
        fill(filling, out, stale->texts[2 * i]);
    put_comment(filling, out, stale->texts[1]);
    put_target(filling, out, "EXCHANGE TABLES ");
    put_beside(filling, out, " AND ");
    add_step(filling, out);
    put_beside(filling, out, "DROP TABLE ");
    write_notice(binder, SQLSTATE_SUCCESSFUL_COMPLETION,
                 arena_printf(binder->arena, "%zu partitions of the rollup are filled anew",
                              stale->n_values));
    return plan_of_steps(filling, out);
}

static bool check_refreshed(struct binder *binder, const struct rollup_view *view)
{
    const struct catalog_table *target = view->rollup.target;
    if (!write_schema_allowed(binder, target->schema, 0))
        return false;
    if (view->refusal != RULE_NONE)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "\"%s\" is no rollup to fill: %s", target->name,
                       rollup_rules[view->refusal].says);
    if (view->rollup.projection)
        return true;
    if (strncmp(target->name, INNER, strlen(INNER)) == 0)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "\"%s\" cannot be refreshed: its table cannot be replaced, its view holds "
                       "it by its number",
                       view->rollup.view->name) ||
               err_hint(binder->err, "Make the view with TO a table, or by CREATE ROLLUP.");
    if (!write_parts_can_move(target))
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "\"%s\" cannot be refreshed: a table of the engine %s cannot be replaced on "
                       "all of its servers in one step",
                       target->name, target->engine);
    return true;
}

struct plan *rollup_refresh(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__RefreshMatViewStmt *refresh = node->refresh_mat_view_stmt;
    const struct rollup_view *view = find_rollup(binder, refresh->relation);
    if (!view || !check_refreshed(binder, view))
        return NULL;
    if (view->rollup.projection)
        return change_projection(binder, out, &view->rollup, "MATERIALIZE",
                                 " SETTINGS mutations_sync = 1", "REFRESH ROLLUP");
    const struct rewrite_list *stale =
        rollup_ask(binder, stale_query(binder->arena, &view->rollup));
    struct filling filling = {.binder = binder, .rollup = &view->rollup};
    return stale ? plan_filling(&filling, out, stale) : NULL;
}
