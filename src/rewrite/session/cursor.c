/* DECLARE, FETCH, MOVE and CLOSE: what they mean. The cursors themselves are the session's. */
#include "rewrite/session/cursor.h"

/* As in PostgreSQL's nodes/parsenodes.h. */
enum cursor_option {
    OPTION_BINARY = 0x01,
    OPTION_SCROLL = 0x02,
    OPTION_NO_SCROLL = 0x04,
    OPTION_INSENSITIVE = 0x08,
    OPTION_ASENSITIVE = 0x10,
    OPTION_HOLD = 0x20,
};

static bool check_pair(struct binder *binder, int options, int a, int b, const char *names)
{
    return !(options & a && options & b) || err_set(binder->err, SQLSTATE_INVALID_CURSOR_DEFINITION,
                                                    0, "cannot specify both %s", names);
}

static bool check_declare(struct binder *binder, const PgQuery__DeclareCursorStmt *declare)
{
    const PgQuery__SelectStmt *select =
        declare->query->node_case == PG_QUERY__NODE__NODE_SELECT_STMT ? declare->query->select_stmt
                                                                      : NULL;
    if (!check_pair(binder, declare->options, OPTION_SCROLL, OPTION_NO_SCROLL,
                    "SCROLL and NO SCROLL") ||
        !check_pair(binder, declare->options, OPTION_INSENSITIVE, OPTION_ASENSITIVE,
                    "INSENSITIVE and ASENSITIVE"))
        return false;
    if (!select || select->into_clause)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, 0,
                       "DECLARE CURSOR must be of a query that gives rows");
    if (select->n_locking_clause && declare->options & (OPTION_HOLD | OPTION_SCROLL))
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "DECLARE %s ... FOR UPDATE is not supported",
                       declare->options & OPTION_HOLD ? "CURSOR WITH HOLD" : "SCROLL CURSOR");
    return true;
}

/* The cursor outlives the text of its statement, where names may be. */
static void keep_names(struct binder *binder, struct plan *plan)
{
    struct plan_column *columns =
        ARENA_ARRAY(binder->arena, struct plan_column, plan->n_columns + 1);
    for (size_t i = 0; i < plan->n_columns; i++) {
        columns[i] = plan->columns[i];
        columns[i].name = arena_strdup(binder->arena, columns[i].name);
    }
    plan->columns = columns;
}

struct plan *plan_declare(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__DeclareCursorStmt *declare = node->declare_cursor_stmt;
    if (!check_declare(binder, declare))
        return NULL;
    struct plan *inner = command_plan_select(binder, declare->query->select_stmt, out, NULL);
    if (!inner)
        return NULL;
    keep_names(binder, inner);
    struct plan_declare *details = ARENA_NEW(binder->arena, struct plan_declare);
    *details = (struct plan_declare){.name = arena_strdup(binder->arena, declare->portalname),
                                     .inner = inner,
                                     .is_binary = declare->options & OPTION_BINARY,
                                     .scrolls = declare->options & OPTION_SCROLL,
                                     .is_held = declare->options & OPTION_HOLD};
    struct plan *plan = plan_new(binder, PLAN_DECLARE, "DECLARE CURSOR");
    plan->declare = details;
    return plan;
}

struct plan *plan_fetch(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    static const enum fetch_direction directions[] = {
        [PG_QUERY__FETCH_DIRECTION__FETCH_FORWARD] = FETCH_FORWARD,
        [PG_QUERY__FETCH_DIRECTION__FETCH_BACKWARD] = FETCH_BACKWARD,
        [PG_QUERY__FETCH_DIRECTION__FETCH_ABSOLUTE] = FETCH_ABSOLUTE,
        [PG_QUERY__FETCH_DIRECTION__FETCH_RELATIVE] = FETCH_RELATIVE,
    };
    const PgQuery__FetchStmt *fetch = node->fetch_stmt;
    struct plan_fetch *details = ARENA_NEW(binder->arena, struct plan_fetch);
    (void)out;
    *details = (struct plan_fetch){
        .name = arena_strdup(binder->arena, fetch->portalname),
        .direction = directions[fetch->direction],
        .count = fetch->how_many,
        .is_move = fetch->ismove,
    };
    struct plan *plan = plan_new(binder, PLAN_FETCH, fetch->ismove ? "MOVE" : "FETCH");
    plan->fetch = details;
    plan->tag_counts_rows = true;
    return plan;
}

struct plan *plan_close(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const char *name = node->close_portal_stmt->portalname;
    bool all = !name || !*name;
    struct plan *plan = plan_new(binder, PLAN_CLOSE, all ? "CLOSE CURSOR ALL" : "CLOSE CURSOR");
    (void)out;
    plan->close = all ? NULL : arena_strdup(binder->arena, name);
    return plan;
}
