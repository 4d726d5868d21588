/* A server's bytes into the Native reader: the first byte says how large the pieces are. What is
 * read must print, so every pointer handed out is followed. */
#include <stdint.h>
#include <stdlib.h>

#include "backend/native.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Touches what a column refers to. */
static uint64_t visit(const struct column *column)
{
    uint64_t sum = 0;
    size_t width = chtype_width(column->type);
    for (size_t i = 0; column->nulls && i < column->n_rows; i++)
        sum += column->nulls[i];
    for (size_t i = 0; column->strings && i < column->n_rows; i++)
        for (size_t j = 0; j < column->strings[i].size; j++)
            sum += (unsigned char)column->strings[i].data[j];
    for (size_t i = 0; column->values && i < column->n_rows * width; i++)
        sum += ((const uint8_t *)column->values)[i];
    for (size_t i = 0; column->offsets && i < column->n_rows; i++)
        sum += column->offsets[i];
    for (size_t i = 0; column->indexes && i < column->n_rows * (size_t)column->index_width; i++)
        sum += ((const uint8_t *)column->indexes)[i];
    if (column->dictionary)
        sum += visit(column->dictionary);
    for (size_t i = 0; i < column->n_children; i++)
        sum += visit(&column->children[i]);
    return sum;
}

static uint64_t visit_block(const struct block *block)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < block->n_columns; i++)
        sum += visit(&block->columns[i]) + (unsigned char)block->names[i][0];
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct native_limits limits = {.bytes = 1 << 20, .columns = 100, .rows = 1 << 16};
    struct native_reader *reader = native_reader_new(&limits);
    struct err err = {0};
    struct block block;
    size_t piece = size ? data[0] + 1U : 1;
    volatile uint64_t sum = 0;
    enum native_next next = NATIVE_MORE;
    for (size_t at = 1; at < size && next != NATIVE_BAD; at += piece) {
        size_t part = size - at < piece ? size - at : piece;
        if (!native_reader_feed(reader, (struct str){(const char *)data + at, part}, &err))
            break;
        while ((next = native_reader_next(reader, &block, &err)) == NATIVE_BLOCK)
            sum += visit_block(&block);
    }
    (void)sum;
    native_reader_free(reader);
    return 0;
}
