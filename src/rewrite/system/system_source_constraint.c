/*
 * pg_constraint: primary keys, and CHECK in ClickHouse's words. Knows not that the one is not
 * unique, and what the other means.
 */
#include "rewrite/system/system_key.h"
#include "rewrite/system/system_source.h"
#include "rewrite/write/ddl_check.h"

/* A row: one of the two. */
struct constraint {
    const struct catalog_table *table;
    const struct system_key *key;
    const struct catalog_check *check;
};

static void walk_table(struct system_walk *walk, const struct catalog_table *table)
{
    struct system_key key;
    if (!system_takes(walk, table->oid))
        return;
    if (system_key_read(walk->arena, table, SYSTEM_KEY_PRIMARY, &key))
        walk->row(walk, &(struct constraint){table, &key, NULL});
    for (size_t i = 0; i < table->n_checks; i++)
        if (!ddl_check_is_length(table, &table->checks[i]))
            walk->row(walk, &(struct constraint){table, NULL, &table->checks[i]});
}

static void walk_constraints(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    for (size_t i = 0; i < catalog->n_tables; i++)
        walk_table(walk, &catalog->tables[i]);
}

#define FIELD(name) static const char *name(const struct system_walk *walk, const void *object)
#define CONSTRAINT const struct constraint *constraint = object

FIELD(constraint_oid)
{
    CONSTRAINT;
    return system_number(walk, constraint->key
                                   ? constraint->key->index_oid
                                   : system_check_oid(constraint->table, constraint->check));
}

FIELD(constraint_name)
{
    CONSTRAINT;
    (void)walk;
    return constraint->key ? constraint->key->name : constraint->check->name;
}

FIELD(constraint_schema)
{
    CONSTRAINT;
    return system_number(walk, system_namespace_oid(constraint->table->schema));
}

FIELD(constraint_type)
{
    CONSTRAINT;
    (void)walk;
    return constraint->key ? "p" : "c";
}

FIELD(constraint_table)
{
    CONSTRAINT;
    return system_number(walk, constraint->table->oid);
}

FIELD(constraint_index)
{
    CONSTRAINT;
    return system_number(walk, constraint->key ? constraint->key->index_oid : 0);
}

FIELD(constraint_action)
{
    (void)walk;
    (void)object;
    return " ";
}

FIELD(is_inherited)
{
    CONSTRAINT;
    (void)walk;
    return system_bool(constraint->key != NULL);
}

FIELD(always_true)
{
    (void)walk;
    (void)object;
    return system_bool(true);
}

static const char *key_columns(const struct system_walk *walk, const struct system_key *key)
{
    const char *text = "";
    for (size_t i = 0; i < key->n; i++)
        text = arena_printf(walk->arena, "%s%s%d", text, i ? "," : "", key->attnums[i]);
    return text;
}

static const char *check_columns(const struct system_walk *walk,
                                 const struct constraint *constraint)
{
    const struct catalog_table *table = constraint->table;
    const char *text = "";
    for (size_t i = 0; i < table->n_columns; i++)
        if (ddl_check_reads(walk->arena, constraint->check, table->columns[i].name))
            text = arena_printf(walk->arena, "%s%s%d", text, *text ? "," : "",
                                table->columns[i].attnum);
    return text;
}

/* "[1,2]": the columns' numbers. */
FIELD(constraint_columns)
{
    CONSTRAINT;
    return arena_printf(walk->arena, "[%s]",
                        constraint->key ? key_columns(walk, constraint->key)
                                        : check_columns(walk, constraint));
}

FIELD(constraint_condition)
{
    CONSTRAINT;
    return constraint->check ? ddl_check_condition(walk->arena, constraint->check) : NULL;
}

static const struct system_field constraint_fields[] = {
    {"oid", constraint_oid},
    {"conname", constraint_name},
    {"connamespace", constraint_schema},
    {"contype", constraint_type},
    {"convalidated", always_true},
    {"conrelid", constraint_table},
    {"conindid", constraint_index},
    {"confupdtype", constraint_action},
    {"confdeltype", constraint_action},
    {"confmatchtype", constraint_action},
    {"conislocal", always_true},
    {"connoinherit", is_inherited},
    {"conkey", constraint_columns},
    {"conbin", constraint_condition},
};

const struct system_source source_constraint = {
    "pg_constraint", walk_constraints, constraint_fields,
    sizeof constraint_fields / sizeof *constraint_fields, "conrelid"};
