/* pg_class and pg_index: tables, their keys, and PostgreSQL's own relations. */
#include <string.h>

#include "rewrite/system/system_key.h"
#include "rewrite/system/system_relation.h"
#include "rewrite/system/system_source.h"
#include "rewrite/write/ddl_check.h"

#define BLOCK_SIZE 8192
#define HEAP_OID 2
#define BTREE_OID 403

/* A row of pg_class: a table, or the index of its key. */
struct class
{
    const struct catalog_table *table;
    const struct system_key *key; /* NULL: the table itself */
};

/* --- walks --- */

static void walk_tables(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    for (size_t i = 0; i < catalog->n_tables; i++) {
        if (system_takes(walk, catalog->tables[i].oid))
            walk->row(walk, &(struct class){&catalog->tables[i], NULL});
    }
}

/* Calls row with a struct class for the key, if the table has it. */
static void walk_key(struct system_walk *walk, const struct catalog_table *table,
                     enum system_key_kind kind)
{
    struct system_key key;
    if (system_key_read(walk->arena, table, kind, &key))
        walk->row(walk, &(struct class){table, &key});
}

/* The indexes themselves are what is taken. */
static void walk_indexes(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    for (size_t i = 0; i < catalog->n_tables; i++) {
        for (enum system_key_kind kind = 0; kind < N_SYSTEM_KEYS; kind++) {
            if (system_takes(walk, system_key_oid(&catalog->tables[i], kind)))
                walk_key(walk, &catalog->tables[i], kind);
        }
    }
}

/* Those of the tables that are taken. */
static void walk_keys(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    for (size_t i = 0; i < catalog->n_tables; i++) {
        for (enum system_key_kind kind = 0;
             kind < N_SYSTEM_KEYS && system_takes(walk, catalog->tables[i].oid); kind++)
            walk_key(walk, &catalog->tables[i], kind);
    }
}

static bool takes_system_relation(void *owner, uint32_t oid)
{
    return system_takes(owner, oid);
}

static void visit_system_relation(void *owner, const struct catalog_table *table)
{
    struct system_walk *walk = owner;
    walk->row(walk, &(struct class){table, NULL});
}

static void walk_classes(struct system_walk *walk)
{
    system_relation_walk_names(walk->arena, takes_system_relation, visit_system_relation, walk);
    walk_tables(walk);
    walk_indexes(walk);
}

/* --- pg_class --- */

#define FIELD(name) static const char *name(const struct system_walk *walk, const void *object)

FIELD(class_oid)
{
    const struct class *class = object;
    return system_number(walk, class->key ? class->key->index_oid : class->table->oid);
}

FIELD(class_name)
{
    const struct class *class = object;
    (void)walk;
    return class->key ? class->key->name : class->table->name;
}

FIELD(class_namespace)
{
    return system_number(walk, system_namespace_oid(((const struct class *)object)->table->schema));
}

FIELD(class_owner)
{
    (void)object;
    return system_number(walk, SYSTEM_OWNER_OID);
}

FIELD(class_kind)
{
    static const char *const kinds[] = {[CATALOG_TABLE] = "r",
                                        [CATALOG_VIEW] = "v",
                                        [CATALOG_MATERIALIZED_VIEW] = "m",
                                        [CATALOG_SYSTEM] = "r"};
    const struct class *class = object;
    (void)walk;
    if (class->key)
        return "i";
    return class->table->engine[0] == 'V' ? "v" : kinds[class->table->kind];
}

FIELD(class_type)
{
    const struct class *class = object;
    bool has_one = !class->key && class->table->kind != CATALOG_SYSTEM;
    return system_number(walk, has_one ? system_row_type_oid(class->table) : 0);
}

FIELD(class_am)
{
    const struct class *class = object;
    bool stores = class->table->kind == CATALOG_TABLE || class->table->kind == CATALOG_SYSTEM;
    return system_number(walk, class->key ? BTREE_OID : stores ? HEAP_OID : 0);
}

