/* Answers read as columns. What they are asked is matched and computed elsewhere. */
#include "backend/cuboid.h"

#include <stdlib.h>
#include <string.h>

#include "backend/native.h"
#include "backend/type_name.h"
#include "base/err.h"

#define ARENA_LIMIT ((size_t)256 << 20)
#define MAX_ROWS ((size_t)1 << 18)

struct reading {
    struct arena *arena;
    const struct cuboid_question *shape;
    struct cuboid_column *columns;
    struct cuboid_reader **readers; /* NULL until the first block */
    size_t n_rows;
};

/* Keys and extremes by their distinct values, but for floats. */
static enum cuboid_form form_of(const struct cuboid_output *output, const struct column *column)
{
    bool is_extreme = output->kind == CUBOID_MEASURE && (output->measure.function == CUBOID_MIN ||
                                                         output->measure.function == CUBOID_MAX);
    bool is_coded = output->kind == CUBOID_KEY || (is_extreme && column->type->kind != CH_FLOAT64);
    bool is_useful = (output->kind == CUBOID_KEY || output->kind == CUBOID_MEASURE) &&
                     !output->filter && !output->has_default;
    bool is_listed = column->dictionary != NULL;
    bool is_enum = column->type->kind == CH_ENUM8 || column->type->kind == CH_ENUM16;
    is_useful &= !is_enum || output->is_enum;
    return is_useful && (is_coded || !is_listed) ? cuboid_form_of(column->type, is_coded)
                                                 : CUBOID_UNREAD;
}

static bool begin(struct reading *reading, const struct block *block)
{
    size_t n = reading->shape->n_shown;
    if (block->n_columns != n)
        return false;
    reading->readers = calloc(n + 1, sizeof(void *));
    if (!reading->readers)
        abort();
    for (size_t i = 0; i < n; i++) {
        const struct column *column = &block->columns[i];
        const struct chtype *type = column->dictionary ? column->dictionary->type : column->type;
        reading->columns[i].type = type_name_parse(reading->arena, str_of(type->text));
        struct column plain = *column;
        plain.type = type;
        reading->readers[i] = cuboid_reader_new(form_of(&reading->shape->outputs[i], &plain));
    }
    return true;
}

static bool read_block(struct reading *reading, const struct block *block)
{
    if (!reading->readers && !begin(reading, block))
        return false;
    if (reading->n_rows + block->n_rows > MAX_ROWS)
        return false;
    for (size_t i = 0; i < reading->shape->n_shown; i++)
        cuboid_reader_add(reading->readers[i], &block->columns[i], block->n_rows);
    reading->n_rows += block->n_rows;
    return true;
}

static bool read_blocks(struct reading *reading, struct native_reader *reader, struct str blocks)
{
    struct err err = {0};
    struct block block;
    enum native_next next = NATIVE_BAD;
    bool is_good = native_reader_feed(reader, blocks, &err);
    while (is_good && (next = native_reader_next(reader, &block, &err)) == NATIVE_BLOCK)
        is_good = block.n_rows == 0 || read_block(reading, &block);
    return is_good && next == NATIVE_MORE && native_reader_at_boundary(reader) && reading->readers;
}

static struct cuboid *finish(struct reading *reading)
{
    for (size_t i = 0; i < reading->shape->n_shown; i++)
        cuboid_reader_finish(reading->readers[i], reading->arena, &reading->columns[i]);
    struct cuboid *cuboid = ARENA_NEW(reading->arena, struct cuboid);
    *cuboid = (struct cuboid){reading->arena, reading->shape, reading->columns, reading->n_rows};
    return cuboid;
}

static struct cuboid *read_answer(struct reading *reading, struct native_reader *reader,
                                  const struct cuboid_question *shape, struct str blocks)
{
    jmp_buf overflow;
    struct cuboid *volatile cuboid = NULL;
    arena_catch(reading->arena, &overflow);
    if (setjmp(overflow) == 0) {
        reading->shape = cuboid_question_copy(reading->arena, shape);
        reading->columns = ARENA_ARRAY(reading->arena, struct cuboid_column, shape->n_shown + 1);
        if (read_blocks(reading, reader, blocks))
            cuboid = finish(reading);
    }
    arena_catch(reading->arena, NULL);
    return cuboid;
}

struct cuboid *cuboid_new(const struct cuboid_question *shape, struct str blocks)
{
    struct native_reader *reader = native_reader_new(&native_limits_default);
    struct reading reading = {.arena = arena_new(ARENA_LIMIT)};
    struct cuboid *cuboid = read_answer(&reading, reader, shape, blocks);
    for (size_t i = 0; reading.readers && i < shape->n_shown; i++)
        cuboid_reader_free(reading.readers[i]);
    free(reading.readers);
    native_reader_free(reader);
    if (!cuboid)
        arena_free(reading.arena);
    return cuboid;
}

void cuboid_free(struct cuboid *cuboid)
{
    if (cuboid)
        arena_free(cuboid->arena);
}

size_t cuboid_size(const struct cuboid *cuboid)
{
    return arena_size(cuboid->arena);
}

/* ---- what it holds ---- */

const struct cuboid_column *cuboid_key(const struct cuboid *cuboid, const char *key)
{
    const struct cuboid_question *shape = cuboid->shape;
    for (size_t i = 0; i < shape->n_shown; i++)
        if (shape->outputs[i].kind == CUBOID_KEY && cuboid->columns[i].form == CUBOID_CODED &&
            strcmp(shape->keys[shape->outputs[i].key], key) == 0)
            return &cuboid->columns[i];
    return NULL;
}

static bool is_same_measure(const struct cuboid_output *held, const struct cuboid_measure *measure)
{
    const char *argument = held->measure.argument;
    return held->kind == CUBOID_MEASURE && held->measure.function == measure->function &&
           (measure->argument ? argument && strcmp(argument, measure->argument) == 0 : !argument);
}

const struct cuboid_column *cuboid_measure(const struct cuboid *cuboid,
                                           const struct cuboid_measure *measure)
{
    for (size_t i = 0; i < cuboid->shape->n_shown; i++)
        if (cuboid->columns[i].form != CUBOID_UNREAD &&
            is_same_measure(&cuboid->shape->outputs[i], measure))
            return &cuboid->columns[i];
    return NULL;
}
