/* format(): the pieces of the pattern and its arguments, put together (manual, 9.4.1). */
#include "rewrite/bind/bind_format.h"

#include <stdlib.h>
#include <string.h>

#include "rewrite/routines/routine_row.h"

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

/* %3$-10s */
struct specifier {
    size_t index;       /* of the argument; 0: the next one */
    size_t width_index; /* the same, of the width */
    bool has_width_argument, is_left;
    const char *width; /* a number; NULL: none */
    char form;
};

static bool has_argument(const struct formatting *formatting, size_t index)
{
    return index < formatting->args->n ||
           fail(formatting, SQLSTATE_INVALID_PARAMETER_VALUE, "too few arguments for format()");
}

static struct expr *argument_text(const struct formatting *formatting, char form, size_t index)
{
    struct binder *binder = formatting->binder;
    struct expr *text = as_text(binder, expr_copy(binder->arena, formatting->args->items[index]));
    if (text && form == 'I')
        return expr_clickhouse(binder->arena, PG_TEXT,
                               CHECKED("isNull($1)", "22004",
                                       "null values cannot be formatted as an SQL identifier",
                                       "$1"),
                               1, (struct expr *[]){call_quote(binder, "quote_ident", text)});
    if (text && form == 'L')
        return call_quote(binder, "quote_nullable", text);
    return text ? expr_clickhouse(binder->arena, PG_TEXT, "ifNull($1, '')", 1, &text) : NULL;
}

/* Filled with blanks: behind it where the width is negative. */
#define FILL "repeat(' ', greatest(0, abs($2) - toInt64(lengthUTF8($1))))"
static struct expr *fill(const struct formatting *formatting, struct expr *text, struct expr *width,
                         bool is_left)
{
    struct arena *arena = formatting->binder->arena;
    struct expr *wide = expr_clickhouse(arena, PG_INT8, "ifNull(toInt64($1), 0)", 1, &width);
    const char *template_ =
        is_left ? "concat($1, " FILL ")" : "if($2 < 0, concat($1, " FILL "), concat(" FILL ", $1))";
    return expr_clickhouse(arena, PG_TEXT, template_, 2, (struct expr *[]){text, wide});
}

/* The width stands before its value among the arguments. */
static struct expr *width_of(struct formatting *formatting, const struct specifier *specifier)
{
    struct binder *binder = formatting->binder;
    if (!specifier->has_width_argument)
        return expr_const(binder->arena, PG_INT4, specifier->width, 0);
    size_t index = specifier->width_index ? specifier->width_index : formatting->next;
    formatting->next = index + 1;
    if (!has_argument(formatting, index))
        return NULL;
    struct expr *arg = expr_copy(binder->arena, formatting->args->items[index]);
    return coerce(binder, arg, PG_INT4, -1, CAST_EXPLICIT, arg->position);
}

static bool add_argument(struct formatting *formatting, const struct specifier *specifier)
{
    struct expr *width = NULL;
    if ((specifier->width || specifier->has_width_argument) &&
        !(width = width_of(formatting, specifier)))
        return false;
    size_t index = specifier->index ? specifier->index : formatting->next;
    formatting->next = index + 1;
    if (!has_argument(formatting, index))
        return false;
    struct expr *text = argument_text(formatting, specifier->form, index);
    if (text && width)
        text = fill(formatting, text, width, specifier->is_left);
    if (!text)
        return false;
    list_add(formatting->binder->arena, &formatting->parts, text);
    return true;
}

/* Digits at *at, as text, NULL if there are none. */
static bool take_number(const struct formatting *formatting, const char **at, const char **number)
{
    size_t size = strspn(*at, "0123456789");
    *number = size ? arena_strndup(formatting->binder->arena, *at, size) : NULL;
    *at += size;
    return !size || strtoul(*number, NULL, 10) <= INT32_MAX ||
           fail(formatting, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, "number is out of range");
}

static bool take_index(const struct formatting *formatting, const char *number, size_t *index)
{
    *index = strtoul(number, NULL, 10);
    return *index || fail(formatting, SQLSTATE_INVALID_PARAMETER_VALUE,
                          "format specifies argument 0, but arguments are numbered from 1");
}

/* "*" or "*3$" */
static bool take_width_argument(const struct formatting *formatting, const char **at,
                                struct specifier *specifier)
{
    const char *number;
    specifier->has_width_argument = true;
    if (!take_number(formatting, at, &number) || !number)
        return !number;
    if (**at != '$')
        return fail(formatting, SQLSTATE_INVALID_PARAMETER_VALUE,
                    "width argument position must be ended by \"$\"");
    ++*at;
    return take_index(formatting, number, &specifier->width_index);
}

static bool take_width(const struct formatting *formatting, const char **at,
                       struct specifier *specifier)
{
    for (; **at == '-'; ++*at)
        specifier->is_left = true;
    if (**at != '*')
        return take_number(formatting, at, &specifier->width);
    ++*at;
    return take_width_argument(formatting, at, specifier);
}

/* Behind "%"; *at is moved behind it. */
static bool take_specifier(const struct formatting *formatting, const char **at,
                           struct specifier *specifier)
{
    if (!take_number(formatting, at, &specifier->width))
        return false;
    if (specifier->width && **at == '$') {
        if (!take_index(formatting, specifier->width, &specifier->index))
            return false;
        specifier->width = NULL;
        ++*at;
    }
    if (!specifier->width && !take_width(formatting, at, specifier))
        return false;
    specifier->form = **at;
    *at += **at != '\0';
    return true;
}

static bool check_form(const struct formatting *formatting, char form)
{
    if (form && strchr("sIL", form))
        return true;
    if (form)
        err_set(formatting->binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                "unrecognized format() type specifier \"%c\"", form);
    else
        fail(formatting, SQLSTATE_INVALID_PARAMETER_VALUE, "unterminated format() type specifier");
    return err_hint(formatting->binder->err, "For a single \"%%\" use \"%%%%\".");
}

static bool add_specifier(struct formatting *formatting, const char **at)
{
    struct specifier specifier = {0};
    return take_specifier(formatting, at, &specifier) && check_form(formatting, specifier.form) &&
           add_argument(formatting, &specifier);
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
