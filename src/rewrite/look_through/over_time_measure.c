/* Which columns go over time in a way of their own. Knows nothing of how they are computed. */
#include "rewrite/look_through/over_time_measure.h"

struct finding {
    struct binder *binder;
    const struct expr *sum;
    struct over_time_measure *measure;
    const struct catalog_column *additive; /* a measure that is added up over time, or NULL */
};

bool over_time_refuse(struct binder *binder, const struct catalog_column *column, int position,
                      const char *why)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                   "cannot tell which days the sum of \"%s\" is of: %s", column->name, why) ||
           err_detail(binder->err, "The column's comment is: %s", column->comment);
}

/* The table's column, or NULL. */
static const struct catalog_column *column_of(const struct expr *expr)
{
    const struct rel *rel = expr->column.rel;
    if (rel->kind != REL_LOOK_THROUGH || expr->column.index >= rel->look_through->table->n_columns)
        return NULL;
    return &rel->look_through->table->columns[expr->column.index];
}

/* ---- rows of a subquery ---- */

static const struct catalog_column *shown_by(struct query *query, size_t index);

static const struct catalog_column *shown_in(const struct expr *expr)
{
    struct rel *rel = expr->column.rel;
    struct look_through_rule rule;
    const struct catalog_column *column = column_of(expr);
    if (rel->kind == REL_SUBQUERY)
        return shown_by(rel->query, expr->column.index);
    return column && look_through_rule_of(column, &rule) && rule.over_time ? column : NULL;
}

/* expr_visit: what is summed below has been dealt with there. */
static bool look_for_shown(struct expr **at, void *context)
{
    const struct catalog_column **shown = context;
    if ((*at)->kind == EXPR_COLUMN && !*shown)
        *shown = shown_in(*at);
    return (*at)->kind == EXPR_AGGREGATE || expr_visit_children(*at, look_for_shown, context);
}

static const struct catalog_column *shown_by(struct query *query, size_t index)
{
    const struct catalog_column *shown = NULL;
    if (query->left) {
        shown = shown_by(query->left, index);
        return shown || query->kind == QUERY_RECURSIVE ? shown : shown_by(query->right, index);
    }
    if (query->kind == QUERY_SELECT && index < query->targets.n)
        look_for_shown(&((struct target *)query->targets.items[index])->expr, &shown);
    return shown;
}

/* ---- columns of the view ---- */

static bool find_time(struct finding *finding, struct over_time_measure *measure,
                      const struct look_through_rule *rule)
{
    struct look_through_roles roles;
    const struct catalog_table *table = measure->rel->look_through->table;
    look_through_roles_of(table, &roles);
    const struct catalog_column *time =
        rule->time.size ? catalog_find_column(table, rule->time) : roles.date;
    if (time)
        measure->time = (size_t)(time - table->columns);
    return time ||
           err_set(finding->binder->err, SQLSTATE_INVALID_TABLE_DEFINITION, finding->sum->position,
                   "the over_time policy of column \"%s\" names no column of its days",
                   measure->column->name) ||
           err_detail(finding->binder->err, "The column's comment is: %s",
                      measure->column->comment);
}

static bool refuse_mixture(struct finding *finding, const struct catalog_column *column)
{
    return over_time_refuse(
        finding->binder, column, finding->sum->position,
        "what is added up holds another measure, which goes over time in another way");
}

static bool note_measure(struct finding *finding, struct rel *rel,
                         const struct catalog_column *column, const struct look_through_rule *rule)
{
    struct over_time_measure measure = {rel, column, rule->over_time, 0};
    const struct over_time_measure *known = finding->measure;
    if (!find_time(finding, &measure, rule))
        return false;
    if (known->rel &&
        (known->rel != rel || known->over_time != measure.over_time || known->time != measure.time))
        return refuse_mixture(finding, column);
    *finding->measure = measure;
    return true;
}

static bool note_column(struct finding *finding, const struct expr *expr)
{
    const struct catalog_column *column = column_of(expr), *shown;
    struct look_through_rule rule;
    if (expr->column.rel->kind == REL_SUBQUERY && (shown = shown_in(expr)))
        return over_time_refuse(finding->binder, shown, finding->sum->position,
                                "its rows come through a subquery") ||
               err_hint(finding->binder->err, "Sum it where the view itself is in FROM.");
    if (!column)
        return true;
    if (!look_through_rule_of(column, &rule))
        return err_set(
                   finding->binder->err, SQLSTATE_INVALID_TABLE_DEFINITION, finding->sum->position,
                   "the look_through policy of column \"%s\" is not understood", column->name) ||
               err_detail(finding->binder->err, "The column's comment is: %s", column->comment);
    if (rule.over_time)
        return note_measure(finding, expr->column.rel, column, &rule);
    if (rule.policy == POLICY_SCALED || rule.policy == POLICY_UNITS)
        finding->additive = column;
    return true;
}

static bool note(struct expr **at, void *context)
{
    return (*at)->kind != EXPR_COLUMN || note_column(context, *at);
}

bool over_time_measure_of(struct binder *binder, struct expr *sum,
                          struct over_time_measure *measure)
{
    struct finding finding = {binder, sum, measure, NULL};
    *measure = (struct over_time_measure){0};
    for (size_t i = 0; i < sum->args.n; i++)
        if (!expr_walk((struct expr **)&sum->args.items[i], note, &finding))
            return false;
    return !measure->rel || !finding.additive || refuse_mixture(&finding, measure->column);
}
