/* Numeric operations in the narrowest Decimal that provably holds them. Knows magnitudes by types
 * and constants only, nothing about rows. */
#include "rewrite/lower/narrow.h"

#include <string.h>

#include "rewrite/lower/narrow_float.h"
#include "rewrite/lower/narrow_guard.h"
#include "rewrite/lower/narrow_key.h"
#include "rewrite/lower/narrow_range.h"
#include "rewrite/numeric/numeric_scale.h"
#include "rewrite/routines/template_text.h"

/*
 * The proof. An unscaled value |v| <= 2^bits. A stored Decimal is any value of its 32, 64, 128 or
 * 256 bits, whatever its precision says: ClickHouse's arithmetic and casts check the storage, not
 * the precision. A product has the sum of both bits, a sum one more than the larger. What has at
 * most 63, 127 or 252 bits cannot wrap in a Decimal64, 128 or 256, and 252 bits are below the limit
 * of 76 digits that the guards look for.
 */
struct magnitude {
    int bits; /* -1: nothing is known */
    int scale;
};

static const struct width {
    int bits, max_scale, decimal;
} widths[] = {{63, 18, 64}, {127, 38, 128}, {252, 76, 256}};

#define N_WIDTHS (sizeof widths / sizeof *widths)
/* No sum is of more than 2^48 rows: so many bits of each fit 128 bits. */
#define SUM_BITS 48
#define SUMMABLE_BITS (127 - SUM_BITS)
/* Deeper expressions stay guarded, so that finding magnitudes stays linear. */
#define MAX_LEVELS 12

static const struct magnitude unknown = {-1, 0};

/* log2(10) is 3.32193 */
static int bits_of_digits(int digits)
{
    return (digits * 3322 + 999) / 1000;
}

static const struct width *width_for(struct magnitude magnitude)
{
    for (size_t i = 0; i < N_WIDTHS; i++)
        if (magnitude.bits <= widths[i].bits && magnitude.scale <= widths[i].max_scale)
            return magnitude.bits < 0 ? NULL : &widths[i];
    return NULL;
}

static struct magnitude at_scale(struct magnitude magnitude, int scale)
{
    if (magnitude.bits < 0 || scale < magnitude.scale)
        return unknown;
    return (struct magnitude){magnitude.bits + bits_of_digits(scale - magnitude.scale), scale};
}

/* [-]digits[.digits] */
static struct magnitude of_constant(const struct expr *expr)
{
    if (!expr->text)
        return unknown;
    const char *whole = expr->text + (*expr->text == '-');
    size_t n_whole = strspn(whole, "0123456789");
    const char *point = whole + n_whole;
    size_t n_fraction = *point == '.' ? strspn(point + 1, "0123456789") : 0;
    const char *end = point + (*point == '.' ? 1 + n_fraction : 0);
    if (*end || n_whole == 0 || n_whole + n_fraction > 76)
        return unknown;
    size_t zeros = strspn(whole, "0") == n_whole ? n_whole : 0;
    return (struct magnitude){bits_of_digits((int)(n_whole - zeros + n_fraction)), (int)n_fraction};
}

static const struct chtype *stored_type(const struct expr *expr)
{
    if (expr->kind != EXPR_COLUMN || expr->column.rel->kind != REL_TABLE)
        return NULL;
    const struct catalog_column *column = expr->column.rel->columns[expr->column.index].catalog;
    return column ? chtype_strip(column->type) : NULL;
}

static struct magnitude of_column(const struct expr *expr)
{
    const struct chtype *type = stored_type(expr);
    if (!type)
        return unknown;
    if (type->kind == CH_UINT64)
        return (struct magnitude){64, 0};
    if (type->kind != CH_DECIMAL)
        return unknown;
    int bits = type->precision <= 9    ? 31
               : type->precision <= 18 ? 63
               : type->precision <= 38 ? 127
                                       : 255;
    return (struct magnitude){bits, type->scale};
}

static bool is_integer_cast(const struct expr *expr)
{
    return expr->kind == EXPR_CAST && expr->type == PG_NUMERIC && expr->typmod < 0 &&
           (expr->cast->source == PG_INT2 || expr->cast->source == PG_INT4 ||
            expr->cast->source == PG_INT8);
}

/* ---- operators ---- */

enum operation { SUM, PRODUCT, COMPARISON };

#define NARROW(name_, result_, template_, scale_)                                                  \
    {                                                                                              \
        name_, PG_##result_, {PG_NUMERIC, PG_NUMERIC}, 2, .clickhouse = template_, .scale = scale_ \
    }
