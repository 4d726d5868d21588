/* Finds PostgreSQL's own relations and says which columns they have. Knows no rows. */
#include "rewrite/system/system_relation.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pgtype.h"
#include "rewrite/system/system_files.h"

bool system_schema_is(const char *schema)
{
    return strcmp(schema, "pg_catalog") == 0 || strcmp(schema, "information_schema") == 0 ||
           strcmp(schema, "pgpivot") == 0;
}

struct str system_file(const char *name)
{
    for (size_t i = 0; i < n_system_files; i++) {
        if (strcmp(system_files[i].name, name) == 0)
            return (struct str){system_files[i].text, system_files[i].size};
    }
    return (struct str){NULL, 0};
}

struct str system_relation_file(const struct catalog_table *table, const char *suffix)
{
    char name[160];
    const char *folder = strcmp(table->schema, "pg_catalog") == 0 ? "" : "information_schema.";
    snprintf(name, sizeof name, "%s%s.%s", folder, table->name, suffix);
    return system_file(name);
}

/* --- columns --- */

#define COLUMN_TYPES(kind, text)                                                                   \
    static const struct chtype type_##kind = {kind, text};                                         \
    static const struct chtype *const in_##kind[] = {&type_##kind};                                \
    static const struct chtype nullable_##kind = {                                                 \
        CH_NULLABLE, "Nullable(" text ")", .args = (const struct chtype **)in_##kind, .n_args = 1}
#define ARRAY_TYPE(kind, text)                                                                     \
    static const struct chtype array_##kind = {                                                    \
        CH_ARRAY, "Array(" text ")", .args = (const struct chtype **)in_##kind, .n_args = 1}

COLUMN_TYPES(CH_BOOL, "Bool");
COLUMN_TYPES(CH_INT16, "Int16");
COLUMN_TYPES(CH_INT32, "Int32");
COLUMN_TYPES(CH_INT64, "Int64");
COLUMN_TYPES(CH_UINT32, "UInt32");
COLUMN_TYPES(CH_FLOAT32, "Float32");
COLUMN_TYPES(CH_FLOAT64, "Float64");
COLUMN_TYPES(CH_STRING, "String");
COLUMN_TYPES(CH_INT128, "Int128");
COLUMN_TYPES(CH_DATETIME64, "DateTime64(6, \'UTC\')");
ARRAY_TYPE(CH_BOOL, "Bool");
ARRAY_TYPE(CH_INT16, "Int16");
ARRAY_TYPE(CH_UINT32, "UInt32");
ARRAY_TYPE(CH_FLOAT32, "Float32");
ARRAY_TYPE(CH_FLOAT64, "Float64");
ARRAY_TYPE(CH_STRING, "String");

struct column_type {
    const char *name; /* pg_type.typname */
    uint32_t oid;
    const struct chtype *plain, *nullable;
};

