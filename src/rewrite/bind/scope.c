/* Names to columns, as PostgreSQL's parse_relation.c does. Does not bind expressions. */
#include <string.h>

#include "rewrite/bind/search_path.h"
#include <strings.h>

#include "rewrite/bind/bind.h"
#include "rewrite/bind/bind_whole_row.h"
#include "rewrite/bind/scope_hint.h"

/* FrozenTransactionId: rows that everybody sees. */
#define FROZEN_XID 2u

static const char *field_text(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_STRING ? node->string->sval : NULL;
}

static struct expr *error_ambiguous(struct binder *binder, const char *name, int position)
{
    err_set(binder->err, SQLSTATE_AMBIGUOUS_COLUMN, position,
            "column reference \"%s\" is ambiguous", name);
    return NULL;
}

static struct expr *use_column(struct binder *binder, struct expr *column, int position)
{
    struct expr *expr = expr_copy(binder->arena, column);
    expr->position = position;
    if (expr->type == 0) {
        const char *type =
            expr->kind == EXPR_COLUMN && expr->column.rel->columns[expr->column.index].catalog
                ? expr->column.rel->columns[expr->column.index].catalog->type->text
                : "?";
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                "columns of ClickHouse type %s cannot be read", type);
        return NULL;
    }
    return expr;
}

/* How a written name finds a column: exactly; and in a PIVOT's output, where people write value
 * names in any case or with their quotes, more loosely if that is unique. */
typedef bool name_match(const char *have, const char *want);

static bool match_exact(const char *have, const char *want)
{
    return strcmp(have, want) == 0;
}

static bool match_any_case(const char *have, const char *want)
{
    return strcasecmp(have, want) == 0;
}

static bool match_quoted(const char *have, const char *want)
{
    size_t size = strlen(want);
    return size > 2 && want[0] == '\'' && want[size - 1] == '\'' && strlen(have) == size - 2 &&
           memcmp(have, want + 1, size - 2) == 0;
}

static bool is_pivot_column(const struct scope_column *column)
{
    return column->expr->kind == EXPR_COLUMN && column->expr->column.rel->kind == REL_PIVOT;
}

/* 0, 1 or more matches among the columns visible without a qualifier. */
static size_t find_unqualified(struct scope *scope, const char *name, name_match *match,
                               bool pivots_only, struct expr **found)
{
    size_t n = 0;
    for (size_t i = 0; i < scope->columns.n; i++) {
        struct scope_column *column = scope->columns.items[i];
        if (column->hidden || (pivots_only && !is_pivot_column(column)) ||
            !match(column->name, name))
            continue;
        *found = column->expr;
        n++;
    }
    return n;
}

static struct expr *find_by_name(struct binder *binder, struct scope *scope, const char *name,
                                 int position)
{
    static name_match *const matches[] = {match_exact, match_any_case, match_quoted};
    for (size_t i = 0; i < sizeof matches / sizeof *matches; i++) {
        struct expr *found = NULL;
        size_t n = find_unqualified(scope, name, matches[i], i > 0, &found);
        if (n > 1)
            return error_ambiguous(binder, name, position);
        if (n == 1)
            return use_column(binder, found, position);
    }
    return NULL;
}

static struct rel *find_rel(struct scope *scope, const char *schema, const char *alias)
{
    for (size_t i = 0; i < scope->rels.n; i++) {
        struct rel *rel = scope->rels.items[i];
        if (strcmp(rel->alias, alias) != 0)
            continue;
        if (!schema || (rel->kind == REL_TABLE && strcmp(rel->table->schema, schema) == 0))
            return rel;
    }
    return NULL;
}

struct expr *scope_rel_column(struct binder *binder, struct rel *rel, size_t index, int position)
{
    if (rel->kind != REL_MERGED)
        return expr_column(binder->arena, rel, index, position);
    struct expr *column = expr_copy(binder->arena, rel->merged.items[index]);
    column->position = position;
    return column;
}

static struct expr *find_in_rel(struct binder *binder, struct rel *rel, const char *name,
                                int position)
{
    static name_match *const matches[] = {match_exact, match_any_case, match_quoted};
    size_t n_ways = rel->kind == REL_PIVOT ? 3 : 1;
    for (size_t way = 0; way < n_ways; way++) {
        size_t n = 0, at = 0;
        for (size_t i = 0; i < rel->n_columns; i++)
            if (matches[way](rel->columns[i].name, name)) {
                at = i;
                n++;
            }
        if (n > 1)
            return error_ambiguous(binder, name, position);
        if (n == 1)
            return use_column(binder, scope_rel_column(binder, rel, at, position), position);
    }
    return NULL;
}

/* tableoid and xmin of PostgreSQL's own relations, whose first column is only NULL where an outer
 * join found no row. */
