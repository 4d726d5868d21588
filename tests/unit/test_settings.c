/* Parameters: values, ranges, transactions, reports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/settings.h"

static void normalizes_as_postgresql_shows(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"statement_timeout", "5 s", "5s"},
        {"statement_timeout", "90s", "90s"},
        {"statement_timeout", "1.5s", "1500ms"},
        {"statement_timeout", "0x10", "16ms"},
        {"STATEMENT_TIMEOUT", "120000", "2min"},
        {"statement_timeout", "0", "0"},
        {"work_mem", "64MB", "64MB"},
        {"work_mem", "4096", "4MB"},
        {"jit", "tr", "on"},
        {"jit", "OFF", "off"},
        {"client_encoding", "'utf-8'", "UTF8"},
        {"client_encoding", "unicode", "UTF8"},
        {"client_encoding", "iso-8859-15", "LATIN9"},
        {"client_encoding", "windows-1252", "WIN1252"},
        {"client_encoding", "sql_ascii", "SQL_ASCII"},
        {"DateStyle", "ISO", "ISO, MDY"},
        {"DateStyle", "german", "German, DMY"},
        {"DateStyle", "european, sql", "SQL, DMY"},
        {"extra_float_digits", "-15", "-15"},
        {"datestyle", "iso, us", "ISO, MDY"},
        {"TimeZone", "utc", "UTC"},
        {"TimeZone", "Europe/Berlin", "Europe/Berlin"},
        {"transaction_isolation", "SERIALIZABLE", "serializable"},
        {"lookthrough.view", "LEAF", "leaf"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[SETTING_VALUE_SIZE];
        struct err err = {0};
        assert_true(setting_normalize(setting_find(cases[i][0]), cases[i][1], out, &err));
        assert_string_equal(out, cases[i][2]);
    }
}

static void refuses_bad_values(void **state)
{
    (void)state;
    static const char *const cases[][4] = {
        {"statement_timeout", "abc", "22023",
         "invalid value for parameter \"statement_timeout\": \"abc\""},
        {"statement_timeout", "5 x", "22023",
         "invalid value for parameter \"statement_timeout\": \"5 x\""},
        {"statement_timeout", "-5", "22023",
         "-5 ms is outside the valid range for parameter \"statement_timeout\" (0 .. 2147483647)"},
        {"lock_timeout", "9999999999999s", "22023",
         "invalid value for parameter \"lock_timeout\": \"9999999999999s\""},
        {"jit", "o", "22023", "parameter \"jit\" requires a Boolean value"},
        {"jit", "", "22023", "parameter \"jit\" requires a Boolean value"},
        {"extra_float_digits", "9", "22023",
         "9 is outside the valid range for parameter \"extra_float_digits\" (-15 .. 3)"},
        {"client_encoding", "latin-1x", "22023",
         "invalid value for parameter \"client_encoding\": \"latin-1x\""},
        {"DateStyle", "iso, foo", "22023",
         "invalid value for parameter \"DateStyle\": \"iso, foo\""},
        {"DateStyle", "German, SQL", "22023",
         "invalid value for parameter \"DateStyle\": \"German, SQL\""},
        {"TimeZone", "a b", "22023", "invalid value for parameter \"TimeZone\": \"a b\""},
        {"standard_conforming_strings", "off", "0A000",
         "value \"off\" of parameter \"standard_conforming_strings\" is not supported"},
        {"foo", "1", "42704", "unrecognized configuration parameter \"foo\""},
        {"a b.c", "1", "42602", "invalid configuration parameter name \"a b.c\""},
        {"server_version", "1", "55P02", "parameter \"server_version\" cannot be changed"},
        {"port", "1", "55P02",
         "parameter \"port\" cannot be changed without restarting the server"},
        {"ssl", "on", "55P02", "parameter \"ssl\" cannot be changed now"},
        {"log_connections", "on", "55P02",
         "parameter \"log_connections\" cannot be set after connection start"},
        {"log_statement", "all", "42501", "permission denied to set parameter \"log_statement\""},
        {"transform_null_equals", "on", "0A000",
         "value \"on\" of parameter \"transform_null_equals\" is not supported"},
        {"default_table_access_method", "brin", "22023",
         "invalid value for parameter \"default_table_access_method\": \"brin\""},
        {"vacuum_cost_delay", "101", "22023",
         "101 ms is outside the valid range for parameter \"vacuum_cost_delay\" (0 .. 100)"},
    };
    struct settings *settings = settings_new(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = {0};
        assert_false(settings_set(settings, cases[i][0], cases[i][1], false, &err));
        assert_string_equal(err.sqlstate, cases[i][2]);
        assert_string_equal(err.message, cases[i][3]);
    }
    settings_free(settings);
}

static void every_default_is_its_own_normal_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < setting_count(); i++) {
        char out[SETTING_VALUE_SIZE];
        struct err err = {0};
        const struct setting *setting = setting_at(i);
        assert_true(setting_normalize(setting, setting->default_value, out, &err));
        assert_string_equal(out, setting->default_value);
        assert_ptr_equal(setting_find(setting->name), setting);
        if (i > 0)
            assert_true(strcasecmp(setting_at(i - 1)->name, setting->name) < 0);
    }
}

static void check(struct settings *settings, const char *value)
{
    assert_string_equal(settings_get(settings, "statement_timeout"), value);
}

static void set(struct settings *settings, const char *value, bool is_local)
{
    struct err err = {0};
    assert_true(settings_set(settings, "statement_timeout", value, is_local, &err));
}

static void transactions_undo(void **state)
{
    (void)state;
    struct settings *settings = settings_new(NULL);
    set(settings, "1s", false);
    settings_begin(settings);
    set(settings, "2s", false);
    set(settings, "3s", true);
    check(settings, "3s");
    settings_end(settings, true);
    check(settings, "2s");
    settings_begin(settings);
    set(settings, "3s", true);
    set(settings, "4s", false);
    check(settings, "4s");
    settings_end(settings, false);
    check(settings, "2s");
    set(settings, "9s", true);
    check(settings, "2s");
    assert_int_equal(settings_get_int(settings, "statement_timeout"), 2000);
    set(settings, NULL, false);
    check(settings, "0");
    settings_free(settings);
}

static void custom_parameters_live_in_the_session(void **state)
{
    (void)state;
    struct settings *settings = settings_new(NULL);
    struct err err = {0};
    assert_null(settings_get(settings, "my.app"));
    assert_true(settings_set(settings, "my.app", "x", false, &err));
    assert_string_equal(settings_get(settings, "MY.APP"), "x");
    assert_true(settings_set(settings, "my.app", NULL, false, &err));
    assert_string_equal(settings_get(settings, "my.app"), "");
    for (int i = 0; i < 300; i++) {
        char name[16];
        snprintf(name, sizeof name, "a.b%d", i);
        settings_set(settings, name, "x", false, &err);
    }
    assert_string_equal(err.sqlstate, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED);
    settings_free(settings);
}

static void the_server_says_where_sessions_start(void **state)
{
    (void)state;
    static const struct setting_default defaults[] = {
        {"port", "5432"}, {"statement_timeout", "1min"}, {NULL, NULL}};
    struct settings *settings = settings_new(defaults), *other = settings_new(defaults);
    struct buf one, two;
    struct err err = {0};
    buf_init(&one, 1 << 16);
    buf_init(&two, 1 << 16);
    assert_string_equal(settings_get(settings, "port"), "5432");
    assert_true(settings_set(settings, "statement_timeout", "0", false, &err));
    settings_write(settings, &one);
    settings_write(other, &two);
    assert_true(buf_size(&one) != buf_size(&two));
    settings_reset_all(settings);
    assert_string_equal(settings_get(settings, "statement_timeout"), "1min");
    assert_int_equal(settings_get_int(settings, "statement_timeout"), 60000);
    buf_clear(&one);
    settings_write(settings, &one);
    assert_int_equal(buf_size(&one), buf_size(&two));
    buf_free(&one);
    buf_free(&two);
    settings_free(settings);
    settings_free(other);
}

static void count_report(void *owner, const char *name, const char *value)
{
    (void)name;
    (void)value;
    (*(int *)owner)++;
}

static void reports_what_changed(void **state)
{
    (void)state;
    struct settings *settings = settings_new(NULL);
    struct err err = {0};
    int n = 0;
    settings_report_changes(settings, count_report, &n);
    assert_int_equal(n, 13);
    settings_report_changes(settings, count_report, &n);
    assert_int_equal(n, 13);
    assert_true(settings_set_default(settings, "application_name", "psql", &err));
    settings_set_fixed(settings, "session_authorization", "me");
    settings_report_changes(settings, count_report, &n);
    assert_int_equal(n, 15);
    settings_begin(settings);
    assert_true(settings_set(settings, "application_name", "x", false, &err));
    settings_reset_all(settings);
    assert_string_equal(settings_get(settings, "application_name"), "psql");
    settings_end(settings, false);
    settings_report_changes(settings, count_report, &n);
    assert_int_equal(n, 15);
    settings_free(settings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normalizes_as_postgresql_shows),
        cmocka_unit_test(refuses_bad_values),
        cmocka_unit_test(every_default_is_its_own_normal_form),
        cmocka_unit_test(transactions_undo),
        cmocka_unit_test(custom_parameters_live_in_the_session),
        cmocka_unit_test(the_server_says_where_sessions_start),
        cmocka_unit_test(reports_what_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
