/* CREATE TYPE … AS ENUM, ALTER TYPE … ADD VALUE and DROP TYPE: a type is a table of no rows whose
 * column is the Enum (catalog_enum.h). Refuses to renumber what tables hold. */
#include <string.h>

#include "rewrite/bind/enum_type.h"
#include "rewrite/command.h"
#include "rewrite/emit/literal.h"
#include "rewrite/write/write.h"

#define MAX_LABEL 63     /* bytes, NAMEDATALEN - 1 */
#define MAX_OF_ENUM8 127 /* numbers begin with 1 */
#define MAX_OF_ENUM16 32767

/* [schema.]name, resolved as a relation's. */
static bool resolve(struct binder *binder, PgQuery__Node **names, size_t n, bool is_new,
                    struct write_name *name)
{
    PgQuery__RangeVar range;
    pg_query__range_var__init(&range);
    range.relname = names[n - 1]->string->sval;
    if (n > 1)
        range.schemaname = names[n - 2]->string->sval;
    range.location = -1;
    return is_new ? write_resolve_new(binder, &range, name) : write_resolve(binder, &range, name);
}

static const struct catalog_enum *find(struct binder *binder, PgQuery__Node **names, size_t n)
{
    const char *schema = n > 1 ? names[n - 2]->string->sval : NULL;
    const struct catalog_enum *type = enum_find(binder, schema, names[n - 1]->string->sval);
    if (!type)
        err_set(binder->err, SQLSTATE_UNDEFINED_OBJECT, 0, "type \"%s\" does not exist",
                names[n - 1]->string->sval);
    return type;
}

/* ---- labels ---- */

static bool check_label(struct binder *binder, const char *label)
{
    if (strlen(label) <= MAX_LABEL)
        return true;
    err_set(binder->err, SQLSTATE_INVALID_NAME, 0, "invalid enum label \"%s\"", label);
    return err_detail(binder->err, "Labels must be %d bytes or less.", MAX_LABEL);
}

static bool add_label(struct binder *binder, struct list *labels, const char *label)
{
    if (!check_label(binder, label))
        return false;
    for (LIST_EACH(const char, other, labels))
        if (strcmp(other, label) == 0)
            return err_set(binder->err, "23505", 0,
                           "duplicate key value violates unique constraint "
                           "\"pg_enum_typid_label_index\"");
    list_add(binder->arena, labels, (void *)(uintptr_t)label);
    return labels->n <= MAX_OF_ENUM16 ||
           write_refuse(binder, 0, "a type of more than 32767 labels is");
}

static const char *enum_text(struct arena *arena, const struct list *labels)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    buf_puts(&text, labels->n > MAX_OF_ENUM8 ? "Enum16(" : "Enum8(");
    for (size_t i = 0; i < labels->n; i++) {
        buf_puts(&text, i ? ", " : "");
        literal_emit_string(&text, str_of(labels->items[i]));
        buf_printf(&text, " = %zu", i + 1);
    }
    buf_putc(&text, ')');
    const char *copy = arena_strndup(arena, buf_data(&text), buf_size(&text));
    buf_free(&text);
    return copy;
}

/* ---- CREATE TYPE ---- */

static bool check_new(struct binder *binder, const struct write_name *name)
{
    const struct catalog *catalog = binder->context->catalog;
    if (name->existing || catalog_find_enum(catalog, str_of(name->schema), str_of(name->name)))
        return err_set(binder->err, SQLSTATE_DUPLICATE_OBJECT, 0, "type \"%s\" already exists",
                       name->name);
    return true;
}