#define PLAIN_COMPARISON(op)                                                                       \
    {                                                                                              \
        NARROW(op, BOOL, "($1 " op " $2)", SCALE_UNKNOWN), COMPARISON                              \
    }

/* The operators without their guards. */
static const struct narrow {
    struct routine routine;
    enum operation operation;
} operators_narrow[] = {
    {NARROW("+", NUMERIC, "($1 + $2)", SCALE_MAX), SUM},
    {NARROW("-", NUMERIC, "($1 - $2)", SCALE_MAX), SUM},
    {NARROW("*", NUMERIC, "($1 * $2)", SCALE_SUM), PRODUCT},
    PLAIN_COMPARISON("="),
    PLAIN_COMPARISON("<>"),
    PLAIN_COMPARISON("<"),
    PLAIN_COMPARISON("<="),
    PLAIN_COMPARISON(">"),
    PLAIN_COMPARISON(">="),
};

#define N_NARROW (sizeof operators_narrow / sizeof *operators_narrow)

static const struct narrow *narrow_of(const struct expr *expr)
{
    for (size_t i = 0; expr->kind == EXPR_CALL && i < N_NARROW; i++)
        if (expr->routine == &operators_narrow[i].routine)
            return &operators_narrow[i];
    return NULL;
}

/* The narrow form of a guarded operator over two numerics. */
static const struct narrow *find_narrow(const struct expr *expr)
{
    if (expr->kind != EXPR_CALL || narrow_of(expr) || expr->args.n != 2)
        return NULL;
    const struct routine *routine = expr->routine;
    if (routine->n_args != 2 || routine->args[0] != PG_NUMERIC || routine->args[1] != PG_NUMERIC)
        return NULL;
    for (size_t i = 0; i < N_NARROW; i++)
        if (strcmp(operators_narrow[i].routine.name, routine->name) == 0)
            return &operators_narrow[i];
    return NULL;
}

static struct magnitude of_expr(const struct expr *expr, int levels);

static struct magnitude of_operation(enum operation operation, struct magnitude a,
                                     struct magnitude b)
{
    if (a.bits < 0 || b.bits < 0)
        return unknown;
    if (operation == PRODUCT)
        return (struct magnitude){a.bits + b.bits, a.scale + b.scale};
    int scale = a.scale > b.scale ? a.scale : b.scale;
    a = at_scale(a, scale);
    b = at_scale(b, scale);
    int bits = a.bits > b.bits ? a.bits : b.bits;
    return (struct magnitude){bits + (operation == SUM), scale};
}

/* toDecimalN($1, scale), or a constant as one: made here, and by lowering. */
static bool is_decimal_form(const struct expr *expr)
{
    static const char prefix[] = "toDecimal";
    if (expr->kind != EXPR_CLICKHOUSE || expr->args.n != 1 || expr->typmod < 0 ||
        strncmp(expr->template_, prefix, sizeof prefix - 1) != 0)
        return false;
    const char *after = expr->template_ + sizeof prefix - 1;
    size_t digits = strspn(after, "0123456789");
    if (digits == 0)
        return false;
    const struct expr *arg = expr->args.items[0];
    return strncmp(after + digits, "($1, ", 5) == 0 ||
           (arg->kind == EXPR_CONST && strncmp(after + digits, "('", 2) == 0);
}

static int bits_of_integer(uint32_t type)
{
    return type == PG_INT2 ? 15 : type == PG_INT4 ? 31 : type == PG_INT8 ? 63 : -1;
}

static struct magnitude of_decimal_form(const struct expr *expr, int levels)
{
    const struct expr *arg = expr->args.items[0];
    struct magnitude magnitude = bits_of_integer(arg->type) > 0
                                     ? (struct magnitude){bits_of_integer(arg->type), 0}
                                     : of_expr(arg, levels - 1);
    return at_scale(magnitude, pgtype_numeric_scale(expr->typmod));
}

/* An average lies among its values, and is rounded; a sum is of at most 2^48 rows. */
static struct magnitude of_aggregate(const struct expr *expr, int levels)
{
    const char *name = expr->aggregate.routine->name;
    if (expr->args.n == 0)
        return unknown;
    const struct expr *arg = expr->args.items[0];
    struct magnitude magnitude = bits_of_integer(arg->type) > 0
                                     ? (struct magnitude){bits_of_integer(arg->type), 0}
                                     : of_expr(arg, levels - 1);
    if (strcmp(name, "avg") == 0)
        magnitude = at_scale(magnitude, QUOTIENT_SCALE);
    else if (strcmp(name, "min") != 0 && strcmp(name, "max") != 0 && strcmp(name, "sum") != 0)
        return unknown;
    if (magnitude.bits >= 0)
        magnitude.bits += strcmp(name, "sum") == 0 ? SUM_BITS : 1;
    return magnitude;
}

