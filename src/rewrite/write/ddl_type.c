/* PostgreSQL's types to the ClickHouse types of new columns. What they are when read back is
 * base/chtype.c's. */
#include "rewrite/write/ddl_type.h"

#include <string.h>

#include "base/catalog_enum.h"
#include "rewrite/time/time_precision.h"

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
    {PG_UUID, "UUID", NULL},
    {PG_NUMERIC, NULL, "Say how many digits it needs, as in numeric(38, 10)."}, /* in an array */
    {PG_BPCHAR, NULL, "Use text or varchar."},
    {PG_TIMESTAMPTZ, NULL, "Use timestamp: the time zone is UTC."},
    {PG_JSON, NULL, "Use text."},
    {PG_JSONB, NULL, "Use text."},
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

static int precision_of(int32_t typmod)
{
    return typmod < 0 || typmod > FULL_PRECISION ? FULL_PRECISION : typmod;
}

static const char *moment_type(struct binder *binder, int32_t typmod)
{
    return arena_printf(binder->arena, "DateTime64(%d, 'UTC')", precision_of(typmod));
}

const char *ddl_type(struct binder *binder, uint32_t type, int32_t typmod, int position)
{
    if (type == PG_NUMERIC && typmod >= 0)
        return arena_printf(binder->arena, "Decimal(%d, %d)", pgtype_numeric_precision(typmod),
                            pgtype_numeric_scale(typmod));
    if (type == PG_TIMESTAMP)
        return moment_type(binder, typmod);
    if (pgtype_is_enum(type) && catalog_enum_by_oid(binder->context->catalog, type))
        return catalog_enum_by_oid(binder->context->catalog, type)->type->text;
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

/* ClickHouse's types for those that the comment keeps. */
static const char *stored_type(struct binder *binder, uint32_t type, int32_t typmod)
{
    if (type == PG_TIMESTAMPTZ)
        return moment_type(binder, typmod);
    return type == PG_INTERVAL ? "Int128" : "String";
}

static const char *kept_type(struct binder *binder, const char *name, uint32_t type, int32_t typmod,
                             const char **comment)
{
    bool is_full = time_precision_has(type) && typmod == FULL_PRECISION;
    if (is_full || (typmod >= 0 && !time_precision_has(type)))
        *comment = arena_printf(binder->arena, CATALOG_TYPE_DIRECTIVE "%s(%d)", name,
                                is_full ? FULL_PRECISION : pgtype_length(typmod));
    else
        *comment = arena_printf(binder->arena, CATALOG_TYPE_DIRECTIVE "%s", name);
    return stored_type(binder, type, typmod);
}

static const char *array_type(struct binder *binder, uint32_t type, int32_t typmod, int n_dims,
                              int position)
{
    uint32_t element = pgtype_element(type);
    if (pgtype_is_enum(element))
        return refuse(binder, type, position, NULL);
    if (element == PG_VARCHAR && typmod >= 0)
        return refuse(binder, type, position, "Leave the length out, or use text[].");
    const char *name = ddl_type(binder, element, typmod, position);
    for (int d = 0; name && d <= n_dims; d++)
        name = arena_printf(binder->arena, d ? "Array(%s)" : "Nullable(%s)", name);
    return name;
}

const char *ddl_column_type(struct binder *binder, uint32_t type, int32_t typmod, int n_dims,
                            int position, const char **comment)
{
    const char *kept = catalog_kept_type(type);
    if (type == PG_INTERVAL && typmod >= 0)
        return refuse(binder, type, position, "Leave its fields and its precision out.");
    if (kept && !(type == PG_NUMERIC && typmod >= 0))
        return kept_type(binder, kept, type, typmod, comment);
    if (pgtype_element(type))
        return array_type(binder, type, typmod, n_dims, position);
    if ((type == PG_TIME || type == PG_TIMESTAMP) && typmod == FULL_PRECISION)
        *comment = type == PG_TIME ? CATALOG_TYPE_DIRECTIVE "time(6)"
                                   : CATALOG_TYPE_DIRECTIVE "timestamp(6)";
    if (type == PG_TIME)
        return arena_printf(binder->arena, "Time64(%d)", precision_of(typmod));
    return ddl_type(binder, type, typmod, position);
}

/* ---- the same, parsed ---- */

static enum chtype_kind kind_of(uint32_t type)
{
    static const struct {
        uint32_t type;
        enum chtype_kind kind;
    } rows[] = {{PG_BOOL, CH_BOOL},
                {PG_INT2, CH_INT16},
                {PG_INT4, CH_INT32},
                {PG_INT8, CH_INT64},
                {PG_FLOAT4, CH_FLOAT32},
                {PG_FLOAT8, CH_FLOAT64},
                {PG_DATE, CH_DATE32},
                {PG_TIMESTAMP, CH_DATETIME64},
                {PG_TIMESTAMPTZ, CH_DATETIME64},
                {PG_TIME, CH_TIME64},
                {PG_UUID, CH_UUID},
                {PG_NUMERIC, CH_DECIMAL},
                {PG_INTERVAL, CH_INT128}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].type == type)
            return rows[i].kind;
    return CH_STRING;
}

