#ifndef PGPIVOT_BACKEND_KEEP_H
#define PGPIVOT_BACKEND_KEEP_H

#include "backend/backend.h"

/*
 * Lets a request have an answer that was given before, or that another one is about to get, and
 * keeps its own for others: never one that is older than the request.
 *
 * An answer is as old as the moment its query read the tables, which nobody knows. But if they were
 * the same before and behind the query, and nothing happened in between that can be undone, they
 * were so then; and while they are the same, the answer is the one that the server would give.
 */
struct keep;

/* True: the request is taken care of, and will be started or answered later. */
bool keep_begin(struct backend_request *request, const struct backend_query *query);
/* Some of its answer has come: for others. Only takes them; may be called by curl. */
void keep_bytes(struct backend_request *request, struct str bytes);
/* It starts anew. */
void keep_again(struct backend_request *request);
/* From the loop, after that, and when the request was paused. */
void keep_step(struct backend_request *request);
/* ClickHouse has answered; `well`: the answer is whole. */
void keep_done(struct backend_request *request, bool well);
/* The request goes: whoever waits for its answer must get another. */
void keep_forget(struct backend_request *request);
/* All that still wait for proofs, of answers whose requests are gone. */
void keeps_free(struct backend *backend);

#endif
