/* Which rows of the system relations of a block can count. Leaves the conditions as they are. */
#include "rewrite/system/system_reduce.h"

#include <stdlib.h>
#include <string.h>

#include "rewrite/lower/correlation.h"
#include "rewrite/system/system_predicate.h"
#include "rewrite/system/system_relation.h"
#include "rewrite/system/system_scan.h"

#define MAX_RELS 24
#define MAX_ROUNDS 4
#define MANY_ROWS 1000 /* more are not sorted to look few up in them */

/* A relation of the block: the rows that are left, by the columns that conditions read. */
struct member {
    struct rel *rel;
    bool *wanted;      /* of each column: whether conditions read it */
    size_t *slots;     /* of each wanted column: its place in member_row.values */
    size_t n_slots;    /* 0: no condition says anything about the relation */
    bool is_done;      /* scanned, if anything says something about it */
    bool is_read;      /* rows, choice and n_all are set */
    struct list facts; /* struct expr: the conditions that decide about its rows alone */
    struct list rows;  /* struct member_row */
    struct system_choice *choice;
    size_t n_all; /* rows counted, kept or not */
};

struct member_row {
    size_t index;
    const char *values[];
};

/* A condition, and the rels whose rows it decides about: those below a part of the join tree. */
struct fact {
    struct expr *condition;
    const struct rel *region;
};

struct reduction {
    struct binder *binder;
    struct query *block;
    struct member members[MAX_RELS];
    size_t n_members;
    struct list facts; /* struct fact */
    struct member *at; /* under way */
};

/* --- what the block says --- */

static void add_conjuncts(struct arena *arena, struct expr *condition, struct list *conjuncts)
{
    if (condition && condition->kind == EXPR_BOOL && condition->bool_operator == BOOL_AND) {
        for (size_t i = 0; i < condition->args.n; i++)
            add_conjuncts(arena, condition->args.items[i], conjuncts);
    } else if (condition) {
        list_add(arena, conjuncts, condition);
    }
}

static void add_facts(struct reduction *reduction, struct expr *condition, const struct rel *region)
{
    struct arena *arena = reduction->binder->arena;
    struct list conjuncts = {0};
    add_conjuncts(arena, condition, &conjuncts);
    for (LIST_EACH(struct expr, conjunct, &conjuncts)) {
        struct fact *fact = ARENA_NEW(arena, struct fact);
        *fact = (struct fact){conjunct, region};
        list_add(arena, &reduction->facts, fact);
    }
}

/* What ON decides about: both sides, the side that can be missing, or nothing. */
static const struct rel *region_of_on(const struct rel *join)
{
    switch (join->join.type) {
    case JOIN_TYPE_LEFT:
        return join->join.right;
    case JOIN_TYPE_RIGHT:
        return join->join.left;
    case JOIN_TYPE_FULL:
        return NULL;
    default:
        return join;
    }
}

static bool collect(struct reduction *reduction, struct rel *rel)
{
    if (rel->kind == REL_JOIN) {
        if (region_of_on(rel))
            add_facts(reduction, rel->join.on, region_of_on(rel));
        return collect(reduction, rel->join.left) && collect(reduction, rel->join.right);
    }
    if (rel->kind != REL_TABLE || rel->table->kind != CATALOG_SYSTEM)
        return true;
    if (reduction->n_members == MAX_RELS)
        return false;
    reduction->members[reduction->n_members++] = (struct member){.rel = rel};
    return true;
}

/* Whether an outer join below `tree` can put NULLs for the rel's row. */
static bool can_be_missing(const struct rel *tree, const struct rel *rel)
{
    if (tree == rel)
        return false;
    bool is_left = rel_is_inside(tree->join.left, rel);
    enum join_type type = tree->join.type;
    if (type == JOIN_TYPE_FULL || (type == JOIN_TYPE_LEFT && !is_left) ||
        (type == JOIN_TYPE_RIGHT && is_left))
        return true;
    return can_be_missing(is_left ? tree->join.left : tree->join.right, rel);
}

