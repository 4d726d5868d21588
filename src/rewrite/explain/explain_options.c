/* The options of EXPLAIN, as PostgreSQL 15 reads them. */
#include <stddef.h>
#include <string.h>

#include "rewrite/explain/explanation.h"
#include "rewrite/option.h"

struct reading {
    struct binder *binder;
    struct explain_options *options;
    bool wal, has_timing, has_summary;
};

static bool read_format(struct reading *reading, const PgQuery__DefElem *option)
{
    static const char *const names[] = {[EXPLAIN_TEXT] = "text",
                                        [EXPLAIN_JSON] = "json",
                                        [EXPLAIN_XML] = "xml",
                                        [EXPLAIN_YAML] = "yaml"};
    const char *text = option_text(option);
    if (!option->arg)
        return err_set(reading->binder->err, SQLSTATE_SYNTAX_ERROR, 0, "%s requires a parameter",
                       option->defname);
    for (size_t i = 0; text && i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], text) == 0) {
            reading->options->format = (enum explain_format)i;
            return true;
        }
    return err_set(
        reading->binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, position_of(option->location),
        "unrecognized value for EXPLAIN option \"%s\": \"%s\"", option->defname, text ? text : "");
}

/* The Boolean that the option sets; NULL: PostgreSQL has none of that name. */
static bool *find_flag(struct reading *reading, const char *name, bool *ignored)
{
    struct explain_options *options = reading->options;
    const struct {
        const char *name;
        bool *flag, *is_given;
    } flags[] = {
        {"analyze", &options->analyze, ignored},
        {"verbose", &options->verbose, ignored},
        {"costs", &options->costs, ignored},
        {"buffers", ignored, ignored},
        {"wal", &reading->wal, ignored},
        {"settings", &options->settings, ignored},
        {"timing", &options->timing, &reading->has_timing},
        {"summary", &options->summary, &reading->has_summary},
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (strcmp(flags[i].name, name) == 0) {
            *flags[i].is_given = true;
            return flags[i].flag;
        }
    return NULL;
}

static bool read_option(struct reading *reading, const PgQuery__DefElem *option)
{
    bool ignored;
    if (strcmp(option->defname, "format") == 0)
        return read_format(reading, option);
    bool *flag = find_flag(reading, option->defname, &ignored);
    if (!flag)
        return err_set(reading->binder->err, SQLSTATE_SYNTAX_ERROR, position_of(option->location),
                       "unrecognized EXPLAIN option \"%s\"", option->defname);
    return option_bool(option, flag) || err_set(reading->binder->err, SQLSTATE_SYNTAX_ERROR, 0,
                                                "%s requires a Boolean value", option->defname);
}

static bool require_analyze(struct reading *reading, bool wants, const char *name)
{
    return !wants || reading->options->analyze ||
           err_set(reading->binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                   "EXPLAIN option %s requires ANALYZE", name);
}

bool explain_read_options(struct binder *binder, const PgQuery__ExplainStmt *explain,
                          struct explain_options *options)
{
    struct reading reading = {.binder = binder, .options = options};
    *options = (struct explain_options){.costs = true};
    for (size_t i = 0; i < explain->n_options; i++)
        if (!read_option(&reading, explain->options[i]->def_elem))
            return false;
    if (!require_analyze(&reading, reading.wal, "WAL") ||
        !require_analyze(&reading, options->timing, "TIMING"))
        return false;
    if (!reading.has_timing)
        options->timing = options->analyze;
    if (!reading.has_summary)
        options->summary = options->analyze;
    return true;
}
