/* SCRAM's two messages from a stranger: the first byte tells what was agreed, a line break ends the
 * first message. Nobody may prove a secret that has no password. */
#include <stdlib.h>
#include <string.h>

#include "auth/scram.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(struct str first, struct str final, uint8_t flags)
{
    struct scram scram = {
        .is_plus = flags & 1, .has_tls = flags & 2, .is_mock = true, .binding_size = 32};
    static const uint8_t key[SECRET_KEY_SIZE] = {1};
    char reply[SCRAM_MESSAGE_MAX];
    struct err err = {0};
    bool matches = false;
    secret_mock("user", key, &scram.secret);
    if (!scram_first(&scram, first, reply, &err)) {
        if (!err_is_set(&err))
            abort();
        return;
    }
    /* As a client that listens: the nonce stands for an X. */
    char text[4096];
    size_t n = 0;
    for (size_t i = 0; i < final.size && n + sizeof scram.nonce < sizeof text; i++) {
        if (final.data[i] != 'X') {
            text[n++] = final.data[i];
            continue;
        }
        memcpy(text + n, scram.nonce, strlen(scram.nonce));
        n += strlen(scram.nonce);
    }
    if (scram_final(&scram, (struct str){text, n}, reply, &matches, &err) && matches)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct str text = {(const char *)data + 1, size - 1};
    const char *cut = memchr(text.data, '\n', text.size);
    size_t first_size = cut ? (size_t)(cut - text.data) : text.size;
    struct str first = {text.data, first_size};
    struct str final = {text.data + first_size + (cut != NULL),
                        text.size - first_size - (cut != NULL)};
    struct scram_secret secret;
    char *copy = strndup(text.data, text.size);
    if (copy)
        secret_parse_scram(copy, &secret);
    free(copy);
    run(first, final, data[0]);
    return 0;
}
