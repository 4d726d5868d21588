/* LISTEN, UNLISTEN and NOTIFY as plans. Who listens is the session's business. */
#include "rewrite/session/notify.h"

#include <string.h>

#include "rewrite/command.h"

static struct plan *make(struct binder *binder, const char *tag, const struct plan_notify *notify)
{
    struct plan *plan = plan_new(binder, PLAN_NOTIFY, tag);
    struct plan_notify *copy = ARENA_NEW(binder->arena, struct plan_notify);
    *copy = *notify;
    plan->notify = copy;
    return plan;
}

struct plan *notify_listen(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    return make(binder, "LISTEN",
                &(struct plan_notify){NOTIFY_LISTEN, node->listen_stmt->conditionname, NULL});
}

struct plan *notify_unlisten(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    const char *name = node->unlisten_stmt->conditionname;
    return make(binder, "UNLISTEN",
                &(struct plan_notify){NOTIFY_UNLISTEN, name && *name ? name : NULL, NULL});
}

struct plan *notify_send(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    const PgQuery__NotifyStmt *notify = node->notify_stmt;
    return make(binder, "NOTIFY",
                &(struct plan_notify){NOTIFY_SEND, notify->conditionname,
                                      notify->payload ? notify->payload : ""});
}

static void put_channel(void *row_owner, const void *object)
{
    struct buf *out = row_owner;
    buf_putc(out, buf_size(out) ? ',' : '{');
    buf_putc(out, '"');
    for (const char *c = object; *c; c++) {
        if (*c == '"' || *c == '\\')
            buf_putc(out, '\\');
        buf_putc(out, *c);
    }
    buf_putc(out, '"');
}

#define MAX_CHANNELS_TEXT ((size_t)16 << 20)

struct expr *notify_channels(struct binder *binder, const char *name, int position)
{
    struct buf out;
    const struct rewrite_context *context = binder->context;
    if (strcmp(name, "pg_listening_channels") != 0)
        return NULL;
    buf_init(&out, MAX_CHANNELS_TEXT);
    if (context->walk)
        context->walk(context->owner, RELATION_CHANNELS, put_channel, &out);
    buf_puts(&out, buf_size(&out) ? "}" : "{}");
    const char *text = arena_strndup(binder->arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    binder->reads_sessions = true;
    struct expr *constant = expr_const(binder->arena, PG_UNKNOWN, text, position);
    return coerce(binder, constant, 1009, -1, CAST_EXPLICIT, position);
}
