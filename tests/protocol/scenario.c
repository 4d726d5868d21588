/* Reads files of scenarios. Knows nothing of servers. */
#include "scenario.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static void bail_out(const char *file, int line, const char *what)
{
    printf("Bail out! %s:%d: %s\n", file, line, what);
    exit(1);
}

static void add_line(struct scenario *scenario, const char *text)
{
    scenario->lines =
        must(realloc(scenario->lines, (scenario->n_lines + 1) * sizeof *scenario->lines));
    scenario->lines[scenario->n_lines++] = must(strdup(text));
}

static void add_difference(struct scenario *scenario, const char *text)
{
    size_t size = strlen(scenario->difference), more = strlen(text);
    scenario->difference = must(realloc(scenario->difference, size + more + 2));
    memcpy(scenario->difference + size, text, more);
    memcpy(scenario->difference + size + more, "\n", 2);
}

static bool take(const char **text, const char *word)
{
    size_t size = strlen(word);
    if (strncmp(*text, word, size) != 0)
        return false;
    *text += size;
    return true;
}

/* False for a line that is none. */
static bool read_line(struct scenario *scenario, const char *text)
{
    if (strcmp(text, "raw") == 0)
        scenario->is_raw = true;
    else if (strncmp(text, "> ", 2) == 0 || strncmp(text, ">+ ", 3) == 0 ||
             strncmp(text, "wait ", 5) == 0)
        add_line(scenario, text);
    else if (scenario->reason && (strncmp(text, "- ", 2) == 0 || strncmp(text, "+ ", 2) == 0))
        add_difference(scenario, text);
    else if (take(&text, "differs "))
        scenario->reason = must(strdup(text));
    else
        return false;
    return true;
}

struct scenario *scenarios_read(const char *file, size_t *n)
{
    struct scenario *scenarios = NULL;
    FILE *stream = fopen(file, "r");
    char *text = NULL;
    size_t room = 0;
    int line = 0;
    *n = 0;
    if (!stream)
        bail_out(file, 0, "cannot be read");
    while (stream && getline(&text, &room, stream) >= 0) {
        const char *rest = text;
        line++;
        text[strcspn(text, "\n")] = '\0';
        if (!*text || *text == '#')
            continue;
        if (take(&rest, "scenario ")) {
            scenarios = must(realloc(scenarios, (*n + 1) * sizeof *scenarios));
            scenarios[(*n)++] = (struct scenario){.name = must(strdup(rest)),
                                                  .file = file,
                                                  .line = line,
                                                  .difference = must(calloc(1, 1))};
        } else if (!*n || !read_line(&scenarios[*n - 1], text)) {
            bail_out(file, line, "no line of a scenario");
        }
    }
    free(text);
    fclose(stream);
    return scenarios;
}

void scenarios_free(struct scenario *scenarios, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < scenarios[i].n_lines; k++)
            free(scenarios[i].lines[k]);
        free(scenarios[i].lines);
        free((char *)(uintptr_t)scenarios[i].name);
        free((char *)(uintptr_t)scenarios[i].reason);
        free(scenarios[i].difference);
    }
    free(scenarios);
}
