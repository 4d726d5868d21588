#ifndef PGPIVOT_AUTH_SASLPREP_H
#define PGPIVOT_AUTH_SASLPREP_H

/* A password as SASLprep (RFC 4013) wants it, to be freed; NULL if it is not UTF-8 or has
 * characters that are not allowed. */
char *saslprep(const char *password);

#endif
