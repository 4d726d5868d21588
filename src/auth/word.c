/* Cuts lines into words. Knows nothing of their meaning. */
#include "auth/word.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool ends_word(char c)
{
    return c == '\0' || c == ',' || c == '#' || is_blank(c);
}

/* One word into `to`; "" inside quotes is a quote. NULL when a quote is not closed. */
static const char *read_word(const char *line, struct word *word, char **to)
{
    bool inside = false;
    word->text = *to;
    word->quoted = *line == '"';
    while (inside ? *line != '\0' : !ends_word(*line)) {
        if (*line == '"' && !(inside && line[1] == '"'))
            inside = !inside;
        else
            *(*to)++ = *line == '"' ? *line++ : *line;
        line++;
    }
    *(*to)++ = '\0';
    return inside ? NULL : line;
}

static const char *skip_blanks(const char *line)
{
    while (is_blank(*line))
        line++;
    return line;
}

bool words_read(const char *line, struct words *words, struct err *err)
{
    char *to = words->text;
    words->n = 0;
    /* No text grows by being read, but for the NUL that each word gets. */
    if (strlen(line) + WORDS_MAX + 1 > sizeof words->text)
        return err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "the line is too long");
    for (line = skip_blanks(line); *line && *line != '#'; line = skip_blanks(line)) {
        struct word *word = &words->items[words->n];
        if (words->n == WORDS_MAX)
            return err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "more than %d words", WORDS_MAX);
        line = read_word(line, word, &to);
        if (!line)
            return err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "a quote is not closed");
        line = skip_blanks(line);
        word->continues = *line == ',';
        line += word->continues;
        words->n++;
    }
    return words->n == 0 || !words->items[words->n - 1].continues ||
           err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "a list ends with a comma");
}

static bool read_lines(FILE *file, const char *path, words_line *line, void *owner, struct err *err)
{
    char *text = NULL;
    size_t capacity = 0;
    unsigned number = 0;
    bool fine = true;
    struct words words;
    while (fine && getline(&text, &capacity, file) >= 0) {
        struct err inner = {0};
        number++;
        fine = words_read(text, &words, &inner) && (words.n == 0 || line(owner, &words, &inner));
        if (!fine)
            err_set(err, inner.sqlstate, 0, "%s:%u: %s", path, number, inner.message);
    }
    free(text);
    return fine;
}

bool words_read_file(const char *path, words_line *line, void *owner, struct err *err)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return err_set(err, SQLSTATE_IO_ERROR, 0, "cannot read %s: %s", path, strerror(errno));
    bool fine = read_lines(file, path, line, owner, err);
    if (fine && ferror(file))
        fine = err_set(err, SQLSTATE_IO_ERROR, 0, "cannot read %s: %s", path, strerror(errno));
    fclose(file);
    return fine;
}
