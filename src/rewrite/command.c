/* Which statement does what. Each kind that has more to say has a file of its own. */
#include "rewrite/command.h"
#include "rewrite/cuboid/cuboid_ask.h"
#include "rewrite/numeric/shown_scale.h"

#include <string.h>

#include "rewrite/answer/answer.h"
#include "rewrite/bind/object_name.h"
#include "rewrite/emit/emit.h"
#include "rewrite/look_through/look_through.h"
#include "rewrite/look_through/over_time.h"
#include "rewrite/lower/common_query.h"
#include "rewrite/lower/constant_query.h"
#include "rewrite/lower/cross_join.h"
#include "rewrite/lower/frame_expand.h"
#include "rewrite/lower/guarded.h"
#include "rewrite/lower/json_part.h"
#include "rewrite/lower/lower.h"
#include "rewrite/lower/narrow.h"
#include "rewrite/lower/nested_join.h"
#include "rewrite/lower/pull_up.h"
#include "rewrite/lower/query_part.h"
#include "rewrite/lower/rel_alias.h"
#include "rewrite/lower/repeatable_query.h"
#include "rewrite/lower/set_function.h"
#include "rewrite/lower/unnest.h"
#include "rewrite/pivot/pivot.h"
#include "rewrite/rollup/rollup.h"
#include "rewrite/rollup/rollup_ddl.h"
#include "rewrite/rollup/rollup_shape.h"
#include "rewrite/session/cursor.h"
#include "rewrite/session/notify.h"
#include "rewrite/session/prepare.h"
#include "rewrite/system/system_correlated.h"
#include "rewrite/system/system_lookup.h"
#include "rewrite/system/system_reduce.h"
#include "rewrite/system/system_rows.h"
#include "rewrite/write/sequence.h"
#include "rewrite/write/upkeep.h"
#include "rewrite/write/write.h"

struct plan *plan_new(struct binder *binder, enum plan_kind kind, const char *tag)
{
    struct plan *plan = ARENA_NEW(binder->arena, struct plan);
    plan->kind = kind;
    plan->tag = tag;
    return plan;
}

void plan_set_text_columns(struct binder *binder, struct plan *plan, size_t n,
                           const char *const *names)
{
    struct plan_column *columns = ARENA_ARRAY(binder->arena, struct plan_column, n);
    for (size_t i = 0; i < n; i++)
        columns[i] = (struct plan_column){.name = names[i], .type = PG_TEXT, .typmod = -1};
    plan->columns = columns;
    plan->n_columns = n;
}

/* ---- SELECT ---- */

/* What a column of a subquery, or of a query of WITH, stands for. */
static const struct expr *behind_subqueries(const struct expr *expr)
{
    while (expr->kind == EXPR_COLUMN && expr->column.rel->kind == REL_SUBQUERY &&
           expr->column.rel->query->kind == QUERY_SELECT &&
           expr->column.index < expr->column.rel->query->targets.n)
        expr = ((const struct target *)expr->column.rel->query->targets.items[expr->column.index])
                   ->expr;
    return expr;
}

static void describe_column(struct plan_column *column, const struct target *target)
{
    const struct expr *expr = behind_subqueries(target->expr);
    *column = (struct plan_column){
        .name = target->name, .type = target->expr->type, .typmod = target->expr->typmod};
    if (expr->kind != EXPR_COLUMN)
        return;
    const struct rel_column *source = &expr->column.rel->columns[expr->column.index];
    if (source->catalog) {
        column->table_oid = source->table->oid;
        column->attnum = source->catalog->attnum;
    }
}

/* What the session carries out comes from ClickHouse as text; only rows that go out are carried
 * out. */
static void place_call(struct binder *binder, struct plan_column *column, const struct query *query,
                       struct expr *expr)
{
    if (expr->kind != EXPR_CALL || !expr->routine->session_call || query->distinct ||
        query->distinct_on.n)
        return;
    column->call = (enum session_call)expr->routine->session_call;
    binder->n_placed_calls++;
    expr->type = PG_TEXT;
}

static void describe(struct binder *binder, struct plan *plan, const struct query *query)
{
    struct plan_column *columns = ARENA_ARRAY(binder->arena, struct plan_column, query->targets.n);
    for (size_t i = 0; i < query->targets.n; i++) {
        describe_column(&columns[i], query->targets.items[i]);
        place_call(binder, &columns[i], query, ((struct target *)query->targets.items[i])->expr);
    }
    plan->columns = columns;
    plan->n_columns = query->has_no_columns ? 0 : query->targets.n;
}