struct plan *write_create_enum(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__CreateEnumStmt *create = node->create_enum_stmt;
    struct write_name name;
    struct list labels = {0};
    if (!resolve(binder, create->type_name, create->n_type_name, true, &name) ||
        !check_new(binder, &name))
        return NULL;
    for (size_t i = 0; i < create->n_vals; i++)
        if (!add_label(binder, &labels, create->vals[i]->string->sval))
            return NULL;
    if (!labels.n) {
        write_refuse(binder, 0, "a type without labels is");
        return NULL;
    }
    buf_puts(out, "CREATE TABLE ");
    identifier_emit_qualified(out, name.schema, name.name);
    buf_printf(out, " (`" CATALOG_ENUM_COLUMN "` %s) ENGINE = Null COMMENT ",
               enum_text(binder->arena, &labels));
    literal_emit_string(out, STR(CATALOG_ENUM_COMMENT));
    return write_plan_new(binder, out, "CREATE TYPE", &name);
}

/* ---- ALTER TYPE … ADD VALUE ---- */

static bool is_last(const struct catalog_enum *type, const PgQuery__AlterEnumStmt *alter)
{
    const char *last = type->type->values[type->type->n_values - 1].name;
    return !alter->new_val_neighbor[0] ||
           (alter->new_val_is_after && strcmp(alter->new_val_neighbor, last) == 0);
}

static bool check_added(struct binder *binder, const struct catalog_enum *type,
                        const PgQuery__AlterEnumStmt *alter)
{
    if (alter->old_val[0])
        return write_refuse(binder, 0, "RENAME VALUE is");
    if (alter->new_val_neighbor[0] && !catalog_enum_has(type, alter->new_val_neighbor))
        return err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "\"%s\" is not an existing enum label", alter->new_val_neighbor);
    return is_last(type, alter) ||
           write_refuse(binder, 0, "ADD VALUE other than behind the last is");
}

static const char *change_text(struct arena *arena, const char *schema, const char *table,
                               const struct catalog_column *column, const char *type)
{
    struct buf text;
    bool nullable = column && column->nullable;
    buf_init(&text, SIZE_MAX);
    buf_puts(&text, "ALTER TABLE ");
    identifier_emit_qualified(&text, schema, table);
    buf_puts(&text, " MODIFY COLUMN ");
    identifier_emit(&text, column ? column->name : CATALOG_ENUM_COLUMN);
    buf_printf(&text, nullable ? " Nullable(%s)" : " %s", type);
    buf_puts(&text, " SETTINGS mutations_sync = 2");
    const char *copy = arena_strndup(arena, buf_data(&text), buf_size(&text));
    buf_free(&text);
    return copy;
}

/* Calls visit for each column of the type. */
static void each_column(const struct binder *binder, const struct catalog_enum *type,
                        void (*visit)(void *owner, const struct catalog_table *table,
                                      const struct catalog_column *column),
                        void *owner)
{
    const struct catalog *catalog = binder->context->catalog;
    for (size_t i = 0; i < catalog->n_tables; i++)
        for (size_t k = 0; k < catalog->tables[i].n_columns; k++)
            if (catalog->tables[i].columns[k].pg_type == type->oid)
                visit(owner, &catalog->tables[i], &catalog->tables[i].columns[k]);
}

struct changes {
    struct binder *binder;
    const char *type;
    struct list statements; /* const char * */
    bool is_refused;
};

/* A view's columns stay as they were declared. */
static void refuse_view(struct changes *changes, const struct catalog_table *view)
{
    if (!changes->is_refused)
        err_set(changes->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "ALTER TYPE of a type that a view shows is not supported: drop view \"%s\" first",
                view->name);
    changes->is_refused = true;
}

static void add_change(void *owner, const struct catalog_table *table,
                       const struct catalog_column *column)
{
    struct changes *changes = owner;
    struct arena *arena = changes->binder->arena;
    const struct catalog_table *view =
        table->kind == CATALOG_TABLE
            ? write_dependent_on_column(changes->binder, table, column->name)
            : table;
    if (view)
        refuse_view(changes, view);
    else
        list_add(arena, &changes->statements,
                 (void *)(uintptr_t)change_text(arena, table->schema, table->name, column,
                                                changes->type));
}

