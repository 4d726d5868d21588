/* CREATE SCHEMA and DROP SCHEMA: ClickHouse's databases. */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/emit/literal.h"
#include "rewrite/write/write.h"

/* `public` always exists: it is another name for the connection's database. */
static bool exists(const struct binder *binder, const char *schema)
{
    return strcmp(schema, "public") == 0 ||
           catalog_has_schema(binder->context->catalog, str_of(schema));
}

static bool check_new(struct binder *binder, const PgQuery__CreateSchemaStmt *create)
{
    if (create->authrole)
        return write_refuse(binder, 0, "CREATE SCHEMA … AUTHORIZATION is");
    if (create->n_schema_elts)
        return write_refuse(binder, 0, "CREATE SCHEMA with elements is");
    if (strncmp(create->schemaname, "pg_", 3) == 0) {
        err_set(binder->err, SQLSTATE_RESERVED_NAME, 0, "unacceptable schema name \"%s\"",
                create->schemaname);
        return err_detail(binder->err, "The prefix \"pg_\" is reserved for system schemas.");
    }
    return write_schema_allowed(binder, create->schemaname, 0);
}

struct plan *write_create_schema(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__CreateSchemaStmt *create = node->create_schema_stmt;
    if (!check_new(binder, create))
        return NULL;
    if (exists(binder, create->schemaname) && create->if_not_exists)
        return write_skip(binder, SQLSTATE_DUPLICATE_SCHEMA, "CREATE SCHEMA",
                          arena_printf(binder->arena, "schema \"%s\" already exists, skipping",
                                       create->schemaname));
    if (exists(binder, create->schemaname)) {
        err_set(binder->err, SQLSTATE_DUPLICATE_SCHEMA, 0, "schema \"%s\" already exists",
                create->schemaname);
        return NULL;
    }
    buf_puts(out, "CREATE DATABASE ");
    identifier_emit(out, create->schemaname);
    return write_plan(binder, out, "CREATE SCHEMA");
}

static bool check_drop(struct binder *binder, const PgQuery__DropStmt *drop, const char *schema)
{
    if (!write_schema_allowed(binder, schema, 0))
        return false;
    if (strcmp(schema, binder->context->database) == 0 || strcmp(schema, "public") == 0)
        return err_set(binder->err, SQLSTATE_OBJECT_IN_USE, 0,
                       "cannot drop schema %s: it is the connection's database", schema);
    const struct catalog *catalog = binder->context->catalog;
    for (size_t i = 0; i < catalog->n_enums; i++)
        if (strcmp(catalog->enums[i].schema, schema) == 0 &&
            drop->behavior != PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE) {
            err_set(binder->err, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, 0,
                    "cannot drop schema %s because other objects depend on it", schema);
            err_detail(binder->err, "type %s.%s depends on schema %s", schema,
                       catalog->enums[i].name, schema);
            return err_hint(binder->err, "Use DROP ... CASCADE to drop the dependent objects too.");
        }
    for (size_t i = 0; i < catalog->n_tables; i++) {
        const struct catalog_table *table = &catalog->tables[i];
        if (strcmp(table->schema, schema) != 0)
            continue;
        if (drop->behavior != PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE) {
            err_set(binder->err, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, 0,
                    "cannot drop schema %s because other objects depend on it", schema);
            err_detail(binder->err, "table %s.%s depends on schema %s", schema, table->name,
                       schema);
            return err_hint(binder->err, "Use DROP ... CASCADE to drop the dependent objects too.");
        }
        const struct catalog_table *view = write_dependent(binder, table, false);
        if (view && strcmp(view->schema, schema) != 0)
            return err_set(binder->err, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, 0,
                           "cannot drop schema %s because view %s.%s depends on it", schema,
                           view->schema, view->name);
    }
    return true;
}

struct plan *write_drop_schema(struct binder *binder, const PgQuery__DropStmt *drop,
                               struct buf *out)
{
    if (drop->n_objects != 1) {
        write_refuse(binder, 0, "DROP of several schemas in one statement is");
        return NULL;
    }
    const char *schema = drop->objects[0]->string->sval;
    if (!exists(binder, schema) && drop->missing_ok)
        return write_skip(
            binder, SQLSTATE_SUCCESSFUL_COMPLETION, "DROP SCHEMA",
            arena_printf(binder->arena, "schema \"%s\" does not exist, skipping", schema));
    if (!exists(binder, schema)) {
        err_set(binder->err, SQLSTATE_INVALID_SCHEMA_NAME, 0, "schema \"%s\" does not exist",
                schema);
        return NULL;
    }
    if (!check_drop(binder, drop, schema))
        return NULL;
    buf_puts(out, "DROP DATABASE ");
    identifier_emit(out, schema);
    return write_plan(binder, out, "DROP SCHEMA");
}
