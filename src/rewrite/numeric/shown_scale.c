/* How many decimals PostgreSQL shows of a numeric, as an expression. Knows no values. */
#include "rewrite/numeric/shown_scale.h"

#include <string.h>

#include "rewrite/lower/lower.h"
#include "rewrite/lower/unnest.h"
#include "rewrite/numeric/div_scale.h"
#include "rewrite/numeric/numeric_scale.h"

/* Larger expressions than this are shown by their value alone: nested quotients double. */
#define MAX_NODES 400

/* Either a number known now, or an int4 expression, or neither: nothing is known. */
struct shown {
    bool is_known, is_fixed;
    int fixed;
    struct expr *varies;
};

struct showing {
    struct arena *arena;
    struct query *block;
    bool in_aggregate; /* where a group key is a value of each row */
};

static const struct shown unknown = {0};

static struct shown fixed(int scale)
{
    return scale < 0 ? unknown : (struct shown){.is_known = true, .is_fixed = true, .fixed = scale};
}

static struct shown varies(struct expr *expr)
{
    return (struct shown){.is_known = true, .varies = expr};
}

static struct expr *as_expr(const struct showing *showing, const struct shown *shown)
{
    return shown->is_fixed ? expr_const(showing->arena, PG_INT4,
                                        arena_printf(showing->arena, "%d", shown->fixed), 0)
                           : expr_copy(showing->arena, shown->varies);
}

static struct shown shown_of(const struct showing *showing, const struct expr *expr);

static struct expr *template_new(const struct showing *showing, const char *template_, size_t n,
                                 struct expr **args)
{
    return expr_clickhouse(showing->arena, PG_INT4, template_, n, args);
}

/* What the value itself tells: right but for a first digit (of four) that is 1. */
static struct shown by_value(const struct showing *showing, const struct expr *expr)
{
    struct expr *value = expr_copy(showing->arena, expr);
    struct expr *text = expr_clickhouse(showing->arena, PG_TEXT, "toString(abs($1))", 1, &value);
    return varies(
        template_new(showing, "greatest(0, 16 - 4 * " DECIMAL_WEIGHT("$1") ")", 1, &text));
}

/* ---- calls ---- */

static bool is_aggregate(const struct expr *expr)
{
    return expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_WINDOW;
}

/* A call of the same kind, with other arguments and another template. */
static struct expr *call_like(const struct showing *showing, const struct expr *expr,
                              const char *template_)
{
    struct routine *routine = ARENA_NEW(showing->arena, struct routine);
    struct expr *call = expr_copy(showing->arena, expr);
    const struct routine *of = expr->kind == EXPR_CALL ? expr->routine : expr->aggregate.routine;
    *routine = (struct routine){.name = of->name, .result = PG_INT4, .clickhouse = template_};
    if (expr->kind == EXPR_CALL)
        call->routine = routine;
    else
        call->aggregate.routine = routine;
    call->type = PG_INT4;
    call->typmod = -1;
    return call;
}

static const struct routine *routine_of(const struct expr *expr)
{
    bool is_call = expr->kind == EXPR_CALL;
    return is_call ? expr->routine : is_aggregate(expr) ? expr->aggregate.routine : NULL;
}

static struct showing inside(const struct showing *showing, const struct expr *call)
{
    struct showing inner = *showing;
    inner.in_aggregate |= call->kind == EXPR_AGGREGATE;
    return inner;
}

static struct shown of_arg(const struct showing *showing, const struct expr *expr, size_t i)
{
    struct showing inner = inside(showing, expr);
    return i < expr->args.n ? shown_of(&inner, expr->args.items[i]) : unknown;
}

