/* The look_through directive of a column's comment. */
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
        {"copied", POLICY_COPIED}, {"scaled", POLICY_SCALED}, {"units", POLICY_UNITS},
        {"weight", POLICY_WEIGHT}, {"leaf", POLICY_LEAF},     {"null", POLICY_NULL},
    };
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++)
        if (str_eq(value, str_of(policies[i].name))) {
            rule->policy = policies[i].policy;
            return true;
        }
    return parse_ratio(value, rule);
}

bool look_through_rule_of(const struct catalog_column *column, struct look_through_rule *rule)
{
    struct str rest, value;
    *rule = (struct look_through_rule){.policy = POLICY_COPIED};
    cut(str_of(column->comment), '|', &rest);
    while (rest.size) {
        struct str directive = cut(rest, '|', &rest);
        struct str name = cut(directive, ':', &value);
        if (str_eq(name, STR("look_through")))
            return parse_policy(trim(value), rule);
    }
    return true;
}
