/* The command line: one row per option, from which parsing, checking and --help are made. */
#include "datagen/options.h"

#include <errno.h>
#include <getopt.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROGRAM "pgpivot-datagen"
enum { THREADS_MAX = 256 };

enum option_kind { OPTION_FLAG, OPTION_NUMBER, OPTION_DATE, OPTION_PATH, OPTION_FORMAT };

static const struct option_row {
    const char *name;
    char short_name; /* 0: none */
    enum option_kind kind;
    size_t offset;             /* of struct options */
    const char *default_value; /* NULL: false, or not asked for */
    uint64_t min, max;         /* OPTION_NUMBER */
    const char *help;
} option_rows[] = {
    {"rows", 'r', OPTION_NUMBER, offsetof(struct options, rows), "1000", 0, UINT64_C(1000000000000),
     "trades to make"},
    {"portfolio-managers", 'p', OPTION_NUMBER, offsetof(struct options, portfolio_managers), "10",
     1, UINT32_MAX, "portfolio managers who trade"},
    {"output", 'o', OPTION_PATH, offsetof(struct options, output), "-", 0, 0,
     "file for the trades; - is standard output"},
    {"instruments-output", 0, OPTION_PATH, offsetof(struct options, instruments_output), NULL, 0, 0,
     "file for the instruments"},
    {"constituents-output", 0, OPTION_PATH, offsetof(struct options, constituents_output), NULL, 0,
     0, "file for what the funds hold"},
    {"seed", 's', OPTION_NUMBER, offsetof(struct options, seed), "42", 0, UINT64_MAX,
     "same seed and options, same bytes"},
    {"trade-date", 0, OPTION_DATE, offsetof(struct options, trade_date), "2024-01-15", 0, 0,
     "first day of trading"},
    {"trade-days", 0, OPTION_NUMBER, offsetof(struct options, trade_days), "1", 1, 10000,
     "weekdays to spread the trades over"},
    {"explode-constituents", 0, OPTION_FLAG, offsetof(struct options, explode_constituents), NULL,
     0, 0, "add a row for each constituent of a fund traded"},
    {"format", 0, OPTION_FORMAT, offsetof(struct options, format), "csv", 0, 0,
     "of all files: csv, tsv or native"},
    {"threads", 't', OPTION_NUMBER, offsetof(struct options, threads), NULL, 1, THREADS_MAX,
     "that make trades; as many as processors if not given. The bytes are the same"},
    {"fund-of-funds", 0, OPTION_FLAG, offsetof(struct options, fund_of_funds), NULL, 0, 0,
     "add two funds that hold funds"},
    {"rebalance", 0, OPTION_NUMBER, offsetof(struct options, rebalance), "0", 0, 10000,
     "change what funds hold every so many days of trading; 0: never"},
    {"realistic", 0, OPTION_FLAG, offsetof(struct options, realistic), NULL, 0, 0,
     "some instruments and hours busier than others, greeks of options, pnl of the day"},
    {"dirty", 0, OPTION_FLAG, offsetof(struct options, dirty), NULL, 0, 0,
     "put a fault into one trade of ten, for tests"},
    {"help", 'h', OPTION_FLAG, offsetof(struct options, help), NULL, 0, 0, "print this and exit"},
    {"version", 'V', OPTION_FLAG, offsetof(struct options, version), NULL, 0, 0,
     "print the version and exit"},
};
enum { N_OPTIONS = sizeof option_rows / sizeof option_rows[0] };

static const char *const argument_names[] = {[OPTION_FLAG] = "",
                                             [OPTION_NUMBER] = " N",
                                             [OPTION_DATE] = " DATE",
                                             [OPTION_PATH] = " FILE",
                                             [OPTION_FORMAT] = " FORMAT"};

static bool parse_number(const char *text, uint64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoull(text, &end, 10);
    /* strtoull takes blanks and signs; a number of things has neither. */
    return text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0;
}

static bool set_number(const struct option_row *row, void *field, const char *text)
{
    uint64_t number;
    if (!parse_number(text, &number) || number < row->min || number > row->max) {
        fprintf(stderr, PROGRAM ": --%s must be a whole number from %ju to %ju, not \"%s\"\n",
                row->name, (uintmax_t)row->min, (uintmax_t)row->max, text);
        return false;
    }
    *(uint64_t *)field = number;
    return true;
}

static bool set_date(const struct option_row *row, void *field, const char *text)
{
    if (calendar_parse(text, field))
        return true;
    fprintf(stderr, PROGRAM ": --%s must be a day written YYYY-MM-DD, not \"%s\"\n", row->name,
            text);
    return false;
}

