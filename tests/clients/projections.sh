#!/usr/bin/env bash
# Aggregate projections: they answer what the table would, ClickHouse reads them, and EXPLAIN says so.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

# Else an answer that is kept would be compared with itself.
options=(--result_cache_size 0)

columns="d Date, ts DateTime('UTC'), desk LowCardinality(String), region Nullable(String), i Int32, j Int64, x Float64, n Decimal(18, 4), v Nullable(Float64)"
targets="d, desk, region, dateTrunc('hour', ts), count(), sum(i), sum(toInt128(j)), sum(x), sum(n), sum(v), count(v), min(i), max(n)"
init_data && start_server "${options[@]}" || { report "the server starts" 1 && finish; }
check "a table" engine "CREATE TABLE pivot.fills ($columns, PROJECTION by_desk (SELECT $targets GROUP BY d, desk, region, dateTrunc('hour', ts))) ENGINE = MergeTree PARTITION BY toYYYYMM(d) ORDER BY (desk, d)"
check "one without rows" engine "CREATE TABLE pivot.none ($columns, PROJECTION by_desk (SELECT $targets GROUP BY d, desk, region, dateTrunc('hour', ts))) ENGINE = MergeTree ORDER BY desk"
check "rows" engine "INSERT INTO pivot.fills SELECT toDate('2024-01-30') + number % 4, toDateTime('2024-01-30 00:00:00', 'UTC') + number * 71 % 345600, 'd' || toString(number % 5), if(number % 7 = 0, NULL, 'r' || toString(number % 3)), number % 1000 - 500, number * 90000000000000, number % 91, toDecimal64(number % 5001, 4) / 8, if(number % 3 = 0, NULL, number % 17) FROM numbers(100000)"
stop_server
start_server "${options[@]}" || report "the server starts again" 1

same() {
    is "$1" "$(sql -c "$2")" "$(sql -c 'SET pivot.rollups = off' -c "$2")"
}
while read -r query; do
    matches "read: $query" "$(sql -c "EXPLAIN (ANALYZE, TIMING off) $query")" '*Projection pivot.fills.by_desk: answers: *; ClickHouse read it*'
    same "the same: $query" "$query"
done <<'END'
SELECT desk, count(*), sum(i), avg(i), sum(j), avg(n), max(n), min(i) FROM fills GROUP BY desk ORDER BY 1
SELECT region, sum(v), avg(v), count(v) FROM fills WHERE desk IN ('d1', 'd3') GROUP BY region ORDER BY 1
SELECT desk, sum(x) FILTER (WHERE region = 'r1'), count(*) FILTER (WHERE region IS NULL) FROM fills GROUP BY ROLLUP (desk) ORDER BY 1
SELECT date_trunc('day', ts), sum(n) FROM fills WHERE d >= '2024-01-31' GROUP BY 1 ORDER BY 1
SELECT sum(i), avg(x) FROM fills
SELECT count(DISTINCT region), min(region) FROM fills
SELECT * FROM (SELECT desk, region, n FROM fills) PIVOT (sum(n) FOR region IN ('r0', 'r1', 'r2') GROUP BY desk) ORDER BY 1
SELECT desk FROM fills GROUP BY desk HAVING sum(i) > -100000 ORDER BY sum(n) DESC, 1 LIMIT 3
END
# Of a range that cuts hours the table is read for what is beyond the whole ones.
ragged="SELECT desk, count(*), sum(n) FROM fills WHERE ts >= '2024-01-31 10:17:00' AND ts < '2024-02-01 18:42:13' GROUP BY desk ORDER BY 1"
same "a range of moments" "$ragged"
for query in "SELECT sum(i), count(*), max(n), avg(v) FROM none" "SELECT desk, sum(i) FROM none GROUP BY desk" "SELECT count(*), sum(x) FROM none GROUP BY ROLLUP (desk)"; do
    is "of no rows: $query" "$(sql -c "SET pivot.rollup_only = 'none.by_desk'" -c "$query")" "$(sql -c 'SET pivot.rollups = off' -c "$query")"
