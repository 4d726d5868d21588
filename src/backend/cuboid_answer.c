/* The rows of a rolled-up answer: their order, and their bytes as ClickHouse would send them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backend/cuboid_group.h"

#define ARENA_LIMIT ((size_t)256 << 20)

/* ---- order ---- */

static int compare_numbers(wide a, wide b)
{
    return (a > b) - (a < b);
}

/* NaN is equal to itself, and the greatest. */
static int compare_floats(double a, double b)
{
    if (isnan(a) || isnan(b))
        return !!isnan(a) - !!isnan(b);
    return (a > b) - (a < b);
}

/* GROUPING: a bit for each of its keys, 1 where the row's set does not have it. */
static int32_t grouping_at(const struct cuboid_groups *groups, const struct cuboid_output *output,
                           size_t result)
{
    const struct cuboid_set *set = cuboid_set_of(groups, result);
    uint32_t bits = 0;
    for (size_t i = 0; i < output->n_keys; i++)
        bits = bits << 1 | !(set->keys >> output->keys[i] & 1);
    return (int32_t)bits;
}

/* Of KEY the number of its value, which is in the order of values. False: NULL. */
static bool number_at(const struct cuboid_groups *groups, size_t output, size_t result,
                      wide *number)
{
    const struct cuboid_output *of = &groups->question->outputs[output];
    const struct cuboid_values *values = &groups->values[output];
    size_t value = 0;
    if (of->kind == CUBOID_GROUPING) {
        *number = grouping_at(groups, of, result);
        return true;
    }
    if (of->kind == CUBOID_KEY) {
        bool has_value = cuboid_key_value(groups, result, of->key, &value);
        *number = (wide)value;
        return has_value && !(values->column->has_null && value == values->column->n_values - 1);
    }
    *number = values->numbers ? values->numbers[result] : 0;
    return values->seen[result];
}

static int compare_by(const struct cuboid_groups *groups, const struct cuboid_order *by, size_t a,
                      size_t b)
{
    const double *floats = groups->values[by->output].floats;
    wide x, y;
    bool has_x = number_at(groups, by->output, a, &x), has_y = number_at(groups, by->output, b, &y);
    if (!has_x || !has_y)
        return has_x == has_y ? 0 : has_x == by->nulls_first ? 1 : -1;
    int order = floats ? compare_floats(floats[a], floats[b]) : compare_numbers(x, y);
    return by->descending ? -order : order;
}

/* Ties by their numbers, so that a page is followed by the next one. */
static int compare_results(const void *a, const void *b, void *context)
{
    const struct cuboid_groups *groups = context;
    size_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    if (groups->is_in_order) {
        const uint64_t *codes = groups->sets[0].codes;
        return (codes[x] > codes[y]) - (codes[x] < codes[y]);
    }
    for (size_t i = 0; i < groups->question->n_orders; i++) {
        int order = compare_by(groups, &groups->question->orders[i], x, y);
        if (order)
            return order;
    }
    return (x > y) - (x < y);
}

static void sink(const struct cuboid_groups *groups, uint32_t *heap, size_t n, size_t at)
{
    void *context = (void *)(uintptr_t)groups;
    for (size_t child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && compare_results(&heap[child + 1], &heap[child], context) > 0)
            child++;
        if (compare_results(&heap[at], &heap[child], context) >= 0)
            return;
        uint32_t last = heap[at];
        heap[at] = heap[child];
        heap[child] = last;
    }
}

/* Leaves the first n of all in front, in no order: the last of them on top of a heap. */
static void choose_first(const struct cuboid_groups *groups, uint32_t *results, size_t n)
{
    for (size_t i = n / 2; i-- > 0;)
        sink(groups, results, n, i);
    for (size_t i = n; i < groups->n_results; i++) {
        if (compare_results(&results[i], &results[0], (void *)(uintptr_t)groups) >= 0)
            continue;
        results[0] = results[i];
        sink(groups, results, n, 0);
    }
}

