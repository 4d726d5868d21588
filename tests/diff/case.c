/* Reads case files. Knows nothing of servers. */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case.h"

#define OPTION(name, field)                                                                        \
    {                                                                                              \
        name, offsetof(struct diff_case, field)                                                    \
    }
static const struct option {
    const char *name;
    size_t field;
} options[] = {
    OPTION("why", why),           OPTION("postgres", postgres), OPTION("differs", differs),
    OPTION("refused", refused),   OPTION("message", message),   OPTION("tolerance", tolerance),
    OPTION("by value", by_value), OPTION("set", set),           OPTION("rollup", rollup),
    OPTION("shape", shape),       OPTION("zone", zone),         OPTION("within", within),
};

struct reader {
    struct arena *arena;
    const char *file;
    int line;
    struct diff_case *block; /* NULL between blocks */
};

static const char *join_lines(struct arena *arena, const char *first, const char *second)
{
    return first ? arena_printf(arena, "%s\n%s", first, second) : second;
}

/* "-- name: value" */
static bool read_option(struct reader *reader, const char *text)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        size_t n = strlen(options[i].name);
        if (strncmp(text, options[i].name, n) != 0 || text[n] != ':')
            continue;
        text += n + 1;
        const char **field = (const char **)(void *)((char *)reader->block + options[i].field);
        *field = join_lines(reader->arena, *field,
                            arena_strdup(reader->arena, text + strspn(text, " ")));
        return true;
    }
    fprintf(stderr, "%s:%d: no such option: %s\n", reader->file, reader->line, text);
    return false;
}

static void end_block(struct reader *reader, struct list *cases)
{
    if (reader->block && reader->block->sql)
        list_add(reader->arena, cases, reader->block);
    reader->block = NULL;
}

static bool read_line(struct reader *reader, const char *text, struct list *cases)
{
    reader->line++;
    if (!*text) {
        end_block(reader, cases);
        return true;
    }
    if (!reader->block) {
        reader->block = ARENA_NEW(reader->arena, struct diff_case);
        reader->block->file = reader->file;
    }
    if (strncmp(text, "-- ", 3) == 0 && !reader->block->sql)
        return read_option(reader, text + 3);
    if (!reader->block->sql)
        reader->block->line = reader->line;
    reader->block->sql =
        join_lines(reader->arena, reader->block->sql, arena_strdup(reader->arena, text));
    return true;
}

bool case_file_read(struct arena *arena, const char *path, struct list *cases)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return false;
    }
    const char *slash = strrchr(path, '/');
    struct reader reader = {arena, arena_strdup(arena, slash ? slash + 1 : path), 0, NULL};
    char *text = NULL;
    size_t capacity = 0;
    bool fine = true;
    while (fine && getline(&text, &capacity, file) >= 0) {
        text[strcspn(text, "\n")] = '\0';
        fine = read_line(&reader, text, cases);
    }
    end_block(&reader, cases);
    free(text);
    fclose(file);
    return fine;
}
