/*
 * The run-time parameters: one row each, and what values they take (manual, "Parameter Names and
 * Values"). Knows nothing of sessions.
 */
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/settings.h"
#include "base/time_zone.h"

static const char *const isolation_levels[] = {"serializable", "repeatable read", "read committed",
                                               "read uncommitted", NULL};
static const char *const message_levels[] = {"debug5", "debug4", "debug3",  "debug2", "debug1",
                                             "log",    "notice", "warning", "error",  NULL};
static const char *const bytea_outputs[] = {"escape", "hex", NULL};
static const char *const interval_styles[] = {"postgres", "postgres_verbose", "sql_standard",
                                              "iso_8601", NULL};
static const char *const commit_levels[] = {"local", "remote_write", "remote_apply",
                                            "on",    "off",          NULL};
static const char *const pivot_namings[] = {"value_agg", "agg_value", NULL};
static const char *const rollup_modes[] = {"on", "off", "require", NULL};
static const char *const freshness_modes[] = {"strict", NULL};
static const char *const look_through_views[] = {"raw", "top", "leaf", NULL};
static const char *const residual_modes[] = {"keep", "drop", "normalize", NULL};
static const char *const look_through_sources[] = {"computed", "stored", NULL};

#define INT_RANGE 0, 2147483647
#define ROW_BOOL(name, value, text)                                                                \
    {                                                                                              \
        name, SETTING_BOOL, value, NULL, 0, 0, NULL, false, false, text                            \
    }
#define ROW_ENUM(name, value, choices, text)                                                       \
    {                                                                                              \
        name, SETTING_ENUM, value, choices, 0, 0, NULL, false, false, text                         \
    }
#define ROW_STRING(name, value, text)                                                              \
    {                                                                                              \
        name, SETTING_STRING, value, NULL, 0, 0, NULL, false, false, text                          \
    }
#define ROW_TIME(name, text)                                                                       \
    {                                                                                              \
        name, SETTING_INT, "0", NULL, INT_RANGE, "ms", false, false, text                          \
    }
#define ROW_INT(name, value, min, max, text)                                                       \
    {                                                                                              \
        name, SETTING_INT, value, NULL, min, max, NULL, false, false, text                         \
    }
/* Constants of this build: shown, never set. */
#define ROW_FIXED_INT(name, value, text)                                                           \
    {                                                                                              \
        name, SETTING_INT, value, NULL, INT_RANGE, NULL, false, true, text                         \
    }
#define ROW_FIXED(name, value, reported, text)                                                     \
    {                                                                                              \
        name, SETTING_STRING, value, NULL, 0, 0, NULL, reported, true, text                        \
    }

