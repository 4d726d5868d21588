/* Calls by their templates: NULL arguments caught, and arguments that a template names more than
 * once computed once. */
#include <string.h>

#include "rewrite/emit/emit_expr.h"
#include "rewrite/emit/emit_internal.h"

/* Arguments of up to so many nodes are written as often as a template names them. */
#define LIGHT_NODES 2
/* Of constants alone, up to so many, whose text is about so long. */
#define LIGHT_CONSTANT_NODES 6
#define LIGHT_CONSTANT_BYTES 4000

static const char *const bound_names[ROUTINE_MAX_ARGS] = {"a1", "a2", "a3", "a4", "a5", "a6", "a7"};

static enum null_rule null_rule_of(const struct expr *expr)
{
    return expr->kind == EXPR_CALL ? expr->routine->nulls : NULL_IF_ANY;
}

/* Whether it matters for the result that argument i is NULL. */
static bool is_guarded_by(const struct expr *expr, size_t i)
{
    const struct expr *arg = expr->args.items[i];
    return arg->kind != EXPR_LAMBDA &&
           (null_rule_of(expr) == NULL_IF_ANY || pgtype_element(arg->type));
}

/* Whether NULL arguments have to be caught, because the template looks into arrays. */
bool wants_guard(const struct expr *expr)
{
    bool is_strict = expr->kind == EXPR_CAST || expr->kind == EXPR_CLICKHOUSE ||
                     (expr->kind == EXPR_CALL && !expr->routine->called_on_null);
    if (!is_strict || !expr->nullable || !strchr(template_of(expr), '&'))
        return false;
    bool any = false, all = true;
    for (size_t i = 0; i < expr->args.n; i++) {
        if (!is_guarded_by(expr, i))
            continue;
        any |= ((const struct expr *)expr->args.items[i])->nullable;
        all &= ((const struct expr *)expr->args.items[i])->nullable;
    }
    return null_rule_of(expr) == NULL_IF_ALL_ARRAYS ? any && all : any;
}

static bool is_checked(const struct expr *expr, size_t i)
{
    return wants_guard(expr) && is_guarded_by(expr, i) &&
           ((const struct expr *)expr->args.items[i])->nullable;
}

/* The template's value, NULL where an argument is. */
static void fill_guarded(struct buf *out, const struct expr *expr, const struct list *args)
{
    const char *before = "if(";
    bool is_guarded = wants_guard(expr);
    for (size_t i = 0; is_guarded && i < expr->args.n; i++) {
        if (!is_checked(expr, i))
            continue;
        buf_printf(out, "%sisNull(", before);
        emit_expr(out, args->items[i]);
        buf_putc(out, ')');
        before = null_rule_of(expr) == NULL_IF_ALL_ARRAYS ? " AND " : " OR ";
    }
    buf_puts(out, is_guarded ? ", NULL, " : "");
    fill_template(out, expr, args);
    buf_puts(out, is_guarded ? ")" : "");
}

static size_t count_uses(const char *template_, size_t index)
{
    size_t n = 0;
    for (const char *at = template_; *at; at++)
        n += template_is_placeholder(at) && at[1] == (char)('1' + index);
    return n;
}

static bool count_node(struct expr **at, void *count)
{
    (void)at;
    ++*(size_t *)count;
    return true;
}

/* About as long as the text of the expression, if nothing in it is bound. */
static size_t text_length(const struct expr *expr)
{
    const char *template_ = template_of(expr);
    size_t n = template_ ? strlen(template_) : 20;
    for (size_t i = 0; i < expr->args.n; i++)
        n += (template_ ? count_uses(template_, i) : 1) * text_length(expr->args.items[i]);
    return n;
}

/* Whether writing the argument twice would let nested calls grow without bound. Constants must
 * stay in place: ClickHouse folds them, and only what it folded can use the primary key. */
static bool is_heavy(const struct expr *arg)
{
    size_t n_nodes = 0;
    struct expr *root = (struct expr *)arg;
    expr_walk(&root, count_node, &n_nodes);
    bool is_constant = !expr_contains(root, EXPR_COLUMN) && !expr_contains(root, EXPR_AGGREGATE) &&
                       !expr_contains(root, EXPR_WINDOW);
    if (!is_constant)
        return n_nodes > LIGHT_NODES;
    return n_nodes > LIGHT_CONSTANT_NODES || text_length(arg) > LIGHT_CONSTANT_BYTES;
}

/* ClickHouse wants some arguments to be constants, which those of a lambda are not. */
static bool stays_in_place(const struct expr *arg)
{
    return arg->kind == EXPR_CONST || arg->kind == EXPR_LAMBDA;
}

/*
 * A call whose template names a heavy argument more than once computes the arguments once:
 * arrayElement(arrayMap((a1, a2) -> … a1 … a2 …, array(x1), array(x2)), 1).
 */
static void emit_bound(struct buf *out, const struct expr *expr)
{
    struct list names = {0};
    struct expr holders[ROUTINE_MAX_ARGS];
    void *items[ROUTINE_MAX_ARGS];
    names.items = items;
    const char *comma = "";
    buf_puts(out, "arrayElement(arrayMap((");
    for (size_t i = 0; i < expr->args.n; i++) {
        struct expr *arg = expr->args.items[i];
        items[names.n++] = stays_in_place(arg) ? arg : &holders[i];
        if (stays_in_place(arg))
            continue;
        holders[i] = *arg;
        holders[i].kind = EXPR_CLICKHOUSE;
        holders[i].args.n = 0;
        holders[i].template_ = bound_names[i];
        buf_printf(out, "%s%s", comma, bound_names[i]);
        comma = ", ";
    }
    buf_puts(out, ") -> ");
    fill_guarded(out, expr, &names);
    for (size_t i = 0; i < expr->args.n; i++) {
        if (stays_in_place(expr->args.items[i]))
            continue;
        buf_puts(out, ", array(");
        /* The holder passes for computed: a wide Decimal. */
        if (((const struct expr *)expr->args.items[i])->type == PG_NUMERIC)
            emit_widened(out, expr->args.items[i]);
        else
            emit_expr(out, expr->args.items[i]);
        buf_putc(out, ')');
    }
    buf_puts(out, "), 1)");
}

bool wants_binding(const struct expr *expr)
{
    if (expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_WINDOW ||
        expr->args.n > ROUTINE_MAX_ARGS)
        return false;
    for (size_t i = 0; i < expr->args.n; i++)
        if (count_uses(template_of(expr), i) + is_checked(expr, i) > 1 &&
            is_heavy(expr->args.items[i]))
            return true;
    return false;
}

void emit_template(struct buf *out, const struct expr *expr)
{
    if (wants_binding(expr))
        emit_bound(out, expr);
    else
        fill_guarded(out, expr, &expr->args);
}
