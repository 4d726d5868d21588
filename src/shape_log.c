/* Counts shapes of queries. Knows nothing of what is made of them. */
#include "shape_log.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define MAX_SHAPES 1000
/* Of one shape, in bytes. */
#define MAX_TEXT ((size_t)16 << 10)

struct entry {
    struct session_shape shape; /* its texts are in `texts` */
    struct buf texts;           /* what tells shapes apart */
    const char **items;
    char *rollup; /* that answered the last */
};

struct shape_log {
    pthread_mutex_t mutex;
    struct entry *entries[MAX_SHAPES];
    size_t n;
};

struct shape_log *shape_log_new(void)
{
    struct shape_log *log = calloc(1, sizeof *log);
    if (!log)
        abort();
    pthread_mutex_init(&log->mutex, NULL);
    return log;
}

static void entry_free(struct entry *entry)
{
    buf_free(&entry->texts);
    free(entry->items);
    free(entry->rollup);
    free(entry);
}

void shape_log_free(struct shape_log *log)
{
    if (!log)
        return;
    for (size_t i = 0; i < log->n; i++)
        entry_free(log->entries[i]);
    pthread_mutex_destroy(&log->mutex);
    free(log);
}

static void put_text(struct buf *out, const char *text)
{
    buf_append(out, text, strlen(text) + 1);
}

/* All texts in order, each with its end; the numbers keep keys and measures apart. */
static void put_shape(struct buf *out, const struct plan_shape *shape)
{
    buf_init(out, MAX_TEXT);
    buf_printf(out, "%zu %zu", shape->n_keys, shape->n_measures);
    buf_putc(out, '\0');
    put_text(out, shape->schema);
    put_text(out, shape->table);
    for (size_t i = 0; i < shape->n_keys; i++)
        put_text(out, shape->keys[i]);
    for (size_t i = 0; i < shape->n_measures; i++)
        put_text(out, shape->measures[i]);
}

static const char *next_text(const char **at)
{
    const char *text = *at;
    *at += strlen(text) + 1;
    return text;
}

/* Takes the texts over. */
static struct entry *entry_new(const struct plan_shape *like, const struct buf *texts)
{
    struct entry *entry = calloc(1, sizeof *entry);
    size_t n = like->n_keys + like->n_measures;
    const char **items = calloc(n + 1, sizeof *items);
    const char *at = buf_data(texts);
    if (!entry || !items || !at)
        abort();
    entry->texts = *texts;
    entry->items = items;
    next_text(&at);
    struct plan_shape *shape = &entry->shape.shape;
    *shape = *like;
    shape->schema = next_text(&at);
    shape->table = next_text(&at);
    shape->rollup = NULL;
    for (size_t i = 0; i < n; i++)
        items[i] = next_text(&at);
    shape->keys = items;
    shape->measures = items + like->n_keys;
    return entry;
}

static struct entry *find(const struct shape_log *log, struct str texts)
{
    for (size_t i = 0; i < log->n; i++)
        if (str_eq(buf_str(&log->entries[i]->texts), texts))
            return log->entries[i];
    return NULL;
}

static void add(struct shape_log *log, struct entry *entry)
{
    size_t least = 0;
    if (log->n < MAX_SHAPES) {
        log->entries[log->n++] = entry;
        return;
    }
    for (size_t i = 1; i < log->n; i++)
        if (log->entries[i]->shape.count < log->entries[least]->shape.count)
            least = i;
    entry_free(log->entries[least]);
    log->entries[least] = entry;
}

static void set_rollup(struct entry *entry, const char *rollup)
{
    const char *known = entry->rollup ? entry->rollup : "";
    if (strcmp(known, rollup ? rollup : "") == 0)
        return;
    free(entry->rollup);
    entry->rollup = rollup ? strdup(rollup) : NULL;
    entry->shape.shape.rollup = entry->rollup;
}

void shape_log_note(struct shape_log *log, const struct plan_shape *shape, uint64_t read_rows,
                    uint64_t groups)
{
    struct buf texts;
    put_shape(&texts, shape);
    pthread_mutex_lock(&log->mutex);
    struct entry *entry = texts.failed ? NULL : find(log, buf_str(&texts));
    if (entry || texts.failed)
        buf_free(&texts);
    else
        add(log, entry = entry_new(shape, &texts));
    if (entry) {
        entry->shape.count++;
        entry->shape.read_rows = read_rows;
        set_rollup(entry, shape->rollup);
        if (groups > entry->shape.groups)
            entry->shape.groups = groups;
    }
    pthread_mutex_unlock(&log->mutex);
}

void shape_log_walk(struct shape_log *log, session_row *visit, void *owner)
{
    pthread_mutex_lock(&log->mutex);
    for (size_t i = 0; i < log->n; i++)
        visit(owner, &log->entries[i]->shape);
    pthread_mutex_unlock(&log->mutex);
}
