#ifndef PGPIVOT_DATAGEN_PROGRESS_H
#define PGPIVOT_DATAGEN_PROGRESS_H

#include "datagen/table.h"

#include <stdbool.h>
#include <stdint.h>

/* A line on standard error that says how far it is, where that is a terminal. */
struct progress {
    bool is_shown;
    uint64_t n_trades; /* to make */
    double start_s, shown_s;
};

double now_s(void);
void progress_begin(struct progress *progress, uint64_t n_trades);
void progress_show(struct progress *progress, const struct trade_counts *made, uint64_t n_bytes);
/* Takes the line away. */
void progress_end(struct progress *progress);

#endif
