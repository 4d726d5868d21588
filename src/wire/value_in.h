#ifndef PGPIVOT_WIRE_VALUE_IN_H
#define PGPIVOT_WIRE_VALUE_IN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/chtype.h"
#include "base/err.h"
#include "base/str.h"
#include "base/style.h"
#include "base/time_zone.h"
#include "base/value.h"

/*
 * Texts from the client (COPY fields, parameters) into values of a ClickHouse column, by the rules
 * of PostgreSQL's input functions and with their errors: 22P02, 22003, 22007, 22008, 22021.
 */
typedef bool value_parse(struct value *value, struct str text, const struct chtype *type,
                         struct err *err);

/*
 * The parser for a column's type, which is pg_type to the client (Nullable, LowCardinality and
 * SimpleAggregateFunction are seen through; NULL is the caller's: a zeroed struct value). To be
 * called with *type, which is set to the stripped type. NULL with err set (0A000) when pgpivot
 * cannot read such values. Texts in the value point into the text given.
 */
value_parse *value_parser_choose(const struct chtype **type, uint32_t pg_type, struct err *err);

/*
 * How the texts of a column are read, whatever its type: arrays of values too, and those that
 * become other bytes.
 */
typedef bool value_build(struct value *value, struct str text, struct arena *arena,
                         struct err *err);

/* Settings of the session that dates, times and intervals are read by. */
struct value_input {
    struct value_style style;
    const struct time_zone *zone; /* of timestamptz whose text has none; NULL: UTC */
};

struct value_reader {
    value_parse *parse;              /* of the elements of an array */
    value_build *build;              /* instead of parse */
    const struct chtype *type;       /* what parse reads */
    uint32_t pg_type;                /* of the column */
    int n_dims;                      /* of an array; 0: it is none */
    const struct value_input *input; /* NULL: PostgreSQL's defaults, and UTC */
};

/* False with err set (0A000) when pgpivot cannot read such values. */
bool value_reader_choose(struct value_reader *reader, const struct chtype *type, uint32_t pg_type,
                         struct err *err);
/* Whether value_read takes memory from the arena, which can run out (arena_catch). */
bool value_reader_allocates(const struct value_reader *reader);
/* The value points into the text and the arena. */
bool value_read(const struct value_reader *reader, struct arena *arena, struct value *value,
                struct str text, struct err *err);

#endif
