/* How far, how fast, and how long it will take. */
#include "datagen/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define INTERVAL_S 0.2

double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_begin(struct progress *progress, uint64_t n_trades)
{
    *progress = (struct progress){
        .is_shown = isatty(STDERR_FILENO), .n_trades = n_trades, .start_s = now_s()};
}

void progress_show(struct progress *progress, const struct trade_counts *made, uint64_t n_bytes)
{
    double now = now_s(), seconds = now - progress->start_s;
    if (!progress->is_shown || now - progress->shown_s < INTERVAL_S || seconds <= 0 ||
        made->n_trades == 0)
        return;
    progress->shown_s = now;
    double left_s =
        seconds / (double)made->n_trades * (double)(progress->n_trades - made->n_trades);
    fprintf(stderr,
            "\r%ju of %ju trades, %.0f %%, %.2f million rows/s, %.0f MB/s, %.0f s left\033[K",
            (uintmax_t)made->n_trades, (uintmax_t)progress->n_trades,
            100 * (double)made->n_trades / (double)progress->n_trades,
            (double)(made->n_trades + made->n_constituents) / seconds / 1e6,
            (double)n_bytes / seconds / 1e6, left_s);
}

void progress_end(struct progress *progress)
{
    if (progress->is_shown)
        fputs("\r\033[K", stderr);
}
