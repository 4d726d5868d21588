/* Set-returning functions: which there are, and the arrays of their rows. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/interval.h"
#include "rewrite/bind/bind_array.h"
#include "rewrite/bind/bind_whole_row.h"
#include "rewrite/bind/json_record.h"
#include "rewrite/bind/json_set.h"
#include "rewrite/bind/jsonpath.h"
#include "rewrite/bind/overload.h"
#include "rewrite/bind/record_function.h"
#include "rewrite/bind/set_call.h"
#include "rewrite/lower/set_function.h"
#include "rewrite/regex/regex_row.h"
#include "rewrite/session/notify.h"

/* $1, $1 + $3 … while not beyond $2, as an Array; a step of 0 is an error, NULLs give no rows. */
#define NO_ZERO_STEP(step, value)                                                                  \
    CHECKED(step " = 0", "22023", "step size cannot equal zero", value)
#define COUNT(from, to, step)                                                                      \
    "toUInt64(if((" step " > 0 AND " from " <= " to ") OR (" step " < 0 AND " from " >= " to       \
    "), intDiv(" to " - " from ", " step ") + 1, 0))"
#define UNLESS_NULL3(array) "if(isNull($1) OR isNull($2) OR isNull($3), NULL, tuple(" array "))"
#define WIDE(argument) "toInt128(assumeNotNull(" argument "))"
#define STEPS_OF_INT(type)                                                                         \
    UNLESS_NULL3(                                                                                  \
        NO_ZERO_STEP(WIDE("$3"), "arrayMap(i -> accurateCast(" WIDE("$1") " + i * " WIDE(          \
                                     "$3") ", '" type "'), range(" COUNT(WIDE("$1"), WIDE("$2"),   \
                                                                         WIDE("$3")) "))"))
#define EXACT(argument) "assumeNotNull(" argument ")"
#define STEPS_OF_NUMERIC                                                                                                                      \
    UNLESS_NULL3(NO_ZERO_STEP(                                                                                                                \
        EXACT("@3"),                                                                                                                          \
        "arrayMap(i -> " EXACT("@1") " + toInt64(i) * " EXACT("@3") ", range(toUInt64(if((" EXACT("@3") " > 0 AND " EXACT("@1") " <= " EXACT( \
            "@2") ") OR (" EXACT("@3") " < 0 AND " EXACT("@1") " >= " EXACT("@2") "), "                                                       \
                                                                                  "toInt64(trunc("                                            \
                                                                                  "divideDecimal"                                             \
                                                                                  "(" EXACT("@2") " - " EXACT("@1") ", " EXACT(               \
                                                                                      "@3") ", "                                              \
                                                                                            "29))"                                            \
                                                                                            ") + "                                            \
                                                                                            "1, "                                             \
                                                                                            "0)))"                                            \
                                                                                            ")"))
/* A step without months is so many microseconds. */
#define STEPS_OF_TIME                                                                              \
    "if(isNull($1) OR isNull($2), NULL, tuple(arrayMap(i -> "                                      \
    "fromUnixTimestamp64Micro(toInt64(" MICROS1 " + i * toInt64(#D * 86400000000 + #U)), 'UTC'), " \
    "range(" COUNT(MICROS1, MICROS2, "toInt128(#D * 86400000000 + #U)") "))))"
#define MICROS1 "toInt128(" MICROSECONDS("assumeNotNull($1)") ")"
#define MICROS2 "toInt128(" MICROSECONDS("assumeNotNull($2)") ")"

