/* Frames of windows: ROWS, RANGE and GROUPS (PostgreSQL's transformFrameOffset). ClickHouse's
 * offsets are constants of 32 bits, over integers: other keys are counted in their last digit. */
#include "rewrite/bind_frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/interval.h"
#include "rewrite/numeric_scale.h"

#define MICROS_PER_DAY 86400000000
#define MAX_KEY_SCALE 18

/* PostgreSQL's FRAMEOPTION_…, which libpg_query hands through. */
enum frame_option {
    FRAME_RANGE = 0x2,
    FRAME_GROUPS = 0x8,
    FRAME_START_UNBOUNDED_PRECEDING = 0x20,
    FRAME_END_UNBOUNDED_FOLLOWING = 0x100,
    FRAME_START_CURRENT_ROW = 0x200,
    FRAME_END_CURRENT_ROW = 0x400,
    FRAME_START_OFFSET_PRECEDING = 0x800,
    FRAME_END_OFFSET_PRECEDING = 0x1000,
    FRAME_START_OFFSET_FOLLOWING = 0x2000,
    FRAME_END_OFFSET_FOLLOWING = 0x4000,
    FRAME_EXCLUSIONS = 0x8000 | 0x10000 | 0x20000,
    FRAME_OFFSETS = FRAME_START_OFFSET_PRECEDING | FRAME_END_OFFSET_PRECEDING |
                    FRAME_START_OFFSET_FOLLOWING | FRAME_END_OFFSET_FOLLOWING,
};

static bool refuse(struct binder *binder, int position, const char *what)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s not supported yet",
                   what);
}

/* ---- offsets ---- */

/* What an offset is counted in. */
struct unit {
    uint32_t type;   /* of the offset */
    int scale;       /* numeric: decimals of the key */
    int64_t micros;  /* interval: of the key's smallest step */
    const char *key; /* template of the key in units, an integer */
};

static int64_t power_of_ten(int n)
{
    int64_t power = 1;
    for (; n > 0; n--)
        power *= 10;
    return power;
}

/* A constant that is not negative, in units, rounded down: keys are whole units. -1 if it has more
 * than 18 digits. */
static int64_t numeric_units(const char *text, int scale)
{
    int64_t units = 0;
    int decimals = -1;
    size_t digits = 0;
    for (; *text && decimals < scale; text++) {
        if (*text == '.') {
            decimals = 0;
            continue;
        }
        if (decimals >= 0)
            decimals++;
        units = units * 10 + (*text - '0');
        digits += units != 0;
        if (digits > 18)
            return -1;
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < scale; decimals++, digits++) {
        if (units && digits >= 18)
            return -1;
        units *= 10;
    }
    return units;
}

static int64_t interval_units(struct binder *binder, const struct expr *offset, int64_t unit)
{
    struct interval interval;
    if (interval_parse(str_of(offset->text), INTERVAL_ANY, &interval) != DATETIME_OK ||
        interval.months) {
        refuse(binder, offset->position, "frame offsets of months are");
        return -1;
    }
    __extension__ __int128 micros = (__int128)interval.days * MICROS_PER_DAY + interval.micros;
    if (micros < 0)
        err_set(binder->err, SQLSTATE_INVALID_PRECEDING_OR_FOLLOWING_SIZE, 0,
                "invalid preceding or following size in window function");
    return micros < 0 ? -1 : micros / unit > INT32_MAX ? INT32_MAX : (int64_t)(micros / unit);
}

static int64_t offset_units(struct binder *binder, const struct expr *offset,
                            const struct unit *unit, bool is_range, const char *which)
{
    if (unit->type == PG_INTERVAL)
        return interval_units(binder, offset, unit->micros);
    if (offset->text[0] == '-') {
        if (is_range)
            err_set(binder->err, SQLSTATE_INVALID_PRECEDING_OR_FOLLOWING_SIZE, 0,
                    "invalid preceding or following size in window function");
        else
            err_set(binder->err, SQLSTATE_INVALID_PRECEDING_OR_FOLLOWING_SIZE, 0,
                    "frame %s offset must not be negative", which);
        return -1;
    }
    return unit->type == PG_NUMERIC ? numeric_units(offset->text, unit->scale)
                                    : (int64_t)strtoll(offset->text, NULL, 10);
}

static struct expr *error_offset_type(struct binder *binder, const struct expr *key,
                                      const struct expr *offset)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, offset->position,
            "RANGE with offset PRECEDING/FOLLOWING is not supported for column type %s and offset "
            "type %s",
            pgtype_sql_name(key->type), pgtype_sql_name(offset->type));
    err_hint(binder->err, "Cast the offset value to an appropriate type.");
    return NULL;
}

