/* Parsing: errors with their SQLSTATE and place, and what must never reach the parser. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "rewrite/guard.h"
#include "rewrite/parse.h"

struct parsed {
    struct arena *arena;
    struct err err;
    const PgQuery__ParseResult *tree;
};

static struct parsed parse_str(struct str sql)
{
    struct parsed parsed = {.arena = arena_new((size_t)256 << 20)};
    struct scan scan;
    if (scan_sql(parsed.arena, sql, &scan, &parsed.err))
        parsed.tree = parse_sql(parsed.arena, &scan, &parsed.err);
    return parsed;
}

static void expect_error(const char *sql, const char *sqlstate, int position, const char *message)
{
    struct parsed parsed = parse_str(str_of(sql));
    assert_null(parsed.tree);
    assert_string_equal(parsed.err.sqlstate, sqlstate);
    assert_string_equal(parsed.err.message, message);
    assert_int_equal(parsed.err.position, position);
    arena_free(parsed.arena);
}

static void test_statements_are_unpacked(void **state)
{
    (void)state;
    struct parsed parsed = parse_str(STR("SELECT 1; SELECT 'é' AS b;"));
    assert_non_null(parsed.tree);
    assert_int_equal(parsed.tree->n_stmts, 2);
    assert_int_equal(parsed.tree->stmts[0]->stmt->node_case, PG_QUERY__NODE__NODE_SELECT_STMT);
    arena_free(parsed.arena);
    parsed = parse_str(STR(""));
    assert_non_null(parsed.tree);
    assert_int_equal(parsed.tree->n_stmts, 0);
    arena_free(parsed.arena);
}

static void test_errors_point_at_characters(void **state)
{
    (void)state;
    expect_error("SELEC 1", "42601", 1, "syntax error at or near \"SELEC\"");
    expect_error("SELECT 1 FROM", "42601", 14, "syntax error at end of input");
    expect_error("SELECT 'é€😀' FROM FROM t", "42601", 19, "syntax error at or near \"FROM\"");
    expect_error("SELECT 'é€😀", "42601", 8, "unterminated quoted string at or near \"'é€😀\"");
    expect_error("SELECT 1a", "42601", 8, "trailing junk after numeric literal at or near \"1a\"");
}

static void test_errors_have_the_sqlstate_of_postgresql(void **state)
{
    (void)state;
    expect_error("SELECT CAST(1 AS float(54))", "22023", 24,
                 "precision for type float must be less than 54 bits");
    expect_error("SELECT sum(a) OVER (ROWS UNBOUNDED FOLLOWING) FROM t", "42P20", 26,
                 "frame start cannot be UNBOUNDED FOLLOWING");
    expect_error("CREATE ASSERTION a CHECK (true)", "0A000", 0,
                 "CREATE ASSERTION is not yet implemented");
}

static void test_encoding_is_checked(void **state)
{
    (void)state;
    expect_error("SELECT 'é\xff'", "22021", 10,
                 "invalid byte sequence for encoding \"UTF8\": 0xff");
    expect_error("SELECT '\xed\xa0\x80'", "22021", 9,
                 "invalid byte sequence for encoding \"UTF8\": 0xed");
    expect_error("SELECT '\xe2\x82", "22021", 9,
                 "invalid byte sequence for encoding \"UTF8\": 0xe2");
    struct parsed parsed = parse_str((struct str){"SELECT\0 1", 9});
    assert_null(parsed.tree);
    assert_string_equal(parsed.err.sqlstate, "22021");
    assert_int_equal(parsed.err.position, 7);
    arena_free(parsed.arena);
}

static void test_small_arena_is_an_error(void **state)
{
    (void)state;
    struct arena *arena = arena_new(300);
    struct err err = {0};
    struct scan scan;
    assert_true(scan_sql(arena, STR("SELECT a, b, c FROM t WHERE d"), &scan, &err));
    assert_null(parse_sql(arena, &scan, &err));
    assert_string_equal(err.sqlstate, "53200");
    arena_free(arena);
}

/* A text made of a prefix, `n` times a unit, a middle, `n` times a closing unit, and an end. */
struct shape {
    const char *prefix, *unit, *middle, *close, *end;
};

static void shape_write(const struct shape *shape, int n, struct buf *buf)
{
    buf_clear(buf);
    buf_puts(buf, shape->prefix);
    for (int i = 0; i < n; i++)
        buf_puts(buf, shape->unit);
    buf_puts(buf, shape->middle);
    for (int i = 0; i < n; i++)
        buf_puts(buf, shape->close);
    buf_puts(buf, shape->end);
}

