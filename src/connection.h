#ifndef PGPIVOT_CONNECTION_H
#define PGPIVOT_CONNECTION_H

#include "backend/backend.h"
#include "config.h"

/*
 * A backend for commands that do one thing after the other: starts the embedded engine if the
 * configuration says so, and waits for each answer.
 */
struct connection;

/* NULL with err set when the backend cannot be reached. */
struct connection *connection_open(const struct config *config, struct err *err);
void connection_close(struct connection *connection);

/* As connection_open; when another pgpivot owns the data folder, over that one's engine. */
struct connection *connection_open_shared(const struct config *config, struct err *err);

/* Runs a statement that gives no rows. */
bool connection_run(struct connection *connection, struct str sql, struct err *err);
/* Runs a statement that gives rows; the block is valid during the call only. */
typedef void connection_block(void *owner, const struct block *block);
bool connection_ask(struct connection *connection, struct str sql, connection_block *block,
                    void *owner, struct err *err);
/* Runs an INSERT whose body `next` gives in pieces, each valid until the next call: empty at the
 * end, false with err set to break it off. */
typedef bool connection_body(void *owner, struct str *piece, struct err *err);
bool connection_insert(struct connection *connection, struct str sql, connection_body *next,
                       void *owner, struct err *err);
/* What the server holds; lives until connection_close. NULL with err set. */
const struct catalog *connection_catalog(struct connection *connection, struct err *err);

/* The backend's options as the configuration has them. */
struct backend_options backend_options_of(const struct config *config, const char *unix_socket);

#endif
