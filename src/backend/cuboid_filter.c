/* Conditions over the keys of a cuboid, with NULL as PostgreSQL has it. */
#include "backend/cuboid_filter.h"

#include <string.h>

#define MAX_COMPARISONS ((size_t)1 << 22)
#define MICROS_DIGITS 6

/* ---- values ---- */

/* What both sides are multiplied by to be in the same unit: micros, or the last decimal. */
struct scaling {
    wide held, asked;
};

static wide ten_to(int exponent)
{
    wide power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

static struct scaling scaling_of(const struct chtype *type)
{
    switch (type->kind) {
    case CH_DATETIME:
        return (struct scaling){ten_to(MICROS_DIGITS), 1};
    case CH_DATETIME64:
        return (struct scaling){ten_to(MICROS_DIGITS - type->scale),
                                ten_to(type->scale - MICROS_DIGITS)};
    case CH_DECIMAL:
        return (struct scaling){1, ten_to(type->scale)};
    default:
        return (struct scaling){1, 1};
    }
}

static bool is_comparable(const struct cuboid_column *column, const struct cuboid_value *value)
{
    bool is_enum = column->type->kind == CH_ENUM8 || column->type->kind == CH_ENUM16;
    bool is_text = column->type->kind == CH_STRING;
    return value->is_null || (!is_enum && value->is_text == is_text);
}

static int compare_texts(struct str a, struct str b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size ? memcmp(a.data, b.data, size) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static int compare(const struct cuboid_column *column, size_t value,
                   const struct cuboid_value *constant, struct scaling scaling)
{
    if (column->texts)
        return compare_texts(column->texts[value], constant->text);
    wide held = column->numbers[value] * scaling.held, asked = constant->number * scaling.asked;
    return (held > asked) - (held < asked);
}

/* ---- tests of one key ---- */

static enum cuboid_verdict verdict_of(bool holds)
{
    return holds ? VERDICT_TRUE : VERDICT_FALSE;
}

static enum cuboid_verdict test_in(const struct cuboid_column *column, size_t value,
                                   const struct cuboid_condition *condition, struct scaling scaling)
{
    enum cuboid_verdict otherwise = VERDICT_FALSE;
    for (size_t i = 0; i < condition->n_values; i++) {
        const struct cuboid_value *constant = &condition->values[i];
        if (constant->is_null)
            otherwise = VERDICT_NULL;
        else if (compare(column, value, constant, scaling) == 0)
            return VERDICT_TRUE;
    }
    return otherwise;
}

static enum cuboid_verdict test_order(enum cuboid_test test, int order)
{
    switch (test) {
    case CUBOID_EQUAL:
        return verdict_of(order == 0);
    case CUBOID_NOT_EQUAL:
        return verdict_of(order != 0);
    case CUBOID_LESS:
        return verdict_of(order < 0);
    case CUBOID_LESS_EQUAL:
        return verdict_of(order <= 0);
    case CUBOID_GREATER:
        return verdict_of(order > 0);
    default:
        return verdict_of(order >= 0);
    }
}

static enum cuboid_verdict test_value(const struct cuboid_column *column, size_t value,
                                      const struct cuboid_condition *condition,
                                      struct scaling scaling)
{
    bool is_null = column->has_null && value == column->n_values - 1;
    if (condition->test == CUBOID_IS_NULL)
        return verdict_of(is_null);
    if (is_null)
        return VERDICT_NULL;
    if (condition->test == CUBOID_TRUE)
        return verdict_of(column->numbers[value] != 0);
    if (condition->test == CUBOID_IN)
        return test_in(column, value, condition, scaling);
    if (condition->values[0].is_null)
        return VERDICT_NULL;
    return test_order(condition->test, compare(column, value, &condition->values[0], scaling));
}

static const struct cuboid_filter *make_test(struct arena *arena, const struct cuboid *cuboid,
                                             const struct cuboid_question *question,
                                             const struct cuboid_condition *condition)
{
    const struct cuboid_column *column = cuboid_find_key(arena, cuboid, question, condition->key);
    if (!column || column->n_values * condition->n_values > MAX_COMPARISONS ||
        (condition->test == CUBOID_TRUE && column->texts))
        return NULL;
    for (size_t i = 0; i < condition->n_values; i++)
        if (!is_comparable(column, &condition->values[i]))
            return NULL;
    uint8_t *verdicts = ARENA_ARRAY(arena, uint8_t, column->n_values + 1);
    struct scaling scaling = scaling_of(column->type);
    for (size_t i = 0; i < column->n_values; i++)
        verdicts[i] = (uint8_t)test_value(column, i, condition, scaling);
    struct cuboid_filter *filter = ARENA_NEW(arena, struct cuboid_filter);
    *filter = (struct cuboid_filter){
        .ids = column->ids, .n_values = column->n_values, .verdicts = verdicts};
    return filter;
}

/* ---- AND, OR, NOT ---- */

static enum cuboid_verdict negated(enum cuboid_verdict verdict)
{
    return verdict == VERDICT_NULL ? VERDICT_NULL : verdict_of(verdict == VERDICT_FALSE);
}

typedef enum cuboid_verdict verdict_at(const struct cuboid_filter *filter, size_t place);

/* What one argument alone decides. */
static enum cuboid_verdict combine(const struct cuboid_filter *filter, size_t place,
                                   verdict_at *argument)
{
    enum cuboid_verdict decides = filter->test == CUBOID_AND ? VERDICT_FALSE : VERDICT_TRUE;
    enum cuboid_verdict result = negated(decides);
    if (filter->test == CUBOID_NOT)
        return negated(argument(filter->args[0], place));
    for (size_t i = 0; i < filter->n_args; i++) {
        enum cuboid_verdict verdict = argument(filter->args[i], place);
        if (verdict == decides)
            return decides;
        if (verdict == VERDICT_NULL)
            result = VERDICT_NULL;
    }
    return result;
}

static enum cuboid_verdict of_value(const struct cuboid_filter *filter, size_t value)
{
    return filter->verdicts[filter->ids ? value : 0];
}

static enum cuboid_verdict of_row(const struct cuboid_filter *filter, size_t row)
{
    if (!filter->verdicts)
        return combine(filter, row, of_row);
    return filter->verdicts[filter->ids ? filter->ids[row] : 0];
}

/* Without branches, which no processor could foresee. */
static size_t pick_by_key(const struct cuboid_filter *filter, const uint32_t *rows, size_t n,
                          uint32_t *places)
{
    size_t n_picked = 0;
    for (size_t i = 0; i < n; i++) {
        places[n_picked] = (uint32_t)i;
        n_picked += filter->verdicts[filter->ids[rows[i]]] == VERDICT_TRUE;
    }
    return n_picked;
}

size_t cuboid_filter_pick(const struct cuboid_filter *filter, const uint32_t *rows, size_t n,
                          uint32_t *places)
{
    size_t n_picked = 0;
    if (filter && filter->verdicts && filter->ids)
        return pick_by_key(filter, rows, n, places);
    for (size_t i = 0; i < n; i++) {
        places[n_picked] = (uint32_t)i;
        n_picked += !filter || of_row(filter, rows[i]) == VERDICT_TRUE;
    }
    return n_picked;
}

/* Of one key there is an answer for each of its values. */
static void simplify(struct arena *arena, struct cuboid_filter *filter)
{
    size_t n_values = 1;
    for (size_t i = 0; i < filter->n_args; i++) {
        const struct cuboid_filter *arg = filter->args[i];
        if (!arg->verdicts || (arg->ids && filter->ids && arg->ids != filter->ids)) {
            filter->ids = NULL;
            return;
        }
        if (arg->ids) {
            filter->ids = arg->ids;
            n_values = arg->n_values;
        }
    }
    uint8_t *verdicts = ARENA_ARRAY(arena, uint8_t, n_values + 1);
    for (size_t i = 0; i < n_values; i++)
        verdicts[i] = (uint8_t)combine(filter, i, of_value);
    filter->n_values = n_values;
    filter->verdicts = verdicts;
}

static const struct cuboid_filter *make_constant(struct arena *arena,
                                                 const struct cuboid_value *value)
{
    struct cuboid_filter *filter = ARENA_NEW(arena, struct cuboid_filter);
    uint8_t *verdict = ARENA_NEW(arena, uint8_t);
    *verdict = (uint8_t)(value->is_null ? VERDICT_NULL : verdict_of(value->number != 0));
    *filter = (struct cuboid_filter){.n_values = 1, .verdicts = verdict};
    return filter;
}

const struct cuboid_filter *cuboid_filter_make(struct arena *arena, const struct cuboid *cuboid,
                                               const struct cuboid_question *question,
                                               const struct cuboid_condition *condition)
{
    if (condition->test == CUBOID_CONSTANT)
        return make_constant(arena, &condition->values[0]);
    if (condition->key)
        return make_test(arena, cuboid, question, condition);
    struct cuboid_filter *filter = ARENA_NEW(arena, struct cuboid_filter);
    const struct cuboid_filter **args =
        ARENA_ARRAY(arena, const struct cuboid_filter *, condition->n_args + 1);
    for (size_t i = 0; i < condition->n_args; i++)
        if (!(args[i] = cuboid_filter_make(arena, cuboid, question, condition->args[i])))
            return NULL;
    *filter =
        (struct cuboid_filter){.test = condition->test, .args = args, .n_args = condition->n_args};
    simplify(arena, filter);
    return filter;
}
