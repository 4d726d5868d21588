/* The options: a table, read from the command line and an INI file. Knows nothing of their use. */
#include "config.h"

#include <errno.h>
#include <ini.h>
#include <stdlib.h>
#include <string.h>

enum option_type { OPTION_TEXT, OPTION_INT, OPTION_BYTES, OPTION_MS, OPTION_FLAG };

struct option {
    const char *name;
    enum option_type type;
    size_t offset;
    const char *value; /* default; NULL: none */
    long min, max;
    int commands; /* that know it */
    const char *help;
};

#define AT(field) offsetof(struct config, field)

#define KB 1024L
#define MB (1024L * 1024)
#define GB (1024L * 1024 * 1024)

static const struct option options[] = {
    {"listen", OPTION_TEXT, AT(listen), "127.0.0.1:5433", 0, 0, COMMAND_ALL,
     "address to listen on, HOST:PORT; port 0 picks a free one"},
    {"data", OPTION_TEXT, AT(data), NULL, 0, 0, COMMAND_ALL,
     "folder of the embedded engine; default ${XDG_DATA_HOME:-~/.local/share}/pgpivot"},
    {"backend", OPTION_TEXT, AT(backend), "embedded", 0, 0, COMMAND_ALL,
     "embedded, or the URL of a ClickHouse server: http://host:8123"},
    {"backend_user", OPTION_TEXT, AT(backend_user), NULL, 0, 0, COMMAND_ALL,
     "user at the ClickHouse server"},
    {"backend_password", OPTION_TEXT, AT(backend_password), NULL, 0, 0, COMMAND_ALL,
     "that user's password; better kept in the file than on the command line"},
    {"engine", OPTION_TEXT, AT(engine), NULL, 0, 0, COMMAND_ALL,
     "path of pgpivot-engine; default: beside pgpivot"},
    {"database", OPTION_TEXT, AT(database), "pivot", 0, 0, COMMAND_ALL,
     "ClickHouse database of clients that name none, and of init and rewrite"},
    {"auth_file", OPTION_TEXT, AT(auth_file), NULL, 0, 0, COMMAND_ALL,
     "users: lines of \"name\" \"secret\", secrets made by: pgpivot password"},
    {"auth_hba_file", OPTION_TEXT, AT(auth_hba_file), NULL, 0, 0, COMMAND_ALL,
     "rules of who may come in, as in pg_hba.conf; default: loopback is trusted, or with auth_file "
     "scram-sha-256 for all"},
    {"tls_cert_file", OPTION_TEXT, AT(tls_cert_file), NULL, 0, 0, COMMAND_ALL,
     "certificate, PEM, with those that lead to its authority"},
    {"tls_key_file", OPTION_TEXT, AT(tls_key_file), NULL, 0, 0, COMMAND_ALL,
     "its private key, PEM"},
    {"tls_ca_file", OPTION_TEXT, AT(tls_ca_file), NULL, 0, 0, COMMAND_ALL,
     "authorities of clients' certificates, PEM"},
    {"tls_min_version", OPTION_TEXT, AT(tls_min_version), "1.2", 0, 0, COMMAND_ALL,
     "oldest TLS to speak: 1.2 or 1.3"},
    {"log_level", OPTION_TEXT, AT(log_level), "info", 0, 0, COMMAND_ALL,
     "error, warning, info or debug"},
    {"workers", OPTION_INT, AT(workers), "0", 0, 256, COMMAND_ALL,
     "threads that serve sessions; 0: one for each processor"},
    {"max_sessions", OPTION_INT, AT(max_sessions), "1000", 1, 1000000, COMMAND_ALL,
     "sessions at once; more are refused"},
    {"max_startups", OPTION_INT, AT(max_startups), "200", 1, 1000000, COMMAND_ALL,
     "connections at once that have not said yet who they are; beyond, the oldest is closed"},
    {"backend_connections", OPTION_INT, AT(backend_connections), "64", 1, 10000, COMMAND_ALL,
     "HTTP connections of one worker; queries beyond wait"},
    {"backend_connect_timeout", OPTION_MS, AT(backend_connect_timeout_ms), "5s", 1, 3600000,
     COMMAND_ALL, "time to reach the ClickHouse server"},
    {"max_query_memory", OPTION_BYTES, AT(max_query_memory), "64MB", MB, 16 * GB, COMMAND_ALL,
     "memory for planning one statement"},
    {"max_query_size", OPTION_BYTES, AT(max_query_size), "16MB", 64 * KB, 512 * MB, COMMAND_ALL,
     "longest message of a client"},
    {"max_output_buffer", OPTION_BYTES, AT(max_output_buffer), "256MB", MB, 16 * GB, COMMAND_ALL,
     "bytes that may wait for one slow client before its session is ended"},
    {"max_cursor_spool", OPTION_BYTES, AT(max_cursor_spool), "1GB", MB, 1024 * GB, COMMAND_ALL,
     "bytes of rows that the cursors of one session may keep on disk"},
    {"cursor_spool_folder", OPTION_TEXT, AT(cursor_spool_folder), "/var/tmp", 0, 0, COMMAND_ALL,
     "folder of those files"},
    {"result_cache_size", OPTION_BYTES, AT(result_cache_size), "128MB", 0, 1024 * GB, COMMAND_ALL,
     "bytes of answers that are kept to be given again; 0: none"},
    {"startup_timeout", OPTION_MS, AT(startup_timeout_ms), "60s", 1, 3600000, COMMAND_ALL,
     "time a client has to say who it is"},
    {"shutdown_timeout", OPTION_MS, AT(shutdown_timeout_ms), "30s", 0, 86400000, COMMAND_ALL,
     "time that SIGTERM leaves sessions to end what they are in the middle of"},
    {"tcp_keepalives_idle", OPTION_INT, AT(tcp_keepalives_idle), "0", 0, 2147483, COMMAND_ALL,
     "seconds of silence before a client's host is asked whether it lives; 0: the system's"},
    {"tcp_keepalives_interval", OPTION_INT, AT(tcp_keepalives_interval), "0", 0, 2147483,
     COMMAND_ALL, "seconds until it is asked again; 0: the system's"},
    {"tcp_keepalives_count", OPTION_INT, AT(tcp_keepalives_count), "0", 0, 127, COMMAND_ALL,
     "questions without an answer after which it is given up; 0: the system's"},
    {"tcp_user_timeout", OPTION_MS, AT(tcp_user_timeout_ms), "0", 0, 2147483647, COMMAND_ALL,
     "time that sent data may wait for its acknowledgement; 0: the system's"},
    {"drop", OPTION_FLAG, AT(drop), NULL, 0, 0, COMMAND_INIT, "init: drop the database first"},
    {"catalog", OPTION_TEXT, AT(catalog), NULL, 0, 0, COMMAND_REWRITE,
     "rewrite: file that describes the tables, instead of asking the backend"},
    {"columns", OPTION_FLAG, AT(columns), NULL, 0, 0, COMMAND_REWRITE,
     "rewrite: print the result's columns too"},
    {"table", OPTION_TEXT, AT(table), NULL, 0, 0, COMMAND_LOAD,
     "load: TABLE or SCHEMA.TABLE; default: what stands before the first dot of the file's name"},
    {"format", OPTION_TEXT, AT(format), NULL, 0, 0, COMMAND_LOAD,
     "load: csv, tsv, native or parquet; default: the file's suffix"},
    {"again", OPTION_FLAG, AT(again), NULL, 0, 0, COMMAND_LOAD,
     "load: also files that were loaded before"},
};
#define N_OPTIONS (sizeof options / sizeof *options)

