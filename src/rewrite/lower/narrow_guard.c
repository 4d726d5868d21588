/* Calls whose arguments are constants that need no guards. Knows no functions: templates are rows
 * of tables. */
#include "rewrite/lower/narrow_guard.h"

#include <string.h>

#include "rewrite/routines/routine.h"

struct expr *narrow_template(struct arena *arena, const struct expr *expr, const char *template_)
{
    struct routine *routine = ARENA_NEW(arena, struct routine);
    struct expr *made = ARENA_NEW(arena, struct expr);
    *routine = *expr->routine;
    routine->clickhouse = template_;
    *made = *expr;
    made->routine = routine;
    made->args = (struct list){0};
    list_add_all(arena, &made->args, &expr->args);
    return made;
}

/* An integer that fits PostgreSQL's and is at least 1, or a text that is not empty. */
static bool needs_no_guard(const struct expr *expr)
{
    if (expr->kind != EXPR_CONST || !expr->text)
        return false;
    if (expr->type == PG_TEXT)
        return *expr->text;
    size_t n = strlen(expr->text);
    return expr->type == PG_INT4 && *expr->text >= '1' && strspn(expr->text, "0123456789") == n;
}

void narrow_guard(struct arena *arena, struct expr **at)
{
    const struct expr *expr = *at;
    if (expr->kind != EXPR_CALL || !expr->routine->plain)
        return;
    for (size_t i = 1; i < expr->args.n; i++)
        if (!needs_no_guard(expr->args.items[i]))
            return;
    *at = narrow_template(arena, expr, expr->routine->plain);
}
