#ifndef PGPIVOT_REWRITE_BIND_FRAME_INTERVAL_H
#define PGPIVOT_REWRITE_BIND_FRAME_INTERVAL_H

#include "base/interval.h"
#include "rewrite/bind/bind.h"

/* RANGE frames over dates and timestamps, whose offsets are intervals: for bind_frame.c. */

#define FRAME_DAY INT64_C(86400000000) /* microseconds */

/* What an offset is counted in. */
struct unit {
    uint32_t type;   /* of the offset */
    int scale;       /* numeric: decimals of the key */
    int64_t micros;  /* interval: of the key's smallest step */
    bool is_by_zone; /* interval: days are those of the session's time zone */
    const char *key; /* template of the key in units, an integer */
};

/* One end of a frame. */
struct frame_end {
    int64_t place; /* as struct frame says */
    bool awaits_value, is_preceding;
    const struct expr *offset; /* an interval, or NULL … */
    struct interval interval;  /* … and its value */
};

/* Template of a timestamp in units of so many microseconds. */
const char *frame_timestamp_key(struct binder *binder, int64_t micros);
/* Fills offset and interval from a constant; 22013 if it is negative. */
bool frame_interval_read(struct binder *binder, const struct expr *offset, struct frame_end *end);
/* Fills the places of ends that are intervals. Where they cannot be counted in units, as months
 * cannot, the unit and the places take in more rows, and the window's condition says which. */
bool frame_interval_place(struct binder *binder, struct window *window, struct unit *unit,
                          struct frame_end *start, struct frame_end *end);

#endif
