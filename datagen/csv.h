#ifndef PGPIVOT_DATAGEN_CSV_H
#define PGPIVOT_DATAGEN_CSV_H

#include <stdint.h>

/*
 * Fields of comma-separated values as PostgreSQL's COPY reads them (manual, "COPY", "CSV Format").
 * Each function writes at `at`, where the caller has room, and returns the end; none writes
 * the comma.
 */
enum { CSV_NUMBER_MAX = 24, CSV_TIME_MAX = 24 };

char *csv_put_uint(char *at, uint64_t value);

/* A fixed number (fixed.h), exactly, without zeros at the end. */
char *csv_put_fixed(char *at, int64_t value);

/* Quoted if it must be; "" if empty, because nothing between two commas is NULL to COPY. Takes up
 * to 2 * strlen(text) + 2 bytes. */
char *csv_put_text(char *at, const char *text);

/* "date hh:mm:ss.mmm"; date is YYYY-MM-DD, day_ms below one day. */
char *csv_put_time(char *at, const char *date, int64_t day_ms);

#endif
