/*
 * The SQL of look_through(t): the holdings of each validity interval, closed over funds of funds,
 * joined to the top-level rows. Names in it: t the table, x the closure, i the instruments.
 */
#include "rewrite/look_through/look_through_sql.h"

#include <string.h>

#include "base/buf.h"
#include "rewrite/emit/literal.h"
#include "rewrite/look_through/look_through.h"
#include "rewrite/write/stored_form.h"

#define MAX_DEPTH 16
#define SQL_LIMIT (256 * 1024)

struct sql {
    struct binder *binder;
    const struct look_through *options;
    const bool *used; /* per column of the rel */
    const struct catalog_table *constituents, *instruments;
    struct buf out;
};

static void put_table(struct sql *sql, const struct catalog_table *table)
{
    identifier_emit_qualified(&sql->out, table->schema, table->name);
}

static void put_column(struct sql *sql, const struct catalog_column *column)
{
    stored_form_put(&sql->out, sql->binder->arena, column, "t");
}

/* ---- the closure ---- */

/* Every day on which some holding begins or ends starts an interval; within one, holdings are the
 * same each day. h0: per interval, parent and constituent the newest version that is valid. */
static void put_holdings(struct sql *sql)
{
    buf_puts(&sql->out, "\n    WITH RECURSIVE b AS (SELECT "
                        "arraySort(groupUniqArrayArray([toDate32(effective_date), "
                        "toDate32(expiry_date) + 1])) AS a FROM ");
    put_table(sql, sql->constituents);
    buf_puts(&sql->out,
             "),\n    iv AS (SELECT z.1 AS vf, z.2 - 1 AS vt FROM (SELECT arrayJoin(arrayZip("
             "arrayPopBack(a), arrayPopFront(a))) AS z FROM b)), "
             "\n    h0 AS (SELECT iv.vf AS vf, iv.vt AS vt, k.parent_symbol AS p, "
             "k.constituent_symbol AS c, "
             "argMax(k.weight, (k.effective_date, k.created_at)) AS w, "
             "argMax(k.shares_per_unit, (k.effective_date, k.created_at)) AS s FROM ");
    put_table(sql, sql->constituents);
    buf_puts(&sql->out, " AS k CROSS JOIN iv WHERE k.effective_date <= iv.vf AND "
                        "iv.vf <= k.expiry_date GROUP BY vf, vt, p, c), ");
}

/* h: the edges, and the residual of each fund as an edge to itself (r = 1). */
static void put_edges(struct sql *sql)
{
    static const char *const edges[] = {
        [RESIDUAL_KEEP] =
            "\n    h AS (SELECT vf, vt, p, c, w, toNullable(s) AS s, 0 AS r FROM h0 UNION ALL "
            "SELECT vf, vt, p, p, 1 - sum(w) AS rw, NULL, 1 FROM h0 GROUP BY vf, vt, p "
            "HAVING abs(rw) > 1e-6), ",
        [RESIDUAL_DROP] =
            "\n    h AS (SELECT vf, vt, p, c, w, toNullable(s) AS s, 0 AS r FROM h0), ",
        /* Divided by the sum; where that is not positive the residual stays. */
        [RESIDUAL_NORMALIZE] =
            "\n    h1 AS (SELECT vf, p, sum(w) AS total FROM h0 GROUP BY vf, p), "
            "\n    h AS (SELECT h0.vf AS vf, h0.vt AS vt, h0.p AS p, h0.c AS c, "
            "if(h1.total > 0, h0.w / h1.total, h0.w) AS w, toNullable(h0.s) AS s, 0 AS r "
            "FROM h0 INNER JOIN h1 ON h1.vf = h0.vf AND h1.p = h0.p UNION ALL "
            "SELECT vf, vt, p, p, 1 - sum(w) AS rw, NULL, 1 FROM h0 GROUP BY vf, vt, p "
            "HAVING sum(w) <= 0), ",
    };
    buf_puts(&sql->out, edges[sql->options->residual]);
}

/* x: all paths from each fund. A node that is on the path already is not entered again. */
static void put_paths(struct sql *sql, int depth)
{
    buf_printf(&sql->out,
               "\n    x AS (SELECT vf, vt, p AS root, c AS node, w, s, [p, c] AS path, 1 AS depth, "
               "multiIf(r = 1, 'residual', c = p, 'cycle', 'open') AS st FROM h UNION ALL "
               "SELECT x.vf, x.vt, x.root, h.c, x.w * h.w, x.s * h.s, arrayPushBack(x.path, h.c), "
               "x.depth + 1, multiIf(h.r = 1, 'residual', has(x.path, h.c), 'cycle', 'open') "
               "FROM x INNER JOIN h ON h.vf = x.vf AND h.p = x.node "
               "WHERE x.st = 'open' AND x.depth < %d) ",
               depth);
}

