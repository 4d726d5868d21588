/* Answers rolled up from finer ones: what is computed, as blocks, and each rule that keeps one from
 * answering. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "backend/cuboid.h"
#include "backend/native.h"
#include "base/err.h"
#include "native_text.h"

#define LIMIT ((size_t)1 << 20)
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- a finer answer: region, desk (can be NULL), count(*), sum(i), max(s), min(y), sum(n) --- */

enum { REGION, DESK, ROWS, SUM_I, MAX_S, MIN_Y, SUM_N, N_COLUMNS };
#define N_ROWS 5

static const char *const keys[] = {"region", "desk"};
static const struct cuboid_conjunct only_live[] = {{"live", NULL}};
static const uint64_t all_keys[] = {3};
static const struct cuboid_output held[] = {
    [REGION] = {.kind = CUBOID_KEY, .key = 0},
    [DESK] = {.kind = CUBOID_KEY, .key = 1},
    [ROWS] = {.kind = CUBOID_MEASURE, .measure = {CUBOID_ROWS, NULL, false}},
    [SUM_I] = {.kind = CUBOID_MEASURE, .measure = {CUBOID_SUM, "i", false}},
    [MAX_S] = {.kind = CUBOID_MEASURE, .measure = {CUBOID_MAX, "s", false}},
    [MIN_Y] = {.kind = CUBOID_MEASURE, .measure = {CUBOID_MIN, "y", false}},
    [SUM_N] = {.kind = CUBOID_MEASURE, .measure = {CUBOID_SUM, "n", false}},
};
static const struct cuboid_question shape = {
    .source = "t",
    .conjuncts = only_live,
    .n_conjuncts = 1,
    .keys = keys,
    .names = keys,
    .n_keys = 2,
    .sets = all_keys,
    .n_sets = 1,
    .outputs = held,
    .n_outputs = N_COLUMNS,
    .n_shown = N_COLUMNS,
    .limit = UINT64_MAX,
    .is_cuboid = true,
};

static void put_text(struct buf *out, const char *text)
{
    buf_putc(out, (char)strlen(text));
    buf_puts(out, text);
}

static void put_header(struct buf *out, const char *name, const char *type)
{
    put_text(out, name);
    put_text(out, type);
}

static void put_numbers(struct buf *out, const int64_t *numbers)
{
    buf_append(out, numbers, N_ROWS * sizeof *numbers);
}

/* The largest that Int64 holds is put in the place of the sum of one group. */
static struct buf make_blocks(int64_t first_sum)
{
    static const char *const desks[] = {"a", "b", "", "a", "b"};
    static const char *const texts[] = {"s1", "s3", "s2", "s1", ""};
    static const int64_t indexes[] = {1, 1, 1, 0, 0}, rows[] = {2, 3, 4, 5, 6};
    const int64_t sums[] = {first_sum, 20, 30, 40, 50}, numbers[] = {105, 205, 0, -5, 5};
    const double least[] = {NAN, 1.5, NAN, NAN, -2};
    struct buf out;
    buf_init(&out, LIMIT);
    buf_putc(&out, N_COLUMNS);
    buf_putc(&out, N_ROWS);
    put_header(&out, "c1", "LowCardinality(String)");
    const uint64_t version = 1, flags = 0x603, n_values = 2, n_indexes = N_ROWS;
    buf_append(&out, &version, 8);
    buf_append(&out, &flags, 8);
    buf_append(&out, &n_values, 8);
    put_text(&out, "EMEA");
    put_text(&out, "AMER");
    buf_append(&out, &n_indexes, 8);
    put_numbers(&out, indexes);
    put_header(&out, "c2", "Nullable(String)");
    buf_append(&out, "\0\0\1\0\0", N_ROWS);
    for (size_t i = 0; i < N_ROWS; i++)
        put_text(&out, desks[i]);
    put_header(&out, "c3", "UInt64");
    put_numbers(&out, rows);
    put_header(&out, "c4", "Nullable(Int64)");
    buf_append(&out, "\0\0\0\0\1", N_ROWS);
    put_numbers(&out, sums);
    put_header(&out, "c5", "String");
    for (size_t i = 0; i < N_ROWS; i++)
        put_text(&out, texts[i]);
    put_header(&out, "c6", "Float64");
    buf_append(&out, least, sizeof least);
    put_header(&out, "c7", "Decimal(18, 2)");
    put_numbers(&out, numbers);
    return out;
}