/* Everything that nests or chains: a deep one must be refused, never overflow the stack. */
static const struct shape deep_shapes[] = {
    {"SELECT 1", "+1", "", "", ""},
    {"SELECT a", "||a", "", "", ""},
    {"SELECT ", "- ", "a", "", ""},
    {"SELECT ", "NOT ", "true", "", ""},
    {"SELECT ", "(1+", "1", ")", ""},
    {"SELECT ", "f(", "1", ")", ""},
    {"SELECT ", "f(1, 2, ", "1", ")", ""},
    {"SELECT ", "f(x => ", "1", ")", ""},
    {"SELECT a", "::text", "", "", ""},
    {"SELECT ", "CAST(", "1", " AS text)", ""},
    {"SELECT ", "a::t(", "1", ")", ""},
    {"SELECT ", "a[", "1", "]", ""},
    {"SELECT ", "ARRAY[", "1", "]", ""},
    {"SELECT ARRAY", "[[1], ", "[1]", "]", ""},
    {"SELECT a", " COLLATE \"C\"", "", "", ""},
    {"SELECT a", " AT TIME ZONE 'UTC'", "", "", ""},
    {"SELECT a", " IS NULL", "", "", ""},
    {"SELECT a", " ISNULL", "", "", ""},
    {"SELECT a", " BETWEEN b AND c IS NULL", "", "", ""},
    {"SELECT a", " IN (1) IS TRUE", "", "", ""},
    {"SELECT ", "a IN (1, ", "2", ")", ""},
    {"SELECT ", "(a AND b OR ", "c", " OR d AND e)", ""},
    {"SELECT ", "CASE WHEN a AND b THEN c ELSE ", "d", " END", ""},
    {"SELECT ", "CASE WHEN true AND ", "d", " THEN 1 END", ""},
    {"SELECT ", "CASE ", "d", " WHEN 1 THEN 2 END", ""},
    {"SELECT ", "coalesce(1, ", "d", ")", ""},
    {"SELECT ", "ROW(1, ", "d", ")", ""},
    {"SELECT ", "(1, ", "d", ")", ""},
    {"", "SELECT 1, (", "SELECT 1", ")", ""},
    {"SELECT ", "EXISTS (SELECT 1, 2 WHERE a AND ", "b", ")", ""},
    {"", "SELECT * FROM t, (", "SELECT 1", ") s", ""},
    {"", "SELECT * FROM t JOIN (", "SELECT 1", ") s ON a AND b", ""},
    {"", "SELECT * FROM f(1, (", "SELECT 1", "))", ""},
    {"", "WITH a AS (SELECT 1), b AS (", "SELECT 1", ") SELECT 1, 2", ""},
    {"", "WITH b AS (INSERT INTO t (a, b) ", "SELECT 1", ") SELECT 1, 2", ""},
    {"SELECT 1, 2", " UNION SELECT 1, 2", "", "", ""},
    {"TABLE a", " EXCEPT TABLE b", "", "", ""},
    {"VALUES (1)", " INTERSECT VALUES (2)", "", "", ""},
    {"", "(SELECT 1 UNION ", "SELECT 1", ")", ""},
    {"SELECT * FROM t", " JOIN t USING (a, b)", "", "", ""},
    {"SELECT * FROM t", " CROSS JOIN t", "", "", ""},
    {"SELECT * FROM t", " JOIN t ON a AND b", "", "", ""},
    {"SELECT * FROM t", " JOIN t", "", " ON a AND b", ""},
    {"SELECT * FROM ", "(t NATURAL JOIN ", "t", ")", ""},
    {"SELECT ", "sum(a) OVER (PARTITION BY a, b ORDER BY c, ", "d", ")", ""},
    {"SELECT ", "sum(a ORDER BY b, ", "d", ")", ""},
    {"SELECT ", "sum(a) FILTER (WHERE a AND ", "d", ")", ""},
    {"SELECT a GROUP BY ", "GROUPING SETS (a, ", "d", ")", ""},
    {"SELECT ", "xmlelement(NAME a, xmlattributes(1 AS b, ", "1", " AS c))", ""},
    {"SELECT 1 ", "OPERATOR(pg_catalog.+) 1 ", "", "", ""},
    {"SELECT 1 = ANY (ARRAY[", "1 = ANY (ARRAY[", "1", "])", "])"},
    {"EXPLAIN ", "SELECT (", "SELECT 1", ")", ""},
    {"CREATE SCHEMA s CREATE VIEW v AS ", "SELECT (", "SELECT 1", ")", ""},
    {"", "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1, 2; ", "SELECT 1", "; END", ""},
    {"CREATE TABLE t (a int DEFAULT ", "(1 + ", "1", ")", ")"},
    {"CREATE TABLE t PARTITION OF u FOR VALUES IN (", "(1 + ", "1", ")", ")"},
    {"CREATE RULE r AS ON INSERT TO t DO (SELECT 1; ", "SELECT (", "SELECT 1", ")", ")"},
};

