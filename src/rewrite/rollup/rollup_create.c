/* CREATE ROLLUP: a table, filled, and a view. What it stores is what rollup_view.c reads. */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/emit/literal.h"
#include "rewrite/rollup/rollup_ddl.h"
#include "rewrite/rollup/rollup_fill.h"
#include "rewrite/write/stored_form.h"
#include "rewrite/write/write.h"

/* A column of the table, and the expression that fills it. */
struct stored {
    const char *name, *type, *expression;
};

struct creation {
    struct binder *binder;
    struct arena *arena;
    bool is_projection;
    struct write_name name;     /* not of a projection */
    struct rollup rollup;       /* base and keys, for its partitions */
    struct list keys, measures; /* struct stored */
};

bool rollup_is_created(const PgQuery__CreateTableAsStmt *create)
{
    const PgQuery__IntoClause *into = create->into;
    return create->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW && into->n_options == 1 &&
           strcmp(into->options[0]->def_elem->defname, "rollup") == 0;
}

/* ---- columns ---- */

static const struct catalog_column *find_column(struct creation *creation,
                                                const PgQuery__Node *node)
{
    struct binder *binder = creation->binder;
    if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF || node->column_ref->n_fields != 1 ||
        node->column_ref->fields[0]->node_case != PG_QUERY__NODE__NODE_STRING) {
        write_refuse(binder, bind_node_position(node),
                     "a rollup of anything but columns, date_trunc of them, and aggregates of "
                     "them is");
        return NULL;
    }
    const char *name = node->column_ref->fields[0]->string->sval;
    const struct catalog_column *column = catalog_find_column(creation->rollup.base, str_of(name));
    if (!column)
        err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, bind_node_position(node),
                "column \"%s\" does not exist", name);
    return column;
}

static bool add(struct creation *creation, struct list *list, const char *name, const char *type,
                const char *expression)
{
    for (LIST_EACH(const struct stored, known, list))
        if (strcmp(known->name, name) == 0)
            return true;
    struct stored *stored = ARENA_NEW(creation->arena, struct stored);
    *stored = (struct stored){name, type, expression};
    list_add(creation->arena, list, stored);
    return true;
}

/* ---- keys ---- */

/* What dateTrunc gives of the column. */
static const char *bucket_type(struct creation *creation, const struct catalog_column *column,
                               enum time_unit unit)
{
    enum chtype_kind kind = chtype_strip(column->type)->kind;
    bool is_wide = kind == CH_DATETIME64 || kind == CH_DATE32;
    bool is_day = unit >= UNIT_WEEK || kind == CH_DATE || kind == CH_DATE32;
    const char *type = is_day ? (is_wide ? "Date32" : "Date")
                              : (is_wide ? "DateTime64(0, 'UTC')" : "DateTime('UTC')");
    return column->nullable ? arena_printf(creation->arena, "Nullable(%s)", type) : type;
}

static bool add_bucket(struct creation *creation, const PgQuery__FuncCall *call)
{
    const char *name = call->funcname[call->n_funcname - 1]->string->sval;
    const PgQuery__Node *word = call->n_args == 2 ? call->args[0] : NULL;
    if (strcmp(name, "date_trunc") != 0 || !word ||
        word->node_case != PG_QUERY__NODE__NODE_A_CONST ||
        word->a_const->val_case != PG_QUERY__A__CONST__VAL_SVAL)
        return write_refuse(creation->binder, position_of(call->location),
                            "a key of a rollup that is no column or date_trunc('unit', column) is");
    const struct catalog_column *column = find_column(creation, call->args[1]);
    const char *unit_name = word->a_const->sval->sval;
    enum time_unit unit =
        column ? rollup_unit_of_function("dateTrunc", unit_name, column->type) : UNIT_NONE;
    if (!column)
        return false;
    if (!unit)
        return write_refuse(creation->binder, position_of(call->location),
                            "a rollup by that unit of that column is");
    struct catalog_column *stored = ARENA_NEW(creation->arena, struct catalog_column);
    stored->name = arena_printf(creation->arena, "%s_%s", column->name, unit_name);
    struct rollup_key *key = ARENA_NEW(creation->arena, struct rollup_key);
    *key = (struct rollup_key){column, stored, unit};
    list_add(creation->arena, &creation->rollup.keys, key);
    return add(creation, &creation->keys, stored->name, bucket_type(creation, column, unit),
               arena_printf(creation->arena, "dateTrunc('%s', %s)", unit_name,
                            identifier_text(creation->arena, column->name)));
}