static struct shown of_two(const struct showing *showing, const struct expr *expr, bool is_sum)
{
    struct shown a = of_arg(showing, expr, 0), b = of_arg(showing, expr, 1);
    if (!a.is_known || !b.is_known)
        return unknown;
    if (a.is_fixed && b.is_fixed)
        return fixed(is_sum ? a.fixed + b.fixed : a.fixed > b.fixed ? a.fixed : b.fixed);
    struct expr *args[] = {as_expr(showing, &a), as_expr(showing, &b)};
    return varies(template_new(showing, is_sum ? "($1 + $2)" : "greatest($1, $2)", 2, args));
}

/* lag, first_value and the like give the scale of the row as they give its value. */
static struct shown of_row(const struct showing *showing, const struct expr *expr)
{
    struct expr *call = expr_copy(showing->arena, expr);
    call->type = PG_INT4;
    for (size_t i = 0; i < call->args.n; i++) {
        if (((const struct expr *)call->args.items[i])->type != PG_NUMERIC)
            continue;
        struct shown arg = of_arg(showing, expr, i);
        if (!arg.is_known)
            return unknown;
        call->args.items[i] = as_expr(showing, &arg);
    }
    return varies(template_new(showing, "toInt32($1)", 1, &call));
}

/* Of sum the largest of any row, of min and max that of the row. */
static struct shown of_aggregated(const struct showing *showing, const struct expr *expr)
{
    struct shown arg = of_arg(showing, expr, 0);
    const char *name = expr->aggregate.routine->name;
    if (!arg.is_known || arg.is_fixed)
        return arg;
    if (expr->aggregate.distinct)
        return unknown;
    if (strcmp(name, "sum") != 0 && strcmp(name, "min") != 0 && strcmp(name, "max") != 0)
        return of_row(showing, expr);
    const char *template_ = strcmp(name, "min") == 0   ? "argMinOrNull[$2, $1]"
                            : strcmp(name, "max") == 0 ? "argMaxOrNull[$2, $1]"
                                                       : "maxOrNull[if(isNull($1), NULL, $2)]";
    struct expr *call = call_like(showing, expr, template_);
    call->args.n = 1;
    list_add(showing->arena, &call->args, as_expr(showing, &arg));
    return varies(call);
}

static struct shown of_routine(const struct showing *showing, const struct expr *expr,
                               const struct routine *routine)
{
    if (!routine)
        return unknown;
    if (routine->shown)
        return expr->args.n > routine->n_args ? varies(call_like(showing, expr, routine->shown))
                                              : by_value(showing, expr);
    switch (routine->scale) {
    case SCALE_FIRST:
        return is_aggregate(expr) ? of_aggregated(showing, expr) : of_arg(showing, expr, 0);
    case SCALE_MAX:
        return of_two(showing, expr, false);
    case SCALE_SUM:
        return of_two(showing, expr, true);
    default:
        return fixed(numeric_scale(expr));
    }
}

/* ---- choices ---- */

static bool is_null(const struct expr *expr)
{
    return expr->kind == EXPR_CONST && !expr->text;
}

/* All arms show the same number of decimals. */
static struct shown common(const struct showing *showing, void *const *arms, size_t n)
{
    struct shown all = unknown;
    for (size_t i = 0; i < n; i++) {
        if (!arms[i] || is_null(arms[i]))
            continue;
        struct shown arm = shown_of(showing, arms[i]);
        if (!arm.is_fixed || (all.is_known && all.fixed != arm.fixed))
            return unknown;
        all = arm;
    }
    return all;
}

/* What lower wraps the arms of a choice and the factors of a long product in. */
static bool is_rescaled(const struct expr *expr)
{
    return strncmp(expr->template_, "toDecimal256($1, ", strlen("toDecimal256($1, ")) == 0 ||
           expr->template_ == lower_factor;
}

/* Where it is not known it is the Decimal's: fewer decimals would be another number. */
static struct shown of_arm(const struct showing *showing, const struct expr *arm)
{
    if (is_null(arm))
        return fixed(0);
    struct shown shown = shown_of(showing, arm);
    bool is_wrapped = arm->kind == EXPR_CLICKHOUSE && is_rescaled(arm);
    int scale = numeric_scale(is_wrapped ? arm->args.items[0] : arm);
    return shown.is_known ? shown : fixed(scale < 0 ? QUOTIENT_SCALE : scale);
}