static void put_closure(struct sql *sql)
{
    int depth = sql->options->depth ? sql->options->depth : MAX_DEPTH;
    buf_putc(&sql->out, '(');
    put_holdings(sql);
    put_edges(sql);
    put_paths(sql, depth);
    buf_printf(
        &sql->out,
        "\n    SELECT x.root AS root, x.vf AS vf, x.vt AS vt, x.node AS leaf, x.w AS w, x.s AS s, "
        "x.depth AS depth, "
        "arrayStringConcat(if(x.st = 'residual', arrayPopBack(x.path), x.path), '>') "
        "AS path, multiIf(x.st != 'open', x.st, f.p IS NULL, 'leaf', 'depth') AS status "
        "FROM x LEFT JOIN (SELECT DISTINCT vf, p FROM h0) AS f "
        "ON f.vf = x.vf AND f.p = x.node "
        "WHERE x.st != 'open' OR x.depth >= %d OR f.p IS NULL)",
        depth);
}

/* ---- the lines ---- */

static bool put_ratio(struct sql *sql, const struct catalog_column *column,
                      const struct look_through_rule *rule);

static bool error_policy(struct sql *sql, const struct catalog_column *column, const char *why)
{
    err_set(sql->binder->err, SQLSTATE_INVALID_TABLE_DEFINITION, 0,
            "the look_through policy of column \"%s\" %s", column->name, why);
    return err_detail(sql->binder->err, "The column's comment is: %s", column->comment);
}

static bool is_float(const struct catalog_column *column)
{
    enum chtype_kind kind = chtype_strip(column->type)->kind;
    return kind == CH_FLOAT64 || kind == CH_FLOAT32;
}

static bool put_scaled(struct sql *sql, const struct catalog_column *column)
{
    put_column(sql, column);
    buf_puts(&sql->out, " * coalesce(x.w, 1)");
    return true;
}

static bool put_units(struct sql *sql, const struct catalog_column *column)
{
    buf_puts(&sql->out, "if(isNull(x.root), toNullable(");
    put_column(sql, column);
    buf_puts(&sql->out, "), ");
    put_column(sql, column);
    buf_puts(&sql->out, " * x.s)");
    return true;
}

static bool put_weight(struct sql *sql, const struct catalog_column *column)
{
    buf_puts(&sql->out, "coalesce(x.w, ");
    put_column(sql, column);
    buf_putc(&sql->out, ')');
    return true;
}

/* The leaf's own attribute: from instruments; its symbol: from the closure. Lines that were not
 * expanded, and leaves that instruments does not know, keep the trade's. */
static bool put_leaf(struct sql *sql, const struct catalog_column *column)
{
    bool is_symbol = strcmp(column->name, LOOK_THROUGH_LEAF) == 0;
    const struct catalog_column *attribute =
        is_symbol ? NULL : catalog_find_column(sql->instruments, str_of(column->name));
    if (!is_symbol && !attribute)
        return error_policy(sql, column, "is leaf, and instruments has no such column");
    buf_puts(&sql->out, is_symbol ? "coalesce(x.leaf, " : "coalesce(if(isNull(x.root), NULL, ");
    if (attribute) {
        stored_form_put(&sql->out, sql->binder->arena, attribute, "i");
        buf_puts(&sql->out, "), ");
    }
    put_column(sql, column);
    buf_putc(&sql->out, ')');
    return true;
}

static bool put_null(struct sql *sql, const struct catalog_column *column)
{
    buf_puts(&sql->out, "if(isNull(x.root), toNullable(");
    put_column(sql, column);
    buf_puts(&sql->out, "), NULL)");
    return true;
}

static bool put_by_policy(struct sql *sql, const struct catalog_column *column)
{
    struct look_through_rule rule;
    if (!look_through_rule_of(column, &rule))
        return error_policy(sql, column, "is not understood");
    if (rule.policy != POLICY_COPIED && rule.policy != POLICY_LEAF && rule.policy != POLICY_NULL &&
        !is_float(column))
        return error_policy(sql, column, "needs a Float64 or Float32 column");
    switch (rule.policy) {
    case POLICY_SCALED:
        return put_scaled(sql, column);
    case POLICY_UNITS:
        return put_units(sql, column);
    case POLICY_RATIO:
        return put_ratio(sql, column, &rule);
    case POLICY_WEIGHT:
        return put_weight(sql, column);
    case POLICY_LEAF:
        return put_leaf(sql, column);
    case POLICY_NULL:
        return put_null(sql, column);
    case POLICY_COPIED:
        break;
    }
    put_column(sql, column);
    return true;
}

