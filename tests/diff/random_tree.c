/* Statements as trees of templates. Knows no SQL. */
#include <ctype.h>
#include <stdarg.h>
#include <string.h>

#include "random_tree.h"

void tree_add(struct arena *arena, struct tree *node, struct tree *part)
{
    if (node->n == node->capacity) {
        struct tree **parts = ARENA_ARRAY(arena, struct tree *, 2 * node->capacity + 4);
        if (node->n > 0)
            memcpy(parts, node->parts, sizeof *parts * (size_t)node->n);
        node->parts = parts;
        node->capacity = 2 * node->capacity + 4;
    }
    node->parts[node->n++] = part;
}

struct tree *tree_new(struct arena *arena, uint32_t type, const char *text, int n, ...)
{
    struct tree *node = ARENA_NEW(arena, struct tree);
    *node = (struct tree){.type = type, .text = text};
    va_list parts;
    va_start(parts, n);
    for (int i = 0; i < n; i++)
        tree_add(arena, node, va_arg(parts, struct tree *));
    va_end(parts);
    return node;
}

struct tree *tree_list(struct arena *arena, const char *text, const char *between, int least)
{
    struct tree *node = ARENA_NEW(arena, struct tree);
    *node = (struct tree){.text = text, .between = between, .least = least};
    return node;
}

static void print_parts(const struct tree *node, struct buf *out)
{
    for (int i = 0; i < node->n; i++) {
        if (i > 0)
            buf_puts(out, node->between);
        tree_print(node->parts[i], out);
    }
}

void tree_print(const struct tree *node, struct buf *out)
{
    if (node->between && node->n == 0)
        return;
    for (const char *c = node->text; *c; c++) {
        if (node->between && c[0] == '$' && c[1] == '*') {
            print_parts(node, out);
            c++;
        } else if (!node->between && c[0] == '$' && isdigit((unsigned char)c[1]) &&
                   c[1] - '1' < node->n) {
            tree_print(node->parts[*++c - '1'], out);
        } else {
            buf_putc(out, *c);
        }
    }
}

unsigned tree_flags(const struct tree *node)
{
    if (node->between && node->n == 0)
        return 0;
    unsigned flags = node->flags;
    for (int i = 0; i < node->n; i++)
        flags |= tree_flags(node->parts[i]);
    return flags;
}

int tree_size(const struct tree *node)
{
    int size = 1;
    for (int i = 0; i < node->n; i++)
        size += tree_size(node->parts[i]);
    return size;
}