/* Where NULLs for a row would meet the condition, rows that fail it may only go if NULLs fail it
 * as well: their loss would put NULLs in their place. */
static bool decides(const struct fact *fact, const struct rel *rel)
{
    return rel_is_inside(fact->region, rel) &&
           (!can_be_missing(fact->region, rel) ||
            !(system_predicate(fact->condition, rel, NULL) & TRUTH_TRUE));
}

/* --- rows --- */

static bool mark_column(struct expr **at, void *context)
{
    struct member *member = context;
    if ((*at)->kind == EXPR_COLUMN && (*at)->column.rel == member->rel)
        member->wanted[(*at)->column.index] = true;
    return true;
}

static void read_row(void *owner, size_t index, const char *const *values)
{
    struct reduction *reduction = owner;
    struct member *member = reduction->at;
    for (LIST_EACH(struct expr, condition, &member->facts)) {
        if (!(system_predicate(condition, member->rel, values) & TRUTH_TRUE))
            return;
    }
    struct member_row *row =
        arena_alloc(reduction->binder->arena, sizeof *row + member->n_slots * sizeof(char *));
    row->index = index;
    for (size_t i = 0; i < member->rel->n_columns; i++) {
        if (member->wanted[i])
            row->values[member->slots[i]] = values[i];
    }
    list_add(reduction->binder->arena, &member->rows, row);
}

static struct member *find_member(struct reduction *reduction, const struct rel *rel)
{
    for (size_t i = 0; i < reduction->n_members; i++) {
        if (reduction->members[i].rel == rel)
            return &reduction->members[i];
    }
    return NULL;
}

static bool reads_member(struct expr **at, void *context)
{
    const struct expr *expr = *at;
    return expr->kind != EXPR_SUBQUERY &&
           (expr->kind != EXPR_COLUMN || find_member(context, expr->column.rel));
}

/* A comparison with a query around the block, or with one inside: no row is known to fail it. */
static bool says_nothing(struct reduction *reduction, struct fact *fact)
{
    return fact->condition->kind != EXPR_BOOL &&
           !expr_walk(&fact->condition, reads_member, reduction);
}

static void read_facts(struct reduction *reduction, struct member *member)
{
    struct arena *arena = reduction->binder->arena;
    member->wanted = ARENA_ARRAY(arena, bool, member->rel->n_columns);
    member->slots = ARENA_ARRAY(arena, size_t, member->rel->n_columns);
    for (LIST_EACH(struct fact, fact, &reduction->facts)) {
        if (says_nothing(reduction, fact))
            continue;
        expr_walk(&fact->condition, mark_column, member);
        if (decides(fact, member->rel))
            list_add(arena, &member->facts, fact->condition);
    }
    for (size_t i = 0; i < member->rel->n_columns; i++)
        member->slots[i] = member->wanted[i] ? member->n_slots++ : 0;
}

/* --- equalities --- */

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The values of a column that are not NULL, sorted. */
static size_t values_of(struct arena *arena, const struct member *member, size_t column,
                        const char ***values)
{
    size_t n = 0;
    *values = ARENA_ARRAY(arena, const char *, member->rows.n + 1);
    for (LIST_EACH(struct member_row, row, &member->rows)) {
        if (row->values[member->slots[column]])
            (*values)[n++] = row->values[member->slots[column]];
    }
    if (n)
        qsort(*values, n, sizeof **values, compare_texts);
    return n;
}

/* Leaves the rows of `member` whose column has a value that the other one has. */
static bool keep_partners(struct reduction *reduction, struct member *member,
                          const struct expr *column, const struct member *other,
                          const struct expr *other_column)
{
    const char **values;
    size_t n = values_of(reduction->binder->arena, other, other_column->column.index, &values);
    size_t left = 0;
    for (size_t i = 0; i < member->rows.n; i++) {
        struct member_row *row = member->rows.items[i];
        const char *value = row->values[member->slots[column->column.index]];
        if (value && n && bsearch(&value, values, n, sizeof *values, compare_texts))
            member->rows.items[left++] = row;
    }
    bool changed = left < member->rows.n;
    member->rows.n = left;
    return changed;
}

