/* The face of the room: a script of statements, and each statement's plan. */
#include "rewrite/rewrite.h"

#include <setjmp.h>
#include <string.h>

#include "base/buf.h"
#include "rewrite/bind/clickhouse_call.h"
#include "rewrite/command.h"
#include "rewrite/look_through/look_through_schema.h"
#include "rewrite/parse.h"
#include "rewrite/pivot/discover.h"
#include "rewrite/rollup/rollup.h"
#include "rewrite/system/catalog_question.h"

#define CLICKHOUSE_SQL_LIMIT (16 * 1024 * 1024)

struct script {
    struct str source;
    struct scan scan;
    const PgQuery__ParseResult *tree;
};

static void set_out_of_memory(struct err *err)
{
    err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    err_detail(err, "The statement needs more memory than a query may use for its plan.");
}

static struct script *parse(struct arena *arena, struct str sql, struct err *err)
{
    struct script *script = ARENA_NEW(arena, struct script);
    script->source = sql;
    if (!scan_sql(arena, sql, &script->scan, err))
        return NULL;
    script->tree = parse_sql(arena, &script->scan, err);
    return script->tree ? script : NULL;
}

struct script *rewrite_parse(struct arena *arena, struct str sql, struct err *err)
{
    jmp_buf overflow;
    jmp_buf *before = arena_catch(arena, &overflow);
    struct script *volatile script = NULL;
    if (setjmp(overflow) == 0)
        script = parse(arena, sql, err);
    else
        set_out_of_memory(err);
    arena_catch(arena, before);
    return script;
}

size_t script_count(const struct script *script)
{
    return script->tree->n_stmts;
}

struct str script_text(const struct script *script)
{
    return script->source;
}

/* Inside the room positions are byte offsets + 1 in the parsed text. What is refused as a whole
 * is refused where it begins. */
static void set_position(const struct script *script, const PgQuery__RawStmt *statement,
                         struct err *err)
{
    if (err->position == 0 && strcmp(err->sqlstate, SQLSTATE_FEATURE_NOT_SUPPORTED) == 0) {
        const char *text = script->scan.text.data + statement->stmt_location;
        size_t blanks = strspn(text, " \t\r\n\f");
        err->position = position_of(statement->stmt_location + (int)blanks);
    }
    if (err->position == POSITION_NONE)
        err->position = 0;
    if (err->position > 0)
        err->position = scan_source_character(&script->scan, (size_t)err->position - 1);
}

bool rewrite_catalog_question(struct arena *arena, const struct script *script, size_t index,
                              struct catalog_question *question)
{
    const PgQuery__RawStmt *statement = script->tree->stmts[index];
    struct str text = str_skip(script->scan.text, (size_t)statement->stmt_location);
    if (statement->stmt_len)
        text.size = (size_t)statement->stmt_len;
    return catalog_question(arena, statement->stmt, text, question);
}

static bool add_settings(struct binder *binder, struct plan *plan)
{
    size_t n = binder->settings.n;
    struct plan_setting *settings = ARENA_ARRAY(binder->arena, struct plan_setting, n);
    for (size_t i = 0; i < n; i++)
        settings[i] = *(const struct plan_setting *)binder->settings.items[i];
    plan->settings = settings;
    plan->n_settings = n;
    return plan->kind == PLAN_QUERY || err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                                               "set_config is only supported in a query");
}

/* A column that is not there may come with the parameters. */
static void replace_error(struct binder *binder)
{
    if (!binder->awaits_lists || strcmp(binder->err->sqlstate, SQLSTATE_UNDEFINED_COLUMN) != 0)
        return;
    int position = binder->err->position;
    err_clear(binder->err);
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
            "the columns of a PIVOT whose list of values depends on parameters cannot be named");
    err_hint(binder->err, "List the values.");
}

static const struct plan *plan_statement(struct arena *arena, const struct script *script,
                                         size_t index, const struct rewrite_context *context,
                                         struct buf *out, struct err *err)
{
    struct binder binder = {.arena = arena,
                            .context = context,
                            .err = err,
                            .text = script->scan.text,
                            .given_params = context->params};
    const PgQuery__Node *node = script->tree->stmts[index]->stmt;
    if (context->of_prepare && node->node_case == PG_QUERY__NODE__NODE_PREPARE_STMT)
        node = node->prepare_stmt->query;
    struct plan *plan = command_plan(&binder, node, out);
    if (binder.question) {
        err_clear(err);
        plan = discover_type_plan(&binder);
    } else if (binder.discovery) {
        err_clear(err);
        plan = discover_plan(&binder, out);
    } else if (!plan) {
        replace_error(&binder);
    }
    if (!plan || (plan->kind != PLAN_DISCOVER && !clickhouse_check_results(&binder)) ||
        !bind_check_params(&binder)) {
        set_position(script, script->tree->stmts[index], err);
        return NULL;
    }
    plan->is_discovered = binder.uses_lists;
    plan->awaits_columns = binder.awaits_lists;
    if (binder.n_session_calls != binder.n_placed_calls) {
        err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "pg_notify, pg_cancel_backend and pg_terminate_backend are only supported as "
                "columns of a query");
        set_position(script, script->tree->stmts[index], err);
        return NULL;
    }
    plan->is_of_moment = binder.reads_sessions;
    if (plan->prepare) {
        plan->prepare->source = script->source;
        plan->prepare->index = index;
    }
    if (binder.settings.n && !add_settings(&binder, plan)) {
        set_position(script, script->tree->stmts[index], err);
        return NULL;
    }
    struct plan_notice *notices = ARENA_ARRAY(arena, struct plan_notice, binder.notices.n);
    for (size_t i = 0; i < binder.notices.n; i++)
        notices[i] = *(const struct plan_notice *)binder.notices.items[i];
    plan->notices = notices;
    plan->n_notices = binder.notices.n;
    return plan;
}

const struct plan *rewrite_statement(struct arena *arena, const struct script *script, size_t index,
                                     const struct rewrite_context *context, struct err *err)
{
    struct buf out;
    buf_init(&out, CLICKHOUSE_SQL_LIMIT);
    jmp_buf overflow;
    jmp_buf *before = arena_catch(arena, &overflow);
    const struct plan *volatile plan = NULL;
    if (setjmp(overflow) == 0)
        plan = plan_statement(arena, script, index, context, &out, err);
    else
        set_out_of_memory(err);
    arena_catch(arena, before);
    buf_free(&out);
    return plan;
}

void rewrite_read_views(struct arena *arena, struct catalog *catalog)
{
    jmp_buf overflow;
    jmp_buf *before = arena_catch(arena, &overflow);
    if (setjmp(overflow) == 0) {
        look_through_add_views(arena, catalog);
        catalog->rollups = rollups_of_catalog(arena, catalog, NULL);
    }
    arena_catch(arena, before);
}
