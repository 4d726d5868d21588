/*
 * copy_in.h: COPY data in PostgreSQL 15's text and CSV formats. Rows, errors and contexts are those
 * of a real server on the same bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/pgtype.h"
#include "wire/copy_in.h"

static const char *const columns[] = {"a", "b"};
static const uint32_t types[] = {PG_INT4, PG_TEXT};
static const struct copy_options text_options = {
    .format = COPY_TEXT, .delimiter = '\t', .null_text = "\\N"};
static const struct copy_options csv_options = {
    .format = COPY_CSV, .delimiter = ',', .quote = '"', .escape = '"', .null_text = ""};

static void put_row(struct buf *out, const struct copy_row *row)
{
    for (size_t i = 0; i < row->n_fields; i++) {
        buf_putc(out, i ? '|' : '[');
        if (row->fields[i].is_null)
            buf_puts(out, "NULL");
        else
            buf_append_str(out, row->fields[i].text);
    }
    buf_putc(out, ']');
}

/* Feeds the data in pieces of `piece` bytes; rows as "[a|b][c|NULL]", an error behind them as
 * "SQLSTATE message (hint) context". */
static const char *read_in_pieces(const struct copy_options *options, struct str data, size_t piece,
                                  size_t max_line_bytes)
{
    static char text[4096];
    struct copy_in_target target = {"t", columns, types, 2, options, max_line_bytes};
    struct copy_in *reader = copy_in_new(&target);
    struct copy_row row;
    struct err err = {0};
    struct buf out;
    buf_init(&out, sizeof text);
    enum copy_in_status status;
    for (bool finished = false; (status = copy_in_next(reader, &row, &err)) != COPY_IN_END;) {
        if (status == COPY_IN_ERROR) {
            buf_printf(&out, "%s %s (%s) %s", err.sqlstate, err.message, err.hint, err.context);
        } else if (status == COPY_IN_ROW) {
            put_row(&out, &row);
        } else {
            assert_false(finished);
            size_t size = piece < data.size ? piece : data.size;
            finished = size == 0;
            if (finished)
                copy_in_finish(reader);
            copy_in_feed(reader, (struct str){data.data, size});
            data = str_skip(data, size);
        }
    }
    snprintf(text, sizeof text, "%.*s", (int)buf_size(&out), buf_data(&out));
    buf_free(&out);
    copy_in_free(reader);
    return text;
}

static void assert_reads(const struct copy_options *options, struct str data, const char *expected)
{
    for (size_t piece = 1; piece < 5; piece++)
        assert_string_equal(read_in_pieces(options, data, piece, 1000), expected);
    assert_string_equal(read_in_pieces(options, data, data.size + 1, 1000), expected);
}

static void test_text(void **state)
{
    (void)state;
    assert_reads(&text_options, STR("1\tx\n2\t\n"), "[1|x][2|]");
    assert_reads(&text_options, STR("1\t\\N\n\\N\tlast line"), "[1|NULL][NULL|last line]");
    assert_reads(&text_options, STR(""), "");
    assert_reads(&text_options, STR("é\t\"quoted\"\n"), "[é|\"quoted\"]");
}

static void test_text_escapes(void **state)
{
    (void)state;
    assert_reads(&text_options, STR("\\t\\n\\\\\t\\x41\\101\\b\\q\n"), "[\t\n\\|AA\bq]");
    assert_reads(&text_options, STR("a\\\nb\t\\\tc\n"), "[a\nb|\tc]");
    assert_reads(&text_options, STR("\\\\N\t\\xg\n"), "[\\N|xg]");
    assert_reads(&text_options, STR("a\tb\\"), "[a|b]");
    assert_reads(&text_options, STR("\\303\\251\t\\xc3\\xa9\n"), "[é|é]");
    assert_reads(&text_options, STR("a\t\\xc3\n"),
                 "22021 invalid byte sequence for encoding \"UTF8\": 0xc3 () "
                 "COPY t, line 1: \"a\t\\xc3\"");
}

static void test_newlines(void **state)
{
    (void)state;
    assert_reads(&text_options, STR("1\tx\r\n2\ty\r\n"), "[1|x][2|y]");
    assert_reads(&text_options, STR("1\tx\r2\ty\r"), "[1|x][2|y]");
    assert_reads(&text_options, STR("1\tx\n2\ty\r\n"),
                 "[1|x]22P04 literal carriage return found in data "
                 "(Use \"\\r\" to represent carriage return.) COPY t, line 2");
    assert_reads(&csv_options, STR("1,x\r\n2,y\n"),
                 "[1|x]22P04 unquoted newline found in data "
                 "(Use quoted CSV field to represent newline.) COPY t, line 2");
}

static void test_end_marker(void **state)
{
    (void)state;
    assert_reads(&text_options, STR("1\tx\n\\.\nrubbish"), "[1|x]");
    assert_reads(&csv_options, STR("1,x\n\\.\n2,y\n"), "[1|x]");
    assert_reads(&csv_options, STR("\\.a,\\.\n"), "[\\.a|\\.]");
    assert_reads(&text_options, STR("1\tx\n\\.x\n"),
                 "[1|x]22P04 end-of-copy marker corrupt () COPY t, line 2");
    assert_reads(&text_options, STR("1\tx\r\n\\.\n"),
                 "[1|x]22P04 end-of-copy marker does not match previous newline style () "
                 "COPY t, line 2");
}