/* Names compare with - and _ alike. */
static bool same_name(const char *a, const char *b, size_t b_size)
{
    size_t i = 0;
    for (; a[i] && i < b_size; i++) {
        if (a[i] != (b[i] == '-' ? '_' : b[i]))
            return false;
    }
    return a[i] == '\0' && i == b_size;
}

static const struct option *option_find(const char *name, size_t size)
{
    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (same_name(options[i].name, name, size))
            return &options[i];
    }
    return NULL;
}

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

/* A copy that lives as long as the configuration. */
static const char *keep(struct config *config, const char *text)
{
    config->owned = must(realloc(config->owned, (config->n_owned + 1) * sizeof *config->owned));
    char *copy = must(strdup(text));
    config->owned[config->n_owned++] = copy;
    return copy;
}

static void keep_file(struct config *config, const char *path)
{
    config->files = must(realloc(config->files, (config->n_files + 1) * sizeof *config->files));
    config->files[config->n_files++] = keep(config, path);
}

/* --- values --- */

struct suffix {
    enum option_type type;
    const char *name;
    long factor;
};

static const struct suffix suffixes[] = {
    {OPTION_BYTES, "B", 1},    {OPTION_BYTES, "kB", KB}, {OPTION_BYTES, "MB", MB},
    {OPTION_BYTES, "GB", GB},  {OPTION_MS, "ms", 1},     {OPTION_MS, "s", 1000},
    {OPTION_MS, "min", 60000},
};

static bool parse_number(enum option_type type, const char *value, long *number)
{
    char *end;
    errno = 0;
    *number = strtol(value, &end, 10);
    if (end == value || errno)
        return false;
    while (*end == ' ')
        end++;
    if (*end == '\0')
        return true;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (suffixes[i].type == type && strcmp(suffixes[i].name, end) == 0)
            return !__builtin_mul_overflow(*number, suffixes[i].factor, number);
    }
    return false;
}

