/* Tables of functions, aggregates and operators, and of what is refused among them. */
#include <stdio.h>
#include <string.h>

#include "generate.h"
#include "rewrite/routines/routine.h"

static bool same_signature(const struct routine *a, const struct routine *b)
{
    return strcmp(a->name, b->name) == 0 && a->n_args == b->n_args &&
           memcmp(a->args, b->args, sizeof a->args) == 0;
}

static const char *argument_types(struct arena *arena, const struct routine *row)
{
    const char *types = "";
    for (size_t i = 0; i < row->n_args; i++)
        types = arena_printf(arena, "%s%s%s", types, i ? ", " : "", type_label(row->args[i]));
    return row->variadic ? arena_printf(arena, "%s, …", types) : types;
}

/* current_date and its like have no parentheses: their examples show it. */
static const char *signature(struct arena *arena, const struct routine *row)
{
    const char *call = arena_printf(arena, "%s(", row->name);
    if (row->n_args)
        return arena_printf(arena, "%s%s)", call, argument_types(arena, row));
    const char *rest = strstr(row->example, call);
    if (!rest)
        return row->name;
    return arena_printf(arena, "%s%s", call, rest[strlen(call)] == '*' ? "*)" : ")");
}

/* Whether an earlier row of the table has the signature. */
static bool is_repeated(const struct routine_table *table, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (same_signature(&table->rows[i], &table->rows[index]))
            return true;
    return false;
}

/* The first row of the signature that is not refused; NULL if all are. */
static const struct routine *find_supported(const struct routine_table *table,
                                            const struct routine *row)
{
    for (size_t i = 0; i < table->n; i++)
        if (same_signature(&table->rows[i], row) && table->rows[i].clickhouse)
            return &table->rows[i];
    return NULL;
}

/* ---- functions and aggregates: a line for each signature ---- */

static void print_signature(struct arena *arena, const struct routine_table *table,
                            const struct routine *row)
{
    struct list units = {0}, notes = {0};
    for (size_t i = 0; i < table->n; i++)
        if (same_signature(&table->rows[i], row) && table->rows[i].clickhouse) {
            list_add_once(arena, &units, table->rows[i].literal);
            list_add_once(arena, &notes, table->rows[i].note);
        }
    printf("| ");
    print_code(signature(arena, row));
    printf(" | %s | ", type_label(row->result));
    print_code(row->example);
    printf(" | ");
    if (units.n)
        printf("for ");
    print_list(&units, ", ", print_code);
    fputs(units.n && notes.n ? "; " : "", stdout);
    print_list(&notes, "; ", print_text);
    printf(" |\n");
}

static void print_calls(struct arena *arena, const struct routine_table *table, const char *what)
{
    printf("| %s | result | example | note |\n|---|---|---|---|\n", what);
    for (size_t i = 0; i < table->n; i++) {
        const struct routine *row = find_supported(table, &table->rows[i]);
        if (row && !is_repeated(table, i))
            print_signature(arena, table, row);
    }
}

void print_math(struct arena *arena)
{
    print_calls(arena, &functions_math, "function");
}

void print_string(struct arena *arena)
{
    print_calls(arena, &functions_text, "function");
}

void print_regex(struct arena *arena)
{
    print_calls(arena, &functions_regex, "function");
}

void print_bytea(struct arena *arena)
{
    print_calls(arena, &functions_bytea, "function");
}

void print_datetime(struct arena *arena)
{
    print_calls(arena, &functions_datetime, "function");
}

void print_misc(struct arena *arena)
{
    print_calls(arena, &functions_misc, "function");
}

void print_system(struct arena *arena)
{
    print_calls(arena, &functions_system, "function");
    print_calls(arena, &functions_privilege, "function");
}

void print_aggregates(struct arena *arena)
{
    print_calls(arena, &aggregates, "aggregate");
}

void print_windows(struct arena *arena)
{
    print_calls(arena, &windows, "window function");
}

void print_clickhouse(struct arena *arena)
{
    print_calls(arena, &functions_clickhouse, "function");
}

void print_clickhouse_aggregates(struct arena *arena)
{
    print_calls(arena, &aggregates_clickhouse, "aggregate");
}

/* ---- operators: a line for those with the same operands and result ---- */

