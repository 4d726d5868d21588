/* What stored lines leave of their trades. Knows nothing of holdings. */
#include "rewrite/look_through/look_through_stored.h"

#include "base/buf.h"
#include "rewrite/emit/literal.h"
#include "rewrite/look_through/look_through_paths.h"
#include "rewrite/write/stored_form.h"

#define SQL_LIMIT (64 * 1024)

static bool require_roles(const struct line_source *source)
{
    const struct look_through_roles *roles = &source->roles;
    const char *missing = !roles->exposure     ? "exposure"
                          : !roles->date       ? "date"
                          : !roles->trade      ? "trade"
                          : !roles->weight     ? "weight"
                          : !roles->underlying ? "underlying"
                                               : NULL;
    const struct look_through *options = source->lines->look_through;
    return !missing ||
           err_set(source->binder->err, SQLSTATE_WRONG_OBJECT_TYPE, source->lines->position,
                   "\"%s\" has no stored lines: no column is %s", options->table->name, missing);
}

static void put_column(const struct line_source *source, struct buf *out,
                       const struct catalog_column *column)
{
    stored_form_put(out, source->binder->arena, column, NULL);
}

static void put_rests(const struct line_source *source, struct buf *out)
{
    const struct look_through_roles *roles = &source->roles;
    const struct catalog_table *table = source->lines->look_through->table;
    buf_puts(out, "SELECT any(");
    put_column(source, out, roles->instrument);
    buf_printf(out, ") AS c%d, ", PATH_ROOT + 1);
    put_column(source, out, roles->date);
    buf_printf(out, " AS c%d, ", PATH_FROM + 1);
    put_column(source, out, roles->trade);
    buf_printf(out, " AS c%d, 1 - sum(toFloat64(", PATH_TO + 1);
    put_column(source, out, roles->weight);
    buf_printf(out, ")) AS c%d, toDecimal256(toString(round(c%d, 15)), 15) AS c%d", PATH_WEIGHT + 1,
               PATH_WEIGHT + 1, PATH_SHARE + 1);
    buf_printf(out,
               ", CAST(NULL AS Nullable(String)) AS c%d, CAST(NULL AS Nullable(Float64)) AS c%d, "
               "toInt32(1) AS c%d, CAST(NULL AS Nullable(String)) AS c%d, 'residual' AS c%d, "
               "CAST(NULL AS Nullable(Decimal(76, 15))) AS c%d",
               PATH_LEAF + 1, PATH_UNITS + 1, PATH_DEPTH + 1, PATH_TEXT + 1, PATH_STATUS + 1,
               PATH_EXACT_UNITS + 1);
    for (size_t i = 0; source->instruments && i < source->instruments->n_columns; i++)
        if (source->path_used[PATH_COLUMNS + i])
            buf_printf(out, ", NULL AS c%zu", PATH_COLUMNS + i + 1);
    buf_puts(out, "\n    FROM ");
    identifier_emit_qualified(out, table->schema, table->name);
    buf_puts(out, "\n    WHERE ");
    put_column(source, out, roles->exposure);
    buf_printf(out, " = '" LOOK_THROUGH_CONSTITUENT "'\n    GROUP BY c%d, c%d", PATH_FROM + 1,
               PATH_TO + 1);
}

struct rel *look_through_rests(const struct line_source *source)
{
    struct binder *binder = source->binder;
    if (!require_roles(source))
        return NULL;
    struct buf out;
    buf_init(&out, SQL_LIMIT);
    put_rests(source, &out);
    struct rel *rel = look_through_paths_rel(binder, source->instruments, buf_str(&out));
    rel->columns[PATH_FROM].type = source->roles.date->pg_type;
    rel->columns[PATH_TO].type = source->roles.trade->pg_type;
    buf_free(&out);
    return rel;
}

struct expr *look_through_rest_counts(const struct line_source *source)
{
    struct expr *args[] = {look_through_line_path(source, PATH_ROOT),
                           look_through_line_path(source, PATH_WEIGHT)};
    bool drops = source->lines->look_through->residual == RESIDUAL_DROP;
    const char *form = drops ? "isNull($1)" : "(isNull($1) OR abs($2) > " RESIDUAL_MIN ")";
    struct expr *expr = expr_clickhouse(source->binder->arena, PG_BOOL, form, drops ? 1 : 2, args);
    expr->nullable = false;
    return expr;
}
