/* What catalog functions look up, as constant arrays. Knows no function by name. */
#include "rewrite/system_lookup.h"

#include <string.h>

#include "base/buf.h"
#include "rewrite/search_path.h"
#include "rewrite/system_key.h"
#include "rewrite/system_relation.h"
#include "rewrite/system_source.h"

#define TEXT_ARRAY 1009
#define MAX_TEXT ((size_t)16 << 20)

/* Keys and values under way, as PostgreSQL's text of arrays. */
struct pairs {
    struct binder *binder;
    struct buf keys, values;
};

/* An element in double quotes. */
static void put_element(struct buf *out, const char *text)
{
    buf_puts(out, buf_size(out) ? ",\"" : "{\"");
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_putc(out, '\\');
        buf_putc(out, *text);
    }
    buf_putc(out, '"');
}

static void add_pair(struct pairs *pairs, const char *key, const char *value)
{
    put_element(&pairs->keys, key);
    if (value)
        put_element(&pairs->values, value);
}

static const char *number(const struct pairs *pairs, uint64_t value)
{
    return arena_printf(pairs->binder->arena, "%llu", (unsigned long long)value);
}

/* Calls add for each table of ClickHouse. */
static void each_table(struct pairs *pairs,
                       void (*add)(struct pairs *pairs, const struct catalog_table *table))
{
    const struct catalog *catalog = pairs->binder->context->catalog;
    for (size_t i = 0; i < catalog->n_tables; i++)
        add(pairs, &catalog->tables[i]);
}

/* --- types --- */

static void add_type_names(struct pairs *pairs)
{
    const struct pgtype *type;
    for (size_t i = 0; (type = pgtype_at(i)); i++)
        add_pair(pairs, number(pairs, type->oid), type->sql_name);
}

/* --- relations --- */

static bool is_visible(const struct binder *binder, const struct catalog_table *table)
{
    return search_path_find(binder, table->name) == table;
}

static void add_relation_name(struct pairs *pairs, const struct catalog_table *table)
{
    struct arena *arena = pairs->binder->arena;
    add_pair(pairs, number(pairs, table->oid),
             is_visible(pairs->binder, table)
                 ? table->name
                 : arena_printf(arena, "%s.%s", table->schema, table->name));
}

static void visit_relation_name(void *owner, const struct catalog_table *table)
{
    struct pairs *pairs = owner;
    bool is_catalog = strcmp(table->schema, "pg_catalog") == 0;
    add_pair(pairs, number(pairs, table->oid),
             is_catalog ? table->name
                        : arena_printf(pairs->binder->arena, "%s.%s", table->schema, table->name));
}

static void add_relation_names(struct pairs *pairs)
{
    system_relation_walk(pairs->binder->arena, visit_relation_name, pairs);
    each_table(pairs, add_relation_name);
}

static void add_visible_relation(struct pairs *pairs, const struct catalog_table *table)
{
    struct system_key key;
    if (!is_visible(pairs->binder, table))
        return;
    add_pair(pairs, number(pairs, table->oid), NULL);
    for (enum system_key_kind kind = 0; kind < N_SYSTEM_KEYS; kind++) {
        if (system_key_read(pairs->binder->arena, table, kind, &key))
            add_pair(pairs, number(pairs, key.index_oid), NULL);
    }
}

static void visit_visible_relation(void *owner, const struct catalog_table *table)
{
    if (strcmp(table->schema, "pg_catalog") == 0)
        add_pair(owner, number(owner, table->oid), NULL);
}

static void add_visible_relations(struct pairs *pairs)
{
    system_relation_walk(pairs->binder->arena, visit_visible_relation, pairs);
    each_table(pairs, add_visible_relation);
}

static void add_relation_size(struct pairs *pairs, const struct catalog_table *table)
{
    add_pair(pairs, number(pairs, table->oid), number(pairs, table->total_bytes));
}

static void add_relation_sizes(struct pairs *pairs)
{
    each_table(pairs, add_relation_size);
}

static void add_view_query(struct pairs *pairs, const struct catalog_table *table)
{
    if (table->as_select[0])
        add_pair(pairs, number(pairs, table->oid), table->as_select);
}

static void add_view_queries(struct pairs *pairs)
{
    each_table(pairs, add_view_query);
}

/* --- comments --- */

static void add_relation_comment(struct pairs *pairs, const struct catalog_table *table)
{
    if (table->comment[0])
        add_pair(pairs, number(pairs, table->oid), table->comment);
}

static void add_relation_comments(struct pairs *pairs)
{
    each_table(pairs, add_relation_comment);
}

