/* pg_type and pg_enum: the types that users made, and the row types of their tables and views.
 * PostgreSQL's own are in a file. */
#include "base/catalog_enum.h"
#include "base/pgtype.h"
#include "rewrite/system/system_key.h"
#include "rewrite/system/system_source.h"

#define FIELD(name) static const char *name(const struct system_walk *walk, const void *object)

/* Of pg_proc. */
#define ENUM_IN 3506
#define ENUM_OUT 3507
#define ENUM_RECV 3532
#define ENUM_SEND 3533
#define ARRAY_IN 750
#define ARRAY_OUT 751
#define ARRAY_RECV 2400
#define ARRAY_SEND 2401
#define ARRAY_SUBSCRIPT 6179

#define RECORD_IN 2290
#define RECORD_OUT 2291
#define RECORD_RECV 2402
#define RECORD_SEND 2403

/* A row of pg_type. */
enum kind { KIND_ENUM, KIND_ENUM_ARRAY, KIND_ROW, N_KINDS };
struct type {
    enum kind kind;
    const struct catalog_enum *of;     /* of KIND_ROW: NULL */
    const struct catalog_table *table; /* of KIND_ROW */
};

static void walk_types(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    for (size_t i = 0; i < catalog->n_enums; i++) {
        walk->row(walk, &(struct type){KIND_ENUM, &catalog->enums[i], NULL});
        walk->row(walk, &(struct type){KIND_ENUM_ARRAY, &catalog->enums[i], NULL});
    }
    for (size_t i = 0; i < catalog->n_tables; i++)
        walk->row(walk, &(struct type){KIND_ROW, NULL, &catalog->tables[i]});
}

#define TYPE ((const struct type *)object)
/* The same for all types of a kind, and for the kinds in their order. */
#define NUMBER_OF_KIND(name, ...)                                                                  \
    FIELD(name)                                                                                    \
    {                                                                                              \
        static const int64_t numbers[N_KINDS] = {__VA_ARGS__};                                     \
        return system_number(walk, numbers[TYPE->kind]);                                           \
    }
#define TEXT_OF_KIND(name, ...)                                                                    \
    FIELD(name)                                                                                    \
    {                                                                                              \
        static const char *const texts[N_KINDS] = {__VA_ARGS__};                                   \
        (void)walk;                                                                                \
        return texts[TYPE->kind];                                                                  \
    }

NUMBER_OF_KIND(type_length, 4, -1, -1)
NUMBER_OF_KIND(type_subscript, 0, ARRAY_SUBSCRIPT, 0)
NUMBER_OF_KIND(type_input, ENUM_IN, ARRAY_IN, RECORD_IN)
NUMBER_OF_KIND(type_output, ENUM_OUT, ARRAY_OUT, RECORD_OUT)
NUMBER_OF_KIND(type_receive, ENUM_RECV, ARRAY_RECV, RECORD_RECV)
NUMBER_OF_KIND(type_send, ENUM_SEND, ARRAY_SEND, RECORD_SEND)
TEXT_OF_KIND(type_kind, "e", "b", "c")
TEXT_OF_KIND(type_category, "E", "A", "C")
TEXT_OF_KIND(type_storage, "p", "x", "x")
TEXT_OF_KIND(type_alignment, "i", "i", "d")
TEXT_OF_KIND(type_by_value, "true", "false", "false")

FIELD(type_oid)
{
    if (TYPE->kind == KIND_ROW)
        return system_number(walk, system_row_type_oid(TYPE->table));
    return system_number(walk, TYPE->of->oid + (TYPE->kind == KIND_ENUM_ARRAY));
}

FIELD(type_element)
{
    return system_number(walk, TYPE->kind == KIND_ENUM_ARRAY ? TYPE->of->oid : 0);
}

FIELD(type_array)
{
    return system_number(walk, TYPE->kind == KIND_ENUM ? TYPE->of->oid + 1 : 0);
}

FIELD(type_relation)
{
    return system_number(walk, TYPE->kind == KIND_ROW ? TYPE->table->oid : 0);
}

FIELD(type_name)
{
    if (TYPE->kind == KIND_ROW)
        return TYPE->table->name;
    return arena_printf(walk->arena, "%s%s", TYPE->kind == KIND_ENUM_ARRAY ? "_" : "",
                        TYPE->of->name);
}

FIELD(type_namespace)
{
    return system_number(walk,
                         system_namespace_oid(TYPE->of ? TYPE->of->schema : TYPE->table->schema));
}

FIELD(type_owner)
{
    (void)object;
    return system_number(walk, SYSTEM_OWNER_OID);
}

FIELD(type_delimiter)
{
    (void)walk, (void)object;
    return ",";
}

FIELD(type_is_defined)
{
    (void)walk, (void)object;
    return system_bool(true);
}

FIELD(type_no_modifier)
{
    (void)object;
    return system_number(walk, -1);
}

static const struct system_field type_fields[] = {
    {"oid", type_oid},
    {"typname", type_name},
    {"typnamespace", type_namespace},
    {"typowner", type_owner},
    {"typlen", type_length},
    {"typbyval", type_by_value},
    {"typtype", type_kind},
    {"typcategory", type_category},
    {"typisdefined", type_is_defined},
    {"typdelim", type_delimiter},
    {"typrelid", type_relation},
    {"typsubscript", type_subscript},
    {"typelem", type_element},
    {"typarray", type_array},
    {"typinput", type_input},
    {"typoutput", type_output},
    {"typreceive", type_receive},
    {"typsend", type_send},
    {"typalign", type_alignment},
    {"typstorage", type_storage},
    {"typtypmod", type_no_modifier},
};

const struct system_source source_type = {"pg_type", walk_types, type_fields,
                                          sizeof type_fields / sizeof *type_fields};

/* ---- pg_enum ---- */

struct label {
    const struct catalog_enum *of;
    size_t index;
};

static void walk_labels(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    for (size_t i = 0; i < catalog->n_enums; i++)
        for (size_t k = 0; k < catalog->enums[i].type->n_values; k++)
            walk->row(walk, &(struct label){&catalog->enums[i], k});
}

#define LABEL ((const struct label *)object)

/* Of the type's number, so that it stays when another type is made. */
FIELD(label_oid)
{
    uint32_t index = (LABEL->of->oid - PGTYPE_ENUMS) / 2;
    return system_number(walk, (int64_t)(16384 + (index * 31 + LABEL->index) % 1900000000));
}

FIELD(label_type)
{
    return system_number(walk, LABEL->of->oid);
}

FIELD(label_order)
{
    return system_number(walk, (int64_t)LABEL->index + 1);
}

FIELD(label_text)
{
    (void)walk;
    return LABEL->of->type->values[LABEL->index].name;
}

static const struct system_field enum_fields[] = {
    {"oid", label_oid},
    {"enumtypid", label_type},
    {"enumsortorder", label_order},
    {"enumlabel", label_text},
};

const struct system_source source_enum = {"pg_enum", walk_labels, enum_fields,
                                          sizeof enum_fields / sizeof *enum_fields};
