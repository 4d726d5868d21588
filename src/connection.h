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

/* Runs a statement that gives no rows. */
bool connection_run(struct connection *connection, struct str sql, struct err *err);
/* What the server holds; lives until connection_close. NULL with err set. */
const struct catalog *connection_catalog(struct connection *connection, struct err *err);

/* The backend's options as the configuration has them. */
struct backend_options backend_options_of(const struct config *config, const char *unix_socket);

#endif
