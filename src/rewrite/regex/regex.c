/* Regular expressions that PostgreSQL and RE2 agree about. Matches nothing itself. */
#include "rewrite/regex/regex.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "rewrite/regex/regex_paths.h"

#define MAX_DEPTH 50
#define MAX_SIZE 4096
#define MAX_REPEAT 255 /* PostgreSQL's DUPMAX */
#define MAX_GROUPS 32
#define VARIES (-1)

struct reading {
    const char *at, *start;
    struct buf *out;
    int depth;
    bool ignores_case;
    bool has_alternatives, varies_in_quantified;
    bool has_choice_of_nothing; /* alternatives or repeated parts that can be empty */
    int n_quantified;           /* parts whose width is not fixed */
    int n_lazy;
    bool has_fixed_lazy; /* {2}? */
    bool ends_anchored;  /* the last thing read was $ */
    bool takes_rest;     /* it was .* or .+ */
    bool looks_behind;
    int n_groups;
    uint32_t optional_groups, empty_groups, repeated_groups, groups_in_alternatives;
    struct paths paths;
};

/* A part of a pattern: how many characters wide it is, if that is fixed. */
struct part {
    int width;
    bool is_assertion;
    uint32_t groups;
    struct span span;
};

static bool is_punctuation(char c)
{
    return c > 0 && ispunct((unsigned char)c);
}

static bool put(struct reading *reading, const char *text, size_t consumed)
{
    buf_puts(reading->out, text);
    reading->at += consumed;
    return true;
}

