/*
 * crosstab as queries over its source: the rows are numbered in the source's order, those that
 * follow each other with one row name are a group, and each column picks its value of the group.
 * Knows no arguments.
 */
#include "rewrite/pivot/crosstab.h"
#include "rewrite/pivot/pivot_plan.h"
#include "rewrite/routines/routine_row.h"

/* The names of categories are compared up to so many bytes: MAX_CATNAME_LEN of tablefunc.c. */
#define CATEGORY_BYTES "62"

/* --- values as texts, and back --- */

/* As the type's output function writes it. */
static struct expr *text_of(struct binder *binder, struct expr *expr)
{
    struct expr *text = coerce(binder, expr, PG_TEXT, -1, CAST_EXPLICIT, 0);
    if (!text || expr->type != PG_BOOL)
        return text;
    struct expr *letter = expr_clickhouse(binder->arena, PG_TEXT, "substring($1, 1, 1)", 1, &text);
    letter->nullable = text->nullable;
    return letter;
}

/* varchar(n) and char(n) take no more characters than that, blanks at the end aside. */
static struct expr *check_length(struct binder *binder, struct expr *text,
                                 const struct crosstab_column *column)
{
    int length = pgtype_length(column->typmod);
    const char *template_ = arena_printf(
        binder->arena,
        "if(throwIf(ifNull(lengthUTF8(trimRight($1)), 0) > %d, 'pgpivot[22001]: value too long for "
        "type %s(%d)'), $1, $1)",
        length, pgtype_sql_name(column->type), length);
    struct expr *checked = expr_clickhouse(binder->arena, text->type, template_, 1, &text);
    checked->nullable = text->nullable;
    return checked;
}

/* What the type's input function reads. */
static struct expr *as_column(struct binder *binder, struct expr *expr,
                              const struct crosstab_column *column)
{
    bool has_length = column->type == PG_VARCHAR || column->type == PG_BPCHAR;
    if (expr->type != column->type) {
        expr = text_of(binder, expr);
        expr = expr ? coerce(binder, expr, column->type, -1, CAST_EXPLICIT, 0) : NULL;
    }
    if (expr && has_length && column->typmod >= 0)
        expr = check_length(binder, expr, column);
    return expr ? coerce(binder, expr, column->type, column->typmod, CAST_ASSIGNMENT, 0) : NULL;
}

/* --- the rows, numbered --- */

static size_t target_of(struct binder *binder, struct query *query, const struct expr *expr)
{
    size_t i = 0;
    while (i < query->targets.n &&
           !expr_equal(((const struct target *)query->targets.items[i])->expr, expr))
        i++;
    if (i == query->targets.n)
        pivot_add_target(binder, query, expr_copy(binder->arena, expr), "");
    return i;
}

static void add_key(struct binder *binder, struct list *keys, struct expr *expr)
{
    struct sort_key *key = ARENA_NEW(binder->arena, struct sort_key);
    key->expr = expr;
    list_add(binder->arena, keys, key);
}

/* The rows of VALUES come as they are written. */
static struct rel *values_with_key(struct binder *binder, struct query *query, struct list *keys)
{
    size_t n = 0;
    for (LIST_EACH(struct list, row, &query->rows))
        list_add(binder->arena, row,
                 expr_const(binder->arena, PG_INT8, arena_printf(binder->arena, "%zu", ++n), 0));
    pivot_add_target(binder, query, expr_const(binder->arena, PG_INT8, "0", 0), "");
    struct rel *rel = bind_query_rel(binder, query, "", 0);
    add_key(binder, keys, expr_column(binder->arena, rel, rel->n_columns - 1, 0));
    return rel;
}