static bool apply_pair(struct reduction *reduction, const struct fact *fact)
{
    const struct expr *sides[2];
    bool changed = false;
    if (!system_predicate_pair(fact->condition, &sides[0], &sides[1]))
        return false;
    for (size_t i = 0; i < 2; i++) {
        struct member *member = find_member(reduction, sides[i]->column.rel);
        struct member *other = find_member(reduction, sides[1 - i]->column.rel);
        if (member && other && member->is_read && other->is_read &&
            other->rows.n <= (member->rows.n > MANY_ROWS ? member->rows.n : MANY_ROWS) &&
            rel_is_inside(fact->region, member->rel))
            changed |= keep_partners(reduction, member, sides[i], other, sides[1 - i]);
    }
    return changed;
}

static void apply_pairs(struct reduction *reduction)
{
    bool changed = true;
    for (size_t round = 0; changed && round < MAX_ROUNDS; round++) {
        changed = false;
        for (LIST_EACH(struct fact, fact, &reduction->facts))
            changed |= apply_pair(reduction, fact);
    }
}

/* --- which relations rows can belong to --- */

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The numbers in a column, as a choice of relations; not of more than would pay. */
static void choose_relations(struct arena *arena, struct member *member, const struct member *other,
                             size_t column)
{
    const char **values;
    size_t n = values_of(arena, other, column, &values);
    uint32_t *numbers = ARENA_ARRAY(arena, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++)
        numbers[i] = (uint32_t)strtoul(values[i], NULL, 10);
    if (n)
        qsort(numbers, n, sizeof *numbers, compare_numbers);
    if (member->choice->relations && member->choice->n_relations <= n)
        return;
    member->choice->relations = numbers;
    member->choice->n_relations = n;
}

/* By equalities with relations that are read already; false if there is none. */
static bool choose_by_pairs(struct reduction *reduction, struct member *member, size_t column,
                            bool makes)
{
    const struct expr *sides[2];
    bool found = false;
    for (LIST_EACH(struct fact, fact, &reduction->facts)) {
        if (!system_predicate_pair(fact->condition, &sides[0], &sides[1]) ||
            !rel_is_inside(fact->region, member->rel))
            continue;
        for (size_t i = 0; i < 2; i++) {
            const struct member *other = find_member(reduction, sides[1 - i]->column.rel);
            if (sides[i]->column.rel != member->rel || sides[i]->column.index != column || !other ||
                !other->is_read)
                continue;
            found = true;
            if (makes)
                choose_relations(reduction->binder->arena, member, other,
                                 sides[1 - i]->column.index);
        }
    }
    return found;
}

/* By equality with a constant. */
static bool choose_by_constant(struct reduction *reduction, struct member *member, size_t column,
                               bool makes)
{
    uint32_t number;
    bool found = false;
    for (LIST_EACH(struct expr, condition, &member->facts)) {
        if (!system_predicate_number(condition, member->rel, column, &number))
            continue;
        found = true;
        if (!makes)
            continue;
        uint32_t *numbers = ARENA_ARRAY(reduction->binder->arena, uint32_t, 1);
        numbers[0] = number;
        member->choice->relations = numbers;
        member->choice->n_relations = 1;
    }
    return found;
}

/* Whether something says which relations; with `makes` that is written down. */
static bool choose(struct reduction *reduction, struct member *member, bool makes)
{
    size_t column = system_scan_relation_column(member->rel->table);
    if (column == member->rel->n_columns)
        return false;
    bool by_pairs = choose_by_pairs(reduction, member, column, makes);
    return choose_by_constant(reduction, member, column, makes) || by_pairs;
}

