/* What each column of a line is: the policies, as expressions over a trade and a path. */
#include "rewrite/look_through/look_through_line.h"

#include <string.h>

#include "rewrite/look_through/look_through_paths.h"

/* ---- policies ---- */

static const struct catalog_column *column_of(const struct rel *lines, size_t index)
{
    const struct catalog_table *table = lines->look_through->table;
    return index < table->n_columns ? &table->columns[index] : NULL;
}

static size_t index_of(const struct rel *lines, const struct catalog_column *column)
{
    return (size_t)(column - lines->look_through->table->columns);
}

enum line_kind look_through_line_kind(const struct rel *rel, size_t index)
{
    static const enum line_kind kinds[] = {
        [POLICY_COPIED] = LINE_TRADE,       [POLICY_TRADE] = LINE_TRADE,
        [POLICY_INSTRUMENT] = LINE_TRADE,   [POLICY_DATE] = LINE_TRADE,
        [POLICY_SCALED] = LINE_SCALED,      [POLICY_UNITS] = LINE_ADDED,
        [POLICY_NULL] = LINE_ADDED,         [POLICY_RATIO] = LINE_RATIO,
        [POLICY_WEIGHT] = LINE_OF_PATH,     [POLICY_LEAF] = LINE_OF_PATH,
        [POLICY_EXPOSURE] = LINE_OF_PATH,   [POLICY_PARENT] = LINE_OF_PATH,
        [POLICY_UNDERLYING] = LINE_OF_PATH,
    };
    struct look_through_rule rule;
    const struct catalog_column *column = column_of(rel, index);
    return column && look_through_rule_of(column, &rule) ? kinds[rule.policy] : LINE_OF_PATH;
}

static bool error_policy(struct line_source *source, const struct catalog_column *column,
                         const char *why)
{
    err_set(source->binder->err, SQLSTATE_INVALID_TABLE_DEFINITION, 0,
            "the look_through policy of column \"%s\" %s", column->name, why);
    return err_detail(source->binder->err, "The column's comment is: %s", column->comment);
}

static bool is_float(const struct catalog_column *column)
{
    return column->pg_type == PG_FLOAT8 || column->pg_type == PG_FLOAT4;
}

/* ---- what is needed ---- */

static void need(struct line_source *source, const struct catalog_column *column)
{
    source->trade_used[index_of(source->lines, column)] = true;
}

/* The share that a column is scaled by: Decimals keep every digit. */
static size_t share_of(const struct catalog_column *column)
{
    return is_float(column) ? PATH_WEIGHT : PATH_SHARE;
}

static size_t units_of(const struct catalog_column *column)
{
    return is_float(column) ? PATH_UNITS : PATH_EXACT_UNITS;
}

static const struct catalog_column *attribute_of(const struct line_source *source,
                                                 const struct catalog_column *column)
{
    return source->instruments ? catalog_find_column(source->instruments, str_of(column->name))
                               : NULL;
}

static bool need_ratio(struct line_source *source, const struct catalog_column *column,
                       const struct look_through_rule *rule)
{
    const struct catalog_table *table = source->lines->look_through->table;
    const struct str names[] = {rule->numerator, rule->denominator};
    for (size_t i = 0; i < 2; i++) {
        const struct catalog_column *part = catalog_find_column(table, names[i]);
        struct look_through_rule inner;
        if (!part)
            return error_policy(source, column, "names a column that the table does not have");
        if (look_through_rule_of(part, &inner) && inner.policy == POLICY_RATIO)
            return error_policy(source, column, "divides a ratio");
        if (!is_float(part) || !is_float(column))
            return error_policy(source, column, "needs double precision or real columns");
        if (!look_through_line_needs(source, index_of(source->lines, part)))
            return false;
    }
    return true;
}

static bool need_attribute(struct line_source *source, const struct catalog_column *column)
{
    const struct catalog_column *attribute = attribute_of(source, column);
    if (!attribute)
        return error_policy(source, column, "is leaf, and instruments has no such column");
    source->path_used[PATH_COLUMNS + (size_t)(attribute - source->instruments->columns)] = true;
    return true;
}

