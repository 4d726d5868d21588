/* Conditions over texts of values: comparisons with constants, LIKE, lists, and what joins them. */
#include "rewrite/system/system_predicate.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NAME 63

struct known {
    bool is_known;
    const char *text; /* NULL for NULL */
};

struct row {
    const struct rel *rel;
    const char *const *values;
};

/* --- types whose texts compare --- */

static const struct {
    uint32_t type;
    enum system_family family;
} families[] = {
    {PG_OID, FAMILY_NUMBER},      {PG_INT2, FAMILY_NUMBER},         {PG_INT4, FAMILY_NUMBER},
    {PG_INT8, FAMILY_NUMBER},     {PG_REGPROC, FAMILY_NUMBER},      {PG_REGTYPE, FAMILY_NUMBER},
    {PG_REGCLASS, FAMILY_NUMBER}, {PG_REGNAMESPACE, FAMILY_NUMBER}, {PG_REGROLE, FAMILY_NUMBER},
    {PG_TEXT, FAMILY_TEXT},       {PG_NAME, FAMILY_TEXT},           {PG_VARCHAR, FAMILY_TEXT},
    {PG_CHAR, FAMILY_TEXT},       {PG_BOOL, FAMILY_BOOL},
};

enum system_family system_family_of(uint32_t type)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        if (families[i].type == type)
            return families[i].family;
    }
    return FAMILY_NONE;
}

/* --- values --- */

static const struct expr *below_cast(const struct expr *expr)
{
    const struct expr *arg = expr->args.items[0];
    enum system_family family = system_family_of(expr->type);
    bool keeps = expr->typmod < 0 && expr->args.n >= 1 && family && family != FAMILY_BOOL &&
                 family == system_family_of(arg->type);
    return keeps ? arg : NULL;
}

bool system_predicate_fits(uint32_t type, const char *text)
{
    if (!text || (type != PG_NAME && type != PG_CHAR))
        return true;
    return strlen(text) <= (type == PG_NAME ? MAX_NAME : 1);
}

static struct known value_of(const struct expr *expr, const struct row *row)
{
    static const struct known unknown = {false, NULL};
    if (expr->kind == EXPR_COLUMN && expr->column.rel == row->rel)
        return (struct known){true, row->values ? row->values[expr->column.index] : NULL};
    if (expr->kind == EXPR_CONST)
        return (struct known){true, expr->text};
    const struct expr *arg = expr->kind == EXPR_CAST ? below_cast(expr) : NULL;
    if (!arg)
        return unknown;
    struct known value = value_of(arg, row);
    return value.is_known && system_predicate_fits(expr->type, value.text) ? value : unknown;
}

const struct expr *system_predicate_column(const struct expr *expr)
{
    while (expr && expr->kind == EXPR_CAST)
        expr = below_cast(expr);
    return expr && expr->kind == EXPR_COLUMN ? expr : NULL;
}

/* --- comparisons --- */

static unsigned truth(bool value)
{
    return value ? TRUTH_TRUE : TRUTH_FALSE;
}

static unsigned negate(unsigned set)
{
    return (set & TRUTH_NULL) | (set & TRUTH_TRUE ? TRUTH_FALSE : 0) |
           (set & TRUTH_FALSE ? TRUTH_TRUE : 0);
}

static const char *next_letter(const char *text)
{
    for (text++; ((unsigned char)*text & 0xC0) == 0x80; text++)
        ;
    return text;
}

/* LIKE with backslash as escape. */
static bool is_like(const char *text, const char *pattern)
{
    for (; *pattern; pattern++) {
        if (*pattern == '%') {
            while (*pattern == '%')
                pattern++;
            for (; *text && !is_like(text, pattern); text++)
                ;
            return is_like(text, pattern);
        }
        if (!*text)
            return false;
        if (*pattern == '_') {
            text = next_letter(text);
            continue;
        }
        if (*pattern == '\\' && pattern[1])
            pattern++;
        if (*text++ != *pattern)
            return false;
    }
    return !*text;
}

/* The signs of a comparison that an operator takes. */
static const struct {
    const char *name;
    bool less, equal, greater;
} comparisons[] = {
    {"=", false, true, false}, {"<>", true, false, true}, {"<", true, false, false},
    {"<=", true, true, false}, {">", false, false, true}, {">=", false, true, true},
};
#define N_COMPARISONS (sizeof comparisons / sizeof *comparisons)