static bool add_key(struct creation *creation, const PgQuery__Node *node)
{
    if (node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL)
        return add_bucket(creation, node->func_call);
    const struct catalog_column *column = find_column(creation, node);
    if (!column)
        return false;
    if (stored_form_is_digits(column))
        return err_set(creation->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED,
                       bind_node_position(node), "a rollup cannot group by column \"%s\": %s",
                       column->name, "it is a numeric without a precision");
    struct rollup_key *key = ARENA_NEW(creation->arena, struct rollup_key);
    *key = (struct rollup_key){column, column, UNIT_NONE};
    list_add(creation->arena, &creation->rollup.keys, key);
    return add(creation, &creation->keys, column->name, column->type->text,
               identifier_text(creation->arena, column->name));
}

/* ---- measures ---- */

static bool add_count(struct creation *creation, const struct catalog_column *column)
{
    return !column->nullable || add(creation, &creation->measures,
                                    arena_printf(creation->arena, "%s_count", column->name),
                                    "SimpleAggregateFunction(sum, UInt64)",
                                    arena_printf(creation->arena, "count(%s)",
                                                 identifier_text(creation->arena, column->name)));
}

/* The type that holds each sum (M17), or NULL. */
static const char *sum_type(struct creation *creation, const struct catalog_column *column,
                            bool *is_wide)
{
    const struct chtype *type = chtype_strip(column->type);
    *is_wide = column->pg_type == PG_INT8 && type->kind == CH_INT64;
    switch (column->pg_type) {
    case PG_FLOAT4:
    case PG_FLOAT8:
        return "Float64";
    case PG_INT2:
    case PG_INT4:
    case PG_INT8:
        return *is_wide ? "Int128" : type->text[0] == 'U' ? "UInt64" : "Int64";
    case PG_NUMERIC:
        return type->kind == CH_DECIMAL && type->precision <= 19
                   ? arena_printf(creation->arena, "Decimal(38, %d)", type->scale)
                   : NULL;
    default:
        return NULL;
    }
}

static bool add_sum(struct creation *creation, const struct catalog_column *column)
{
    bool is_wide;
    const char *type = sum_type(creation, column, &is_wide);
    if (!type)
        return err_set(creation->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "a rollup cannot hold sums of column \"%s\" exactly", column->name);
    struct arena *arena = creation->arena;
    return add(creation, &creation->measures, arena_printf(arena, "%s_sum", column->name),
               arena_printf(arena,
                            column->nullable ? "SimpleAggregateFunction(sum, Nullable(%s))"
                                             : "SimpleAggregateFunction(sum, %s)",
                            type),
               arena_printf(arena, is_wide ? "sum(toInt128(%s))" : "sum(%s)",
                            identifier_text(creation->arena, column->name)));
}

static bool add_average(struct creation *creation, const struct catalog_column *column)
{
    return add_sum(creation, column) && add_count(creation, column);
}

static bool add_extreme(struct creation *creation, const struct catalog_column *column,
                        const char *function)
{
    struct arena *arena = creation->arena;
    if (column->type->kind == CH_LOW_CARDINALITY || !rollup_compares_alike(column))
        return err_set(creation->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "a rollup cannot hold the %s of column \"%s\"", function, column->name) ||
               err_hint(creation->binder->err, "Make it a key.");
    return add(
        creation, &creation->measures, arena_printf(arena, "%s_%s", column->name, function),
        arena_printf(arena, "SimpleAggregateFunction(%s, %s)", function, column->type->text),
        arena_printf(arena, "%s(%s)", function, identifier_text(creation->arena, column->name)));
}

