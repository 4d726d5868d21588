/* How long a statement takes from PostgreSQL's SQL to ClickHouse's: the median of many rounds, per
 * statement. Measures and prints; asserts nothing but that each statement is accepted. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "catalog_file.h"
#include "rewrite/rewrite.h"

#define MAX_ROUNDS 1001
#define SECONDS_PER_STATEMENT 0.5
#define TEXT_LIMIT ((size_t)4 << 20)
#define MEMORY_LIMIT ((size_t)1 << 30)

static const struct statement {
    const char *name, *sql;
    int in_list; /* 0: the text as it is; else so many numbers and ")" follow */
} statements[] = {
    {"constant", "SELECT 1", 0},
    {"point", "SELECT trade_date, pnl FROM trades_1d WHERE portfolio_manager_id = 3 LIMIT 10", 0},
    {"grouped sums",
     "SELECT portfolio_manager_id, region, asset_class, sum(pnl) AS pnl, sum(notional) AS "
     "notional, "
     "count(*) AS n FROM trades_1d WHERE trade_date >= '2024-01-01' AND region IN ('EMEA', 'APAC') "
     "GROUP BY portfolio_manager_id, region, asset_class ORDER BY pnl DESC LIMIT 100",
     0},
    {"top_level",
     "SELECT region, sum(pnl), sum(notional) FROM top_level(trades_1d) GROUP BY region ORDER BY 2 "
     "DESC",
     0},
    {"pivot",
     "SELECT * FROM (SELECT region, asset_class, pnl FROM trades_1d) PIVOT (sum(pnl) FOR "
     "asset_class IN ('Equity', 'Commodity', 'Bond')) ORDER BY region",
     0},
    {"join",
     "SELECT i.sector, sum(t.pnl), avg(t.price) FROM trades_1d t JOIN instruments i ON i.symbol = "
     "t.underlying_symbol WHERE t.trade_date BETWEEN '2024-01-01' AND '2024-03-31' AND i.currency "
     "= "
     "'USD' GROUP BY i.sector HAVING sum(t.pnl) > 0 ORDER BY 2 DESC",
     0},
    {"subqueries",
     "SELECT symbol, sum(pnl) FROM trades_1d t WHERE symbol IN (SELECT symbol FROM instruments "
     "WHERE "
     "sector = 'Energy') AND notional > (SELECT avg(notional) FROM trades_1d) AND EXISTS (SELECT 1 "
     "FROM constituents c WHERE c.parent_symbol = t.symbol) GROUP BY symbol",
     0},
    {"windows",
     "SELECT trade_date, region, sum(pnl) AS day, sum(sum(pnl)) OVER (PARTITION BY region ORDER BY "
     "trade_date) AS running, rank() OVER (PARTITION BY trade_date ORDER BY sum(pnl) DESC) AS "
     "place "
     "FROM trades_1d GROUP BY trade_date, region ORDER BY 1, 5",
     0},
    {"pricing summary",
     "SELECT side, symbol, sum(value) AS s, sum(value * 2) AS s2, sum(value * (1 - value)) AS s3, "
     "sum(value * (1 - value) * (1 + value)) AS s4, avg(value) AS a, avg(value * 3) AS a3, "
     "count(*) "
     "AS n FROM positions WHERE trade_date <= date '1998-12-01' - interval '90 day' GROUP BY side, "
     "symbol ORDER BY side, symbol",
     0},
    {"time buckets",
     "SELECT date_trunc('month', trade_date) AS month, extract(year FROM trade_date) AS year, "
     "count(DISTINCT symbol), sum(CASE WHEN exposure_type = 'Direct' THEN notional ELSE 0 END), "
     "round(avg(pnl)::numeric, 2), sum(pnl) / nullif(sum(notional), 0) FROM trades_1d WHERE symbol "
     "LIKE 'A%' GROUP BY 1, 2 ORDER BY 1",
     0},
    {"CTEs",
     "WITH daily AS (SELECT trade_date, book, sum(pnl) AS pnl FROM trades_1d GROUP BY 1, 2), best "
     "AS "
     "(SELECT book, max(pnl) AS top FROM daily GROUP BY book) SELECT d.trade_date, d.book, d.pnl, "
     "b.top FROM daily d JOIN best b ON b.book = d.book WHERE d.pnl = b.top ORDER BY 1, 2",
     0},
    {"numeric arithmetic",
     "SELECT n * 2 + 1, n / 3, round(n, 2), i64 + i4, f8 * f4, d + 1, s || '!' FROM types WHERE n "
     "> "
     "1.5 AND i4 BETWEEN 1 AND 10",
     0},
    {"catalog: columns",
     "SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attnum FROM "
     "pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN "
     "pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = 'trades_1d' AND "
     "n.nspname "
     "= 'pivot' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
     0},
    {"catalog: tables",
     "SELECT n.nspname, c.relname, c.relkind FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = "
     "c.relnamespace WHERE c.relkind IN ('r', 'v', 'm') AND n.nspname <> 'pg_catalog' AND "
     "pg_table_is_visible(c.oid) ORDER BY 1, 2",
     0},
    {"IN, 10 values", "SELECT sum(pnl) FROM trades_1d WHERE trade_id IN (", 10},
    {"IN, 1000 values", "SELECT sum(pnl) FROM trades_1d WHERE trade_id IN (", 1000},
    {"IN, 10000 values", "SELECT sum(pnl) FROM trades_1d WHERE trade_id IN (", 10000},
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, size_t n)
{
    qsort(values, n, sizeof *values, compare);
    return values[n / 2];
}