static struct cuboid *make_cuboid(int64_t first_sum)
{
    struct buf blocks = make_blocks(first_sum);
    struct cuboid *cuboid = cuboid_new(&shape, buf_str(&blocks));
    buf_free(&blocks);
    assert_non_null(cuboid);
    assert_int_equal(cuboid->n_rows, N_ROWS);
    return cuboid;
}

/* --- questions --- */

static const struct cuboid_output
    region = {.kind = CUBOID_KEY, .key = 0},
    desk = {.kind = CUBOID_KEY, .key = 1},
    n = {.kind = CUBOID_MEASURE, .measure = {CUBOID_ROWS, NULL, false}},
    sum_i = {.kind = CUBOID_MEASURE, .measure = {CUBOID_SUM, "i", false}},
    max_s = {.kind = CUBOID_MEASURE, .measure = {CUBOID_MAX, "s", false}},
    min_y = {.kind = CUBOID_MEASURE, .measure = {CUBOID_MIN, "y", false}},
    sum_n = {.kind = CUBOID_MEASURE, .measure = {CUBOID_SUM, "n", false}};

static struct cuboid_question question_of(const struct cuboid_output *outputs, size_t n_outputs,
                                          const uint64_t *sets, size_t n_sets)
{
    struct cuboid_question question = shape;
    question.outputs = outputs;
    question.n_outputs = question.n_shown = n_outputs;
    question.sets = sets;
    question.n_sets = n_sets;
    question.is_cuboid = false;
    question.can_be_asked = true;
    return question;
}

#define QUESTION(outputs, sets) question_of(outputs, COUNT(outputs), sets, COUNT(sets))

/* The answer's columns; "declined" if there is none. */
static void expect_of(const struct cuboid *cuboid, const struct cuboid_question *question,
                      const char *expected)
{
    struct buf out, text;
    struct block block;
    struct err err = {0};
    buf_init(&out, LIMIT);
    buf_init(&text, LIMIT);
    assert_null(cuboid_refusal(cuboid, question, NULL));
    if (cuboid_answer(cuboid, question, &out)) {
        struct native_reader *reader = native_reader_new(&native_limits_default);
        assert_true(native_reader_feed(reader, buf_str(&out), &err));
        assert_int_equal(native_reader_next(reader, &block, &err), NATIVE_BLOCK);
        native_text_block(&text, &block);
        assert_true(native_reader_at_boundary(reader));
        native_reader_free(reader);
    } else {
        buf_puts(&text, "declined");
    }
    buf_putc(&text, '\0');
    assert_string_equal(buf_data(&text), expected);
    buf_free(&out);
    buf_free(&text);
}

static void expect(const struct cuboid_question *question, const char *expected)
{
    struct cuboid *cuboid = make_cuboid(10);
    expect_of(cuboid, question, expected);
    cuboid_free(cuboid);
}

static const uint64_t by_region[] = {1}, by_desk[] = {2}, by_none[] = {0};

static void fewer_keys(void **state)
{
    (void)state;
    const struct cuboid_output outputs[] = {region, n, sum_i, max_s, min_y, sum_n};
    const struct cuboid_order by_key = {.output = 0, .descending = true, .nulls_first = true};
    struct cuboid_question question = QUESTION(outputs, by_region);
    question.orders = &by_key;
    question.n_orders = 1;
    expect(&question, "c1 String: EMEA AMER\n"
                      "c2 UInt64: 11 9\n"
                      "c3 Int64: 40 60\n"
                      "c4 String: s1 s3\n"
                      "c5 Float64: -2 1.5\n"
                      "c6 Decimal(18, 2): 0x00 0x0136\n");
}

