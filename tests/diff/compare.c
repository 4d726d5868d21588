/* Two answers of libpq: are they the same? Knows nothing of cases and connections. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pgtype.h"
#include "compare.h"

static bool is_error(const PGresult *result)
{
    return PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK;
}

static const char *field_of(const PGresult *result, int field)
{
    const char *text = PQresultErrorField(result, field);
    return text ? text : "none";
}

static bool texts_compare(const char *what, const char *expected, const char *actual,
                          struct buf *differences)
{
    if (strcmp(expected, actual) == 0)
        return true;
    buf_printf(differences, "%s: expected %s, got %s\n", what, expected, actual);
    return false;
}

static bool errors_compare(const PGresult *expected, const PGresult *actual,
                           const struct comparison *comparison, struct buf *differences)
{
    bool same = texts_compare("SQLSTATE", field_of(expected, PG_DIAG_SQLSTATE),
                              field_of(actual, PG_DIAG_SQLSTATE), differences);
    return (!comparison->message ||
            texts_compare("message", field_of(expected, PG_DIAG_MESSAGE_PRIMARY),
                          field_of(actual, PG_DIAG_MESSAGE_PRIMARY), differences)) &&
           same;
}

static bool column_compare(const PGresult *expected, const PGresult *actual, int column,
                           struct buf *differences)
{
    bool same = texts_compare("column name", PQfname(expected, column), PQfname(actual, column),
                              differences);
    /* Types that users made have numbers of their own. */
    const Oid own = 16384;
    bool both_own = PQftype(expected, column) >= own && PQftype(actual, column) >= own;
    if (PQftype(expected, column) != PQftype(actual, column) && !both_own) {
        buf_printf(differences, "type of column %d: expected %u, got %u\n", column + 1,
                   PQftype(expected, column), PQftype(actual, column));
        same = false;
    }
    int wanted = PQfmod(expected, column), got = PQfmod(actual, column);
    bool is_table_numeric =
        PQftable(expected, column) != 0 && PQftype(expected, column) == PG_NUMERIC;
    /* Elsewhere ClickHouse's types may say less. */
    if (wanted != got && wanted != -1 && (got != -1 || is_table_numeric)) {
        buf_printf(differences, "type modifier of column %d: expected %d, got %d\n", column + 1,
                   wanted, got);
        same = false;
    }
    return same;
}

static bool columns_compare(const PGresult *expected, const PGresult *actual,
                            struct buf *differences)
{
    if (PQnfields(expected) != PQnfields(actual)) {
        buf_printf(differences, "columns: expected %d, got %d\n", PQnfields(expected),
                   PQnfields(actual));
        return false;
    }
    bool same = true;
    for (int i = 0; i < PQnfields(expected); i++)
        same &= column_compare(expected, actual, i, differences);
    return same;
}

static bool floats_compare(const char *expected, const char *actual,
                           const struct comparison *comparison)
{
    double a = strtod(expected, NULL), b = strtod(actual, NULL);
    double tolerance = comparison->tolerance;
    if (comparison->within > 0 && fabs(a - b) <= comparison->within)
        return true;
    if (isnan(a) || isnan(b) || isinf(a) || isinf(b) || a == 0 || b == 0)
        return strcmp(expected, actual) == 0 ||
               (tolerance > COMPARE_DIGITS_15 && fabs(a - b) <= tolerance);
    return fabs(a - b) <= tolerance * fmax(fabs(a), fabs(b));
}

/* Its length without the zeros at the end of the fraction. */
static size_t significant_length(const char *number)
{
    size_t n = strlen(number);
    if (!strchr(number, '.'))
        return n;
    while (number[n - 1] == '0')
        n--;
    return number[n - 1] == '.' ? n - 1 : n;
}

static bool numbers_compare(const char *expected, const char *actual)
{
    size_t n = significant_length(expected);
    return n == significant_length(actual) && memcmp(expected, actual, n) == 0;
}

static bool values_compare(const PGresult *expected, int expected_row, const PGresult *actual,
                           int actual_row, int column, const struct comparison *comparison)
{
    bool is_null = PQgetisnull(expected, expected_row, column);
    if (is_null || PQgetisnull(actual, actual_row, column))
        return is_null && PQgetisnull(actual, actual_row, column);
    const char *a = PQgetvalue(expected, expected_row, column);
    const char *b = PQgetvalue(actual, actual_row, column);
    if (strcmp(a, b) == 0)
        return true;
    Oid type = PQftype(expected, column);
    if (type == PG_FLOAT4 || type == PG_FLOAT8)
        return floats_compare(a, b, comparison);
    if (type != PG_NUMERIC)
        return false;
    return (comparison->by_value && numbers_compare(a, b)) ||
           (comparison->tolerance > COMPARE_DIGITS_15 && floats_compare(a, b, comparison));
}

static bool row_compare(const PGresult *expected, int expected_row, const PGresult *actual,
                        int actual_row, const struct comparison *comparison)
{
    for (int i = 0; i < PQnfields(expected); i++) {
        if (!values_compare(expected, expected_row, actual, actual_row, i, comparison))
            return false;
    }
    return true;
}

/* The first row of `actual` that equals this one and was not taken; -1. */
static int row_find(const PGresult *expected, int row, const PGresult *actual, const bool *taken,
                    const struct comparison *comparison)
{
    for (int i = 0; i < PQntuples(actual); i++) {
        if (!taken[i] && row_compare(expected, row, actual, i, comparison))
            return i;
    }
    return -1;
}

static bool rows_compare_unordered(const PGresult *expected, const PGresult *actual,
                                   const struct comparison *comparison, struct buf *differences)
{
    bool same = true;
    bool *taken = calloc((size_t)PQntuples(actual) + 1, sizeof *taken);
    for (int i = 0; taken && i < PQntuples(expected); i++) {
        int found = row_find(expected, i, actual, taken, comparison);
        if (found >= 0) {
            taken[found] = true;
            continue;
        }
        buf_printf(differences, "row %d of PostgreSQL is missing\n", i + 1);
        same = false;
    }
    free(taken);
    return same && taken;
}

static bool rows_compare(const PGresult *expected, const PGresult *actual,
                         const struct comparison *comparison, struct buf *differences)
{
    if (PQntuples(expected) != PQntuples(actual)) {
        buf_printf(differences, "rows: expected %d, got %d\n", PQntuples(expected),
                   PQntuples(actual));
        return false;
    }
    if (!comparison->ordered)
        return rows_compare_unordered(expected, actual, comparison, differences);
    for (int i = 0; i < PQntuples(expected); i++) {
        if (row_compare(expected, i, actual, i, comparison))
            continue;
        buf_printf(differences, "row %d differs\n", i + 1);
        return false;
    }
    return true;
}

bool answers_compare(const PGresult *expected, const PGresult *actual,
                     const struct comparison *comparison, struct buf *differences)
{
    if (is_error(expected) && is_error(actual))
        return errors_compare(expected, actual, comparison, differences);
    if (is_error(expected) || is_error(actual)) {
        buf_puts(differences, "one of them raised an error\n");
        return false;
    }
    if (comparison->shape)
        return columns_compare(expected, actual, differences);
    bool same = columns_compare(expected, actual, differences) &&
                rows_compare(expected, actual, comparison, differences);
    return texts_compare("command tag", PQcmdStatus((PGresult *)expected),
                         PQcmdStatus((PGresult *)actual), differences) &&
           same;
}
