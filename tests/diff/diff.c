/*
 * Asks PostgreSQL and pgpivot the same and compares the answers, one TAP test a case:
 *   diff POSTGRES_CONNINFO PGPIVOT_CONNINFO [--case FILE:LINE | --filter TEXT] CASE_FILE …
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "case.h"
#include "compare.h"
#include "connection.h"

struct run {
    PGconn *postgres, *pgpivot;
    const char *only_case, *filter;
    int n, failed;
};

/* Whether ORDER BY stands outside all parentheses and strings, where it orders the result. */
static bool has_order_by(const char *sql)
{
    int depth = 0;
    for (char quote = 0; *sql; sql++) {
        if (quote) {
            quote = *sql == quote ? 0 : quote;
        } else if (*sql == '\'' || *sql == '"') {
            quote = *sql;
        } else if (*sql == '(' || *sql == ')') {
            depth += *sql == '(' ? 1 : -1;
        } else if (depth == 0 && strncasecmp(sql, "ORDER BY", 8) == 0) {
            return true;
        }
    }
    return false;
}

static struct comparison comparison_of(const struct diff_case *item)
{
    return (struct comparison){
        .ordered = has_order_by(item->postgres ? item->postgres : item->sql),
        .tolerance = item->tolerance ? strtod(item->tolerance, NULL) : COMPARE_DIGITS_15,
        .within = item->within ? strtod(item->within, NULL) : 0,
        .by_value = item->by_value != NULL,
        .message = item->message != NULL,
        .shape = item->shape != NULL,
    };
}

static bool is_refusal(const PGresult *result)
{
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return sqlstate && strcmp(sqlstate, "0A000") == 0;
}

/* Compares, and says what is wrong with the outcome; true: nothing. */
static bool judge(const struct diff_case *item, const PGresult *expected, const PGresult *actual,
                  struct buf *wrong)
{
    struct comparison comparison = comparison_of(item);
    if (item->refused) {
        if (!is_refusal(actual))
            buf_printf(wrong, "is no longer refused (%s)\n", item->refused);
        return is_refusal(actual);
    }
    size_t before = buf_size(wrong);
    bool same = answers_compare(expected, actual, &comparison, wrong);
    if (!item->differs)
        return same;
    if (same)
        buf_printf(wrong, "no longer differs (%s)\n", item->differs);
    else
        wrong->end = wrong->start + before;
    return !same;
}

static bool explain_says(PGconn *pgpivot, const char *sql, const char *words, struct arena *arena)
{
    PGresult *plan = PQexec(pgpivot, arena_printf(arena, "EXPLAIN %s", sql));
    bool found = false;
    for (int i = 0; i < PQntuples(plan); i++)
        found |= strstr(PQgetvalue(plan, i, 0), words) != NULL;
    PQclear(plan);
    return found;
}

static bool set(PGconn *pgpivot, struct arena *arena, const char *assignment, struct buf *wrong)
{
    PGresult *result = PQexec(pgpivot, arena_printf(arena, "SET %s", assignment));
    bool fine = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!fine)
        buf_printf(wrong, "SET %s: %s", assignment, PQresultErrorMessage(result));
    PQclear(result);
    return fine;
}

static bool set_zone(struct run *run, struct arena *arena, const char *zone, struct buf *wrong)
{
    const char *assignment = arena_printf(arena, "TimeZone = '%s'", zone);
    return set(run->postgres, arena, assignment, wrong) &&
           set(run->pgpivot, arena, assignment, wrong);
}

static bool check_explain(PGconn *pgpivot, struct arena *arena, const struct diff_case *item,
                          struct buf *wrong)
{
    bool is_none = strcmp(item->rollup, "none") == 0;
    bool found = explain_says(pgpivot, item->sql, is_none ? ": answers" : item->rollup, arena);
    if (found == is_none)
        buf_printf(wrong, "EXPLAIN does not say: %s\n", item->rollup);
    return found != is_none;
}

