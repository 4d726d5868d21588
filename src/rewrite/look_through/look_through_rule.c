/* The directives look_through and over_time of a column's comment, and what columns are without. */
#include <string.h>

#include "rewrite/look_through/look_through.h"

static struct str trim(struct str text)
{
    while (text.size && text.data[0] == ' ')
        text = str_skip(text, 1);
    while (text.size && text.data[text.size - 1] == ' ')
        text.size--;
    return text;
}

/* Up to `stop` or the end; `rest` is what follows it. */
static struct str cut(struct str text, char stop, struct str *rest)
{
    const char *at = text.size ? memchr(text.data, stop, text.size) : NULL;
    size_t size = at ? (size_t)(at - text.data) : text.size;
    *rest = at ? str_skip(text, size + 1) : (struct str){text.data + text.size, 0};
    return trim((struct str){text.data, size});
}

static bool parse_ratio(struct str value, struct look_through_rule *rule)
{
    struct str inside, rest;
    if (!str_starts(value, STR("ratio(")) || value.data[value.size - 1] != ')')
        return false;
    inside = str_skip(value, 6);
    inside.size--;
    rule->policy = POLICY_RATIO;
    rule->numerator = cut(inside, ',', &rest);
    rule->denominator = trim(rest);
    return rule->numerator.size && rule->denominator.size;
}

static bool parse_policy(struct str value, struct look_through_rule *rule)
{
    static const struct {
        const char *name;
        enum look_through_policy policy;
    } policies[] = {
        {"copied", POLICY_COPIED},
        {"scaled", POLICY_SCALED},
        {"units", POLICY_UNITS},
        {"weight", POLICY_WEIGHT},
        {"leaf", POLICY_LEAF},
        {"null", POLICY_NULL},
        {"instrument", POLICY_INSTRUMENT},
        {"date", POLICY_DATE},
        {"exposure", POLICY_EXPOSURE},
        {"parent", POLICY_PARENT},
        {"underlying", POLICY_UNDERLYING},
        {"trade", POLICY_TRADE},
    };
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++)
        if (str_eq(value, str_of(policies[i].name))) {
            rule->policy = policies[i].policy;
            return true;
        }
    return parse_ratio(value, rule);
}

const char *const over_time_names[OVER_TIME_KINDS] = {
    [OVER_TIME_LAST] = "last", [OVER_TIME_FIRST] = "first", [OVER_TIME_AVERAGE] = "avg"};

#define UNDERLYING "underlying_symbol"

/* Columns that go by these names need no directive. */
static const struct {
    const char *name;
    enum look_through_policy policy;
} names[] = {
    {"symbol", POLICY_INSTRUMENT},      {"trade_date", POLICY_DATE},
    {"exposure_type", POLICY_EXPOSURE}, {"parent_symbol", POLICY_PARENT},
    {UNDERLYING, POLICY_UNDERLYING},    {"trade_id", POLICY_TRADE},
};

static enum look_through_policy policy_by_name(const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, name) == 0)
            return names[i].policy;
    return POLICY_COPIED;
}

static bool find(const struct catalog_column *column, struct str name, struct str *value)
{
    struct str rest;
    cut(str_of(column->comment), '|', &rest);
    while (rest.size) {
        struct str directive = cut(rest, '|', &rest);
        if (str_eq(cut(directive, ':', value), name))
            return true;
    }
    return false;
}

static bool find_directive(const struct catalog_column *column, struct str *value)
{
    return find(column, STR("look_through"), value);
}

/* last, or last(day) */
static bool parse_over_time(struct str value, struct look_through_rule *rule)
{
    struct str rest;
    struct str name = cut(value, '(', &rest);
    if (name.size < value.size) {
        if (!rest.size || rest.data[rest.size - 1] != ')')
            return false;
        rest.size--;
        rule->time = trim(rest);
        if (!rule->time.size)
            return false;
    }
    for (size_t i = OVER_TIME_LAST; i < OVER_TIME_KINDS; i++)
        if (str_eq(name, str_of(over_time_names[i]))) {
            rule->over_time = (enum over_time)i;
            return true;
        }
    return false;
}

bool look_through_rule_of(const struct catalog_column *column, struct look_through_rule *rule)
{
    struct str value;
    *rule = (struct look_through_rule){.policy = policy_by_name(column->name)};
    if (find_directive(column, &value) && !parse_policy(trim(value), rule))
        return false;
    if (find(column, STR("over_time"), &value) && !parse_over_time(trim(value), rule))
        return false;
    if (rule->policy == POLICY_LEAF && strcmp(column->name, UNDERLYING) == 0)
        rule->policy = POLICY_UNDERLYING;
    return true;
}

static void take_role(struct look_through_roles *roles, const struct catalog_column *column,
                      enum look_through_policy policy)
{
    const struct catalog_column **role = policy == POLICY_INSTRUMENT   ? &roles->instrument
                                         : policy == POLICY_DATE       ? &roles->date
                                         : policy == POLICY_EXPOSURE   ? &roles->exposure
                                         : policy == POLICY_PARENT     ? &roles->parent
                                         : policy == POLICY_UNDERLYING ? &roles->underlying
                                         : policy == POLICY_TRADE      ? &roles->trade
                                         : policy == POLICY_WEIGHT     ? &roles->weight
                                                                       : NULL;
    struct str value;
    if (role && (!*role || find_directive(column, &value)))
        *role = column;
}

void look_through_roles_of(const struct catalog_table *table, struct look_through_roles *roles)
{
    struct look_through_rule rule;
    struct str value;
    *roles = (struct look_through_roles){0};
    for (size_t i = 0; i < table->n_columns; i++)
        if (look_through_rule_of(&table->columns[i], &rule))
            take_role(roles, &table->columns[i], rule.policy);
    /* A name alone says little: prices of funds are not positions. */
    if (roles->instrument && !find_directive(roles->instrument, &value) && !roles->exposure)
        roles->instrument = NULL;
}