/* PostgreSQL's limit on a select list; the wire's own is 32,767. */
#define MAX_COLUMNS 1664

static bool check_columns(struct binder *binder, const struct query *query)
{
    if (query->targets.n <= MAX_COLUMNS)
        return true;
    return err_set(binder->err, SQLSTATE_TOO_MANY_COLUMNS, 0,
                   "target lists can have at most %d entries", MAX_COLUMNS);
}

typedef bool stage(struct binder *binder, struct query *query);

/* The stages between bind and emit, in order: first those of the system relations. */
#define N_SYSTEM_STAGES 3
static stage *const stages[] = {system_reduce,
                                system_correlated,
                                system_lookup_narrow,
                                pivot_expand,
                                pull_up_views,
                                over_time_expand,
                                unnest_query,
                                set_function_expand,
                                frame_expand,
                                nested_join_expand,
                                look_through_expand,
                                pull_up_subqueries,
                                cross_join_close,
                                cuboid_note,
                                rollup_shapes_note,
                                rollup_choose,
                                system_lookup_narrow, /* what the stages before have made */
                                system_rows_expand,
                                lower_query,
                                guarded_separate,
                                rel_alias_clear,
                                NULL};

/* A view is planned without rollups: those that there are later may be others. */
static stage *const view_stages[] = {
    system_lookup_narrow, pivot_expand,        pull_up_views,    over_time_expand,
    unnest_query,         set_function_expand, frame_expand,     nested_join_expand,
    look_through_expand,  pull_up_subqueries,  cross_join_close, system_rows_refuse,
    lower_query,          guarded_separate,    rel_alias_clear,  NULL};

static bool run_stages(struct binder *binder, struct query *query, stage *const *next)
{
    if (bind_awaits_values(binder))
        return true;
    while (*next && (*next)(binder, query))
        next++;
    return !*next;
}

bool command_run_stages(struct binder *binder, struct query *query)
{
    return run_stages(binder, query, stages);
}

void command_emit(const struct binder *binder, struct buf *out, const struct query *query)
{
    if (!bind_awaits_values(binder))
        emit_statement(out, query);
}

bool command_run_stages_of_view(struct binder *binder, struct query *query)
{
    return run_stages(binder, query, view_stages);
}

/* Nothing has to be asked for no rows. */
static bool is_known_empty(const struct binder *binder, const struct query *query)
{
    return query->is_empty && !binder->settings.n && !query->has_no_columns;
}

/* Whether the plan's rows are the answer, once its query is bound. */
static bool is_answered(struct binder *binder, struct query *query, struct plan *plan)
{
    if (is_known_empty(binder, query)) {
        plan->kind = PLAN_ROWS;
        plan->is_constant = true;
        return true;
    }
    return settings_get_bool(binder->context->settings, "pivot.catalog_answers") &&
           answer_query(binder, query, plan);
}

/* For EXPLAIN, which shows what ClickHouse would be asked. */
static void note_answer(struct binder *binder, struct query *query, const struct plan *plan)
{
    static const char remark[] = "the catalog that pgpivot holds has the rows: without EXPLAIN, "
                                 "ClickHouse is not asked";
    struct plan answered = *plan;
    if (is_answered(binder, query, &answered))
        list_add(binder->arena, &query->remarks, (void *)(uintptr_t)remark);
}

/* The stages of the system relations; of a query that may be known to be empty no more than are
 * needed to know it. */
static bool run_system_stages(struct binder *binder, struct query *query, bool may_be_empty)
{
    for (size_t i = 0; i < N_SYSTEM_STAGES; i++)
        if (!(may_be_empty && is_known_empty(binder, query)) && !stages[i](binder, query))
            return false;
    return true;
}

