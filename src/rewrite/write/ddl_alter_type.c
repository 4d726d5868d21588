/*
 * ALTER COLUMN … TYPE: where ClickHouse keeps a value as it is under the new type, it changes the
 * column; elsewhere a column of the new type is computed by PostgreSQL's rules and takes the place
 * of the old one.
 */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/write/ddl_alter.h"
#include "rewrite/write/ddl_check.h"
#include "rewrite/write/ddl_column.h"
#include "rewrite/write/ddl_expr.h"
#include "rewrite/write/ddl_type.h"
#include "rewrite/write/insert.h"
#include "rewrite/write/write.h"

struct type_change {
    struct alter *alter;
    struct catalog_column *old;
    struct ddl_column new;
    struct catalog_column stored; /* as the catalog will have it */
    const PgQuery__Node *using;   /* NULL: the column itself */
    const char *default_expression;
};

/* ---- what forbids ---- */

static bool check_expressions(const struct type_change *change)
{
    struct alter *alter = change->alter;
    const char *name = change->old->name;
    for (size_t i = 0; i < alter->now.n_columns; i++)
        if (write_reads_column(alter->now.columns[i].default_expression, name))
            return err_set(alter->binder->err, SQLSTATE_SYNTAX_ERROR, 0,
                           "cannot alter type of a column used by a generated column");
    for (size_t i = 0; i < alter->now.n_checks; i++) {
        const struct catalog_check *check = &alter->now.checks[i];
        if (ddl_check_reads(alter->binder->arena, check, name) &&
            strcmp(check->name, ddl_column_length_name(alter->binder->arena, name)) != 0)
            return write_refuse(alter->binder, 0,
                                "changing the type of a column that a CHECK "
                                "constraint looks at is");
    }
    return true;
}

static bool check_form(const struct type_change *change)
{
    struct alter *alter = change->alter;
    struct err *err = alter->binder->err;
    const struct catalog_table *view = alter_dependent(alter, change->old->name);
    if (view) {
        err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "cannot alter type of a column used by a view or rule");
        return err_detail(err, "rule _RETURN on view %s depends on column \"%s\"", view->name,
                          change->old->name);
    }
    if (change->old->default_kind[0] && strcmp(change->old->default_kind, "DEFAULT") != 0)
        return write_refuse(alter->binder, 0, "changing the type of a generated column is");
    if (!catalog_find_column(alter->table, str_of(change->old->name)))
        return write_refuse(alter->binder, 0,
                            "changing the type of a column that this statement "
                            "adds is");
    return check_expressions(change) &&
           alter_check_key(alter, change->old->name, "changing the type of column");
}

/* ---- the new type ---- */

static bool declare(struct type_change *change, const PgQuery__ColumnDef *node)
{
    struct binder *binder = change->alter->binder;
    PgQuery__ColumnDef *named = ARENA_NEW(binder->arena, PgQuery__ColumnDef);
    *named = *node;
    named->colname = arena_strndup(binder->arena, change->old->name, strlen(change->old->name));
    if (!ddl_column_declare(binder, &change->new, named))
        return false;
    change->new.not_null = !change->old->nullable;
    change->using = node->raw_default;
    ddl_column_to_catalog(binder->arena, &change->new, &change->stored);
    return true;
}

static bool is_widened(enum chtype_kind from, enum chtype_kind to)
{
    static const enum chtype_kind integers[] = {CH_INT8, CH_INT16, CH_INT32, CH_INT64};
    size_t i = 0, k = 0, n = sizeof integers / sizeof *integers;
    while (i < n && integers[i] != from)
        i++;
    while (k < n && integers[k] != to)
        k++;
    return i < k && k < n;
}

/* (c), c and c::type of the new type. */
static bool is_column_itself(const struct type_change *change)
{
    const PgQuery__Node *node = change->using;
    uint32_t type;
    int32_t typmod;
    if (node && node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST) {
        if (!bind_type_name(change->alter->binder, node->type_cast->type_name, &type, &typmod) ||
            type != change->new.type || typmod != change->new.typmod)
            return false;
        node = node->type_cast->arg;
    }
    if (!node)
        return true;
    return node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF && node->column_ref->n_fields == 1 &&
           node->column_ref->fields[0]->node_case == PG_QUERY__NODE__NODE_STRING &&
           strcmp(node->column_ref->fields[0]->string->sval, change->old->name) == 0;
}

/* Text of a length that is cut by a cast, and is an error by assignment, takes the other way. */
static bool is_kept(const struct type_change *change)
{
    const struct chtype *from = chtype_strip(change->old->type);
    const struct chtype *to = chtype_strip(change->stored.type);
    uint32_t old = change->old->pg_type, new = change->new.type;
    bool same =
        strcmp(from->text, to->text) == 0 && (old == new || (old == PG_VARCHAR && new == PG_TEXT) ||
                                              (old == PG_TEXT && new == PG_VARCHAR));
    if (change->using && new == PG_VARCHAR && change->new.typmod >= 0)
        return false;
    return is_column_itself(change) && new != PG_BPCHAR &&
           (same || is_widened(from->kind, to->kind));
}

