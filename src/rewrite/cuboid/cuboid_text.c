/* Expressions by what they compute, not by how they were written. */
#include "rewrite/cuboid/cuboid_text.h"

#include <ctype.h>
#include <inttypes.h>

#include "base/buf.h"
#include "rewrite/rollup/rollup_time.h"

#define TEXT_LIMIT ((size_t)16 << 10)
#define CONTEXT_LIMIT ((size_t)64 << 10)

struct writing {
    struct buf out;
    const struct rel *table;
    bool of_session, is_known;
};

static void put_expr(struct writing *writing, const struct expr *expr);

/* With its length before it, so that no text can end another one. */
static void put_text(struct writing *writing, const char *text)
{
    buf_printf(&writing->out, "%zu:%s", text ? strlen(text) : 0, text ? text : "");
}

static void put_all(struct writing *writing, const struct list *exprs)
{
    buf_putc(&writing->out, '(');
    for (LIST_EACH(const struct expr, expr, exprs))
        put_expr(writing, expr);
    buf_putc(&writing->out, ')');
}

static void put_column(struct writing *writing, const struct expr *expr)
{
    writing->is_known &= expr->column.rel == writing->table;
    if (writing->is_known)
        put_text(writing, writing->table->table->columns[expr->column.index].name);
}

static void put_const(struct writing *writing, const struct expr *expr)
{
    buf_putc(&writing->out, expr->text ? '=' : '0');
    put_text(writing, expr->text);
}

/* Operators, and units of times that have no zone, mean the same in every session. */
static bool is_of_session(const struct expr *expr)
{
    const struct expr *of;
    const char *name = expr->routine->name;
    bool is_operator = !isalpha((unsigned char)*name);
    return !is_operator && rollup_unit_of_call(expr, &of) == UNIT_NONE;
}

static void put_call(struct writing *writing, const struct expr *expr)
{
    const struct routine *routine = expr->routine;
    writing->is_known &= !routine->is_volatile && !routine->session_call && !routine->lookup;
    writing->of_session |= is_of_session(expr);
    put_text(writing, routine->name);
    put_text(writing, routine->clickhouse);
    put_text(writing, routine->literal);
    put_text(writing, routine->params);
}

static void put_case(struct writing *writing, const struct expr *expr)
{
    for (LIST_EACH(const struct case_when, when, &expr->cases.whens)) {
        put_expr(writing, when->condition);
        put_expr(writing, when->result);
    }
    if (expr->cases.otherwise)
        put_expr(writing, expr->cases.otherwise);
}

static void put_payload(struct writing *writing, const struct expr *expr)
{
    const struct expr *of;
    switch (expr->kind) {
    case EXPR_CONST:
        put_const(writing, expr);
        break;
    case EXPR_COLUMN:
        put_column(writing, expr);
        break;
    case EXPR_CALL:
    case EXPR_NULLIF:
        put_call(writing, expr);
        break;
    case EXPR_CAST:
        writing->of_session |= rollup_unit_of_call(expr, &of) == UNIT_NONE;
        put_text(writing, expr->cast ? expr->cast->clickhouse : NULL);
        break;
    case EXPR_BOOL:
        buf_printf(&writing->out, "%d", (int)expr->bool_operator);
        break;
    case EXPR_NULL_TEST:
    case EXPR_IN:
        buf_printf(&writing->out, "%d", expr->negated);
        break;
    case EXPR_CASE:
        put_case(writing, expr);
        break;
    case EXPR_COALESCE:
        break;
    case EXPR_CLICKHOUSE:
        writing->of_session = true;
        put_text(writing, expr->template_);
        break;
    case EXPR_MIN_MAX:
        buf_printf(&writing->out, "%d", expr->is_greatest);
        break;
    default:
        writing->is_known = false;
    }
}

static void put_expr(struct writing *writing, const struct expr *expr)
{
    if (!writing->is_known)
        return;
    buf_printf(&writing->out, "%d/%u/%d ", (int)expr->kind, expr->type, expr->typmod);
    put_payload(writing, expr);
    put_all(writing, &expr->args);
}

/* ---- sessions ---- */

/* FNV-1a. */
static uint64_t hash_of(const struct buf *text, uint64_t hash)
{
    for (size_t i = 0; i < buf_size(text); i++)
        hash = (hash ^ (unsigned char)buf_data(text)[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static const char *session_of(struct cuboid_saying *saying)
{
    struct buf all;
    if (saying->session)
        return saying->session;
    buf_init(&all, CONTEXT_LIMIT);
    buf_printf(&all, "%s\n%s\n", saying->context->database, saying->context->user);
    settings_write(saying->context->settings, &all);
    if (!all.failed)
        saying->session = arena_printf(saying->arena, "%016" PRIx64 "%016" PRIx64 " ",
                                       hash_of(&all, UINT64_C(0xcbf29ce484222325)),
                                       hash_of(&all, buf_size(&all)));
    buf_free(&all);
    return saying->session;
}

const char *cuboid_text(struct cuboid_saying *saying, const struct expr *expr)
{
    struct writing writing = {.table = saying->table, .is_known = true};
    buf_init(&writing.out, TEXT_LIMIT);
    put_expr(&writing, expr);
    const char *session = "";
    if (writing.of_session && !(session = session_of(saying)))
        writing.is_known = false;
    const char *text = NULL;
    if (writing.is_known && !writing.out.failed)
        text = arena_printf(saying->arena, "%s%.*s", session, (int)buf_size(&writing.out),
                            buf_data(&writing.out));
    buf_free(&writing.out);
    return text;
}
