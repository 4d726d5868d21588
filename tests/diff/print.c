/* Two answers side by side, for a person. Judges nothing. */
#include <string.h>

#include "compare.h"

#define ROWS_SHOWN 12
#define LEFT_WIDTH 60

static void print_columns(const PGresult *result, struct buf *line)
{
    for (int i = 0; i < PQnfields(result); i++)
        buf_printf(line, "%s%s:%u", i > 0 ? " | " : "", PQfname(result, i), PQftype(result, i));
}

static void print_row(const PGresult *result, int row, struct buf *line)
{
    for (int i = 0; i < PQnfields(result); i++)
        buf_printf(line, "%s%s", i > 0 ? " | " : "",
                   PQgetisnull(result, row, i) ? "NULL" : PQgetvalue(result, row, i));
}

static void print_error(const PGresult *result, struct buf *line)
{
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    buf_printf(line, "ERROR %s %s", sqlstate ? sqlstate : "", message ? message : "");
}

/* Line 0 are the columns or the error, then come the rows, then the tag. */
static bool print_line(const PGresult *result, int n, struct buf *line)
{
    bool is_answer =
        PQresultStatus(result) == PGRES_TUPLES_OK || PQresultStatus(result) == PGRES_COMMAND_OK;
    int rows = PQntuples(result) < ROWS_SHOWN ? PQntuples(result) : ROWS_SHOWN;
    if (!is_answer && n == 0)
        print_error(result, line);
    else if (is_answer && n == 0)
        print_columns(result, line);
    else if (is_answer && n <= rows)
        print_row(result, n - 1, line);
    else if (is_answer && n == rows + 1)
        buf_puts(line, PQcmdStatus((PGresult *)result));
    else
        return false;
    return true;
}

/* A value may hold line ends. */
static void print_flat(struct buf *line, int width, struct buf *out)
{
    buf_putc(line, '\0');
    char *text = line->memory + line->start;
    for (char *c = text; *c; c++) {
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    }
    buf_printf(out, "%-*s", width, text);
    buf_clear(line);
}

void answers_print(const PGresult *expected, const PGresult *actual, struct buf *out)
{
    struct buf left, right;
    buf_init(&left, 1 << 20);
    buf_init(&right, 1 << 20);
    buf_printf(out, "%-*s | %s\n", LEFT_WIDTH, "PostgreSQL", "pgpivot");
    for (int i = 0;; i++) {
        bool has_left = print_line(expected, i, &left), has_right = print_line(actual, i, &right);
        if (!has_left && !has_right)
            break;
        print_flat(&left, LEFT_WIDTH, out);
        buf_puts(out, " | ");
        print_flat(&right, 0, out);
        buf_putc(out, '\n');
    }
    buf_free(&left);
    buf_free(&right);
}
