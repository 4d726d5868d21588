/* Values as JSON texts: what json_build_object, json_agg, to_json … are made of. Knows no function
 * by its name. */
#include "rewrite/bind/bind_json.h"

#include <string.h>

#include "base/json.h"
#include "rewrite/bind/array_depth.h"
#include "rewrite/bind/bind_array.h"
#include "rewrite/bind/bind_whole_row.h"
#include "rewrite/routines/json_text.h"

typedef struct expr *json_maker(struct binder *binder, struct expr *value, uint32_t target);

static struct expr *filled(struct binder *binder, const char *template_, struct expr *value)
{
    struct expr *expr = expr_clickhouse(binder->arena, PG_TEXT, template_, 1, &value);
    expr->nullable = value->nullable;
    return expr;
}

static struct expr *as_text(struct binder *binder, struct expr *value)
{
    return coerce(binder, value, PG_TEXT, -1, CAST_EXPLICIT, value->position);
}

static struct expr *filled_text(struct binder *binder, const char *template_, struct expr *value)
{
    struct expr *text = as_text(binder, value);
    return text ? filled(binder, template_, text) : NULL;
}

static struct expr *from_bool(struct binder *binder, struct expr *value, uint32_t target)
{
    (void)target;
    return filled(binder, "multiIf(isNull($1), NULL, $1, 'true', 'false')", value);
}

static struct expr *from_integer(struct binder *binder, struct expr *value, uint32_t target)
{
    (void)target;
    return as_text(binder, value);
}

/* JSON has no NaN and no infinity. */
static struct expr *from_float(struct binder *binder, struct expr *value, uint32_t target)
{
    (void)target;
    return filled_text(binder, "if(match($1, '[INn]'), concat('\"', $1, '\"'), $1)", value);
}

static struct expr *from_string(struct binder *binder, struct expr *value, uint32_t target)
{
    (void)target;
    return filled(binder, JSON_STRING("$1"), value);
}

static struct expr *from_json(struct binder *binder, struct expr *value, uint32_t target)
{
    (void)target;
    return filled(binder, "$1", value);
}

static struct expr *from_jsonb(struct binder *binder, struct expr *value, uint32_t target)
{
    return target == PG_JSONB ? filled(binder, "$1", value) : as_text(binder, value);
}

/* ISO 8601 with a T, offsets always with minutes. */
static struct expr *from_timestamp(struct binder *binder, struct expr *value, uint32_t target)
{
    (void)target;
    return filled_text(binder, "concat('\"', replaceOne($1, ' ', 'T'), '\"')", value);
}

static struct expr *from_timestamptz(struct binder *binder, struct expr *value, uint32_t target)
{
    (void)target;
    return filled_text(binder,
                       "concat('\"', replaceRegexpOne(replaceOne($1, ' ', 'T'), "
                       "'([-+][0-9]{2})$', '\\\\1:00'), '\"')",
                       value);
}

/* The output function leaves the mask of a whole address away. */
static struct expr *from_inet(struct binder *binder, struct expr *value, uint32_t target)
{
    (void)target;
    return filled_text(binder,
                       "concat('\"', replaceRegexpOne($1, if(position($1, ':') > 0, '/128$', "
                       "'/32$'), ''), '\"')",
                       value);
}

static struct expr *from_other(struct binder *binder, struct expr *value, uint32_t target)
{
    struct expr *text = as_text(binder, value);
    return text ? from_string(binder, text, target) : NULL;
}

static const struct {
    uint32_t type;
    json_maker *make;
} makers[] = {
    {PG_BOOL, from_bool},     {PG_INT2, from_integer},        {PG_INT4, from_integer},
    {PG_INT8, from_integer},  {PG_NUMERIC, from_integer},     {PG_FLOAT4, from_float},
    {PG_FLOAT8, from_float},  {PG_TEXT, from_string},         {PG_VARCHAR, from_string},
    {PG_BPCHAR, from_string}, {PG_NAME, from_string},         {PG_JSON, from_json},
    {PG_JSONB, from_jsonb},   {PG_TIMESTAMP, from_timestamp}, {PG_TIMESTAMPTZ, from_timestamptz},
    {PG_INET, from_inet},
};