static bool put_ratio(struct sql *sql, const struct catalog_column *column,
                      const struct look_through_rule *rule)
{
    const struct catalog_column *numerator =
        catalog_find_column(sql->options->table, rule->numerator);
    const struct catalog_column *denominator =
        catalog_find_column(sql->options->table, rule->denominator);
    struct look_through_rule inner;
    if (!numerator || !denominator)
        return error_policy(sql, column, "names a column that the table does not have");
    if ((look_through_rule_of(numerator, &inner) && inner.policy == POLICY_RATIO) ||
        (look_through_rule_of(denominator, &inner) && inner.policy == POLICY_RATIO))
        return error_policy(sql, column, "divides a ratio");
    buf_puts(&sql->out, "if(isNull(x.root), toNullable(");
    put_column(sql, column);
    buf_puts(&sql->out, "), (");
    if (!put_by_policy(sql, numerator))
        return false;
    buf_puts(&sql->out, ") / nullIf(");
    if (!put_by_policy(sql, denominator))
        return false;
    buf_puts(&sql->out, ", 0))");
    return true;
}

/* The columns that say where a line comes from. */
static bool put_line_column(struct sql *sql, const struct catalog_column *column)
{
    if (strcmp(column->name, LOOK_THROUGH_EXPOSURE) == 0) {
        buf_puts(&sql->out, "multiIf(isNull(x.root), toString(");
        put_column(sql, column);
        buf_puts(&sql->out, "), x.status = 'residual', 'Residual', 'Constituent')");
        return true;
    }
    if (strcmp(column->name, LOOK_THROUGH_PARENT) == 0) {
        buf_puts(&sql->out, "coalesce(x.root, ");
        put_column(sql, column);
        buf_putc(&sql->out, ')');
        return true;
    }
    return put_by_policy(sql, column);
}

static void put_extra(struct sql *sql, size_t extra)
{
    static const char *const forms[] = {
        [LOOK_THROUGH_DEPTH] = "toInt32(coalesce(x.depth, 0))",
        [LOOK_THROUGH_PATH] = "coalesce(x.path, t." LOOK_THROUGH_INSTRUMENT ")",
        [LOOK_THROUGH_STATUS] =
            "coalesce(x.status, if(t." LOOK_THROUGH_EXPOSURE " = 'Direct', 'direct', 'missing'))",
    };
    buf_puts(&sql->out, forms[extra]);
}

static bool put_columns(struct sql *sql)
{
    const struct catalog_table *table = sql->options->table;
    buf_puts(&sql->out, "\n  SELECT 1");
    for (size_t i = 0; i < table->n_columns + LOOK_THROUGH_EXTRA; i++) {
        if (!sql->used[i])
            continue;
        buf_puts(&sql->out, ", ");
        if (i >= table->n_columns)
            put_extra(sql, i - table->n_columns);
        else if (!put_line_column(sql, &table->columns[i]))
            return false;
        buf_printf(&sql->out, " AS c%zu", i + 1);
    }
    return true;
}

static void put_day(struct sql *sql)
{
    if (sql->options->as_of)
        literal_emit(&sql->out, PG_DATE, -1, sql->options->as_of);
    else
        buf_puts(&sql->out, "t." LOOK_THROUGH_DATE);
}

static void put_from(struct sql *sql)
{
    buf_puts(&sql->out, "\n  FROM (SELECT * FROM ");
    put_table(sql, sql->options->table);
    buf_puts(&sql->out, " WHERE " LOOK_THROUGH_EXPOSURE " != 'Constituent') AS t\n  LEFT JOIN ");
    put_closure(sql);
    buf_puts(&sql->out, " AS x ON x.root = if(t." LOOK_THROUGH_EXPOSURE
                        " = 'Direct', NULL, t." LOOK_THROUGH_INSTRUMENT ") AND ");
    put_day(sql);
    buf_puts(&sql->out, " >= x.vf AND ");
    put_day(sql);
    buf_puts(&sql->out, " <= x.vt\n  LEFT JOIN (SELECT * FROM ");
    put_table(sql, sql->instruments);
    buf_puts(&sql->out, " FINAL) AS i ON i.symbol = x.leaf");
}

static const struct catalog_table *find_beside(struct sql *sql, const char *name)
{
    const char *schema = sql->options->table->schema;
    const struct catalog_table *table =
        catalog_find_table(sql->binder->context->catalog, str_of(schema), str_of(name));
    if (!table)
        err_set(sql->binder->err, SQLSTATE_UNDEFINED_TABLE, 0,
                "look_through needs the table \"%s.%s\", which does not exist", schema, name);
    return table;
}

static bool build(struct sql *sql)
{
    sql->constituents = find_beside(sql, LOOK_THROUGH_CONSTITUENTS);
    sql->instruments = sql->constituents ? find_beside(sql, LOOK_THROUGH_INSTRUMENTS) : NULL;
    if (!sql->instruments || !put_columns(sql))
        return false;
    put_from(sql);
    if (sql->out.failed)
        return err_set(sql->binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                       "the table has too many columns for look_through");
    return true;
}

const char *look_through_sql(struct binder *binder, const struct rel *rel, const bool *used)
{
    struct sql sql = {.binder = binder, .options = rel->look_through, .used = used};
    buf_init(&sql.out, SQL_LIMIT);
    const char *text = NULL;
    if (build(&sql))
        text = arena_strndup(binder->arena, buf_data(&sql.out), buf_size(&sql.out));
    buf_free(&sql.out);
    return text;
}