static int sign_of(enum system_family family, const char *left, const char *right)
{
    if (family != FAMILY_NUMBER)
        return strcmp(left, right);
    long long a = strtoll(left, NULL, 10), b = strtoll(right, NULL, 10);
    return a < b ? -1 : a > b;
}

static bool takes(size_t at, int sign)
{
    return sign < 0   ? comparisons[at].less
           : sign > 0 ? comparisons[at].greater
                      : comparisons[at].equal;
}

static size_t find_comparison(const char *name)
{
    size_t i = 0;
    while (i < N_COMPARISONS && strcmp(comparisons[i].name, name) != 0)
        i++;
    return i;
}

/* ^name, ^name$ and ^(name)$, as psql asks for names. */
static unsigned regex_of(const char *name, const char *text, const char *pattern)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ -";
    bool is_group = strncmp(pattern, "^(", 2) == 0;
    const char *start = pattern + (is_group ? 2 : 1);
    size_t size = strspn(start, plain);
    const char *end = start + size + is_group;
    if (pattern[0] != '^' || (is_group && start[size] != ')') ||
        strcmp(name + (name[0] == '!'), "~") != 0)
        return TRUTH_ANY;
    bool is_whole = strcmp(end, "$") == 0;
    if (!is_whole && *end)
        return TRUTH_ANY;
    bool matches = strncmp(text, start, size) == 0 && (!is_whole || !text[size]);
    return truth(matches == (name[0] != '!'));
}

static unsigned like_of(const char *name, const char *text, const char *pattern)
{
    if (strlen(pattern) > 256)
        return TRUTH_ANY;
    if (strcmp(name, "~~") == 0)
        return truth(is_like(text, pattern));
    return strcmp(name, "!~~") == 0 ? truth(!is_like(text, pattern))
                                    : regex_of(name, text, pattern);
}

static bool is_like_operator(const char *name)
{
    return name[0] == '~' || name[0] == '!';
}

unsigned system_predicate_texts(const char *operator_name, uint32_t type, const char *left,
                                const char *right)
{
    size_t at = find_comparison(operator_name);
    enum system_family family = system_family_of(type);
    if (at < N_COMPARISONS)
        return truth(takes(at, sign_of(family, left, right)));
    return is_like_operator(operator_name) && family == FAMILY_TEXT
               ? like_of(operator_name, left, right)
               : TRUTH_ANY;
}

/* "true" is "t" as well. */
static const char *bool_text(const char *text)
{
    return text[0] == 't' ? "t" : "f";
}

static unsigned compare(const struct expr *call, const struct row *row)
{
    const struct expr *left = call->args.items[0], *right = call->args.items[1];
    const char *name = call->routine->name;
    enum system_family family = system_family_of(left->type);
    if (family == FAMILY_NONE || family != system_family_of(right->type) ||
        (find_comparison(name) == N_COMPARISONS && !is_like_operator(name)))
        return TRUTH_ANY;
    struct known a = value_of(left, row), b = value_of(right, row);
    if ((a.is_known && !a.text) || (b.is_known && !b.text))
        return TRUTH_NULL;
    if (!a.is_known || !b.is_known)
        return TRUTH_ANY;
    if (family == FAMILY_BOOL)
        return system_predicate_texts(name, left->type, bool_text(a.text), bool_text(b.text));
    return system_predicate_texts(name, left->type, a.text, b.text);
}

/* --- the rest --- */

static unsigned evaluate(const struct expr *expr, const struct row *row);

/* Kleene's AND of sets, OR by de Morgan. */
static unsigned both(unsigned a, unsigned b)
{
    unsigned set = (a | b) & TRUTH_FALSE;
    if (a & b & TRUTH_TRUE)
        set |= TRUTH_TRUE;
    if (((a & TRUTH_NULL) && (b & (TRUTH_TRUE | TRUTH_NULL))) ||
        ((b & TRUTH_NULL) && (a & (TRUTH_TRUE | TRUTH_NULL))))
        set |= TRUTH_NULL;
    return set;
}