static void null_is_a_key_like_others_and_last(void **state)
{
    (void)state;
    const struct cuboid_output outputs[] = {desk, n};
    struct cuboid_order by_key = {.output = 0};
    struct cuboid_question question = QUESTION(outputs, by_desk);
    question.orders = &by_key;
    question.n_orders = 1;
    expect(&question, "c1 String: a b NULL\nc2 UInt64: 7 9 4\n");
    by_key.nulls_first = true;
    expect(&question, "c1 String: NULL a b\nc2 UInt64: 4 7 9\n");
    by_key.descending = true;
    expect(&question, "c1 String: NULL b a\nc2 UInt64: 4 9 7\n");
    by_key.nulls_first = false;
    expect(&question, "c1 String: b a NULL\nc2 UInt64: 9 7 4\n");
}

static void a_page_of_the_largest(void **state)
{
    (void)state;
    const struct cuboid_output outputs[] = {desk, n};
    const struct cuboid_order by_count = {.output = 1, .descending = true, .nulls_first = true};
    struct cuboid_question question = QUESTION(outputs, by_desk);
    question.orders = &by_count;
    question.n_orders = 1;
    question.limit = 1;
    expect(&question, "c1 String: b\nc2 UInt64: 9\n");
    question.offset = 1;
    expect(&question, "c1 String: a\nc2 UInt64: 7\n");
    question.offset = 3;
    expect(&question, "c1 String:\nc2 UInt64:\n");
    question.limit = 0;
    question.offset = 0;
    expect(&question, "c1 String:\nc2 UInt64:\n");
}

static void subtotals(void **state)
{
    (void)state;
    static const size_t both[] = {0, 1};
    const struct cuboid_output outputs[] = {
        region, desk, n, {.kind = CUBOID_GROUPING, .keys = both, .n_keys = 2}};
    const uint64_t sets[] = {3, 1, 0};
    const struct cuboid_order order[] = {{.output = 0}, {.output = 1}};
    struct cuboid_question question = QUESTION(outputs, sets);
    question.orders = order;
    question.n_orders = 2;
    expect(&question, "c1 String: AMER AMER AMER AMER EMEA EMEA EMEA NULL\n"
                      "c2 String: a b NULL NULL a b NULL NULL\n"
                      "c3 UInt64: 2 3 4 9 5 6 11 20\n"
                      "c4 Int32: 0 0 0 1 0 0 1 3\n");
}

static const struct cuboid_value texts[] = {{.is_text = true, .text = {"a", 1}}, {.is_null = true}};
static const struct cuboid_condition desk_is_a = {
    .test = CUBOID_EQUAL, .key = "desk", .values = texts, .n_values = 1};
static const struct cuboid_condition desk_in = {
    .test = CUBOID_IN, .key = "desk", .values = texts, .n_values = 2};
static const struct cuboid_condition desk_is_null = {.test = CUBOID_IS_NULL, .key = "desk"};

static struct cuboid_condition over(enum cuboid_test test,
                                    const struct cuboid_condition *const *args, size_t n_args)
{
    return (struct cuboid_condition){.test = test, .args = args, .n_args = n_args};
}

/* How many rows of the base the condition holds for. */
static void expect_rows(const struct cuboid_condition *condition, const char *expected)
{
    const struct cuboid_output outputs[] = {
        n, {.kind = CUBOID_MEASURE, .measure = {CUBOID_ROWS, NULL, false}, .filter = condition}};
    const struct cuboid_conjunct conjuncts[] = {only_live[0], {"condition", condition}};
    struct cuboid_question question = QUESTION(outputs, by_none);
    char text[128];
    question.n_outputs = question.n_shown = 1;
    question.conjuncts = conjuncts;
    question.n_conjuncts = 2;
    snprintf(text, sizeof text, "c1 UInt64: %s\n", expected);
    expect(&question, text);
    question.n_outputs = question.n_shown = 2;
    question.n_conjuncts = 1;
    snprintf(text, sizeof text, "c1 UInt64: 20\nc2 UInt64: %s\n", expected);
    expect(&question, text);
}

