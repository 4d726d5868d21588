/*
 * Asks PostgreSQL and pgpivot random statements and compares the answers:
 *   diff_random POSTGRES_CONNINFO PGPIVOT_CONNINFO SEED:COUNT
 * Statement i has the seed SEED + i, so that SEED:1 asks one again. A failure is one TAP test, with
 * the smallest statement found that fails in the same way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "connection.h"
#include "random_make.h"
#include "random_shrink.h"

#define SECONDS_TO_ANSWER 20
#define SHRINK_TRIES 1500
/* Relative, of what has open digits. */
#define LOOSE 1e-9

enum verdict {
    AGREED,
    AGREED_ON_ERROR,
    REFUSED,
    /* One raised an error of the data (22…, 21…) that the other did not, where PostgreSQL leaves
     * open what is evaluated: conditions, joins, subqueries, set operations. Or both raised one,
     * but another: the order is open too. */
    OPEN_ORDER,
    DISCARDED, /* too much for PostgreSQL */
    FAILED,
    VERDICTS
};

struct outcome {
    enum verdict verdict;
    char how[64];          /* of failures: two that fail the same way have the same text */
    struct buf difference; /* what and both answers */
};

struct run {
    PGconn *postgres, *pgpivot;
    const struct random_words *words;
    struct arena *arena; /* of the statement */
    const char *how;     /* while it shrinks */
    int counts[VERDICTS], n;
};

static const char *state_of(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return "";
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state ? state : "none";
}

static bool is_one_of(const char *state, const char *states)
{
    return *state && strstr(states, state) != NULL;
}

static bool is_data_error(const char *state)
{
    return strncmp(state, "22", 2) == 0 || strncmp(state, "21", 2) == 0;
}

/* A text that names a type or a relation. */
static bool is_name_error(const char *state)
{
    return is_one_of(state, "42704 42P01");
}

/* Limits that docs/differences.md tells: the years 1900 to 2299. */
static bool is_limit(const char *state)
{
    return strcmp(state, "22008") == 0;
}

static enum verdict judge_errors(const char *postgres, const char *pgpivot, unsigned flags)
{
    if (strncmp(postgres, "53", 2) == 0 || is_one_of(postgres, "57014 54001 54000"))
        return DISCARDED;
    if (is_one_of(pgpivot, "0A000 42883 42846"))
        return REFUSED;
    if (strcmp(postgres, pgpivot) == 0)
        return AGREED_ON_ERROR;
    bool is_data = is_data_error(postgres) || is_data_error(pgpivot);
    if (is_data && (is_data_error(postgres) || is_name_error(postgres)) &&
        (is_data_error(pgpivot) || is_name_error(pgpivot)))
        return OPEN_ORDER;
    bool one = is_data_error(*postgres ? postgres : pgpivot) && (!*postgres || !*pgpivot);
    return one && ((flags & TREE_SKIPS) || is_limit(pgpivot)) ? OPEN_ORDER : FAILED;
}

static void judge(const PGresult *expected, const PGresult *actual, unsigned flags,
                  struct outcome *outcome)
{
    struct comparison comparison = {
        .ordered = flags & TREE_ORDERED,
        .tolerance = flags & (TREE_INEXACT | TREE_MERGES) ? LOOSE : COMPARE_DIGITS_15,
        .by_value = flags & (TREE_INEXACT | TREE_MERGES),
    };
    const char *postgres = state_of(expected), *pgpivot = state_of(actual);
    if (*postgres || *pgpivot) {
        /* Without rows nothing may have been evaluated. */
        flags |= !*postgres && PQntuples(expected) == 0 ? TREE_SKIPS : 0;
        outcome->verdict = judge_errors(postgres, pgpivot, flags);
        snprintf(outcome->how, sizeof outcome->how, "PostgreSQL %s, pgpivot %s",
                 *postgres ? postgres : "answers", *pgpivot ? pgpivot : "answers");
    } else {
        bool same = answers_compare(expected, actual, &comparison, &outcome->difference);
        outcome->verdict = same ? AGREED : FAILED;
        const char *words = buf_data(&outcome->difference);
        snprintf(outcome->how, sizeof outcome->how, "different %.*s",
                 (int)(words ? strcspn(words, " :0123456789") : 0), words ? words : "");
    }
    if (outcome->verdict == FAILED)
        answers_print(expected, actual, &outcome->difference);
}

static void reconnect(PGconn *connection, const char *first)
{
    PQreset(connection);
    PQclear(PQexec(connection, first));
}

static const char *text_of(struct arena *arena, const struct tree *statement)
{
    struct buf text;
    buf_init(&text, 4 << 20);
    tree_print(statement, &text);
    struct str printed = buf_str(&text);
    const char *copy = arena_strndup(arena, printed.data ? printed.data : "", printed.size);
    buf_free(&text);
    return copy;
}