/* Those that are asked for, in order; *n is how many. */
static const uint32_t *order_results(const struct cuboid_groups *groups, size_t *n)
{
    const struct cuboid_question *question = groups->question;
    size_t n_all = groups->n_results, end = n_all;
    uint32_t *results = ARENA_ARRAY(groups->arena, uint32_t, n_all + 1);
    for (size_t i = 0; i < n_all; i++)
        results[i] = (uint32_t)i;
    if (question->offset >= n_all) {
        *n = 0;
        return results;
    }
    if (question->limit < n_all - question->offset)
        end = question->offset + question->limit;
    if (question->n_orders && end && end < n_all)
        choose_first(groups, results, end);
    if (question->n_orders && end)
        qsort_r(results, end, sizeof *results, compare_results, (void *)(uintptr_t)groups);
    *n = end - question->offset;
    return results + question->offset;
}

/* ---- bytes ---- */

static void put_varint(struct buf *out, size_t number)
{
    for (; number >= 128; number >>= 7)
        buf_putc(out, (char)(number | 128));
    buf_putc(out, (char)number);
}

static void put_text(struct buf *out, struct str text)
{
    put_varint(out, text.size);
    buf_append_str(out, text);
}

struct writing {
    const struct cuboid_groups *groups;
    const uint32_t *results;
    size_t n;
    struct buf *out;
    wide *numbers;  /* of the column that is written, of each row */
    uint8_t *nulls; /* 1: NULL */
};

static const char *type_of(const struct writing *writing, size_t output)
{
    const struct cuboid_output *of = &writing->groups->question->outputs[output];
    if (of->kind == CUBOID_GROUPING)
        return "Int32";
    return writing->groups->values[output].column->type->text;
}

static void put_coded(struct writing *writing, const struct cuboid_column *column)
{
    for (size_t i = 0; i < writing->n; i++) {
        size_t value = (size_t)writing->numbers[i];
        if (column->texts)
            put_text(writing->out, writing->nulls[i] ? STR("") : column->texts[value]);
        else
            cuboid_put_number(writing->out, column->type,
                              writing->nulls[i] ? 0 : column->numbers[value]);
    }
}

static void put_values(struct writing *writing, size_t output)
{
    static const struct chtype int32 = {.kind = CH_INT32};
    const struct cuboid_values *values = &writing->groups->values[output];
    if (values->column && values->column->form == CUBOID_CODED) {
        put_coded(writing, values->column);
        return;
    }
    for (size_t i = 0; i < writing->n; i++) {
        if (values->floats)
            buf_append(writing->out, &values->floats[writing->results[i]], sizeof(double));
        else
            cuboid_put_number(writing->out, values->column ? values->column->type : &int32,
                              writing->numbers[i]);
    }
}

static void put_column(struct writing *writing, size_t output)
{
    char name[32];
    bool is_nullable = false;
    for (size_t i = 0; i < writing->n; i++) {
        writing->nulls[i] =
            !number_at(writing->groups, output, writing->results[i], &writing->numbers[i]);
        is_nullable |= writing->nulls[i];
    }
    snprintf(name, sizeof name, "c%zu", output + 1);
    put_text(writing->out, str_of(name));
    const char *type = type_of(writing, output);
    put_text(
        writing->out,
        str_of(is_nullable ? arena_printf(writing->groups->arena, "Nullable(%s)", type) : type));
    if (is_nullable)
        buf_append(writing->out, writing->nulls, writing->n);
    put_values(writing, output);
}

static void put_block(const struct cuboid_groups *groups, struct buf *out)
{
    struct writing writing = {.groups = groups, .out = out};
    writing.results = order_results(groups, &writing.n);
    writing.numbers = ARENA_ARRAY(groups->arena, wide, writing.n + 1);
    writing.nulls = ARENA_ARRAY(groups->arena, uint8_t, writing.n + 1);
    put_varint(out, groups->question->n_shown);
    put_varint(out, writing.n);
    for (size_t i = 0; i < groups->question->n_shown; i++)
        put_column(&writing, i);
}

bool cuboid_answer(const struct cuboid *cuboid, const struct cuboid_question *question,
                   struct buf *out)
{
    struct cuboid_groups groups = {
        .arena = arena_new(ARENA_LIMIT), .cuboid = cuboid, .question = question};
    jmp_buf overflow;
    volatile bool is_done = false;
    arena_catch(groups.arena, &overflow);
    if (setjmp(overflow) == 0 && cuboid_group(&groups)) {
        put_block(&groups, out);
        is_done = !out->failed;
    }
    arena_free(groups.arena);
    return is_done;
}
