/* Look-ups in a catalog snapshot. Does not fill it: that is backend/schema.c. */
#include "base/catalog.h"

#include <stdlib.h>

#include "base/pgtype.h"

#define FIRST_OID 16384U /* FirstNormalObjectId of PostgreSQL */
#define N_OIDS (0x80000000U - FIRST_OID)

static uint32_t crc32_add(uint32_t crc, const char *text)
{
    for (; *text; text++) {
        crc ^= (unsigned char)*text;
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320U : 0);
    }
    return crc;
}

uint32_t catalog_table_oid(const char *schema, const char *name)
{
    uint32_t crc = crc32_add(crc32_add(crc32_add(~0U, schema), "."), name);
    return FIRST_OID + ~crc % N_OIDS;
}

uint32_t catalog_next_oid(uint32_t oid)
{
    return oid + 1 < FIRST_OID + N_OIDS ? oid + 1 : FIRST_OID;
}

static int compare(const char *have, struct str want)
{
    int order = strncmp(have, want.data, want.size);
    return order ? order : (have[want.size] ? 1 : 0);
}

const struct catalog_table *catalog_find_table(const struct catalog *catalog, struct str schema,
                                               struct str name)
{
    size_t low = 0, high = catalog->n_tables;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct catalog_table *table = &catalog->tables[middle];
        int order = compare(table->schema, schema);
        if (order == 0)
            order = compare(table->name, name);
        if (order == 0)
            return table;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool catalog_has_projection(const struct catalog_table *table, const char *name)
{
    for (size_t i = 0; table && i < table->n_projections; i++)
        if (strcmp(table->projections[i].name, name) == 0)
            return true;
    return false;
}

const struct catalog_column *catalog_find_column(const struct catalog_table *table, struct str name)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (compare(table->columns[i].name, name) == 0)
            return &table->columns[i];
    return NULL;
}

/* What a type directive can name, and the ClickHouse type below it, which tells it without the
 * directive where `is_told`: then it is for the modifier alone. */
static const struct {
    const char *name;
    uint32_t type;
    enum chtype_kind stored;
    bool is_told;
} kept_types[] = {
    {"varchar", PG_VARCHAR, CH_STRING},
    {"char", PG_BPCHAR, CH_STRING},
    {"bytea", PG_BYTEA, CH_STRING},
    {"json", PG_JSON, CH_STRING},
    {"jsonb", PG_JSONB, CH_STRING},
    {"timestamptz", PG_TIMESTAMPTZ, CH_DATETIME64},
    {"inet", PG_INET, CH_STRING},
    {"interval", PG_INTERVAL, CH_INT128},
    {"numeric", PG_NUMERIC, CH_STRING},
    {"numeric", PG_NUMERIC, CH_DECIMAL},
    {"timestamp", PG_TIMESTAMP, CH_DATETIME64, true},
    {"time", PG_TIME, CH_TIME64, true},
};

const char *catalog_kept_type(uint32_t type)
{
    for (size_t i = 0; i < sizeof kept_types / sizeof *kept_types; i++)
        if (kept_types[i].type == type && !kept_types[i].is_told)
            return kept_types[i].name;
    return NULL;
}

#define MAX_LENGTH 10485760 /* of varchar(n), PostgreSQL's limit */
#define VARHDRSZ 4

/* n of name(n); 0 if there is none. ClickHouse's type tells the precision of a time, but for that
 * of all decimals, which is none unless it is written. */
static int32_t kept_typmod(const struct catalog_column *column, long n)
{
    enum chtype_kind kind = chtype_strip(column->type)->kind;
    if (kind == CH_DATETIME64 || kind == CH_TIME64)
        return column->typmod < 0 && n == FULL_PRECISION ? FULL_PRECISION : column->typmod;
    return n > 0 && n <= MAX_LENGTH ? (int32_t)n + VARHDRSZ : -1;
}

/* name or name(n), to the end or the next directive. */
static void read_kept_type(struct catalog_column *column, const char *text)
{
    size_t size = strcspn(text, "(|");
    for (size_t i = 0; i < sizeof kept_types / sizeof *kept_types; i++) {
        if (!str_eq(str_of(kept_types[i].name), (struct str){text, size}) ||
            chtype_strip(column->type)->kind != kept_types[i].stored)
            continue;
        column->pg_type = kept_types[i].type;
        column->typmod =
            kept_typmod(column, text[size] == '(' ? strtol(text + size + 1, NULL, 10) : 0);
        return;
    }
}

void catalog_column_set_type(struct catalog_column *column)
{
    struct chtype_pg pg = chtype_to_pg(column->type);
    column->pg_type = pg.oid;
    column->typmod = pg.typmod;
    column->nullable = chtype_is_nullable(column->type);
    const char *directive = strstr(column->comment, CATALOG_TYPE_DIRECTIVE);
    if (directive)
        read_kept_type(column, directive + strlen(CATALOG_TYPE_DIRECTIVE));
}

bool catalog_has_schema(const struct catalog *catalog, struct str schema)
{
    for (size_t i = 0; i < catalog->n_schemas; i++)
        if (compare(catalog->schemas[i], schema) == 0)
            return true;
    return false;
}
