/* A column's declaration: type, DEFAULT, GENERATED, and ClickHouse's form of it. Refuses to know
 * what statement it is in. */
#include "rewrite/write/ddl_column.h"

#include <string.h>

#include "rewrite/emit/literal.h"
#include "rewrite/lower/constant_query.h"
#include "rewrite/write/ddl_expr.h"
#include "rewrite/write/ddl_type.h"
#include "rewrite/write/insert.h"
#include "rewrite/write/sequence.h"
#include "rewrite/write/write.h"

bool ddl_column_declare(struct binder *binder, struct ddl_column *column,
                        const PgQuery__ColumnDef *node)
{
    uint32_t serial = ddl_serial_type(node->type_name);
    column->name = node->colname;
    column->position = position_of(node->location);
    if (serial) {
        column->type = serial;
        column->typmod = -1;
        column->not_null = column->is_serial = true;
    } else if (!bind_type_name(binder, node->type_name, &column->type, &column->typmod)) {
        return false;
    }
    if (node->coll_clause && !bind_check_collation(binder, node->coll_clause))
        return false;
    column->clickhouse_type =
        ddl_column_type(binder, column->type, column->typmod, (int)node->type_name->n_array_bounds,
                        position_of(node->type_name->location), &column->comment);
    column->is_array = pgtype_element(column->type);
    return column->clickhouse_type != NULL;
}

/* ---- DEFAULT ---- */

/* NULL, perhaps as NULL::type, as pg_dump writes it. */
static bool is_null_constant(const PgQuery__Node *node)
{
    while (node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
        node = node->type_cast->arg;
    return node->node_case == PG_QUERY__NODE__NODE_A_CONST && node->a_const->isnull;
}

static const char *literal_text(struct arena *arena, const struct ddl_column *column,
                                const struct expr *value)
{
    struct catalog_column stored;
    struct buf text;
    ddl_column_to_catalog(arena, column, &stored);
    buf_init(&text, SIZE_MAX);
    insert_emit_literal(&text, value, stored.type);
    const char *copy = arena_strndup(arena, buf_data(&text), buf_size(&text));
    buf_free(&text);
    return copy;
}

static struct expr *as_digits(struct binder *binder, const struct ddl_column *column,
                              struct expr *value)
{
    struct catalog_column stored;
    ddl_column_to_catalog(binder->arena, column, &stored);
    return insert_digits(binder, value, &stored);
}

/* What is computed as the column stores it. */
static const char *stored_text(struct binder *binder, struct rel *rel,
                               const struct ddl_column *column, struct expr *value)
{
    struct catalog_column *stored = ARENA_NEW(binder->arena, struct catalog_column);
    ddl_column_to_catalog(binder->arena, column, stored);
    const char *table = rel ? rel->table->name : column->name;
    return ddl_expr_text(binder, rel, insert_checked(binder->arena, value, stored, table));
}

bool ddl_column_set_default(struct binder *binder, struct ddl_column *column,
                            const PgQuery__Node *node)
{
    struct scope scope = {0};
    struct write_target target = {column->name, column->type, column->typmod, "default expression"};
    column->default_text = NULL;
    if (sequence_is_next(node)) {
        column->is_serial = column->not_null = true;
        return true;
    }
    struct expr *value = ddl_expr_bind(binder, &scope, node, CLAUSE_DEFAULT);
    if (value)
        value = write_assign(binder, value, &target);
    if (value)
        value = as_digits(binder, column, value);
    if (!value)
        return false;
    if (is_null_constant(node) || (value->kind == EXPR_CONST && !value->text))
        return true;
    column->default_text = value->kind == EXPR_CONST ? literal_text(binder->arena, column, value)
                                                     : stored_text(binder, NULL, column, value);
    return column->default_text != NULL;
}

/* ---- GENERATED ---- */

/* Other generated columns cannot be referred to, nor can the column itself. */
static bool check_sources(struct binder *binder, const struct catalog_table *table,
                          const char *text, int position)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        const struct catalog_column *source = &table->columns[i];
        if (strcmp(source->default_kind, "MATERIALIZED") != 0 ||
            !write_reads_column(text, source->name))
            continue;
        err_set(binder->err, SQLSTATE_INVALID_OBJECT_DEFINITION, position,
                "cannot use generated column \"%s\" in column generation expression", source->name);
        return err_detail(binder->err,
                          "A generated column cannot reference another generated column.");
    }
    return true;
}