static bool need_by_policy(struct line_source *source, const struct catalog_column *column,
                           const struct look_through_rule *rule)
{
    switch (rule->policy) {
    case POLICY_SCALED:
        source->path_used[share_of(column)] = true;
        break;
    case POLICY_UNITS:
        source->path_used[units_of(column)] = true;
        break;
    case POLICY_WEIGHT:
        source->path_used[share_of(column)] = true;
        return true;
    case POLICY_RATIO:
        return need_ratio(source, column, rule);
    case POLICY_LEAF:
        return need_attribute(source, column);
    case POLICY_UNDERLYING:
        source->path_used[PATH_LEAF] = true;
        return true;
    case POLICY_EXPOSURE:
        source->path_used[PATH_STATUS] = true;
        return true;
    default:
        return true;
    }
    return is_float(column) || column->pg_type == PG_NUMERIC ||
           error_policy(source, column, "needs a numeric, double precision or real column");
}

/* What a trade that is no fund's shows in the columns beyond the table's own. */
static void need_extra(struct line_source *source, size_t extra)
{
    static const size_t paths[] = {[LOOK_THROUGH_DEPTH] = PATH_DEPTH,
                                   [LOOK_THROUGH_PATH] = PATH_TEXT,
                                   [LOOK_THROUGH_STATUS] = PATH_STATUS,
                                   [LOOK_THROUGH_UNDERLYING] = PATH_LEAF};
    source->path_used[paths[extra]] = true;
    if (extra == LOOK_THROUGH_PATH || extra == LOOK_THROUGH_UNDERLYING)
        need(source, source->roles.instrument);
    if (extra == LOOK_THROUGH_PATH && source->arm == ARM_STORED)
        need(source, source->roles.underlying);
}

bool look_through_line_needs(struct line_source *source, size_t index)
{
    const struct catalog_column *column = column_of(source->lines, index);
    struct look_through_rule rule;
    if (!column) {
        need_extra(source, index - source->lines->look_through->table->n_columns);
        return true;
    }
    if (!look_through_rule_of(column, &rule))
        return error_policy(source, column, "is not understood");
    need(source, column);
    return need_by_policy(source, column, &rule);
}

/* What lines are joined by. */
static void need_join(struct line_source *source)
{
    const struct look_through *options = source->lines->look_through;
    need(source, source->roles.instrument);
    if (source->roles.date && !options->as_of)
        need(source, source->roles.date);
    if (source->roles.trade && options->stored)
        need(source, source->roles.trade);
    source->path_used[PATH_ROOT] = source->path_used[PATH_FROM] = source->path_used[PATH_TO] = true;
}

struct line_source *look_through_line_source(struct binder *binder, const struct rel *lines,
                                             enum line_arm arm)
{
    const struct look_through *options = lines->look_through;
    struct line_source *source = ARENA_NEW(binder->arena, struct line_source);
    source->binder = binder;
    source->lines = lines;
    source->arm = arm;
    look_through_roles_of(options->table, &source->roles);
    source->instruments = catalog_find_table(
        binder->context->catalog, str_of(options->table->schema), STR(LOOK_THROUGH_INSTRUMENTS));
    size_t n_attributes = source->instruments ? source->instruments->n_columns : 0;
    source->trade_used = ARENA_ARRAY(binder->arena, bool, options->table->n_columns);
    source->path_used = ARENA_ARRAY(binder->arena, bool, PATH_COLUMNS + n_attributes);
    source->places = ARENA_ARRAY(binder->arena, size_t, options->table->n_columns);
    source->path_places = ARENA_ARRAY(binder->arena, size_t, PATH_COLUMNS + n_attributes);
    if (arm == ARM_ALL || arm == ARM_FUNDS)
        need_join(source);
    return source;
}

/* ---- the values ---- */

static struct expr *of_trade(const struct line_source *source, const struct catalog_column *column)
{
    return expr_column(source->binder->arena, source->trades,
                       source->places[index_of(source->lines, column)], 0);
}

struct expr *look_through_line_path(const struct line_source *source, size_t index)
{
    return expr_column(source->binder->arena, source->paths, source->path_places[index], 0);
}

