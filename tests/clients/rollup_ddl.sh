#!/usr/bin/env bash
# CREATE ROLLUP, REFRESH ROLLUP, DROP ROLLUP: made over rows that are there, kept by what comes, filled
# anew after what views do not see.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

# Else an answer that is kept would be compared with itself.
options=(--result_cache_size 0)

query="SELECT d, region, count(*), sum(x), avg(j), min(i), count(DISTINCT s), sum(n), count(v), avg(v), round(stddev(x)::numeric, 6) FROM deals WHERE ts >= '2024-01-01 10:30' GROUP BY d, region ORDER BY 1, 2"

# same TITLE: the rollup, and nothing but it, gives what the table does.
same() {
    is "$1" "$(sql -c "SET pivot.rollup_only = 'deals_by_hour'" -c "$query")" \
        "$(sql -c 'SET pivot.rollups = off' -c "$query")"
}

insert() {
    engine "INSERT INTO pivot.deals SELECT toDate('2024-01-01') + number % 3, toDateTime64('2024-01-01', 3, 'UTC') + number * 7919 % 259200, ['EMEA', 'APAC', ''][1 + number % 3], 's' || toString(number % 7), number, number % 100, number * 9000000000000, toDecimal64(number, 4) / 4, if(number % 2 = 0, number, NULL) FROM numbers($1, $2)"
}

init_data && start_server "${options[@]}" || { report "the server starts" 1 && finish; }
check "a table" engine \
    "CREATE TABLE pivot.deals (d Date, ts DateTime64(3, 'UTC'), region LowCardinality(String), s String, x Float64, i Int32, j Int64, n Decimal(18, 4), v Nullable(Int32)) ENGINE = MergeTree PARTITION BY d ORDER BY region"
stop_server
start_server "${options[@]}" || report "the server starts again" 1
check "rows" insert 1 3000
check "a rollup of rows that are there" sql -c "CREATE ROLLUP deals_by_hour ON deals (d, region, date_trunc('hour', ts)) MEASURES (count(*), sum(x), avg(j), min(i), count(DISTINCT s), sum(n), avg(v), stddev(x))"
matches "it answers" "$(sql -c "EXPLAIN $query")" '*deals_by_hour: answers each partition*'
same "what it holds"
matches "nothing is to be filled" "$(sql -c 'REFRESH ROLLUP deals_by_hour')" '*the rollup is complete*'
check "more rows" insert 3001 1000
same "what the view adds"
matches "the view sees them all" "$(sql -c 'REFRESH ROLLUP deals_by_hour')" '*the rollup is complete*'
check "rows change" sql -c "UPDATE deals SET x = x + 1 WHERE region = 'EMEA' AND d = '2024-01-01'"
same "the table answers"
matches "partitions are filled anew" "$(sql -c 'REFRESH ROLLUP deals_by_hour')" '*partitions of the rollup are filled anew*'
same "what it holds then"
matches "nothing is left to be filled" "$(sql -c 'REFRESH ROLLUP deals_by_hour')" '*the rollup is complete*'
matches "its table says what it is" "$(sql -c "SELECT obj_description('deals_by_hour'::regclass)")" 'Rollup of pivot.deals:*'
is "it is listed" "$(sql -c "SELECT base, keys, by_partition, problem IS NULL FROM pgpivot.rollups WHERE rollup = 'pivot.deals_by_hour'")" \
    "pivot.deals|d, region, date_trunc('hour', ts)|t|t"
