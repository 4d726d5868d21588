/* Columns of answers, read for rolling up. Knows no question. */
#include "backend/cuboid_column.h"

#include <stdlib.h>
#include <string.h>

/* How a type's values are numbers; 0: they are none. */
static size_t number_width(const struct chtype *type, bool *is_signed)
{
    *is_signed = true;
    switch (type->kind) {
    case CH_BOOL:
    case CH_UINT8:
    case CH_UINT16:
    case CH_UINT32:
    case CH_UINT64:
    case CH_DATE:
    case CH_DATETIME:
        *is_signed = false;
        return chtype_width(type);
    case CH_INT8:
    case CH_INT16:
    case CH_INT32:
    case CH_INT64:
    case CH_INT128:
    case CH_INT256:
    case CH_DATE32:
    case CH_DATETIME64:
    case CH_ENUM8:
    case CH_ENUM16:
        return chtype_width(type);
    case CH_DECIMAL:
        return chtype_width(type);
    default:
        return 0;
    }
}

enum cuboid_form cuboid_form_of(const struct chtype *type, bool is_coded)
{
    bool is_signed;
    if (number_width(type, &is_signed))
        return is_coded ? CUBOID_CODED : CUBOID_NUMBERS;
    if (type->kind == CH_STRING)
        return is_coded ? CUBOID_CODED : CUBOID_UNREAD;
    return type->kind == CH_FLOAT64 && !is_coded ? CUBOID_FLOATS : CUBOID_UNREAD;
}

