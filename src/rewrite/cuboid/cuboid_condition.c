/* Conditions as tests of keys: what the proxy can find out by itself, as PostgreSQL would. */
#include <stdlib.h>
#include <string.h>

#include "base/cuboid.h"
#include "base/datetime.h"
#include "rewrite/cuboid/cuboid_ask.h"

#define SECOND_MICROS INT64_C(1000000)
#define DAY_SECONDS INT64_C(86400)

static const struct cuboid_condition *say(struct cuboid_saying *saying, const struct expr *expr);

/* ---- constants ---- */

static bool integer_of(const char *text, struct cuboid_value *value)
{
    char *end;
    value->number = strtoll(text, &end, 10);
    if (*end == '.')
        end += 1 + strspn(end + 1, "0");
    /* The ends of the range may be what did not fit. */
    return end > text && !*end && value->number > INT64_MIN && value->number < INT64_MAX;
}

static bool moment_of(const char *text, bool is_date, struct cuboid_value *value)
{
    struct datetime t;
    if (datetime_parse(str_of(text), &t) != DATETIME_OK || t.special || t.has_zone)
        return false;
    int64_t seconds = datetime_seconds(&t);
    if (is_date && (seconds % DAY_SECONDS || t.nanos))
        return false;
    value->number = is_date ? seconds / DAY_SECONDS : seconds * SECOND_MICROS + t.nanos / 1000;
    return true;
}

static bool text_of(const char *text, struct cuboid_value *value)
{
    value->is_text = true;
    value->text = str_of(text);
    return true;
}

bool cuboid_value_of(const struct expr *expr, struct cuboid_value *value)
{
    *value = (struct cuboid_value){.is_null = true};
    if (expr->kind != EXPR_CONST)
        return false;
    if (!expr->text)
        return true;
    value->is_null = false;
    switch (expr->type) {
    case PG_INT2:
    case PG_INT4:
    case PG_INT8:
    case PG_NUMERIC:
        return integer_of(expr->text, value);
    case PG_BOOL:
        value->number = *expr->text == 't';
        return true;
    case PG_DATE:
        return moment_of(expr->text, true, value);
    case PG_TIMESTAMP:
        return moment_of(expr->text, false, value);
    case PG_TEXT:
    case PG_VARCHAR:
        return text_of(expr->text, value);
    default:
        return false;
    }
}

/* ---- keys ---- */

static bool is_integer(uint32_t type)
{
    return type == PG_INT2 || type == PG_INT4 || type == PG_INT8;
}

/* The same value, of a type that holds more. */
static const struct expr *narrowest(const struct expr *expr)
{
    while (expr->kind == EXPR_CAST && expr->typmod < 0) {
        const struct expr *of = expr->args.items[0];
        bool widens = is_integer(of->type) && (is_integer(expr->type) || expr->type == PG_NUMERIC);
        bool renames = of->type == PG_VARCHAR && expr->type == PG_TEXT;
        if (!widens && !renames)
            break;
        expr = of;
    }
    return expr;
}

static bool is_comparable(uint32_t type)
{
    return is_integer(type) || type == PG_NUMERIC || type == PG_BOOL || type == PG_DATE ||
           type == PG_TIMESTAMP || type == PG_TEXT || type == PG_VARCHAR;
}

static const char *key_of(struct cuboid_saying *saying, const struct expr *expr)
{
    expr = narrowest(expr);
    if (expr->kind == EXPR_CONST || !is_comparable(expr->type))
        return NULL;
    return cuboid_key_text(saying, expr);
}

/* Of one family, so that numbers mean the same. */
static bool are_alike(const struct expr *key, const struct expr *constant)
{
    uint32_t a = narrowest(key)->type, b = constant->type;
    bool are_numbers = (is_integer(a) || a == PG_NUMERIC) && (is_integer(b) || b == PG_NUMERIC);
    bool are_texts = (a == PG_TEXT || a == PG_VARCHAR) && (b == PG_TEXT || b == PG_VARCHAR);
    return a == b || are_numbers || are_texts;
}

/* ---- tests ---- */

static struct cuboid_condition *condition_new(struct cuboid_saying *saying, enum cuboid_test test)
{
    struct cuboid_condition *condition = ARENA_NEW(saying->arena, struct cuboid_condition);
    condition->test = test;
    return condition;
}

static const struct cuboid_condition *test_key(struct cuboid_saying *saying, enum cuboid_test test,
                                               const struct expr *key, const struct list *constants,
                                               size_t first)
{
    struct cuboid_condition *condition = condition_new(saying, test);
    struct cuboid_value *values = ARENA_ARRAY(saying->arena, struct cuboid_value, constants->n + 1);
    for (size_t i = first; i < constants->n; i++) {
        const struct expr *constant = constants->items[i];
        if (!cuboid_value_of(constant, &values[condition->n_values++]) || !are_alike(key, constant))
            return NULL;
    }
    condition->values = values;
    condition->key = key_of(saying, key);
    return condition->key ? condition : NULL;
}

