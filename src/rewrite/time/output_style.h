#ifndef PGPIVOT_REWRITE_OUTPUT_STYLE_H
#define PGPIVOT_REWRITE_OUTPUT_STYLE_H

#include "rewrite/bind/bind.h"

/*
 * The text of a value under DateStyle, IntervalStyle, extra_float_digits and bytea_output, where
 * `text` is that under PostgreSQL's defaults: `text` itself where the settings do not matter. NULL
 * with err set (0A000) where only the client's text can be made.
 */
struct expr *output_style_apply(struct binder *binder, struct expr *value, struct expr *text);

#endif
