/* Whether the partitions of a rollup are those of its base. */
#include <ctype.h>
#include <string.h>

#include "rewrite/rollup/rollup.h"

/* Functions whose value is the same for a time and for the start of its day. */
static bool is_of_day(const char *at, const char *start)
{
    static const char *const functions[] = {"toYYYYMM",         "toYYYYMMDD", "toStartOfMonth",
                                            "toStartOfYear",    "toYear",     "toMonday",
                                            "toStartOfQuarter", "toDate"};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        size_t size = strlen(functions[i]) + 1;
        if ((size_t)(at - start) >= size && at[-1] == '(' &&
            strncmp(at - size, functions[i], size - 1) == 0)
            return true;
    }
    return false;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The partition key of the rollup's table, said of the base's columns; NULL if it cannot be. */
static const char *partition_key_of_base(struct arena *arena, const struct rollup *rollup)
{
    const char *key_text = rollup->target->partition_key, *said = "";
    for (const char *at = key_text; *at;) {
        const char *end = at + 1;
        while (is_word(*at) && is_word(*end))
            end++;
        const char *word = arena_strndup(arena, at, (size_t)(end - at));
        for (LIST_EACH(const struct rollup_key, key, &rollup->keys)) {
            if (strcmp(key->stored->name, word) != 0)
                continue;
            if (key->unit &&
                (!rollup_unit_divides(key->unit, UNIT_DAY) || !is_of_day(at, key_text)))
                return NULL;
            word = key->base->name;
            break;
        }
        said = arena_printf(arena, "%s%s", said, word);
        at = end;
    }
    return said;
}

bool rollup_has_same_partitions(struct arena *arena, const struct rollup *rollup)
{
    const char *said = partition_key_of_base(arena, rollup);
    return said && strcmp(said, rollup->base->partition_key) == 0;
}