/* How a column of each type is held in ClickHouse. A type that is not here is text to clients. */
static const struct column_type column_types[] = {
    {"bool", PG_BOOL, &type_CH_BOOL, &nullable_CH_BOOL},
    {"int2", PG_INT2, &type_CH_INT16, &nullable_CH_INT16},
    {"int4", PG_INT4, &type_CH_INT32, &nullable_CH_INT32},
    {"int8", PG_INT8, &type_CH_INT64, &nullable_CH_INT64},
    {"oid", PG_OID, &type_CH_UINT32, &nullable_CH_UINT32},
    {"xid", PG_XID, &type_CH_UINT32, &nullable_CH_UINT32},
    {"regproc", PG_REGPROC, &type_CH_UINT32, &nullable_CH_UINT32},
    {"regtype", PG_REGTYPE, &type_CH_UINT32, &nullable_CH_UINT32},
    {"timestamptz", PG_TIMESTAMPTZ, &type_CH_DATETIME64, &nullable_CH_DATETIME64},
    {"numeric", PG_NUMERIC, &type_CH_INT64, &nullable_CH_INT64},
    {"bytea", PG_BYTEA, &type_CH_STRING, &nullable_CH_STRING},
    {"inet", PG_INET, &type_CH_STRING, &nullable_CH_STRING},
    {"interval", PG_INTERVAL, &type_CH_INT128, &nullable_CH_INT128},
    {"pg_lsn", PG_LSN, &type_CH_STRING, &nullable_CH_STRING},
    {"pg_node_tree", PG_NODE_TREE, &type_CH_STRING, &nullable_CH_STRING},
    {"float4", PG_FLOAT4, &type_CH_FLOAT32, &nullable_CH_FLOAT32},
    {"float8", PG_FLOAT8, &type_CH_FLOAT64, &nullable_CH_FLOAT64},
    {"name", PG_NAME, &type_CH_STRING, &nullable_CH_STRING},
    {"char", PG_CHAR, &type_CH_STRING, &nullable_CH_STRING},
    {"varchar", PG_VARCHAR, &type_CH_STRING, &nullable_CH_STRING},
    {"text", PG_TEXT, &type_CH_STRING, &nullable_CH_STRING},
    {"_text", 1009, &array_CH_STRING, &array_CH_STRING},
    {"_name", 1003, &array_CH_STRING, &array_CH_STRING},
    {"_aclitem", 1034, &array_CH_STRING, &array_CH_STRING},
    {"_char", 1002, &array_CH_STRING, &array_CH_STRING},
    {"_regtype", 2211, &array_CH_UINT32, &array_CH_UINT32},
    {"_bool", 1000, &array_CH_BOOL, &array_CH_BOOL},
    {"_oid", 1028, &array_CH_UINT32, &array_CH_UINT32},
    {"oidvector", PG_OIDVECTOR, &array_CH_UINT32, &array_CH_UINT32},
    {"_int2", 1005, &array_CH_INT16, &array_CH_INT16},
    {"int2vector", PG_INT2VECTOR, &array_CH_INT16, &array_CH_INT16},
    {"_float4", 1021, &array_CH_FLOAT32, &array_CH_FLOAT32},
    {"_float8", 1022, &array_CH_FLOAT64, &array_CH_FLOAT64},
    {NULL, PG_TEXT, &type_CH_STRING, &nullable_CH_STRING},
};

static const struct column_type *column_type_find(struct str name)
{
    const struct column_type *type = column_types;
    while (type->name && !str_eq(str_of(type->name), name))
        type++;
    return type;
}

/* The text of a line up to a blank or its end, and what follows it. */
static struct str take_word(struct str *rest)
{
    const char *blank = memchr(rest->data, ' ', rest->size);
    size_t size = blank ? (size_t)(blank - rest->data) : rest->size;
    struct str word = {rest->data, size};
    *rest = str_skip(*rest, size + (blank != NULL));
    return word;
}

/* "relname:name", "relacl:_aclitem?" */
static void read_column(struct arena *arena, struct str word, struct catalog_column *column)
{
    const char *colon = memchr(word.data, ':', word.size);
    struct str type = str_skip(word, (size_t)(colon - word.data) + 1);
    bool nullable = type.data[type.size - 1] == '?';
    type.size -= nullable;
    const struct column_type *found = column_type_find(type);
    column->name = arena_strndup(arena, word.data, (size_t)(colon - word.data));
    column->type = nullable ? found->nullable : found->plain;
    column->pg_type = found->oid;
    column->typmod = -1;
    column->nullable = nullable;
    column->default_kind = column->default_expression = column->comment = "";
}

static size_t count_words(struct str line)
{
    size_t n = 0;
    for (; line.size > 0; n++)
        take_word(&line);
    return n;
}

/* One line of relations.txt: "schema.name oid relkind column:type …". */
struct line {
    const char *schema;
    struct str name, rest;
};

