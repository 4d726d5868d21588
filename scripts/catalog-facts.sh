#!/usr/bin/env bash
# Writes what PostgreSQL's own catalogs hold the same in every database into sql/catalog: the
# columns of its relations, and the rows of small constant ones. Wants the libpq variables of a
# PostgreSQL 15 that was just initialized. Run by hand when the version moves.
set -euo pipefail
cd "$(dirname "$0")/../sql/catalog"

ask() {
    psql -X -q -A -t -F ' ' -v ON_ERROR_STOP=1 -c "$1"
}

# schema.relation oid relkind column:type … ; "?" behind a type: it can be NULL. Domains are their base type.
ask "SELECT n.nspname || '.' || c.relname, c.oid, c.relkind, (
         SELECT string_agg(attname || ':' || coalesce(b.typname, t.typname) ||
             CASE WHEN attnotnull THEN '' ELSE '?' END, ' ' ORDER BY attnum)
         FROM pg_attribute a JOIN pg_type t ON t.oid = atttypid
             LEFT JOIN pg_type b ON b.oid = t.typbasetype
         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)
     FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE nspname IN ('pg_catalog', 'information_schema') AND relkind IN ('r', 'v')
         AND relname !~ '^_pg'
     ORDER BY 1" >relations.txt

# rows RELATION CONDITION: COPY's text format, the names of the columns first.
rows() {
    local columns
    columns=$(ask "SELECT string_agg(CASE WHEN atttypid = 'bool'::regtype
            THEN attname || '::text AS ' || attname ELSE attname::text END, ', ' ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = 'pg_catalog.$1'::regclass AND attnum > 0")
    psql -X -q -v ON_ERROR_STOP=1 -c "COPY (SELECT $columns FROM pg_catalog.$1 WHERE $2 ORDER BY 1)
        TO STDOUT (HEADER true)" >"$1.tsv"
}

rows pg_am true
rows pg_type "typnamespace = 'pg_catalog'::regnamespace AND typtype <> 'c'
    AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = pg_type.typelem AND e.typtype = 'c')"
rows pg_range true
rows pg_language true
rows pg_tablespace true
rows pg_collation "collname IN ('default', 'C', 'POSIX', 'ucs_basic')"
