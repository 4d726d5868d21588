/* pgpivot-datagen: writes the files that the command line asks for and says how it went. */
#include "datagen/options.h"
#include "datagen/output.h"
#include "datagen/table.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EXIT_IO = 1, EXIT_USAGE = 2 };

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int fail(const struct err *err)
{
    fprintf(stderr, "pgpivot-datagen: %s\n", err->message);
    return EXIT_IO;
}

typedef bool write_table(struct output *output, struct err *err);

static bool write_file(const char *path, write_table *write, struct err *err)
{
    struct output output;
    if (!path)
        return true;
    if (!output_open(&output, path, err))
        return false;
    write(&output, err);
    return output_close(&output, err);
}

/* NULL, after one line on standard error, if some day is not covered by the constituents. */
static struct calendar_day *make_days(const struct options *options)
{
    struct calendar_day first, last, *days = calloc(options->trade_days, sizeof *days);
    if (!days || !calendar_parse(CONSTITUENTS_EFFECTIVE_DATE, &first) ||
        !calendar_parse(CONSTITUENTS_EXPIRY_DATE, &last))
        abort(); /* 240 kB at most, and two dates that are ours */
    days[0] = options->trade_date;
    for (size_t i = 1; i < options->trade_days; i++)
        days[i] = calendar_next_weekday(&days[i - 1]);
    if (days[0].number >= first.number && days[options->trade_days - 1].number <= last.number)
        return days;
    fprintf(stderr, "pgpivot-datagen: trade dates must lie between %s and %s\n", first.text,
            last.text);
    free(days);
    return NULL;
}

static int write_trades(const struct options *options, const struct trade_plan *plan)
{
    struct err err = {0};
    struct output output;
    struct trade_counts counts;
    double start_s = now_s();
    if (!output_open(&output, options->output, &err))
        return fail(&err);
    table_write_trades(&output, plan, options->explode_constituents, &counts, &err);
    if (!output_close(&output, &err))
        return fail(&err);
    fprintf(stderr, "%ju trades, %ju constituent rows, %ju rows in all, %ju bytes in %.3f s\n",
            (uintmax_t)counts.n_trades, (uintmax_t)counts.n_constituents,
            (uintmax_t)(counts.n_trades + counts.n_constituents), (uintmax_t)output.n_bytes,
            now_s() - start_s);
    return 0;
}

static int generate(const struct options *options)
{
    struct err err = {0};
    struct calendar_day *days = make_days(options);
    if (!days)
        return EXIT_USAGE;
    struct trade_plan plan = {.seed = options->seed,
                              .n_trades = options->rows,
                              .n_portfolio_managers = options->portfolio_managers,
                              .days = days,
                              .n_days = options->trade_days};
    int status = 0;
    if (!write_file(options->instruments_output, table_write_instruments, &err) ||
        !write_file(options->constituents_output, table_write_constituents, &err))
        status = fail(&err);
    else
        status = write_trades(options, &plan);
    free(days);
    return status;
}

int main(int argc, char **argv)
{
    struct options options;
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error like any other */
    if (!options_parse(&options, argc, argv))
        return EXIT_USAGE;
    if (!options.help && !options.version)
        return generate(&options);
    if (options.help)
        options_print_help();
    else
        printf("pgpivot-datagen %s\n", PGPIVOT_VERSION);
    if (fflush(stdout) == 0)
        return 0;
    perror("pgpivot-datagen: could not write to standard output");
    return EXIT_IO;
}
