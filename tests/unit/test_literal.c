/* Constants: what PostgreSQL 15 prints for them, and the ClickHouse SQL they become. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/pgtype.h"
#include "rewrite/emit/literal.h"

/* numeric(p, s), as pg_attribute.atttypmod has it. */
#define NUMERIC(p, s) (((p) << 16 | (s)) + 4)

struct good {
    uint32_t type;
    int32_t typmod;
    const char *text, *value;
};

static const struct good goods[] = {
    {PG_BOOL, -1, " TRUE ", "t"},
    {PG_BOOL, -1, "of", "f"},
    {PG_BOOL, -1, "y", "t"},
    {PG_BOOL, -1, "0", "f"},
    {PG_INT2, -1, " -32768 ", "-32768"},
    {PG_INT4, -1, "+007", "7"},
    {PG_INT4, -1, "2147483647", "2147483647"},
    {PG_INT8, -1, "-9223372036854775808", "-9223372036854775808"},
    {PG_FLOAT8, -1, "1e3", "1000"},
    {PG_FLOAT8, -1, "0.1", "0.1"},
    {PG_FLOAT8, -1, "1e15", "1e+15"},
    {PG_FLOAT8, -1, "123456789012345", "123456789012345"},
    {PG_FLOAT8, -1, "1234567890123456", "1.234567890123456e+15"},
    {PG_FLOAT8, -1, "0.0001", "0.0001"},
    {PG_FLOAT8, -1, "0.00001", "1e-05"},
    {PG_FLOAT8, -1, "-0", "-0"},
    {PG_FLOAT8, -1, "5e-324", "5e-324"},
    {PG_FLOAT8, -1, "1.7976931348623157e308", "1.7976931348623157e+308"},
    {PG_FLOAT8, -1, " nan ", "NaN"},
    {PG_FLOAT8, -1, "-inf", "-Infinity"},
    {PG_FLOAT4, -1, "0.1", "0.1"},
    {PG_FLOAT4, -1, "123456", "123456"},
    {PG_FLOAT4, -1, "1234567", "1.234567e+06"},
    {PG_FLOAT4, -1, "16777217", "1.6777216e+07"},
    {PG_INTERVAL, -1, " 1 YEAR 2mons -3 days 4:5:6.70 ", "1 year 2 mons -3 days +04:05:06.7"},
    {PG_INTERVAL, -1, "1.5 weeks", "10 days 12:00:00"},
    {PG_INTERVAL, -1, "@ 1 mon 1 sec ago", "-1 mons -00:00:01"},
    {PG_INTERVAL, -1, "-2147483648 days", "-2147483648 days"},
    {PG_NUMERIC, -1, "1e3", "1000"},
    {PG_NUMERIC, -1, "1.50", "1.50"},
    {PG_NUMERIC, -1, "00.5", "0.5"},
    {PG_NUMERIC, -1, ".05", "0.05"},
    {PG_NUMERIC, -1, "5.", "5"},
    {PG_NUMERIC, -1, "-0.00", "0.00"},
    {PG_NUMERIC, -1, "1.5e-3", "0.0015"},
    {PG_NUMERIC, -1, "12.345e1", "123.45"},
    {PG_NUMERIC, -1, "0e5", "0"},
    {PG_NUMERIC, NUMERIC(5, 2), "999.994", "999.99"},
    {PG_NUMERIC, NUMERIC(5, 2), "-2.345", "-2.35"},
    {PG_NUMERIC, NUMERIC(5, 2), "0.005", "0.01"},
    {PG_NUMERIC, NUMERIC(5, 2), "0.004", "0.00"},
    {PG_NUMERIC, NUMERIC(3, 0), "99.5", "100"},
    {PG_NUMERIC, NUMERIC(10, 4), "7", "7.0000"},
    {PG_TEXT, -1, "a'b\\", "a'b\\"},
    {PG_VARCHAR, 6, "h\xc3\xa9llo", "h\xc3\xa9"},
    {PG_BPCHAR, 8, "ab", "ab  "},
    {PG_DATE, -1, "2024-02-29", "2024-02-29"},
    {PG_DATE, -1, "20240229", "2024-02-29"},
    {PG_DATE, -1, "2/29/24", "2024-02-29"},
    {PG_DATE, -1, "29-Feb-2024", "2024-02-29"},
    {PG_DATE, -1, "February 29, 2024", "2024-02-29"},
    {PG_DATE, -1, "2024-2-9 10:00:00", "2024-02-09"},
    {PG_TIMESTAMP, -1, "2024-02-29", "2024-02-29 00:00:00"},
    {PG_TIMESTAMP, -1, "2024-02-29T13:45:07.1200", "2024-02-29 13:45:07.12"},
    {PG_TIMESTAMP, -1, "2024-02-29 23:59:59.9999999", "2024-03-01 00:00:00"},
    {PG_TIMESTAMP, -1, "2024-02-29 24:00:00", "2024-03-01 00:00:00"},
    {PG_TIMESTAMP, -1, "2024-02-29 13:45+02", "2024-02-29 13:45:00"},
    {PG_TIMESTAMP, 0, "2024-02-29 13:45:07.5", "2024-02-29 13:45:08"},
    {PG_TIMESTAMP, 3, "2024-02-29 13:45:07.1236", "2024-02-29 13:45:07.124"},
    {PG_TIMESTAMPTZ, -1, "2024-02-29 13:45:00+02", "2024-02-29 11:45:00+00"},
    {PG_TIMESTAMPTZ, -1, "2024-02-29 13:45:00-05:30", "2024-02-29 19:15:00+00"},
    {PG_TIMESTAMPTZ, -1, "2024-02-29 13:45:00Z", "2024-02-29 13:45:00+00"},
    {PG_UUID, -1, "{61F0C404-5cb311e7-907b-a6006ad3dba0}", "61f0c404-5cb3-11e7-907b-a6006ad3dba0"},
};

