/* Answers of queries in the text of a query that needs them. Knows nothing of what they mean, nor
 * how long they are true. */
#include "backend/parts.h"

#include <stdio.h>
#include <stdlib.h>

#include "backend/answers.h"
#include "backend/pool.h"
#include "base/log.h"

/* More data than ClickHouse reads in a text in less time than it takes to compute; and all of a
 * text, which pgpivot-engine takes no more of. */
#define MAX_PART ((size_t)8 << 20)
#define MAX_SQL ((size_t)32 << 20)

/* Exceptions of ClickHouse: it reads data in a text as a temporary table. */
enum { READONLY = 164, ACCESS_DENIED = 497 };

struct parts {
    struct backend_request *request; /* whose text they are in */
    struct backend_request *asked;   /* the one that is asked for */
    struct buf answer;
    char *own_sql; /* of the request, before anything was put into it; NULL: nothing was */
    size_t own_size;
    size_t next, n;
    struct part {
        struct str text, sql; /* owned */
        struct backend_table *tables;
        size_t n_tables;
    } * items;
};

/* --- life --- */

static char *copy_text(const char *text)
{
    char *copy = strdup(text);
    if (!copy)
        abort();
    return copy;
}

static void copy_part(struct part *part, const struct backend_part *from)
{
    part->text = str_copy(from->text);
    part->sql = str_copy(from->sql);
    part->n_tables = from->n_tables;
    part->tables = calloc(from->n_tables + 1, sizeof *part->tables);
    if (!part->tables)
        abort();
    for (size_t i = 0; i < from->n_tables; i++)
        part->tables[i] = (struct backend_table){copy_text(from->tables[i].database),
                                                 copy_text(from->tables[i].name),
                                                 from->tables[i].survives_merges};
}

struct parts *parts_new(const struct backend *backend, const struct backend_query *query)
{
    if (!query->n_parts || !backend->answers || query->user || backend->takes_no_data ||
        !answers_largest(backend->answers, false))
        return NULL;
    struct parts *parts = calloc(1, sizeof *parts);
    if (!parts)
        abort();
    parts->items = calloc(query->n_parts, sizeof *parts->items);
    if (!parts->items)
        abort();
    parts->n = query->n_parts;
    for (size_t i = 0; i < parts->n; i++)
        copy_part(&parts->items[i], &query->parts[i]);
    size_t largest = answers_largest(backend->answers, false);
    buf_init(&parts->answer, largest < MAX_PART ? largest : MAX_PART);
    return parts;
}

static void part_free(struct part *part)
{
    for (size_t i = 0; i < part->n_tables; i++) {
        free((char *)(uintptr_t)part->tables[i].database);
        free((char *)(uintptr_t)part->tables[i].name);
    }
    free(part->tables);
    free((char *)(uintptr_t)part->text.data);
    free((char *)(uintptr_t)part->sql.data);
}

void parts_free(struct parts *parts)
{
    if (!parts)
        return;
    if (parts->asked)
        request_free(parts->asked);
    for (size_t i = 0; i < parts->n; i++)
        part_free(&parts->items[i]);
    free(parts->items);
    free(parts->own_sql);
    buf_free(&parts->answer);
    free(parts);
}

/* --- the text --- */

static const char *find(struct str text, struct str what)
{
    return memmem(text.data, text.size, what.data, what.size);
}

static void put_literal(struct buf *out, struct str bytes)
{
    buf_putc(out, '\'');
    for (size_t i = 0, n; bytes.data && i < bytes.size; i += n + 1) {
        for (n = 0; i + n < bytes.size && bytes.data[i + n] && bytes.data[i + n] != '\'' &&
                    bytes.data[i + n] != '\\';)
            n++;
        buf_append(out, bytes.data + i, n);
        if (i + n < bytes.size) {
            buf_putc(out, '\\');
            buf_putc(out, bytes.data[i + n] ? bytes.data[i + n] : '0');
        }
    }
    buf_putc(out, '\'');
}

static void set_sql(struct backend_request *request, char *sql, size_t size)
{
    request->sql = sql;
    request->sql_size = size;
}

/* Everywhere it stands: what is a part has quotes in it, so that it is in no literal and no name.
 */