struct operator_line {
    struct list names, notes;
    const char *operands;
    uint32_t result;
    const char *example;
};

static const char *operand_text(struct arena *arena, const struct routine *row)
{
    const char *first = type_label(row->args[0]);
    if (row->n_args == 1)
        return arena_printf(arena, "prefix %s", first);
    return row->args[0] == row->args[1]
               ? first
               : arena_printf(arena, "(%s, %s)", first, type_label(row->args[1]));
}

/* The rows of an operator with the same result as row `first`. */
static struct operator_line *operator_line_new(struct arena *arena, size_t first)
{
    struct operator_line *line = ARENA_NEW(arena, struct operator_line);
    const struct routine *start = &operators.rows[first];
    line->operands = "";
    line->result = start->result;
    line->example = start->example;
    list_add_once(arena, &line->names, start->name);
    for (size_t i = first; i < operators.n; i++) {
        const struct routine *row = &operators.rows[i];
        if (find_supported(&operators, row) != row || row->result != start->result ||
            strcmp(row->name, start->name) != 0)
            continue;
        line->operands = arena_printf(arena, "%s%s%s", line->operands, *line->operands ? ", " : "",
                                      operand_text(arena, row));
        list_add_once(arena, &line->notes, row->note);
    }
    return line;
}

static bool is_first_of_line(size_t index)
{
    const struct routine *row = &operators.rows[index];
    for (size_t i = 0; i < index; i++)
        if (operators.rows[i].clickhouse && operators.rows[i].result == row->result &&
            strcmp(operators.rows[i].name, row->name) == 0)
            return false;
    return row->clickhouse != NULL;
}

static void add_operator_line(struct arena *arena, struct list *lines, struct operator_line *line)
{
    for (size_t i = 0; i < lines->n; i++) {
        struct operator_line *other = lines->items[i];
        if (other->result == line->result && strcmp(other->operands, line->operands) == 0) {
            list_add_all(arena, &other->names, &line->names);
            for (size_t n = 0; n < line->notes.n; n++)
                list_add_once(arena, &other->notes, line->notes.items[n]);
            return;
        }
    }
    list_add(arena, lines, line);
}

void print_operators(struct arena *arena)
{
    struct list lines = {0};
    for (size_t i = 0; i < operators.n; i++)
        if (is_first_of_line(i))
            add_operator_line(arena, &lines, operator_line_new(arena, i));
    printf("| operators | operands | result | example | note |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < lines.n; i++) {
        const struct operator_line *line = lines.items[i];
        printf("| ");
        print_list(&line->names, " ", print_code);
        printf(" | %s | %s | ", line->operands, type_label(line->result));
        print_code(line->example);
        printf(" | ");
        print_list(&line->notes, "; ", print_text);
        printf(" |\n");
    }
}

/* ---- what takes part in choosing an overload, and is then refused ---- */

static const char *refused_text(struct arena *arena, const struct routine_table *table,
                                const struct routine *row)
{
    return arena_printf(arena, "(%s)%s", argument_types(arena, row),
                        find_supported(table, row) ? " with other units" : "");
}

static void print_refused_of(struct arena *arena, const struct routine_table *table)
{
    struct list names = {0};
    for (size_t i = 0; i < table->n; i++)
        if (!table->rows[i].clickhouse)
            list_add_once(arena, &names, table->rows[i].name);
    for (size_t n = 0; n < names.n; n++) {
        struct list texts = {0};
        for (size_t i = 0; i < table->n; i++)
            if (!table->rows[i].clickhouse && strcmp(table->rows[i].name, names.items[n]) == 0)
                list_add_once(arena, &texts, refused_text(arena, table, &table->rows[i]));
        printf("| ");
        print_code(names.items[n]);
        printf(" | ");
        print_list(&texts, ", ", print_text);
        printf(" |\n");
    }
}

void print_refused(struct arena *arena)
{
    printf("| name | arguments |\n|---|---|\n");
    print_refused_of(arena, &functions_math);
    print_refused_of(arena, &functions_text);
    print_refused_of(arena, &functions_regex);
    print_refused_of(arena, &functions_datetime);
    print_refused_of(arena, &functions_misc);
    print_refused_of(arena, &aggregates);
    print_refused_of(arena, &operators);
}
