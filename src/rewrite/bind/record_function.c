/* Rows of several columns that catalog functions give. Knows no other composite values. */
#include "rewrite/bind/record_function.h"

#include <string.h>

#include "rewrite/bind/bind_array.h"

#define TEXT_OF(value) "tuple(arrayMap(o -> " value ", &1))"
#define NONE(type) "tuple(arrayResize(CAST([] AS Array(Nullable(" type "))), 0 * length(&1)))"

/* What an access control list holds is nothing: the columns that show them are NULL. */
static const struct record_function functions[] = {
    {"information_schema",
     "_pg_expandarray",
     {{"x", 0, RECORD_ELEMENTS}, {"n", PG_INT4, RECORD_NUMBERS}},
     2},
    {"pg_catalog",
     "pg_options_to_table",
     {{"option_name", PG_TEXT, TEXT_OF("substringIndex(assumeNotNull(o), '=', 1)")},
      {"option_value", PG_TEXT,
       TEXT_OF("if(position(assumeNotNull(o), '=') = 0, NULL, substring(assumeNotNull(o), "
               "position(assumeNotNull(o), '=') + 1))")}},
     2},
    {"pg_catalog",
     "aclexplode",
     {{"grantor", PG_OID, NONE("UInt32")},
      {"grantee", PG_OID, NONE("UInt32")},
      {"privilege_type", PG_TEXT, NONE("String")},
      {"is_grantable", PG_BOOL, NONE("Bool")}},
     4},
};

const struct record_function *record_function_find(const PgQuery__FuncCall *node)
{
    size_t n = node->n_funcname;
    const char *schema = n > 1 ? node->funcname[n - 2]->string->sval : "pg_catalog";
    const char *name = node->funcname[n - 1]->string->sval;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (strcmp(functions[i].name, name) == 0 && strcmp(functions[i].schema, schema) == 0)
            return &functions[i];
    }
    return NULL;
}

bool record_function_arrays(struct binder *binder, const struct record_function *function,
                            const struct list *args, int position, struct list *arrays)
{
    struct expr *arg = args->n == 1 ? args->items[0] : NULL;
    if (arg && arg->type == PG_UNKNOWN)
        arg = coerce(binder, arg, pgtype_array(PG_TEXT), -1, CAST_IMPLICIT, position);
    if (!arg || !pgtype_element(arg->type))
        return !err_is_set(binder->err) &&
               err_set(binder->err, SQLSTATE_UNDEFINED_FUNCTION, position,
                       "function %s(%s) does not exist", function->name,
                       arg ? pgtype_sql_name(arg->type) : "");
    for (size_t i = 0; i < function->n_fields; i++) {
        const struct record_field *field = &function->fields[i];
        struct expr *each = array_flatten(binder, expr_copy(binder->arena, arg));
        uint32_t type = field->type ? field->type : pgtype_element(arg->type);
        struct expr *array =
            expr_clickhouse(binder->arena, pgtype_array(type), field->array, 1, &each);
        array->n_dims = 1;
        array->position = position;
        list_add(binder->arena, arrays, array);
    }
    return true;
}

struct expr *record_new(struct binder *binder, const struct record_function *function,
                        struct expr *const *columns, int position)
{
    struct expr *args[RECORD_MAX_FIELDS];
    for (size_t i = 0; i < function->n_fields; i++)
        args[i] = columns[i];
    struct expr *row =
        expr_clickhouse(binder->arena, PG_RECORD, RECORD_ROW, function->n_fields, args);
    row->record = function;
    row->record_element = args[0]->type;
    row->position = position;
    row->nullable = false;
    return row;
}

/* The call itself has the columns; the column of a subquery is ClickHouse's tuple. */
static struct expr *take_field(struct binder *binder, struct expr *row, size_t index)
{
    if (row->kind == EXPR_CLICKHOUSE)
        return row->args.items[index];
    if (row->nullable) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, row->position,
                "fields of rows behind an outer join are not supported yet");
        return NULL;
    }
    uint32_t type = row->record->fields[index].type;
    struct expr *field =
        expr_clickhouse(binder->arena, type ? type : row->record_element,
                        arena_printf(binder->arena, RECORD_FIELD "%zu)", index + 1), 1, &row);
    field->position = row->position;
    return field;
}

struct expr *record_select(struct binder *binder, struct expr *row, const char *name)
{
    const struct record_function *record = row->record;
    if (!record) {
        err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, row->position,
                "column notation .%s applied to type %s, which is not a composite type", name,
                pgtype_sql_name(row->type));
        return NULL;
    }
    for (size_t i = 0; i < record->n_fields; i++) {
        if (strcmp(record->fields[i].name, name) == 0)
            return take_field(binder, row, i);
    }
    err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, row->position,
            "could not identify column \"%s\" in record data type", name);
    return NULL;
}
