/* The pivot syntax on PostgreSQL's tokens: what is ours, what it becomes, and where errors point.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rewrite/parse.h"

static int setup(void **state)
{
    *state = arena_new((size_t)16 << 20);
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void expect_text(struct arena *arena, const char *sql, const char *expected)
{
    struct err err = {0};
    struct scan scan;
    if (!scan_sql(arena, str_of(sql), &scan, &err))
        fail_msg("%s: %s", sql, err.message);
    assert_string_equal(scan.text.data, expected);
    assert_int_equal(scan.text.size, strlen(expected));
    if (!parse_sql(arena, &scan, &err))
        fail_msg("%s: %s", expected, err.message);
}

static void expect_error(struct arena *arena, const char *sql, const char *sqlstate, int position,
                         const char *message)
{
    struct err err = {0};
    struct scan scan;
    bool ok = scan_sql(arena, str_of(sql), &scan, &err) && parse_sql(arena, &scan, &err) != NULL;
    if (ok)
        fail_msg("%s: accepted as %s", sql, scan.text.data);
    assert_string_equal(err.message, message);
    assert_string_equal(err.sqlstate, sqlstate);
    assert_int_equal(err.position, position);
}

static void test_plain_postgresql_stays(void **state)
{
    static const char *const plain[] = {
        "SELECT 1",
        "SELECT  a -- a comment\n FROM t;",
        "SELECT pivot(1), unpivot FROM pivot pivot",
        "SELECT a.pivot FROM t PIVOT (a, b)",
        "SELECT * FROM pivot (1) AS p",
        "SELECT \"PIVOT\" FROM t JOIN pivot ON true",
        "SELECT (pivot) + 1, f(pivot, 2) FROM (pivot t JOIN u ON true)",
        "SELECT 'a PIVOT (sum(x) FOR y IN (1))' /* t PIVOT (sum(x) FOR y IN (1)) */ FROM t",
        "CREATE TABLE t (pivot int, unpivot text)",
        "SELECT substring(pivot FROM 1 FOR 2) FROM pivot",
        "SELECT * FROM a JOIN b pivot USING (k)",
        "EXPLAIN ANALYZE VERBOSE SELECT 1 AS pivot",
        "ANALYZE pivot",
        "SELECT v FROM (VALUES (1)) AS pivot (v) GROUP BY v",
        "SELECT v FROM a JOIN (VALUES (1)) AS unpivot (v, w) ON v = w",
        "ANALYZE VERBOSE unpivot",
        "VACUUM ANALYZE pivot",
        "SELECT * FROM f() AS (pivot int)",
    };
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        expect_text(*state, plain[i], plain[i]);
}

static void test_brackets_and_backquotes(void **state)
{
    expect_text(
        *state, "SELECT [a], `b c`, x[1] FROM [t] PIVOT (sum([n]) FOR [k] IN ([O'Brien]))",
        "SELECT \"a\", \"b c\", x[1] FROM \"t\" CROSS JOIN LATERAL (SELECT sum(\"n\")  FROM "
        "\"$pivot$list\"(\"k\" , (SELECT \"O'Brien\")), \"$pivot$cells\"('sum(\"n\")') ) "
        "AS \"$pivot1\" ");
    /* Behind a name whose marks stand once are blanks, so that the error is where it was. */
    expect_error(*state, "SELECT [a]]b], `ä``` FROM t PIVOT (sum(n) FOR k IN ()) p", "42601", 53,
                 "the list of values of a PIVOT cannot be empty");
    /* Without a pivot they are PostgreSQL's errors. */
    expect_error(*state, "SELECT [a] FROM pivot", "42601", 8, "syntax error at or near \"[\"");
    /* Not closed, or with a quote inside. */
    expect_error(*state, "SELECT [a FROM t PIVOT (sum(n) FOR k IN (1))", "42601", 8,
                 "syntax error at or near \"[\"");
}