static wide ten_to(int exponent)
{
    wide power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

bool cuboid_number_fits(const struct chtype *type, wide number)
{
    bool is_signed;
    size_t bits = 8 * number_width(type, &is_signed);
    if (bits == 256)
        return true;
    if (type->kind == CH_DECIMAL) {
        wide end = ten_to(type->precision);
        return number < end && number > -end;
    }
    if (bits == 128)
        return true;
    wide end = (wide)1 << (bits - is_signed);
    return number < end && number >= (is_signed ? -end : 0);
}

void cuboid_put_number(struct buf *out, const struct chtype *type, wide number)
{
    bool is_signed;
    const wide words[] = {number, number < 0 ? -1 : 0};
    buf_append(out, words, number_width(type, &is_signed)); /* little endian */
}

/* ---- values ---- */

/* *is_wider: it has more than 128 bits. */
static wide number_at(const struct column *column, size_t row, bool *is_wider)
{
    bool is_signed;
    size_t width = number_width(column->type, &is_signed);
    const uint8_t *at = (const uint8_t *)column->values + row * width;
    bool is_negative = is_signed && at[width - 1] >> 7;
    wide number = is_negative ? -1 : 0, rest = number;
    memcpy(&number, at, width < sizeof number ? width : sizeof number);
    if (width > sizeof number)
        memcpy(&rest, at + sizeof number, sizeof rest);
    *is_wider |= rest != (number < 0 ? -1 : 0) && width > sizeof number;
    return number;
}

static bool is_null_at(const struct column *column, size_t row)
{
    return column->nulls && column->nulls[row];
}

static size_t index_at(const struct column *column, size_t row)
{
    uint64_t index = 0;
    size_t width = (size_t)column->index_width;
    memcpy(&index, (const uint8_t *)column->indexes + row * width, width);
    return index;
}

/* ---- distinct values ---- */

struct value {
    bool is_null;
    wide number;
    struct str text; /* owned; NULL data of numbers */
};

struct cuboid_reader {
    enum cuboid_form form;
    bool is_wider; /* a number did not fit */
    size_t n_rows, capacity;
    uint32_t *ids; /* in the order in which values came, until it is finished */
    wide *numbers;
    double *floats;
    uint8_t *nulls;
    struct value *values;
    size_t n_values, values_capacity;
    uint32_t *slots; /* 1 more than the value's number; 0: free */
    size_t n_slots;  /* a power of two */
};

#define FIRST_SLOTS 64

static void *grown(void *items, size_t n, size_t size)
{
    void *more = realloc(items, n * size);
    if (!more)
        abort();
    return more;
}

struct cuboid_reader *cuboid_reader_new(enum cuboid_form form)
{
    struct cuboid_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        abort();
    reader->form = form;
    reader->n_slots = FIRST_SLOTS;
    reader->slots = calloc(reader->n_slots, sizeof *reader->slots);
    if (!reader->slots)
        abort();
    return reader;
}

void cuboid_reader_free(struct cuboid_reader *reader)
{
    if (!reader)
        return;
    for (size_t i = 0; i < reader->n_values; i++)
        free((char *)(uintptr_t)reader->values[i].text.data);
    free(reader->values);
    free(reader->slots);
    free(reader->ids);
    free(reader->numbers);
    free(reader->floats);
    free(reader->nulls);
    free(reader);
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

static uint64_t hash_of(const struct value *value)
{
    uint64_t hash = mix(mix(value->is_null, (uint64_t)value->number),
                        (uint64_t)(value->number >> 64) + value->text.size);
    for (size_t i = 0; i < value->text.size; i++)
        hash = mix(hash, (unsigned char)value->text.data[i]);
    return hash;
}

static bool are_equal(const struct value *a, const struct value *b)
{
    return a->is_null == b->is_null && a->number == b->number && str_eq(a->text, b->text);
}

static uint32_t *slot_of(const struct cuboid_reader *reader, const struct value *value)
{
    size_t at = hash_of(value) & (reader->n_slots - 1);
    while (reader->slots[at] && !are_equal(&reader->values[reader->slots[at] - 1], value))
        at = (at + 1) & (reader->n_slots - 1);
    return &reader->slots[at];
}

static void make_slots(struct cuboid_reader *reader)
{
    free(reader->slots);
    reader->n_slots *= 2;
    reader->slots = calloc(reader->n_slots, sizeof *reader->slots);
    if (!reader->slots)
        abort();
    for (size_t i = 0; i < reader->n_values; i++)
        *slot_of(reader, &reader->values[i]) = (uint32_t)i + 1;
}

static uint32_t intern(struct cuboid_reader *reader, const struct value *value)
{
    uint32_t *slot = slot_of(reader, value);
    if (*slot)
        return *slot - 1;
    if (reader->n_values == reader->values_capacity) {
        reader->values_capacity = reader->values_capacity ? 2 * reader->values_capacity : 16;
        reader->values = grown(reader->values, reader->values_capacity, sizeof *reader->values);
    }
    reader->values[reader->n_values] = *value;
    if (value->text.data)
        reader->values[reader->n_values].text = str_copy(value->text);
    *slot = (uint32_t)++reader->n_values;
    if (2 * reader->n_values > reader->n_slots)
        make_slots(reader);
    return (uint32_t)reader->n_values - 1;
}

/* ---- rows ---- */

static struct value value_at(struct cuboid_reader *reader, const struct column *column, size_t row)
{
    if (is_null_at(column, row))
        return (struct value){.is_null = true};
    if (column->type->kind == CH_STRING) {
        struct str text = column->strings[row];
        return (struct value){.text = {text.data ? text.data : "", text.size}};
    }
    return (struct value){.number = number_at(column, row, &reader->is_wider)};
}

static void add_coded(struct cuboid_reader *reader, const struct column *column, size_t n_rows)
{
    for (size_t i = 0; i < n_rows; i++) {
        struct value value = value_at(reader, column, i);
        reader->ids[reader->n_rows + i] = intern(reader, &value);
    }
}

/* Each value of the dictionary is looked up once. */
static void add_listed(struct cuboid_reader *reader, const struct column *column, size_t n_rows)
{
    const struct column *dictionary = column->dictionary;
    uint32_t *ids = calloc(dictionary->n_rows + 1, sizeof *ids);
    if (!ids)
        abort();
    for (size_t i = 0; i < n_rows; i++) {
        size_t index = index_at(column, i);
        if (!ids[index]) {
            struct value value = value_at(reader, dictionary, index);
            ids[index] = intern(reader, &value) + 1;
        }
        reader->ids[reader->n_rows + i] = ids[index] - 1;
    }
    free(ids);
}

static void add_measures(struct cuboid_reader *reader, const struct column *column, size_t n_rows)
{
    for (size_t i = 0; i < n_rows; i++) {
        size_t at = reader->n_rows + i;
        reader->nulls[at] = is_null_at(column, i);
        if (reader->form == CUBOID_FLOATS)
            memcpy(&reader->floats[at], (const double *)column->values + i, sizeof(double));
        else
            reader->numbers[at] = number_at(column, i, &reader->is_wider);
    }
}

static void make_room(struct cuboid_reader *reader, size_t n_rows)
{
    if (reader->n_rows + n_rows <= reader->capacity)
        return;
    reader->capacity = 2 * (reader->n_rows + n_rows);
    if (reader->form == CUBOID_CODED)
        reader->ids = grown(reader->ids, reader->capacity, sizeof *reader->ids);
    else
        reader->nulls = grown(reader->nulls, reader->capacity, sizeof *reader->nulls);
    if (reader->form == CUBOID_NUMBERS)
        reader->numbers = grown(reader->numbers, reader->capacity, sizeof *reader->numbers);
    if (reader->form == CUBOID_FLOATS)
        reader->floats = grown(reader->floats, reader->capacity, sizeof *reader->floats);
}

void cuboid_reader_add(struct cuboid_reader *reader, const struct column *column, size_t n_rows)
{
    if (reader->form != CUBOID_UNREAD)
        make_room(reader, n_rows);
    if (reader->form == CUBOID_CODED && column->dictionary)
        add_listed(reader, column, n_rows);
    else if (reader->form == CUBOID_CODED)
        add_coded(reader, column, n_rows);
    else if (reader->form != CUBOID_UNREAD)
        add_measures(reader, column, n_rows);
    reader->n_rows += n_rows;
}

/* ---- the end ---- */

static int compare_texts(struct str a, struct str b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size ? memcmp(a.data, b.data, size) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static int compare_values(const void *a, const void *b, void *context)
{
    const struct value *values = context;
    const struct value *x = &values[*(const uint32_t *)a], *y = &values[*(const uint32_t *)b];
    if (x->is_null != y->is_null)
        return x->is_null ? 1 : -1;
    if (x->text.data)
        return compare_texts(x->text, y->text);
    return (x->number > y->number) - (x->number < y->number);
}

static void *copy_array(struct arena *arena, const void *items, size_t n, size_t size)
{
    void *copy = arena_alloc(arena, n * size + 1);
    if (n && items)
        memcpy(copy, items, n * size);
    return copy;
}

static void finish_values(const struct cuboid_reader *reader, const uint32_t *order,
                          struct arena *arena, struct cuboid_column *column)
{
    size_t n = reader->n_values;
    bool is_text = column->type->kind == CH_STRING;
    column->n_values = n;
    if (is_text)
        column->texts = ARENA_ARRAY(arena, struct str, n + 1);
    else
        column->numbers = ARENA_ARRAY(arena, wide, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct value *value = &reader->values[order[i]];
        column->has_null |= value->is_null;
        if (is_text && !value->is_null)
            column->texts[i] = (struct str){
                arena_strndup(arena, value->text.data, value->text.size), value->text.size};
        else if (!is_text)
            column->numbers[i] = value->number;
    }
}

static void finish_coded(const struct cuboid_reader *reader, struct arena *arena,
                         struct cuboid_column *column)
{
    size_t n = reader->n_values;
    uint32_t *order = grown(NULL, n + 1, sizeof *order), *rank = grown(NULL, n + 1, sizeof *rank);
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    if (n)
        qsort_r(order, n, sizeof *order, compare_values, reader->values);
    for (size_t i = 0; i < n; i++)
        rank[order[i]] = (uint32_t)i;
    finish_values(reader, order, arena, column);
    column->ids = ARENA_ARRAY(arena, uint32_t, reader->n_rows + 1);
    for (size_t i = 0; i < reader->n_rows; i++)
        column->ids[i] = rank[reader->ids[i]];
    free(order);
    free(rank);
}

void cuboid_reader_finish(struct cuboid_reader *reader, struct arena *arena,
                          struct cuboid_column *column)
{
    size_t n = reader->n_rows;
    column->form = reader->is_wider ? CUBOID_UNREAD : reader->form;
    if (column->form == CUBOID_UNREAD)
        return;
    if (reader->form == CUBOID_CODED) {
        finish_coded(reader, arena, column);
        return;
    }
    column->nulls = copy_array(arena, reader->nulls, n, sizeof *reader->nulls);
    if (reader->form == CUBOID_NUMBERS)
        column->numbers = copy_array(arena, reader->numbers, n, sizeof *reader->numbers);
    else
        column->floats = copy_array(arena, reader->floats, n, sizeof *reader->floats);
}
