#ifndef PGPIVOT_REWRITE_CATALOG_QUESTION_H
#define PGPIVOT_REWRITE_CATALOG_QUESTION_H

#include "rewrite/parse_tree.h"
#include "rewrite/rewrite.h"

/* As rewrite_catalog_question, of the statement `text`, whose tree this is. */
bool catalog_question(struct arena *arena, const PgQuery__Node *tree, struct str text,
                      struct catalog_question *question);

#endif
