/* Queries of WITH that several places use, computed once. Knows their text, not their meaning. */
#include "rewrite/lower/common_query.h"

#include <stdlib.h>
#include <string.h>

#include "rewrite/emit/emit.h"
#include "rewrite/lower/correlation.h"

/* The first ClickHouse with `WITH … AS MATERIALIZED` that was tried. */
#define MIN_VERSION 26.7
#define MAX_TEXT_BYTES (256 * 1024)

struct candidate {
    struct query *query;
    const char *text; /* with aliases that depend on nothing else */
    int n_uses;
};

struct finding {
    struct binder *binder;
    struct list candidates; /* struct candidate; what one refers to comes before it */
};

/* ---- the text of a query, by numbers of its own ---- */

struct numbering {
    struct arena *arena;
    struct list rels;       /* struct rel */
    struct list recursions; /* struct query of kind RECURSIVE */
    struct list calls;      /* struct expr: the constants that tell calls of random() apart */
};

static void collect_rel(struct numbering *numbering, struct rel *rel)
{
    if (!rel)
        return;
    list_add(numbering->arena, &numbering->rels, rel);
    if (rel->kind != REL_JOIN)
        return;
    collect_rel(numbering, rel->join.left);
    collect_rel(numbering, rel->join.right);
}

static bool collect_call(struct expr **at, void *context)
{
    struct numbering *numbering = context;
    const struct expr *expr = *at;
    if (expr->kind == EXPR_CALL && expr->routine->is_volatile && !expr->routine->n_args &&
        expr->args.n)
        list_add(numbering->arena, &numbering->calls, expr->args.items[0]);
    return true;
}

static bool collect_calls(struct expr **at, void *context)
{
    return expr_walk(at, collect_call, context);
}

static bool collect_block(struct query *query, void *context)
{
    struct numbering *numbering = context;
    collect_rel(numbering, query->from);
    query_walk_exprs(query, collect_calls, numbering);
    if (query->kind == QUERY_RECURSIVE)
        list_add(numbering->arena, &numbering->recursions, query);
    return true;
}

static void renumber_recursion(const struct numbering *numbering, int from, int to)
{
    for (LIST_EACH(struct query, query, &numbering->recursions))
        if (query->recursion == from)
            query->recursion = to;
    for (LIST_EACH(struct rel, rel, &numbering->rels))
        if (rel->kind == REL_WORKING && rel->working == from)
            rel->working = to;
}

static const char *emit_text(struct arena *arena, const struct query *query)
{
    struct buf text;
    buf_init(&text, MAX_TEXT_BYTES);
    emit_subselect(&text, query);
    const char *copy = text.failed ? NULL : arena_strndup(arena, buf_data(&text), buf_size(&text));
    buf_free(&text);
    return copy;
}

static void number_calls(const struct numbering *numbering)
{
    int number = 0;
    for (LIST_EACH(struct expr, constant, &numbering->calls))
        constant->text = arena_printf(numbering->arena, "-%d", ++number);
}

/* Own numbers are negative, which no other's are. NULL: too long. */
static const char *own_text(struct arena *arena, struct query *query)
{
    struct numbering numbering = {.arena = arena};
    query_walk(query, collect_block, &numbering);
    size_t n = numbering.rels.n, n_recursions = numbering.recursions.n;
    size_t n_calls = numbering.calls.n;
    int *numbers = ARENA_ARRAY(arena, int, n + n_recursions + 1);
    const char **texts = ARENA_ARRAY(arena, const char *, n_calls + 1);
    for (size_t i = 0; i < n; i++)
        numbers[i] = ((struct rel *)numbering.rels.items[i])->number;
    for (size_t i = 0; i < n; i++)
        ((struct rel *)numbering.rels.items[i])->number = -(int)i - 1;
    for (size_t i = 0; i < n_recursions; i++) {
        numbers[n + i] = ((struct query *)numbering.recursions.items[i])->recursion;
        renumber_recursion(&numbering, numbers[n + i], -(int)i - 1);
    }
    for (size_t i = 0; i < n_calls; i++)
        texts[i] = ((struct expr *)numbering.calls.items[i])->text;
    number_calls(&numbering);
    const char *text = emit_text(arena, query);
    for (size_t i = 0; i < n; i++)
        ((struct rel *)numbering.rels.items[i])->number = numbers[i];
    for (size_t i = 0; i < n_recursions; i++)
        renumber_recursion(&numbering, -(int)i - 1, numbers[n + i]);
    for (size_t i = 0; i < n_calls; i++)
        ((struct expr *)numbering.calls.items[i])->text = texts[i];
    return text;
}

