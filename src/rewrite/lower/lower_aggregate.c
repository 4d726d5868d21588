/* Aggregates that see each value once, or all of them in an order. Knows no single aggregate: the
 * rows of aggregates.c say what is made of the array. */
#include "rewrite/lower/lower_aggregate.h"

#include <assert.h>
#include <string.h>

#include "base/quoted.h"
#include "rewrite/lower/lower.h"
#include "rewrite/numeric/numeric_scale.h"

#define WIDEST_DECIMAL 76 /* digits */

struct gathering {
    struct binder *binder;
    const struct expr *aggregate;
    struct list components; /* struct expr: what each row leaves in the array */
    size_t n_values;        /* the first ones are arguments */
    struct list constants;  /* struct expr: arguments that stay outside, $2 and up at the end */
    struct list order_by;   /* struct sort_key, over the components */
    struct list filters;    /* struct expr: values that must not be NULL */
};

/* A template in the making. */
struct text {
    struct arena *arena;
    const char *text;
};

__attribute__((format(printf, 2, 3))) static void put(struct text *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    out->text =
        arena_printf(out->arena, "%s%s", out->text, arena_vprintf(out->arena, format, args));
    va_end(args);
}

static enum aggregate_input input_of(const struct expr *aggregate)
{
    return aggregate->aggregate.routine->input;
}

/* ---- what is gathered ---- */

/* Arguments that are the same for every row. */
static bool is_outside(const struct expr *aggregate, size_t i)
{
    const struct routine *routine = aggregate->aggregate.routine;
    return routine->constant_arg == i + 1 ||
           (routine->input == AGGREGATE_SORTED && i + 1 < aggregate->args.n);
}

static bool must_have(const struct expr *aggregate, size_t i)
{
    const struct routine *routine = aggregate->aggregate.routine;
    return routine->input == AGGREGATE_ARRAYS ? i == 0 && !routine->keeps_nulls : true;
}

static struct expr *wrap(struct gathering *gathering, struct expr *expr, const char *template_)
{
    struct expr *form = expr_clickhouse(gathering->binder->arena, expr->type, template_, 1, &expr);
    int scale = expr->type == PG_NUMERIC ? numeric_scale(expr) : -1;
    form->nullable = expr->nullable;
    if (scale >= 0)
        form->typmod = pgtype_numeric_typmod(WIDEST_DECIMAL, scale);
    return form;
}

/* Equal values look the same, numerics are wide. Equal intervals may differ where none is counted
 * for the other. */
static struct expr *normal_form(struct gathering *gathering, struct expr *expr)
{
    const char *canonical = lower_canonical(expr->type);
    bool keeps_form =
        !gathering->aggregate->aggregate.distinct &&
        (input_of(gathering->aggregate) == AGGREGATE_ARRAYS || expr->type == PG_INTERVAL);
    if (canonical && !keeps_form)
        expr = wrap(gathering, expr, canonical);
    return expr->type == PG_NUMERIC ? wrap(gathering, expr, "@1") : expr;
}

static size_t add_component(struct gathering *gathering, struct expr *expr)
{
    struct list *components = &gathering->components;
    for (size_t i = 0; i < components->n; i++)
        if (expr_equal(components->items[i], expr))
            return i;
    list_add(gathering->binder->arena, components, expr);
    return components->n - 1;
}

static void gather_value(struct gathering *gathering, size_t i)
{
    struct arena *arena = gathering->binder->arena;
    struct expr *arg = gathering->aggregate->args.items[i];
    struct expr *value = normal_form(gathering, arg);
    if (arg->nullable && must_have(gathering->aggregate, i)) {
        struct expr *test = expr_new(arena, EXPR_NULL_TEST, PG_BOOL, arg->position);
        test->nullable = false;
        test->negated = true;
        list_add(arena, &test->args, expr_copy(arena, arg));
        list_add(arena, &gathering->filters, test);
        value = wrap(gathering, value, "assumeNotNull($1)");
        value->nullable = false;
    }
    list_add(arena, &gathering->components, value);
    gathering->n_values++;
}

/* A key that is an argument: what is gathered of it, which is what is distinct. */
static struct expr *key_form(struct gathering *gathering, const struct sort_key *key)
{
    size_t component = 0;
    for (size_t i = 0; i < gathering->aggregate->args.n; i++) {
        if (is_outside(gathering->aggregate, i))
            continue;
        if (expr_equal(gathering->aggregate->args.items[i], key->expr))
            return gathering->components.items[component];
        component++;
    }
    /* What intervals are sorted by is equal where they are. */
    return key->expr->type == PG_INTERVAL ? key->expr : normal_form(gathering, key->expr);
}

static void add_key(struct gathering *gathering, const struct sort_key *from)
{
    struct sort_key *key = ARENA_NEW(gathering->binder->arena, struct sort_key);
    *key = *from;
    key->expr = key_form(gathering, from);
    list_add(gathering->binder->arena, &gathering->order_by, key);
}

