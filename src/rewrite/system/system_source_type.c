/* pg_type and pg_enum: the types that users made. PostgreSQL's own are in a file. */
#include "base/catalog_enum.h"
#include "base/pgtype.h"
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

/* A row of pg_type: an enum, or arrays of it. */
struct type {
    const struct catalog_enum *of;
    bool is_array;
};

static void walk_types(struct system_walk *walk)
{
    const struct catalog *catalog = walk->context->catalog;
    for (size_t i = 0; i < catalog->n_enums; i++) {
        walk->row(walk, &(struct type){&catalog->enums[i], false});
        walk->row(walk, &(struct type){&catalog->enums[i], true});
    }
}

#define OF(object) (((const struct type *)(object))->of)
#define IS_ARRAY(object) (((const struct type *)(object))->is_array)
#define EITHER(name, of_enum, of_array)                                                            \
    FIELD(name)                                                                                    \
    {                                                                                              \
        return system_number(walk, IS_ARRAY(object) ? of_array : of_enum);                         \
    }

EITHER(type_oid, OF(object)->oid, OF(object)->oid + 1)
EITHER(type_length, 4, -1)
EITHER(type_element, 0, OF(object)->oid)
EITHER(type_array, OF(object)->oid + 1, 0)
EITHER(type_subscript, 0, ARRAY_SUBSCRIPT)
EITHER(type_input, ENUM_IN, ARRAY_IN)
EITHER(type_output, ENUM_OUT, ARRAY_OUT)
EITHER(type_receive, ENUM_RECV, ARRAY_RECV)
EITHER(type_send, ENUM_SEND, ARRAY_SEND)

FIELD(type_name)
{
    return IS_ARRAY(object) ? arena_printf(walk->arena, "_%s", OF(object)->name) : OF(object)->name;
}

FIELD(type_namespace)
{
    return system_number(walk, system_namespace_oid(OF(object)->schema));
}

FIELD(type_owner)
{
    (void)object;
    return system_number(walk, SYSTEM_OWNER_OID);
}

FIELD(type_by_value)
{
    (void)walk;
    return system_bool(!IS_ARRAY(object));
}

FIELD(type_kind)
{
    (void)walk;
    return IS_ARRAY(object) ? "b" : "e";
}

FIELD(type_category)
{
    (void)walk;
    return IS_ARRAY(object) ? "A" : "E";
}

FIELD(type_storage)
{
    (void)walk;
    return IS_ARRAY(object) ? "x" : "p";
}

FIELD(type_alignment)
{
    (void)walk, (void)object;
    return "i";
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