/* The largest suffix that divides it. */
static void print_number(enum option_type type, long number, char out[32])
{
    const struct suffix *best = NULL;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (suffixes[i].type == type && number % suffixes[i].factor == 0 && number)
            best = &suffixes[i];
    }
    snprintf(out, 32, "%ld%s", best ? number / best->factor : number, best ? best->name : "");
}

static bool set_number(struct config *config, const struct option *option, const char *value,
                       struct err *err)
{
    long number;
    char min[32], max[32];
    print_number(option->type, option->min, min);
    print_number(option->type, option->max, max);
    if (!parse_number(option->type, value, &number) || number < option->min || number > option->max)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "%s: \"%s\" is not a number from %s to %s", option->name, value, min, max);
    memcpy((char *)config + option->offset, &number, sizeof number);
    return true;
}

static bool set_text(struct config *config, const struct option *option, const char *value)
{
    const char *copy = keep(config, value);
    memcpy((char *)config + option->offset, &copy, sizeof copy);
    return true;
}

static bool option_set(struct config *config, const struct option *option, const char *value,
                       struct err *err)
{
    if (option->type == OPTION_TEXT)
        return set_text(config, option, value ? value : "");
    if (option->type == OPTION_FLAG)
        return *((bool *)((char *)config + option->offset)) = true;
    return set_number(config, option, value, err);
}

static bool in_list(const char *value, const char *const *list)
{
    for (; *list; list++) {
        if (strcmp(value, *list) == 0)
            return true;
    }
    return false;
}

/* What single rows cannot say. */
static bool config_validate(const struct config *config, struct err *err)
{
    static const char *const levels[] = {"error", "warning", "info", "debug", NULL};
    const char *colon = strrchr(config->listen, ':');
    char *end;
    long port = colon && colon[1] ? strtol(colon + 1, &end, 10) : -1;
    if (port < 0 || port > 65535 || *end || colon == config->listen)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "listen: \"%s\" is not HOST:PORT",
                       config->listen);
    if (!in_list(config->log_level, levels))
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "log_level: \"%s\" is not error, warning, info or debug", config->log_level);
    if (strcmp(config->backend, "embedded") != 0 && strncmp(config->backend, "http://", 7) != 0 &&
        strncmp(config->backend, "https://", 8) != 0)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "backend: \"%s\" is neither embedded nor a URL (http://…)", config->backend);
    if (config->database[0] == '\0')
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "database: is empty");
    return true;
}

/* --- the file --- */

struct file_reader {
    struct config *config;
    FILE *file;
    int line;
    int bad_line; /* 0: none */
    struct err *err;
};

static char *read_line(char *text, int size, void *stream)
{
    struct file_reader *reader = stream;
    if (!fgets(text, size, reader->file))
        return NULL;
    reader->line++;
    if (!strchr(text, '\n') && !feof(reader->file) && !reader->bad_line) {
        reader->bad_line = reader->line;
        err_set(reader->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "the line is too long");
    }
    return text;
}

static int read_option(void *user, const char *section, const char *name, const char *value)
{
    struct file_reader *reader = user;
    if (reader->bad_line)
        return 1;
    const struct option *option = option_find(name, strlen(name));
    bool fine;
    if (section[0] != '\0')
        fine = err_set(reader->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "unknown section [%s]",
                       section);
    else if (!option || option->type == OPTION_FLAG || option->commands != COMMAND_ALL)
        fine = err_set(reader->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "unknown option \"%s\"",
                       name);
    else
        fine = option_set(reader->config, option, value, reader->err);
    if (!fine)
        reader->bad_line = reader->line;
    return fine;
}

/* Puts where it happened before the message. */
static bool err_locate(struct err *err, const char *path, int line)
{
    char message[sizeof err->message];
    memcpy(message, err->message, sizeof message);
    return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "%s:%d: %s", path, line, message);
}

static bool config_read_file(struct config *config, const char *path, struct err *err)
{
    struct file_reader reader = {.config = config, .file = fopen(path, "r"), .err = err};
    if (!reader.file)
        return err_set(err, SQLSTATE_IO_ERROR, 0, "config: cannot read %s: %s", path,
                       strerror(errno));
    int bad = ini_parse_stream(read_line, &reader, read_option, &reader);
    bool unreadable = ferror(reader.file);
    fclose(reader.file);
    if (unreadable)
        return err_set(err, SQLSTATE_IO_ERROR, 0, "config: cannot read %s", path);
    if (reader.bad_line && (bad <= 0 || reader.bad_line <= bad))
        return err_locate(err, path, reader.bad_line);
    if (bad != 0)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "%s:%d: not \"name = value\"",
                       path, bad);
    return true;
}

