/* Catalogs described in text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/pgtype.h"
#include "catalog_file.h"

static void reads_every_fact(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    struct err err = {0};
    const struct catalog *catalog =
        catalog_file_read(arena,
                          STR("# a comment\n"
                              "server 26.7.3 UTC\n"
                              "schema empty\n"
                              "table pivot.t MergeTree\n"
                              "  comment the trades\n"
                              "  partition_key day\n"
                              "  sorting_key day, a\n"
                              "  column day Date\n"
                              "  comment the day\n"
                              "  column \"odd name\" LowCardinality(Nullable(String))\n"
                              "  column d Decimal(18, 2)\n"
                              "  default DEFAULT 1 + 1\n"
                              "  partition 2024-01-15 10\n"
                              "  partition \"2024 01\" 5\n"
                              "  mutations 2 1\n"
                              "materialized_view pivot.mv pivot.r\n"
                              "  as SELECT 1\n"
                              "view a.v\n"),
                          &err);
    assert_non_null(catalog);
    assert_string_equal(catalog->server_version, "26.7.3");
    assert_true(catalog_has_schema(catalog, STR("empty")));
    assert_int_equal(catalog->n_tables, 3);
    const struct catalog_table *table = catalog_find_table(catalog, STR("pivot"), STR("t"));
    assert_int_equal(table->n_columns, 3);
    assert_string_equal(table->comment, "the trades");
    assert_string_equal(table->primary_key, "day, a");
    assert_int_equal(table->total_rows, 15);
    assert_int_equal(table->n_mutations_pending, 1);
    assert_string_equal(table->columns[0].comment, "the day");
    assert_int_equal(table->columns[1].pg_type, PG_TEXT);
    assert_true(table->columns[1].nullable);
    assert_string_equal(table->columns[2].default_expression, "1 + 1");
    assert_int_equal(table->columns[2].typmod, pgtype_numeric_typmod(18, 2));
    table = catalog_find_table(catalog, STR("pivot"), STR("mv"));
    assert_string_equal(table->target_name, "r");
    assert_string_equal(table->as_select, "SELECT 1");
    arena_free(arena);
}

static void says_which_line_is_wrong(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"column a Int32", "line 1: there is no table yet"},
        {"table t MergeTree", "line 1: SCHEMA.NAME is missing"},
        {"table t.", "line 1: the name after the dot is missing"},
        {"\ntable p.t M\ncolumn a", "line 3: column needs a name and a type"},
        {"table p.t M\ndefault DEFAULT 1", "line 2: default follows a column"},
        {"nonsense", "line 1: unknown word at the start"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new(1 << 20);
        struct err err = {0};
        assert_null(catalog_file_read(arena, str_of(cases[i][0]), &err));
        assert_string_equal(err.message, cases[i][1]);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_fact),
        cmocka_unit_test(says_which_line_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
