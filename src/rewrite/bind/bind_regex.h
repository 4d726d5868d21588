#ifndef PGPIVOT_REWRITE_BIND_REGEX_H
#define PGPIVOT_REWRITE_BIND_REGEX_H

#include "rewrite/bind/bind.h"

/*
 * Pattern, replacement and flags among the arguments of a routine with a regex_use, which have the
 * row's types, as its template wants them: the pattern as RE2 reads it, with (?i) where the flags
 * say so, of the flags the g only; REGEX_GROUPS and REGEX_ALL_GROUPS get regex.optional_groups as
 * a last argument. False with err set.
 */
bool bind_regex_args(struct binder *binder, const struct routine *routine, struct list *args);

#endif