static void write_sql(struct buf *out, const struct statement *statement)
{
    buf_puts(out, statement->sql);
    for (int i = 1; i <= statement->in_list; i++)
        buf_printf(out, i == 1 ? "%d" : ", %d", i * 7);
    if (statement->in_list)
        buf_puts(out, ")");
}

struct times {
    double parse[MAX_ROUNDS], rewrite[MAX_ROUNDS];
    size_t n, size;
};

static bool run_once(struct str sql, const struct rewrite_context *context, struct times *times,
                     struct err *err)
{
    struct arena *arena = arena_new(MEMORY_LIMIT);
    double start = now();
    const struct script *script = rewrite_parse(arena, sql, err);
    double parsed = now();
    const struct plan *plan = script ? rewrite_statement(arena, script, 0, context, err) : NULL;
    times->parse[times->n] = parsed - start;
    times->rewrite[times->n++] = now() - parsed;
    times->size = plan ? plan->clickhouse_sql.size : 0;
    arena_free(arena);
    return plan != NULL;
}

static bool measure(const struct statement *statement, const struct rewrite_context *context)
{
    static struct times times;
    struct buf sql;
    struct err err = {0};
    times.n = 0;
    buf_init(&sql, TEXT_LIMIT);
    write_sql(&sql, statement);
    double end = now() + SECONDS_PER_STATEMENT;
    bool fine = true;
    while (fine && times.n < MAX_ROUNDS && (times.n < 5 || now() < end))
        fine = run_once(buf_str(&sql), context, &times, &err);
    if (fine) {
        double parse = median(times.parse, times.n), rewrite = median(times.rewrite, times.n);
        printf("%-20s %9.1f %9.1f %9.1f %9zu %9zu\n", statement->name, parse * 1e6, rewrite * 1e6,
               (parse + rewrite) * 1e6, buf_str(&sql).size, times.size);
    } else {
        printf("%-20s refused: %s %s\n", statement->name, err.sqlstate, err.message);
    }
    buf_free(&sql);
    return fine;
}

/* ---- many rollups ---- */

#define N_ROLLUPS 500
#define N_COLUMNS 60

/* A table of which there are many rollups, each by some eight of forty keys, with ten sums. */
static void write_rollups(struct buf *out)
{
    unsigned state = 12345;
    buf_puts(out, "table pivot.wide MergeTree\n");
    for (int i = 0; i < N_COLUMNS; i++)
        buf_printf(out, "column c%d %s\n", i, i < 40 ? "Int32" : "Float64");
    buf_puts(out, "rows 100000000\n");
    for (int r = 0; r < N_ROLLUPS; r++) {
        struct buf keys, columns, select;
        struct buf *const all[] = {&keys, &columns, &select};
        for (size_t i = 0; i < 3; i++)
            buf_init(all[i], 1 << 16);
        for (int i = 0; i < N_COLUMNS; i++) {
            state = state * 1103515245U + 12345U;
            bool is_key = i < 40 && (i < 2 || (state >> 16) % 6 == 0);
            bool is_sum = i >= 40 && (state >> 16) % 2 == 0;
            if (is_key) {
                buf_printf(&keys, "%sc%d", buf_size(&keys) ? ", " : "", i);
                buf_printf(&columns, "column c%d Int32\n", i);
                buf_printf(&select, "c%d, ", i);
            } else if (is_sum) {
                buf_printf(&columns, "column s%d SimpleAggregateFunction(sum, Float64)\n", i);
                buf_printf(&select, "sum(c%d) AS s%d, ", i, i);
            }
        }
        for (size_t i = 0; i < 3; i++)
            buf_putc(all[i], '\0');
        buf_printf(out,
                   "table pivot.wide_%d AggregatingMergeTree\n%scolumn n "
                   "SimpleAggregateFunction(sum, UInt64)\nsorting_key %s\nrows %d\n"
                   "materialized_view pivot.wide_%d_mv pivot.wide_%d\n"
                   "as SELECT %scount() AS n FROM pivot.wide GROUP BY %s\n",
                   r, buf_data(&columns), buf_data(&keys), 1000 + r, r, r, buf_data(&select),
                   buf_data(&keys));
        for (size_t i = 0; i < 3; i++)
            buf_free(all[i]);
    }
}