/* Without columns, but for how many there are: they follow in `columns`. */
static struct catalog_table *make_name(struct arena *arena, const struct line *line,
                                       struct str *columns)
{
    struct catalog_table *table = ARENA_NEW(arena, struct catalog_table);
    *columns = line->rest;
    table->schema = line->schema;
    table->name = arena_strndup(arena, line->name.data, line->name.size);
    table->oid = (uint32_t)strtoul(take_word(columns).data, NULL, 10);
    table->kind = CATALOG_SYSTEM;
    table->partition_key = table->sorting_key = table->primary_key = "";
    table->as_select = table->target_schema = table->target_name = table->comment = "";
    /* Here, and for nobody else, the engine's name says whether PostgreSQL has a view. */
    table->engine = str_eq(take_word(columns), STR("v")) ? "View" : "";
    table->n_columns = count_words(*columns);
    return table;
}

static const struct catalog_table *make_table(struct arena *arena, const struct line *line)
{
    struct str rest;
    struct catalog_table *table = make_name(arena, line, &rest);
    struct catalog_column *columns = ARENA_ARRAY(arena, struct catalog_column, table->n_columns);
    for (size_t i = 0; i < table->n_columns; i++) {
        read_column(arena, take_word(&rest), &columns[i]);
        columns[i].attnum = (int16_t)(i + 1);
    }
    table->columns = columns;
    return table;
}

/* --- relations --- */

static bool next_line(struct str *text, struct line *line)
{
    if (!text->size)
        return false;
    const char *end = memchr(text->data, '\n', text->size);
    struct str whole = {text->data, end ? (size_t)(end - text->data) : text->size};
    *text = str_skip(*text, whole.size + (end != NULL));
    struct str name = take_word(&whole);
    line->schema = str_starts(name, STR("pg_catalog.")) ? "pg_catalog"
                   : str_starts(name, STR("pgpivot."))  ? "pgpivot"
                                                        : "information_schema";
    line->name = str_skip(name, strlen(line->schema) + 1);
    line->rest = whole;
    return true;
}

static const struct catalog_table *find(struct arena *arena, struct str text, const char *schema,
                                        const char *name)
{
    struct line line;
    while (next_line(&text, &line)) {
        if (strcmp(line.schema, schema ? schema : "pg_catalog") == 0 &&
            str_eq(line.name, str_of(name)))
            return make_table(arena, &line);
    }
    return NULL;
}

const struct catalog_table *system_relation_find(struct arena *arena, const char *schema,
                                                 const char *name)
{
    bool is_own = schema && strcmp(schema, "pgpivot") == 0;
    return find(arena, system_file(is_own ? "pgpivot.txt" : "relations.txt"), schema, name);
}

/* Functions without arguments that give what a view shows. */
static const char *const views[][2] = {
    {"pg_cursor", "pg_cursors"},
    {"pg_lock_status", "pg_locks"},
    {"pg_prepared_statement", "pg_prepared_statements"},
    {"pg_show_all_settings", "pg_settings"},
    {"pg_timezone_abbrevs", "pg_timezone_abbrevs"},
    {"pg_timezone_names", "pg_timezone_names"},
};

const struct catalog_table *system_function_find(struct arena *arena, const char *name)
{
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        if (strcmp(views[i][0], name) == 0)
            return system_relation_find(arena, NULL, views[i][1]);
    }
    return find(arena, system_file("functions.txt"), NULL, name);
}

void system_relation_walk_some(struct arena *arena, bool (*takes)(void *owner, uint32_t oid),
                               system_relation_visit *visit, void *owner)
{
    struct str text = system_file("relations.txt");
    struct line line;
    while (next_line(&text, &line)) {
        if (takes(owner, (uint32_t)strtoul(line.rest.data, NULL, 10)))
            visit(owner, make_table(arena, &line));
    }
}

void system_relation_walk_names(struct arena *arena, bool (*takes)(void *owner, uint32_t oid),
                                system_relation_visit *visit, void *owner)
{
    struct str text = system_file("relations.txt"), columns;
    struct line line;
    while (next_line(&text, &line)) {
        if (takes(owner, (uint32_t)strtoul(line.rest.data, NULL, 10)))
            visit(owner, make_name(arena, &line, &columns));
    }
}
