/* DROP TABLE and VIEW, TRUNCATE. What would leave rollups or views behind is refused. */
#include <assert.h>
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/emit/literal.h"
#include "rewrite/rollup/rollup_ddl.h"
#include "rewrite/write/sequence.h"
#include "rewrite/write/upkeep.h"
#include "rewrite/write/write.h"

static const struct drop_kind {
    PgQuery__ObjectType object;
    const char *name, *other, *tag, *clickhouse;
    bool is_view;
} drop_kinds[] = {
    {PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, "table", "view", "DROP TABLE", "DROP TABLE", false},
    {PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, "view", "table", "DROP VIEW", "DROP VIEW", true},
};

/* [[database.]schema.]name as a list of strings. */
static bool range_of(struct binder *binder, const PgQuery__Node *node, PgQuery__RangeVar *range)
{
    pg_query__range_var__init(range);
    const PgQuery__List *names = node->list;
    if (names->n_items > 3)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, 0, "improper relation name");
    char **const parts[] = {&range->relname, &range->schemaname, &range->catalogname};
    for (size_t i = 0; i < names->n_items; i++)
        *parts[i] = names->items[names->n_items - 1 - i]->string->sval;
    range->location = -1;
    return true;
}

static bool error_kind(struct binder *binder, const struct drop_kind *kind,
                       const struct catalog_table *table)
{
    if (table->kind == CATALOG_MATERIALIZED_VIEW)
        return write_refuse(binder, 0, "dropping materialized views is");
    err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0, "\"%s\" is not a %s", table->name,
            kind->name);
    return err_hint(binder->err, "Use DROP %s to remove a %s.", kind->is_view ? "TABLE" : "VIEW",
                    kind->other);
}

/* ClickHouse does not know what a view reads: nothing is dropped that the statement does not name.
 */
static bool check_dependents(struct binder *binder, const struct catalog_table *table,
                             const PgQuery__DropStmt *drop, const char *kind)
{
    const struct catalog_table *view = write_dependent(binder, table, false);
    if (!view)
        return true;
    if (drop->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "CASCADE to views is not supported: drop view \"%s\" first", view->name);
    err_set(binder->err, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, 0,
            "cannot drop %s %s because other objects depend on it", kind, table->name);
    return err_detail(binder->err, "view %s depends on %s %s", view->name, kind, table->name);
}

/* *table NULL: there is none, and IF EXISTS says that is fine. */
static bool find_dropped(struct binder *binder, const struct drop_kind *kind,
                         const PgQuery__DropStmt *drop, const PgQuery__Node *node,
                         const struct catalog_table **table)
{
    PgQuery__RangeVar range;
    struct write_name name = {0};
    if (!range_of(binder, node, &range))
        return false;
    if (!write_resolve(binder, &range, &name) &&
        (!drop->missing_ok || strcmp(binder->err->sqlstate, SQLSTATE_INVALID_SCHEMA_NAME) != 0))
        return false;
    err_clear(binder->err);
    *table = name.existing;
    if (!name.existing && !drop->missing_ok)
        return err_set(binder->err, SQLSTATE_UNDEFINED_TABLE, 0, "%s \"%s\" does not exist",
                       kind->name, name.name);
    if (!name.existing)
        write_notice(binder, SQLSTATE_SUCCESSFUL_COMPLETION,
                     arena_printf(binder->arena, "%s \"%s\" does not exist, skipping", kind->name,
                                  name.name));
    else if (kind->is_view != (name.existing->kind == CATALOG_VIEW))
        return error_kind(binder, kind, name.existing);
    else if (!kind->is_view && !write_rows_allowed(binder, name.existing))
        return false;
    return !name.existing || check_dependents(binder, name.existing, drop, kind->name);
}

static const struct drop_kind *find_kind(const PgQuery__DropStmt *drop)
{
    for (size_t i = 0; i < sizeof drop_kinds / sizeof *drop_kinds; i++)
        if (drop_kinds[i].object == drop->remove_type)
            return &drop_kinds[i];
    return NULL;
}

static struct plan *drop_relations(struct binder *binder, const struct drop_kind *kind,
                                   const PgQuery__DropStmt *drop, struct buf *out)
{
    size_t n = 0;
    buf_printf(out, "%s ", kind->clickhouse);
    for (size_t i = 0; i < drop->n_objects; i++) {
        const struct catalog_table *table;
        if (!find_dropped(binder, kind, drop, drop->objects[i], &table))
            return NULL;
        if (!table)
            continue;
        buf_puts(out, n++ ? ", " : "");
        identifier_emit_qualified(out, table->schema, table->name);
    }
    return n ? write_plan(binder, out, kind->tag) : plan_new(binder, PLAN_NOTHING, kind->tag);
}

struct plan *write_drop(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__DropStmt *drop = node->drop_stmt;
    const struct drop_kind *kind = find_kind(drop);
    if (drop->remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA)
        return write_drop_schema(binder, drop, out);
    if (drop->remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE)
        return write_drop_enum(binder, drop, out);
    if (drop->remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_INDEX)
        return upkeep_drop_index(binder);
    if (drop->remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE)
        return sequence_drop(binder);
    if (drop->remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW)
        return rollup_drop(binder, drop, out);
    if (kind)
        return drop_relations(binder, kind, drop, out);
    write_refuse(binder, 0, "DROP of anything but tables, views and schemas is");
    return NULL;
}

/* ---- TRUNCATE ---- */

static bool check_truncated(struct binder *binder, const struct catalog_table *table)
{
    if (table->kind != CATALOG_TABLE)
        return err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0, "\"%s\" is not a table",
                       table->name);
    const struct catalog_table *view = write_dependent(binder, table, true);
    if (view)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "TRUNCATE of table \"%s\" is not supported: materialized view \"%s\" would "
                       "keep its rows",
                       table->name, view->name);
    return write_rows_allowed(binder, table);
}

static bool emit_truncate(struct binder *binder, const PgQuery__RangeVar *name, struct buf *out)
{
    const struct catalog_table *table = bind_table_name(binder, name);
    if (!table || !check_truncated(binder, table))
        return false;
    buf_puts(out, "TRUNCATE TABLE ");
    identifier_emit_qualified(out, table->schema, table->name);
    return true;
}

/* ClickHouse truncates one table in one statement. All names are looked at before the first is. */
struct plan *write_truncate(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__TruncateStmt *truncate = node->truncate_stmt;
    struct plan_step *steps = ARENA_ARRAY(binder->arena, struct plan_step, truncate->n_relations);
    struct plan *plan = NULL;
    for (size_t i = 0; i < truncate->n_relations; i++) {
        buf_clear(out);
        if (!emit_truncate(binder, truncate->relations[i]->range_var, out))
            return NULL;
        plan = write_plan(binder, out, "TRUNCATE TABLE");
        if (!plan)
            return NULL;
        steps[i] = (struct plan_step){plan->clickhouse_sql, false};
    }
    assert(plan); /* the grammar demands a name */
    plan->steps = steps;
    plan->n_steps = truncate->n_relations - 1;
    return plan;
}
