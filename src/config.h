#ifndef PGPIVOT_CONFIG_H
#define PGPIVOT_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"

/*
 * Options of the programs: one row each in config.c, with the same names on the command line
 * (--max-sessions 10 or --max_sessions=10) and in the configuration file (max_sessions = 10). The
 * command line wins over the file, the file over the defaults. docs/getting-started lists them.
 */
struct config {
    const char *listen; /* HOST:PORT */
    const char *data;   /* folder */
    const char *backend;
    const char *backend_user, *backend_password;
    const char *engine;
    const char *database;
    const char *log_level;
    const char *auth_file, *auth_hba_file;                  /* users, rules; or NULL */
    const char *tls_cert_file, *tls_key_file, *tls_ca_file; /* or NULL */
    const char *tls_min_version;
    long workers; /* 0: one for each processor */
    long max_sessions;
    long max_startups;        /* clients that have not said yet who they are */
    long backend_connections; /* of each worker */
    long backend_connect_timeout_ms;
    long max_query_memory;  /* bytes of planning one statement */
    long max_query_size;    /* bytes of one message */
    long max_output_buffer; /* bytes that wait for a slow client */
    long max_cursor_spool;  /* bytes of rows that cursors of one session keep */
    const char *cursor_spool_folder;
    long result_cache_size; /* bytes of answers that all workers keep; 0: none */
    long startup_timeout_ms;
    long shutdown_timeout_ms;
    long tcp_keepalives_idle, tcp_keepalives_interval; /* s; 0: the system's, and below */
    long tcp_keepalives_count;
    long tcp_user_timeout_ms;

    /* Of single commands. */
    bool drop;
    const char *catalog;
    bool columns;
    const char *table, *format; /* NULL: as the file's name says */
    bool again;
    const char **files; /* the arguments that are no options */
    size_t n_files;

    char **owned; /* every text above */
    size_t n_owned;
};

enum config_command {
    COMMAND_SERVE = 1,
    COMMAND_INIT = 2,
    COMMAND_REWRITE = 4,
    COMMAND_CHECK = 8,
    COMMAND_LOAD = 16,
    COMMAND_ALL = 31 /* what a configuration file may hold */
};

/*
 * Reads arguments (without the program's and the command's name) and the file they name with
 * --config. False with one line in err->message: which option, where, and what is wrong.
 */
bool config_load(struct config *config, enum config_command command, int n_arguments,
                 const char *const *arguments, struct err *err);
void config_free(struct config *config);

/* The table as --help prints it. */
void config_print_options(FILE *out);
/* Every option with its value in force, as a configuration file. Passwords are hidden. */
void config_print(const struct config *config, FILE *out);

#endif