/* ---- which pay ---- */

static bool is_steady(struct expr **at, void *context)
{
    (void)context;
    return ((*at)->kind != EXPR_CALL || !(*at)->routine->is_volatile) && (*at)->kind != EXPR_WINDOW;
}

static bool is_steady_top(struct expr **at, void *context)
{
    return expr_walk(at, is_steady, context);
}

static bool is_steady_block(struct query *query, void *context)
{
    return query_walk_exprs(query, is_steady_top, context);
}

/* Whether a block only selects: false stops the walk. */
static bool is_light(struct query *query, void *context)
{
    (void)context;
    return query->kind != QUERY_RECURSIVE && !query->is_aggregated && !query->distinct &&
           !query->distinct_on.n && !query->limit && !query->offset && !query->limit_by.n &&
           (query->kind != QUERY_SET_OPERATION || query->all);
}

static bool is_wanted(struct query *query)
{
    if (!query_walk(query, is_steady_block, NULL))
        return true;
    if (query->with->is_inline)
        return false;
    return query->with->is_materialized || !query_walk(query, is_light, NULL);
}

/* ---- find ---- */

static struct candidate *candidate_of(struct finding *finding, struct query *query)
{
    struct arena *arena = finding->binder->arena;
    const char *text = own_text(arena, query);
    if (!text)
        return NULL;
    for (LIST_EACH(struct candidate, candidate, &finding->candidates))
        if (candidate->query->with->node == query->with->node && strcmp(candidate->text, text) == 0)
            return candidate;
    struct candidate *candidate = ARENA_NEW(arena, struct candidate);
    *candidate = (struct candidate){query, text, 0};
    list_add(arena, &finding->candidates, candidate);
    query->reference = (int)finding->candidates.n;
    return candidate;
}

static void find_in_rel(struct finding *finding, struct rel *rel)
{
    if (rel && rel->kind == REL_JOIN) {
        find_in_rel(finding, rel->join.left);
        find_in_rel(finding, rel->join.right);
    }
    if (!rel || rel->kind != REL_SUBQUERY || !rel->query->with || rel->query->reference ||
        !is_wanted(rel->query) || correlation_columns(finding->binder, rel->query).n)
        return;
    struct candidate *candidate = candidate_of(finding, rel->query);
    if (candidate)
        rel->query = candidate->query;
}

static bool find_in_block(struct query *query, void *context)
{
    find_in_rel(context, query->from);
    return true;
}

/* ---- keep those that are used more than once ---- */

static void count_rel(struct finding *finding, const struct rel *rel)
{
    if (rel && rel->kind == REL_JOIN) {
        count_rel(finding, rel->join.left);
        count_rel(finding, rel->join.right);
    }
    if (rel && rel->kind == REL_SUBQUERY && rel->query->reference) {
        size_t index = (size_t)rel->query->reference - 1;
        ((struct candidate *)finding->candidates.items[index])->n_uses++;
    }
}

static bool count_block(struct query *query, void *context)
{
    count_rel(context, query->from);
    return true;
}

static void keep(struct finding *finding, struct query *query)
{
    struct arena *arena = finding->binder->arena;
    query_walk(query, count_block, finding);
    for (LIST_EACH(struct candidate, candidate, &finding->candidates)) {
        candidate->query->reference = 0;
        if (candidate->n_uses < 2)
            continue;
        list_add(arena, &query->common, candidate->query);
        list_add(arena, &query->remarks,
                 arena_printf(arena, "WITH %s: computed once for its %d uses",
                              candidate->query->with->name, candidate->n_uses));
    }
    for (size_t i = 0; i < query->common.n; i++)
        ((struct query *)query->common.items[i])->reference = (int)i + 1;
}

bool common_query_is_known(const struct catalog *catalog)
{
    return strtod(catalog->server_version, NULL) >= MIN_VERSION;
}

void common_query_find(struct binder *binder, struct query *query)
{
    struct finding finding = {.binder = binder};
    if (!common_query_is_known(binder->context->catalog))
        return;
    query_walk(query, find_in_block, &finding);
    if (finding.candidates.n)
        keep(&finding, query);
}
