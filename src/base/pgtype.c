/* PostgreSQL's types, one row each. Values as in pg_type of PostgreSQL 15. */
#include "base/pgtype.h"

#include <stddef.h>
#include <string.h>
#include <threads.h>

#include "base/row_index.h"

/* Arrays have a row of their own, made by the same line. */
#define WITH_ARRAY(oid, name, sql_name, length, category, preferred, array_oid)                    \
    {oid, name, sql_name, length, category, preferred, array_oid, 0},                              \
    {                                                                                              \
        array_oid, "_" name, sql_name "[]", -1, 'A', false, 0, oid                                 \
    }

#define VECTOR(oid, name, array_oid, element)                                                      \
    {oid, name, name, -1, 'A', false, array_oid, element},                                         \
    {                                                                                              \
        array_oid, "_" name, name "[]", -1, 'A', false, 0, oid                                     \
    }

static const struct pgtype types[] = {
    WITH_ARRAY(PG_BOOL, "bool", "boolean", 1, 'B', true, 1000),
    WITH_ARRAY(PG_BYTEA, "bytea", "bytea", -1, 'U', false, 1001),
    WITH_ARRAY(PG_CHAR, "char", "\"char\"", 1, 'Z', false, 1002),
    WITH_ARRAY(PG_NAME, "name", "name", 64, 'S', false, 1003),
    WITH_ARRAY(PG_INT8, "int8", "bigint", 8, 'N', false, 1016),
    WITH_ARRAY(PG_INT2, "int2", "smallint", 2, 'N', false, 1005),
    VECTOR(PG_INT2VECTOR, "int2vector", 1006, PG_INT2),
    WITH_ARRAY(PG_INT4, "int4", "integer", 4, 'N', false, 1007),
    WITH_ARRAY(PG_TEXT, "text", "text", -1, 'S', true, 1009),
    WITH_ARRAY(PG_OID, "oid", "oid", 4, 'N', true, 1028),
    VECTOR(PG_OIDVECTOR, "oidvector", 1013, PG_OID),
    WITH_ARRAY(PG_TID, "tid", "tid", 6, 'U', false, 1010),
    WITH_ARRAY(PG_XID, "xid", "xid", 4, 'U', false, 1011),
    WITH_ARRAY(PG_CID, "cid", "cid", 4, 'U', false, 1012),
    WITH_ARRAY(PG_REGPROC, "regproc", "regproc", 4, 'N', false, 1008),
    WITH_ARRAY(PG_REGPROCEDURE, "regprocedure", "regprocedure", 4, 'N', false, 2207),
    WITH_ARRAY(PG_REGOPER, "regoper", "regoper", 4, 'N', false, 2208),
    WITH_ARRAY(PG_REGOPERATOR, "regoperator", "regoperator", 4, 'N', false, 2209),
    WITH_ARRAY(PG_REGCOLLATION, "regcollation", "regcollation", 4, 'N', false, 4192),
    WITH_ARRAY(PG_REGCLASS, "regclass", "regclass", 4, 'N', false, 2210),
    WITH_ARRAY(PG_REGTYPE, "regtype", "regtype", 4, 'N', false, 2211),
    WITH_ARRAY(PG_REGNAMESPACE, "regnamespace", "regnamespace", 4, 'N', false, 4090),
    WITH_ARRAY(PG_REGROLE, "regrole", "regrole", 4, 'N', false, 4097),
    WITH_ARRAY(PG_ACLITEM, "aclitem", "aclitem", 12, 'U', false, 1034),
    {PG_NODE_TREE, "pg_node_tree", "pg_node_tree", -1, 'Z', false, 0, 0},
    WITH_ARRAY(PG_LSN, "pg_lsn", "pg_lsn", 8, 'U', false, 3221),
    WITH_ARRAY(PG_JSON, "json", "json", -1, 'U', false, 199),
    WITH_ARRAY(PG_FLOAT4, "float4", "real", 4, 'N', false, 1021),
    WITH_ARRAY(PG_FLOAT8, "float8", "double precision", 8, 'N', true, 1022),
    {PG_UNKNOWN, "unknown", "unknown", -2, 'X', false, 0, 0},
    WITH_ARRAY(PG_INET, "inet", "inet", -1, 'I', true, 1041),
    WITH_ARRAY(PG_BPCHAR, "bpchar", "character", -1, 'S', false, 1014),
    WITH_ARRAY(PG_VARCHAR, "varchar", "character varying", -1, 'S', false, 1015),
    WITH_ARRAY(PG_DATE, "date", "date", 4, 'D', false, 1182),
    WITH_ARRAY(PG_TIME, "time", "time without time zone", 8, 'D', false, 1183),
    WITH_ARRAY(PG_TIMESTAMP, "timestamp", "timestamp without time zone", 8, 'D', false, 1115),
    WITH_ARRAY(PG_TIMESTAMPTZ, "timestamptz", "timestamp with time zone", 8, 'D', true, 1185),
    WITH_ARRAY(PG_INTERVAL, "interval", "interval", 16, 'T', true, 1187),
    WITH_ARRAY(PG_NUMERIC, "numeric", "numeric", -1, 'N', false, 1231),
    WITH_ARRAY(PG_RECORD, "record", "record", -1, 'P', false, 2287),
    {PG_VOID, "void", "void", 4, 'P', false, 0, 0},
    WITH_ARRAY(PG_UUID, "uuid", "uuid", 16, 'U', false, 2951),
    {PG_ANYARRAY, "anyarray", "anyarray", -1, 'P', false, 0, 0},
    {PG_ANYELEMENT, "anyelement", "anyelement", 4, 'P', false, 0, 0},
    {PG_ANYNONARRAY, "anynonarray", "anynonarray", 4, 'P', false, 0, 0},
    {PG_ANYENUM, "anyenum", "anyenum", 4, 'P', false, 0, 0},
    {PG_ANYCOMPATIBLE, "anycompatible", "anycompatible", 4, 'P', false, 0, 0},
    {PG_ANYCOMPATIBLEARRAY, "anycompatiblearray", "anycompatiblearray", -1, 'P', false, 0, 0},
    WITH_ARRAY(PG_JSONB, "jsonb", "jsonb", -1, 'U', false, 3807),
};

