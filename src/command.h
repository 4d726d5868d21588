#ifndef PGPIVOT_COMMAND_H
#define PGPIVOT_COMMAND_H

#include "config.h"

/* The commands of pgpivot. Each returns the exit code: 0, 1 (it failed), 2 (wrong use: options,
 * address in use). Errors are one line on standard error. */
enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

int command_serve(const struct config *config);
int command_init(const struct config *config);
int command_load(const struct config *config);
int command_rewrite(const struct config *config);
int command_password(const struct config *config);
int command_check(const struct config *config);

/* "pgpivot: message" on standard error, with detail and hint behind it; returns code. */
int command_fail(int code, const struct err *err);

#endif
