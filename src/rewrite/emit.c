/* Queries as ClickHouse SQL: the clauses. Expressions are emit_expr.c's. */
#include "rewrite/emit.h"

#include "rewrite/emit_expr.h"
#include "rewrite/literal.h"

/* Settings under which ClickHouse's answers are PostgreSQL's, whatever the server's profile says.
 */
static const struct {
    const char *name, *value;
} settings[] = {
    {"join_use_nulls", "1"},
    {"transform_null_in", "0"},
    {"cast_keep_nullable", "1"},
    {"decimal_check_overflow", "1"},
    {"session_timezone", "'UTC'"},
    {"short_circuit_function_evaluation", "'force_enable'"},
    {"least_greatest_legacy_null_behavior", "0"},
    {"group_by_use_nulls", "0"},
    {"aggregate_functions_null_for_empty", "0"},
    {"empty_result_for_aggregation_by_empty_set", "0"},
    {"prefer_column_name_to_alias", "1"},
};

static void emit_table(struct buf *out, const struct rel *rel)
{
    identifier_emit(out, rel->table->schema);
    buf_putc(out, '.');
    identifier_emit(out, rel->table->name);
}

static void emit_rel(struct buf *out, const struct rel *rel);

static void emit_join(struct buf *out, const struct rel *rel)
{
    static const char *const words[] = {
        [JOIN_TYPE_INNER] = " INNER JOIN ", [JOIN_TYPE_LEFT] = " LEFT JOIN ",
        [JOIN_TYPE_RIGHT] = " RIGHT JOIN ", [JOIN_TYPE_FULL] = " FULL JOIN ",
        [JOIN_TYPE_CROSS] = " CROSS JOIN ",
    };
    emit_rel(out, rel->join.left);
    buf_puts(out, words[rel->join.type]);
    emit_rel(out, rel->join.right);
    if (rel->join.on) {
        buf_puts(out, " ON ");
        emit_expr(out, rel->join.on);
    }
}

static void emit_rel(struct buf *out, const struct rel *rel)
{
    if (rel->kind == REL_JOIN) {
        emit_join(out, rel);
        return;
    }
    if (rel->kind == REL_TABLE) {
        emit_table(out, rel);
    } else {
        buf_putc(out, '(');
        if (rel->kind == REL_SUBQUERY)
            emit_query(out, rel->query);
        else
            buf_puts(out, rel->clickhouse);
        buf_putc(out, ')');
    }
    buf_printf(out, " AS t%d", rel->number);
}

static void emit_targets(struct buf *out, const struct query *query)
{
    for (size_t i = 0; i < query->targets.n; i++) {
        buf_puts(out, i ? ", " : "");
        emit_expr(out, ((const struct target *)query->targets.items[i])->expr);
        buf_printf(out, " AS c%zu", i + 1);
    }
}

static void emit_list(struct buf *out, const struct list *exprs)
{
    for (size_t i = 0; i < exprs->n; i++) {
        buf_puts(out, i ? ", " : "");
        emit_expr(out, exprs->items[i]);
    }
}

static void emit_grouping_sets(struct buf *out, const struct query *query)
{
    buf_puts(out, " GROUP BY GROUPING SETS (");
    for (size_t i = 0; i < query->grouping_sets.n; i++) {
        const struct list *set = query->grouping_sets.items[i];
        buf_puts(out, i ? ", (" : "(");
        for (size_t k = 0; k < set->n; k++) {
            buf_puts(out, k ? ", " : "");
            emit_expr(out, query->group_by.items[(uintptr_t)set->items[k]]);
        }
        buf_putc(out, ')');
    }
    buf_putc(out, ')');
}

static void emit_group_by(struct buf *out, const struct query *query)
{
    if (query->grouping_sets.n) {
        emit_grouping_sets(out, query);
    } else if (query->group_by.n) {
        buf_puts(out, " GROUP BY ");
        emit_list(out, &query->group_by);
    }
}

static void emit_order_by(struct buf *out, const struct query *query)
{
    for (size_t i = 0; i < query->order_by.n; i++) {
        const struct sort_key *key = query->order_by.items[i];
        buf_puts(out, i ? ", " : " ORDER BY ");
        emit_expr(out, key->expr);
        buf_printf(out, " %s NULLS %s", key->descending ? "DESC" : "ASC",
                   key->nulls_first ? "FIRST" : "LAST");
    }
}

static void emit_condition(struct buf *out, const char *word, const struct expr *condition)
{
    if (!condition)
        return;
    buf_puts(out, word);
    emit_expr(out, condition);
}

static void emit_select(struct buf *out, const struct query *query)
{
    buf_puts(out, query->distinct ? "SELECT DISTINCT " : "SELECT ");
    emit_targets(out, query);
    if (query->from) {
        buf_puts(out, " FROM ");
        emit_rel(out, query->from);
    }
    emit_condition(out, " WHERE ", query->where);
    emit_group_by(out, query);
    emit_condition(out, " HAVING ", query->having);
    emit_order_by(out, query);
    emit_condition(out, " LIMIT ", query->limit);
    emit_condition(out, " OFFSET ", query->offset);
}

static void emit_set_operation(struct buf *out, const struct query *query)
{
    static const char *const words[] = {
        [SET_UNION] = "UNION", [SET_INTERSECT] = "INTERSECT", [SET_EXCEPT] = "EXCEPT"};
    buf_putc(out, '(');
    emit_query(out, query->left);
    buf_printf(out, ") %s %s (", words[query->set_operation], query->all ? "ALL" : "DISTINCT");
    emit_query(out, query->right);
    buf_putc(out, ')');
}

static void emit_values(struct buf *out, const struct query *query)
{
    for (size_t r = 0; r < query->rows.n; r++) {
        const struct list *row = query->rows.items[r];
        buf_puts(out, r ? " UNION ALL SELECT " : "SELECT ");
        for (size_t c = 0; c < row->n; c++) {
            buf_puts(out, c ? ", " : "");
            emit_expr(out, row->items[c]);
            buf_printf(out, " AS c%zu", c + 1);
        }
    }
}

void emit_query(struct buf *out, const struct query *query)
{
    static void (*const emitters[])(struct buf *, const struct query *) = {
        [QUERY_SELECT] = emit_select,
        [QUERY_SET_OPERATION] = emit_set_operation,
        [QUERY_VALUES] = emit_values,
    };
    emitters[query->kind](out, query);
}

void emit_statement(struct buf *out, const struct query *query)
{
    /* SETTINGS after a set operation would bind to its last arm. */
    if (query->kind != QUERY_SELECT)
        buf_puts(out, "SELECT * FROM (");
    emit_query(out, query);
    if (query->kind != QUERY_SELECT)
        buf_putc(out, ')');
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        buf_printf(out, "%s%s = %s", i ? ", " : " SETTINGS ", settings[i].name, settings[i].value);
}
