/* Named enumerations, which tables without rows keep. Refuses to know how they are made. */
#include "base/catalog_enum.h"

#include "base/pgtype.h"

static bool is_enum(const struct chtype *type)
{
    return type->kind == CH_ENUM8 || type->kind == CH_ENUM16;
}

static bool keeps_enum(const struct catalog_table *table)
{
    return table->n_columns == 1 && is_enum(table->columns[0].type) &&
           strcmp(table->comment, CATALOG_ENUM_COMMENT) == 0;
}

static bool is_taken(const struct catalog *catalog, uint32_t oid)
{
    return catalog_enum_by_oid(catalog, oid) != NULL;
}

/* FNV-1a of both names; what collides takes the next number. */
static uint32_t number_of(const struct catalog *catalog, const struct catalog_table *table)
{
    uint32_t hash = 2166136261u;
    for (const char *at = table->schema; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    hash = (hash ^ '.') * 16777619u;
    for (const char *at = table->name; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    uint32_t index = hash % PGTYPE_N_ENUMS;
    while (is_taken(catalog, PGTYPE_ENUMS + 2 * index))
        index = (index + 1) % PGTYPE_N_ENUMS;
    return PGTYPE_ENUMS + 2 * index;
}

/* Of one schema before those of others. */
static const struct catalog_enum *enum_of(const struct catalog *catalog, const char *schema,
                                          const struct chtype *type)
{
    const struct catalog_enum *found = NULL;
    for (size_t i = 0; i < catalog->n_enums; i++) {
        const struct catalog_enum *named = &catalog->enums[i];
        if (strcmp(named->type->text, type->text) != 0)
            continue;
        if (strcmp(named->schema, schema) == 0)
            return named;
        found = found ? found : named;
    }
    return found;
}

/* The columns are the caller's own, which no one else sees yet. */
static void name_types(const struct catalog *catalog, struct catalog_table *table)
{
    struct catalog_column *columns = (struct catalog_column *)(uintptr_t)table->columns;
    for (size_t i = 0; i < table->n_columns; i++) {
        const struct chtype *type = chtype_strip(columns[i].type);
        const struct catalog_enum *named =
            is_enum(type) ? enum_of(catalog, table->schema, type) : NULL;
        if (named)
            columns[i].pg_type = named->oid;
    }
}

void catalog_take_enums(struct arena *arena, struct catalog_table *tables, size_t *n,
                        struct catalog *catalog)
{
    struct catalog_enum *enums = ARENA_ARRAY(arena, struct catalog_enum, *n + 1);
    size_t kept = 0;
    catalog->enums = enums;
    catalog->n_enums = 0;
    for (size_t i = 0; i < *n; i++) {
        const struct catalog_table *table = &tables[i];
        if (keeps_enum(table)) {
            uint32_t oid = number_of(catalog, table);
            enums[catalog->n_enums++] =
                (struct catalog_enum){table->schema, table->name, oid, table->columns[0].type};
        } else {
            tables[kept++] = *table;
        }
    }
    *n = kept;
    for (size_t i = 0; catalog->n_enums && i < kept; i++)
        name_types(catalog, &tables[i]);
}

const struct catalog_enum *catalog_find_enum(const struct catalog *catalog, struct str schema,
                                             struct str name)
{
    for (size_t i = 0; i < catalog->n_enums; i++)
        if (str_eq(str_of(catalog->enums[i].schema), schema) &&
            str_eq(str_of(catalog->enums[i].name), name))
            return &catalog->enums[i];
    return NULL;
}

const struct catalog_enum *catalog_enum_by_oid(const struct catalog *catalog, uint32_t oid)
{
    for (size_t i = 0; i < catalog->n_enums; i++)
        if (catalog->enums[i].oid == oid)
            return &catalog->enums[i];
    return NULL;
}

bool catalog_enum_has(const struct catalog_enum *type, const char *label)
{
    for (size_t i = 0; i < type->type->n_values; i++)
        if (strcmp(type->type->values[i].name, label) == 0)
            return true;
    return false;
}
