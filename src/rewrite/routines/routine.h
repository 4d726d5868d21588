#ifndef PGPIVOT_REWRITE_ROUTINE_H
#define PGPIVOT_REWRITE_ROUTINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rewrite/regex/pattern.h"

/*
 * Functions, operators, aggregates and casts are rows in tables: functions_*.c, operators.c,
 * aggregates.c, casts.c. A row says what PostgreSQL knows (pg_proc, pg_operator, pg_cast) and how
 * ClickHouse says the same.
 *
 * The template language of `clickhouse`:
 *   $1 … $7   the argument's ClickHouse expression (in parentheses where it needs them)
 *   @1 … @7   the same, turned into the widest exact form of its PostgreSQL type first: any numeric
 *             becomes a Decimal256, whatever column type it came from
 *   &1 … &4   of an array: the Array itself. Where an argument can be NULL so is then the result,
 *             unless the row is called_on_null. A row that gives an array gives tuple(Array); see
 *             docs/architecture.md, "Array values"
 *   ~1 … ~4   of a character(n): without the blanks at its end
 *   #p #s #n  casts from a type to itself, which apply a typmod: precision and scale of numeric,
 *             length of varchar and bpchar
 *   #M #D #U  months, days and microseconds of the interval among the arguments: a constant
 *   $* @* &*  all arguments from the first not named elsewhere, comma-separated (variadic rows)
 *   f[x]      in aggregates: the call f(x), which FILTER turns into fIf(x, condition); each row of
 *             aggregates.c writes its ClickHouse aggregate calls so, and nothing else in brackets.
 *             Array literals are written array(…), never […].
 * Anything else is copied. A template may name an argument twice. Where the argument is more than a
 * column, a parameter or a constant (or a call of those that has no aggregate in it and is short),
 * the emitter binds it once, so that nested calls do not grow without bound:
 *   arrayElement(arrayMap((a1, a2) -> template over a1, a2, array(x1), array(x2)), 1)
 * which costs about 1.5 ns a row. Constants must stay as they are: ClickHouse folds them, and only
 * what it folded can use the primary key.
 *
 * A template must give PostgreSQL's answer for NULLs, empty input, overflow and bad input, in all
 * ClickHouse types that hold the PostgreSQL type (an int8 may be a UInt32); its value is of a type
 * that holds the result, not always of the widest. Errors are raised with
 *   throwIf(condition, 'pgpivot[22012]: division by zero')
 * which the backend turns into that SQLSTATE and text.
 */
#define ROUTINE_MAX_ARGS 7

/* Pseudo-type for argument lists; as a result (of aggregates and window functions): the type of the
 * first argument that is declared so. */
#define PG_ANY 2276

enum routine_kind {
    ROUTINE_FUNCTION,
    ROUTINE_OPERATOR,
    ROUTINE_AGGREGATE,
    ROUTINE_WINDOW,
    ROUTINE_CLICKHOUSE,          /* ch.name(…) */
    ROUTINE_CLICKHOUSE_AGGREGATE /* the same */
};

/* The scale of a numeric result, as ClickHouse computes it, from those of the arguments. */
enum scale_rule {
    SCALE_UNKNOWN,
    SCALE_NONE,   /* 0 */
    SCALE_MILLIS, /* 3 */
    SCALE_MICROS, /* 6 */
    SCALE_FIRST,  /* the first argument's */
    SCALE_SECOND,
    SCALE_MAX,      /* the larger of the first two */
    SCALE_SUM,      /* of the first two */
    SCALE_QUOTIENT, /* QUOTIENT_SCALE */
    SCALE_CONSTANT, /* what the second argument, a constant, says; 0 if it is negative */
};
#define QUOTIENT_SCALE 28

/* What an aggregate's template is made over. */
enum aggregate_input {
    AGGREGATE_ROWS,   /* calls of ClickHouse's aggregates; ORDER BY changes nothing */
    AGGREGATE_ARRAYS, /* $n is the array of the argument's values, in the order of ORDER BY */
    AGGREGATE_SORTED, /* ordered-set aggregates: the same for the last argument, which WITHIN GROUP
                         sorts by; the others are direct arguments */
};

/* The second argument is a regular expression (bind_regex.h). */
enum regex_use {
    REGEX_NONE,
    REGEX_TESTS,      /* whether it matches */
    REGEX_FINDS,      /* what it matches */
    REGEX_REPLACES,   /* the same; the third argument is the replacement */
    REGEX_ALL,        /* every match */
    REGEX_GROUPS,     /* what its groups match */
    REGEX_ALL_GROUPS, /* the same, of every match if the flags have a g */
};