/* ---- arrays ---- */

#define ITEMS(map, separator) "concat('[', arrayStringConcat(" map ", '" separator "'), ']')"

/* As a text of the JSON and as a string of ClickHouse's. */
static const struct {
    const char *text, *quoted;
} separators[] = {
    [JSON_DENSE] = {",", ","},
    [JSON_PRETTY] = {",\n ", ",\\n "},
    [JSON_AGGREGATED] = {", ", ", "},
};

/* What the Array of dimension d is called. */
static const char *dimension(struct binder *binder, int d)
{
    return d == 1 ? "&1" : arena_printf(binder->arena, "r%d", d - 1);
}

static const char *array_template(struct binder *binder, int depth, enum json_spacing spacing)
{
    const char *item = "ifNull(v, 'null')", *variable = "v";
    for (int d = depth; d > 0; d--) {
        item = arena_printf(binder->arena, ITEMS("arrayMap(%s -> %s, %s)", "%s"), variable, item,
                            dimension(binder, d), d == 1 ? separators[spacing].quoted : ",");
        variable = dimension(binder, d);
    }
    return item;
}

static struct expr *from_array(struct binder *binder, struct expr *array, uint32_t target,
                               enum json_spacing spacing)
{
    struct expr *variable = array_variable(binder, array);
    struct expr *body = bind_json_value(binder, variable, target);
    if (!body)
        return NULL;
    struct expr *items = array_map(binder, array, variable, body);
    int depth = array_depth(array);
    return filled(binder, array_template(binder, depth ? depth : 1, spacing), items);
}

/* ---- rows ---- */

static void put_text(struct binder *binder, struct list *parts, const char *text)
{
    struct expr *part = expr_const(binder->arena, PG_TEXT, text, 0);
    part->nullable = false;
    list_add(binder->arena, parts, part);
}

static const char *quote_name(struct binder *binder, const char *name)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    json_put_string(&out, str_of(name));
    const char *text =
        out.failed ? "" : arena_strndup(binder->arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return text;
}

static struct expr *from_row(struct binder *binder, struct expr *row, uint32_t target,
                             enum json_spacing spacing)
{
    struct list parts = {0};
    if (!row->row) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, row->position,
                "the fields of this row are not known");
        return NULL;
    }
    for (size_t i = 0; i < row->row->n; i++) {
        struct expr *value = bind_json_value(binder, row->args.items[i], target);
        if (!value)
            return NULL;
        const char *name = quote_name(binder, row->row->names[i]);
        put_text(binder, &parts,
                 arena_printf(binder->arena, "%s%s:", i ? separators[spacing].text : "{", name));
        list_add(binder->arena, &parts,
                 expr_clickhouse(binder->arena, PG_TEXT, "ifNull($1, 'null')", 1, &value));
    }
    put_text(binder, &parts, row->row->n ? "}" : "{}");
    struct expr *text = expr_clickhouse(binder->arena, PG_TEXT, "concat($*, '')", 0, NULL);
    text->args = parts;
    text->nullable = false;
    return bind_row_if_present(binder, row, text);
}

/* ---- any value ---- */

struct expr *bind_json_spaced(struct binder *binder, struct expr *value, uint32_t target,
                              enum json_spacing spacing)
{
    if (value->type == PG_RECORD)
        return from_row(binder, value, target, spacing);
    if (pgtype_element(value->type) && !pgtype_is_vector(value->type))
        return from_array(binder, value, target, spacing);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (makers[i].type == value->type)
            return makers[i].make(binder, value, target);
    return from_other(binder, value, target);
}

struct expr *bind_json_value(struct binder *binder, struct expr *value, uint32_t target)
{
    return bind_json_spaced(binder, value, target, JSON_DENSE);
}

struct expr *bind_json_of_array(struct binder *binder, struct expr *array, uint32_t target)
{
    struct expr *text = bind_json_spaced(binder, array, target, JSON_AGGREGATED);
    if (text)
        text->type = target;
    return text;
}