static bool add_min(struct creation *creation, const struct catalog_column *column)
{
    return add_extreme(creation, column, "min");
}

static bool add_max(struct creation *creation, const struct catalog_column *column)
{
    return add_extreme(creation, column, "max");
}

static bool add_state(struct creation *creation, const struct catalog_column *column,
                      const char *suffix, const char *function)
{
    struct arena *arena = creation->arena;
    bool compares = strcmp(function, "uniqExact") == 0;
    if (creation->is_projection)
        return write_refuse(creation->binder, 0,
                            "count(DISTINCT) and variances in a projection are") ||
               err_hint(creation->binder->err, "Leave USING projection away.");
    if (column->nullable || column->type->kind == CH_LOW_CARDINALITY ||
        (compares && !rollup_compares_alike(column)))
        return err_set(creation->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "a rollup cannot hold that of column \"%s\"", column->name) ||
               err_hint(creation->binder->err, "Make it a key.");
    return add(creation, &creation->measures, arena_printf(arena, "%s_%s", column->name, suffix),
               arena_printf(arena, "AggregateFunction(%s, %s)", function, column->type->text),
               arena_printf(arena, "%sState(%s)", function,
                            identifier_text(creation->arena, column->name)));
}

static bool add_spread(struct creation *creation, const struct catalog_column *column)
{
    return add_sum(creation, column) && add_state(creation, column, "variance", "varPopStable");
}

static const struct {
    const char *name;
    bool (*add)(struct creation *creation, const struct catalog_column *column);
} measures[] = {
    {"count", add_count},
    {"sum", add_sum},
    {"avg", add_average},
    {"min", add_min},
    {"max", add_max},
    {"stddev", add_spread},
    {"stddev_samp", add_spread},
    {"stddev_pop", add_spread},
    {"variance", add_spread},
    {"var_samp", add_spread},
    {"var_pop", add_spread},
};

static bool add_measure(struct creation *creation, const PgQuery__Node *node)
{
    const PgQuery__FuncCall *call =
        node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL ? node->func_call : NULL;
    if (call && call->agg_star)
        return true; /* the number of rows is always there */
    const char *name =
        call && call->n_args == 1 ? call->funcname[call->n_funcname - 1]->string->sval : "";
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (!call || strcmp(measures[i].name, name) != 0 || call->agg_filter || call->over)
            continue;
        const struct catalog_column *column = find_column(creation, call->args[0]);
        if (!column)
            return false;
        return call->agg_distinct ? add_state(creation, column, "distinct", "uniqExact")
                                  : measures[i].add(creation, column);
    }
    return write_refuse(creation->binder, bind_node_position(node),
                        "a measure of a rollup that is no count, sum, avg, min, max or variance of "
                        "a column is");
}

/* ---- the statement ---- */

static bool add_all(struct creation *creation, const PgQuery__Node *row,
                    bool (*add_one)(struct creation *creation, const PgQuery__Node *node))
{
    const PgQuery__RowExpr *list = row->row_expr;
    for (size_t i = 0; i < list->n_args; i++)
        if (!add_one(creation, list->args[i]))
            return false;
    return true;
}

static void put_columns(struct buf *out, const struct list *list, const char *before)
{
    for (LIST_EACH(const struct stored, stored, list)) {
        buf_puts(out, before);
        identifier_emit(out, stored->name);
        buf_printf(out, " %s", stored->type);
        before = ", ";
    }
}

static void put_targets(struct buf *out, const struct list *list)
{
    for (LIST_EACH(const struct stored, stored, list)) {
        buf_printf(out, "%s AS ", stored->expression);
        identifier_emit(out, stored->name);
        buf_puts(out, ", ");
    }
}

static void put_names(struct buf *out, const struct list *list)
{
    const char *before = "";
    for (LIST_EACH(const struct stored, stored, list)) {
        buf_puts(out, before);
        identifier_emit(out, stored->name);
        before = ", ";
    }
}

