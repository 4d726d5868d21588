#ifndef PGPIVOT_BASE_WRITE_CLOCK_H
#define PGPIVOT_BASE_WRITE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Tells whether anything was written between two moments: memory that the process that writes
 * shares with those who keep what they have read. It ticks when a write begins, so that what was
 * read at a time is as it was while the clock still shows that time. Every call may come from any
 * thread.
 */
struct write_clock;

/* fd: to be given to another process for write_clock_open; the caller's to close. NULL when there
 * is no such memory. */
struct write_clock *write_clock_new(int *fd);
/* NULL when fd is none. */
struct write_clock *write_clock_open(int fd);
void write_clock_free(struct write_clock *clock);

/* Around every write, NULL: nobody looks. */
void write_clock_begin(struct write_clock *clock);
void write_clock_end(struct write_clock *clock);
/* The process that writes has started: what another one had begun is over. */
void write_clock_restart(struct write_clock *clock);

/* The time; 0 while a write is under way, or without a clock. */
uint64_t write_clock_now(const struct write_clock *clock);
/* Whether no write has begun since that time; 0 is no time. */
bool write_clock_shows(const struct write_clock *clock, uint64_t time);

#endif