static const struct comparison {
    const char *name;
    enum cuboid_test test, mirrored;
} comparisons[] = {
    {"=", CUBOID_EQUAL, CUBOID_EQUAL},  {"<>", CUBOID_NOT_EQUAL, CUBOID_NOT_EQUAL},
    {"<", CUBOID_LESS, CUBOID_GREATER}, {"<=", CUBOID_LESS_EQUAL, CUBOID_GREATER_EQUAL},
    {">", CUBOID_GREATER, CUBOID_LESS}, {">=", CUBOID_GREATER_EQUAL, CUBOID_LESS_EQUAL},
};

static const struct cuboid_condition *say_comparison(struct cuboid_saying *saying,
                                                     const struct expr *expr)
{
    if (expr->args.n != 2)
        return NULL;
    const struct expr *left = expr->args.items[0], *right = expr->args.items[1];
    bool is_mirrored = left->kind == EXPR_CONST;
    struct list constant = {0};
    list_add(saying->arena, &constant, (void *)(uintptr_t)(is_mirrored ? left : right));
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
        if (strcmp(comparisons[i].name, expr->routine->name) == 0)
            return test_key(saying, is_mirrored ? comparisons[i].mirrored : comparisons[i].test,
                            is_mirrored ? right : left, &constant, 0);
    return NULL;
}

static const struct cuboid_condition *join(struct cuboid_saying *saying, enum cuboid_test test,
                                           size_t n, const struct cuboid_condition *const *args)
{
    struct cuboid_condition *condition = condition_new(saying, test);
    for (size_t i = 0; i < n; i++)
        if (!args[i])
            return NULL;
    condition->args = args;
    condition->n_args = n;
    return condition;
}

static const struct cuboid_condition *negate(struct cuboid_saying *saying,
                                             const struct cuboid_condition *condition)
{
    const struct cuboid_condition **args =
        ARENA_ARRAY(saying->arena, const struct cuboid_condition *, 1);
    args[0] = condition;
    return join(saying, CUBOID_NOT, 1, args);
}

static const struct cuboid_condition *say_bool(struct cuboid_saying *saying,
                                               const struct expr *expr)
{
    static const enum cuboid_test tests[] = {
        [BOOL_AND] = CUBOID_AND, [BOOL_OR] = CUBOID_OR, [BOOL_NOT] = CUBOID_NOT};
    const struct cuboid_condition **args =
        ARENA_ARRAY(saying->arena, const struct cuboid_condition *, expr->args.n);
    for (size_t i = 0; i < expr->args.n; i++)
        args[i] = say(saying, expr->args.items[i]);
    return join(saying, tests[expr->bool_operator], expr->args.n, args);
}

static const struct cuboid_condition *say_in(struct cuboid_saying *saying, const struct expr *expr)
{
    const struct cuboid_condition *in =
        test_key(saying, CUBOID_IN, expr->args.items[0], &expr->args, 1);
    return expr->negated ? negate(saying, in) : in;
}

static const struct cuboid_condition *say_null_test(struct cuboid_saying *saying,
                                                    const struct expr *expr)
{
    struct list none = {0};
    const struct cuboid_condition *is_null =
        test_key(saying, CUBOID_IS_NULL, expr->args.items[0], &none, 0);
    return expr->negated ? negate(saying, is_null) : is_null;
}

static const struct cuboid_condition *say_const(struct cuboid_saying *saying,
                                                const struct expr *expr)
{
    struct cuboid_condition *condition = condition_new(saying, CUBOID_CONSTANT);
    struct cuboid_value *value = ARENA_NEW(saying->arena, struct cuboid_value);
    condition->values = value;
    condition->n_values = 1;
    return cuboid_value_of(expr, value) ? condition : NULL;
}

static const struct cuboid_condition *say(struct cuboid_saying *saying, const struct expr *expr)
{
    struct list none = {0};
    switch (expr->kind) {
    case EXPR_CALL:
        return say_comparison(saying, expr);
    case EXPR_BOOL:
        return say_bool(saying, expr);
    case EXPR_IN:
        return say_in(saying, expr);
    case EXPR_NULL_TEST:
        return say_null_test(saying, expr);
    case EXPR_CONST:
        return say_const(saying, expr);
    case EXPR_COLUMN:
        return expr->type == PG_BOOL ? test_key(saying, CUBOID_TRUE, expr, &none, 0) : NULL;
    default:
        return NULL;
    }
}

const struct cuboid_condition *cuboid_condition_of(struct cuboid_saying *saying,
                                                   const struct expr *expr)
{
    return say(saying, expr);
}
