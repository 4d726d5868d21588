/* Rows as values: their fields, and their text. Knows no operators of rows (bind_row.c). */
#include "rewrite/bind/bind_whole_row.h"

#include <string.h>

#include "rewrite/bind/bind_array.h"
#include "rewrite/bind/search_path.h"
#include "rewrite/lower/lower.h"

struct expr *bind_row_new(struct binder *binder, const struct list *fields, const char **names,
                          int position)
{
    struct expr *row = expr_clickhouse(binder->arena, PG_RECORD, "tuple($*)", 0, NULL);
    struct row_shape *shape = ARENA_NEW(binder->arena, struct row_shape);
    *shape = (struct row_shape){fields->n, names};
    row->row = shape;
    row->args = *fields;
    row->position = position;
    row->nullable = false;
    return row;
}

struct expr *bind_row_value(struct binder *binder, struct scope *scope,
                            const PgQuery__RowExpr *node, enum clause clause)
{
    struct list fields = {0};
    if (!bind_exprs(binder, scope, node->n_args, node->args, clause, &fields))
        return NULL;
    const char **names = ARENA_ARRAY(binder->arena, const char *, fields.n + 1);
    for (size_t i = 0; i < fields.n; i++) {
        fields.items[i] = coerce_unknown(binder, fields.items[i]);
        if (!fields.items[i])
            return NULL;
        names[i] = arena_printf(binder->arena, "f%zu", i + 1);
    }
    return bind_row_new(binder, &fields, names, position_of(node->location));
}

/* ---- whole-row references ---- */

/* Whether the column can be NULL where its row is there. */
static bool is_plain(const struct rel *rel, size_t i)
{
    if (rel->kind == REL_TABLE && rel->columns[i].catalog)
        return !rel->columns[i].catalog->nullable;
    if (rel->kind == REL_FUNCTION)
        return rel->function.ordinality && i == rel->n_columns - 1;
    return rel->kind == REL_SUBQUERY && i < rel->query->targets.n &&
           !((const struct target *)rel->query->targets.items[i])->expr->nullable;
}

static bool add_presence(struct binder *binder, struct rel *rel, struct expr *row)
{
    if (!rel->may_be_missing || rel->kind == REL_MERGED)
        return true;
    for (size_t i = 0; i < rel->n_columns; i++)
        if (is_plain(rel, i)) {
            list_add(binder->arena, &row->args, expr_column(binder->arena, rel, i, row->position));
            row->nullable = true;
            return true;
        }
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, row->position,
                   "the row \"%s\" of an outer join is not supported where all of its columns can "
                   "be NULL",
                   rel->alias);
}

static struct expr *row_of_rel(struct binder *binder, struct rel *rel, int position)
{
    struct list fields = {0};
    const char **names = ARENA_ARRAY(binder->arena, const char *, rel->n_columns + 1);
    for (size_t i = 0; i < rel->n_columns; i++) {
        if (!rel->columns[i].type) {
            err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                    "column \"%s\" has a ClickHouse type that cannot be read",
                    rel->columns[i].name);
            return NULL;
        }
        names[i] = rel->columns[i].name;
        list_add(binder->arena, &fields, scope_rel_column(binder, rel, i, position));
    }
    struct expr *row = bind_row_new(binder, &fields, names, position);
    return add_presence(binder, rel, row) ? row : NULL;
}

static bool is_scalar_function(const struct rel *rel)
{
    return (rel->kind == REL_FUNCTION || rel->kind == REL_CLICKHOUSE) && rel->n_columns == 1;
}

struct expr *bind_whole_row(struct binder *binder, struct scope *scope, const char *schema,
                            const char *name, int position)
{
    for (struct scope *level = scope; level; level = level->outer)
        for (size_t i = 0; i < level->rels.n; i++) {
            struct rel *rel = level->rels.items[i];
            if (strcmp(rel->alias, name) != 0 || !name[0])
                continue;
            /* Such a function's row is its value. */
            if (is_scalar_function(rel))
                return expr_column(binder->arena, rel, 0, position);
            if (!schema || (rel->kind == REL_TABLE && strcmp(rel->table->schema, schema) == 0))
                return row_of_rel(binder, rel, position);
        }
    return NULL;
}

struct expr *bind_row_if_present(struct binder *binder, const struct expr *row, struct expr *value)
{
    if (row->args.n == row->row->n)
        return value;
    struct expr *args[] = {row->args.items[row->row->n], value};
    struct expr *expr =
        expr_clickhouse(binder->arena, value->type, "if(isNull($1), NULL, $2)", 2, args);
    expr->position = row->position;
    return expr;
}

