/* CHECK constraints as ClickHouse's, with PostgreSQL's names and its answer to NULL. */
#include "rewrite/write/ddl_check.h"

#include <string.h>

#include "rewrite/emit/literal.h"
#include "rewrite/write/ddl_column.h"
#include "rewrite/write/ddl_expr.h"
#include "rewrite/write/write.h"

const struct catalog_check *ddl_check_find(const struct catalog_table *table, const char *name)
{
    for (size_t i = 0; i < table->n_checks; i++)
        if (strcmp(table->checks[i].name, name) == 0)
            return &table->checks[i];
    return NULL;
}

bool ddl_check_is_length(const struct catalog_table *table, const struct catalog_check *check)
{
    size_t size = strlen(check->name), suffix = strlen("_length");
    if (size <= suffix || strcmp(check->name + size - suffix, "_length") != 0)
        return false;
    const struct catalog_column *column =
        catalog_find_column(table, (struct str){check->name, size - suffix});
    return column && ddl_column_has_length(column->pg_type, column->typmod);
}

/* ---- names ---- */

static bool is_taken(const struct catalog_table *table, const struct list *checks, const char *name)
{
    for (size_t i = 0; i < checks->n; i++)
        if (strcmp(((const struct ddl_check *)checks->items[i])->name, name) == 0)
            return true;
    return ddl_check_find(table, name) != NULL;
}

struct mention {
    bool is_found, is_single;
    size_t index;
};

static bool note_column(struct expr **at, void *context)
{
    struct mention *mention = context;
    if ((*at)->kind != EXPR_COLUMN)
        return true;
    mention->is_single =
        !mention->is_found || (mention->is_single && mention->index == (*at)->column.index);
    mention->is_found = true;
    mention->index = (*at)->column.index;
    return true;
}

/* table_column_check where it looks at one column, else table_check; then with a number. */
static const char *choose_name(struct arena *arena, const struct catalog_table *table,
                               const struct list *checks, struct expr *condition)
{
    struct mention mention = {0};
    expr_walk(&condition, note_column, &mention);
    const char *stem = mention.is_single ? arena_printf(arena, "%s_%s_check", table->name,
                                                        table->columns[mention.index].name)
                                         : arena_printf(arena, "%s_check", table->name);
    const char *name = stem;
    for (int i = 1; is_taken(table, checks, name); i++)
        name = arena_printf(arena, "%s%d", stem, i);
    return name;
}

/* ---- conditions ---- */

struct ddl_check *ddl_check_bind(struct binder *binder, const struct catalog_table *table,
                                 const struct list *checks, const PgQuery__Constraint *constraint)
{
    struct scope scope = {0};
    struct rel *rel = ddl_expr_scope(binder, &scope, table);
    struct expr *condition = rel ? bind_condition(binder, &scope, constraint->raw_expr,
                                                  CLAUSE_CHECK, "argument of CHECK")
                                 : NULL;
    if (!condition)
        return NULL;
    struct ddl_check *check = ARENA_NEW(binder->arena, struct ddl_check);
    check->name = constraint->conname[0] ? constraint->conname
                                         : choose_name(binder->arena, table, checks, condition);
    if (is_taken(table, checks, check->name)) {
        err_set(binder->err, SQLSTATE_DUPLICATE_OBJECT, 0,
                "constraint \"%s\" for relation \"%s\" already exists", check->name, table->name);
        return NULL;
    }
    check->condition = ddl_expr_text(binder, rel, condition);
    return check->condition ? check : NULL;
}

void ddl_check_emit(struct arena *arena, struct buf *out, const struct ddl_check *check,
                    const char *table)
{
    const char *message =
        arena_printf(arena,
                     "pgpivot[23514]: new row for relation \"%s\" violates check constraint "
                     "\"%s\"",
                     table, check->name);
    buf_puts(out, "CONSTRAINT ");
    identifier_emit(out, check->name);
    buf_printf(out, " CHECK throwIf(ifNull(NOT (%s), 0), ", check->condition);
    literal_emit_string(out, str_of(message));
    buf_puts(out, ") = 0");
}

const char *ddl_check_condition(struct arena *arena, const struct catalog_check *check)
{
    static const char before[] = "throwIf(ifNull(NOT ", after[] = ", 0), 'pgpivot[23514]: ";
    const char *start = check->expression, *end = NULL;
    if (strncmp(start, before, sizeof before - 1) != 0)
        return check->expression;
    start += sizeof before - 1;
    for (const char *at = start; (at = strstr(at, after)); at++)
        end = at;
    return end ? arena_strndup(arena, start, (size_t)(end - start)) : check->expression;
}

bool ddl_check_reads(struct arena *arena, const struct catalog_check *check, const char *column)
{
    return write_reads_column(ddl_check_condition(arena, check), column);
}
