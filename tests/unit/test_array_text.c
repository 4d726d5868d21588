/* Arrays as texts: how array_in splits them and array_out quotes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/array_text.h"

static const struct {
    const char *text;
    const char *elements; /* with | between them, NULL as ~; NULL: malformed */
    int n_dims;
} cases[] = {
    {"{}", "", 0},
    {" { } ", "", 0},
    {"{1,2}", "1|2", 1},
    {"{ 1 , 2 }", "1|2", 1},
    {"{NULL,null,\"NULL\",\\null}", "~|~|NULL|null", 1},
    {"{\"a,b\",\"q\\\"\",\"\\\\\",\"\"}", "a,b|q\"|\\|", 1},
    {"{a b ,c\\ }", "a b|c ", 1},
    {"{{1,2},{3,4},{5,6}}", "1|2|3|4|5|6", 2},
    {"{{{1}}}", "1", 3},
    {"{{{{{{1}}}}}}", "1", 6},
    {"{{{{{{{1}}}}}}}", NULL, 0},
    {"", NULL, 0},
    {"{", NULL, 0},
    {"{1", NULL, 0},
    {"{1,", NULL, 0},
    {"{1,}", NULL, 0},
    {"{,1}", NULL, 0},
    {"{1}}", NULL, 0},
    {"{1}x", NULL, 0},
    {"{\"a\"b}", NULL, 0},
    {"{a\"b\"}", NULL, 0},
    {"{\"a", NULL, 0},
    {"{a\\", NULL, 0},
    {"{{}}", NULL, 0},
    {"{{1},{2,3}}", NULL, 0},
    {"{1,{2}}", NULL, 0},
    {"{{1},2}", NULL, 0},
    {"[1:2]={1,2}", NULL, 0},
};

static const char *join_elements(struct arena *arena, const struct array_value *value)
{
    const char *joined = "";
    for (size_t i = 0; i < value->n; i++)
        joined = arena_printf(arena, "%s%s%.*s", joined, i ? "|" : "",
                              value->elements[i].data ? (int)value->elements[i].size : 1,
                              value->elements[i].data ? value->elements[i].data : "~");
    return joined;
}

static void test_parse(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct array_value value;
        const char *detail;
        bool parsed = array_text_parse(arena, str_of(cases[i].text), &value, &detail);
        assert_int_equal(parsed, cases[i].elements != NULL);
        if (parsed) {
            assert_string_equal(join_elements(arena, &value), cases[i].elements);
            assert_int_equal(value.n_dims, cases[i].n_dims);
        }
    }
    arena_free(arena);
}

static void test_quote(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"a", "a"},         {"", "\"\""},           {"null", "\"null\""}, {"nulls", "nulls"},
        {"a b", "\"a b\""}, {"a\"b", "\"a\\\"b\""}, {"\\", "\"\\\\\""},   {"{}", "\"{}\""},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct buf out;
        buf_init(&out, 1000);
        buf_puts(&out, "x,");
        buf_puts(&out, pairs[i][0]);
        array_text_quote(&out, 2);
        buf_putc(&out, '\0');
        assert_string_equal(buf_data(&out) + 2, pairs[i][1]);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_quote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
