/*
 * Functions that act on sessions (manual, "Server Signaling Functions" and NOTIFY). ClickHouse
 * makes their arguments into one text, and the session does the rest when it sends the row: enum
 * session_call says how the text is read.
 */
#include "rewrite/rewrite.h"
#include "rewrite/routines/routine_row.h"

#define CALLS(call) .session_call = SESSION_CALL_##call, .is_volatile = true
#define NOTIFY_ARGUMENTS                                                                           \
    "concat(toString(length(ifNull($1, ''))), ':', ifNull($1, ''), ifNull($2, ''))"

static const struct routine rows[] = {
    ROW2("pg_notify", VOID, TEXT, TEXT, NOTIFY_ARGUMENTS, "pg_notify('channel', 'payload')",
         .called_on_null = true, CALLS(NOTIFY)),
    ROW1("pg_cancel_backend", BOOL, INT4, "toString($1)", "pg_cancel_backend(0)", CALLS(CANCEL)),
    ROW1("pg_terminate_backend", BOOL, INT4, "toString($1)", "pg_terminate_backend(0)",
         CALLS(TERMINATE), .note = "a time to wait is not waited for"),
    ROW2("pg_terminate_backend", BOOL, INT4, INT8, "concat(toString($1), ' ', toString($2))",
         "pg_terminate_backend(0, 100)", CALLS(TERMINATE)),
    ROW0("pg_notification_queue_usage", FLOAT8, "toFloat64(0)", "pg_notification_queue_usage()"),
};

const struct routine_table functions_session = TABLE(rows);
