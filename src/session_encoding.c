/*
 * client_encoding: texts of messages into UTF8 on their way in, and out of it on their way out.
 * Knows where texts are in messages, not what they mean.
 */
#include <string.h>

#include "base/encoding.h"
#include "session_internal.h"
#include "wire/bytes.h"

/* NULL while the client speaks UTF8. */
static struct transcoder *transcoder_of(struct session *session)
{
    uint64_t generation = settings_generation(session->settings) + 1; /* 0: never */
    if (session->encoding_generation == generation)
        return session->transcoder;
    const struct encoding *encoding =
        encoding_find(settings_get(session->settings, "client_encoding"));
    session->encoding_generation = generation;
    if (session->transcoder && transcoder_encoding(session->transcoder) == encoding)
        return session->transcoder;
    encoding_free(session);
    session->transcoder = encoding ? transcoder_new(encoding) : NULL;
    return session->transcoder;
}

/* Of rows and of COPY's data, which may have an encoding of their own. */
static struct transcoder *data_transcoder_of(struct session *session)
{
    struct run *run = &session->run;
    const struct encoding *encoding =
        run->plan && run->plan->copy ? run->plan->copy->options.encoding : NULL;
    if (!encoding)
        return transcoder_of(session);
    if (!run->transcoder)
        run->transcoder = transcoder_new(encoding);
    return run->transcoder;
}

void encoding_free(struct session *session)
{
    transcoder_free(session->transcoder);
    buf_free(&session->decoded);
    buf_free(&session->encoded);
    session->transcoder = NULL;
}

/* --- in --- */

/* What is malformed goes on as it is: whoever decodes the message says so. */
struct walk {
    struct session *session;
    struct transcoder *transcoder;
    struct str rest;
    struct err *err;
};

static bool put_text(struct walk *walk, struct str text)
{
    return transcoder_decode(walk->transcoder, text, &walk->session->decoded, NULL, walk->err);
}

static void put_bytes(struct walk *walk, size_t size)
{
    size = size < walk->rest.size ? size : walk->rest.size;
    buf_append(&walk->session->decoded, walk->rest.data, size);
    walk->rest = str_skip(walk->rest, size);
}

/* With its end. */
static bool take_string(struct walk *walk)
{
    const char *data = walk->rest.data;
    const char *end = data ? memchr(data, '\0', walk->rest.size) : NULL;
    if (!end)
        return true;
    struct str text = {data, (size_t)(end - data)};
    walk->rest = str_skip(walk->rest, text.size);
    if (!put_text(walk, text))
        return false;
    put_bytes(walk, 1);
    return true;
}

static bool walk_strings(struct walk *walk)
{
    return take_string(walk);
}

/* Of a statement or portal, and what follows: a query, or the statement's name. */
static bool take_two_strings(struct walk *walk)
{
    if (!take_string(walk))
        return false;
    return take_string(walk);
}

static bool walk_parse(struct walk *walk)
{
    return take_two_strings(walk);
}

static bool walk_target(struct walk *walk)
{
    put_bytes(walk, 1);
    return take_string(walk);
}

static bool walk_value(struct walk *walk, bool is_text)
{
    if (walk->rest.size < 4)
        return true;
    uint32_t size = bytes_u32(walk->rest.data);
    if (size == UINT32_MAX || size > walk->rest.size - 4 || !is_text) {
        put_bytes(walk, size == UINT32_MAX ? 4 : (size_t)size + 4);
        return true;
    }
    struct buf *out = &walk->session->decoded;
    size_t at = buf_size(out);
    put_bytes(walk, 4);
    if (!put_text(walk, (struct str){walk->rest.data, size}))
        return false;
    walk->rest = str_skip(walk->rest, size);
    if (!out->failed)
        bytes_patch_u32(out, at, (uint32_t)(buf_size(out) - at - 4));
    return true;
}

/* Parameters in text format; those in binary are read by their types. */
static bool walk_bind(struct walk *walk)
{
    if (!take_two_strings(walk))
        return false;
    if (walk->rest.size < 2)
        return true;
    unsigned n_formats = bytes_u16(walk->rest.data);
    const char *formats = walk->rest.data + 2;
    if (walk->rest.size < 2 + (size_t)n_formats * 2 + 2)
        return true;
    put_bytes(walk, 2 + (size_t)n_formats * 2);
    unsigned n_values = bytes_u16(walk->rest.data);
    put_bytes(walk, 2);
    for (unsigned i = 0; i < n_values; i++) {
        unsigned format = n_formats == 1 ? 0 : i;
        bool is_text = format >= n_formats || bytes_u16(formats + (size_t)format * 2) == 0;
        if (!walk_value(walk, is_text))
            return false;
    }
    return true;
}