matches "it is there" "$(sql -c "CREATE ROLLUP deals_by_hour ON deals (d) MEASURES (count(*))")" '*already exists*'
matches "an unknown column" "$(sql -c "CREATE ROLLUP r ON deals (nothing) MEASURES (count(*))")" '*column "nothing" does not exist*'
matches "an unknown measure" "$(sql -c "CREATE ROLLUP r ON deals (d) MEASURES (mode(x))")" '*not supported*'
matches "half a statement" "$(sql -c "CREATE ROLLUP r ON deals (d)")" '*syntax error*'
# slow_insert: ten rows of one day, a block each, the base's first.
slow_insert() {
    engine "INSERT INTO pivot.deals (d, ts, region, x) SELECT '2024-01-02', '2024-01-02 12:00:00', 'LATE', sleepEachRow(0.8) FROM numbers(10) SETTINGS max_block_size = 1, min_insert_block_size_rows = 1, min_insert_block_size_bytes = 1, max_insert_block_size = 1"
}
late() {
    engine "SELECT $1 FROM pivot.$2 WHERE region = 'LATE'"
}
some_came() {
    [ "$(late 'count() > 2' deals)" = 1 ]
}
counts_are_the_base() {
    [ "$(late 'sum(row_count)' deals_by_hour)" = "$(late 'count()' deals)" ]
}
refreshed() {
    sql -c 'REFRESH ROLLUP deals_by_hour' >/dev/null && counts_are_the_base
}
check "rows change" sql -c "UPDATE deals SET x = x + 1 WHERE region = 'EMEA'"
slow_insert >"$work/slow.log" 2>&1 &
slow=$!
wait_for some_came
matches "a rollup is refreshed while rows come" "$(sql -c 'REFRESH ROLLUP deals_by_hour')" '*partitions of the rollup are filled anew*'
wait "$slow"
report "the rows have come" "$?"
is "what the view added meanwhile is lost, not counted twice" "$(late 'sum(row_count) BETWEEN 1 AND 9' deals_by_hour)" 1
same "the table answers for the day"
check "refreshed again it is complete" wait_for refreshed
same "and answers"
# What INSERTs and REFRESH do to each other in any order: the rollup never counts more than the table.
insert_often() {
    local i
    for ((i = 0; i < 40; i++)); do
        insert $((5000 + i)) 1 || return
    done
}
insert_often >"$work/often.log" 2>&1 &
often=$!
while ! is_gone "$often"; do
    sql -c "UPDATE deals SET x = x + 1 WHERE region = 'APAC'" -c 'REFRESH ROLLUP deals_by_hour' >>"$work/refresh.log" || break
done
wait "$often"
report "rows came one by one" "$?"
is "none is counted twice" "$(engine "SELECT max(sum_of > n) FROM (SELECT _partition_id AS p, sum(row_count) AS sum_of FROM pivot.deals_by_hour GROUP BY p) AS r JOIN (SELECT _partition_id AS p, count() AS n FROM pivot.deals GROUP BY p) AS b USING p")" 0
check "refreshed it is complete" sql -c 'REFRESH ROLLUP deals_by_hour'
same "and answers as the table does"
is "no table is left beside it" "$(engine "SELECT count() FROM system.tables WHERE name = '.pgpivot_refresh'")" 0
check "a view with a table of its own" engine "CREATE MATERIALIZED VIEW pivot.deals_inner ENGINE = SummingMergeTree ORDER BY (d, region) POPULATE AS SELECT d, region, count() AS n, sum(x) AS sx FROM pivot.deals GROUP BY d, region"
says_why() {
    [[ $(sql -c 'REFRESH ROLLUP deals_inner') == *'its view holds it by its number'* ]]
}
check "is found, and cannot be replaced" wait_for says_why
check "it goes with its table" sql -c "DROP ROLLUP deals_inner"
check "it goes" sql -c "DROP ROLLUP deals_by_hour"
matches "it is gone" "$(sql -c "EXPLAIN $query")" 'ClickHouse SQL*'
keyed="CREATE TABLE keyed (\"Mixed Key\" text, \"ID\" int, id int, v int NULL, \"user\" text, x float8, PRIMARY KEY (\"ID\"));
    INSERT INTO keyed SELECT 'k' || i % 3, i % 5, i % 7, nullif(i % 4, 0), 'u' || i % 2, i FROM generate_series(1, 1000) i"