static void test_clause_becomes_lateral_subselect(void **state)
{
    expect_text(*state,
                "SELECT * FROM t PIVOT (sum(n) AS s, count(*) FOR a IN ('x' AS e, 'y')) AS p",
                "SELECT * FROM t CROSS JOIN LATERAL (SELECT sum(n) AS s, count(*)  FROM "
                "\"$pivot$list\"(a , (SELECT 'x' AS e, 'y')), "
                "\"$pivot$cells\"('sum(n) as s', 'count(*)') ) AS p");
    expect_text(*state,
                "SELECT * FROM t PIVOT (sum(n) FOR a IN ('x') b IN (1,2) FOR (c, d) IN ((1,2)) "
                "GROUP BY r, s DEFAULT ON NULL (0)) p (a, b) ORDER BY 1",
                "SELECT * FROM t CROSS JOIN LATERAL (SELECT sum(n)  FROM "
                "\"$pivot$list\"(a , (SELECT 'x')), \"$pivot$list\"(b , (SELECT 1,2)), "
                "\"$pivot$list\"((c, d) , (SELECT (1,2))), \"$pivot$cells\"('sum(n)'), "
                "\"$pivot$default\"(0) GROUP BY r, s ) p (a, b) ORDER BY 1");
    expect_text(*state,
                "SELECT * FROM t PIVOT (sum(n) FOR a IN (1) DEFAULT ON NULL (0) GROUP BY r) p",
                "SELECT * FROM t CROSS JOIN LATERAL (SELECT sum(n)  FROM \"$pivot$list\"(a , "
                "(SELECT 1)), \"$pivot$cells\"('sum(n)'), \"$pivot$default\"(0) GROUP BY r) p");
}

#define COUNT_IN_LIST(key, values)                                                                 \
    "CROSS JOIN LATERAL (SELECT count(*)  FROM \"$pivot$list\"(" key " , (SELECT " values          \
    ")), \"$pivot$cells\"('count(*)') )"

static void test_missing_aliases_are_made_up(void **state)
{
    expect_text(*state, "SELECT * FROM (SELECT 1 AS a) PIVOT (count(*) FOR a IN (1)), u",
                "SELECT * FROM (SELECT 1 AS a) AS \"$source1\" " COUNT_IN_LIST(
                    "a", "1") " AS \"$pivot2\" , u");
    expect_text(*state, "TABLE t; SELECT * FROM f(1) pivot (count(*) for a in (1))",
                "TABLE t; SELECT * FROM f(1) " COUNT_IN_LIST("a", "1") " AS \"$pivot1\" ");
    expect_text(*state,
                "SELECT * FROM t PIVOT (count(*) FOR a IN (1)) PIVOT (count(*) FOR b IN (2)) "
                "WHERE true",
                "SELECT * FROM t " COUNT_IN_LIST("a", "1") " AS \"$pivot1\"  " COUNT_IN_LIST(
                    "b", "2") " AS \"$pivot2\"  WHERE true");
    expect_text(*state,
                "SELECT * FROM ((SELECT 1 a) UNION (SELECT 2)) PIVOT (count(*) FOR a IN (1))",
                "SELECT * FROM ((SELECT 1 a) UNION (SELECT 2)) AS \"$source1\" " COUNT_IN_LIST(
                    "a", "1") " AS \"$pivot2\" ");
    expect_text(*state, "SELECT * FROM (a JOIN b ON true) PIVOT (count(*) FOR c IN (1)) p",
                "SELECT * FROM (a JOIN b ON true) " COUNT_IN_LIST("c", "1") " p");
}

static void test_keywords_can_be_bare_labels(void **state)
{
    expect_text(*state,
                "SELECT * FROM t PIVOT (count(*) FOR a IN (2012 year, 'x' day, -1 neg, NULL "
                "\"n\", INTERVAL '1' day, DATE '2020-01-01' month)) p",
                "SELECT * FROM t " COUNT_IN_LIST(
                    "a", "2012 AS year, 'x' AS day, -1 neg, NULL \"n\", INTERVAL '1' day, "
                         "DATE '2020-01-01' AS month") " p");
}

