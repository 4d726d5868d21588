#ifndef PGPIVOT_REWRITE_BIND_FRAME_H
#define PGPIVOT_REWRITE_BIND_FRAME_H

#include "rewrite/bind.h"

/* PostgreSQL's FRAMEOPTION_NONDEFAULT: the definition has a frame clause. */
#define FRAME_NONDEFAULT 0x1

/* Fills window->frame, whose keys are bound; a RANGE with offsets changes them. ignores_frame: as
 * of bind_window. */
bool bind_frame(struct binder *binder, struct scope *scope, struct window *window,
                const PgQuery__WindowDef *def, bool ignores_frame);

#endif
