/*
 * Whether a statement asks PostgreSQL's catalog, going by its words alone: it may be one that is
 * not understood. Knows no relation and no function.
 */
#include "rewrite/system/catalog_question.h"

#include <stdio.h>
#include <string.h>

#include "rewrite/system/system_relation.h"

static bool is_catalogs(const char *schema, const char *name)
{
    return schema && *schema ? system_schema_is(schema) : strncmp(name, "pg_", 3) == 0;
}

static bool is_catalog_function(const PgQuery__FuncCall *call)
{
    size_t n = call->n_funcname;
    const PgQuery__Node *schema = n > 1 ? call->funcname[n - 2] : NULL;
    const PgQuery__Node *name = n ? call->funcname[n - 1] : NULL;
    if (!name || name->node_case != PG_QUERY__NODE__NODE_STRING ||
        (schema && schema->node_case != PG_QUERY__NODE__NODE_STRING))
        return false;
    return is_catalogs(schema ? schema->string->sval : NULL, name->string->sval);
}

static bool asks(const ProtobufCMessage *message);

/* A field that holds one message, or several. */
static bool field_asks(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
    const char *start = (const char *)message;
    const void *at = start + field->offset;
    if (field->label == PROTOBUF_C_LABEL_REPEATED) {
        size_t n = *(const size_t *)(const void *)(start + field->quantifier_offset);
        const ProtobufCMessage *const *items = *(const ProtobufCMessage *const *const *)at;
        for (size_t i = 0; i < n; i++)
            if (asks(items[i]))
                return true;
        return false;
    }
    bool is_choice = (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0;
    if (is_choice &&
        *(const uint32_t *)(const void *)(start + field->quantifier_offset) != field->id)
        return false;
    const ProtobufCMessage *inner = *(const ProtobufCMessage *const *)at;
    return inner && asks(inner);
}

static bool asks(const ProtobufCMessage *message)
{
    const ProtobufCMessageDescriptor *descriptor = message->descriptor;
    if (descriptor == &pg_query__range_var__descriptor) {
        const PgQuery__RangeVar *rel = (const PgQuery__RangeVar *)(const void *)message;
        return is_catalogs(rel->schemaname, rel->relname);
    }
    if (descriptor == &pg_query__func_call__descriptor &&
        is_catalog_function((const PgQuery__FuncCall *)(const void *)message))
        return true;
    for (unsigned i = 0; i < descriptor->n_fields; i++)
        if (descriptor->fields[i].type == PROTOBUF_C_TYPE_MESSAGE &&
            field_asks(message, &descriptor->fields[i]))
            return true;
    return false;
}

/* Constants may be somebody's data. */
static const char *without_constants(struct arena *arena, const char *text)
{
    PgQueryNormalizeResult result = pg_query_normalize(text);
    const char *normal = result.error ? "" : arena_strdup(arena, result.normalized_query);
    pg_query_free_normalize_result(result);
    return normal;
}

bool catalog_question(struct arena *arena, const PgQuery__Node *tree, struct str text,
                      struct catalog_question *question)
{
    if (!tree || !asks(&tree->base))
        return false;
    const char *statement = arena_strndup(arena, text.data, text.size);
    PgQueryFingerprintResult result = pg_query_fingerprint(statement);
    snprintf(question->fingerprint, sizeof question->fingerprint, "%s",
             result.error ? "" : result.fingerprint_str);
    pg_query_free_fingerprint_result(result);
    question->text = without_constants(arena, statement);
    return true;
}
