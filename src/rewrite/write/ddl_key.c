/* Names in foreign keys and UNIQUE, and what is said of them. Refuses to know what a key is for. */
#include "rewrite/write/ddl_key.h"

#include <string.h>

#include "rewrite/write/write.h"

const char *ddl_missing_column(const struct catalog_table *table, size_t n,
                               PgQuery__Node *const *names)
{
    for (size_t i = 0; i < n; i++)
        if (!catalog_find_column(table, str_of(names[i]->string->sval)))
            return names[i]->string->sval;
    return NULL;
}

static bool is_self(const PgQuery__RangeVar *self, const PgQuery__RangeVar *target)
{
    return self && strcmp(self->relname, target->relname) == 0 &&
           (!target->schemaname[0] || strcmp(self->schemaname, target->schemaname) == 0);
}

bool ddl_check_references(struct binder *binder, const PgQuery__Constraint *constraint,
                          const PgQuery__RangeVar *self)
{
    if (is_self(self, constraint->pktable))
        return true;
    const struct catalog_table *table = bind_table_name(binder, constraint->pktable);
    if (!table)
        return false;
    if (table->kind != CATALOG_TABLE)
        return err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0,
                       "referenced relation \"%s\" is not a table", table->name);
    const char *missing = ddl_missing_column(table, constraint->n_pk_attrs, constraint->pk_attrs);
    return !missing ||
           err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, 0,
                   "column \"%s\" referenced in foreign key constraint does not exist", missing);
}

void ddl_notice_unique(struct binder *binder)
{
    write_notice(binder, SQLSTATE_WARNING,
                 "UNIQUE is not checked: ClickHouse has no unique constraints");
}

void ddl_notice_foreign_key(struct binder *binder)
{
    write_notice(binder, SQLSTATE_WARNING,
                 "the foreign key is not checked: ClickHouse has no foreign keys");
}