static void case_add(const struct showing *showing, struct expr *choice, struct expr *condition,
                     const struct shown *shown)
{
    struct case_when *when = ARENA_NEW(showing->arena, struct case_when);
    when->condition = condition;
    when->result =
        shown->is_known ? as_expr(showing, shown) : expr_const(showing->arena, PG_INT4, "0", 0);
    list_add(showing->arena, &choice->cases.whens, when);
}

static struct shown of_case(const struct showing *showing, const struct expr *expr)
{
    struct list arms = {0};
    for (size_t i = 0; i < expr->cases.whens.n; i++)
        list_add(showing->arena, &arms, ((struct case_when *)expr->cases.whens.items[i])->result);
    if (expr->cases.otherwise)
        list_add(showing->arena, &arms, expr->cases.otherwise);
    struct shown same = common(showing, arms.items, arms.n);
    if (same.is_known)
        return same;
    struct expr *choice = expr_new(showing->arena, EXPR_CASE, PG_INT4, expr->position);
    for (size_t i = 0; i < expr->cases.whens.n; i++) {
        const struct case_when *when = expr->cases.whens.items[i];
        struct shown shown = of_arm(showing, when->result);
        case_add(showing, choice, expr_copy(showing->arena, when->condition), &shown);
    }
    struct shown otherwise =
        expr->cases.otherwise ? of_arm(showing, expr->cases.otherwise) : fixed(0);
    choice->cases.otherwise = otherwise.is_known ? as_expr(showing, &otherwise)
                                                 : expr_const(showing->arena, PG_INT4, "0", 0);
    return varies(choice);
}

/* COALESCE takes the first that is not NULL, GREATEST and LEAST the first that is the result. */
static struct shown of_choice(const struct showing *showing, const struct expr *expr)
{
    struct shown same = common(showing, expr->args.items, expr->args.n);
    if (same.is_known)
        return same;
    struct expr *choice = expr_new(showing->arena, EXPR_CASE, PG_INT4, expr->position);
    for (size_t i = 0; i < expr->args.n; i++) {
        struct expr *args[] = {expr_copy(showing->arena, expr->args.items[i]),
                               expr_copy(showing->arena, expr)};
        bool is_first = expr->kind == EXPR_COALESCE;
        struct expr *condition = expr_clickhouse(showing->arena, PG_BOOL,
                                                 is_first ? "isNotNull($1)" : "ifNull($1 = $2, 0)",
                                                 is_first ? 1 : 2, args);
        struct shown arm = of_arm(showing, expr->args.items[i]);
        case_add(showing, choice, condition, &arm);
    }
    choice->cases.otherwise = expr_const(showing->arena, PG_INT4, "0", 0);
    return varies(choice);
}

/* ---- columns ---- */

static void add_target(struct arena *arena, struct query *query, struct expr *scale)
{
    struct target *added = ARENA_NEW(arena, struct target);
    *added = (struct target){scale, "scale"};
    list_add(arena, &query->targets, added);
}

/* The column of the subquery that add_target has added. */
static struct shown added_column(const struct showing *showing, struct rel *rel)
{
    struct rel_column *columns = ARENA_ARRAY(showing->arena, struct rel_column, rel->n_columns + 1);
    memcpy(columns, rel->columns, rel->n_columns * sizeof *columns);
    columns[rel->n_columns] = (struct rel_column){"scale", PG_INT4, -1, true, NULL, NULL};
    rel->columns = columns;
    return varies(expr_column(showing->arena, rel, rel->n_columns++, 0));
}

/* ---- UNION ALL ---- */

/* A SELECT of a UNION ALL, and the scale of its output. */
struct arm {
    struct query *query;
    struct shown shown;
};

static bool is_union_all(const struct query *query)
{
    return query->kind == QUERY_SET_OPERATION && query->set_operation == SET_UNION && query->all;
}