/* What a catalog function looks up (system_lookup.h): keys and values become further arguments. */
enum system_lookup {
    LOOKUP_NONE,
    LOOKUP_TYPE_NAME,
    LOOKUP_TYPE_OID, /* keys: names */
    LOOKUP_RELATION_NAME,
    LOOKUP_RELATION_OID,
    LOOKUP_FUNCTION_NAME,
    LOOKUP_FUNCTION_OID,
    LOOKUP_OPERATOR_NAME,
    LOOKUP_OPERATOR_OID,
    LOOKUP_COLLATION_NAME,
    LOOKUP_COLLATION_OID,
    LOOKUP_FUNCTION_ARGUMENTS,
    LOOKUP_FUNCTION_IDENTITY,
    LOOKUP_FUNCTION_RESULT,
    LOOKUP_SCHEMA_NAME,
    LOOKUP_SCHEMA_OID,
    LOOKUP_RELATION_VISIBLE, /* values: t, f */
    LOOKUP_DATABASE_OID,     /* keys: numbers, here and below */
    LOOKUP_DATABASE_NAME,
    LOOKUP_LANGUAGE_OID,
    LOOKUP_LANGUAGE_NAME,
    LOOKUP_TABLESPACE_OID,
    LOOKUP_TABLESPACE_NAME,
    LOOKUP_OPCLASS_OID,
    LOOKUP_OPFAMILY_OID,
    LOOKUP_UPDATABLE, /* keys: tables; values: what can be done to them, as bits */
    LOOKUP_NOTHING_OID,
    LOOKUP_NOTHING_NAME,
    LOOKUP_SEARCH_PATH, /* no pairs: the path with pg_catalog, and without */
    LOOKUP_RELATION_SIZE,
    LOOKUP_RELATION_COMMENT,
    LOOKUP_COLUMN_COMMENT, /* keys: "oid/attnum" */
    LOOKUP_VIEW_QUERY,
    LOOKUP_INDEX,
    LOOKUP_CONSTRAINT,
    LOOKUP_ROLE_NAME,
    LOOKUP_ROLE_OID,
    LOOKUP_SETTING,
};

/* What a row of an array function gets as an argument behind its own (array_call.h). */
enum array_elements {
    ELEMENTS_PLAIN, /* nothing; arrays of one dimension only */
    ELEMENTS_ANY,   /* nothing; of any number of dimensions */
    ELEMENTS_DIMS,  /* an array of the lengths of its dimensions; the first is 0 if it is empty */
    ELEMENTS_TEXT,  /* nothing; the elements are texts, as the output function writes them */
    ELEMENTS_COMPARED, /* nothing; arrays of any one number of dimensions */
    ELEMENTS_SAME,     /* a lambda: whether an element IS NOT DISTINCT FROM the second argument */
    ELEMENTS_OF_FIRST, /* a lambda: whether an element of the first is equal to one of the second */
    ELEMENTS_OF_SECOND, /* the other way round */
};

/* What stands between the items of a row or an array as JSON. */
enum json_spacing {
    JSON_DENSE,     /* "," */
    JSON_PRETTY,    /* a line feed too: row_to_json(r, true) */
    JSON_AGGREGATED /* ", ": json_agg */
};

/* Which NULL arguments make the result of a template with &n NULL. */
enum null_rule {
    NULL_IF_ANY,        /* any argument: the row is strict */
    NULL_IF_ANY_ARRAY,  /* an array */
    NULL_IF_ALL_ARRAYS, /* all of its arrays */
};

