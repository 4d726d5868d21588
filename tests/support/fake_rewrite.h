#ifndef PGPIVOT_TESTS_FAKE_REWRITE_H
#define PGPIVOT_TESTS_FAKE_REWRITE_H

/*
 * In place of src/rewrite, so that protocol tests choose what a statement is. Linked before the
 * real library. Statements end with ';' and are
 *
 *     begin, commit, rollback, savepoint, release, rollback to      transactions
 *     set NAME VALUE, set local NAME VALUE, reset all
 *     show NAME                      rows without the backend: the parameter's value
 *     query NAME:TYPE,… TEXT         rows from the backend, which is sent TEXT
 *     write TEXT, ddl TEXT           no rows; ddl changes the catalog
 *     explain QUESTION TEXT          TEXT is run, its rows are counted; QUESTION: how complete what
 * it read is, "-" for none. "write…" is a write copy text, copy csv            into pivot.t (a
 * Int32, b Nullable(String)) copy staged                    as csv, by way of a table of its own
 *     notice TEXT, nothing
 *     fail SQLSTATE TEXT             refused
 *     missing TEXT                   refused with 42P01 as long as the catalog's version is 1
 *     memory                         asks the arena for more than it gives
 *     found TEXT                     "find TEXT" gives at most 2 names of text columns, then TEXT
 * rows awaits TEXT                    the same, but only when parameters have values params TYPE,…
 * STATEMENT        parameters of these types, if the client says no others; ? for one that finds
 * none. $1 in STATEMENT becomes 'value'.
 *
 * The value "bad" is refused with 22P02.
 *
 * A string that holds the word "syntax" cannot be parsed.
 */

#endif