/* The classes, of the C locale whatever this program's is. */
static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_lower(int c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(int c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_alpha(int c)
{
    return is_lower(c) || is_upper(c);
}

static bool is_alnum(int c)
{
    return is_alpha(c) || is_digit(c);
}

static bool is_word(int c)
{
    return is_alnum(c) || c == '_';
}

static bool is_space(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_blank(int c)
{
    return c == ' ' || c == '\t';
}

static bool is_graph(int c)
{
    return c > ' ' && c < 127;
}

static bool is_print(int c)
{
    return c >= ' ' && c < 127;
}

static bool is_punct(int c)
{
    return is_graph(c) && !is_alnum(c);
}

static bool is_cntrl(int c)
{
    return c < ' ' || c == 127;
}

static bool is_xdigit(int c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* \d and such, outside and inside of brackets. */
static const struct {
    char letter;
    const char *outside, *inside;
    bool (*is_member)(int c);
    bool is_complement;
    char character;
} escapes[] = {
    {'d', "[0-9]", "0-9", is_digit, false, 0},
    {'D', "[^0-9]", NULL, is_digit, true, 0},
    {'w', "[0-9A-Za-z_]", "0-9A-Za-z_", is_word, false, 0},
    {'W', "[^0-9A-Za-z_]", NULL, is_word, true, 0},
    {'s', "[[:space:]]", "[:space:]", is_space, false, 0},
    {'S', "[^[:space:]]", NULL, is_space, true, 0},
    {'n', "\\n", "\\n", NULL, false, '\n'},
    {'t', "\\t", "\\t", NULL, false, '\t'},
    {'r', "\\r", "\\r", NULL, false, '\r'},
};

static bool read_escape(struct reading *reading, bool in_brackets, struct char_set *set)
{
    char c = reading->at[1];
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        const char *text = in_brackets ? escapes[i].inside : escapes[i].outside;
        if (escapes[i].letter != c)
            continue;
        if (escapes[i].is_member)
            char_set_add_class(set, escapes[i].is_member);
        else
            char_set_add(set, (unsigned char)escapes[i].character);
        if (escapes[i].is_complement)
            char_set_complement(set);
        return text && put(reading, text, 2);
    }
    if (!is_punctuation(c))
        return false;
    char_set_add(set, (unsigned char)c);
    buf_append(reading->out, reading->at, 2);
    reading->at += 2;
    return true;
}

static const struct {
    const char *name;
    bool (*is_member)(int c);
} classes[] = {{"alpha", is_alpha}, {"digit", is_digit}, {"alnum", is_alnum}, {"upper", is_upper},
               {"lower", is_lower}, {"space", is_space}, {"punct", is_punct}, {"xdigit", is_xdigit},
               {"blank", is_blank}, {"cntrl", is_cntrl}, {"graph", is_graph}, {"print", is_print}};

static bool read_named_class(struct reading *reading, struct char_set *set)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        size_t size = strlen(classes[i].name);
        if (strncmp(reading->at + 2, classes[i].name, size) == 0 &&
            strncmp(reading->at + 2 + size, ":]", 2) == 0) {
            char_set_add_class(set, classes[i].is_member);
            buf_append(reading->out, reading->at, size + 4);
            reading->at += size + 4;
            return true;
        }
    }
    return false;
}

/* x or x-y, of plain characters. */
static bool read_range(struct reading *reading, struct char_set *set)
{
    const char *at = reading->at;
    size_t size = 1;
    char_set_add(set, (unsigned char)at[0]);
    if (at[1] == '-' && at[2] != ']') {
        bool plain = is_alnum((unsigned char)at[0]) && is_alnum((unsigned char)at[2]);
        if (!plain || at[0] > at[2])
            return false;
        for (char c = at[0]; c <= at[2]; c++)
            char_set_add(set, (unsigned char)c);
        size = 3;
    }
    buf_append(reading->out, at, size);
    reading->at += size;
    return true;
}

static bool read_member(struct reading *reading, struct char_set *set)
{
    if (*reading->at == '\\')
        return read_escape(reading, true, set);
    if (*reading->at == '[')
        return reading->at[1] == ':' && read_named_class(reading, set);
    return read_range(reading, set);
}

static bool read_brackets(struct reading *reading, struct char_set *set)
{
    put(reading, "[", 1);
    bool is_complement = *reading->at == '^';
    if (is_complement)
        put(reading, "^", 1);
    if (*reading->at == ']')
        return false;
    while (*reading->at && *reading->at != ']')
        if (!read_member(reading, set))
            return false;
    if (reading->ignores_case)
        char_set_fold(set);
    if (is_complement)
        char_set_complement(set);
    return *reading->at == ']' && put(reading, "]", 1);
}

static bool read_alternatives(struct reading *reading, struct part *part);

static bool read_group(struct reading *reading, struct part *part)
{
    bool is_capture = reading->at[1] != '?';
    if (!is_capture && reading->at[2] != ':')
        return false;
    put(reading, is_capture ? "(" : "(?:", is_capture ? 1 : 3);
    if (is_capture && ++reading->n_groups > MAX_GROUPS)
        return false;
    uint32_t group = is_capture ? UINT32_C(1) << (reading->n_groups - 1) : 0;
    if (++reading->depth > MAX_DEPTH || !read_alternatives(reading, part) || *reading->at != ')')
        return false;
    reading->depth--;
    part->groups |= group;
    if (part->span.can_be_empty)
        reading->empty_groups |= group;
    reading->ends_anchored = reading->ends_anchored && part->is_assertion;
    return put(reading, ")", 1);
}

/* A character, with the bytes that follow the first of UTF-8. */
static bool read_character(struct reading *reading, struct char_set *set)
{
    if (strchr("*+?{}|)]", *reading->at))
        return false;
    char_set_add(set, (unsigned char)*reading->at);
    do
        buf_putc(reading->out, *reading->at++);
    while ((*reading->at & 0xC0) == 0x80);
    return true;
}

static bool read_any(struct reading *reading, struct char_set *set)
{
    char_set_complement(set);
    return put(reading, ".", 1);
}

/* An edge of a word beside a character of one is RE2's \b. */
static bool is_before_word(const struct reading *reading)
{
    return is_word(reading->at[2]) && (!reading->at[3] || !strchr("*?{", reading->at[3]));
}

static bool is_behind_word(const struct reading *reading)
{
    const char *at = reading->at;
    return at - reading->start >= 1 && is_word(at[-1]) &&
           (at - reading->start < 2 || at[-2] != '\\');
}

static const struct {
    const char *pattern, *re2;
    bool is_end, looks_behind;
    bool (*applies)(const struct reading *reading);
} assertions[] = {
    {"^", "^", false, true, NULL},
    {"$", "$", true, false, NULL},
    {"\\A", "^", false, true, NULL},
    {"\\Z", "$", true, false, NULL},
    {"\\y", "\\b", false, true, NULL},
    {"\\Y", "\\B", false, true, NULL},
    {"\\m", "\\b", false, true, is_before_word},
    {"\\M", "\\b", false, true, is_behind_word},
};

static bool read_assertion(struct reading *reading, struct part *part)
{
    for (size_t i = 0; i < sizeof assertions / sizeof *assertions; i++) {
        size_t size = strlen(assertions[i].pattern);
        if (strncmp(reading->at, assertions[i].pattern, size) != 0 ||
            (assertions[i].applies && !assertions[i].applies(reading)))
            continue;
        *part = (struct part){.is_assertion = true, .span = {.can_be_empty = true}};
        reading->ends_anchored = assertions[i].is_end;
        reading->looks_behind |= assertions[i].looks_behind;
        return put(reading, assertions[i].re2, size);
    }
    return false;
}

/* One character, which takes one place. */
static bool read_place(struct reading *reading, struct part *part)
{
    struct char_set set = {0};
    bool is_read = *reading->at == '['    ? read_brackets(reading, &set)
                   : *reading->at == '\\' ? read_escape(reading, false, &set)
                   : *reading->at == '.'  ? read_any(reading, &set)
                                          : read_character(reading, &set);
    if (reading->ignores_case)
        char_set_fold(&set);
    *part = (struct part){.width = 1};
    part->span = paths_place(&reading->paths, &set);
    return is_read;
}

static bool read_atom(struct reading *reading, struct part *part)
{
    reading->takes_rest = reading->ends_anchored = false;
    if (read_assertion(reading, part))
        return true;
    return *reading->at == '(' ? read_group(reading, part) : read_place(reading, part);
}

static bool read_number(struct reading *reading, long *number)
{
    char *end;
    if (!is_digit(*reading->at))
        return false;
    *number = strtol(reading->at, &end, 10);
    buf_append(reading->out, reading->at, (size_t)(end - reading->at));
    reading->at = end;
    return *number <= MAX_REPEAT;
}

/* {m}, {m,} or {m,n} */
static bool read_bounds(struct reading *reading, long *least, long *most)
{
    put(reading, "{", 1);
    if (!read_number(reading, least))
        return false;
    *most = *least;
    if (*reading->at == ',') {
        put(reading, ",", 1);
        *most = MAX_REPEAT + 1;
        if (*reading->at != '}' && !read_number(reading, most))
            return false;
    }
    return *reading->at == '}' && *least <= *most && put(reading, "}", 1);
}

/* What a quantifier means for the part and its groups. */
static void repeat(struct reading *reading, struct part *part, long least, long most)
{
    reading->varies_in_quantified |= part->width == VARIES;
    reading->n_quantified += least != most;
    reading->has_choice_of_nothing |= part->span.can_be_empty;
    reading->repeated_groups |= most > 1 ? part->groups : 0;
    reading->optional_groups |= least == 0 ? part->groups : 0;
    if (most > 1)
        paths_repeat(&reading->paths, &part->span);
    part->span.can_be_empty |= least == 0;
    part->width = least == most && part->width != VARIES ? part->width * (int)least : VARIES;
}

static bool read_quantifier(struct reading *reading, struct part *part)
{
    char c = *reading->at;
    long least = c == '+', most = c == '?' ? 1 : MAX_REPEAT + 1;
    if (c == '\0' || !strchr("*+?{", c))
        return true;
    if (part->is_assertion)
        return false;
    reading->takes_rest = reading->at[-1] == '.' && (c == '*' || c == '+') &&
                          (reading->at - reading->start < 2 || reading->at[-2] != '\\');
    if (c == '{' ? !read_bounds(reading, &least, &most) : !put(reading, (char[]){c, '\0'}, 1))
        return false;
    repeat(reading, part, least, most);
    if (*reading->at == '?') {
        reading->n_lazy++;
        reading->has_fixed_lazy |= least == most;
        put(reading, "?", 1);
    }
    return *reading->at == '\0' || !strchr("*+?{", *reading->at);
}

static bool read_branch(struct reading *reading, struct part *whole)
{
    *whole = (struct part){.span = {.can_be_empty = true}};
    if (*reading->at == '\0' || strchr("|)", *reading->at))
        return false;
    while (*reading->at && !strchr("|)", *reading->at)) {
        struct part part;
        if (!read_atom(reading, &part) || !read_quantifier(reading, &part))
            return false;
        bool varies = whole->width == VARIES || part.width == VARIES || part.width > 10000;
        whole->width = varies ? VARIES : whole->width + part.width;
        whole->groups |= part.groups;
        paths_append(&reading->paths, &whole->span, &part.span);
    }
    return true;
}

static bool read_alternatives(struct reading *reading, struct part *part)
{
    if (!read_branch(reading, part))
        return false;
    if (*reading->at != '|')
        return true;
    reading->has_alternatives = true;
    while (*reading->at == '|') {
        struct part other;
        reading->has_choice_of_nothing |= part->span.can_be_empty;
        put(reading, "|", 1);
        if (!read_branch(reading, &other))
            return false;
        part->width = part->width == other.width ? part->width : VARIES;
        part->groups |= other.groups;
        paths_choose(&part->span, &other.span);
    }
    reading->has_choice_of_nothing |= part->span.can_be_empty;
    reading->optional_groups |= part->groups;
    reading->groups_in_alternatives |= part->groups;
    return true;
}

/*
 * Whether RE2's choice is PostgreSQL's: the longest match, in it the longest of each part from the
 * left; or, where the first quantifier is lazy, the shortest match. So where
 * - every text is read in one way at most: a search that would rather go on than stop finds the
 *   longest match, if nothing that it may choose is empty;
 * - all matches have the same width;
 * - a match ends at the text's end and its parts are single characters, repeated: both decide
 *   from the left;
 * - there is one quantifier only.
 */
static bool choice_is_the_same(const struct reading *reading, const struct part *whole)
{
    bool is_simple = !reading->has_alternatives && !reading->varies_in_quantified;
    if (reading->repeated_groups)
        return false;
    if (reading->n_lazy)
        return is_simple && !reading->has_fixed_lazy &&
               (reading->ends_anchored || (reading->n_quantified == 1 && reading->n_lazy == 1));
    return (!reading->has_choice_of_nothing && paths_are_single(&reading->paths, &whole->span)) ||
           (whole->width != VARIES && !reading->groups_in_alternatives) ||
           (is_simple &&
            (reading->n_quantified <= 1 || reading->ends_anchored || reading->takes_rest));
}

/* (?i) and such, which stand first. */
static bool read_options(struct reading *reading)
{
    if (strncmp(reading->at, "(?", 2) != 0 || !reading->at[2] || !strchr("ics", reading->at[2]))
        return true;
    reading->at += 2;
    for (; *reading->at && strchr("ics", *reading->at); reading->at++)
        if (*reading->at != 's')
            reading->ignores_case = *reading->at == 'i';
    return *reading->at == ')' && reading->at++;
}

static bool read_whole(struct reading *reading, struct part *whole)
{
    reading->start = reading->at;
    if (strncmp(reading->at, "***", 3) == 0 || !read_options(reading))
        return false;
    if (reading->ignores_case)
        buf_puts(reading->out, "(?i)");
    return read_alternatives(reading, whole) && *reading->at == '\0' && !reading->out->failed;
}

static bool serves(const struct reading *reading, const struct part *whole, enum regex_goal goal,
                   bool is_global)
{
    if (goal == REGEX_GOAL_TEST)
        return true;
    bool is_known = !(reading->optional_groups & reading->empty_groups);
    return choice_is_the_same(reading, whole) && (goal == REGEX_GOAL_FIND || is_known) &&
           !(is_global && whole->span.can_be_empty);
}

bool regex_translate(struct arena *arena, const char *pattern, enum regex_goal goal, bool is_global,
                     bool ignores_case, struct regex *regex)
{
    struct buf out;
    struct part whole;
    buf_init(&out, MAX_SIZE);
    struct reading reading = {.at = pattern, .out = &out, .ignores_case = ignores_case};
    bool is_common = read_whole(&reading, &whole) && serves(&reading, &whole, goal, is_global);
    if (is_common)
        *regex = (struct regex){.text = arena_strndup(arena, buf_data(&out), buf_size(&out)),
                                .n_groups = reading.n_groups,
                                .optional_groups = reading.optional_groups,
                                .looks_behind = reading.looks_behind};
    buf_free(&out);
    return is_common;
}

const char *regex_translate_replacement(struct arena *arena, const char *replacement, int n_groups)
{
    struct buf out;
    buf_init(&out, MAX_SIZE);
    for (const char *at = replacement; *at; at++) {
        if (*at != '\\') {
            buf_putc(&out, *at);
        } else if (at[1] == '&') {
            buf_puts(&out, "\\0");
            at++;
        } else if (at[1] == '\\' || (at[1] >= '1' && at[1] <= '9')) {
            if (at[1] - '0' <= n_groups || at[1] == '\\')
                buf_append(&out, at, 2);
            at++;
        } else {
            out.failed = true;
        }
    }
    const char *text = out.failed       ? NULL
                       : buf_size(&out) ? arena_strndup(arena, buf_data(&out), buf_size(&out))
                                        : "";
    buf_free(&out);
    return text;
}
