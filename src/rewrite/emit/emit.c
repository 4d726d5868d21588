/* Queries as ClickHouse SQL: the clauses. Expressions are emit_expr.c's. */
#include "rewrite/emit/emit.h"

#include "rewrite/emit/emit_expr.h"
#include "rewrite/emit/literal.h"
#include "rewrite/lower/short_circuit.h"

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
    {"enable_extended_results_for_datetime_functions", "1"},
    /* sum(x + 1) would become a sum of another type. */
    {"optimize_arithmetic_operations_in_aggregate_functions", "0"},
    {"least_greatest_legacy_null_behavior", "0"},
    {"group_by_use_nulls", "0"},
    {"aggregate_functions_null_for_empty", "0"},
    {"empty_result_for_aggregation_by_empty_set", "0"},
    {"prefer_column_name_to_alias", "1"},
    /* ORDER BY 1 is a constant: positions are bound already. */
    {"enable_positional_arguments", "0"},
    /* Documents are read as text: no NaN becomes null, no decimal loses its zeros. */
    {"output_format_json_quote_denormals", "1"},
    {"output_format_decimal_trailing_zeros", "1"},
    {"output_format_json_escape_forward_slashes", "0"},
};

/* Each clause begins a line, indented by the depth of its query: for people who read EXPLAIN. */
static void emit_line(struct buf *out, int depth, const char *words)
{
    buf_printf(out, "\n%*s%s", 2 * depth, "", words);
}

static void emit_at(struct buf *out, const struct query *query, int depth);
static void emit_rel(struct buf *out, const struct rel *rel, int depth);

static void emit_join(struct buf *out, const struct rel *rel, int depth)
{
    static const char *const words[] = {
        [JOIN_TYPE_INNER] = "INNER JOIN ", [JOIN_TYPE_LEFT] = "LEFT JOIN ",
        [JOIN_TYPE_RIGHT] = "RIGHT JOIN ", [JOIN_TYPE_FULL] = "FULL JOIN ",
        [JOIN_TYPE_CROSS] = "CROSS JOIN ",
    };
    emit_rel(out, rel->join.left, depth);
    emit_line(out, depth, words[rel->join.type]);
    emit_rel(out, rel->join.right, depth);
    if (rel->join.on) {
        buf_puts(out, " ON ");
        emit_expr(out, rel->join.on);
    }
}

