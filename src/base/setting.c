/*
 * What values the run-time parameters take (manual, "Parameter Names and Values"). Knows nothing of
 * sessions.
 */
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/encoding.h"
#include "base/style.h"
#include "base/time_zone.h"

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
    {"ms", "d", 86400e3},
    {"ms", "h", 3600e3},
    {"ms", "min", 60e3},
    {"ms", "s", 1e3},
    {"ms", "ms", 1},
    {"ms", "us", 1e-3},
    {"s", "d", 86400},
    {"s", "h", 3600},
    {"s", "min", 60},
    {"s", "s", 1},
    {"s", "ms", 1e-3},
    {"s", "us", 1e-6},
    {"B", "TB", 1099511627776.0},
    {"B", "GB", 1073741824.0},
    {"B", "MB", 1048576},
    {"B", "kB", 1024},
    {"B", "B", 1},
    {"kB", "TB", 1073741824.0},
    {"kB", "GB", 1048576},
    {"kB", "MB", 1024},
    {"kB", "kB", 1},
    {"kB", "B", 1.0 / 1024},
    {"8kB", "TB", 134217728},
    {"8kB", "GB", 131072},
    {"8kB", "MB", 128},
    {"8kB", "kB", 0.125},
    {"8kB", "B", 1.0 / 8192},
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
                    setting->unit[strlen(setting->unit) - 1] == 's'
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
        double shown = (double)number / unit->multiplier;
        if (strcmp(unit->base, setting->unit) != 0 || shown != floor(shown))
            continue;
        snprintf(out, SETTING_VALUE_SIZE, "%.0f%s", shown, unit->name);
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

bool setting_parse_real(const struct setting *setting, const char *value, double *result)
{
    struct err err;
    return parse_number(setting, value, result, &err);
}

bool setting_parse_int(const struct setting *setting, const char *value, long *result)
{
    double number;
    if (!setting_parse_real(setting, value, &number))
        return false;
    *result = (long)rint(number);
    return true;
}

/* In the largest unit that leaves no fraction, or in the smallest there is. */
static void print_real(const struct setting *setting, double number, char out[SETTING_VALUE_SIZE])
{
    const struct unit *shown = NULL;
    for (size_t i = 0; setting->unit && number > 0 && i < N_UNITS; i++) {
        if (strcmp(units[i].base, setting->unit) != 0)
            continue;
        shown = &units[i];
        double value = number / shown->multiplier;
        if (fabs(rint(value) / value - 1) <= 1e-8)
            break;
    }
    snprintf(out, SETTING_VALUE_SIZE, "%g%s", shown ? number / shown->multiplier : number,
             shown ? shown->name : "");
}

static bool normalize_real(const struct setting *setting, const char *value,
                           char out[SETTING_VALUE_SIZE], struct err *err)
{
    double number;
    if (!parse_number(setting, value, &number, err))
        return false;
    if (number < setting->min || number > setting->max)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "%g%s%s is outside the valid range for parameter \"%s\" (%g .. %g)", number,
                       setting->unit ? " " : "", setting->unit ? setting->unit : "", setting->name,
                       setting->min, setting->max);
    print_real(setting, number, out);
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

/* "utf-8" is UTF8. */
static bool check_client_encoding(const struct setting *setting, const char *current,
                                  char out[SETTING_VALUE_SIZE], struct err *err)
{
    (void)current;
    const struct encoding *encoding = encoding_find(out);
    if (!encoding)
        return bad_value(setting, out, err);
    struct transcoder *transcoder = transcoder_new(encoding);
    bool is_known = transcoder || !encoding->iconv;
    transcoder_free(transcoder);
    /* Which drivers of the last century ask for, and want to read again. */
    if (strcmp(out, "UNICODE") != 0)
        strcpy(out, encoding->name);
    return is_known || unsupported_value(setting, out, err);
}

