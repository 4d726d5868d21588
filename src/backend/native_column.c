/* Which streams of bytes each ClickHouse type has in Native format, as programs of steps. Does not
 * know the framing of blocks, see native.c. */
#include "backend/native_column.h"

#include <stdlib.h>

#include "backend/native_step.h"
#include "base/list.h"

struct builder {
    struct arena *arena;
    struct list prefix, data; /* of struct native_step_of: all prefixes come before all data */
    struct native_node **last;
    const char *column_name;
    struct err *err;
};

static bool compile(struct builder *builder, const struct chtype *type, struct column *column,
                    struct native_node **made);

static void add_step(struct builder *builder, struct list *list, native_step *run,
                     struct native_node *node)
{
    struct native_step_of *step = ARENA_NEW(builder->arena, struct native_step_of);
    *step = (struct native_step_of){run, node};
    list_add(builder->arena, list, step);
}

static struct native_node *add_node(struct builder *builder, struct column *column)
{
    struct native_node *node = ARENA_NEW(builder->arena, struct native_node);
    node->column = column;
    *builder->last = node;
    builder->last = &node->next;
    return node;
}

static bool compile_children(struct builder *builder, struct native_node *node,
                             const struct chtype *const *types, size_t n)
{
    struct column *columns = ARENA_ARRAY(builder->arena, struct column, n);
    node->children = ARENA_ARRAY(builder->arena, struct native_node *, n);
    node->column->children = columns;
    node->column->n_children = n;
    node->n_children = n;
    for (size_t i = 0; i < n; i++)
        if (!compile(builder, types[i], &columns[i], &node->children[i]))
            return false;
    return true;
}

typedef bool compile_kind(struct builder *builder, struct native_node *node,
                          const struct chtype *type);

static bool compile_fixed(struct builder *builder, struct native_node *node,
                          const struct chtype *type)
{
    (void)type;
    add_step(builder, &builder->data, native_read_fixed, node);
    return true;
}

static bool compile_string(struct builder *builder, struct native_node *node,
                           const struct chtype *type)
{
    (void)type;
    add_step(builder, &builder->data, native_read_strings, node);
    return true;
}

static bool compile_fixed_string(struct builder *builder, struct native_node *node,
                                 const struct chtype *type)
{
    (void)type;
    add_step(builder, &builder->data, native_read_fixed_strings, node);
    return true;
}

static bool compile_array(struct builder *builder, struct native_node *node,
                          const struct chtype *type)
{
    add_step(builder, &builder->data, native_read_offsets, node);
    return compile_children(builder, node, type->args, 1);
}

static bool compile_tuple(struct builder *builder, struct native_node *node,
                          const struct chtype *type)
{
    add_step(builder, &builder->data, native_enter_tuple, node);
    return compile_children(builder, node, type->args, type->n_args);
}

/* A Map is stored as the Array(Tuple(key, value)) it is. */
static bool compile_map(struct builder *builder, struct native_node *node,
                        const struct chtype *type)
{
    struct chtype *tuple = ARENA_NEW(builder->arena, struct chtype);
    tuple->kind = CH_TUPLE;
    tuple->text =
        arena_printf(builder->arena, "Tuple(%s, %s)", type->args[0]->text, type->args[1]->text);
    tuple->args = type->args;
    tuple->n_args = 2;
    tuple->names = ARENA_ARRAY(builder->arena, const char *, 2);
    const struct chtype *element = tuple;
    add_step(builder, &builder->data, native_read_offsets, node);
    return compile_children(builder, node, &element, 1);
}

static bool compile_low_cardinality(struct builder *builder, struct native_node *node,
                                    const struct chtype *type)
{
    struct column *dictionary = ARENA_NEW(builder->arena, struct column);
    const struct chtype *key = type->args[0];
    bool nullable = key->kind == CH_NULLABLE;
    node->column->dictionary = dictionary;
    node->column->type = chtype_strip(type);
    add_step(builder, &builder->prefix, native_read_lc_version, node);
    add_step(builder, &builder->data, native_read_lc_header, node);
    if (!compile(builder, nullable ? key->args[0] : key, dictionary, &node->dictionary))
        return false;
    node->dictionary->dictionary_nullable = nullable;
    add_step(builder, &builder->data, native_read_lc_indexes, node);
    return true;
}

