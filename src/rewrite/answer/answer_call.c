/* Operators, functions, casts and templates: a row for each that is known. */
#include <stdlib.h>
#include <string.h>

#include "base/array_text.h"
#include "rewrite/answer/answer_internal.h"
#include "rewrite/bind/bind_array.h"
#include "rewrite/bind/record_function.h"

#define NO_TEXT "CAST(NULL, 'Nullable(String)')" /* functions_system.c */

struct call {
    struct answering *answering;
    const struct expr *expr;
    const char *const *args;
    const char *value; /* the result; NULL before the call */
};

static uint32_t arg_type(const struct call *call, size_t i)
{
    return ((const struct expr *)call->expr->args.items[i])->type;
}

static bool give_bool(struct call *call, bool value)
{
    call->value = value ? "t" : "f";
    return true;
}

/* --- operators --- */

static bool compare(struct call *call)
{
    uint32_t left = arg_type(call, 0), right = arg_type(call, 1);
    if (system_family_of(left) == FAMILY_NONE || system_family_of(left) != system_family_of(right))
        return false;
    unsigned truth =
        system_predicate_texts(call->expr->routine->name, left, call->args[0], call->args[1]);
    return truth != TRUTH_ANY && give_bool(call, truth == TRUTH_TRUE);
}

static bool concatenate(struct call *call)
{
    if (arg_type(call, 0) != PG_TEXT || arg_type(call, 1) != PG_TEXT)
        return false;
    call->value = arena_printf(call->answering->arena, "%s%s", call->args[0], call->args[1]);
    return true;
}

/* --- what the catalog knows of a number --- */

/* The keys of the call's lookup stand behind its own arguments, then the values. */
static bool find(struct call *call, const char *key, bool *has_key, const char **value)
{
    const struct expr *expr = call->expr;
    size_t n_args = expr->kind == EXPR_CAST ? 1 : expr->routine->n_args;
    bool keys_only = expr->kind == EXPR_CALL && expr->routine->lookup_keys;
    *value = NULL;
    return expr->args.n == n_args + (keys_only ? 1 : 2) &&
           answer_lookup(call->answering, expr->args.items[n_args],
                         keys_only ? NULL : expr->args.items[n_args + 1], key, has_key, value);
}

/* NULL where nothing is found. */
static bool look_up(struct call *call, const char *key)
{
    bool has_key = false;
    const char *value;
    if (key && !find(call, key, &has_key, &value))
        return false;
    call->value = has_key && value[0] ? value : NULL;
    return true;
}

static bool look_up_first(struct call *call)
{
    return look_up(call, call->args[0]);
}

static bool comment_of_relation(struct call *call)
{
    bool is_class = call->args[1] && strcmp(call->args[1], "pg_class") == 0;
    return !is_class || look_up(call, call->args[0]);
}

static bool comment_of_column(struct call *call)
{
    bool has_null = !call->args[0] || !call->args[1];
    return look_up(call, has_null ? NULL
                                  : arena_printf(call->answering->arena, "%s/%s", call->args[0],
                                                 call->args[1]));
}

/* The whole; its columns one by one are ClickHouse's. */
static bool index_definition(struct call *call)
{
    return call->args[1] && call->args[2] && strcmp(call->args[1], "0") == 0 &&
           look_up(call, call->args[0]);
}

static bool is_visible(struct call *call)
{
    bool has_key = false;
    const char *value;
    return !call->args[0] ||
           (find(call, call->args[0], &has_key, &value) && (!has_key || give_bool(call, true)));
}

static bool table_is_visible(struct call *call)
{
    return look_up(call, call->args[0]);
}

static bool is_publishable(struct call *call)
{
    bool has_key = false;
    const char *value;
    return !call->args[0] ||
           (find(call, call->args[0], &has_key, &value) && (!has_key || give_bool(call, false)));
}

static bool role_name(struct call *call)
{
    bool has_key;
    const char *value;
    if (!find(call, call->args[0], &has_key, &value))
        return false;
    call->value = has_key && value[0]
                      ? value
                      : arena_printf(call->answering->arena, "unknown (OID=%s)", call->args[0]);
    return true;
}

static bool first_argument(struct call *call)
{
    call->value = call->args[0];
    return true;
}

/* --- format_type --- */

static bool is_one_of(long type, const long *types, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (types[i] == type)
            return true;
    }
    return false;
}

static const char *with_precision(struct arena *arena, const char *name, long typmod)
{
    size_t word = strcspn(name, " ");
    return arena_printf(arena, "%.*s(%ld)%s", (int)word, name, typmod, name + word);
}

