/* Copies of questions, which live longer than the plans they are from. */
#include "base/cuboid.h"

#include <string.h>

static void *copy_array(struct arena *arena, const void *items, size_t n, size_t size)
{
    void *copy = arena_alloc(arena, n * size + 1);
    if (n)
        memcpy(copy, items, n * size);
    return copy;
}

#define COPY_ARRAY(arena, items, n) copy_array(arena, items, n, sizeof *(items))

static const char *copy_text(struct arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

static const struct cuboid_condition *copy_condition(struct arena *arena,
                                                     const struct cuboid_condition *condition)
{
    if (!condition)
        return NULL;
    struct cuboid_condition *copy = ARENA_NEW(arena, struct cuboid_condition);
    const struct cuboid_condition **args =
        ARENA_ARRAY(arena, const struct cuboid_condition *, condition->n_args + 1);
    struct cuboid_value *values = COPY_ARRAY(arena, condition->values, condition->n_values);
    *copy = *condition;
    copy->key = copy_text(arena, condition->key);
    for (size_t i = 0; i < condition->n_args; i++)
        args[i] = copy_condition(arena, condition->args[i]);
    for (size_t i = 0; i < condition->n_values; i++)
        if (values[i].is_text)
            values[i].text.data = arena_strndup(arena, values[i].text.data, values[i].text.size);
    copy->args = args;
    copy->values = values;
    return copy;
}

static const struct cuboid_output *copy_outputs(struct arena *arena,
                                                const struct cuboid_question *question)
{
    struct cuboid_output *outputs = COPY_ARRAY(arena, question->outputs, question->n_outputs);
    for (size_t i = 0; i < question->n_outputs; i++) {
        outputs[i].measure.argument = copy_text(arena, outputs[i].measure.argument);
        outputs[i].count.argument = copy_text(arena, outputs[i].count.argument);
        outputs[i].filter = copy_condition(arena, outputs[i].filter);
        outputs[i].keys = COPY_ARRAY(arena, outputs[i].keys, outputs[i].n_keys);
    }
    return outputs;
}

struct cuboid_question *cuboid_question_copy(struct arena *arena,
                                             const struct cuboid_question *question)
{
    struct cuboid_question *copy = ARENA_NEW(arena, struct cuboid_question);
    struct cuboid_conjunct *conjuncts =
        COPY_ARRAY(arena, question->conjuncts, question->n_conjuncts);
    const char **keys = ARENA_ARRAY(arena, const char *, question->n_keys + 1);
    const char **names = ARENA_ARRAY(arena, const char *, question->n_keys + 1);
    *copy = *question;
    copy->source = copy_text(arena, question->source);
    for (size_t i = 0; i < question->n_conjuncts; i++)
        conjuncts[i] =
            (struct cuboid_conjunct){copy_text(arena, question->conjuncts[i].text),
                                     copy_condition(arena, question->conjuncts[i].condition)};
    for (size_t i = 0; i < question->n_keys; i++) {
        keys[i] = copy_text(arena, question->keys[i]);
        names[i] = copy_text(arena, question->names[i]);
    }
    copy->names = names;
    struct cuboid_derivation *derivations =
        COPY_ARRAY(arena, question->derivations, question->n_derivations);
    for (size_t i = 0; i < question->n_derivations; i++) {
        derivations[i].key = copy_text(arena, derivations[i].key);
        derivations[i].of = copy_text(arena, derivations[i].of);
    }
    copy->derivations = derivations;
    copy->conjuncts = conjuncts;
    copy->keys = keys;
    copy->sets = COPY_ARRAY(arena, question->sets, question->n_sets);
    copy->outputs = copy_outputs(arena, question);
    copy->orders = COPY_ARRAY(arena, question->orders, question->n_orders);
    return copy;
}