static void emit_rel(struct buf *out, const struct rel *rel, int depth)
{
    if (rel->kind == REL_JOIN) {
        emit_join(out, rel, depth);
        return;
    }
    if (rel->kind == REL_TABLE && rel->source) {
        buf_puts(out, rel->source);
    } else if (rel->kind == REL_TABLE) {
        identifier_emit_qualified(out, rel->table->schema, rel->table->name);
    } else if (rel->kind == REL_SUBQUERY && rel->query->reference) {
        buf_printf(out, "m%d", rel->query->reference);
    } else if (rel->kind == REL_WORKING) {
        buf_printf(out, "r%d", rel->working);
    } else {
        buf_putc(out, '(');
        if (rel->kind == REL_SUBQUERY)
            emit_at(out, rel->query, rel->query->is_part ? 1 : depth + 1);
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

static void emit_grouping_sets(struct buf *out, const struct query *query, int depth)
{
    emit_line(out, depth, "GROUP BY GROUPING SETS (");
    for (size_t i = 0; i < query->grouping_sets.n; i++) {
        const struct list *set = query->grouping_sets.items[i];
        buf_puts(out, i ? ", (" : "(");
        for (size_t k = 0; k < set->n; k++) {
            buf_puts(out, k ? ", " : "");
            emit_group_key(out, query->group_by.items[(uintptr_t)set->items[k]]);
        }
        buf_putc(out, ')');
    }
    buf_putc(out, ')');
}

static void emit_group_by(struct buf *out, const struct query *query, int depth)
{
    bool is_lone_group = query->grouping_sets.n == 1 && !query->group_by.n;
    if (query->grouping_sets.n && !is_lone_group) {
        emit_grouping_sets(out, query, depth);
    } else if (query->group_by.n) {
        emit_line(out, depth, "GROUP BY ");
        emit_group_keys(out, &query->group_by);
    }
}

static void emit_order_by(struct buf *out, const struct query *query, int depth)
{
    if (query->order_by.n)
        emit_line(out, depth, "ORDER BY ");
    emit_sort_keys(out, &query->order_by);
}

static void emit_clause(struct buf *out, int depth, const char *word, const struct expr *condition)
{
    if (!condition)
        return;
    /* ClickHouse mixes the names of a subquery that is all of a clause with those around it. */
    bool is_query = condition->kind == EXPR_SUBQUERY;
    emit_line(out, depth, word);
    buf_puts(out, is_query ? "identity(" : "");
    emit_expr(out, condition);
    buf_puts(out, is_query ? ")" : "");
}

/* Rows in each group of limit_by, where "no limit" needs a number. */
static void emit_limit_by(struct buf *out, const struct query *query, int depth)
{
    emit_clause(out, depth, "LIMIT ", query->offset);
    buf_puts(out, query->offset ? ", " : "\nLIMIT ");
    if (query->limit)
        emit_expr(out, query->limit);
    else
        buf_puts(out, "9223372036854775807");
    buf_puts(out, " BY ");
    emit_exprs(out, &query->limit_by);
}

static void emit_limit(struct buf *out, const struct query *query, int depth)
{
    if (query->limit_by.n) {
        emit_limit_by(out, query, depth);
        return;
    }
    if (query->distinct_on.n) {
        emit_line(out, depth, "LIMIT 1 BY ");
        emit_exprs(out, &query->distinct_on);
    }
    if (query->with_ties && query->limit && query->offset) {
        emit_clause(out, depth, "LIMIT ", query->offset);
        buf_puts(out, ", ");
        emit_expr(out, query->limit);
    } else {
        emit_clause(out, depth, "LIMIT ", query->limit);
        emit_clause(out, depth, "OFFSET ", query->offset);
    }
    buf_puts(out, query->with_ties && query->limit ? " WITH TIES" : "");
}

static void emit_select(struct buf *out, const struct query *query, int depth)
{
    buf_puts(out, query->distinct ? "SELECT DISTINCT " : "SELECT ");
    emit_targets(out, query);
    if (query->from) {
        emit_line(out, depth, "FROM ");
        emit_rel(out, query->from, depth);
    }
    emit_clause(out, depth, "WHERE ", query->where);
    emit_group_by(out, query, depth);
    emit_clause(out, depth, "HAVING ", query->having);
    emit_order_by(out, query, depth);
    emit_limit(out, query, depth);
}

static void emit_set_operation(struct buf *out, const struct query *query, int depth)
{
    static const char *const words[] = {
        [SET_UNION] = "UNION", [SET_INTERSECT] = "INTERSECT", [SET_EXCEPT] = "EXCEPT"};
    buf_putc(out, '(');
    emit_at(out, query->left, depth + 1);
    buf_putc(out, ')');
    emit_line(out, depth, words[query->set_operation]);
    buf_puts(out, query->all ? " ALL (" : " DISTINCT (");
    emit_at(out, query->right, depth + 1);
    buf_putc(out, ')');
}

static bool has_only_constants(const struct list *rows)
{
    for (size_t r = 0; r < rows->n; r++)
        for (LIST_EACH(struct expr, cell, (const struct list *)rows->items[r]))
            if (cell->kind != EXPR_CONST)
                return false;
    return true;
}

/* In their order, which a UNION has not. */
static void emit_constant_rows(struct buf *out, const struct query *query)
{
    const struct list *first = query->rows.items[0];
    buf_puts(out, "SELECT ");
    for (size_t c = 1; c <= first->n; c++)
        buf_printf(out, "%sv.%zu AS c%zu", c > 1 ? ", " : "", c, c);
    buf_puts(out, " FROM (SELECT arrayJoin(array(");
    for (size_t r = 0; r < query->rows.n; r++) {
        buf_puts(out, r ? ", tuple(" : "tuple(");
        emit_exprs(out, query->rows.items[r]);
        buf_putc(out, ')');
    }
    buf_puts(out, ")) AS v)");
}

static void emit_values(struct buf *out, const struct query *query, int depth)
{
    if (query->rows.n > 1 && has_only_constants(&query->rows)) {
        emit_constant_rows(out, query);
        return;
    }
    for (size_t r = 0; r < query->rows.n; r++) {
        const struct list *row = query->rows.items[r];
        if (r)
            emit_line(out, depth, "UNION ALL ");
        buf_puts(out, "SELECT ");
        for (size_t c = 0; c < row->n; c++) {
            buf_puts(out, c ? ", " : "");
            emit_expr(out, row->items[c]);
            buf_printf(out, " AS c%zu", c + 1);
        }
    }
}

static void emit_recursive(struct buf *out, const struct query *query, int depth)
{
    buf_printf(out, "WITH RECURSIVE r%d AS (", query->recursion);
    emit_at(out, query->left, depth + 1);
    emit_line(out, depth, "UNION ALL ");
    emit_at(out, query->right, depth + 1);
    buf_puts(out, ") SELECT ");
    for (size_t i = 0; i < query->targets.n; i++)
        buf_printf(out, "%sc%zu", i ? ", " : "", i + 1);
    buf_printf(out, " FROM r%d", query->recursion);
}

static void emit_at(struct buf *out, const struct query *query, int depth)
{
    static void (*const emitters[])(struct buf *, const struct query *, int depth) = {
        [QUERY_SELECT] = emit_select,
        [QUERY_SET_OPERATION] = emit_set_operation,
        [QUERY_VALUES] = emit_values,
        [QUERY_RECURSIVE] = emit_recursive,
    };
    emitters[query->kind](out, query, depth);
}

static bool has_no_recursion(struct query *query, void *context)
{
    (void)context;
    return query->kind != QUERY_RECURSIVE;
}

static bool has_no_grouping_sets(struct query *query, void *context)
{
    (void)context;
    return !query->grouping_sets.n;
}

static bool has_no_outer(struct query *query, void *context)
{
    (void)context;
    return !query->has_outer;
}

static bool materializes_nothing(struct query *query, void *context)
{
    (void)context;
    return !query->materializes;
}

static bool changes_outer(struct query *query, void *context)
{
    (void)context;
    return !query->keeps_outer;
}

static bool is_no_array(struct expr **at, void *context)
{
    (void)context;
    return !pgtype_element((*at)->type);
}

static bool are_no_arrays(struct expr **at, void *context)
{
    return expr_walk(at, is_no_array, context);
}

static bool has_no_array(struct query *query, void *context)
{
    return query_walk_exprs(query, are_no_arrays, context);
}

static bool has_no_having(struct query *query, void *context)
{
    (void)context;
    return !query->having;
}

static bool takes_projections(struct query *query, void *context)
{
    (void)context;
    return !query->reads_rows;
}

static bool has_no_aggregate(struct query *query, void *context)
{
    (void)context;
    return !query->is_aggregated;
}

/* expr_visit */
static bool is_of_all(struct expr **at, void *context)
{
    const struct expr *expr = *at;
    bool is_distinct = expr->kind == EXPR_AGGREGATE && expr->aggregate.distinct;
    return !is_distinct && expr_visit_children(*at, is_of_all, context);
}

static bool has_no_distinct(struct query *query, void *context)
{
    return query_walk_exprs(query, is_of_all, context);
}

static void emit_common(struct buf *out, const struct list *common)
{
    for (size_t i = 0; i < common->n; i++) {
        buf_printf(out, "%sm%zu AS MATERIALIZED (", i ? ",\n" : "WITH ", i + 1);
        emit_at(out, common->items[i], 1);
        buf_puts(out, ")");
    }
    buf_puts(out, common->n ? "\n" : "");
}

void emit_subselect(struct buf *out, const struct query *query)
{
    emit_at(out, query, 1);
}

void emit_common_settings(struct buf *out)
{
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        buf_printf(out, "%s%s = %s", i ? ", " : "\nSETTINGS ", settings[i].name, settings[i].value);
}

/* Where a block cannot be without it. */
static const struct {
    bool (*is_fine)(struct query *block, void *context);
    const char *setting;
} exceptions[] = {
    {has_no_recursion, "max_recursive_cte_evaluation_depth = 10000"},
    /* Array values are tuples that can be NULL. */
    {has_no_array, "allow_experimental_nullable_tuple_type = 1"},
    /* It loses its way in x LIKE a OR x LIKE b where x is an aggregate. */
    {has_no_aggregate, "optimize_or_like_chain = 0"},
    /* Of DISTINCT or grouped rows it would count NULL too. */
    {has_no_distinct, "optimize_uniq_to_count = 0"},
    /* It would take k + 1 out of a set that has k, and call it absent. */
    {has_no_grouping_sets, "optimize_group_by_function_keys = 0"},
    /* It makes a range of the time of toYear(time) = 2024, behind GROUP BY toYear(time) too. */
    {has_no_having, "optimize_time_filter_with_preimage = 0"},
    {takes_projections, "optimize_use_projections = 0"},
};

void emit_settings(struct buf *out, const struct query *query)
{
    struct query *blocks = (struct query *)query;
    bool is_lazy = short_circuit_is_needed(buf_str(out));
    emit_common_settings(out);
    if (query->common.n || !query_walk((struct query *)query, materializes_nothing, NULL))
        buf_puts(out, ", enable_materialized_cte = 1");
    if (is_lazy)
        buf_puts(out, ", short_circuit_function_evaluation = 'force_enable'");
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
        if (!query_walk(blocks, exceptions[i].is_fine, NULL))
            buf_printf(out, ", %s", exceptions[i].setting);
    /* It would fail where it looks for NULLs that a join's conditions let through. */
    if (!query_walk(blocks, has_no_outer, NULL) && !query_walk(blocks, changes_outer, NULL))
        buf_puts(out, ", query_plan_convert_outer_join_to_inner_join = 0");
}

void emit_statement(struct buf *out, const struct query *query)
{
    /* SETTINGS after a set operation would bind to its last arm. */
    emit_common(out, &query->common);
    bool wrap = query->kind != QUERY_SELECT;
    buf_puts(out, wrap ? "SELECT * FROM (" : "");
    emit_at(out, query, wrap ? 1 : 0);
    buf_puts(out, wrap ? ")" : "");
    emit_settings(out, query);
}
