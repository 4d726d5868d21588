#ifndef PGPIVOT_TESTS_PROTOCOL_SCENARIO_H
#define PGPIVOT_TESTS_PROTOCOL_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A file of scenarios. Lines:
 *
 *     scenario NAME        begins one; a connection of its own, after its start-up
 *     raw                  without the start-up
 *     differs REASON       the traces differ as the lines behind it say: "- …" PostgreSQL's,
 *                          "+ …" pgpivot's
 *     > MESSAGE            sent (client_messages.h); Query, Sync and FunctionCall wait for the
 *                          answer's end, a start-up packet for what answers it
 *     >+ MESSAGE           sent without waiting
 *     wait NAME            until a message of that name came
 *     # …                  comment
 *
 * In the end Terminate is sent and everything printed up to the end of the connection.
 */
struct scenario {
    const char *name, *file;
    int line;
    bool is_raw;
    char **lines; /* "> …", ">+ …", "wait …" */
    size_t n_lines;
    const char *reason; /* NULL: must not differ */
    char *difference;   /* lines "- …" and "+ …"; "" when there is no reason */
};

/* Reads all scenarios of a file, for scenarios_free; ends the program when the file cannot be
 * understood. */
struct scenario *scenarios_read(const char *file, size_t *n);
void scenarios_free(struct scenario *scenarios, size_t n);

#endif
