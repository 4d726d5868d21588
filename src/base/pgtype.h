#ifndef PGPIVOT_BASE_PGTYPE_H
#define PGPIVOT_BASE_PGTYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* OIDs of pg_type, PostgreSQL 15 (src/include/catalog/pg_type.dat). */
enum pg_oid {
    PG_BOOL = 16,
    PG_BYTEA = 17,
    PG_CHAR = 18, /* "char", one byte */
    PG_NAME = 19,
    PG_INT8 = 20,
    PG_INT2 = 21,
    PG_INT2VECTOR = 22,
    PG_INT4 = 23,
    PG_REGPROC = 24,
    PG_TEXT = 25,
    PG_OID = 26,
    PG_TID = 27,
    PG_XID = 28,
    PG_CID = 29,
    PG_OIDVECTOR = 30,
    PG_JSON = 114,
    PG_XML = 142, /* what EXPLAIN (FORMAT XML) gives; there are no values of it */
    PG_NODE_TREE = 194,
    PG_FLOAT4 = 700,
    PG_FLOAT8 = 701,
    PG_UNKNOWN = 705, /* a literal before it finds its type; never sent to a client */
    PG_INET = 869,
    PG_ACLITEM = 1033,
    PG_BPCHAR = 1042,
    PG_VARCHAR = 1043,
    PG_DATE = 1082,
    PG_TIME = 1083,
    PG_TIMESTAMP = 1114,
    PG_TIMESTAMPTZ = 1184,
    PG_INTERVAL = 1186,
    PG_NUMERIC = 1700,
    PG_REGPROCEDURE = 2202,
    PG_REGOPER = 2203,
    PG_REGOPERATOR = 2204,
    PG_REGCLASS = 2205,
    PG_REGTYPE = 2206,
    PG_RECORD = 2249,
    PG_VOID = 2278,
    PG_UUID = 2950,
    PG_LSN = 3220,
    PG_JSONB = 3802,
    PG_REGNAMESPACE = 4089,
    PG_REGROLE = 4096,
    PG_REGCOLLATION = 4191,
    PG_INT4_ARRAY = 1007,
    PG_FLOAT8_ARRAY = 1022,
    PG_NAME_ARRAY = 1003,
    PG_TEXT_ARRAY = 1009,
    /* Pseudo-types of arguments and results. */
    PG_ANYARRAY = 2277,
    PG_ANYELEMENT = 2283,
    PG_ANYNONARRAY = 2776,
    PG_ANYENUM = 3500,
    PG_ANYCOMPATIBLE = 5077,
    PG_ANYCOMPATIBLEARRAY = 5078,
};

struct pgtype {
    uint32_t oid;
    const char *name;     /* pg_type.typname: int4 */
    const char *sql_name; /* format_type: integer */
    int16_t length;       /* pg_type.typlen: bytes, -1 for variable */
    char category;        /* pg_type.typcategory */
    bool preferred;       /* pg_type.typispreferred */
    uint32_t array_oid;   /* pg_type.typarray, 0 if none */
    uint32_t element_oid; /* pg_type.typelem of an array, else 0 */
};

/* NULL if the type is not known. */
const struct pgtype *pgtype_by_oid(uint32_t oid);
/* Every type there is, by index; NULL past the end. */
const struct pgtype *pgtype_at(size_t index);
/* By pg_type.typname, exactly. NULL if not known. */
const struct pgtype *pgtype_by_name(const char *name);
/* format_type(oid, NULL), for messages: "integer"; "???" if not known. */
const char *pgtype_sql_name(uint32_t oid);
/* The element type of an array type; 0 of other types. */
uint32_t pgtype_element(uint32_t oid);
/* The type of arrays of it; 0 if there is none. */
uint32_t pgtype_array(uint32_t oid);
/* int2vector and oidvector: arrays whose first element is number 0 and whose text is "1 2 3". */
bool pgtype_is_vector(uint32_t oid);
/* The OID alias types: numbers that are written as names. */
bool pgtype_is_alias(uint32_t oid);

/* Numbers of the types that CREATE TYPE … AS ENUM makes: even ones, those behind are of their
 * arrays. What is the same for all of them is known here; names and labels are the catalog's. */
#define PGTYPE_ENUMS 2000000000u
#define PGTYPE_N_ENUMS 70000000u
bool pgtype_is_enum(uint32_t oid);

/* Of a second, in decimals: what times have without a modifier. */
#define FULL_PRECISION 6
/* Type modifiers as in pg_attribute.atttypmod; -1: none. */
int32_t pgtype_numeric_typmod(int precision, int scale);
int pgtype_numeric_precision(int32_t typmod);
int pgtype_numeric_scale(int32_t typmod);
/* n of varchar(n) and character(n). */
int pgtype_length(int32_t typmod);

#endif
