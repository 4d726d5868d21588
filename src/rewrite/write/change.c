/* UPDATE and DELETE: the rows and values they mean, bound as a SELECT of the new values. How
 * ClickHouse is told is change_plan.c's business. */
#include "rewrite/write/change.h"

#include <string.h>

#include "rewrite/write/column_default.h"
#include "rewrite/write/insert.h"
#include "rewrite/write/write.h"

/* ---- the table ---- */

static const struct catalog_column *address_columns(struct arena *arena)
{
    static const char *const names[CHANGE_ADDRESS_COLUMNS] = {"_partition_id", "_block_number",
                                                              "_block_offset"};
    struct catalog_column *columns =
        ARENA_ARRAY(arena, struct catalog_column, CHANGE_ADDRESS_COLUMNS);
    struct chtype *type = ARENA_NEW(arena, struct chtype);
    type->kind = CH_UINT64;
    type->text = "UInt64";
    for (size_t i = 0; i < CHANGE_ADDRESS_COLUMNS; i++)
        columns[i] = (struct catalog_column){
            .name = names[i], .type = type, .pg_type = PG_INT8, .typmod = -1, .default_kind = ""};
    return columns;
}

/* The table's columns are visible, those of the address are not. */
static bool add_target(struct change *change, struct scope *scope, const PgQuery__RangeVar *name)
{
    struct binder *binder = change->binder;
    const struct catalog_column *address = address_columns(binder->arena);
    const char *alias = name->alias ? name->alias->aliasname : name->relname;
    struct rel *rel = bind_table_rel(binder, change->table, alias, position_of(name->location));
    size_t n = rel->n_columns;
    struct rel_column *columns =
        ARENA_ARRAY(binder->arena, struct rel_column, n + CHANGE_ADDRESS_COLUMNS);
    memcpy(columns, rel->columns, n * sizeof *columns);
    for (size_t i = 0; i < CHANGE_ADDRESS_COLUMNS; i++)
        columns[n + i] = (struct rel_column){.name = address[i].name,
                                             .type = PG_INT8,
                                             .typmod = -1,
                                             .catalog = &address[i],
                                             .table = change->table};
    rel->columns = columns;
    change->target = rel;
    if (!scope_add_rel(binder, scope, rel))
        return false;
    rel->n_columns = n + CHANGE_ADDRESS_COLUMNS;
    return true;
}

static bool find_table(struct change *change, const PgQuery__RangeVar *name)
{
    struct binder *binder = change->binder;
    const struct catalog_table *table = bind_table_name(binder, name);
    if (!table || !write_rows_allowed(binder, table))
        return false;
    change->table = table;
    return strstr(table->engine, "MergeTree") ||
           write_refuse(binder, position_of(name->location),
                        arena_printf(binder->arena, "%s of a table with ClickHouse's engine %s is",
                                     change->name, table->engine));
}

/* ---- values ---- */

/* ClickHouse computes them in INSERT only. */
static bool check_computed(const struct change *change, const char *name, int position)
{
    for (size_t i = 0; i < change->table->n_columns; i++) {
        const struct catalog_column *other = &change->table->columns[i];
        if (strcmp(other->default_kind, "MATERIALIZED") == 0 &&
            write_reads_column(other->default_expression, name))
            return err_set(change->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                           "UPDATE of column \"%s\" is not supported: generated column \"%s\" is "
                           "computed from it",
                           name, other->name);
    }
    return true;
}

static bool check_column(const struct change *change, const char *name,
                         const struct catalog_column *column, int position)
{
    struct binder *binder = change->binder;
    if (!column)
        return err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, position,
                       "column \"%s\" of relation \"%s\" does not exist", name,
                       change->table->name);
    if (!column_is_written(column))
        return err_set(binder->err, SQLSTATE_GENERATED_ALWAYS, position,
                       "column \"%s\" can only be updated to DEFAULT", name);
    for (size_t i = 0; i < change->columns.n; i++)
        if (change->columns.items[i] == column)
            return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position,
                           "multiple assignments to same column \"%s\"", name);
    if (!check_computed(change, name, position))
        return false;
    if (!write_is_key(change->table, name))
        return true;
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
            "UPDATE of column \"%s\" is not supported: ClickHouse sorts or partitions the table "
            "by it",
            name);
    return err_hint(binder->err, "DELETE the rows and INSERT them again.");
}

/* What stands on the right of (a, b) = ROW(…), for one of them. */
static const PgQuery__Node *value_node(const struct change *change, const PgQuery__Node *node)
{
    struct err *err = change->binder->err;
    if (node->node_case != PG_QUERY__NODE__NODE_MULTI_ASSIGN_REF)
        return node;
    const PgQuery__MultiAssignRef *ref = node->multi_assign_ref;
    if (ref->source->node_case != PG_QUERY__NODE__NODE_ROW_EXPR) {
        write_refuse(change->binder, bind_node_position(ref->source),
                     "UPDATE … SET (…) = (SELECT …) is");
        return NULL;
    }
    const PgQuery__RowExpr *row = ref->source->row_expr;
    if (row->n_args == (size_t)ref->ncolumns)
        return row->args[ref->colno - 1];
    err_set(err, SQLSTATE_SYNTAX_ERROR, position_of(row->location),
            "number of columns does not match number of values");
    return NULL;
}