bool ddl_column_set_generated(struct binder *binder, struct ddl_column *column,
                              const struct catalog_table *table, const PgQuery__Node *node)
{
    struct scope scope = {0};
    struct write_target target = {column->name, column->type, column->typmod,
                                  "generation expression"};
    struct rel *rel = ddl_expr_scope(binder, &scope, table);
    struct expr *value = rel ? ddl_expr_bind(binder, &scope, node, CLAUSE_GENERATED) : NULL;
    if (value)
        value = write_assign(binder, value, &target);
    if (value)
        value = as_digits(binder, column, value);
    if (!value || !(column->generated_text = stored_text(binder, rel, column, value)))
        return false;
    if (constant_text_varies(column->generated_text))
        return err_set(binder->err, SQLSTATE_INVALID_OBJECT_DEFINITION, 0,
                       "generation expression is not immutable");
    return check_sources(binder, table, column->generated_text, bind_node_position(node));
}

bool ddl_column_set_identity(struct binder *binder, struct ddl_column *column,
                             const PgQuery__Constraint *constraint)
{
    if (strcmp(constraint->generated_when, "a") == 0)
        return write_refuse(binder, position_of(constraint->location),
                            "GENERATED ALWAYS AS IDENTITY is");
    if (column->type != PG_INT2 && column->type != PG_INT4 && column->type != PG_INT8)
        return err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "identity column type must be smallint, integer, or bigint");
    column->is_serial = column->not_null = true;
    return true;
}

/* ---- what is not kept ---- */

void ddl_column_notice_serial(struct binder *binder)
{
    write_notice(binder, SQLSTATE_WARNING,
                 "serial gives no numbers: ClickHouse has no sequences, and each row wants a "
                 "value");
}

/* ---- ClickHouse's form ---- */

#define NULLABLE_ARRAY "Nullable(Tuple(%s))" /* ClickHouse's Arrays are never NULL */

void ddl_column_emit_setting(struct buf *out, const char *before)
{
    buf_putc(out, '\0');
    bool is_wanted = !out->failed && strstr(buf_data(out), "Nullable(Tuple(");
    out->end -= !out->failed;
    if (is_wanted)
        buf_printf(out, "%s" NULLABLE_TUPLE_SETTING, before);
}

void ddl_column_to_catalog(struct arena *arena, const struct ddl_column *column,
                           struct catalog_column *out)
{
    bool nullable = !column->not_null;
    *out = (struct catalog_column){
        .name = column->name,
        .type = ddl_chtype(arena, column->type, column->typmod, column->clickhouse_type, nullable),
        .default_kind = column->generated_text ? "MATERIALIZED"
                        : column->default_text ? "DEFAULT"
                                               : "",
        .default_expression = column->generated_text ? column->generated_text
                              : column->default_text ? column->default_text
                                                     : "",
        .comment = column->comment ? column->comment : ""};
    catalog_column_set_type(out);
    if (pgtype_is_enum(column->type))
        out->pg_type = column->type;
}

void ddl_column_emit(struct buf *out, const struct ddl_column *column)
{
    identifier_emit(out, column->name);
    const char *nullable = column->is_array ? " " NULLABLE_ARRAY : " Nullable(%s)";
    buf_printf(out, column->not_null ? " %s" : nullable, column->clickhouse_type);
    if (column->generated_text)
        buf_printf(out, " MATERIALIZED %s", column->generated_text);
    else if (column->default_text)
        buf_printf(out, " DEFAULT %s", column->default_text);
    if (column->comment) {
        buf_puts(out, " COMMENT ");
        literal_emit_string(out, str_of(column->comment));
    }
}

bool ddl_column_has_length(uint32_t type, int32_t typmod)
{
    return (type == PG_VARCHAR || type == PG_BPCHAR) && typmod >= 0;
}

const char *ddl_column_length_name(struct arena *arena, const char *column)
{
    return arena_printf(arena, "%s_length", column);
}

/* Blanks beyond the length, which PostgreSQL cuts off, are refused as well. */
void ddl_column_emit_length(struct arena *arena, struct buf *out, const char *name, uint32_t type,
                            int32_t typmod)
{
    int length = pgtype_length(typmod);
    buf_puts(out, "CONSTRAINT ");
    identifier_emit(out, ddl_column_length_name(arena, name));
    buf_puts(out, " CHECK throwIf(ifNull(lengthUTF8(");
    identifier_emit(out, name);
    buf_printf(out, "), 0) > %d, 'pgpivot[22001]: value too long for type %s(%d)') = 0", length,
               pgtype_sql_name(type), length);
}