done
matches "why not" "$(sql -c 'EXPLAIN SELECT desk, max(x) FROM fills GROUP BY desk')" '*Projection pivot.fills.by_desk: not used. *Let it *'
matches "rows themselves are read when they are wanted" \
    "$(sql -c 'SET pivot.rollups = off' -c 'EXPLAIN ANALYZE SELECT desk, sum(i) FROM fills GROUP BY desk')" '*ClickHouse read 100000 rows*'
matches "sums of doubles can be forbidden" \
    "$(sql -c 'SET pivot.rollup_floats = off' -c 'EXPLAIN ANALYZE SELECT desk, sum(x) FROM fills GROUP BY desk')" '*not used. N3*ClickHouse read 100000 rows*'
is "in JSON" "$(sql -c 'EXPLAIN (ANALYZE, FORMAT JSON) SELECT desk, sum(i) FROM fills GROUP BY desk' |
    python3 -c 'import json, sys; r = json.load(sys.stdin)[0]["Rollups"][0]; print(r["Relation Name"], r["Is Projection"], r["Used"], r["Was Read"])')" \
    "fills.by_desk True True True"
is "it is listed" "$(sql -c "SELECT view IS NULL, base, keys, problem IS NULL FROM pgpivot.rollups WHERE rollup = 'pivot.fills.by_desk'")" \
    "t|pivot.fills|d, desk, region, date_trunc('hour', ts)|t"
check "a view beside it" sql -c "CREATE ROLLUP fills_by_region ON fills (region) MEASURES (count(*), sum(i))"
check "one more is made" sql -c "CREATE ROLLUP by_day ON fills (date_trunc('day', ts), region) MEASURES (count(*), sum(i), avg(j), min(n), sum(v)) USING projection"
made="SELECT date_trunc('day', ts), region, count(*), avg(j), sum(v) FROM fills GROUP BY 1, 2 ORDER BY 1, 2"
matches "and read" "$(sql -c "SET pivot.rollup_only = 'fills.by_day'" -c "EXPLAIN ANALYZE $made")" '*Projection pivot.fills.by_day: answers: *; ClickHouse read it*'
same "it answers as the table does" "$made"
matches "which makes no rollup stale" "$(sql -c "SET pivot.rollup_only = 'fills_by_region'" -c "EXPLAIN ANALYZE SELECT region, sum(i) FROM fills GROUP BY region")" '*fills_by_region: answers*it is complete*'
matches "there is one of the name" "$(sql -c "CREATE ROLLUP by_day ON fills (region) MEASURES (count(*)) USING projection")" '*projection "by_day" of "fills" already exists*'
matches "not in a schema of its own" "$(sql -c "CREATE ROLLUP pivot.other ON fills (region) MEASURES (count(*)) USING projection")" '*a projection outside of its table is not supported*'
matches "no states" "$(sql -c "CREATE ROLLUP other ON fills (region) MEASURES (count(DISTINCT desk)) USING projection")" '*Leave USING projection away.*'
matches "using what else" "$(sql -c "CREATE ROLLUP other ON fills (region) MEASURES (count(*)) USING btree")" '*syntax error at or near "USING"*'
check "it is made for all parts" sql -c "REFRESH ROLLUP pivot.fills.by_day"
check "and dropped" sql -c "DROP ROLLUP fills.by_day"
matches "it is gone" "$(sql -c 'DROP ROLLUP fills.by_day')" '*does not exist*'
matches "dropping it makes no rollup stale" "$(sql -c "SET pivot.rollup_only = 'fills_by_region'" -c "EXPLAIN ANALYZE SELECT region, sum(i) FROM fills GROUP BY region")" '*fills_by_region: answers*it is complete*'
check "the view goes" sql -c "DROP ROLLUP fills_by_region"
check "rows change" sql -c "UPDATE fills SET i = i + 1 WHERE desk = 'd1'"
same "and the projection with them" "SELECT desk, sum(i), count(*) FROM fills GROUP BY desk ORDER BY 1"
check "rows go" sql -c "DELETE FROM fills WHERE region = 'r1'"
same "from the projection too" "SELECT region, sum(i), count(*) FROM fills GROUP BY region ORDER BY 1"
finish