check "a table whose names need quotes" sql -c "$keyed"
check "a rollup by two of them" sql -c 'CREATE ROLLUP keyed_1 ON keyed ("Mixed Key", "ID") MEASURES (count(*), sum(x))'
check "a rollup by one that may be NULL" sql -c 'CREATE ROLLUP keyed_2 ON keyed (v) MEASURES (count(*), sum(x))'
check "a rollup by a keyword" sql -c 'CREATE ROLLUP keyed_3 ON keyed ("user") MEASURES (count(*), sum("ID"), sum(id))'
while IFS='|' read -r rollup select; do
    matches "$rollup: $select" "$(sql -c "EXPLAIN $select")" "*$rollup: answers*"
    is "$rollup answers what the table does: $select" "$(sql -c "SET pivot.rollup_only = '$rollup'" -c "$select ORDER BY 1")" \
        "$(sql -c 'SET pivot.rollups = off' -c "$select ORDER BY 1")"
done <<'END'
keyed_1|SELECT "Mixed Key", sum(x) FROM keyed GROUP BY 1
keyed_1|SELECT "ID", count(*) FROM keyed GROUP BY 1
keyed_2|SELECT v, sum(x) FROM keyed GROUP BY 1
keyed_3|SELECT "user", sum("ID"), sum(id) FROM keyed GROUP BY 1
END
kinds="CREATE TABLE kinds (g int NOT NULL, c char(4), i interval NOT NULL, f float8 NOT NULL, w numeric, d numeric(8, 2), m numeric(10, 4));
    INSERT INTO kinds VALUES (1, 'a', '1 day', 0, 1.0, 1, 1.5), (1, 'a ', '25 hours', '-0', 1.00, 2.5, NULL), (2, 'b', '1 mon', 'NaN', 2, 3, 2.25)"
check "a table of types that ClickHouse compares otherwise" sql -c "$kinds"
check "a rollup by a character(n)" sql -c 'CREATE ROLLUP kinds_1 ON kinds (c, g) MEASURES (sum(d), max(d), sum(m))'
matches "no least of intervals" "$(sql -c 'CREATE ROLLUP kinds_2 ON kinds (g) MEASURES (min(i))')" '*cannot hold the min of column "i"*'
matches "no distinct intervals" "$(sql -c 'CREATE ROLLUP kinds_2 ON kinds (g) MEASURES (count(DISTINCT i))')" '*cannot hold that of column "i"*'
matches "no distinct doubles" "$(sql -c 'CREATE ROLLUP kinds_2 ON kinds (g) MEASURES (count(DISTINCT f))')" '*cannot hold that of column "f"*'
matches "no groups of texts of numbers" "$(sql -c 'CREATE ROLLUP kinds_2 ON kinds (w) MEASURES (count(*))')" '*cannot group by column "w"*'
while read -r select; do
    matches "kinds_1: $select" "$(sql -c 'SET pivot.rollup_only = kinds_1' -c "EXPLAIN $select")" "*kinds_1: answers*"
    is "kinds_1 answers what the table does: $select" "$(sql -c 'SET pivot.rollup_only = kinds_1' -c "$select ORDER BY 1, 2" | cat -A)" \
        "$(sql -c 'SET pivot.rollups = off' -c "$select ORDER BY 1, 2" | cat -A)"
done <<'END'
SELECT c, count(*) FROM kinds GROUP BY 1
SELECT count(DISTINCT c), max(c) FROM kinds
SELECT length(c), c || 'x', count(*) FROM kinds GROUP BY c
SELECT g, sum(d) FROM kinds WHERE c = 'a' GROUP BY 1
SELECT g, sum(CASE WHEN c = 'a' THEN d ELSE 0 END) FROM kinds GROUP BY 1
SELECT g, max(CASE WHEN c = 'a' THEN d ELSE 0.000 END), sum(CASE WHEN c = 'a' THEN d ELSE m END) FROM kinds GROUP BY 1
END
matches "the column of the other case is none of its keys" "$(sql -c 'EXPLAIN SELECT id, sum(x) FROM keyed GROUP BY 1')" '*keyed_1: not used*'
matches "no such rollup" "$(sql -c "DROP ROLLUP IF EXISTS deals_by_hour")" '*does not exist, skipping*'
finish
