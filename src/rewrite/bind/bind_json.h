#ifndef PGPIVOT_REWRITE_BIND_JSON_H
#define PGPIVOT_REWRITE_BIND_JSON_H

#include "rewrite/bind/bind.h"

/*
 * Values as JSON texts, as datum_to_json makes them (manual, "JSON Functions and Operators",
 * to_json). NULL stays NULL. `target`, PG_JSON or PG_JSONB, is the type of the result: json keeps
 * a jsonb inside as jsonb_out prints it, jsonb prints all of it later. NULL with err set (0A000)
 * for rows of unknown shape.
 */
struct expr *bind_json_value(struct binder *binder, struct expr *value, uint32_t target);

struct expr *bind_json_spaced(struct binder *binder, struct expr *value, uint32_t target,
                              enum json_spacing spacing);

/* An array as json_agg prints what it gathers, of type `target`. */
struct expr *bind_json_of_array(struct binder *binder, struct expr *array, uint32_t target);

#endif
