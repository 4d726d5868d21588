/* Views of the catalog that ClickHouse does not know. Knows nothing of how they are read. */
#include "rewrite/look_through/look_through_schema.h"

#include <stdlib.h>
#include <string.h>

#include "rewrite/look_through/look_through.h"

/* ---- columns ---- */

static bool is_nullable_in_line(const struct catalog_column *column)
{
    struct look_through_rule rule;
    return column->nullable || !look_through_rule_of(column, &rule) ||
           rule.policy == POLICY_UNITS || rule.policy == POLICY_RATIO || rule.policy == POLICY_NULL;
}

/* Shares are Decimals of so many digits: a product has that many more than the trade's value. */
static int32_t typmod_in_line(const struct catalog_column *column)
{
    struct look_through_rule rule;
    bool is_scaled = column->pg_type == PG_NUMERIC && look_through_rule_of(column, &rule) &&
                     (rule.policy == POLICY_SCALED || rule.policy == POLICY_UNITS);
    if (!is_scaled)
        return column->typmod;
    return pgtype_numeric_typmod(76, pgtype_numeric_scale(column->typmod) + LOOK_THROUGH_SCALE);
}

static const struct rel_column extra_columns[LOOK_THROUGH_EXTRA] = {
    [LOOK_THROUGH_DEPTH] = {"look_through_depth", PG_INT4, -1, false},
    [LOOK_THROUGH_PATH] = {"look_through_path", PG_TEXT, -1, false},
    [LOOK_THROUGH_STATUS] = {"look_through_status", PG_TEXT, -1, false},
    [LOOK_THROUGH_UNDERLYING] = {"underlying_symbol", PG_TEXT, -1, false},
};

struct rel_column *look_through_columns(struct arena *arena, const struct catalog_table *table,
                                        enum view_kind view, size_t *n_columns)
{
    struct look_through_roles roles;
    look_through_roles_of(table, &roles);
    bool leaf = view == VIEW_LEAF;
    size_t n_extra = leaf ? LOOK_THROUGH_EXTRA - (roles.underlying ? 1 : 0) : 0;
    *n_columns = table->n_columns + n_extra;
    struct rel_column *columns = ARENA_ARRAY(arena, struct rel_column, *n_columns);
    for (size_t i = 0; i < table->n_columns; i++) {
        const struct catalog_column *from = &table->columns[i];
        columns[i] =
            (struct rel_column){.name = from->name,
                                .type = from->pg_type,
                                .typmod = leaf ? typmod_in_line(from) : from->typmod,
                                .nullable = leaf ? is_nullable_in_line(from) : from->nullable};
    }
    for (size_t i = 0; i < n_extra; i++)
        columns[table->n_columns + i] = extra_columns[i];
    return columns;
}

/* ---- the catalog ---- */

static const struct {
    const char *schema;
    enum view_kind view;
} kinds[] = {{"look_through", VIEW_LEAF}, {"top_level", VIEW_TOP}};

#define N_KINDS (sizeof kinds / sizeof *kinds)

/* A rollup has the columns that a table is known by, and no measure that lines could have. */
static bool has_measure(const struct catalog_table *table)
{
    struct look_through_rule rule;
    for (size_t i = 0; i < table->n_columns; i++)
        if (look_through_rule_of(&table->columns[i], &rule) && rule.policy == POLICY_SCALED)
            return true;
    return false;
}

static bool has_views(const struct catalog *catalog, const struct catalog_table *table)
{
    struct look_through_roles roles;
    if (table->kind != CATALOG_TABLE)
        return false;
    look_through_roles_of(table, &roles);
    return roles.instrument && roles.date && has_measure(table) &&
           catalog_find_table(catalog, str_of(table->schema), STR(LOOK_THROUGH_CONSTITUENTS));
}

static bool is_only_one(const struct list *viewed, const struct catalog_table *table)
{
    for (LIST_EACH(const struct catalog_table, other, viewed))
        if (other != table && strcmp(other->name, table->name) == 0)
            return false;
    return true;
}