/* PostgreSQL finds the distinct values by sorting: those that no key mentions come last. */
static void order_distinct(struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->n_values; i++) {
        struct sort_key *key = ARENA_NEW(gathering->binder->arena, struct sort_key);
        key->expr = gathering->components.items[i];
        list_add(gathering->binder->arena, &gathering->order_by, key);
    }
}

static void gather(struct gathering *gathering)
{
    const struct expr *aggregate = gathering->aggregate;
    for (size_t i = 0; i < aggregate->args.n; i++) {
        if (is_outside(aggregate, i))
            list_add(gathering->binder->arena, &gathering->constants, aggregate->args.items[i]);
        else
            gather_value(gathering, i);
    }
    if (input_of(aggregate) == AGGREGATE_ROWS)
        return;
    for (size_t i = 0; i < aggregate->aggregate.order_by.n; i++)
        add_key(gathering, aggregate->aggregate.order_by.items[i]);
    if (aggregate->aggregate.distinct)
        order_distinct(gathering);
    gathering->order_by = lower_sortable_keys(gathering->binder, &gathering->order_by, true);
}

/* ---- the array ---- */

static bool is_tuple(const struct gathering *gathering)
{
    assert(gathering->components.items); /* the aggregate's argument, at least */
    return gathering->components.n > 1 || ((struct expr *)gathering->components.items[0])->nullable;
}

static struct expr *array_of(struct gathering *gathering)
{
    static const struct routine gatherers[2][2] = {
        {{.name = "groupArray", .clickhouse = "groupArray[$1]"},
         {.name = "groupArray", .clickhouse = "groupArray[tuple($*)]"}},
        {{.name = "groupUniqArray", .clickhouse = "groupUniqArray[$1]"},
         {.name = "groupUniqArray", .clickhouse = "groupUniqArray[tuple($*)]"}}};
    const struct expr *aggregate = gathering->aggregate;
    struct arena *arena = gathering->binder->arena;
    struct expr *array = expr_new(arena, aggregate->kind, PG_RECORD, aggregate->position);
    array->aggregate = aggregate->aggregate;
    array->aggregate.routine = &gatherers[aggregate->aggregate.distinct][is_tuple(gathering)];
    array->aggregate.distinct = false;
    array->aggregate.order_by = (struct list){0};
    array->args = gathering->components;
    array->nullable = false;
    for (size_t i = 0; i < gathering->filters.n; i++)
        array->aggregate.filter =
            expr_bool(arena, BOOL_AND, array->aggregate.filter, gathering->filters.items[i]);
    return array;
}

/* ---- its order ---- */

static const char *component(struct gathering *gathering, const char *row, size_t i)
{
    return is_tuple(gathering) ? arena_printf(gathering->binder->arena, "%s.%zu", row, i + 1) : row;
}

/* "isNull(x.1), x.1, …" of the keys from `first` on that go the same way; gives their end. */
static size_t put_keys(struct gathering *gathering, struct text *out, size_t first)
{
    const struct list *keys = &gathering->order_by;
    bool descending = ((const struct sort_key *)keys->items[first])->descending;
    size_t i = first;
    for (; i < keys->n; i++) {
        const struct sort_key *key = keys->items[i];
        if (key->descending != descending)
            break;
        const char *value = component(gathering, "x", add_component(gathering, key->expr));
        put(out, "%s", i > first ? ", " : "");
        if (key->expr->nullable)
            put(out, "%s(%s), ", key->nulls_first == descending ? "isNull" : "isNotNull", value);
        put(out, "%s", value);
    }
    return i;
}

/* A sort by several keys; when others have been sorted by before, by the place too. */
static struct expr *sort_by(struct gathering *gathering, struct expr *array, const char *keys,
                            bool descending, bool is_stable)
{
    struct arena *arena = gathering->binder->arena;
    const char *function = descending ? "arrayReverseSort" : "arraySort";
    const char *template_ =
        is_stable ? arena_printf(arena, "%s((x, i) -> tuple(%s, %si), $1, arrayEnumerate($1))",
                                 function, keys, descending ? "-" : "")
        : strcmp(keys, "x") == 0 ? arena_printf(arena, "%s($1)", function)
                                 : arena_printf(arena, "%s(x -> tuple(%s), $1)", function, keys);
    return expr_clickhouse(arena, PG_RECORD, template_, 1, &array);
}

/* Runs of keys that go the same way, the last one first. */
static struct expr *sort(struct gathering *gathering, struct expr *array, size_t first)
{
    const struct list *keys = &gathering->order_by;
    if (first == keys->n)
        return array;
    struct text text = {gathering->binder->arena, ""};
    size_t end = put_keys(gathering, &text, first);
    struct expr *sorted = sort(gathering, array, end);
    bool descending = ((const struct sort_key *)keys->items[first])->descending;
    return sort_by(gathering, sorted, text.text, descending, end < keys->n);
}

/* ---- what is made of it ---- */

