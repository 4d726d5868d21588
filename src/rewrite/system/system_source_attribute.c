/* pg_attribute, pg_attrdef and pg_description: columns, their defaults, comments. */
#include <string.h>

#include "base/pgtype.h"
#include "rewrite/system/system_key.h"
#include "rewrite/system/system_relation.h"
#include "rewrite/system/system_source.h"

#define PG_CLASS_OID 1259
#define DEFAULT_COLLATION_OID 100
#define C_COLLATION_OID 950

struct attribute {
    const struct catalog_table *table;
    const struct catalog_column *column; /* NULL: the table, of a comment */
    uint32_t index_oid;                  /* 0: the column is the table's own */
    size_t place;                        /* in the index, from 1 */
};

/* --- walks --- */

static void walk_columns(struct system_walk *walk, const struct catalog_table *table)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (table->columns[i].pg_type)
            walk->row(walk, &(struct attribute){table, &table->columns[i], 0, 0});
    }
}

static bool takes_system_relation(void *owner, uint32_t oid)
{
    return system_takes(owner, oid);
}

static void visit_system_relation(void *owner, const struct catalog_table *table)
{
    walk_columns(owner, table);
}

static const struct catalog_column *find_column(const struct catalog_table *table, int attnum)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (table->columns[i].attnum == attnum && table->columns[i].pg_type)
            return &table->columns[i];
    }
    return NULL;
}

/* An expression's type is ClickHouse's business: it has no row. */
static void walk_key(struct system_walk *walk, const struct catalog_table *table,
                     const struct system_key *key)
{
    for (size_t i = 0; i < key->n; i++) {
        const struct catalog_column *column = find_column(table, key->attnums[i]);
        if (column)
            walk->row(walk, &(struct attribute){table, column, key->index_oid, i + 1});
    }
}

static void walk_indexes(struct system_walk *walk, const struct catalog_table *table)
{
    struct system_key key;
    for (enum system_key_kind kind = 0; kind < N_SYSTEM_KEYS; kind++) {
        if (system_takes(walk, system_key_oid(table, kind)) &&
            system_key_read(walk->arena, table, kind, &key))
            walk_key(walk, table, &key);
    }
}

static void walk_attributes(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    system_relation_walk_some(walk->arena, takes_system_relation, visit_system_relation, walk);
    for (size_t i = 0; i < catalog->n_tables; i++) {
        if (system_takes(walk, catalog->tables[i].oid))
            walk_columns(walk, &catalog->tables[i]);
        walk_indexes(walk, &catalog->tables[i]);
    }
}

static void walk_defaults(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    for (size_t i = 0; i < catalog->n_tables; i++) {
        const struct catalog_table *table = &catalog->tables[i];
        for (size_t c = 0; c < table->n_columns && system_takes(walk, table->oid); c++) {
            if (table->columns[c].default_kind[0])
                walk->row(walk, &(struct attribute){table, &table->columns[c], 0, 0});
        }
    }
}

static void walk_comments(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    for (size_t i = 0; i < catalog->n_tables; i++) {
        const struct catalog_table *table = &catalog->tables[i];
        if (!system_takes(walk, table->oid))
            continue;
        if (table->comment[0])
            walk->row(walk, &(struct attribute){table, NULL, 0, 0});
        for (size_t c = 0; c < table->n_columns; c++) {
            if (system_comment(walk->arena, table->columns[c].comment)[0])
                walk->row(walk, &(struct attribute){table, &table->columns[c], 0, 0});
        }
    }
}

/* --- pg_attribute --- */

#define FIELD(name) static const char *name(const struct system_walk *walk, const void *object)
#define COLUMN (((const struct attribute *)object)->column)

FIELD(attribute_table)
{
    return system_number(walk, ((const struct attribute *)object)->table->oid);
}

FIELD(attribute_relation)
{
    const struct attribute *attribute = object;
    return attribute->index_oid ? system_number(walk, attribute->index_oid)
                                : attribute_table(walk, object);
}

FIELD(attribute_name)
{
    (void)walk;
    return COLUMN->name;
}

FIELD(attribute_type)
{
    return system_number(walk, COLUMN->pg_type);
}

FIELD(attribute_length)
{
    const struct pgtype *type = pgtype_by_oid(COLUMN->pg_type);
    return system_number(walk, type ? type->length : -1);
}

FIELD(attribute_number)
{
    return system_number(walk, COLUMN->attnum);
}

FIELD(attribute_place)
{
    const struct attribute *attribute = object;
    return attribute->index_oid ? system_number(walk, (int64_t)attribute->place)
                                : attribute_number(walk, object);
}

FIELD(attribute_typmod)
{
    return system_number(walk, COLUMN->typmod);
}

FIELD(attribute_dimensions)
{
    return system_number(walk, pgtype_element(COLUMN->pg_type) ? 1 : 0);
}

FIELD(attribute_by_value)
{
    const struct pgtype *type = pgtype_by_oid(COLUMN->pg_type);
    (void)walk;
    return system_bool(type && type->length > 0 && type->length <= 8);
}

