#ifndef PGPIVOT_WIRE_COPY_FIELDS_H
#define PGPIVOT_WIRE_COPY_FIELDS_H

#include "wire/copy_in.h"

/* Splits one line of COPY data into fields. Inside wire/: see copy_in.h. */
struct copy_splitter {
    const struct copy_options *options;
    struct str null_text;
    struct copy_field *fields; /* room for max_fields */
    size_t max_fields;
    char *scratch; /* room for as many bytes as the line has: where unescaped texts go */
};

/*
 * Returns how many fields the line has, which may be more than max_fields (those are counted, not
 * kept). special: whether the line has quotes or escapes. 0 with err set on an error.
 */
size_t copy_split(const struct copy_splitter *splitter, struct str line, bool special,
                  struct err *err);

#endif
