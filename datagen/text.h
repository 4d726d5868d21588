#ifndef PGPIVOT_DATAGEN_TEXT_H
#define PGPIVOT_DATAGEN_TEXT_H

#include <stdint.h>

/*
 * Fields as text. Each function writes at `at`, where the caller has room, and returns the end;
 * none writes what separates fields.
 */
enum { TEXT_NUMBER_MAX = 24, TEXT_TIME_MAX = 24 };

char *text_put_uint(char *at, uint64_t value);

/* A fixed number (fixed.h), exactly, without zeros at the end. */
char *text_put_fixed(char *at, int64_t value);

/* "date hh:mm:ss.mmm"; date is YYYY-MM-DD, day_ms below one day. */
char *text_put_time(char *at, const char *date, int64_t day_ms);

/* A text as PostgreSQL's COPY reads it in CSV: quoted if it must be; "" if empty, because nothing
 * between two commas is NULL. Takes up to 2 * strlen(text) + 2 bytes. */
char *text_put_csv(char *at, const char *text);

/* And in COPY's text format, which ClickHouse calls TSV: control characters and backslashes
 * escaped. Takes up to 2 * strlen(text) bytes. */
char *text_put_tsv(char *at, const char *text);

#endif
