/* The schema of a session's temporary tables: its name, and its end. What is in it is the
 * rewriter's business. */
#include <stdio.h>
#include <sys/random.h>

#include "session_internal.h"

/* Several servers may share one ClickHouse, and count their sessions alike. */
void temporary_name(struct session *session)
{
    uint64_t number = 0;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        number = (uint64_t)session->host->now_ms(session->owner);
    snprintf(session->temporary_schema, sizeof session->temporary_schema, "pg_temp_%u_%08llx",
             session->process_id, (unsigned long long)(number & 0xffffffff));
}

/* Nobody is left to hear how it ended. */
void temporary_drop(struct session *session)
{
    char sql[96], id[80];
    if (!session->has_temporary)
        return;
    session->has_temporary = false;
    snprintf(sql, sizeof sql, "DROP DATABASE IF EXISTS `%s` SYNC", session->temporary_schema);
    snprintf(id, sizeof id, "pgpivot-end-%s", session->temporary_schema);
    struct backend_query query = {.sql = str_of(sql), .query_id = id};
    session->host->start(session->owner, &query, &backend_unheard, NULL);
}