struct bad {
    uint32_t type;
    int32_t typmod;
    const char *text, *sqlstate, *message;
};

static const struct bad bads[] = {
    {PG_BOOL, -1, "o", "22P02", "invalid input syntax for type boolean: \"o\""},
    {PG_INT4, -1, "abc", "22P02", "invalid input syntax for type integer: \"abc\""},
    {PG_INT4, -1, "", "22P02", "invalid input syntax for type integer: \"\""},
    {PG_INT4, -1, "1.5", "22P02", "invalid input syntax for type integer: \"1.5\""},
    {PG_INT4, -1, "2147483648", "22003", "value \"2147483648\" is out of range for type integer"},
    {PG_INT8, -1, "9223372036854775808", "22003",
     "value \"9223372036854775808\" is out of range for type bigint"},
    {PG_FLOAT8, -1, "1e400", "22003", "\"1e400\" is out of range for type double precision"},
    {PG_FLOAT8, -1, "1e-400", "22003", "\"1e-400\" is out of range for type double precision"},
    {PG_FLOAT8, -1, "1.5x", "22P02", "invalid input syntax for type double precision: \"1.5x\""},
    {PG_FLOAT4, -1, "1e40", "22003", "\"1e40\" is out of range for type real"},
    {PG_NUMERIC, -1, "1.2.3", "22P02", "invalid input syntax for type numeric: \"1.2.3\""},
    {PG_NUMERIC, -1, "", "22P02", "invalid input syntax for type numeric: \"\""},
    {PG_NUMERIC, -1, "1e80", "0A000", "numeric values of more than 76 digits are not supported"},
    {PG_NUMERIC, NUMERIC(5, 2), "999.995", "22003", "numeric field overflow"},
    {PG_DATE, -1, "2024-13-01", "22008", "date/time field value out of range: \"2024-13-01\""},
    {PG_DATE, -1, "2023-02-29", "22008", "date/time field value out of range: \"2023-02-29\""},
    {PG_DATE, -1, "abc", "22007", "invalid input syntax for type date: \"abc\""},
    {PG_DATE, -1, "1500-01-01", "0A000",
     "dates outside the years 1900 to 2299 are not supported: \"1500-01-01\""},
    {PG_TIMESTAMP, -1, "2024-02-29 25:00", "22008",
     "date/time field value out of range: \"2024-02-29 25:00\""},
    {PG_UUID, -1, "61f0c404", "22P02", "invalid input syntax for type uuid: \"61f0c404\""},
    {PG_INTERVAL, -1, "1 dy", "22007", "invalid input syntax for type interval: \"1 dy\""},
    {PG_INTERVAL, -1, "1 day 2 days", "22007",
     "invalid input syntax for type interval: \"1 day 2 days\""},
    {PG_INTERVAL, -1, "3000000000 mons", "22015",
     "interval field value out of range: \"3000000000 mons\""},
    {PG_INTERVAL, -1, "99999999999999999999 days", "22015",
     "interval field value out of range: \"99999999999999999999 days\""},
    {PG_INTERVAL, -1, "P00010203", "0A000", "this date/time value is not supported: \"P00010203\""},
};