static void test_names_as_values_keep_their_spelling(void **state)
{
    expect_text(*state,
                "SELECT * FROM t PIVOT (count(*) FOR a IN (EMEA, Apac AS x, Day y, "
                "\"Q\", Date '2020-01-01', f(A))) p",
                "SELECT * FROM t " COUNT_IN_LIST("a", "\"EMEA\", \"Apac\" AS x, \"Day\" y, \"Q\", "
                                                      "Date '2020-01-01', f(\"A\")") " p");
    expect_text(*state, "SELECT * FROM t PIVOT (count(*) FOR (a, b) IN ((X, 1) AS Z, (Y, 2))) p",
                "SELECT * FROM t " COUNT_IN_LIST("(a, b)", "(\"X\", 1) AS Z, (\"Y\", 2)") " p");
}

static void test_cells_are_named_by_their_text(void **state)
{
    expect_text(*state,
                "SELECT * FROM t PIVOT (SUM ( Amt*2 ) , count(DISTINCT \"A b\"), max( x,'it''s' ) "
                "FILTER (WHERE a) FOR a IN (1)) p",
                "SELECT * FROM t CROSS JOIN LATERAL (SELECT SUM ( Amt*2 ) , count(DISTINCT "
                "\"A b\"), max( x,'it''s' ) FILTER (WHERE a)  FROM \"$pivot$list\"(a , (SELECT "
                "1)), \"$pivot$cells\"('sum(amt*2)', 'count(distinct \"A b\")', "
                "'max(x, ''it''''s'') filter(where a)') ) p");
}

static void test_options_become_items(void **state)
{
    expect_text(*state,
                "SELECT * FROM t PIVOT (count(*) FOR a IN (1) WITH OTHERS, total column AS \"T\" "
                "GROUP BY r) p",
                "SELECT * FROM t CROSS JOIN LATERAL (SELECT count(*)  FROM \"$pivot$list\"(a , "
                "(SELECT 1)), \"$pivot$cells\"('count(*)'), \"$pivot$others\"(), "
                "\"$pivot$total\"(\"T\" ) GROUP BY r) p");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a IN (1) WITH OTHERS x)", "42601", 56,
                 "syntax error at or near \"x\"");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a IN (1) WITH OTHERS AS)", "42601", 58,
                 "syntax error at or near \")\"");
}

static void test_slices_are_copied_whole(void **state)
{
    expect_text(*state,
                "SELECT U&'\\00e9' FROM u&\"t\" PIVOT (min(U&'é') FOR U&\"k\" IN (U&'\\0061', "
                "E'\\'', $$b)$$ -- )\n)) p",
                "SELECT U&'\\00e9' FROM u&\"t\" CROSS JOIN LATERAL (SELECT min(U&'é')  FROM "
                "\"$pivot$list\"(U&\"k\" , (SELECT U&'\\0061', E'\\'', $$b)$$ -- )\n)), "
                "\"$pivot$cells\"('min(U&''é'')') ) p");
}

static void test_positions_are_of_the_source(void **state)
{
    struct err err = {0};
    struct scan scan;
    const char *sql = "SELECT 'é€😀' FROM t PIVOT (sum(é) FOR a IN ('ü', 'Q2') GROUP BY r) p";
    assert_true(scan_sql(*state, str_of(sql), &scan, &err));
    static const struct {
        const char *part;
        int character;
    } rows[] = {{"SELECT 'é", 1}, {"CROSS", 21}, {"sum", 28},
                {"'ü'", 45},      {"'Q2'", 50},  {"r) p", 65}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t offset = (size_t)(strstr(scan.text.data, rows[i].part) - scan.text.data);
        assert_int_equal(scan_source_character(&scan, offset), rows[i].character);
    }
    assert_int_equal(scan_source_character(&scan, scan.text.size + 10), 69);
    expect_error(*state, "SELECT 'é' FROM t PIVOT (sum(a) FOR b IN ('ü', 'Q2' +)) p", "42601", 54,
                 "syntax error at or near \")\"");
    expect_error(*state, "SELECT 'é' FROM t PIVOT (sum(a) FOR b IN ('ü')) p WHERE", "42601", 56,
                 "syntax error at end of input");
}