/* The query as a FROM item, and its ORDER BY as keys over that: struct sort_key. */
static struct rel *with_keys(struct binder *binder, struct query *query, struct list *keys)
{
    size_t *places = ARENA_ARRAY(binder->arena, size_t, query->order_by.n + 1), n = 0;
    if (query->kind == QUERY_VALUES)
        return values_with_key(binder, query, keys);
    for (LIST_EACH(const struct sort_key, key, &query->order_by))
        places[n++] = target_of(binder, query, key->expr);
    struct rel *rel = bind_query_rel(binder, query, "", 0);
    n = 0;
    for (LIST_EACH(const struct sort_key, key, &query->order_by)) {
        struct sort_key *own = ARENA_NEW(binder->arena, struct sort_key);
        *own = *key;
        own->expr = expr_column(binder->arena, rel, places[n++], 0);
        list_add(binder->arena, keys, own);
    }
    if (!query->limit && !query->offset && !query->distinct_on.n)
        query->order_by = (struct list){0};
    return rel;
}

static struct query *select_from(struct binder *binder, struct rel *from)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->from = from;
    return query;
}

static struct expr *column_of(const struct crosstab *crosstab, size_t index)
{
    return expr_column(crosstab->binder->arena, crosstab->rows, index, 0);
}

/* row_number() OVER (PARTITION BY … ORDER BY …) */
static struct expr *row_number(struct binder *binder, struct list partition_by,
                               struct list order_by)
{
    const struct routine *routine;
    struct expr *number = expr_new(binder->arena, EXPR_WINDOW, PG_INT8, 0);
    routine_find(ROUTINE_WINDOW, "row_number", &routine, 1);
    number->typmod = -1;
    number->nullable = false;
    number->aggregate.routine = routine;
    number->aggregate.over = ARENA_NEW(binder->arena, struct window);
    *number->aggregate.over =
        (struct window){.partition_by = partition_by, .order_by = order_by, .frame = ""};
    return number;
}

/* The same over columns of the rows, in the order of their numbers. */
static struct expr *number_in(const struct crosstab *crosstab, const size_t *columns, size_t n)
{
    struct arena *arena = crosstab->binder->arena;
    struct list partition_by = {0}, order_by = {0};
    for (size_t i = 0; i < n; i++)
        list_add(arena, &partition_by, column_of(crosstab, columns[i]));
    add_key(crosstab->binder, &order_by, column_of(crosstab, crosstab->number));
    return row_number(crosstab->binder, partition_by, order_by);
}

static size_t add_column(struct binder *binder, struct query *query, struct expr *expr)
{
    pivot_add_target(binder, query, expr, "");
    return query->targets.n - 1;
}

/* The rows and one column more, or two. */
static struct query *rows_and(const struct crosstab *crosstab)
{
    struct query *query = select_from(crosstab->binder, crosstab->rows);
    for (size_t i = 0; i < crosstab->rows->n_columns; i++)
        add_column(crosstab->binder, query, column_of(crosstab, i));
    return query;
}

/* Rows without an order come in that of their row names, which is as good as any; VALUES in its
 * own. */
static bool number_rows(struct crosstab *crosstab)
{
    struct binder *binder = crosstab->binder;
    struct list keys = {0};
    crosstab->rows = with_keys(binder, crosstab->source, &keys);
    struct query *query = rows_and(crosstab);
    struct expr *text = text_of(binder, column_of(crosstab, 0));
    if (!text)
        return false;
    crosstab->row_text = add_column(binder, query, text);
    if (!keys.n)
        add_key(binder, &keys, expr_copy(binder->arena, text));
    crosstab->number = add_column(binder, query, row_number(binder, (struct list){0}, keys));
    crosstab->rows = bind_query_rel(binder, query, "", 0);
    return true;
}

/* Of rows that follow each other and are alike, both numbers grow by one. */
static bool find_runs(struct crosstab *crosstab)
{
    struct binder *binder = crosstab->binder;
    struct query *query = rows_and(crosstab);
    struct expr *run =
        bind_operator(binder, "-", column_of(crosstab, crosstab->number),
                      number_in(crosstab, &crosstab->row_text, 1), crosstab->position);
    if (!run)
        return false;
    crosstab->run = add_column(binder, query, run);
    crosstab->rows = bind_query_rel(binder, query, "", 0);
    return true;
}

