/* Rows that wait for their client: in memory, in the file, forward, backward and gone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "spool.h"

#define ROW_SIZE 1000

static void add_row(struct spool *spool, uint64_t number)
{
    char row[ROW_SIZE] = "D";
    struct err err = {0};
    unsigned size = (unsigned)(40 + number % (ROW_SIZE - 40));
    row[3] = (char)((size - 1) >> 8);
    row[4] = (char)((size - 1) & 0xff);
    snprintf(row + 5, sizeof row - 5, "%llu", (unsigned long long)number);
    buf_append(&spool->tail, row, size);
    assert_true(spool_note_row(spool, &err));
}

static void check_row(struct spool *spool, uint64_t number)
{
    struct err err = {0};
    struct str message;
    char wanted[32];
    assert_true(spool_read(spool, number, &message, &err));
    snprintf(wanted, sizeof wanted, "%llu", (unsigned long long)number);
    assert_int_equal(message.size, 40 + number % (ROW_SIZE - 40));
    assert_string_equal(message.data + 5, wanted);
}

static void test_kept(void **state)
{
    (void)state;
    struct spool_quota quota = {.folder = "/tmp", .limit = 1 << 30};
    struct spool spool;
    spool_init(&spool, &quota, true, 64 << 20);
    for (uint64_t i = 1; i <= 60000; i++)
        add_row(&spool, i);
    assert_true(quota.used > 0);
    for (uint64_t i = 60000; i >= 1; i--)
        check_row(&spool, i);
    for (uint64_t i = 1; i <= 60000; i++)
        check_row(&spool, i);
    for (uint64_t i = 1; i <= 1000; i++)
        check_row(&spool, i * 7919 % 60000 + 1);
    spool_free(&spool);
    assert_int_equal(quota.used, 0);
}

static void test_forgotten(void **state)
{
    (void)state;
    struct spool_quota quota = {.folder = "/tmp", .limit = 1 << 30};
    struct spool spool;
    uint64_t made = 0, read = 0;
    spool_init(&spool, &quota, false, 64 << 20);
    for (int round = 0; round < 4; round++) {
        while (made < (uint64_t)(round + 1) * 40000)
            add_row(&spool, ++made);
        assert_true(quota.used > 0);
        while (read < made - 3) {
            check_row(&spool, ++read);
            spool_forget(&spool, read);
        }
    }
    assert_int_equal(quota.used, 0);
    spool_forget(&spool, made);
    assert_int_equal(buf_size(&spool.tail), 0);
    spool_free(&spool);
}

static void test_quota(void **state)
{
    (void)state;
    struct spool_quota quota = {.folder = "/tmp", .limit = 1 << 20};
    char row[] = {'D', 0, 1, 0, 0};
    static const char rest[65536 - 4];
    struct err err = {0};
    for (int keeps = 0; keeps < 2; keeps++) {
        struct spool spool;
        bool fine = true;
        spool_init(&spool, &quota, keeps, 64 << 20);
        for (int i = 0; fine && i < 300; i++) {
            buf_append(&spool.tail, row, sizeof row);
            buf_append(&spool.tail, rest, sizeof rest);
            fine = spool_note_row(&spool, &err);
        }
        assert_true(spool_is_full(&spool));
        assert_int_equal(fine, !keeps);
        spool_free(&spool);
    }
    assert_string_equal(err.sqlstate, "53400");
    spool_free(&(struct spool){0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kept),
        cmocka_unit_test(test_forgotten),
        cmocka_unit_test(test_quota),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
