/* SASLprep by PostgreSQL's own libpgcommon. Knows nothing of passwords' use. */
#include "auth/saslprep.h"

#include <stddef.h>

/* common/saslprep.h of PostgreSQL 15, declared here so that its server headers, which redefine
 * printf and more, stay out. 0: fine; the result is malloc'ed. */
int pg_saslprep(const char *input, char **output);

char *saslprep(const char *password)
{
    char *prepared = NULL;
    return pg_saslprep(password, &prepared) == 0 ? prepared : NULL;
}
