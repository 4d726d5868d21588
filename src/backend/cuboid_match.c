/* Whether an answer that is kept holds the answer to another question: the rules of rollups, said
 * of what was asked instead of what is stored. */
#include <string.h>

#include "backend/cuboid.h"

static bool has_conjunct(const struct cuboid_question *question, const char *text)
{
    for (size_t i = 0; i < question->n_conjuncts; i++)
        if (strcmp(question->conjuncts[i].text, text) == 0)
            return true;
    return false;
}

bool cuboid_implies(const struct cuboid *cuboid, const struct cuboid_conjunct *conjunct)
{
    return has_conjunct(cuboid->shape, conjunct->text);
}

/* ---- conditions ---- */

static bool is_over_keys(const struct cuboid *cuboid, const struct cuboid_question *question,
                         const struct cuboid_condition *condition)
{
    for (size_t i = 0; i < condition->n_args; i++)
        if (!is_over_keys(cuboid, question, condition->args[i]))
            return false;
    return !condition->key || cuboid_has_key(cuboid, question, condition->key);
}

/* ---- rules ---- */

static bool is_of_same_source(const struct cuboid *cuboid, const struct cuboid_question *question)
{
    return strcmp(cuboid->shape->source, question->source) == 0;
}

/* All that the cuboid left out is left out here too. */
static bool has_all_rows(const struct cuboid *cuboid, const struct cuboid_question *question)
{
    for (size_t i = 0; i < cuboid->shape->n_conjuncts; i++)
        if (!has_conjunct(question, cuboid->shape->conjuncts[i].text))
            return false;
    return true;
}

static bool can_filter(const struct cuboid *cuboid, const struct cuboid_question *question)
{
    for (size_t i = 0; i < question->n_conjuncts; i++) {
        const struct cuboid_conjunct *conjunct = &question->conjuncts[i];
        if (!cuboid_implies(cuboid, conjunct) &&
            (!conjunct->condition || !is_over_keys(cuboid, question, conjunct->condition)))
            return false;
    }
    return true;
}

static bool can_group(const struct cuboid *cuboid, const struct cuboid_question *question)
{
    for (size_t i = 0; i < question->n_keys; i++)
        if (!cuboid_has_key(cuboid, question, question->keys[i]))
            return false;
    return true;
}

static bool measures(const struct cuboid_output *output)
{
    return output->kind == CUBOID_MEASURE || output->kind == CUBOID_AVERAGE;
}

static bool can_measure(const struct cuboid *cuboid, const struct cuboid_question *question)
{
    for (size_t i = 0; i < question->n_outputs; i++) {
        const struct cuboid_output *output = &question->outputs[i];
        if (measures(output) && !cuboid_measure(cuboid, &output->measure))
            return false;
        if (output->kind == CUBOID_AVERAGE && !cuboid_measure(cuboid, &output->count))
            return false;
    }
    return true;
}

static bool can_filter_measures(const struct cuboid *cuboid, const struct cuboid_question *question)
{
    for (size_t i = 0; i < question->n_outputs; i++)
        if (question->outputs[i].filter &&
            !is_over_keys(cuboid, question, question->outputs[i].filter))
            return false;
    return true;
}

static bool may_round(const struct cuboid *cuboid, const struct cuboid_question *question)
{
    (void)cuboid;
    for (size_t i = 0; i < question->n_outputs; i++)
        if (question->outputs[i].measure.is_rounded && !question->allows_rounding)
            return false;
    return true;
}

const struct cuboid_rule cuboid_rules[] = {
    {"G1", "it is of another table", is_of_same_source},
    {"W2", "it holds only some of the rows that are asked for", has_all_rows},
    {"W1", "a filter is of more than its keys", can_filter},
    {"G2", "a key is not among its keys", can_group},
    {"M1", "it does not hold what is measured", can_measure},
    {"W8", "what is measured has a filter of more than its keys", can_filter_measures},
    {"N3", "pivot.rollup_floats is off", may_round},
};
const size_t cuboid_n_rules = sizeof cuboid_rules / sizeof *cuboid_rules;

const struct cuboid_rule *cuboid_refusal(const struct cuboid *cuboid,
                                         const struct cuboid_question *question,
                                         const char *without)
{
    for (size_t i = 0; i < cuboid_n_rules; i++)
        if (!(without && strcmp(without, cuboid_rules[i].name) == 0) &&
            !cuboid_rules[i].holds(cuboid, question))
            return &cuboid_rules[i];
    return NULL;
}
