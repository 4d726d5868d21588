#ifndef PGPIVOT_REWRITE_BIND_FRAME_H
#define PGPIVOT_REWRITE_BIND_FRAME_H

#include "rewrite/bind/bind.h"

/* PostgreSQL's FRAMEOPTION_NONDEFAULT: the definition has a frame clause. */
#define FRAME_NONDEFAULT 0x1

/* RANGE BETWEEN offset …: of one key that has distances. */
bool bind_frame_has_range_offset(const PgQuery__WindowDef *def);

/* Fills the window, whose keys are bound: its frame, which for RANGE with offsets changes the key,
 * or its shape. ignores_frame: as of bind_window. */
bool bind_frame(struct binder *binder, struct scope *scope, struct window *window,
                const PgQuery__WindowDef *def, bool ignores_frame);

/* ClickHouse's frame clause; places as of struct frame. Without rows if start is after end. */
const char *frame_text(struct arena *arena, bool is_range, int64_t start, int64_t end);

#endif