/* --- which value column a row is for --- */

/* $3: how many there must be. */
static const char choice_template[] = "if(" THROW_IF(
    "empty(&1)", "42601",
    "provided \"categories\" SQL must return 1 column of at "
    "least one row") " OR " THROW_IF("length(&1) != $3", "42601",
                                     "invalid return type") ", 0, toInt64(indexOf(&1, "
                                                            "substring($2, 1, " CATEGORY_BYTES
                                                            "))))";

/* $2: how many are alike up to here. */
static const char category_template[] = "if(" THROW_IF(
    "isNull($1)", "42601",
    "provided \"categories\" SQL must not return NULL values") " OR " THROW_IF("$2 > 1", "42710",
                                                                               "duplicate category "
                                                                               "name") ", '', $1)";

static bool choose_by_category(struct crosstab *crosstab)
{
    struct binder *binder = crosstab->binder;
    struct query *query = rows_and(crosstab);
    size_t n_values = crosstab->n_columns - 1 - crosstab->n_extra;
    struct expr *category = text_of(binder, column_of(crosstab, 1 + crosstab->n_extra));
    if (!category)
        return false;
    struct expr *args[] = {
        crosstab->categories, category,
        expr_const(binder->arena, PG_INT8, arena_printf(binder->arena, "%zu", n_values), 0)};
    struct expr *choice = expr_clickhouse(binder->arena, PG_INT8, choice_template, 3, args);
    choice->nullable = category->nullable;
    crosstab->choice = add_column(binder, query, choice);
    crosstab->rows = bind_query_rel(binder, query, "", 0);
    return true;
}

/* The first column as text, and the numbers of the rows. */
static struct rel *numbered_texts(struct binder *binder, struct query *query)
{
    struct list keys = {0};
    struct query *texts = select_from(binder, with_keys(binder, query, &keys));
    struct expr *text = text_of(binder, expr_column(binder->arena, texts->from, 0, 0));
    if (!text)
        return NULL;
    struct expr *cut =
        expr_clickhouse(binder->arena, PG_TEXT, "substring($1, 1, " CATEGORY_BYTES ")", 1, &text);
    cut->nullable = text->nullable;
    add_column(binder, texts, cut);
    add_column(binder, texts, row_number(binder, (struct list){0}, keys));
    return bind_query_rel(binder, texts, "", 0);
}

/* The texts of the query's rows, in their order. */
bool crosstab_take_categories(struct crosstab *crosstab, struct query *query)
{
    struct binder *binder = crosstab->binder;
    struct list alike = {0};
    struct query *texts = select_from(binder, numbered_texts(binder, query));
    if (!texts->from)
        return false;
    struct expr *args[] = {expr_column(binder->arena, texts->from, 0, 0), NULL};
    list_add(binder->arena, &alike, expr_copy(binder->arena, args[0]));
    args[1] = row_number(binder, alike, (struct list){0});
    add_column(binder, texts, expr_clickhouse(binder->arena, PG_TEXT, category_template, 2, args));
    add_key(binder, &texts->order_by, expr_column(binder->arena, texts->from, 1, 0));
    crosstab->categories = bind_subquery_expr(binder, texts, SUBQUERY_ARRAY);
    crosstab->categories->type = PG_TEXT_ARRAY;
    crosstab->categories->typmod = -1;
    crosstab->categories->nullable = false;
    crosstab->categories->n_dims = 1;
    return true;
}

/* The first row of a group is for the first column, and so on. */
static bool choose_by_place(struct crosstab *crosstab)
{
    size_t columns[] = {crosstab->row_text, crosstab->run};
    struct query *query = rows_and(crosstab);
    crosstab->choice = add_column(crosstab->binder, query, number_in(crosstab, columns, 2));
    crosstab->rows = bind_query_rel(crosstab->binder, query, "", 0);
    return true;
}

/* --- the groups --- */

#define PICK(function) "tupleElement(" function "[tuple(toNullable($1)), $2], 1)"

