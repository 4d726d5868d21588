/* Properties as JSON, XML and YAML, laid out as PostgreSQL's EXPLAIN does. Knows no plan. */
#include <ctype.h>
#include <string.h>

#include "rewrite/explain/explanation.h"

#define LIMIT ((size_t)64 << 20)

static void put_line(struct buf *out, int depth)
{
    buf_printf(out, "\n%*s", 2 * depth, "");
}

static void put_string(struct buf *out, const char *text)
{
    static const char *const escapes[128] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f",
        ['\n'] = "\\n", ['\r'] = "\\r",  ['\t'] = "\\t"};
    buf_putc(out, '"');
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c < 128 && escapes[*c])
            buf_puts(out, escapes[*c]);
        else if (*c < ' ')
            buf_printf(out, "\\u%04x", *c);
        else
            buf_putc(out, (char)*c);
    }
    buf_putc(out, '"');
}

static void put_scalar(struct buf *out, const struct property *property)
{
    if (property->kind == PROPERTY_LITERAL)
        buf_puts(out, property->text);
    else
        put_string(out, property->text);
}

/* ---- JSON ---- */

static bool has_scalars_only(const struct property *property)
{
    for (LIST_EACH(const struct property, item, &property->items))
        if (item->kind >= PROPERTY_OBJECT)
            return false;
    return true;
}

static void put_json(struct buf *out, const struct property *property, int depth)
{
    bool is_object = property->kind == PROPERTY_OBJECT;
    if (property->kind < PROPERTY_OBJECT) {
        put_scalar(out, property);
        return;
    }
    bool is_inline = !is_object && has_scalars_only(property);
    buf_putc(out, is_object ? '{' : '[');
    for (size_t i = 0; i < property->items.n; i++) {
        const struct property *item = property->items.items[i];
        buf_puts(out, i ? "," : "");
        if (!is_inline)
            put_line(out, depth + 1);
        else if (i)
            buf_putc(out, ' ');
        if (is_object) {
            put_string(out, item->label);
            buf_puts(out, ": ");
        }
        put_json(out, item, depth + 1);
    }
    if (!is_inline)
        put_line(out, depth);
    buf_putc(out, is_object ? '}' : ']');
}

static void write_json(struct buf *out, const struct property *query)
{
    buf_puts(out, "[\n  ");
    put_json(out, query, 1);
    buf_puts(out, "\n]");
}

/* ---- XML ---- */

/* Elements have hyphens where labels have what a name must not hold. */
static void put_tag(struct buf *out, const char *open, const char *label, const char *close)
{
    buf_puts(out, open);
    for (const char *c = label; *c; c++)
        buf_putc(out, isalnum((unsigned char)*c) || *c == '_' || *c == '.' || *c == '-' ? *c : '-');
    buf_puts(out, close);
}

static void put_xml_text(struct buf *out, const char *text)
{
    static const char *const escapes[128] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['\r'] = "&#x0d;"};
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c < 128 && escapes[*c])
            buf_puts(out, escapes[*c]);
        else if (*c >= ' ' || *c == '\n' || *c == '\t') /* others are in no XML */
            buf_putc(out, (char)*c);
    }
}

static void put_xml(struct buf *out, const struct property *property, int depth)
{
    put_line(out, depth);
    if (!property->items.n && property->kind >= PROPERTY_OBJECT) {
        put_tag(out, "<", property->label, "/>");
        return;
    }
    put_tag(out, "<", property->label, ">");
    if (property->kind < PROPERTY_OBJECT) {
        put_xml_text(out, property->text);
    } else {
        for (LIST_EACH(const struct property, item, &property->items))
            put_xml(out, item, depth + 1);
        put_line(out, depth);
    }
    put_tag(out, "</", property->label, ">");
}

static void write_xml(struct buf *out, const struct property *query)
{
    buf_puts(out, "<explain xmlns=\"http://www.postgresql.org/2009/explain\">");
    put_xml(out, query, 1);
    buf_puts(out, "\n</explain>");
}

/* ---- YAML ---- */

static void put_yaml_items(struct buf *out, const struct property *property, int depth);

/* Behind "key:" or "-". */
static void put_yaml(struct buf *out, const struct property *property, int depth)
{
    if (property->kind < PROPERTY_OBJECT) {
        buf_putc(out, ' ');
        put_scalar(out, property);
    } else if (!property->items.n) {
        buf_puts(out, property->kind == PROPERTY_LIST ? " []" : " {}");
    } else {
        put_yaml_items(out, property, depth);
    }
}

static void put_yaml_items(struct buf *out, const struct property *property, int depth)
{
    for (LIST_EACH(const struct property, item, &property->items)) {
        put_line(out, depth);
        if (property->kind == PROPERTY_OBJECT)
            buf_printf(out, "%s:", item->label);
        else
            buf_putc(out, '-');
        put_yaml(out, item, depth + 1);
    }
}

static void write_yaml(struct buf *out, const struct property *query)
{
    buf_putc(out, '-');
    put_yaml_items(out, query, 1);
}

const char *explain_write(struct arena *arena, enum explain_format format,
                          const struct property *query)
{
    static void (*const writers[])(struct buf * out, const struct property *query) = {
        [EXPLAIN_JSON] = write_json, [EXPLAIN_XML] = write_xml, [EXPLAIN_YAML] = write_yaml};
    struct buf out;
    buf_init(&out, LIMIT);
    writers[format](&out, query);
    const char *text = arena_strndup(arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return text;
}
