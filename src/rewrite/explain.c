/* EXPLAIN: the ClickHouse SQL and why it looks so. Runs nothing. */
#include <string.h>
#include <strings.h>

#include "rewrite/command.h"
#include "rewrite/rollup/rollup.h"

/* Options that change nothing here when they ask for less than they could. */
static bool is_ignored(const PgQuery__DefElem *option)
{
    static const char *const ignored[] = {"costs", "verbose", "settings", "summary", "timing"};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        if (strcmp(ignored[i], option->defname) == 0)
            return true;
    return strcmp(option->defname, "format") == 0 && option->arg &&
           option->arg->node_case == PG_QUERY__NODE__NODE_STRING &&
           strcasecmp(option->arg->string->sval, "text") == 0;
}

static bool check_options(struct binder *binder, const PgQuery__ExplainStmt *explain)
{
    for (size_t i = 0; i < explain->n_options; i++) {
        const PgQuery__DefElem *option = explain->options[i]->def_elem;
        if (!is_ignored(option))
            return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED,
                           position_of(option->location), "EXPLAIN option %s is not supported yet",
                           option->defname);
    }
    return true;
}

static void add_line(struct binder *binder, struct list *lines, const char *line)
{
    const char **row = ARENA_NEW(binder->arena, const char *);
    *row = line;
    list_add(binder->arena, lines, row);
}

static void add_remarks(struct binder *binder, struct list *lines, const struct list *remarks)
{
    for (size_t i = 0; i < remarks->n; i++)
        add_line(binder, lines, remarks->items[i]);
}

static void add_sql(struct binder *binder, struct list *lines, struct str sql)
{
    while (sql.size) {
        const char *newline = memchr(sql.data, '\n', sql.size);
        size_t size = newline ? (size_t)(newline - sql.data) : sql.size;
        add_line(binder, lines, arena_printf(binder->arena, "  %.*s", (int)size, sql.data));
        sql = str_skip(sql, newline ? size + 1 : size);
    }
}

struct remark_walk {
    struct binder *binder;
    struct list *lines;
};

static const char *rollup_line(struct arena *arena, const struct rollup_remark *remark)
{
    const struct catalog_table *table = rollup_known_as(remark->rollup);
    if (!remark->rule)
        return arena_printf(arena, "Rollup %s.%s: %s (about %llu rows instead of %llu)",
                            table->schema, table->name, remark->subject,
                            (unsigned long long)table->total_rows,
                            (unsigned long long)remark->rollup->base->total_rows);
    const char *why = rollup_words(arena, remark->rule->says, remark->subject);
    const char *change = rollup_words(arena, remark->rule->change, remark->subject);
    return arena_printf(arena, "Rollup %s.%s: not used. %s: %s%s%s", table->schema, table->name,
                        remark->rule->name, why, *change ? ". " : "", change);
}

static bool add_block_remarks(struct query *query, void *context)
{
    struct remark_walk *walk = context;
    add_remarks(walk->binder, walk->lines, &query->remarks);
    for (LIST_EACH(const struct rollup_remark, rollup, &query->rollups))
        add_line(walk->binder, walk->lines, rollup_line(walk->binder->arena, rollup));
    return true;
}

static const char *names_of_tables(struct arena *arena, const struct plan *plan)
{
    const char *names = "";
    for (size_t i = 0; i < plan->n_tables; i++)
        names = arena_printf(arena, "%s%s%s.%s", names, i ? ", " : "", plan->tables[i].schema,
                             plan->tables[i].name);
    return names;
}

/* Whether the answer may be one that was given before. */
static const char *cache_line(struct binder *binder, const struct plan *plan)
{
    struct arena *arena = binder->arena;
    if (strcmp(settings_get(binder->context->settings, "pivot.result_cache"), "off") == 0)
        return "Result cache: off";
    if (plan->is_constant || (plan->tables && !plan->n_tables))
        return "Result cache: the answer is kept, it reads no table";
    if (!plan->tables)
        return arena_printf(arena, "Result cache: the answer is not kept, %s", plan->varies);
    return arena_printf(arena, "Result cache: the answer is kept while nothing changes in %s",
                        names_of_tables(arena, plan));
}

struct plan *command_plan_explain(struct binder *binder, const PgQuery__ExplainStmt *explain,
                                  struct buf *out)
{
    static const char *const name = "QUERY PLAN";
    if (!check_options(binder, explain))
        return NULL;
    if (explain->query->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "EXPLAIN of anything but a query is not supported yet");
        return NULL;
    }
    struct query *query;
    binder->explains = true;
    struct plan *select = command_plan_select(binder, explain->query->select_stmt, out, &query);
    if (!select)
        return NULL;
    struct list lines = {0};
    struct remark_walk walk = {binder, &lines};
    query_walk(query, add_block_remarks, &walk);
    add_line(binder, &lines, "ClickHouse SQL:");
    add_sql(binder, &lines, select->clickhouse_sql);
    if (select->is_constant || select->tables || select->varies)
        add_line(binder, &lines, cache_line(binder, select));
    struct plan *plan = plan_new(binder, PLAN_ROWS, "EXPLAIN");
    plan_set_text_columns(binder, plan, 1, &name);
    plan->rows = (const char *const *const *)lines.items;
    plan->n_rows = lines.n;
    return plan;
}