/* template_ over $1 the trade's value, $2 the root and $3 something of the path. */
static struct expr *make(const struct line_source *source, uint32_t type, const char *template_,
                         struct expr *own, struct expr *third)
{
    struct expr *args[] = {own, look_through_line_path(source, PATH_ROOT), third};
    struct expr *expr =
        expr_clickhouse(source->binder->arena, type, template_, third ? 3 : 2, args);
    expr->nullable = own->nullable;
    expr->typmod = own->typmod;
    return expr;
}

static struct expr *make_ratio(const struct line_source *source,
                               const struct catalog_column *column,
                               const struct look_through_rule *rule)
{
    const struct catalog_table *table = source->lines->look_through->table;
    const struct catalog_column *parts[] = {catalog_find_column(table, rule->numerator),
                                            catalog_find_column(table, rule->denominator)};
    struct expr *args[] = {of_trade(source, column), look_through_line_path(source, PATH_ROOT),
                           look_through_line_column(source, index_of(source->lines, parts[0])),
                           look_through_line_column(source, index_of(source->lines, parts[1]))};
    return expr_clickhouse(source->binder->arena, column->pg_type,
                           "if(isNull($2), toNullable($1), $3 / nullIf($4, 0))", 4, args);
}

static struct expr *make_attribute(const struct line_source *source,
                                   const struct catalog_column *column)
{
    const struct catalog_column *attribute = attribute_of(source, column);
    size_t index = PATH_COLUMNS + (size_t)(attribute - source->instruments->columns);
    return make(source, column->pg_type, "coalesce($3, $1)", of_trade(source, column),
                look_through_line_path(source, index));
}

static struct expr *make_scaled(const struct line_source *source,
                                const struct catalog_column *column)
{
    const char *form =
        is_float(column) ? "$1 * coalesce($3, 1)" : "$1 * coalesce($3, toDecimal256(1, 15))";
    struct expr *expr = make(source, column->pg_type, form, of_trade(source, column),
                             look_through_line_path(source, share_of(column)));
    expr->typmod = source->lines->columns[index_of(source->lines, column)].typmod;
    return expr;
}

static struct expr *make_units(const struct line_source *source,
                               const struct catalog_column *column)
{
    const char *form = is_float(column) ? "if(isNull($2), toNullable($1), $1 * $3)"
                                        : "$1 * if(isNull($2), toDecimal256(1, 15), $3)";
    struct expr *expr = make(source, column->pg_type, form, of_trade(source, column),
                             look_through_line_path(source, units_of(column)));
    expr->nullable = true;
    expr->typmod = source->lines->columns[index_of(source->lines, column)].typmod;
    return expr;
}

static struct expr *make_null(const struct line_source *source, const struct catalog_column *column)
{
    struct expr *expr = make(source, column->pg_type, "if(isNull($2), toNullable($1), NULL)",
                             of_trade(source, column), NULL);
    expr->nullable = true;
    return expr;
}

static struct expr *make_own(const struct line_source *source, const struct catalog_column *column,
                             const struct look_through_rule *rule)
{
    struct expr *own = of_trade(source, column);
    switch (rule->policy) {
    case POLICY_SCALED:
        return make_scaled(source, column);
    case POLICY_UNITS:
        return make_units(source, column);
    case POLICY_NULL:
        return make_null(source, column);
    case POLICY_RATIO:
        return make_ratio(source, column, rule);
    case POLICY_LEAF:
        return make_attribute(source, column);
    case POLICY_WEIGHT:
        return make(source, own->type, "coalesce($3, $1)", own,
                    look_through_line_path(source, share_of(column)));
    case POLICY_UNDERLYING:
        return make(source, own->type, "coalesce($3, $1)", own,
                    look_through_line_path(source, PATH_LEAF));
    case POLICY_PARENT:
        return make(source, own->type, "coalesce($2, $1)", own, NULL);
    case POLICY_EXPOSURE:
        return make(source, own->type,
                    "multiIf(isNull($2), toString($1), $3 = 'residual', 'Residual', "
                    "'" LOOK_THROUGH_CONSTITUENT "')",
                    own, look_through_line_path(source, PATH_STATUS));
    default:
        return own;
    }
}

