#ifndef PGPIVOT_REWRITE_ENUM_TYPE_H
#define PGPIVOT_REWRITE_ENUM_TYPE_H

#include "base/catalog_enum.h"
#include "rewrite/bind/bind.h"

/* Values of a type of CREATE TYPE … AS ENUM are ClickHouse's Enum, whose order is that of its
 * numbers; constants are the label, until lower makes them the Enum. */

/* On the search path where schema is NULL; NULL if there is none. */
const struct catalog_enum *enum_find(const struct binder *binder, const char *schema,
                                     const char *name);
/* 22P02 when the type has no such label. */
bool enum_check(struct binder *binder, uint32_t type, const char *label, int position);
/* Between an enum and text: explicit to the enum, by assignment from it. */
bool enum_casts(uint32_t from, uint32_t to, enum cast_context context);
struct expr *enum_cast(struct binder *binder, struct expr *expr, uint32_t to);
/* enum_first, enum_last and enum_range of a value of such a type, which alone counts; NULL: another
 * call. */
struct expr *enum_call(struct binder *binder, const char *name, const struct list *args);
/* A constant as the Enum it is. */
struct expr *enum_constant(struct binder *binder, const struct expr *constant);

#endif
