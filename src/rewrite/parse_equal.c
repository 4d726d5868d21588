/* Equality of parse trees, by what protobuf knows of their fields. Knows no node. */
#include "rewrite/parse_equal.h"

#include <string.h>

static bool values_equal(const ProtobufCFieldDescriptor *field, const void *a, const void *b)
{
    switch (field->type) {
    case PROTOBUF_C_TYPE_MESSAGE:
        return parse_equal(*(ProtobufCMessage *const *)a, *(ProtobufCMessage *const *)b);
    case PROTOBUF_C_TYPE_STRING: {
        const char *x = *(char *const *)a, *y = *(char *const *)b;
        return x == y || (x && y && strcmp(x, y) == 0);
    }
    case PROTOBUF_C_TYPE_BOOL:
        return *(const protobuf_c_boolean *)a == *(const protobuf_c_boolean *)b;
    case PROTOBUF_C_TYPE_INT64:
    case PROTOBUF_C_TYPE_UINT64:
        return memcmp(a, b, sizeof(int64_t)) == 0;
    case PROTOBUF_C_TYPE_DOUBLE:
        return memcmp(a, b, sizeof(double)) == 0;
    case PROTOBUF_C_TYPE_INT32:
    case PROTOBUF_C_TYPE_UINT32:
    case PROTOBUF_C_TYPE_ENUM:
        return memcmp(a, b, sizeof(int32_t)) == 0;
    default:
        return false; /* the parse tree has no others */
    }
}

static size_t size_of(const ProtobufCFieldDescriptor *field)
{
    return field->type == PROTOBUF_C_TYPE_MESSAGE || field->type == PROTOBUF_C_TYPE_STRING
               ? sizeof(void *)
           : field->type == PROTOBUF_C_TYPE_INT64 || field->type == PROTOBUF_C_TYPE_UINT64 ||
                   field->type == PROTOBUF_C_TYPE_DOUBLE
               ? sizeof(int64_t)
               : sizeof(int32_t);
}

static bool lists_equal(const ProtobufCFieldDescriptor *field, const char *a, const char *b)
{
    size_t n = *(const size_t *)(const void *)(a + field->quantifier_offset);
    if (n != *(const size_t *)(const void *)(b + field->quantifier_offset))
        return false;
    const char *x = *(const char *const *)(const void *)(a + field->offset);
    const char *y = *(const char *const *)(const void *)(b + field->offset);
    for (size_t i = 0; i < n; i++)
        if (!values_equal(field, x + i * size_of(field), y + i * size_of(field)))
            return false;
    return true;
}

static bool fields_equal(const ProtobufCFieldDescriptor *field, const char *a, const char *b)
{
    if (strcmp(field->name, "location") == 0)
        return true;
    if (field->label == PROTOBUF_C_LABEL_REPEATED)
        return lists_equal(field, a, b);
    if (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) {
        uint32_t x = *(const uint32_t *)(const void *)(a + field->quantifier_offset);
        uint32_t y = *(const uint32_t *)(const void *)(b + field->quantifier_offset);
        if (x != y || x != field->id)
            return x == y;
    }
    return values_equal(field, a + field->offset, b + field->offset);
}

bool parse_equal(const ProtobufCMessage *a, const ProtobufCMessage *b)
{
    if (!a || !b)
        return a == b;
    if (a->descriptor != b->descriptor)
        return false;
    for (unsigned i = 0; i < a->descriptor->n_fields; i++)
        if (!fields_equal(&a->descriptor->fields[i], (const char *)a, (const char *)b))
            return false;
    return true;
}

static bool is_present(const ProtobufCFieldDescriptor *field, const char *message)
{
    return !(field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) ||
           *(const uint32_t *)(const void *)(message + field->quantifier_offset) == field->id;
}

static size_t count_in_field(const ProtobufCFieldDescriptor *field, const char *message,
                             const char *name)
{
    size_t n = 0;
    const void *at = message + field->offset;
    if (field->label != PROTOBUF_C_LABEL_REPEATED)
        return parse_count_names(*(ProtobufCMessage *const *)at, name);
    ProtobufCMessage *const *items = *(ProtobufCMessage *const *const *)at;
    size_t n_items = *(const size_t *)(const void *)(message + field->quantifier_offset);
    for (size_t i = 0; i < n_items; i++)
        n += parse_count_names(items[i], name);
    return n;
}

size_t parse_count_names(const ProtobufCMessage *tree, const char *name)
{
    if (!tree)
        return 0;
    if (tree->descriptor == &pg_query__range_var__descriptor) {
        const PgQuery__RangeVar *table = (const PgQuery__RangeVar *)tree;
        return !table->schemaname[0] && strcmp(table->relname, name) == 0;
    }
    size_t n = 0;
    for (unsigned i = 0; i < tree->descriptor->n_fields; i++) {
        const ProtobufCFieldDescriptor *field = &tree->descriptor->fields[i];
        if (field->type == PROTOBUF_C_TYPE_MESSAGE && is_present(field, (const char *)tree))
            n += count_in_field(field, (const char *)tree, name);
    }
    return n;
}