/* A character may be cut by the end of the message: its beginning waits for the next one. */
static bool walk_copy(struct walk *walk)
{
    struct session *session = walk->session;
    char joined[sizeof session->unfinished + 64];
    struct str rest = walk->rest;
    if (session->run.plan && session->run.plan->copy &&
        session->run.plan->copy->options.format == COPY_BINARY)
        return true;
    size_t n = session->n_unfinished, taken = rest.size < 64 ? rest.size : 64;
    memcpy(joined, session->unfinished, n);
    if (taken)
        memcpy(joined + n, rest.data, taken);
    struct str left = {joined, n + taken};
    if (n && !transcoder_decode(walk->transcoder, (struct str){joined, n + taken},
                                &session->decoded, &left, walk->err))
        return false;
    if (n && left.size <= taken) /* what is left of the joined bytes is the message's */
        rest = str_skip(rest, taken - left.size);
    if (!transcoder_decode(walk->transcoder, rest, &session->decoded, &left, walk->err))
        return false;
    session->n_unfinished = left.size < sizeof session->unfinished ? left.size : 0;
    if (session->n_unfinished)
        memcpy(session->unfinished, left.data, session->n_unfinished);
    walk->rest = STR("");
    return true;
}

static const struct {
    enum message_type type;
    bool (*walk)(struct walk *walk);
} walks[] = {
    {MESSAGE_QUERY, walk_strings},     {MESSAGE_PARSE, walk_parse},
    {MESSAGE_BIND, walk_bind},         {MESSAGE_DESCRIBE, walk_target},
    {MESSAGE_CLOSE, walk_target},      {MESSAGE_EXECUTE, walk_strings},
    {MESSAGE_COPY_FAIL, walk_strings}, {MESSAGE_COPY_DATA, walk_copy},
};

bool encoding_decode(struct session *session, struct frame *frame, struct err *err)
{
    bool is_data = frame->type == (char)MESSAGE_COPY_DATA;
    struct transcoder *transcoder = is_data ? data_transcoder_of(session) : transcoder_of(session);
    struct walk walk = {session, transcoder, frame->body, err};
    if (!transcoder)
        return true;
    buf_clear(&session->decoded);
    for (size_t i = 0; i < sizeof walks / sizeof *walks; i++) {
        if ((char)walks[i].type != frame->type)
            continue;
        if (!walks[i].walk(&walk))
            return false;
        put_bytes(&walk, walk.rest.size);
        buf_putc(&session->decoded, '\0'); /* a place for the end of texts that have none */
        if (session->decoded.failed)
            return err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "message is too long");
        frame->body = str_skip(buf_str(&session->decoded), 0);
        frame->body.size--;
    }
    return true;
}

bool encoding_finish_copy(struct session *session, struct err *err)
{
    size_t n = session->n_unfinished;
    session->n_unfinished = 0;
    const struct transcoder *transcoder = data_transcoder_of(session);
    if (!n || !transcoder)
        return true;
    return err_set(err, SQLSTATE_CHARACTER_NOT_IN_REPERTOIRE, 0,
                   "invalid byte sequence for encoding \"%s\": 0x%02x",
                   transcoder_encoding(transcoder)->name, (unsigned char)session->unfinished[0]);
}

/* --- out --- */

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] >= 0x80)
            return false;
    return true;
}

bool encoding_is_on(struct session *session)
{
    return data_transcoder_of(session) != NULL;
}

bool encoding_encode_end(struct session *session, struct buf *out, size_t start, struct err *err)
{
    struct str text = {buf_data(out) + start, buf_size(out) - start};
    struct transcoder *transcoder = data_transcoder_of(session);
    if (!transcoder || out->failed || is_ascii(text))
        return true;
    buf_clear(&session->encoded);
    if (!transcoder_encode(transcoder, text, &session->encoded, err))
        return false;
    out->end = out->start + start;
    buf_append_str(out, buf_str(&session->encoded));
    return true;
}

const char *encoding_text(struct session *session, const char *text)
{
    if (!transcoder_of(session) || is_ascii(str_of(text)))
        return text;
    buf_clear(&session->encoded);
    transcoder_encode(session->transcoder, str_of(text), &session->encoded, NULL);
    buf_putc(&session->encoded, '\0');
    return session->encoded.failed ? "" : buf_data(&session->encoded);
}

static void encode_field(struct session *session, char *text, size_t size)
{
    const char *encoded = encoding_text(session, text);
    if (encoded != text) {
        strncpy(text, encoded, size - 1);
        text[size - 1] = '\0';
    }
}

struct err encoding_error(struct session *session, const struct err *err)
{
    struct err encoded = *err;
    encode_field(session, encoded.message, sizeof encoded.message);
    encode_field(session, encoded.detail, sizeof encoded.detail);
    encode_field(session, encoded.hint, sizeof encoded.hint);
    encode_field(session, encoded.context, sizeof encoded.context);
    return encoded;
}
