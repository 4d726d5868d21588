/* Which table a section of a document is, how cells are written, and the table of settings. */
#include <stdio.h>
#include <string.h>

#include "base/pgtype.h"
#include "base/settings.h"
#include "generate.h"
#include "rewrite/routines/routine.h"

/* Beyond this the manual's name is a phrase: "timestamp without time zone". */
#define LABEL_SIZE 16

const char *type_label(uint32_t oid)
{
    const struct pgtype *type = pgtype_by_oid(oid);
    if (!type)
        return oid == PG_ANY ? "any" : "?";
    bool is_phrase = strlen(type->sql_name) > LABEL_SIZE && !type->element_oid;
    return is_phrase ? type->name : type->sql_name;
}

void print_text(const char *text)
{
    for (; *text; text++)
        printf(*text == '|' ? "\\%c" : "%c", *text);
}

void print_code(const char *text)
{
    putchar('`');
    print_text(text);
    putchar('`');
}

static bool contains(const struct list *texts, const char *text)
{
    for (size_t i = 0; i < texts->n; i++)
        if (strcmp(texts->items[i], text) == 0)
            return true;
    return false;
}

void list_add_once(struct arena *arena, struct list *texts, const char *text)
{
    if (text && !contains(texts, text))
        list_add(arena, texts, (void *)(uintptr_t)text);
}

void print_list(const struct list *texts, const char *separator, void (*print)(const char *))
{
    for (size_t i = 0; i < texts->n; i++) {
        fputs(i ? separator : "", stdout);
        print(texts->items[i]);
    }
}

/* ---- settings ---- */

static void print_values(const struct setting *setting)
{
    for (size_t i = 0; setting->choices && setting->choices[i]; i++)
        printf("%s`%s`", i ? ", " : "", setting->choices[i]);
    if (setting->type == SETTING_BOOL)
        printf("`on`, `off`");
    else if (setting->type == SETTING_INT || setting->type == SETTING_REAL)
        printf("%.0f to %.0f%s%s", setting->min, setting->max, setting->unit ? " " : "",
               setting->unit ? setting->unit : "");
    else if (setting->type == SETTING_STRING)
        printf("text");
}

static void print_settings(struct arena *arena)
{
    (void)arena;
    printf("| parameter | default | values | meaning |\n|---|---|---|---|\n");
    for (size_t i = 0; i < setting_count(); i++) {
        const struct setting *setting = setting_at(i);
        if (setting->context != SETTING_OF_USER)
            continue;
        printf("| `%s` | ", setting->name);
        if (*setting->default_value)
            print_code(setting->default_value);
        printf(" | ");
        print_values(setting);
        printf(" | ");
        print_text(setting->description);
        printf(" |\n");
    }
}

const struct section sections[] = {
    {"functions_math", print_math},
    {"functions_text", print_string},
    {"functions_regex", print_regex},
    {"functions_bytea", print_bytea},
    {"functions_datetime", print_datetime},
    {"functions_misc", print_misc},
    {"functions_system", print_system},
    {"aggregates", print_aggregates},
    {"windows", print_windows},
    {"clickhouse", print_clickhouse},
    {"clickhouse_aggregates", print_clickhouse_aggregates},
    {"clickhouse_open", print_clickhouse_open},
    {"clickhouse_closed", print_clickhouse_closed},
    {"operators", print_operators},
    {"refused", print_refused},
    {"casts", print_casts},
    {"notes", print_notes},
    {"settings", print_settings},
    {NULL, NULL},
};
