/* A query's rows as a plan, and the rows of relations. Knows no expression. */
#include "rewrite/answer/answer_internal.h"

#include <string.h>

#include "rewrite/rewrite.h"
#include "rewrite/system/system_scan.h"

/* Beyond so many rows looked at ClickHouse is not slower, and what they take of the statement's
 * memory stays small. */
#define BUDGET 50000
/* Relations with a row for each column have more rows than are wanted in such a catalog. */
#define MANY_TABLES 1000

/* --- rows of relations --- */

static struct answer_scan *scan_of(struct answering *answering, const struct rel *rel)
{
    for (LIST_EACH(struct answer_scan, scan, &answering->scans)) {
        if (scan->rel == rel)
            return scan;
    }
    struct answer_scan *scan = ARENA_NEW(answering->arena, struct answer_scan);
    scan->rel = rel;
    scan->wanted = ARENA_ARRAY(answering->arena, bool, rel->n_columns + 1);
    list_add(answering->arena, &answering->scans, scan);
    return scan;
}

/* False at a column of another relation than PostgreSQL's own. */
static bool want_column(struct expr **at, void *context)
{
    const struct expr *expr = *at;
    if (expr->kind != EXPR_COLUMN || expr->column.rel->kind != REL_TABLE)
        return true;
    if (expr->column.rel->table->kind != CATALOG_SYSTEM)
        return false;
    scan_of(context, expr->column.rel)->wanted[expr->column.index] = true;
    return true;
}

static bool want_columns(struct expr **at, void *context)
{
    return expr_walk(at, want_column, context);
}

static bool want_of_block(struct query *query, void *context)
{
    return query_walk_exprs(query, want_columns, context);
}

struct reading {
    struct answering *answering;
    struct answer_scan *scan;
};

static void read_row(void *owner, size_t index, const char *const *values)
{
    struct reading *reading = owner;
    const struct answer_scan *scan = reading->scan;
    size_t n = scan->rel->n_columns;
    (void)index;
    if (!answer_spend(reading->answering, 1))
        return;
    const char **row = ARENA_ARRAY(reading->answering->arena, const char *, n);
    for (size_t i = 0; i < n; i++)
        row[i] = scan->wanted[i] ? values[i] : NULL;
    list_add(reading->answering->arena, &reading->scan->rows, row);
}

static bool is_too_large(const struct answering *answering, const struct rel *rel)
{
    bool is_of_relations = system_scan_relation_column(rel->table) < rel->n_columns;
    return is_of_relations && !rel->choice &&
           answering->binder->context->catalog->n_tables > MANY_TABLES;
}

bool answer_scan_rows(struct answering *answering, const struct rel *rel, const struct list **rows)
{
    struct answer_scan *scan = scan_of(answering, rel);
    *rows = &scan->rows;
    if (scan->is_read)
        return true;
    if (is_too_large(answering, rel))
        return false;
    struct reading reading = {answering, scan};
    struct system_scan run = {.arena = answering->arena,
                              .context = answering->binder->context,
                              .table = rel->table,
                              .wanted = scan->wanted,
                              .choice = rel->choice,
                              .row = read_row,
                              .owner = &reading};
    system_scan_run(&run);
    answering->binder->reads_sessions |= system_scan_is_of_sessions(rel->table);
    scan->is_read = true;
    return answering->budget > 0;
}

bool answer_spend(struct answering *answering, size_t n_rows)
{
    answering->budget = n_rows < answering->budget ? answering->budget - n_rows : 0;
    return answering->budget > 0;
}

/* "[1,2]": of numbers; of others the empty one. An array that can be NULL is never empty. */
static bool stored_array(struct answering *answering, const struct rel_column *column,
                         const char *text, const char **value)
{
    bool is_empty = strcmp(text, "[]") == 0;
    if (!is_empty && system_family_of(pgtype_element(column->type)) != FAMILY_NUMBER)
        return false;
    *value = is_empty && column->nullable
                 ? NULL
                 : arena_printf(answering->arena, "{%.*s}", (int)strlen(text) - 2, text + 1);
    return true;
}

bool answer_stored(struct answering *answering, const struct rel_column *column, const char *text,
                   const char **value)
{
    enum system_family family = system_family_of(column->type);
    *value = text;
    if (!text || family == FAMILY_NUMBER || family == FAMILY_TEXT || column->type == PG_NODE_TREE)
        return true;
    if (family == FAMILY_BOOL)
        *value = text[0] == 't' ? "t" : "f";
    return family == FAMILY_BOOL ||
           (pgtype_element(column->type) && stored_array(answering, column, text, value));
}

/* --- rows for the client --- */

static bool is_sent(uint32_t type)
{
    return system_family_of(type) != FAMILY_NONE || type == PG_NODE_TREE ||
           system_family_of(pgtype_element(type)) != FAMILY_NONE;
}

static bool send_value(struct answering *answering, uint32_t type, const char *value,
                       const char **sent)
{
    *sent = value;
    return !value ||
           (pgtype_is_vector(type) ? answer_joined(answering, value, sent) : is_sent(type));
}

static bool set_rows(struct answering *answering, struct plan *plan, const struct list *rows)
{
    struct arena *arena = answering->arena;
    const char *const **texts = ARENA_ARRAY(arena, const char *const *, rows->n + 1);
    for (size_t r = 0; r < rows->n; r++) {
        const char *const *values = rows->items[r];
        const char **sent = ARENA_ARRAY(arena, const char *, plan->n_columns + 1);
        for (size_t i = 0; i < plan->n_columns; i++)
            if (!send_value(answering, plan->columns[i].type, values[i], &sent[i]))
                return false;
        texts[r] = sent;
    }
    plan->rows = texts;
    plan->n_rows = rows->n;
    plan->kind = PLAN_ROWS;
    plan->is_constant = true;
    return true;
}

bool answer_query(struct binder *binder, struct query *query, struct plan *plan)
{
    struct answering answering = {.binder = binder, .arena = binder->arena, .budget = BUDGET};
    struct list rows = {0};
    if (query->has_no_columns || binder->settings.n || binder->n_session_calls)
        return false;
    return query_walk(query, want_of_block, &answering) && answering.scans.n &&
           answer_block(&answering, query, NULL, &rows) && set_rows(&answering, plan, &rows);
}