static void test_bad_clauses_are_syntax_errors(void **state)
{
    expect_error(*state, "SELECT * FROM t PIVOT (FOR a IN (1))", "42601", 24,
                 "syntax error at or near \"FOR\"");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a)", "42601", 36,
                 "syntax error at or near \")\"");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a IN 1)", "42601", 40,
                 "syntax error at or near \"1\"");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a IN ())", "42601", 41,
                 "the list of values of a PIVOT cannot be empty");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a IN (1) GROUP a)", "42601", 50,
                 "syntax error at or near \"a\"");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a IN (1) GROUP BY)", "42601", 52,
                 "syntax error at or near \")\"");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a IN (1) DEFAULT 0)", "42601", 52,
                 "syntax error at or near \"0\"");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a IN (1), b IN (2))", "42601", 43,
                 "syntax error at or near \",\"");
    expect_error(*state, "SELECT pivot FROM 'é", "42601", 19,
                 "unterminated quoted string at or near \"'é\"");
}

static void test_unpivot_becomes_lateral_subselect(void **state)
{
    expect_text(
        *state, "SELECT * FROM t UNPIVOT (v FOR n IN (a, b))",
        "SELECT * FROM t CROSS JOIN LATERAL (SELECT v  FROM \"$unpivot$\"(n , (SELECT a, b), "
        "NULL, NULL)) AS \"$pivot1\" ");
    expect_text(
        *state,
        "SELECT * FROM t AS x UNPIVOT INCLUDE NULLS ((v, w) FOR n IN ((a, x.b) 'it''s', (c, "
        "d) AS Big, (e, f) AS \"a\"\"'b\")) u",
        "SELECT * FROM t AS x CROSS JOIN LATERAL (SELECT (v, w)  FROM \"$unpivot$nulls\"(n , "
        "(SELECT (a, x.b) , (c, d) , (e, f) ), 'it''s', 'Big', 'a\"''b')) u");
    expect_error(*state, "SELECT * FROM t UNPIVOT (v FOR n IN ())", "42601", 38,
                 "the list of columns of an UNPIVOT cannot be empty");
    expect_error(*state, "SELECT * FROM t UNPIVOT (v FOR n IN (a,))", "42601", 40,
                 "syntax error at or near \")\"");
    expect_error(*state, "SELECT * FROM t UNPIVOT (v FOR n IN (a AS))", "42601", 42,
                 "syntax error at or near \")\"");
    expect_error(*state, "SELECT * FROM t UNPIVOT (v FOR n IN (a + 1))", "42601", 42,
                 "syntax error at or near \"1\"");
    expect_error(*state, "SELECT * FROM t UNPIVOT (v FOR n IN (a) x)", "42601", 41,
                 "syntax error at or near \"x\"");
    expect_error(*state, "SELECT * FROM t UNPIVOT (FOR n IN (a))", "42601", 26,
                 "syntax error at or near \"FOR\"");
    expect_error(*state, "SELECT * FROM t UNPIVOT (v FOR IN (a))", "42601", 32,
                 "syntax error at or near \"IN\"");
}

static void test_options_of_totals(void **state)
{
    expect_text(
        *state,
        "SELECT * FROM t PIVOT (sum(n) FOR a IN (1) WITH TOTAL ROW, totals, SUBTOTALS, "
        "Grouping_Id AS g) p",
        "SELECT * FROM t CROSS JOIN LATERAL (SELECT sum(n)  FROM \"$pivot$list\"(a , (SELECT "
        "1)), \"$pivot$cells\"('sum(n)'), \"$pivot$total_row\"(), \"$pivot$totals\"(), "
        "\"$pivot$subtotals\"(), \"$pivot$grouping_id\"(g) ) p");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a IN (1) WITH TOTAL)", "42601", 49,
                 "unknown option of PIVOT");
    expect_error(*state, "SELECT * FROM t PIVOT (sum(n) FOR a IN (1) WITH TOTALS AS x)", "42601",
                 56, "syntax error at or near \"AS\"");
}