struct expr *bind_row_is_null(struct binder *binder, const struct expr *row, bool negated,
                              int position)
{
    struct expr *all = row->row->n ? NULL : expr_const(binder->arena, PG_BOOL, "t", position);
    for (size_t i = 0; i < row->row->n; i++) {
        struct expr *test = expr_new(binder->arena, EXPR_NULL_TEST, PG_BOOL, position);
        test->negated = negated;
        test->nullable = false;
        list_add(binder->arena, &test->args, row->args.items[i]);
        all = expr_bool(binder->arena, BOOL_AND, all, test);
    }
    return all;
}

/* ---- text ---- */

struct expr *bind_row_key(struct binder *binder, const struct expr *row)
{
    struct list fields = {0};
    for (size_t i = 0; i < row->row->n; i++) {
        struct expr *field = row->args.items[i];
        const char *canonical = lower_canonical(field->type);
        if (field->type == PG_INTERVAL || field->type == PG_JSON || field->type == PG_JSONB ||
            field->type == PG_RECORD || pgtype_element(field->type)) {
            err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, row->position,
                    "DISTINCT rows with fields of type %s are not supported yet",
                    pgtype_sql_name(field->type));
            return NULL;
        }
        if (canonical)
            field = expr_clickhouse(binder->arena, field->type, canonical, 1, &field);
        list_add(binder->arena, &fields, field);
    }
    /* Not injective: ClickHouse takes such calls away from uniqExact, which skips NULLs. */
    struct expr *key =
        expr_clickhouse(binder->arena, PG_TEXT, "substring(toString(tuple($*)), 1)", 0, NULL);
    key->args = fields;
    key->nullable = false;
    return bind_row_if_present(binder, row, key);
}

#define QUOTED_FIELD                                                                               \
    "if(match($1, '^$|[(),\"\\\\\\\\[:space:]]'), concat('\"', "                                   \
    "replaceRegexpAll($1, '([\"\\\\\\\\])', '\\\\1\\\\1'), '\"'), $1)"

/* By the type's output function; an element of an array is written by it too. */
static struct expr *output_of(struct binder *binder, struct expr *value)
{
    if (value->type == PG_RECORD)
        return bind_row_text(binder, value);
    if (value->type == PG_BOOL)
        return expr_clickhouse(binder->arena, PG_TEXT, "multiIf(isNull($1), NULL, $1, 't', 'f')", 1,
                               &value);
    if (value->type == PG_BPCHAR)
        return expr_clickhouse(binder->arena, PG_TEXT, "$1", 1, &value);
    if (value->type == PG_INET)
        return expr_clickhouse(
            binder->arena, PG_TEXT,
            "replaceRegexpOne($1, if(position($1, ':') > 0, '/128$', '/32$'), '')", 1,
            (struct expr *[]){coerce(binder, value, PG_TEXT, -1, CAST_EXPLICIT, value->position)});
    return coerce(binder, value, PG_TEXT, -1, CAST_EXPLICIT, value->position);
}

struct expr *bind_row_text(struct binder *binder, struct expr *row)
{
    struct list parts = {0};
    if (!row->row) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, row->position,
                "the fields of this row are not known");
        return NULL;
    }
    for (size_t i = 0; i < row->row->n; i++) {
        struct expr *text = output_of(binder, row->args.items[i]);
        if (!text)
            return NULL;
        struct expr *field = expr_clickhouse(binder->arena, PG_TEXT, QUOTED_FIELD, 1, &text);
        field = expr_clickhouse(binder->arena, PG_TEXT, "ifNull($1, '')", 1, &field);
        list_add(binder->arena, &parts, field);
    }
    struct expr *text = expr_clickhouse(
        binder->arena, PG_RECORD, "concat('(', arrayStringConcat(array($*), ','), ')')", 0, NULL);
    if (!parts.n)
        text->template_ = "'()'";
    text->args = parts;
    text->position = row->position;
    text->nullable = false;
    return bind_row_if_present(binder, row, text);
}

struct expr *bind_row_field(struct binder *binder, const struct expr *row, const char *name,
                            int position)
{
    for (size_t i = 0; row->row && i < row->row->n; i++)
        if (strcmp(row->row->names[i], name) == 0)
            return row->args.items[i];
    err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, position,
            "could not identify column \"%s\" in record data type", name);
    return NULL;
}
