/*
 * Everything in wire/ that reads bytes of a client. The first byte picks the reader, the second
 * how the rest is cut or of which type the value is.
 */
#include <stdlib.h>

#include "base/pgtype.h"
#include "wire/copy_in.h"
#include "wire/message.h"
#include "wire/startup.h"
#include "wire/value_in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* A copy of exactly that size: reading behind it is an error the sanitizer sees. */
static struct str copy_of(struct str bytes)
{
    char *copy = malloc(bytes.size ? bytes.size : 1);
    if (bytes.size)
        memcpy(copy, bytes.data, bytes.size);
    return (struct str){copy, bytes.size};
}

static void free_copy(struct str bytes)
{
    free((char *)bytes.data);
}

static void fuzz_startup(struct str bytes, uint8_t choice)
{
    (void)choice;
    struct frame frame;
    struct startup startup;
    struct err err = {0};
    if (frame_cut(FRAME_STARTUP, bytes, 0, &frame, &err) != FRAME_READY)
        return;
    require(frame.size <= bytes.size);
    if (!startup_decode(frame.body, &startup, &err)) {
        require(err_is_set(&err));
        return;
    }
    struct startup_parameter parameter;
    if (startup.kind == STARTUP_SESSION)
        for (struct str rest = startup.parameters; startup_next_parameter(&rest, &parameter);)
            require(parameter.value.data[parameter.value.size] == '\0');
}

static void walk_bind(const struct message_bind *bind)
{
    struct str rest = bind->values, value;
    bool is_null;
    for (unsigned i = 0; i < bind->n_values; i++) {
        message_next_value(&rest, &value, &is_null);
        message_format(&bind->formats, i); /* any number: who binds refuses the wrong ones */
    }
    require(rest.size == 0);
}

static void walk_message(const struct message *message)
{
    if (message->type == MESSAGE_BIND)
        walk_bind(&message->as.bind);
    if (message->type == MESSAGE_PARSE)
        for (unsigned i = 0; i < message->as.parse.n_types; i++)
            message_type_oid(&message->as.parse, i);
}

static void fuzz_messages(struct str bytes, uint8_t choice)
{
    enum frame_phase phase = choice & 1 ? FRAME_AUTHENTICATION : FRAME_NORMAL;
    struct frame frame;
    struct message message;
    struct err err = {0};
    while (frame_cut(phase, bytes, 1 << 20, &frame, &err) == FRAME_READY) {
        struct str body = copy_of(frame.body);
        frame.body = body;
        if (message_decode(&frame, &message, &err))
            walk_message(&message);
        free_copy(body);
        bytes = str_skip(bytes, frame.size);
    }
}

static void read_copy(struct copy_in *reader, struct str bytes, size_t piece)
{
    struct copy_row row;
    struct err err = {0};
    enum copy_in_status status;
    struct str fed = {NULL, 0};
    while ((status = copy_in_next(reader, &row, &err)) != COPY_IN_END) {
        if (status == COPY_IN_ROW)
            for (size_t i = 0; i < row.n_fields; i++)
                copy_in_add_context(reader, i, &err);
        if (status == COPY_IN_ERROR)
            require(err_is_set(&err));
        if (status != COPY_IN_MORE)
            continue;
        free_copy(fed);
        fed = copy_of((struct str){bytes.data, piece < bytes.size ? piece : bytes.size});
        bytes = str_skip(bytes, fed.size);
        if (fed.size)
            copy_in_feed(reader, fed);
        else
            copy_in_finish(reader);
    }
    free_copy(fed);
}

static void fuzz_copy(struct str bytes, uint8_t choice, enum copy_format format)
{
    static const char *const columns[] = {"a", "b", "c"};
    static const uint32_t types[] = {PG_INT4, PG_TEXT, PG_NUMERIC};
    static const bool flags[] = {true, false, true};
    struct copy_options options = {
        .format = format,
        .delimiter = format == COPY_CSV ? ',' : '\t',
        .quote = '"',
        .escape = choice & 1 ? '\\' : '"',
        .null_text = choice & 2 ? "" : "\\N",
        .header = choice & 4,
        .header_match = (choice & 12) == 12,
        .force_null = choice & 16 ? flags : NULL,
        .force_not_null = choice & 32 ? flags : NULL,
    };
    struct copy_in_target target = {"t", columns, types, 3, &options, 200};
    struct copy_in *reader = copy_in_new(&target);
    read_copy(reader, bytes, choice & 64 ? 3 : 4096);
    copy_in_free(reader);
}

static void fuzz_copy_text(struct str bytes, uint8_t choice)
{
    fuzz_copy(bytes, choice, COPY_TEXT);
}

static void fuzz_copy_csv(struct str bytes, uint8_t choice)
{
    fuzz_copy(bytes, choice, COPY_CSV);
}

static void fuzz_copy_binary(struct str bytes, uint8_t choice)
{
    fuzz_copy(bytes, choice & 64, COPY_BINARY);
}

static void fuzz_value(struct str bytes, uint8_t choice)
{
    static const struct chtype_enum_value names[] = {{"buy", 1}, {"sell", 2}};
    struct chtype type = {
        .kind = (enum chtype_kind)(choice % (CH_ENUM16 + 1)),
        .text = "?",
        .length = 5,
        .precision = 38,
        .scale = choice > 127 ? 9 : 3,
        .values = names,
        .n_values = 2,
    };
    const struct chtype *plain = &type;
    struct value value;
    struct err err = {0};
    value_parse *parse = value_parser_choose(&plain, chtype_to_pg(plain).oid, &err);
    if (parse && !parse(&value, bytes, plain, &err))
        require(err_is_set(&err));
}

typedef void reader(struct str bytes, uint8_t choice);

static reader *const readers[] = {fuzz_startup,  fuzz_messages, fuzz_copy_text,
                                  fuzz_copy_csv, fuzz_value,    fuzz_copy_binary};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct str bytes = copy_of((struct str){(const char *)data + 2, size - 2});
    readers[data[0] % (sizeof readers / sizeof *readers)](bytes, data[1]);
    free_copy(bytes);
    return 0;
}
