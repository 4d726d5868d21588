/* LIKE of CREATE TABLE: columns of a table that exists. Knows ClickHouse's types only as texts. */
#include "rewrite/write/ddl_like.h"

#include <string.h>

#include "rewrite/write/ddl_check.h"
#include "rewrite/write/ddl_column.h"
#include "rewrite/write/write.h"

/* PostgreSQL's TableLikeOption (parsenodes.h). */
enum {
    LIKE_COMMENTS = 1,
    LIKE_CONSTRAINTS = 4,
    LIKE_DEFAULTS = 8,
    LIKE_GENERATED = 16,
    LIKE_INDEXES = 64
};

/* The comment, or what tells the type in it alone. */
static const char *comment_of(const struct catalog_column *column, bool with_text)
{
    const char *directive = strstr(column->comment, CATALOG_TYPE_DIRECTIVE);
    const char *comment = with_text ? column->comment : directive;
    return comment && comment[0] ? comment : NULL;
}

static struct ddl_column *copy_column(struct arena *arena, const struct catalog_column *source,
                                      uint32_t options)
{
    struct ddl_column *column = ARENA_NEW(arena, struct ddl_column);
    const struct chtype *type = source->type, *array = chtype_array(type);
    bool is_nullable = type->kind == CH_NULLABLE;
    const struct chtype *plain = array ? array : is_nullable ? type->args[0] : type;
    bool is_generated = strcmp(source->default_kind, "MATERIALIZED") == 0;
    bool is_default = strcmp(source->default_kind, "DEFAULT") == 0;
    *column = (struct ddl_column){.name = source->name,
                                  .clickhouse_type = plain->text,
                                  .comment = comment_of(source, options & LIKE_COMMENTS),
                                  .type = source->pg_type,
                                  .typmod = source->typmod,
                                  .not_null = !is_nullable,
                                  .is_array = array != NULL};
    if (is_default && (options & LIKE_DEFAULTS))
        column->default_text = source->default_expression;
    if (is_generated && (options & LIKE_GENERATED))
        column->generated_text = source->default_expression;
    return column;
}

static void copy_checks(struct arena *arena, const struct catalog_table *source,
                        struct ddl_like *like)
{
    for (size_t i = 0; i < source->n_checks; i++) {
        if (ddl_check_is_length(source, &source->checks[i]))
            continue;
        struct ddl_check *check = ARENA_NEW(arena, struct ddl_check);
        check->name = source->checks[i].name;
        check->condition = ddl_check_condition(arena, &source->checks[i]);
        list_add(arena, &like->checks, check);
    }
}

bool ddl_like(struct binder *binder, const PgQuery__TableLikeClause *clause, struct ddl_like *like)
{
    const struct catalog_table *source = bind_table_name(binder, clause->relation);
    if (!source)
        return false;
    for (size_t i = 0; i < source->n_columns; i++)
        if (strcmp(source->columns[i].default_kind, "ALIAS") != 0)
            list_add(binder->arena, &like->columns,
                     copy_column(binder->arena, &source->columns[i], clause->options));
    if (clause->options & LIKE_CONSTRAINTS)
        copy_checks(binder->arena, source, like);
    if ((clause->options & LIKE_INDEXES) && source->sorting_key[0])
        like->key = source->sorting_key;
    return true;
}
