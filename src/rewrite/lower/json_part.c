/* Which form the text of a part of a jsonb needs. Knows no templates. */
#include "rewrite/lower/json_part.h"

#include <string.h>

static bool is_part(const struct expr *expr)
{
    return expr->kind == EXPR_CALL && expr->routine->bare;
}

static void take_form(struct arena *arena, struct expr *part, const char *form)
{
    struct routine *routine = ARENA_NEW(arena, struct routine);
    *routine = *part->routine;
    routine->clickhouse = form;
    routine->bare = routine->sent = NULL;
    part->routine = routine;
}

/* What begins otherwise than an object or an array is told from one by its first byte. */
static bool is_scalar_text(const struct expr *expr)
{
    return expr->kind == EXPR_CONST && expr->text && !strchr("[{", expr->text[0]);
}

static bool is_comparison(const struct expr *expr)
{
    static const char *const names[] = {"=", "<>", "<", "<=", ">", ">="};
    bool is_one = false;
    for (size_t i = 0; expr->kind == EXPR_CALL && i < sizeof names / sizeof *names; i++)
        is_one |= strcmp(expr->routine->name, names[i]) == 0;
    return is_one && expr->args.n == 2;
}

/* Whether all arguments but the part are such constants. */
static bool has_scalars(const struct expr *expr, const struct expr *part)
{
    for (size_t i = 0; i < expr->args.n; i++)
        if (expr->args.items[i] != part && !is_scalar_text(expr->args.items[i]))
            return false;
    return true;
}

static bool is_text_type(uint32_t type)
{
    return type == PG_TEXT || type == PG_VARCHAR || type == PG_BPCHAR || type == PG_NAME ||
           type == PG_JSON || type == PG_JSONB;
}

void json_part_lower(struct arena *arena, struct expr *expr)
{
    for (size_t i = 0; i < expr->args.n; i++) {
        struct expr *part = expr->args.items[i];
        if (!is_part(part))
            continue;
        bool is_bare =
            expr->kind == EXPR_NULL_TEST ||
            (expr->kind == EXPR_CAST && !is_text_type(expr->type)) ||
            ((is_comparison(expr) || (expr->kind == EXPR_IN && i == 0)) && has_scalars(expr, part));
        if (is_bare)
            take_form(arena, part, part->routine->bare);
    }
}

/* The plan's columns, to be changed. */
static struct plan_column *own_columns(struct arena *arena, struct plan *plan)
{
    struct plan_column *columns = ARENA_ARRAY(arena, struct plan_column, plan->n_columns);
    for (size_t i = 0; i < plan->n_columns; i++)
        columns[i] = plan->columns[i];
    plan->columns = columns;
    return columns;
}

void json_part_of_targets(struct arena *arena, struct query *query, struct plan *plan)
{
    bool is_plain = query->kind == QUERY_SELECT && !query->distinct && !query->distinct_on.n &&
                    !query->is_aggregated;
    for (size_t i = 0; is_plain && i < query->targets.n && i < plan->n_columns; i++) {
        struct target *target = query->targets.items[i];
        if (!is_part(target->expr))
            continue;
        target->expr = expr_copy(arena, target->expr);
        take_form(arena, target->expr, target->expr->routine->sent);
        own_columns(arena, plan)[i].is_jsonb_text = true;
    }
}
