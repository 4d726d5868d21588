/* Reads one stream of bytes of a Native column at a time. Which streams a type has is not known
 * here, see native_column.c. */
#include "backend/native_step.h"

#include <stdlib.h>

/* Words of LowCardinality's serialization (ClickHouse, SerializationLowCardinality). */
#define LC_VERSION 1
#define LC_INDEX_TYPE 0xFF
#define LC_NEEDS_GLOBAL_DICTIONARY 0x100
#define LC_HAS_ADDITIONAL_KEYS 0x200
#define LC_KNOWN (LC_INDEX_TYPE | LC_NEEDS_GLOBAL_DICTIONARY | LC_HAS_ADDITIONAL_KEYS | 0x400)

static enum native_next bad(struct err *err, const char *what)
{
    err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0, "malformed result from ClickHouse: %s", what);
    return NATIVE_BAD;
}

static enum native_next out_of_memory(struct err *err)
{
    err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    return NATIVE_BAD;
}

static uint64_t read_u64(const uint8_t *bytes)
{
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

/* Takes count × width bytes if they are all there. */
static enum native_next take(struct native_input *input, size_t count, size_t width, size_t *at)
{
    size_t size;
    if (__builtin_mul_overflow(count, width, &size) || size > input->size - input->at)
        return NATIVE_MORE;
    *at = input->at;
    input->at += size;
    return NATIVE_BLOCK;
}

/* Doubles an array that a node owns until it holds `count`. */
static bool grow(void **array, size_t *capacity, size_t count, size_t width)
{
    if (count <= *capacity)
        return true;
    size_t wanted = *capacity ? *capacity : 64;
    while (wanted < count)
        wanted *= 2;
    void *memory = realloc(*array, wanted * width);
    if (!memory)
        return false;
    *array = memory;
    *capacity = wanted;
    return true;
}

enum native_next native_read_varint(struct native_input *input, uint64_t *value, struct err *err)
{
    uint64_t result = 0;
    size_t left = input->size - input->at;
    for (size_t i = 0; i < left; i++) {
        uint8_t byte = input->data[input->at + i];
        if (i == 9 && byte > 1)
            return bad(err, "a length is too long");
        result |= (uint64_t)(byte & 0x7F) << (7 * i);
        if (byte < 0x80) {
            input->at += i + 1;
            *value = result;
            return NATIVE_BLOCK;
        }
    }
    return NATIVE_MORE;
}

enum native_next native_read_nulls(struct native_input *input, struct native_node *node,
                                   struct err *err)
{
    (void)err;
    node->has_nulls = true;
    return take(input, node->n_rows, 1, &node->nulls_at);
}

enum native_next native_read_fixed(struct native_input *input, struct native_node *node,
                                   struct err *err)
{
    (void)err;
    node->has_values = true;
    return take(input, node->n_rows, chtype_width(node->column->type), &node->values_at);
}

enum native_next native_read_fixed_strings(struct native_input *input, struct native_node *node,
                                           struct err *err)
{
    size_t length = (size_t)node->column->type->length;
    if (native_read_fixed(input, node, err) == NATIVE_MORE)
        return NATIVE_MORE;
    if (!grow((void **)&node->strings, &node->strings_capacity, node->n_rows,
              sizeof *node->strings))
        return out_of_memory(err);
    for (size_t i = 0; i < node->n_rows; i++)
        node->strings[i] =
            (struct str){(const char *)(uintptr_t)(node->values_at + i * length), length};
    node->n_strings = node->n_rows;
    return NATIVE_BLOCK;
}

static enum native_next read_string(struct native_input *input, struct native_node *node,
                                    struct err *err)
{
    size_t start = input->at;
    uint64_t size;
    enum native_next next = native_read_varint(input, &size, err);
    if (next != NATIVE_BLOCK)
        return next;
    if (size > input->size - input->at) {
        input->at = start;
        return NATIVE_MORE;
    }
    if (!grow((void **)&node->strings, &node->strings_capacity, node->n_strings + 1,
              sizeof *node->strings))
        return out_of_memory(err);
    node->strings[node->n_strings++] = (struct str){(const char *)(uintptr_t)input->at, size};
    input->at += size;
    return NATIVE_BLOCK;
}

enum native_next native_read_strings(struct native_input *input, struct native_node *node,
                                     struct err *err)
{
    enum native_next next = NATIVE_BLOCK;
    while (node->n_strings < node->n_rows && next == NATIVE_BLOCK)
        next = read_string(input, node, err);
    return next;
}

static bool copy_offsets(struct native_node *node, const uint8_t *bytes)
{
    uint64_t last = 0;
    for (size_t i = 0; i < node->n_rows; i++) {
        node->offsets[i] = read_u64(bytes + i * 8);
        if (node->offsets[i] < last)
            return false;
        last = node->offsets[i];
    }
    return true;
}

static enum native_next enter_children(struct native_node *node, size_t n_rows)
{
    for (size_t i = 0; i < node->n_children; i++)
        node->children[i]->n_rows = n_rows;
    return NATIVE_BLOCK;
}

enum native_next native_read_offsets(struct native_input *input, struct native_node *node,
                                     struct err *err)
{
    size_t at;
    if (take(input, node->n_rows, 8, &at) == NATIVE_MORE)
        return NATIVE_MORE;
    if (!grow((void **)&node->offsets, &node->offsets_capacity, node->n_rows, 8))
        return out_of_memory(err);
    if (!copy_offsets(node, input->data + at))
        return bad(err, "array offsets decrease");
    return enter_children(node, node->n_rows ? node->offsets[node->n_rows - 1] : 0);
}

enum native_next native_enter_tuple(struct native_input *input, struct native_node *node,
                                    struct err *err)
{
    (void)input;
    (void)err;
    return enter_children(node, node->n_rows);
}

enum native_next native_read_lc_version(struct native_input *input, struct native_node *node,
                                        struct err *err)
{
    (void)node;
    size_t at;
    if (take(input, 8, 1, &at) == NATIVE_MORE)
        return NATIVE_MORE;
    if (read_u64(input->data + at) != LC_VERSION)
        return bad(err, "unknown version of LowCardinality");
    return NATIVE_BLOCK;
}

enum native_next native_read_lc_header(struct native_input *input, struct native_node *node,
                                       struct err *err)
{
    size_t at;
    if (node->n_rows == 0)
        return NATIVE_BLOCK;
    if (take(input, 16, 1, &at) == NATIVE_MORE)
        return NATIVE_MORE;
    uint64_t flags = read_u64(input->data + at);
    if ((flags & LC_INDEX_TYPE) > 3 || (flags & ~(uint64_t)LC_KNOWN) ||
        (flags & LC_NEEDS_GLOBAL_DICTIONARY) || !(flags & LC_HAS_ADDITIONAL_KEYS))
        return bad(err, "unknown kind of LowCardinality dictionary");
    node->index_width = 1 << (flags & LC_INDEX_TYPE);
    node->dictionary->n_rows = read_u64(input->data + at + 8);
    return NATIVE_BLOCK;
}

static uint64_t index_at(const uint8_t *bytes, int width)
{
    uint64_t index = 0;
    memcpy(&index, bytes, (size_t)width);
    return index;
}

static bool indexes_within(const uint8_t *bytes, size_t n_rows, int width, uint64_t n_keys)
{
    for (size_t i = 0; i < n_rows; i++)
        if (index_at(bytes + i * (size_t)width, width) >= n_keys)
            return false;
    return true;
}

/* Row 0 of a nullable dictionary stands for NULL. */
static bool fill_dictionary_nulls(struct native_node *dictionary)
{
    if (!grow((void **)&dictionary->dictionary_nulls, &dictionary->dictionary_nulls_capacity,
              dictionary->n_rows, 1))
        return false;
    memset(dictionary->dictionary_nulls, 0, dictionary->n_rows);
    dictionary->dictionary_nulls[0] = 1;
    return true;
}

enum native_next native_read_lc_indexes(struct native_input *input, struct native_node *node,
                                        struct err *err)
{
    struct native_node *dictionary = node->dictionary;
    size_t start = input->at, at;
    if (node->n_rows == 0)
        return NATIVE_BLOCK;
    if (take(input, 8, 1, &at) == NATIVE_MORE)
        return NATIVE_MORE;
    if (read_u64(input->data + at) != node->n_rows)
        return bad(err, "LowCardinality indexes do not match the rows");
    if (take(input, node->n_rows, (size_t)node->index_width, &node->indexes_at) == NATIVE_MORE) {
        input->at = start;
        return NATIVE_MORE;
    }
    if (!indexes_within(input->data + node->indexes_at, node->n_rows, node->index_width,
                        dictionary->n_rows))
        return bad(err, "a LowCardinality index is outside the dictionary");
    if (dictionary->dictionary_nullable && !fill_dictionary_nulls(dictionary))
        return out_of_memory(err);
    return NATIVE_BLOCK;
}