static void conditions_know_null(void **state)
{
    (void)state;
    const struct cuboid_condition *is_a[] = {&desk_is_a}, *in[] = {&desk_in};
    const struct cuboid_condition *either[] = {&desk_is_a, &desk_is_null};
    struct cuboid_condition is_not_a = over(CUBOID_NOT, is_a, 1), not_in = over(CUBOID_NOT, in, 1),
                            any = over(CUBOID_OR, either, 2), all = over(CUBOID_AND, either, 2);
    expect_rows(&desk_is_a, "7");
    expect_rows(&is_not_a, "9");
    expect_rows(&desk_in, "7");
    expect_rows(&not_in, "0");
    expect_rows(&desk_is_null, "4");
    expect_rows(&any, "11");
    expect_rows(&all, "0");
}

static void conditions_of_several_keys(void **state)
{
    (void)state;
    const struct cuboid_value amer = {.is_text = true, .text = {"AMER", 4}};
    const struct cuboid_condition is_amer = {
        .test = CUBOID_GREATER, .key = "region", .values = &amer, .n_values = 1};
    const struct cuboid_condition *both[] = {&is_amer, &desk_is_a};
    struct cuboid_condition all = over(CUBOID_AND, both, 2), any = over(CUBOID_OR, both, 2);
    expect_rows(&is_amer, "11");
    expect_rows(&all, "5");
    expect_rows(&any, "13");
}

static void what_cannot_be_compared_is_declined(void **state)
{
    (void)state;
    const struct cuboid_output outputs[] = {n};
    const struct cuboid_value number = {.number = 1};
    const struct cuboid_condition odd = {
        .test = CUBOID_EQUAL, .key = "region", .values = &number, .n_values = 1};
    const struct cuboid_conjunct conjuncts[] = {only_live[0], {"odd", &odd}};
    struct cuboid_question question = QUESTION(outputs, by_none);
    question.conjuncts = conjuncts;
    question.n_conjuncts = 2;
    expect(&question, "declined");
}

static void of_no_rows_there_is_a_count_and_no_sum(void **state)
{
    (void)state;
    static const struct cuboid_value none = {.is_text = true, .text = {"none", 4}};
    const struct cuboid_condition never = {
        .test = CUBOID_EQUAL, .key = "region", .values = &none, .n_values = 1};
    const struct cuboid_conjunct conjuncts[] = {only_live[0], {"never", &never}};
    struct cuboid_output or_zero = sum_i;
    or_zero.has_default = true;
    const struct cuboid_output outputs[] = {n, sum_i, max_s, or_zero};
    const struct cuboid_output keyed[] = {region, n};
    struct cuboid_question question = QUESTION(outputs, by_none);
    question.conjuncts = conjuncts;
    question.n_conjuncts = 2;
    expect(&question, "c1 UInt64: 0\nc2 Int64: NULL\nc3 String: NULL\nc4 Int64: 0\n");
    question = QUESTION(keyed, by_region);
    question.conjuncts = conjuncts;
    question.n_conjuncts = 2;
    expect(&question, "c1 String:\nc2 UInt64:\n");
}

static void a_sum_that_does_not_fit_is_declined(void **state)
{
    (void)state;
    const struct cuboid_output outputs[] = {sum_i};
    struct cuboid_question question = QUESTION(outputs, by_none);
    struct cuboid *cuboid = make_cuboid(INT64_MAX);
    expect_of(cuboid, &question, "declined");
    cuboid_free(cuboid);
}

/* --- time --- */

/* Rows by a unit of time, of 2023-12-31 23:59, 2024-02-01 12:30 and NULL. */
static struct cuboid *make_cuboid_by_time(enum time_unit unit)
{
    static const char *const by_time[] = {"held"};
    static const uint64_t one_key[] = {1};
    const struct cuboid_output outputs[] = {region, n};
    const struct cuboid_derivation held_unit = {"held", "ts", CUBOID_START, unit};
    const int64_t seconds[] = {1704067140, 1706790600, 0}, rows[] = {1, 2, 4};
    struct cuboid_question of = QUESTION(outputs, one_key);
    struct buf out;
    of.keys = of.names = by_time;
    of.n_keys = 1;
    of.n_conjuncts = 0;
    of.derivations = &held_unit;
    of.n_derivations = 1;
    buf_init(&out, LIMIT);
    buf_puts(&out, "\2\3");
    put_header(&out, "c1", "Nullable(DateTime64(0, 'UTC'))");
    buf_append(&out, "\0\0\1", 3);
    buf_append(&out, seconds, sizeof seconds);
    put_header(&out, "c2", "UInt64");
    buf_append(&out, rows, sizeof rows);
    struct cuboid *cuboid = cuboid_new(&of, buf_str(&out));
    buf_free(&out);
    assert_non_null(cuboid);
    return cuboid;
}