static const struct routine rows[] = {
    ROW3("generate_series", INT4, INT4, INT4, INT4, STEPS_OF_INT("Int32"), NULL),
    ROW3("generate_series", INT8, INT8, INT8, INT8, STEPS_OF_INT("Int64"), NULL),
    ROW3("generate_series", NUMERIC, NUMERIC, NUMERIC, NUMERIC, STEPS_OF_NUMERIC, NULL),
    ROW3("generate_series", TIMESTAMP, TIMESTAMP, TIMESTAMP, INTERVAL, STEPS_OF_TIME, NULL),
    ROW3("generate_series", TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMPTZ, INTERVAL, STEPS_OF_TIME, NULL),
    ROW1("unnest", ANYELEMENT, ANYARRAY, "&1", NULL, .elements = ELEMENTS_ANY),
    ROW2("generate_subscripts", INT4, INT2VECTOR, INT4, VECTOR_SUBSCRIPTS, NULL),
    ROW2("generate_subscripts", INT4, OIDVECTOR, INT4, VECTOR_SUBSCRIPTS, NULL),
    ROW2("generate_subscripts", INT4, ANYARRAY, INT4,
         "tuple(arrayMap(i -> toInt32(i + 1), range(toUInt64(ifNull(arrayElementOrNull(&3, "
         "greatest($2, 0)), 0)))))",
         NULL, .elements = ELEMENTS_DIMS),
    ROW0("pg_listening_channels", TEXT, "&1", NULL), /* notify.c */
    ROW2("string_to_table", TEXT, TEXT, TEXT, "string_to_array", NULL),
    ROW3("string_to_table", TEXT, TEXT, TEXT, TEXT, "string_to_array", NULL),
    ROW2("regexp_split_to_table", TEXT, TEXT, TEXT, "regexp_split_to_array", NULL),
    ROW3("regexp_split_to_table", TEXT, TEXT, TEXT, TEXT, "regexp_split_to_array", NULL),
    ROW2("regexp_matches", TEXT_ARRAY, TEXT, TEXT, REGEX_ROWS(REGEX_FIRST, "$3"), NULL,
         .regex = REGEX_GROUPS),
    ROW3("regexp_matches", TEXT_ARRAY, TEXT, TEXT, TEXT,
         REGEX_ROWS("if(position($3, 'g') > 0, " REGEX_EVERY ", " REGEX_FIRST ")", "$4"), NULL,
         .regex = REGEX_ALL_GROUPS),
};

#define N_ROWS (sizeof rows / sizeof *rows)

static size_t find_rows(const char *name, const struct routine **found)
{
    size_t n = 0;
    for (size_t i = 0; i < N_ROWS; i++)
        if (strcmp(rows[i].name, name) == 0)
            found[n++] = &rows[i];
    return n;
}

/* Of rows that a function of arrays makes: its name. */
static const char *array_function(const struct routine *row)
{
    return row->clickhouse[strcspn(row->clickhouse, "(&")] ? NULL : row->clickhouse;
}

static struct expr *refuse(struct binder *binder, int position, const char *what)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s", what);
    return NULL;
}

/* ---- steps of an interval ---- */

static bool parse_step(struct binder *binder, const struct expr *step, struct interval *interval)
{
    if (step->kind != EXPR_CONST || !step->text ||
        interval_parse(str_of(step->text), INTERVAL_ANY, interval) != DATETIME_OK)
        return refuse(binder, step->position,
                      "steps of generate_series other than constants are not supported yet") !=
               NULL;
    int64_t months = interval->months, days = interval->days, micros = interval->micros;
    if (!months && !days && !micros)
        return err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "step size cannot equal zero");
    bool has_negative = months < 0 || days < 0 || micros < 0;
    bool has_positive = months > 0 || days > 0 || micros > 0;
    return !(has_negative && has_positive) ||
           refuse(binder, step->position,
                  "steps of generate_series of mixed signs are not supported yet") != NULL;
}

/* Each time comes from the one before it: 31 January, 29 February, 29 March; and so it is with days
 * by the clock of a zone. One step more is made than
 * dateDiff counts, which is by the days and months of UTC. */
