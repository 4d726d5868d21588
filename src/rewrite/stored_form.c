/* Columns as they are stored, read as PostgreSQL would hold them. */
#include "rewrite/stored_form.h"

#include <string.h>

#include "rewrite/literal.h"

static bool has_own_zone(const struct chtype *type)
{
    return (type->kind == CH_DATETIME || type->kind == CH_DATETIME64) && type->timezone &&
           strcmp(type->timezone, "UTC") != 0;
}

/* `template_` with `name` for $1. */
static const char *rename_argument(struct arena *arena, const char *template_, const char *name)
{
    const char *text = "";
    for (const char *at; (at = strstr(template_, "$1")); template_ = at + 2)
        text = arena_printf(arena, "%s%.*s%s", text, (int)(at - template_), template_, name);
    return arena_printf(arena, "%s%s", text, template_);
}

/* An array value is a tuple of one (docs/architecture.md), its elements in their own form. */
static const char *array_form(struct arena *arena, const struct chtype *type)
{
    int depth = 1;
    const struct chtype *element = type->args[0];
    for (; chtype_strip(element)->kind == CH_ARRAY; depth++)
        element = chtype_strip(element)->args[0];
    const char *form = stored_form(arena, element);
    for (; form && depth; depth--) {
        const char *name = arena_printf(arena, "s%d", depth);
        form =
            arena_printf(arena, "arrayMap(%s -> %s, $1)", name, rename_argument(arena, form, name));
    }
    return form ? arena_printf(arena, "tuple(%s)", form) : "tuple($1)";
}

const char *stored_form(struct arena *arena, const struct chtype *type)
{
    type = chtype_strip(type);
    if (type->kind == CH_ARRAY)
        return array_form(arena, type);
    /* Its order is that of the names, and text functions take it. */
    if (type->kind == CH_ENUM8 || type->kind == CH_ENUM16)
        return "toString($1)";
    /* PostgreSQL's text cannot hold zero bytes. */
    if (type->kind == CH_FIXED_STRING)
        return "toStringCutToZero($1)";
    /* timestamp without time zone is civil time, which everything else takes to be in UTC. */
    if (has_own_zone(type))
        return arena_printf(arena, "addSeconds(toDateTime64($1, %d, 'UTC'), timeZoneOffset($1))",
                            type->kind == CH_DATETIME64 ? type->scale : 0);
    return NULL;
}

static void put_name(struct buf *out, const char *alias, const char *name)
{
    if (alias)
        buf_printf(out, "%s.", alias);
    identifier_emit(out, name);
}

void stored_form_put(struct buf *out, struct arena *arena, const struct chtype *type,
                     const char *alias, const char *name)
{
    const char *at = stored_form(arena, type);
    for (at = at ? at : "$1"; *at; at++) {
        if (at[0] == '$' && at[1] == '1') {
            put_name(out, alias, name);
            at++;
        } else {
            buf_putc(out, *at);
        }
    }
}
