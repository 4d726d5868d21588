/*
 * Prints what sqlsmith may call, a row of the rewriter's tables a line: f, o or a (function,
 * operator, aggregate), the name and the types of the arguments as {oid,…}; {} where any will do.
 * Rows that want constants are left out.
 */
#include <stdio.h>

#include "rewrite/routines/routine.h"

static void print_types(const struct routine *row)
{
    for (int i = 0; i < row->n_args; i++) {
        if (row->args[i] == PG_ANY) {
            puts("{}");
            return;
        }
    }
    putchar('{');
    for (int i = 0; i < row->n_args; i++)
        printf("%s%u", i ? "," : "", row->args[i]);
    puts("}");
}

int main(void)
{
    static const char letters[] = {
        [ROUTINE_FUNCTION] = 'f', [ROUTINE_OPERATOR] = 'o', [ROUTINE_AGGREGATE] = 'a'};
    enum routine_kind kind;
    const struct routine *row;
    for (size_t i = 0; (row = routine_at(i, &kind)); i++) {
        if (kind > ROUTINE_AGGREGATE || !row->clickhouse || row->literal || row->constant_arg ||
            row->regex != REGEX_NONE)
            continue;
        printf("%c\t%s\t", letters[kind], row->name);
        print_types(row);
    }
    return 0;
}
