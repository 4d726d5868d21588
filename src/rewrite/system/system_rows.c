/* PostgreSQL's own relations as ClickHouse text. Knows no relation by name. */
#include "rewrite/system/system_rows.h"

#include <string.h>

#include "base/inet.h"
#include "rewrite/emit/literal.h"
#include "rewrite/system/system_scan.h"

#define MAX_TEXT ((size_t)64 << 20)

/* Rows under way, in ClickHouse's format TSV. */
struct rows {
    const struct catalog_table *table;
    const bool *used;
    struct buf text;
};

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

static void put_value(struct rows *rows, size_t column, const char *text)
{
    if (text && rows->table->columns[column].pg_type == PG_INET)
        put_inet(&rows->text, text);
    else if (text)
        put_text(&rows->text, text);
    else
        buf_puts(&rows->text, "\\N");
}

static void put_row(void *owner, size_t index, const char *const *values)
{
    struct rows *rows = owner;
    const char *separator = "";
    (void)index;
    for (size_t i = 0; i < rows->table->n_columns; i++) {
        if (!rows->used[i])
            continue;
        buf_puts(&rows->text, separator);
        put_value(rows, i, values[i]);
        separator = "\t";
    }
    buf_putc(&rows->text, '\n');
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
    struct rows rows = {.table = rel->table};
    bool *used = query_used_columns(binder->arena, block, rel);
    struct buf out;
    rows.used = used;
    use_one(&rows, used);
    buf_init(&rows.text, MAX_TEXT);
    buf_init(&out, MAX_TEXT);
    struct system_scan scan = {.arena = binder->arena,
                               .context = binder->context,
                               .table = rel->table,
                               .wanted = used,
                               .choice = rel->choice,
                               .row = put_row,
                               .owner = &rows};
    system_scan_run(&scan);
    binder->reads_sessions |= system_scan_is_of_sessions(rel->table);
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
