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
    columns=$(ask "SELECT string_agg(format(CASE
            WHEN t.typname = 'bool' THEN '%1\$I::text AS %1\$I'
            WHEN t.typname = 'regproc' THEN '%1\$I::oid::text AS %1\$I'
            WHEN t.typname IN ('pg_node_tree', 'bytea', 'xid') THEN 'NULL AS %1\$I'
            WHEN t.typname IN ('_aclitem', 'anyarray') THEN '\$a\$[]\$a\$ AS %1\$I'
            WHEN t.typcategory = 'A' AND e.typcategory = 'N'
                THEN '\$a\$[\$a\$ || coalesce(array_to_string(%1\$I, \$a\$,\$a\$), \$a\$\$a\$) || \$a\$]\$a\$ AS %1\$I'
            WHEN t.typcategory = 'A' THEN '\$a\$[\$a\$ || coalesce((SELECT string_agg(
                quote_literal(e::text), \$a\$,\$a\$) FROM unnest(%1\$I) e), \$a\$\$a\$) || \$a\$]\$a\$ AS %1\$I'
            ELSE '%1\$I' END, attname), ', ' ORDER BY attnum)
        FROM pg_attribute JOIN pg_type t ON t.oid = atttypid LEFT JOIN pg_type e ON e.oid = t.typelem
        WHERE attrelid = 'pg_catalog.$1'::regclass AND attnum > 0")
    psql -X -q -v ON_ERROR_STOP=1 -c "COPY (SELECT $columns${3:+, $3} FROM pg_catalog.$1 WHERE $2
        ORDER BY 1) TO STDOUT (HEADER true)" >"$1.tsv"
}

# Functions that the rewriter knows, and those that only PostgreSQL calls: of types, casts.
known=$(grep -roh --include='*.c' '"[a-z_][a-z0-9_]*"' ../../src/rewrite | sort -u | tr '"\n' "'," | sed 's/,$//')

rows pg_am true
rows pg_type "typnamespace = 'pg_catalog'::regnamespace AND typtype <> 'c'
    AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = pg_type.typelem AND e.typtype = 'c')"
rows pg_range true
rows pg_language true
rows pg_tablespace true
rows pg_collation "collname IN ('default', 'C', 'POSIX', 'ucs_basic')"
rows pg_proc "pronamespace = 'pg_catalog'::regnamespace AND (proname IN ($known)
        OR proname IN ('enum_in', 'enum_out', 'enum_recv', 'enum_send') OR oid IN (SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend, typmodin, typmodout,
            typanalyze, typsubscript]::oid[]) FROM pg_type)
        OR oid IN (SELECT castfunc FROM pg_cast))" "
    pg_get_function_arguments(oid) AS arguments, pg_get_function_result(oid) AS result,
    pg_get_function_identity_arguments(oid) AS identity_arguments"
rows pg_cast true
rows pg_operator "oprnamespace = 'pg_catalog'::regnamespace AND oprcode IN (
    SELECT oid FROM pg_proc WHERE prorettype = 16) AND oprname IN ('=', '<>', '<', '<=', '>', '>=')"
rows pg_opclass "opcmethod = 403"
rows pg_opfamily "opfmethod = 403"
rows pg_aggregate "aggfnoid IN (SELECT oid FROM pg_proc WHERE proname IN ($known))"