static bool set_path(const struct option_row *row, void *field, const char *text)
{
    if (text[0] == '\0') {
        fprintf(stderr, PROGRAM ": --%s must name a file\n", row->name);
        return false;
    }
    *(const char **)field = text;
    return true;
}

static bool set_format(const struct option_row *row, void *field, const char *text)
{
    for (size_t i = 0; i < n_formats; i++) {
        if (strcmp(formats[i].name, text) == 0) {
            *(const struct format **)field = &formats[i];
            return true;
        }
    }
    fprintf(stderr, PROGRAM ": --%s must be csv, tsv or native, not \"%s\"\n", row->name, text);
    return false;
}

static bool set_option(const struct option_row *row, struct options *options, const char *text)
{
    void *field = (char *)options + row->offset;
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        return true;
    case OPTION_NUMBER:
        return set_number(row, field, text);
    case OPTION_DATE:
        return set_date(row, field, text);
    case OPTION_PATH:
        return set_path(row, field, text);
    case OPTION_FORMAT:
        return set_format(row, field, text);
    }
    return false;
}

static uint64_t count_processors(void)
{
    cpu_set_t allowed;
    int n = sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed) : 1;
    return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (uint64_t)n;
}

static bool set_defaults(struct options *options)
{
    *options = (struct options){.threads = count_processors()};
    for (size_t i = 0; i < N_OPTIONS; i++)
        if (option_rows[i].default_value &&
            !set_option(&option_rows[i], options, option_rows[i].default_value))
            return false;
    return true;
}

/* getopt_long returns the index of a row + FIRST_CODE for long names, the letter for short ones. */
enum { FIRST_CODE = 256 };

static void make_getopt_tables(struct option *longs, char *shorts)
{
    for (size_t i = 0; i < N_OPTIONS; i++) {
        const struct option_row *row = &option_rows[i];
        int has_argument = row->kind == OPTION_FLAG ? no_argument : required_argument;
        longs[i] = (struct option){row->name, has_argument, NULL, FIRST_CODE + (int)i};
        if (!row->short_name)
            continue;
        *shorts++ = row->short_name;
        if (has_argument == required_argument)
            *shorts++ = ':';
    }
    longs[N_OPTIONS] = (struct option){0};
    *shorts = '\0';
}

static const struct option_row *find_row(int code)
{
    if (code >= FIRST_CODE)
        return &option_rows[code - FIRST_CODE];
    for (size_t i = 0; i < N_OPTIONS; i++)
        if (option_rows[i].short_name == code)
            return &option_rows[i];
    return NULL; /* '?': getopt_long has said what is wrong */
}

/* One file cannot hold two tables: the second would overwrite the first. */
static bool are_files_distinct(const struct options *options)
{
    const char *const files[] = {options->output, options->instruments_output,
                                 options->constituents_output};
    for (size_t i = 0; i < 3; i++) {
        const char *file = files[i], *next = files[(i + 1) % 3];
        if (!file || !next || strcmp(file, next) != 0)
            continue;
        fprintf(stderr, PROGRAM ": two tables cannot go to one file, \"%s\"\n", file);
        return false;
    }
    return true;
}

bool options_parse(struct options *options, int argc, char **argv)
{
    struct option longs[N_OPTIONS + 1];
    char shorts[2 * N_OPTIONS + 1];
    make_getopt_tables(longs, shorts);
    if (!set_defaults(options))
        return false;
    optind = 0; /* glibc: start anew */
    for (int code; (code = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        const struct option_row *row = find_row(code);
        if (!row || !set_option(row, options, optarg))
            return false;
    }
    if (optind < argc) {
        fprintf(stderr, PROGRAM ": unexpected argument \"%s\"\n", argv[optind]);
        return false;
    }
    return are_files_distinct(options);
}

void options_print_help(void)
{
    printf("Usage: " PROGRAM " [OPTION]...\n"
           "Makes trades, instruments and constituents.\n\n");
    for (size_t i = 0; i < N_OPTIONS; i++) {
        const struct option_row *row = &option_rows[i];
        char name[64];
        snprintf(name, sizeof name, "--%s%s", row->name, argument_names[row->kind]);
        if (row->short_name)
            printf("  -%c, %-28s %s", row->short_name, name, row->help);
        else
            printf("      %-28s %s", name, row->help);
        if (row->default_value)
            printf(" (%s)", row->default_value);
        printf("\n");
    }
}