/* `key`: of RANGE; NULL for ROWS. */
static struct expr *bind_offset(struct binder *binder, struct scope *scope,
                                const PgQuery__Node *node, const struct unit *unit,
                                const struct expr *key)
{
    struct expr *offset = bind_expr(binder, scope, node, CLAUSE_WINDOW_DEFINITION);
    if (offset && key && !coerce_possible(offset->type, unit->type, CAST_IMPLICIT))
        return error_offset_type(binder, key, offset);
    return offset ? coerce(binder, offset, unit->type, -1, key ? CAST_IMPLICIT : CAST_ASSIGNMENT,
                           offset->position)
                  : NULL;
}

/* A number of rows or units. -1 with err set. */
static int64_t frame_offset(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                            const struct unit *unit, const struct expr *key, const char *which)
{
    struct expr *offset = bind_offset(binder, scope, node, unit, key);
    if (!offset)
        return -1;
    if (bind_awaits_value(offset))
        return 0;
    if (offset->kind != EXPR_CONST) {
        refuse(binder, offset->position, "frame offsets other than constants are");
        return -1;
    }
    if (!offset->text) {
        err_set(binder->err, SQLSTATE_NULL_VALUE_NOT_ALLOWED, 0, "frame %s offset must not be null",
                which);
        return -1;
    }
    int64_t units = offset_units(binder, offset, unit, key != NULL, which);
    if (err_is_set(binder->err))
        return -1;
    if (units < 0 || units >= INT32_MAX) {
        refuse(binder, offset->position,
               key ? "frame offsets above 2147483646 of the key's smallest steps are"
                   : "frame offsets above 2147483646 are");
        return -1;
    }
    return units;
}

/* ---- keys of RANGE ---- */

static bool unit_of_integer(struct binder *binder, const struct expr *key, struct unit *unit)
{
    (void)binder, (void)key;
    /* Wide enough for any offset. */
    *unit = (struct unit){.type = PG_INT8, .key = "toInt64($1)"};
    return true;
}

static bool unit_of_numeric(struct binder *binder, const struct expr *key, struct unit *unit)
{
    int scale = numeric_scale(key);
    if (scale < 0 || scale > MAX_KEY_SCALE)
        return refuse(binder, key->position, "RANGE offsets of this numeric are");
    unit->type = PG_NUMERIC;
    unit->scale = scale;
    unit->key = arena_printf(binder->arena, "toInt128(@1 * toInt128(%lld))",
                             (long long)power_of_ten(scale));
    return true;
}

static bool unit_of_date(struct binder *binder, const struct expr *key, struct unit *unit)
{
    (void)binder, (void)key;
    *unit = (struct unit){.type = PG_INTERVAL, .micros = MICROS_PER_DAY, .key = "toInt64($1)"};
    return true;
}

/* A column's own precision, else microseconds. A day is 24 hours in UTC only. */
static bool unit_of_timestamp(struct binder *binder, const struct expr *key, struct unit *unit)
{
    if (key->type == PG_TIMESTAMPTZ && binder->context->zone)
        return refuse(binder, key->position,
                      "RANGE offsets of timestamp with time zone in a TimeZone other than UTC are");
    const struct catalog_column *column =
        key->kind == EXPR_COLUMN ? key->column.rel->columns[key->column.index].catalog : NULL;
    const struct chtype *type = column ? chtype_strip(column->type) : NULL;
    int scale = !type ? 6 : type->kind == CH_DATETIME64 ? type->scale : 0;
    unit->type = PG_INTERVAL;
    unit->micros = power_of_ten(scale < 6 ? 6 - scale : 0);
    unit->key = arena_printf(
        binder->arena, "intDiv(toUnixTimestamp64Micro(toDateTime64($1, 6, 'UTC')), toInt64(%lld))",
        (long long)unit->micros);
    return true;
}

static const struct {
    uint32_t type;
    bool (*unit_of)(struct binder *binder, const struct expr *key, struct unit *unit);
} range_keys[] = {
    {PG_INT2, unit_of_integer},
    {PG_INT4, unit_of_integer},
    {PG_INT8, unit_of_integer},
    {PG_NUMERIC, unit_of_numeric},
    {PG_DATE, unit_of_date},
    {PG_TIMESTAMP, unit_of_timestamp},
    {PG_TIMESTAMPTZ, unit_of_timestamp},
};

/* RANGE n PRECEDING: what n counts. */
static const struct expr *bind_range_key(struct binder *binder, const struct window *window,
                                         struct unit *unit)
{
    if (window->order_by.n != 1) {
        err_set(binder->err, SQLSTATE_WINDOWING_ERROR, 0,
                "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column");
        return NULL;
    }
    const struct expr *key = ((const struct sort_key *)window->order_by.items[0])->expr;
    for (size_t i = 0; i < sizeof range_keys / sizeof *range_keys; i++)
        if (range_keys[i].type == key->type)
            return range_keys[i].unit_of(binder, key, unit) ? key : NULL;
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, key->position,
            "RANGE with offset PRECEDING/FOLLOWING is not supported for column type %s",
            pgtype_sql_name(key->type));
    return NULL;
}