/* The argument that $i names: part of the array, or a constant, that is $2 and up. */
static void put_argument(struct gathering *gathering, struct text *out, size_t i, const char *array)
{
    size_t n_values = 0, n_constants = 0;
    for (size_t k = 0; k < i; k++)
        *(is_outside(gathering->aggregate, k) ? &n_constants : &n_values) += 1;
    if (is_outside(gathering->aggregate, i))
        put(out, "$%zu", n_constants + 2);
    else if (array)
        put(out, "%s",
            is_tuple(gathering)
                ? arena_printf(out->arena, "tupleElement(%s, %zu)", array, n_values + 1)
                : array);
    else
        put(out, "%s", component(gathering, "x", n_values));
}

static bool is_placeholder(const char *at)
{
    return (*at == '$' || *at == '@') && at[1] >= '1' && at[1] <= '9';
}

static void put_text(struct gathering *gathering, struct text *out, const char *at, const char *end,
                     const char *array)
{
    while (at < end) {
        size_t plain = 0;
        while (at + plain < end && !is_placeholder(at + plain))
            plain++;
        put(out, "%.*s", (int)plain, at);
        if ((at += plain) == end)
            return;
        const struct expr *arg = gathering->aggregate->args.items[at[1] - '1'];
        bool is_widened = *at == '@' && arg->type != PG_NUMERIC;
        put(out, "%s", is_widened ? "toDecimal256(" : "");
        put_argument(gathering, out, (size_t)(at[1] - '1'), array);
        put(out, "%s", is_widened ? ", 0)" : "");
        at += 2;
    }
}

/* Past the argument that begins here: a comma or the end. */
static const char *skip_argument(const char *at, const char *end)
{
    int depth = 0;
    bool quoted = false;
    for (; at < end && (quoted || depth || *at != ','); at++) {
        if (quoted && *at == '\\' && at + 1 < end) {
            at++;
            continue;
        }
        quoted ^= *at == '\'';
        depth += quoted ? 0 : (*at == '(') - (*at == ')');
    }
    return at;
}

/* f[g($1), h($2)]: arrayReduce('f', arrayMap(x -> g(x.1), $1), arrayMap(x -> h(x.2), $1)). */
static const char *put_call(struct gathering *gathering, struct text *out, const char *name,
                            const char *bracket)
{
    const char *end = strchr(bracket, ']');
    put(out, "arrayReduce('%.*s'", (int)(bracket - name), name);
    for (const char *at = bracket + 1; at < end;) {
        const char *comma = skip_argument(at, end);
        put(out, ", arrayMap(x -> ");
        put_text(gathering, out, at, comma, NULL);
        put(out, ", $1)");
        at = comma + (comma < end);
    }
    put(out, ")");
    return end + 1;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void put_calls(struct gathering *gathering, struct text *out, const char *template_)
{
    for (const char *at = template_; *at;) {
        const char *word = at;
        if (*at == '\'') { /* the SQLSTATE of an error is in brackets, too */
            at = quoted_end(at, NULL);
            put(out, "%.*s", (int)(at - word), word);
            continue;
        }
        while (is_word(*at))
            at++;
        if (*at == '[') {
            at = put_call(gathering, out, word, at);
        } else {
            at += at == word;
            put(out, "%.*s", (int)(at - word), word);
        }
    }
}

static const char *result_template(struct gathering *gathering)
{
    const char *from = gathering->aggregate->aggregate.routine->clickhouse;
    struct text text = {gathering->binder->arena, ""};
    if (input_of(gathering->aggregate) == AGGREGATE_ROWS)
        put_calls(gathering, &text, from);
    else
        put_text(gathering, &text, from, from + strlen(from), "$1");
    return text.text;
}

static bool is_gathered(const struct expr *expr)
{
    return (expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_WINDOW) &&
           (input_of(expr) != AGGREGATE_ROWS ||
            (expr->aggregate.distinct && strcmp(expr->aggregate.routine->name, "count") != 0));
}

void lower_aggregate(struct binder *binder, struct expr **at)
{
    if (!is_gathered(*at))
        return;
    struct gathering gathering = {.binder = binder, .aggregate = *at};
    gather(&gathering);
    /* Every key has its component before the first is referred to: one may make it a tuple. */
    for (size_t i = 0; i < gathering.order_by.n; i++)
        add_component(&gathering, ((struct sort_key *)gathering.order_by.items[i])->expr);
    struct expr *array = array_of(&gathering);
    struct expr *sorted = sort(&gathering, array, 0);
    struct list args = {0};
    list_add(binder->arena, &args, sorted);
    list_add_all(binder->arena, &args, &gathering.constants);
    struct expr *result = expr_clickhouse(binder->arena, (*at)->type, result_template(&gathering),
                                          args.n, (struct expr **)args.items);
    result->nullable = (*at)->nullable;
    result->n_dims = (*at)->n_dims;
    int scale = (*at)->type == PG_NUMERIC ? numeric_scale(*at) : -1;
    if (scale >= 0)
        result->typmod = pgtype_numeric_typmod(WIDEST_DECIMAL, scale);
    *at = result;
}
