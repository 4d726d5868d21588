#ifndef PGPIVOT_BACKEND_NATIVE_COLUMN_H
#define PGPIVOT_BACKEND_NATIVE_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "backend/native.h"
#include "base/arena.h"
#include "base/column.h"

/*
 * The data of one Native column. Its type is compiled once into steps, each of which reads one
 * stream of bytes (null map, offsets, values …) and can be taken up again where bytes ran out.
 */
struct native_input {
    const uint8_t *data; /* of the block; may move when bytes are added */
    size_t size, at;
};

/* A column at any depth while it is read; places are offsets until the block is complete. */
struct native_node {
    struct native_node *next;
    struct column *column;
    size_t n_rows;
    bool has_nulls, has_values;
    size_t nulls_at, values_at, indexes_at;
    struct str *strings; /* grown as strings come, so that a count alone allocates nothing */
    size_t n_strings, strings_capacity;
    uint64_t *offsets;
    size_t offsets_capacity;
    struct native_node *dictionary;
    bool dictionary_nullable; /* of a dictionary: row 0 is NULL */
    int index_width;
    uint8_t *dictionary_nulls;
    size_t dictionary_nulls_capacity;
    struct native_node **children;
    size_t n_children;
};

typedef enum native_next native_step(struct native_input *input, struct native_node *node,
                                     struct err *err);

struct native_program {
    struct native_step_of {
        native_step *run;
        struct native_node *node;
    } * steps;
    size_t n_steps, next;
    struct native_node *nodes; /* all of them */
    struct native_node *root;  /* the column itself, not one within it */
};

/* `column` is filled by native_program_finish. False for a type that is not read (0A000). The
 * arena may jump out when it is full. */
bool native_program_compile(struct native_program *program, struct arena *arena,
                            const struct chtype *type, const char *name, struct column *column,
                            struct err *err);
/* Back to the first step, for a block of n_rows. */
void native_program_start(struct native_program *program, size_t n_rows);
/* NATIVE_BLOCK: the column is complete. */
enum native_next native_program_run(struct native_program *program, struct native_input *input,
                                    struct err *err);
/* Turns places into pointers into data. */
void native_program_finish(struct native_program *program, const uint8_t *data);
void native_program_free(struct native_program *program);

/* LEB128 as ClickHouse writes lengths: NATIVE_BLOCK when read. */
enum native_next native_read_varint(struct native_input *input, uint64_t *value, struct err *err);

#endif