/* may_answer: the plan may be of rows, without the query. */
static struct plan *plan_query(struct binder *binder, const PgQuery__SelectStmt *select,
                               struct buf *out, struct query **wanted, bool may_answer)
{
    struct query *query = bind_any_query(binder, select, NULL, NULL);
    if (!query)
        return NULL;
    if (!bind_resolve_unknown(binder, &query->targets) || !check_columns(binder, query))
        return NULL;
    struct plan *plan = plan_new(binder, PLAN_QUERY, "SELECT");
    plan->tag_counts_rows = true;
    describe(binder, plan, query);
    if (!(query = object_name_show(binder, query)))
        return NULL;
    if (shown_scale_wants_block(query))
        query = bind_wrap(binder, query);
    query->is_sent = true;
    bool is_bound = !bind_awaits_values(binder);
    if (is_bound && !run_system_stages(binder, query, may_answer))
        return NULL;
    if (is_bound && may_answer && is_answered(binder, query, plan))
        return plan;
    if (is_bound && binder->explains)
        note_answer(binder, query, plan);
    if (!run_stages(binder, query, stages + N_SYSTEM_STAGES))
        return NULL;
    rollup_shapes_tell(binder, plan);
    rollup_outcomes_tell(binder, plan);
    shown_scale_of_targets(binder->arena, query);
    json_part_of_targets(binder->arena, query, plan);
    narrow_query(binder->arena, query);
    common_query_find(binder, query);
    pivot_spread(binder->arena, query, plan);
    command_emit(binder, out, query);
    if (out->failed) {
        err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                "the ClickHouse form of this statement is too long");
        return NULL;
    }
    plan->clickhouse_sql.data = arena_strndup(binder->arena, buf_data(out), buf_size(out));
    plan->clickhouse_sql.size = buf_size(out);
    plan->is_constant =
        !bind_awaits_values(binder) && constant_query(query, plan->clickhouse_sql.data);
    if (!bind_awaits_values(binder) && !plan->is_constant) {
        repeatable_query_find(binder, query, plan);
        query_parts_find(binder, query, plan);
    }
    if (plan->tables && !plan->sources)
        plan->cuboid = binder->cuboid;
    if (wanted)
        *wanted = query;
    return plan;
}

struct plan *command_plan_select(struct binder *binder, const PgQuery__SelectStmt *select,
                                 struct buf *out, struct query **wanted)
{
    return plan_query(binder, select, out, wanted, false);
}

static struct plan *plan_select(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    if (node->select_stmt->into_clause)
        return write_select_into(binder, node->select_stmt, out);
    return plan_query(binder, node->select_stmt, out, NULL, true);
}

/* ---- transactions ---- */

static const struct {
    PgQuery__TransactionStmtKind kind;
    enum transaction_verb verb;
    const char *tag;
} transactions[] = {
    {PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN, TRANSACTION_BEGIN, "BEGIN"},
    {PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START, TRANSACTION_BEGIN, "START TRANSACTION"},
    {PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT, TRANSACTION_COMMIT, "COMMIT"},
    {PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK, TRANSACTION_ROLLBACK, "ROLLBACK"},
    {PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT, TRANSACTION_SAVEPOINT, "SAVEPOINT"},
    {PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE, TRANSACTION_RELEASE, "RELEASE"},
    {PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO, TRANSACTION_ROLLBACK_TO, "ROLLBACK"},
    {PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_PREPARE, TRANSACTION_PREPARE,
     "PREPARE TRANSACTION"},
    {PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT_PREPARED, TRANSACTION_FINISH_PREPARED,
     "COMMIT PREPARED"},
    {PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_PREPARED, TRANSACTION_FINISH_PREPARED,
     "ROLLBACK PREPARED"},
};

static bool ends_failed_transaction(enum transaction_verb verb)
{
    return verb == TRANSACTION_COMMIT || verb == TRANSACTION_ROLLBACK ||
           verb == TRANSACTION_ROLLBACK_TO || verb == TRANSACTION_PREPARE;
}

static struct plan *plan_transaction(struct binder *binder, const PgQuery__Node *node,
                                     struct buf *out)
{
    (void)out;
    const PgQuery__TransactionStmt *statement = node->transaction_stmt;
    for (size_t i = 0; i < sizeof transactions / sizeof *transactions; i++) {
        if (transactions[i].kind != statement->kind)
            continue;
        struct plan *plan = plan_new(binder, PLAN_TRANSACTION, transactions[i].tag);
        plan->transaction = transactions[i].verb;
        plan->savepoint =
            statement->gid && *statement->gid ? statement->gid : statement->savepoint_name;
        plan->chains = statement->chain;
        plan->allowed_in_failed_transaction = ends_failed_transaction(plan->transaction);
        return command_transaction_modes(binder, plan, "", statement->n_options, statement->options)
                   ? plan
                   : NULL;
    }
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0, "this statement is not supported yet");
    return NULL;
}

