/* The names of ClickHouse's functions and what may be done with them. Knows no types. */
#include "rewrite/routines/clickhouse_name.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <threads.h>

#include "rewrite/routines/clickhouse_files.h"

#define MAX_NAMES 4096
#define MAX_NAME 64
#define MAX_COMBINATORS 4

static const struct {
    const char *word;
    enum clickhouse_use use;
} uses[] = {
    {"open", CLICKHOUSE_OPEN},     {"volatile", CLICKHOUSE_VOLATILE},
    {"apart", CLICKHOUSE_APART},   {"aggregate", CLICKHOUSE_AGGREGATE},
    {"window", CLICKHOUSE_WINDOW}, {"closed", CLICKHOUSE_CLOSED},
};

/* Those of aggregates whose values are values (manual, "Aggregate function combinators"). */
static const char *const combinators[] = {"If",     "Array",   "Map",    "Distinct", "OrDefault",
                                          "OrNull", "ForEach", "ArgMin", "ArgMax"};

/* A name in the file, which has no end of its own. */
struct entry {
    struct str name, about;
    enum clickhouse_use use;
};

static struct entry entries[MAX_NAMES], by_name[MAX_NAMES];
static size_t n_entries;
static once_flag filled = ONCE_FLAG_INIT;

static int compare(struct str a, struct str b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size ? strncasecmp(a.data, b.data, size) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static int compare_entries(const void *a, const void *b)
{
    return compare(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

/* "closed: they read files": of the names below. */
static void read_header(struct str line, struct entry *entry)
{
    const char *colon = memchr(line.data, ':', line.size);
    size_t size = colon ? (size_t)(colon - line.data) : line.size;
    entry->use = CLICKHOUSE_CLOSED;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        if (str_eq((struct str){line.data, size}, str_of(uses[i].word)))
            entry->use = uses[i].use;
    entry->about = str_skip(line, size + 2 <= line.size ? size + 2 : line.size);
}

static void read_names(struct str line, struct entry *entry)
{
    while (line.size) {
        size_t size = 0;
        while (size < line.size && line.data[size] != ' ')
            size++;
        entry->name = (struct str){line.data, size};
        if (size && n_entries < MAX_NAMES)
            entries[n_entries++] = *entry;
        line = str_skip(line, size + (size < line.size));
    }
}

static void read_file(void)
{
    struct str rest = {clickhouse_files[0].text, clickhouse_files[0].size};
    struct entry entry = {.use = CLICKHOUSE_CLOSED};
    while (rest.size) {
        const char *end = memchr(rest.data, '\n', rest.size);
        size_t size = end ? (size_t)(end - rest.data) : rest.size;
        struct str line = {rest.data, size};
        rest = str_skip(rest, size + (size < rest.size));
        if (!line.size || line.data[0] == '#')
            continue;
        if (line.data[0] == ' ')
            read_names(line, &entry);
        else
            read_header(line, &entry);
    }
    memcpy(by_name, entries, sizeof entries);
    qsort(by_name, n_entries, sizeof *by_name, compare_entries);
}

static const struct entry *find(struct str name)
{
    struct entry wanted = {.name = name};
    call_once(&filled, read_file);
    return bsearch(&wanted, by_name, n_entries, sizeof *by_name, compare_entries);
}

/* How long the name is without its last combinator; its size if it has none. */
static size_t without_combinator(struct str name, const char **combinator)
{
    for (size_t i = 0; i < sizeof combinators / sizeof *combinators; i++) {
        size_t size = strlen(combinators[i]);
        if (name.size <= size ||
            strncasecmp(name.data + name.size - size, combinators[i], size) != 0)
            continue;
        *combinator = combinators[i];
        return name.size - size;
    }
    return name.size;
}

static struct clickhouse_name found(struct arena *arena, const struct entry *entry)
{
    return (struct clickhouse_name){arena_strndup(arena, entry->name.data, entry->name.size),
                                    entry->use, entry->about};
}

struct clickhouse_name clickhouse_name_find(struct arena *arena, const char *name)
{
    struct str rest = str_of(name);
    const char *behind = "", *combinator = "";
    for (int depth = 0; rest.size <= MAX_NAME && depth <= MAX_COMBINATORS; depth++) {
        const struct entry *entry = find(rest);
        if (entry && (!depth || entry->use == CLICKHOUSE_AGGREGATE)) {
            struct clickhouse_name result = found(arena, entry);
            result.name = arena_printf(arena, "%s%s", result.name, behind);
            return result;
        }
        size_t size = without_combinator(rest, &combinator);
        if (size == rest.size)
            break;
        rest.size = size;
        behind = arena_printf(arena, "%s%s", combinator, behind);
    }
    return (struct clickhouse_name){name, CLICKHOUSE_UNKNOWN, {0}};
}

bool clickhouse_name_at(size_t index, struct clickhouse_name *name)
{
    call_once(&filled, read_file);
    if (index >= n_entries)
        return false;
    *name = (struct clickhouse_name){entries[index].name.data, entries[index].use,
                                     entries[index].about};
    return true;
}