static void scan_member(struct reduction *reduction, struct member *member)
{
    if (!member->n_slots)
        return;
    member->choice = ARENA_NEW(reduction->binder->arena, struct system_choice);
    choose(reduction, member, true);
    reduction->at = member;
    struct system_scan scan = {.arena = reduction->binder->arena,
                               .context = reduction->binder->context,
                               .table = member->rel->table,
                               .wanted = member->wanted,
                               .choice = member->choice,
                               .row = read_row,
                               .owner = reduction};
    member->n_all = system_scan_run(&scan);
    reduction->binder->reads_sessions |= system_scan_is_of_sessions(member->rel->table);
    member->is_read = true;
}

/* How early to scan it: those come first that are small or that something says the relations of,
 * then those that say which relations there are. */
static int rank_of(struct reduction *reduction, struct member *member)
{
    const struct catalog_table *table = member->rel->table;
    size_t column = system_scan_relation_column(table);
    if (column == member->rel->n_columns || choose(reduction, member, false))
        return 0;
    return strcmp(table->columns[column].name, "oid") == 0 ? 1 : 2;
}

static struct member *next_member(struct reduction *reduction)
{
    struct member *next = NULL;
    int least = 0;
    for (size_t i = 0; i < reduction->n_members; i++) {
        struct member *member = &reduction->members[i];
        int rank = member->is_done ? 0 : rank_of(reduction, member);
        if (member->is_done || (next && rank >= least))
            continue;
        next = member;
        least = rank;
    }
    return next;
}

/* Each says which rows of the next can count. */
static void scan_members(struct reduction *reduction)
{
    struct member *member;
    for (size_t i = 0; i < reduction->n_members; i++)
        read_facts(reduction, &reduction->members[i]);
    while ((member = next_member(reduction)) != NULL) {
        scan_member(reduction, member);
        member->is_done = true;
        apply_pairs(reduction);
    }
}

/* --- what is left --- */

static void keep_rows(struct arena *arena, struct member *member)
{
    if (!member->n_slots)
        return;
    bool *kept = ARENA_ARRAY(arena, bool, member->n_all + 1);
    for (LIST_EACH(struct member_row, row, &member->rows))
        kept[row->index] = true;
    member->choice->kept = kept;
    member->rel->choice = member->choice;
}

/* No row of any relation. */
static void keep_nothing(struct reduction *reduction)
{
    static const struct system_choice nothing = {.is_of_none = true};
    for (size_t i = 0; i < reduction->n_members; i++)
        reduction->members[i].rel->choice = &nothing;
}

/* A constant of the column's value as ClickHouse's TSV has it; NULL: not of this type. */
static struct expr *constant(struct arena *arena, const struct rel_column *column,
                             const char *value)
{
    static const uint32_t types[] = {PG_OID,  PG_INT2, PG_INT4, PG_NAME,
                                     PG_TEXT, PG_CHAR, PG_BOOL, PG_VARCHAR};
    if (value && column->type == PG_BOOL)
        value = value[0] == 't' ? "t" : "f";
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i] == column->type || !value)
            return expr_const(arena, column->type, value, 0);
    }
    return NULL;
}

static bool find_columns(struct expr **at, void *context)
{
    return expr_walk(at, mark_column, context);
}

static bool find_in_block(struct query *query, void *context)
{
    return query_walk_exprs(query, find_columns, context);
}

/* Puts constants where the block, and what is below it, reads columns of the relation; false if
 * there is none for a column. */
static bool replace_columns(struct reduction *reduction, struct member *member,
                            const char *const *values)
{
    struct arena *arena = reduction->binder->arena;
    struct list to = {0}, from = {0};
    struct member reader = {.rel = member->rel};
    reader.wanted = ARENA_ARRAY(arena, bool, member->rel->n_columns);
    query_walk(reduction->block, find_in_block, &reader);
    for (size_t i = 0; i < member->rel->n_columns; i++) {
        if (!reader.wanted[i])
            continue;
        struct expr *value = constant(arena, &member->rel->columns[i], values ? values[i] : NULL);
        if (!value)
            return false;
        list_add(arena, &from, expr_column(arena, member->rel, i, 0));
        list_add(arena, &to, value);
    }
    correlation_replace(reduction->binder, reduction->block, &from, &to);
    return true;
}