/* With a type modifier: what numeric(p,s) and the like add to the name. */
static const char *with_typmod(struct arena *arena, long type, const char *name, long typmod)
{
    static const long times[] = {1083, 1114, 1184, 1183, 1115, 1185};
    long scale = ((typmod - 4) & 0x7ff) ^ 1024;
    if (typmod < 0)
        return type == PG_BPCHAR ? "bpchar" : name;
    if (type == PG_BPCHAR || type == PG_VARCHAR)
        return arena_printf(arena, "%s(%ld)", name, typmod - 4);
    if (type == PG_NUMERIC || type == 1231)
        return typmod < 4 ? NULL
                          : arena_printf(arena, "numeric(%ld,%ld)%s", (typmod - 4) >> 16,
                                         scale - 1024, type == 1231 ? "[]" : "");
    return is_one_of(type, times, sizeof times / sizeof *times)
               ? with_precision(arena, name, typmod)
               : name;
}

static bool type_name(struct call *call)
{
    bool has_key;
    const char *name;
    if (!call->args[0])
        return true;
    long type = strtol(call->args[0], NULL, 10);
    if (type && !find(call, call->args[0], &has_key, &name))
        return false;
    name = !type ? "-" : has_key && name[0] ? name : "???";
    call->value = name;
    if (type && call->args[1])
        call->value =
            with_typmod(call->answering->arena, type, name, strtol(call->args[1], NULL, 10));
    return call->value != NULL;
}

/* --- the table --- */

static const struct {
    const char *name;
    uint8_t n_args;
    bool (*run)(struct call *call);
} functions[] = {
    {"=", 2, compare},
    {"<>", 2, compare},
    {"<", 2, compare},
    {"<=", 2, compare},
    {">", 2, compare},
    {">=", 2, compare},
    {"~~", 2, compare},
    {"!~~", 2, compare},
    {"~", 2, compare},
    {"!~", 2, compare},
    {"||", 2, concatenate},
    {"format_type", 2, type_name},
    {"pg_table_is_visible", 1, table_is_visible},
    {"pg_type_is_visible", 1, is_visible},
    {"pg_function_is_visible", 1, is_visible},
    {"pg_operator_is_visible", 1, is_visible},
    {"pg_opclass_is_visible", 1, is_visible},
    {"pg_opfamily_is_visible", 1, is_visible},
    {"pg_collation_is_visible", 1, is_visible},
    {"pg_relation_is_publishable", 1, is_publishable},
    {"pg_get_userbyid", 1, role_name},
    {"pg_get_expr", 2, first_argument},
    {"pg_get_expr", 3, first_argument},
    {"pg_get_viewdef", 1, look_up_first},
    {"pg_get_viewdef", 2, look_up_first},
    {"pg_get_indexdef", 1, look_up_first},
    {"pg_get_indexdef", 3, index_definition},
    {"pg_get_constraintdef", 1, look_up_first},
    {"pg_get_constraintdef", 2, look_up_first},
    {"obj_description", 1, look_up_first},
    {"obj_description", 2, comment_of_relation},
    {"col_description", 2, comment_of_column},
};

bool answer_call(struct answering *answering, const struct expr *expr, const char *const *args,
                 const char **value)
{
    struct call call = {answering, expr, args, NULL};
    const struct routine *routine = expr->routine;
    bool is_known = routine->clickhouse && strcmp(routine->clickhouse, NO_TEXT) == 0;
    for (size_t i = 0; !is_known && i < sizeof functions / sizeof *functions; i++) {
        if (functions[i].n_args == routine->n_args &&
            strcmp(functions[i].name, routine->name) == 0) {
            is_known = functions[i].run(&call);
            break;
        }
    }
    *value = call.value;
    return is_known;
}

/* --- casts --- */

/* The names of numbers: casts.c's NAME_OF. */
static bool name_of(struct call *call)
{
    static const char start[] = "if($1 = 0, '", end[] = "', transform($1, &2, &3, toString($1)))";
    const char *template_ = call->expr->cast->clickhouse;
    const char *zero = template_ + strlen(start), *rest = strchr(zero, '\'');
    bool has_key;
    if (strncmp(template_, start, strlen(start)) != 0 || !rest || strcmp(rest, end) != 0)
        return false;
    if (strcmp(call->args[0], "0") == 0) {
        call->value = arena_strndup(call->answering->arena, zero, (size_t)(rest - zero));
        return true;
    }
    if (!find(call, call->args[0], &has_key, &call->value))
        return false;
    call->value = has_key ? call->value : call->args[0];
    return true;
}

static bool is_unsigned(uint32_t type)
{
    return type == PG_OID || pgtype_is_alias(type);
}

static bool fits_number(uint32_t type, const char *text)
{
    long long value = strtoll(text, NULL, 10);
    if (is_unsigned(type))
        return value >= 0 && value <= UINT32_MAX;
    return type == PG_INT8 || (type == PG_INT4 && value >= INT32_MIN && value <= INT32_MAX) ||
           (type == PG_INT2 && value >= INT16_MIN && value <= INT16_MAX);
}

