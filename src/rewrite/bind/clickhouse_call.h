#ifndef PGPIVOT_REWRITE_CLICKHOUSE_CALL_H
#define PGPIVOT_REWRITE_CLICKHOUSE_CALL_H

#include "rewrite/bind/bind_call.h"
#include "rewrite/routines/clickhouse_name.h"

/*
 * Calls of ClickHouse's functions whose types pgpivot does not know (functions_clickhouse.c has the
 * others): ClickHouse is asked for the type of the result, once for each types of the arguments.
 */

/* A call whose arguments are bound, of any type. NULL with err set; binder->question may be set. */
struct expr *clickhouse_call(struct binder *binder, struct call *call, const char *name);

/* 0A000 if a value that has no PostgreSQL type is anywhere but in another such call. */
bool clickhouse_check_results(struct binder *binder);

/* An argument as ClickHouse stores it, for lower.c: the template's address says so. */
extern const char clickhouse_stored[];

#endif