struct emitted {
    uint32_t type;
    const char *text, *sql;
};

static const struct emitted emitteds[] = {
    {PG_BOOL, "t", "true"},
    {PG_BOOL, "false", "false"},
    {PG_INT4, "7", "7"},
    {PG_INT8, "-9223372036854775808", "(-9223372036854775808)"},
    {PG_INT4, "1); DROP", "'1); DROP'"},
    {PG_FLOAT8, "5", "5."},
    {PG_FLOAT8, "-0", "(-0.)"},
    {PG_FLOAT8, "0.1", "0.10000000000000001"},
    {PG_FLOAT8, "1e+20", "1e+20"},
    {PG_FLOAT8, "NaN", "nan"},
    {PG_FLOAT8, "-Infinity", "(-inf)"},
    {PG_FLOAT4, "1.5", "toFloat32(1.5)"},
    {PG_NUMERIC, "1.50", "toDecimal64('1.50', 2)"},
    {PG_NUMERIC, "-12345678901234567890", "toDecimal128('-12345678901234567890', 0)"},
    {PG_TEXT, "it's \\ \n", "'it\\'s \\\\ \n'"},
    {PG_TEXT, NULL, "CAST(NULL AS Nullable(String))"},
    {PG_INT4, NULL, "CAST(NULL AS Nullable(Int32))"},
    {PG_DATE, "2024-02-29", "toDate('2024-02-29')"},
    {PG_DATE, "2150-01-01", "toDate32('2150-01-01')"},
    {PG_TIMESTAMPTZ, "2024-02-29 11:45:00.5+00", "toDateTime64('2024-02-29 11:45:00.5', 6, 'UTC')"},
    {PG_UUID, "61f0c404-5cb3-11e7-907b-a6006ad3dba0",
     "toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0')"},
};

static int setup(void **state)
{
    *state = arena_new(1 << 20);
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void parses_as_postgresql_prints(void **state)
{
    for (size_t i = 0; i < sizeof goods / sizeof *goods; i++) {
        const struct good *row = &goods[i];
        struct err err = {0};
        const char *value =
            literal_parse(*state, row->type, row->typmod, str_of(row->text), 1, &err);
        if (!value)
            fail_msg("%s: %s", row->text, err.message);
        assert_string_equal(value, row->value);
    }
}

/* What a constant is printed as is a constant of the same value. */
static void parses_its_own_output(void **state)
{
    for (size_t i = 0; i < sizeof goods / sizeof *goods; i++) {
        const struct good *row = &goods[i];
        struct err err = {0};
        const char *value =
            literal_parse(*state, row->type, row->typmod, str_of(row->value), 1, &err);
        assert_non_null(value);
        assert_string_equal(value, row->value);
    }
}

static void refuses_in_postgresqls_words(void **state)
{
    for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
        const struct bad *row = &bads[i];
        struct err err = {0};
        const char *value =
            literal_parse(*state, row->type, row->typmod, str_of(row->text), 5, &err);
        if (value)
            fail_msg("%s became %s", row->text, value);
        assert_string_equal(err.message, row->message);
        assert_string_equal(err.sqlstate, row->sqlstate);
        assert_int_equal(err.position, 5);
    }
}

static const char *emit(struct arena *arena, uint32_t type, const char *text)
{
    struct buf out;
    buf_init(&out, 1 << 16);
    literal_emit(&out, type, -1, text);
    const char *sql = arena_strndup(arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return sql;
}

static void emits_clickhouse_sql(void **state)
{
    for (size_t i = 0; i < sizeof emitteds / sizeof *emitteds; i++)
        assert_string_equal(emit(*state, emitteds[i].type, emitteds[i].text), emitteds[i].sql);
}

static void quotes_identifiers(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1 << 16);
    identifier_emit(&out, "a`b\\c d");
    assert_true(str_eq(buf_str(&out), STR("`a\\`b\\\\c d`")));
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(parses_as_postgresql_prints, setup, teardown),
        cmocka_unit_test_setup_teardown(parses_its_own_output, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_in_postgresqls_words, setup, teardown),
        cmocka_unit_test_setup_teardown(emits_clickhouse_sql, setup, teardown),
        cmocka_unit_test(quotes_identifiers),
    };
    return cmocka_run_group_tests_name("literal", tests, NULL, NULL);
}
