#ifndef PGPIVOT_BASE_SETTINGS_H
#define PGPIVOT_BASE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/*
 * Run-time parameters: PostgreSQL's that clients rely on (manual, chapter "Server Configuration")
 * and pgpivot's own. One row each in settings.c; a session holds the values.
 */
enum setting_type { SETTING_BOOL, SETTING_INT, SETTING_REAL, SETTING_ENUM, SETTING_STRING };

/* Who may change it, and when: PostgreSQL's contexts (pg_settings.context). */
enum setting_context {
    SETTING_OF_USER,
    SETTING_OF_SUPERUSER,  /* 42501: nobody is one */
    SETTING_OF_CONNECTION, /* a superuser, when connecting */
    SETTING_OF_FILE,       /* 55P02, as are the following: the configuration file */
    SETTING_OF_SERVER,     /* its start */
    SETTING_OF_BUILD
};

struct setting {
    const char *name;
    enum setting_type type;
    const char *default_value;
    const char *const *choices; /* SETTING_ENUM: NULL-terminated */
    double min, max;            /* SETTING_INT and SETTING_REAL */
    const char *unit;           /* "ms", "kB", …; NULL: none */
    bool reported;              /* told to the client with ParameterStatus */
    enum setting_context context;
    const char *description;
};

const struct setting *setting_find(const char *name); /* case-insensitive; NULL */
/* Not for RESET ALL: what is of a transaction, and who the user is. */
bool setting_outlives_reset_all(const struct setting *setting);
/* Not for SHOW ALL and pg_settings: who the user is. */
bool setting_is_hidden(const struct setting *setting);
size_t setting_count(void);
const struct setting *setting_at(size_t index);

/* Longest value, with its end. */
#define SETTING_VALUE_SIZE 1024

/* Checks a value and writes it as SHOW prints it ("5 s" for statement_timeout is "5s"). 22023 for
 * a value that PostgreSQL refuses too, 0A000 for one that only PostgreSQL takes. */
bool setting_normalize(const struct setting *setting, const char *value,
                       char out[SETTING_VALUE_SIZE], struct err *err);
/* The same where `current` is in force, which a list like DateStyle keeps in parts. */
bool setting_normalize_over(const struct setting *setting, const char *current, const char *value,
                            char out[SETTING_VALUE_SIZE], struct err *err);
/* PostgreSQL's spellings of a Boolean; false if it is none. */
bool setting_parse_bool(const char *value, bool *result);
/* The number in the parameter's own unit: "5s" of statement_timeout is 5000. */
bool setting_parse_real(const struct setting *setting, const char *value, double *result);
bool setting_parse_int(const struct setting *setting, const char *value, long *result);

/* What the server knows better than the table. */
struct setting_default {
    const char *name; /* as in the table */
    const char *value;
};

/* The values of one session; defaults end with a NULL name and outlive them, NULL: none. */
struct settings;
struct settings *settings_new(const struct setting_default *defaults);
void settings_free(struct settings *settings);

/* The value in force as SHOW prints it; NULL if there is no such parameter. Custom parameters
 * (with a dot in the name) exist once set. Valid until the next change. */
const char *settings_get(const struct settings *settings, const char *name);
/* What RESET goes back to. */
const char *settings_get_default(const struct settings *settings, const char *name);
bool settings_get_bool(const struct settings *settings, const char *name);
/* In the parameter's unit: statement_timeout of "5s" is 5000. */
long settings_get_int(const struct settings *settings, const char *name);

/*
 * SET. value NULL: back to the session's default. is_local: until the transaction ends. Checks
 * and normalizes; 42704 for an unknown name, 22023 for a bad value, what its context says.
 */
bool settings_set(struct settings *settings, const char *name, const char *value, bool is_local,
                  struct err *err);
/* What RESET goes back to: from the start-up message. */
bool settings_set_default(struct settings *settings, const char *name, const char *value,
                          struct err *err);
void settings_reset_all(struct settings *settings);
/* For what the server itself knows: session_authorization, is_superuser. No checks. */
void settings_set_fixed(struct settings *settings, const char *name, const char *value);

/* Every value that is not the table's own, in force or to be gone back to: two sessions that write
 * the same have the same. */
void settings_write(const struct settings *settings, struct buf *out);
/* Grows with every change of a value. */
uint64_t settings_generation(const struct settings *settings);

/* Transactions: SET inside a transaction that fails is undone; SET LOCAL always is. */
void settings_begin(struct settings *settings);
void settings_end(struct settings *settings, bool committed);

/* The values at a savepoint of the transaction: all that differs from its beginning. */
struct settings_mark;
struct settings_mark *settings_mark_new(const struct settings *settings);
void settings_mark_free(struct settings_mark *mark);
void settings_go_back(struct settings *settings, const struct settings_mark *mark);

/* Calls report for each reported parameter whose value changed since the last call (all of them
 * on the first call). */
typedef void settings_report(void *owner, const char *name, const char *value);
void settings_report_changes(struct settings *settings, settings_report *report, void *owner);

#endif
