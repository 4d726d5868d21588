#!/usr/bin/env bash
# What funds hold is kept for all queries that need it: whatever is written, by whomever, the next statement is of the
# holdings as they are, and lines add up to the trades.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

metric() {
    sql -c "SELECT $1 FROM pgpivot.result_cache"
}

queries=(
    "SELECT underlying_symbol, sum(amount) FROM look_through(book) GROUP BY 1 ORDER BY 1"
    "SELECT isin, look_through_path, sum(amount) FROM look_through(book) WHERE underlying_symbol = 'AAPL' GROUP BY 1, 2 ORDER BY 1, 2"
    "SELECT desk, class, look_through_status, amount FROM look_through(book) WHERE day = '2024-01-16' ORDER BY 1, 2, 3, 4"
)

# ask CLOSURE CACHE: the answers to all of them.
ask() {
    local arguments=(-c "SET lookthrough.closure = $1" -c "SET pivot.result_cache = $2")
    for query in "${queries[@]}"; do
        arguments+=(-c "$query")
    done
    sql "${arguments[@]}"
}

# fresh TITLE: kept or computed, the answers are the same, and of the holdings as they are.
fresh() {
    computed=$(ask computed off)
    is "$1" "$(ask kept off)" "$computed"
    is "$1, answers kept too" "$(ask kept always)" "$computed"
}

# asked_until_given HITS: the holdings are kept when they are proven, which is behind an answer.
asked_until_given() {
    for _ in $(seq 50); do
        ask kept off >/dev/null
        [ "$(metric hits)" -gt "$1" ] && return
        ask kept always >/dev/null
    done
    return 1
}

# after TITLE COMMAND…: changes the holdings, which were kept by what was asked before.
after() {
    local title=$1 before=$computed
    shift
    check "$title" "$@"
    fresh "$title: seen"
    [ "$title" != "${title#same}" ] || check "$title: matters" test "$before" != "$computed"
}

fund() {
    sql -c "INSERT INTO constituents (parent_symbol, constituent_symbol, weight, shares_per_unit, effective_date) VALUES $1"
}

init_data && start_server || { report "the server starts" 1 && finish; }
check "a table of positions" sql -c "CREATE TABLE book (day date NOT NULL, isin text NOT NULL, desk text NOT NULL, class text NOT NULL, amount numeric(18, 2) NOT NULL)" \
    -c "COMMENT ON COLUMN book.isin IS '| look_through: instrument'" -c "COMMENT ON COLUMN book.day IS '| look_through: date'" \
    -c "COMMENT ON COLUMN book.amount IS '| look_through: scaled'"
engine "ALTER TABLE pivot.book COMMENT COLUMN class '| look_through: leaf'; " && engine "ALTER TABLE pivot.instruments ADD COLUMN class String DEFAULT concat('of ', asset_class)" ||
    report "a column of the leaf" 1
stop_server
start_server || report "the server starts again" 1
check "trades" sql -c "INSERT INTO book SELECT date '2024-01-15' + i % 3, (ARRAY['F', 'FF', 'AAPL', 'NONE'])[i % 4 + 1], 'desk ' || i % 2, 'own', i * 100 FROM generate_series(1, 24) AS i"

fresh "no fund holds anything"
after "the first holdings" fund "('F', 'AAPL', 0.5, 1, '2024-01-01'), ('F', 'GOLD', 0.25, 1, '2024-01-01')"
after "names with quotes" fund "('F', 'it''s \\ \"GOLD\"', 0.125, 1, '2024-01-01')"
hits=$(metric hits)
check "what is kept is given" asked_until_given "$hits"
matches "EXPLAIN says so" "$(sql -c "EXPLAIN ${queries[0]}")" "*What funds hold: kept while nothing changes in pivot.constituents*"
is "or not" "$(sql -c "SET lookthrough.closure = computed" -c "EXPLAIN ${queries[0]}" | grep -c "What funds hold")" 0

