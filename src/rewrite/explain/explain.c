/* EXPLAIN: what a statement becomes in ClickHouse, and why. Without ANALYZE nothing runs. */
#include "rewrite/explain/explanation.h"

#include <string.h>

#include "rewrite/command.h"
#include "rewrite/lower/repeatable_query.h"
#include "rewrite/rollup/rollup.h"
#include "rewrite/rollup/rollup_match.h"

#define COVERAGE_LIMIT ((size_t)1 << 20)

struct gathering {
    struct binder *binder;
    struct explanation *explanation;
};

/* ---- what there is to say ---- */

static bool add_block(struct query *query, void *context)
{
    const struct gathering *gathering = context;
    struct arena *arena = gathering->binder->arena;
    struct explain_block *block = ARENA_NEW(arena, struct explain_block);
    *block = (struct explain_block){&query->remarks, &query->rollups};
    list_add(arena, &gathering->explanation->blocks, block);
    return true;
}

static bool is_cache_off(const struct binder *binder)
{
    return strcmp(settings_get(binder->context->settings, "pivot.result_cache"), "off") == 0;
}

/* Whether an answer that is kept holds this one, or why the latest does not; "": nothing to say. */
static const char *finer_words(struct binder *binder, const struct plan *plan)
{
    const struct rewrite_context *context = binder->context;
    if (!context->explain_kept || !plan->cuboid || !plan->cuboid->can_be_asked)
        return "";
    struct buf words;
    buf_init(&words, COVERAGE_LIMIT);
    context->explain_kept(context->owner, plan->clickhouse_sql, plan->cuboid, &words);
    const char *text = words.failed || !buf_size(&words)
                           ? ""
                           : arena_strndup(binder->arena, buf_data(&words), buf_size(&words));
    buf_free(&words);
    return text;
}

/* What becomes of the answer. */
static const char *cache_words(struct binder *binder, const struct plan *plan)
{
    struct arena *arena = binder->arena;
    if (is_cache_off(binder))
        return "off";
    if (plan->is_constant || (plan->tables && !plan->n_tables))
        return "the answer is kept, it reads no table";
    if (!plan->tables)
        return arena_printf(arena, "the answer is not kept, %s", plan->varies);
    const char *tables = repeatable_names(arena, plan->tables, plan->n_tables);
    const char *finer = finer_words(binder, plan);
    return arena_printf(arena, "the answer is kept while nothing changes in %s%s%s", tables,
                        *finer ? "; " : "", finer);
}

/* The rollup that answers a block from the table; NULL: none does. */
static const struct rollup *rollup_in(const struct explanation *explanation,
                                      const struct catalog_table *table)
{
    for (LIST_EACH(const struct explain_block, block, &explanation->blocks))
        for (LIST_EACH(const struct rollup_remark, remark, block->rollups))
            if (!remark->rule && remark->rollup->target == table)
                return remark->rollup;
    return NULL;
}

static void add_tables(struct binder *binder, struct explanation *explanation,
                       const struct plan *plan)
{
    for (size_t i = 0; plan->tables && i < plan->n_tables; i++) {
        const struct catalog_table *found = catalog_find_table(
            binder->context->catalog, str_of(plan->tables[i].schema), str_of(plan->tables[i].name));
        struct explain_table *table = ARENA_NEW(binder->arena, struct explain_table);
        *table = (struct explain_table){found, found ? rollup_in(explanation, found) : NULL};
        if (found)
            list_add(binder->arena, &explanation->tables, table);
    }
}

static void add_settings(struct binder *binder, struct explanation *explanation)
{
    const struct settings *settings = binder->context->settings;
    for (size_t i = 0; i < setting_count(); i++) {
        const char *name = setting_at(i)->name;
        const char *value = settings_get(settings, name);
        if (strncmp(name, "pivot.", strlen("pivot.")) != 0 ||
            strcmp(value, settings_get_default(settings, name)) == 0)
            continue;
        struct plan_setting *setting = ARENA_NEW(binder->arena, struct plan_setting);
        *setting = (struct plan_setting){
            name, arena_strdup(binder->arena, settings_get(settings, name)), false};
        list_add(binder->arena, &explanation->settings, setting);
    }
}

static void add_output(struct binder *binder, struct explanation *explanation,
                       const struct plan *plan)
{
    const char **names = ARENA_ARRAY(binder->arena, const char *, plan->n_columns + 1);
    for (size_t i = 0; i < plan->n_columns; i++)
        names[i] = plan->columns[i].name;
    explanation->output = names;
    explanation->n_output = plan->n_columns;
}

static void gather(struct binder *binder, struct explanation *explanation, struct query *query,
                   const struct plan *plan)
{
    if (query)
        query_walk(query, add_block, &(struct gathering){binder, explanation});
    for (size_t i = 0; i < plan->n_steps; i++)
        list_add(binder->arena, &explanation->steps, (void *)&plan->steps[i].clickhouse_sql);
    explanation->sql = plan->clickhouse_sql;
    add_output(binder, explanation, plan);
    add_tables(binder, explanation, plan);
    if (explanation->options.settings)
        add_settings(binder, explanation);
    if (!plan->is_constant && !plan->tables && !plan->varies)
        return;
    explanation->cache_words = cache_words(binder, plan);
    explanation->keeps_answer = !is_cache_off(binder) && (plan->is_constant || plan->tables);
}

/* ---- how complete the rollups are that were chosen ---- */