static void test_csv(void **state)
{
    (void)state;
    assert_reads(&csv_options, STR("1,\n\"\",x\n"), "[1|NULL][|x]");
    assert_reads(&csv_options, STR("\"a,b\",\"say \"\"hi\"\"\"\n"), "[a,b|say \"hi\"]");
    assert_reads(&csv_options, STR("a\"b,c\"d,e\n"), "[ab,cd|e]");
    assert_reads(&csv_options, STR("\"two\nlines\",x\n3,4\n"), "[two\nlines|x][3|4]");
    assert_reads(&csv_options, STR("\"two\r\nlines\",x\r\n"), "[two\r\nlines|x]");
    struct copy_options escape = csv_options;
    escape.escape = '\\';
    assert_reads(&escape, STR("\"a\\\"b\",\"\\\\\"\n\\n,x\n"), "[a\"b|\\][\\n|x]");
}

static void test_csv_nulls(void **state)
{
    (void)state;
    static const bool first[] = {true, false}, second[] = {false, true};
    struct copy_options options = csv_options;
    options.null_text = "nil";
    options.force_null = first;
    options.force_not_null = second;
    assert_reads(&options, STR("nil,nil\n\"nil\",\"nil\"\n"), "[NULL|nil][NULL|nil]");
}

static void test_header(void **state)
{
    (void)state;
    struct copy_options options = csv_options;
    options.header = true;
    assert_reads(&options, STR("\"any\nthing\",x,y\n1,2\n"), "[1|2]");
    options.header_match = true;
    assert_reads(&options, STR("a,\"b\"\n1,2\n"), "[1|2]");
    assert_reads(&options, STR("a,c\n"),
                 "22P04 column name mismatch in header line field 2: got \"c\", expected \"b\" () "
                 "COPY t, line 1: \"a,c\"");
    assert_reads(&options, STR(",b\n"),
                 "22P04 column name mismatch in header line field 1: got null value (\"\"), "
                 "expected \"a\" () COPY t, line 1: \",b\"");
    assert_reads(&options, STR("a\n"),
                 "22P04 wrong number of fields in header line: got 1, expected 2 () "
                 "COPY t, line 1: \"a\"");
    assert_reads(&options, STR(""),
                 "22P04 wrong number of fields in header line: got 1, expected 2 () "
                 "COPY t, line 1: \"\"");
}

static void test_field_errors(void **state)
{
    (void)state;
    assert_reads(&csv_options, STR("1,2\n\"3\n\"\n"),
                 "[1|2]22P04 missing data for column \"b\" () COPY t, line 3: \"\"3\n\"\"");
    assert_reads(&csv_options, STR("1,2,3\n"),
                 "22P04 extra data after last expected column () COPY t, line 1: \"1,2,3\"");
    /* PostgreSQL counts newlines inside quotes once it has seen which kind ends lines. */
    assert_reads(&csv_options, STR("1,\"2\n"),
                 "22P04 unterminated CSV quoted field () COPY t, line 1: \"1,\"2\n\"");
    assert_reads(&csv_options, STR("1,\xff\n"),
                 "22021 invalid byte sequence for encoding \"UTF8\": 0xff () COPY t, line 1");
    assert_reads(&csv_options, STR("1,\0\n"),
                 "22021 invalid byte sequence for encoding \"UTF8\": 0x00 () COPY t, line 1");
}

static void test_line_limit(void **state)
{
    (void)state;
    static char data[200001];
    memset(data, 'x', sizeof data - 1);
    const char *expected = "54000 line is too long () COPY t, line 1";
    assert_string_equal(read_in_pieces(&csv_options, (struct str){data, 200000}, 1000, 99),
                        expected);
    assert_string_equal(read_in_pieces(&csv_options, (struct str){data, 200000}, 200000, 99),
                        expected);
    data[120] = '\n';
    const char *text = read_in_pieces(&csv_options, (struct str){data, 121}, 200, 99);
    assert_memory_equal(text, expected, 40);
}

static void test_context_of_values(void **state)
{
    (void)state;
    struct copy_in_target target = {"trades", columns, types, 2, &csv_options, 1000};
    struct copy_in *reader = copy_in_new(&target);
    struct copy_row row;
    struct err err = {0};
    char data[200];
    memset(data, 'x', sizeof data);
    memcpy(data, "abc,\n1,2\n1,\xc3\xa9", 13);
    copy_in_feed(reader, (struct str){data, sizeof data});
    assert_int_equal(copy_in_next(reader, &row, &err), COPY_IN_ROW);
    assert_false(copy_in_add_context(reader, 0, &err));
    assert_string_equal(err.context, "COPY trades, line 1, column a: \"abc\"");
    copy_in_add_context(reader, 1, &err);
    assert_string_equal(err.context, "COPY trades, line 1, column b: null input");
    assert_int_equal(copy_in_next(reader, &row, &err), COPY_IN_ROW);
    assert_int_equal(row.line, 2);
    copy_in_finish(reader);
    assert_int_equal(copy_in_next(reader, &row, &err), COPY_IN_ROW);
    copy_in_add_context(reader, 1, &err);
    assert_int_equal(strlen(err.context), strlen("COPY trades, line 3, column b: \"\"") + 103);
    copy_in_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),       cmocka_unit_test(test_text_escapes),
        cmocka_unit_test(test_newlines),   cmocka_unit_test(test_end_marker),
        cmocka_unit_test(test_csv),        cmocka_unit_test(test_csv_nulls),
        cmocka_unit_test(test_header),     cmocka_unit_test(test_field_errors),
        cmocka_unit_test(test_line_limit), cmocka_unit_test(test_context_of_values),
    };
    return cmocka_run_group_tests_name("wire_copy_in", tests, NULL, NULL);
}