/* Less than half a worker's stack: what passes the guard must fit with room to spare. */
#define SMALL_STACK ((size_t)3 << 20)
#define FAILURE_SIZE 600

static void try_depth(const struct shape *shape, int depth, struct buf *buf, char *failure)
{
    shape_write(shape, depth, buf);
    struct parsed parsed = parse_str(buf_str(buf));
    bool refused = strcmp(parsed.err.sqlstate, "54001") == 0;
    bool parsed_well = parsed.tree != NULL;
    bool right = depth <= 50 ? parsed_well : depth > 1000 ? refused : parsed_well || refused;
    if (!right)
        snprintf(failure, FAILURE_SIZE, "%d times %s: %.400s", depth, shape->unit,
                 parsed.err.message);
    arena_free(parsed.arena);
}

static void *try_depths(void *failure)
{
    static const int depths[] = {3,   50,  100, 150, 200, 248,  300, 330,
                                 400, 490, 700, 950, 998, 1500, 9000};
    struct buf buf;
    buf_init(&buf, GUARD_MAX_TEXT);
    for (size_t i = 0; i < sizeof deep_shapes / sizeof deep_shapes[0]; i++)
        for (size_t j = 0; j < sizeof depths / sizeof depths[0]; j++)
            try_depth(&deep_shapes[i], depths[j], &buf, failure);
    buf_free(&buf);
    return NULL;
}

static void test_depth_is_limited(void **state)
{
    (void)state;
    pthread_attr_t attr;
    pthread_t thread;
    char failure[FAILURE_SIZE] = "";
    pthread_attr_init(&attr);
    assert_int_equal(pthread_attr_setstacksize(&attr, SMALL_STACK), 0);
    assert_int_equal(pthread_create(&thread, &attr, try_depths, failure), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attr);
    assert_string_equal(failure, "");
}

static void test_wide_is_not_deep(void **state)
{
    (void)state;
    static const struct shape shapes[] = {
        {"SELECT a IN (1", ", -2", "", "", ")"},
        {"SELECT a IN ('x'", ", '2020-01-01'::date", "", "", ")"},
        {"SELECT * FROM t WHERE a = 1", " AND b <> -1 * c", "", "", ""},
        {"SELECT * FROM t WHERE a = 1", " OR b BETWEEN 1 AND 2", "", "", ""},
        {"INSERT INTO t VALUES (1, 'a')", ", (-1, NULL)", "", "", ""},
        {"SELECT CASE a", " WHEN 1 THEN 2", "", "", " ELSE 3 END"},
        {"SELECT a", ", sum(b + 1) AS c", "", "", ""},
        {"", "SELECT 1;", "", "", ""},
    };
    struct buf buf;
    buf_init(&buf, GUARD_MAX_TEXT);
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        shape_write(&shapes[i], 10000, &buf);
        struct parsed parsed = parse_str(buf_str(&buf));
        assert_string_equal(parsed.err.message, "");
        assert_non_null(parsed.tree);
        arena_free(parsed.arena);
    }
    buf_free(&buf);
}

static void test_long_text_is_refused(void **state)
{
    (void)state;
    size_t size = GUARD_MAX_TEXT + 1;
    char *text = malloc(size);
    memset(text, ' ', size);
    struct parsed parsed = parse_str((struct str){text, size});
    assert_null(parsed.tree);
    assert_string_equal(parsed.err.sqlstate, "54000");
    arena_free(parsed.arena);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statements_are_unpacked),
        cmocka_unit_test(test_errors_point_at_characters),
        cmocka_unit_test(test_errors_have_the_sqlstate_of_postgresql),
        cmocka_unit_test(test_encoding_is_checked),
        cmocka_unit_test(test_small_arena_is_an_error),
        cmocka_unit_test(test_depth_is_limited),
        cmocka_unit_test(test_wide_is_not_deep),
        cmocka_unit_test(test_long_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
