/* The characteristics of transactions, as settings: nothing else becomes of them but READ ONLY. */
#include <string.h>

#include "rewrite/command.h"

/* libpg_query gives the isolation level as text, the others as 0 and 1. */
static const char *mode_text(const PgQuery__Node *node)
{
    if (!node || node->node_case != PG_QUERY__NODE__NODE_A_CONST)
        return NULL;
    const PgQuery__AConst *constant = node->a_const;
    if (constant->val_case == PG_QUERY__A__CONST__VAL_SVAL)
        return constant->sval->sval;
    if (constant->val_case == PG_QUERY__A__CONST__VAL_IVAL)
        return constant->ival->ival ? "on" : "off";
    return NULL;
}

bool command_transaction_modes(struct binder *binder, struct plan *plan, const char *prefix,
                               size_t n, PgQuery__Node **modes)
{
    struct plan_setting *settings = ARENA_ARRAY(binder->arena, struct plan_setting, n);
    for (size_t i = 0; i < n; i++) {
        const PgQuery__DefElem *mode = modes[i]->def_elem;
        const char *text = mode_text(mode->arg);
        if (!text)
            return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position_of(mode->location),
                           "%s is not supported here", mode->defname);
        settings[i] = (struct plan_setting){
            arena_printf(binder->arena, "%s%s", prefix, mode->defname), text, !prefix[0]};
    }
    plan->settings = settings;
    plan->n_settings = n;
    return true;
}