/* Ordered by name, case-insensitively. */
static const struct setting rows[] = {
    {"application_name", SETTING_STRING, "", NULL, 0, 0, NULL, true, false,
     "How the client calls itself."},
    ROW_FIXED_INT("block_size", "8192", "What PostgreSQL calls a disk block, in bytes."),
    ROW_ENUM("bytea_output", "hex", bytea_outputs, "How bytea values are printed."),
    {"client_encoding", SETTING_STRING, "UTF8", NULL, 0, 0, NULL, true, false,
     "Character set of the client."},
    ROW_ENUM("client_min_messages", "notice", message_levels,
             "The least severe messages that the client is sent."),
    {"DateStyle", SETTING_STRING, "ISO, MDY", NULL, 0, 0, NULL, true, false,
     "How dates and times are printed, and the order of day and month in ambiguous input."},
    ROW_BOOL("default_transaction_deferrable", "off", "Deferrable state of new transactions."),
    ROW_ENUM("default_transaction_isolation", "read committed", isolation_levels,
             "Isolation level of new transactions."),
    {"default_transaction_read_only", SETTING_BOOL, "off", NULL, 0, 0, NULL, true, false,
     "Whether new transactions refuse to write."},
    ROW_BOOL("escape_string_warning", "on", "Warn about backslashes in plain string literals."),
    ROW_INT("extra_float_digits", "1", -15, 3, "Digits of floating-point values."),
    ROW_TIME("idle_in_transaction_session_timeout",
             "Ends sessions that stay idle this long inside a transaction; 0: never."),
    {"in_hot_standby", SETTING_BOOL, "off", NULL, 0, 0, NULL, true, true,
     "Whether the server is a standby in recovery."},
    {"integer_datetimes", SETTING_BOOL, "on", NULL, 0, 0, NULL, true, true,
     "Whether times travel as integers."},
    {"IntervalStyle", SETTING_ENUM, "postgres", interval_styles, 0, 0, NULL, true, false,
     "How intervals are printed."},
    {"is_superuser", SETTING_BOOL, "off", NULL, 0, 0, NULL, true, true,
     "Whether the session's user is a superuser."},
    ROW_BOOL("jit", "off", "Accepted for PostgreSQL's sake; ClickHouse compiles as it sees fit."),
    ROW_FIXED("lc_collate", "C", false, "Collation: strings compare by their bytes."),
    ROW_FIXED("lc_ctype", "C", false, "Character classification."),
    ROW_TIME("lock_timeout", "Accepted for PostgreSQL's sake; no statement waits for a lock."),
    ROW_STRING("lookthrough.as_of", "", "The date whose constituents count; empty: each row's."),
    ROW_INT("lookthrough.depth", "16", 1, 64, "How many levels of funds in funds are opened."),
    ROW_ENUM("lookthrough.residual", "keep", residual_modes,
             "What becomes of the share of a fund that its constituents do not cover."),
    ROW_ENUM("lookthrough.source", "computed", look_through_sources,
             "Whether constituents are computed or read from stored rows."),
    ROW_ENUM("lookthrough.view", "raw", look_through_views,
             "Which rows a plain FROM of a look-through table means."),
    ROW_FIXED_INT("max_identifier_length", "63", "Longest identifier, in bytes."),
    ROW_FIXED_INT("max_index_keys", "32", "Most columns of an index."),
    ROW_INT("pivot.max_columns", "1600", 1, 32767, "Most columns that a PIVOT may make."),
    ROW_ENUM("pivot.naming", "value_agg", pivot_namings,
             "How a PIVOT with several aggregates names its columns."),
    ROW_BOOL("pivot.rollup_floats", "on",
             "Whether sums of floating-point values may come from rollups."),
    ROW_ENUM("pivot.rollup_freshness", "strict", freshness_modes,
             "Whether a rollup must hold every row that its source holds."),
    ROW_ENUM("pivot.rollups", "on", rollup_modes, "Whether rollups answer queries."),
    ROW_BOOL("row_security", "on", "Accepted for PostgreSQL's sake."),
    ROW_STRING("search_path", "\"$user\", public", "Schemas that plain names are looked up in."),
    {"server_encoding", SETTING_STRING, "UTF8", NULL, 0, 0, NULL, true, true,
     "Character set of the database."},
    {"server_version", SETTING_STRING, "15.14 (pgpivot " PGPIVOT_VERSION ")", NULL, 0, 0, NULL,
     true, true, "The PostgreSQL version that is spoken, and by whom."},
    ROW_FIXED_INT("server_version_num", "150014", "The PostgreSQL version as a number."),
    {"session_authorization", SETTING_STRING, "", NULL, 0, 0, NULL, true, true,
     "Name of the session's user."},
    {"standard_conforming_strings", SETTING_BOOL, "on", NULL, 0, 0, NULL, true, false,
     "Whether backslashes in plain string literals are plain characters."},
    ROW_TIME("statement_timeout", "Cancels statements that take longer; 0: never."),
    ROW_ENUM("synchronous_commit", "on", commit_levels, "Accepted for PostgreSQL's sake."),
    {"TimeZone", SETTING_STRING, "UTC", NULL, 0, 0, NULL, true, false, "Time zone of the client."},
    ROW_BOOL("transaction_deferrable", "off", "Deferrable state of this transaction."),
    ROW_ENUM("transaction_isolation", "read committed", isolation_levels,
             "Isolation level of this transaction."),
    ROW_BOOL("transaction_read_only", "off", "Whether this transaction refuses to write."),
    {"work_mem", SETTING_INT, "4MB", NULL, 64, 2147483647, "kB", false, false,
     "Accepted for PostgreSQL's sake; max_query_memory is what counts."},
};

#define N_ROWS (sizeof rows / sizeof *rows)

size_t setting_count(void)
{
    return N_ROWS;
}

const struct setting *setting_at(size_t index)
{
    return index < N_ROWS ? &rows[index] : NULL;
}