struct one_row {
    size_t n;
    const char *const *values;
};

static void take_values(void *owner, size_t index, const char *const *values)
{
    struct one_row *row = owner;
    (void)index;
    row->n++;
    row->values = values;
}

/* All columns of the only row. */
static const char *const *read_values(struct reduction *reduction, const struct member *member)
{
    struct arena *arena = reduction->binder->arena;
    struct one_row row = {0};
    bool *all = ARENA_ARRAY(arena, bool, member->rel->n_columns);
    memset(all, true, member->rel->n_columns * sizeof *all);
    struct system_scan scan = {.arena = arena,
                               .context = reduction->binder->context,
                               .table = member->rel->table,
                               .wanted = all,
                               .choice = member->rel->choice,
                               .row = take_values,
                               .owner = &row};
    system_scan_run(&scan);
    return row.n == 1 ? row.values : NULL;
}

/* The slot of the join tree that holds the rel, if it can go: the other side of an inner join then
 * stands for the join, and its condition moves to WHERE; no outer join must be around that would
 * make it something else. */
static struct rel **inner_slot(struct rel **tree, const struct rel *rel)
{
    struct rel *join = *tree;
    if (join->kind != REL_JOIN)
        return NULL;
    bool is_inner = join->join.type == JOIN_TYPE_INNER || join->join.type == JOIN_TYPE_CROSS;
    if (is_inner && (join->join.left == rel || join->join.right == rel))
        return tree;
    bool is_left = rel_is_inside(join->join.left, rel);
    if (!is_inner && !(join->join.type == JOIN_TYPE_LEFT && is_left))
        return NULL;
    return inner_slot(is_left ? &join->join.left : &join->join.right, rel);
}

/* The same for the side of a LEFT JOIN that nothing matches. */
static struct rel **missing_slot(struct rel **tree, const struct rel *rel)
{
    struct rel *join = *tree;
    if (join->kind != REL_JOIN)
        return NULL;
    if (join->join.type == JOIN_TYPE_LEFT && join->join.right == rel)
        return tree;
    return missing_slot(rel_is_inside(join->join.left, rel) ? &join->join.left : &join->join.right,
                        rel);
}

/* Whether another join than a LEFT one, other than `except`, asks for the rel: ClickHouse drops a
 * constant NULL from the conditions of those. */
static bool is_asked_by_join(struct rel *tree, const struct rel *except, struct member *reader)
{
    if (tree->kind != REL_JOIN)
        return false;
    memset(reader->wanted, 0, reader->rel->n_columns * sizeof *reader->wanted);
    if (tree != except && tree->join.type != JOIN_TYPE_LEFT && tree->join.on)
        find_columns(&tree->join.on, reader);
    for (size_t i = 0; i < reader->rel->n_columns; i++) {
        if (reader->wanted[i])
            return true;
    }
    return is_asked_by_join(tree->join.left, except, reader) ||
           is_asked_by_join(tree->join.right, except, reader);
}

static bool dissolves_in(struct reduction *reduction, struct member *member, struct rel **slot)
{
    struct member reader = {.rel = member->rel};
    reader.wanted = ARENA_ARRAY(reduction->binder->arena, bool, member->rel->n_columns);
    return slot && !is_asked_by_join(reduction->block->from, *slot, &reader);
}

static bool has_null(const struct member *member, const char *const *values)
{
    for (size_t i = 0; i < member->rel->n_columns; i++) {
        if (!values[i])
            return true;
    }
    return false;
}

static void dissolve_constant(struct reduction *reduction, struct member *member)
{
    struct query *block = reduction->block;
    struct rel **slot = inner_slot(&block->from, member->rel);
    const char *const *values = slot ? read_values(reduction, member) : NULL;
    if (!values || (has_null(member, values) && !dissolves_in(reduction, member, slot)) ||
        !replace_columns(reduction, member, values))
        return;
    struct rel *join = *slot;
    block->where = expr_bool(reduction->binder->arena, BOOL_AND, block->where, join->join.on);
    *slot = join->join.left == member->rel ? join->join.right : join->join.left;
}

