/*
 * SET ROLE and SET SESSION AUTHORIZATION: a session is its user's, and stays so. Knows which names
 * are users, and nothing of what they may do.
 */
#include <string.h>
#include <strings.h>

#include "session_internal.h"

/* PostgreSQL tells roles that there are from those that there are not. */
static bool refuse_role(struct session *session, const char *what, const char *name,
                        struct err *err)
{
    struct access *access = session->host->access(session->owner);
    bool exists = access && access_secret(access, name);
    if (access)
        access_unref(access);
    if (!exists)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "role \"%s\" does not exist",
                       name);
    return strcmp(what, "role") == 0 ? err_set(err, SQLSTATE_INSUFFICIENT_PRIVILEGE, 0,
                                               "permission denied to set role \"%s\"", name)
                                     : err_set(err, SQLSTATE_INSUFFICIENT_PRIVILEGE, 0,
                                               "permission denied to set session authorization");
}

bool session_check_setting(struct session *session, const char *name, const char *value,
                           struct err *err)
{
    bool is_role = strcasecmp(name, "role") == 0;
    if (!is_role && strcasecmp(name, "session_authorization") != 0)
        return transaction_check_setting(session, name, value, err);
    if (!value || strcmp(value, session->user) == 0 || (is_role && strcmp(value, "none") == 0))
        return true;
    return refuse_role(session, is_role ? "role" : "session_authorization", value, err);
}
