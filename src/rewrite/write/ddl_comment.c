/* COMMENT ON: texts that ClickHouse keeps of tables, views and columns. Leaves what a column's
 * comment says of its type (base/catalog.h). */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/emit/literal.h"
#include "rewrite/write/write.h"

/* [[database.]schema.]relation[.column], from a list of names. */
static bool read_name(struct binder *binder, const PgQuery__Node *object, size_t n_behind,
                      PgQuery__RangeVar *range)
{
    const PgQuery__List *names = object->list;
    size_t n = names->n_items - n_behind;
    pg_query__range_var__init(range);
    range->location = -1;
    if (names->n_items <= n_behind || n > 3)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, 0, "improper relation name");
    char **const parts[] = {&range->relname, &range->schemaname, &range->catalogname};
    for (size_t i = 0; i < n; i++)
        *parts[i] = names->items[n - 1 - i]->string->sval;
    return true;
}

static void emit_alter(struct buf *out, const struct catalog_table *table)
{
    buf_puts(out, "ALTER TABLE ");
    identifier_emit_qualified(out, table->schema, table->name);
}

static bool check_kind(struct binder *binder, const struct catalog_table *table,
                       PgQuery__ObjectType type)
{
    static const struct {
        PgQuery__ObjectType type;
        enum catalog_table_kind kind;
        const char *name;
    } rows[] = {
        {PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, CATALOG_TABLE, "table"},
        {PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, CATALOG_VIEW, "view"},
        {PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, CATALOG_MATERIALIZED_VIEW, "materialized view"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].type == type && rows[i].kind != table->kind)
            return err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0, "\"%s\" is not a %s",
                           table->name, rows[i].name);
    return write_schema_allowed(binder, table->schema, 0);
}

static struct plan *comment_relation(struct binder *binder, const PgQuery__CommentStmt *comment,
                                     struct buf *out)
{
    PgQuery__RangeVar range;
    const struct catalog_table *table =
        read_name(binder, comment->object, 0, &range) ? bind_table_name(binder, &range) : NULL;
    if (!table || !check_kind(binder, table, comment->objtype))
        return NULL;
    emit_alter(out, table);
    buf_puts(out, " MODIFY COMMENT ");
    literal_emit_string(out, str_of(comment->comment));
    return write_plan(binder, out, "COMMENT");
}

static struct plan *comment_column(struct binder *binder, const PgQuery__CommentStmt *comment,
                                   struct buf *out)
{
    PgQuery__RangeVar range;
    const struct catalog_table *table =
        read_name(binder, comment->object, 1, &range) ? bind_table_name(binder, &range) : NULL;
    if (!table || !check_kind(binder, table, comment->objtype))
        return NULL;
    const PgQuery__List *names = comment->object->list;
    const char *name = names->items[names->n_items - 1]->string->sval;
    const struct catalog_column *column = catalog_find_column(table, str_of(name));
    if (!column) {
        err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, 0,
                "column \"%s\" of relation \"%s\" does not exist", name, table->name);
        return NULL;
    }
    const char *directive = strstr(column->comment, CATALOG_TYPE_DIRECTIVE);
    emit_alter(out, table);
    buf_puts(out, " COMMENT COLUMN ");
    identifier_emit(out, name);
    buf_putc(out, ' ');
    literal_emit_string(out, str_of(arena_printf(binder->arena, "%s%s", comment->comment,
                                                 directive ? directive : "")));
    return write_plan(binder, out, "COMMENT");
}

/* Of what is not kept itself. */
static struct plan *comment_unkept(struct binder *binder, const PgQuery__CommentStmt *comment,
                                   struct buf *out)
{
    (void)comment, (void)out;
    return write_skip(binder, SQLSTATE_WARNING, "COMMENT",
                      "the comment is not kept: ClickHouse has comments of tables, views and "
                      "columns");
}

static struct plan *comment_constraint(struct binder *binder, const PgQuery__CommentStmt *comment,
                                       struct buf *out)
{
    PgQuery__RangeVar range;
    if (!read_name(binder, comment->object, 1, &range) || !bind_table_name(binder, &range))
        return NULL;
    return comment_unkept(binder, comment, out);
}

static const struct {
    PgQuery__ObjectType type;
    struct plan *(*plan)(struct binder *binder, const PgQuery__CommentStmt *comment,
                         struct buf *out);
} kinds[] = {{PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, comment_relation},
             {PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, comment_relation},
             {PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, comment_relation},
             {PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN, comment_column},
             {PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT, comment_constraint},
             {PG_QUERY__OBJECT_TYPE__OBJECT_INDEX, comment_unkept},
             {PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE, comment_unkept},
             {PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION, comment_unkept},
             {PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA, comment_unkept}};

struct plan *write_comment(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__CommentStmt *comment = node->comment_stmt;
    if (strstr(comment->comment, CATALOG_TYPE_DIRECTIVE)) {
        write_refuse(binder, 0, "a comment with \"" CATALOG_TYPE_DIRECTIVE "\" in it is");
        return NULL;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].type == comment->objtype)
            return kinds[i].plan(binder, comment, out);
    write_refuse(binder, 0, "COMMENT on anything but tables, views and columns is");
    return NULL;
}