/* With the rollups off, on, and named by EXPLAIN; otherwise once. */
static bool run_pgpivot(struct run *run, struct arena *arena, const struct diff_case *item,
                        const PGresult *expected, struct buf *wrong)
{
    static const char *const modes[] = {"pivot.rollups = on", "pivot.rollups = off"};
    bool fine = !item->set || set(run->pgpivot, arena, item->set, wrong);
    for (int i = 0; fine && i < (item->rollup ? 2 : 1); i++) {
        fine = !item->rollup || set(run->pgpivot, arena, modes[i], wrong);
        if (fine && item->rollup && i == 0)
            fine = check_explain(run->pgpivot, arena, item, wrong);
        PGresult *actual = PQexec(run->pgpivot, item->sql);
        fine = judge(item, expected, actual, wrong) && fine;
        if (!fine)
            answers_print(expected, actual, wrong);
        PQclear(actual);
    }
    if (item->set || item->rollup)
        PQclear(PQexec(run->pgpivot, "RESET ALL"));
    return fine;
}

/* What a report's line may hold: '#' starts a directive of TAP. */
static void print_title(const struct diff_case *item)
{
    printf("%s:%d ", item->file, item->line);
    for (const char *c = item->why ? item->why : item->sql; *c; c++)
        putchar(*c == '#' || iscntrl((unsigned char)*c) ? ' ' : *c);
    putchar('\n');
}

static void run_case(struct run *run, const struct diff_case *item)
{
    struct arena *arena = arena_new(64 << 20);
    struct buf wrong;
    buf_init(&wrong, 4 << 20);
    bool fine = !item->zone || set_zone(run, arena, item->zone, &wrong);
    PGresult *expected = PQexec(run->postgres, item->postgres ? item->postgres : item->sql);
    fine = run_pgpivot(run, arena, item, expected, &wrong) && fine;
    if (item->zone)
        set_zone(run, arena, "UTC", &wrong);
    if (PQstatus(run->pgpivot) != CONNECTION_OK) {
        buf_puts(&wrong, "pgpivot closed the connection\n");
        fine = false;
        PQreset(run->pgpivot);
    }
    printf("%s %d - ", fine ? "ok" : "not ok", ++run->n);
    print_title(item);
    if (!fine) {
        print_comment(str_of(item->sql));
        print_comment(buf_str(&wrong));
        run->failed++;
    }
    fflush(stdout);
    PQclear(expected);
    buf_free(&wrong);
    arena_free(arena);
}

static bool is_chosen(const struct run *run, const struct diff_case *item)
{
    char place[256];
    snprintf(place, sizeof place, "%s:%d", item->file, item->line);
    return (!run->only_case || strcmp(run->only_case, place) == 0) &&
           (!run->filter || strstr(place, run->filter) || strcasestr(item->sql, run->filter) ||
            (item->why && strcasestr(item->why, run->filter)));
}

/* A case that an earlier file has with its own options comes once. */
static bool is_repeated(const struct list *cases, size_t index)
{
    const struct diff_case *item = cases->items[index];
    for (size_t i = 0; i < index; i++) {
        const struct diff_case *earlier = cases->items[i];
        if (strcmp(earlier->file, item->file) != 0 && strcmp(earlier->sql, item->sql) == 0)
            return true;
    }
    return false;
}

static bool read_arguments(struct run *run, struct arena *arena, char **argument,
                           struct list *cases)
{
    for (; *argument; argument++) {
        bool is_option = strncmp(*argument, "--", 2) == 0;
        if (is_option && !argument[1])
            return false;
        if (strcmp(*argument, "--case") == 0)
            run->only_case = *++argument;
        else if (strcmp(*argument, "--filter") == 0)
            run->filter = *++argument;
        else if (is_option || !case_file_read(arena, *argument, cases))
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new(64 << 20);
    struct list cases = {0};
    struct run run = {0};
    if (argc < 4 || !read_arguments(&run, arena, argv + 3, &cases)) {
        fputs("usage: diff POSTGRES PGPIVOT [--case FILE:LINE | --filter TEXT] FILE…\n", stderr);
        return 2;
    }
    run.postgres = connection_open(argv[1]);
    run.pgpivot = connection_open(argv[2]);
    for (size_t i = 0; i < cases.n; i++) {
        if (is_chosen(&run, cases.items[i]) && !is_repeated(&cases, i))
            run_case(&run, cases.items[i]);
    }
    printf("1..%d\n", run.n);
    PQfinish(run.postgres);
    PQfinish(run.pgpivot);
    arena_free(arena);
    return run.failed > 0;
}
