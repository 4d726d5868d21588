/*
 * Scenarios of the protocol on PostgreSQL and on pgpivot (TAP): every message that comes back must
 * be the same, but for the differences that a scenario gives a reason for.
 *
 *     transcripts [--update] [--filter TEXT] POSTGRES_HOST PORT PGPIVOT_HOST PORT FILE…
 *
 * --update prints the differences as they have to stand in the files. The files: scenario.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client_messages.h"
#include "lines.h"
#include "scenario.h"
#include "server_messages.h"
#include "sides.h"

#define LIMIT ((size_t)256 << 20)

/* --- one side --- */

static bool starts_with_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    return strncmp(text, word, size) == 0 && (!text[size] || text[size] == ' ');
}

/* The types that end what answers a message; NULL: it has no answer to wait for. */
static const char *answer_end(const char *message)
{
    static const struct {
        const char *word, *types;
    } ends[] = {{"Query", "ZGW"},       {"Sync", "Z"},           {"FunctionCall", "Z"},
                {"Startup", "ZE"},      {"Startup3.2", "ZE"},    {"SSLRequest", "?"},
                {"GSSENCRequest", "?"}, {"CancelRequest", "\1"}, {"Terminate", "\1"}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (starts_with_word(message, ends[i].word))
            return ends[i].types;
    }
    return NULL;
}

static void send_line(struct side *side, const char *line)
{
    struct buf bytes;
    bool waits = line[1] == ' ';
    const char *message = line + (waits ? 2 : 3), *types = answer_end(message);
    buf_init(&bytes, LIMIT);
    if (starts_with_word(message, "SSLRequest") || starts_with_word(message, "GSSENCRequest"))
        side->raw_answers++;
    if (!client_message_encode(&bytes, message))
        buf_printf(&side->trace, "cannot read: %s\n", message);
    side_send(side, buf_str(&bytes));
    buf_free(&bytes);
    if (waits && types)
        side_wait(side, types);
}

static void wait_line(struct side *side, const char *name)
{
    char types[2] = {server_messages_type_named(name)};
    if (types[0])
        side_wait(side, types);
    else
        buf_printf(&side->trace, "no message is called %s\n", name);
}

static bool run_side(struct side *side, const struct scenario *scenario)
{
    if (!side_open(side))
        return false;
    if (!scenario->is_raw) {
        send_line(side, "> Startup user=guest database=pivot");
        buf_clear(&side->trace);
    }
    for (size_t i = 0; i < scenario->n_lines; i++) {
        const char *line = scenario->lines[i];
        buf_printf(&side->trace, "%.300s\n", line);
        if (line[0] == '>')
            send_line(side, line);
        else
            wait_line(side, line + 5);
    }
    send_line(side, "> Terminate");
    side_close(side);
    return true;
}

/* --- both --- */

static bool runs_on(struct side *side, const struct scenario *scenario)
{
    if (run_side(side, scenario))
        return true;
    printf("# cannot connect to %s\n", side->host);
    return false;
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void print_comments(const char *text)
{
    for (; *text; text += strcspn(text, "\n"), text += *text == '\n')
        printf("# %.*s\n", (int)strcspn(text, "\n"), text);
}

static void update(const struct scenario *scenario, const char *difference)
{
    printf("# %s:%d\n%s", scenario->file, scenario->line, difference);
}

/* The lines of the trace are what differs in a scenario: what was sent is the same. */
static bool compare(const struct scenario *scenario, struct side sides[2], struct buf *difference)
{
    bool fine = runs_on(&sides[0], scenario) && runs_on(&sides[1], scenario);
    if (!fine)
        return false;
    lines_compare(difference, buf_str(&sides[0].trace), buf_str(&sides[1].trace));
    return str_eq(buf_str(difference), str_of(scenario->difference));
}

static void run(const struct scenario *scenario, struct side sides[2], int number, bool updates)
{
    struct buf difference;
    buf_init(&difference, LIMIT);
    bool fine = compare(scenario, sides, &difference);
    buf_putc(&difference, '\0');
    printf("%s %d - %s: %s\n", fine ? "ok" : "not ok", number, file_name(scenario->file),
           scenario->name);
    if (!fine && updates)
        update(scenario, buf_data(&difference));
    if (!fine && !updates) {
        print_comments(buf_data(&difference));
        if (scenario->reason)
            printf("# that is not the difference that %s:%d lists\n", scenario->file,
                   scenario->line);
    }
    fflush(stdout);
    buf_free(&difference);
}

int main(int argc, char **argv)
{
    bool updates = false;
    const char *filter = "";
    int at = 1, number = 0;
    for (; at < argc && argv[at][0] == '-'; at++) {
        if (strcmp(argv[at], "--update") == 0)
            updates = true;
        else if (strcmp(argv[at], "--filter") == 0 && at + 1 < argc)
            filter = argv[++at];
    }
    if (argc - at < 5) {
        fprintf(stderr,
                "usage: transcripts [--update] [--filter TEXT] HOST PORT HOST PORT FILE…\n");
        return 2;
    }
    struct side sides[2];
    side_init(&sides[0], argv[at], argv[at + 1]);
    side_init(&sides[1], argv[at + 2], argv[at + 3]);
    for (at += 4; at < argc; at++) {
        size_t n;
        struct scenario *scenarios = scenarios_read(argv[at], &n);
        for (size_t i = 0; i < n; i++) {
            if (strstr(scenarios[i].name, filter))
                run(&scenarios[i], sides, ++number, updates);
        }
        scenarios_free(scenarios, n);
    }
    side_free(&sides[0]);
    side_free(&sides[1]);
    printf("1..%d\n", number);
    return 0;
}
