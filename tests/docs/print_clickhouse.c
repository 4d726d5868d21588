/* ClickHouse's functions by what may be done with them. */
#include <stdio.h>
#include <string.h>

#include "generate.h"
#include "rewrite/routines/clickhouse_name.h"

/* Names in the file end where the next begins. */
static void print_name(const char *name)
{
    printf("`%.*s` ", (int)strcspn(name, " \n"), name);
}

static void print_rows(bool closed)
{
    struct clickhouse_name name;
    struct str about = {0};
    for (size_t i = 0; clickhouse_name_at(i, &name); i++) {
        if ((name.use == CLICKHOUSE_CLOSED) != closed)
            continue;
        if (name.about.data != about.data)
            printf("%s| %.*s | ", about.size ? "|\n" : "", (int)name.about.size, name.about.data);
        about = name.about;
        print_name(name.name);
    }
    puts("|");
}

void print_clickhouse_open(struct arena *arena)
{
    (void)arena;
    puts("| | functions |\n|---|---|");
    print_rows(false);
}

void print_clickhouse_closed(struct arena *arena)
{
    (void)arena;
    puts("| why | functions |\n|---|---|");
    print_rows(true);
}