after "a fund of funds" fund "('FF', 'F', 0.5, 1, '2024-01-01'), ('FF', 'AAPL', 0.25, 1, '2024-01-01')"
after "holdings from a day on" fund "('F', 'AAPL', 0.3, 1, '2024-01-16')"
after "UPDATE" sql -c "UPDATE constituents SET weight = 0.75 WHERE constituent_symbol = 'AAPL' AND parent_symbol = 'FF'"
after "DELETE" sql -c "DELETE FROM constituents WHERE constituent_symbol = 'GOLD'"
after "another's INSERT" engine "INSERT INTO pivot.constituents (parent_symbol, constituent_symbol, weight, shares_per_unit, effective_date) VALUES ('F', 'OIL', 0.1, 1, '2024-01-01')"
after "another's DELETE" engine "DELETE FROM pivot.constituents WHERE constituent_symbol = 'OIL'"
after "another's mutation" engine "ALTER TABLE pivot.constituents UPDATE weight = weight / 2 WHERE 1 SETTINGS mutations_sync = 2"
after "what a leaf is" engine "INSERT INTO pivot.instruments (symbol, asset_class) VALUES ('AAPL', 'Equity')"
after "same after a merge" engine "OPTIMIZE TABLE pivot.constituents FINAL"
after "a trade more" sql -c "INSERT INTO book VALUES ('2024-01-16', 'FF', 'desk 1', 'own', 1.01)"
after "a cycle" fund "('F', 'FF', 0.01, 1, '2024-01-01')"

# --- statements of every kind ---

copied() {
    sql -c "SET lookthrough.closure = $1" -c "COPY (${queries[0]}) TO STDOUT" -c "BEGIN" -c "DECLARE c CURSOR FOR ${queries[0]}" -c "FETCH ALL FROM c" \
        -c "COMMIT" -c "PREPARE p AS ${queries[1]/\'AAPL\'/\$1}" -c "EXECUTE p ('AAPL')" -c "EXECUTE p ('F')" \
        -c "SELECT underlying_symbol, sum(s) FROM (${queries[0]/sum(amount)/sum(amount) AS s}) t GROUP BY 1 ORDER BY 1" \
        -c "SELECT (SELECT count(*) FROM look_through(book)), (SELECT count(*) FROM look_through(book, depth => 1)), (SELECT sum(amount) FROM look_through(book, as_of => date '2024-01-16', residual => drop))"
}
is "COPY, cursors, prepared statements, options" "$(copied kept)" "$(copied computed)"
is "in a transaction what others write is seen" \
    "$(sql -c "BEGIN" -c "${queries[0]}" -c "INSERT INTO constituents (parent_symbol, constituent_symbol, weight, shares_per_unit, effective_date) VALUES ('F', 'TIN', 0.02, 1, '2024-01-01')" -c "${queries[0]}" -c "COMMIT" | grep -c '^TIN')" 1
check "a view holds no data" sql -c "CREATE VIEW seen AS ${queries[0]}"
is "and sees what is written" "$(fund "('F', 'LEAD', 0.03, 1, '2024-01-01')" && sql -c "SELECT count(*) FROM seen WHERE underlying_symbol = 'LEAD'")" 1
check "a table of lines" sql -c "CREATE TABLE lines AS ${queries[0]}"
is "holds them" "$(sql -c "SELECT * FROM lines ORDER BY 1")" "$(sql -c "${queries[0]}")"

# --- at once ---

query="SELECT count(*) FROM look_through(book) WHERE isin = 'F' AND day = '2024-01-15'"
first=$(sql -c "SET lookthrough.closure = computed" -c "$query")
trades=$(sql -c "SELECT count(*) FROM book WHERE isin = 'F' AND day = '2024-01-15'")
readers=()
for i in 1 2 3; do
    for _ in $(seq 20); do echo "$query;"; done | sql -c "SET pivot.result_cache = off" -f - >"$work/reader.$i" &
    readers+=($!)
done
stale=
for n in $(seq 8); do
    engine "INSERT INTO pivot.constituents (parent_symbol, constituent_symbol, weight, shares_per_unit, effective_date) VALUES ('F', 'N$n', 0.001, 1, '2024-01-01')"
    for mode in off always; do
        seen=$(sql -c "SET pivot.result_cache = $mode" -c "$query")
        [ "$seen" = $((first + n * trades)) ] || stale="$stale $n:$seen"
    done
done
wait "${readers[@]}"
is "what was written before the question is in the answer" "$stale" ""
for i in 1 2 3; do
    check "nobody sees time go back" sort -n -c "$work/reader.$i"
    is "and all get every answer" "$(wc -l <"$work/reader.$i")" 20
done
is "lines add up to the trades" "$(sql -c "SELECT sum(amount) FROM look_through(book) WHERE look_through_depth >= 0")" "$(sql -c "SELECT sum(amount)::numeric(38, 17) FROM top_level(book)")"

stop_server
start_server --result_cache_size 0 || report "the server starts without a cache" 1
fresh "without room"
finish
