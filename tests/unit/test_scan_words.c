/* Text that PostgreSQL's own grammar takes is no pivot's, whatever is named pivot in it: the
 * statements of tests/diff/cases with words put in at random, the same each time. Argument: a
 * pattern of the files' names. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "rewrite/parse.h"

#define ROUNDS 12

static const char *const words[] = {"pivot",   "unpivot",     "PIVOT",
                                    "Unpivot", "pivot_wider", "pivot_longer"};

struct corpus {
    glob_t files;
    uint64_t random;
    size_t n_plain, n_other; /* texts that the grammar takes; others */
};

static struct corpus corpus;

static size_t below(size_t n)
{
    corpus.random ^= corpus.random << 13;
    corpus.random ^= corpus.random >> 7;
    corpus.random ^= corpus.random << 17;
    return (size_t)(corpus.random % n);
}

/* What the grammar takes comes out as it went in; and what the pass makes is never taken for
 * what it was not. */
static void check(struct str sql)
{
    struct arena *arena = arena_new((size_t)64 << 20);
    struct err err = {0};
    const char *text = arena_strndup(arena, sql.data, sql.size);
    struct scan plain = {.text = {text, sql.size}, .source = {text, sql.size}}, scan;
    if (parse_sql(arena, &plain, &err)) {
        corpus.n_plain++;
        err_clear(&err);
        if (!scan_sql(arena, plain.source, &scan, &err))
            fail_msg("%s: %s", text, err.message);
        if (scan.text.size != sql.size || memcmp(scan.text.data, text, sql.size) != 0)
            fail_msg("%s became %s", text, scan.text.data);
    } else {
        corpus.n_other++;
    }
    arena_free(arena);
}

static bool is_word(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Each word is now and then another one, or has another one behind it. */
static void mutate(struct buf *out, const char *sql)
{
    buf_clear(out);
    for (const char *at = sql; *at;) {
        size_t size = 1;
        while (is_word(*at) && is_word(at[size]))
            size++;
        bool changes = is_word(*at) && below(8) == 0, stays = !changes || below(2) == 0;
        if (stays)
            buf_append(out, at, size);
        if (changes)
            buf_printf(out, "%s%s", stays ? " " : "", words[below(sizeof words / sizeof *words)]);
        at += size;
    }
}

/* A statement is changed alike, whatever others there are. */
static uint64_t seed_of(const char *sql)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (; *sql; sql++)
        hash = (hash ^ (unsigned char)*sql) * 1099511628211u;
    return hash | 1;
}

static void check_statement(const char *sql)
{
    struct buf mutated;
    buf_init(&mutated, (size_t)1 << 20);
    corpus.random = seed_of(sql);
    check(str_of(sql));
    for (size_t i = 0; i < ROUNDS; i++) {
        mutate(&mutated, sql);
        check((struct str){buf_data(&mutated), buf_size(&mutated)});
    }
    buf_free(&mutated);
}

/* The lines of a case but its remarks; what PostgreSQL is asked instead counts too. */
static void check_line(struct buf *statement, const char *line)
{
    static const char postgres[] = "-- postgres: ";
    if (strncmp(line, postgres, sizeof postgres - 1) == 0)
        check_statement(line + sizeof postgres - 1);
    else if (strncmp(line, "--", 2) != 0)
        buf_puts(statement, line);
    if (line[0] != '\n')
        return;
    buf_putc(statement, '\0');
    if (buf_size(statement) > 2)
        check_statement(buf_data(statement));
    buf_clear(statement);
}

static void check_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0;
    struct buf statement;
    assert_non_null(file);
    buf_init(&statement, (size_t)1 << 20);
    while (getline(&line, &capacity, file) >= 0)
        check_line(&statement, line);
    check_line(&statement, "\n");
    buf_free(&statement);
    free(line);
    fclose(file);
}

static void test_words_stay_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < corpus.files.gl_pathc; i++)
        check_file(corpus.files.gl_pathv[i]);
    assert_true(corpus.n_plain > 5000);
    assert_true(corpus.n_other > 1000);
    print_message("# %zu texts are PostgreSQL's, %zu are not\n", corpus.n_plain, corpus.n_other);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words_stay_words)};
    if (argc != 2 || glob(argv[1], 0, NULL, &corpus.files) != 0)
        return 2;
    int status = cmocka_run_group_tests(tests, NULL, NULL);
    globfree(&corpus.files);
    return status;
}