static bool gather_arms(const struct showing *showing, struct query *query, size_t index,
                        struct list *arms)
{
    if (is_union_all(query))
        return gather_arms(showing, query->left, index, arms) &&
               gather_arms(showing, query->right, index, arms);
    if (query->kind != QUERY_SELECT || query->distinct || index >= query->targets.n)
        return false;
    struct showing inner = {showing->arena, query};
    struct arm *arm = ARENA_NEW(showing->arena, struct arm);
    const struct target *target = query->targets.items[index];
    *arm = (struct arm){query, is_null(target->expr) ? fixed(0) : shown_of(&inner, target->expr)};
    list_add(showing->arena, arms, arm);
    return arm->shown.is_known;
}

static bool have_one_scale(const struct list *arms)
{
    const struct shown *first = &((const struct arm *)arms->items[0])->shown;
    for (LIST_EACH(const struct arm, arm, arms))
        if (!arm->shown.is_fixed || arm->shown.fixed != first->fixed)
            return false;
    return true;
}

/* The outputs of the parts stay side by side. */
static void add_to_unions(const struct showing *showing, struct query *query,
                          const struct expr *scale)
{
    if (!is_union_all(query))
        return;
    add_to_unions(showing, query->left, scale);
    add_to_unions(showing, query->right, scale);
    add_target(showing->arena, query, expr_copy(showing->arena, scale));
}

static struct shown of_union_column(const struct showing *showing, struct rel *rel, size_t index)
{
    struct list arms = {0};
    if (!is_union_all(rel->query) || rel->query->targets.n != rel->n_columns ||
        !gather_arms(showing, rel->query, index, &arms))
        return fixed(-1);
    if (have_one_scale(&arms))
        return ((const struct arm *)arms.items[0])->shown;
    for (LIST_EACH(const struct arm, arm, &arms)) {
        if (arm->query->targets.n != rel->n_columns)
            return fixed(-1);
    }
    for (LIST_EACH(const struct arm, arm, &arms))
        add_target(showing->arena, arm->query, as_expr(showing, &arm->shown));
    add_to_unions(showing, rel->query, as_expr(showing, &((struct arm *)arms.items[0])->shown));
    return added_column(showing, rel);
}

/* ---- VALUES ---- */

/* Of each row's value; false where one is not known. */
static bool gather_rows(const struct showing *showing, const struct query *query, size_t index,
                        struct list *scales)
{
    for (LIST_EACH(const struct list, row, &query->rows)) {
        const struct expr *value = row->items[index];
        struct shown *shown = ARENA_NEW(showing->arena, struct shown);
        *shown = is_null(value) ? fixed(0) : shown_of(showing, value);
        if (!shown->is_known)
            return false;
        list_add(showing->arena, scales, shown);
    }
    return scales->n > 0;
}

static struct shown of_values_column(const struct showing *showing, struct rel *rel, size_t index)
{
    struct query *query = rel->query;
    struct showing inner = {showing->arena, query};
    struct list scales = {0};
    if (query->targets.n != rel->n_columns || !gather_rows(&inner, query, index, &scales))
        return fixed(-1);
    const struct shown *first = scales.items[0];
    bool is_one = true;
    for (LIST_EACH(const struct shown, shown, &scales))
        is_one &= shown->is_fixed && shown->fixed == first->fixed;
    if (is_one)
        return *first;
    for (size_t i = 0; i < query->rows.n; i++)
        list_add(showing->arena, query->rows.items[i], as_expr(&inner, scales.items[i]));
    add_target(showing->arena, query, as_expr(&inner, first));
    return added_column(showing, rel);
}

