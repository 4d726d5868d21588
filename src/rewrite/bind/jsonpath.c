/*
 * A path as ClickHouse's text: the items found so far are an Array of JSON texts, which each step
 * makes anew. Predicates are NULL where they are unknown. Reads paths, and knows no documents.
 */
#include "rewrite/bind/jsonpath.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "rewrite/routines/json_exact.h"
#include "rewrite/routines/json_text.h"

#define MAX_DEPTH 50
#define DOCUMENT "CAST(assumeNotNull($1), 'String')"
#define ITEM_TEXT(x) UNMARKED(x, DOCUMENT)

struct path {
    struct binder *binder;
    const char *text, *at;
    int position; /* of the text in the statement */
    int depth, n_variables;
};

static const char *print(struct path *path, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static const char *read_items(struct path *path, const char *current);
static const char *read_predicate(struct path *path, const char *current);

static const char *print(struct path *path, const char *format, ...)
{
    struct buf out;
    va_list args;
    buf_init(&out, (size_t)1 << 20);
    va_start(args, format);
    buf_vprintf(&out, format, args);
    va_end(args);
    const char *text =
        out.failed ? NULL : arena_strndup(path->binder->arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    if (!text)
        err_set(path->binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, path->position,
                "the jsonpath is too long");
    return text;
}

static const char *refuse(struct path *path, const char *what)
{
    if (!err_is_set(path->binder->err))
        err_set(path->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED,
                path->position + 1 + (int)(path->at - path->text),
                "%s in jsonpath is not supported yet", what);
    return NULL;
}

/* --- words --- */

static void skip_blanks(struct path *path)
{
    while (*path->at && isspace((unsigned char)*path->at))
        path->at++;
}

static bool take(struct path *path, const char *word)
{
    skip_blanks(path);
    size_t size = strlen(word);
    if (strncmp(path->at, word, size) != 0)
        return false;
    bool is_word = isalpha((unsigned char)word[0]);
    if (is_word && (isalnum((unsigned char)path->at[size]) || path->at[size] == '_'))
        return false;
    path->at += size;
    return true;
}

static bool looks_at(struct path *path, const char *word)
{
    const char *at = path->at;
    bool found = take(path, word);
    path->at = at;
    return found;
}

/* As a string of ClickHouse's in which a template sees nothing. */
static const char *quote(struct path *path, struct str text)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    buf_putc(&out, '\'');
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        buf_printf(&out, isalnum(c) ? "%c" : "\\x%02X", c);
    }
    buf_putc(&out, '\'');
    const char *quoted = arena_strndup(path->binder->arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return quoted;
}

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* "…", without escapes. */
static const char *read_string(struct path *path)
{
    const char *start = path->at + 1;
    size_t size = strcspn(start, "\"\\");
    if (start[size] != '"')
        return refuse(path, "a string with escapes");
    path->at = start + size + 1;
    return quote(path, (struct str){start, size});
}

static const char *read_key(struct path *path)
{
    skip_blanks(path);
    if (*path->at == '"')
        return read_string(path);
    size_t size = 0;
    while (is_name(path->at[size]))
        size++;
    if (!size || isdigit((unsigned char)*path->at))
        return refuse(path, "this key");
    const char *key = quote(path, (struct str){path->at, size});
    path->at += size;
    return key;
}

/* --- steps --- */

/* An array is its elements, in lax mode. */
#define UNWRAPPED(x) "if(startsWith(" x ", '['), JSONExtractArrayRaw(" x "), array(" x "))"

static const char *unwrap(struct path *path, const char *items)
{
    return print(path, "arrayFlatten(arrayMap(x -> " UNWRAPPED("x") ", %s))", items);
}

/* As jsonb has them: by the length of their keys, then by its bytes; of equal keys the last. */
#define PAIRS "JSONExtractKeysAndValuesRaw(x)"
#define MEMBERS                                                                                    \
    "arrayMap(p -> tupleElement(p, 2), arrayCompact(p -> tupleElement(p, 1), arraySort(p -> "      \
    "tuple(length(tupleElement(p, 1)), tupleElement(p, 1), -tupleElement(p, 3)), arrayMap((p, n) " \
    "-> tuple(tupleElement(p, 1), tupleElement(p, 2), toInt32(n)), " PAIRS                         \
    ", arrayEnumerate(" PAIRS ")))))"

static const char *step_key(struct path *path, const char *items)
{
    if (take(path, "*"))
        return print(path, "arrayFlatten(arrayMap(x -> " MEMBERS ", %s))", unwrap(path, items));
    const char *key = read_key(path);
    if (key && looks_at(path, "("))
        return refuse(path, "this method");
    return key ? print(path, "arrayFilter(x -> x != '', arrayMap(x -> " FIELD("x", "%s") ", %s))",
                       key, unwrap(path, items))
               : NULL;
}

/* 3, last, last - 1: counted from 0, or from the end: -1 is the last. */
static bool read_index(struct path *path, long *index)
{
    bool is_last = take(path, "last");
    if (is_last && !take(path, "-")) {
        *index = -1;
        return true;
    }
    skip_blanks(path);
    size_t size = strspn(path->at, "0123456789");
    if (!size || size > 9)
        return refuse(path, "this subscript") != NULL;
    long n = strtol(path->at, NULL, 10);
    path->at += size;
    *index = is_last ? -1 - n : n;
    return true;
}

static const char *step_range(struct path *path, const char *items, long from, long to)
{
    if ((from < 0) != (to < 0))
        return refuse(path, "a range from the start to the end");
    long n = to < from ? 0 : to - from + 1;
    const char *part =
        from >= 0 ? print(path, "arraySlice(u, %ld, %ld)", from + 1, n)
                  : print(path,
                          "arraySlice(u, greatest(toInt32(length(u)) + %ld, 0) + 1, greatest("
                          "least(toInt32(%ld), toInt32(length(u)) + %ld), 0))",
                          from, n, to + 1);
    return part
               ? print(path,
                       "arrayFlatten(arrayMap(x -> arrayElement(arrayMap(u -> %s, array(" UNWRAPPED(
                           "x") ")), 1), %s))",
                       part, items)
               : NULL;
}

static const char *step_element(struct path *path, const char *items)
{
    long from, to;
    const char *found;
    if (take(path, "*"))
        found = unwrap(path, items);
    else if (!read_index(path, &from))
        return NULL;
    else if (!take(path, "to"))
        found = step_range(path, items, from, from);
    else
        found = read_index(path, &to) ? step_range(path, items, from, to) : NULL;
    return !found || take(path, "]") ? found : refuse(path, "a list of subscripts");
}

static const char *step_filter(struct path *path, const char *items)
{
    if (!take(path, "("))
        return refuse(path, "this filter");
    const char *variable = print(path, "y%d", ++path->n_variables);
    const char *predicate = variable ? read_predicate(path, variable) : NULL;
    if (!predicate)
        return NULL;
    if (!take(path, ")"))
        return refuse(path, "this");
    return print(path, "arrayFilter(%s -> ifNull(%s, 0), %s)", variable, predicate,
                 unwrap(path, items));
}

/* What stands behind $ or @. */
static const char *read_steps(struct path *path, const char *items)
{
    while (items) {
        if (take(path, "."))
            items = step_key(path, items);
        else if (take(path, "["))
            items = step_element(path, items);
        else if (take(path, "?"))
            items = step_filter(path, items);
        else
            break;
    }
    return items;
}

static const char *read_items(struct path *path, const char *current)
{
    if (take(path, "$")) {
        if (is_name(*path->at) || *path->at == '"')
            return refuse(path, "a variable");
        return read_steps(path, "array(" JSON_TRIMMED(EXACT(DOCUMENT)) ")");
    }
    if (current && take(path, "@"))
        return read_steps(path, print(path, "array(%s)", current));
    return refuse(path, "this");
}

/* --- predicates --- */

enum literal_kind { LITERAL_NONE, LITERAL_NUMBER, LITERAL_STRING, LITERAL_BOOL, LITERAL_NULL };

/* Of an optional minus, digits and a fraction; 0: there is none. */
static size_t number_size(const char *at)
{
    size_t minus = *at == '-', whole = strspn(at + minus, "0123456789");
    if (!whole || (whole > 1 && at[minus] == '0'))
        return 0;
    size_t size = minus + whole;
    size_t fraction = at[size] == '.' ? strspn(at + size + 1, "0123456789") : 0;
    return fraction ? size + 1 + fraction : size;
}

static enum literal_kind read_literal(struct path *path, const char **literal)
{
    skip_blanks(path);
    size_t digits = number_size(path->at);
    if (*path->at == '"') {
        *literal = read_string(path);
        return LITERAL_STRING;
    }
    if (digits) {
        *literal = quote(path, (struct str){path->at, digits});
        path->at += digits;
        return LITERAL_NUMBER;
    }
    bool is_true = take(path, "true");
    *literal = is_true ? "'true'" : "'false'";
    if (is_true || take(path, "false"))
        return LITERAL_BOOL;
    return take(path, "null") ? LITERAL_NULL : LITERAL_NONE;
}

static const struct {
    const char *word, *sql, *mirrored;
} comparisons[] = {
    {"==", "=", "="},   {"!=", "!=", "!="}, {"<>", "!=", "!="}, {"<=", "<=", ">="},
    {">=", ">=", "<="}, {"<", "<", ">"},    {">", ">", "<"},    {"=", "=", "="},
};

static bool read_operator(struct path *path, size_t *index)
{
    for (*index = 0; *index < sizeof comparisons / sizeof *comparisons; ++*index)
        if (take(path, comparisons[*index].word))
            return true;
    return refuse(path, "this") != NULL;
}

/* Of the item i: 1, 0, or NULL where the two cannot be compared. */
static const char *compare(struct path *path, enum literal_kind kind, const char *op,
                           const char *literal)
{
    bool is_unequal = strcmp(op, "!=") == 0, holds_when_equal = strchr(op, '=') && !is_unequal;
    switch (kind) {
    case LITERAL_NUMBER:
        return print(
            path,
            "multiIf(match(i, '^[-0-9]'), arrayElement(arrayMap(l -> " JSON_ORDER_NUMBER(
                "i") " %s " JSON_ORDER_NUMBER("l") ", array(%s)), 1), i = 'null', %d, NULL)",
            op, literal, is_unequal);
    case LITERAL_STRING:
        return print(
            path, "multiIf(startsWith(i, '\"'), JSONExtractString(i) %s %s, i = 'null', %d, NULL)",
            op, literal, is_unequal);
    case LITERAL_BOOL:
        return print(path, "multiIf(i IN ('true', 'false'), i %s %s, i = 'null', %d, NULL)", op,
                     literal, is_unequal);
    case LITERAL_NULL:
        return print(path, "if(i = 'null', %d, %d)", holds_when_equal, is_unequal);
    case LITERAL_NONE:
        break;
    }
    return refuse(path, "a comparison of two paths");
}

/* Whether it holds for any of the items; unknown if it does not, and is unknown for one. */
static const char *any_of(struct path *path, const char *items, const char *condition)
{
    if (!items || !condition)
        return NULL;
    return print(path,
                 "arrayElement(arrayMap(c -> multiIf(has(c, 1), 1, arrayExists(e -> isNull(e), c), "
                 "NULL, 0), array(arrayMap(i -> toNullable(toInt8(%s)), arrayMap(r -> " ITEM_TEXT(
                     "r") ", %s)))), 1)",
                 condition, unwrap(path, items));
}

static const char *read_comparison(struct path *path, const char *current)
{
    const char *left, *right = NULL, *items = NULL;
    size_t op;
    enum literal_kind kind = read_literal(path, &left);
    if (kind == LITERAL_NONE && !(items = read_items(path, current)))
        return NULL;
    if (items && take(path, "starts")) {
        if (!take(path, "with") || read_literal(path, &right) != LITERAL_STRING)
            return refuse(path, "this");
        return right ? any_of(path, items,
                              print(path,
                                    "if(startsWith(i, '\"'), startsWith(JSONExtractString(i), "
                                    "%s), NULL)",
                                    right))
                     : NULL;
    }
    if (!read_operator(path, &op))
        return NULL;
    if (!items) {
        items = read_items(path, current);
        return any_of(path, items,
                      items && left ? compare(path, kind, comparisons[op].mirrored, left) : NULL);
    }
    kind = read_literal(path, &right);
    return any_of(path, items,
                  right || kind == LITERAL_NULL || kind == LITERAL_NONE
                      ? compare(path, kind, comparisons[op].sql, right)
                      : NULL);
}

static const char *read_exists(struct path *path, const char *current)
{
    const char *items = take(path, "(") ? read_items(path, current) : refuse(path, "this");
    if (items && !take(path, ")"))
        return refuse(path, "this");
    return items ? print(path, "notEmpty(%s)", items) : NULL;
}

/* (…), !(…), exists(…) and comparisons. */
static const char *read_condition(struct path *path, const char *current)
{
    if (take(path, "!")) {
        bool is_whole = looks_at(path, "(") || looks_at(path, "exists");
        const char *inner = is_whole ? read_condition(path, current) : refuse(path, "this");
        return inner ? print(path, "(NOT %s)", inner) : NULL;
    }
    if (take(path, "exists"))
        return read_exists(path, current);
    if (!take(path, "("))
        return read_comparison(path, current);
    const char *inner = read_predicate(path, current);
    return !inner || take(path, ")") ? inner : refuse(path, "this");
}

static const char *read_both(struct path *path, const char *current)
{
    const char *all = read_condition(path, current);
    while (all && take(path, "&&")) {
        const char *next = read_condition(path, current);
        all = next ? print(path, "(%s AND %s)", all, next) : NULL;
    }
    return all;
}

static const char *read_predicate(struct path *path, const char *current)
{
    if (++path->depth > MAX_DEPTH)
        return refuse(path, "so deep a filter");
    const char *any = read_both(path, current);
    while (any && take(path, "||")) {
        const char *next = read_both(path, current);
        any = next ? print(path, "(%s OR %s)", any, next) : NULL;
    }
    path->depth--;
    return any;
}

/* --- calls --- */

/* A whole path: items, or a predicate. */
struct found {
    const char *items, *predicate;
};

static bool is_at_end(struct path *path)
{
    skip_blanks(path);
    return !*path->at;
}

static bool read_path(struct path *path, struct found *found)
{
    take(path, "lax");
    if (looks_at(path, "strict"))
        return refuse(path, "strict mode") != NULL;
    const char *start = path->at;
    if (looks_at(path, "$")) {
        found->items = read_items(path, NULL);
        if (!found->items || is_at_end(path))
            return found->items != NULL;
        path->at = start;
        path->n_variables = 0;
    }
    found->items = NULL;
    found->predicate = read_predicate(path, NULL);
    if (found->predicate && !is_at_end(path))
        return refuse(path, "this") != NULL;
    return found->predicate != NULL;
}

/* The items as texts; a predicate is true, false or null. */
static const char *items_of(struct path *path, const struct found *found)
{
    if (found->items)
        return print(path, "arrayMap(r -> " ITEM_TEXT("r") ", %s)", found->items);
    return found->predicate ? print(path,
                                    "arrayMap(b -> multiIf(isNull(b), 'null', b, 'true', 'false'), "
                                    "array(%s))",
                                    found->predicate)
                            : NULL;
}

static const char *make_exists(struct path *path, const struct found *found)
{
    return found->items ? print(path, "notEmpty(%s)", found->items) : "true";
}

#define BOOLEAN "multiIf(l = array('true'), 1, l = array('false'), 0, NULL)"
#define NO_BOOLEAN                                                                                 \
    THROW_IF("NOT has(array(array('true'), array('false'), array('null')), l)", "22038",           \
             "single boolean result is expected")

static const char *make_match(struct path *path, const struct found *found, bool raises)
{
    if (found->predicate)
        return found->predicate;
    const char *items = items_of(path, found);
    if (!items)
        return NULL;
    return raises ? print(path,
                          "arrayElement(arrayMap(l -> if(" NO_BOOLEAN ", NULL, " BOOLEAN
                          "), array(%s)), 1)",
                          items)
                  : print(path, "arrayElement(arrayMap(l -> " BOOLEAN ", array(%s)), 1)", items);
}

static const char *make_call(struct path *path, const char *name, const struct found *found)
{
    if (strcmp(name, "jsonb_path_exists") == 0 || strcmp(name, "@?") == 0)
        return make_exists(path, found);
    if (strcmp(name, "jsonb_path_match") == 0 || strcmp(name, "@@") == 0)
        return make_match(path, found, name[0] == 'j');
    const char *items = items_of(path, found);
    if (!items)
        return NULL;
    return strcmp(name, "jsonb_path_query_first") == 0
               ? print(path, "nullIf(arrayElement(%s, 1), '')", items)
               : print(path, "concat('[', arrayStringConcat(%s, ', '), ']')", items);
}

static const struct {
    const char *name;
    uint32_t type;
} calls[] = {
    {"jsonb_path_exists", PG_BOOL},       {"@?", PG_BOOL},
    {"jsonb_path_match", PG_BOOL},        {"@@", PG_BOOL},
    {"jsonb_path_query_first", PG_JSONB}, {"jsonb_path_query_array", PG_JSONB},
};

static uint32_t result_type(const char *name)
{
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (strcmp(calls[i].name, name) == 0)
            return calls[i].type;
    return 0;
}

/* Whether they are a document and a constant path; the document as a jsonb. */
static bool take_arguments(struct binder *binder, const struct list *args, struct path *path,
                           struct expr **document)
{
    if (args->n != 2)
        return false;
    const struct expr *text = args->items[1];
    bool is_text = text->kind == EXPR_CONST && text->text &&
                   (text->type == PG_UNKNOWN || text->type == PG_TEXT);
    struct expr *json = args->items[0];
    if (!is_text || (json->type != PG_JSONB && json->type != PG_UNKNOWN))
        return false;
    *document = coerce(binder, json, PG_JSONB, -1, CAST_IMPLICIT, json->position);
    *path = (struct path){
        .binder = binder, .text = text->text, .at = text->text, .position = text->position};
    return *document != NULL;
}

static struct expr *over(struct path *path, const char *template_, uint32_t type,
                         struct expr *document, int position)
{
    const char *whole = template_ ? print(path, "if(isNull($1), NULL, %s)", template_) : NULL;
    if (!whole || err_is_set(path->binder->err))
        return NULL;
    struct expr *expr = expr_clickhouse(path->binder->arena, type, whole, 1, &document);
    expr->nullable = true;
    expr->position = position;
    return expr;
}

struct expr *bind_jsonpath(struct binder *binder, const char *name, const struct list *args,
                           int position)
{
    struct path path;
    struct expr *document;
    struct found found = {0};
    uint32_t type = result_type(name);
    if (!type || !take_arguments(binder, args, &path, &document) || !read_path(&path, &found))
        return NULL;
    return over(&path, make_call(&path, name, &found), type, document, position);
}

struct expr *bind_jsonpath_items(struct binder *binder, const struct list *args, int position)
{
    struct path path;
    struct expr *document;
    struct found found = {0};
    if (!take_arguments(binder, args, &path, &document) || !read_path(&path, &found))
        return NULL;
    const char *items = items_of(&path, &found);
    return items ? over(&path, print(&path, "tuple(%s)", items), pgtype_array(PG_JSONB), document,
                        position)
                 : NULL;
}
