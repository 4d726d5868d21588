/*
 * The table beside the table for a COPY of several blocks. Its parts become the table's at once,
 * unless materialized views have to see the rows, or the engine's parts are not ours to move: then
 * a query inserts them.
 */
#include "rewrite/write/copy_stage.h"

#include <string.h>

#include "rewrite/emit/literal.h"
#include "rewrite/write/column_default.h"
#include "rewrite/write/write.h"

/* No name that a client gives its table begins with a dot by chance. */
#define STAGE ".pgpivot_copy"

static const char *taken(struct arena *arena, struct buf *text)
{
    const char *copy = arena_strndup(arena, buf_data(text), buf_size(text));
    buf_free(text);
    return copy;
}

static const char *quoted(struct arena *arena, const char *schema, const char *name)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    identifier_emit_qualified(&text, schema, name);
    return taken(arena, &text);
}

static const char *list_of(struct arena *arena, const struct catalog_column *const *columns,
                           size_t n)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    for (size_t i = 0; i < n; i++) {
        buf_puts(&text, i ? ", " : "");
        identifier_emit(&text, columns[i]->name);
    }
    return taken(arena, &text);
}

/* What the stage has computed is taken as it is. */
static const char *written_columns(struct arena *arena, const struct catalog_table *table)
{
    const struct catalog_column **columns =
        ARENA_ARRAY(arena, const struct catalog_column *, table->n_columns);
    size_t n = 0;
    for (size_t i = 0; i < table->n_columns; i++)
        if (column_is_written(&table->columns[i]))
            columns[n++] = &table->columns[i];
    return list_of(arena, columns, n);
}

static bool moves_parts(struct binder *binder, const struct catalog_table *table)
{
    return write_parts_can_move(table) && !write_dependent(binder, table, true);
}

static bool can_be_staged(const struct catalog_table *table)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (strcmp(table->columns[i].default_kind, "EPHEMERAL") == 0)
            return false;
    return true;
}

/* Merges must not write down the stage's own numbers of blocks: the table has others (change.h). */
static void add_making(struct arena *arena, struct plan_stage *stage, const char *schema,
                       const char *name, const char *table, const char *settings)
{
    const char **make = ARENA_ARRAY(arena, const char *, 4);
    size_t n = 0;
    make[n++] = arena_printf(arena, "CREATE DATABASE IF NOT EXISTS `%s`", schema);
    make[n++] = stage->drop;
    make[n++] = arena_printf(arena, "CREATE TABLE %s AS %s%s%s", name, table,
                             stage->is_whole ? "" : " ENGINE = MergeTree ORDER BY ()", settings);
    if (stage->is_whole)
        make[n++] = arena_printf(arena,
                                 "ALTER TABLE %s MODIFY SETTING enable_block_number_column = 0, "
                                 "enable_block_offset_column = 0",
                                 name);
    stage->make = make;
    stage->n_make = n;
}

const struct plan_stage *copy_stage(struct binder *binder, const struct catalog_table *table,
                                    const struct catalog_column *const *columns, size_t n_columns,
                                    const char *condition)
{
    struct arena *arena = binder->arena;
    const char *schema = binder->context->temporary_schema;
    if (!schema || !can_be_staged(table))
        return NULL;
    const char *name = quoted(arena, schema, STAGE);
    const char *target = quoted(arena, table->schema, table->name);
    struct plan_stage *stage = ARENA_NEW(arena, struct plan_stage);
    stage->is_whole = !condition && moves_parts(binder, table);
    stage->drop = arena_printf(arena, "DROP TABLE IF EXISTS %s SYNC", name);
    stage->insert = arena_printf(arena, "INSERT INTO %s (%s) FORMAT Native", name,
                                 list_of(arena, columns, n_columns));
    if (stage->is_whole) {
        stage->take =
            arena_printf(arena, "ALTER TABLE %s ATTACH PARTITION ALL FROM %s", target, name);
    } else {
        const char *list = written_columns(arena, table);
        const char *where = condition ? arena_printf(arena, " WHERE %s", condition) : "";
        stage->take = arena_printf(arena, "INSERT INTO %s (%s) SELECT %s FROM %s%s", target, list,
                                   list, name, where);
        stage->count =
            condition ? arena_printf(arena, "SELECT count() FROM %s%s", name, where) : NULL;
    }
    add_making(arena, stage, schema, name, target,
               write_holds_null_arrays(table) ? " SETTINGS " NULLABLE_TUPLE_SETTING : "");
    return stage;
}
