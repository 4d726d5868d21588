/* What is asked of ClickHouse's system tables, and how each answer is read. */
#include "backend/schema.h"

#include <string.h>

#include "backend/type_name.h"

static const char *copy(struct schema *schema, struct str text)
{
    return arena_strndup(schema->arena, text.data, text.size);
}

static void add_server(struct schema *schema, const struct schema_cell *cells)
{
    schema->version = copy(schema, cells[0].text);
    schema->timezone = copy(schema, cells[1].text);
}

static void add_database(struct schema *schema, const struct schema_cell *cells)
{
    list_add(schema->arena, &schema->names, (void *)(uintptr_t)copy(schema, cells[0].text));
}

static enum catalog_table_kind kind_of(const char *engine)
{
    static const struct {
        const char *engine;
        enum catalog_table_kind kind;
    } rows[] = {{"View", CATALOG_VIEW}, {"MaterializedView", CATALOG_MATERIALIZED_VIEW}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(engine, rows[i].engine) == 0)
            return rows[i].kind;
    return CATALOG_TABLE;
}

static void add_table(struct schema *schema, const struct schema_cell *cells)
{
    struct schema_table *row = ARENA_NEW(schema->arena, struct schema_table);
    struct catalog_table *table = &row->table;
    const char **const texts[] = {&table->schema,        &table->name,        &table->engine,
                                  &table->partition_key, &table->sorting_key, &table->primary_key,
                                  &table->as_select,     &row->create_query,  &row->uuid,
                                  &table->comment};
    size_t n = sizeof texts / sizeof *texts;
    for (size_t i = 0; i < n; i++)
        *texts[i] = copy(schema, cells[i].text);
    table->total_rows = cells[n].number;
    table->total_bytes = cells[n + 1].number;
    table->kind = kind_of(table->engine);
    table->target_schema = table->target_name = "";
    list_add(schema->arena, &schema->tables, row);
}

static void add_column(struct schema *schema, const struct schema_cell *cells)
{
    struct schema_column *row = ARENA_NEW(schema->arena, struct schema_column);
    row->schema = copy(schema, cells[0].text);
    row->table = copy(schema, cells[1].text);
    struct catalog_column *column = &row->column;
    column->name = copy(schema, cells[2].text);
    column->type = type_name_parse(schema->arena, cells[3].text);
    column->default_kind = copy(schema, cells[4].text);
    column->default_expression = copy(schema, cells[5].text);
    column->comment = copy(schema, cells[6].text);
    catalog_column_set_type(column);
    list_add(schema->arena, &schema->columns, row);
}

static void add_partition(struct schema *schema, const struct schema_cell *cells)
{
    struct schema_partition *row = ARENA_NEW(schema->arena, struct schema_partition);
    row->schema = copy(schema, cells[0].text);
    row->table = copy(schema, cells[1].text);
    row->partition.partition = copy(schema, cells[2].text);
    row->partition.rows = cells[3].number;
    list_add(schema->arena, &schema->partitions, row);
}

static void add_mutations(struct schema *schema, const struct schema_cell *cells)
{
    struct schema_mutations *row = ARENA_NEW(schema->arena, struct schema_mutations);
    row->schema = copy(schema, cells[0].text);
    row->table = copy(schema, cells[1].text);
    row->n = cells[2].number;
    row->n_pending = cells[3].number;
    list_add(schema->arena, &schema->mutations, row);
}

static void add_projection(struct schema *schema, const struct schema_cell *cells)
{
    struct schema_projection *row = ARENA_NEW(schema->arena, struct schema_projection);
    row->schema = copy(schema, cells[0].text);
    row->table = copy(schema, cells[1].text);
    row->projection.name = copy(schema, cells[2].text);
    row->projection.rows = cells[3].number;
    row->projection.bytes = cells[4].number;
    row->projection.base_rows = cells[5].number;
    list_add(schema->arena, &schema->projections, row);
}

