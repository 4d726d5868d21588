/*
 * The holdings, closed over funds of funds, as ClickHouse SQL. Knows nothing of trades. Names in
 * it: k the constituents, h the edges, x the paths, i the instruments.
 */
#include "rewrite/look_through/look_through_paths.h"

#include <string.h>

#include "base/buf.h"
#include "rewrite/emit/literal.h"
#include "rewrite/look_through/look_through.h"
#include "rewrite/lower/common_query.h"
#include "rewrite/write/stored_form.h"

#define MAX_DEPTH 16
#define SQL_LIMIT (256 * 1024)

struct sql {
    struct binder *binder;
    const struct look_through *options;
    const struct look_through_days *days;
    const struct catalog_table *constituents, *instruments;
    const bool *used;
    struct buf out;
};

static void put_table(struct sql *sql, const struct catalog_table *table)
{
    identifier_emit_qualified(&sql->out, table->schema, table->name);
}

static void put_day(struct sql *sql, const char *before, const char *day)
{
    buf_printf(&sql->out, "%stoDate32(", before);
    literal_emit(&sql->out, PG_DATE, -1, day);
    buf_puts(&sql->out, ")");
}

/* b: the days on which some holding begins, or the first without it; iv: the spans between, of
 * those that have days of trades: a year of daily holdings has many. */
static void put_spans(struct sql *sql)
{
    if (sql->options->as_of) {
        put_day(sql, "iv AS (SELECT ", sql->options->as_of);
        buf_puts(&sql->out, " AS vf, vf AS vt)");
        return;
    }
    buf_puts(&sql->out, "b AS (SELECT arraySort(groupUniqArrayArray([toDate32(effective_date), "
                        "toDate32(expiry_date) + 1])) AS a FROM ");
    put_table(sql, sql->constituents);
    buf_puts(&sql->out, "),\n    iv AS (SELECT z.1 AS vf, z.2 - 1 AS vt FROM (SELECT arrayJoin("
                        "arrayZip(arrayPopBack(a), arrayPopFront(a))) AS z FROM b)");
    if (sql->days->first)
        put_day(sql, " WHERE vt >= ", sql->days->first);
    if (sql->days->last)
        put_day(sql, sql->days->first ? " AND vf <= " : " WHERE vf <= ", sql->days->last);
    buf_puts(&sql->out, ")");
}

/* h0: in each span what a fund holds, by the newest row of those that are valid. */
static void put_holdings(struct sql *sql)
{
    buf_puts(&sql->out, ",\n    h0 AS (SELECT iv.vf AS vf, iv.vt AS vt, k.parent_symbol AS p, "
                        "k.constituent_symbol AS c, "
                        "argMax(toFloat64(k.weight), (k.effective_date, k.created_at)) AS w, "
                        "argMax(toFloat64(k.shares_per_unit), (k.effective_date, k.created_at)) "
                        "AS s FROM ");
    put_table(sql, sql->constituents);
    buf_puts(&sql->out, " AS k CROSS JOIN iv WHERE k.effective_date <= iv.vf AND "
                        "iv.vf <= k.expiry_date GROUP BY vf, vt, p, c), ");
}

/* h: an edge for each holding; the residual of a fund is an edge to itself (r = 1). ClickHouse
 * would compute it anew for each step of the recursion. */
static void put_edges(struct sql *sql)
{
#define REST "(p, rest, NULL, 1)"
    static const char *const edges[] = {
        [RESIDUAL_KEEP] = "if(abs(rest) > " RESIDUAL_MIN ", arrayPushBack(held, " REST "), held)",
        [RESIDUAL_DROP] = "held",
        /* Divided by the sum; where that is not positive the residual stays. */
        [RESIDUAL_NORMALIZE] = "if(rest < 1, arrayMap(e -> (e.1, e.2 / (1 - rest), e.3, e.4), "
                               "held), arrayPushBack(held, " REST "))",
    };
#undef REST
    buf_printf(&sql->out,
               "\n    h1 AS (SELECT vf, vt, p, 1 - sum(w) AS rest, "
               "groupArray((c, w, toNullable(s), 0)) AS held FROM h0 GROUP BY vf, vt, p),"
               "\n    h AS %s(SELECT vf, vt, p, e.1 AS c, e.2 AS w, e.3 AS s, e.4 AS r FROM "
               "(SELECT vf, vt, p, arrayJoin(%s) AS e FROM h1))",
               common_query_is_known(sql->binder->context->catalog) ? "MATERIALIZED " : "",
               edges[sql->options->residual]);
}

