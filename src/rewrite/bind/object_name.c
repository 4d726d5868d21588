/* Names of relations, types, functions, schemas and roles: to numbers, and back for the client. */
#include "rewrite/bind/object_name.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "rewrite/bind/enum_type.h"
#include "rewrite/bind/search_path.h"
#include "rewrite/parse.h"
#include "rewrite/system/system_key.h"
#include "rewrite/system/system_relation.h"
#include "rewrite/system/system_source.h"
#include "rewrite/system/system_tsv.h"

/* "schema.name" */
struct name {
    const char *schema; /* NULL: a plain name */
    const char *name;
};

/* One identifier: folded to lower case, or as it stands in double quotes; NULL if it is none. */
static const char *take_identifier(struct arena *arena, const char **at)
{
    char *text = arena_alloc(arena, strlen(*at) + 1), *out = text;
    const char *in = *at;
    if (*in == '"') {
        for (in++; *in && (*in != '"' || in[1] == '"'); in++) {
            in += *in == '"';
            *out++ = *in;
        }
        if (*in++ != '"')
            return NULL;
    } else {
        while (*in && *in != '.' && !isspace((unsigned char)*in))
            *out++ = (char)tolower((unsigned char)*in++);
    }
    *at = in;
    return out > text ? text : NULL;
}

/* The last two of up to three identifiers: a database in front is this one. */
static bool take_name(struct arena *arena, const char *text, struct name *name)
{
    const char *parts[3], *at = text + strspn(text, " \t\n");
    size_t n = 0;
    do {
        at += n > 0;
        if (n == 3 || !(parts[n++] = take_identifier(arena, &at)))
            return false;
    } while (*at == '.');
    *name = (struct name){n > 1 ? parts[n - 2] : NULL, parts[n - 1]};
    return at[strspn(at, " \t\n")] == '\0';
}

static uint32_t fail(struct binder *binder, const char *sqlstate, int position, const char *what,
                     const char *name)
{
    err_set(binder->err, sqlstate, position, "%s \"%s\" does not exist", what, name);
    return 0;
}

/* --- relations --- */

static uint32_t find_key(const struct binder *binder, const struct name *name)
{
    const struct catalog *catalog = binder->context->catalog;
    const char *schema =
        name->schema ? search_path_schema(binder, name->schema) : search_path_first(binder);
    struct system_key key;
    for (size_t i = 0; i < catalog->n_tables; i++) {
        for (enum system_key_kind kind = 0; kind < N_SYSTEM_KEYS; kind++) {
            if (schema && strcmp(catalog->tables[i].schema, schema) == 0 &&
                system_key_read(binder->arena, &catalog->tables[i], kind, &key) &&
                strcmp(key.name, name->name) == 0)
                return key.index_oid;
        }
    }
    return 0;
}

static uint32_t find_relation(struct binder *binder, const struct name *name, int position)
{
    const struct catalog_table *table = NULL;
    if (!name->schema || system_schema_is(name->schema))
        table = system_relation_find(binder->arena, name->schema, name->name);
    if (!table && !name->schema)
        table = search_path_find(binder, name->name);
    if (!table && name->schema)
        table = catalog_find_table(binder->context->catalog,
                                   str_of(search_path_schema(binder, name->schema)),
                                   str_of(name->name));
    uint32_t oid = table ? table->oid : find_key(binder, name);
    const char *shown =
        name->schema ? arena_printf(binder->arena, "%s.%s", name->schema, name->name) : name->name;
    return oid ? oid : fail(binder, SQLSTATE_UNDEFINED_TABLE, position, "relation", shown);
}

/* --- types --- */

uint32_t object_type_oid(struct binder *binder, const char *schema, const char *name)
{
    struct tsv tsv;
    if (schema && strcmp(schema, "pg_catalog") != 0)
        return 0;
    tsv_open(&tsv, system_file("pg_type.tsv"));
    while (tsv_next(&tsv)) {
        const char *typname = tsv_value(&tsv, binder->arena, "typname");
        if (typname && strcmp(typname, name) == 0)
            return (uint32_t)strtoul(tsv.fields[0].data, NULL, 10);
    }
    return 0;
}

