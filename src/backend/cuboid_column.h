#ifndef PGPIVOT_BACKEND_CUBOID_COLUMN_H
#define PGPIVOT_BACKEND_CUBOID_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/column.h"

__extension__ typedef __int128 wide;

/* What a column of an answer is read as, to be grouped and added up. */
enum cuboid_form {
    CUBOID_UNREAD,
    CUBOID_CODED,   /* rows by the numbers of their values, which are in order, NULL the last */
    CUBOID_NUMBERS, /* integers; of Decimals, as they are stored */
    CUBOID_FLOATS
};

struct cuboid_column {
    enum cuboid_form form;
    const struct chtype *type; /* neither Nullable nor LowCardinality */
    /* CODED */
    uint32_t *ids;     /* of each row */
    size_t n_values;   /* with NULL */
    bool has_null;     /* the value n_values - 1 */
    wide *numbers;     /* of each value, or with NUMBERS of each row */
    struct str *texts; /* of each value of a String, else NULL */
    double *floats;
    uint8_t *nulls; /* of NUMBERS and FLOATS: of each row */
};

/* How values of the type can be read: CODED where `is_coded`, which floats cannot be. */
enum cuboid_form cuboid_form_of(const struct chtype *type, bool is_coded);

/* Rows as they come. */
struct cuboid_reader;
struct cuboid_reader *cuboid_reader_new(enum cuboid_form form);
void cuboid_reader_free(struct cuboid_reader *reader);
void cuboid_reader_add(struct cuboid_reader *reader, const struct column *column, size_t n_rows);
/* What it has read, in the arena; the type is the caller's. */
void cuboid_reader_finish(struct cuboid_reader *reader, struct arena *arena,
                          struct cuboid_column *column);

/* Whether an integer type holds the number. */
bool cuboid_number_fits(const struct chtype *type, wide number);
/* As Native has it. */
void cuboid_put_number(struct buf *out, const struct chtype *type, wide number);

#endif