/* varchar(n), char(n): the table's own check knows INSERT only. */
static struct expr *check_length(struct binder *binder, struct expr *value,
                                 const struct catalog_column *column)
{
    bool has_length = column->pg_type == PG_VARCHAR || column->pg_type == PG_BPCHAR;
    if (!has_length || column->typmod < 0)
        return value;
    struct expr *args[] = {value};
    int length = pgtype_length(column->typmod);
    const char *template_ = arena_printf(
        binder->arena,
        "if(throwIf(ifNull(lengthUTF8($1), 0) > %d, 'pgpivot[22001]: value too long for type "
        "%s(%d)'), $1, $1)",
        length, pgtype_sql_name(column->pg_type), length);
    struct expr *checked = expr_clickhouse(binder->arena, value->type, template_, 1, args);
    checked->nullable = value->nullable;
    return checked;
}

static struct expr *bind_value(struct change *change, struct scope *scope,
                               const PgQuery__Node *node, const struct catalog_column *column)
{
    struct binder *binder = change->binder;
    if (node->node_case == PG_QUERY__NODE__NODE_SET_TO_DEFAULT)
        return column_default(binder, column, change->table->name);
    struct expr *value = bind_expr(binder, scope, node, CLAUSE_UPDATE);
    if (value)
        value = insert_assign(binder, value, column, change->table->name, "UPDATE of");
    if (!value)
        return NULL;
    return insert_checked(binder->arena, check_length(binder, value, column), column,
                          change->table->name);
}

static bool add_assignment(struct change *change, struct scope *scope,
                           const PgQuery__ResTarget *node)
{
    struct binder *binder = change->binder;
    int position = position_of(node->location);
    const struct catalog_column *column = catalog_find_column(change->table, str_of(node->name));
    if (node->n_indirection)
        return write_refuse(binder, position, "UPDATE of a part of a column is");
    if (!check_column(change, node->name, column, position))
        return false;
    const PgQuery__Node *value = value_node(change, node->val);
    struct target *target = ARENA_NEW(binder->arena, struct target);
    target->name = column->name;
    target->expr = value ? bind_value(change, scope, value, column) : NULL;
    list_add(binder->arena, &change->columns, (void *)(uintptr_t)column);
    list_add(binder->arena, &change->query->targets, target);
    return target->expr != NULL;
}

static void add_address(struct change *change)
{
    struct arena *arena = change->binder->arena;
    for (size_t i = 0; i < CHANGE_ADDRESS_COLUMNS; i++) {
        struct target *target = ARENA_NEW(arena, struct target);
        size_t index = change->target->n_columns - CHANGE_ADDRESS_COLUMNS + i;
        target->expr = expr_column(arena, change->target, index, 0);
        target->name = change->target->columns[index].name;
        list_add(arena, &change->query->targets, target);
    }
}

/* ---- the rows ---- */

/* FROM of UPDATE, USING of DELETE. */
static bool add_others(struct change *change, struct scope *scope, size_t n, PgQuery__Node **items)
{
    struct query *query = change->query;
    query->from = change->target;
    if (!n)
        return true;
    struct rel *others = bind_from(change->binder, scope, n, items);
    if (!others)
        return false;
    struct rel *join = bind_rel_new(change->binder, REL_JOIN, "", 0);
    join->join.type = JOIN_TYPE_CROSS;
    join->join.left = change->target;
    join->join.right = others;
    query->from = join;
    return true;
}

/* The parts that both statements have. */
struct form {
    const PgQuery__RangeVar *relation;
    PgQuery__Node **others, **assignments;
    size_t n_others, n_assignments;
    const PgQuery__Node *where;
    const PgQuery__WithClause *with;
    size_t n_returning;
};

static struct plan *plan_form(struct change *change, const struct form *form, struct buf *out)
{
    struct binder *binder = change->binder;
    struct scope scope = {.query = ARENA_NEW(binder->arena, struct query)};
    change->query = scope.query;
    change->query->kind = QUERY_SELECT;
    if (form->n_returning && !write_refuse(binder, 0, "RETURNING is"))
        return NULL;
    scope.ctes = bind_with(binder, form->with, ARENA_NEW(binder->arena, struct scope), NULL);
    if (!find_table(change, form->relation) || !add_target(change, &scope, form->relation) ||
        !add_others(change, &scope, form->n_others, form->others))
        return NULL;
    for (size_t i = 0; i < form->n_assignments; i++)
        if (!add_assignment(change, &scope, form->assignments[i]->res_target))
            return NULL;
    if (form->where && !(change->query->where = bind_condition(binder, &scope, form->where,
                                                               CLAUSE_WHERE, "argument of WHERE")))
        return NULL;
    if (!bind_unused_with(binder, scope.ctes, NULL))
        return NULL;
    add_address(change);
    return change_plan(change, out);
}

struct plan *write_update(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__UpdateStmt *update = node->update_stmt;
    const struct form form = {.relation = update->relation,
                              .others = update->from_clause,
                              .n_others = update->n_from_clause,
                              .assignments = update->target_list,
                              .n_assignments = update->n_target_list,
                              .where = update->where_clause,
                              .with = update->with_clause,
                              .n_returning = update->n_returning_list};
    struct change change = {.binder = binder, .name = "UPDATE"};
    return plan_form(&change, &form, out);
}

struct plan *write_delete(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__DeleteStmt *delete = node->delete_stmt;
    const struct form form = {.relation = delete->relation,
                              .others = delete->using_clause,
                              .n_others = delete->n_using_clause,
                              .where = delete->where_clause,
                              .with = delete->with_clause,
                              .n_returning = delete->n_returning_list};
    struct change change = {.binder = binder, .name = "DELETE"};
    return plan_form(&change, &form, out);
}
