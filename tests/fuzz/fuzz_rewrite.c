/* Any bytes as a script: each statement is planned against a fixed catalog. A plan or an error with
 * an SQLSTATE comes out, never a crash. */
#include <stdint.h>
#include <stdlib.h>

#include "fixed_catalog.h"

#define ARENA_LIMIT ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An error without SQLSTATE, or a position outside the text, is a bug too. */
static void check_error(const struct err *err, size_t size)
{
    if (!err_is_set(err) || err->position < 0 || (size_t)err->position > size + 1)
        abort();
}

static void plan_statements(struct arena *arena, const struct script *script, size_t size)
{
    struct settings *settings = settings_new(NULL);
    struct rewrite_context context = {&fixed_catalog, settings, "trading", "fuzz"};
    for (size_t i = 0; i < script_count(script); i++) {
        struct err err = {0};
        if (!rewrite_statement(arena, script, i, &context, &err))
            check_error(&err, size);
    }
    settings_free(settings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new(ARENA_LIMIT);
    struct err err = {0};
    struct script *script = rewrite_parse(arena, (struct str){(const char *)data, size}, &err);
    if (script)
        plan_statements(arena, script, size);
    else
        check_error(&err, size);
    arena_free(arena);
    return 0;
}
