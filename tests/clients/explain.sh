#!/usr/bin/env bash
# EXPLAIN for programs, and EXPLAIN ANALYZE: what runs, what is counted, and that it can be parsed.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

# json EXPRESSION STATEMENT: of what EXPLAIN (FORMAT JSON …) gave as `plan`.
json() {
    sql -c "$2" | python3 -c "import json, sys; plan = json.load(sys.stdin)[0]; print($1)"
}

xml() {
    sql -c "$2" | python3 -c "
import sys, xml.etree.ElementTree as tree
plan = tree.fromstring(sys.stdin.read())
print($1)"
}

# number BEGINNING TEXT: what stands behind it in a line of the text.
number() {
    sed -n "s/^$1\([0-9]*\).*/\1/p" <<<"$2"
}

init_data && start_server || { report "the server starts" 1 && finish; }
check "a table" sql -c "CREATE TABLE deals (d date NOT NULL, region text, n int)" \
    -c "INSERT INTO deals SELECT date '2024-01-01' + i % 3, 'r' || i % 5, i FROM generate_series(1, 3000) AS i" \
    -c "CREATE ROLLUP by_region ON deals (d, region) MEASURES (count(*), sum(n))" \
    -c "CREATE ROLLUP by_day ON deals (d) MEASURES (count(*))"
query="SELECT region, sum(n) FROM deals GROUP BY region"

counts() {
    sql -c "SELECT hits, refusals, refused_by FROM pgpivot.rollups WHERE rollup = 'pivot.$1'"
}
is "nothing was asked of a rollup" "$(counts by_region)" "0|0|"
for _ in 1 2 3; do
    sql -c "$query" >/dev/null
done
is "it answered each, also those whose plan or answer was kept" "$(counts by_region)" "3|0|"
is "the other could not" "$(counts by_day)" "0|3|G2"
sql -c "SELECT count(*) FROM deals" -c "SELECT d FROM deals GROUP BY d" >/dev/null
is "or answers more cheaply" "$(counts by_day)" "2|3|G2"
is "which stops the first" "$(counts by_region)" "3|2|C1"
sql -c "SET pivot.rollups = off" -c "$query" -c "EXPLAIN $query" >/dev/null
is "only what runs, and may, is counted" "$(counts by_region)" "3|2|C1"

is "JSON says which rollup answers" "$(json "[(r['Relation Name'], r['Used'], r.get('Rule')) for r in plan['Rollups']]" \
    "EXPLAIN (FORMAT JSON) $query")" "[('by_day', False, 'G2'), ('by_region', True, None)]"
is "and how the other would" "$(json "plan['Rollups'][0]['Change']" "EXPLAIN (FORMAT JSON) $query")" \
    "Make region one of its keys"
is "as pgAdmin asks" "$(json "plan['Plan']['Node Type'], 'Planning Time' in plan" \
    "EXPLAIN (FORMAT JSON, ANALYZE false, VERBOSE false, COSTS false, BUFFERS false, TIMING false, SUMMARY false, SETTINGS false, WAL false) $query")" \
    "ClickHouse Query False"
is "as DBeaver asks" "$(xml "plan.find('.//{*}Plan/{*}Node-Type').text, float(plan.find('.//{*}Execution-Time').text) > 0" \
    "EXPLAIN (FORMAT XML, ANALYSE, VERBOSE, COSTS, TIMING, BUFFERS, SUMMARY) $query")" "ClickHouse Query True"
is "what YAML says is of one text" "$(sql -c "EXPLAIN (FORMAT YAML) $query" | sed -n '1,3p')" $'-\n  Plan:\n    Node Type: "ClickHouse Query"'
is "text that JSON escapes" "$(json "plan['Plan']['Output'], '\"' in plan['Plan']['ClickHouse SQL']" \
    "EXPLAIN (FORMAT JSON, VERBOSE) SELECT '\"' || chr(92) || E'\\n' AS \"a\"\"b\\c\"")" "['a\"b\\\\c'] True"
is "the time of planning alone" "$(json "plan['Planning Time'] > 0, 'Execution Time' in plan" \
    "EXPLAIN (FORMAT JSON, SUMMARY) $query")" "True False"

explained=$(sql -c "SET pivot.result_cache = off" -c "EXPLAIN ANALYZE $query")
matches "ANALYZE says how complete the rollup is" "$explained" "*Rollup pivot.by_region: answers *; 1 of 1 partitions are complete*"
is "and how many rows came" "$(number 'Rows returned: ' "$explained")" 5
check "fewer were read than the table has" test "$(number 'ClickHouse read ' "$explained")" -lt 3000
matches "and how long it took" "$explained" "*ClickHouse read * bytes in *ms*Planning Time: *.* ms*Execution Time: *.* ms"
explained=$(sql -c "SET pivot.rollups = off" -c "SET pivot.result_cache = off" -c "EXPLAIN (ANALYZE, TIMING off, SUMMARY off) SELECT n FROM deals")
matches "without times" "$explained" "*Rows returned: 3000?ClickHouse read 3000 rows, 15000 bytes"
is "the same as JSON" "$(json "[plan['Plan'][k] for k in ('Actual Rows', 'Rows Read', 'Actual Loops')]" \
    "EXPLAIN (ANALYZE, FORMAT JSON) SELECT n + 1 FROM deals")" "[3000, 3000, 1]"
is "a result of many blocks" "$(json "[plan['Plan'][k] for k in ('Actual Rows', 'Rows Read')]" \
    "EXPLAIN (ANALYZE, FORMAT JSON) SELECT a.n, b.n FROM deals a, deals b WHERE a.n < 200")" "[597000, 6000]"

given() {
    sql -c "EXPLAIN ANALYZE SELECT count(*) FROM deals WHERE n > 7" | grep -q 'ClickHouse was not asked: the answer was kept'
}
check "an answer that was kept is told" wait_for given
is "as JSON" "$(json "plan['Result Cache']['Answer Was Kept'], plan['Plan']['Rows Read']" \
    "EXPLAIN (ANALYZE, FORMAT JSON) SELECT count(*) FROM deals WHERE n > 7")" "True 0"

matches "an UPDATE is carried out" "$(sql -c "EXPLAIN ANALYZE UPDATE deals SET n = n + 1 WHERE region = 'r1' AND d = '2024-01-01'")" "*Rows written: 200*"
matches "which makes the rollup incomplete" "$(sql -c "EXPLAIN ANALYZE $query")" "*by_region: *; 0 of 1 partitions are complete, of the others the table was read*"
check "without ANALYZE it is not" sql -c "CREATE TABLE copies (n int)" -c "EXPLAIN INSERT INTO copies VALUES (1)"
is "nothing was written" "$(sql -c "SELECT count(*) FROM copies")" 0
matches "with it, it is" "$(sql -c "EXPLAIN ANALYZE INSERT INTO copies SELECT i FROM generate_series(1, 7) AS i")" "*Rows written: 7*"
is "seven were" "$(sql -c "SELECT count(*) FROM copies")" 7
check "a table is made" sql -c "EXPLAIN ANALYZE CREATE TABLE others AS SELECT n FROM copies"
is "and known at once" "$(sql -c "SELECT count(*) FROM others")" 7
matches "not in a read-only transaction" "$(sql -c "BEGIN READ ONLY" -c "EXPLAIN ANALYZE INSERT INTO copies VALUES (1)")" \
    "*cannot execute EXPLAIN in a read-only transaction*"
matches "an error is the statement's" "$(sql -c "EXPLAIN ANALYZE SELECT 1 / (n - n) FROM deals")" "*division by zero*"
finish
