#!/usr/bin/env bash
# PIVOTs whose columns are found, through drivers that prepare statements: when there are other columns,
# the error is the one that makes drivers prepare anew. What is not installed is skipped.
# Argument: the program of ODBC.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

# driver NAME COMMAND…: one result for a program that prints TAP of its own.
driver() {
    local name=$1 output
    shift
    output=$("$@" 2>&1)
    if ! grep -q '^1\.\.[1-9]' <<<"$output" || grep -q '^not ok' <<<"$output"; then
        report "$name" 1 "$output"
    else
        report "$name ($(grep -c '^ok' <<<"$output") checks)" 0
    fi
}

check "init" init_data
start_server || { report "the server starts" 1 && finish; }
sql -c "CREATE TABLE found (k text, x int4)" -c "INSERT INTO found VALUES ('a', 1), ('b', 2)" >/dev/null

export DSN="postgresql://tester@127.0.0.1:$server_port/pivot"
driver "psycopg 3 and asyncpg" /usr/bin/python3 "$folder/pivot_columns.py"

jar=/usr/share/java/postgresql.jar
if command -v javac >/dev/null && [ -r "$jar" ]; then
    driver "pgjdbc" java -Duser.timezone=UTC -cp "$jar" "$folder/PivotColumns.java" \
        "jdbc:postgresql://127.0.0.1:$server_port/pivot"
else
    skip "pgjdbc" "not installed"
fi

if command -v node >/dev/null && node_modules=$("$folder/../../scripts/fetch-node-drivers.sh"); then
    export PGHOST=127.0.0.1 PGPORT=$server_port PGUSER=tester PGDATABASE=pivot
    NODE_PATH=$node_modules driver "node-postgres and postgres.js" node "$folder/pivot_columns.js"
else
    skip "node-postgres and postgres.js" "not installed"
fi

odbc_driver=$(printf '%s\n' /usr/lib/*/odbc/psqlodbcw.so | head -n 1)
if [ -x "${1:-}" ] && [ -e "$odbc_driver" ]; then
    driver "psqlODBC" "$1" \
        "Driver=$odbc_driver;Servername=127.0.0.1;Port=$server_port;Database=pivot;Username=tester;UseServerSidePrepare=1"
else
    skip "psqlODBC" "not installed"
fi

# psql: what it shows across, and what it says of columns.
psql_of() {
    psql -X -A -F '|' -h 127.0.0.1 -p "$server_port" -U tester pivot 2>&1
}
is "psql: \\gdesc" "$(printf '%s' 'SELECT * FROM found PIVOT (sum(x), count(*) FOR k IN (ANY)) \gdesc' | psql_of)" \
    $'Column|Type\na_sum(x)|bigint\na_count(*)|bigint\nb_sum(x)|bigint\nb_count(*)|bigint\n(4 rows)'
is "psql: \\crosstabview of a plain query" \
    "$(printf '%s' "SELECT k, x % 2 AS odd, x FROM found ORDER BY 1, 2 \\crosstabview" | psql_of)" \
    $'k|1|0\na|1|\nb||2\n(2 rows)'
is "psql: \\crosstabview of an UNPIVOT" \
    "$(printf '%s' 'SELECT k, n, v FROM (SELECT k, x, 2 * x AS y FROM found) t UNPIVOT (v FOR n IN (x, y)) ORDER BY 1, 2 \crosstabview k n v' | psql_of)" \
    $'k|x|y\na|1|2\nb|2|4\n(2 rows)'
stop_server
finish