FIELD(class_pages)
{
    const struct class *class = object;
    uint64_t pages = (class->table->total_bytes + BLOCK_SIZE - 1) / BLOCK_SIZE;
    return system_number(walk, class->key ? 1 : pages > INT32_MAX ? INT32_MAX : (int64_t)pages);
}

FIELD(class_tuples)
{
    return system_number(walk, (int64_t)((const struct class *)object)->table->total_rows);
}

FIELD(class_n_columns)
{
    const struct class *class = object;
    return system_number(walk, (int64_t)(class->key ? class->key->n : class->table->n_columns));
}

FIELD(class_has_index)
{
    const struct class *class = object;
    (void)walk;
    return system_bool(!class->key && class->table->sorting_key[0]);
}

FIELD(class_n_checks)
{
    const struct class *class = object;
    int64_t n = 0;
    for (size_t i = 0; !class->key && i < class->table->n_checks; i++)
        n += !ddl_check_is_length(class->table, &class->table->checks[i]);
    return system_number(walk, n);
}

FIELD(class_persistence)
{
    (void)walk;
    (void)object;
    return "p";
}

FIELD(always_true)
{
    (void)walk;
    (void)object;
    return system_bool(true);
}

FIELD(class_replica_identity)
{
    (void)walk;
    return ((const struct class *)object)->table->kind == CATALOG_TABLE ? "d" : "n";
}

static const struct system_field class_fields[] = {
    {"oid", class_oid},
    {"relname", class_name},
    {"relnamespace", class_namespace},
    {"reltype", class_type},
    {"relowner", class_owner},
    {"relkind", class_kind},
    {"relam", class_am},
    {"relfilenode", class_oid},
    {"relpages", class_pages},
    {"reltuples", class_tuples},
    {"relnatts", class_n_columns},
    {"relchecks", class_n_checks},
    {"relhasindex", class_has_index},
    {"relpersistence", class_persistence},
    {"relispopulated", always_true},
    {"relreplident", class_replica_identity},
};

const struct system_source source_class = {"pg_class", walk_classes, class_fields,
                                           sizeof class_fields / sizeof *class_fields, "oid"};

/* --- pg_index --- */

FIELD(index_table)
{
    return system_number(walk, ((const struct class *)object)->table->oid);
}

FIELD(index_is_primary)
{
    (void)walk;
    return system_bool(((const struct class *)object)->key->kind == SYSTEM_KEY_PRIMARY);
}

/* "[1,2]": the columns' numbers, 0 for an expression. */
FIELD(index_columns)
{
    const struct system_key *key = ((const struct class *)object)->key;
    const char *text = "[";
    for (size_t i = 0; i < key->n; i++)
        text = arena_printf(walk->arena, "%s%s%d", text, i ? "," : "", key->attnums[i]);
    return arena_printf(walk->arena, "%s]", text);
}

/* A number for each column of the key. */
static const char *repeat(const struct system_walk *walk, const struct class *class,
                          const char *number)
{
    const char *text = "[";
    for (size_t i = 0; i < class->key->n; i++)
        text = arena_printf(walk->arena, "%s%s%s", text, i ? "," : "", number);
    return arena_printf(walk->arena, "%s]", text);
}

FIELD(index_zeros)
{
    return repeat(walk, object, "0");
}

static const struct system_field index_fields[] = {
    {"indexrelid", class_oid},         {"indrelid", index_table},
    {"indnatts", class_n_columns},     {"indnkeyatts", class_n_columns},
    {"indisunique", index_is_primary}, {"indisprimary", index_is_primary},
    {"indimmediate", always_true},     {"indisvalid", always_true},
    {"indisready", always_true},       {"indislive", always_true},
    {"indkey", index_columns},         {"indcollation", index_zeros},
    {"indclass", index_zeros},         {"indoption", index_zeros},
};

const struct system_source source_index = {"pg_index", walk_keys, index_fields,
                                           sizeof index_fields / sizeof *index_fields, "indrelid"};
