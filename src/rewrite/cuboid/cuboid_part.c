/* Keys, and those of them that are parts of dates and times. */
#include <string.h>
#include <strings.h>

#include "base/cuboid.h"
#include "rewrite/cuboid/cuboid_ask.h"
#include "rewrite/rollup/rollup_time.h"

static const struct {
    const char *field;
    enum cuboid_part part;
} fields[] = {
    {"year", CUBOID_YEAR}, {"quarter", CUBOID_QUARTER}, {"month", CUBOID_MONTH},
    {"day", CUBOID_DAY},   {"dow", CUBOID_DOW},         {"isodow", CUBOID_ISODOW},
    {"doy", CUBOID_DOY},   {"hour", CUBOID_HOUR},
};

/* Of a date the start is a moment of the session's zone. */
static bool starts_in_utc(const struct cuboid_saying *saying, const struct expr *expr)
{
    return expr->type == PG_TIMESTAMP || (expr->type == PG_TIMESTAMPTZ && !saying->context->zone);
}

static bool part_of(const struct cuboid_saying *saying, const struct expr *expr,
                    struct cuboid_derivation *derivation)
{
    const char *name = expr->kind == EXPR_CALL ? expr->routine->name : "";
    derivation->part = CUBOID_DATE;
    if (expr->kind == EXPR_CAST)
        return true;
    if (strcmp(name, "date_trunc") == 0) {
        derivation->part = CUBOID_START;
        derivation->unit = time_unit_of_word(expr->routine->literal);
        return derivation->unit != UNIT_NONE && starts_in_utc(saying, expr);
    }
    for (size_t i = 0; strcmp(name, "extract") == 0 && i < sizeof fields / sizeof *fields; i++) {
        derivation->part = fields[i].part;
        if (strcasecmp(fields[i].field, expr->routine->literal) == 0)
            return true;
    }
    return false;
}

const char *cuboid_key_text(struct cuboid_saying *saying, const struct expr *expr)
{
    const char *text = cuboid_text(saying, expr);
    const struct expr *of = NULL;
    struct cuboid_derivation derivation = {.key = text, .unit = rollup_unit_of_call(expr, &of)};
    if (!text || !derivation.unit || !part_of(saying, expr, &derivation) ||
        !(derivation.of = cuboid_text(saying, of)))
        return text;
    struct cuboid_derivation *noted = ARENA_NEW(saying->arena, struct cuboid_derivation);
    *noted = derivation;
    list_add(saying->arena, &saying->derivations, noted);
    return text;
}
