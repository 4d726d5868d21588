#ifndef PGPIVOT_BACKEND_PARTS_H
#define PGPIVOT_BACKEND_PARTS_H

#include "backend/backend.h"

/*
 * Queries that are parts of another's text: asked for by themselves, so that their answers can be
 * kept and given again (keep.h), and put into the text as data. What cannot be had so stays in
 * the text as it is.
 */
struct parts;

/* The query's parts, copied; NULL: it has none that could be kept. */
struct parts *parts_new(const struct backend *backend, const struct backend_query *query);
void parts_free(struct parts *parts);

/* Gives the request its turn, once its parts are in its text. */
void parts_start(struct backend_request *request);
/* The request goes: nobody waits for its parts. */
void parts_cancel(struct backend_request *request);
/* It has failed: true if that is for want of the right to read data in the text, and it takes
 * another turn without. */
bool parts_start_again(struct backend_request *request);

#endif