static struct cuboid_question question_by(const struct cuboid_derivation *wanted,
                                          const char *const *key,
                                          const struct cuboid_output *outputs,
                                          const struct cuboid_order *order)
{
    struct cuboid_question question = question_of(outputs, 2, by_region, 1);
    question.keys = question.names = key;
    question.n_keys = 1;
    question.n_conjuncts = 0;
    question.derivations = wanted;
    question.n_derivations = 1;
    question.orders = order;
    question.n_orders = 1;
    return question;
}

static void time_tells_its_units_and_parts(void **state)
{
    (void)state;
    static const struct {
        struct cuboid_derivation wanted;
        const char *expected;
    } examples[] = {
        {{"w", "ts", CUBOID_DATE, UNIT_DAY}, "c1 Date32: 19722 19754 NULL\nc2 UInt64: 1 2 4\n"},
        {{"w", "ts", CUBOID_YEAR, UNIT_YEAR},
         "c1 Decimal(76, 0): 0x07e7 0x07e8 NULL\nc2 UInt64: 1 2 4\n"},
        {{"w", "ts", CUBOID_MONTH, UNIT_MONTH},
         "c1 Decimal(76, 0): 0x02 0x0c NULL\nc2 UInt64: 2 1 4\n"},
        {{"w", "ts", CUBOID_DOW, UNIT_DAY},
         "c1 Decimal(76, 0): 0x00 0x04 NULL\nc2 UInt64: 1 2 4\n"},
        {{"w", "ts", CUBOID_ISODOW, UNIT_DAY},
         "c1 Decimal(76, 0): 0x04 0x07 NULL\nc2 UInt64: 2 1 4\n"},
        {{"w", "ts", CUBOID_DOY, UNIT_DAY},
         "c1 Decimal(76, 0): 0x20 0x016d NULL\nc2 UInt64: 2 1 4\n"},
        {{"w", "ts", CUBOID_HOUR, UNIT_HOUR},
         "c1 Decimal(76, 0): 0x0c 0x17 NULL\nc2 UInt64: 2 1 4\n"},
    };
    static const char *const key[] = {"w"};
    const struct cuboid_output outputs[] = {region, n};
    const struct cuboid_order order = {.output = 0};
    struct cuboid *cuboid = make_cuboid_by_time(UNIT_MINUTE);
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct cuboid_question question = question_by(&examples[i].wanted, key, outputs, &order);
        expect_of(cuboid, &question, examples[i].expected);
    }
    cuboid_free(cuboid);
}

static void units_tell_those_they_divide(void **state)
{
    (void)state;
    static const char *const key[] = {"w"};
    const struct cuboid_output outputs[] = {region, n};
    const struct cuboid_order order = {.output = 0};
    static const struct {
        enum time_unit held, wanted;
        bool tells;
    } examples[] = {{UNIT_DAY, UNIT_MONTH, true},
                    {UNIT_MONTH, UNIT_DAY, false},
                    {UNIT_WEEK, UNIT_MONTH, false},
                    {UNIT_DAY, UNIT_WEEK, true},
                    {UNIT_HOUR, UNIT_MINUTE, false}};
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct cuboid *cuboid = make_cuboid_by_time(examples[i].held);
        struct cuboid_derivation wanted = {"w", "ts", CUBOID_START, examples[i].wanted};
        struct cuboid_question question = question_by(&wanted, key, outputs, &order);
        assert_int_equal(!cuboid_refusal(cuboid, &question, NULL), examples[i].tells);
        wanted.of = "another";
        assert_non_null(cuboid_refusal(cuboid, &question, NULL));
        cuboid_free(cuboid);
    }
}

