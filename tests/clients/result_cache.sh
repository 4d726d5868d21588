#!/usr/bin/env bash
# Answers that are kept: whatever is written, by whomever, the next answer is of the rows as they are.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

query="SELECT g, count(*), sum(v) FROM kept GROUP BY g ORDER BY g"

metric() {
    sql -c "SELECT $1 FROM pgpivot.result_cache"
}

# three MODE: the answers to asking three times in one session.
three() {
    sql -c "SET pivot.result_cache = $1" -c "$query" -c "$query" -c "$query" 2>&1
}

# fresh TITLE: what is kept, asked for again and again, is what the table gives.
fresh() {
    is "$1" "$(three always)" "$(three off)"
}

# asked_until_given HITS: an answer is kept when it is proven, which is behind it; whoever asks soon asks too soon.
asked_until_given() {
    for _ in $(seq 50); do
        three always >/dev/null
        [ "$(metric hits)" -gt "$1" ] && return
    done
    return 1
}

# after TITLE COMMAND…: the answer is kept, then the command changes the table.
after() {
    local title=$1
    shift
    three always >/dev/null
    check "$title" "$@"
    fresh "$title: seen"
}

fill="INSERT INTO kept SELECT i % 3, i FROM generate_series(1, 30) AS i"
create="CREATE TABLE kept (g int, v int)"

init_data && start_server || { report "the server starts" 1 && finish; }
check "a table" sql -c "$create" -c "$fill"
fresh "the first answers"
hits=$(metric hits)
fresh "are kept"
check "and given again" asked_until_given "$hits"
matches "EXPLAIN says so" "$(sql -c "EXPLAIN $query")" "*Result cache: the answer is kept while nothing changes in pivot.kept"
matches "or that it is off" "$(sql -c "SET pivot.result_cache = off" -c "EXPLAIN $query")" "*Result cache: off"
coarser="SELECT sum(v) FROM kept"
matches "EXPLAIN names a finer one that is kept" "$(sql -c "EXPLAIN $coarser")" "*; it is rolled up in the proxy from a kept answer by g (3 rows)"
rolled_up=$(metric rolled_up)
is "from which it is had" "$(sql -c "$coarser")" "$(sql -c "SET pivot.cuboids = off" -c "SET pivot.result_cache = off" -c "$coarser")"
is "without ClickHouse" "$(metric rolled_up)" $((rolled_up + 1))
sql -c "SET pivot.cuboids = off" -c "SELECT count(*) FROM kept" >/dev/null
is "which a setting forbids" "$(metric rolled_up)" $((rolled_up + 1))
matches "or EXPLAIN says what the latest lacks" "$(sql -c "EXPLAIN SELECT max(v) FROM kept")" "*; the latest kept answer, by g, does not hold it. M1: *"

after "INSERT" sql -c "INSERT INTO kept VALUES (1, 1)"
after "INSERT of no group before" sql -c "INSERT INTO kept VALUES (7, 1)"
after "UPDATE" sql -c "UPDATE kept SET v = v + 1 WHERE g = 1"
after "DELETE" sql -c "DELETE FROM kept WHERE g = 2"
after "TRUNCATE" sql -c "TRUNCATE kept"
after "as many rows as before" sql -c "$fill"
after "other rows, as many" sql -c "TRUNCATE kept" -c "INSERT INTO kept SELECT i % 3, i + 1 FROM generate_series(1, 30) AS i"
after "DROP and CREATE" sql -c "DROP TABLE kept" -c "$create" -c "$fill"
after "a column more" sql -c "ALTER TABLE kept ADD COLUMN w int DEFAULT 5"
query="SELECT w, count(*) FROM kept GROUP BY w"
after "the default of rows that do not hold it" engine "ALTER TABLE pivot.kept MODIFY COLUMN w Nullable(Int32) DEFAULT 6"
query="SELECT g, count(*), sum(v) FROM kept GROUP BY g ORDER BY g"
after "RENAME and a table in its place" sql -c "ALTER TABLE kept RENAME TO kept_before" -c "CREATE TABLE kept (g int, v int)"
after "two tables that change places" engine "EXCHANGE TABLES pivot.kept AND pivot.kept_before"
after "and again" engine "EXCHANGE TABLES pivot.kept AND pivot.kept_before"
after "another's INSERT" engine "INSERT INTO pivot.kept SELECT number % 3, number FROM numbers(10)"
after "another's mutation" engine "ALTER TABLE pivot.kept UPDATE v = v * 2 WHERE g = 1 SETTINGS mutations_sync = 2"
after "another's DELETE" engine "DELETE FROM pivot.kept WHERE v = 4"
after "another's partition goes" engine "ALTER TABLE pivot.kept DETACH PARTITION tuple()"
after "and comes back" engine "ALTER TABLE pivot.kept ATTACH PARTITION tuple()"
after "another's TRUNCATE" engine "TRUNCATE TABLE pivot.kept"
after "another's fill" engine "INSERT INTO pivot.kept SELECT number % 2, number FROM numbers(10)"
after "a merge" engine "OPTIMIZE TABLE pivot.kept FINAL"

