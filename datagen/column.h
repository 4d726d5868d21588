#ifndef PGPIVOT_DATAGEN_COLUMN_H
#define PGPIVOT_DATAGEN_COLUMN_H

#include "datagen/calendar.h"

#include <stddef.h>
#include <stdint.h>

/* What a column's place in its row's struct holds. */
enum column_kind {
    COLUMN_TEXT,  /* const char * */
    COLUMN_DATE,  /* const struct calendar_day * */
    COLUMN_TIME,  /* struct moment */
    COLUMN_UINT,  /* uint64_t */
    COLUMN_FIXED, /* int64_t, a fixed number (fixed.h) */
};

struct moment {
    const struct calendar_day *day;
    int64_t day_ms; /* below one day */
};

/* One column of a table that is written. */
struct column {
    const char *name;
    enum column_kind kind;
    const char *type; /* in ClickHouse */
    size_t offset;    /* of the row's struct */
};

struct table {
    const struct column *columns;
    size_t n_columns;
    size_t row_size; /* of the row's struct */
};

static inline const void *column_at(const struct column *column, const void *row)
{
    return (const char *)row + column->offset;
}

#endif
