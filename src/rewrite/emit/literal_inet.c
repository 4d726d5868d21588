/* Constants of inet: base/inet.h reads them. */
#include <arpa/inet.h>

#include "base/inet.h"
#include "rewrite/emit/literal_parse.h"

const char *literal_parse_inet(const struct literal *literal)
{
    struct inet inet;
    char text[INET6_ADDRSTRLEN];
    if (!inet_parse(literal->text, &inet))
        return literal_bad_syntax(literal);
    inet_ntop(inet.size == 4 ? AF_INET : AF_INET6, inet.bytes, text, sizeof text);
    return inet.bits == 8 * inet.size ? arena_printf(literal->arena, "%s", text)
                                      : arena_printf(literal->arena, "%s/%d", text, inet.bits);
}

void literal_emit_inet(struct buf *out, const char *text)
{
    struct inet inet;
    uint8_t key[INET_MAX_KEY];
    if (!inet_parse(str_of(text), &inet)) {
        out->failed = true;
        return;
    }
    literal_emit_bytes(out, (struct str){(const char *)key, inet_key(&inet, key)});
}
