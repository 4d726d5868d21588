/* Whether emitted SQL has operands that may only be computed for some rows. Reads tokens and
 * parentheses; knows nothing of what made the text. */
#include "rewrite/lower/short_circuit.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/quoted.h"

/* What errors within it mean for what stands around it. */
enum call_kind {
    CALL_NOISY,     /* can raise an error, unless its arguments are constants */
    CALL_RAISES,    /* its purpose */
    CALL_QUIET,     /* raises none, whatever the values; its arguments may */
    CALL_LAZY,      /* the same, and may not need all of its arguments */
    CALL_AGGREGATE, /* computed before, for all rows */
};

/* Ordered by name, bytewise. Conversions are only here if they take every value of every type. */
static const struct call {
    const char *name;
    enum call_kind kind;
} calls[] = {
    {"and", CALL_LAZY},
    {"any", CALL_AGGREGATE},
    {"avg", CALL_AGGREGATE},
    {"bitAnd", CALL_QUIET},
    {"bitOr", CALL_QUIET},
    {"bitXor", CALL_QUIET},
    {"coalesce", CALL_LAZY},
    {"concat", CALL_QUIET},
    {"count", CALL_AGGREGATE},
    {"countIf", CALL_AGGREGATE},
    {"empty", CALL_QUIET},
    {"endsWith", CALL_QUIET},
    {"equals", CALL_QUIET},
    {"grouping", CALL_AGGREGATE},
    {"identity", CALL_QUIET},
    {"if", CALL_LAZY},
    {"ifNull", CALL_LAZY},
    {"isFinite", CALL_QUIET},
    {"isInfinite", CALL_QUIET},
    {"isNaN", CALL_QUIET},
    {"isNotNull", CALL_QUIET},
    {"isNull", CALL_QUIET},
    {"length", CALL_QUIET},
    {"lengthUTF8", CALL_QUIET},
    {"like", CALL_QUIET},
    {"lower", CALL_QUIET},
    {"max", CALL_AGGREGATE},
    {"maxIf", CALL_AGGREGATE},
    {"maxOrNull", CALL_AGGREGATE},
    {"maxOrNullIf", CALL_AGGREGATE},
    {"min", CALL_AGGREGATE},
    {"minIf", CALL_AGGREGATE},
    {"minOrNull", CALL_AGGREGATE},
    {"minOrNullIf", CALL_AGGREGATE},
    {"multiIf", CALL_LAZY},
    {"not", CALL_QUIET},
    {"notEmpty", CALL_QUIET},
    {"notLike", CALL_QUIET},
    {"nullIf", CALL_LAZY},
    {"or", CALL_LAZY},
    {"startsWith", CALL_QUIET},
    {"sum", CALL_AGGREGATE},
    {"sumIf", CALL_AGGREGATE},
    {"sumOrNull", CALL_AGGREGATE},
    {"sumOrNullIf", CALL_AGGREGATE},
    {"throwIf", CALL_RAISES},
    {"toDayOfMonth", CALL_QUIET},
    {"toDayOfWeek", CALL_QUIET},
    {"toDayOfYear", CALL_QUIET},
    {"toFloat64", CALL_QUIET},
    {"toHour", CALL_QUIET},
    {"toISOYear", CALL_QUIET},
    {"toMinute", CALL_QUIET},
    {"toMonth", CALL_QUIET},
    {"toNullable", CALL_QUIET},
    {"toQuarter", CALL_QUIET},
    {"toSecond", CALL_QUIET},
    {"toYear", CALL_QUIET},
    {"tuple", CALL_QUIET},
    {"uniqExact", CALL_AGGREGATE},
    {"upper", CALL_QUIET},
};

#define N(array) (sizeof(array) / sizeof *(array))
#define MAX_DEPTH 512

/* A pair of parentheses, or the text around all. A stretch is what stands between commas and the
 * words that begin clauses. */
struct frame {
    enum call_kind kind; /* of parentheses alone: QUIET */
    bool is_query;
    bool has_column;    /* or anything else that may not be constant */
    bool is_noisy;      /* in this stretch */
    bool was_noisy;     /* in one before */
    bool has_connector; /* AND or OR in this stretch */
};

struct reading {
    struct frame frames[MAX_DEPTH];
    size_t depth;
    bool is_needed;
};

static int compare_call(const void *name, const void *call)
{
    return strcmp(name, ((const struct call *)call)->name);
}

static enum call_kind kind_of_call(struct str name)
{
    char copy[32];
    if (name.size >= sizeof copy)
        return CALL_NOISY;
    memcpy(copy, name.data, name.size);
    copy[name.size] = '\0';
    const struct call *call = bsearch(copy, calls, N(calls), sizeof *calls, compare_call);
    return call ? call->kind : CALL_NOISY;
}