static struct str coverage_question(struct arena *arena, const struct explanation *explanation)
{
    unsigned n = 0;
    struct buf out;
    buf_init(&out, COVERAGE_LIMIT);
    for (LIST_EACH(const struct explain_block, block, &explanation->blocks))
        for (LIST_EACH(const struct rollup_remark, remark, block->rollups)) {
            if (remark->rule)
                continue;
            buf_printf(&out, "%sSELECT toUInt64(%u), ", n ? " UNION ALL " : "", n);
            rollup_put_coverage(&out, arena, remark->rollup, explanation->sql);
            n++;
        }
    size_t size = out.failed ? 0 : buf_size(&out);
    struct str question = {size ? arena_strndup(arena, buf_data(&out), size) : "", size};
    buf_free(&out);
    return question;
}

static size_t count_chosen(const struct explanation *explanation)
{
    size_t n = 0;
    for (LIST_EACH(const struct explain_block, block, &explanation->blocks))
        for (LIST_EACH(const struct rollup_remark, remark, block->rollups))
            n += !remark->rule;
    return n;
}

/* ---- the plan ---- */

static void describe(struct binder *binder, struct plan *plan, enum explain_format format)
{
    static const char *const name = "QUERY PLAN";
    static const uint32_t types[] = {[EXPLAIN_TEXT] = PG_TEXT,
                                     [EXPLAIN_JSON] = PG_JSON,
                                     [EXPLAIN_XML] = PG_XML,
                                     [EXPLAIN_YAML] = PG_TEXT};
    plan_set_text_columns(binder, plan, 1, &name);
    ((struct plan_column *)plan->columns)->type = types[format];
}

static void set_rows(struct arena *arena, struct plan *plan, const struct explain_run *run)
{
    const struct explanation *explanation = plan->explanation;
    enum explain_format format = explanation->options.format;
    struct list lines = {0};
    if (format == EXPLAIN_TEXT) {
        explain_text(arena, explanation, run, &lines);
    } else {
        const char **row = ARENA_NEW(arena, const char *);
        *row = explain_write(arena, format, explain_tree(arena, explanation, run));
        list_add(arena, &lines, row);
    }
    plan->rows = (const char *const *const *)lines.items;
    plan->n_rows = lines.n;
}

/* The statement itself, whose rows are thrown away. */
static struct plan *plan_analyze(struct binder *binder, struct plan *plan,
                                 const struct explanation *explanation)
{
    for (size_t i = 0; i < plan->n_columns; i++)
        if (plan->columns[i].call) {
            err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                    "EXPLAIN ANALYZE of pg_notify, pg_cancel_backend and pg_terminate_backend is "
                    "not supported");
            return NULL;
        }
    plan->tag = "EXPLAIN";
    plan->tag_counts_rows = false;
    plan->explanation = explanation;
    plan->coverage_question = coverage_question(binder->arena, explanation);
    plan->n_coverage = plan->coverage_question.size ? count_chosen(explanation) : 0;
    describe(binder, plan, explanation->options.format);
    return plan;
}

static struct plan *plan_rows(struct binder *binder, const struct explanation *explanation)
{
    struct plan *plan = plan_new(binder, PLAN_ROWS, "EXPLAIN");
    describe(binder, plan, explanation->options.format);
    plan->explanation = explanation;
    set_rows(binder->arena, plan, NULL);
    if (!explanation->options.summary)
        plan->explanation = NULL; /* all is said */
    return plan;
}

/* Statements that EXPLAIN takes, in PostgreSQL's words. */
static const struct {
    PgQuery__Node__NodeCase node;
    const char *operation;
} explained[] = {
    {PG_QUERY__NODE__NODE_SELECT_STMT, "Select"},
    {PG_QUERY__NODE__NODE_INSERT_STMT, "Insert"},
    {PG_QUERY__NODE__NODE_UPDATE_STMT, "Update"},
    {PG_QUERY__NODE__NODE_DELETE_STMT, "Delete"},
    {PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT, "Create"},
};

static bool is_into(const PgQuery__Node *statement)
{
    return statement->node_case == PG_QUERY__NODE__NODE_SELECT_STMT &&
           statement->select_stmt->into_clause;
}

static const char *operation_of(struct binder *binder, const PgQuery__Node *statement)
{
    if (is_into(statement))
        return "Create";
    for (size_t i = 0; i < sizeof explained / sizeof *explained; i++)
        if (explained[i].node == statement->node_case)
            return explained[i].operation;
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
            "EXPLAIN of this kind of statement is not supported yet");
    return NULL;
}

static bool is_query(const PgQuery__Node *statement)
{
    return statement->node_case == PG_QUERY__NODE__NODE_SELECT_STMT && !is_into(statement);
}

struct plan *command_plan_explain(struct binder *binder, const PgQuery__ExplainStmt *explain,
                                  struct buf *out)
{
    struct explanation *explanation = ARENA_NEW(binder->arena, struct explanation);
    *explanation = (struct explanation){0};
    struct query *query = NULL;
    if (!explain_read_options(binder, explain, &explanation->options) ||
        !(explanation->operation = operation_of(binder, explain->query)))
        return NULL;
    binder->explains = true;
    struct plan *plan = is_query(explain->query)
                            ? command_plan_select(binder, explain->query->select_stmt, out, &query)
                            : command_plan(binder, explain->query, out);
    if (!plan)
        return NULL;
    gather(binder, explanation, query, plan);
    return explanation->options.analyze ? plan_analyze(binder, plan, explanation)
                                        : plan_rows(binder, explanation);
}

const struct plan *rewrite_explain(struct arena *arena, const struct plan *plan,
                                   const struct explain_run *run)
{
    struct plan *rows = ARENA_NEW(arena, struct plan);
    *rows = *plan;
    rows->kind = PLAN_ROWS;
    rows->n_notices = 0;
    set_rows(arena, rows, run);
    rows->explanation = NULL;
    return rows;
}
