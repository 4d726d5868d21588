/* Catalogs described in text. Knows nothing of servers; types are read by backend's own parser. */
#include "catalog_file.h"

#include <stdlib.h>
#include <string.h>

#include "backend/type_name.h"
#include "base/catalog_enum.h"
#include "base/list.h"
#include "rewrite/rewrite.h"

/* A table while its lines are read: its columns and partitions are still lists. */
struct table_draft {
    struct catalog_table table;
    struct list columns, partitions;
    struct list checks;      /* struct catalog_check */
    struct list projections; /* struct catalog_projection */
};

struct reader {
    struct arena *arena;
    struct catalog *catalog;
    struct list schemas, tables;
    struct table_draft *table;
    struct catalog_column *column;
    int line;
    struct err *err;
};

static bool fail(struct reader *reader, const char *what)
{
    return err_set(reader->err, SQLSTATE_SYNTAX_ERROR, 0, "line %d: %s", reader->line, what);
}

/* --- cutting a line --- */

static struct str trim(struct str text)
{
    while (text.size && strchr(" \t\r", text.data[0]))
        text = str_skip(text, 1);
    while (text.size && strchr(" \t\r", text.data[text.size - 1]))
        text.size--;
    return text;
}

/* The next word, up to a space or one of `ends`; quoted words may hold anything but a quote. */
static struct str next_word(struct str *rest, const char *ends)
{
    *rest = trim(*rest);
    struct str word = *rest;
    size_t size = 0;
    if (rest->size && rest->data[0] == '"') {
        const char *close = memchr(rest->data + 1, '"', rest->size - 1);
        word = str_skip(*rest, 1);
        word.size = close ? (size_t)(close - word.data) : word.size;
        *rest = str_skip(*rest, close ? word.size + 2 : rest->size);
        return word;
    }
    while (size < rest->size && !strchr(ends, rest->data[size]))
        size++;
    word.size = size;
    *rest = str_skip(*rest, size);
    return word;
}

static const char *keep(struct reader *reader, struct str text)
{
    return arena_strndup(reader->arena, text.data, text.size);
}

static const char *next_text(struct reader *reader, struct str *rest)
{
    return keep(reader, next_word(rest, " \t"));
}

static uint64_t next_number(struct reader *reader, struct str *rest)
{
    return strtoull(next_text(reader, rest), NULL, 10);
}

static bool next_qualified(struct reader *reader, struct str *rest, const char **schema,
                           const char **name)
{
    *schema = keep(reader, next_word(rest, ". \t"));
    if (!rest->size || rest->data[0] != '.')
        return fail(reader, "SCHEMA.NAME is missing");
    *rest = str_skip(*rest, 1);
    *name = keep(reader, next_word(rest, " \t"));
    return **name || fail(reader, "the name after the dot is missing");
}

/* --- schemas and tables --- */

static void add_schema(struct reader *reader, const char *name)
{
    for (LIST_EACH(const char, known, &reader->schemas)) {
        if (strcmp(known, name) == 0)
            return;
    }
    list_add(reader->arena, &reader->schemas, (void *)(uintptr_t)name);
}

