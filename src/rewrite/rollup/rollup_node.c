/* The few kinds of nodes that a rollup's SELECT is made of. */
#include "rewrite/rollup/rollup_node.h"

#include <stddef.h>

const char *rollup_node_column(const PgQuery__Node *node)
{
    if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
        return NULL;
    const PgQuery__ColumnRef *ref = node->column_ref;
    const PgQuery__Node *last = ref->fields[ref->n_fields - 1];
    return last->node_case == PG_QUERY__NODE__NODE_STRING ? last->string->sval : NULL;
}

const char *rollup_node_text(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_A_CONST &&
                   node->a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL
               ? node->a_const->sval->sval
               : NULL;
}

const PgQuery__FuncCall *rollup_node_call(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL ? node->func_call : NULL;
}

const char *rollup_node_function(const PgQuery__FuncCall *call)
{
    return call->funcname[call->n_funcname - 1]->string->sval;
}
