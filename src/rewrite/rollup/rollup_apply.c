/* A block that matched a rollup, rewritten to read it. */
#include "rewrite/rollup/rollup_apply.h"

#define SQL_LIMIT (256 * 1024)

/* A block may name none: SELECT 1 … HAVING true. */
static bool has_columns(const struct rollup_application *application)
{
    for (size_t i = 0; i < application->n_base; i++)
        if (application->used[i])
            return true;
    return application->parts.n > 0;
}

bool rollup_apply(const struct rollup_match *match)
{
    struct query *block = match->block;
    struct binder *binder = match->binder;
    struct rollup_application application = {.match = match,
                                             .arena = binder->arena,
                                             .rel = block->from,
                                             .n_base = block->from->n_columns};
    for (LIST_EACH(const struct rollup_derivation, derivation, &match->derivations))
        rollup_merge(&application, derivation);
    application.used = query_used_columns(binder->arena, block, application.rel);
    if (!has_columns(&application))
        rollup_part_column(&application, ROLLUP_ROWS, NULL);
    struct buf out;
    buf_init(&out, SQL_LIMIT);
    rollup_put_arms(&out, &application);
    bool ok = !out.failed;
    if (ok) {
        block->from->kind = REL_CLICKHOUSE;
        block->from->clickhouse = arena_strndup(binder->arena, buf_data(&out), buf_size(&out));
    } else {
        err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "the rollup has too many columns");
    }
    buf_free(&out);
    return ok;
}
