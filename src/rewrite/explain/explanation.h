#ifndef PGPIVOT_REWRITE_EXPLANATION_H
#define PGPIVOT_REWRITE_EXPLANATION_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/*
 * What EXPLAIN has to say: gathered once (explain.c), and said in words (explain_text.c) or as a
 * tree of properties (explain_tree.c), which is written as JSON, XML or YAML (explain_write.c).
 */

enum explain_format { EXPLAIN_TEXT, EXPLAIN_JSON, EXPLAIN_XML, EXPLAIN_YAML };

/* Those of PostgreSQL that change what is said; BUFFERS and WAL say nothing more here. */
struct explain_options {
    bool analyze, verbose, costs, settings, timing, summary;
    enum explain_format format;
};

/* What the passes decided for a block of the statement. */
struct explain_block {
    const struct list *remarks; /* const char */
    const struct list *rollups; /* struct rollup_remark */
};

struct explanation {
    struct explain_options options;
    const char *operation;     /* "Select", "Insert" …: PostgreSQL's words */
    const char *const *output; /* names of the columns */
    size_t n_output;
    struct list blocks; /* struct explain_block: innermost first */
    struct list steps;  /* struct str: statements before the last */
    struct str sql;
    bool has_cache_words;
    bool keeps_answer;
    const char *cache_words; /* what becomes of the answer; NULL: nobody knows before Bind */
    struct list tables;      /* struct explain_table: those that the answer depends on, if known */
    struct list settings; /* struct plan_setting: with SETTINGS, those that are not the default */
};

struct explain_table {
    const struct catalog_table *table;
    const struct rollup *rollup; /* that it is the table of; NULL: none that was chosen */
};

/* False with binder->err set: 42601, 22023. */
bool explain_read_options(struct binder *binder, const PgQuery__ExplainStmt *explain,
                          struct explain_options *options);

/* Rows of the one column; `run` NULL: it did not run. */
void explain_text(struct arena *arena, const struct explanation *explanation,
                  const struct explain_run *run, struct list *lines);

/* "schema.name" of a rollup. */
const char *explain_rollup_name(struct arena *arena, const struct rollup_remark *remark);
/* What stopped it; NULL if it was chosen. The change may be "". */
const char *explain_rollup_why(struct arena *arena, const struct rollup_remark *remark);
const char *explain_rollup_change(struct arena *arena, const struct rollup_remark *remark);

/* ---- properties ---- */

enum property_kind { PROPERTY_TEXT, PROPERTY_LITERAL, PROPERTY_OBJECT, PROPERTY_LIST };

struct property {
    enum property_kind kind;
    const char *label; /* of an item of a list: what XML calls it */
    const char *text;  /* LITERAL: a number, true or false */
    struct list items; /* struct property: of an object, or of a list */
};

/* The object that PostgreSQL has one of for each query. */
const struct property *explain_tree(struct arena *arena, const struct explanation *explanation,
                                    const struct explain_run *run);
/* The whole of what is shown, in the arena. */
const char *explain_write(struct arena *arena, enum explain_format format,
                          const struct property *query);

#endif