/* The tables must be there, and that is all. */
static struct plan *plan_lock(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    const PgQuery__LockStmt *lock = node->lock_stmt;
    for (size_t i = 0; i < lock->n_relations; i++)
        if (!bind_table_name(binder, lock->relations[i]->range_var))
            return NULL;
    write_notice(binder, SQLSTATE_WARNING,
                 "LOCK TABLE locks nothing: ClickHouse has no locks that sessions hold");
    struct plan *plan = plan_new(binder, PLAN_TRANSACTION, "LOCK TABLE");
    plan->transaction = TRANSACTION_LOCK;
    return plan;
}

/* ---- the rest ---- */

static struct plan *plan_copy_node(struct binder *binder, const PgQuery__Node *node,
                                   struct buf *out)
{
    return command_plan_copy(binder, node->copy_stmt, out);
}

static struct plan *plan_set_node(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    return command_plan_set(binder, node->variable_set_stmt);
}

static struct plan *plan_show_node(struct binder *binder, const PgQuery__Node *node,
                                   struct buf *out)
{
    (void)out;
    return command_plan_show(binder, node->variable_show_stmt);
}

static struct plan *plan_explain_node(struct binder *binder, const PgQuery__Node *node,
                                      struct buf *out)
{
    return command_plan_explain(binder, node->explain_stmt, out);
}

static bool has_temporary(const struct binder *binder)
{
    const char *schema = binder->context->temporary_schema;
    return schema && catalog_has_schema(binder->context->catalog, str_of(schema));
}

static void emit_drop_temporary(const struct binder *binder, struct buf *out)
{
    buf_printf(out, "DROP DATABASE IF EXISTS `%s` SYNC", binder->context->temporary_schema);
}

static struct plan *plan_discard(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    static const char *const tags[] = {
        [PG_QUERY__DISCARD_MODE__DISCARD_PLANS] = "DISCARD PLANS",
        [PG_QUERY__DISCARD_MODE__DISCARD_SEQUENCES] = "DISCARD SEQUENCES",
        [PG_QUERY__DISCARD_MODE__DISCARD_TEMP] = "DISCARD TEMP",
    };
    PgQuery__DiscardMode target = node->discard_stmt->target;
    if (target == PG_QUERY__DISCARD_MODE__DISCARD_TEMP && has_temporary(binder)) {
        emit_drop_temporary(binder, out);
        return write_plan(binder, out, tags[target]);
    }
    if (target != PG_QUERY__DISCARD_MODE__DISCARD_ALL)
        return plan_new(binder, PLAN_NOTHING, tags[target]);
    struct plan *plan = plan_new(binder, PLAN_SET, "DISCARD ALL");
    if (has_temporary(binder)) {
        emit_drop_temporary(binder, out);
        plan = write_plan(binder, out, "DISCARD ALL");
        plan->kind = PLAN_SET;
    }
    plan->settings_reset_all = plan->discards_all = true;
    return plan;
}