static void test_lists_that_are_found(void **state)
{
    expect_text(
        *state, "SELECT * FROM t PIVOT (sum(n) FOR a IN (ANY ORDER BY 1) b IN (ANY))",
        "SELECT * FROM t CROSS JOIN LATERAL (SELECT sum(n)  FROM \"$pivot$any\"(a , (SELECT "
        "ORDER BY 1)), \"$pivot$any\"(b , (SELECT )), \"$pivot$cells\"('sum(n)') ) AS "
        "\"$pivot1\" ");
    expect_text(*state, "SELECT * FROM t PIVOT (sum(n) FOR (a, b) IN (SELECT 1, 2) GROUP BY c) p",
                "SELECT * FROM t CROSS JOIN LATERAL (SELECT sum(n)  FROM \"$pivot$query\"((a, b) , "
                "(SELECT 1, 2)), \"$pivot$cells\"('sum(n)') GROUP BY c) p");
}

static void test_statement_forms(void **state)
{
    expect_text(*state, "PIVOT t ON k",
                "SELECT * FROM t CROSS JOIN LATERAL (SELECT count(*) FROM "
                "\"$pivot$any\"(k, (SELECT )), \"$pivot$cells\"('count(*)') ) AS \"$pivot1\" ");
    expect_text(*state, "EXPLAIN PIVOT (SELECT 1 AS k) ON k IN (1) USING max(k) AS m ORDER BY 1",
                "EXPLAIN SELECT * FROM (SELECT 1 AS k) AS \"$source1\" CROSS JOIN LATERAL (SELECT "
                "max(k) AS m  FROM \"$pivot$list\"(k , (SELECT 1)), \"$pivot$cells\"('max(k) as "
                "m') ) AS \"$pivot2\" ORDER BY 1");
    expect_text(*state, "SELECT * FROM (UNPIVOT t ON a, b AS 'x' INTO NAME n VALUE v)",
                "SELECT * FROM (SELECT * FROM t CROSS JOIN LATERAL (SELECT (v) FROM "
                "\"$unpivot$\"(n , (SELECT a, b ), NULL, 'x' )) AS \"$pivot1\" ) AS \"$pivot2\" ");
}

static void test_statements_that_are_plain(void **state)
{
    static const char *const plain[] = {
        "SELECT 1 FROM (pivot t JOIN u ON true)",
        "SELECT pivot FROM t AS pivot JOIN u USING (a)",
        "SELECT 1 FROM a JOIN (SELECT 1) pivot ON true",
        "WITH pivot AS (SELECT 1) SELECT * FROM pivot",
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        expect_text(*state, plain[i], plain[i]);
}

static void test_what_is_missing_is_said(void **state)
{
    expect_error(*state, "SELECT * FROM t PIVOT XML (sum(n) FOR a IN (ANY))", "0A000", 17,
                 "PIVOT XML is not supported");
    expect_error(*state, "PIVOT", "42601", 6, "syntax error at end of input");
    expect_error(*state, "PIVOT t ON", "42601", 11, "syntax error at end of input");
    expect_error(*state, "PIVOT t ON k USING", "42601", 19, "syntax error at end of input");
    expect_error(*state, "PIVOT t ON k IN ()", "42601", 18,
                 "the list of values of a PIVOT cannot be empty");
    expect_error(*state, "UNPIVOT t ON a INTO n", "42601", 21, "syntax error at or near \"n\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_plain_postgresql_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(test_brackets_and_backquotes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_clause_becomes_lateral_subselect, setup, teardown),
        cmocka_unit_test_setup_teardown(test_missing_aliases_are_made_up, setup, teardown),
        cmocka_unit_test_setup_teardown(test_keywords_can_be_bare_labels, setup, teardown),
        cmocka_unit_test_setup_teardown(test_names_as_values_keep_their_spelling, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cells_are_named_by_their_text, setup, teardown),
        cmocka_unit_test_setup_teardown(test_options_become_items, setup, teardown),
        cmocka_unit_test_setup_teardown(test_slices_are_copied_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(test_positions_are_of_the_source, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bad_clauses_are_syntax_errors, setup, teardown),
        cmocka_unit_test_setup_teardown(test_unpivot_becomes_lateral_subselect, setup, teardown),
        cmocka_unit_test_setup_teardown(test_options_of_totals, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lists_that_are_found, setup, teardown),
        cmocka_unit_test_setup_teardown(test_statement_forms, setup, teardown),
        cmocka_unit_test_setup_teardown(test_statements_that_are_plain, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_missing_is_said, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
