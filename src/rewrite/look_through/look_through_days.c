/* Bounds on days, out of a condition. Only makes work less: what it does not see it leaves. */
#include "rewrite/look_through/look_through_days.h"

#include <string.h>

/* Days that every ClickHouse type for them has; as texts they sort as they are. */
#define LEAST "1970-01-01"
#define LARGEST "2105-12-31"

struct search {
    const struct rel *rel;
    size_t index;
    struct look_through_days days;
};

/* The day that the expression is, or NULL. */
static const char *day_of(const struct expr *expr)
{
    bool is_day = expr->kind == EXPR_CONST && expr->type == PG_DATE && expr->text &&
                  strlen(expr->text) == strlen(LEAST) && strcmp(expr->text, LEAST) >= 0 &&
                  strcmp(expr->text, LARGEST) <= 0;
    return is_day ? expr->text : NULL;
}

static bool is_column(const struct search *search, const struct expr *expr)
{
    return expr->kind == EXPR_COLUMN && expr->column.rel == search->rel &&
           expr->column.index == search->index && expr->type == PG_DATE;
}

static void not_before(struct search *search, const char *day)
{
    if (!search->days.first || strcmp(day, search->days.first) > 0)
        search->days.first = day;
}

static void not_after(struct search *search, const char *day)
{
    if (!search->days.last || strcmp(day, search->days.last) < 0)
        search->days.last = day;
}

static void note_comparison(struct search *search, const struct expr *expr)
{
    static const struct {
        const char *name;
        bool is_least, is_largest; /* the constant is, to the column before it */
    } comparisons[] = {{"=", true, true},
                       {">", true, false},
                       {">=", true, false},
                       {"<", false, true},
                       {"<=", false, true}};
    const struct expr *left = expr->args.items[0], *right = expr->args.items[1];
    bool is_turned = is_column(search, right);
    const char *day = day_of(is_turned ? left : right);
    if (!day || !is_column(search, is_turned ? right : left))
        return;
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
        if (strcmp(comparisons[i].name, expr->routine->name) != 0)
            continue;
        if (is_turned ? comparisons[i].is_largest : comparisons[i].is_least)
            not_before(search, day);
        if (is_turned ? comparisons[i].is_least : comparisons[i].is_largest)
            not_after(search, day);
    }
}

static void note_list(struct search *search, const struct expr *expr)
{
    const char *first = NULL, *last = NULL;
    for (size_t i = 1; i < expr->args.n; i++) {
        const char *day = day_of(expr->args.items[i]);
        if (!day)
            return;
        first = first && strcmp(first, day) < 0 ? first : day;
        last = last && strcmp(last, day) > 0 ? last : day;
    }
    if (first) {
        not_before(search, first);
        not_after(search, last);
    }
}

static void note(struct search *search, const struct expr *expr)
{
    if (expr->kind == EXPR_BOOL && expr->bool_operator == BOOL_AND)
        for (LIST_EACH(const struct expr, part, &expr->args))
            note(search, part);
    else if (expr->kind == EXPR_CALL && expr->args.n == 2)
        note_comparison(search, expr);
    else if (expr->kind == EXPR_IN && !expr->negated && is_column(search, expr->args.items[0]))
        note_list(search, expr);
}

struct look_through_days look_through_days_of(const struct expr *condition, const struct rel *rel,
                                              size_t index)
{
    struct search search = {rel, index, {NULL, NULL}};
    if (condition)
        note(&search, condition);
    return search.days;
}
