/* The plans of what has to be known before the statement's own: the values of a PIVOT's list, the
 * type that a function of ClickHouse gives. */
#include "rewrite/pivot/discover.h"

#include "rewrite/emit/emit.h"
#include "rewrite/lower/common_query.h"
#include "rewrite/lower/narrow.h"
#include "rewrite/pivot/bind_pivot.h"

static void describe(struct binder *binder, struct plan *plan, const struct query *query)
{
    struct plan_column *columns = ARENA_ARRAY(binder->arena, struct plan_column, query->targets.n);
    for (size_t i = 0; i < query->targets.n; i++) {
        const struct expr *expr = ((const struct target *)query->targets.items[i])->expr;
        columns[i] = (struct plan_column){.name = "", .type = expr->type, .typmod = expr->typmod};
    }
    plan->columns = columns;
    plan->n_columns = query->targets.n;
}

struct plan *discover_plan(struct binder *binder, struct buf *out)
{
    struct query *query = binder->discovery->query;
    struct plan *plan = plan_new(binder, PLAN_DISCOVER, "SELECT");
    struct plan_discovery *discovery = ARENA_NEW(binder->arena, struct plan_discovery);
    *discovery =
        (struct plan_discovery){NULL, binder->discovery->place, binder->discovery->max_rows};
    plan->discovery = discovery;
    describe(binder, plan, query);
    binder->params = NULL; /* it holds none, so that nothing is put off */
    if (!command_run_stages(binder, query))
        return NULL;
    narrow_query(binder->arena, query);
    common_query_find(binder, query);
    buf_clear(out);
    emit_statement(out, query);
    if (out->failed) {
        err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                "the ClickHouse form of this statement is too long");
        return NULL;
    }
    plan->clickhouse_sql.data = arena_strndup(binder->arena, buf_data(out), buf_size(out));
    plan->clickhouse_sql.size = buf_size(out);
    return plan;
}

struct plan *discover_type_plan(struct binder *binder)
{
    struct plan *plan = plan_new(binder, PLAN_DISCOVER, "SELECT");
    struct plan_discovery *discovery = ARENA_NEW(binder->arena, struct plan_discovery);
    struct plan_column *column = ARENA_NEW(binder->arena, struct plan_column);
    *discovery = (struct plan_discovery){.question = binder->question, .max_rows = 1};
    *column = (struct plan_column){.name = "", .type = PG_TEXT, .typmod = -1};
    plan->discovery = discovery;
    plan->columns = column;
    plan->n_columns = 1;
    plan->clickhouse_sql = str_of(binder->question);
    return plan;
}