/* Asks both. Whatever pgpivot does but answer in time is a failure. */
static void ask(struct run *run, const struct tree *statement, struct outcome *outcome)
{
    const char *sql = text_of(run->arena, statement);
    outcome->verdict = DISCARDED;
    buf_clear(&outcome->difference);
    PGresult *expected = connection_ask(run->postgres, sql, 2 * SECONDS_TO_ANSWER);
    if (!expected) {
        reconnect(run->postgres, "SET statement_timeout = '10s'");
        return;
    }
    PGresult *actual = connection_ask(run->pgpivot, sql, SECONDS_TO_ANSWER);
    if (!actual || PQstatus(run->pgpivot) != CONNECTION_OK) {
        outcome->verdict = FAILED;
        strcpy(outcome->how, actual ? "the connection was closed" : "no answer in time");
        reconnect(run->pgpivot, "");
    } else {
        judge(expected, actual, tree_flags(statement), outcome);
    }
    PQclear(expected);
    PQclear(actual);
}

static bool fails_so(void *owner, const struct tree *statement)
{
    struct run *run = owner;
    struct outcome outcome = {0};
    buf_init(&outcome.difference, 4 << 20);
    ask(run, statement, &outcome);
    bool same = outcome.verdict == FAILED && strcmp(outcome.how, run->how) == 0;
    buf_free(&outcome.difference);
    return same;
}

static void report(struct run *run, struct tree *statement, unsigned long seed,
                   struct outcome *outcome)
{
    char how[sizeof outcome->how];
    strcpy(how, outcome->how);
    run->how = how;
    random_shrink(run->arena, run->words, statement, SHRINK_TRIES, fails_so, run);
    ask(run, statement, outcome);
    printf("not ok %d - seed %lu:1, %s\n", ++run->n, seed, how);
    print_comment(str_of(text_of(run->arena, statement)));
    print_comment(buf_str(&outcome->difference));
    fflush(stdout);
}

static void run_seed(struct run *run, unsigned long seed, bool only_prints)
{
    run->arena = arena_new(64 << 20);
    struct random random = {.arena = run->arena, .words = run->words, .state = seed};
    struct tree *statement = random_statement(&random);
    if (only_prints) {
        printf("%s;\n", text_of(run->arena, statement));
    } else {
        struct outcome outcome = {0};
        buf_init(&outcome.difference, 4 << 20);
        ask(run, statement, &outcome);
        run->counts[outcome.verdict]++;
        if (outcome.verdict == FAILED)
            report(run, statement, seed, &outcome);
        buf_free(&outcome.difference);
    }
    arena_free(run->arena);
}

static void print_counts(const struct run *run, unsigned long seed, unsigned long count)
{
    static const char *const names[] = {
        [AGREED] = "same answers",
        [AGREED_ON_ERROR] = "same errors",
        [REFUSED] = "refused by pgpivot",
        [OPEN_ORDER] = "with an error of one only that the order of evaluation explains",
        [DISCARDED] = "too much for PostgreSQL",
        [FAILED] = "failed",
    };
    printf("# %lu random statements, seeds %lu to %lu:\n", count, seed, seed + count - 1);
    for (int i = 0; i < VERDICTS; i++)
        printf("# %5d (%2.0f%%) %s\n", run->counts[i], 100.0 * run->counts[i] / (double)count,
               names[i]);
}

int main(int argc, char **argv)
{
    unsigned long seed, count;
    if (argc < 4 || sscanf(argv[3], "%lu:%lu", &seed, &count) != 2 || count == 0) {
        fputs("usage: diff_random POSTGRES PGPIVOT SEED:COUNT [--print]\n", stderr);
        return 2;
    }
    struct arena *arena = arena_new(64 << 20);
    struct run run = {.postgres = connection_open(argv[1]), .pgpivot = connection_open(argv[2])};
    run.words = random_words_read(arena, run.postgres);
    if (!run.words) {
        puts("Bail out! the words of random statements");
        return 1;
    }
    PQclear(PQexec(run.postgres, "SET statement_timeout = '10s'"));
    for (unsigned long i = 0; i < count; i++)
        run_seed(&run, seed + i, argc > 4);
    print_counts(&run, seed, count);
    if (run.counts[FAILED] == 0)
        printf("ok %d - %lu random statements from seed %lu\n", ++run.n, count, seed);
    printf("1..%d\n", run.n);
    PQfinish(run.postgres);
    PQfinish(run.pgpivot);
    arena_free(arena);
    return run.counts[FAILED] > 0;
}
