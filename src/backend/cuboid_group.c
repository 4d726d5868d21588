/* Groups of groups: rows of a cuboid, put together by fewer keys. */
#include "backend/cuboid_group.h"

#include <math.h>
#include <string.h>

#include "backend/cuboid_filter.h"

#define MAX_ADDITIONS ((size_t)1 << 26)

/* ---- the rows ---- */

static bool select_rows(struct cuboid_groups *groups)
{
    const struct cuboid *cuboid = groups->cuboid;
    const struct cuboid_question *question = groups->question;
    groups->rows = ARENA_ARRAY(groups->arena, uint32_t, cuboid->n_rows + 1);
    groups->n_rows = cuboid->n_rows;
    for (size_t i = 0; i < cuboid->n_rows; i++)
        groups->rows[i] = (uint32_t)i;
    for (size_t c = 0; c < question->n_conjuncts; c++) {
        if (cuboid_implies(cuboid, &question->conjuncts[c]))
            continue;
        const struct cuboid_condition *condition = question->conjuncts[c].condition;
        const struct cuboid_filter *filter =
            condition ? cuboid_filter_make(groups->arena, cuboid, question, condition) : NULL;
        if (!filter)
            return false;
        uint32_t *places = ARENA_ARRAY(groups->arena, uint32_t, groups->n_rows + 1);
        groups->n_rows = cuboid_filter_pick(filter, groups->rows, groups->n_rows, places);
        for (size_t i = 0; i < groups->n_rows; i++)
            groups->rows[i] = groups->rows[places[i]];
    }
    return true;
}

/* ---- codes ---- */

/* The keys in the order of their digits: those that rows are ordered by come first. */
static size_t order_keys(struct cuboid_groups *groups, size_t *order)
{
    const struct cuboid_question *question = groups->question;
    uint64_t done = 0;
    size_t n = 0;
    groups->is_in_order = question->n_sets == 1;
    for (size_t i = 0; i < question->n_orders; i++) {
        const struct cuboid_order *by = &question->orders[i];
        const struct cuboid_output *output = &question->outputs[by->output];
        bool is_natural = output->kind == CUBOID_KEY && by->nulls_first == by->descending;
        groups->is_in_order &= is_natural;
        if (!groups->is_in_order || done >> output->key & 1)
            continue;
        groups->is_flipped[output->key] = by->descending;
        done |= UINT64_C(1) << output->key;
        order[n++] = output->key;
    }
    for (size_t k = 0; k < question->n_keys; k++)
        if (!(done >> k & 1))
            order[n++] = k;
    return n;
}

/* False: there are more codes than numbers. */
static bool set_strides(const struct cuboid_groups *groups, struct cuboid_set *set,
                        const size_t *order, uint64_t *n_codes)
{
    *n_codes = 1;
    for (size_t i = groups->question->n_keys; i-- > 0;) {
        size_t k = order[i];
        if (!(set->keys >> k & 1))
            continue;
        set->strides[k] = *n_codes;
        uint64_t n = groups->keys[k]->n_values;
        if (__builtin_mul_overflow(*n_codes, n ? n : 1, n_codes))
            return false;
    }
    return true;
}

/* Without a branch in it: -stride counts down from the greatest. */
static void add_digits(uint64_t *restrict codes, const uint32_t *restrict ids,
                       const uint32_t *restrict rows, size_t n, uint64_t first, uint64_t stride)
{
    for (size_t i = 0; i < n; i++)
        codes[i] += first + ids[rows[i]] * stride;
}

static uint64_t *codes_of_rows(const struct cuboid_groups *groups, const struct cuboid_set *set)
{
    uint64_t *codes = ARENA_ARRAY(groups->arena, uint64_t, groups->n_rows + 1);
    for (size_t k = 0; k < groups->question->n_keys; k++) {
        if (!(set->keys >> k & 1))
            continue;
        const struct cuboid_column *key = groups->keys[k];
        uint64_t stride = set->strides[k], greatest = (key->n_values - 1) * stride;
        bool is_flipped = groups->is_flipped[k];
        add_digits(codes, key->ids, groups->rows, groups->n_rows, is_flipped ? greatest : 0,
                   is_flipped ? -stride : stride);
    }
    return codes;
}

/* ---- groups ---- */

static uint32_t add_group(struct cuboid_set *set, uint64_t code)
{
    set->codes[set->n_groups] = code;
    return (uint32_t)set->n_groups++;
}

/* A place for each code. */
static void number_directly(const struct cuboid_groups *groups, struct cuboid_set *set,
                            const uint64_t *codes, uint64_t n_codes)
{
    uint32_t *places = ARENA_ARRAY(groups->arena, uint32_t, n_codes);
    for (size_t i = 0; i < groups->n_rows; i++) {
        uint32_t *place = &places[codes[i]];
        if (!*place)
            *place = add_group(set, codes[i]) + 1;
        set->groups[i] = *place - 1;
    }
}