const struct setting *setting_find(const char *name)
{
    for (size_t i = 0; i < N_ROWS; i++) {
        if (strcasecmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}

static bool bad_value(const struct setting *setting, const char *value, struct err *err)
{
    return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                   "invalid value for parameter \"%s\": \"%s\"", setting->name, value);
}

static bool unsupported_value(const struct setting *setting, const char *value, struct err *err)
{
    return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "value \"%s\" of parameter \"%s\" is not supported", value, setting->name);
}

/* --- booleans: unique prefixes of true, false, yes, no, on, off; 1, 0 --- */

static bool is_prefix(const char *value, const char *word, size_t at_least)
{
    size_t size = strlen(value);
    return size >= at_least && size <= strlen(word) && strncasecmp(value, word, size) == 0;
}

bool setting_parse_bool(const char *value, bool *result)
{
    static const struct {
        const char *word;
        size_t at_least;
        bool result;
    } words[] = {{"true", 1, true}, {"false", 1, false}, {"yes", 1, true}, {"no", 1, false},
                 {"on", 2, true},   {"off", 2, false},   {"1", 1, true},   {"0", 1, false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_prefix(value, words[i].word, words[i].at_least)) {
            *result = words[i].result;
            return true;
        }
    }
    return false;
}

static bool normalize_bool(const struct setting *setting, const char *value,
                           char out[SETTING_VALUE_SIZE], struct err *err)
{
    bool on;
    if (!setting_parse_bool(value, &on))
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "parameter \"%s\" requires a Boolean value", setting->name);
    strcpy(out, on ? "on" : "off");
    return true;
}

/* --- numbers, with units --- */

struct unit {
    const char *base, *name;
    double multiplier; /* of the base unit */
};

/* Largest first within a base unit: printing takes the first that divides the value. */
static const struct unit units[] = {
    {"ms", "d", 86400e3}, {"ms", "h", 3600e3}, {"ms", "min", 60e3},        {"ms", "s", 1e3},
    {"ms", "ms", 1},      {"ms", "us", 1e-3},  {"kB", "TB", 1073741824.0}, {"kB", "GB", 1048576},
    {"kB", "MB", 1024},   {"kB", "kB", 1},     {"kB", "B", 1.0 / 1024},
};
#define N_UNITS (sizeof units / sizeof *units)

static const struct unit *unit_find(const char *base, const char *name)
{
    for (size_t i = 0; i < N_UNITS; i++) {
        if (strcmp(units[i].base, base) == 0 && strcmp(units[i].name, name) == 0)
            return &units[i];
    }
    return NULL;
}

static bool bad_unit(const struct setting *setting, const char *value, struct err *err)
{
    bad_value(setting, value, err);
    if (!setting->unit)
        return false;
    return err_hint(err,
                    strcmp(setting->unit, "ms") == 0
                        ? "Valid units for this parameter are \"us\", \"ms\", \"s\", \"min\", "
                          "\"h\", and \"d\"."
                        : "Valid units for this parameter are \"B\", \"kB\", \"MB\", \"GB\", and "
                          "\"TB\".");
}

static const char *skip_spaces(const char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    return text;
}

/* Decimal, octal or hexadecimal as in C, or with a fraction; then perhaps a unit. */
static bool parse_number(const struct setting *setting, const char *value, double *number,
                         struct err *err)
{
    char *end;
    errno = 0;
    *number = (double)strtoll(value, &end, 0);
    if (*end == '.' || *end == 'e' || *end == 'E')
        *number = strtod(value, &end);
    if (end == value || errno == ERANGE || !isfinite(*number))
        return bad_value(setting, value, err);
    const char *unit_text = skip_spaces(end);
    char unit_name[8] = "";
    size_t size = strcspn(unit_text, " \t\r\n");
    if (size == 0)
        return true;
    if (!setting->unit || size >= sizeof unit_name || *skip_spaces(unit_text + size) != '\0')
        return bad_unit(setting, value, err);
    memcpy(unit_name, unit_text, size);
    const struct unit *unit = unit_find(setting->unit, unit_name);
    if (!unit)
        return bad_unit(setting, value, err);
    *number *= unit->multiplier;
    return true;
}