static struct magnitude of_output(const struct query *query, size_t index, int levels)
{
    if (query->kind != QUERY_SELECT || index >= query->targets.n)
        return unknown;
    return of_expr(((const struct target *)query->targets.items[index])->expr, levels - 1);
}

static struct magnitude of_call(const struct expr *expr, int levels)
{
    const struct narrow *narrow = narrow_of(expr);
    if (narrow_is_field(expr))
        return (struct magnitude){bits_of_integer(PG_INT8), 0};
    return narrow ? of_operation(narrow->operation, of_expr(expr->args.items[0], levels - 1),
                                 of_expr(expr->args.items[1], levels - 1))
                  : unknown;
}

static struct magnitude of_expr(const struct expr *expr, int levels)
{
    if (expr->type != PG_NUMERIC || levels == 0)
        return unknown;
    switch (expr->kind) {
    case EXPR_CONST:
        return of_constant(expr);
    case EXPR_COLUMN:
        return expr->column.rel->kind == REL_SUBQUERY
                   ? of_output(expr->column.rel->query, expr->column.index, levels)
                   : of_column(expr);
    case EXPR_CAST:
        return is_integer_cast(expr) ? (struct magnitude){bits_of_integer(expr->cast->source), 0}
                                     : unknown;
    case EXPR_CALL:
        return of_call(expr, levels);
    case EXPR_CLICKHOUSE:
        return is_decimal_form(expr) ? of_decimal_form(expr, levels) : unknown;
    case EXPR_AGGREGATE:
        return of_aggregate(expr, levels);
    case EXPR_SUBQUERY:
        return expr->subquery.form == SUBQUERY_SCALAR ? of_output(expr->subquery.query, 0, levels)
                                                      : unknown;
    default:
        return unknown;
    }
}

/* ---- operands ---- */

#define WIDE_FORM "toDecimal256($1, "

/* What an operand is without the wide form that to_decimal put around it for all others. */
static struct expr *bare(struct expr *expr)
{
    bool is_wide_form = expr->kind == EXPR_CLICKHOUSE && expr->args.n == 1 &&
                        strncmp(expr->template_, WIDE_FORM, sizeof WIDE_FORM - 1) == 0;
    return is_wide_form && narrow_of(expr->args.items[0]) ? expr->args.items[0] : expr;
}

/* The Decimal it is in ClickHouse as it stands; 0: it is none, or is not known. */
static int decimal_of(const struct expr *expr)
{
    const struct chtype *type = stored_type(expr);
    if (type)
        return type->kind != CH_DECIMAL ? 0
               : type->precision <= 9   ? 32
               : type->precision <= 18  ? 64
               : type->precision <= 38  ? 128
                                        : 256;
    if (!narrow_of(expr))
        return 0;
    const struct width *width = width_for(of_expr(expr, MAX_LEVELS));
    return width ? width->decimal : 0;
}

static struct expr *to_decimal(struct arena *arena, struct expr *expr, int decimal, int scale)
{
    const char *template_ = arena_printf(arena, "toDecimal%d($1, %d)", decimal, scale);
    if (is_integer_cast(expr))
        expr = expr->args.items[0];
    struct expr *made = expr_clickhouse(arena, PG_NUMERIC, template_, 1, &expr);
    made->nullable = expr->nullable;
    made->typmod = pgtype_numeric_typmod(widths[N_WIDTHS - 1].max_scale, scale);
    return made;
}

static struct expr *constant_decimal(struct arena *arena, const struct expr *expr, int decimal,
                                     int scale)
{
    const char *template_ =
        arena_printf(arena, "toDecimal%d('%s', %d)", decimal, expr->text, scale);
    struct expr *arg = expr_copy(arena, expr);
    struct expr *made = expr_clickhouse(arena, PG_NUMERIC, template_, 1, &arg);
    made->typmod = pgtype_numeric_typmod(widths[N_WIDTHS - 1].max_scale, scale);
    return made;
}

