/* Limits of size, encoding and nesting, checked before parsing. Does not know what a statement
 * means: nesting is bounded from the tokens alone. */
#include "rewrite/guard.h"

#include <stdint.h>

/* Unicode, table 3-7: the length of a well-formed character by its first bytes, 0 if there is
 * none. `size` is at least 1. */
static size_t character_size(const uint8_t *text, size_t size)
{
    static const struct {
        uint8_t first_low, first_high, second_low, second_high, length;
    } forms[] = {
        {0x01, 0x7F, 0x00, 0x00, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    size_t i = 0;
    while (text[0] < forms[i].first_low || text[0] > forms[i].first_high)
        if (++i == sizeof forms / sizeof forms[0])
            return 0;
    size_t length = forms[i].length;
    if (length > size)
        return 0;
    if (length > 1 && (text[1] < forms[i].second_low || text[1] > forms[i].second_high))
        return 0;
    for (size_t at = 2; at < length; at++)
        if ((text[at] & 0xC0) != 0x80)
            return 0;
    return length;
}

bool guard_text(struct str text, struct err *err)
{
    if (text.size > GUARD_MAX_TEXT) {
        err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "statement is too long");
        err_detail(err, "It has %zu bytes, the limit is %zu.", text.size, GUARD_MAX_TEXT);
        return err_hint(err, "Load rows with COPY, or send fewer at a time.");
    }
    const uint8_t *bytes = (const uint8_t *)text.data;
    int character = 1;
    for (size_t i = 0; i < text.size; character++) {
        size_t size = character_size(bytes + i, text.size - i);
        if (size == 0)
            return err_set(err, SQLSTATE_CHARACTER_NOT_IN_REPERTOIRE, character,
                           "invalid byte sequence for encoding \"UTF8\": 0x%02x", bytes[i]);
        i += size;
    }
    return true;
}

/*
 * The bound. Parentheses, brackets and CASE … END make groups. Within one group a chain of
 * operators grows the tree by one level each, but the items of a comma list, the arms of AND and OR
 * (the grammar flattens them) and of CASE stand side by side: each such segment counts by itself.
 * SELECT, set operations and joins are chains that go across commas, so they add to the whole
 * group. A closed group is a part of the segment around it. Every token that is not a name, a
 * constant or a dot counts, so no production can be missed.
 */
enum token_class {
    TOKEN_LEVEL, /* all that have no row below */
    TOKEN_LEAF,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_CASE,
    TOKEN_END,
    TOKEN_SEPARATOR,
    TOKEN_BOOL,
    TOKEN_BETWEEN,
    TOKEN_CHAIN,
    TOKEN_STATEMENT_END,
    TOKEN_ATOMIC,
};

/* Levels of a group besides its chains: the longest is SelectStmt, WithClause,
 * CommonTableExpr. */
#define GROUP_LEVELS 3
/* CreateFunctionStmt and the two lists of its body. */
#define ATOMIC_LEVELS 3

static enum token_class token_class(PgQuery__Token token)
{
#define T(name) PG_QUERY__TOKEN__##name
    static const uint8_t classes[] = {
        [T(IDENT)] = TOKEN_LEAF,
        [T(UIDENT)] = TOKEN_LEAF,
        [T(FCONST)] = TOKEN_LEAF,
        [T(SCONST)] = TOKEN_LEAF,
        [T(USCONST)] = TOKEN_LEAF,
        [T(BCONST)] = TOKEN_LEAF,
        [T(XCONST)] = TOKEN_LEAF,
        [T(ICONST)] = TOKEN_LEAF,
        [T(PARAM)] = TOKEN_LEAF,
        [T(SQL_COMMENT)] = TOKEN_LEAF,
        [T(C_COMMENT)] = TOKEN_LEAF,
        [T(ASCII_46)] = TOKEN_LEAF,
        [T(ASCII_40)] = TOKEN_OPEN,
        [T(ASCII_41)] = TOKEN_CLOSE,
        [T(ASCII_91)] = TOKEN_OPEN,
        [T(ASCII_93)] = TOKEN_CLOSE,
        [T(CASE)] = TOKEN_CASE,
        [T(END_P)] = TOKEN_END,
        [T(ASCII_44)] = TOKEN_SEPARATOR,
        [T(AND)] = TOKEN_BOOL,
        [T(OR)] = TOKEN_BOOL,
        [T(BETWEEN)] = TOKEN_BETWEEN,
        [T(UNION)] = TOKEN_CHAIN,
        [T(INTERSECT)] = TOKEN_CHAIN,
        [T(EXCEPT)] = TOKEN_CHAIN,
        [T(JOIN)] = TOKEN_CHAIN,
        [T(SELECT)] = TOKEN_CHAIN,
        [T(ASCII_59)] = TOKEN_STATEMENT_END,
        [T(WHEN)] = TOKEN_SEPARATOR,
        [T(THEN)] = TOKEN_SEPARATOR,
        [T(ELSE)] = TOKEN_SEPARATOR,
        [T(ATOMIC)] = TOKEN_ATOMIC,
    };
#undef T
    size_t index = (size_t)token;
    return index < sizeof classes ? (enum token_class)classes[index] : TOKEN_LEVEL;
}

struct group {
    uint32_t segment;  /* level tokens since the last separator */
    uint32_t child;    /* the deepest group closed since then */
    uint32_t deepest;  /* of the segments finished */
    uint32_t chain;    /* tokens that go across separators */
    uint32_t betweens; /* BETWEEN whose AND has not come: that AND separates nothing */
    bool is_case, has_bool;
};

/* The open groups, outermost first. As deep as the limit: a deeper stack is over it already. */
struct nesting {
    struct group groups[GUARD_MAX_DEPTH / GROUP_LEVELS + 2];
    size_t depth; /* index of the innermost */
    uint32_t atomic;
};

static uint32_t group_levels(const struct group *group)
{
    uint32_t last = group->segment + group->child;
    return (last > group->deepest ? last : group->deepest) + group->chain +
           (group->has_bool ? 2 : 0) + GROUP_LEVELS;
}

static void segment_end(struct group *group)
{
    uint32_t levels = group->segment + group->child;
    if (levels > group->deepest)
        group->deepest = levels;
    group->segment = group->child = 0;
}

static bool group_open(struct nesting *nesting, bool is_case)
{
    if (nesting->depth + 1 == sizeof nesting->groups / sizeof nesting->groups[0])
        return false;
    nesting->groups[++nesting->depth] = (struct group){.is_case = is_case};
    return true;
}

/* Text with an unbalanced closing token is no statement: the grammar will say so. */
static void group_close(struct nesting *nesting)
{
    if (nesting->depth == 0)
        return;
    uint32_t levels = group_levels(&nesting->groups[nesting->depth--]);
    struct group *around = &nesting->groups[nesting->depth];
    if (levels > around->child)
        around->child = levels;
}

static void bool_add(struct group *group)
{
    if (group->betweens > 0) {
        group->betweens--;
        group->segment++;
        return;
    }
    group->has_bool = true;
    segment_end(group);
}

static bool token_add(struct nesting *nesting, enum token_class class)
{
    struct group *group = &nesting->groups[nesting->depth];
    switch (class) {
    case TOKEN_LEAF:
        break;
    case TOKEN_OPEN:
        return group_open(nesting, false);
    case TOKEN_CASE:
        return group_open(nesting, true);
    case TOKEN_CLOSE:
        group_close(nesting);
        break;
    case TOKEN_END:
        if (group->is_case)
            group_close(nesting);
        break;
    case TOKEN_SEPARATOR:
        segment_end(group);
        break;
    case TOKEN_BOOL:
        bool_add(group);
        break;
    case TOKEN_BETWEEN:
        group->betweens++;
        group->segment++;
        break;
    case TOKEN_CHAIN:
        group->chain++;
        break;
    case TOKEN_STATEMENT_END:
        if (nesting->depth == 0)
            *group = (struct group){0};
        break;
    case TOKEN_ATOMIC: /* BEGIN ATOMIC holds statements, which may hold the like again */
        nesting->atomic += ATOMIC_LEVELS;
        break;
    case TOKEN_LEVEL:
        group->segment++;
        break;
    }
    return true;
}

bool guard_depth(const PgQuery__ScanResult *tokens, size_t *over)
{
    struct nesting nesting = {.depth = 0};
    for (size_t i = 0; i < tokens->n_tokens; i++) {
        bool fits = token_add(&nesting, token_class(tokens->tokens[i]->token));
        uint32_t levels = group_levels(&nesting.groups[nesting.depth]) + nesting.atomic;
        if (fits && levels <= GUARD_MAX_DEPTH)
            continue;
        *over = i;
        return false;
    }
    return true;
}
