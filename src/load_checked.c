/* Types of files that ClickHouse reads, and how their values get into a table's without change. */
#include "load_checked.h"

#include <string.h>

#include "rewrite/emit/literal.h"

/* What a column of a kind is read as, so that everything of that sort fits, and how that becomes a
 * type whose conversion is checked; %s is the column. */
#define WHOLE "Decimal(76, 10)", "throwIf(%s != trunc(%s), 'a number is not whole') + toInt256(%s)"
static const struct way {
    const char *type, *value;
} ways[] = {
    [CH_BOOL] = {"Bool", "%s"},
    [CH_INT8] = {WHOLE},
    [CH_INT16] = {WHOLE},
    [CH_INT32] = {WHOLE},
    [CH_INT64] = {WHOLE},
    [CH_UINT8] = {WHOLE},
    [CH_UINT16] = {WHOLE},
    [CH_UINT32] = {WHOLE},
    [CH_UINT64] = {WHOLE},
    [CH_FLOAT64] = {"Float64", "%s"},
    [CH_STRING] = {"String", "%s"},
    [CH_DATE] = {"Date32", "accurateCast(toInt32(%s), 'UInt16')"},
    [CH_DATE32] = {"Date32", "%s"},
    [CH_DATETIME64] = {"", "%s"}, /* as it is */
    [CH_DATETIME] = {"DateTime64(0, 'UTC')", "accurateCast(toInt64(%s), 'UInt32')"},
};

/* NULL: there is none. */
static const struct way *way_of(const struct catalog_column *column)
{
    enum chtype_kind kind = chtype_strip(column->type)->kind;
    bool known = kind < sizeof ways / sizeof *ways && ways[kind].type;
    return known ? &ways[kind] : NULL;
}

/* The way's value, of a column that may hold NULL. */
static void put_way(struct buf *sql, const struct catalog_column *column, bool is_null_possible)
{
    for (const char *at = way_of(column)->value; *at; at++) {
        if (*at != '%') {
            buf_putc(sql, *at);
            continue;
        }
        at++;
        buf_puts(sql, is_null_possible ? "" : "assumeNotNull(");
        identifier_emit(sql, column->name);
        buf_puts(sql, is_null_possible ? "" : ")");
    }
}

static void put_value(struct buf *sql, const struct catalog_column *column)
{
    bool has_default = strcmp(column->default_kind, "DEFAULT") == 0;
    struct str type = str_of(column->type->text);
    if (has_default) {
        buf_puts(sql, "if(isNull(");
        identifier_emit(sql, column->name);
        buf_printf(sql, "), CAST(%s, ", column->default_expression);
        literal_emit_string(sql, type);
        buf_puts(sql, "), ");
    }
    buf_puts(sql, "accurateCast(");
    put_way(sql, column, !has_default);
    buf_puts(sql, ", ");
    literal_emit_string(sql, type);
    buf_puts(sql, has_default ? "))" : ")");
}

bool load_checked_put_structure(struct buf *sql, const struct catalog_column *const *columns,
                                size_t n_columns, struct err *err)
{
    for (size_t i = 0; i < n_columns; i++) {
        const struct way *way = way_of(columns[i]);
        if (!way)
            return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                           "column \"%s\" of type %s cannot be loaded from Parquet",
                           columns[i]->name, columns[i]->type->text);
        buf_puts(sql, i ? ", " : "(");
        identifier_emit(sql, columns[i]->name);
        buf_printf(sql, " Nullable(%s)",
                   way->type[0] ? way->type : chtype_strip(columns[i]->type)->text);
    }
    buf_puts(sql, ")");
    return true;
}

void load_checked_put_values(struct buf *sql, const struct catalog_column *const *columns,
                             size_t n_columns)
{
    for (size_t i = 0; i < n_columns; i++) {
        buf_puts(sql, i ? ", " : "");
        put_value(sql, columns[i]);
    }
}