static void print_int(const struct setting *setting, long number, char out[SETTING_VALUE_SIZE])
{
    for (size_t i = 0; setting->unit && number > 0 && i < N_UNITS; i++) {
        const struct unit *unit = &units[i];
        long multiplier = (long)unit->multiplier;
        if (strcmp(unit->base, setting->unit) != 0 || multiplier < 1 || number % multiplier != 0)
            continue;
        snprintf(out, SETTING_VALUE_SIZE, "%ld%s", number / multiplier, unit->name);
        return;
    }
    snprintf(out, SETTING_VALUE_SIZE, "%ld", number);
}

static bool normalize_int(const struct setting *setting, const char *value,
                          char out[SETTING_VALUE_SIZE], struct err *err)
{
    double number;
    if (!parse_number(setting, value, &number, err))
        return false;
    number = rint(number);
    if (number > 2147483647.0 || number < -2147483648.0) {
        bad_value(setting, value, err);
        return err_hint(err, "Value exceeds integer range.");
    }
    const char *unit = setting->unit;
    if (number < setting->min || number > setting->max)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "%.0f%s%s is outside the valid range for parameter \"%s\" (%.0f .. %.0f)",
                       number, unit ? " " : "", unit ? unit : "", setting->name, setting->min,
                       setting->max);
    print_int(setting, (long)number, out);
    return true;
}

bool setting_parse_int(const struct setting *setting, const char *value, long *result)
{
    struct err err;
    double number;
    if (!parse_number(setting, value, &number, &err))
        return false;
    *result = (long)rint(number);
    return true;
}

static bool normalize_real(const struct setting *setting, const char *value,
                           char out[SETTING_VALUE_SIZE], struct err *err)
{
    double number;
    if (!parse_number(setting, value, &number, err))
        return false;
    if (number < setting->min || number > setting->max)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "%g is outside the valid range for parameter \"%s\" (%g .. %g)", number,
                       setting->name, setting->min, setting->max);
    snprintf(out, SETTING_VALUE_SIZE, "%g", number);
    return true;
}

/* --- enums --- */

static bool hint_choices(const struct setting *setting, struct err *err)
{
    char list[256] = "";
    size_t used = 0;
    for (size_t i = 0; setting->choices[i] && used < sizeof list; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "",
                                 setting->choices[i]);
    return err_hint(err, "Available values: %s.", list);
}

static bool normalize_enum(const struct setting *setting, const char *value,
                           char out[SETTING_VALUE_SIZE], struct err *err)
{
    for (size_t i = 0; setting->choices[i]; i++) {
        if (strcasecmp(setting->choices[i], value) == 0) {
            strcpy(out, setting->choices[i]);
            return true;
        }
    }
    bad_value(setting, value, err);
    return hint_choices(setting, err);
}

/* --- strings, and the checks of single parameters --- */

static bool normalize_string(const struct setting *setting, const char *value,
                             char out[SETTING_VALUE_SIZE], struct err *err)
{
    if (strlen(value) >= SETTING_VALUE_SIZE)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "value of parameter \"%s\" is longer than %d bytes", setting->name,
                       SETTING_VALUE_SIZE - 1);
    strcpy(out, value);
    return true;
}

/* Letters and digits of an encoding name, as PostgreSQL compares them: "utf-8" is "UTF8". */
static bool check_client_encoding(const struct setting *setting, char out[SETTING_VALUE_SIZE],
                                  struct err *err)
{
    char name[SETTING_VALUE_SIZE];
    size_t size = 0;
    for (const char *c = out; *c; c++) {
        if (isalnum((unsigned char)*c))
            name[size++] = (char)tolower((unsigned char)*c);
    }
    name[size] = '\0';
    if (strcmp(name, "utf8") != 0 && strcmp(name, "unicode") != 0) {
        bad_value(setting, out, err);
        return err_hint(err, "Only UTF8 is spoken here.");
    }
    strcpy(out, "UTF8");
    return true;
}

struct date_style {
    const char *word;
    const char *style; /* of output, or NULL */
    const char *order; /* of input, or NULL */
};

static const struct date_style date_styles[] = {
    {"iso", "ISO", NULL},       {"sql", "SQL", NULL},     {"postgres", "Postgres", NULL},
    {"german", "German", NULL}, {"ymd", NULL, "YMD"},     {"dmy", NULL, "DMY"},
    {"european", NULL, "DMY"},  {"euro", NULL, "DMY"},    {"mdy", NULL, "MDY"},
    {"us", NULL, "MDY"},        {"noneuro", NULL, "MDY"}, {"noneuropean", NULL, "MDY"},
    {"default", "ISO", "MDY"},
};