/* ---- the length that varchar and char keep ---- */

static void change_length(struct type_change *change)
{
    struct alter *alter = change->alter;
    struct arena *arena = alter->binder->arena;
    const char *name = change->old->name;
    if (ddl_column_has_length(change->old->pg_type, change->old->typmod))
        alter_action(alter, NULL,
                     arena_printf(arena, "DROP CONSTRAINT IF EXISTS %s",
                                  alter_quote(alter, ddl_column_length_name(arena, name))));
}

static void add_length(struct type_change *change)
{
    struct arena *arena = change->alter->binder->arena;
    struct buf text;
    if (!ddl_column_has_length(change->new.type, change->new.typmod))
        return;
    buf_init(&text, SIZE_MAX);
    buf_puts(&text, "ADD ");
    ddl_column_emit_length(arena, &text, change->old->name, change->new.type, change->new.typmod);
    alter_break(change->alter);
    alter_action(change->alter, NULL, arena_strndup(arena, buf_data(&text), buf_size(&text)));
    buf_free(&text);
}

static void prove_length(struct type_change *change, const char *value)
{
    struct arena *arena = change->alter->binder->arena;
    int length = pgtype_length(change->new.typmod);
    if (!ddl_column_has_length(change->new.type, change->new.typmod))
        return;
    alter_prove(change->alter, arena_printf(arena, "ifNull(lengthUTF8(%s), 0) > %d", value, length),
                "22001",
                arena_printf(arena, "value too long for type %s(%d)",
                             pgtype_sql_name(change->new.type), length));
}

/* ---- the same values under another type ---- */

/* The comment as it was, with the directive of the new type. */
static const char *new_comment(const struct type_change *change)
{
    struct arena *arena = change->alter->binder->arena;
    const char *old = change->old->comment;
    const char *directive = strstr(old, CATALOG_TYPE_DIRECTIVE);
    int size = (int)(directive ? (size_t)(directive - old) : strlen(old));
    return arena_printf(arena, "%.*s%s", size, old, change->new.comment ? change->new.comment : "");
}

static void change_in_place(struct type_change *change)
{
    struct alter *alter = change->alter;
    struct arena *arena = alter->binder->arena;
    const char *name = alter_quote(alter, change->old->name);
    prove_length(change, name);
    change_length(change);
    alter_action(alter, change->old->name,
                 arena_printf(arena, "MODIFY COLUMN %s %s COMMENT %s", name,
                              change->stored.type->text, alter_string(alter, new_comment(change))));
    add_length(change);
}

/* ---- computed values ---- */

static struct expr *error_cast(const struct type_change *change, const struct expr *value)
{
    struct err *err = change->alter->binder->err;
    const char *name = change->old->name, *type = pgtype_sql_name(change->new.type);
    (void)value;
    if (change->using) {
        err_set(err, SQLSTATE_DATATYPE_MISMATCH, 0,
                "result of USING clause for column \"%s\" cannot be cast automatically to type %s",
                name, type);
        err_hint(err, "You might need to add an explicit cast.");
        return NULL;
    }
    err_set(err, SQLSTATE_DATATYPE_MISMATCH, 0,
            "column \"%s\" cannot be cast automatically to type %s", name, type);
    err_hint(err, "You might need to specify \"USING %s::%s\".", name, type);
    return NULL;
}

static struct expr *bind_value(const struct type_change *change, struct scope *scope)
{
    struct binder *binder = change->alter->binder;
    if (change->using)
        return ddl_expr_bind(binder, scope, change->using, CLAUSE_TRANSFORM);
    size_t index = (size_t)(change->old - change->alter->now.columns);
    return expr_column(binder->arena, scope->rels.items[0], index, 0);
}

/* The value in ClickHouse's words; NULL with err set. */
static const char *value_text(const struct type_change *change)
{
    struct binder *binder = change->alter->binder;
    struct scope scope = {0};
    struct rel *rel = ddl_expr_scope(binder, &scope, &change->alter->now);
    struct expr *value = rel ? bind_value(change, &scope) : NULL;
    struct write_target target = {change->new.name, change->new.type, change->new.typmod,
                                  "expression"};
    if (!value)
        return NULL;
    if (!coerce_possible(value->type, change->new.type, CAST_ASSIGNMENT)) {
        error_cast(change, value);
        return NULL;
    }
    value = write_assign(binder, value, &target);
    if (value)
        value = insert_digits(binder, value, &change->stored);
    if (value)
        value = insert_checked(binder->arena, value, &change->stored, change->alter->table->name);
    return value ? ddl_expr_text(binder, rel, value) : NULL;
}

