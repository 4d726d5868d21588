/* PostgreSQL's own relations as ClickHouse text. Knows no relation by name. */
#include "rewrite/system_rows.h"

#include <string.h>

#include "base/inet.h"
#include "rewrite/literal.h"
#include "rewrite/system_relation.h"
#include "rewrite/system_source.h"

#define MAX_TEXT ((size_t)64 << 20)

/* Rows under way, in ClickHouse's format TSV. */
struct rows {
    struct system_walk walk; /* first: the walk's owner is found from it */
    const struct catalog_table *table;
    const bool *used;
    const struct system_source *source;
    const struct system_field **fields; /* of each column, or NULL */
    struct buf text;
};

/* --- values --- */

static void put_text(struct buf *out, const char *text)
{
    static const char specials[] = "\t\n\\";
    for (; *text; text++) {
        if (strchr(specials, *text)) {
            buf_putc(out, '\\');
            buf_putc(out, *text == '\t' ? 't' : *text == '\n' ? 'n' : '\\');
        } else {
            buf_putc(out, *text);
        }
    }
}

/* The bytes that stand for it. */
static void put_inet(struct buf *out, const char *text)
{
    struct inet inet;
    uint8_t key[INET_MAX_KEY];
    if (!inet_parse(str_of(text), &inet)) {
        buf_puts(out, "\\N");
        return;
    }
    size_t size = inet_key(&inet, key);
    for (size_t i = 0; i < size; i++)
        buf_printf(out, "\\x%02x", key[i]);
}

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

static void put_value(struct rows *rows, size_t column, const void *object)
{
    const struct system_field *field = rows->fields[column];
    const struct chtype *type = rows->table->columns[column].type;
    const char *text = field ? field->text(&rows->walk, object) : default_text(type);
    if (text && rows->table->columns[column].pg_type == PG_INET)
        put_inet(&rows->text, text);
    else if (text)
        put_text(&rows->text, text);
    else
        buf_puts(&rows->text, "\\N");
}

static void put_row(struct system_walk *walk, const void *object)
{
    struct rows *rows = (struct rows *)walk;
    const char *separator = "";
    for (size_t i = 0; i < rows->table->n_columns; i++) {
        if (!rows->used[i])
            continue;
        buf_puts(&rows->text, separator);
        put_value(rows, i, object);
        separator = "\t";
    }
    buf_putc(&rows->text, '\n');
}

/* --- rows made from the context --- */

static const struct system_field *find_field(const struct system_source *source, const char *name)
{
    for (size_t i = 0; i < source->n_fields; i++) {
        if (strcmp(source->fields[i].column, name) == 0)
            return &source->fields[i];
    }
    return NULL;
}

static void make_rows(struct rows *rows)
{
    size_t n = rows->table->n_columns;
    rows->fields = ARENA_ARRAY(rows->walk.arena, const struct system_field *, n);
    for (size_t i = 0; i < n; i++)
        rows->fields[i] = find_field(rows->source, rows->table->columns[i].name);
    rows->source->walk(&rows->walk);
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

/* The file has all the columns, in the relation's order, and their names in its first line. */
static void copy_rows(struct rows *rows, struct str file)
{
    bool is_header = true;
    while (file.size) {
        const char *separator = "";
        char end = '\t';
        for (size_t i = 0; end == '\t'; i++) {
            struct str field = take_field(&file, &end);
            if (is_header || i >= rows->table->n_columns || !rows->used[i])
                continue;
            buf_puts(&rows->text, separator);
            buf_append_str(&rows->text, field);
            separator = "\t";
        }
        if (!is_header)
            buf_putc(&rows->text, '\n');
        is_header = false;
    }
}

/* --- what stands in FROM --- */

static void put_structure(struct buf *out, const struct rows *rows)
{
    struct buf text;
    const char *separator = "";
    buf_init(&text, MAX_TEXT);
    for (size_t i = 0; i < rows->table->n_columns; i++) {
        if (!rows->used[i])
            continue;
        buf_printf(&text, "%s%s %s", separator, rows->table->columns[i].name,
                   rows->table->columns[i].type->text);
        separator = ", ";
    }
    literal_emit_string(out, buf_str(&text));
    buf_free(&text);
}

static void put_from(struct buf *out, const struct rows *rows)
{
    bool is_empty = buf_size(&rows->text) == 0;
    buf_puts(out, is_empty ? "null(" : "format(TSV, ");
    put_structure(out, rows);
    if (!is_empty) {
        buf_puts(out, ", ");
        literal_emit_string(out, buf_str(&rows->text));
    }
    buf_putc(out, ')');
}

/* A table needs one column at least, to count its rows by. */
static void use_one(struct rows *rows, bool *used)
{
    for (size_t i = 0; i < rows->table->n_columns; i++) {
        if (used[i])
            return;
    }
    used[0] = true;
}

static bool expand_table(struct binder *binder, struct query *block, struct rel *rel)
{
    struct rows rows = {.walk = {binder->arena, binder->context, put_row}, .table = rel->table};
    bool *used = query_used_columns(binder->arena, block, rel);
    struct buf out;
    rows.used = used;
    use_one(&rows, used);
    buf_init(&rows.text, MAX_TEXT);
    buf_init(&out, MAX_TEXT);
    rows.source = system_source_find(rel->table->name);
    struct str file = system_relation_file(rel->table, "tsv");
    if (file.data)
        copy_rows(&rows, file);
    if (rows.source && strcmp(rel->table->schema, "pg_catalog") == 0) {
        make_rows(&rows);
        binder->reads_sessions |= rows.source->is_of_sessions;
    }
    put_from(&out, &rows);
    bool fits = !rows.text.failed && !out.failed;
    if (fits)
        rel->source = arena_strndup(binder->arena, buf_data(&out), buf_size(&out));
    buf_free(&rows.text);
    buf_free(&out);
    return fits ||
           err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, rel->position,
                   "there are too many rows in %s.%s", rel->table->schema, rel->table->name);
}

static bool refuse_table(struct binder *binder, struct query *block, struct rel *rel)
{
    (void)block;
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, rel->position,
                   "a view cannot read %s.%s: it would keep the rows that there are now",
                   rel->table->schema, rel->table->name);
}

/* What happens to each of these relations in a query. */
struct expansion {
    struct binder *binder;
    bool (*table)(struct binder *binder, struct query *block, struct rel *rel);
};

static bool expand_rel(const struct expansion *expansion, struct query *block, struct rel *rel)
{
    if (!rel)
        return true;
    if (rel->kind == REL_JOIN)
        return expand_rel(expansion, block, rel->join.left) &&
               expand_rel(expansion, block, rel->join.right);
    if (rel->kind != REL_TABLE || rel->table->kind != CATALOG_SYSTEM || rel->source)
        return true;
    return expansion->table(expansion->binder, block, rel);
}

static bool expand_block(struct query *query, void *context)
{
    return expand_rel(context, query, query->from);
}

bool system_rows_expand(struct binder *binder, struct query *query)
{
    return query_walk(query, expand_block, &(struct expansion){binder, expand_table});
}

bool system_rows_refuse(struct binder *binder, struct query *query)
{
    return query_walk(query, expand_block, &(struct expansion){binder, refuse_table});
}
