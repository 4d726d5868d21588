/* Frames of windows: ROWS, RANGE and GROUPS (PostgreSQL's transformFrameOffset). ClickHouse's
 * offsets are constants of 32 bits, over integers: other keys are counted in their last digit. */
#include "rewrite/bind/bind_frame.h"

#include <stdlib.h>
#include <string.h>

#include "rewrite/bind/bind_frame_interval.h"
#include "rewrite/numeric/numeric_scale.h"

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
    FRAME_EXCLUDE_CURRENT_ROW = 0x8000,
    FRAME_EXCLUDE_GROUP = 0x10000,
    FRAME_EXCLUDE_TIES = 0x20000,
    FRAME_OFFSETS = FRAME_START_OFFSET_PRECEDING | FRAME_END_OFFSET_PRECEDING |
                    FRAME_START_OFFSET_FOLLOWING | FRAME_END_OFFSET_FOLLOWING,
};

static bool refuse(struct binder *binder, int position, const char *what)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s not supported yet",
                   what);
}

/* ---- offsets ---- */

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

static int64_t offset_units(struct binder *binder, const struct expr *offset,
                            const struct unit *unit, bool is_range, const char *which)
{
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

/* A constant, or one that awaits its value; NULL with err set. */
static struct expr *constant_offset(struct binder *binder, struct scope *scope,
                                    const PgQuery__Node *node, const struct unit *unit,
                                    const struct expr *key, const char *which)
{
    struct expr *offset = bind_offset(binder, scope, node, unit, key);
    if (!offset || bind_awaits_value(offset))
        return offset;
    if (offset->kind != EXPR_CONST) {
        refuse(binder, offset->position, "frame offsets other than constants are");
        return NULL;
    }
    if (!offset->text) {
        err_set(binder->err, SQLSTATE_NULL_VALUE_NOT_ALLOWED, 0, "frame %s offset must not be null",
                which);
        return NULL;
    }
    return offset;
}

/* A number of rows or units. -1 with err set. */
static int64_t frame_offset(struct binder *binder, const struct expr *offset,
                            const struct unit *unit, bool is_range, const char *which)
{
    if (bind_awaits_value((struct expr *)offset))
        return 0;
    int64_t units = offset_units(binder, offset, unit, is_range, which);
    if (err_is_set(binder->err))
        return -1;
    if (units < 0 || units >= INT32_MAX) {
        refuse(binder, offset->position,
               is_range ? "frame offsets above 2147483646 of the key's smallest steps are"
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
    *unit = (struct unit){.type = PG_INTERVAL, .micros = FRAME_DAY, .key = "toInt64($1)"};
    return true;
}

/* A column's own precision, else microseconds. */
static bool unit_of_timestamp(struct binder *binder, const struct expr *key, struct unit *unit)
{
    const struct catalog_column *column =
        key->kind == EXPR_COLUMN ? key->column.rel->columns[key->column.index].catalog : NULL;
    const struct chtype *type = column ? chtype_strip(column->type) : NULL;
    int scale = !type ? 6 : type->kind == CH_DATETIME64 ? type->scale : 0;
    unit->type = PG_INTERVAL;
    unit->is_by_zone = key->type == PG_TIMESTAMPTZ && binder->context->zone;
    unit->micros = power_of_ten(scale < 6 ? 6 - scale : 0);
    unit->key = frame_timestamp_key(binder, unit->micros);
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
static struct expr *key_in_units(struct binder *binder, const struct sort_key *key,
                                 const struct unit *unit)
{
    struct expr *value = key->expr;
    struct expr *units = expr_clickhouse(binder->arena, PG_INT8, unit->key, 1, &value);
    if (value->nullable)
        units =
            expr_clickhouse(binder->arena, PG_INT8,
                            key->nulls_first == key->descending ? "ifNull(toInt128($1), " FAR ")"
                                                                : "ifNull(toInt128($1), -" FAR ")",
                            1, &units);
    units->nullable = false;
    return units;
}

/* Adds to the condition that a row whose key is not NULL is not beyond the place. */
static void add_place(struct binder *binder, struct window *window, struct expr *units,
                      int64_t place, bool is_least)
{
    struct expr *test = expr_clickhouse(
        binder->arena, PG_BOOL,
        arena_printf(binder->arena,
                     "ifNull(toInt128(tupleElement(w, 2)) - toInt128($1) %s %lld, true)",
                     is_least ? ">=" : "<=", (long long)place),
        1, &units);
    test->nullable = false;
    window->condition = expr_bool(binder->arena, BOOL_AND, window->condition, test);
}

/* Of a row whose key is NULL all others of that kind are in the frame, whatever the offset: the
 * frame takes in the current row, and the condition leaves it out where it has a key. */
static void keep_nulls(struct binder *binder, struct window *window, const struct unit *unit,
                       struct frame_end *start, struct frame_end *end)
{
    const struct sort_key *key = window->order_by.items[0];
    if (!window->condition) {
        struct expr *value = expr_copy(binder->arena, key->expr);
        struct expr *units = expr_clickhouse(binder->arena, PG_INT8, unit->key, 1, &value);
        int sign = key->descending ? -1 : 1;
        list_add(binder->arena, &window->row, expr_copy(binder->arena, units));
        if (start->place != INT64_MIN)
            add_place(binder, window, units, sign * start->place, !key->descending);
        if (end->place != INT64_MAX)
            add_place(binder, window, units, sign * end->place, key->descending);
    }
    start->place = start->place > 0 ? 0 : start->place;
    end->place = end->place < 0 ? 0 : end->place;
}

/* ---- frames ---- */

/* The constant, and what it counts; false with err set. */
static bool bind_end_offset(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                            const struct unit *unit, const struct expr *key, const char *which,
                            struct frame_end *end)
{
    const struct expr *offset = constant_offset(binder, scope, node, unit, key, which);
    if (!offset)
        return false;
    end->awaits_value = bind_awaits_value((struct expr *)offset);
    if (unit->type == PG_INTERVAL && !end->awaits_value)
        return frame_interval_read(binder, offset, end);
    int64_t units = frame_offset(binder, offset, unit, key != NULL, which);
    end->place = end->is_preceding ? -units : units;
    return units >= 0;
}

static bool bind_frame_end(struct binder *binder, struct scope *scope,
                           const PgQuery__WindowDef *def, const struct unit *unit,
                           const struct expr *key, bool is_start, struct frame_end *end)
{
    int unbounded = is_start ? FRAME_START_UNBOUNDED_PRECEDING : FRAME_END_UNBOUNDED_FOLLOWING;
    int current = is_start ? FRAME_START_CURRENT_ROW : FRAME_END_CURRENT_ROW;
    int preceding = is_start ? FRAME_START_OFFSET_PRECEDING : FRAME_END_OFFSET_PRECEDING;
    if (def->frame_options & unbounded)
        end->place = is_start ? INT64_MIN : INT64_MAX;
    if (def->frame_options & (unbounded | current))
        return true;
    end->is_preceding = def->frame_options & preceding;
    return bind_end_offset(binder, scope, is_start ? def->start_offset : def->end_offset, unit, key,
                           is_start ? "starting" : "ending", end);
}

static enum frame_exclusion exclusion_of(int options)
{
    return options & FRAME_EXCLUDE_CURRENT_ROW ? EXCLUDE_CURRENT_ROW
           : options & FRAME_EXCLUDE_GROUP     ? EXCLUDE_GROUP
           : options & FRAME_EXCLUDE_TIES      ? EXCLUDE_TIES
                                               : EXCLUDE_NO_OTHERS;
}

static void set_shape(struct binder *binder, struct window *window, int options,
                      const struct frame_end *start, const struct frame_end *end)
{
    struct frame *shape = ARENA_NEW(binder->arena, struct frame);
    shape->mode = options & FRAME_GROUPS  ? FRAME_OF_GROUPS
                  : options & FRAME_RANGE ? FRAME_OF_RANGE
                                          : FRAME_OF_ROWS;
    shape->start = start->place;
    shape->end = end->place;
    shape->exclusion = exclusion_of(options);
    window->shape = shape;
}

static const char *place_text(struct arena *arena, int64_t place)
{
    if (place == INT64_MIN || place == INT64_MAX)
        return place < 0 ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING";
    return place == 0 ? "CURRENT ROW"
                      : arena_printf(arena, "%lld %s", (long long)(place < 0 ? -place : place),
                                     place < 0 ? "PRECEDING" : "FOLLOWING");
}

const char *frame_text(struct arena *arena, bool is_range, int64_t start, int64_t end)
{
    if (start > end)
        return "ROWS BETWEEN 2147483646 FOLLOWING AND 2147483646 FOLLOWING";
    return arena_printf(arena, "%s BETWEEN %s AND %s", is_range ? "RANGE" : "ROWS",
                        place_text(arena, start), place_text(arena, end));
}

/* The frame between the ends, in ClickHouse's words if it has any. */
static void set_frame(struct binder *binder, struct window *window, int options,
                      const struct frame_end *start, const struct frame_end *end)
{
    bool is_range = options & (FRAME_RANGE | FRAME_GROUPS);
    bool has_words = !window->condition && exclusion_of(options) == EXCLUDE_NO_OTHERS &&
                     !(options & FRAME_GROUPS && options & FRAME_OFFSETS);
    if (!has_words && start->place <= end->place) {
        set_shape(binder, window, options, start, end);
        return;
    }
    if (window->unit)
        ((struct sort_key *)window->order_by.items[0])->expr = window->unit;
    window->unit = NULL;
    window->frame = frame_text(binder->arena, is_range, start->place, end->place);
}

bool bind_frame_has_range_offset(const PgQuery__WindowDef *def)
{
    return (def->frame_options & FRAME_RANGE) && (def->frame_options & FRAME_OFFSETS);
}

bool bind_frame(struct binder *binder, struct scope *scope, struct window *window,
                const PgQuery__WindowDef *def, bool ignores_frame)
{
    struct frame_end start = {0}, end = {0};
    struct unit unit = {.type = PG_INT8};
    const struct expr *key = NULL;
    int options = def->frame_options;
    bool has_key = options & FRAME_RANGE && options & FRAME_OFFSETS;
    if (!(options & FRAME_NONDEFAULT))
        return true;
    if (options & FRAME_GROUPS && !window->order_by.n)
        return err_set(binder->err, SQLSTATE_WINDOWING_ERROR, position_of(def->location),
                       "GROUPS mode requires an ORDER BY clause");
    if ((has_key && !(key = bind_range_key(binder, window, &unit))) ||
        !bind_frame_end(binder, scope, def, &unit, key, true, &start) ||
        !bind_frame_end(binder, scope, def, &unit, key, false, &end))
        return false;
    if (ignores_frame || start.awaits_value || end.awaits_value)
        return true;
    if (unit.type == PG_INTERVAL && !frame_interval_place(binder, window, &unit, &start, &end))
        return false;
    if (has_key && key->nullable && (start.place > 0 || end.place < 0))
        keep_nulls(binder, window, &unit, &start, &end);
    if (has_key)
        window->unit = key_in_units(binder, window->order_by.items[0], &unit);
    set_frame(binder, window, options, &start, &end);
    return true;
}
