#ifndef PGPIVOT_WIRE_STARTUP_H
#define PGPIVOT_WIRE_STARTUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* Protocol 3.2 has keys of up to 256 bytes in BackendKeyData and CancelRequest. */
#define STARTUP_NEWEST_MINOR 2
#define STARTUP_LONG_KEYS 2

/* Packets of the start-up phase (manual, "Start-up" under "Message Flow"). */
enum startup_kind { STARTUP_SSL_REQUEST, STARTUP_GSSENC_REQUEST, STARTUP_CANCEL, STARTUP_SESSION };

struct startup {
    enum startup_kind kind;
    /* STARTUP_CANCEL */
    uint32_t process_id;
    struct str secret_key; /* 4 to 256 bytes */
    /* STARTUP_SESSION */
    uint16_t minor_version; /* asked for; more than 0 calls for NegotiateProtocolVersion */
    struct str user;        /* never empty */
    struct str database;    /* the user's name when the client named none */
    struct str parameters;  /* raw; read with startup_next_parameter */
    int n_unknown_options;  /* parameters named _pq_.…: none is supported */
};

struct startup_parameter {
    struct str name, value; /* data is NUL-terminated, inside the packet */
};

/* Fails a request that was answered before. */
bool startup_refuse_again(enum startup_kind kind, struct err *err);

/* body: of a frame of FRAME_STARTUP; everything points into it. */
bool startup_decode(struct str body, struct startup *startup, struct err *err);

/*
 * Walks all parameters, user and database among them, in the client's order: start with
 * rest = startup->parameters. False at the end.
 */
bool startup_next_parameter(struct str *rest, struct startup_parameter *parameter);
/* _pq_.…: an option of the protocol, not a run-time parameter. */
bool startup_is_protocol_option(struct str name);

#endif
