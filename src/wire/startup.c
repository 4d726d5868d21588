/* Decodes the packets of the start-up phase. Does not know what the parameters mean. */
#include "wire/startup.h"

#include <stddef.h>

#include "wire/bytes.h"
#include "wire/utf8.h"

#define PROTOCOL_MAJOR 3
#define REQUEST_MAJOR 1234 /* no version but a request, told by the minor number */
#define CANCEL_REQUEST 5678
#define SSL_REQUEST 5679
#define GSSENC_REQUEST 5680

#define CODE_SIZE 4
#define CANCEL_HEADER 8 /* the code and the process id */
#define CANCEL_MIN_KEY 4
#define CANCEL_MAX_KEY 256

static bool violation(struct err *err, const char *message)
{
    return err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0, "%s", message);
}

static bool unsupported(struct err *err, unsigned major, unsigned minor)
{
    return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "unsupported frontend protocol %u.%u: server supports %u.0 to %u.%u", major,
                   minor, PROTOCOL_MAJOR, PROTOCOL_MAJOR, 0);
}

bool startup_refuse_again(enum startup_kind kind, struct err *err)
{
    return unsupported(err, REQUEST_MAJOR,
                       kind == STARTUP_SSL_REQUEST ? SSL_REQUEST : GSSENC_REQUEST);
}

static bool decode_request(struct str body, uint16_t code, struct startup *startup, struct err *err)
{
    switch (code) {
    case CANCEL_REQUEST:
        if (body.size < CANCEL_HEADER + CANCEL_MIN_KEY ||
            body.size > CANCEL_HEADER + CANCEL_MAX_KEY)
            return violation(err, "invalid length of startup packet");
        startup->kind = STARTUP_CANCEL;
        startup->process_id = bytes_u32(body.data + 4);
        startup->secret_key = str_skip(body, CANCEL_HEADER);
        return true;
    case SSL_REQUEST:
        startup->kind = STARTUP_SSL_REQUEST;
        return true;
    case GSSENC_REQUEST:
        startup->kind = STARTUP_GSSENC_REQUEST;
        return true;
    default:
        return unsupported(err, REQUEST_MAJOR, code);
    }
}

static bool take_string(struct str *rest, struct str *text)
{
    const char *end = rest->size ? memchr(rest->data, '\0', rest->size) : NULL;
    if (!end)
        return false;
    *text = (struct str){rest->data, (size_t)(end - rest->data)};
    *rest = str_skip(*rest, text->size + 1);
    return true;
}

bool startup_next_parameter(struct str *rest, struct startup_parameter *parameter)
{
    return take_string(rest, &parameter->name) && parameter->name.size &&
           take_string(rest, &parameter->value);
}

bool startup_is_protocol_option(struct str name)
{
    return str_starts(name, STR("_pq_."));
}

/* Pairs of strings, then one empty name as the very last byte. */
static bool check_layout(struct str parameters, struct err *err)
{
    struct str rest = parameters;
    struct startup_parameter parameter;
    while (rest.size > 1 && rest.data[0] != '\0' && startup_next_parameter(&rest, &parameter))
        if (!utf8_check(parameter.name, err) || !utf8_check(parameter.value, err))
            return false;
    if (rest.size != 1 || rest.data[0] != '\0')
        return violation(err, "invalid startup packet layout: expected terminator as last byte");
    return true;
}

static void note_parameters(struct startup *startup)
{
    struct str rest = startup->parameters;
    struct startup_parameter parameter;
    while (startup_next_parameter(&rest, &parameter)) {
        if (str_eq(parameter.name, STR("user")))
            startup->user = parameter.value;
        else if (str_eq(parameter.name, STR("database")))
            startup->database = parameter.value;
        else if (startup_is_protocol_option(parameter.name))
            startup->n_unknown_options++;
    }
    if (startup->database.size == 0)
        startup->database = startup->user;
}

bool startup_decode(struct str body, struct startup *startup, struct err *err)
{
    *startup = (struct startup){.user = STR(""), .database = STR("")};
    if (body.size < CODE_SIZE)
        return violation(err, "invalid length of startup packet");
    uint16_t major = bytes_u16(body.data), minor = bytes_u16(body.data + 2);
    if (major == REQUEST_MAJOR)
        return decode_request(body, minor, startup, err);
    if (major != PROTOCOL_MAJOR)
        return unsupported(err, major, minor);
    startup->kind = STARTUP_SESSION;
    startup->minor_version = minor;
    startup->parameters = str_skip(body, CODE_SIZE);
    if (!check_layout(startup->parameters, err))
        return false;
    note_parameters(startup);
    if (startup->user.size == 0)
        return err_set(err, SQLSTATE_INVALID_AUTHORIZATION, 0,
                       "no PostgreSQL user name specified in startup packet");
    return true;
}