struct routine {
    const char *name; /* pg_proc.proname, or the operator's symbol; prefix operators have 1 arg */
    uint32_t result;
    uint32_t args[ROUTINE_MAX_ARGS];
    uint8_t n_args;
    bool variadic; /* the last argument type repeats, once or more */
    bool is_volatile;
    bool called_on_null; /* not strict: NULL arguments do not make the result NULL */
    bool never_null;     /* the result is never NULL: count, IS DISTINCT FROM */
    bool ignores_frame;  /* window functions: they see the whole partition, whatever the frame */
    /*
     * The first argument must be this constant, compared without regard to case: the unit of
     * date_trunc and extract. NULL: any.
     */
    const char *literal;
    const char *flag; /* the constant that the second one must be, or NULL */
    /*
     * Arguments of PG_ANY reach the template as text: by the cast to text for operators, by the
     * type's output function for functions (they differ for boolean: 'true' and 't').
     */
    bool any_to_text;
    /* Arguments of PG_ANY, PG_RECORD and PG_ANYARRAY reach the template as JSON texts
     * (bind_json.h), NULL as NULL. */
    bool any_to_json;
    enum json_spacing spacing; /* of the outermost items of those */
    /*
     * 1 … n_args: that argument must be a constant; the next row of the same signature, if there is
     * one, takes the other calls. 0: none. The template may then use it where ClickHouse wants a
     * constant: scales of Decimals.
     */
    uint8_t constant_arg;
    enum regex_use regex;
    enum system_lookup lookup;
    bool lookup_keys;     /* only the keys */
    uint32_t named_type;  /* what a name among the arguments is cast to: bind_privilege.h */
    uint8_t session_call; /* enum session_call: the session carries it out, for each row */
    enum array_elements elements;
    enum null_rule nulls; /* of templates with &n, where the row is not called_on_null */
    /* This makes the template out of the argument that is a pattern, a constant: constant_arg, or
     * the second one. $1 is the other. */
    pattern_translator *pattern;
    enum aggregate_input input;
    uint8_t max_params;     /* ClickHouse's aggregates: how many params => ARRAY[…] may have */
    const char *params;     /* of a call: those, as text */
    const char *of_nothing; /* one of ClickHouse's: its value over no rows */
    bool keeps_nulls;       /* AGGREGATE_ARRAYS: rows whose first argument is NULL count too */
    bool gives_array;       /* aggregates: the result is an array of the type `result` says */
    enum scale_rule scale;  /* of rows that give numeric */
    /*
     * Of numerics whose number of decimals depends on the values: the value rounded to as many, and
     * that number. Further arguments are the numbers of decimals of the arguments: $3 and $4 of
     * two. `clickhouse` then serves where these cannot be had.
     */
    const char *scaled, *shown;
    /* `scaled` before it is rounded, with more decimals than are shown, for who rounds himself. */
    const char *cut;
    /* Of a part of a jsonb as text, which is costly where that is an object or an array: `bare`
     * leaves those as they are written, `sent` leaves them to the client's side (json_part.h). */
    const char *bare, *sent;
    /* NULL: PostgreSQL has it and it takes part in choosing the overload, but pgpivot refuses it */
    const char *clickhouse;
    /* The same where all arguments behind the first are constants: integers of at least 1, texts
     * that are not empty (narrow_guard.h). NULL: nothing simpler. */
    const char *plain;
    const char *example; /* one or more SELECT-list expressions, run on PostgreSQL 15 too */
    const char
        *expected;    /* what PostgreSQL is asked instead of the example, where it cannot run it */
    const char *note; /* a difference from PostgreSQL that remains, for docs/differences.md */
};

/* The rows of one name; they are in one array, side by side. */
struct routine_set {
    const struct routine *rows;
    size_t n;
};

struct routine_table {
    const struct routine *rows;
    size_t n;
};

extern const struct routine_table functions_math, functions_text, functions_regex,
    functions_datetime, functions_misc, functions_session, functions_system, functions_privilege,
    functions_time, functions_inet, functions_bytea, functions_json, functions_array, operators,
    operators_json, operators_time, operators_inet, operators_bytea, operators_array, aggregates,
    windows, functions_clickhouse, aggregates_clickhouse;
extern const struct routine_table functions_json_build, functions_json_change,
    operators_json_change;

/* Candidates by name. The arrays given back live in static storage; names compare exactly,
 * ClickHouse's without regard to case. */
size_t routine_find(enum routine_kind kind, const char *name, const struct routine **found,
                    size_t max_found);

/* For generated documents and tests: every row of every table. Index past the end: NULL. */
const struct routine *routine_at(size_t index, enum routine_kind *kind);

/* Contexts of pg_cast.castcontext. */
enum cast_context { CAST_IMPLICIT, CAST_ASSIGNMENT, CAST_EXPLICIT };

struct cast {
    uint32_t source, target;
    enum cast_context context;
    const char *clickhouse; /* template of $1 (and @1); "$1" where ClickHouse needs nothing */
    const char *example;
    const char *note;
    enum system_lookup lookup; /* as of routines */
};

extern const struct cast casts[];
extern const size_t casts_count;

/* NULL if there is no such cast. */
const struct cast *cast_find(uint32_t source, uint32_t target);

#endif