/* The tables first: while they differ from the type, their columns are text and nothing is lost. */
static struct plan *plan_changes(struct binder *binder, const struct catalog_enum *type,
                                 const struct list *labels, struct buf *out)
{
    struct changes changes = {.binder = binder, .type = enum_text(binder->arena, labels)};
    each_column(binder, type, add_change, &changes);
    if (changes.is_refused)
        return NULL;
    buf_puts(out, change_text(binder->arena, type->schema, type->name, NULL, changes.type));
    struct plan *plan = write_plan(binder, out, "ALTER TYPE");
    if (!plan || !changes.statements.n)
        return plan;
    struct plan_step *steps = ARENA_ARRAY(binder->arena, struct plan_step, changes.statements.n);
    for (size_t i = 0; i < changes.statements.n; i++)
        steps[i].clickhouse_sql = str_of(changes.statements.items[i]);
    plan->steps = steps;
    plan->n_steps = changes.statements.n;
    return plan;
}

struct plan *write_alter_enum(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__AlterEnumStmt *alter = node->alter_enum_stmt;
    const struct catalog_enum *type = find(binder, alter->type_name, alter->n_type_name);
    struct list labels = {0};
    if (!type || !write_schema_allowed(binder, type->schema, 0))
        return NULL;
    if (!alter->old_val[0] && catalog_enum_has(type, alter->new_val)) {
        const char *message =
            arena_printf(binder->arena, "enum label \"%s\" already exists%s", alter->new_val,
                         alter->skip_if_new_val_exists ? ", skipping" : "");
        if (alter->skip_if_new_val_exists)
            return write_skip(binder, SQLSTATE_DUPLICATE_OBJECT, "ALTER TYPE", message);
        err_set(binder->err, SQLSTATE_DUPLICATE_OBJECT, 0, "%s", message);
        return NULL;
    }
    if (!check_added(binder, type, alter))
        return NULL;
    for (size_t i = 0; i < type->type->n_values; i++)
        if (type->type->values[i].value != (int)i + 1 ||
            !add_label(binder, &labels, type->type->values[i].name)) {
            write_refuse(binder, 0, "adding to an Enum whose numbers are not 1, 2, 3 … is");
            return NULL;
        }
    return add_label(binder, &labels, alter->new_val) ? plan_changes(binder, type, &labels, out)
                                                      : NULL;
}

/* ---- DROP TYPE ---- */

struct use {
    const struct catalog_table *table;
    const struct catalog_column *column;
};

static void note_use(void *owner, const struct catalog_table *table,
                     const struct catalog_column *column)
{
    *(struct use *)owner = (struct use){table, column};
}

static bool check_unused(struct binder *binder, const struct catalog_enum *type,
                         const PgQuery__DropStmt *drop)
{
    struct use use = {0};
    each_column(binder, type, note_use, &use);
    if (!use.table)
        return true;
    if (drop->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
        return write_refuse(binder, 0, "DROP TYPE … CASCADE of a type that columns have is");
    err_set(binder->err, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, 0,
            "cannot drop type %s because other objects depend on it", type->name);
    err_detail(binder->err, "column %s of table %s depends on type %s", use.column->name,
               use.table->name, type->name);
    return err_hint(binder->err, "Use DROP ... CASCADE to drop the dependent objects too.");
}

struct plan *write_drop_enum(struct binder *binder, const PgQuery__DropStmt *drop, struct buf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < drop->n_objects; i++) {
        const PgQuery__TypeName *name = drop->objects[i]->type_name;
        const struct catalog_enum *type = find(binder, name->names, name->n_names);
        if (!type && drop->missing_ok) {
            write_notice(binder, SQLSTATE_SUCCESSFUL_COMPLETION,
                         arena_printf(binder->arena, "%s, skipping", binder->err->message));
            err_clear(binder->err);
            continue;
        }
        if (!type || !write_schema_allowed(binder, type->schema, 0) ||
            !check_unused(binder, type, drop))
            return NULL;
        buf_puts(out, n++ ? ", " : "DROP TABLE ");
        identifier_emit_qualified(out, type->schema, type->name);
    }
    return n ? write_plan(binder, out, "DROP TYPE") : plan_new(binder, PLAN_NOTHING, "DROP TYPE");
}
