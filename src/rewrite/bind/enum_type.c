/* Enumerated types in expressions. Does not make them: that is write/ddl_enum.c. */
#include "rewrite/bind/enum_type.h"

#include <string.h>

#include "rewrite/bind/search_path.h"
#include "rewrite/emit/literal.h"

const struct catalog_enum *enum_find(const struct binder *binder, const char *schema,
                                     const char *name)
{
    const struct catalog *catalog = binder->context->catalog;
    struct list path = {0};
    if (!catalog->n_enums)
        return NULL;
    if (schema)
        return catalog_find_enum(catalog, str_of(search_path_schema(binder, schema)), str_of(name));
    search_path_list(binder, &path);
    for (LIST_EACH(const char, each, &path)) {
        const struct catalog_enum *found = catalog_find_enum(catalog, str_of(each), str_of(name));
        if (found)
            return found;
    }
    return NULL;
}

static const struct catalog_enum *by_oid(const struct binder *binder, uint32_t oid)
{
    return catalog_enum_by_oid(binder->context->catalog, oid);
}

bool enum_check(struct binder *binder, uint32_t type, const char *label, int position)
{
    const struct catalog_enum *known = by_oid(binder, type);
    if (known && catalog_enum_has(known, label))
        return true;
    return err_set(binder->err, SQLSTATE_INVALID_TEXT_REPRESENTATION, position,
                   "invalid input value for enum %s: \"%s\"", known ? known->name : "", label);
}

static bool is_string(uint32_t type)
{
    return type == PG_TEXT || type == PG_VARCHAR || type == PG_BPCHAR;
}

bool enum_casts(uint32_t from, uint32_t to, enum cast_context context)
{
    return (pgtype_is_enum(from) && is_string(to) && context >= CAST_ASSIGNMENT) ||
           (is_string(from) && pgtype_is_enum(to) && context == CAST_EXPLICIT);
}

static struct expr *with_type(struct binder *binder, struct expr *value, uint32_t oid)
{
    const struct catalog_enum *known = by_oid(binder, oid);
    const char *text =
        known ? arena_printf(binder->arena, "Nullable(%s)", known->type->text) : "Nothing";
    struct expr *args[] = {value, expr_const(binder->arena, PG_TEXT, text, 0)};
    struct expr *cast = expr_clickhouse(binder->arena, oid, "CAST($1, $2)", 2, args);
    cast->nullable = value->nullable;
    cast->position = value->position;
    return cast;
}

struct expr *enum_cast(struct binder *binder, struct expr *expr, uint32_t to)
{
    if (expr->kind == EXPR_CONST && expr->text) {
        if (pgtype_is_enum(to) && !enum_check(binder, to, expr->text, expr->position))
            return NULL;
        struct expr *constant = expr_const(binder->arena, to, expr->text, expr->position);
        constant->nullable = false;
        return constant;
    }
    if (pgtype_is_enum(to))
        return with_type(binder, expr, to);
    struct expr *text = expr_clickhouse(binder->arena, to, "toString($1)", 1, &expr);
    text->nullable = expr->nullable;
    text->position = expr->position;
    return text;
}

struct expr *enum_constant(struct binder *binder, const struct expr *constant)
{
    struct expr *text = expr_const(binder->arena, PG_TEXT, constant->text, constant->position);
    text->nullable = !constant->text;
    return with_type(binder, text, constant->type);
}

/* ---- enum_first, enum_last, enum_range ---- */

/* All labels, as ClickHouse reads an array of them. */
static const char *labels_text(struct arena *arena, const struct chtype *type)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    for (size_t i = 0; i < type->n_values; i++) {
        buf_putc(&text, i ? ',' : '[');
        literal_emit_string(&text, str_of(type->values[i].name));
    }
    buf_putc(&text, ']');
    const char *copy = arena_strndup(arena, buf_data(&text), buf_size(&text));
    buf_free(&text);
    return copy;
}

static struct expr *label_at(struct binder *binder, const struct catalog_enum *type, size_t index)
{
    struct expr *label = expr_const(binder->arena, type->oid, type->type->values[index].name, 0);
    label->nullable = false;
    return label;
}

static struct expr *first_label(struct binder *binder, const struct catalog_enum *type)
{
    return label_at(binder, type, 0);
}

static struct expr *last_label(struct binder *binder, const struct catalog_enum *type)
{
    return label_at(binder, type, type->type->n_values - 1);
}

static struct expr *all_labels(struct binder *binder, const struct catalog_enum *type)
{
    struct arena *arena = binder->arena;
    const char *array = arena_printf(arena, "Array(Nullable(%s))", type->type->text);
    struct expr *args[] = {expr_const(arena, PG_TEXT, labels_text(arena, type->type), 0),
                           expr_const(arena, PG_TEXT, array, 0)};
    struct expr *labels =
        expr_clickhouse(arena, pgtype_array(type->oid), "tuple(CAST($1, $2))", 2, args);
    labels->nullable = false;
    labels->n_dims = 1;
    return labels;
}

struct expr *enum_call(struct binder *binder, const char *name, const struct list *args)
{
    static const struct {
        const char *name;
        struct expr *(*make)(struct binder *binder, const struct catalog_enum *type);
    } rows[] = {{"enum_first", first_label}, {"enum_last", last_label}, {"enum_range", all_labels}};
    const struct expr *arg = args->n == 1 ? args->items[0] : NULL;
    const struct catalog_enum *type = arg ? by_oid(binder, arg->type) : NULL;
    for (size_t i = 0; type && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0)
            return rows[i].make(binder, type);
    return NULL;
}
