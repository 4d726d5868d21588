/* Reads a table's keys out of ClickHouse's words. Makes no rows. */
#include "rewrite/system/system_key.h"

#include <string.h>

#include "base/key_text.h"

/* Tables' numbers are below 2^31: their indexes have the same above it. */
#define INDEX_OID_BIT 0x80000000U
#define SORTING_OID_BIT 0x40000000U

static size_t count_items(const char *text)
{
    struct str item;
    size_t n = 0;
    while (key_text_next(&text, &item))
        n++;
    return n;
}

/* A column's number; 0 for an expression. */
static int find_attnum(const struct catalog_table *table, struct str item)
{
    const struct catalog_column *column = catalog_find_column(table, item);
    return column ? column->attnum : 0;
}

static void read_items(struct arena *arena, const struct catalog_table *table, const char *text,
                       struct system_key *key)
{
    key->n = count_items(text);
    int *attnums = ARENA_ARRAY(arena, int, key->n);
    const char **expressions = ARENA_ARRAY(arena, const char *, key->n);
    struct str item;
    for (size_t i = 0; key_text_next(&text, &item); i++) {
        attnums[i] = find_attnum(table, item);
        expressions[i] = arena_strndup(arena, item.data, item.size);
    }
    key->attnums = attnums;
    key->expressions = expressions;
}

/* Two keys of one table differ in the bit below, and none of another table is near. */
uint32_t system_key_oid(const struct catalog_table *table, enum system_key_kind kind)
{
    return (table->oid | INDEX_OID_BIT) ^ (kind == SYSTEM_KEY_PRIMARY ? 0 : SORTING_OID_BIT);
}

bool system_key_read(struct arena *arena, const struct catalog_table *table,
                     enum system_key_kind kind, struct system_key *key)
{
    bool is_primary = kind == SYSTEM_KEY_PRIMARY;
    const char *text = is_primary ? table->primary_key : table->sorting_key;
    if (!*text || (!is_primary && strcmp(text, table->primary_key) == 0))
        return false;
    key->kind = kind;
    key->name = arena_printf(arena, "%s_%s", table->name, is_primary ? "pkey" : "sorting_key");
    key->index_oid = system_key_oid(table, kind);
    read_items(arena, table, text, key);
    return true;
}

/* FNV-1a of the name, from the table's number on. */
uint32_t system_check_oid(const struct catalog_table *table, const struct catalog_check *check)
{
    uint32_t hash = 2166136261u ^ table->oid;
    for (const char *c = check->name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    return hash | INDEX_OID_BIT;
}

uint32_t system_row_type_oid(const struct catalog_table *table)
{
    return table->oid | INDEX_OID_BIT;
}
