/* JSON texts as json takes them and as jsonb prints them. Expectations are PostgreSQL 15's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/json.h"

/* What jsonb makes of the text, or the SQLSTATE; to be freed. */
static char *jsonb_of(struct str text)
{
    struct buf out;
    struct err err = {0};
    buf_init(&out, 1 << 20);
    bool read = jsonb_print(&out, text, 0, &err);
    buf_putc(&out, '\0');
    char *result = strdup(read ? buf_data(&out) : err.sqlstate);
    buf_free(&out);
    return result;
}

static void assert_jsonb(const char *text, const char *expected)
{
    char *printed = jsonb_of(str_of(text));
    assert_string_equal(printed, expected);
    free(printed);
}

static const char *json_state(const char *text)
{
    static struct err err;
    err = (struct err){0};
    return json_check(str_of(text), 0, &err) ? "ok" : err.sqlstate;
}

static void prints_objects(void **state)
{
    (void)state;
    assert_jsonb("{}", "{}");
    assert_jsonb(" { \"bb\" : 1 , \"a\":[ ],\"c\":{\"z\":null , \"y\":true} } ",
                 "{\"a\": [], \"c\": {\"y\": true, \"z\": null}, \"bb\": 1}");
    assert_jsonb("{\"a\":1,\"b\":2,\"a\":{\"a\":3}}", "{\"a\": {\"a\": 3}, \"b\": 2}");
    assert_jsonb("[1,{\"b\":1,\"a\":[false]},\"x\"]", "[1, {\"a\": [false], \"b\": 1}, \"x\"]");
}

static void prints_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } numbers[] = {
        {"0", "0"},
        {"-0", "0"},
        {"1.50", "1.50"},
        {"-1.5e3", "-1500"},
        {"1e5", "100000"},
        {"1.50e1", "15.0"},
        {"1.5e-3", "0.0015"},
        {"-0.0", "0.0"},
        {"0e5", "0"},
        {"0.00e1", "0.0"},
        {"100e-2", "1.00"},
        {"123456e-3", "123.456"},
        {"0.001e2", "0.1"},
        {"12.34e1", "123.4"},
        {"1E+2", "100"},
        {"0.5e3", "500"},
        {"01", "22P02"},
        {"1.", "22P02"},
        {".5", "22P02"},
        {"-", "22P02"},
        {"1e", "22P02"},
        {"1e200000", "22003"},
        {"1e-20000", "22003"},
        {"+1", "22P02"},
        {"12345678901234567890123.10", "12345678901234567890123.10"},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_jsonb(numbers[i].text, numbers[i].expected);
}

static void prints_strings(void **state)
{
    (void)state;
    assert_jsonb("\"\\u0041\\/\\n\\u001f\\\"\\\\\"", "\"A/\\n\\u001f\\\"\\\\\"");
    assert_jsonb("\"\\u00e9\\u20ac\\ud83d\\ude00\"", "\"é€😀\"");
    assert_jsonb("{\"\\u0062\":1,\"b\":2}", "{\"b\": 2}");
    assert_jsonb("\"\\ud83d\"", "22P02");
    assert_jsonb("\"\\ude00\"", "22P02");
    assert_jsonb("\"\\u0000\"", "22P05");
    assert_jsonb("\"a\nb\"", "22P02");
    assert_jsonb("\"\\x\"", "22P02");
}

static void refuses_what_is_no_json(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",      " ",     "{",        "[1,]", "{\"a\"}", "{a:1}", "{\"a\":1,}", "tru", "nulll",
        "[1 2]", "\"abc", "{\"a\":1", "1 2",  "'a'",     "[",     "\"\\u12\"",  "{,}", "[\"a\\\""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_string_equal(json_state(texts[i]), "22P02");
        assert_jsonb(texts[i], "22P02");
    }
    assert_string_equal(json_state("\"\\u0000\""), "ok");
    assert_string_equal(json_state(" {\"a\": [1, 2.50e3]} "), "ok");
}

static void limits_depth(void **state)
{
    (void)state;
    enum { DEPTH = 100000 };
    char *text = malloc(DEPTH + 1);
    memset(text, '[', DEPTH);
    text[DEPTH] = '\0';
    assert_string_equal(json_state(text), "54001");
    assert_jsonb(text, "54001");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_objects),          cmocka_unit_test(prints_numbers),
        cmocka_unit_test(prints_strings),          cmocka_unit_test(limits_depth),
        cmocka_unit_test(refuses_what_is_no_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
