#ifndef PGPIVOT_REWRITE_EMIT_INTERNAL_H
#define PGPIVOT_REWRITE_EMIT_INTERNAL_H

#include "base/buf.h"
#include "rewrite/ir.h"

/* A template being filled in. */
struct filling {
    struct buf *out;
    const struct list *args;
    const struct expr *filter; /* of an aggregate */
    const char *params;        /* of one of ClickHouse's */
    const struct window *over; /* of a window function */
    bool is_aggregate;
    bool keeps_types; /* of arguments: ClickHouse told the result's type by them */
    int32_t typmod;   /* of a cast's target */
    const char *start;
};

/* --- emit_argument.c --- */
/* $n beside operators; @n: an exact number as the widest Decimal, what is computed being one
 * already; &n: the Array in an array value, empty where that is NULL; ~n: a text without the blanks
 * at its end, which need not be put there before. */
void emit_in_parentheses(struct buf *out, const struct expr *expr);
void emit_widened(struct buf *out, const struct expr *expr);
void emit_array(struct buf *out, const struct expr *expr);
void emit_without_blanks(struct buf *out, const struct expr *expr);

/* --- emit_template.c --- */
/* Of a call, cast, aggregate or window; NULL of others. */
const char *template_of(const struct expr *expr);
/* Whether the text is one name, one call name(…) or name[…], or in parentheses already. */
bool template_is_closed(const char *text);
/* A letter, digit or _. */
bool template_is_word(char c);
/* $n, @n, &n or ~n, or of all arguments: $* … */
bool template_is_placeholder(const char *at);
void fill_text(struct filling *filling, const char *at, const char *end);
/* With args for the expression's own. */
void fill_template(struct buf *out, const struct expr *expr, const struct list *args);

/* --- emit_binding.c --- */
/* Whether NULL arguments have to be caught, because the template looks into arrays. */
bool wants_guard(const struct expr *expr);
/* Whether its arguments are computed before it. */
bool wants_binding(const struct expr *expr);
void emit_template(struct buf *out, const struct expr *expr);

/* --- emit_filter.c --- */
/* The text between from and end filled in, and the condition of FILTER behind it. */
void fill_arguments(struct filling *filling, const char *from, const char *end);

/* --- emit_frame.c --- */
void fill_over(struct buf *out, const struct window *over);
/* Over a frame that ClickHouse has no words for: the aggregate's name is written already, its
 * arguments are the text between from and end. */
void fill_over_rows(struct filling *filling, const char *from, const char *end);

#endif