static void number_hashed(const struct cuboid_groups *groups, struct cuboid_set *set,
                          const uint64_t *codes)
{
    unsigned bits = 4;
    while (((size_t)1 << bits) < 2 * groups->n_rows)
        bits++;
    size_t mask = ((size_t)1 << bits) - 1;
    uint32_t *slots = ARENA_ARRAY(groups->arena, uint32_t, mask + 1);
    for (size_t i = 0; i < groups->n_rows; i++) {
        size_t at = (codes[i] * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - bits);
        while (slots[at] && set->codes[slots[at] - 1] != codes[i])
            at = (at + 1) & mask;
        if (!slots[at])
            slots[at] = add_group(set, codes[i]) + 1;
        set->groups[i] = slots[at] - 1;
    }
}

static bool make_set(const struct cuboid_groups *groups, struct cuboid_set *set,
                     const size_t *order)
{
    uint64_t n_codes;
    if (!set_strides(groups, set, order, &n_codes))
        return false;
    set->groups = ARENA_ARRAY(groups->arena, uint32_t, groups->n_rows + 1);
    set->codes = ARENA_ARRAY(groups->arena, uint64_t, groups->n_rows + 1);
    const uint64_t *codes = codes_of_rows(groups, set);
    if (n_codes <= 4 * groups->n_rows + 64)
        number_directly(groups, set, codes, n_codes);
    else
        number_hashed(groups, set, codes);
    /* All rows are one group, even if there are none. */
    if (!set->keys && !set->n_groups)
        add_group(set, 0);
    return true;
}

static bool make_sets(struct cuboid_groups *groups)
{
    const struct cuboid_question *question = groups->question;
    size_t order[CUBOID_KEYS];
    order_keys(groups, order);
    groups->sets = ARENA_ARRAY(groups->arena, struct cuboid_set, question->n_sets);
    for (size_t i = 0; i < question->n_sets; i++) {
        struct cuboid_set *set = &groups->sets[i];
        set->keys = question->sets[i];
        set->first = groups->n_results;
        if (!make_set(groups, set, order))
            return false;
        groups->n_results += set->n_groups;
    }
    return true;
}

/* ---- measures ---- */

struct addition {
    const struct cuboid_groups *groups;
    const struct cuboid_set *set;
    const uint32_t *places; /* of the selected rows, that are measured */
    size_t n_places;
    const struct cuboid_column *column;
    struct cuboid_values *values;
};

static inline uint32_t group_at(const struct addition *addition, size_t i)
{
    return (uint32_t)addition->set->first + addition->set->groups[addition->places[i]];
}

static inline uint32_t row_at(const struct addition *addition, size_t i)
{
    return addition->groups->rows[addition->places[i]];
}

static bool add_numbers(const struct addition *addition)
{
    struct cuboid_values *values = addition->values;
    for (size_t i = 0; i < addition->n_places; i++) {
        uint32_t group = group_at(addition, i), row = row_at(addition, i);
        if (addition->column->nulls[row])
            continue;
        values->seen[group] = 1;
        if (__builtin_add_overflow(values->numbers[group], addition->column->numbers[row],
                                   &values->numbers[group]))
            return false;
    }
    return true;
}

static bool add_floats(const struct addition *addition)
{
    struct cuboid_values *values = addition->values;
    for (size_t i = 0; i < addition->n_places; i++) {
        uint32_t group = group_at(addition, i), row = row_at(addition, i);
        if (addition->column->nulls[row])
            continue;
        values->seen[group] = 1;
        values->floats[group] += addition->column->floats[row];
    }
    return true;
}

/* As PostgreSQL has it, NaN is the greatest. */
static bool is_less(double a, double b)
{
    return isnan(b) ? !isnan(a) : a < b;
}

static void take_float(struct cuboid_values *values, uint32_t group, double value, bool is_max)
{
    double *best = &values->floats[group];
    if (!values->seen[group] || (is_max ? is_less(*best, value) : is_less(value, *best)))
        *best = value;
    values->seen[group] = 1;
}

static void take_number(struct cuboid_values *values, uint32_t group, wide value, bool is_max)
{
    wide *best = &values->numbers[group];
    if (!values->seen[group] || (is_max ? *best < value : value < *best))
        *best = value;
    values->seen[group] = 1;
}

static void find_extremes(const struct addition *addition, bool is_max)
{
    const struct cuboid_column *column = addition->column;
    size_t null = column->has_null ? column->n_values - 1 : SIZE_MAX;
    for (size_t i = 0; i < addition->n_places; i++) {
        uint32_t group = group_at(addition, i), row = row_at(addition, i);
        if (column->form == CUBOID_FLOATS && !column->nulls[row])
            take_float(addition->values, group, column->floats[row], is_max);
        else if (column->form == CUBOID_CODED && column->ids[row] != null)
            take_number(addition->values, group, column->ids[row], is_max);
    }
}

static bool add_up(const struct addition *addition, enum cuboid_function function)
{
    if (function == CUBOID_MIN || function == CUBOID_MAX) {
        find_extremes(addition, function == CUBOID_MAX);
        return true;
    }
    return addition->column->form == CUBOID_FLOATS ? add_floats(addition) : add_numbers(addition);
}