/* A column of a subquery: its scale becomes another column of the subquery. */
static struct shown of_subquery_column(const struct showing *showing, const struct expr *expr)
{
    struct rel *rel = expr->column.rel;
    struct query *query = rel->query;
    if (query->kind == QUERY_SET_OPERATION)
        return of_union_column(showing, rel, (size_t)expr->column.index);
    if (query->kind == QUERY_VALUES)
        return of_values_column(showing, rel, (size_t)expr->column.index);
    if (query->kind != QUERY_SELECT || query->distinct || query->targets.n != rel->n_columns)
        return fixed(-1);
    struct showing inner = {showing->arena, query};
    const struct target *target = query->targets.items[expr->column.index];
    struct shown shown = shown_of(&inner, target->expr);
    if (!shown.is_known || shown.is_fixed)
        return shown;
    for (size_t i = 0; i < query->targets.n; i++)
        if (expr_equal(((struct target *)query->targets.items[i])->expr, shown.varies))
            return varies(expr_column(showing->arena, rel, i, 0));
    add_target(showing->arena, query, as_expr(&inner, &shown));
    return added_column(showing, rel);
}

static struct shown of_column(const struct showing *showing, const struct expr *expr)
{
    struct shown shown = unknown;
    if (expr->column.rel->kind == REL_SUBQUERY)
        shown = of_subquery_column(showing, expr);
    if (shown.is_known)
        return shown;
    int scale = numeric_scale(expr);
    return scale == QUOTIENT_SCALE && expr->column.rel->kind == REL_SUBQUERY
               ? by_value(showing, expr)
               : fixed(scale);
}

static struct shown of_cast(const struct showing *showing, const struct expr *expr)
{
    uint32_t source = expr->cast->source;
    struct expr *value = expr_copy(showing->arena, expr);
    if (expr->typmod >= 0)
        return fixed(pgtype_numeric_scale(expr->typmod));
    if (source == PG_FLOAT8 || source == PG_FLOAT4)
        return varies(template_new(showing, "length(extract(toString($1), '[.](.*)'))", 1, &value));
    if (source == PG_TEXT || source == PG_VARCHAR || source == PG_BPCHAR || source == PG_JSONB)
        return varies(template_new(showing,
                                   "greatest(0, toInt32(length(extract($1, '[.]([0-9]*)'))) - "
                                   "ifNull(toInt32OrNull(extract($1, '[eE]([-+]?[0-9]+)')), 0))",
                                   1, (struct expr **)&value->args.items[0]));
    return of_arg(showing, expr, 0);
}

/* A second subquery gives the scale of what the first gives. */
static struct shown of_subquery(const struct showing *showing, const struct expr *expr)
{
    const struct query *query = expr->subquery.query;
    if (expr->subquery.form != SUBQUERY_SCALAR || query->kind != QUERY_SELECT || query->distinct)
        return unknown;
    struct query *other = ARENA_NEW(showing->arena, struct query);
    *other = *query;
    struct showing inner = {showing->arena, other};
    struct shown shown = shown_of(&inner, ((struct target *)query->targets.items[0])->expr);
    if (!shown.is_known || shown.is_fixed)
        return shown;
    struct target *target = ARENA_NEW(showing->arena, struct target);
    *target = (struct target){shown.varies, "scale"};
    other->targets = (struct list){0};
    list_add(showing->arena, &other->targets, target);
    struct expr *scale = expr_new(showing->arena, EXPR_SUBQUERY, PG_INT4, expr->position);
    scale->subquery.query = other;
    scale->subquery.form = SUBQUERY_SCALAR;
    return varies(scale);
}

/* The rows of a group that has one row only. */
static struct shown of_any(const struct showing *showing, const struct expr *expr)
{
    struct shown shown = of_arg(showing, expr, 0);
    if (!shown.is_known || shown.is_fixed)
        return shown;
    struct expr *scale = as_expr(showing, &shown);
    return varies(template_new(showing, unnest_any, 1, &scale));
}

