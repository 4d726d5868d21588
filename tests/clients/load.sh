#!/usr/bin/env bash
# pgpivot load, over the engine of a server that runs: load.sh. Wants $PGPIVOT, $PGPIVOT_ENGINE and
# $PGPIVOT_DATAGEN. Prints TAP.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
. tests/support/server.sh
. tests/support/tap.sh

# load OPTION… FILE…: its report in $work/report, its errors in $work/errors
load() {
    pgpivot load "$@" >"$work/report" 2>"$work/errors"
}

fails() {
    ! load "$@" && grep -q 'nothing was loaded' "$work/errors"
}

engine() {
    curl --silent --show-error --unix-socket "$data/engine.sock" --data-binary "$1" http://localhost/
}

temporary_databases() {
    engine "SELECT count() FROM system.databases WHERE name LIKE 'pg_temp_load%'"
}

# totals TABLE [CONDITION]
totals() {
    sql -c "SELECT count(*), sum(trade_id), round(sum(pnl)::numeric, 2), count(DISTINCT counterparty) FROM $1 ${2:-}"
}

make_files 3000
for format in tsv native; do
    "$PGPIVOT_DATAGEN" --rows 3000 --explode-constituents --format "$format" --output "$work/trades_1d.$format" 2>"$work/log"
done
init_data && start_server || exit 1
for copy in from_tsv from_native from_parquet; do
    engine "CREATE TABLE pivot.$copy AS pivot.trades_1d ENGINE = MergeTree ORDER BY trade_id"
done
rows=$(($(wc -l <"$work/trades_1d.csv") - 1))

check 'three files' load "$work/instruments.csv" "$work/constituents.csv" "$work/trades_1d.csv"
matches 'are reported' "$(grep trades "$work/report")" "*trades_1d.csv: $rows rows, $(wc -c <"$work/trades_1d.csv") bytes in *"
is 'and there' "$(sql -c "SELECT (SELECT count(*) FROM instruments), (SELECT count(*) FROM constituents), (SELECT count(*) FROM trades_1d)")" "29|25|$rows"
is 'and in the rollups' "$(sql -c 'SELECT sum(row_count) FROM trades_1d_by_organisation')" "$rows"

check 'the same files again' load "$work/*s.csv" "$work/trades_1d.csv"
is 'are skipped' "$(grep -c 'skipped, loaded on 20' "$work/report")" 3
cp "$work/trades_1d.csv" "$work/trades_1d.copy.csv"
check 'a copy of a file' load "$work/trades_1d.copy.csv"
is 'is known by its bytes' "$(grep -c 'skipped' "$work/report")" 1
is 'and nothing was added' "$(sql -c 'SELECT count(*) FROM trades_1d')" "$rows"
check '--again loads it' load --again --table pivot.trades_1d --format csv - <"$work/trades_1d.csv"
is 'once more' "$(sql -c 'SELECT count(*) FROM trades_1d')" $((2 * rows))
is 'loaded_files tells' "$(sql -c "SELECT count(*), sum(row_count) FROM loaded_files WHERE table_name = 'trades_1d'")" "2|$((2 * rows))"

check 'tsv' load --table from_tsv "$work/trades_1d.tsv"
check 'native' load --table from_native "$work/trades_1d.native"
engine "SELECT * FROM pivot.from_tsv FORMAT Parquet" >"$work/trades_1d.parquet"
check 'parquet' load --table from_parquet "$work/trades_1d.parquet"
sql -c 'SELECT 1' >"$work/log"
for copy in from_tsv from_native from_parquet; do
    is "$copy holds the rows" "$(engine "SELECT count(), sum(cityHash64(*)) FROM pivot.$copy")" \
        "$(engine "SELECT intDiv(count(), 2), sum(h) FROM (SELECT cityHash64(*) AS h, row_number() OVER (PARTITION BY h) AS n FROM pivot.trades_1d) WHERE n = 1" |
            awk -v rows="$rows" '{ print rows "\t" $2 }')"