/* Arithmetic: the result is of the wider operand's Decimal, so one of them has to be of `width`. */
static void fit_operands(struct arena *arena, struct expr **args, const struct width *width)
{
    bool fits = false;
    for (size_t i = 0; i < 2; i++) {
        struct magnitude magnitude = of_expr(args[i], MAX_LEVELS);
        int decimal = decimal_of(args[i]);
        if (args[i]->kind == EXPR_CONST)
            args[i] = constant_decimal(arena, args[i], width->decimal, magnitude.scale);
        else if (decimal == 0 || (i == 1 && !fits && decimal != width->decimal))
            args[i] = to_decimal(arena, args[i], width->decimal, magnitude.scale);
        else if (decimal != width->decimal)
            continue;
        fits = true;
    }
}

/* Integers as ClickHouse writes them: sign and at most 18 digits. */
static bool is_short_integer(const struct expr *expr)
{
    return expr->kind == EXPR_CONST && expr->text && !strchr(expr->text, '.') &&
           strlen(expr->text) <= 18;
}

static bool is_unsigned(const struct expr *expr)
{
    const struct chtype *type = stored_type(expr);
    return type && type->kind == CH_UINT64;
}

/* The Decimal of the column if the constant fits it at the column's scale, else the width's. */
static int constant_width(const struct expr *column, const struct expr *constant,
                          const struct width *width)
{
    static const int bits[] = {[32] = 31, [64] = 63, [128] = 127, [256] = 252};
    int decimal = decimal_of(column);
    struct magnitude held = at_scale(of_constant(constant), of_expr(column, MAX_LEVELS).scale);
    if (held.bits >= 0 && held.bits <= bits[decimal])
        return decimal;
    return decimal > width->decimal ? decimal : width->decimal;
}

/*
 * A column beside a constant stays as it is, and the constant gets its type if it fits: so the
 * primary key can be used, and nothing is converted row by row.
 */
static void compare_with_constant(struct arena *arena, struct expr **column, struct expr **constant,
                                  const struct width *width)
{
    int scale = of_expr(*column, MAX_LEVELS).scale, shown = of_constant(*constant).scale;
    struct expr *field = is_short_integer(*constant) ? narrow_field(arena, *column) : NULL;
    if (field)
        *column = field;
    if (field || (is_unsigned(*column) && is_short_integer(*constant))) {
        *constant = expr_clickhouse(arena, PG_NUMERIC, (*constant)->text, 0, NULL);
        return;
    }
    int decimal = decimal_of(*column) ? constant_width(*column, *constant, width) : width->decimal;
    if (!decimal_of(*column))
        *column = to_decimal(arena, *column, decimal, scale);
    *constant = constant_decimal(arena, *constant, decimal, shown > scale ? shown : scale);
}

/* Of two scales only where no join can hash them: those must be of one type. */
static void compare_values(struct arena *arena, struct expr **args, const struct width *width)
{
    int decimals[] = {decimal_of(args[0]), decimal_of(args[1])};
    bool same_scale = of_expr(args[0], MAX_LEVELS).scale == of_expr(args[1], MAX_LEVELS).scale;
    if (same_scale && decimals[0] && decimals[0] == decimals[1])
        return;
    for (size_t i = 0; i < 2; i++)
        if (decimals[i] != width->decimal)
            args[i] =
                to_decimal(arena, args[i], width->decimal, of_expr(args[i], MAX_LEVELS).scale);
}

static bool fit_comparison(struct arena *arena, const char *name, struct expr **args,
                           const struct width *width)
{
    bool constants[] = {args[0]->kind == EXPR_CONST, args[1]->kind == EXPR_CONST};
    if (constants[0] && constants[1])
        return false;
    if (constants[0])
        compare_with_constant(arena, &args[1], &args[0], width);
    else if (constants[1])
        compare_with_constant(arena, &args[0], &args[1], width);
    else if (strcmp(name, "=") == 0 &&
             of_expr(args[0], MAX_LEVELS).scale != of_expr(args[1], MAX_LEVELS).scale)
        return false;
    else
        compare_values(arena, args, width);
    return true;
}

/* Nodes can be shared: a new one. */
static struct expr *with_args(struct arena *arena, const struct expr *expr, size_t n,
                              struct expr **args)
{
    struct expr *made = ARENA_NEW(arena, struct expr);
    *made = *expr;
    made->args = (struct list){0};
    for (size_t i = 0; i < n; i++)
        list_add(arena, &made->args, args[i]);
    return made;
}

