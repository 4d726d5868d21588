/*
 * SQL in a string literal, parsed by itself. The text is laid out so that each token has the offset
 * at which it stands in the statement around it: what is wrong there is shown there. Knows not what
 * the query is for.
 */
#include <string.h>

#include "rewrite/guard.h"
#include "rewrite/parse.h"
#include "rewrite/pivot/crosstab.h"

/* The literal's offset in the parsed text; -1: it is no plain one. */
static int literal_location(const PgQuery__Node *node)
{
    while (node && node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
        node = node->type_cast->arg;
    return node && node->node_case == PG_QUERY__NODE__NODE_A_CONST ? node->a_const->location : -1;
}

/* Past the $tag$ that begins here; 0: none does. */
static size_t skip_dollar(struct str outer, size_t at)
{
    const char *end = memchr(outer.data + at + 1, '$', outer.size - at - 1);
    return end ? (size_t)(end - outer.data) + 1 : 0;
}

/* Where each byte of the text, and its end, stands in `outer`, which has a literal of it at `at`;
 * NULL where they are not byte for byte the same, quotes aside. */
static size_t *place_bytes(struct arena *arena, struct str outer, size_t at, const char *text)
{
    size_t size = strlen(text);
    size_t *places = ARENA_ARRAY(arena, size_t, size + 1);
    if (at >= outer.size)
        return NULL;
    bool is_dollar = outer.data[at] == '$';
    at = is_dollar ? skip_dollar(outer, at) : at + (outer.data[at] != '\'') + 1;
    for (size_t i = 0; i < size; i++) {
        if (at == 0 || at >= outer.size || outer.data[at] != text[i])
            return NULL;
        places[i] = at++;
        if (!is_dollar && text[i] == '\'' && (at >= outer.size || outer.data[at++] != '\''))
            return NULL;
    }
    places[size] = at;
    return places;
}

/* The text with each token at its place, blanks between them. */
static struct str lay_out(struct arena *arena, const char *text, const size_t *places,
                          const PgQuery__ScanResult *tokens)
{
    size_t size = strlen(text), n = 0;
    char *laid = arena_alloc(arena, places[size] + 1);
    for (size_t i = 0; i < tokens->n_tokens; i++) {
        size_t from = (size_t)tokens->tokens[i]->start;
        size_t end = i + 1 < tokens->n_tokens ? (size_t)tokens->tokens[i + 1]->start : size;
        while (n < places[from])
            laid[n++] = ' ';
        memcpy(laid + n, text + from, end - from);
        n += end - from;
    }
    laid[n] = '\0';
    return (struct str){laid, n};
}

/* An error's position is a character of scan's text; inside the room it is a byte of the parsed
 * text. */
static const PgQuery__SelectStmt *fail_at(struct binder *binder, const struct scan *scan,
                                          bool is_placed, int position)
{
    struct err *err = binder->err;
    err->position =
        is_placed && err->position > 0 ? (int)scan_text_offset(scan, err->position) + 1 : position;
    return NULL;
}

static const PgQuery__SelectStmt *refuse(struct binder *binder, int position, const char *what)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s", what);
    return NULL;
}

static const PgQuery__SelectStmt *only_select(struct binder *binder,
                                              const PgQuery__ParseResult *tree, int position)
{
    const PgQuery__Node *node = tree->n_stmts == 1 ? tree->stmts[0]->stmt : NULL;
    if (!node || node->node_case != PG_QUERY__NODE__NODE_SELECT_STMT ||
        node->select_stmt->into_clause)
        return refuse(binder, position, "the text of crosstab must be one SELECT");
    return node->select_stmt;
}

const PgQuery__SelectStmt *crosstab_parse(struct binder *binder, const char *text,
                                          const PgQuery__Node *node, int position, bool *is_placed)
{
    int location = literal_location(node);
    struct str sql = str_of(text);
    struct scan scan = {.text = sql, .source = sql};
    *is_placed = false;
    const PgQuery__ScanResult *tokens =
        guard_text(sql, binder->err) ? parse_tokens(binder->arena, text, binder->err) : NULL;
    const size_t *places =
        location < 0 ? NULL : place_bytes(binder->arena, binder->text, (size_t)location, text);
    if (tokens && places) {
        sql = lay_out(binder->arena, text, places, tokens);
        *is_placed = true;
    }
    if (!tokens || !scan_sql(binder->arena, sql, &scan, binder->err))
        return fail_at(binder, &scan, *is_placed, position);
    if (scan.n_segments)
        return refuse(binder, position, "PIVOT in the text of crosstab is not supported");
    const PgQuery__ParseResult *tree = parse_sql(binder->arena, &scan, binder->err);
    return tree ? only_select(binder, tree, position)
                : fail_at(binder, &scan, *is_placed, position);
}
