/* Keys that are made of finer ones: units and parts of time. */
#include <stdlib.h>
#include <string.h>

#include "backend/cuboid.h"
#include "base/civil.h"

#define SECOND_MICROS INT64_C(1000000)
#define DAY_MICROS (86400 * SECOND_MICROS)
#define MICROS_DIGITS 6

static const struct cuboid_derivation *find_derivation(const struct cuboid_question *question,
                                                       const char *key)
{
    for (size_t i = 0; i < question->n_derivations; i++)
        if (strcmp(question->derivations[i].key, key) == 0)
            return &question->derivations[i];
    return NULL;
}

static bool is_of_time(const struct chtype *type)
{
    return type->kind == CH_DATE || type->kind == CH_DATE32 || type->kind == CH_DATETIME ||
           (type->kind == CH_DATETIME64 && type->scale <= MICROS_DIGITS);
}

/* Starts of units tell the starts of those that consist of them. */
static bool is_finer(const struct cuboid_derivation *held, const struct cuboid_derivation *wanted)
{
    bool is_start = held->part == CUBOID_START || held->part == CUBOID_DATE;
    return is_start && strcmp(held->of, wanted->of) == 0 &&
           time_unit_divides(held->unit, wanted->unit);
}

/* The column that a derived key is made of; NULL: there is none. */
static const struct cuboid_column *source_of(const struct cuboid *cuboid,
                                             const struct cuboid_derivation *wanted)
{
    const struct cuboid_column *column = cuboid_key(cuboid, wanted->of);
    for (size_t i = 0; !column && i < cuboid->shape->n_derivations; i++) {
        const struct cuboid_derivation *held = &cuboid->shape->derivations[i];
        if (is_finer(held, wanted))
            column = cuboid_key(cuboid, held->key);
    }
    return column && is_of_time(column->type) ? column : NULL;
}

bool cuboid_has_key(const struct cuboid *cuboid, const struct cuboid_question *question,
                    const char *key)
{
    const struct cuboid_derivation *wanted = find_derivation(question, key);
    return cuboid_key(cuboid, key) || (wanted && source_of(cuboid, wanted));
}

/* ---- values ---- */

static int64_t micros_of(const struct chtype *type, wide number)
{
    int64_t micros = (int64_t)number;
    if (type->kind == CH_DATE || type->kind == CH_DATE32)
        return micros * DAY_MICROS;
    if (type->kind == CH_DATETIME)
        return micros * SECOND_MICROS;
    for (int scale = type->scale; scale < MICROS_DIGITS; scale++)
        micros *= 10;
    return micros;
}

static int64_t part_of(const struct cuboid_derivation *derivation, int64_t micros)
{
    int64_t day = time_unit_floor(UNIT_DAY, micros) / DAY_MICROS;
    struct civil_date date = civil_from_days(day);
    int64_t weekday = ((day + 4) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
    switch (derivation->part) {
    case CUBOID_START:
        return time_unit_floor(derivation->unit, micros);
    case CUBOID_DATE:
        return day;
    case CUBOID_YEAR:
        return date.year;
    case CUBOID_QUARTER:
        return (date.month + 2) / 3;
    case CUBOID_MONTH:
        return date.month;
    case CUBOID_DAY:
        return date.day;
    case CUBOID_DOW:
        return weekday;
    case CUBOID_ISODOW:
        return weekday ? weekday : 7;
    case CUBOID_DOY:
        return day - civil_to_days((struct civil_date){date.year, 1, 1}) + 1;
    case CUBOID_HOUR:
        return (micros - day * DAY_MICROS) / (3600 * SECOND_MICROS);
    }
    return 0;
}

static const struct chtype *type_of(const struct cuboid_derivation *derivation)
{
    static const struct chtype moment = {.kind = CH_DATETIME64,
                                         .text = "DateTime64(6, 'UTC')",
                                         .scale = MICROS_DIGITS,
                                         .timezone = "UTC"},
                               date = {.kind = CH_DATE32, .text = "Date32"},
                               number = {
                                   .kind = CH_DECIMAL, .text = "Decimal(76, 0)", .precision = 76};
    if (derivation->part == CUBOID_START)
        return &moment;
    return derivation->part == CUBOID_DATE ? &date : &number;
}

struct part {
    int64_t number;
    uint32_t value; /* of the source */
};

static int compare_parts(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

static const struct cuboid_column *derive(struct arena *arena, const struct cuboid *cuboid,
                                          const struct cuboid_column *source,
                                          const struct cuboid_derivation *derivation)
{
    size_t n = source->n_values - source->has_null;
    struct part *parts = ARENA_ARRAY(arena, struct part, n + 1);
    uint32_t *ids = ARENA_ARRAY(arena, uint32_t, source->n_values + 1);
    struct cuboid_column *column = ARENA_NEW(arena, struct cuboid_column);
    *column = (struct cuboid_column){.form = CUBOID_CODED,
                                     .type = type_of(derivation),
                                     .has_null = source->has_null,
                                     .numbers = ARENA_ARRAY(arena, wide, source->n_values + 1),
                                     .ids = ARENA_ARRAY(arena, uint32_t, cuboid->n_rows + 1)};
    for (size_t i = 0; i < n; i++)
        parts[i] = (struct part){part_of(derivation, micros_of(source->type, source->numbers[i])),
                                 (uint32_t)i};
    if (n)
        qsort(parts, n, sizeof *parts, compare_parts);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || parts[i].number != parts[i - 1].number)
            column->numbers[column->n_values++] = parts[i].number;
        ids[parts[i].value] = (uint32_t)column->n_values - 1;
    }
    ids[n] = (uint32_t)column->n_values; /* NULL */
    column->n_values += source->has_null;
    for (size_t i = 0; i < cuboid->n_rows; i++)
        column->ids[i] = ids[source->ids[i]];
    return column;
}

const struct cuboid_column *cuboid_find_key(struct arena *arena, const struct cuboid *cuboid,
                                            const struct cuboid_question *question, const char *key)
{
    const struct cuboid_column *column = cuboid_key(cuboid, key);
    const struct cuboid_derivation *wanted = column ? NULL : find_derivation(question, key);
    const struct cuboid_column *source = wanted ? source_of(cuboid, wanted) : NULL;
    return source ? derive(arena, cuboid, source, wanted) : column;
}