/* The other kinds are fixed in width. */
static compile_kind *const compilers[] = {
    [CH_STRING] = compile_string, [CH_FIXED_STRING] = compile_fixed_string,
    [CH_ARRAY] = compile_array,   [CH_TUPLE] = compile_tuple,
    [CH_MAP] = compile_map,       [CH_LOW_CARDINALITY] = compile_low_cardinality,
};

static compile_kind *compiler_of(const struct chtype *type)
{
    size_t n = sizeof compilers / sizeof *compilers;
    compile_kind *found = (size_t)type->kind < n ? compilers[type->kind] : NULL;
    return found ? found : (chtype_width(type) > 0 ? compile_fixed : NULL);
}

static bool compile(struct builder *builder, const struct chtype *type, struct column *column,
                    struct native_node **made)
{
    struct native_node *node = *made = add_node(builder, column);
    while (type->kind == CH_SIMPLE_AGGREGATE_FUNCTION || type->kind == CH_NULLABLE) {
        if (type->kind == CH_NULLABLE)
            add_step(builder, &builder->data, native_read_nulls, node);
        type = type->args[0];
    }
    column->type = type;
    compile_kind *compiler = compiler_of(type);
    if (!compiler)
        return err_set(builder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "column \"%s\" has the ClickHouse type %s, which cannot be read",
                       builder->column_name, type->text);
    return compiler(builder, node, type);
}

static void copy_steps(struct native_program *program, const struct list *steps)
{
    for (size_t i = 0; i < steps->n; i++)
        program->steps[program->n_steps++] = *(struct native_step_of *)steps->items[i];
}

bool native_program_compile(struct native_program *program, struct arena *arena,
                            const struct chtype *type, const char *name, struct column *column,
                            struct err *err)
{
    struct builder builder = {
        .arena = arena, .last = &program->nodes, .column_name = name, .err = err};
    if (!compile(&builder, type, column, &program->root))
        return false;
    program->steps = ARENA_ARRAY(arena, struct native_step_of, builder.prefix.n + builder.data.n);
    copy_steps(program, &builder.prefix);
    copy_steps(program, &builder.data);
    return true;
}

void native_program_start(struct native_program *program, size_t n_rows)
{
    for (struct native_node *node = program->nodes; node; node = node->next) {
        node->n_rows = node->n_strings = 0;
        node->has_nulls = node->has_values = false;
    }
    program->root->n_rows = n_rows;
    /* An empty block has no streams at all. */
    program->next = n_rows ? 0 : program->n_steps;
}

enum native_next native_program_run(struct native_program *program, struct native_input *input,
                                    struct err *err)
{
    for (; program->next < program->n_steps; program->next++) {
        const struct native_step_of *step = &program->steps[program->next];
        enum native_next next = step->run(input, step->node, err);
        if (next != NATIVE_BLOCK)
            return next;
    }
    return NATIVE_BLOCK;
}

static void finish_strings(struct native_node *node, const uint8_t *data)
{
    for (size_t i = 0; i < node->n_strings; i++)
        node->strings[i].data = (const char *)data + (uintptr_t)node->strings[i].data;
    node->column->strings = node->n_strings ? node->strings : NULL;
}

static void finish_node(struct native_node *node, const uint8_t *data)
{
    struct column *column = node->column;
    column->n_rows = node->n_rows;
    column->nulls = node->has_nulls ? data + node->nulls_at : NULL;
    column->values = node->has_values ? data + node->values_at : NULL;
    column->offsets = node->n_rows && node->offsets ? node->offsets : NULL;
    column->indexes = node->dictionary && node->n_rows ? data + node->indexes_at : NULL;
    column->index_width = node->index_width;
    if (node->dictionary_nullable)
        column->nulls = node->n_rows ? node->dictionary_nulls : NULL;
    if (column->type->kind == CH_STRING || column->type->kind == CH_FIXED_STRING)
        finish_strings(node, data);
}

void native_program_finish(struct native_program *program, const uint8_t *data)
{
    for (struct native_node *node = program->nodes; node; node = node->next)
        finish_node(node, data);
}

void native_program_free(struct native_program *program)
{
    for (struct native_node *node = program->nodes; node; node = node->next) {
        free(node->strings);
        free(node->offsets);
        free(node->dictionary_nulls);
    }
}
