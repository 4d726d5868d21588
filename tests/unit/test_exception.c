/* exception.h: exceptions as ClickHouse 26.7 and 18.16 word them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "backend/exception.h"

static const struct {
    const char *text;
    int code;
    const char *sqlstate, *message;
} rows[] = {
    {"Code: 60. DB::Exception: Table p.x does not exist. (UNKNOWN_TABLE) (version 26.7.2.1)\n", 60,
     "42P01", "Table p.x does not exist"},
    {"Code: 62, e.displayText() = DB::Exception: Syntax error: failed at position 1: selec 1, "
     "e.what() = DB::Exception\n",
     0, "42601", "Syntax error: failed at position 1: selec 1"},
    {"Code: 395. DB::Exception: pgpivot[22012]: division by zero: while executing 'FUNCTION "
     "throwIf(x, 'pgpivot[22012]: division by zero')'. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)",
     0, "22012", "division by zero"},
    {"Code: 395. DB::Exception: pgpivot[22003]: integer out of range. "
     "(FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)",
     395, "22003", "integer out of range"},
    /* The query is quoted: its marker says what it might have raised, not what happened. */
    {"Code: 241. DB::Exception: Memory limit exceeded: while executing 'FUNCTION throwIf(x, "
     "'pgpivot[22012]: division by zero')'. (MEMORY_LIMIT_EXCEEDED)",
     241, "53200",
     "Memory limit exceeded: while executing 'FUNCTION throwIf(x, 'pgpivot[22012]: division by "
     "zero')'"},
    {"Code: 70. DB::Exception: Value in column UInt16 cannot be safely converted into type UInt8. "
     "(CANNOT_CONVERT_TYPE)",
     0, "22003", "Value in column UInt16 cannot be safely converted into type UInt8"},
    {"Code: 49. DB::Exception: Left and right columns have same names: [__join_result_dummy], "
     "[__join_result_dummy]. (LOGICAL_ERROR)",
     0, "0A000", "ClickHouse cannot join so many tables of which no column is used"},
    {"Code: 407. DB::Exception: Decimal math overflow. (DECIMAL_OVERFLOW)", 0, "22003",
     "value overflows numeric format"},
    {"Code: 70. DB::Exception: Value in column Int128 cannot be safely converted into type Int64: "
     "In scope SELECT 1. (CANNOT_CONVERT_TYPE)",
     0, "22003", "bigint out of range"},
    {"Code: 153. DB::Exception: Division of minimal signed number by minus one. (ILLEGAL_DIVISION)",
     0, "22003", "bigint out of range"},
    /* The scope is the statement that was made, which says nothing to whoever wrote another. */
    {"Code: 36. DB::Exception: Bad scale: In scope SELECT toDecimal64(1, 99). (BAD_ARGUMENTS)", 0,
     "22023", "Bad scale"},
    {"Code: 6. DB::Exception: Cannot parse string 'abc' as Int32. (CANNOT_PARSE_TEXT)", 0, "22P02",
     "Cannot parse string 'abc' as Int32"},
    {"Code: 153. DB::Exception: Division by zero. (ILLEGAL_DIVISION)", 0, "22012",
     "division by zero"},
    {"Code: 394. DB::Exception: Query was cancelled. (QUERY_WAS_CANCELLED)", 0, "57014",
     "Query was cancelled"},
    {"Code: 159. DB::Exception: Timeout exceeded. (TIMEOUT_EXCEEDED)", 0, "57014",
     "Timeout exceeded"},
    {"Code: 9999. DB::Exception: Something new. (NEW)", 0, "XX000", "Something new"},
    {"", 241, "53200", "ClickHouse error 241"},
    {"no code at all", 0, "XX000", "no code at all"},
    {"Code: ", 0, "XX000", "Code:"},
    {"Code: 395. pgpivot[", 0, "XX000", "Code: 395. pgpivot["},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err err = {0};
        assert_false(exception_read(str_of(rows[i].text), rows[i].code, &err));
        assert_string_equal(err.sqlstate, rows[i].sqlstate);
        assert_string_equal(err.message, rows[i].message);
    }
}

static void test_truncated(void **state)
{
    (void)state;
    struct str text = str_of(rows[2].text);
    for (; text.size > 0; text.size--) {
        struct err err = {0};
        exception_read(text, 0, &err);
        assert_true(err_is_set(&err));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows),
                                       cmocka_unit_test(test_truncated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