/* A list of words: at most one output style and one field order. */
static bool check_date_style(const struct setting *setting, const char *current,
                             char out[SETTING_VALUE_SIZE], struct err *err)
{
    (void)setting;
    return date_style_normalize(out, current, err);
}

/* Names of the tz database, and POSIX strings of one offset. */
static bool check_time_zone(const struct setting *setting, const char *current,
                            char out[SETTING_VALUE_SIZE], struct err *err)
{
    (void)current;
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

/* Values that PostgreSQL takes and that would change results, but are not built. */
static bool check_default_only(const struct setting *setting, const char *current,
                               char out[SETTING_VALUE_SIZE], struct err *err)
{
    (void)current;
    return strcmp(out, setting->default_value) == 0 || unsupported_value(setting, out, err);
}

static bool check_access_method(const struct setting *setting, const char *current,
                                char out[SETTING_VALUE_SIZE], struct err *err)
{
    (void)current;
    if (strcmp(out, setting->default_value) == 0)
        return true;
    bad_value(setting, out, err);
    return err_detail(err, "Table access method \"%s\" does not exist.", out);
}

/* Names of the one locale there is. */
static bool check_locale(const struct setting *setting, const char *current,
                         char out[SETTING_VALUE_SIZE], struct err *err)
{
    (void)current;
    return strcmp(out, "POSIX") == 0 || strcmp(out, "C") == 0 ||
           unsupported_value(setting, out, err);
}

typedef bool check_function(const struct setting *setting, const char *current,
                            char out[SETTING_VALUE_SIZE], struct err *err);
static const struct {
    const char *name;
    check_function *check;
} checks[] = {
    {"array_nulls", check_default_only},
    {"client_encoding", check_client_encoding},
    {"DateStyle", check_date_style},
    {"default_table_access_method", check_access_method},
    {"lc_monetary", check_locale},
    {"lc_numeric", check_locale},
    {"lc_time", check_locale},
    {"local_preload_libraries", check_default_only},
    {"quote_all_identifiers", check_default_only},
    {"standard_conforming_strings", check_default_only},
    {"TimeZone", check_time_zone},
    {"timezone_abbreviations", check_default_only},
    {"transform_null_equals", check_default_only},
};

static check_function *check_find(const struct setting *setting)
{
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        if (strcmp(checks[i].name, setting->name) == 0)
            return checks[i].check;
    }
    return NULL;
}

static bool is_one_of(const struct setting *setting, const char *const *names)
{
    while (*names && strcmp(*names, setting->name) != 0)
        names++;
    return *names != NULL;
}

bool setting_outlives_reset_all(const struct setting *setting)
{
    static const char *const names[] = {"role",
                                        "session_authorization",
                                        "transaction_deferrable",
                                        "transaction_isolation",
                                        "transaction_read_only",
                                        NULL};
    return is_one_of(setting, names);
}

bool setting_is_hidden(const struct setting *setting)
{
    static const char *const names[] = {"is_superuser", "role", "session_authorization", NULL};
    return is_one_of(setting, names);
}

typedef bool normalize_function(const struct setting *setting, const char *value,
                                char out[SETTING_VALUE_SIZE], struct err *err);
static normalize_function *const normalizers[] = {
    [SETTING_BOOL] = normalize_bool,     [SETTING_INT] = normalize_int,
    [SETTING_REAL] = normalize_real,     [SETTING_ENUM] = normalize_enum,
    [SETTING_STRING] = normalize_string,
};

bool setting_normalize_over(const struct setting *setting, const char *current, const char *value,
                            char out[SETTING_VALUE_SIZE], struct err *err)
{
    if (!normalizers[setting->type](setting, value, out, err))
        return false;
    check_function *check = check_find(setting);
    return !check || check(setting, current, out, err);
}

bool setting_normalize(const struct setting *setting, const char *value,
                       char out[SETTING_VALUE_SIZE], struct err *err)
{
    return setting_normalize_over(setting, setting->default_value, value, out, err);
}