static struct expr *steps_by_calendar(struct binder *binder, const struct list *args,
                                      const struct interval *step)
{
    const char *unit = step->months ? "month" : "day";
    int count = step->months ? step->months : step->days;
    struct expr *from = args->items[0];
    struct expr *last =
        expr_clickhouse(binder->arena, from->type, "arrayElement(acc, -1)", 0, NULL);
    last->nullable = false;
    struct expr *next = bind_operator(binder, "+", last, args->items[2], from->position);
    if (!next)
        return NULL;
    /* A lambda, so that the argument stays where its variables are. */
    struct expr *more = expr_clickhouse(binder->arena, from->type,
                                        "arrayPushBack(acc, toDateTime64($1, 6, 'UTC'))", 1, &next);
    struct expr steps = {.template_ = "(acc, i)"};
    struct expr *parts[] = {from, args->items[1], array_lambda(binder, &steps, more)};
    const char *template_ =
        arena_printf(binder->arena,
                     "if(isNull($1) OR isNull($2), NULL, tuple(arrayFilter(s -> s %s "
                     "toDateTime64($2, 6, 'UTC'), "
                     "arrayFold($3, range(toUInt64(greatest(intDiv(dateDiff('%s', "
                     "toDateTime64(assumeNotNull($1), 6, 'UTC'), "
                     "toDateTime64(assumeNotNull($2), 6, 'UTC')), %d) + 2, 0))), "
                     "array(toDateTime64(assumeNotNull($1), 6, 'UTC'))))))",
                     count > 0 ? "<=" : ">=", unit, count);
    return expr_clickhouse(binder->arena, pgtype_array(from->type), template_, 3, parts);
}

/* ---- calls ---- */

/* The rows that the chosen function gives. */
static struct expr *make_rows(struct binder *binder, const struct set_call *call,
                              struct expr *bound)
{
    const struct routine *routine = bound->routine;
    struct interval step;
    if (strcmp(routine->name, "unnest") == 0)
        return array_flatten(binder, bound->args.items[0]);
    if (routine->n_args == 3 && routine->args[2] == PG_INTERVAL) {
        if (!parse_step(binder, bound->args.items[2], &step))
            return NULL;
        bool by_clock = binder->context->zone && bound->type == PG_TIMESTAMPTZ;
        if (step.months || (step.days && by_clock))
            return steps_by_calendar(binder, &bound->args, &step);
    }
    /* PostgreSQL's type of an array of arrays is that of the inner ones. */
    bool of_rows = pgtype_element(bound->type) != 0;
    struct expr *array =
        expr_clickhouse(binder->arena, of_rows ? bound->type : pgtype_array(bound->type),
                        routine->clickhouse, 0, NULL);
    array->args = bound->args;
    array->position = call->position;
    array->n_dims = of_rows ? 2 : 1;
    return array;
}

static struct expr *bind_rows(struct binder *binder, struct set_call *call)
{
    const struct routine *found[N_ROWS];
    size_t n = find_rows(call->name, found);
    if (call->node->n_args == 0) {
        struct expr *channels = notify_channels(binder, call->name, call->position);
        if (channels || err_is_set(binder->err))
            return channels;
    }
    if (!bind_exprs(binder, call->scope, call->node->n_args, call->node->args, call->clause,
                    &call->args))
        return NULL;
    const char *of_arrays = n ? array_function(found[0]) : NULL;
    if (of_arrays) {
        n = routine_find(ROUTINE_FUNCTION, of_arrays, found, N_ROWS);
        return bind_routine_rows(binder, call->node, found, n, &call->args);
    }
    if (strcmp(call->name, "generate_series") == 0 && call->args.n == 2)
        list_add(binder->arena, &call->args, expr_const(binder->arena, PG_INT4, "1", 0));
    struct expr *bound = bind_routine_rows(binder, call->node, found, n, &call->args);
    return bound ? make_rows(binder, call, bound) : NULL;
}

bool set_call_of(const PgQuery__FuncCall *node, struct set_call *call)
{
    const struct routine *found[N_ROWS];
    *call = (struct set_call){.node = node, .position = position_of(node->location)};
    call->name = node->funcname[node->n_funcname - 1]->string->sval;
    call->record = record_function_find(node);
    bool is_system =
        node->n_funcname == 1 || strcmp(node->funcname[0]->string->sval, "pg_catalog") == 0;
    return call->record ||
           (is_system && (find_rows(call->name, found) > 0 || json_set_find(call->name)));
}

/* ---- in FROM ---- */

