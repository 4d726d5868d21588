/* CONSTRAINT … CHECK and PROJECTION of a table's CREATE query. Does not know what they mean. */
#include "backend/schema_element.h"

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

/* What stands between the name and the end: NULL of an element of another kind. */
static const char *name_of(struct type_scan *scan, const char *kind)
{
    if (!take(scan, kind))
        return NULL;
    const char *name = type_scan_quoted(scan, '`');
    if (name)
        return name;
    struct str word = type_scan_word(scan);
    return arena_strndup(scan->arena, word.data, word.size);
}

static void add_check(struct type_scan *scan, struct list *found)
{
    const char *name = name_of(scan, "CONSTRAINT");
    if (!name || !take(scan, "CHECK"))
        return;
    type_scan_spaces(scan);
    struct str rest = str_skip(scan->text, scan->at);
    struct catalog_check *check = ARENA_NEW(scan->arena, struct catalog_check);
    check->name = name;
    check->expression = arena_strndup(scan->arena, rest.data, rest.size);
    list_add(scan->arena, found, check);
}

static void add_projection(struct type_scan *scan, struct list *found)
{
    const char *name = name_of(scan, "PROJECTION");
    if (!name)
        return;
    type_scan_spaces(scan);
    struct str rest = str_skip(scan->text, scan->at);
    if (rest.size < 2 || rest.data[0] != '(')
        return;
    const char *end = element_end(rest.data + 1);
    while (*end == ',')
        end = element_end(end + 1);
    struct catalog_projection *projection = ARENA_NEW(scan->arena, struct catalog_projection);
    projection->name = name;
    projection->query = arena_strndup(scan->arena, rest.data + 1, (size_t)(end - rest.data - 1));
    if (strstr(projection->query, " GROUP BY "))
        list_add(scan->arena, found, projection);
}

static void read_elements(struct arena *arena, const char *create_query, struct list *found,
                          void (*add)(struct type_scan *scan, struct list *found))
{
    const char *at = create_query;
    while (*at && *at != '(')
        at = strchr("'`\"", *at) ? quoted_end(at, NULL) : at + 1;
    while (*at && *at != ')') {
        const char *end = element_end(++at);
        struct type_scan scan = {.arena = arena, .text = {at, (size_t)(end - at)}};
        add(&scan, found);
        at = end;
    }
}

const struct catalog_check *schema_read_checks(struct arena *arena, const char *create_query,
                                               size_t *n)
{
    struct list found = {0};
    if (strstr(create_query, "CONSTRAINT"))
        read_elements(arena, create_query, &found, add_check);
    struct catalog_check *checks = ARENA_ARRAY(arena, struct catalog_check, found.n);
    for (size_t i = 0; i < found.n; i++)
        checks[i] = *(const struct catalog_check *)found.items[i];
    *n = found.n;
    return checks;
}

struct catalog_projection *schema_read_projections(struct arena *arena, const char *create_query,
                                                   size_t *n)
{
    struct list found = {0};
    if (strstr(create_query, "PROJECTION"))
        read_elements(arena, create_query, &found, add_projection);
    struct catalog_projection *projections = ARENA_ARRAY(arena, struct catalog_projection, found.n);
    for (size_t i = 0; i < found.n; i++)
        projections[i] = *(const struct catalog_projection *)found.items[i];
    *n = found.n;
    return projections;
}
