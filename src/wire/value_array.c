/* Reads the texts of a column: scalars by their parsers, arrays by those of their elements. */
#include "base/array_text.h"
#include "base/bytea.h"
#include "base/inet.h"
#include "base/interval.h"
#include "base/pgtype.h"
#include "wire/value_convert.h"

static bool build_bytea(struct value *value, struct str text, struct arena *arena, struct err *err)
{
    *value = (struct value){VALUE_TEXT};
    return bytea_parse(arena, text, &value->as.text, 0, err);
}

static bool build_inet(struct value *value, struct str text, struct arena *arena, struct err *err)
{
    struct inet inet;
    uint8_t *key = arena_alloc(arena, INET_MAX_KEY);
    if (!inet_parse(text, &inet))
        return err_set(err, SQLSTATE_INVALID_TEXT_REPRESENTATION, 0,
                       "invalid input syntax for type inet: \"%.*s\"", (int)text.size, text.data);
    *value = (struct value){VALUE_TEXT};
    value->as.text = (struct str){(const char *)key, inet_key(&inet, key)};
    return true;
}

/* Types that a column's comment keeps, as bytes of their own. */
static const struct {
    uint32_t pg_type;
    enum chtype_kind stored;
    value_build *build;
} builders[] = {
    {PG_BYTEA, CH_STRING, build_bytea},
    {PG_INET, CH_STRING, build_inet},
    {PG_NUMERIC, CH_STRING, value_build_digits},
};

bool value_reader_choose(struct value_reader *reader, const struct chtype *type, uint32_t pg_type,
                         struct err *err)
{
    *reader = (struct value_reader){.type = type, .pg_type = pg_type};
    for (size_t i = 0; i < sizeof builders / sizeof *builders; i++)
        if (builders[i].pg_type == pg_type && builders[i].stored == chtype_strip(type)->kind)
            reader->build = builders[i].build;
    if (reader->build)
        return true;
    uint32_t element = pgtype_element(pg_type);
    for (; element && chtype_array(reader->type); reader->n_dims++)
        reader->type = chtype_array(reader->type)->args[0];
    if (reader->n_dims > ARRAY_MAX_DIMS)
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "arrays of more than %d dimensions are not supported", ARRAY_MAX_DIMS);
    reader->parse = value_parser_choose(&reader->type, element ? element : pg_type, err);
    return reader->parse != NULL;
}

static bool read_one(const struct value_reader *reader, struct value *value, struct str text,
                     struct err *err)
{
    return reader->input
               ? value_parse_by(reader->input, reader->parse, value, text, reader->type, err)
               : reader->parse(value, text, reader->type, err);
}

bool value_reader_allocates(const struct value_reader *reader)
{
    return reader->build || reader->n_dims;
}

/* ---- arrays ---- */

static bool bad_array(struct str text, const char *detail, struct err *err)
{
    if (!detail)
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "array bounds are not supported: the first element is number 1");
    err_set(err, SQLSTATE_INVALID_TEXT_REPRESENTATION, 0, "malformed array literal: \"%.*s\"",
            (int)text.size, text.data);
    return err_detail(err, "%s", detail);
}

static struct value *read_elements(const struct value_reader *reader, struct arena *arena,
                                   const struct array_value *array, struct err *err)
{
    struct value *values = ARENA_ARRAY(arena, struct value, array->n + 1);
    for (size_t i = 0; i < array->n; i++)
        if (array->elements[i].data && !read_one(reader, &values[i], array->elements[i], err))
            return NULL;
    return values;
}

/* Puts each `size` of the values into an array of their own. */
static struct value *group(struct arena *arena, const struct value *values, size_t n, size_t size)
{
    struct value *groups = ARENA_ARRAY(arena, struct value, n / size + 1);
    for (size_t i = 0; i < n / size; i++) {
        groups[i].kind = VALUE_ARRAY;
        groups[i].as.array.items = &values[i * size];
        groups[i].as.array.n = size;
    }
    return groups;
}

static bool read_array(const struct value_reader *reader, struct arena *arena, struct value *value,
                       struct str text, struct err *err)
{
    struct array_value array;
    const char *detail;
    if (!array_text_parse(arena, text, &array, &detail))
        return bad_array(text, detail, err);
    *value = (struct value){VALUE_ARRAY};
    if (array.n == 0)
        return true;
    if (array.n_dims != reader->n_dims)
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "the column holds arrays of %d dimension%s only", reader->n_dims,
                       reader->n_dims > 1 ? "s" : "");
    struct value *values = read_elements(reader, arena, &array, err);
    if (!values)
        return false;
    size_t n = array.n;
    for (int d = array.n_dims; d > 1; n /= array.dims[--d])
        values = group(arena, values, n, array.dims[d - 1]);
    value->as.array.items = values;
    value->as.array.n = n;
    return true;
}

bool value_read(const struct value_reader *reader, struct arena *arena, struct value *value,
                struct str text, struct err *err)
{
    if (reader->build)
        return reader->build(value, text, arena, err);
    return reader->n_dims ? read_array(reader, arena, value, text, err)
                          : read_one(reader, value, text, err);
}