/* Of an array of arrays that are values. */
static uint32_t row_type(const struct expr *array)
{
    return array->n_dims > 1 ? array->type : pgtype_element(array->type);
}

struct rel *bind_array_rows(struct binder *binder, const struct list *arrays,
                            const struct list *names, bool ordinality, const char *alias,
                            int position)
{
    struct rel *rel = bind_rel_new(binder, REL_FUNCTION, alias, position);
    rel->function.arrays = *arrays;
    rel->function.ordinality = ordinality;
    rel->n_columns = names->n + ordinality;
    rel->columns = ARENA_ARRAY(binder->arena, struct rel_column, rel->n_columns);
    for (size_t i = 0; i < names->n; i++) {
        const struct expr *array = arrays->items[i];
        rel->columns[i] = (struct rel_column){
            .name = names->items[i], .type = row_type(array), .typmod = -1, .nullable = true};
    }
    if (ordinality)
        rel->columns[names->n] = (struct rel_column){"ordinality", PG_INT8, -1, false};
    return rel;
}

/* A field is an array of its own. */
static bool add_record(struct binder *binder, struct set_call *call, struct list *arrays,
                       struct list *names)
{
    if (!bind_exprs(binder, call->scope, call->node->n_args, call->node->args, call->clause,
                    &call->args) ||
        !record_function_arrays(binder, call->record, &call->args, call->position, arrays))
        return false;
    for (size_t i = 0; i < call->record->n_fields; i++)
        list_add(binder->arena, names, (void *)(uintptr_t)call->record->fields[i].name);
    return true;
}

/* Those of jsonb_path_query(document, path). */
static struct expr *path_items(struct binder *binder, const struct set_call *call)
{
    struct expr *items = bind_jsonpath_items(binder, &call->args, call->position);
    if (!items && !err_is_set(binder->err))
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, call->position,
                "%s of a path that is no constant is not supported yet", call->name);
    return items;
}

/* The columns of one of json's functions; a name that is NULL is for the caller to give. */
static bool add_json_set(struct binder *binder, struct set_call *call, const struct json_set *set,
                         struct list *arrays, struct list *names)
{
    const struct routine *row = &set->routine;
    if (!bind_exprs(binder, call->scope, call->node->n_args, call->node->args, call->clause,
                    &call->args))
        return false;
    struct expr *bound = bind_routine_rows(binder, call->node, &row, 1, &call->args);
    for (size_t i = 0; bound && i < set->n_columns; i++) {
        const struct json_set_column *column = &set->columns[i];
        struct expr *array =
            column->clickhouse
                ? expr_clickhouse(binder->arena, pgtype_array(column->type), column->clickhouse, 1,
                                  (struct expr **)bound->args.items)
                : path_items(binder, call);
        if (!array)
            return false;
        array->position = call->position;
        array->n_dims = 1;
        list_add(binder->arena, arrays, array);
        list_add(binder->arena, names,
                 (void *)(uintptr_t)(column->name ? column->name : call->name));
    }
    return bound != NULL;
}

/* unnest(a, b) is several functions. */
bool set_call_arrays(struct binder *binder, struct set_call *call, struct list *arrays,
                     struct list *names)
{
    if (call->record)
        return add_record(binder, call, arrays, names);
    const struct json_set *set = json_set_find(call->name);
    if (set)
        return add_json_set(binder, call, set, arrays, names);
    bool is_several = strcmp(call->name, "unnest") == 0 && call->node->n_args > 1;
    size_t n = is_several ? call->node->n_args : 1;
    for (size_t i = 0; i < n; i++) {
        PgQuery__FuncCall one = *call->node;
        struct set_call part = *call;
        if (is_several) {
            one.n_args = 1;
            one.args = &call->node->args[i];
            part.node = &one;
        }
        struct expr *array = bind_rows(binder, &part);
        if (!array)
            return false;
        list_add(binder->arena, arrays, array);
        list_add(binder->arena, names, (void *)(uintptr_t)call->name);
    }
    return true;
}

static const char *call_name(const PgQuery__FuncCall *call)
{
    return call->funcname[call->n_funcname - 1]->string->sval;
}

