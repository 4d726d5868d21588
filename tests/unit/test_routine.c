/* The data tables of functions, operators, aggregates and casts keep their own rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/pgtype.h"
#include "rewrite/routines/routine.h"

static bool same_signature(const struct routine *a, const struct routine *b)
{
    return strcmp(a->name, b->name) == 0 && a->n_args == b->n_args &&
           memcmp(a->args, b->args, sizeof a->args) == 0;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* A row that answers has an example; names, types and counts are whole. */
static void rows_are_complete(void **state)
{
    (void)state;
    enum routine_kind kind;
    const struct routine *row;
    for (size_t i = 0; (row = routine_at(i, &kind)); i++) {
        assert_non_null(row->name);
        assert_true(row->result == PG_ANY || pgtype_by_oid(row->result));
        assert_in_range(row->n_args, 0, ROUTINE_MAX_ARGS);
        for (int a = 0; a < ROUTINE_MAX_ARGS; a++)
            assert_int_equal(row->args[a] != 0, a < row->n_args);
        if (row->clickhouse && (!row->example || !*row->example))
            fail_msg("%s has no example", row->name);
        assert_in_range(row->constant_arg, 0, row->n_args);
    }
    assert_true(kind == ROUTINE_CLICKHOUSE_AGGREGATE);
}

static void check_template(const struct routine *row, enum routine_kind kind)
{
    bool is_quoted = false;
    int depth = 0;
    for (const char *at = row->clickhouse; *at; at++) {
        is_quoted ^= *at == '\'';
        depth += (*at == '(') - (*at == ')');
        bool names_argument = strchr("$@&", *at) && at[1] >= '1' && at[1] <= '9';
        bool has_groups = row->regex == REGEX_GROUPS || row->regex == REGEX_ALL_GROUPS;
        int n_more = row->lookup ? 2 : row->elements != ELEMENTS_PLAIN || has_groups;
        if (names_argument && at[1] - '0' > row->n_args + n_more)
            fail_msg("%s: %s names an argument that it has not", row->name, row->clickhouse);
        if (kind == ROUTINE_AGGREGATE && !is_quoted && *at == '[' &&
            !(at > row->clickhouse && strchr("abcdefghijklmnopqrstuvwxyzNlSt", at[-1])))
            fail_msg("%s: brackets that are no call", row->name);
    }
    if (depth != 0)
        fail_msg("%s: %s has parentheses without a partner", row->name, row->clickhouse);
}

static void templates_fit_their_rows(void **state)
{
    (void)state;
    enum routine_kind kind;
    const struct routine *row;
    for (size_t i = 0; (row = routine_at(i, &kind)); i++)
        if (row->clickhouse)
            check_template(row, kind);
}

/* Two rows of one signature differ in what they ask of a constant, and the one that asks for
 * nothing is the last. */
static void signatures_are_unique(void **state)
{
    (void)state;
    enum routine_kind kind, other_kind;
    const struct routine *row, *other;
    for (size_t i = 0; (row = routine_at(i, &kind)); i++)
        for (size_t j = i + 1; (other = routine_at(j, &other_kind)); j++) {
            if (kind != other_kind || !same_signature(row, other))
                continue;
            if ((!row->literal && !row->constant_arg) ||
                (same_text(row->literal, other->literal) && same_text(row->flag, other->flag) &&
                 row->constant_arg == other->constant_arg))
                fail_msg("%s: two rows of one signature", row->name);
        }
}

static void finds_every_row_by_name(void **state)
{
    (void)state;
    enum routine_kind kind;
    const struct routine *row, *found[256];
    for (size_t i = 0; (row = routine_at(i, &kind)); i++) {
        size_t n = routine_find(kind, row->name, found, 256), at = 0;
        assert_true(n < 256);
        while (at < n && found[at] != row)
            at++;
        assert_true(at < n);
    }
    assert_int_equal(routine_find(ROUTINE_FUNCTION, "no_such", found, 256), 0);
    assert_int_equal(routine_find(ROUTINE_OPERATOR, "abs", found, 256), 0);
}

static void casts_are_unique_and_complete(void **state)
{
    (void)state;
    for (size_t i = 0; i < casts_count; i++) {
        assert_true(cast_find(casts[i].source, casts[i].target) == &casts[i]);
        assert_non_null(casts[i].clickhouse);
        assert_non_null(casts[i].example);
    }
    assert_null(cast_find(PG_UUID, PG_INT4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_complete),
        cmocka_unit_test(templates_fit_their_rows),
        cmocka_unit_test(signatures_are_unique),
        cmocka_unit_test(finds_every_row_by_name),
        cmocka_unit_test(casts_are_unique_and_complete),
    };
    return cmocka_run_group_tests_name("routine", tests, NULL, NULL);
}