static const struct catalog_column *
columns_of(struct arena *arena, const struct catalog_table *table, enum view_kind view, size_t *n)
{
    static const struct chtype text = {.kind = CH_STRING, .text = "String"};
    static const struct chtype number = {.kind = CH_INT32, .text = "Int32"};
    const struct rel_column *from = look_through_columns(arena, table, view, n);
    struct catalog_column *columns = ARENA_ARRAY(arena, struct catalog_column, *n);
    for (size_t i = 0; i < *n; i++) {
        const struct catalog_column *own = i < table->n_columns ? &table->columns[i] : NULL;
        columns[i] = (struct catalog_column){.name = from[i].name,
                                             .type = own                       ? own->type
                                                     : from[i].type == PG_INT4 ? &number
                                                                               : &text,
                                             .pg_type = from[i].type,
                                             .typmod = from[i].typmod,
                                             .nullable = from[i].nullable,
                                             .default_kind = "",
                                             .default_expression = "",
                                             .comment = own ? own->comment : "",
                                             .attnum = (int16_t)(i + 1)};
    }
    return columns;
}

static bool is_taken(const struct catalog *catalog, uint32_t oid)
{
    for (size_t i = 0; i < catalog->n_tables; i++)
        if (catalog->tables[i].oid == oid)
            return true;
    return false;
}

static struct catalog_table make_view(struct arena *arena, const struct catalog *catalog,
                                      const struct list *viewed, const struct catalog_table *table,
                                      size_t kind)
{
    const char *schema = kinds[kind].schema;
    struct catalog_table view = {.schema = schema,
                                 .name =
                                     is_only_one(viewed, table)
                                         ? table->name
                                         : arena_printf(arena, "%s_%s", table->schema, table->name),
                                 .kind = CATALOG_VIEW,
                                 .engine = "View",
                                 .partition_key = "",
                                 .sorting_key = "",
                                 .primary_key = "",
                                 .as_select = "", /* nothing depends on it */
                                 .target_schema = "",
                                 .target_name = "",
                                 .comment = table->comment,
                                 .viewed = table,
                                 .is_looked_through = kinds[kind].view == VIEW_LEAF};
    view.columns = columns_of(arena, table, kinds[kind].view, &view.n_columns);
    view.oid = catalog_table_oid(schema, view.name);
    while (is_taken(catalog, view.oid))
        view.oid = catalog_next_oid(view.oid);
    return view;
}

static int compare_tables(const void *a, const void *b)
{
    const struct catalog_table *x = a, *y = b;
    int order = strcmp(x->schema, y->schema);
    return order ? order : strcmp(x->name, y->name);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_schemas(struct arena *arena, struct catalog *catalog)
{
    const char **schemas = ARENA_ARRAY(arena, const char *, catalog->n_schemas + N_KINDS);
    for (size_t i = 0; i < catalog->n_schemas; i++)
        schemas[i] = catalog->schemas[i];
    for (size_t i = 0; i < N_KINDS; i++)
        schemas[catalog->n_schemas + i] = kinds[i].schema;
    catalog->n_schemas += N_KINDS;
    qsort(schemas, catalog->n_schemas, sizeof *schemas, compare_names);
    catalog->schemas = schemas;
}

void look_through_add_views(struct arena *arena, struct catalog *catalog)
{
    struct list viewed = {0};
    for (size_t i = 0; i < N_KINDS; i++)
        if (catalog_has_schema(catalog, str_of(kinds[i].schema)))
            return;
    for (size_t i = 0; i < catalog->n_tables; i++)
        if (has_views(catalog, &catalog->tables[i]))
            list_add(arena, &viewed, (void *)&catalog->tables[i]);
    if (!viewed.n)
        return;
    size_t n = catalog->n_tables;
    struct catalog_table *tables = ARENA_ARRAY(arena, struct catalog_table, n + viewed.n * N_KINDS);
    for (size_t i = 0; i < catalog->n_tables; i++)
        tables[i] = catalog->tables[i];
    for (size_t kind = 0; kind < N_KINDS; kind++)
        for (LIST_EACH(const struct catalog_table, table, &viewed))
            tables[n++] = make_view(arena, catalog, &viewed, table, kind);
    qsort(tables, n, sizeof *tables, compare_tables);
    catalog->tables = tables;
    catalog->n_tables = n;
    for (size_t i = 0; i < n; i++)
        if (tables[i].viewed)
            tables[i].viewed = catalog_find_table(catalog, str_of(tables[i].viewed->schema),
                                                  str_of(tables[i].viewed->name));
    add_schemas(arena, catalog);
}
