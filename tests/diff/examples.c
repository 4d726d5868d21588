/*
 * Prints a case for each example in the rewriter's data tables, so that no row goes untested. A row
 * with a note says itself that something differs: there numbers count by value.
 */
#include <stdio.h>

#include "rewrite/routines/routine.h"

/* `expected`: what PostgreSQL is asked instead, or NULL. */
static void print_case(const char *what, const char *example, const char *expected,
                       const char *note)
{
    printf("-- why: example of %s\n", what);
    if (expected)
        printf("-- postgres: SELECT %s AS answer\n", expected);
    if (note)
        printf("-- by value: %s\n", note);
    printf("SELECT %s%s\n\n", example, expected ? " AS answer" : "");
}

int main(void)
{
    enum routine_kind kind;
    const struct routine *routine;
    for (size_t i = 0; (routine = routine_at(i, &kind)); i++) {
        if (routine->clickhouse && routine->example)
            print_case(routine->name, routine->example, routine->expected, routine->note);
    }
    for (size_t i = 0; i < casts_count; i++) {
        if (casts[i].clickhouse && casts[i].example)
            print_case("a cast", casts[i].example, NULL, casts[i].note);
    }
    return 0;
}
