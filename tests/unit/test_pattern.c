/* Patterns of to_char: how they are cut, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "rewrite/regex/pattern.h"
#include "rewrite/regex/pattern_scan.h"

/* Each node as [keyword's text], or its text. */
static void cut(const char *pattern, char *out, size_t size)
{
    struct time_node node;
    bool quoted = false;
    size_t used = 0;
    out[0] = '\0';
    while (pattern_next(&pattern, &quoted, &node) && used + node.size + 4 < size)
        used += (size_t)snprintf(out + used, size - used, "%s%s%.*s%s%s", node.keyword ? "[" : "",
                                 node.is_unfilled ? "FM" : "", (int)node.size, node.text,
                                 node.is_ordinal ? "TH" : "", node.keyword ? "]" : "");
}

static void test_cut(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *expected;
    } cases[] = {
        {"YYYY-MM-DD", "[YYYY]-[MM]-[DD]"},
        {"FMDDth FMMonth", "[FMDDTH] [FMMonth]"},
        {"HH24HH12HH", "[HH24][HH12][HH]"},
        {"\"a\\\"YYYY\" Y,YYY", "a\"YYYY [Y,YYY]"},
        {"FMTMMon", "T[MM]on"},
        {"SSSSSSS", "[SSSSS][SS]"},
        {"iddd id", "[iddd] [id]"},
        {"YYYY \"open", "[YYYY] open"},
        {"FM", ""},
        {"\"", ""},
        {"\\", "\\"},
        {"\\\"", "\""},
        {"", ""},
        {"\xe5\xb9\xb4YY", "\xe5\xb9\xb4[YY]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        cut(cases[i].pattern, text, sizeof text);
        assert_string_equal(text, cases[i].expected);
    }
}

static void test_templates(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    struct err err = {0};
    assert_string_equal(pattern_of_timestamp(arena, "YYYY-MM 100%", &err),
                        "formatDateTime(toDateTime64($1, 6, 'UTC'), '%Y-%m 100%%')");
    assert_string_equal(pattern_of_timestamp(arena, "100%", &err), "if(isNull($1), NULL, '100%')");
    assert_null(pattern_of_interval(arena, "Month", &err));
    assert_string_equal(err.sqlstate, SQLSTATE_INVALID_DATETIME_FORMAT);
    static const char *const refused[] = {"9.9.9",  "9V9.9", "9.9EEEE", "S9S", "PR9",
                                          "x",      "9x9",   "0V9",     "B9",  "\x01",
                                          "9,.9,9", "THRN",  "9RN"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        err_clear(&err);
        assert_null(pattern_of_numeric(arena, refused[i], &err));
        assert_string_equal(err.sqlstate, SQLSTATE_FEATURE_NOT_SUPPORTED);
    }
    char digits[300];
    memset(digits, '9', sizeof digits);
    digits[sizeof digits - 1] = '\0';
    assert_null(pattern_of_float8(arena, digits, &err));
    arena_free(arena);
}

/* What to_date refuses before it sees a text; texts are tests/diff's. */
static void test_reads(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *message; /* NULL: fine */
    } cases[] = {
        {"YYYY-MM-DD", NULL},
        {"DDMonYYYY \"at\" HH12:MI:SS.FF3 a.m.", NULL},
        {"FMYYYY/FMMM/FMDDth", NULL},
        {"Day YY DDD", NULL},
        {"MM-DD", "no year"},
        {"YYYY YY", "a field that stands twice"},
        {"YYYY DDD DD", "DDD beside a month or day"},
        {"YYYY Mon MM", "a second month"},
        {"YYYY HH24 HH12", "a second hour"},
        {"YYYY AM", "AM or PM without HH12"},
        {"YYYY Q", "this keyword"},
        {"FXYYYY", "this keyword"},
        {"YYYY \xe5\xb9\xb4", "text outside of ASCII"},
    };
    struct arena *arena = arena_new(1 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = {0};
        const char *template_ = pattern_read_timestamp(arena, cases[i].pattern, &err);
        assert_int_equal(template_ == NULL, cases[i].message != NULL);
        if (cases[i].message)
            assert_non_null(strstr(err.message, cases[i].message));
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_templates),
        cmocka_unit_test(test_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
