/* Array constants: their elements' parsers do the work. Knows no dimensions beyond the braces. */
#include <string.h>

#include "base/array_text.h"
#include "base/pgtype.h"
#include "rewrite/emit/literal_parse.h"

static const char *bad_array(const struct literal *literal, const char *detail)
{
    if (detail) {
        err_set(literal->err, SQLSTATE_INVALID_TEXT_REPRESENTATION, literal->position,
                "malformed array literal: \"%.*s\"", (int)literal->text.size, literal->text.data);
        err_detail(literal->err, "%s", detail);
    } else {
        err_set(literal->err, SQLSTATE_FEATURE_NOT_SUPPORTED, literal->position,
                "array bounds in a literal are not supported: the first element is number 1");
    }
    return NULL;
}

/* How many braces open or close before element i: the dimensions that i is a multiple of. */
static size_t count_edges(const struct array_value *value, size_t i)
{
    size_t n = 0, size = 1;
    for (int d = value->n_dims; d > 0; d--) {
        size *= value->dims[d - 1];
        n += i % size == 0;
    }
    return n;
}

static void put_braces(struct buf *out, char brace, size_t n)
{
    while (n-- > 0)
        buf_putc(out, brace);
}

static bool put_element(struct buf *out, const struct literal *literal, struct str element)
{
    if (!element.data) {
        buf_puts(out, "NULL");
        return true;
    }
    const char *text = literal_parse_styled(literal->arena, pgtype_element(literal->type),
                                            literal->typmod, element, literal->zone, literal->style,
                                            literal->position, literal->err);
    size_t start = buf_size(out);
    if (!text)
        return false;
    buf_puts(out, text);
    array_text_quote(out, start);
    return true;
}

static bool put_elements(struct buf *out, const struct literal *literal,
                         const struct array_value *value)
{
    for (size_t i = 0; i < value->n; i++) {
        if (i)
            buf_putc(out, ',');
        put_braces(out, '{', count_edges(value, i));
        if (!put_element(out, literal, value->elements[i]))
            return false;
        put_braces(out, '}', count_edges(value, i + 1));
    }
    return true;
}

const char *literal_parse_array(const struct literal *literal)
{
    struct array_value value;
    const char *detail, *text = NULL;
    if (!array_text_parse(literal->arena, literal->text, &value, &detail))
        return bad_array(literal, detail);
    if (value.n == 0)
        return "{}";
    struct buf out;
    buf_init(&out, SIZE_MAX);
    if (put_elements(&out, literal, &value) && !out.failed)
        text = arena_strndup(literal->arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return text;
}

/* ---- emission: of the text that literal_parse_array made ---- */

/* The end of the element at `at`. */
static const char *find_end(const char *at)
{
    if (*at != '"')
        return at + strcspn(at, ",{}");
    for (at++; *at && *at != '"'; at++)
        at += *at == '\\' && at[1];
    return *at ? at + 1 : at;
}

static void emit_quoted(struct buf *out, uint32_t element, const char *at, const char *end)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    for (at++; at < end - 1; at++) {
        at += *at == '\\';
        buf_putc(&text, *at);
    }
    buf_putc(&text, '\0');
    literal_emit(out, element, -1, text.failed ? "" : buf_data(&text));
    out->failed |= text.failed;
    buf_free(&text);
}

static void emit_bare(struct buf *out, uint32_t element, const char *at, const char *end)
{
    char text[512]; /* longer ones are quoted or texts */
    size_t size = (size_t)(end - at);
    if (size == 4 && memcmp(at, "NULL", 4) == 0) {
        buf_puts(out, "NULL");
    } else if (size < sizeof text) {
        memcpy(text, at, size);
        text[size] = '\0';
        /* Beside a negative number ClickHouse wants one that is not a UInt64. */
        buf_puts(out, element == PG_INT8 ? "toInt64(" : "");
        literal_emit(out, element, -1, text);
        buf_puts(out, element == PG_INT8 ? ")" : "");
    } else {
        literal_emit_string(out, (struct str){at, size});
    }
}

static void emit_items(struct buf *out, uint32_t element, const char *text)
{
    while (*text) {
        if (*text == '{' || *text == '}' || *text == ',') {
            buf_puts(out, *text == '{' ? "array(" : *text == '}' ? ")" : ", ");
            text++;
            continue;
        }
        const char *end = find_end(text);
        if (*text == '"')
            emit_quoted(out, element, text, end);
        else
            emit_bare(out, element, text, end);
        text = end;
    }
}

/* Whether nothing but NULLs says what type it is. */
static bool has_value(const char *text)
{
    for (text += strspn(text, "{},"); *text; text = find_end(text), text += strspn(text, "{},"))
        if (*text == '"' || find_end(text) - text != 4 || strncmp(text, "NULL", 4) != 0)
            return true;
    return false;
}

#define FEW_ELEMENTS 8

/* Whether it is one of many numbers or texts, of one dimension, without NULLs. */
static bool is_long_list(uint32_t element, const char *text)
{
    size_t n = 0;
    if ((element != PG_OID && element != PG_TEXT) || text[0] != '{' || text[1] == '{')
        return false;
    for (text++; *text && *text != '}'; text += *text == ',') {
        const char *end = find_end(text);
        if (end - text == 4 && memcmp(text, "NULL", 4) == 0)
            return false;
        text = end;
        n++;
    }
    return n > FEW_ELEMENTS;
}

/* As the text of an Array, which ClickHouse reads much faster than an expression of constants. */
static void emit_as_text(struct buf *out, uint32_t element, const char *text)
{
    struct buf list;
    buf_init(&list, SIZE_MAX);
    for (text++; *text && *text != '}'; text += *text == ',') {
        const char *end = find_end(text);
        buf_puts(&list, buf_size(&list) ? "," : "[");
        if (element == PG_OID)
            buf_append(&list, text + (*text == '"'), (size_t)(end - text) - 2 * (*text == '"'));
        else if (*text == '"')
            emit_quoted(&list, element, text, end);
        else
            literal_emit_string(&list, (struct str){text, (size_t)(end - text)});
        text = end;
    }
    buf_putc(&list, ']');
    buf_puts(out, "CAST(");
    literal_emit_string(out, buf_str(&list));
    buf_printf(out, ", 'Array(%s)')", element == PG_OID ? "UInt32" : "String");
    out->failed |= list.failed;
    buf_free(&list);
}

void literal_emit_array(struct buf *out, uint32_t type, const char *text)
{
    uint32_t element = pgtype_element(type);
    const char *name = literal_clickhouse_type(element);
    if (is_long_list(element, text)) {
        emit_as_text(out, element, text);
        return;
    }
    if (has_value(text)) {
        emit_items(out, element, text);
        return;
    }
    size_t depth = strspn(text, "{");
    buf_puts(out, "CAST(");
    emit_items(out, element, text);
    buf_puts(out, " AS ");
    for (size_t i = 0; i < depth; i++)
        buf_puts(out, "Array(");
    buf_printf(out, "Nullable(%s)", name ? name : "String");
    put_braces(out, ')', depth + 1);
}