static const struct {
    PgQuery__Node__NodeCase node;
    struct plan *(*plan)(struct binder *binder, const PgQuery__Node *node, struct buf *out);
    bool takes_params;
} planners[] = {
    {PG_QUERY__NODE__NODE_SELECT_STMT, plan_select, true},
    {PG_QUERY__NODE__NODE_TRANSACTION_STMT, plan_transaction},
    {PG_QUERY__NODE__NODE_VARIABLE_SET_STMT, plan_set_node},
    {PG_QUERY__NODE__NODE_VARIABLE_SHOW_STMT, plan_show_node},
    {PG_QUERY__NODE__NODE_COPY_STMT, plan_copy_node},
    {PG_QUERY__NODE__NODE_EXPLAIN_STMT, plan_explain_node, true},
    {PG_QUERY__NODE__NODE_DISCARD_STMT, plan_discard},
    {PG_QUERY__NODE__NODE_LISTEN_STMT, notify_listen},
    {PG_QUERY__NODE__NODE_UNLISTEN_STMT, notify_unlisten},
    {PG_QUERY__NODE__NODE_NOTIFY_STMT, notify_send},
    {PG_QUERY__NODE__NODE_PREPARE_STMT, plan_prepare},
    {PG_QUERY__NODE__NODE_EXECUTE_STMT, plan_execute},
    {PG_QUERY__NODE__NODE_DEALLOCATE_STMT, plan_deallocate},
    {PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT, plan_declare, true},
    {PG_QUERY__NODE__NODE_FETCH_STMT, plan_fetch},
    {PG_QUERY__NODE__NODE_CLOSE_PORTAL_STMT, plan_close},
    {PG_QUERY__NODE__NODE_CREATE_STMT, write_create_table},
    {PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT, write_create_table_as, true},
    {PG_QUERY__NODE__NODE_VIEW_STMT, write_create_view},
    {PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT, write_create_schema},
    {PG_QUERY__NODE__NODE_DROP_STMT, write_drop},
    {PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT, rollup_refresh},
    {PG_QUERY__NODE__NODE_TRUNCATE_STMT, write_truncate},
    {PG_QUERY__NODE__NODE_ALTER_TABLE_STMT, write_alter_table},
    {PG_QUERY__NODE__NODE_RENAME_STMT, write_rename},
    {PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT, write_set_schema},
    {PG_QUERY__NODE__NODE_ALTER_OWNER_STMT, write_set_owner},
    {PG_QUERY__NODE__NODE_COMMENT_STMT, write_comment},
    {PG_QUERY__NODE__NODE_INDEX_STMT, upkeep_create_index},
    {PG_QUERY__NODE__NODE_CREATE_SEQ_STMT, sequence_create},
    {PG_QUERY__NODE__NODE_ALTER_SEQ_STMT, sequence_alter},
    {PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT, upkeep_create_extension},
    {PG_QUERY__NODE__NODE_VACUUM_STMT, upkeep_vacuum},
    {PG_QUERY__NODE__NODE_CREATE_ENUM_STMT, write_create_enum},
    {PG_QUERY__NODE__NODE_ALTER_ENUM_STMT, write_alter_enum},
    {PG_QUERY__NODE__NODE_CLUSTER_STMT, upkeep_cluster},
    {PG_QUERY__NODE__NODE_REINDEX_STMT, upkeep_reindex},
    {PG_QUERY__NODE__NODE_GRANT_STMT, upkeep_grant},
    {PG_QUERY__NODE__NODE_CHECK_POINT_STMT, upkeep_checkpoint},
    {PG_QUERY__NODE__NODE_INSERT_STMT, write_insert, true},
    {PG_QUERY__NODE__NODE_LOCK_STMT, plan_lock},
    {PG_QUERY__NODE__NODE_UPDATE_STMT, write_update, true},
    {PG_QUERY__NODE__NODE_DELETE_STMT, write_delete, true},
};

/* Names for the refusal; what is not listed is refused as "this statement". */
static const struct {
    PgQuery__Node__NodeCase node;
    const char *name;
    const char *hint;
} names[] = {
    {PG_QUERY__NODE__NODE_MERGE_STMT, "MERGE"},
    {PG_QUERY__NODE__NODE_DO_STMT, "DO"},
    {PG_QUERY__NODE__NODE_CALL_STMT, "CALL"},
    {PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT, "CREATE TYPE", "Make each field a column."},
    {PG_QUERY__NODE__NODE_CREATE_RANGE_STMT, "CREATE TYPE … AS RANGE",
     "Make its bounds two columns."},
    {PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT, "CREATE DOMAIN",
     "Declare its columns with the type it is based on, and with its constraints."},
    {PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT, "CREATE FUNCTION"},
    {PG_QUERY__NODE__NODE_CREATE_TRIG_STMT, "CREATE TRIGGER"},
    {PG_QUERY__NODE__NODE_ALTER_ROLE_STMT, "ALTER ROLE"},
    {PG_QUERY__NODE__NODE_CREATE_ROLE_STMT, "CREATE ROLE"},
    {PG_QUERY__NODE__NODE_DROP_ROLE_STMT, "DROP ROLE"},
    {PG_QUERY__NODE__NODE_ALTER_ROLE_SET_STMT, "ALTER ROLE ... SET"},
    {PG_QUERY__NODE__NODE_ALTER_DATABASE_SET_STMT, "ALTER DATABASE ... SET"},
    {PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT, "ALTER SYSTEM"},
};

struct plan *command_plan(struct binder *binder, const PgQuery__Node *statement, struct buf *out)
{
    const char *name = "this statement", *hint = NULL;
    for (size_t i = 0; i < sizeof planners / sizeof *planners; i++)
        if (planners[i].node == statement->node_case) {
            binder->params = planners[i].takes_params ? binder->given_params : NULL;
            return planners[i].plan(binder, statement, out);
        }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].node == statement->node_case) {
            name = names[i].name;
            hint = names[i].hint;
        }
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0, "%s is not supported yet", name);
    if (hint)
        err_hint(binder->err, "%s", hint);
    return NULL;
}
