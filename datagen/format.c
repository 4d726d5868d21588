/* The formats with a line for each row, and the table of all. Knows nothing of what the rows mean.
 */
#include "datagen/format.h"

#include "datagen/text.h"

#include <stdbool.h>
#include <string.h>

/* The longest field: a text of quotes, and what separates it from the next. */
enum { FIELD_MAX = 2 * FORMAT_TEXT_MAX + 3 };

typedef char *put_text(char *at, const char *text);

static char *put_field(char *at, const struct column *column, const void *row, put_text *put)
{
    const void *value = column_at(column, row);
    switch (column->kind) {
    case COLUMN_TEXT:
        return put(at, *(const char *const *)value);
    case COLUMN_DATE:
        memcpy(at, (*(const struct calendar_day *const *)value)->text, 10);
        return at + 10;
    case COLUMN_TIME: {
        const struct moment *moment = value;
        return text_put_time(at, moment->day->text, moment->day_ms);
    }
    case COLUMN_UINT:
        return text_put_uint(at, *(const uint64_t *)value);
    case COLUMN_FIXED:
        return text_put_fixed(at, *(const int64_t *)value);
    }
    return at;
}

static void put_row(struct buf *out, const struct table *table, const void *row, char separator,
                    put_text *put)
{
    char *start = buf_reserve(out, table->n_columns * FIELD_MAX), *at = start;
    if (!start)
        return;
    for (size_t i = 0; i < table->n_columns; i++) {
        at = put_field(at, &table->columns[i], row, put);
        *at++ = separator;
    }
    at[-1] = '\n';
    buf_commit(out, (size_t)(at - start));
}

static void put_names(struct buf *out, const struct table *table, char separator)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        buf_puts(out, table->columns[i].name);
        buf_putc(out, i + 1 < table->n_columns ? separator : '\n');
    }
}

static void csv_put_head(struct buf *out, const struct table *table)
{
    put_names(out, table, ',');
}

static void csv_put_rows(struct buf *out, const struct table *table, const void *rows,
                         size_t n_rows)
{
    for (size_t i = 0; i < n_rows; i++)
        put_row(out, table, (const char *)rows + i * table->row_size, ',', text_put_csv);
}

/* A newline between quotes ends no row. */
static size_t csv_whole(const char *data, size_t size)
{
    size_t whole = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '"')
            is_quoted = !is_quoted;
        else if (data[i] == '\n' && !is_quoted)
            whole = i + 1;
    }
    return whole;
}

static void tsv_put_head(struct buf *out, const struct table *table)
{
    put_names(out, table, '\t');
}

static void tsv_put_rows(struct buf *out, const struct table *table, const void *rows,
                         size_t n_rows)
{
    for (size_t i = 0; i < n_rows; i++)
        put_row(out, table, (const char *)rows + i * table->row_size, '\t', text_put_tsv);
}

static size_t tsv_whole(const char *data, size_t size)
{
    const char *last = size ? memrchr(data, '\n', size) : NULL;
    return last ? (size_t)(last - data) + 1 : 0;
}

static void native_put_head(struct buf *out, const struct table *table)
{
    (void)out;
    (void)table;
}

/* A block is read as a whole. */
static size_t native_whole(const char *data, size_t size)
{
    (void)data;
    (void)size;
    return 0;
}

const struct format formats[] = {
    {"csv", csv_put_head, csv_put_rows, csv_whole},
    {"tsv", tsv_put_head, tsv_put_rows, tsv_whole},
    {"native", native_put_head, native_put_rows, native_whole},
};
const size_t n_formats = sizeof formats / sizeof formats[0];
