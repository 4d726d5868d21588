/* CONSTRAINT … CHECK of a table's CREATE query. Does not know what the conditions mean. */
#include "backend/schema_check.h"

#include <string.h>

#include "backend/type_scan.h"
#include "base/list.h"
#include "base/quoted.h"

/* The comma or bracket that ends the element of a list, or the end of the text. */
static const char *element_end(const char *at)
{
    int depth = 0;
    while (*at && (depth || (*at != ',' && *at != ')'))) {
        if (strchr("'`\"", *at)) {
            at = quoted_end(at, NULL);
            continue;
        }
        depth += strchr("([{", *at) != NULL;
        depth -= strchr(")]}", *at) != NULL;
        at++;
    }
    return at;
}

static bool take(struct type_scan *scan, const char *word)
{
    return str_eq(type_scan_word(scan), str_of(word));
}

/* Of the elements that are one. */
static void add_check(struct arena *arena, struct list *checks, struct str element)
{
    struct type_scan scan = {.arena = arena, .text = element};
    if (!take(&scan, "CONSTRAINT"))
        return;
    const char *name = type_scan_quoted(&scan, '`');
    struct str word = name ? str_of(name) : type_scan_word(&scan);
    if (!take(&scan, "CHECK"))
        return;
    type_scan_spaces(&scan);
    struct str rest = str_skip(element, scan.at);
    struct catalog_check *check = ARENA_NEW(arena, struct catalog_check);
    check->name = arena_strndup(arena, word.data, word.size);
    check->expression = arena_strndup(arena, rest.data, rest.size);
    list_add(arena, checks, check);
}

const struct catalog_check *schema_read_checks(struct arena *arena, const char *create_query,
                                               size_t *n)
{
    struct list found = {0};
    const char *at = strstr(create_query, "CONSTRAINT") ? create_query : "";
    while (*at && *at != '(')
        at = strchr("'`\"", *at) ? quoted_end(at, NULL) : at + 1;
    while (*at && *at != ')') {
        const char *end = element_end(++at);
        add_check(arena, &found, (struct str){at, (size_t)(end - at)});
        at = end;
    }
    struct catalog_check *checks = ARENA_ARRAY(arena, struct catalog_check, found.n);
    for (size_t i = 0; i < found.n; i++)
        checks[i] = *(const struct catalog_check *)found.items[i];
    *n = found.n;
    return checks;
}
