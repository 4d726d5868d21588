/*
 * Blocks of ClickHouse's Native format: columns one after the other, texts of few values as
 * LowCardinality dictionaries. Little-endian, as the format is.
 */
#include "datagen/fixed.h"
#include "datagen/format.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Words of LowCardinality's serialization: its version; indexes of one byte, with keys following.
 */
static const uint64_t lc_version = 1, lc_byte_indexes = 1 << 9;
enum { LC_KEYS_MAX = 256 };

static void put_varint(struct buf *out, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        buf_putc(out, (char)(value | 0x80));
    buf_putc(out, (char)value);
}

static void put_string(struct buf *out, const char *text)
{
    size_t size = strlen(text);
    put_varint(out, size);
    buf_append(out, text, size);
}

struct rows {
    const char *data;
    size_t n, size;
};

static const void *value_of(const struct rows *rows, const struct column *column, size_t i)
{
    return column_at(column, rows->data + i * rows->size);
}

static const char *text_of(const struct rows *rows, const struct column *column, size_t i)
{
    return *(const char *const *)value_of(rows, column, i);
}

/* The distinct texts of a column, in the order they come, found by content: the compiler may keep
 * one text in two places. */
struct dictionary {
    const char *keys[LC_KEYS_MAX];
    size_t n, last;
};

static size_t find_key(struct dictionary *dictionary, const char *text)
{
    if (dictionary->n && dictionary->keys[dictionary->last] == text)
        return dictionary->last;
    for (size_t i = 0; i < dictionary->n; i++)
        if (dictionary->keys[i] == text || strcmp(dictionary->keys[i], text) == 0)
            return dictionary->last = i;
    if (dictionary->n < LC_KEYS_MAX)
        dictionary->keys[dictionary->n++] = text;
    return dictionary->last = dictionary->n - 1;
}

static void put_low_cardinality(struct buf *out, const struct rows *rows,
                                const struct column *column)
{
    struct dictionary dictionary = {0};
    for (size_t i = 0; i < rows->n; i++)
        find_key(&dictionary, text_of(rows, column, i));
    uint64_t n_keys = dictionary.n, n_rows = rows->n;
    buf_append(out, &lc_version, sizeof lc_version);
    buf_append(out, &lc_byte_indexes, sizeof lc_byte_indexes);
    buf_append(out, &n_keys, sizeof n_keys);
    for (size_t i = 0; i < dictionary.n; i++)
        put_string(out, dictionary.keys[i]);
    buf_append(out, &n_rows, sizeof n_rows);
    char *at = buf_reserve(out, rows->n);
    for (size_t i = 0; at && i < rows->n; i++)
        at[i] = (char)find_key(&dictionary, text_of(rows, column, i));
    buf_commit(out, at ? rows->n : 0);
}

static double double_of(int64_t fixed)
{
    if (fixed == FIXED_NAN)
        return (double)NAN;
    if (fixed == FIXED_INFINITY || fixed == -FIXED_INFINITY)
        return fixed > 0 ? HUGE_VAL : -HUGE_VAL;
    return (double)fixed / (double)FIXED_ONE;
}

static int64_t milliseconds(const struct moment *moment)
{
    return moment->day->number * INT64_C(86400000) + moment->day_ms;
}

/* Columns of one width: `at` has room for all rows. */
static char *put_number(char *at, const void *number, size_t width)
{
    memcpy(at, number, width);
    return at + width;
}

static void put_dates(char *at, const struct rows *rows, const struct column *column)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct calendar_day *const *day = value_of(rows, column, i);
        uint16_t number = (uint16_t)(*day)->number;
        at = put_number(at, &number, sizeof number);
    }
}

static void put_times(char *at, const struct rows *rows, const struct column *column)
{
    for (size_t i = 0; i < rows->n; i++) {
        int64_t ms = milliseconds(value_of(rows, column, i));
        at = put_number(at, &ms, sizeof ms);
    }
}

static void put_uints(char *at, const struct rows *rows, const struct column *column, size_t width)
{
    for (size_t i = 0; i < rows->n; i++)
        at = put_number(at, value_of(rows, column, i), width);
}

static void put_doubles(char *at, const struct rows *rows, const struct column *column)
{
    for (size_t i = 0; i < rows->n; i++) {
        double number = double_of(*(const int64_t *)value_of(rows, column, i));
        at = put_number(at, &number, sizeof number);
    }
}

static size_t width_of(const struct column *column)
{
    switch (column->kind) {
    case COLUMN_DATE:
        return sizeof(uint16_t);
    case COLUMN_UINT:
        return strcmp(column->type, "UInt64") == 0   ? 8
               : strcmp(column->type, "UInt32") == 0 ? 4
                                                     : 1;
    default:
        return sizeof(uint64_t);
    }
}

static void put_numbers(struct buf *out, const struct rows *rows, const struct column *column)
{
    size_t width = width_of(column);
    char *at = buf_reserve(out, rows->n * width);
    if (!at)
        return;
    if (column->kind == COLUMN_DATE)
        put_dates(at, rows, column);
    else if (column->kind == COLUMN_TIME)
        put_times(at, rows, column);
    else if (column->kind == COLUMN_UINT)
        put_uints(at, rows, column, width);
    else
        put_doubles(at, rows, column);
    buf_commit(out, rows->n * width);
}

static void put_texts(struct buf *out, const struct rows *rows, const struct column *column)
{
    for (size_t i = 0; i < rows->n; i++)
        put_string(out, text_of(rows, column, i));
}

static void put_column(struct buf *out, const struct rows *rows, const struct column *column)
{
    put_string(out, column->name);
    put_string(out, column->type);
    if (column->kind != COLUMN_TEXT)
        put_numbers(out, rows, column);
    else if (strcmp(column->type, "String") == 0)
        put_texts(out, rows, column);
    else
        put_low_cardinality(out, rows, column);
}

void native_put_rows(struct buf *out, const struct table *table, const void *data, size_t n_rows)
{
    struct rows rows = {data, n_rows, table->row_size};
    if (n_rows == 0)
        return;
    put_varint(out, table->n_columns);
    put_varint(out, n_rows);
    for (size_t i = 0; i < table->n_columns; i++)
        put_column(out, &rows, &table->columns[i]);
}
