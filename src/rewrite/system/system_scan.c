/* The rows of a relation as texts. Knows no relation by name. */
#include "rewrite/system/system_scan.h"

#include <string.h>

#include "rewrite/system/system_relation.h"
#include "rewrite/system/system_source.h"

struct scanning {
    struct system_walk walk; /* first: the walk's owner is found from it */
    const struct system_scan *scan;
    const struct system_field **fields; /* of each column, or NULL */
    const char **values;
    size_t index;
    bool is_of_sessions; /* whose texts are theirs, and gone after the row */
};

/* Whether the next row is visited; counts it. */
static bool take_row(struct scanning *scanning)
{
    size_t index = scanning->index++;
    const struct system_choice *choice = scanning->scan->choice;
    return !choice || !choice->kept || choice->kept[index];
}

static void visit(const struct scanning *scanning)
{
    scanning->scan->row(scanning->scan->owner, scanning->index - 1, scanning->values);
}

/* --- rows made from the context --- */

static const char *default_text(const struct chtype *type)
{
    switch (type->kind) {
    case CH_NULLABLE:
        return NULL;
    case CH_STRING:
        return "";
    case CH_ARRAY:
        return "[]";
    case CH_BOOL:
        return "false";
    default:
        return "0";
    }
}

static void put_row(struct system_walk *walk, const void *object)
{
    struct scanning *scanning = (struct scanning *)walk;
    const struct catalog_table *table = scanning->scan->table;
    if (!take_row(scanning))
        return;
    for (size_t i = 0; i < table->n_columns; i++) {
        const struct system_field *field = scanning->fields[i];
        if (!scanning->scan->wanted[i])
            continue;
        const char *text = field ? field->text(walk, object) : default_text(table->columns[i].type);
        scanning->values[i] =
            text && scanning->is_of_sessions ? arena_strdup(walk->arena, text) : text;
    }
    visit(scanning);
}

static const struct system_field *find_field(const struct system_source *source, const char *name)
{
    for (size_t i = 0; i < source->n_fields; i++) {
        if (strcmp(source->fields[i].column, name) == 0)
            return &source->fields[i];
    }
    return NULL;
}

static void scan_source(struct scanning *scanning, const struct system_source *source)
{
    const struct catalog_table *table = scanning->scan->table;
    scanning->fields =
        ARENA_ARRAY(scanning->walk.arena, const struct system_field *, table->n_columns);
    for (size_t i = 0; i < table->n_columns; i++)
        scanning->fields[i] = find_field(source, table->columns[i].name);
    scanning->is_of_sessions = source->is_of_sessions;
    source->walk(&scanning->walk);
}

/* --- rows of a file --- */

static struct str take_field(struct str *rest, char *end)
{
    size_t size = 0;
    while (size < rest->size && rest->data[size] != '\t' && rest->data[size] != '\n')
        size++;
    struct str field = {rest->data, size};
    *end = size < rest->size ? rest->data[size] : '\n';
    *rest = str_skip(*rest, size + (size < rest->size));
    return field;
}

static char unescaped(char letter)
{
    return letter == 't' ? '\t' : letter == 'n' ? '\n' : letter;
}

static const char *field_text(struct arena *arena, struct str field)
{
    if (str_eq(field, STR("\\N")))
        return NULL;
    char *text = arena_strndup(arena, field.data, field.size), *out = text;
    for (const char *at = text; *at; at++)
        *out++ = *at == '\\' && at[1] ? unescaped(*++at) : *at;
    *out = '\0';
    return text;
}

/* The file has all the columns, in the relation's order, and their names in its first line. */
static void scan_file(struct scanning *scanning, struct str file)
{
    const struct system_scan *scan = scanning->scan;
    bool is_header = true;
    while (file.size) {
        bool taken = !is_header && take_row(scanning);
        char end = '\t';
        for (size_t i = 0; end == '\t'; i++) {
            struct str field = take_field(&file, &end);
            if (taken && i < scan->table->n_columns && scan->wanted[i])
                scanning->values[i] = field_text(scan->arena, field);
        }
        if (taken)
            visit(scanning);
        is_header = false;
    }
}

static const struct system_source *source_of(const struct catalog_table *table)
{
    bool may_have = strcmp(table->schema, "information_schema") != 0;
    return may_have ? system_source_find(table->name) : NULL;
}

bool system_scan_has_nothing(const struct catalog_table *table)
{
    return !source_of(table) && !system_relation_file(table, "tsv").data;
}

bool system_scan_is_of_sessions(const struct catalog_table *table)
{
    const struct system_source *source = source_of(table);
    return source && source->is_of_sessions;
}

size_t system_scan_relation_column(const struct catalog_table *table)
{
    const struct system_source *source = source_of(table);
    size_t i = 0;
    while (i < table->n_columns && !(source && source->relation_column &&
                                     strcmp(table->columns[i].name, source->relation_column) == 0))
        i++;
    return i;
}

size_t system_scan_run(const struct system_scan *scan)
{
    struct scanning scanning = {.walk = {scan->arena, scan->context, put_row}, .scan = scan};
    if (scan->choice && scan->choice->is_of_none)
        return 0;
    if (scan->choice && scan->choice->relations) {
        scanning.walk.relations = scan->choice->relations;
        scanning.walk.n_relations = scan->choice->n_relations;
    }
    scanning.values = ARENA_ARRAY(scan->arena, const char *, scan->table->n_columns);
    struct str file = system_relation_file(scan->table, "tsv");
    const struct system_source *source = source_of(scan->table);
    if (file.data)
        scan_file(&scanning, file);
    if (source)
        scan_source(&scanning, source);
    return scanning.index;
}