static void narrow_call(struct arena *arena, struct expr **at)
{
    struct expr *expr = *at;
    const struct narrow *narrow = find_narrow(expr);
    if (!narrow)
        return;
    struct expr *args[] = {bare(expr->args.items[0]), bare(expr->args.items[1])};
    struct magnitude result =
        of_operation(narrow->operation, of_expr(args[0], MAX_LEVELS), of_expr(args[1], MAX_LEVELS));
    const struct width *width = width_for(result);
    if (!width)
        return;
    if (narrow->operation != COMPARISON)
        fit_operands(arena, args, width);
    else if (!fit_comparison(arena, narrow->routine.name, args, width))
        return;
    struct expr *call = with_args(arena, expr, 2, args);
    call->routine = &narrow->routine;
    *at = narrow->operation == COMPARISON ? call : to_decimal(arena, call, 256, result.scale);
}

/* ---- aggregates ---- */

static bool names_wide(const char *template_)
{
    return template_ && strchr(template_, '@');
}

/* The routine with plain calls instead of those that widen each row; NULL: it widens otherwise. */
static const struct routine *plain_aggregate(struct arena *arena, const struct routine *routine,
                                             const char *wide, const char *narrow)
{
    struct routine *plain = ARENA_NEW(arena, struct routine);
    *plain = *routine;
    plain->clickhouse = template_replace(arena, routine->clickhouse, wide, narrow);
    plain->scaled = template_replace(arena, routine->scaled, wide, narrow);
    plain->shown = template_replace(arena, routine->shown, wide, narrow);
    plain->cut = NULL;
    bool widens =
        names_wide(plain->clickhouse) || names_wide(plain->scaled) || names_wide(plain->shown);
    return widens || plain->clickhouse == routine->clickhouse ? NULL : plain;
}

/*
 * ClickHouse's sum of Decimals is a Decimal128 at least, that of Int128 an Int128: enough for what
 * is SUMMABLE_BITS wide. Least and greatest add nothing.
 */
static void narrow_aggregate(struct arena *arena, struct expr **at)
{
    static const struct {
        const char *wide, *plain;
        int max_bits;
    } calls[] = {{"sumOrNull[@1]", "toDecimal256(sumOrNull[%s], %d)", SUMMABLE_BITS},
                 {"minOrNull[@1]", "toDecimal256(minOrNull[%s], %d)", 255},
                 {"maxOrNull[@1]", "toDecimal256(maxOrNull[%s], %d)", 255},
                 {"sum[@1]", "toDecimal256(sum[%s], %d)", SUMMABLE_BITS},
                 {"min[@1]", "toDecimal256(min[%s], %d)", 255},
                 {"max[@1]", "toDecimal256(max[%s], %d)", 255}};
    struct expr *expr = *at;
    if (expr->kind != EXPR_AGGREGATE || expr->aggregate.distinct || expr->args.n == 0)
        return;
    struct expr *arg = bare(expr->args.items[0]);
    struct magnitude magnitude = of_expr(arg, MAX_LEVELS);
    if (magnitude.bits < 0 || (!decimal_of(arg) && !is_unsigned(arg)))
        return;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        const char *form = decimal_of(arg) ? "$1" : "toInt128($1)";
        const char *call = arena_printf(arena, calls[i].plain, form, magnitude.scale);
        const struct routine *plain =
            magnitude.bits <= calls[i].max_bits
                ? plain_aggregate(arena, expr->aggregate.routine, calls[i].wide, call)
                : NULL;
        if (!plain)
            continue;
        struct expr **args = (struct expr **)expr->args.items;
        *at = with_args(arena, expr, expr->args.n, args);
        (*at)->aggregate.routine = plain;
        (*at)->args.items[0] = arg;
        return;
    }
}

/* ---- blocks ---- */

static bool narrow_expr(struct expr **at, void *context)
{
    if (!expr_visit_children(*at, narrow_expr, context))
        return false;
    narrow_guard(context, at);
    narrow_date(context, at);
    narrow_timestamp(context, at);
    narrow_range(context, at);
    narrow_float(context, at);
    narrow_call(context, at);
    narrow_aggregate(context, at);
    return true;
}

/*
 * Whether the block repeats a key that would not be written alike everywhere: the operand of a
 * narrow operator loses the wide form around it, and grouping sets name whole keys.
 */
static bool has_delicate_key(const struct query *query)
{
    for (size_t i = 0; i < query->group_by.n; i++) {
        const struct expr *key = query->group_by.items[i];
        if (find_narrow(key) || (query->grouping_sets.n && key->kind != EXPR_COLUMN))
            return true;
    }
    return false;
}

static bool narrow_block(struct query *query, void *context)
{
    if (has_delicate_key(query))
        return true;
    query_walk_exprs(query, narrow_expr, context);
    narrow_group_keys(context, query);
    return true;
}

void narrow_query(struct arena *arena, struct query *query)
{
    query_walk(query, narrow_block, arena);
}