static struct str take(struct creation *creation, struct buf *out)
{
    struct str text = {arena_strndup(creation->arena, buf_data(out), buf_size(out)), buf_size(out)};
    buf_clear(out);
    return text;
}

static void put_table(struct creation *creation, struct buf *out, const char *filled)
{
    const struct catalog_table *base = creation->rollup.base;
    buf_puts(out, "CREATE TABLE ");
    identifier_emit_qualified(out, creation->name.schema, creation->name.name);
    put_columns(out, &creation->keys, " (");
    buf_puts(out, ", `row_count` SimpleAggregateFunction(sum, UInt64)");
    put_columns(out, &creation->measures, ", ");
    const char *partition = rollup_partition_key(creation->arena, &creation->rollup);
    buf_puts(out, ") ENGINE = AggregatingMergeTree");
    if (*partition)
        buf_printf(out, " PARTITION BY %s", partition);
    buf_puts(out, " ORDER BY (");
    put_names(out, &creation->keys);
    buf_puts(out, ") SETTINGS allow_nullable_key = 1 COMMENT ");
    literal_emit_string(
        out, str_of(arena_printf(creation->arena,
                                 "Rollup of %s.%s: row counts and measures of its "
                                 "groups, kept by view %s_mv%s",
                                 base->schema, base->name, creation->name.name,
                                 rollup_filled_directive(creation->arena, base, filled))));
}

static void put_query(struct creation *creation, struct buf *out)
{
    const struct catalog_table *base = creation->rollup.base;
    buf_puts(out, "SELECT ");
    put_targets(out, &creation->keys);
    put_targets(out, &creation->measures);
    buf_puts(out, "count() AS row_count FROM ");
    identifier_emit_qualified(out, base->schema, base->name);
    buf_puts(out, " GROUP BY ");
    put_names(out, &creation->keys);
}

/* First the rows that there are, then the view: none is counted twice, and partitions that got rows
 * in between are not complete. */
static struct plan *plan_creation(struct creation *creation, struct buf *out, const char *filled)
{
    struct plan_step *steps = ARENA_ARRAY(creation->arena, struct plan_step, 2);
    put_table(creation, out, filled);
    steps[0] = (struct plan_step){take(creation, out), false};
    buf_puts(out, "INSERT INTO ");
    identifier_emit_qualified(out, creation->name.schema, creation->name.name);
    buf_puts(out, " (");
    put_names(out, &creation->keys);
    buf_puts(out, creation->measures.n ? ", " : "");
    put_names(out, &creation->measures);
    buf_puts(out, ", row_count) ");
    put_query(creation, out);
    steps[1] = (struct plan_step){take(creation, out), false};
    buf_puts(out, "CREATE MATERIALIZED VIEW ");
    identifier_emit_qualified(out, creation->name.schema,
                              arena_printf(creation->arena, "%s_mv", creation->name.name));
    buf_puts(out, " TO ");
    identifier_emit_qualified(out, creation->name.schema, creation->name.name);
    buf_puts(out, " AS ");
    put_query(creation, out);
    struct plan *plan = write_plan(creation->binder, out, "CREATE ROLLUP");
    if (plan) {
        plan->steps = steps;
        plan->n_steps = 2;
    }
    return plan;
}

static void put_expressions(struct buf *out, const struct list *list, const char *before)
{
    for (LIST_EACH(const struct stored, stored, list)) {
        buf_puts(out, before);
        buf_puts(out, stored->expression);
        before = ", ";
    }
}

/* Of the parts that there are it is made by a mutation, which is waited for. */
static struct plan *plan_projection(struct creation *creation, const char *name, struct buf *out)
{
    const struct catalog_table *base = creation->rollup.base;
    struct plan_step *step = ARENA_NEW(creation->arena, struct plan_step);
    buf_puts(out, "ALTER TABLE ");
    identifier_emit_qualified(out, base->schema, base->name);
    buf_printf(out, " ADD PROJECTION %s (SELECT ", identifier_text(creation->arena, name));
    put_expressions(out, &creation->keys, "");
    put_expressions(out, &creation->measures, ", ");
    buf_puts(out, ", count() GROUP BY ");
    put_expressions(out, &creation->keys, "");
    buf_puts(out, ")");
    *step = (struct plan_step){take(creation, out), false};
    buf_puts(out, "ALTER TABLE ");
    identifier_emit_qualified(out, base->schema, base->name);
    buf_printf(out, " MATERIALIZE PROJECTION %s SETTINGS mutations_sync = 1",
               identifier_text(creation->arena, name));
    struct plan *plan = write_plan(creation->binder, out, "CREATE ROLLUP");
    if (plan) {
        plan->steps = step;
        plan->n_steps = 1;
    }
    return plan;
}