# --- what is never kept ---

differs() {
    check "$1" test "$(sql -c "$2")" != "$(sql -c "$2")"
}

differs "chance" "SELECT sum(random()) FROM kept"
differs "the clock" "SELECT max(clock_timestamp()), count(*) FROM kept"
matches "EXPLAIN says why" "$(sql -c "EXPLAIN SELECT random() FROM kept")" \
    "*Result cache: the answer is not kept, it calls a function*"
check "a column that is computed as it is read" engine "CREATE TABLE pivot.aged (g Int32, seen DateTime64(6, 'UTC') ALIAS Now64(6)) ENGINE = MergeTree ORDER BY g"
check "its row" engine "INSERT INTO pivot.aged (g) VALUES (1)"
check "a view" sql -c "CREATE VIEW kept_view AS SELECT g, v FROM kept"
query="SELECT sum(v) FROM kept_view"
after "the table behind a view" sql -c "INSERT INTO kept VALUES (1, 100)"
check "a table that forgets" engine "CREATE TABLE pivot.forgets (g Int32, v Int32, d DateTime) ENGINE = MergeTree ORDER BY g TTL d"
check "a table in memory" engine "CREATE TABLE pivot.inmemory (g Int32, v Int32) ENGINE = Memory"
check "what replaces" engine "CREATE TABLE pivot.replaces (g Int32, v Int32) ENGINE = ReplacingMergeTree ORDER BY g"
stop_server
start_server || report "the server starts again" 1
query="SELECT g, count(*), sum(v) FROM kept GROUP BY g ORDER BY g"
fresh "after a new start"
differs "a column that is computed as it is read" "SELECT g, seen FROM aged"
matches "EXPLAIN says which" "$(sql -c "EXPLAIN SELECT g, seen FROM aged")" "*the answer is not kept, now64 changes by itself*"
for table in forgets inmemory replaces; do
    query="SELECT g, count(*), sum(v) FROM $table GROUP BY g ORDER BY g"
    for value in 1 2; do
        after "$table: row $value" engine "INSERT INTO pivot.$table (g, v) VALUES (1, $value)"
    done
done
after "a merge that replaces" engine "OPTIMIZE TABLE pivot.replaces FINAL"

# --- at once ---

query="SELECT count(*) FROM kept"
check "empty" sql -c "TRUNCATE kept"
readers=()
for i in 1 2 3 4; do
    for _ in $(seq 100); do echo "$query;"; done | sql -c "SET pivot.result_cache = always" -f - >"$work/reader.$i" &
    readers+=($!)
done
written=0
stale=
for _ in $(seq 20); do
    engine "INSERT INTO pivot.kept VALUES (1, 1)"
    written=$((written + 1))
    for _ in 1 2; do
        seen=$(sql -c "SET pivot.result_cache = always" -c "$query")
        [ "$seen" = "$written" ] || stale="$stale $written:$seen"
    done
done
wait "${readers[@]}"
is "what was written before the question is in the answer" "$stale" ""
for i in 1 2 3 4; do
    check "nobody sees time go back" sort -n -c "$work/reader.$i"
    is "and all get every answer" "$(wc -l <"$work/reader.$i")" 100
done

# --- an engine that dies ---

if [ -z "$engine_pid" ]; then
    before=$(sql -c "$query")
    kill -9 "$(engine_pids)"
    answers() { [ "$(sql -c "$query" 2>/dev/null)" = "$before" ]; }
    wait_for answers
    check "the next engine's answers" answers
    another_is_there() { engine "INSERT INTO pivot.kept VALUES (1, 1)" >/dev/null 2>&1; }
    wait_for another_is_there
    fresh "and writes"
fi

stop_server
start_server --result_cache_size 0 || report "the server starts without a cache" 1
fresh "without room"
is "nothing is kept" "$(metric kept)" 0
finish
