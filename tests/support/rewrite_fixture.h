#ifndef PGPIVOT_TESTS_REWRITE_FIXTURE_H
#define PGPIVOT_TESTS_REWRITE_FIXTURE_H

#include "rewrite/rewrite.h"

/* What a test of the whole rewriter needs: statements are planned over fixed_catalog. */
struct rewrite_fixture {
    struct arena *arena;
    struct settings *settings;
    struct err err; /* of the last statement */
};

/* For cmocka_unit_test_setup_teardown: *state is a struct rewrite_fixture. */
int rewrite_fixture_setup(void **state);
int rewrite_fixture_teardown(void **state);
/* The plan of the text's first statement, which the fixture owns; NULL with err set. `params` may
 * be NULL. */
const struct plan *rewrite_fixture_plan(struct rewrite_fixture *fixture, const char *sql,
                                        struct rewrite_params *params);

#endif
