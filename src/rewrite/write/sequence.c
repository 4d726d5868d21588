/* CREATE, ALTER and DROP SEQUENCE, which do nothing. Gives no numbers. */
#include "rewrite/write/sequence.h"

#include <string.h>

#include "rewrite/write/write.h"

struct plan *sequence_create(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    struct write_name name;
    (void)out;
    if (!write_resolve_new(binder, node->create_seq_stmt->sequence, &name) ||
        (name.existing && !write_exists(binder, &name)))
        return NULL;
    return write_skip(binder, SQLSTATE_WARNING, "CREATE SEQUENCE",
                      "no sequence is made: ClickHouse has none, and each row has to give its "
                      "number");
}

struct plan *sequence_alter(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)node, (void)out;
    return write_skip(binder, SQLSTATE_WARNING, "ALTER SEQUENCE", "no sequence was made, skipping");
}

struct plan *sequence_drop(struct binder *binder)
{
    return write_skip(binder, SQLSTATE_SUCCESSFUL_COMPLETION, "DROP SEQUENCE",
                      "no sequence was made, skipping");
}

bool sequence_is_next(const PgQuery__Node *node)
{
    if (node->node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
        return false;
    const PgQuery__FuncCall *call = node->func_call;
    return call->n_args == 1 && call->n_funcname &&
           strcmp(call->funcname[call->n_funcname - 1]->string->sval, "nextval") == 0;
}
