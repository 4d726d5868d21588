/* format(): the pieces of the pattern and its arguments, put together. Knows %s, %I and %L. */
#include "rewrite/bind_format.h"

#include <stdlib.h>
#include <string.h>

#include "rewrite/routine_row.h"

struct formatting {
    struct binder *binder;
    const struct list *args; /* the pattern is the first */
    struct list parts;
    size_t next; /* argument */
    int position;
};

static bool fail(const struct formatting *formatting, const char *sqlstate, const char *message)
{
    return err_set(formatting->binder->err, sqlstate, 0, "%s", message);
}

static struct expr *call_quote(struct binder *binder, const char *name, struct expr *arg)
{
    const struct routine *rows[8];
    size_t n = routine_find(ROUTINE_FUNCTION, name, rows, 8);
    for (size_t i = 0; i < n; i++)
        if (rows[i]->args[0] == PG_TEXT) {
            struct expr *call = expr_new(binder->arena, EXPR_CALL, PG_TEXT, arg->position);
            call->routine = rows[i];
            list_add(binder->arena, &call->args, arg);
            return call;
        }
    return NULL;
}

static struct expr *as_text(struct binder *binder, struct expr *arg)
{
    if (arg->type != PG_BOOL)
        return coerce(binder, arg, PG_TEXT, -1, CAST_EXPLICIT, arg->position);
    return expr_clickhouse(binder->arena, PG_TEXT, "multiIf(isNull($1), NULL, $1, 't', 'f')", 1,
                           &arg);
}

static bool add_argument(struct formatting *formatting, char form, size_t index)
{
    struct binder *binder = formatting->binder;
    if (index >= formatting->args->n)
        return fail(formatting, SQLSTATE_INVALID_PARAMETER_VALUE, "too few arguments for format()");
    struct expr *text = as_text(binder, expr_copy(binder->arena, formatting->args->items[index]));
    if (text && form == 'I')
        text =
            expr_clickhouse(binder->arena, PG_TEXT,
                            CHECKED("isNull($1)", "22004",
                                    "null values cannot be formatted as an SQL identifier", "$1"),
                            1, (struct expr *[]){call_quote(binder, "quote_ident", text)});
    else if (text && form == 'L')
        text = call_quote(binder, "quote_nullable", text);
    else if (text)
        text = expr_clickhouse(binder->arena, PG_TEXT, "ifNull($1, '')", 1, &text);
    if (!text)
        return false;
    list_add(binder->arena, &formatting->parts, text);
    return true;
}

/* Behind "%": "s", "2$I"; *at is moved behind it. */
static bool add_specifier(struct formatting *formatting, const char **at)
{
    char *end;
    long number = strtol(*at, &end, 10);
    size_t index = formatting->next;
    if (end != *at && *end == '$') {
        if (number < 1)
            return fail(formatting, SQLSTATE_INVALID_PARAMETER_VALUE,
                        "format specifies argument 0, but arguments are numbered from 1");
        index = (size_t)number;
        *at = end + 1;
    }
    if (strchr("-*0123456789", **at) && **at)
        return fail(formatting, SQLSTATE_FEATURE_NOT_SUPPORTED,
                    "widths in format() are not supported yet");
    if (!**at)
        return fail(formatting, SQLSTATE_INVALID_PARAMETER_VALUE,
                    "unterminated format() type specifier");
    if (!strchr("sIL", **at)) {
        err_set(formatting->binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                "unrecognized format() type specifier \"%c\"", **at);
        return err_hint(formatting->binder->err, "For a single \"%%\" use \"%%%%\".");
    }
    formatting->next = index + 1;
    return add_argument(formatting, *(*at)++, index);
}

static void add_text(struct formatting *formatting, const char *text, size_t size)
{
    struct arena *arena = formatting->binder->arena;
    list_add(arena, &formatting->parts,
             expr_const(arena, PG_TEXT, arena_strndup(arena, text, size), 0));
}

static bool add_pieces(struct formatting *formatting, const char *at)
{
    while (*at) {
        size_t size = strcspn(at, "%");
        if (size)
            add_text(formatting, at, size);
        at += size;
        if (*at && at[1] == '%') {
            add_text(formatting, at, 1);
            at += 2;
        } else if (*at) {
            at++;
            if (!add_specifier(formatting, &at))
                return false;
        }
    }
    return true;
}

struct expr *bind_format(struct binder *binder, const struct list *args, int position)
{
    const struct expr *pattern = args->items[0];
    struct formatting formatting = {binder, args, {0}, 1, position};
    if (pattern->kind != EXPR_CONST) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, pattern->position,
                "the pattern of format must be a constant");
        return NULL;
    }
    if (!pattern->text)
        return expr_const(binder->arena, PG_TEXT, NULL, position);
    add_text(&formatting, "", 0);
    add_text(&formatting, "", 0);
    if (!add_pieces(&formatting, pattern->text))
        return NULL;
    struct expr *expr = expr_clickhouse(binder->arena, PG_TEXT, "concat($*)", 0, NULL);
    expr->args = formatting.parts;
    expr->position = position;
    return expr;
}