/* x: all paths from each fund. A node that is on the path already is not entered again. */
static void put_paths(struct sql *sql, int depth)
{
    buf_printf(&sql->out,
               "(WITH RECURSIVE x AS (SELECT vf, vt, p AS root, c AS node, w, s, [p, c] AS path, "
               "1 AS depth, multiIf(r = 1, 'residual', c = p, 'cycle', 'open') AS st FROM h "
               "UNION ALL SELECT x.vf, x.vt, x.root, h.c, x.w * h.w, x.s * h.s, "
               "arrayPushBack(x.path, h.c), x.depth + 1, "
               "multiIf(h.r = 1, 'residual', has(x.path, h.c), 'cycle', 'open') "
               "FROM x INNER JOIN h ON h.vf = x.vf AND h.p = x.node "
               "WHERE x.st = 'open' AND x.depth < %d) SELECT * FROM x) AS x",
               depth);
}

/* ---- the columns ---- */

#define DECIMAL(value) "toDecimal256(toString(round(" value ", 15)), 15)"
#define OF_FUND "OVER (PARTITION BY x.root, x.vf)"

/* What the shares of a fund lack to 1 by their rounding goes to the largest. Without residuals they
 * need not add up. */
static const char *share_form(const struct sql *sql)
{
    if (sql->options->residual == RESIDUAL_DROP)
        return DECIMAL("x.w");
    return DECIMAL("x.w") " + if(row_number() OVER (PARTITION BY x.root, x.vf ORDER BY abs(x.w) "
                          "DESC, x.path) = 1, toDecimal256(1, 15) - sum(" DECIMAL(
                              "x.w") ") " OF_FUND ", toDecimal256(0, 15))";
}

static void put_columns(struct sql *sql)
{
    const char *forms[PATH_COLUMNS] = {
        [PATH_ROOT] = "x.root",
        [PATH_FROM] = "x.vf",
        [PATH_TO] = "x.vt",
        [PATH_LEAF] = "x.node",
        [PATH_WEIGHT] = "x.w",
        [PATH_UNITS] = "x.s",
        [PATH_DEPTH] = "toInt32(x.depth)",
        [PATH_TEXT] = "arrayStringConcat(if(x.st = 'residual', arrayPopBack(x.path), x.path), '>')",
        [PATH_STATUS] = "multiIf(x.st != 'open', x.st, is_fund, 'depth', 'leaf')",
        [PATH_SHARE] = share_form(sql),
        [PATH_FIRST] = ("row_number() " OF_FUND " = 1"),
        [PATH_EXACT_UNITS] = "if(isNull(x.s), NULL, " DECIMAL("ifNull(x.s, 0)") ")",
    };
    const char *comma = "";
    for (size_t i = 0; i < PATH_COLUMNS; i++)
        if (sql->used[i]) {
            buf_printf(&sql->out, "%s%s AS c%zu", comma, forms[i], i + 1);
            comma = ", ";
        }
    const struct catalog_table *instruments = sql->instruments;
    for (size_t i = 0; instruments && i < instruments->n_columns; i++)
        if (sql->used[PATH_COLUMNS + i]) {
            buf_puts(&sql->out, comma);
            stored_form_put(&sql->out, sql->binder->arena, &instruments->columns[i], "i");
            buf_printf(&sql->out, " AS c%zu", PATH_COLUMNS + i + 1);
        }
}

static bool uses_instruments(const struct sql *sql)
{
    for (size_t i = 0; sql->instruments && i < sql->instruments->n_columns; i++)
        if (sql->used[PATH_COLUMNS + i])
            return true;
    return false;
}

/* One row of each instrument, the newest where the engine knows it. */
static void put_instruments(struct sql *sql)
{
    buf_puts(&sql->out, "\n    LEFT JOIN (SELECT * FROM ");
    put_table(sql, sql->instruments);
    buf_puts(&sql->out, strstr(sql->instruments->engine, "Replacing")
                            ? " FINAL) AS i ON i.symbol = x.node"
                            : " LIMIT 1 BY symbol) AS i ON i.symbol = x.node");
}

static void put_all(struct sql *sql)
{
    int depth = sql->options->depth ? sql->options->depth : MAX_DEPTH;
    buf_puts(&sql->out, "\n    WITH ");
    put_spans(sql);
    put_holdings(sql);
    put_edges(sql);
    buf_puts(&sql->out, "\n    SELECT ");
    put_columns(sql);
    buf_puts(&sql->out, "\n    FROM ");
    put_paths(sql, depth);
    if (uses_instruments(sql))
        put_instruments(sql);
    /* A set: for a join ClickHouse takes as long to plan as to close some thousand holdings. */
    buf_printf(&sql->out,
               "\n    WHERE x.st != 'open' OR x.depth >= %d OR NOT "
               "(ifNull((x.vf, x.node) IN (SELECT vf, p FROM h), 0) AS is_fund)",
               depth);
}