static struct shown of_kind(const struct showing *showing, const struct expr *expr)
{
    switch (expr->kind) {
    case EXPR_COLUMN:
        return of_column(showing, expr);
    case EXPR_CALL:
        return of_routine(showing, expr, expr->routine);
    case EXPR_AGGREGATE:
    case EXPR_WINDOW:
        return of_routine(showing, expr, expr->aggregate.routine);
    case EXPR_CAST:
        return of_cast(showing, expr);
    case EXPR_CASE:
        return of_case(showing, expr);
    case EXPR_COALESCE:
    case EXPR_MIN_MAX:
        return of_choice(showing, expr);
    case EXPR_NULLIF:
        return of_arg(showing, expr, 0);
    case EXPR_SUBQUERY:
        return of_subquery(showing, expr);
    case EXPR_CLICKHOUSE:
        if (expr->template_ == unnest_any)
            return of_any(showing, expr);
        if (is_rescaled(expr) || expr->template_ == unnest_only)
            return of_arg(showing, expr, 0);
        return numeric_scale(expr) == QUOTIENT_SCALE ? by_value(showing, expr)
                                                     : fixed(numeric_scale(expr));
    default:
        return fixed(numeric_scale(expr));
    }
}

static bool is_integer(uint32_t type)
{
    return type == PG_INT2 || type == PG_INT4 || type == PG_INT8;
}

static bool count_node(struct expr **at, void *count)
{
    (void)at;
    ++*(size_t *)count;
    return true;
}

static bool is_large(struct expr *expr)
{
    size_t n = 0;
    expr_walk(&expr, count_node, &n);
    return n > MAX_NODES;
}

/* A group key has the value of all its rows, and the scale of one of them. */
static struct shown of_key(const struct showing *showing, struct shown shown)
{
    static const struct routine any = {.name = "any", .result = PG_INT4, .clickhouse = "any[$1]"};
    struct expr *expr = expr_new(showing->arena, EXPR_AGGREGATE, PG_INT4, 0);
    expr->aggregate.routine = &any;
    list_add(showing->arena, &expr->args, shown.varies);
    return varies(expr);
}

static bool is_key(const struct query *block, const struct expr *expr)
{
    for (size_t i = 0; i < block->group_by.n; i++)
        if (expr_equal(block->group_by.items[i], expr))
            return true;
    return false;
}

static struct shown shown_of(const struct showing *showing, const struct expr *expr)
{
    if (is_integer(expr->type))
        return fixed(0);
    if (expr->type != PG_NUMERIC)
        return unknown;
    struct shown shown = of_kind(showing, expr);
    if (!shown.is_known || shown.is_fixed)
        return shown;
    if (is_large(shown.varies))
        return by_value(showing, expr);
    return !showing->in_aggregate && is_key(showing->block, expr) ? of_key(showing, shown) : shown;
}

/* ---- faces ---- */

static struct expr *scale_argument(const struct showing *showing, const struct expr *call, size_t i)
{
    const struct expr *arg = call->args.items[i];
    struct showing inner = inside(showing, call);
    struct shown shown = shown_of(&inner, arg);
    if (!shown.is_known)
        shown = fixed(numeric_scale(arg) < 0 ? 0 : numeric_scale(arg));
    if (shown.is_fixed || !is_aggregate(call))
        return as_expr(showing, &shown);
    struct expr *most = call_like(showing, call, "maxOrNull[if(isNull($1), NULL, $2)]");
    list_add(showing->arena, &most->args, as_expr(showing, &shown));
    return most;
}

void shown_scale_of_call(struct arena *arena, struct query *block, struct expr *expr)
{
    struct showing showing = {arena, block};
    const struct routine *routine = routine_of(expr);
    if (!routine || !routine->scaled || expr->args.n != routine->n_args ||
        (is_aggregate(expr) && expr->aggregate.distinct))
        return;
    struct list scales = {0};
    for (size_t i = 0; i < routine->n_args; i++)
        list_add(arena, &scales, scale_argument(&showing, expr, i));
    list_add_all(arena, &expr->args, &scales);
}

