/* The parts of a text that may be asked for by themselves. Knows nothing of what they compute. */
#include "rewrite/lower/query_part.h"

#include <string.h>

#include "base/buf.h"
#include "rewrite/emit/emit.h"
#include "rewrite/lower/repeatable_query.h"
#include "rewrite/lower/short_circuit.h"

#define SQL_LIMIT ((size_t)1 << 20)
#define MATERIALIZED "AS MATERIALIZED"

struct finding {
    struct binder *binder;
    struct query *query;
    struct plan *plan;
    struct list parts; /* struct plan_part: outer ones behind those in them */
};

static bool is_known(const struct finding *finding, struct str text)
{
    for (LIST_EACH(const struct plan_part, part, &finding->parts))
        if (str_eq(part->text, text))
            return true;
    return false;
}

/* In the arena, and the buffer is gone. Empty: it was too long. */
static struct str take(struct arena *arena, struct buf *out)
{
    struct str text = {"", 0};
    if (!out->failed)
        text = (struct str){arena_strndup(arena, buf_data(out), buf_size(out)), buf_size(out)};
    buf_free(out);
    return text;
}

/* As a statement it says itself what the statement around it has said. */
static struct str add_settings(struct arena *arena, struct str text)
{
    struct buf sql;
    buf_init(&sql, SQL_LIMIT);
    buf_append_str(&sql, text);
    emit_common_settings(&sql);
    if (strstr(text.data, MATERIALIZED))
        buf_puts(&sql, ", enable_materialized_cte = 1");
    if (short_circuit_is_needed(text))
        buf_puts(&sql, ", short_circuit_function_evaluation = 'force_enable'");
    return take(arena, &sql);
}

static void remark(struct finding *finding, const char *name, const struct plan_part *part,
                   const char *varies)
{
    struct arena *arena = finding->binder->arena;
    char *text = varies ? arena_printf(arena, "%s: computed in the query, %s", name, varies)
                        : arena_printf(arena, "%s: kept while nothing changes in %s", name,
                                       repeatable_names(arena, part->tables, part->n_tables));
    list_add(arena, &finding->query->remarks, text);
}

/* name NULL: of what is in it there is a remark already. */
static void add_part(struct finding *finding, struct str text, const char *name)
{
    struct arena *arena = finding->binder->arena;
    const char *varies = NULL;
    if (!text.size || is_known(finding, text) ||
        !strstr(finding->plan->clickhouse_sql.data, text.data))
        return;
    struct plan_part *part = ARENA_NEW(arena, struct plan_part);
    part->text = text;
    part->sql = add_settings(arena, text);
    part->tables = repeatable_text(finding->binder, text.data, &part->n_tables, &varies);
    if (name)
        remark(finding, name, part, varies);
    if (part->tables && part->sql.size)
        list_add(arena, &finding->parts, part);
}

static struct str text_of(struct arena *arena, const struct query *query)
{
    struct buf out;
    buf_init(&out, SQL_LIMIT);
    emit_subselect(&out, query);
    return take(arena, &out);
}

static void find_in_rel(struct finding *finding, const struct rel *rel)
{
    if (rel && rel->kind == REL_JOIN) {
        find_in_rel(finding, rel->join.left);
        find_in_rel(finding, rel->join.right);
    } else if (rel && rel->kind == REL_CLICKHOUSE && rel->part) {
        add_part(finding, str_of(rel->clickhouse), rel->part);
    }
}

/* Innermost first. */
static bool find_in_block(struct query *query, void *context)
{
    struct finding *finding = context;
    find_in_rel(finding, query->from);
    if (query->is_part)
        add_part(finding, text_of(finding->binder->arena, query), NULL);
    return true;
}

void query_parts_find(struct binder *binder, struct query *query, struct plan *plan)
{
    struct finding finding = {.binder = binder, .query = query, .plan = plan};
    query_walk(query, find_in_block, &finding);
    size_t n = finding.parts.n;
    struct plan_part *parts = ARENA_ARRAY(binder->arena, struct plan_part, n);
    for (size_t i = 0; i < n; i++)
        parts[n - 1 - i] = *(const struct plan_part *)finding.parts.items[i];
    plan->parts = parts;
    plan->n_parts = n;
}