static const struct routine first_row = {.name = "first row",
                                         .result = PG_ANY,
                                         .args = {PG_ANY, PG_INT8},
                                         .n_args = 2,
                                         .scale = SCALE_FIRST,
                                         .clickhouse = PICK("argMin")};
static const struct routine last_row = {.name = "last row",
                                        .result = PG_ANY,
                                        .args = {PG_ANY, PG_INT8},
                                        .n_args = 2,
                                        .scale = SCALE_FIRST,
                                        .clickhouse = PICK("argMax")};
static const struct routine first_number = {.name = "first number",
                                            .result = PG_INT8,
                                            .args = {PG_INT8},
                                            .n_args = 1,
                                            .clickhouse = "min[$1]"};

static struct expr *pick(const struct crosstab *crosstab, const struct routine *routine,
                         size_t column)
{
    struct arena *arena = crosstab->binder->arena;
    const struct rel_column *from = &crosstab->rows->columns[column];
    struct expr *picked = expr_new(arena, EXPR_AGGREGATE, from->type, 0);
    picked->typmod = from->typmod;
    picked->nullable = true;
    picked->aggregate.routine = routine;
    list_add(arena, &picked->args, column_of(crosstab, column));
    if (routine->n_args == 2)
        list_add(arena, &picked->args, column_of(crosstab, crosstab->number));
    return picked;
}

/* The value of column `i`. Of several rows for one the last counts. */
static struct expr *value_of(const struct crosstab *crosstab, size_t i)
{
    struct binder *binder = crosstab->binder;
    struct expr *value = pick(crosstab, &last_row, 2 + crosstab->n_extra);
    struct expr *number = expr_const(binder->arena, PG_INT8,
                                     arena_printf(binder->arena, "%zu", i - crosstab->n_extra), 0);
    value->aggregate.filter =
        bind_operator(binder, "=", column_of(crosstab, crosstab->choice), number, 0);
    return value->aggregate.filter ? value : NULL;
}

static bool add_columns(struct crosstab *crosstab, struct query *query)
{
    for (size_t i = 0; i < crosstab->n_columns; i++) {
        struct expr *value =
            i <= crosstab->n_extra ? pick(crosstab, &first_row, i) : value_of(crosstab, i);
        value = value ? as_column(crosstab->binder, value, &crosstab->columns[i]) : NULL;
        if (!value)
            return false;
        pivot_add_target(crosstab->binder, query, value, crosstab->columns[i].name);
    }
    return true;
}

static struct query *group_runs(struct crosstab *crosstab)
{
    struct arena *arena = crosstab->binder->arena;
    struct query *query = select_from(crosstab->binder, crosstab->rows);
    query->is_aggregated = true;
    list_add(arena, &query->group_by, column_of(crosstab, crosstab->row_text));
    list_add(arena, &query->group_by, column_of(crosstab, crosstab->run));
    if (!add_columns(crosstab, query))
        return NULL;
    add_column(crosstab->binder, query, pick(crosstab, &first_number, crosstab->number));
    return query;
}

struct query *crosstab_query(struct crosstab *crosstab)
{
    bool fine =
        number_rows(crosstab) && find_runs(crosstab) &&
        (crosstab->has_categories ? choose_by_category(crosstab) : choose_by_place(crosstab));
    return fine ? group_runs(crosstab) : NULL;
}

struct query *crosstab_no_rows(const struct crosstab *crosstab)
{
    struct arena *arena = crosstab->binder->arena;
    struct query *query = select_from(crosstab->binder, NULL);
    for (size_t i = 0; i < crosstab->n_columns; i++) {
        struct expr *null = expr_const(arena, crosstab->columns[i].type, NULL, 0);
        null->typmod = crosstab->columns[i].typmod;
        null->nullable = true;
        pivot_add_target(crosstab->binder, query, null, crosstab->columns[i].name);
    }
    add_column(crosstab->binder, query, expr_const(arena, PG_INT8, "0", 0));
    query->where = expr_const(arena, PG_BOOL, "f", 0);
    return query;
}