static void put_in(struct parts *parts, const struct part *part)
{
    struct backend_request *request = parts->request;
    struct str rest = {request->sql, request->sql_size};
    struct buf sql;
    buf_init(&sql, MAX_SQL);
    for (const char *at; (at = find(rest, part->text));) {
        buf_append(&sql, rest.data, (size_t)(at - rest.data));
        buf_puts(&sql, "SELECT * FROM format(Native, ");
        put_literal(&sql, buf_str(&parts->answer));
        buf_putc(&sql, ')');
        rest = str_skip(rest, (size_t)(at - rest.data) + part->text.size);
    }
    buf_append_str(&sql, rest);
    if (!sql.failed && !parts->own_sql) {
        parts->own_sql = request->sql;
        parts->own_size = request->sql_size;
    } else if (!sql.failed) {
        free(request->sql);
    }
    if (!sql.failed) {
        struct str made = str_copy(buf_str(&sql));
        set_sql(request, (char *)(uintptr_t)made.data, made.size);
    }
    buf_free(&sql);
}

/* --- asking --- */

static void ignore_block(void *owner, const struct block *block)
{
    (void)owner;
    (void)block;
}

/* An answer without rows may have no columns either, and is soon computed. */
static void take_part(void *owner, const struct backend_summary *summary, const struct err *err)
{
    struct parts *parts = owner;
    (void)summary;
    parts->asked = NULL;
    if (!err && !parts->answer.failed && buf_size(&parts->answer))
        put_in(parts, &parts->items[parts->next]);
    parts->next++;
    parts_start(parts->request);
}

/* Those that are parts of it come behind it. */
static size_t copy_inner(const struct parts *parts, size_t index, struct backend_part *inner)
{
    size_t n = 0;
    for (size_t i = index + 1; i < parts->n; i++) {
        const struct part *part = &parts->items[i];
        if (find(parts->items[index].text, part->text))
            inner[n++] = (struct backend_part){part->text, part->sql, part->tables, part->n_tables};
    }
    return n;
}

static void ask(struct parts *parts, size_t index)
{
    static const struct backend_events events = {.block = ignore_block, .done = take_part};
    const struct part *part = &parts->items[index];
    struct backend_part *inner = calloc(parts->n, sizeof *inner);
    char id[160];
    if (!inner)
        abort();
    snprintf(id, sizeof id, "%.120s-part-%zu", parts->request->query_id, index);
    struct backend_query query = {.sql = part->sql,
                                  .query_id = id,
                                  .reads_only = true,
                                  .tables = part->tables,
                                  .n_tables = part->n_tables,
                                  .keeps_cheap = parts->request->keeps_cheap,
                                  .parts = inner,
                                  .n_parts = copy_inner(parts, index, inner)};
    buf_clear(&parts->answer);
    parts->asked = pool_ask(parts->request->backend, &query, &events, parts, &parts->answer);
    free(inner);
}

void parts_start(struct backend_request *request)
{
    struct parts *parts = request->parts;
    while (parts && parts->next < parts->n) {
        struct str sql = {request->sql, request->sql_size};
        parts->request = request;
        if (find(sql, parts->items[parts->next].text)) {
            ask(parts, parts->next);
            return;
        }
        parts->next++;
    }
    pool_start(request);
}

void parts_cancel(struct backend_request *request)
{
    struct parts *parts = request->parts;
    if (parts && parts->asked) {
        struct backend_request *asked = parts->asked;
        parts->asked = NULL;
        backend_cancel(asked);
    }
}

bool parts_start_again(struct backend_request *request)
{
    struct parts *parts = request->parts;
    int code = request->response.exception_code;
    if (!parts || !parts->own_sql || (code != ACCESS_DENIED && code != READONLY))
        return false;
    if (!request->backend->takes_no_data)
        log_line(LOG_WARNING, "holdings are not kept: ClickHouse lets the user read no data in the "
                              "text of a query, GRANT CREATE TEMPORARY TABLE ON *.* allows it");
    request->backend->takes_no_data = true;
    free(request->sql);
    set_sql(request, parts->own_sql, parts->own_size);
    parts->own_sql = NULL;
    request_reset(request);
    pool_start(request);
    return true;
}
