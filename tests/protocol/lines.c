/* The difference of two texts, line by line. Knows not what they say. */
#include "lines.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LINES 2000

struct lines {
    size_t n;
    struct str at[MAX_LINES];
};

/* What is beyond the limit is one line. */
static struct lines *split(struct str text)
{
    struct lines *lines = calloc(1, sizeof *lines);
    if (!lines)
        abort();
    while (text.size) {
        const char *end = memchr(text.data, '\n', text.size);
        size_t size = end && lines->n < MAX_LINES - 1 ? (size_t)(end - text.data) : text.size;
        lines->at[lines->n++] = (struct str){text.data, size};
        text = str_skip(text, size + (size < text.size));
    }
    return lines;
}

/* length[i * (b->n + 1) + j]: lines in common from lines i and j on. */
static unsigned short *common_lengths(const struct lines *a, const struct lines *b)
{
    size_t width = b->n + 1;
    unsigned short *length = calloc((a->n + 1) * width, sizeof *length);
    if (!length)
        abort();
    for (size_t i = a->n; i-- > 0;) {
        for (size_t j = b->n; j-- > 0;) {
            unsigned short down = length[(i + 1) * width + j], right = length[i * width + j + 1];
            length[i * width + j] = str_eq(a->at[i], b->at[j])
                                        ? (unsigned short)(length[(i + 1) * width + j + 1] + 1)
                                        : (down >= right ? down : right);
        }
    }
    return length;
}

static void print_line(struct buf *out, const char *sign, struct str line)
{
    buf_puts(out, sign);
    buf_append_str(out, line);
    buf_putc(out, '\n');
}

void lines_compare(struct buf *out, struct str first, struct str second)
{
    struct lines *a = split(first), *b = split(second);
    unsigned short *length = common_lengths(a, b);
    size_t i = 0, j = 0, width = b->n + 1;
    while (i < a->n || j < b->n) {
        if (i < a->n && j < b->n && str_eq(a->at[i], b->at[j])) {
            i++;
            j++;
        } else if (j == b->n ||
                   (i < a->n && length[(i + 1) * width + j] >= length[i * width + j + 1])) {
            print_line(out, "- ", a->at[i++]);
        } else {
            print_line(out, "+ ", b->at[j++]);
        }
    }
    free(length);
    free(a);
    free(b);
}
