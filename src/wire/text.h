#ifndef PGPIVOT_WIRE_TEXT_H
#define PGPIVOT_WIRE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/chtype.h"
#include "base/column.h"
#include "base/err.h"
#include "base/style.h"
#include "base/time_zone.h"

/*
 * Values of a ClickHouse column in PostgreSQL's text format. A converter is chosen once for a
 * column of the result, then called for each row.
 *
 * A numeric may come as a tuple of a Decimal and an Int32, the number of decimals that it shows: it
 * is rounded to them, halves away from zero. DateTime and DateTime64 print the UTC civil time of
 * their ticks whatever timezone the type names: what needs another zone is converted in the query.
 * timestamptz prints in the zone of the style, with its offset.
 */

/* Run-time parameters that change how values print. */
struct text_style {
    struct value_style values;
    const struct time_zone *zone; /* of timestamptz; NULL: UTC */
};

/* Appends the value of a row that is not NULL; row < column->n_rows. The column is plain: neither
 * dictionary-encoded nor looked at for NULL. element: of arrays, else unused. False with err set
 * when the value has no place in the type (22003, 22021 …); out then holds some of it. */
struct text_converter;
typedef bool text_convert(struct buf *out, const struct column *column, size_t row,
                          const struct text_converter *converter, struct err *err);

struct text_converter {
    text_convert *convert;
    text_convert *convert_element; /* arrays: of the elements */
    enum chtype_kind kind;         /* of the columns it was chosen for */
    enum chtype_kind element_kind;
    char separator;       /* arrays: between elements; ' ' of vectors, which have no braces */
    int n_dims;           /* arrays: how deep the Arrays are */
    uint32_t pg_type;     /* pg_type.oid; of an array its element's */
    uint32_t binary_type; /* the cell is to be this type's binary form; 0: the text */
    bool is_through_text; /* the binary form is made of the text that `convert` gives */
    struct text_style style;
};

/*
 * Fills *converter for columns of ClickHouse type `type` (as the header of the block says, with
 * Nullable and LowCardinality) that the client was told are `pg_type`. False with err set (0A000)
 * when pgpivot has no such conversion.
 */
bool text_converter_choose(struct text_converter *converter, const struct chtype *type,
                           uint32_t pg_type, const struct text_style *style, struct err *err);

/* From here on the cells are parts of a jsonb as text: of a text that begins with a quote what is
 * behind it, else what jsonb prints of it. */
void text_converter_make_part(struct text_converter *converter);

/* From here on the cells are values of `type` in binary format (binary_column.c). */
void text_converter_make_binary(struct text_converter *converter, uint32_t type);

/*
 * Where row `row` really is and whether it is NULL. False with err set (XX000) when it is nowhere,
 * or the column is not of the kind expected.
 */
bool text_find_value(const struct column **column, size_t *row, enum chtype_kind kind,
                     bool *is_null, struct err *err);

/*
 * The cell of a DataRow: length word and text (or binary form), or -1 for NULL; through dictionary
 * and NULL map. On false out holds a part of the cell: see encode_data_row_abort.
 */
bool text_append_cell(struct buf *out, const struct column *column, size_t row,
                      const struct text_converter *converter, struct err *err);

#endif
