/* What catalog functions look up, as constant arrays. Knows no function by name. */
#include "rewrite/system/system_lookup.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "rewrite/bind/search_path.h"
#include "rewrite/system/system_key.h"
#include "rewrite/system/system_relation.h"
#include "rewrite/system/system_source.h"
#include "rewrite/system/system_tsv.h"
#include "rewrite/system/system_values.h"
#include "rewrite/write/ddl_check.h"

#define TEXT_ARRAY 1009
#define MAX_TEXT ((size_t)16 << 20)

/* Keys and values under way, as PostgreSQL's text of arrays. */
struct pairs {
    struct binder *binder;
    const struct list *wanted; /* keys; NULL: all */
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

static bool wants(const struct pairs *pairs, const char *key)
{
    return !pairs->wanted || system_values_has(pairs->wanted, key);
}

/* For what is not cheap to make. Only keys that are numbers are ever wanted alone. */
static bool wants_number(const struct pairs *pairs, uint32_t key)
{
    char text[16];
    snprintf(text, sizeof text, "%u", key);
    return wants(pairs, text);
}

static void add_pair(struct pairs *pairs, const char *key, const char *value)
{
    if (!wants(pairs, key))
        return;
    put_element(&pairs->keys, key);
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

/* An identifier, in double quotes where it needs them. */
static const char *quoted(struct arena *arena, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    if (name[strspn(name, plain)] == '\0' && !(name[0] >= '0' && name[0] <= '9') && name[0])
        return name;
    char *out = arena_alloc(arena, 2 * strlen(name) + 3), *end = out;
    *end++ = '"';
    for (; *name; name++) {
        if (*name == '"')
            *end++ = '"';
        *end++ = *name;
    }
    *end++ = '"';
    *end = '\0';
    return out;
}

/* --- types --- */

/* format_type: PostgreSQL's own words where the grammar has some. */
static const char *type_name(struct arena *arena, uint32_t oid, const char *typname)
{
    const struct pgtype *type = pgtype_by_oid(oid);
    if (type && type->oid)
        return type->sql_name;
    return typname[0] == '_' ? arena_printf(arena, "%s[]", typname + 1) : typname;
}

static void each_type(struct pairs *pairs,
                      void (*add)(struct pairs *pairs, const char *oid, const char *typname))
{
    struct tsv tsv;
    tsv_open(&tsv, system_file("pg_type.tsv"));
    while (tsv_next(&tsv))
        add(pairs, tsv_value(&tsv, pairs->binder->arena, "oid"),
            tsv_value(&tsv, pairs->binder->arena, "typname"));
    const struct catalog *catalog = pairs->binder->context->catalog;
    for (size_t i = 0; i < catalog->n_enums; i++) {
        struct arena *arena = pairs->binder->arena;
        const struct catalog_enum *type = &catalog->enums[i];
        const char *name = quoted(arena, type->name);
        add(pairs, arena_printf(arena, "%u", type->oid), name);
        add(pairs, arena_printf(arena, "%u", type->oid + 1), arena_printf(arena, "_%s", name));
    }
}

static void add_type_name(struct pairs *pairs, const char *oid, const char *typname)
{
    if (wants(pairs, oid))
        add_pair(pairs, oid,
                 type_name(pairs->binder->arena, (uint32_t)strtoul(oid, NULL, 10), typname));
}

/* By both names, and the grammar's short ones. */
static void add_type_oid(struct pairs *pairs, const char *oid, const char *typname)
{
    static const char *const short_names[][2] = {
        {"int4", "int"}, {"numeric", "decimal"}, {"varchar", "char varying"}};
    const char *name = type_name(pairs->binder->arena, (uint32_t)strtoul(oid, NULL, 10), typname);
    add_pair(pairs, typname, oid);
    add_pair(pairs, arena_printf(pairs->binder->arena, "pg_catalog.%s", typname), oid);
    if (strcmp(name, typname) != 0)
        add_pair(pairs, name, oid);
    for (size_t i = 0; i < sizeof short_names / sizeof *short_names; i++) {
        if (strcmp(short_names[i][0], typname) == 0)
            add_pair(pairs, short_names[i][1], oid);
    }
}

static void add_type_oids(struct pairs *pairs)
{
    each_type(pairs, add_type_oid);
}

/* --- other objects, of files --- */

static const char *identifier(struct arena *arena, const struct tsv *tsv, const char *column)
{
    const char *value = tsv_value(tsv, arena, column);
    return strcmp(column, "proname") == 0 || strcmp(column, "collname") == 0 ? quoted(arena, value)
                                                                             : value;
}

static void add_rows(struct pairs *pairs, const char *file, const char *key, const char *value)
{
    struct arena *arena = pairs->binder->arena;
    struct tsv tsv;
    tsv_open(&tsv, system_file(file));
    while (tsv_next(&tsv)) {
        const char *name = identifier(arena, &tsv, key);
        if (wants(pairs, name))
            add_pair(pairs, name, identifier(arena, &tsv, value));
    }
}

/* --- schemas --- */

static void each_schema(struct pairs *pairs,
                        void (*add)(struct pairs *pairs, const char *schema, const char *oid))
{
    const struct catalog *catalog = pairs->binder->context->catalog;
    add(pairs, "pg_catalog", number(pairs, PG_CATALOG_NAMESPACE));
    add(pairs, "information_schema", number(pairs, INFORMATION_SCHEMA_NAMESPACE));
    for (size_t i = 0; i < catalog->n_schemas; i++)
        add(pairs, catalog->schemas[i], number(pairs, system_namespace_oid(catalog->schemas[i])));
}

static void add_schema_name(struct pairs *pairs, const char *schema, const char *oid)
{
    add_pair(pairs, oid, quoted(pairs->binder->arena, schema));
}

static void add_schema_oid(struct pairs *pairs, const char *schema, const char *oid)
{
    add_pair(pairs, quoted(pairs->binder->arena, schema), oid);
}

static void add_schema_names(struct pairs *pairs)
{
    each_schema(pairs, add_schema_name);
}

static void add_schema_oids(struct pairs *pairs)
{
    each_schema(pairs, add_schema_oid);
}

/* --- relations --- */

static bool is_visible(const struct binder *binder, const struct catalog_table *table)
{
    return search_path_find(binder, table->name) == table;
}

typedef void relation_adder(struct pairs *pairs, uint32_t oid, const char *schema, const char *name,
                            bool is_visible);

static void add_name(struct pairs *pairs, uint32_t oid, const char *schema, const char *name,
                     bool is_visible)
{
    add_pair(pairs, number(pairs, oid),
             is_visible ? name : arena_printf(pairs->binder->arena, "%s.%s", schema, name));
}

static void add_oid(struct pairs *pairs, uint32_t oid, const char *schema, const char *name,
                    bool is_visible)
{
    const struct binder *binder = pairs->binder;
    const char *value = number(pairs, oid);
    if (is_visible)
        add_pair(pairs, name, value);
    add_pair(pairs, arena_printf(binder->arena, "%s.%s", schema, name), value);
    /* The other name of the connection's database. */
    if (strcmp(search_path_schema(binder, "public"), schema) == 0)
        add_pair(pairs, arena_printf(binder->arena, "public.%s", name), value);
}

/* The indexes of a table's keys. */
static void add_keys(struct pairs *pairs, const struct catalog_table *table, relation_adder *add)
{
    struct system_key key;
    struct arena *arena = pairs->binder->arena;
    for (enum system_key_kind kind = 0; kind < N_SYSTEM_KEYS; kind++) {
        if (wants_number(pairs, system_key_oid(table, kind)) &&
            system_key_read(arena, table, kind, &key))
            add(pairs, key.index_oid, quoted(arena, table->schema), quoted(arena, key.name),
                is_visible(pairs->binder, table));
    }
}

/* Those and the table. */
static void add_table(struct pairs *pairs, const struct catalog_table *table, relation_adder *add)
{
    struct arena *arena = pairs->binder->arena;
    if (wants_number(pairs, table->oid))
        add(pairs, table->oid, quoted(arena, table->schema), quoted(arena, table->name),
            is_visible(pairs->binder, table));
    add_keys(pairs, table, add);
}

static void add_relation_name(struct pairs *pairs, const struct catalog_table *table)
{
    add_table(pairs, table, add_name);
}

/* The type of its rows. */
static void add_row_type_name(struct pairs *pairs, const struct catalog_table *table)
{
    struct arena *arena = pairs->binder->arena;
    if (wants_number(pairs, system_row_type_oid(table)))
        add_name(pairs, system_row_type_oid(table), quoted(arena, table->schema),
                 quoted(arena, table->name), is_visible(pairs->binder, table));
}

static void add_type_names(struct pairs *pairs)
{
    each_type(pairs, add_type_name);
    each_table(pairs, add_row_type_name);
}

static void add_relation_oid(struct pairs *pairs, const struct catalog_table *table)
{
    add_table(pairs, table, add_oid);
}

static bool wants_oid(void *owner, uint32_t oid)
{
    return wants_number(owner, oid);
}

static void visit_relation_oid(void *owner, const struct catalog_table *table)
{
    add_oid(owner, table->oid, table->schema, table->name,
            strcmp(table->schema, "pg_catalog") == 0);
}

static void add_relation_oids(struct pairs *pairs)
{
    system_relation_walk_names(pairs->binder->arena, wants_oid, visit_relation_oid, pairs);
    each_table(pairs, add_relation_oid);
}

/* For system_relation_walk_some. */
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
    system_relation_walk_names(pairs->binder->arena, wants_oid, visit_relation_name, pairs);
    each_table(pairs, add_relation_name);
}

static void add_visible(struct pairs *pairs, uint32_t oid, const char *schema, const char *name,
                        bool is_visible)
{
    (void)schema, (void)name;
    add_pair(pairs, number(pairs, oid), is_visible ? "t" : "f");
}

static void add_visible_relation(struct pairs *pairs, const struct catalog_table *table)
{
    add_table(pairs, table, add_visible);
}

static void visit_visible_relation(void *owner, const struct catalog_table *table)
{
    add_pair(owner, number(owner, table->oid),
             strcmp(table->schema, "pg_catalog") == 0 ? "t" : "f");
}

static void add_visible_relations(struct pairs *pairs)
{
    system_relation_walk_names(pairs->binder->arena, wants_oid, visit_visible_relation, pairs);
    each_table(pairs, add_visible_relation);
}

static void add_relation_size(struct pairs *pairs, const struct catalog_table *table)
{
    add_pair(pairs, number(pairs, table->oid), number(pairs, table->total_bytes));
}

static void add_no_size(struct pairs *pairs, uint32_t oid, const char *schema, const char *name,
                        bool is_visible)
{
    (void)schema, (void)name, (void)is_visible;
    add_pair(pairs, number(pairs, oid), "0");
}

static void visit_no_size(void *owner, const struct catalog_table *table)
{
    add_pair(owner, number(owner, table->oid), "0");
}

static void add_index_sizes(struct pairs *pairs, const struct catalog_table *table)
{
    add_keys(pairs, table, add_no_size);
}

static void add_relation_sizes(struct pairs *pairs)
{
    system_relation_walk_names(pairs->binder->arena, wants_oid, visit_no_size, pairs);
    each_table(pairs, add_index_sizes);
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
        if (!column->comment[0])
            continue;
        const char *comment = system_comment(pairs->binder->arena, column->comment);
        if (comment[0])
            add_pair(pairs, arena_printf(pairs->binder->arena, "%u/%d", table->oid, column->attnum),
                     comment);
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
        if (!wants_number(pairs, system_key_oid(table, kind)) ||
            !system_key_read(arena, table, kind, &key))
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
    if (wants_number(pairs, system_key_oid(table, SYSTEM_KEY_PRIMARY)) &&
        system_key_read(arena, table, SYSTEM_KEY_PRIMARY, &key))
        add_pair(pairs, number(pairs, key.index_oid),
                 arena_printf(arena, "PRIMARY KEY (%s)", key_columns(arena, table, &key)));
    for (size_t i = 0; i < table->n_checks; i++)
        if (!ddl_check_is_length(table, &table->checks[i]))
            add_pair(
                pairs, number(pairs, system_check_oid(table, &table->checks[i])),
                arena_printf(arena, "CHECK ((%s))", ddl_check_condition(arena, &table->checks[i])));
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

static void add_role_oids(struct pairs *pairs)
{
    add_pair(pairs, pairs->binder->context->user, number(pairs, SYSTEM_OWNER_OID));
}

/* --- databases, and nothing --- */

static void add_database(struct pairs *pairs)
{
    const char *database = pairs->binder->context->database;
    add_pair(pairs, number(pairs, system_namespace_oid(database)), database);
}

static void add_database_name(struct pairs *pairs)
{
    add_pair(pairs, pairs->binder->context->database, "t");
}

/* INSERT, UPDATE and DELETE. */
static void add_updatable_table(struct pairs *pairs, const struct catalog_table *table)
{
    if (table->kind == CATALOG_TABLE)
        add_pair(pairs, number(pairs, table->oid), "28");
}

static void add_updatable(struct pairs *pairs)
{
    each_table(pairs, add_updatable_table);
}

static void add_nothing(struct pairs *pairs)
{
    (void)pairs;
}

/* --- the search path --- */

/* "keys" are those with pg_catalog, "values" those without. */
static void add_search_path(struct pairs *pairs)
{
    struct list schemas = {0};
    search_path_list(pairs->binder, &schemas);
    put_element(&pairs->keys, "pg_catalog");
    for (size_t i = 0; i < schemas.n; i++)
        add_pair(pairs, schemas.items[i], schemas.items[i]);
}

/* --- settings --- */

static const char *lower_case(struct arena *arena, const char *name)
{
    char *lower = arena_strndup(arena, name, strlen(name));
    for (char *at = lower; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return lower;
}

static void add_settings(struct pairs *pairs)
{
    for (size_t i = 0; i < setting_count(); i++) {
        const char *name = setting_at(i)->name;
        add_pair(pairs, lower_case(pairs->binder->arena, name),
                 settings_get(pairs->binder->context->settings, name));
    }
}

/* --- the table --- */

static const struct {
    uint32_t key_type; /* of the array */
    void (*add)(struct pairs *pairs);
    const char *file, *key, *value; /* instead of add: a file of sql/catalog, and its columns */
} lookups[] = {
    [LOOKUP_TYPE_NAME] = {1028, add_type_names},
    [LOOKUP_TYPE_OID] = {TEXT_ARRAY, add_type_oids},
    [LOOKUP_RELATION_OID] = {TEXT_ARRAY, add_relation_oids},
    [LOOKUP_FUNCTION_NAME] = {1028, NULL, "pg_proc.tsv", "oid", "proname"},
    [LOOKUP_FUNCTION_OID] = {TEXT_ARRAY, NULL, "pg_proc.tsv", "proname", "oid"},
    [LOOKUP_FUNCTION_ARGUMENTS] = {1028, NULL, "pg_proc.tsv", "oid", "arguments"},
    [LOOKUP_FUNCTION_IDENTITY] = {1028, NULL, "pg_proc.tsv", "oid", "identity_arguments"},
    [LOOKUP_FUNCTION_RESULT] = {1028, NULL, "pg_proc.tsv", "oid", "result"},
    [LOOKUP_OPERATOR_NAME] = {1028, NULL, "pg_operator.tsv", "oid", "oprname"},
    [LOOKUP_OPERATOR_OID] = {TEXT_ARRAY, NULL, "pg_operator.tsv", "oprname", "oid"},
    [LOOKUP_COLLATION_NAME] = {1028, NULL, "pg_collation.tsv", "oid", "collname"},
    [LOOKUP_COLLATION_OID] = {TEXT_ARRAY, NULL, "pg_collation.tsv", "collname", "oid"},
    [LOOKUP_SCHEMA_NAME] = {1028, add_schema_names},
    [LOOKUP_SCHEMA_OID] = {TEXT_ARRAY, add_schema_oids},
    [LOOKUP_SETTING] = {TEXT_ARRAY, add_settings},
    [LOOKUP_ROLE_OID] = {TEXT_ARRAY, add_role_oids},
    [LOOKUP_RELATION_NAME] = {1028, add_relation_names},
    [LOOKUP_RELATION_VISIBLE] = {1028, add_visible_relations},
    [LOOKUP_RELATION_SIZE] = {1028, add_relation_sizes},
    [LOOKUP_RELATION_COMMENT] = {1028, add_relation_comments},
    [LOOKUP_COLUMN_COMMENT] = {TEXT_ARRAY, add_column_comments},
    [LOOKUP_VIEW_QUERY] = {1028, add_view_queries},
    [LOOKUP_INDEX] = {1028, add_indexes},
    [LOOKUP_CONSTRAINT] = {1028, add_constraints},
    [LOOKUP_ROLE_NAME] = {1028, add_roles},
    [LOOKUP_DATABASE_OID] = {1028, add_database},
    [LOOKUP_DATABASE_NAME] = {TEXT_ARRAY, add_database_name},
    [LOOKUP_LANGUAGE_OID] = {1028, NULL, "pg_language.tsv", "oid", "lanname"},
    [LOOKUP_LANGUAGE_NAME] = {TEXT_ARRAY, NULL, "pg_language.tsv", "lanname", "oid"},
    [LOOKUP_TABLESPACE_OID] = {1028, NULL, "pg_tablespace.tsv", "oid", "spcname"},
    [LOOKUP_TABLESPACE_NAME] = {TEXT_ARRAY, NULL, "pg_tablespace.tsv", "spcname", "oid"},
    [LOOKUP_OPCLASS_OID] = {1028, NULL, "pg_opclass.tsv", "oid", "opcname"},
    [LOOKUP_OPFAMILY_OID] = {1028, NULL, "pg_opfamily.tsv", "oid", "opfname"},
    [LOOKUP_UPDATABLE] = {1028, add_updatable},
    [LOOKUP_NOTHING_OID] = {1028, add_nothing},
    [LOOKUP_NOTHING_NAME] = {TEXT_ARRAY, add_nothing},
    [LOOKUP_SEARCH_PATH] = {TEXT_ARRAY, add_search_path},
};

/* An oid that nobody has. */
#define NO_OID "4294967295"

/* ClickHouse's transform wants at least one pair: this one is nobody's. */
static void finish(struct pairs *pairs)
{
    if (!buf_size(&pairs->keys)) {
        const char *nobody = pairs->wanted ? NO_OID : "0";
        pairs->wanted = NULL;
        add_pair(pairs, nobody, "");
    }
    buf_puts(&pairs->keys, "}");
    buf_puts(&pairs->values, buf_size(&pairs->values) ? "}" : "{}");
}

static void add_pairs(struct pairs *pairs, enum system_lookup lookup)
{
    if (lookups[lookup].file)
        add_rows(pairs, lookups[lookup].file, lookups[lookup].key, lookups[lookup].value);
    else
        lookups[lookup].add(pairs);
    finish(pairs);
}

static void add_array(struct binder *binder, struct list *args, enum system_lookup lookup,
                      bool is_of_values)
{
    uint32_t type = is_of_values ? TEXT_ARRAY : lookups[lookup].key_type;
    struct expr *expr = expr_new(binder->arena, EXPR_LOOKUP, type, 0);
    expr->nullable = false;
    expr->n_dims = 1;
    expr->lookup.lookup = lookup;
    expr->lookup.is_of_values = is_of_values;
    list_add(binder->arena, args, expr);
}

void system_lookup_add(struct binder *binder, enum system_lookup lookup, bool keys_only,
                       struct list *args)
{
    add_array(binder, args, lookup, false);
    if (!keys_only)
        add_array(binder, args, lookup, true);
}

static struct expr *array_of(struct binder *binder, const struct expr *lookup,
                             const struct buf *text)
{
    return expr_const(binder->arena, lookup->type,
                      arena_strndup(binder->arena, buf_data(text), buf_size(text)),
                      lookup->position);
}

bool system_lookup_make(struct binder *binder, enum system_lookup lookup, const struct list *wanted,
                        struct expr **keys, struct expr **values)
{
    struct pairs pairs = {.binder = binder, .wanted = wanted};
    buf_init(&pairs.keys, MAX_TEXT);
    buf_init(&pairs.values, MAX_TEXT);
    add_pairs(&pairs, lookup);
    bool fits = !pairs.keys.failed && !pairs.values.failed;
    if (fits)
        *keys = array_of(binder, *keys, &pairs.keys);
    if (fits && values)
        *values = array_of(binder, *values, &pairs.values);
    buf_free(&pairs.keys);
    buf_free(&pairs.values);
    return fits || err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                           "the catalog is too large for a catalog function");
}

bool system_lookup_is_by_number(enum system_lookup lookup)
{
    return lookups[lookup].key_type == 1028;
}
