/* Arrays whose elements an expression is about: ANY, ALL, casts element by element. */
#include <string.h>

#include "base/array_text.h"
#include "rewrite/answer/answer_internal.h"
#include "rewrite/bind/bind_array.h"

bool answer_variable(const struct expr *expr, const struct answer_frame *frame, const char **value)
{
    for (; frame; frame = frame->outer) {
        if (frame->variable && strcmp(frame->variable, expr->template_) == 0) {
            *value = frame->element;
            return true;
        }
    }
    return false;
}

/* The elements of an array of one dimension, NULL for NULL. */
static bool read_elements(struct arena *arena, const char *text, struct list *elements)
{
    struct array_value array;
    const char *detail;
    if (!array_text_parse(arena, str_of(text), &array, &detail) || array.n_dims > 1)
        return false;
    for (size_t i = 0; i < array.n; i++) {
        struct str element = array.elements[i];
        list_add(arena, elements,
                 element.data ? arena_strndup(arena, element.data, element.size) : NULL);
    }
    return true;
}

/* What the body of a lambda is for the element. */
static bool apply(struct answering *answering, const struct expr *lambda, const struct expr *body,
                  const char *element, const struct answer_frame *frame, const char **value)
{
    struct answer_frame at = {.outer = frame, .variable = lambda->template_, .element = element};
    return answer_spend(answering, 1) && answer_expr(answering, body, &at, value);
}

static const struct quantifier {
    const char *template_;
    bool all;
    bool is_wrapped; /* the comparison is in a template that makes a number of it */
} quantifiers[] = {
    {ARRAY_ANY, false, true},
    {ARRAY_ALL, true, true},
    {ARRAY_ANY_PLAIN, false, false},
    {ARRAY_ALL_PLAIN, true, false},
};

static const struct quantifier *find_quantifier(const struct expr *expr)
{
    for (size_t i = 0; i < sizeof quantifiers / sizeof *quantifiers; i++) {
        if (strcmp(quantifiers[i].template_, expr->template_) == 0)
            return &quantifiers[i];
    }
    return NULL;
}

/* Of no elements ANY is false and ALL true; a comparison that decides does so whatever the others
 * are, and NULL does where none decides. */
static bool quantify(struct answering *answering, const struct expr *expr,
                     const struct list *elements, const struct answer_frame *frame,
                     const char **value)
{
    const struct quantifier *quantifier = find_quantifier(expr);
    const struct expr *lambda = expr->args.items[1], *body = lambda->args.items[0];
    const char *decides = quantifier->all ? "f" : "t";
    bool has_null = false;
    if (quantifier->is_wrapped)
        body = body->args.items[0];
    for (size_t i = 0; i < elements->n; i++) {
        if (!apply(answering, lambda, body, elements->items[i], frame, value))
            return false;
        if (*value && strcmp(*value, decides) == 0)
            return true;
        has_null |= !*value;
    }
    *value = has_null ? NULL : quantifier->all ? "t" : "f";
    return true;
}

/* Texts that need no quotes in an array's. */
static bool is_plain(const char *text)
{
    return *text && !text[strspn(text, "0123456789-")];
}

static bool map(struct answering *answering, const struct expr *expr, const struct list *elements,
                const struct answer_frame *frame, const char **value)
{
    const struct expr *lambda = expr->args.items[1];
    const char *text = "", *element;
    for (size_t i = 0; i < elements->n; i++) {
        if (!apply(answering, lambda, lambda->args.items[0], elements->items[i], frame, &element) ||
            (element && !is_plain(element)))
            return false;
        text = arena_printf(answering->arena, "%s%s%s", text, i ? "," : "",
                            element ? element : "NULL");
    }
    *value = arena_printf(answering->arena, "{%s}", text);
    return true;
}

bool answer_lambda(struct answering *answering, const struct expr *expr,
                   const struct answer_frame *frame, const char **value)
{
    const char *array;
    struct list elements = {0};
    if (!answer_expr(answering, expr->args.items[0], frame, &array))
        return false;
    *value = NULL;
    if (!array)
        return true;
    if (!read_elements(answering->arena, array, &elements))
        return false;
    if (find_quantifier(expr))
        return quantify(answering, expr, &elements, frame, value);
    return strcmp(expr->template_, ARRAY_MAP) == 0 && map(answering, expr, &elements, frame, value);
}

bool answer_joined(struct answering *answering, const char *array, const char **value)
{
    struct list elements = {0};
    const char *text = "";
    if (!read_elements(answering->arena, array, &elements))
        return false;
    for (size_t i = 0; i < elements.n; i++) {
        if (!elements.items[i])
            return false;
        text = arena_printf(answering->arena, "%s%s%s", text, i ? " " : "",
                            (const char *)elements.items[i]);
    }
    *value = text;
    return true;
}
