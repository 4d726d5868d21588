/* Units of extract, date_part and date_trunc that are none, or are not known yet. Knows no fields.
 */
#include "rewrite/time/bind_unit.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/interval.h"
#include "rewrite/bind/overload.h"
#include "rewrite/routines/cast_text.h"

static bool same_signature(const struct routine *a, const struct routine *b)
{
    return a->n_args == b->n_args && memcmp(a->args, b->args, sizeof a->args) == 0;
}

bool unit_is_wanted(const struct routine *const *rows, size_t n, const struct routine *chosen)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i]->literal && same_signature(rows[i], chosen))
            return true;
    return false;
}

/* Whether PostgreSQL knows the word as a unit, of whatever type: date_trunc only those of
 * intervals. */
static bool is_unit(const char *function, const char *name)
{
    static const char *const others[] = {"epoch",   "julian", "dow", "doy",
                                         "isoyear", "isodow", "j",   "jd"};
    static const char *const zones[] = {"timezone",   "timezone_hour", "timezone_minute",
                                        "timezone_h", "timezone_m",    "quarter"};
    const char *usual = interval_unit_name(name);
    if (*interval_unit_names(usual))
        return true;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (strcasecmp(usual, zones[i]) == 0)
            return true;
    for (size_t i = 0; strcmp(function, "date_trunc") != 0 && i < sizeof others / sizeof *others;
         i++)
        if (strcasecmp(usual, others[i]) == 0)
            return true;
    return false;
}

struct expr *unit_error(struct binder *binder, const struct routine *chosen,
                        const struct expr *unit)
{
    bool is_known = is_unit(chosen->name, unit->text);
    err_set(binder->err,
            is_known ? SQLSTATE_FEATURE_NOT_SUPPORTED : SQLSTATE_INVALID_PARAMETER_VALUE,
            unit->position, "unit \"%s\" not %s for type %s", unit->text,
            is_known ? "supported" : "recognized", pgtype_sql_name(chosen->args[1]));
    if (is_known && chosen->result == PG_INTERVAL)
        err_detail(binder->err, "Months usually have fractional weeks.");
    return NULL;
}

/* ---- units that are no constants ---- */

/* Whether the text, $1, is one of the unit's names. */
static struct expr *bind_is_unit(struct binder *binder, struct expr *text, const char *unit)
{
    struct buf list;
    const char *names = interval_unit_names(unit);
    buf_init(&list, 1 << 12);
    buf_puts(&list, "(lower($1) IN (");
    buf_printf(&list, "'%s'", unit);
    for (const char *at = names; *at;) {
        size_t size = strcspn(at, " ");
        if (size)
            buf_printf(&list, ", '%.*s'", (int)size, at);
        at += size + (at[size] == ' ');
    }
    buf_puts(&list, "))");
    const char *template_ = arena_strndup(binder->arena, buf_data(&list), buf_size(&list));
    buf_free(&list);
    struct expr *copy = expr_copy(binder->arena, text);
    struct expr *condition = expr_clickhouse(binder->arena, PG_BOOL, template_, 1, &copy);
    condition->nullable = text->nullable;
    return condition;
}

static struct expr *bind_unit_call(struct binder *binder, const struct routine *row,
                                   const struct list *args, int position)
{
    struct list known = {0};
    list_add(binder->arena, &known, expr_const(binder->arena, PG_TEXT, row->literal, position));
    for (size_t i = 1; i < args->n; i++)
        list_add(binder->arena, &known, expr_copy(binder->arena, args->items[i]));
    return bind_named(binder, row->name, &known, position);
}

static bool add_when(struct binder *binder, struct expr *cases, struct expr *condition,
                     struct expr *result)
{
    struct case_when *when = ARENA_NEW(binder->arena, struct case_when);
    when->condition = condition;
    when->result = result;
    list_add(binder->arena, &cases->cases.whens, when);
    return result != NULL;
}

/* Raises that there is no such unit, unless the text is NULL. */
static struct expr *bind_raise(struct binder *binder, const struct routine *chosen,
                               struct expr *text)
{
    const char *template_ =
        arena_printf(binder->arena,
                     "if(empty(" RAISED(RAISE_IF("isNotNull($1)", "22023", "unit \"",
                                                 "\" not recognized for type %s")) "), NULL, NULL)",
                     pgtype_sql_name(chosen->args[1]));
    struct expr *copy = expr_copy(binder->arena, text);
    struct expr *raised = expr_clickhouse(binder->arena, chosen->result, template_, 1, &copy);
    raised->nullable = true;
    return raised;
}

struct expr *unit_bind_each(struct binder *binder, const struct routine *const *rows, size_t n,
                            const struct routine *chosen, const struct list *args, int position)
{
    struct expr *text = coerce(binder, args->items[0], PG_TEXT, -1, CAST_IMPLICIT, position);
    struct expr *cases = expr_new(binder->arena, EXPR_CASE, chosen->result, position);
    cases->nullable = true;
    for (size_t i = 0; text && i < n; i++)
        if (rows[i]->literal && rows[i]->clickhouse && same_signature(rows[i], chosen) &&
            !add_when(binder, cases, bind_is_unit(binder, text, rows[i]->literal),
                      bind_unit_call(binder, rows[i], args, position)))
            return NULL;
    cases->cases.otherwise = text ? bind_raise(binder, chosen, text) : NULL;
    return text ? cases : NULL;
}
