/* Puts the answers of the system tables together into one catalog. */
#include "backend/schema.h"
#include "base/catalog_enum.h"

#include <stdlib.h>
#include <string.h>

#include "backend/schema_element.h"
#include "backend/type_scan.h"

static int compare_names(const char *schema_a, const char *name_a, const char *schema_b,
                         const char *name_b)
{
    int order = strcmp(schema_a, schema_b);
    return order ? order : strcmp(name_a, name_b);
}

static int compare_tables(const void *a, const void *b)
{
    const struct schema_table *x = *(const struct schema_table *const *)a;
    const struct schema_table *y = *(const struct schema_table *const *)b;
    return compare_names(x->table.schema, x->table.name, y->table.schema, y->table.name);
}

static struct catalog_table *find(const struct schema *schema, const char *database,
                                  const char *name)
{
    struct schema_table key = {.table = {.schema = database, .name = name}}, *at = &key;
    struct schema_table **found = bsearch(&at, schema->tables.items, schema->tables.n,
                                          sizeof *schema->tables.items, compare_tables);
    return found ? &(*found)->table : NULL;
}

static int compare_columns(const void *a, const void *b)
{
    const struct schema_column *x = *(const struct schema_column *const *)a;
    const struct schema_column *y = *(const struct schema_column *const *)b;
    int order = compare_names(x->schema, x->table, y->schema, y->table);
    return order ? order : x->column.attnum - y->column.attnum;
}

static int compare_partitions(const void *a, const void *b)
{
    const struct schema_partition *x = *(const struct schema_partition *const *)a;
    const struct schema_partition *y = *(const struct schema_partition *const *)b;
    int order = compare_names(x->schema, x->table, y->schema, y->table);
    return order ? order : strcmp(x->partition.partition, y->partition.partition);
}

static void sort(struct list *list, int (*compare)(const void *, const void *))
{
    if (list->n > 1)
        qsort(list->items, list->n, sizeof *list->items, compare);
}

/* The server lists columns by position, each table's in one piece. */
static void number_columns(struct schema *schema)
{
    const struct schema_column *before = NULL;
    int16_t attnum = 0;
    for (size_t i = 0; i < schema->columns.n; i++) {
        struct schema_column *row = schema->columns.items[i];
        bool same =
            before && compare_names(before->schema, before->table, row->schema, row->table) == 0;
        attnum = same ? (int16_t)(attnum + 1) : 1;
        row->column.attnum = attnum;
        before = row;
    }
}

/* A table whose columns came, but which did not come itself, was made between the queries: it is
 * left for the next snapshot. */
static void join_columns(struct schema *schema)
{
    number_columns(schema);
    sort(&schema->columns, compare_columns);
    struct catalog_column *all =
        ARENA_ARRAY(schema->arena, struct catalog_column, schema->columns.n);
    for (size_t i = 0; i < schema->columns.n; i++) {
        const struct schema_column *row = schema->columns.items[i];
        struct catalog_table *table = find(schema, row->schema, row->table);
        all[i] = row->column;
        if (!table)
            continue;
        if (table->n_columns++ == 0)
            table->columns = &all[i];
    }
}

static void join_partitions(struct schema *schema)
{
    sort(&schema->partitions, compare_partitions);
    struct catalog_partition *all =
        ARENA_ARRAY(schema->arena, struct catalog_partition, schema->partitions.n);
    for (size_t i = 0; i < schema->partitions.n; i++) {
        const struct schema_partition *row = schema->partitions.items[i];
        struct catalog_table *table = find(schema, row->schema, row->table);
        all[i] = row->partition;
        if (!table)
            continue;
        if (table->n_partitions++ == 0)
            table->partitions = &all[i];
    }
}

static void join_mutations(struct schema *schema)
{
    for (size_t i = 0; i < schema->mutations.n; i++) {
        const struct schema_mutations *row = schema->mutations.items[i];
        struct catalog_table *table = find(schema, row->schema, row->table);
        if (!table)
            continue;
        table->n_mutations = row->n;
        table->n_mutations_pending = row->n_pending;
    }
}

static void count_rows(const struct schema *schema, const struct catalog_table *table,
                       struct catalog_projection *projection)
{
    for (LIST_EACH(const struct schema_projection, row, &schema->projections)) {
        if (compare_names(row->schema, row->table, table->schema, table->name) != 0 ||
            strcmp(row->projection.name, projection->name) != 0)
            continue;
        projection->rows = row->projection.rows;
        projection->bytes = row->projection.bytes;
        projection->base_rows = row->projection.base_rows;
    }
}

static void read_elements(struct schema *schema)
{
    for (LIST_EACH(struct schema_table, row, &schema->tables)) {
        struct catalog_table *table = &row->table;
        if (table->kind != CATALOG_TABLE)
            continue;
        table->checks = schema_read_checks(schema->arena, row->create_query, &table->n_checks);
        struct catalog_projection *projections =
            schema_read_projections(schema->arena, row->create_query, &table->n_projections);
        for (size_t i = 0; i < table->n_projections; i++)
            count_rows(schema, table, &projections[i]);
        table->projections = projections;
    }
}

