/* Which of the routines of one name is meant (PostgreSQL's func_select_candidate). */
#include "rewrite/bind/overload.h"

#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/bind/polymorphic.h"

#define MAX_CANDIDATES 128
#define MAX_SAME 100 /* FUNC_MAX_ARGS */

/* The candidates that are still in the running; each step of the manual keeps some of them. */
struct choice {
    const struct routine *rows[MAX_CANDIDATES];
    size_t n;
    const uint32_t *types;
    size_t n_args;
};

uint32_t overload_declared_type(const struct routine *routine, size_t i)
{
    size_t last = routine->n_args ? routine->n_args - 1u : 0;
    return routine->args[routine->variadic && i > last ? last : i];
}

static bool accepts_count(const struct routine *routine, size_t n_args)
{
    return routine->variadic ? n_args >= routine->n_args : n_args == routine->n_args;
}

static bool same_signature(const struct routine *a, const struct routine *b)
{
    return a->n_args == b->n_args && a->variadic == b->variadic &&
           memcmp(a->args, b->args, sizeof a->args) == 0;
}

static bool is_exact(uint32_t type, uint32_t declared)
{
    return type == declared || declared == PG_ANY;
}

static bool is_polymorphic(uint32_t declared)
{
    struct polymorphic nothing = {0, 0};
    return polymorphic_type(&nothing, declared) != declared;
}

static bool is_acceptable(const struct choice *choice, const struct routine *row)
{
    struct polymorphic resolved;
    if (!polymorphic_resolve(row, choice->types, choice->n_args, &resolved))
        return false;
    for (size_t i = 0; i < choice->n_args; i++) {
        uint32_t declared = overload_declared_type(row, i), type = choice->types[i];
        if (type != PG_UNKNOWN && !is_exact(type, declared) && !is_polymorphic(declared) &&
            !coerce_possible(type, declared, CAST_IMPLICIT))
            return false;
    }
    return true;
}

static bool has_signature(const struct choice *choice, const struct routine *row)
{
    for (size_t i = 0; i < choice->n; i++)
        if (same_signature(choice->rows[i], row))
            return true;
    return false;
}

static void add_candidates(struct choice *choice, const struct routine *const *candidates,
                           size_t n_candidates)
{
    for (size_t i = 0; i < n_candidates && choice->n < MAX_CANDIDATES; i++) {
        const struct routine *row = candidates[i];
        if (accepts_count(row, choice->n_args) && !has_signature(choice, row) &&
            is_acceptable(choice, row))
            choice->rows[choice->n++] = row;
    }
}

typedef int candidate_score(const struct choice *choice, const struct routine *row);

/* Keeps the candidates with the best score. */
static void keep_best(struct choice *choice, candidate_score *score)
{
    int best = -1;
    size_t kept = 0;
    for (size_t i = 0; i < choice->n; i++) {
        int points = score(choice, choice->rows[i]);
        if (points > best) {
            best = points;
            kept = 0;
        }
        if (points == best)
            choice->rows[kept++] = choice->rows[i];
    }
    choice->n = kept;
}

static int count_exact(const struct choice *choice, const struct routine *row)
{
    int n = 0;
    for (size_t i = 0; i < choice->n_args; i++)
        n += choice->types[i] != PG_UNKNOWN &&
             is_exact(choice->types[i], overload_declared_type(row, i));
    return n;
}

static bool is_preferred(uint32_t type)
{
    const struct pgtype *row = pgtype_by_oid(type);
    return row && row->preferred;
}

static char category_of(uint32_t type)
{
    const struct pgtype *row = pgtype_by_oid(type);
    return row ? row->category : 'X';
}

static int count_preferred(const struct choice *choice, const struct routine *row)
{
    int n = 0;
    for (size_t i = 0; i < choice->n_args; i++) {
        uint32_t declared = overload_declared_type(row, i), type = choice->types[i];
        if (type != PG_UNKNOWN)
            n += is_exact(type, declared) ||
                 (is_preferred(declared) && category_of(declared) == category_of(type));
    }
    return n;
}

/* The category that untyped literals take at position i: string if any candidate wants one there,
 * else the one all agree on; 0: none. */
static char unknown_category(const struct choice *choice, size_t i)
{
    char category = category_of(overload_declared_type(choice->rows[0], i));
    bool agree = true;
    for (size_t c = 0; c < choice->n; c++) {
        char other = category_of(overload_declared_type(choice->rows[c], i));
        if (other == 'S')
            return 'S';
        agree &= other == category;
    }
    return agree ? category : 0;
}

