/*
 * LISTEN, UNLISTEN and NOTIFY of one session (manual, NOTIFY): what a transaction asks for counts
 * when it is committed. Who else listens, the host knows.
 */
#include <stdlib.h>
#include <string.h>

#include "session_internal.h"

/* What a transaction has asked for, the newest first. */
struct notify_action {
    struct notify_action *older;
    enum notify_verb verb;
    char *channel; /* NULL: all */
    char *payload; /* of NOTIFY_SEND */
};

#define MAX_CHANNEL 63
#define MAX_PAYLOAD 7999
/* Of one transaction, and channels of one session. */
#define MAX_ACTIONS 100000
#define MAX_CHANNELS 10000

struct notify_state {
    struct notify_action *actions;
    size_t n_actions;
    char **channels; /* that are listened to, in the order of LISTEN */
    size_t n_channels;
};

static struct notify_state *state_of(struct session *session)
{
    if (!session->notify && !(session->notify = calloc(1, sizeof *session->notify)))
        abort();
    return session->notify;
}

/* --- what a transaction asks for --- */

static bool check(const char *channel, const char *payload, struct err *err)
{
    if (channel && !*channel)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "channel name cannot be empty");
    if (channel && strlen(channel) > MAX_CHANNEL)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "channel name too long");
    return !payload || strlen(payload) <= MAX_PAYLOAD ||
           err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "payload string too long");
}

/* Of several that say the same in one transaction only the first counts. */
static bool is_known(const struct notify_state *state, const struct plan_notify *notify)
{
    if (notify->verb != NOTIFY_SEND)
        return false;
    for (const struct notify_action *action = state->actions; action; action = action->older)
        if (action->verb == NOTIFY_SEND && strcmp(action->channel, notify->channel) == 0 &&
            strcmp(action->payload, notify->payload) == 0)
            return true;
    return false;
}

static char *copy(const char *text)
{
    char *result = text ? strdup(text) : NULL;
    if (text && !result)
        abort();
    return result;
}

bool notify_add(struct session *session, const struct plan_notify *notify, struct err *err)
{
    struct notify_state *state = state_of(session);
    if (!check(notify->channel, notify->payload, err))
        return false;
    if (is_known(state, notify))
        return true;
    if (state->n_actions == MAX_ACTIONS)
        return err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                       "too many notifications in one transaction");
    struct notify_action *action = malloc(sizeof *action);
    if (!action)
        abort();
    *action = (struct notify_action){state->actions, notify->verb, copy(notify->channel),
                                     copy(notify->payload)};
    state->actions = action;
    state->n_actions++;
    return true;
}

size_t notify_mark(const struct session *session)
{
    return session->notify ? session->notify->n_actions : 0;
}

void notify_go_back(struct session *session, size_t mark)
{
    struct notify_state *state = session->notify;
    while (state && state->n_actions > mark) {
        struct notify_action *action = state->actions;
        state->actions = action->older;
        state->n_actions--;
        free(action->channel);
        free(action->payload);
        free(action);
    }
}

/* --- commit --- */

static size_t find_channel(const struct notify_state *state, const char *channel)
{
    size_t i = 0;
    while (i < state->n_channels && strcmp(state->channels[i], channel) != 0)
        i++;
    return i;
}

static void add_channel(struct notify_state *state, const char *channel)
{
    if (find_channel(state, channel) < state->n_channels || state->n_channels == MAX_CHANNELS)
        return;
    char **channels = realloc(state->channels, (state->n_channels + 1) * sizeof *channels);
    if (!channels)
        abort();
    state->channels = channels;
    state->channels[state->n_channels++] = copy(channel);
}

static void remove_channel(struct notify_state *state, size_t i)
{
    if (i >= state->n_channels)
        return;
    free(state->channels[i]);
    state->n_channels--;
    memmove(&state->channels[i], &state->channels[i + 1],
            (state->n_channels - i) * sizeof *state->channels);
}

static void listen_to(struct notify_state *state, const struct notify_action *action)
{
    if (action->verb == NOTIFY_LISTEN)
        add_channel(state, action->channel);
    else if (action->channel)
        remove_channel(state, find_channel(state, action->channel));
    else
        while (state->n_channels)
            remove_channel(state, state->n_channels - 1);
}

static void reverse(struct notify_state *state)
{
    struct notify_action *reversed = NULL;
    while (state->actions) {
        struct notify_action *action = state->actions;
        state->actions = action->older;
        action->older = reversed;
        reversed = action;
    }
    state->actions = reversed;
}

static void tell_host(struct session *session)
{
    const struct notify_state *state = session->notify;
    session->host->listen(session->owner, (const char *const *)state->channels, state->n_channels);
}

void notify_end_transaction(struct session *session, bool committed)
{
    struct notify_state *state = session->notify;
    bool listens = false;
    if (!state || !state->actions)
        return;
    reverse(state); /* the oldest first */
    for (struct notify_action *action = state->actions; committed && action;
         action = action->older) {
        if (action->verb == NOTIFY_SEND)
            continue;
        listen_to(state, action);
        listens = true;
    }
    if (listens)
        tell_host(session);
    for (struct notify_action *action = state->actions; committed && action; action = action->older)
        if (action->verb == NOTIFY_SEND)
            session->host->notify(session->owner, session->database, action->channel,
                                  action->payload);
    notify_go_back(session, 0);
}

void notify_unlisten_all(struct session *session)
{
    struct notify_state *state = session->notify;
    if (!state || !state->n_channels)
        return;
    listen_to(state, &(struct notify_action){.verb = NOTIFY_UNLISTEN});
    tell_host(session);
}

void notify_walk(const struct session *session, session_row *row, void *row_owner)
{
    const struct notify_state *state = session->notify;
    for (size_t i = 0; state && i < state->n_channels; i++)
        row(row_owner, state->channels[i]);
}

void notify_free(struct session *session)
{
    struct notify_state *state = session->notify;
    if (!state)
        return;
    notify_go_back(session, 0);
    listen_to(state, &(struct notify_action){.verb = NOTIFY_UNLISTEN});
    free(state->channels);
    free(state);
    session->notify = NULL;
}

/* --- what others sent --- */

void notify_deliver(struct session *session)
{
    struct session_notification notification;
    if (session->transaction != TRANSACTION_NONE || session->implicit)
        return;
    while (session->host->next_notification(session->owner, &notification)) {
        char *channel = copy(encoding_text(session, notification.channel));
        encode_notification_response(&session->out, notification.process_id, channel,
                                     encoding_text(session, notification.payload));
        free(channel);
        free(notification.memory);
    }
}

void session_notified(struct session *session)
{
    if (session->state != SESSION_READY || session->wait != WAIT_NONE)
        return;
    notify_deliver(session);
    session->host->wake(session->owner);
}
