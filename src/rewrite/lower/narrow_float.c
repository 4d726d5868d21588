/* Which of overflow, underflow, division by zero and NaN a constant operand rules out. */
#include "rewrite/lower/narrow_float.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rewrite/routines/routine_row.h"

/*
 * The proofs, for x a double or a real made a double, c the constant.
 * SUM: |c| < 2^969 is below half of the last place of the largest double, which is 2^970: x + c
 *   rounds to an infinity only if x is one.
 * SHRINK: |c| <= 1, c not 0: |x * c| <= |x| cannot overflow; it can underflow.
 * GROW: |c| >= 1: |x * c| >= |x| cannot underflow; it can overflow.
 * KEEP: |c| = 1 does neither, nor does 0: PostgreSQL does not call 0 * x an underflow.
 * Divided by c it is the other way round, but for 0. Where x is the divisor nothing is ruled out.
 */
enum effect { EFFECT_NONE, EFFECT_PLAIN, EFFECT_SHRINK, EFFECT_GROW };

static enum effect effect_of_sum(double c)
{
    return fabs(c) < 0x1p969 ? EFFECT_PLAIN : EFFECT_NONE;
}

static enum effect effect_of_product(double c)
{
    if (c == 0 || fabs(c) == 1)
        return EFFECT_PLAIN;
    return fabs(c) > 1 ? EFFECT_GROW : EFFECT_SHRINK;
}

static enum effect effect_of_quotient(double c)
{
    if (c == 0)
        return EFFECT_NONE;
    if (fabs(c) == 1)
        return EFFECT_PLAIN;
    return fabs(c) > 1 ? EFFECT_SHRINK : EFFECT_GROW;
}

/* The operator, with x as $1 and the constant as $2. */
static const struct {
    const char *name;
    bool constant_first;
    enum effect (*effect_of)(double c);
    const char *value;
} operations[] = {
    {"+", false, effect_of_sum, "$1 + $2"},      {"+", true, effect_of_sum, "$2 + $1"},
    {"-", false, effect_of_sum, "$1 - $2"},      {"-", true, effect_of_sum, "$2 - $1"},
    {"*", false, effect_of_product, "$1 * $2"},  {"*", true, effect_of_product, "$2 * $1"},
    {"/", false, effect_of_quotient, "$1 / $2"},
};

/*
 * The same for comparisons, where the constant is no NaN. PostgreSQL's NaN is the largest value;
 * ClickHouse's compares false, but for <>. (x > c must not become NOT x <= c: the primary key is
 * then asked for a range, in which ClickHouse does not look for NaN.)
 */
static const struct {
    const char *name;
    bool constant_first;
    const char *template_;
} comparisons[] = {
    {"=", false, "($1 = $2)"},
    {"=", true, "($1 = $2)"},
    {"<>", false, "($1 != $2)"},
    {"<>", true, "($1 != $2)"},
    {"<", false, "($1 < $2)"},
    {"<=", false, "($1 <= $2)"},
    {">", true, "($1 < $2)"},
    {">=", true, "($1 <= $2)"},
    {">", false, "($1 > $2 OR isNaN($1))"},
    {">=", false, "($1 >= $2 OR isNaN($1))"},
    {"<", true, "($1 > $2 OR isNaN($1))"},
    {"<=", true, "($1 >= $2 OR isNaN($1))"},
};

#define N(array) (sizeof(array) / sizeof *(array))

static const char *template_of_effect(struct arena *arena, enum effect effect, const char *value)
{
    switch (effect) {
    case EFFECT_NONE:
        return NULL;
    case EFFECT_PLAIN:
        return arena_printf(arena, "(%s)", value);
    case EFFECT_SHRINK:
        return arena_printf(
            arena, CHECKED("(%s) = 0 AND $1 != 0", "22003", "value out of range: underflow", "%s"),
            value, value, value);
    case EFFECT_GROW:
        return arena_printf(arena,
                            CHECKED("isInfinite(%s) AND NOT isInfinite($1)", "22003",
                                    "value out of range: overflow", "%s"),
                            value, value, value);
    }
    return NULL;
}

static const char *arithmetic(struct arena *arena, const struct expr *expr, bool constant_first,
                              double c)
{
    for (size_t i = 0; i < N(operations); i++)
        if (operations[i].constant_first == constant_first &&
            strcmp(operations[i].name, expr->routine->name) == 0)
            return template_of_effect(arena, operations[i].effect_of(c), operations[i].value);
    return NULL;
}

static const char *comparison(const struct expr *expr, bool constant_first)
{
    for (size_t i = 0; i < N(comparisons); i++)
        if (comparisons[i].constant_first == constant_first &&
            strcmp(comparisons[i].name, expr->routine->name) == 0)
            return comparisons[i].template_;
    return NULL;
}

static bool is_float(uint32_t type)
{
    return type == PG_FLOAT8 || type == PG_FLOAT4;
}

/* An operator of floats, one of them a finite constant. */
static bool is_candidate(const struct expr *expr, bool *constant_first, double *c)
{
    if (expr->kind != EXPR_CALL || expr->args.n != 2 || expr->routine->n_args != 2 ||
        !is_float(expr->routine->args[0]) || !is_float(expr->routine->args[1]))
        return false;
    const struct expr *left = expr->args.items[0], *right = expr->args.items[1];
    *constant_first = left->kind == EXPR_CONST;
    const struct expr *constant = *constant_first ? left : right;
    if (constant->kind != EXPR_CONST || !constant->text || left->kind == right->kind)
        return false;
    *c = strtod(constant->text, NULL);
    return isfinite(*c);
}

void narrow_float(struct arena *arena, struct expr **at)
{
    bool constant_first;
    double c;
    const struct expr *expr = *at;
    if (!is_candidate(expr, &constant_first, &c))
        return;
    const struct expr *constant = expr->args.items[constant_first ? 0 : 1];
    const char *template_ = NULL;
    if (expr->type == PG_BOOL)
        template_ = comparison(expr, constant_first);
    else if (expr->type == PG_FLOAT8 && constant->type == PG_FLOAT8)
        template_ = arithmetic(arena, expr, constant_first, c);
    if (!template_)
        return;
    struct expr *args[] = {expr->args.items[constant_first ? 1 : 0],
                           expr->args.items[constant_first ? 0 : 1]};
    struct expr *made = expr_clickhouse(arena, expr->type, template_, 2, args);
    made->nullable = expr->nullable;
    made->position = expr->position;
    *at = made;
}