#define IS_OF_INDEX (((const struct attribute *)object)->index_oid != 0)

FIELD(attribute_not_null)
{
    (void)walk;
    return system_bool(!IS_OF_INDEX && !COLUMN->nullable);
}

FIELD(attribute_has_default)
{
    (void)walk;
    return system_bool(!IS_OF_INDEX && COLUMN->default_kind[0] != '\0');
}

/* ClickHouse computes MATERIALIZED and ALIAS columns, and nobody can write to them. */
FIELD(attribute_generated)
{
    (void)walk;
    bool is_computed = strcmp(COLUMN->default_kind, "MATERIALIZED") == 0 ||
                       strcmp(COLUMN->default_kind, "ALIAS") == 0;
    return is_computed && !IS_OF_INDEX ? "s" : "";
}

/* Of PostgreSQL's own columns C. */
FIELD(attribute_collation)
{
    uint32_t element = pgtype_element(COLUMN->pg_type);
    const struct pgtype *type = pgtype_by_oid(element ? element : COLUMN->pg_type);
    bool has_default = type && (type->category == 'S' || type->oid == PG_NODE_TREE);
    bool has_c =
        type &&
        (type->oid == PG_NAME ||
         (has_default && ((const struct attribute *)object)->table->kind == CATALOG_SYSTEM));
    return system_number(walk, has_c ? C_COLLATION_OID : has_default ? DEFAULT_COLLATION_OID : 0);
}

FIELD(attribute_statistics)
{
    (void)object;
    return system_number(walk, -1);
}

/* pg_type.typstorage: only values without a fixed length can be kept apart. */
FIELD(attribute_storage)
{
    const struct pgtype *type = pgtype_by_oid(COLUMN->pg_type);
    (void)walk;
    if (type && type->length > 0)
        return "p";
    return COLUMN->pg_type == PG_NUMERIC || COLUMN->pg_type == PG_INET ? "m" : "x";
}

/* pg_type.typalign */
FIELD(attribute_alignment)
{
    const struct pgtype *type = pgtype_by_oid(COLUMN->pg_type);
    int length = type ? type->length : -1;
    (void)walk;
    if (length == 1 || length == 64 || COLUMN->pg_type == PG_UUID)
        return "c";
    return length == 2 ? "s" : length == 8 || length == 16 ? "d" : "i";
}

FIELD(attribute_cache)
{
    (void)object;
    return system_number(walk, -1);
}

FIELD(attribute_is_local)
{
    (void)walk;
    (void)object;
    return system_bool(true);
}

static const struct system_field attribute_fields[] = {
    {"attrelid", attribute_relation},      {"attname", attribute_name},
    {"atttypid", attribute_type},          {"attlen", attribute_length},
    {"attnum", attribute_place},           {"attndims", attribute_dimensions},
    {"atttypmod", attribute_typmod},       {"attbyval", attribute_by_value},
    {"attnotnull", attribute_not_null},    {"atthasdef", attribute_has_default},
    {"attgenerated", attribute_generated}, {"attislocal", attribute_is_local},
    {"attcollation", attribute_collation}, {"attstattarget", attribute_statistics},
    {"attstorage", attribute_storage},     {"attalign", attribute_alignment},
    {"attcacheoff", attribute_cache},
};

const struct system_source source_attribute = {"pg_attribute", walk_attributes, attribute_fields,
                                               sizeof attribute_fields / sizeof *attribute_fields,
                                               "attrelid"};

/* --- pg_attrdef --- */

/* One for each column of each table: the table's number and the column's, mixed. */
FIELD(default_oid)
{
    const struct attribute *attribute = object;
    uint32_t oid = attribute->table->oid * 2654435761u + (uint32_t)attribute->column->attnum;
    return system_number(walk, oid < 16384 ? oid + 16384 : oid);
}

FIELD(default_expression)
{
    (void)walk;
    return COLUMN->default_expression;
}

static const struct system_field attrdef_fields[] = {
    {"oid", default_oid},
    {"adrelid", attribute_table},
    {"adnum", attribute_number},
    {"adbin", default_expression},
};

const struct system_source source_attrdef = {"pg_attrdef", walk_defaults, attrdef_fields,
                                             sizeof attrdef_fields / sizeof *attrdef_fields,
                                             "adrelid"};

/* --- pg_description --- */

FIELD(description_class)
{
    (void)object;
    return system_number(walk, PG_CLASS_OID);
}

FIELD(description_number)
{
    return system_number(walk, COLUMN ? COLUMN->attnum : 0);
}

FIELD(description_text)
{
    const struct attribute *attribute = object;
    return attribute->column ? system_comment(walk->arena, attribute->column->comment)
                             : attribute->table->comment;
}

static const struct system_field description_fields[] = {
    {"objoid", attribute_table},
    {"classoid", description_class},
    {"objsubid", description_number},
    {"description", description_text},
};

const struct system_source source_description = {
    "pg_description", walk_comments, description_fields,
    sizeof description_fields / sizeof *description_fields, "objoid"};
