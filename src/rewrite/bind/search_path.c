/* search_path: which schema a plain name means. */
#include "rewrite/bind/search_path.h"

#include <ctype.h>
#include <string.h>

const char *search_path_schema(const struct binder *binder, const char *written)
{
    const struct catalog *catalog = binder->context->catalog;
    const char *temporary = binder->context->temporary_schema;
    if (temporary && strcmp(written, "pg_temp") == 0)
        return temporary;
    bool is_public = strcmp(written, "public") == 0 && !catalog_has_schema(catalog, STR("public"));
    return is_public ? binder->context->database : written;
}

bool search_path_is_foreign(const struct binder *binder, const char *schema)
{
    const char *own = binder->context->temporary_schema;
    return strncmp(schema, "pg_temp_", 8) == 0 && (!own || strcmp(schema, own) != 0);
}

/* Takes one name off the list: folded to lower case, or as it stands in double quotes. */
static const char *next_name(struct arena *arena, const char **list)
{
    const char *at = *list + strspn(*list, " \t,");
    if (!*at)
        return NULL;
    char *name = arena_alloc(arena, strlen(at) + 1), *out = name;
    if (*at == '"') {
        for (at++; *at && (*at != '"' || at[1] == '"'); at++) {
            at += *at == '"';
            *out++ = *at;
        }
        at += *at == '"';
    } else {
        while (*at && !strchr(", \t", *at))
            *out++ = (char)tolower((unsigned char)*at++);
    }
    *list = at;
    return name;
}

/* The next schema of the list that exists. */
static const char *next_schema(const struct binder *binder, const char **list)
{
    const char *name;
    while ((name = next_name(binder->arena, list)) != NULL) {
        const char *schema = search_path_schema(binder, name);
        if (strcmp(name, "$user") != 0 &&
            catalog_has_schema(binder->context->catalog, str_of(schema)))
            return schema;
    }
    return NULL;
}

const char *search_path_first(const struct binder *binder)
{
    const char *list = settings_get(binder->context->settings, "search_path");
    return next_schema(binder, &list);
}

static bool list_has(const struct list *names, const char *name)
{
    for (size_t i = 0; i < names->n; i++) {
        if (strcmp(names->items[i], name) == 0)
            return true;
    }
    return false;
}

void search_path_list(const struct binder *binder, struct list *schemas)
{
    const char *list = settings_get(binder->context->settings, "search_path"), *schema;
    while ((schema = next_schema(binder, &list)) != NULL) {
        if (!list_has(schemas, schema))
            list_add(binder->arena, schemas, (void *)(uintptr_t)schema);
    }
}

const struct catalog_table *search_path_find(const struct binder *binder, const char *name)
{
    const char *list = settings_get(binder->context->settings, "search_path"), *schema;
    const char *temporary = binder->context->temporary_schema;
    const struct catalog_table *own =
        temporary ? catalog_find_table(binder->context->catalog, str_of(temporary), str_of(name))
                  : NULL;
    if (own)
        return own;
    while ((schema = next_schema(binder, &list)) != NULL) {
        const struct catalog_table *table =
            catalog_find_table(binder->context->catalog, str_of(schema), str_of(name));
        if (table)
            return table;
    }
    return NULL;
}
