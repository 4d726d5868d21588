#ifndef PGPIVOT_DATAGEN_OPTIONS_H
#define PGPIVOT_DATAGEN_OPTIONS_H

#include "datagen/calendar.h"
#include "datagen/format.h"

#include <stdbool.h>
#include <stdint.h>

/* What the command line asks for (docs/data-generator.md). Paths are argv's; "-" is standard
 * output, NULL: not asked for. */
struct options {
    uint64_t rows, portfolio_managers, seed, trade_days;
    uint64_t rebalance; /* days of trading; 0: never */
    uint64_t threads;
    const struct format *format;
    struct calendar_day trade_date;
    const char *output, *instruments_output, *constituents_output;
    bool explode_constituents, fund_of_funds, realistic, dirty;
    bool help, version;
};

/* False, after one line on standard error, if an option is unknown or a value bad. Reorders argv as
 * getopt_long does. */
bool options_parse(struct options *options, int argc, char **argv);

void options_print_help(void);

#endif
