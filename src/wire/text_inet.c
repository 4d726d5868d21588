/* Prints addresses as PostgreSQL's inet. */
#include <arpa/inet.h>
#include <string.h>

#include "wire/digits.h"
#include "wire/pg_common.h"
#include "wire/text_convert.h"

bool text_convert_ipv4(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    const uint8_t *bytes = (const uint8_t *)column->values + row * 4;
    char text[4 * DIGITS_INT64];
    char *at = text;
    for (int i = 3; i >= 0; i--) {
        at += digits_put_int64(at, bytes[i]);
        *at++ = '.';
    }
    buf_append(out, text, (size_t)(at - text - 1));
    return true;
}

bool text_convert_ipv6(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter;
    const uint8_t *bytes = (const uint8_t *)column->values + row * 16;
    char text[INET6_ADDRSTRLEN + 8];
    if (!pg_inet_net_ntop(PG_AF_INET6, bytes, 128, text, sizeof text))
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "could not format inet value");
    buf_puts(out, text);
    return true;
}

/* family, network, bits, address: see rewrite/routine_row.h. */
#define INET4_SIZE 10
#define INET6_SIZE 34

bool text_convert_inet(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter;
    struct str key = column->strings[row];
    const uint8_t *bytes = (const uint8_t *)key.data;
    bool is_ipv4 = key.size == INET4_SIZE && bytes[0] == 4;
    size_t size = is_ipv4 ? 4 : 16;
    char text[INET6_ADDRSTRLEN + 8];
    if ((!is_ipv4 && (key.size != INET6_SIZE || bytes[0] != 6)) || bytes[size + 1] > 8 * size ||
        !pg_inet_net_ntop(is_ipv4 ? PG_AF_INET : PG_AF_INET6, bytes + size + 2, bytes[size + 1],
                          text, sizeof text))
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "could not format inet value");
    buf_puts(out, text);
    return true;
}
