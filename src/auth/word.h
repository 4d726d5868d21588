#ifndef PGPIVOT_AUTH_WORD_H
#define PGPIVOT_AUTH_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * Lines of words, as PostgreSQL reads pg_hba.conf (manual, "The pg_hba.conf File"): blanks between
 * words, commas inside a list, "quotes" around a word that shall mean nothing but itself, # up to
 * the end of the line.
 */
#define WORDS_MAX 64
#define WORD_TEXT_MAX 4096

struct word {
    const char *text;
    bool quoted;
    bool continues; /* a comma follows: the next word is of the same list */
};

struct words {
    struct word items[WORDS_MAX];
    size_t n;
    char text[WORD_TEXT_MAX]; /* what the items point into */
};

/* One line. False with err->message set, without a place. */
bool words_read(const char *line, struct words *words, struct err *err);

/* Calls `line` for each line of the file, its number with it; err->message then begins with
 * "FILE:LINE: ". False when the file cannot be read, or `line` said so. */
typedef bool words_line(void *owner, const struct words *words, struct err *err);
bool words_read_file(const char *path, words_line *line, void *owner, struct err *err);

#endif