/* A function's own name for its column stays. */
static bool names_its_column(const char *function)
{
    const struct json_set *set = json_set_find(function);
    return set && set->columns[0].name;
}

static const PgQuery__Node *function_of(const PgQuery__Node *item)
{
    return item->node_case == PG_QUERY__NODE__NODE_LIST && item->list->n_items
               ? item->list->items[0]
               : NULL;
}

static const PgQuery__FuncCall *call_of(const PgQuery__Node *item)
{
    const PgQuery__Node *function = function_of(item);
    return function && function->node_case == PG_QUERY__NODE__NODE_FUNC_CALL ? function->func_call
                                                                             : NULL;
}

/* A function that gives one value, as a row of one column. */
static bool add_value(struct binder *binder, struct scope *scope, const PgQuery__Node *item,
                      struct list *arrays, struct list *names)
{
    const PgQuery__Node *function = function_of(item);
    struct expr *value = function ? bind_expr(binder, scope, function, CLAUSE_FROM_FUNCTION) : NULL;
    value = value ? coerce_unknown(binder, value) : NULL;
    if (!value)
        return false;
    bool is_array = pgtype_element(value->type) != 0;
    uint32_t type = is_array ? value->type : pgtype_array(value->type);
    if (value->row || !type)
        return refuse(binder, value->position, "this function is not supported in FROM yet") !=
               NULL;
    struct expr *array = expr_clickhouse(binder->arena, type, "tuple(array($1))", 1, &value);
    array->nullable = false;
    array->n_dims = is_array ? 2 : 1;
    array->position = value->position;
    list_add(binder->arena, arrays, array);
    list_add(binder->arena, names, (void *)(uintptr_t)bind_label(function));
    return true;
}

/* A stream of integers between constants takes no memory. */
static bool is_stream(const struct list *arrays, const PgQuery__FuncCall *call,
                      const struct expr **args)
{
    const struct expr *array = arrays->items[0];
    if (arrays->n != 1 ||
        strcmp(call->funcname[call->n_funcname - 1]->string->sval, "generate_series") != 0 ||
        array->args.n != 3)
        return false;
    uint32_t type = pgtype_element(array->type);
    if (type != PG_INT4 && type != PG_INT8)
        return false;
    for (size_t i = 0; i < 3; i++) {
        args[i] = array->args.items[i];
        if (args[i]->kind != EXPR_CONST || !args[i]->text)
            return false;
    }
    return strcmp(args[2]->text, "0") != 0;
}

static void make_stream(struct binder *binder, struct rel *rel, const struct expr **args)
{
    int64_t from = strtoll(args[0]->text, NULL, 10), to = strtoll(args[1]->text, NULL, 10);
    int64_t step = strtoll(args[2]->text, NULL, 10);
    bool is_empty = step > 0 ? from > to : from < to;
    uint64_t distance = step > 0 ? (uint64_t)to - (uint64_t)from : (uint64_t)from - (uint64_t)to;
    uint64_t size = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    uint64_t n = is_empty ? 0 : distance / size + (distance / size < UINT64_MAX);
    bool ordinality = rel->function.ordinality;
    rel->kind = REL_CLICKHOUSE;
    rel->reads_nothing = true;
    rel->columns[0].nullable = false;
    rel->clickhouse = arena_printf(
        binder->arena,
        "SELECT to%s(toInt128('%s') + toInt128(number) * toInt128('%s')) AS c1%s FROM "
        "numbers(%llu)",
        rel->columns[0].type == PG_INT4 ? "Int32" : "Int64", args[0]->text, args[2]->text,
        ordinality ? ", toInt64(number + 1) AS c2" : "", (unsigned long long)n);
}

