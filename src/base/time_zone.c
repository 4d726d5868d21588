/* Reads the tz database. Knows nothing about dates as text. */
#include "base/time_zone.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/civil.h"
#include "base/str.h"

#define FOLDER "/usr/share/zoneinfo/"
#define SECONDS_PER_DAY 86400
#define MAX_NAME 64
#define MAX_FILE ((size_t)1 << 16)
#define HEADER_SIZE 44

/* Longer abbreviations than there are would be cut. */
#define MAX_ABBREVIATION 10

struct local_time {
    int offset;
    char name[MAX_ABBREVIATION + 1];
};

struct change {
    int64_t at;
    struct local_time time; /* from then on */
};

/* A day of the year on which the clock changes, by POSIX: Mm.w.d, Jn or n. */
struct rule_day {
    char form; /* 'M', 'J', or 'n' */
    int month, week, day;
    int seconds; /* of the clock's time before the change */
};

/* What follows the last change: a POSIX TZ string. */
struct rule {
    struct local_time standard, summer;
    bool has_summer;
    struct rule_day start, end;
};

struct time_zone {
    char name[MAX_NAME + 1];
    struct local_time first;
    size_t n_changes;
    struct rule rule;
    struct change changes[];
};

/* ---- POSIX TZ strings ---- */

static bool take_number(const char **at, int max, int *number)
{
    if (**at < '0' || **at > '9')
        return false;
    for (*number = 0; **at >= '0' && **at <= '9' && *number <= max; (*at)++)
        *number = *number * 10 + (**at - '0');
    return *number <= max;
}

/* [+-]hh[:mm[:ss]] in seconds */
static bool take_time(const char **at, int max_hours, int *seconds)
{
    int hours, minutes = 0, rest = 0;
    int sign = **at == '-' ? -1 : 1;
    *at += **at == '-' || **at == '+';
    if (!take_number(at, max_hours, &hours))
        return false;
    if (**at == ':' && ((*at)++, !take_number(at, 59, &minutes)))
        return false;
    if (**at == ':' && ((*at)++, !take_number(at, 59, &rest)))
        return false;
    *seconds = sign * (hours * 3600 + minutes * 60 + rest);
    return true;
}

static void set_name(struct local_time *time, const char *name, size_t size)
{
    size = size < MAX_ABBREVIATION ? size : MAX_ABBREVIATION;
    memcpy(time->name, name, size);
    time->name[size] = '\0';
}

/* Three letters or more, or anything in <>. */
static bool take_abbreviation(const char **at, struct local_time *time)
{
    const char *from = *at;
    if (*from == '<') {
        const char *end = strchr(from, '>');
        *at = end ? end + 1 : from;
        if (end)
            set_name(time, from + 1, (size_t)(end - from - 1));
        return end != NULL;
    }
    while ((**at >= 'a' && **at <= 'z') || (**at >= 'A' && **at <= 'Z'))
        (*at)++;
    set_name(time, from, (size_t)(*at - from));
    return *at - from >= 3;
}

static bool take_day(const char **at, struct rule_day *day)
{
    if (*(*at)++ != ',')
        return false;
    day->form = **at == 'M' || **at == 'J' ? *(*at)++ : 'n';
    day->seconds = 2 * 3600;
    if (day->form != 'M') {
        if (!take_number(at, 365, &day->day))
            return false;
    } else if (!take_number(at, 12, &day->month) || *(*at)++ != '.' ||
               !take_number(at, 5, &day->week) || *(*at)++ != '.' ||
               !take_number(at, 6, &day->day) || day->month < 1 || day->week < 1) {
        return false;
    }
    return **at != '/' || ((*at)++, take_time(at, 167, &day->seconds));
}

