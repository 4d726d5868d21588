/* The sources by name, and what their fields share. */
#include "rewrite/system/system_source.h"

#include <stdlib.h>
#include <string.h>

#include "rewrite/system/system_relation.h"

static const struct system_source *const sources[] = {
    &source_activity,  &source_answers,
    &source_advise,    &source_attrdef,
    &source_attribute, &source_authid,
    &source_class,     &source_constraint,
    &source_cursors,   &source_description,
    &source_database,  &source_index,
    &source_namespace, &source_prepared,
    &source_progress,  &source_settings,
    &source_ssl,       &source_type,
    &source_enum,      &source_unsupported,
    &source_rollups,   NULL,
};

const struct system_source *system_source_find(const char *relation)
{
    for (const struct system_source *const *source = sources; *source; source++) {
        if (strcmp((*source)->relation, relation) == 0)
            return *source;
    }
    return NULL;
}

/* FNV-1a, brought into the numbers that PostgreSQL gives to what users make. */
uint32_t system_namespace_oid(const char *schema)
{
    uint32_t hash = 2166136261u;
    if (strcmp(schema, "pg_catalog") == 0)
        return PG_CATALOG_NAMESPACE;
    if (strcmp(schema, "information_schema") == 0)
        return INFORMATION_SCHEMA_NAMESPACE;
    for (; *schema; schema++)
        hash = (hash ^ (unsigned char)*schema) * 16777619u;
    return 16384 + hash % (2000000000u - 16384);
}

/* By hand: scans make thousands. */
const char *system_number(const struct system_walk *walk, int64_t number)
{
    char digits[24], *at = digits + sizeof digits - 1;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    for (*at = '\0'; rest >= 10; rest /= 10)
        *--at = (char)('0' + rest % 10);
    *--at = (char)('0' + rest);
    if (number < 0)
        *--at = '-';
    return arena_strdup(walk->arena, at);
}

const char *system_bool(bool value)
{
    return value ? "true" : "false";
}

const char *system_comment(struct arena *arena, const char *comment)
{
    const char *kept = strstr(comment, CATALOG_TYPE_DIRECTIVE);
    if (!kept)
        return comment;
    const char *rest = strchr(kept + 1, '|');
    return arena_printf(arena, "%.*s%s", (int)(kept - comment), comment, rest ? rest : "");
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

bool system_takes(const struct system_walk *walk, uint32_t relation)
{
    return !walk->relations ||
           (walk->n_relations && bsearch(&relation, walk->relations, walk->n_relations,
                                         sizeof relation, compare_numbers));
}
