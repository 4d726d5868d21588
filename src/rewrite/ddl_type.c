/* PostgreSQL's types to the ClickHouse types of new columns. What they are when read back is
 * base/chtype.c's. */
#include "rewrite/ddl_type.h"

#include <string.h>

/* A type is here only if every value of it is kept and reads back as that type (varchar as text).
 */
static const struct {
    uint32_t type;
    const char *clickhouse; /* NULL: refused, and why */
    const char *hint;
} types[] = {
    {PG_BOOL, "Bool", NULL},
    {PG_INT2, "Int16", NULL},
    {PG_INT4, "Int32", NULL},
    {PG_INT8, "Int64", NULL},
    {PG_FLOAT4, "Float32", NULL},
    {PG_FLOAT8, "Float64", NULL},
    {PG_TEXT, "String", NULL},
    {PG_VARCHAR, "String", NULL},
    {PG_DATE, "Date32", NULL},
    {PG_TIMESTAMP, "DateTime64(6, 'UTC')", NULL},
    {PG_UUID, "UUID", NULL},
    {PG_NUMERIC, NULL, "Say how many digits it needs, as in numeric(38, 10)."},
    {PG_BPCHAR, NULL, "Use text or varchar."},
    {PG_TIMESTAMPTZ, NULL, "Use timestamp: the time zone is UTC."},
    {PG_JSON, NULL, "Use text."},
    {PG_JSONB, NULL, "Use text."},
    {PG_INET, NULL, "ClickHouse's IPv4 and IPv6 have no masks: create the table in ClickHouse."},
};

static const char *refuse(struct binder *binder, uint32_t type, int position, const char *hint)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
            "columns of type %s%s are not supported", pgtype_sql_name(type),
            type == PG_NUMERIC ? " without a precision" : "");
    if (hint)
        err_hint(binder->err, "%s", hint);
    return NULL;
}

const char *ddl_type(struct binder *binder, uint32_t type, int32_t typmod, int position)
{
    if (type == PG_NUMERIC && typmod >= 0)
        return arena_printf(binder->arena, "Decimal(%d, %d)", pgtype_numeric_precision(typmod),
                            pgtype_numeric_scale(typmod));
    const char *hint = NULL;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].type != type)
            continue;
        if (types[i].clickhouse)
            return types[i].clickhouse;
        hint = types[i].hint;
    }
    return refuse(binder, type, position, hint);
}

const char *ddl_kept_type(struct binder *binder, uint32_t type, int32_t typmod,
                          const char **comment)
{
    const char *name = catalog_kept_type(type);
    if (!name)
        return NULL;
    *comment = typmod >= 0 ? arena_printf(binder->arena, CATALOG_TYPE_DIRECTIVE "%s(%d)", name,
                                          pgtype_length(typmod))
                           : arena_printf(binder->arena, CATALOG_TYPE_DIRECTIVE "%s", name);
    return type == PG_TIMESTAMPTZ ? "DateTime64(6, 'UTC')" : "String";
}

bool ddl_type_is_plain(struct binder *binder, const PgQuery__TypeName *name)
{
    static const char *const serials[] = {"smallserial", "serial",  "bigserial",
                                          "serial2",     "serial4", "serial8"};
    const char *last = name->n_names ? name->names[name->n_names - 1]->string->sval : "";
    for (size_t i = 0; i < sizeof serials / sizeof *serials; i++)
        if (strcmp(serials[i], last) == 0)
            return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position_of(name->location),
                           "%s is not supported: ClickHouse has no sequences", last);
    return true;
}