static void damaged_blocks_are_none(void **state)
{
    (void)state;
    struct buf blocks = make_blocks(1);
    for (size_t size = 0; size < buf_size(&blocks); size++)
        assert_null(cuboid_new(&shape, (struct str){buf_data(&blocks), size}));
    struct cuboid_question other = shape;
    other.n_shown--;
    assert_null(cuboid_new(&other, buf_str(&blocks)));
    buf_free(&blocks);
}

/* --- rules --- */

static struct cuboid_question sound(void)
{
    static const struct cuboid_output outputs[] = {
        {.kind = CUBOID_KEY, .key = 0},
        {.kind = CUBOID_MEASURE, .measure = {CUBOID_ROWS, NULL, false}}};
    return QUESTION(outputs, by_region);
}

/* Breaks one rule only. */
static void break_rule(const char *rule, struct cuboid_question *question)
{
    static const char *const other_keys[] = {"region", "book"};
    static const struct cuboid_condition of_book = {.test = CUBOID_IS_NULL, .key = "book"};
    static const struct cuboid_conjunct more[] = {{"live", NULL}, {"of book", &of_book}};
    static const struct cuboid_output unheld[] = {
        {.kind = CUBOID_MEASURE, .measure = {CUBOID_MIN, "i", false}}};
    static const struct cuboid_output filtered[] = {
        {.kind = CUBOID_MEASURE, .measure = {CUBOID_ROWS, NULL, false}, .filter = &of_book}};
    static const struct cuboid_output rounded[] = {
        {.kind = CUBOID_MEASURE, .measure = {CUBOID_SUM, "i", true}}};
    if (strcmp(rule, "G1") == 0)
        question->source = "u";
    if (strcmp(rule, "W2") == 0)
        question->n_conjuncts = 0;
    if (strcmp(rule, "G2") == 0)
        question->keys = other_keys;
    if (strcmp(rule, "W1") == 0) {
        question->conjuncts = more;
        question->n_conjuncts = 2;
    }
    if (strcmp(rule, "M1") == 0)
        question->outputs = unheld;
    if (strcmp(rule, "W8") == 0)
        question->outputs = filtered;
    if (strcmp(rule, "N3") == 0)
        question->outputs = rounded;
    if (question->outputs == unheld || question->outputs == filtered ||
        question->outputs == rounded)
        question->n_outputs = question->n_shown = 1;
}

static void each_rule_stops_what_nothing_else_does(void **state)
{
    (void)state;
    struct cuboid *cuboid = make_cuboid(1);
    struct cuboid_question question = sound();
    assert_null(cuboid_refusal(cuboid, &question, NULL));
    for (size_t i = 0; i < cuboid_n_rules; i++) {
        const char *rule = cuboid_rules[i].name;
        question = sound();
        break_rule(rule, &question);
        const struct cuboid_rule *refusal = cuboid_refusal(cuboid, &question, NULL);
        assert_non_null(refusal);
        assert_string_equal(refusal->name, rule);
        assert_null(cuboid_refusal(cuboid, &question, rule));
    }
    cuboid_free(cuboid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fewer_keys),
        cmocka_unit_test(null_is_a_key_like_others_and_last),
        cmocka_unit_test(a_page_of_the_largest),
        cmocka_unit_test(subtotals),
        cmocka_unit_test(conditions_know_null),
        cmocka_unit_test(conditions_of_several_keys),
        cmocka_unit_test(what_cannot_be_compared_is_declined),
        cmocka_unit_test(of_no_rows_there_is_a_count_and_no_sum),
        cmocka_unit_test(a_sum_that_does_not_fit_is_declined),
        cmocka_unit_test(time_tells_its_units_and_parts),
        cmocka_unit_test(units_tell_those_they_divide),
        cmocka_unit_test(damaged_blocks_are_none),
        cmocka_unit_test(each_rule_stops_what_nothing_else_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