/* As the grammar reads types: "double precision", "varchar(10)[]". */
static const PgQuery__TypeName *parse_type(struct binder *binder, const char *text)
{
    struct str sql = str_of(arena_printf(binder->arena, "SELECT NULL::%s", text));
    struct scan scan = {.text = sql, .source = sql};
    struct err ignored = {0};
    const PgQuery__ParseResult *tree = parse_sql(binder->arena, &scan, &ignored);
    if (!tree || tree->n_stmts != 1 ||
        tree->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return NULL;
    const PgQuery__SelectStmt *select = tree->stmts[0]->stmt->select_stmt;
    const PgQuery__Node *value = select->n_target_list == 1 && !select->from_clause
                                     ? select->target_list[0]->res_target->val
                                     : NULL;
    return value && value->node_case == PG_QUERY__NODE__NODE_TYPE_CAST ? value->type_cast->type_name
                                                                       : NULL;
}

static uint32_t find_type(struct binder *binder, const char *text, int position)
{
    const PgQuery__TypeName *type = parse_type(binder, text);
    if (!type || type->n_names == 0) {
        err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position, "invalid type name \"%s\"", text);
        return 0;
    }
    const char *schema = type->n_names > 1 ? type->names[0]->string->sval : NULL;
    const char *name = type->names[type->n_names - 1]->string->sval;
    if (type->n_array_bounds)
        name = arena_printf(binder->arena, "_%s", name);
    uint32_t oid = object_type_oid(binder, schema, name);
    const struct catalog_enum *own = oid ? NULL : enum_find(binder, schema, name);
    if (own)
        return own->oid;
    return oid ? oid : fail(binder, SQLSTATE_UNDEFINED_OBJECT, position, "type", text);
}

/* --- functions, schemas, roles --- */

/* By the second column of a file, whose first one is the number. */
static uint32_t find_row(struct binder *binder, const char *file, const char *what,
                         const struct name *name, int position)
{
    uint32_t oid = 0;
    struct tsv tsv;
    tsv_open(&tsv, system_file(file));
    while (tsv_next(&tsv)) {
        if (!str_eq(tsv.fields[1], str_of(name->name)))
            continue;
        if (oid) {
            err_set(binder->err, SQLSTATE_AMBIGUOUS_FUNCTION, position,
                    "more than one %s named \"%s\"", what, name->name);
            return 0;
        }
        oid = (uint32_t)strtoul(tsv.fields[0].data, NULL, 10);
    }
    return oid ? oid : fail(binder, SQLSTATE_UNDEFINED_FUNCTION, position, what, name->name);
}

static uint32_t find_schema(struct binder *binder, const struct name *name, int position)
{
    const char *schema = search_path_schema(binder, name->name);
    if (!system_schema_is(schema) && !catalog_has_schema(binder->context->catalog, str_of(schema)))
        return fail(binder, SQLSTATE_INVALID_SCHEMA_NAME, position, "schema", name->name);
    return system_namespace_oid(schema);
}

static uint32_t find_role(struct binder *binder, const struct name *name, int position)
{
    return strcmp(name->name, binder->context->user) == 0
               ? SYSTEM_OWNER_OID
               : fail(binder, SQLSTATE_UNDEFINED_OBJECT, position, "role", name->name);
}

static uint32_t find_object(struct binder *binder, uint32_t type, const char *text, int position)
{
    struct name name;
    if (type == PG_REGTYPE)
        return find_type(binder, text, position);
    if (!take_name(binder->arena, text, &name)) {
        err_set(binder->err, SQLSTATE_INVALID_NAME, position, "invalid name syntax");
        return 0;
    }
    switch (type) {
    case PG_REGCLASS:
        return find_relation(binder, &name, position);
    case PG_REGNAMESPACE:
        return find_schema(binder, &name, position);
    case PG_REGROLE:
        return find_role(binder, &name, position);
    case PG_REGOPER:
    case PG_REGOPERATOR:
        return find_row(binder, "pg_operator.tsv", "operator", &name, position);
    case PG_REGCOLLATION:
        return find_row(binder, "pg_collation.tsv", "collation", &name, position);
    default:
        return find_row(binder, "pg_proc.tsv", "function", &name, position);
    }
}

const char *object_name_resolve(struct binder *binder, uint32_t type, const char *text,
                                int position)
{
    if (strcmp(text, "-") == 0)
        return "0";
    if (*text && text[strspn(text, "0123456789")] == '\0')
        return text;
    uint32_t oid = find_object(binder, type, text, position);
    return oid ? arena_printf(binder->arena, "%u", oid) : NULL;
}

/* --- to the client --- */

static bool is_shown_as_name(uint32_t type)
{
    uint32_t element = pgtype_element(type);
    return pgtype_is_alias(element ? element : type);
}

struct query *object_name_show(struct binder *binder, struct query *query)
{
    bool any = false;
    for (LIST_EACH(const struct target, target, &query->targets))
        any |= is_shown_as_name(target->expr->type);
    if (!any)
        return query;
    bool is_plain = query->kind == QUERY_SELECT && !query->distinct && !query->distinct_on.n;
    if (!is_plain && !(query = bind_wrap(binder, query)))
        return NULL;
    for (LIST_EACH(struct target, target, &query->targets)) {
        uint32_t type = target->expr->type;
        if (!is_shown_as_name(type))
            continue;
        target->expr = coerce(binder, target->expr, pgtype_element(type) ? PG_TEXT_ARRAY : PG_TEXT,
                              -1, CAST_EXPLICIT, 0);
        if (!target->expr)
            return NULL;
    }
    return query;
}
