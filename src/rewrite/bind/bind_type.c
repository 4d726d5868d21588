/* Type names of the grammar (PostgreSQL's parse_type.c). */
#include <string.h>

#include "base/interval.h"
#include "rewrite/bind/bind.h"
#include "rewrite/bind/enum_type.h"

static bool error_no_type(struct binder *binder, const char *name, int position)
{
    return err_set(binder->err, SQLSTATE_UNDEFINED_OBJECT, position, "type \"%s\" does not exist",
                   name);
}

static bool int_of(const PgQuery__Node *node, int *value)
{
    if (node->node_case != PG_QUERY__NODE__NODE_A_CONST ||
        node->a_const->val_case != PG_QUERY__A__CONST__VAL_IVAL)
        return false;
    *value = node->a_const->ival->ival;
    return true;
}

#define NUMERIC_MAX_PRECISION 1000
#define VARHDRSZ 4
#define MAX_TIME_PRECISION 6

static bool numeric_typmod(struct binder *binder, const int *modifiers, size_t n, int position,
                           int32_t *typmod)
{
    int precision = modifiers[0], scale = n > 1 ? modifiers[1] : 0;
    if (n > 2)
        return err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                       "invalid NUMERIC type modifier");
    if (precision < 1 || precision > NUMERIC_MAX_PRECISION)
        return err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                       "NUMERIC precision %d must be between 1 and %d", precision,
                       NUMERIC_MAX_PRECISION);
    if (precision > 76 || scale < 0 || scale > precision)
        return err_set(
            binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
            "NUMERIC(%d, %d) is not supported: ClickHouse has up to 76 digits and scales "
            "between 0 and the precision",
            precision, scale);
    *typmod = pgtype_numeric_typmod(precision, scale);
    return true;
}

/* INTERVAL '3' MONTH: the fields, above the precision. */
static int32_t interval_typmod(const int *modifiers, size_t n)
{
    if (n < 2)
        return modifiers[0] == INTERVAL_RANGE_FULL ? -1 : modifiers[0] << 16 | 0xffff;
    int precision = modifiers[1] > MAX_TIME_PRECISION ? MAX_TIME_PRECISION : modifiers[1];
    return modifiers[0] << 16 | precision;
}

static bool typmod_of(struct binder *binder, const PgQuery__TypeName *name, uint32_t type,
                      int32_t *typmod)
{
    int modifiers[3], position = position_of(name->location);
    *typmod = -1;
    if (name->n_typmods == 0)
        return true;
    if (name->n_typmods > 3)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position, "too many type modifiers");
    for (size_t i = 0; i < name->n_typmods; i++)
        if (!int_of(name->typmods[i], &modifiers[i]))
            return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position,
                           "type modifiers must be simple constants or identifiers");
    if (type == PG_NUMERIC)
        return numeric_typmod(binder, modifiers, name->n_typmods, position, typmod);
    if (type == PG_VARCHAR || type == PG_BPCHAR) {
        if (modifiers[0] < 1)
            return err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                           "length for type %s must be at least 1",
                           type == PG_VARCHAR ? "varchar" : "char");
        *typmod = modifiers[0] + VARHDRSZ;
        return true;
    }
    if ((type == PG_TIME || type == PG_TIMESTAMP || type == PG_TIMESTAMPTZ) &&
        name->n_typmods == 1) {
        *typmod = modifiers[0] > MAX_TIME_PRECISION ? MAX_TIME_PRECISION : modifiers[0];
        return true;
    }
    if (type == PG_INTERVAL) {
        *typmod = interval_typmod(modifiers, name->n_typmods);
        return true;
    }
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                   "type modifiers of type %s are not supported yet", pgtype_sql_name(type));
}

/* A type that a user has made; false with err set when there is none. */
static bool named_enum(struct binder *binder, const PgQuery__TypeName *name, const char *schema,
                       const char *last, uint32_t *oid)
{
    int position = position_of(name->location);
    const struct catalog_enum *found = enum_find(binder, schema, last);
    if (!found)
        return error_no_type(binder, last, position);
    if (name->setof || name->pct_type || name->n_typmods)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position,
                       "type modifier is not allowed for type \"%s\"", last);
    if (name->n_array_bounds)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                       "arrays of type %s are not supported yet", last);
    *oid = found->oid;
    return true;
}

bool bind_type_name(struct binder *binder, const PgQuery__TypeName *name, uint32_t *oid,
                    int32_t *typmod)
{
    int position = position_of(name->location);
    const char *last = name->n_names ? name->names[name->n_names - 1]->string->sval : "";
    const char *schema = name->n_names > 1 ? name->names[name->n_names - 2]->string->sval : NULL;
    bool is_own = schema && strcmp(schema, "pg_catalog") != 0;
    const struct pgtype *type = is_own ? NULL : pgtype_by_name(last);
    *typmod = -1;
    if (!type && (is_own || !schema))
        return named_enum(binder, name, schema, last, oid);
    if (!type || type->oid == PG_UNKNOWN || (type->category == 'P' && type->oid != PG_VOID))
        return error_no_type(binder, last, position);
    if (name->setof || name->pct_type)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                       "SETOF and %%TYPE are not supported");
    /* The number and the sizes of the bounds mean nothing. The typmod is the elements'. */
    *oid = name->n_array_bounds && type->array_oid ? type->array_oid : type->oid;
    return typmod_of(binder, name, type->oid, typmod);
}
