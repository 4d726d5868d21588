/* Reads the arrays that calls look up in, each once. Does not know what is in them. */
#include <string.h>

#include "base/array_text.h"
#include "rewrite/answer/answer_internal.h"

struct answer_pairs {
    const struct expr *of; /* the keys */
    struct array_value keys, values;
};

static bool read_array(struct arena *arena, const struct expr *array, struct array_value *value)
{
    const char *detail;
    return array->kind == EXPR_CONST && array->text &&
           array_text_parse(arena, str_of(array->text), value, &detail);
}

static const struct answer_pairs *pairs_of(struct answering *answering, const struct expr *keys,
                                           const struct expr *values)
{
    for (LIST_EACH(const struct answer_pairs, pairs, &answering->pairs)) {
        if (pairs->of == keys)
            return pairs;
    }
    struct answer_pairs *pairs = ARENA_NEW(answering->arena, struct answer_pairs);
    pairs->of = keys;
    if (!read_array(answering->arena, keys, &pairs->keys) ||
        (values && (!read_array(answering->arena, values, &pairs->values) ||
                    pairs->values.n != pairs->keys.n)))
        return NULL;
    list_add(answering->arena, &answering->pairs, pairs);
    return pairs;
}

bool answer_lookup(struct answering *answering, const struct expr *keys, const struct expr *values,
                   const char *key, bool *has_key, const char **value)
{
    const struct answer_pairs *pairs = pairs_of(answering, keys, values);
    if (!pairs)
        return false;
    size_t i = 0;
    while (i < pairs->keys.n && !str_eq(pairs->keys.elements[i], str_of(key)))
        i++;
    *has_key = i < pairs->keys.n;
    if (*has_key && values) {
        struct str found = pairs->values.elements[i];
        *value = arena_strndup(answering->arena, found.data, found.size);
    }
    return answer_spend(answering, i / 16);
}