static void dissolve_missing(struct reduction *reduction, struct member *member)
{
    struct rel **slot = missing_slot(&reduction->block->from, member->rel);
    if (dissolves_in(reduction, member, slot) && replace_columns(reduction, member, NULL))
        *slot = (*slot)->join.left;
}

static bool reads_inside(struct expr **at, void *context)
{
    return (*at)->kind != EXPR_COLUMN || !rel_is_inside(context, (*at)->column.rel);
}

/* Whether both sides of the join are asked for. */
static bool is_of_both(const struct rel *join, struct expr *condition)
{
    return !expr_walk(&condition, reads_inside, join->join.left) &&
           !expr_walk(&condition, reads_inside, join->join.right);
}

/* Conditions of inner joins that are about one side now belong to WHERE: ClickHouse wants some that
 * are about both. */
static void move_conditions(struct reduction *reduction, struct rel *tree)
{
    struct query *block = reduction->block;
    struct arena *arena = reduction->binder->arena;
    if (tree->kind != REL_JOIN)
        return;
    bool is_inner = tree->join.type == JOIN_TYPE_INNER;
    if (is_inner || tree->join.type == JOIN_TYPE_CROSS || tree->join.type == JOIN_TYPE_LEFT)
        move_conditions(reduction, tree->join.left);
    if (is_inner || tree->join.type == JOIN_TYPE_CROSS)
        move_conditions(reduction, tree->join.right);
    if (!is_inner)
        return;
    struct list conditions = {0};
    add_conjuncts(arena, tree->join.on, &conditions);
    tree->join.on = NULL;
    for (LIST_EACH(struct expr, condition, &conditions)) {
        struct expr **to = is_of_both(tree, condition) ? &tree->join.on : &block->where;
        *to = expr_bool(arena, BOOL_AND, *to, condition);
    }
    if (!tree->join.on)
        tree->join.type = JOIN_TYPE_CROSS;
}

/* GROUP BY and DISTINCT ON of constants are other things to ClickHouse. */
static bool can_dissolve(const struct query *block)
{
    return !block->is_aggregated && !block->group_by.n && !block->distinct_on.n &&
           !block->limit_by.n;
}

static void dissolve(struct reduction *reduction)
{
    for (size_t i = 0; i < reduction->n_members; i++) {
        struct member *member = &reduction->members[i];
        if (member->n_slots && member->rows.n == 1)
            dissolve_constant(reduction, member);
        else if (member->n_slots && member->rows.n == 0)
            dissolve_missing(reduction, member);
    }
    move_conditions(reduction, reduction->block->from);
}

/* --- blocks without rows --- */

static bool is_empty_table(struct reduction *reduction, const struct rel *rel)
{
    const struct member *member = find_member(reduction, rel);
    return member && (member->is_read ? member->rows.n == 0 : system_scan_has_nothing(rel->table));
}

static bool is_empty_rel(struct reduction *reduction, const struct rel *rel)
{
    if (rel->kind == REL_SUBQUERY)
        return rel->query->is_empty;
    if (rel->kind != REL_JOIN)
        return rel->kind == REL_TABLE && is_empty_table(reduction, rel);
    bool left = is_empty_rel(reduction, rel->join.left);
    bool right = is_empty_rel(reduction, rel->join.right);
    switch (rel->join.type) {
    case JOIN_TYPE_LEFT:
        return left;
    case JOIN_TYPE_RIGHT:
        return right;
    case JOIN_TYPE_FULL:
        return left && right;
    default:
        return left || right;
    }
}

/* Without groups an aggregate has a row for no rows. */
static bool is_empty_select(struct reduction *reduction, const struct query *query)
{
    return (!query->is_aggregated || (query->group_by.n && !query->grouping_sets.n)) &&
           is_empty_rel(reduction, query->from);
}