/* Text of the value with as many decimals, NULL where it would be the Decimal's own. */
static struct expr *shown_text(const struct showing *showing, struct expr *expr, bool always)
{
    int scale = numeric_scale(expr);
    struct shown shown = scale < 0 || scale > 76 ? unknown : shown_of(showing, expr);
    if (!shown.is_known || (!always && shown.is_fixed && shown.fixed == scale))
        return NULL;
    struct expr *args[] = {expr, as_expr(showing, &shown)};
    const char *template_ = arena_printf(
        showing->arena,
        "arrayElement(arrayMap((t, s) -> if(s <= %d, substring(t, 1, toInt32(length(t)) - %d + s "
        "- (s = 0 AND %d)), concat(t, '%s', repeat('0', greatest(0, s - %d)))), "
        "array(toDecimalString(round(@1, least(%d, ifNull($2, 0))), %d)), "
        "array(toInt32(ifNull($2, 0)))), 1)",
        scale, scale, scale > 0, scale ? "" : ".", scale, scale, scale);
    struct expr *text = expr_clickhouse(showing->arena, PG_TEXT, template_, 2, args);
    text->nullable = expr->nullable;
    text->position = expr->position;
    return text;
}

/* A call whose value was not rounded to the decimals that it shows, if it can be had. */
static struct expr *without_rounding(const struct showing *showing, struct expr *expr)
{
    const struct routine *routine = routine_of(expr);
    if (!routine || !routine->cut || expr->args.n <= routine->n_args ||
        is_key(showing->block, expr))
        return expr;
    struct routine *cut = ARENA_NEW(showing->arena, struct routine);
    struct expr *made = ARENA_NEW(showing->arena, struct expr);
    *cut = *routine;
    cut->scaled = routine->cut;
    *made = *expr;
    if (expr->kind == EXPR_CALL)
        made->routine = cut;
    else
        made->aggregate.routine = cut;
    return made;
}

/* The value and its decimals, for the wire to round and print (wire/text.h); NULL as above. */
static struct expr *shown_pair(const struct showing *showing, struct expr *expr)
{
    int scale = numeric_scale(expr);
    struct shown shown = scale < 0 || scale > 76 ? unknown : shown_of(showing, expr);
    if (!shown.is_known || (shown.is_fixed && shown.fixed == scale))
        return NULL;
    struct expr *args[] = {without_rounding(showing, expr), as_expr(showing, &shown)};
    struct expr *pair =
        expr_clickhouse(showing->arena, PG_TEXT, "tuple(@1, toInt32(ifNull($2, 0)))", 2, args);
    pair->position = expr->position;
    return pair;
}

void shown_scale_of_cast(struct arena *arena, struct query *block, struct expr **at)
{
    struct expr *expr = *at;
    struct showing showing = {arena, block};
    if (expr->kind != EXPR_CAST || expr->cast->source != PG_NUMERIC ||
        (expr->type != PG_TEXT && expr->type != PG_VARCHAR && expr->type != PG_BPCHAR))
        return;
    struct expr *text = shown_text(&showing, expr->args.items[0], false);
    if (text) {
        text->type = expr->type;
        *at = text;
    }
}

bool shown_scale_wants_block(const struct query *query)
{
    bool has_rows = is_union_all(query) || query->kind == QUERY_VALUES;
    for (size_t i = 0; has_rows && i < query->targets.n; i++) {
        const struct expr *expr = ((const struct target *)query->targets.items[i])->expr;
        if (expr->type == PG_NUMERIC && expr->typmod < 0)
            return true;
    }
    return false;
}

void shown_scale_of_targets(struct arena *arena, struct query *query)
{
    struct showing showing = {arena, query};
    for (size_t i = 0; query->kind == QUERY_SELECT && !query->distinct && i < query->targets.n;
         i++) {
        struct target *target = query->targets.items[i];
        struct expr *pair =
            target->expr->type == PG_NUMERIC ? shown_pair(&showing, target->expr) : NULL;
        if (pair)
            target->expr = pair;
    }
}
