/*
 * The values of a Bind: from the wire to texts of their types, read and checked. What they stand
 * for in the statement is the rewriter's business.
 */
#include <stdlib.h>
#include <string.h>

#include "session_extended.h"
#include "wire/binary.h"
#include "wire/utf8.h"

struct binding {
    struct arena *arena;
    const struct prepared *prepared;
    const struct message_bind *bind;
    const char **values;
    struct buf text; /* of a binary value */
    const struct time_zone *zone;
    const struct value_style *style;
};

/* "..." for the value: it is not put into messages, as PostgreSQL does not by default. */
static void add_context(const struct binding *binding, unsigned i, struct err *err)
{
    bool is_text = message_format(&binding->bind->formats, i) == 0;
    bool is_shown = is_text && strcmp(err->sqlstate, SQLSTATE_CHARACTER_NOT_IN_REPERTOIRE) != 0;
    struct str portal = binding->bind->portal;
    const char *value = is_shown ? " = '...'" : "";
    if (portal.size)
        err_context(err, "portal \"%s\" parameter $%u%s", portal.data, i + 1, value);
    else
        err_context(err, "unnamed portal parameter $%u%s", i + 1, value);
}

static const char *read_text(const struct binding *binding, unsigned i, struct str value,
                             struct err *err)
{
    if (!utf8_check(value, err))
        return NULL;
    return rewrite_param_value(binding->arena, binding->prepared->types[i], value, binding->zone,
                               binding->style, err);
}

/* Bytes of a value may be more as text. */
#define TEXT_LIMIT(size) ((size)*16 + ((size_t)1 << 20))

static const char *read_binary(struct binding *binding, unsigned i, struct str value,
                               struct err *err)
{
    uint32_t type = binding->prepared->types[i];
    buf_clear(&binding->text);
    if (!binary_to_text(&binding->text, type, value, err)) {
        if (strcmp(err->sqlstate, SQLSTATE_INVALID_BINARY_REPRESENTATION) == 0)
            err_set(err, SQLSTATE_INVALID_BINARY_REPRESENTATION, 0,
                    "incorrect binary data format in bind parameter %u", i + 1);
        return NULL;
    }
    if (binding->text.failed) {
        err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "parameter $%u is too long", i + 1);
        return NULL;
    }
    buf_putc(&binding->text, '\0');
    struct str text = {buf_data(&binding->text), buf_size(&binding->text) - 1};
    return rewrite_param_value(binding->arena, type, text, binding->zone, binding->style, err);
}

static bool check_format(const struct binding *binding, unsigned i, struct err *err)
{
    int16_t format = message_format(&binding->bind->formats, i);
    return format == 0 || format == 1 ||
           err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "unsupported format code: %d", format);
}

static const char *read_value(struct binding *binding, unsigned i, struct str value,
                              struct err *err)
{
    if (!check_format(binding, i, err))
        return NULL;
    return message_format(&binding->bind->formats, i) == 0 ? read_text(binding, i, value, err)
                                                           : read_binary(binding, i, value, err);
}

static bool read_values(void *context, struct err *err)
{
    struct binding *binding = context;
    struct str rest = binding->bind->values, value;
    binding->values = ARENA_ARRAY(binding->arena, const char *, binding->bind->n_values + 1u);
    for (unsigned i = 0; i < binding->bind->n_values; i++) {
        bool is_null;
        message_next_value(&rest, &value, &is_null);
        binding->values[i] = is_null ? NULL : read_value(binding, i, value, err);
        if (is_null ? !check_format(binding, i, err) : !binding->values[i]) {
            add_context(binding, i, err);
            return false;
        }
    }
    return true;
}

static bool check_counts(const struct prepared *prepared, const struct message_bind *bind,
                         struct err *err)
{
    if (bind->formats.n > 1 && bind->formats.n != bind->n_values)
        return err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0,
                       "bind message has %u parameter formats but %u parameters", bind->formats.n,
                       bind->n_values);
    if (bind->n_values != prepared->n_types)
        return err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0,
                       "bind message supplies %u parameters, but prepared statement \"%s\" "
                       "requires %zu",
                       bind->n_values, prepared->name, prepared->n_types);
    return true;
}

bool bind_values(struct session *session, struct arena *arena, const struct prepared *prepared,
                 const struct message_bind *bind, const char *const **values, struct err *err)
{
    struct binding binding = {.arena = arena,
                              .prepared = prepared,
                              .bind = bind,
                              .zone = session_zone(session),
                              .style = session_style(session)};
    if (!check_counts(prepared, bind, err))
        return false;
    buf_init(&binding.text, TEXT_LIMIT(session->options.max_message_size));
    bool fine = run_guarded(session, arena, read_values, &binding, err);
    buf_free(&binding.text);
    *values = binding.values;
    return fine;
}
