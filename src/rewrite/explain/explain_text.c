/* EXPLAIN in words, for people: one line for each thing to say. */
#include <string.h>

#include "rewrite/explain/explanation.h"
#include "rewrite/rollup/rollup.h"

struct text {
    struct arena *arena;
    const struct explanation *of;
    const struct explain_run *run;
    struct list *lines;
    size_t n_chosen; /* rollups so far */
};

const char *explain_rollup_name(struct arena *arena, const struct rollup_remark *remark)
{
    const struct catalog_table *table = rollup_known_as(remark->rollup);
    return arena_printf(arena, "%s.%s", table->schema, table->name);
}

const char *explain_rollup_why(struct arena *arena, const struct rollup_remark *remark)
{
    return remark->rule ? rollup_words(arena, remark->rule->says, remark->subject) : NULL;
}

const char *explain_rollup_change(struct arena *arena, const struct rollup_remark *remark)
{
    return rollup_words(arena, remark->rule->change, remark->subject);
}

static void add(struct text *text, const char *line)
{
    const char **row = ARENA_NEW(text->arena, const char *);
    *row = line;
    list_add(text->arena, text->lines, row);
}

static void add_sql(struct text *text, struct str sql)
{
    while (sql.size) {
        const char *newline = memchr(sql.data, '\n', sql.size);
        size_t size = newline ? (size_t)(newline - sql.data) : sql.size;
        add(text, arena_printf(text->arena, "  %.*s", (int)size, sql.data));
        sql = str_skip(sql, newline ? size + 1 : size);
    }
}

static const char *rows_words(const struct text *text, const struct rollup *rollup)
{
    if (!text->of->options.costs)
        return "";
    return arena_printf(text->arena, " (about %llu rows instead of %llu)",
                        (unsigned long long)rollup_known_as(rollup)->total_rows,
                        (unsigned long long)rollup->base->total_rows);
}

static const char *coverage_words(struct text *text, const struct rollup *rollup)
{
    if (!text->run || !text->run->coverage)
        return "";
    const struct explain_coverage *coverage = &text->run->coverage[text->n_chosen];
    unsigned long long complete = coverage->complete, all = coverage->partitions;
    if (rollup->projection)
        return complete ? "; ClickHouse read it" : "; ClickHouse read the table";
    if (!rollup->has_same_partitions)
        return complete == all ? "; it is complete" : "; it is not complete, the table was read";
    return arena_printf(text->arena, "; %llu of %llu partitions are complete%s", complete, all,
                        complete == all ? "" : ", of the others the table was read");
}

static void add_rollup(struct text *text, const struct rollup_remark *remark)
{
    struct arena *arena = text->arena;
    const char *name = explain_rollup_name(arena, remark);
    const char *kind = remark->rollup->projection ? "Projection" : "Rollup";
    if (!remark->rule) {
        add(text,
            arena_printf(arena, "%s %s: %s%s%s", kind, name, remark->subject,
                         rows_words(text, remark->rollup), coverage_words(text, remark->rollup)));
        text->n_chosen++;
        return;
    }
    const char *change = explain_rollup_change(arena, remark);
    add(text, arena_printf(arena, "%s %s: not used. %s: %s%s%s", kind, name, remark->rule->name,
                           explain_rollup_why(arena, remark), *change ? ". " : "", change));
}

static void add_output(struct text *text)
{
    const char *names = "";
    for (size_t i = 0; i < text->of->n_output; i++)
        names = arena_printf(text->arena, "%s%s%s", names, i ? ", " : "", text->of->output[i]);
    add(text, arena_printf(text->arena, "Output: %s", names));
}

static void add_settings(struct text *text)
{
    const char *words = "";
    for (LIST_EACH(const struct plan_setting, setting, &text->of->settings))
        words = arena_printf(text->arena, "%s%s%s = '%s'", words, *words ? ", " : "", setting->name,
                             setting->value);
    add(text, arena_printf(text->arena, "Settings: %s", words));
}

static const char *milliseconds(const struct text *text, int64_t us)
{
    return arena_printf(text->arena, "%lld.%03lld ms", (long long)(us / 1000),
                        (long long)(us % 1000));
}

/* What ClickHouse did, or that nobody asked it. */
static void add_work(struct text *text)
{
    const struct explain_run *run = text->run;
    bool is_select = strcmp(text->of->operation, "Select") == 0;
    const char *time = "";
    if (text->of->options.timing && !run->was_kept)
        time = arena_printf(text->arena, " in %s",
                            milliseconds(text, (int64_t)(run->clickhouse_ns / 1000)));
    add(text, arena_printf(text->arena, "Rows %s: %llu", is_select ? "returned" : "written",
                           (unsigned long long)run->n_rows));
    if (run->was_kept)
        add(text, "ClickHouse was not asked: the answer was kept");
    else
        add(text, arena_printf(text->arena, "ClickHouse read %llu rows, %llu bytes%s",
                               (unsigned long long)run->read_rows,
                               (unsigned long long)run->read_bytes, time));
}

static void add_run(struct text *text)
{
    if (text->of->options.analyze)
        add_work(text);
    if (!text->of->options.summary)
        return;
    add(text,
        arena_printf(text->arena, "Planning Time: %s", milliseconds(text, text->run->planning_us)));
    if (text->of->options.analyze)
        add(text, arena_printf(text->arena, "Execution Time: %s",
                               milliseconds(text, text->run->execution_us)));
}

static void add_statements(struct text *text)
{
    add(text, "ClickHouse SQL:");
    for (LIST_EACH(const struct str, step, &text->of->steps)) {
        add_sql(text, *step);
        add(text, "  ;");
    }
    add_sql(text, text->of->sql);
}

void explain_text(struct arena *arena, const struct explanation *explanation,
                  const struct explain_run *run, struct list *lines)
{
    struct text text = {arena, explanation, run, lines, 0};
    for (LIST_EACH(const struct explain_block, block, &explanation->blocks)) {
        for (size_t i = 0; i < block->remarks->n; i++)
            add(&text, block->remarks->items[i]);
        for (LIST_EACH(const struct rollup_remark, remark, block->rollups))
            add_rollup(&text, remark);
    }
    if (explanation->options.verbose && explanation->n_output)
        add_output(&text);
    add_statements(&text);
    if (explanation->cache_words)
        add(&text, arena_printf(arena, "Result cache: %s", explanation->cache_words));
    if (explanation->settings.n)
        add_settings(&text);
    if (run)
        add_run(&text);
}
