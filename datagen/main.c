/* pgpivot-datagen: writes the files that the command line asks for and says how it went. */
#include "datagen/chunks.h"
#include "datagen/options.h"
#include "datagen/output.h"
#include "datagen/progress.h"
#include "datagen/table.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_IO = 1, EXIT_USAGE = 2, EXIT_SIGNAL = 128 };
#define FILE_LIMIT_BYTES ((size_t)1 << 30) /* of instruments and of constituents */

static volatile sig_atomic_t stop_signal; /* 0: none came */

static void on_signal(int number)
{
    stop_signal = number;
}

/* The first one ends the run behind a whole row; the second, when nobody reads the pipe, as ever.
 */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error like any other */
}

static int fail(const struct err *err)
{
    fprintf(stderr, "pgpivot-datagen: %s\n", err->message);
    return EXIT_IO;
}

typedef void put_table(struct buf *out, const struct format *format, const struct trade_plan *plan);

static bool write_file(const char *path, put_table *put, const struct options *options,
                       const struct trade_plan *plan, struct err *err)
{
    struct output output;
    struct buf bytes;
    if (!path)
        return true;
    if (!output_open(&output, path, options->format, err))
        return false;
    buf_init(&bytes, FILE_LIMIT_BYTES);
    put(&bytes, options->format, plan);
    if (bytes.failed)
        err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    else
        output_write(&output, buf_str(&bytes), err);
    buf_free(&bytes);
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

static bool put_head(struct output *output, struct err *err)
{
    struct buf bytes;
    buf_init(&bytes, FILE_LIMIT_BYTES);
    output->format->put_head(&bytes, &trades_table);
    bool done = output_write(output, buf_str(&bytes), err);
    buf_free(&bytes);
    return done;
}

static void put_chunks(struct output *output, struct chunks *chunks, struct progress *progress,
                       struct trade_counts *counts, struct err *err)
{
    struct str bytes;
    struct trade_counts more;
    while (!stop_signal && chunks_next(chunks, &bytes, &more, err) &&
           output_write(output, bytes, err)) {
        counts->n_trades += more.n_trades;
        counts->n_constituents += more.n_constituents;
        progress_show(progress, counts, output->n_bytes);
    }
}

static void report(const struct trade_counts *counts, const struct output *output, double seconds)
{
    if (stop_signal)
        fprintf(stderr, "stopped by signal %d; ", (int)stop_signal);
    fprintf(stderr, "%ju trades, %ju constituent rows, %ju rows in all, %ju bytes in %.3f s\n",
            (uintmax_t)counts->n_trades, (uintmax_t)counts->n_constituents,
            (uintmax_t)(counts->n_trades + counts->n_constituents), (uintmax_t)output->n_bytes,
            seconds);
}

static int write_trades(const struct options *options, const struct trade_plan *plan)
{
    struct err err = {0};
    struct output output;
    struct trade_counts counts = {0};
    struct progress progress;
    if (!output_open(&output, options->output, options->format, &err))
        return fail(&err);
    progress_begin(&progress, plan->n_trades);
    struct chunks *chunks =
        chunks_new(options->format, plan, options->explode_constituents, options->threads, &err);
    if (chunks && put_head(&output, &err))
        put_chunks(&output, chunks, &progress, &counts, &err);
    if (chunks)
        chunks_free(chunks);
    progress_end(&progress);
    if (!output_close(&output, &err))
        return fail(&err);
    report(&counts, &output, now_s() - progress.start_s);
    return stop_signal && counts.n_trades < plan->n_trades ? EXIT_SIGNAL + (int)stop_signal : 0;
}

static int generate(const struct options *options)
{
    struct err err = {0};
    struct calendar_day *days = make_days(options);
    if (!days)
        return EXIT_USAGE;
    struct trade_plan plan = {
        .seed = options->seed,
        .n_trades = options->rows,
        .n_portfolio_managers = options->portfolio_managers,
        .days = days,
        .n_days = options->trade_days,
        .market = {options->seed, options->fund_of_funds ? n_instruments_in_all : n_instruments,
                   options->rebalance},
        .is_realistic = options->realistic,
        .is_dirty = options->dirty,
    };
    int status = 0;
    if (!write_file(options->instruments_output, table_put_instruments, options, &plan, &err) ||
        !write_file(options->constituents_output, table_put_constituents, options, &plan, &err))
        status = fail(&err);
    else
        status = write_trades(options, &plan);
    free(days);
    return status;
}

int main(int argc, char **argv)
{
    struct options options;
    catch_signals();
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
