/*
 * Prints a document: its template, with lines "@name@" replaced by tables made from the data that
 * the program itself runs on, and "@pg(ClickHouse type)@" by a PostgreSQL type. Writes no prose.
 */
#include "generate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backend/type_name.h"
#include "base/pgtype.h"

#define MEMORY ((size_t)16 << 20)
#define TYPE_OPEN "@pg("
#define TYPE_CLOSE ")@"

struct document {
    const char *name;
    struct arena *arena;
    bool has_types;
    bool seen[CH_SIMPLE_AGGREGATE_FUNCTION + 1]; /* kinds of type that were named */
};

static void fail(const struct document *document, const char *what, const char *which)
{
    fprintf(stderr, "%s: %s%s\n", document->name, what, which);
    exit(1);
}

static void mark_seen(struct document *document, const struct chtype *type)
{
    document->seen[type->kind] = true;
    for (size_t i = 0; i < type->n_args; i++)
        mark_seen(document, type->args[i]);
}

static void print_pg_type(struct document *document, const char *name, size_t size)
{
    const struct chtype *type =
        type_name_parse(document->arena, (struct str){.data = name, .size = size});
    struct chtype_pg pg = chtype_to_pg(type);
    if (type->kind == CH_OTHER)
        fail(document, "no such ClickHouse type: ", type->text);
    document->has_types = true;
    mark_seen(document, type);
    if (pg.oid == 0)
        printf("none: 0A000");
    else if (pg.oid == PG_NUMERIC && pg.typmod >= 0)
        printf("`numeric(%d,%d)`", pgtype_numeric_precision(pg.typmod),
               pgtype_numeric_scale(pg.typmod));
    else if ((pg.oid == PG_TIMESTAMP || pg.oid == PG_TIME) && pg.typmod >= 0)
        printf("`%s(%d)`", type_label(pg.oid), pg.typmod);
    else
        print_code(type_label(pg.oid));
}

static void print_line(struct document *document, const char *line)
{
    const char *open;
    while ((open = strstr(line, TYPE_OPEN)) != NULL) {
        const char *name = open + strlen(TYPE_OPEN);
        const char *close = strstr(name, TYPE_CLOSE);
        if (!close)
            fail(document, "not closed: ", open);
        printf("%.*s", (int)(open - line), line);
        print_pg_type(document, name, (size_t)(close - name));
        line = close + strlen(TYPE_CLOSE);
    }
    fputs(line, stdout);
}

/* The section that the line is the name of, or NULL. */
static const struct section *find_section(const char *line)
{
    for (const struct section *section = sections; section->name; section++) {
        size_t size = strlen(section->name);
        if (line[0] == '@' && strncmp(line + 1, section->name, size) == 0 &&
            strcmp(line + 1 + size, "@\n") == 0)
            return section;
    }
    return NULL;
}

/* A document that names types names each kind: a new one cannot be forgotten. */
static void check_types(const struct document *document)
{
    for (int kind = CH_NOTHING; document->has_types && kind <= CH_SIMPLE_AGGREGATE_FUNCTION; kind++)
        if (!document->seen[kind]) {
            char number[16];
            snprintf(number, sizeof number, "%d", kind);
            fail(document, "names no type of enum chtype_kind ", number);
        }
}

static void print_document(struct document *document, FILE *template)
{
    char line[4096];
    while (fgets(line, sizeof line, template)) {
        const struct section *section = find_section(line);
        if (section)
            section->print(document->arena);
        else if (line[0] == '@' && strncmp(line, TYPE_OPEN, strlen(TYPE_OPEN)) != 0)
            fail(document, "no such section: ", line);
        else
            print_line(document, line);
    }
    check_types(document);
}

int main(int argc, char **argv)
{
    FILE *template = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!template) {
        fprintf(stderr, "usage: generate_docs TEMPLATE\n");
        return 2;
    }
    struct document document = {.name = argv[1], .arena = arena_new(MEMORY)};
    print_document(&document, template);
    arena_free(document.arena);
    fclose(template);
    return fflush(stdout) == 0 ? 0 : 1;
}