static struct expr *make_status(const struct line_source *source)
{
    struct expr *path = look_through_line_path(source, PATH_STATUS);
    const char *form =
        source->arm == ARM_FUNDS ? "coalesce($1, 'missing')" : "coalesce($1, 'direct')";
    struct expr *expr = expr_clickhouse(source->binder->arena, PG_TEXT, form, 1, &path);
    expr->nullable = false;
    return expr;
}

static struct expr *make_depth(const struct line_source *source)
{
    struct expr *path = look_through_line_path(source, PATH_DEPTH);
    struct expr *expr =
        expr_clickhouse(source->binder->arena, PG_INT4, "coalesce($1, 0)", 1, &path);
    expr->nullable = false;
    return expr;
}

static struct expr *make_extra(const struct line_source *source, size_t extra)
{
    if (extra == LOOK_THROUGH_STATUS)
        return make_status(source);
    if (extra == LOOK_THROUGH_DEPTH)
        return make_depth(source);
    struct expr *symbol = of_trade(source, source->roles.instrument);
    symbol->nullable = false;
    return make(source, PG_TEXT, "coalesce($3, $1)", symbol,
                look_through_line_path(source, extra == LOOK_THROUGH_PATH ? PATH_TEXT : PATH_LEAF));
}

/* ---- of trades that are no fund's ---- */

static struct expr *direct_extra(const struct line_source *source, size_t extra)
{
    struct arena *arena = source->binder->arena;
    bool is_stored = source->arm == ARM_STORED;
    if (extra == LOOK_THROUGH_DEPTH)
        return expr_const(arena, PG_INT4, is_stored ? "1" : "0", 0);
    if (extra == LOOK_THROUGH_STATUS)
        return expr_const(arena, PG_TEXT, is_stored ? "leaf" : "direct", 0);
    struct expr *symbol = of_trade(source, source->roles.instrument);
    symbol->nullable = false;
    if (!is_stored || extra != LOOK_THROUGH_PATH)
        return symbol;
    struct expr *nodes[] = {symbol, of_trade(source, source->roles.underlying)};
    struct expr *path = expr_clickhouse(arena, PG_TEXT, "concat($1, '>', $2)", 2, nodes);
    path->nullable = false;
    return path;
}

/* With as many decimals as other lines have. */
static struct expr *direct_column(const struct line_source *source,
                                  const struct catalog_column *column)
{
    struct expr *own = of_trade(source, column);
    int32_t typmod = source->lines->columns[index_of(source->lines, column)].typmod;
    if (own->type != PG_NUMERIC || typmod == column->typmod)
        return own;
    return look_through_line_widen(source->binder, own, typmod);
}

struct expr *look_through_line_widen(struct binder *binder, struct expr *value, int32_t typmod)
{
    const char *form =
        arena_printf(binder->arena, "toDecimal256($1, %d)", pgtype_numeric_scale(typmod));
    struct expr *wide = expr_clickhouse(binder->arena, PG_NUMERIC, form, 1, &value);
    wide->nullable = value->nullable;
    wide->typmod = typmod;
    return wide;
}

struct expr *look_through_line_column(const struct line_source *source, size_t index)
{
    const struct catalog_column *column = column_of(source->lines, index);
    size_t n_columns = source->lines->look_through->table->n_columns;
    struct look_through_rule rule;
    if (source->arm == ARM_DIRECT || source->arm == ARM_STORED)
        return column ? direct_column(source, column) : direct_extra(source, index - n_columns);
    if (!column)
        return make_extra(source, index - n_columns);
    look_through_rule_of(column, &rule);
    struct expr *expr = make_own(source, column, &rule);
    if (column->pg_type != PG_FLOAT4 || expr->kind == EXPR_COLUMN)
        return expr;
    bool nullable = expr->nullable;
    expr = expr_clickhouse(source->binder->arena, PG_FLOAT4, "toFloat32($1)", 1, &expr);
    expr->nullable = nullable;
    return expr;
}

struct expr *look_through_line_root(const struct line_source *source)
{
    return of_trade(source, source->roles.instrument);
}
