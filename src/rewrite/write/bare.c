/* Expressions over the columns of one table, without its name. Knows not what they are for. */
#include "rewrite/write/bare.h"

#include <string.h>

#include "base/buf.h"
#include "base/list.h"
#include "rewrite/emit/emit_expr.h"

static bool is_name_character(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Behind what begins here: a string, a quoted name, a word, or one other character. */
static const char *skip_token(const char *at)
{
    char quote = *at;
    if (quote != '\'' && quote != '`') {
        const char *end = at;
        while (is_name_character(*end))
            end++;
        return end == at ? at + 1 : end;
    }
    for (at++; *at && *at != quote; at++)
        at += *at == '\\' && at[1];
    return *at ? at + 1 : at;
}

/* ---- parameters of lambdas ---- */

static bool is_listed(const struct list *names, struct str name)
{
    for (size_t i = 0; i < names->n; i++)
        if (str_eq(*(const struct str *)names->items[i], name))
            return true;
    return false;
}

/* The words before an arrow: x, or (x, y …). */
static void add_parameters(struct arena *arena, struct list *names, const char *text,
                           const char *arrow)
{
    const char *end = arrow;
    while (end > text && end[-1] == ' ')
        end--;
    bool is_list = end > text && end[-1] == ')';
    const char *start = end;
    while (start > text && (is_list ? start[-1] != '(' : is_name_character(start[-1])))
        start--;
    for (const char *at = start; at < end; at = skip_token(at)) {
        if (!is_name_character(*at))
            continue;
        struct str *name = ARENA_NEW(arena, struct str);
        *name = (struct str){at, (size_t)(skip_token(at) - at)};
        if (!is_listed(names, *name))
            list_add(arena, names, name);
    }
}

static const char *taken(struct arena *arena, struct buf *buf)
{
    const char *copy = arena_strndup(arena, buf_data(buf), buf_size(buf));
    buf_free(buf);
    return copy;
}

/* ClickHouse would take a column of the same name for the parameter. Columns are quoted, always. */
static const char *rename_parameters(struct arena *arena, const char *text)
{
    struct list names = {0};
    struct buf out;
    for (const char *at = text; *at; at = skip_token(at))
        if (at[0] == '-' && at[1] == '>')
            add_parameters(arena, &names, text, at);
    if (!names.n)
        return text;
    buf_init(&out, SIZE_MAX);
    for (const char *at = text, *end; *at; at = end) {
        end = skip_token(at);
        struct str token = {at, (size_t)(end - at)};
        if (is_name_character(*at) && *end != '(' && is_listed(&names, token))
            buf_puts(&out, "pgpivot_");
        buf_append_str(&out, token);
    }
    return taken(arena, &out);
}

const char *bare_text(struct arena *arena, struct rel *rel, const struct expr *expr)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    int number = rel ? rel->number : 0;
    if (rel)
        rel->number = 0;
    emit_expr(&text, expr);
    if (rel)
        rel->number = number;
    return rename_parameters(arena, taken(arena, &text));
}

/* ---- casts ---- */

#define MAX_DEPTH 256

static bool is_cast(struct str name)
{
    return str_eq(name, str_of("CAST")) || str_eq(name, str_of("accurateCast"));
}

/* The type in quotes has no NULL yet, and can have. */
static bool wants_nullable(const char *type)
{
    static const char *const words[] = {"'Nullable(", "'Array(", "'Map(", "'Tuple(",
                                        "'LowCardinality("};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(type, words[i], strlen(words[i])) == 0)
            return false;
    return true;
}

const char *bare_keep_nulls(struct arena *arena, const char *text)
{
    bool is_of_cast[MAX_DEPTH] = {false};
    size_t depth = 0;
    struct str before = {"", 0};
    struct buf out;
    buf_init(&out, SIZE_MAX);
    for (const char *at = text, *end; *at; at = end) {
        end = skip_token(at);
        struct str token = {at, (size_t)(end - at)};
        bool is_type = *at == '\'' && *end == ')' && depth < MAX_DEPTH && is_of_cast[depth];
        if (*at == '(' && ++depth < MAX_DEPTH)
            is_of_cast[depth] = is_cast(before);
        depth -= *at == ')' && depth;
        if (is_type && wants_nullable(at))
            buf_printf(&out, "'Nullable(%.*s)'", (int)token.size - 2, at + 1);
        else
            buf_append_str(&out, token);
        before = token;
    }
    return taken(arena, &out);
}
