/* Sorts the parameters of a request: known ones, settings, refused ones. Knows no HTTP. */
#include "engine/params.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SETTINGS_BYTES = 64 * 1024 };

enum role { ROLE_TEXT, ROLE_BOOL, ROLE_IGNORED, ROLE_REFUSED };

/* ROLE_REFUSED is refused unless it is empty or 0. */
static const struct known {
    const char *name;
    enum role role;
    size_t offset;
} known[] = {
    {"query", ROLE_TEXT, offsetof(struct params, query)},
    {"query_id", ROLE_TEXT, offsetof(struct params, query_id)},
    {"database", ROLE_TEXT, offsetof(struct params, database)},
    {"default_format", ROLE_TEXT, offsetof(struct params, default_format)},
    {"wait_end_of_query", ROLE_BOOL, offsetof(struct params, wait_end_of_query)},
    {"user", ROLE_IGNORED, 0},
    {"password", ROLE_IGNORED, 0},
    {"quota_key", ROLE_IGNORED, 0},
    {"buffer_size", ROLE_IGNORED, 0},
    {"enable_http_compression", ROLE_IGNORED, 0}, /* compression is optional for a server */
    {"log_comment", ROLE_IGNORED, 0},             /* the engine's own mark, see pool.c */
    {"compress", ROLE_REFUSED, 0},
    {"decompress", ROLE_REFUSED, 0},
    {"session_id", ROLE_REFUSED, 0},
    {"role", ROLE_REFUSED, 0},
};

void params_init(struct params *params)
{
    *params = (struct params){0};
    buf_init(&params->settings, MAX_SETTINGS_BYTES);
}

void params_free(struct params *params)
{
    free(params->query);
    free(params->query_id);
    free(params->database);
    free(params->default_format);
    free(params->refused);
    buf_free(&params->settings);
}

static void replace(char **field, const char *value)
{
    free(*field);
    *field = strdup(value);
}

static void add_known(struct params *params, const struct known *k, const char *value)
{
    char *field = (char *)params + k->offset;
    bool is_false = !*value || strcmp(value, "0") == 0;
    if (k->role == ROLE_TEXT)
        replace((char **)(void *)field, value);
    else if (k->role == ROLE_BOOL)
        *(bool *)field = !is_false;
    else if (k->role == ROLE_REFUSED && !is_false)
        replace(&params->refused, k->name);
}

static bool is_setting_name(const char *name)
{
    if (!*name)
        return false;
    for (; *name; name++)
        if (!isalnum((unsigned char)*name) && *name != '_')
            return false;
    return true;
}

static void add_setting(struct params *params, const char *name, const char *value)
{
    struct buf *out = &params->settings;
    buf_printf(out, "%s%s = '", buf_size(out) ? ", " : "", name);
    for (; *value; value++) {
        if (*value == '\'' || *value == '\\')
            buf_putc(out, '\\');
        buf_putc(out, *value);
    }
    buf_putc(out, '\'');
}

void params_add(struct params *params, const char *name, const char *value)
{
    value = value ? value : "";
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0) {
            add_known(params, &known[i], value);
            return;
        }
    if (is_setting_name(name))
        add_setting(params, name, value);
    else
        replace(&params->refused, name);
}