/* West is positive in POSIX. */
static bool read_rule(const char *text, struct rule *rule)
{
    *rule = (struct rule){0};
    if (!take_abbreviation(&text, &rule->standard) || !take_time(&text, 24, &rule->standard.offset))
        return false;
    rule->standard.offset = -rule->standard.offset;
    if (!*text)
        return true;
    rule->has_summer = true;
    rule->summer.offset = rule->standard.offset + 3600;
    if (!take_abbreviation(&text, &rule->summer))
        return false;
    if (*text != ',') {
        if (!take_time(&text, 24, &rule->summer.offset))
            return false;
        rule->summer.offset = -rule->summer.offset;
    }
    return take_day(&text, &rule->start) && take_day(&text, &rule->end) && !*text;
}

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days since the epoch of the rule's day in a year. */
static int64_t day_in_year(const struct rule_day *rule, int64_t year)
{
    int64_t first = civil_to_days((struct civil_date){year, 1, 1});
    if (rule->form == 'J') /* from 1, without leap days */
        return first + rule->day - 1 + (is_leap(year) && rule->day >= 60);
    if (rule->form == 'n')
        return first + rule->day;
    int64_t month = civil_to_days((struct civil_date){year, rule->month, 1});
    int64_t next = rule->month == 12 ? civil_to_days((struct civil_date){year + 1, 1, 1})
                                     : civil_to_days((struct civil_date){year, rule->month + 1, 1});
    int week_day = (int)(((month + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
    int64_t day = month + (rule->day - week_day + 7) % 7 + (rule->week - 1) * 7;
    while (day >= next)
        day -= 7;
    return day;
}

static const struct local_time *time_by_rule(const struct rule *rule, int64_t utc)
{
    if (!rule->has_summer)
        return &rule->standard;
    int64_t clock = utc + rule->standard.offset;
    int64_t days = clock / SECONDS_PER_DAY - (clock % SECONDS_PER_DAY < 0);
    int64_t year = civil_from_days(days).year;
    int64_t start = day_in_year(&rule->start, year) * SECONDS_PER_DAY + rule->start.seconds -
                    rule->standard.offset;
    int64_t end =
        day_in_year(&rule->end, year) * SECONDS_PER_DAY + rule->end.seconds - rule->summer.offset;
    bool is_summer = start < end ? utc >= start && utc < end : utc >= start || utc < end;
    return is_summer ? &rule->summer : &rule->standard;
}

/* ---- files ---- */

static uint32_t get_u32(const char *from)
{
    const unsigned char *bytes = (const unsigned char *)from;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static int64_t get_i64(const char *from)
{
    return (int64_t)((uint64_t)get_u32(from) << 32 | get_u32(from + 4));
}

/* The counts of a header, and the bytes that follow it. */
struct block {
    uint32_t n_utc, n_standard, n_leaps, n_changes, n_types, n_chars;
    struct str data;
};

static bool read_block(struct str *file, size_t time_size, struct block *block)
{
    if (file->size < HEADER_SIZE || memcmp(file->data, "TZif", 4) != 0)
        return false;
    const char *counts = file->data + 20;
    *block = (struct block){get_u32(counts),
                            get_u32(counts + 4),
                            get_u32(counts + 8),
                            get_u32(counts + 12),
                            get_u32(counts + 16),
                            get_u32(counts + 20),
                            {NULL, 0}};
    uint32_t all = block->n_utc | block->n_standard | block->n_leaps | block->n_changes |
                   block->n_types | block->n_chars;
    if (all >= MAX_FILE || !block->n_types)
        return false;
    size_t size = block->n_changes * (time_size + 1) + block->n_types * (size_t)6 + block->n_chars +
                  block->n_leaps * (time_size + 4) + block->n_standard + block->n_utc;
    *file = str_skip(*file, HEADER_SIZE);
    if (file->size < size)
        return false;
    block->data = (struct str){file->data, size};
    *file = str_skip(*file, size);
    return true;
}

/* Of ttinfo `index`: an offset, whether it is summer's, and where its name begins among those
 * behind the types. */
static bool read_local_time(const struct block *block, unsigned index, struct local_time *time)
{
    const char *types = block->data.data + block->n_changes * (size_t)9;
    const char *names = types + block->n_types * (size_t)6, *type = types + index * (size_t)6;
    unsigned char at = (unsigned char)type[5];
    if (index >= block->n_types || at >= block->n_chars)
        return false;
    const char *end = memchr(names + at, '\0', block->n_chars - at);
    time->offset = (int)get_u32(type);
    if (end)
        set_name(time, names + at, (size_t)(end - names - at));
    return end != NULL;
}

static bool read_changes(struct time_zone *zone, const struct block *block)
{
    const char *indexes = block->data.data + block->n_changes * (size_t)8;
    if (!read_local_time(block, 0, &zone->first))
        return false;
    zone->n_changes = block->n_changes;
    for (size_t i = 0; i < block->n_changes; i++) {
        zone->changes[i].at = get_i64(block->data.data + i * 8);
        if (!read_local_time(block, (unsigned char)indexes[i], &zone->changes[i].time))
            return false;
    }
    return true;
}

/* "\n<TZ string>\n" behind the second block; none: the last offset holds for ever. */
static bool read_footer(struct time_zone *zone, struct str rest)
{
    char text[128];
    if (rest.size < 2 || rest.size - 2 >= sizeof text || rest.data[0] != '\n')
        return false;
    memcpy(text, rest.data + 1, rest.size - 2);
    text[rest.size - 2] = '\0';
    if (*text)
        return read_rule(text, &zone->rule);
    zone->rule.standard = zone->n_changes ? zone->changes[zone->n_changes - 1].time : zone->first;
    return true;
}

static struct time_zone *zone_new(const char *name, size_t n_changes)
{
    struct time_zone *zone = calloc(1, sizeof *zone + n_changes * sizeof *zone->changes);
    if (zone)
        snprintf(zone->name, sizeof zone->name, "%s", name);
    return zone;
}

static struct time_zone *read_zone(const char *name, struct str file)
{
    struct block block;
    if (file.size < 5 || file.data[4] < '2' || !read_block(&file, 4, &block) ||
        !read_block(&file, 8, &block))
        return NULL;
    struct time_zone *zone = zone_new(name, block.n_changes);
    if (zone && read_changes(zone, &block) && read_footer(zone, file))
        return zone;
    free(zone);
    return NULL;
}

static struct time_zone *load_file(const char *name)
{
    char path[sizeof FOLDER + MAX_NAME];
    snprintf(path, sizeof path, FOLDER "%s", name);
    FILE *file = fopen(path, "rbe");
    char *bytes = file ? malloc(MAX_FILE) : NULL;
    size_t size = bytes ? fread(bytes, 1, MAX_FILE, file) : 0;
    struct time_zone *zone = size ? read_zone(name, (struct str){bytes, size}) : NULL;
    free(bytes);
    if (file)
        fclose(file);
    return zone;
}

/* A name of one offset, as SET TIME ZONE 2 makes it. */
static struct time_zone *load_fixed(const char *name)
{
    struct rule rule;
    if (!read_rule(name, &rule) || rule.has_summer)
        return NULL;
    struct time_zone *zone = zone_new(name, 0);
    if (zone)
        zone->rule = rule;
    return zone;
}

bool time_zone_names_utc(const char *name)
{
    static const char *const names[] = {"UTC", "Etc/UTC", "Zulu", "Universal", "UCT", "Etc/UCT"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(names[i], name) == 0)
            return true;
    return false;
}

struct time_zone *time_zone_load(const char *name)
{
    if (!*name || *name == '/' || strlen(name) > MAX_NAME || strstr(name, ".."))
        return NULL;
    struct time_zone *zone = load_file(name);
    return zone ? zone : load_fixed(name);
}

void time_zone_free(struct time_zone *zone)
{
    free(zone);
}

struct time_zone *time_zone_switch(struct time_zone *zone, const char *name)
{
    if (zone && strcmp(zone->name, name) == 0)
        return zone;
    time_zone_free(zone);
    return time_zone_names_utc(name) ? NULL : time_zone_load(name);
}

bool time_zone_read_offset(const char *text, int *offset)
{
    struct rule rule;
    const char *at = text;
    if (*at == '+' || *at == '-') { /* no name */
        if (!take_time(&at, 24, offset) || *at)
            return false;
        *offset = -*offset;
        return true;
    }
    if (!read_rule(text, &rule) || rule.has_summer)
        return false;
    *offset = rule.standard.offset;
    return true;
}

const char *time_zone_name(const struct time_zone *zone)
{
    return zone ? zone->name : "UTC";
}

bool time_zone_is_fixed(const struct time_zone *zone, int *offset)
{
    *offset = zone ? zone->rule.standard.offset : 0;
    return !zone || (!zone->n_changes && !zone->rule.has_summer);
}

static const struct local_time *time_at(const struct time_zone *zone, int64_t utc)
{
    size_t low = 0, high = zone->n_changes;
    if (!high || utc >= zone->changes[high - 1].at)
        return time_by_rule(&zone->rule, utc);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes[middle].at <= utc)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &zone->changes[low - 1].time : &zone->first;
}

bool time_zone_shows_utc(const struct time_zone *zone)
{
    int offset;
    return time_zone_is_fixed(zone, &offset) && offset == 0;
}

int time_zone_offset(const struct time_zone *zone, int64_t utc)
{
    return zone ? time_at(zone, utc)->offset : 0;
}

const char *time_zone_abbreviation(const struct time_zone *zone, int64_t utc)
{
    return zone ? time_at(zone, utc)->name : "UTC";
}

int64_t time_zone_to_utc(const struct time_zone *zone, int64_t clock)
{
    int64_t after = clock - time_zone_offset(zone, clock + SECONDS_PER_DAY);
    if (after + time_zone_offset(zone, after) == clock)
        return after;
    return clock - time_zone_offset(zone, clock - SECONDS_PER_DAY);
}