/* ---- the rel ---- */

const struct catalog_table *
look_through_beside(struct binder *binder, const struct look_through *options, const char *name)
{
    const char *schema = options->table->schema;
    const struct catalog_table *table =
        catalog_find_table(binder->context->catalog, str_of(schema), str_of(name));
    if (!table)
        err_set(binder->err, SQLSTATE_UNDEFINED_TABLE, 0,
                "look_through needs the table \"%s.%s\", which does not exist", schema, name);
    return table;
}

static bool has_columns(struct binder *binder, const struct catalog_table *constituents)
{
    static const char *const names[] = {"parent_symbol",   "constituent_symbol", "weight",
                                        "shares_per_unit", "effective_date",     "expiry_date",
                                        "created_at"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!catalog_find_column(constituents, str_of(names[i])))
            return err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, 0,
                           "look_through needs the column \"%s\" of \"%s.%s\"", names[i],
                           constituents->schema, constituents->name);
    return true;
}

struct rel *look_through_paths_rel(struct binder *binder, const struct catalog_table *instruments,
                                   struct str sql)
{
    static const uint32_t types[PATH_COLUMNS] = {
        [PATH_ROOT] = PG_TEXT,     [PATH_FROM] = PG_DATE,           [PATH_TO] = PG_DATE,
        [PATH_LEAF] = PG_TEXT,     [PATH_WEIGHT] = PG_FLOAT8,       [PATH_UNITS] = PG_FLOAT8,
        [PATH_DEPTH] = PG_INT4,    [PATH_TEXT] = PG_TEXT,           [PATH_STATUS] = PG_TEXT,
        [PATH_SHARE] = PG_NUMERIC, [PATH_EXACT_UNITS] = PG_NUMERIC, [PATH_FIRST] = PG_BOOL,
    };
    struct arena *arena = binder->arena;
    struct rel *rel = bind_rel_new(binder, REL_CLICKHOUSE, "", 0);
    size_t n_attributes = instruments ? instruments->n_columns : 0;
    rel->may_be_missing = true;
    rel->n_columns = PATH_COLUMNS + n_attributes;
    rel->columns = ARENA_ARRAY(arena, struct rel_column, rel->n_columns);
    for (size_t i = 0; i < PATH_COLUMNS; i++)
        rel->columns[i] =
            (struct rel_column){.name = "", .type = types[i], .typmod = -1, .nullable = true};
    for (size_t i = 0; i < n_attributes; i++) {
        const struct catalog_column *column = &instruments->columns[i];
        rel->columns[PATH_COLUMNS + i] = (struct rel_column){.name = column->name,
                                                             .type = column->pg_type,
                                                             .typmod = column->typmod,
                                                             .nullable = true};
    }
    rel->clickhouse = arena_strndup(arena, sql.data, sql.size);
    return rel;
}

/* A DateTime would lose its zone on the way. */
static bool can_be_kept(const struct sql *sql)
{
    for (size_t i = 0; sql->instruments && i < sql->instruments->n_columns; i++)
        if (sql->used[PATH_COLUMNS + i] &&
            strstr(sql->instruments->columns[i].type->text, "DateTime"))
            return false;
    const char *closure = settings_get(sql->binder->context->settings, "lookthrough.closure");
    return !closure || strcmp(closure, "kept") == 0;
}

struct rel *look_through_paths(struct binder *binder, const struct look_through *options,
                               const struct look_through_days *days, const bool *used)
{
    struct sql sql = {.binder = binder, .options = options, .days = days, .used = used};
    sql.constituents = look_through_beside(binder, options, LOOK_THROUGH_CONSTITUENTS);
    if (!sql.constituents || !has_columns(binder, sql.constituents))
        return NULL;
    sql.instruments = catalog_find_table(binder->context->catalog, str_of(options->table->schema),
                                         STR(LOOK_THROUGH_INSTRUMENTS));
    buf_init(&sql.out, SQL_LIMIT);
    put_all(&sql);
    struct rel *rel =
        sql.out.failed ? NULL : look_through_paths_rel(binder, sql.instruments, buf_str(&sql.out));
    if (rel && can_be_kept(&sql))
        rel->part = "What funds hold";
    if (!rel)
        err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                "the table has too many columns for look_through");
    buf_free(&sql.out);
    return rel;
}