static const struct date_style *date_style_find(const char *word)
{
    for (size_t i = 0; i < sizeof date_styles / sizeof *date_styles; i++) {
        if (strcasecmp(date_styles[i].word, word) == 0)
            return &date_styles[i];
    }
    return NULL;
}

/* A list of words: at most one output style and one field order. */
static bool check_date_style(const struct setting *setting, char out[SETTING_VALUE_SIZE],
                             struct err *err)
{
    char text[SETTING_VALUE_SIZE], *rest = text;
    const char *style = "ISO", *order = "MDY";
    strcpy(text, out);
    for (char *word = strsep(&rest, ","); word; word = strsep(&rest, ",")) {
        word += strspn(word, " \t\"");
        word[strcspn(word, " \t\"")] = '\0';
        const struct date_style *row = date_style_find(word);
        if (!row) {
            bad_value(setting, out, err);
            return err_detail(err, "Unrecognized key word: \"%s\".", word);
        }
        style = row->style ? row->style : style;
        order = row->order ? row->order : order;
    }
    /* Ambiguous dates are read as month, day, year: under another order they would be wrong. */
    if (strcmp(style, "ISO") != 0 || strcmp(order, "MDY") != 0)
        return unsupported_value(setting, out, err);
    snprintf(out, SETTING_VALUE_SIZE, "ISO, %s", order);
    return true;
}

/* Names of the tz database, and POSIX strings of one offset. */
static bool check_time_zone(const struct setting *setting, char out[SETTING_VALUE_SIZE],
                            struct err *err)
{
    size_t size = strlen(out);
    bool plausible = size > 0;
    for (size_t i = 0; i < size; i++)
        plausible = plausible && (isalnum((unsigned char)out[i]) || strchr("_+-/:<>,.", out[i]));
    if (!plausible)
        return bad_value(setting, out, err);
    if (strcasecmp(out, "utc") == 0 || strcasecmp(out, "gmt") == 0) {
        for (size_t i = 0; i < size; i++)
            out[i] = (char)toupper((unsigned char)out[i]);
    }
    struct time_zone *zone = time_zone_names_utc(out) ? NULL : time_zone_load(out);
    bool is_known = zone || time_zone_names_utc(out);
    time_zone_free(zone);
    return is_known || bad_value(setting, out, err);
}

/* PostgreSQL prints fewer digits at 0 and below; here every value prints shortest-exact. */
static bool check_float_digits(const struct setting *setting, char out[SETTING_VALUE_SIZE],
                               struct err *err)
{
    return atoi(out) >= 1 || unsupported_value(setting, out, err);
}

/* Values that PostgreSQL takes and that would change results, but are not built. */
static bool check_default_only(const struct setting *setting, char out[SETTING_VALUE_SIZE],
                               struct err *err)
{
    return strcmp(out, setting->default_value) == 0 || unsupported_value(setting, out, err);
}

typedef bool check_function(const struct setting *setting, char out[SETTING_VALUE_SIZE],
                            struct err *err);
static const struct {
    const char *name;
    check_function *check;
} checks[] = {
    {"bytea_output", check_default_only},  {"client_encoding", check_client_encoding},
    {"DateStyle", check_date_style},       {"extra_float_digits", check_float_digits},
    {"IntervalStyle", check_default_only}, {"standard_conforming_strings", check_default_only},
    {"TimeZone", check_time_zone},
};

static check_function *check_find(const struct setting *setting)
{
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        if (strcmp(checks[i].name, setting->name) == 0)
            return checks[i].check;
    }
    return NULL;
}

typedef bool normalize_function(const struct setting *setting, const char *value,
                                char out[SETTING_VALUE_SIZE], struct err *err);
static normalize_function *const normalizers[] = {
    [SETTING_BOOL] = normalize_bool,     [SETTING_INT] = normalize_int,
    [SETTING_REAL] = normalize_real,     [SETTING_ENUM] = normalize_enum,
    [SETTING_STRING] = normalize_string,
};

bool setting_normalize(const struct setting *setting, const char *value,
                       char out[SETTING_VALUE_SIZE], struct err *err)
{
    if (!normalizers[setting->type](setting, value, out, err))
        return false;
    check_function *check = check_find(setting);
    return !check || check(setting, out, err);
}