/* About 5 kB over two keys, so that all rollups of those two pass the first look. */
static void write_wide_query(struct buf *out)
{
    buf_puts(out, "SELECT c0, c1");
    for (int i = 0; i < 70; i++)
        buf_printf(out, ", sum(c%d) FILTER (WHERE c1 = %d AND c0 BETWEEN %d AND %d) AS total_%d",
                   40 + i % 20, i, i, i + 1000, i);
    buf_puts(out, " FROM wide WHERE c0 IN (1, 2, 3) AND c1 > 7 GROUP BY c0, c1");
}

/* What looking for a rollup among many costs: with them, less without, in turn. */
static bool compare_rollups(struct str sql, struct rewrite_context *context,
                            struct settings *settings)
{
    static struct times times[2];
    struct err err = {0};
    times[0].n = times[1].n = 0;
    for (int i = 0; i < 2 * MAX_ROUNDS; i++) {
        settings_set(settings, "pivot.rollups", i % 2 ? "on" : "off", false, &err);
        if (!run_once(sql, context, &times[i % 2], &err))
            return false;
    }
    double without = median(times[0].rewrite, times[0].n),
           with = median(times[1].rewrite, MAX_ROUNDS);
    printf("%d rollups, a query of %zu bytes: %.1f us, without them %.1f us: matching %.1f us\n",
           N_ROLLUPS, sql.size, with * 1e6, without * 1e6, (with - without) * 1e6);
    return true;
}

static bool measure_rollups(void)
{
    struct buf catalog_text, sql;
    struct err err = {0};
    buf_init(&catalog_text, TEXT_LIMIT);
    buf_init(&sql, TEXT_LIMIT);
    write_rollups(&catalog_text);
    write_wide_query(&sql);
    struct arena *arena = arena_new(MEMORY_LIMIT);
    const struct catalog *catalog = catalog_file_read(arena, buf_str(&catalog_text), &err);
    struct settings *settings = settings_new(NULL);
    struct rewrite_context context = {catalog, settings, "pivot", "pgpivot"};
    bool fine = catalog && compare_rollups(buf_str(&sql), &context, settings);
    settings_free(settings);
    arena_free(arena);
    buf_free(&catalog_text);
    buf_free(&sql);
    return fine;
}

static bool read_file(const char *path, struct buf *text)
{
    FILE *file = fopen(path, "r");
    char chunk[65536];
    size_t n;
    if (!file)
        return false;
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_append(text, chunk, n);
    fclose(file);
    return !text->failed;
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct buf text;
    buf_init(&text, TEXT_LIMIT);
    struct arena *arena = arena_new(MEMORY_LIMIT);
    const char *only = argc > 2 ? argv[2] : "";
    const struct catalog *catalog = NULL;
    if (argc > 1 && read_file(argv[1], &text))
        catalog = catalog_file_read(arena, buf_str(&text), &err);
    if (!catalog) {
        fprintf(stderr, "usage: bench_rewrite CATALOG [STATEMENT]  %s\n", err.message);
        return 2;
    }
    struct settings *settings = settings_new(NULL);
    struct rewrite_context context = {catalog, settings, "pivot", "pgpivot"};
    bool fine = true;
    printf("%-20s %9s %9s %9s %9s %9s\n", "median CPU us", "parse", "rewrite", "both", "bytes in",
           "out");
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        if (strstr(statements[i].name, only))
            fine = measure(&statements[i], &context) && fine;
    if (strstr("rollups", only))
        fine = measure_rollups() && fine;
    settings_free(settings);
    arena_free(arena);
    buf_free(&text);
    return fine ? 0 : 1;
}