static bool find_base(struct creation *creation, const PgQuery__SelectStmt *select)
{
    if (select->n_from_clause != 1 ||
        select->from_clause[0]->node_case != PG_QUERY__NODE__NODE_RANGE_VAR)
        return write_refuse(creation->binder, 0, "a rollup of anything but a table is");
    creation->rollup.base = bind_table_name(creation->binder, select->from_clause[0]->range_var);
    if (!creation->rollup.base)
        return false;
    return strcmp(creation->rollup.base->engine, "MergeTree") == 0 ||
           err_set(creation->binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0,
                   "\"%s\" is not a table of the engine MergeTree", creation->rollup.base->name);
}

static bool add_columns(struct creation *creation, const PgQuery__SelectStmt *select)
{
    return add_all(creation, select->target_list[0]->res_target->val, add_key) &&
           add_all(creation, select->target_list[1]->res_target->val, add_measure);
}

static struct plan *create_projection(struct creation *creation,
                                      const PgQuery__CreateTableAsStmt *create, struct buf *out)
{
    struct binder *binder = creation->binder;
    const PgQuery__RangeVar *name = create->into->rel;
    const struct catalog_table *base =
        find_base(creation, create->query->select_stmt) ? creation->rollup.base : NULL;
    if (!base)
        return NULL;
    if (name->schemaname[0]) {
        write_refuse(binder, position_of(name->location), "a projection outside of its table is");
        return NULL;
    }
    if (!write_schema_allowed(binder, base->schema, 0))
        return NULL;
    bool exists = catalog_has_projection(base, name->relname);
    if (exists && create->if_not_exists)
        return write_skip(binder, SQLSTATE_DUPLICATE_TABLE, "CREATE ROLLUP",
                          arena_printf(binder->arena,
                                       "projection \"%s\" of \"%s\" already exists, "
                                       "skipping",
                                       name->relname, base->name));
    if (exists) {
        err_set(binder->err, SQLSTATE_DUPLICATE_TABLE, position_of(name->location),
                "projection \"%s\" of \"%s\" already exists", name->relname, base->name);
        return NULL;
    }
    return add_columns(creation, create->query->select_stmt)
               ? plan_projection(creation, name->relname, out)
               : NULL;
}

struct plan *rollup_create(struct binder *binder, const PgQuery__CreateTableAsStmt *create,
                           struct buf *out)
{
    struct creation creation = {.binder = binder, .arena = binder->arena};
    const PgQuery__SelectStmt *select = create->query->select_stmt;
    creation.is_projection = create->into->options[0]->def_elem->arg != NULL;
    if (creation.is_projection)
        return create_projection(&creation, create, out);
    if (!write_resolve_new(binder, create->into->rel, &creation.name))
        return NULL;
    if (creation.name.existing && create->if_not_exists)
        return write_skip(binder, SQLSTATE_DUPLICATE_TABLE, "CREATE ROLLUP",
                          arena_printf(binder->arena, "relation \"%s\" already exists, skipping",
                                       creation.name.name));
    if (creation.name.existing) {
        write_exists(binder, &creation.name);
        return NULL;
    }
    if (!find_base(&creation, select) || !add_columns(&creation, select))
        return NULL;
    const struct rewrite_list *found =
        rollup_ask(binder, rollup_mutation_query(binder->arena, creation.rollup.base));
    return found ? plan_creation(&creation, out, found->texts[1]) : NULL;
}