/* FNV-1a, kept positive and above the OIDs that PostgreSQL itself uses. */
static uint32_t table_oid(const char *schema, const char *name)
{
    uint32_t hash = 2166136261u;
    for (const char *c = schema; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    hash = (hash ^ '.') * 16777619u;
    for (const char *c = name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    return (hash & 0x3fffffffu) + 16384;
}

static bool add_table(struct reader *reader, struct str *rest, enum catalog_table_kind kind)
{
    struct table_draft *draft = ARENA_NEW(reader->arena, struct table_draft);
    struct catalog_table *table = &draft->table;
    if (!next_qualified(reader, rest, &table->schema, &table->name))
        return false;
    table->kind = kind;
    table->oid = table_oid(table->schema, table->name);
    table->engine = table->partition_key = table->sorting_key = table->primary_key = "";
    table->as_select = table->target_schema = table->target_name = table->comment = "";
    add_schema(reader, table->schema);
    list_add(reader->arena, &reader->tables, draft);
    reader->table = draft;
    reader->column = NULL;
    return true;
}

static bool read_server(struct reader *reader, struct str rest)
{
    reader->catalog->server_version = next_text(reader, &rest);
    reader->catalog->server_timezone = next_text(reader, &rest);
    return true;
}

static bool read_schema(struct reader *reader, struct str rest)
{
    add_schema(reader, next_text(reader, &rest));
    return true;
}

static bool read_table(struct reader *reader, struct str rest)
{
    if (!add_table(reader, &rest, CATALOG_TABLE))
        return false;
    struct catalog_table *table = &reader->table->table;
    table->engine = next_text(reader, &rest);
    table->sums_listed = trim(rest).size > 0;
    return true;
}

static bool read_view(struct reader *reader, struct str rest)
{
    if (!add_table(reader, &rest, CATALOG_VIEW))
        return false;
    reader->table->table.engine = "View";
    return true;
}

static bool read_materialized_view(struct reader *reader, struct str rest)
{
    if (!add_table(reader, &rest, CATALOG_MATERIALIZED_VIEW))
        return false;
    struct catalog_table *table = &reader->table->table;
    table->engine = "MaterializedView";
    rest = trim(rest);
    return !rest.size || next_qualified(reader, &rest, &table->target_schema, &table->target_name);
}

/* --- facts of a table --- */

static bool read_column(struct reader *reader, struct str rest)
{
    struct catalog_column *column = ARENA_NEW(reader->arena, struct catalog_column);
    column->name = next_text(reader, &rest);
    rest = trim(rest);
    if (!*column->name || !rest.size)
        return fail(reader, "column needs a name and a type");
    column->type = type_name_parse(reader->arena, rest);
    column->default_kind = column->default_expression = column->comment = "";
    catalog_column_set_type(column);
    column->attnum = (int16_t)(reader->table->columns.n + 1);
    list_add(reader->arena, &reader->table->columns, column);
    reader->column = column;
    return reader->table->columns.n < 32768 || fail(reader, "too many columns");
}

static bool read_default(struct reader *reader, struct str rest)
{
    if (!reader->column)
        return fail(reader, "default follows a column");
    reader->column->default_kind = next_text(reader, &rest);
    reader->column->default_expression = keep(reader, trim(rest));
    return true;
}

static bool read_comment(struct reader *reader, struct str rest)
{
    const char **comment =
        reader->column ? &reader->column->comment : &reader->table->table.comment;
    *comment = keep(reader, rest);
    if (reader->column)
        catalog_column_set_type(reader->column);
    return true;
}

static bool read_partition_key(struct reader *reader, struct str rest)
{
    reader->table->table.partition_key = keep(reader, rest);
    return true;
}

static bool read_sorting_key(struct reader *reader, struct str rest)
{
    struct catalog_table *table = &reader->table->table;
    table->sorting_key = keep(reader, rest);
    if (!*table->primary_key)
        table->primary_key = table->sorting_key;
    return true;
}

static bool read_primary_key(struct reader *reader, struct str rest)
{
    reader->table->table.primary_key = keep(reader, rest);
    return true;
}

static bool read_as(struct reader *reader, struct str rest)
{
    reader->table->table.as_select = keep(reader, rest);
    return true;
}

static bool read_rows(struct reader *reader, struct str rest)
{
    reader->table->table.total_rows = next_number(reader, &rest);
    return true;
}

static bool read_bytes(struct reader *reader, struct str rest)
{
    reader->table->table.total_bytes = next_number(reader, &rest);
    return true;
}

static bool read_partition(struct reader *reader, struct str rest)
{
    struct catalog_partition *partition = ARENA_NEW(reader->arena, struct catalog_partition);
    partition->partition = next_text(reader, &rest);
    partition->rows = next_number(reader, &rest);
    reader->table->table.total_rows += partition->rows;
    list_add(reader->arena, &reader->table->partitions, partition);
    return true;
}

static bool read_check(struct reader *reader, struct str rest)
{
    struct catalog_check *check = ARENA_NEW(reader->arena, struct catalog_check);
    check->name = next_text(reader, &rest);
    check->expression = keep(reader, trim(rest));
    list_add(reader->arena, &reader->table->checks, check);
    return true;
}

/* NAME ROWS SELECT … */
static bool read_projection(struct reader *reader, struct str rest)
{
    struct catalog_projection *projection = ARENA_NEW(reader->arena, struct catalog_projection);
    projection->name = next_text(reader, &rest);
    projection->rows = next_number(reader, &rest);
    projection->base_rows = reader->table->table.total_rows;
    projection->query = keep(reader, trim(rest));
    list_add(reader->arena, &reader->table->projections, projection);
    return true;
}

static bool read_mutations(struct reader *reader, struct str rest)
{
    reader->table->table.n_mutations = next_number(reader, &rest);
    reader->table->table.n_mutations_pending = next_number(reader, &rest);
    return true;
}

static const struct directive {
    const char *word;
    bool needs_table;
    bool (*read)(struct reader *reader, struct str rest);
} directives[] = {
    {"server", false, read_server},
    {"schema", false, read_schema},
    {"table", false, read_table},
    {"view", false, read_view},
    {"materialized_view", false, read_materialized_view},
    {"column", true, read_column},
    {"default", true, read_default},
    {"comment", true, read_comment},
    {"partition_key", true, read_partition_key},
    {"sorting_key", true, read_sorting_key},
    {"primary_key", true, read_primary_key},
    {"as", true, read_as},
    {"rows", true, read_rows},
    {"bytes", true, read_bytes},
    {"partition", true, read_partition},
    {"mutations", true, read_mutations},
    {"check", true, read_check},
    {"projection", true, read_projection},
};

static bool read_line(struct reader *reader, struct str line)
{
    line = trim(line);
    if (!line.size || line.data[0] == '#')
        return true;
    struct str word = next_word(&line, " \t");
    for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
        if (!str_eq(word, str_of(directives[i].word)))
            continue;
        if (directives[i].needs_table && !reader->table)
            return fail(reader, "there is no table yet");
        return directives[i].read(reader, trim(line));
    }
    return fail(reader, "unknown word at the start");
}

/* --- putting it together --- */

static int compare_tables(const void *a, const void *b)
{
    const struct catalog_table *x = a, *y = b;
    int order = strcmp(x->schema, y->schema);
    return order ? order : strcmp(x->name, y->name);
}

static void fill_table(struct reader *reader, struct catalog_table *table,
                       const struct table_draft *draft)
{
    *table = draft->table;
    struct catalog_column *columns =
        ARENA_ARRAY(reader->arena, struct catalog_column, draft->columns.n);
    for (size_t i = 0; i < draft->columns.n; i++)
        columns[i] = *(struct catalog_column *)draft->columns.items[i];
    struct catalog_partition *partitions =
        ARENA_ARRAY(reader->arena, struct catalog_partition, draft->partitions.n);
    for (size_t i = 0; i < draft->partitions.n; i++)
        partitions[i] = *(struct catalog_partition *)draft->partitions.items[i];
    struct catalog_check *checks =
        ARENA_ARRAY(reader->arena, struct catalog_check, draft->checks.n);
    for (size_t i = 0; i < draft->checks.n; i++)
        checks[i] = *(struct catalog_check *)draft->checks.items[i];
    struct catalog_projection *projections =
        ARENA_ARRAY(reader->arena, struct catalog_projection, draft->projections.n);
    for (size_t i = 0; i < draft->projections.n; i++)
        projections[i] = *(struct catalog_projection *)draft->projections.items[i];
    table->projections = projections;
    table->n_projections = draft->projections.n;
    table->checks = checks;
    table->n_checks = draft->checks.n;
    table->columns = columns;
    table->n_columns = draft->columns.n;
    table->partitions = partitions;
    table->n_partitions = draft->partitions.n;
}

static const struct catalog *finish(struct reader *reader)
{
    struct catalog_table *tables =
        ARENA_ARRAY(reader->arena, struct catalog_table, reader->tables.n);
    for (size_t i = 0; i < reader->tables.n; i++)
        fill_table(reader, &tables[i], reader->tables.items[i]);
    qsort(tables, reader->tables.n, sizeof *tables, compare_tables);
    reader->catalog->tables = tables;
    reader->catalog->n_tables = reader->tables.n;
    catalog_take_enums(reader->arena, tables, &reader->catalog->n_tables, reader->catalog);
    reader->catalog->schemas = (const char *const *)reader->schemas.items;
    reader->catalog->n_schemas = reader->schemas.n;
    rewrite_read_views(reader->arena, reader->catalog);
    return reader->catalog;
}

const struct catalog *catalog_file_read(struct arena *arena, struct str text, struct err *err)
{
    struct reader reader = {
        .arena = arena, .catalog = ARENA_NEW(arena, struct catalog), .err = err};
    reader.catalog->version = 1;
    reader.catalog->server_version = "26.7";
    reader.catalog->server_timezone = "UTC";
    while (text.size) {
        const char *end = memchr(text.data, '\n', text.size);
        struct str line = {text.data, end ? (size_t)(end - text.data) : text.size};
        reader.line++;
        if (!read_line(&reader, line))
            return NULL;
        text = str_skip(text, line.size + (end ? 1 : 0));
    }
    return finish(&reader);
}