/* Keys are "table/column". */
static void add_column_comment(struct pairs *pairs, const struct catalog_table *table)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        const struct catalog_column *column = &table->columns[i];
        if (column->comment[0])
            add_pair(pairs, arena_printf(pairs->binder->arena, "%u/%d", table->oid, column->attnum),
                     column->comment);
    }
}

static void add_column_comments(struct pairs *pairs)
{
    each_table(pairs, add_column_comment);
}

/* --- keys --- */

static const char *key_columns(struct arena *arena, const struct catalog_table *table,
                               const struct system_key *key)
{
    const char *text = "";
    for (size_t i = 0; i < key->n; i++) {
        int attnum = key->attnums[i];
        text = arena_printf(arena, "%s%s%s", text, i ? ", " : "",
                            attnum ? table->columns[attnum - 1].name : key->expressions[i]);
    }
    return text;
}

static void add_index(struct pairs *pairs, const struct catalog_table *table)
{
    struct arena *arena = pairs->binder->arena;
    struct system_key key;
    for (enum system_key_kind kind = 0; kind < N_SYSTEM_KEYS; kind++) {
        if (!system_key_read(arena, table, kind, &key))
            continue;
        const char *unique = kind == SYSTEM_KEY_PRIMARY ? "UNIQUE " : "";
        add_pair(pairs, number(pairs, key.index_oid),
                 arena_printf(arena, "CREATE %sINDEX %s ON %s.%s USING btree (%s)", unique,
                              key.name, table->schema, table->name,
                              key_columns(arena, table, &key)));
    }
}

static void add_indexes(struct pairs *pairs)
{
    each_table(pairs, add_index);
}

static void add_constraint(struct pairs *pairs, const struct catalog_table *table)
{
    struct arena *arena = pairs->binder->arena;
    struct system_key key;
    if (system_key_read(arena, table, SYSTEM_KEY_PRIMARY, &key))
        add_pair(pairs, number(pairs, key.index_oid),
                 arena_printf(arena, "PRIMARY KEY (%s)", key_columns(arena, table, &key)));
}

static void add_constraints(struct pairs *pairs)
{
    each_table(pairs, add_constraint);
}

/* --- roles --- */

static void add_roles(struct pairs *pairs)
{
    add_pair(pairs, number(pairs, SYSTEM_OWNER_OID), pairs->binder->context->user);
}

/* --- the table --- */

static const struct {
    uint32_t key_type; /* of the array */
    bool has_values;
    void (*add)(struct pairs *pairs);
} lookups[] = {
    [LOOKUP_TYPE_NAME] = {1028, true, add_type_names},
    [LOOKUP_RELATION_NAME] = {1028, true, add_relation_names},
    [LOOKUP_RELATION_VISIBLE] = {1028, false, add_visible_relations},
    [LOOKUP_RELATION_SIZE] = {1028, true, add_relation_sizes},
    [LOOKUP_RELATION_COMMENT] = {1028, true, add_relation_comments},
    [LOOKUP_COLUMN_COMMENT] = {TEXT_ARRAY, true, add_column_comments},
    [LOOKUP_VIEW_QUERY] = {1028, true, add_view_queries},
    [LOOKUP_INDEX] = {1028, true, add_indexes},
    [LOOKUP_CONSTRAINT] = {1028, true, add_constraints},
    [LOOKUP_ROLE_NAME] = {1028, true, add_roles},
};

/* ClickHouse's transform wants at least one pair: this one is nobody's. */
static void finish(struct pairs *pairs)
{
    if (!buf_size(&pairs->keys))
        add_pair(pairs, "0", "");
    buf_putc(&pairs->keys, '}');
    buf_putc(&pairs->values, '}');
}

static void add_array(struct binder *binder, struct list *args, uint32_t type,
                      const struct buf *text)
{
    list_add(binder->arena, args,
             expr_const(binder->arena, type,
                        arena_strndup(binder->arena, buf_data(text), buf_size(text)), 0));
}

void system_lookup_add(struct binder *binder, enum system_lookup lookup, struct list *args)
{
    struct pairs pairs = {.binder = binder};
    buf_init(&pairs.keys, MAX_TEXT);
    buf_init(&pairs.values, MAX_TEXT);
    lookups[lookup].add(&pairs);
    finish(&pairs);
    add_array(binder, args, lookups[lookup].key_type, &pairs.keys);
    if (lookups[lookup].has_values)
        add_array(binder, args, TEXT_ARRAY, &pairs.values);
    buf_free(&pairs.keys);
    buf_free(&pairs.values);
}