/* Farther from every key than an offset reaches. */
#define FAR "toInt128('1267650600228229401496703205376')"

/* ClickHouse computes on the key, and takes NULL for a number. Rows whose key is NULL are peers of
 * each other and in nobody else's frame, unless that has no bound on their side. */
static void lower_range_key(struct binder *binder, struct window *window, const struct unit *unit)
{
    struct sort_key *key = window->order_by.items[0];
    bool is_nullable = key->expr->nullable;
    key->expr = expr_clickhouse(binder->arena, PG_INT8, unit->key, 1, &key->expr);
    if (is_nullable)
        key->expr =
            expr_clickhouse(binder->arena, PG_INT8,
                            key->nulls_first == key->descending ? "ifNull(toInt128($1), " FAR ")"
                                                                : "ifNull(toInt128($1), -" FAR ")",
                            1, &key->expr);
    key->expr->nullable = false;
}

/* ---- frames ---- */

/* One end of a frame; `place` counts rows from the current one, for comparing the ends. */
struct frame_end {
    const char *text;
    int64_t place;
};

static bool bind_frame_end(struct binder *binder, struct scope *scope,
                           const PgQuery__WindowDef *def, const struct unit *unit,
                           const struct expr *key, bool is_start, struct frame_end *end)
{
    int unbounded = is_start ? FRAME_START_UNBOUNDED_PRECEDING : FRAME_END_UNBOUNDED_FOLLOWING;
    int current = is_start ? FRAME_START_CURRENT_ROW : FRAME_END_CURRENT_ROW;
    int preceding = is_start ? FRAME_START_OFFSET_PRECEDING : FRAME_END_OFFSET_PRECEDING;
    if (def->frame_options & unbounded) {
        end->text = is_start ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING";
        end->place = is_start ? INT64_MIN : INT64_MAX;
        return true;
    }
    if (def->frame_options & current) {
        end->text = "CURRENT ROW";
        return true;
    }
    bool is_preceding = def->frame_options & preceding;
    int64_t offset = frame_offset(binder, scope, is_start ? def->start_offset : def->end_offset,
                                  unit, key, is_start ? "starting" : "ending");
    if (offset < 0)
        return false;
    end->place = is_preceding ? -offset : offset;
    end->text = arena_printf(binder->arena, "%lld %s", (long long)offset,
                             is_preceding ? "PRECEDING" : "FOLLOWING");
    return true;
}

static bool check_frame(struct binder *binder, const struct window *window,
                        const PgQuery__WindowDef *def)
{
    int options = def->frame_options, position = position_of(def->location);
    if (options & FRAME_GROUPS && !window->order_by.n)
        return err_set(binder->err, SQLSTATE_WINDOWING_ERROR, position,
                       "GROUPS mode requires an ORDER BY clause");
    if (options & FRAME_GROUPS && options & FRAME_OFFSETS)
        return refuse(binder, position, "GROUPS with an offset is");
    return !(options & FRAME_EXCLUSIONS) || refuse(binder, position, "EXCLUDE in a frame is");
}

/* For frames that end before they start, which ClickHouse refuses. */
#define NO_ROWS "ROWS BETWEEN 2147483646 FOLLOWING AND 2147483646 FOLLOWING"

bool bind_frame(struct binder *binder, struct scope *scope, struct window *window,
                const PgQuery__WindowDef *def, bool ignores_frame)
{
    struct frame_end start = {0}, end = {0};
    struct unit unit = {.type = PG_INT8};
    const struct expr *key = NULL;
    bool has_key = def->frame_options & FRAME_RANGE && def->frame_options & FRAME_OFFSETS;
    if (!(def->frame_options & FRAME_NONDEFAULT))
        return true;
    if (!check_frame(binder, window, def) ||
        (has_key && !(key = bind_range_key(binder, window, &unit))) ||
        !bind_frame_end(binder, scope, def, &unit, key, true, &start) ||
        !bind_frame_end(binder, scope, def, &unit, key, false, &end))
        return false;
    if (ignores_frame)
        return true;
    if (start.place > end.place) {
        window->frame = NO_ROWS;
        return true;
    }
    bool is_range = def->frame_options & (FRAME_RANGE | FRAME_GROUPS);
    /* Of a row whose key is NULL all others of that kind are in the frame, whatever the offset. */
    if (has_key && key->nullable && (start.place > 0 || end.place < 0))
        return refuse(binder, key->position,
                      "RANGE frames without the current row over a key that can be NULL are");
    if (has_key)
        lower_range_key(binder, window, &unit);
    window->frame = arena_printf(binder->arena, "%s BETWEEN %s AND %s", is_range ? "RANGE" : "ROWS",
                                 start.text, end.text);
    return true;
}
