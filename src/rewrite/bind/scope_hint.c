/* "Perhaps you meant …": the names closest to one that was not found. */
#include "rewrite/bind/scope_hint.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DISTANCE 3     /* MAX_FUZZY_DISTANCE */
#define MAX_NAME_LENGTH 63 /* NAMEDATALEN - 1 */

/* Levenshtein's distance; what is longer than a name can be counts as far. */
static size_t distance_of(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), row[MAX_NAME_LENGTH + 1];
    if (n > MAX_NAME_LENGTH || m > MAX_NAME_LENGTH)
        return MAX_NAME_LENGTH;
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t changed = diagonal + (a[i - 1] != b[j - 1]);
            size_t least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            diagonal = row[j];
            row[j] = least < changed ? least : changed;
        }
    }
    return row[m];
}

struct match {
    const struct rel *rel;
    const char *column;
};

/* FuzzyAttrMatchState: two names of one distance are both told, three are none. */
struct closest {
    const char *qualifier, *name;
    size_t distance;
    struct match first, second, exact;
};

static void offer(struct closest *closest, const struct rel *rel, const char *column)
{
    size_t penalty = closest->qualifier ? distance_of(closest->qualifier, rel->alias) : 0;
    size_t distance = distance_of(column, closest->name);
    struct match match = {rel, column};
    if (penalty > closest->distance || distance > strlen(closest->name) / 2)
        return;
    distance += penalty;
    if (distance < closest->distance) {
        closest->distance = distance;
        closest->first = match;
        closest->second.rel = NULL;
    } else if (distance == closest->distance) {
        if (closest->second.rel) {
            closest->first.rel = closest->second.rel = NULL;
            closest->distance = distance ? distance - 1 : 0;
        } else if (closest->first.rel) {
            closest->second = match;
        } else if (closest->distance <= MAX_DISTANCE) {
            closest->first = match;
        }
    }
}

static void search(struct closest *closest, const struct scope *scope)
{
    for (; scope; scope = scope->outer)
        for (LIST_EACH(const struct rel, rel, &scope->rels)) {
            for (size_t i = 0; i < rel->n_columns; i++) {
                const char *column = rel->columns[i].name;
                bool is_same = !closest->qualifier && strcmp(column, closest->name) == 0;
                if (is_same && !closest->exact.rel)
                    closest->exact = (struct match){rel, column};
                if (rel->alias[0] && column[0])
                    offer(closest, rel, column);
            }
        }
}

/* Of every table in PostgreSQL; rows have no such thing in ClickHouse. */
static bool is_system_column(const char *name)
{
    static const char *const names[] = {"ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool scope_error_closed(struct binder *binder, const char *name, int position)
{
    err_set(binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, position,
            "invalid reference to FROM-clause entry for table \"%s\"", name);
    return err_detail(binder->err,
                      "The combining JOIN type must be INNER or LEFT for a LATERAL reference.");
}

static const struct rel *find_closed_column(const struct scope *scope, const char *name)
{
    for (; scope; scope = scope->outer)
        for (LIST_EACH(const struct rel, rel, &scope->closed))
            for (size_t i = 0; i < rel->n_columns; i++)
                if (strcmp(rel->columns[i].name, name) == 0)
                    return rel;
    return NULL;
}

bool scope_error_no_column(struct binder *binder, const struct scope *scope, const char *qualifier,
                           const char *name, int position)
{
    const struct rel *closed = qualifier ? NULL : find_closed_column(scope, name);
    if (closed)
        return scope_error_closed(binder, closed->alias, position);
    struct closest closest = {.qualifier = qualifier, .name = name, .distance = MAX_DISTANCE + 1};
    if (is_system_column(name) && scope && scope->rels.n)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                       "the system column \"%s\" is not supported: ClickHouse's rows have none",
                       name);
    err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, position,
            qualifier ? "column %s%s%s does not exist" : "column %s\"%s%s\" does not exist",
            qualifier ? qualifier : "", qualifier ? "." : name, qualifier ? name : "");
    search(&closest, scope);
    search(&closest, binder->beside);
    if (closest.exact.rel)
        return err_hint(binder->err,
                        "There is a column named \"%s\" in table \"%s\", but it cannot be "
                        "referenced from this part of the query.",
                        name, closest.exact.rel->alias);
    if (closest.second.rel)
        return err_hint(binder->err,
                        "Perhaps you meant to reference the column \"%s.%s\" or the column "
                        "\"%s.%s\".",
                        closest.first.rel->alias, closest.first.column, closest.second.rel->alias,
                        closest.second.column);
    return closest.first.rel &&
           err_hint(binder->err, "Perhaps you meant to reference the column \"%s.%s\".",
                    closest.first.rel->alias, closest.first.column);
}

static bool has_alias(const struct list *rels, const char *name)
{
    for (LIST_EACH(const struct rel, rel, rels))
        if (rel->kind != REL_MERGED && strcmp(rel->alias, name) == 0)
            return true;
    return false;
}

static bool is_beside(const struct scope *beside, const char *name)
{
    while (beside && !has_alias(&beside->rels, name))
        beside = beside->outer;
    return beside != NULL;
}

static bool is_covered(const struct scope *scope, const char *name)
{
    while (scope && !has_alias(&scope->covered, name))
        scope = scope->outer;
    return scope != NULL;
}

static bool is_closed(const struct scope *scope, const char *name)
{
    while (scope && !has_alias(&scope->closed, name))
        scope = scope->outer;
    return scope != NULL;
}

static const struct rel *find_table(const struct scope *scope, const char *name)
{
    for (; scope; scope = scope->outer)
        for (LIST_EACH(const struct rel, rel, &scope->rels))
            if (rel->kind == REL_TABLE && strcmp(rel->table->name, name) == 0)
                return rel;
    return NULL;
}

bool scope_error_no_rel(struct binder *binder, const struct scope *scope, const char *name,
                        int position)
{
    bool is_hidden = is_beside(binder->beside, name) || is_covered(scope, name);
    const struct rel *renamed = is_hidden ? NULL : find_table(scope, name);
    if (is_closed(scope, name))
        return scope_error_closed(binder, name, position);
    if (!is_hidden && !renamed)
        return err_set(binder->err, SQLSTATE_UNDEFINED_TABLE, position,
                       "missing FROM-clause entry for table \"%s\"", name);
    err_set(binder->err, SQLSTATE_UNDEFINED_TABLE, position,
            "invalid reference to FROM-clause entry for table \"%s\"", name);
    if (renamed)
        return err_hint(binder->err, "Perhaps you meant to reference the table alias \"%s\".",
                        renamed->alias);
    return err_hint(binder->err,
                    "There is an entry for table \"%s\", but it cannot be referenced from this "
                    "part of the query.",
                    name);
}
