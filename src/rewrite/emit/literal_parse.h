#ifndef PGPIVOT_REWRITE_LITERAL_PARSE_H
#define PGPIVOT_REWRITE_LITERAL_PARSE_H

#include "rewrite/emit/literal.h"

/* One literal on its way through a type's parser. Behind literal_parse. */
struct literal {
    struct arena *arena;
    struct str text;
    uint32_t type;
    int32_t typmod;
    int position;
    struct err *err;
    const struct time_zone *zone; /* NULL: UTC */
    const struct value_style *style;
};

typedef const char *literal_parser(const struct literal *literal);

/* literal_number.c */
literal_parser literal_parse_int, literal_parse_float, literal_parse_numeric;

/* literal_time.c */
literal_parser literal_parse_date, literal_parse_timestamp, literal_parse_interval;
literal_parser literal_parse_time;

/* literal_inet.c */
literal_parser literal_parse_inet;
void literal_emit_inet(struct buf *out, const char *text);

/* literal_bytes.c */
literal_parser literal_parse_bytea, literal_parse_json, literal_parse_jsonb;
/* text: \x and hex digits */
void literal_emit_bytea(struct buf *out, const char *text);
/* As a string constant of escapes only. */
void literal_emit_bytes(struct buf *out, struct str bytes);

/* literal_array.c */
literal_parser literal_parse_array;
/* The ClickHouse type of values of a type; NULL if there is none. */
const char *literal_clickhouse_type(uint32_t type);

/* The text without the spaces around it, as isspace sees them. */
struct str literal_trim(struct str text);

/* Errors; all return NULL. */
const char *literal_bad_syntax(const struct literal *literal);
/* what: "the text" */
const char *literal_fail(const struct literal *literal, const char *sqlstate, const char *what);

/* The longest numeric that ClickHouse holds. */
#define LITERAL_MAX_DIGITS 76

#endif