#define N_TYPES (sizeof types / sizeof *types)

static struct row_index by_oid;

static void fill_index(void)
{
    for (size_t i = 0; i < N_TYPES; i++)
        row_index_add(&by_oid, row_index_hash_number(types[i].oid));
}

/* For each of them; values go to clients as texts do. */
static const struct pgtype any_enum = {0, "enum", "enum", 4, 'E', false, 0, 0};
static const struct pgtype any_enum_array = {0, "_enum", "enum[]", -1, 'A', false, 0, PG_TEXT};

static bool is_of_enums(uint32_t oid)
{
    return oid >= PGTYPE_ENUMS && oid - PGTYPE_ENUMS < 2 * PGTYPE_N_ENUMS;
}

bool pgtype_is_enum(uint32_t oid)
{
    return is_of_enums(oid) && oid % 2 == 0;
}

const struct pgtype *pgtype_by_oid(uint32_t oid)
{
    if (is_of_enums(oid))
        return pgtype_is_enum(oid) ? &any_enum : &any_enum_array;
    static once_flag filled = ONCE_FLAG_INIT;
    call_once(&filled, fill_index);
    uint16_t row = row_index_first(&by_oid, row_index_hash_number(oid));
    while (row && types[row - 1].oid != oid)
        row = row_index_next(&by_oid, row);
    return row ? &types[row - 1] : NULL;
}

const struct pgtype *pgtype_at(size_t index)
{
    return index < N_TYPES ? &types[index] : NULL;
}

const struct pgtype *pgtype_by_name(const char *name)
{
    for (size_t i = 0; i < N_TYPES; i++)
        if (strcmp(types[i].name, name) == 0)
            return &types[i];
    return NULL;
}

const char *pgtype_sql_name(uint32_t oid)
{
    const struct pgtype *type = pgtype_by_oid(oid);
    return type ? type->sql_name : "???";
}

uint32_t pgtype_element(uint32_t oid)
{
    if (is_of_enums(oid))
        return pgtype_is_enum(oid) ? 0 : oid - 1;
    const struct pgtype *type = pgtype_by_oid(oid);
    return type ? type->element_oid : 0;
}

uint32_t pgtype_array(uint32_t oid)
{
    if (is_of_enums(oid))
        return pgtype_is_enum(oid) ? oid + 1 : 0;
    const struct pgtype *type = pgtype_by_oid(oid);
    return type ? type->array_oid : 0;
}

bool pgtype_is_vector(uint32_t oid)
{
    return oid == PG_INT2VECTOR || oid == PG_OIDVECTOR;
}

bool pgtype_is_alias(uint32_t oid)
{
    switch (oid) {
    case PG_REGPROC:
    case PG_REGPROCEDURE:
    case PG_REGOPER:
    case PG_REGOPERATOR:
    case PG_REGCOLLATION:
    case PG_REGCLASS:
    case PG_REGTYPE:
    case PG_REGNAMESPACE:
    case PG_REGROLE:
        return true;
    default:
        return false;
    }
}

#define VARHDRSZ 4

int32_t pgtype_numeric_typmod(int precision, int scale)
{
    return (int32_t)(((precision << 16) | (scale & 0x7ff)) + VARHDRSZ);
}

int pgtype_numeric_precision(int32_t typmod)
{
    return ((typmod - VARHDRSZ) >> 16) & 0xffff;
}

int pgtype_numeric_scale(int32_t typmod)
{
    /* Eleven bits, signed, since PostgreSQL 15. */
    return (((typmod - VARHDRSZ) & 0x7ff) ^ 1024) - 1024;
}

int pgtype_length(int32_t typmod)
{
    return typmod - VARHDRSZ;
}