/* --- the command line --- */

struct argument {
    struct str name;
    const char *value; /* NULL: a flag */
    int n_taken;
};

/* --name value, --name=value, --flag, -c FILE. */
static bool argument_read(int n, const char *const *arguments, enum config_command command,
                          struct argument *argument, struct err *err)
{
    const char *text = arguments[0];
    if (strncmp(text, "--", 2) != 0)
        return err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "unknown argument \"%s\"; try --help", text);
    size_t size = strcspn(text + 2, "=");
    *argument = (struct argument){.name = {text + 2, size}, .n_taken = 1};
    const struct option *option = option_find(text + 2, size);
    bool is_config = same_name("config", text + 2, size);
    if (!is_config && (!option || !(option->commands & (int)command)))
        return err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "unknown option %.*s; try --help",
                       (int)size + 2, text);
    bool is_flag = option && option->type == OPTION_FLAG;
    if (text[2 + size] == '=')
        argument->value = text + 3 + size;
    else if (!is_flag && n > 1)
        argument->value = arguments[argument->n_taken++];
    if (is_flag == (argument->value != NULL))
        return err_set(err, SQLSTATE_SYNTAX_ERROR, 0,
                       is_flag ? "option %.*s takes no value" : "option %.*s needs a value",
                       (int)size + 2, text);
    return true;
}

/* With only_config, looks for --config alone. */
static bool config_read_arguments(struct config *config, enum config_command command, int n,
                                  const char *const *arguments, bool only_config, struct err *err)
{
    struct argument argument = {0};
    for (int i = 0; i < n; i += argument.n_taken) {
        if (command == COMMAND_LOAD && (arguments[i][0] != '-' || !arguments[i][1])) {
            argument.n_taken = 1;
            if (!only_config)
                keep_file(config, arguments[i]);
            continue;
        }
        if (!argument_read(n - i, arguments + i, command, &argument, err))
            return false;
        const struct option *option = option_find(argument.name.data, argument.name.size);
        bool fine = true;
        if (!option && only_config)
            fine = config_read_file(config, argument.value, err);
        else if (option && !only_config)
            fine = option_set(config, option, argument.value, err);
        if (!fine)
            return false;
    }
    return true;
}

static void config_default_data(struct config *config)
{
    const char *data_home = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    char path[4096];
    if (config->data)
        return;
    if (data_home && data_home[0] == '/')
        snprintf(path, sizeof path, "%s/pgpivot", data_home);
    else
        snprintf(path, sizeof path, "%s/.local/share/pgpivot", home ? home : "");
    config->data = keep(config, path);
}

bool config_load(struct config *config, enum config_command command, int n_arguments,
                 const char *const *arguments, struct err *err)
{
    *config = (struct config){0};
    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (options[i].value && !option_set(config, &options[i], options[i].value, err))
            return false;
    }
    if (!config_read_arguments(config, command, n_arguments, arguments, true, err) ||
        !config_read_arguments(config, command, n_arguments, arguments, false, err))
        return false;
    config_default_data(config);
    return config_validate(config, err);
}

void config_free(struct config *config)
{
    for (size_t i = 0; i < config->n_owned; i++)
        free(config->owned[i]);
    free(config->owned);
    free(config->files);
    *config = (struct config){0};
}

/* --- printing --- */

void config_print_options(FILE *out)
{
    fprintf(out, "  --%-26s %s\n", "config FILE", "read options from a file, NAME = VALUE a line");
    for (size_t i = 0; i < N_OPTIONS; i++) {
        const struct option *option = &options[i];
        fprintf(out, "  --%-26s %s", option->name, option->help);
        if (option->value)
            fprintf(out, " (default %s", option->value);
        char min[32], max[32];
        print_number(option->type, option->min, min);
        print_number(option->type, option->max, max);
        if (option->max)
            fprintf(out, ", from %s to %s", min, max);
        fputs(option->value ? ")\n" : "\n", out);
    }
}

static void print_option(const struct config *config, const struct option *option, FILE *out)
{
    const void *field = (const char *)config + option->offset;
    if (option->type == OPTION_TEXT) {
        const char *text;
        memcpy(&text, field, sizeof text);
        if (text)
            fprintf(out, "%s = %s\n", option->name,
                    strstr(option->name, "password") ? "********" : text);
        return;
    }
    long number;
    char text[32];
    memcpy(&number, field, sizeof number);
    print_number(option->type, number, text);
    fprintf(out, "%s = %s\n", option->name, text);
}

void config_print(const struct config *config, FILE *out)
{
    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (options[i].commands == COMMAND_ALL)
            print_option(config, &options[i], out);
    }
}
