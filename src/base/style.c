/* The settings by which values are printed and read. Prints nothing. */
#include "base/style.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const date_names[] = {
    [DATE_ISO] = "ISO", [DATE_SQL] = "SQL", [DATE_POSTGRES] = "Postgres", [DATE_GERMAN] = "German"};
static const char *const order_names[] = {
    [ORDER_MDY] = "MDY", [ORDER_DMY] = "DMY", [ORDER_YMD] = "YMD"};
static const char *const interval_names[] = {[INTERVAL_POSTGRES] = "postgres",
                                             [INTERVAL_VERBOSE] = "postgres_verbose",
                                             [INTERVAL_SQL_STANDARD] = "sql_standard",
                                             [INTERVAL_ISO_8601] = "iso_8601"};
#define COUNT(names) (sizeof names / sizeof *names)

/* 0 if it is none of them. */
static unsigned find(const char *const *names, size_t n, const char *name, size_t size)
{
    for (unsigned i = 0; i < n; i++)
        if (strlen(names[i]) == size && strncasecmp(names[i], name, size) == 0)
            return i;
    return 0;
}

struct value_style value_style_of(const struct settings *settings)
{
    const char *date = settings_get(settings, "DateStyle");
    const char *interval = settings_get(settings, "IntervalStyle");
    const char *order = strchr(date, ' ');
    order = order ? order + 1 : "";
    return (struct value_style){
        .date = (enum date_style)find(date_names, COUNT(date_names), date, strcspn(date, ",")),
        .order = (enum date_order)find(order_names, COUNT(order_names), order, strlen(order)),
        .interval = (enum interval_style)find(interval_names, COUNT(interval_names), interval,
                                              strlen(interval)),
        .less_digits = 1 - (int)settings_get_int(settings, "extra_float_digits"),
        .bytea_escape = strcmp(settings_get(settings, "bytea_output"), "escape") == 0,
    };
}

bool value_style_is_default(const struct value_style *style)
{
    return style->date == DATE_ISO && style->order == ORDER_MDY &&
           style->interval == INTERVAL_POSTGRES && style->less_digits <= 0 && !style->bytea_escape;
}

int value_style_digits(const struct value_style *style, int exact)
{
    int digits = exact + 1 - style->less_digits;
    if (style->less_digits <= 0)
        return 0;
    return digits < 1 ? 1 : digits;
}

/* --- DateStyle --- */

struct date_word {
    const char *word;
    const char *style; /* of output, or NULL */
    const char *order; /* of input, or NULL */
};

static const struct date_word date_words[] = {
    {"iso", "ISO", NULL},       {"sql", "SQL", NULL},     {"postgres", "Postgres", NULL},
    {"german", "German", NULL}, {"ymd", NULL, "YMD"},     {"dmy", NULL, "DMY"},
    {"european", NULL, "DMY"},  {"euro", NULL, "DMY"},    {"mdy", NULL, "MDY"},
    {"us", NULL, "MDY"},        {"noneuro", NULL, "MDY"}, {"noneuropean", NULL, "MDY"},
    {"default", "ISO", "MDY"},
};

/* PostgreSQL looks at the first letters of most of them. */
static const struct date_word *find_word(const char *word)
{
    static const char *const beginnings[] = {"german", "ymd", "dmy", "euro", "mdy", "noneuro"};
    for (size_t i = 0; i < COUNT(date_words); i++)
        if (strcasecmp(date_words[i].word, word) == 0)
            return &date_words[i];
    for (size_t i = 0; i < COUNT(beginnings); i++)
        if (strncasecmp(beginnings[i], word, strlen(beginnings[i])) == 0)
            return find_word(beginnings[i]);
    return NULL;
}

struct date_choice {
    const char *style, *order;
    bool conflicts;
};

static void choose(const char **chosen, const char *word, bool *conflicts)
{
    if (!word)
        return;
    *conflicts |= *chosen && strcmp(*chosen, word) != 0;
    *chosen = word;
}

static bool take_word(struct date_choice *choice, const char *word)
{
    const struct date_word *row = find_word(word);
    if (!row)
        return false;
    if (strcmp(row->word, "default") == 0) { /* what is left open */
        choice->style = choice->style ? choice->style : row->style;
        choice->order = choice->order ? choice->order : row->order;
        return true;
    }
    choose(&choice->style, row->style, &choice->conflicts);
    choose(&choice->order, row->order, &choice->conflicts);
    return true;
}

static bool bad_value(const char *value, struct err *err)
{
    return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                   "invalid value for parameter \"DateStyle\": \"%s\"", value);
}

bool date_style_normalize(char value[SETTING_VALUE_SIZE], const char *current, struct err *err)
{
    char text[SETTING_VALUE_SIZE], *rest = text;
    struct date_choice choice = {0};
    strcpy(text, value);
    for (char *word = strsep(&rest, ","); word; word = strsep(&rest, ",")) {
        word += strspn(word, " \t\"'");
        word[strcspn(word, " \t\"'")] = '\0';
        if (!take_word(&choice, word)) {
            bad_value(value, err);
            return err_detail(err, "Unrecognized key word: \"%s\".", word);
        }
    }
    if (choice.conflicts) {
        bad_value(value, err);
        return err_detail(err, "Conflicting \"datestyle\" specifications.");
    }
    /* German dates begin with the day. */
    if (!choice.order && choice.style && strcmp(choice.style, "German") == 0)
        choice.order = "DMY";
    size_t size = strcspn(current, ",");
    const char *order = strchr(current, ' ');
    snprintf(value, SETTING_VALUE_SIZE, "%.*s, %s",
             choice.style ? (int)strlen(choice.style) : (int)size,
             choice.style ? choice.style : current,
             choice.order ? choice.order
             : order      ? order + 1
                          : "MDY");
    return true;
}
