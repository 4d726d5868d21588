/* Any bytes as a pattern of to_char, to_date and AT TIME ZONE, as a constant of each type of time,
 * and as the name of a zone: a result comes out or an error with an SQLSTATE. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/interval.h"
#include "base/pgtype.h"
#include "base/time_zone.h"
#include "rewrite/emit/literal.h"
#include "rewrite/regex/pattern.h"
#include "rewrite/regex/regex.h"

#define ARENA_LIMIT ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const void *result, const struct err *err)
{
    if (!result && !err_is_set(err))
        abort();
}

static void translate_all(struct arena *arena, const char *text)
{
    static pattern_translator *const translators[] = {
        pattern_of_timestamp, pattern_of_timestamptz, pattern_of_interval,    pattern_of_integer,
        pattern_of_numeric,   pattern_of_float4,      pattern_of_float8,      pattern_read_date,
        pattern_to_zone,      pattern_in_zone,        pattern_read_timestamp, pattern_to_number,
    };
    for (size_t i = 0; i < sizeof translators / sizeof *translators; i++) {
        struct err err = {0};
        check(translators[i](arena, text, &err), &err);
    }
}

static void parse_all(struct arena *arena, struct str text)
{
    static const uint32_t types[] = {PG_DATE, PG_TIME, PG_TIMESTAMP, PG_TIMESTAMPTZ, PG_INTERVAL};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct err err = {0};
        check(literal_parse(arena, types[i], -1, text, 0, &err), &err);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new(ARENA_LIMIT);
    const char *text = arena_strndup(arena, (const char *)data, size);
    parse_all(arena, (struct str){text, size});
    if (strlen(text) == size) {
        translate_all(arena, text);
        struct regex regex;
        regex_translate(arena, text, REGEX_GOAL_GROUPS, true, true, &regex);
        time_zone_free(time_zone_load(text));
    }
    arena_free(arena);
    return 0;
}