/* ClickHouse writes no parentheses where the engine has no arguments. */
static void read_engines(struct schema *schema)
{
    for (LIST_EACH(struct schema_table, row, &schema->tables))
        row->table.sums_listed = strstr(row->create_query, "SummingMergeTree(") != NULL;
}

static bool take_word(struct type_scan *scan, const char *word)
{
    size_t start = scan->at;
    if (str_eq(type_scan_word(scan), str_of(word)))
        return true;
    scan->at = start;
    return false;
}

/* A name, quoted or not; the dot that separates two names is no part of it. */
static const char *take_name(struct type_scan *scan)
{
    if (type_scan_peek(scan, '`'))
        return type_scan_quoted(scan, '`');
    struct str word = type_scan_word(scan);
    const char *dot = word.size ? memchr(word.data, '.', word.size) : NULL;
    if (dot) {
        scan->at -= word.size - (size_t)(dot - word.data);
        word.size = (size_t)(dot - word.data);
    }
    return word.size ? arena_strndup(scan->arena, word.data, word.size) : NULL;
}

static bool take_qualified_name(struct type_scan *scan, const char **schema, const char **name)
{
    return (*schema = take_name(scan)) && type_scan_take(scan, '.') && (*name = take_name(scan));
}

bool schema_view_target(struct arena *arena, const char *create_query, const char **target_schema,
                        const char **target_name, bool *has_inner)
{
    struct type_scan scan = {.arena = arena, .text = str_of(create_query)};
    const char *schema, *name;
    *has_inner = false;
    if (!take_word(&scan, "CREATE") || !take_word(&scan, "MATERIALIZED") ||
        !take_word(&scan, "VIEW") || !take_qualified_name(&scan, &schema, &name))
        return false;
    if (take_word(&scan, "UUID") && !type_scan_quoted(&scan, '\''))
        return false;
    *has_inner = type_scan_peek(&scan, '(');
    return take_word(&scan, "TO") && take_qualified_name(&scan, target_schema, target_name);
}

/* .inner_id.<uuid> in a database of the engine Atomic, .inner.<name> in others. */
static const struct catalog_table *find_inner(struct schema *schema,
                                              const struct schema_table *view)
{
    const char *database = view->table.schema;
    const struct catalog_table *inner =
        find(schema, database, arena_printf(schema->arena, ".inner_id.%s", view->uuid));
    return inner
               ? inner
               : find(schema, database, arena_printf(schema->arena, ".inner.%s", view->table.name));
}

static void find_targets(struct schema *schema)
{
    for (size_t i = 0; i < schema->tables.n; i++) {
        struct schema_table *row = schema->tables.items[i];
        struct catalog_table *table = &row->table;
        bool has_inner;
        if (table->kind != CATALOG_MATERIALIZED_VIEW ||
            schema_view_target(schema->arena, row->create_query, &table->target_schema,
                               &table->target_name, &has_inner))
            continue;
        const struct catalog_table *inner = has_inner ? find_inner(schema, row) : NULL;
        table->target_schema = inner ? inner->schema : "";
        table->target_name = inner ? inner->name : "";
    }
}

/* A set of numbers: open addressing in an array of a power of two, 0 is an empty place. */
struct oid_set {
    uint32_t *slots;
    size_t mask;
};

static uint32_t *oid_slot(const struct oid_set *set, uint32_t oid)
{
    size_t at = oid & set->mask;
    while (set->slots[at] && set->slots[at] != oid)
        at = (at + 1) & set->mask;
    return &set->slots[at];
}

/* The first table in order keeps its number, one that collides with it takes the next free. */
static void number_tables(struct schema *schema)
{
    struct oid_set set = {.mask = 15};
    while (set.mask < schema->tables.n * 2)
        set.mask = set.mask * 2 + 1;
    set.slots = ARENA_ARRAY(schema->arena, uint32_t, set.mask + 1);
    for (size_t i = 0; i < schema->tables.n; i++) {
        struct catalog_table *table = &((struct schema_table *)schema->tables.items[i])->table;
        uint32_t oid = catalog_table_oid(table->schema, table->name);
        while (*oid_slot(&set, oid))
            oid = catalog_next_oid(oid);
        table->oid = *oid_slot(&set, oid) = oid;
    }
}

static void copy_tables(struct schema *schema, struct catalog *catalog)
{
    struct catalog_table *tables =
        ARENA_ARRAY(schema->arena, struct catalog_table, schema->tables.n);
    for (size_t i = 0; i < schema->tables.n; i++)
        tables[i] = ((struct schema_table *)schema->tables.items[i])->table;
    catalog->tables = tables;
    catalog->n_tables = schema->tables.n;
    catalog_take_enums(schema->arena, tables, &catalog->n_tables, catalog);
}

void schema_finish(struct schema *schema, struct catalog *catalog)
{
    sort(&schema->tables, compare_tables);
    join_columns(schema);
    join_partitions(schema);
    join_mutations(schema);
    read_elements(schema);
    read_engines(schema);
    find_targets(schema);
    number_tables(schema);
    copy_tables(schema, catalog);
    catalog->schemas = (const char *const *)schema->names.items;
    catalog->n_schemas = schema->names.n;
    catalog->server_version = schema->version ? schema->version : "";
    catalog->server_timezone = schema->timezone ? schema->timezone : "";
}