static const struct chtype *wrap_chtype(struct arena *arena, enum chtype_kind kind,
                                        const char *name, const struct chtype *inner)
{
    struct chtype *type = ARENA_NEW(arena, struct chtype);
    type->kind = kind;
    type->text = arena_printf(arena, "%s(%s)", name, inner->text);
    type->args = ARENA_ARRAY(arena, const struct chtype *, 1);
    type->args[0] = inner;
    type->n_args = 1;
    return type;
}

static const struct chtype *plain_chtype(struct arena *arena, uint32_t oid, int32_t typmod,
                                         const char *text)
{
    struct chtype *type = ARENA_NEW(arena, struct chtype);
    type->kind = oid == PG_NUMERIC && typmod < 0 ? CH_STRING : kind_of(oid);
    type->text = text;
    if (type->kind == CH_DECIMAL) {
        type->precision = pgtype_numeric_precision(typmod);
        type->scale = pgtype_numeric_scale(typmod);
    }
    if (type->kind == CH_DATETIME64 || type->kind == CH_TIME64)
        type->scale = precision_of(typmod);
    if (type->kind == CH_DATETIME64)
        type->timezone = "UTC";
    return type;
}

const struct chtype *ddl_nullable_array(struct arena *arena, const struct chtype *array)
{
    return wrap_chtype(arena, CH_NULLABLE, "Nullable",
                       wrap_chtype(arena, CH_TUPLE, "Tuple", array));
}

const struct chtype *ddl_chtype(struct arena *arena, uint32_t type, int32_t typmod,
                                const char *text, bool nullable)
{
    const char *inner = text;
    size_t depth = 0;
    for (; strncmp(inner, "Array(", 6) == 0; inner += 6)
        depth++;
    if (!depth) {
        const struct chtype *plain = plain_chtype(arena, type, typmod, text);
        return nullable ? wrap_chtype(arena, CH_NULLABLE, "Nullable", plain) : plain;
    }
    size_t prefix = strlen("Nullable("), size = strlen(inner) - depth;
    bool is_nullable = strncmp(inner, "Nullable(", prefix) == 0;
    const char *element = is_nullable ? arena_strndup(arena, inner + prefix, size - prefix - 1)
                                      : arena_strndup(arena, inner, size);
    const struct chtype *made = plain_chtype(arena, pgtype_element(type), typmod, element);
    if (is_nullable)
        made = wrap_chtype(arena, CH_NULLABLE, "Nullable", made);
    while (depth--)
        made = wrap_chtype(arena, CH_ARRAY, "Array", made);
    return nullable ? ddl_nullable_array(arena, made) : made;
}

uint32_t ddl_serial_type(const PgQuery__TypeName *name)
{
    static const struct {
        const char *name;
        uint32_t type;
    } serials[] = {{"smallserial", PG_INT2}, {"serial2", PG_INT2},   {"serial", PG_INT4},
                   {"serial4", PG_INT4},     {"bigserial", PG_INT8}, {"serial8", PG_INT8}};
    const char *last = name->n_names ? name->names[name->n_names - 1]->string->sval : "";
    for (size_t i = 0; i < sizeof serials / sizeof *serials; i++)
        if (strcmp(serials[i].name, last) == 0)
            return serials[i].type;
    return 0;
}
