/* Statements that keep PostgreSQL's storage well and that ClickHouse needs none of: indexes,
 * VACUUM, ANALYZE, CLUSTER, REINDEX, CHECKPOINT. Names are looked up, and nothing is done. */
#include "rewrite/write/upkeep.h"

#include <string.h>

#include "rewrite/command.h"
#include "rewrite/write/ddl_key.h"
#include "rewrite/write/write.h"

static bool error_column(struct binder *binder, const char *column)
{
    return err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, 0, "column \"%s\" does not exist",
                   column);
}

/* ---- indexes ---- */

static bool check_index_columns(struct binder *binder, const struct catalog_table *table, size_t n,
                                PgQuery__Node *const *elements)
{
    for (size_t i = 0; i < n; i++) {
        const PgQuery__IndexElem *element = elements[i]->index_elem;
        if (!element->expr && !catalog_find_column(table, str_of(element->name)))
            return error_column(binder, element->name);
    }
    return true;
}

struct plan *upkeep_create_index(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    const PgQuery__IndexStmt *index = node->index_stmt;
    const struct catalog_table *table = bind_table_name(binder, index->relation);
    if (!table)
        return NULL;
    if (table->kind != CATALOG_TABLE) {
        err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0,
                "cannot create index on relation \"%s\"", table->name);
        return NULL;
    }
    if (!check_index_columns(binder, table, index->n_index_params, index->index_params) ||
        !check_index_columns(binder, table, index->n_index_including_params,
                             index->index_including_params))
        return NULL;
    if (index->unique)
        ddl_notice_unique(binder);
    struct plan *plan =
        write_skip(binder, SQLSTATE_WARNING, "CREATE INDEX",
                   "no index is made: ClickHouse reads columns, and by the table's sorting key");
    plan->writes = true;
    return plan;
}

struct plan *upkeep_drop_index(struct binder *binder)
{
    return write_skip(binder, SQLSTATE_SUCCESSFUL_COMPLETION, "DROP INDEX",
                      "no index was made, skipping");
}

struct plan *upkeep_create_extension(struct binder *binder, const PgQuery__Node *node,
                                     struct buf *out)
{
    const PgQuery__CreateExtensionStmt *create = node->create_extension_stmt;
    bool exists = strcmp(create->extname, "plpgsql") == 0;
    (void)out;
    if (exists && create->if_not_exists)
        return write_skip(binder, SQLSTATE_DUPLICATE_OBJECT, "CREATE EXTENSION",
                          "extension \"plpgsql\" already exists, skipping");
    if (strcmp(create->extname, "tablefunc") == 0) /* pivot/crosstab.h: it is always there */
        return plan_new(binder, PLAN_NOTHING, "CREATE EXTENSION");
    if (exists)
        err_set(binder->err, SQLSTATE_DUPLICATE_OBJECT, 0, "extension \"plpgsql\" already exists");
    else
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0, "extension \"%s\" is not available",
                create->extname);
    return NULL;
}

/* ---- tables ---- */

/* A name that ends in an underscore stands for all that begin so. */
static bool is_storage_parameter(const char *name)
{
    static const char *const names[] = {"fillfactor",
                                        "autovacuum_",
                                        "toast_tuple_target",
                                        "parallel_workers",
                                        "vacuum_index_cleanup",
                                        "vacuum_truncate",
                                        "log_autovacuum_min_duration",
                                        "oids",
                                        "user_catalog_table"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t size = strlen(names[i]);
        if (strncmp(name, names[i], size) == 0 && (names[i][size - 1] == '_' || !name[size]))
            return true;
    }
    return false;
}

bool upkeep_check_storage(struct binder *binder, size_t n, PgQuery__Node *const *options)
{
    for (size_t i = 0; i < n; i++) {
        const char *name = options[i]->def_elem->defname;
        if (!is_storage_parameter(name))
            return err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                           "unrecognized parameter \"%s\"", name);
    }
    return true;
}

static struct plan *do_nothing(struct binder *binder, const PgQuery__RangeVar *relation,
                               const char *tag)
{
    if (relation && !bind_table_name(binder, relation))
        return NULL;
    return plan_new(binder, PLAN_NOTHING, tag);
}

static bool check_vacuumed(struct binder *binder, const PgQuery__VacuumRelation *relation)
{
    const struct catalog_table *table = bind_table_name(binder, relation->relation);
    const char *missing =
        table ? ddl_missing_column(table, relation->n_va_cols, relation->va_cols) : NULL;
    if (missing)
        err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, 0,
                "column \"%s\" of relation \"%s\" does not exist", missing, table->name);
    return table && !missing;
}

struct plan *upkeep_vacuum(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    const PgQuery__VacuumStmt *vacuum = node->vacuum_stmt;
    for (size_t i = 0; i < vacuum->n_rels; i++)
        if (!check_vacuumed(binder, vacuum->rels[i]->vacuum_relation))
            return NULL;
    struct plan *plan = plan_new(binder, PLAN_NOTHING, vacuum->is_vacuumcmd ? "VACUUM" : "ANALYZE");
    plan->stands_alone = vacuum->is_vacuumcmd;
    return plan;
}

struct plan *upkeep_cluster(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    return do_nothing(binder, node->cluster_stmt->relation, "CLUSTER");
}

struct plan *upkeep_reindex(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    const PgQuery__ReindexStmt *reindex = node->reindex_stmt;
    bool is_table = reindex->kind == PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_TABLE;
    return do_nothing(binder, is_table ? reindex->relation : NULL, "REINDEX");
}

struct plan *upkeep_checkpoint(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)node;
    (void)out;
    return do_nothing(binder, NULL, "CHECKPOINT");
}

/* ---- privileges ---- */

static void warn_grant(struct binder *binder, bool is_grant, const char *name)
{
    struct plan_notice *notice = ARENA_NEW(binder->arena, struct plan_notice);
    *notice =
        (struct plan_notice){"WARNING", is_grant ? "01007" : "01006",
                             arena_printf(binder->arena,
                                          is_grant ? "no privileges were granted for \"%s\""
                                                   : "no privileges could be revoked for \"%s\"",
                                          name),
                             NULL};
    list_add(binder->arena, &binder->notices, notice);
}

/* The name of a table, which has to exist, or of a schema. NULL with err set. */
static const char *granted_name(struct binder *binder, const PgQuery__Node *object)
{
    if (object->node_case == PG_QUERY__NODE__NODE_STRING)
        return object->string->sval;
    if (object->node_case == PG_QUERY__NODE__NODE_RANGE_VAR) {
        const struct catalog_table *table = bind_table_name(binder, object->range_var);
        return table ? table->name : NULL;
    }
    write_refuse(binder, 0, "GRANT and REVOKE of anything but tables and schemas are");
    return NULL;
}

struct plan *upkeep_grant(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__GrantStmt *grant = node->grant_stmt;
    (void)out;
    for (size_t i = 0; i < grant->n_objects; i++) {
        const char *name = granted_name(binder, grant->objects[i]);
        if (!name)
            return NULL;
        warn_grant(binder, grant->is_grant, name);
    }
    return plan_new(binder, PLAN_NOTHING, grant->is_grant ? "GRANT" : "REVOKE");
}
