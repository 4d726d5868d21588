#!/usr/bin/env bash
# pgpivot.advise(): what it proposes can be run as it is, answers the queries that it was made for, and
# is not proposed again; a rollup that answers nothing is to be dropped.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

queries=("SELECT region, sum(x), count(*) FROM deals GROUP BY region ORDER BY region"
    "SELECT region, desk, avg(x), max(n) FROM deals GROUP BY region, desk ORDER BY region, desk"
    "SELECT desk, sum(n) FILTER (WHERE region = 'r1') FROM deals GROUP BY desk ORDER BY desk"
    "SELECT \"Order\", max(n) FROM deals GROUP BY 1 ORDER BY 1"
    "SELECT date_trunc('month', ts), count(DISTINCT desk) FROM deals WHERE ts >= '2024-01-03' GROUP BY 1 ORDER BY 1"
    "SELECT sum(x * n) FROM deals")

# ask: each of them three times; the answers, in order.
ask() {
    local all=(-c "SET pivot.result_cache = off") query
    for query in "${queries[@]}"; do
        all+=(-c "$query" -c "$query" -c "$query")
    done
    sql "${all[@]}"
}

advice() {
    sql -c "SELECT statement FROM pgpivot.advise() WHERE statement LIKE '$1%' ORDER BY saved_rows DESC"
}

init_data && start_server || { report "the server starts" 1 && finish; }
is "nothing was asked, nothing is advised" "$(sql -c 'SELECT count(*) FROM pgpivot.advise()')" 0
check "a table" sql -c 'CREATE TABLE deals (d date, ts timestamp, region text, desk text, "Order" int, x float8, n int, day text)' \
    -c "INSERT INTO deals SELECT date '2024-01-01' + i % 300, timestamp '2024-01-01' + i * interval '1 minute', 'r' || i % 5, 'desk' || i % 40, i % 7, i, i % 100, 'monday' FROM generate_series(1, 50000) AS i"
before=$(ask)
matches "the groupings that were seen are advised" "$(advice 'CREATE ROLLUP')" \
    '*CREATE ROLLUP deals_rollup_* ON pivot.deals (region, desk) MEASURES (count(\*), *USING projection*'
matches "names that need quotes have them" "$(advice 'CREATE ROLLUP')" '*"Order"*'
is "with numbers" "$(sql -c 'SELECT bool_and(queries > 0 AND rows > 0 AND saved_rows > rows) FROM pgpivot.advise()')" t
while IFS= read -r statement; do
    check "${statement:0:60} …" sql -c "$statement"
done < <(advice 'CREATE ROLLUP')
is "the answers are the same" "$(ask)" "$before"
for i in 0 1 2; do
    matches "query $i is answered from what was advised" "$(sql -c "EXPLAIN ${queries[$i]}")" '*deals_rollup_[0-9]: answers*'
done
check "one that nobody needs" sql -c "CREATE ROLLUP idle ON deals (region, desk, day) MEASURES (count(*))"
ask >/dev/null
is "is to be dropped" "$(advice 'DROP ROLLUP pivot.idle')" "DROP ROLLUP pivot.idle"
is "what is answered already is not advised again" "$(advice 'CREATE ROLLUP' | grep -c "region, desk")" 0
is "the others are not" "$(advice 'DROP ROLLUP pivot.deals')" ""
check "it is dropped" sql -c "DROP ROLLUP pivot.idle"
stop_server
finish