static void values_new(const struct cuboid_groups *groups, struct cuboid_values *values,
                       const struct cuboid_column *column)
{
    values->column = column;
    values->seen = ARENA_ARRAY(groups->arena, uint8_t, groups->n_results + 1);
    if (column->form == CUBOID_FLOATS)
        values->floats = ARENA_ARRAY(groups->arena, double, groups->n_results + 1);
    else
        values->numbers = ARENA_ARRAY(groups->arena, wide, groups->n_results + 1);
}

static bool measure(const struct cuboid_groups *groups, const struct cuboid_measure *of,
                    const struct cuboid_filter *filter, struct cuboid_values *values)
{
    const struct cuboid_column *column = cuboid_measure(groups->cuboid, of);
    uint32_t *places = ARENA_ARRAY(groups->arena, uint32_t, groups->n_rows + 1);
    if (!column)
        return false;
    values_new(groups, values, column);
    size_t n_places = cuboid_filter_pick(filter, groups->rows, groups->n_rows, places);
    for (size_t i = 0; i < groups->question->n_sets; i++) {
        struct addition addition = {groups, &groups->sets[i], places, n_places, column, values};
        if (!add_up(&addition, of->function))
            return false;
    }
    return true;
}

/* A count is never NULL. */
static void fill_up(const struct cuboid_groups *groups, const struct cuboid_output *output,
                    struct cuboid_values *values)
{
    bool is_count =
        output->measure.function == CUBOID_ROWS || output->measure.function == CUBOID_COUNT;
    for (size_t i = 0; i < groups->n_results; i++) {
        if (values->seen[i] || !(is_count || output->has_default))
            continue;
        values->seen[i] = 1;
        if (values->floats)
            values->floats[i] = (double)output->otherwise;
        else
            values->numbers[i] = output->otherwise;
    }
}

static bool fits(const struct cuboid_groups *groups, const struct cuboid_values *values)
{
    for (size_t i = 0; values->column->form == CUBOID_NUMBERS && i < groups->n_results; i++)
        if (!cuboid_number_fits(values->column->type, values->numbers[i]))
            return false;
    return true;
}

static bool divide(const struct cuboid_groups *groups, const struct cuboid_output *output,
                   const struct cuboid_filter *filter, struct cuboid_values *values)
{
    struct cuboid_values count = {0};
    if (!values->floats || !measure(groups, &output->count, filter, &count) || !count.numbers)
        return false;
    for (size_t i = 0; i < groups->n_results; i++)
        if (values->seen[i])
            values->floats[i] /= (double)count.numbers[i];
    return true;
}

static bool make_values(const struct cuboid_groups *groups, size_t i)
{
    const struct cuboid_output *output = &groups->question->outputs[i];
    struct cuboid_values *values = &groups->values[i];
    if (output->kind == CUBOID_KEY)
        values->column = groups->keys[output->key];
    if (output->kind == CUBOID_KEY || output->kind == CUBOID_GROUPING)
        return true;
    const struct cuboid_filter *filter =
        output->filter
            ? cuboid_filter_make(groups->arena, groups->cuboid, groups->question, output->filter)
            : NULL;
    if ((output->filter && !filter) || !measure(groups, &output->measure, filter, values) ||
        (output->kind == CUBOID_AVERAGE && !divide(groups, output, filter, values)))
        return false;
    fill_up(groups, output, values);
    return fits(groups, values);
}

bool cuboid_group(struct cuboid_groups *groups)
{
    const struct cuboid_question *question = groups->question;
    groups->keys = ARENA_ARRAY(groups->arena, const struct cuboid_column *, question->n_keys + 1);
    for (size_t k = 0; k < question->n_keys; k++)
        if (!(groups->keys[k] =
                  cuboid_find_key(groups->arena, groups->cuboid, question, question->keys[k])))
            return false;
    if (!select_rows(groups) ||
        groups->n_rows * question->n_sets * question->n_outputs > MAX_ADDITIONS ||
        !make_sets(groups))
        return false;
    groups->values = ARENA_ARRAY(groups->arena, struct cuboid_values, question->n_outputs + 1);
    for (size_t i = 0; i < question->n_outputs; i++)
        if (!make_values(groups, i))
            return false;
    return true;
}

/* ---- results ---- */

const struct cuboid_set *cuboid_set_of(const struct cuboid_groups *groups, size_t result)
{
    const struct cuboid_set *set = groups->sets;
    while (result - set->first >= set->n_groups)
        set++;
    return set;
}

bool cuboid_key_value(const struct cuboid_groups *groups, size_t result, size_t key, size_t *value)
{
    const struct cuboid_set *set = cuboid_set_of(groups, result);
    if (!(set->keys >> key & 1))
        return false;
    size_t n = groups->keys[key]->n_values;
    *value = set->codes[result - set->first] / set->strides[key] % n;
    if (groups->is_flipped[key])
        *value = n - 1 - *value;
    return true;
}
