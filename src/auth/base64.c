/* Base64 by OpenSSL, made strict. Knows nothing of what it encodes. */
#include "auth/base64.h"

#include <openssl/evp.h>

#define MAX_TEXT 4096

void base64_encode(const void *bytes, size_t size, char *text)
{
    EVP_EncodeBlock((unsigned char *)text, bytes, (int)size);
}

/* EVP_DecodeBlock passes over blanks at both ends and takes "=" anywhere. */
static bool is_base64(struct str text, size_t *n_padding)
{
    *n_padding = 0;
    while (*n_padding < 2 && *n_padding < text.size && text.data[text.size - 1 - *n_padding] == '=')
        (*n_padding)++;
    for (size_t i = 0; i < text.size - *n_padding; i++) {
        char c = text.data[i];
        if (!(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
            c != '+' && c != '/')
            return false;
    }
    return text.size % 4 == 0;
}

bool base64_decode(struct str text, uint8_t *bytes, size_t max, size_t *size)
{
    size_t n_padding;
    uint8_t decoded[MAX_TEXT / 4 * 3];
    if (text.size == 0 || text.size > MAX_TEXT || !is_base64(text, &n_padding))
        return false;
    int n = EVP_DecodeBlock(decoded, (const unsigned char *)text.data, (int)text.size);
    if (n < 0 || (size_t)n < n_padding || (size_t)n - n_padding > max)
        return false;
    *size = (size_t)n - n_padding;
    memcpy(bytes, decoded, *size);
    return true;
}
