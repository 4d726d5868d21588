/* Keys of ClickHouse's tables as texts. Knows no columns. */
#include "base/key_text.h"

#include "base/quoted.h"

/* A comma outside of parentheses and quotes, or the end. */
static const char *item_end(const char *at)
{
    int depth = 0;
    while (*at && (depth || *at != ',')) {
        if (*at == '\'' || *at == '`' || *at == '"') {
            at = quoted_end(at, NULL);
            continue;
        }
        depth += (*at == '(') - (*at == ')');
        at++;
    }
    return at;
}

static bool is_between(struct str text, char before, char after)
{
    return text.size > 2 && text.data[0] == before && text.data[text.size - 1] == after;
}

static struct str inside(struct str text)
{
    return (struct str){text.data + 1, text.size - 2};
}

/* A key of one column that was made as "ORDER BY (a)" is "(a)". */
static struct str without_parentheses(struct str item)
{
    struct str inner = is_between(item, '(', ')') ? inside(item) : item;
    return memchr(inner.data, '(', inner.size) ? item : inner;
}

bool key_text_next(const char **text, struct str *item)
{
    const char *start = *text + strspn(*text, ", ");
    const char *end = item_end(start);
    if (!*start)
        return false;
    *item = without_parentheses((struct str){start, (size_t)(end - start)});
    if (is_between(*item, '`', '`'))
        *item = inside(*item);
    *text = end;
    return true;
}
