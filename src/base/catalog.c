/* Look-ups in a catalog snapshot. Does not fill it: that is backend/schema.c. */
#include "base/catalog.h"

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

const struct catalog_column *catalog_find_column(const struct catalog_table *table, struct str name)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (compare(table->columns[i].name, name) == 0)
            return &table->columns[i];
    return NULL;
}

bool catalog_has_schema(const struct catalog *catalog, struct str schema)
{
    for (size_t i = 0; i < catalog->n_schemas; i++)
        if (compare(catalog->schemas[i], schema) == 0)
            return true;
    return false;
}