/* ClickHouse types that vary between versions are brought to String and UInt64. */
const struct schema_query schema_queries[] = {
    {"server", "SELECT toString(version()), toString(timezone())", NULL, "", "ss", add_server},
    {"databases", "SELECT toString(name) FROM system.databases", "name", " ORDER BY name", "s",
     add_database},
    {"tables",
     "SELECT toString(database), toString(name), toString(engine), toString(partition_key), "
     "toString(sorting_key), toString(primary_key), toString(as_select), "
     "toString(create_table_query), toString(uuid), toString(comment), "
     "toUInt64(ifNull(total_rows, 0)), toUInt64(ifNull(total_bytes, 0)) FROM system.tables",
     "database", " AND NOT is_temporary ORDER BY database, name", "ssssssssssuu", add_table},
    {"columns",
     "SELECT toString(database), toString(table), toString(name), toString(type), "
     "toString(default_kind), toString(default_expression), toString(comment) "
     "FROM system.columns",
     "database", " ORDER BY database, table, position", "sssssss", add_column},
    {"parts",
     "SELECT toString(database), toString(table), toString(partition), toUInt64(sum(rows)) "
     "FROM system.parts",
     "database", " AND active GROUP BY database, table, partition", "sssu", add_partition},
    {"mutations",
     "SELECT toString(database), toString(table), toUInt64(count()), "
     "toUInt64(countIf(NOT is_done)) FROM system.mutations",
     "database", " GROUP BY database, table", "ssuu", add_mutations},
    {"projections",
     "SELECT toString(database), toString(table), toString(name), toUInt64(sum(rows)), "
     "toUInt64(sum(bytes_on_disk)), toUInt64(sum(parent_rows)) FROM system.projection_parts",
     "database", " AND active GROUP BY database, table, name", "sssuuu", add_projection},
};
const size_t schema_n_queries = sizeof schema_queries / sizeof *schema_queries;

static bool is_as_asked(const struct schema_query *query, const struct block *block)
{
    if (block->n_columns != strlen(query->cells))
        return false;
    for (size_t i = 0; i < block->n_columns; i++) {
        const struct column *column = &block->columns[i];
        enum chtype_kind kind = query->cells[i] == 's' ? CH_STRING : CH_UINT64;
        if (column->type->kind != kind || column->nulls || column->dictionary)
            return false;
    }
    return true;
}

static struct schema_cell read_cell(const struct column *column, size_t row)
{
    struct schema_cell cell = {0};
    if (column->strings)
        cell.text = column->strings[row];
    else
        memcpy(&cell.number, (const char *)column->values + row * sizeof cell.number,
               sizeof cell.number);
    return cell;
}

/* FNV-1a (draft-eastlake-fnv). */
static uint64_t hash_bytes(uint64_t hash, const void *data, size_t size)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static uint64_t hash_cell(uint64_t hash, const struct schema_cell *cell)
{
    hash = hash_bytes(hash, &cell->text.size, sizeof cell->text.size);
    hash = hash_bytes(hash, cell->text.data, cell->text.size);
    return hash_bytes(hash, &cell->number, sizeof cell->number);
}

bool schema_add_block(struct schema *schema, const struct schema_query *query,
                      const struct block *block, struct err *err)
{
    struct schema_cell cells[16];
    if (!is_as_asked(query, block))
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0,
                       "ClickHouse's system tables gave an answer of another shape (%s)",
                       query->name);
    for (size_t row = block->first_row; row < block->n_rows; row++) {
        uint64_t hash = hash_bytes(UINT64_C(0xcbf29ce484222325), query->name, strlen(query->name));
        for (size_t i = 0; i < block->n_columns; i++) {
            cells[i] = read_cell(&block->columns[i], row);
            hash = hash_cell(hash, &cells[i]);
        }
        schema->hash += hash;
        query->add(schema, cells);
    }
    return true;
}
