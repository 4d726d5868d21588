/* The rewriter over a fixed catalog, for tests. */
#include "rewrite_fixture.h"

#include <stdlib.h>

#include "fixed_catalog.h"

int rewrite_fixture_setup(void **state)
{
    struct rewrite_fixture *fixture = calloc(1, sizeof *fixture);
    if (!fixture)
        return -1;
    fixture->arena = arena_new((size_t)64 << 20);
    fixture->settings = settings_new(NULL);
    *state = fixture;
    return 0;
}

int rewrite_fixture_teardown(void **state)
{
    struct rewrite_fixture *fixture = *state;
    arena_free(fixture->arena);
    settings_free(fixture->settings);
    free(fixture);
    return 0;
}

const struct plan *rewrite_fixture_plan(struct rewrite_fixture *fixture, const char *sql,
                                        struct rewrite_params *params)
{
    err_clear(&fixture->err);
    struct rewrite_context context = {.catalog = &fixed_catalog,
                                      .settings = fixture->settings,
                                      .database = "trading",
                                      .user = "test",
                                      .params = params};
    struct script *script = rewrite_parse(fixture->arena, str_of(sql), &fixture->err);
    return script ? rewrite_statement(fixture->arena, script, 0, &context, &fixture->err) : NULL;
}