bool answer_cast(struct answering *answering, const struct expr *expr, const char *arg,
                 const char **value)
{
    struct call call = {answering, expr, &arg, arg};
    uint32_t from = arg_type(&call, 0);
    enum system_family source = system_family_of(from), target = system_family_of(expr->type);
    bool fine = expr->typmod < 0;
    if (expr->cast->lookup)
        fine = fine && source == FAMILY_NUMBER && target == FAMILY_TEXT && name_of(&call);
    else if (source == FAMILY_NUMBER && target == FAMILY_NUMBER)
        fine = fine && fits_number(expr->type, arg);
    else if (source == FAMILY_TEXT && target == FAMILY_TEXT)
        fine = fine && system_predicate_fits(expr->type, arg);
    else if (source == FAMILY_BOOL && (expr->type == PG_TEXT || expr->type == PG_VARCHAR))
        call.value = arg[0] == 't' ? "true" : "false";
    else
        fine = fine && source == FAMILY_NUMBER && !is_unsigned(from) &&
               (expr->type == PG_TEXT || expr->type == PG_VARCHAR);
    *value = call.value;
    return fine;
}

/* --- ClickHouse's templates --- */

#define END_OF_FIELD '\x1f'
#define NULL_FIELD '\x1e'

/* A record: each of its fields and END_OF_FIELD. */
static bool record(struct call *call)
{
    static const char marks[] = {END_OF_FIELD, NULL_FIELD, '\0'};
    const char *text = "";
    for (size_t i = 0; i < call->expr->args.n; i++) {
        const char *field = call->args[i];
        if (field && field[strcspn(field, marks)])
            return false;
        text = field
                   ? arena_printf(call->answering->arena, "%s%s%c", text, field, END_OF_FIELD)
                   : arena_printf(call->answering->arena, "%s%c%c", text, NULL_FIELD, END_OF_FIELD);
    }
    call->value = text;
    return true;
}

static bool field(struct call *call)
{
    const char *at = call->args[0];
    long wanted = strtol(call->expr->template_ + strlen(RECORD_FIELD), NULL, 10);
    if (!at || arg_type(call, 0) != PG_RECORD)
        return false;
    for (long i = 1; i < wanted && at; i++)
        at = strchr(at, END_OF_FIELD) ? strchr(at, END_OF_FIELD) + 1 : NULL;
    const char *end = at ? strchr(at, END_OF_FIELD) : NULL;
    if (!end)
        return false;
    call->value =
        at[0] == NULL_FIELD ? NULL : arena_strndup(call->answering->arena, at, (size_t)(end - at));
    return true;
}

/* From `first`, one for each element of the array. */
static bool number_elements(struct call *call, long first)
{
    struct array_value array;
    const char *detail, *text = "";
    if (!call->args[0])
        return true;
    if (!array_text_parse(call->answering->arena, str_of(call->args[0]), &array, &detail) ||
        array.n_dims > 1)
        return false;
    for (size_t i = 0; i < array.n; i++)
        text = arena_printf(call->answering->arena, "%s%s%ld", text, i ? "," : "", first + (long)i);
    call->value = arena_printf(call->answering->arena, "{%s}", text);
    return true;
}

static bool number_from_1(struct call *call)
{
    return number_elements(call, 1);
}

static bool subscripts(struct call *call)
{
    return call->args[1] && strcmp(call->args[1], "1") == 0 && number_elements(call, 0);
}

static bool join_elements(struct call *call)
{
    return !call->args[0] || answer_joined(call->answering, call->args[0], &call->value);
}

static const struct {
    const char *template_;
    bool is_start; /* the template goes on */
    bool (*run)(struct call *call);
} templates[] = {
    {RECORD_ELEMENTS, false, first_argument},
    {RECORD_NUMBERS, false, number_from_1},
    {RECORD_ROW, false, record},
    {RECORD_FIELD, true, field},
    {VECTOR_SUBSCRIPTS, false, subscripts},
    {VECTOR_TEXT, false, join_elements},
};

bool answer_template(struct answering *answering, const struct expr *expr, const char *const *args,
                     const char **value)
{
    struct call call = {answering, expr, args, NULL};
    bool is_known = false;
    for (size_t i = 0; !is_known && i < sizeof templates / sizeof *templates; i++) {
        size_t size = strlen(templates[i].template_);
        if (templates[i].is_start ? strncmp(templates[i].template_, expr->template_, size) == 0
                                  : strcmp(templates[i].template_, expr->template_) == 0)
            is_known = templates[i].run(&call);
    }
    *value = call.value;
    return is_known;
}