static unsigned evaluate_bool(const struct expr *expr, const struct row *row)
{
    unsigned set = evaluate(expr->args.items[0], row);
    if (expr->bool_operator == BOOL_NOT)
        return negate(set);
    bool is_or = expr->bool_operator == BOOL_OR;
    set = is_or ? negate(set) : set;
    for (size_t i = 1; i < expr->args.n; i++) {
        unsigned next = evaluate(expr->args.items[i], row);
        set = both(set, is_or ? negate(next) : next);
    }
    return is_or ? negate(set) : set;
}

static unsigned evaluate_list(const struct expr *expr, const struct row *row)
{
    const struct expr *left = expr->args.items[0];
    enum system_family family = system_family_of(left->type);
    struct known value = value_of(left, row);
    if (value.is_known && !value.text)
        return TRUTH_NULL;
    if (!value.is_known || (family != FAMILY_NUMBER && family != FAMILY_TEXT))
        return TRUTH_ANY;
    unsigned set = TRUTH_FALSE;
    for (size_t i = 1; i < expr->args.n; i++) {
        struct known item = value_of(expr->args.items[i], row);
        if (!item.is_known ||
            system_family_of(((const struct expr *)expr->args.items[i])->type) != family)
            return TRUTH_ANY;
        if (!item.text)
            set = TRUTH_NULL;
        else if (sign_of(family, value.text, item.text) == 0)
            return expr->negated ? TRUTH_FALSE : TRUTH_TRUE;
    }
    return expr->negated ? negate(set) : set;
}

static unsigned evaluate_null_test(const struct expr *expr, const struct row *row)
{
    struct known value = value_of(expr->args.items[0], row);
    return value.is_known ? truth(expr->negated ? value.text != NULL : value.text == NULL)
                          : TRUTH_TRUE | TRUTH_FALSE;
}

static unsigned evaluate_value(const struct expr *expr, const struct row *row)
{
    struct known value = value_of(expr, row);
    if (!value.is_known || expr->type != PG_BOOL)
        return TRUTH_ANY;
    return value.text ? truth(value.text[0] == 't') : TRUTH_NULL;
}

static unsigned evaluate(const struct expr *expr, const struct row *row)
{
    switch (expr->kind) {
    case EXPR_BOOL:
        return evaluate_bool(expr, row);
    case EXPR_CALL:
        return expr->args.n == 2 ? compare(expr, row) : TRUTH_ANY;
    case EXPR_IN:
        return evaluate_list(expr, row);
    case EXPR_NULL_TEST:
        return evaluate_null_test(expr, row);
    case EXPR_CONST:
    case EXPR_COLUMN:
        return evaluate_value(expr, row);
    default:
        return TRUTH_ANY;
    }
}

unsigned system_predicate(const struct expr *condition, const struct rel *rel,
                          const char *const *values)
{
    return evaluate(condition, &(struct row){rel, values});
}

bool system_predicate_pair(const struct expr *condition, const struct expr **left,
                           const struct expr **right)
{
    if (condition->kind != EXPR_CALL || condition->args.n != 2 ||
        strcmp(condition->routine->name, "=") != 0)
        return false;
    *left = system_predicate_column(condition->args.items[0]);
    *right = system_predicate_column(condition->args.items[1]);
    return *left && *right && (*left)->column.rel != (*right)->column.rel &&
           system_family_of((*left)->type) == system_family_of((*right)->type) &&
           system_family_of((*left)->type) && (*left)->type != PG_BOOL;
}

bool system_predicate_number(const struct expr *condition, const struct rel *rel, size_t column,
                             uint32_t *number)
{
    if (condition->kind != EXPR_CALL || condition->args.n != 2 ||
        strcmp(condition->routine->name, "=") != 0)
        return false;
    for (size_t i = 0; i < 2; i++) {
        const struct expr *at = system_predicate_column(condition->args.items[i]);
        const struct expr *other = condition->args.items[1 - i];
        struct known value = value_of(other, &(struct row){NULL, NULL});
        if (!at || at->column.rel != rel || at->column.index != column || !value.is_known ||
            !value.text || system_family_of(other->type) != FAMILY_NUMBER)
            continue;
        long long wide = strtoll(value.text, NULL, 10);
        *number = (uint32_t)wide;
        return wide >= 0 && wide <= UINT32_MAX;
    }
    return false;
}