static struct expr *find_system_column(struct binder *binder, struct rel *rel, const char *name,
                                       int position)
{
    bool is_table = strcmp(name, "tableoid") == 0;
    if ((!is_table && strcmp(name, "xmin") != 0) || rel->kind != REL_TABLE ||
        rel->table->kind != CATALOG_SYSTEM)
        return NULL;
    struct expr *first = expr_column(binder->arena, rel, 0, position);
    return expr_clickhouse(binder->arena, is_table ? PG_OID : PG_XID,
                           arena_printf(binder->arena, "if(isNull($1), NULL, toUInt32(%u))",
                                        is_table ? rel->table->oid : FROZEN_XID),
                           1, &first);
}

/* The same by a plain name: of the only relation that there is. */
static struct expr *find_plain_system_column(struct binder *binder, struct scope *scope,
                                             const char *name, int position)
{
    return scope->rels.n == 1 ? find_system_column(binder, scope->rels.items[0], name, position)
                              : NULL;
}

static struct expr *find_qualified(struct binder *binder, struct scope *scope, const char *schema,
                                   const char *qualifier, const char *name, int position)
{
    for (struct scope *level = scope; level; level = level->outer) {
        struct rel *rel = find_rel(level, schema, qualifier);
        if (!rel)
            continue;
        struct expr *found = find_in_rel(binder, rel, name, position);
        if (!found && !err_is_set(binder->err))
            found = find_system_column(binder, rel, name, position);
        if (!found && !err_is_set(binder->err))
            scope_error_no_column(binder, scope, qualifier, name, position);
        return found;
    }
    scope_error_no_rel(binder, scope, qualifier, position);
    return NULL;
}

static struct expr *find_plain(struct binder *binder, struct scope *scope, const char *name,
                               int position)
{
    for (struct scope *level = scope; level; level = level->outer) {
        struct expr *found = find_by_name(binder, level, name, position);
        if (!found && !err_is_set(binder->err))
            found = find_plain_system_column(binder, level, name, position);
        if (found || err_is_set(binder->err))
            return found;
    }
    struct expr *row = bind_whole_row(binder, scope, NULL, name, position);
    if (row || err_is_set(binder->err))
        return row;
    scope_error_no_column(binder, scope, NULL, name, position);
    return NULL;
}

bool scope_has_column(struct scope *scope, const char *name)
{
    struct expr *found;
    for (struct scope *level = scope; level; level = level->outer) {
        if (find_unqualified(level, name, match_exact, false, &found))
            return true;
    }
    return false;
}

/* t.* and schema.t.* in an expression. */
static struct expr *find_star(struct binder *binder, struct scope *scope,
                              const PgQuery__ColumnRef *ref, int position)
{
    size_t n = ref->n_fields;
    const char *name = n > 1 ? field_text(ref->fields[n - 2]) : NULL;
    const char *schema = n > 2 ? field_text(ref->fields[n - 3]) : NULL;
    if (!name) {
        err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position,
                "row expansion via \"*\" is not "
                "supported here");
        return NULL;
    }
    if (schema)
        schema = search_path_schema(binder, schema);
    struct expr *row = bind_whole_row(binder, scope, schema, name, position);
    if (!row && !err_is_set(binder->err))
        scope_error_no_rel(binder, scope, name, position);
    return row;
}

struct expr *scope_find_column(struct binder *binder, struct scope *scope,
                               const PgQuery__ColumnRef *ref)
{
    int position = position_of(ref->location);
    const char *fields[4] = {0};
    if (ref->n_fields == 0 || ref->n_fields > 4) {
        err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position,
                "improper qualified name (too many dotted names)");
        return NULL;
    }
    if (!field_text(ref->fields[ref->n_fields - 1]))
        return find_star(binder, scope, ref, position);
    for (size_t i = 0; i < ref->n_fields; i++)
        fields[i] = field_text(ref->fields[i]);
    if (ref->n_fields == 1)
        return find_plain(binder, scope, fields[0], position);
    /* database.schema.table.column: the database is the connection's own. */
    size_t table = ref->n_fields - 2;
    const char *schema = ref->n_fields > 2 ? search_path_schema(binder, fields[table - 1]) : NULL;
    return find_qualified(binder, scope, schema, fields[table], fields[table + 1], position);
}

bool scope_add_rel(struct binder *binder, struct scope *scope, struct rel *rel)
{
    if (find_rel(scope, NULL, rel->alias))
        return err_set(binder->err, SQLSTATE_DUPLICATE_ALIAS, rel->position,
                       "table name \"%s\" specified more than once", rel->alias);
    list_add(binder->arena, &scope->rels, rel);
    for (size_t i = 0; i < rel->n_columns; i++) {
        struct scope_column *column = ARENA_NEW(binder->arena, struct scope_column);
        column->name = rel->columns[i].name;
        column->expr = expr_column(binder->arena, rel, i, rel->position);
        list_add(binder->arena, &scope->columns, column);
    }
    return true;
}