done

# A bad value in the last line of many.
"$PGPIVOT_DATAGEN" --rows 9000 --seed 7 --output "$work/bad.csv" 2>"$work/log"
tail -n 1 "$work/bad.csv" | sed 's/^20[0-9-]*/2024-02-30/' >>"$work/bad.csv"
before=$(totals trades_1d)
check 'a bad value in the last line' fails --table trades_1d "$work/bad.csv"
matches 'is an error with its place' "$(cat "$work/errors")" '*date/time field value out of range: "2024-02-30"*COPY trades_1d, line 9002, column trade_date*'
is 'and nothing is loaded' "$(totals trades_1d)" "$before"
head -c 100000 "$work/trades_1d.native" >"$work/cut.native"
check 'a cut native file' fails --table trades_1d "$work/cut.native"
is 'is not loaded' "$(totals trades_1d)" "$before"
engine 'CREATE TABLE pivot.narrow (a UInt8, b String) ENGINE = MergeTree ORDER BY a'
engine 'SELECT toUInt16(300) AS a, toString(number) AS b FROM numbers(3) FORMAT Native' >"$work/narrow.native"
check 'other types in a native file' fails "$work/narrow.native"
is 'are no other numbers' "$(engine 'SELECT count() FROM pivot.narrow')" 0
engine "SELECT number + 250 AS a, 'x' AS b FROM numbers(10) FORMAT Parquet" >"$work/narrow.parquet"
check 'numbers too large in a parquet file' fails "$work/narrow.parquet"
is 'are no other numbers either' "$(engine 'SELECT count() FROM pivot.narrow')" 0
engine "SELECT 1.5 AS a, 'x' AS b FORMAT Parquet" >"$work/narrow.parquet"
check 'a fraction for a whole number' fails "$work/narrow.parquet"
engine "SELECT number + 50 AS a FROM numbers(10) FORMAT Parquet" >"$work/fits.parquet"
engine "ALTER TABLE pivot.narrow MODIFY COLUMN b String DEFAULT 'none'"
check 'those that fit' load --table narrow "$work/fits.parquet"
is 'are there, with defaults' "$(engine 'SELECT sum(a), any(b) FROM pivot.narrow')" $'545\tnone'
engine 'CREATE TABLE pivot.exact (a Int32, n Decimal(8, 2)) ENGINE = MergeTree ORDER BY a'
engine "SELECT 1 AS a, toDecimal64(1.5, 2) AS n FORMAT Parquet" >"$work/exact.parquet"
check 'a numeric in a parquet file' fails "$work/exact.parquet"
matches 'is refused by its column' "$(cat "$work/errors")" '*column "n" of type Decimal(8, 2) cannot be loaded from Parquet*'
check 'an unknown table' fails --table nowhere "$work/trades_1d.csv"
check 'an unknown column' fails --table instruments "$work/constituents.csv"
check 'a file that is not there' eval '! load "$work/none.csv" && grep -q "could not open" "$work/errors"'
check 'an unknown format' eval '! load "$work/err.log" && grep -q "say --format" "$work/errors"'

# A file that does not end, and Ctrl-C.
mkfifo "$work/endless.csv"
"$PGPIVOT" load --data "$data" --engine "$PGPIVOT_ENGINE" "${backend[@]}" --table trades_1d "$work/endless.csv" >"$work/report" 2>"$work/errors" &
load_pid=$!
exec 9>"$work/endless.csv"
cat "$work/bad.csv" >&9 &
has_temporary() { [ "$(temporary_databases)" != 0 ]; }
wait_for has_temporary
kill -INT "$load_pid"
wait "$load_pid"
is 'an interrupt ends it' $? 1
exec 9>&-
matches 'and says so' "$(cat "$work/errors")" '*stopped by signal 2*'
is 'nothing is loaded' "$(totals trades_1d)" "$before"
is 'and nothing is left behind' "$(temporary_databases)" 0
finish
