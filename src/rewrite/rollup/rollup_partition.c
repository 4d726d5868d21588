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

/* Whether each column in it is one of the rollup's keys: what is no function is a column. */
static bool names_keys(const struct rollup *rollup, const char *text)
{
    for (const char *at = text; *at;) {
        size_t size = 0;
        while (is_word(at[size]))
            size++;
        bool is_key = !size || at[size] == '(' || isdigit((unsigned char)*at);
        for (LIST_EACH(const struct rollup_key, key, &rollup->keys))
            is_key |=
                strlen(key->stored->name) == size && strncmp(key->stored->name, at, size) == 0;
        if (!is_key)
            return false;
        at += size ? size : 1;
    }
    return true;
}

/* A partition key of the rollup's columns, said of the base's, or the other way round; NULL if it
 * cannot be. */
static const char *say(struct arena *arena, const struct rollup *rollup, const char *key_text,
                       bool of_base)
{
    const char *said = "";
    for (const char *at = key_text; *at;) {
        const char *end = at + 1;
        while (is_word(*at) && is_word(*end))
            end++;
        const char *word = arena_strndup(arena, at, (size_t)(end - at));
        for (LIST_EACH(const struct rollup_key, key, &rollup->keys)) {
            if (strcmp(of_base ? key->stored->name : key->base->name, word) != 0)
                continue;
            if (key->unit && (!time_unit_divides(key->unit, UNIT_DAY) || !is_of_day(at, key_text)))
                continue;
            word = of_base ? key->base->name : key->stored->name;
            break;
        }
        said = arena_printf(arena, "%s%s", said, word);
        at = end;
    }
    return said;
}

/* A table has no partitions by PARTITION BY tuple() too. */
static const char *partition_key(const struct catalog_table *table)
{
    return strcmp(table->partition_key, "tuple()") == 0 ? "" : table->partition_key;
}

bool rollup_has_same_partitions(struct arena *arena, const struct rollup *rollup)
{
    return names_keys(rollup, partition_key(rollup->target)) &&
           strcmp(say(arena, rollup, partition_key(rollup->target), true),
                  partition_key(rollup->base)) == 0;
}

const char *rollup_partition_key(struct arena *arena, const struct rollup *rollup)
{
    const char *wanted = partition_key(rollup->base);
    struct catalog_table target = {.partition_key = say(arena, rollup, wanted, false)};
    struct rollup made = *rollup;
    made.target = &target;
    return rollup_has_same_partitions(arena, &made) ? target.partition_key : "";
}