static bool is_empty_set(const struct query *query)
{
    bool left = query->left->is_empty, right = query->right->is_empty;
    switch (query->set_operation) {
    case SET_UNION:
        return left && right;
    case SET_INTERSECT:
        return left || right;
    default:
        return left;
    }
}

static bool reduce_block(struct query *query, void *context)
{
    struct reduction *reduction = ARENA_NEW(((struct binder *)context)->arena, struct reduction);
    reduction->binder = context;
    reduction->block = query;
    if (query->kind == QUERY_SET_OPERATION)
        query->is_empty = is_empty_set(query);
    if (query->kind != QUERY_SELECT || !query->from || !collect(reduction, query->from))
        return true;
    add_facts(reduction, query->where, query->from);
    for (size_t i = 0; i < query->asked.n; i++)
        add_facts(reduction, query->asked.items[i], query->from);
    /* Where nothing can be, nothing needs to be read. */
    if (is_empty_select(reduction, query)) {
        query->is_empty = true;
        keep_nothing(reduction);
        return true;
    }
    scan_members(reduction);
    query->is_empty = is_empty_select(reduction, query);
    for (size_t i = 0; i < reduction->n_members; i++)
        keep_rows(reduction->binder->arena, &reduction->members[i]);
    if (reduction->n_members && can_dissolve(query))
        dissolve(reduction);
    return true;
}

/* --- conditions on subqueries --- */

struct asking {
    struct binder *binder;
    const struct rel *rel;
};

static bool replace_target(struct expr **at, void *context)
{
    struct asking *asking = context;
    struct expr *expr = *at;
    if (expr->kind != EXPR_COLUMN || expr->column.rel != asking->rel)
        return true;
    const struct target *target = asking->rel->query->targets.items[expr->column.index];
    *at = expr_copy(asking->binder->arena, target->expr);
    return true;
}

static bool reads_rel(struct expr **at, void *context)
{
    return (*at)->kind != EXPR_COLUMN || (*at)->column.rel != context;
}

static void ask(struct binder *binder, struct rel *rel, struct expr *condition)
{
    struct list conjuncts = {0};
    add_conjuncts(binder->arena, condition, &conjuncts);
    for (LIST_EACH(struct expr, conjunct, &conjuncts)) {
        if (expr_walk(&conjunct, reads_rel, rel) || expr_contains(conjunct, EXPR_SUBQUERY))
            continue;
        struct expr *copy = expr_copy(binder->arena, conjunct);
        expr_walk(&copy, replace_target, &(struct asking){binder, rel});
        list_add(binder->arena, &rel->query->asked, copy);
    }
}

static bool has_window(struct expr **at, void *context)
{
    (void)context;
    return !expr_contains(*at, EXPR_WINDOW);
}

/* Whether a row that a condition on the result drops could be dropped before. */
static bool takes_conditions(struct query *query)
{
    return query->kind == QUERY_SELECT && query->from && !query->is_aggregated &&
           !query->group_by.n && !query->distinct_on.n && !query->limit_by.n && !query->limit &&
           !query->offset && query_walk_exprs(query, has_window, NULL);
}

static void ask_rel(struct binder *binder, struct query *block, struct rel *rel)
{
    if (rel->kind == REL_JOIN) {
        ask_rel(binder, block, rel->join.left);
        ask_rel(binder, block, rel->join.right);
        return;
    }
    if (rel->kind != REL_SUBQUERY || can_be_missing(block->from, rel) ||
        !takes_conditions(rel->query))
        return;
    if (block->where)
        ask(binder, rel, block->where);
    for (size_t i = 0; i < block->asked.n; i++)
        ask(binder, rel, block->asked.items[i]);
}

static bool ask_block(struct query *query, void *context)
{
    if (query->kind == QUERY_SELECT && query->from)
        ask_rel(context, query, query->from);
    return true;
}

bool system_reduce(struct binder *binder, struct query *query)
{
    /* Twice, for a condition to come through two levels: the walk begins with the innermost. */
    for (int level = 0; level < 2; level++)
        if (!query_walk(query, ask_block, binder))
            return false;
    return query_walk(query, reduce_block, binder);
}