/* Keeps what fits the category at position i, and its preferred type if somebody has it. */
static void keep_category(struct choice *choice, size_t i, char category)
{
    bool has_preferred = false;
    for (size_t c = 0; c < choice->n; c++) {
        uint32_t declared = overload_declared_type(choice->rows[c], i);
        has_preferred |= category_of(declared) == category && is_preferred(declared);
    }
    size_t kept = 0;
    for (size_t c = 0; c < choice->n; c++) {
        uint32_t declared = overload_declared_type(choice->rows[c], i);
        if (category_of(declared) == category && (!has_preferred || is_preferred(declared)))
            choice->rows[kept++] = choice->rows[c];
    }
    choice->n = kept;
}

static void resolve_unknowns(struct choice *choice)
{
    for (size_t i = 0; i < choice->n_args && choice->n > 1; i++) {
        char category = choice->types[i] == PG_UNKNOWN ? unknown_category(choice, i) : 0;
        if (category)
            keep_category(choice, i, category);
    }
}

/* Whether the row takes arguments that are all of that type. */
static bool fits_all(const struct routine *row, uint32_t type, size_t n_args)
{
    uint32_t types[MAX_SAME];
    struct polymorphic resolved;
    for (size_t i = 0; i < n_args && i < MAX_SAME; i++)
        types[i] = type;
    if (n_args > MAX_SAME || !polymorphic_resolve(row, types, n_args, &resolved))
        return false;
    for (size_t i = 0; i < n_args; i++) {
        uint32_t declared = overload_declared_type(row, i);
        if (!is_polymorphic(declared) && !coerce_possible(type, declared, CAST_IMPLICIT))
            return false;
    }
    return true;
}

/* Last resort: untyped literals are of the one type that the typed arguments have. */
static void assume_same_type(struct choice *choice)
{
    uint32_t known = PG_UNKNOWN;
    for (size_t i = 0; i < choice->n_args; i++) {
        if (choice->types[i] == PG_UNKNOWN)
            continue;
        if (known != PG_UNKNOWN && known != choice->types[i])
            return;
        known = choice->types[i];
    }
    const struct routine *match = NULL;
    for (size_t c = 0; known != PG_UNKNOWN && c < choice->n; c++) {
        bool fits = fits_all(choice->rows[c], known, choice->n_args);
        if (fits && match)
            return;
        if (fits)
            match = choice->rows[c];
    }
    if (match) {
        choice->rows[0] = match;
        choice->n = 1;
    }
}

/* Arrays are what anyarray says, more than any type is. */
static bool is_itself(uint32_t type, uint32_t declared)
{
    return type == declared ||
           (declared == PG_ANYARRAY && pgtype_element(type) && !pgtype_is_vector(type));
}

static const struct routine *find_exact(const struct choice *choice, const uint32_t *types)
{
    for (size_t c = 0; c < choice->n; c++) {
        size_t i = 0;
        while (i < choice->n_args &&
               is_itself(types[i], overload_declared_type(choice->rows[c], i)))
            i++;
        if (i == choice->n_args)
            return choice->rows[c];
    }
    return NULL;
}

/* An operator with one untyped literal: first try it as the other side's type. */
static const struct routine *find_exact_operator(const struct choice *choice)
{
    uint32_t types[2] = {choice->types[0], choice->n_args == 2 ? choice->types[1] : 0};
    if (choice->n_args == 2 && types[0] == PG_UNKNOWN)
        types[0] = types[1];
    else if (choice->n_args == 2 && types[1] == PG_UNKNOWN)
        types[1] = types[0];
    return find_exact(choice, types);
}

enum overload_result overload_choose(const struct routine *const *candidates, size_t n_candidates,
                                     const uint32_t *types, size_t n_args, bool is_operator,
                                     const struct routine **chosen)
{
    struct choice choice = {.types = types, .n_args = n_args};
    add_candidates(&choice, candidates, n_candidates);
    *chosen = is_operator ? find_exact_operator(&choice) : find_exact(&choice, types);
    if (*chosen)
        return OVERLOAD_FOUND;
    keep_best(&choice, count_exact);
    if (choice.n > 1)
        keep_best(&choice, count_preferred);
    if (choice.n > 1)
        resolve_unknowns(&choice);
    if (choice.n > 1)
        assume_same_type(&choice);
    if (choice.n == 0)
        return OVERLOAD_NONE;
    *chosen = choice.rows[0];
    return choice.n == 1 ? OVERLOAD_FOUND : OVERLOAD_AMBIGUOUS;
}