/* UPDATE computes under the settings that are given; what ALTER TABLE computes does not. */
static void emit_update(struct type_change *change, const char *new, const char *text)
{
    struct alter *alter = change->alter;
    struct arena *arena = alter->binder->arena;
    alter_break(alter);
    alter_action(alter, NULL,
                 "MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1");
    alter_statement(alter, arena_printf(arena, "UPDATE %s.%s SET %s = %s WHERE 1%s",
                                        alter_quote(alter, alter->table->schema),
                                        alter_quote(alter, alter->table->name), new, text,
                                        alter_settings(alter)));
    alter_action(alter, NULL, "APPLY PATCHES");
    alter_break(alter);
}

static void emit_replacement(struct type_change *change, const char *text)
{
    struct alter *alter = change->alter;
    struct arena *arena = alter->binder->arena;
    const char *name = alter_quote(alter, change->old->name);
    const char *new = alter_quote(alter, arena_printf(arena, "%s pgpivot_new", change->old->name));
    alter_break(alter);
    alter_action(alter, NULL, arena_printf(arena, "DROP COLUMN IF EXISTS %s", new));
    alter_break(alter);
    alter_action(alter, NULL,
                 arena_printf(arena, "ADD COLUMN %s %s COMMENT %s AFTER %s", new,
                              change->stored.type->text, alter_string(alter, new_comment(change)),
                              name));
    emit_update(change, new, text);
    change_length(change);
    alter_action(alter, NULL, arena_printf(arena, "DROP COLUMN %s", name));
    alter_break(alter);
    alter_action(alter, change->old->name,
                 arena_printf(arena, "RENAME COLUMN %s TO %s", new, name));
    if (change->old->default_kind[0])
        alter_action(
            alter, change->old->name,
            arena_printf(arena, "MODIFY COLUMN %s DEFAULT %s", name, change->default_expression));
    add_length(change);
}

static bool change_by_copy(struct type_change *change)
{
    struct alter *alter = change->alter;
    struct arena *arena = alter->binder->arena;
    if (!strstr(alter->table->engine, "MergeTree"))
        return write_refuse(alter->binder, 0, "this change of a type outside of MergeTree is");
    const char *text = value_text(change);
    if (!text)
        return false;
    prove_length(change, arena_printf(arena, "(%s)", text));
    /* Every value is computed before anything changes. */
    list_add(arena, &alter->proofs,
             (void *)(uintptr_t)arena_printf(
                 arena, "SELECT sum(cityHash64(CAST(%s, %s))) FROM %s.%s%s", text,
                 alter_string(alter, change->stored.type->text),
                 alter_quote(alter, alter->table->schema), alter_quote(alter, alter->table->name),
                 alter_settings(alter)));
    emit_replacement(change, text);
    return true;
}

/* The column as it is from now on. */
static void keep_change(struct type_change *change)
{
    change->stored.default_kind = change->old->default_kind;
    change->stored.default_expression = change->default_expression;
    change->stored.attnum = change->old->attnum;
    *change->old = change->stored;
}

bool alter_type(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    struct type_change change = {.alter = alter, .old = alter_column(alter, command->name)};
    if (!change.old || !declare(&change, command->def->column_def) || !check_form(&change))
        return false;
    change.default_expression = change.old->default_expression;
    bool is_same = change.old->pg_type == change.new.type &&change.old->typmod ==
                   change.new.typmod &&strcmp(chtype_strip(change.old->type)->text,
                                              chtype_strip(change.stored.type)->text) == 0;
    if (is_same && !change.using)
        return true;
    if (is_kept(&change))
        change_in_place(&change);
    else if (!change_by_copy(&change))
        return false;
    keep_change(&change);
    return true;
}

bool alter_array_null(struct alter *alter, struct catalog_column *column, bool not_null)
{
    struct arena *arena = alter->binder->arena;
    const struct chtype *array = chtype_array(column->type);
    struct type_change change = {.alter = alter, .old = column, .stored = *column};
    change.new = (struct ddl_column){.name = column->name,
                                     .clickhouse_type = array->text,
                                     .type = column->pg_type,
                                     .typmod = column->typmod,
                                     .not_null = not_null,
                                     .is_array = true};
    change.stored.type = not_null ? array : ddl_nullable_array(arena, array);
    change.stored.nullable = !not_null;
    change.default_expression =
        !column->default_kind[0]
            ? ""
            : arena_printf(arena, not_null ? "tupleElement(%s, 1)" : "tuple(%s)",
                           column->default_expression);
    if (!check_form(&change)) {
        err_clear(alter->binder->err);
        return write_refuse(alter->binder, 0,
                            "SET or DROP NOT NULL of an array that a key, a view, a CHECK "
                            "constraint or another column depends on is");
    }
    if (!change_by_copy(&change))
        return false;
    keep_change(&change);
    return true;
}
