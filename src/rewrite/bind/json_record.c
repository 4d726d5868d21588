/* Records out of json: each field of the definition list by the operators of json. */
#include "rewrite/bind/json_record.h"

#include <string.h>

#include "rewrite/bind/bind_array.h"
#include "rewrite/routines/json_text.h"

#define JSON1 "CAST(assumeNotNull(j), 'String')"
/* The argument is named once: arrayJoin is no place for the emitter to bind it. */
#define UNLESS_NULL(array_)                                                                        \
    "arrayElement(arrayMap(j -> if(isNull(j), NULL, tuple(" array_ ")), array($1)), 1)"
#define OBJECTS(name)                                                                              \
    UNLESS_NULL(CHECKED(                                                                           \
        "isNotNull(j) AND NOT " JSON_IS("j", "["), "22023", "cannot call " name " on a non-array", \
        "arrayMap(e -> " CHECKED("NOT startsWith(e, '{')", "22023",                                \
                                 "argument of " name " must be an array of objects",               \
                                 "e") ", " JSON_PARTS(JSON1) ")"))
#define OBJECT(name)                                                                               \
    UNLESS_NULL(CHECKED("isNotNull(j) AND NOT " JSON_IS("j", "{"), "22023",                        \
                        "cannot call " name " on a non-object", "array(" JSON1 ")"))

static const struct record_call {
    const char *name;
    uint32_t type;
    const char *rows; /* the objects, as an array */
} calls[] = {
    {"json_to_record", PG_JSON, OBJECT("json_to_record")},
    {"jsonb_to_record", PG_JSONB, OBJECT("jsonb_to_record")},
    {"json_to_recordset", PG_JSON, OBJECTS("json_to_recordset")},
    {"jsonb_to_recordset", PG_JSONB, OBJECTS("jsonb_to_recordset")},
};

static const struct record_call *find_call(const PgQuery__FuncCall *call)
{
    const char *name = call->funcname[call->n_funcname - 1]->string->sval;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (strcmp(calls[i].name, name) == 0)
            return &calls[i];
    return NULL;
}

bool json_record_is(const PgQuery__FuncCall *call)
{
    return find_call(call) != NULL;
}

/* The field of one object: NULL where it is not there or null. */
static struct expr *field_of(struct binder *binder, struct expr *object, const char *name,
                             uint32_t type, int32_t typmod)
{
    bool is_json = type == PG_JSON || type == PG_JSONB;
    struct expr *key = expr_const(binder->arena, PG_TEXT, name, 0);
    struct expr *part = bind_operator(binder, is_json ? "->" : "->>", object, key, 0);
    if (!part)
        return NULL;
    if (is_json)
        part = expr_clickhouse(binder->arena, type, "nullIf($1, 'null')", 1, &part);
    return coerce(binder, part, type, typmod, CAST_EXPLICIT, 0);
}

static struct expr *column_of(struct binder *binder, struct expr *objects,
                              const PgQuery__ColumnDef *column)
{
    uint32_t type;
    int32_t typmod;
    if (!bind_type_name(binder, column->type_name, &type, &typmod))
        return NULL;
    /* The elements of an array of numeric have one scale. */
    if (pgtype_element(type) || (type == PG_NUMERIC && typmod < 0)) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position_of(column->location),
                type == PG_NUMERIC ? "numeric needs a precision and scale here"
                                   : "columns of arrays are not supported here yet");
        return NULL;
    }
    struct expr *variable = array_variable(binder, objects);
    variable->nullable = false;
    struct expr *field = field_of(binder, variable, column->colname, type, typmod);
    struct expr *array = field ? array_map(binder, objects, variable, field) : NULL;
    if (array)
        array->typmod = typmod;
    return array;
}

bool json_record_arrays(struct binder *binder, const PgQuery__FuncCall *call, struct expr *arg,
                        size_t n_columns, PgQuery__Node **columns, struct list *arrays,
                        struct list *names)
{
    const struct record_call *row = find_call(call);
    int position = position_of(call->location);
    if (!n_columns)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position,
                       "a column definition list is required for functions returning \"record\"");
    arg = coerce(binder, arg, row->type, -1, CAST_IMPLICIT, position);
    if (!arg)
        return false;
    for (size_t i = 0; i < n_columns; i++) {
        const PgQuery__ColumnDef *column = columns[i]->column_def;
        struct expr *objects =
            expr_clickhouse(binder->arena, pgtype_array(row->type), row->rows, 1, &arg);
        objects->n_dims = 1;
        struct expr *array = column_of(binder, objects, column);
        if (!array)
            return false;
        list_add(binder->arena, arrays, array);
        list_add(binder->arena, names, column->colname);
    }
    return true;
}