/* FROM json_to_recordset(x) AS t (a int, b text) */
static struct rel *record_item(struct binder *binder, struct scope *scope,
                               const PgQuery__RangeFunction *node, const PgQuery__FuncCall *call)
{
    struct list arrays = {0}, names = {0}, args = {0};
    int position = position_of(call->location);
    if (!bind_exprs(binder, scope, call->n_args, call->args, CLAUSE_FROM_FUNCTION, &args))
        return NULL;
    if (args.n != 1 || node->n_functions > 1) {
        err_set(binder->err, SQLSTATE_UNDEFINED_FUNCTION, position,
                "a record function takes one argument and stands alone");
        return NULL;
    }
    if (!json_record_arrays(binder, call, args.items[0], node->n_coldeflist, node->coldeflist,
                            &arrays, &names))
        return NULL;
    const char *alias = node->alias ? node->alias->aliasname : "";
    struct rel *rel = bind_array_rows(binder, &arrays, &names, node->ordinality, alias, position);
    for (size_t i = 0; i < arrays.n; i++)
        rel->columns[i].typmod = ((const struct expr *)arrays.items[i])->typmod;
    return rel;
}

/* The arrays of one item of ROWS FROM. *is_value: it is no set. */
static bool add_item(struct binder *binder, struct scope *scope, const PgQuery__Node *item,
                     struct list *arrays, struct list *names, bool *is_value)
{
    const PgQuery__FuncCall *function = call_of(item);
    struct set_call call;
    *is_value = !function || !set_call_of(function, &call);
    if (*is_value)
        return add_value(binder, scope, item, arrays, names);
    call.scope = scope;
    call.clause = CLAUSE_FROM_FUNCTION;
    return set_call_arrays(binder, &call, arrays, names);
}

/* A value that depends on nothing is a query of one row. */
static struct rel *value_item(struct binder *binder, const struct expr *array, const char *name)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    struct target *target = ARENA_NEW(binder->arena, struct target);
    *target = (struct target){array->args.items[0], name};
    list_add(binder->arena, &query->targets, target);
    return bind_query_rel(binder, query, name, array->position);
}

static bool is_no_column(struct expr **at, void *context)
{
    (void)context;
    return (*at)->kind != EXPR_COLUMN && (*at)->kind != EXPR_SUBQUERY;
}

static bool depends(const struct list *arrays)
{
    return !expr_walk((struct expr **)&arrays->items[0], is_no_column, NULL);
}

static bool check_no_definitions(struct binder *binder, const PgQuery__RangeFunction *node)
{
    return !node->n_coldeflist ||
           err_set(binder->err, SQLSTATE_SYNTAX_ERROR, bind_node_position(node->coldeflist[0]),
                   "a column definition list is only allowed for functions returning \"record\"");
}

struct rel *bind_set_function_item(struct binder *binder, struct scope *scope,
                                   const PgQuery__RangeFunction *node)
{
    struct list arrays = {0}, names = {0};
    const PgQuery__FuncCall *first = node->n_functions ? call_of(node->functions[0]) : NULL;
    bool is_value = false, keeps_name = false;
    for (size_t i = 0; i < node->n_functions; i++) {
        const PgQuery__FuncCall *function = call_of(node->functions[i]);
        if (function && json_record_is(function))
            return record_item(binder, scope, node, function);
        if (!add_item(binder, scope, node->functions[i], &arrays, &names, &is_value) ||
            !check_no_definitions(binder, node))
            return NULL;
        keeps_name = function && names_its_column(call_name(function));
    }
    if (!arrays.n)
        return NULL;
    assert(names.items); /* as many as arrays */
    const char *alias = node->alias ? node->alias->aliasname
                        : first     ? call_name(first)
                                    : names.items[0];
    /* A function of one column gives it the name of the item. */
    if (node->alias && arrays.n == 1 && !keeps_name)
        names.items[0] = (void *)(uintptr_t)alias;
    if (is_value && arrays.n == 1 && !node->ordinality && !depends(&arrays))
        return value_item(binder, arrays.items[0], alias);
    struct rel *rel = bind_array_rows(binder, &arrays, &names, node->ordinality, alias,
                                      bind_node_position(function_of(node->functions[0])));
    const struct expr *args[3];
    if (first && !is_value && is_stream(&arrays, first, args))
        make_stream(binder, rel, args);
    return rel;
}