static void end_stretch(struct reading *reading)
{
    struct frame *frame = &reading->frames[reading->depth];
    reading->is_needed |= frame->is_noisy && (frame->has_connector || frame->kind == CALL_LAZY);
    frame->was_noisy |= frame->is_noisy;
    frame->is_noisy = frame->has_connector = false;
}

static void open_frame(struct reading *reading, enum call_kind kind)
{
    if (reading->depth + 1 == MAX_DEPTH)
        reading->is_needed = true;
    else
        reading->frames[++reading->depth] = (struct frame){.kind = kind};
}

static void close_frame(struct reading *reading)
{
    end_stretch(reading);
    if (reading->depth == 0)
        return;
    const struct frame *inner = &reading->frames[reading->depth--];
    struct frame *outer = &reading->frames[reading->depth];
    outer->has_column |= inner->has_column || inner->is_query;
    if (inner->kind == CALL_RAISES)
        outer->is_noisy = true;
    else if (inner->kind == CALL_NOISY)
        outer->is_noisy |= inner->has_column;
    else if (inner->kind != CALL_AGGREGATE && !inner->is_query)
        outer->is_noisy |= inner->was_noisy;
}

/* Words of operators and clauses, which may stand before a parenthesis. */
static const struct {
    const char *word;
    bool begins_clause, connects;
} words[] = {
    {"SELECT", true, false},  {"FROM", true, false},      {"WHERE", true, false},
    {"GROUP", true, false},   {"HAVING", true, false},    {"ORDER", true, false},
    {"LIMIT", true, false},   {"JOIN", true, false},      {"ON", true, false},
    {"UNION", true, false},   {"AND", false, true},       {"OR", false, true},
    {"CASE", false, true},    {"WHEN", false, false},     {"THEN", false, false},
    {"ELSE", false, false},   {"NOT", false, false},      {"IN", false, false},
    {"AS", false, false},     {"BY", false, false},       {"ALL", false, false},
    {"OVER", false, false},   {"DISTINCT", false, false}, {"SETS", false, false},
    {"VALUES", false, false},
};

static size_t find_word(struct str word)
{
    size_t i = 0;
    while (i < N(words) &&
           (strlen(words[i].word) != word.size || memcmp(words[i].word, word.data, word.size) != 0))
        i++;
    return i;
}

/* Columns and the parameters of lambdas are in lower case. */
static void read_word(struct reading *reading, struct str word, size_t index)
{
    struct frame *frame = &reading->frames[reading->depth];
    frame->has_column |= islower((unsigned char)word.data[0]) != 0;
    if (index == N(words))
        return;
    frame->is_query |= index == 0;
    frame->has_connector |= words[index].connects;
    if (words[index].begins_clause)
        end_stretch(reading);
}

static const char *read_name(struct reading *reading, const char *at, const char *end)
{
    const char *start = at;
    while (at < end && (isalnum((unsigned char)*at) || *at == '_'))
        at++;
    struct str word = {start, (size_t)(at - start)};
    size_t index = find_word(word);
    if (at < end && *at == '(' && index == N(words)) {
        open_frame(reading, kind_of_call(word));
        return at + 1;
    }
    read_word(reading, word, index);
    return at;
}

static const char *read_token(struct reading *reading, const char *at, const char *end)
{
    struct frame *frame = &reading->frames[reading->depth];
    if (isalpha((unsigned char)*at) || *at == '_')
        return read_name(reading, at, end);
    if (*at == '\'' || *at == '`') {
        frame->has_column |= *at == '`';
        return quoted_end(at, end);
    }
    if (*at == '(')
        open_frame(reading, CALL_QUIET);
    else if (*at == ')')
        close_frame(reading);
    else if (*at == ',')
        end_stretch(reading);
    else if (*at == '%' || *at == '[')
        frame->is_noisy = true;
    return at + 1;
}

static struct reading read_sql(struct str sql)
{
    struct reading reading = {.frames = {{.kind = CALL_QUIET}}};
    const char *at = sql.data, *end = sql.data + sql.size;
    while (at < end && !reading.is_needed) {
        if (isdigit((unsigned char)*at))
            while (at < end && (isalnum((unsigned char)*at) || *at == '.'))
                at++;
        else
            at = read_token(&reading, at, end);
    }
    end_stretch(&reading);
    return reading;
}

bool short_circuit_is_needed(struct str sql)
{
    return !sql.size || read_sql(sql).is_needed;
}

bool short_circuit_can_raise(struct str sql)
{
    if (!sql.size)
        return true;
    struct reading reading = read_sql(sql);
    return reading.is_needed || reading.frames[0].was_noisy;
}
