/* type_name.h: the names ClickHouse prints, and names that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "backend/type_name.h"

static struct arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = arena_new(16 << 20);
    return 0;
}

static int free_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const struct chtype *parse(const char *text)
{
    const struct chtype *type = type_name_parse(arena, str_of(text));
    assert_non_null(type);
    assert_string_equal(type->text, text);
    return type;
}

static void test_plain(void **state)
{
    (void)state;
    assert_int_equal(parse("UInt256")->kind, CH_UINT256);
    assert_int_equal(parse("DateTime")->kind, CH_DATETIME);
    assert_null(parse("DateTime")->timezone);
    assert_int_equal(parse("IntervalQuarter")->kind, CH_INTERVAL);
    assert_int_equal(parse("FixedString(16)")->length, 16);
}

static void test_times(void **state)
{
    (void)state;
    assert_string_equal(parse("DateTime('Europe/Berlin')")->timezone, "Europe/Berlin");
    const struct chtype *type = parse("DateTime64(3, 'UTC')");
    assert_int_equal(type->kind, CH_DATETIME64);
    assert_int_equal(type->scale, 3);
    assert_string_equal(type->timezone, "UTC");
    assert_null(parse("DateTime64(6)")->timezone);
    assert_int_equal(parse("Time64(9)")->scale, 9);
}

static void test_decimals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int precision, scale;
    } rows[] = {{"Decimal(9, 2)", 9, 2},
                {"Decimal(76, 76)", 76, 76},
                {"Decimal64(4)", 18, 4},
                {"Decimal256(0)", 76, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct chtype *type = parse(rows[i].text);
        assert_int_equal(type->kind, CH_DECIMAL);
        assert_int_equal(type->precision, rows[i].precision);
        assert_int_equal(type->scale, rows[i].scale);
    }
}

static void test_enums(void **state)
{
    (void)state;
    const struct chtype *type = parse("Enum8('a' = 1, 'b\\'c, (d)' = -2, '\\n\\x41\\\\' = 3)");
    assert_int_equal(type->kind, CH_ENUM8);
    assert_int_equal(type->n_values, 3);
    assert_string_equal(type->values[1].name, "b'c, (d)");
    assert_int_equal(type->values[1].value, -2);
    assert_string_equal(type->values[2].name, "\nA\\");
}

static void test_nested(void **state)
{
    (void)state;
    const struct chtype *type = parse("Map(LowCardinality(String), Array(Nullable(UInt8)))");
    assert_int_equal(type->kind, CH_MAP);
    assert_int_equal(chtype_strip(type->args[0])->kind, CH_STRING);
    assert_string_equal(type->args[1]->text, "Array(Nullable(UInt8))");
    type = parse("Tuple(x UInt8, `y z` DateTime64(3, 'UTC'), Date)");
    assert_int_equal(type->kind, CH_TUPLE);
    type = parse("Tuple(a UInt8, `y z` Array(Date))");
    assert_string_equal(type->names[0], "a");
    assert_string_equal(type->names[1], "y z");
    assert_int_equal(type->args[1]->kind, CH_ARRAY);
    assert_null(parse("Tuple(UInt8, String)")->names[0]);
    type = parse("Nested(a UInt8, b String)");
    assert_int_equal(type->kind, CH_ARRAY);
    assert_string_equal(type->args[0]->text, "Tuple(a UInt8, b String)");
}

static void test_functions(void **state)
{
    (void)state;
    const struct chtype *type = parse("AggregateFunction(quantiles(0.5, 0.9), Float64)");
    assert_int_equal(type->kind, CH_AGGREGATE_FUNCTION);
    assert_string_equal(type->function, "quantiles(0.5, 0.9)");
    assert_int_equal(type->n_args, 1);
    assert_int_equal(parse("AggregateFunction(count)")->n_args, 0);
    type = parse("AggregateFunction(1, sumMap, Array(UInt8), Array(UInt8))");
    assert_string_equal(type->function, "sumMap");
    assert_int_equal(type->n_args, 2);
    type = parse("SimpleAggregateFunction(sum, Float64)");
    assert_string_equal(type->function, "sum");
    assert_int_equal(chtype_strip(type)->kind, CH_FLOAT64);
}

static void test_unknown(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",          "Object('json')", "JSON(max_dynamic_paths=8, a.b UInt8",
        "UInt7",     "Decimal(3)",     "Decimal(9, 10)",
        "Decimal(",  "FixedString(0)", "FixedString(99999999999999999999)",
        "Array()",   "Array(UInt8",    "UInt8)",
        "UInt8(3)",  "Map(String)",    "Enum8('a' = 1, 'b)",
        "Enum8()",   "Tuple()",        "DateTime64(10)",
        "Date Date", "Enum8('a\\",     "Array(UInt8)(",
        "(UInt8)"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(parse(names[i])->kind, CH_OTHER);
    const struct chtype *type = parse("Array(Object('json'))");
    assert_int_equal(type->kind, CH_ARRAY);
    assert_int_equal(type->args[0]->kind, CH_OTHER);
    assert_string_equal(type->args[0]->text, "Object('json')");
}

static void test_depth(void **state)
{
    (void)state;
    enum { DEPTH = 10000 };
    char *text = malloc(DEPTH * 7 + 1);
    size_t size = 0;
    for (int i = 0; i < DEPTH; i++, size += 6)
        memcpy(text + size, "Array(", 6);
    memset(text + size, ')', DEPTH);
    text[size + DEPTH] = '\0';
    const struct chtype *type = type_name_parse(arena, str_of(text));
    int depth = 0;
    for (; type->kind == CH_ARRAY; type = type->args[0])
        depth++;
    assert_int_equal(type->kind, CH_OTHER);
    assert_in_range(depth, 16, 32);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),    cmocka_unit_test(test_times),
        cmocka_unit_test(test_decimals), cmocka_unit_test(test_enums),
        cmocka_unit_test(test_nested),   cmocka_unit_test(test_functions),
        cmocka_unit_test(test_unknown),  cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
