/* The engine's guard: kinds of statements, where data begins, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/guard.h"

static const struct kind_case {
    const char *sql;
    enum statement_kind kind;
    const char *text, *format, *data;
    bool changes_session;
} kinds[] = {
    {"SELECT 1", STATEMENT_READ, "SELECT 1", "", "", false},
    {" -- c\n(SELECT 1) ; ", STATEMENT_READ, " -- c\n(SELECT 1) ", "", "", false},
    {"with 1 as a select a format CSV;", STATEMENT_READ, "with 1 as a select a format CSV", "CSV",
     "", false},
    {"SELECT format(a, b) FROM t", STATEMENT_READ, "SELECT format(a, b) FROM t", "", "", false},
    {"SHOW TABLES", STATEMENT_PLAIN, "SHOW TABLES", "", "", false},
    {"SET a = 1", STATEMENT_PLAIN, "SET a = 1", "", "", true},
    {"INSERT INTO t (a) FORMAT CSV\n1;'\n", STATEMENT_INSERT, "INSERT INTO t (a) ", "CSV", "1;'\n",
     false},
    {"insert into t settings x=1 format Native", STATEMENT_INSERT, "insert into t settings x=1 ",
     "Native", "", false},
    {"INSERT INTO t FORMAT TSV \r\n \t1", STATEMENT_INSERT, "INSERT INTO t ", "TSV", " \t1", false},
    {"INSERT INTO t VALUES ('FORMAT CSV; x')", STATEMENT_PLAIN,
     "INSERT INTO t VALUES ('FORMAT CSV; x')", "", "", false},
    {"INSERT INTO t SELECT 1 FORMAT CSV", STATEMENT_PLAIN, "INSERT INTO t SELECT 1 FORMAT CSV",
     "CSV", "", false},
};

static void assert_str(struct str got, const char *wanted)
{
    assert_int_equal(got.size, strlen(wanted));
    assert_memory_equal(got.data ? got.data : "", wanted, got.size);
}

static void test_kinds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct statement statement;
        struct refusal refusal;
        assert_true(guard_check(str_of(kinds[i].sql), &statement, &refusal));
        assert_int_equal(statement.kind, kinds[i].kind);
        assert_str(statement.text, kinds[i].text);
        assert_str(statement.format, kinds[i].format);
        assert_str(statement.data, kinds[i].data);
        assert_int_equal(statement.changes_session, kinds[i].changes_session);
    }
}

static const struct refused_case {
    const char *sql;
    int code;
} refused[] = {
    {"", 62},
    {"-- nothing", 62},
    {"SELECT 1; SELECT 2", 62},
    {"SELECT 'a", 62},
    {"SELECT 1 /* a", 62},
    {"SELECT 1 /* /* */", 62},
    {"SELECT 1 # c", 62},
    {"SELECT 1 // c", 62},
    {"SELECT $$a$$", 62},
    {"SELECT \xe2\x80\x98x\xe2\x80\x99", 62},
    {"SELECT file('x')", 497},
    {"SELECT FILE\n(\n'x')", 497},
    {"SELECT \"file\"('x')", 497},
    {"SELECT `fi\\x6ce`('x')", 497},
    {"SELECT * FROM icebergS3Cluster('x')", 497},
    {"SELECT 1 INTO OUTFILE 'x'", 497},
    {"INSERT INTO t FROM INFILE 'x' FORMAT CSV", 497},
    {"INSERT INTO FUNCTION null('a Int8') VALUES (1)", 497},
    {"CREATE TABLE t (a Int8) ENGINE File(CSV)", 497},
    {"CREATE OR REPLACE FUNCTION f AS () -> 1", 497},
    {"CREATE DICTIONARY d (a Int8)", 497},
    {"ATTACH TABLE t", 497},
    {"KILL QUERY WHERE 1", 497},
    {"KILL QUERY WHERE query_id = 'a' OR 1", 497},
    {"KILL QUERY WHERE query_id = 'a''b'", 497},
    {"KILL QUERY WHERE query_id = '", 497},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct statement statement;
        struct refusal refusal;
        assert_false(guard_check(str_of(refused[i].sql), &statement, &refusal));
        assert_int_equal(refusal.code, refused[i].code);
    }
}

static void test_kill(void **state)
{
    (void)state;
    struct statement statement;
    struct refusal refusal;
    assert_true(guard_check(str_of("kill query where query_id='a b' SYNC;"), &statement, &refusal));
    assert_int_equal(statement.kind, STATEMENT_KILL);
    assert_str(statement.kill_id, "a b");
}

/* What the write clock counts: rather too much than too little. */
static void test_writes(void **state)
{
    static const struct {
        const char *sql;
        bool may_write;
    } cases[] = {
        {"SELECT 1", false},
        {"(SELECT 'INSERT')", false},
        {"WITH 1 AS a SELECT a", false},
        {"FROM t SELECT 1", false},
        {"KILL QUERY WHERE query_id = 'a'", false},
        {"WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", true},
        {"with a as (select 1) insert into t select * from a", true},
        {"INSERT INTO t FORMAT CSV\n1", true},
        {"INSERT INTO t SELECT 1", true},
        {"TRUNCATE TABLE t", true},
        {"SET a = 1", true},
        {"OPTIMIZE TABLE t", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct statement statement;
        struct refusal refusal;
        assert_true(guard_check(str_of(cases[i].sql), &statement, &refusal));
        assert_int_equal(statement.may_write, cases[i].may_write);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_writes),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_kill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
