#ifndef PGPIVOT_REWRITE_OBJECT_NAME_H
#define PGPIVOT_REWRITE_OBJECT_NAME_H

#include "rewrite/bind/bind.h"

/*
 * The OID alias types (manual, "Object Identifier Types"): regclass, regtype and their kin are
 * numbers in ClickHouse and names to the client.
 */

/* The number that the text of a constant means, as text. 42P01, 42704, 42883, 3F000 if there is no
 * such object, 42602 if it is no name. */
const char *object_name_resolve(struct binder *binder, uint32_t type, const char *text,
                                int position);

/* Gives the targets of these types, and arrays of them, their names, when everything else is bound.
 * The query that shows them, which is another one where the rows depend on the targets. */
struct query *object_name_show(struct binder *binder, struct query *query);

/* pg_type.oid of a pg_type.typname; 0 if there is none. */
uint32_t object_type_oid(struct binder *binder, const char *schema, const char *name);

#endif
