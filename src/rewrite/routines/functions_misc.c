/* Functions of no other family: rows of pg_proc and how ClickHouse says the same. */
#include "rewrite/routines/routine_row.h"

static const struct routine rows[] = {
    ROW0("gen_random_uuid", UUID, "generateUUIDv4($*)", "gen_random_uuid() IS NOT NULL",
         .is_volatile = true, .never_null = true),
};

const struct routine_table functions_misc = TABLE(rows);
