#ifndef PGPIVOT_WIRE_MESSAGE_H
#define PGPIVOT_WIRE_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "wire/frame.h"

/*
 * Frontend messages of protocol 3.0 (manual, "Message Formats"), decoded. All texts point into the
 * frame, are valid UTF-8 and (except values and copy data) NUL-terminated at data[size].
 */
enum message_type {
    MESSAGE_BIND = 'B',
    MESSAGE_CLOSE = 'C',
    MESSAGE_DESCRIBE = 'D',
    MESSAGE_EXECUTE = 'E',
    MESSAGE_FUNCTION_CALL = 'F',
    MESSAGE_FLUSH = 'H',
    MESSAGE_PARSE = 'P',
    MESSAGE_QUERY = 'Q',
    MESSAGE_SYNC = 'S',
    MESSAGE_TERMINATE = 'X',
    MESSAGE_COPY_DONE = 'c',
    MESSAGE_COPY_DATA = 'd',
    MESSAGE_COPY_FAIL = 'f',
    MESSAGE_PASSWORD = 'p' /* PasswordMessage and SASL responses: told apart by what was asked */
};

/* Int16 format codes, any numbers; read with message_format. */
struct message_formats {
    uint16_t n;
    const char *codes;
};

struct message_parse {
    struct str statement, query; /* statement: "" is the unnamed one */
    uint16_t n_types;
    const char *types; /* read with message_type_oid */
};

struct message_bind {
    struct str portal, statement;
    struct message_formats formats; /* none, one for all, or one each */
    uint16_t n_values;
    struct str values; /* raw; read with message_next_value */
    struct message_formats result_formats;
};

/* Describe and Close. */
struct message_target {
    char kind; /* 'S' statement or 'P' portal */
    struct str name;
};

struct message_execute {
    struct str portal;
    int32_t max_rows; /* 0 (or less, as PostgreSQL takes it): all */
};

struct message_function_call {
    uint32_t function_oid;
    struct message_formats formats;
    uint16_t n_values;
    struct str values;
    int16_t result_format;
};

struct message {
    enum message_type type;
    union {
        struct str query;     /* Query */
        struct str copy_data; /* CopyData */
        struct str copy_fail; /* CopyFail: the client's reason */
        struct str password;  /* PasswordMessage or SASL response: raw body */
        struct message_parse parse;
        struct message_bind bind;
        struct message_target target;
        struct message_execute execute;
        struct message_function_call function_call;
    } as;
};

/* Every count and length is checked: the accessors below cannot fail on a decoded message.
 * Errors are 08P01, or 22021 for a text that is not UTF-8. */
bool message_decode(const struct frame *frame, struct message *message, struct err *err);

/* The format code of column or parameter i: 0 text, 1 binary, others are wrong. With one code for
 * all or none, i may be anything; else i < n. */
int16_t message_format(const struct message_formats *formats, unsigned i);
/* pg_type.oid of parameter i < n_types; 0: unspecified. */
uint32_t message_type_oid(const struct message_parse *parse, unsigned i);
/* Walks the values of a Bind: start with rest = bind->values, call n_values times. */
void message_next_value(struct str *rest, struct str *value, bool *is_null);

#endif
