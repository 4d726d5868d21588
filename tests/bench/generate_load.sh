#!/usr/bin/env bash
# How fast trades are made and loaded, beside cat and PostgreSQL's COPY of the same bytes, and how much memory that
# takes: generate_load.sh [TRADES].
set -u
folder=$(cd "$(dirname "$0")" && pwd)
. "$folder/../support/server.sh"
: "${POSTGRES_BIN:=$(pg_config --bindir)}"
. "$folder/../diff/postgres.sh"
trades=${1:-500000}

# measure COMMAND…: sets ms, and peak_kb of the largest of its processes
measure() {
    local measured
    measured=$(python3 -c 'import resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print((time.perf_counter() - start) * 1000, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)' "$@") || { echo "failed: $*" && exit 1; }
    read -r ms peak_kb <<<"$measured"
}

# row TITLE FILE REFERENCE-MS: of the last measurement
row() {
    awk -v title="$1" -v rows="$rows" -v bytes="$(stat -c %s "$2")" -v ms="$ms" -v reference="$3" -v kb="$peak_kb" 'BEGIN {
        printf "%-34s %8.0f ms %10.0f rows/s %7.0f MB/s %7.1f MB %8.1f\n",
            title, ms, rows / ms * 1000, bytes / ms / 1000, kb / 1024, ms / reference }'
}

generate() {
    measure "$PGPIVOT_DATAGEN" --rows "$trades" --explode-constituents "$@"
}

start_postgres && init_data || exit 1
make_files "$trades"
"$PGPIVOT_DATAGEN" --rows "$trades" --explode-constituents --format native --output "$work/trades_1d.native" 2>"$work/log"
rows=$(($(wc -l <"$work/trades_1d.csv") - 1))
printf '%d trades, %d rows\n%-34s %11s %17s %12s %10s %8s\n' "$trades" "$rows" '' time rows bytes memory 'of cat'
measure cat "$work/trades_1d.csv"
cat_csv=$ms
row 'cat csv' "$work/trades_1d.csv" "$cat_csv"
for threads in 1 2; do
    generate --threads "$threads" --output /dev/null
    row "generate csv, $threads threads" "$work/trades_1d.csv" "$cat_csv"
done
measure cat "$work/trades_1d.native"
cat_native=$ms
row 'cat native' "$work/trades_1d.native" "$cat_native"
for threads in 1 2; do
    generate --threads "$threads" --format native --output /dev/null
    row "generate native, $threads threads" "$work/trades_1d.native" "$cat_native"
done

# Loads into a table without rollups, and into trades_1d, which has three.
start_server || exit 1
curl --silent --show-error --fail-with-body --unix-socket "$data/engine.sock" http://localhost/ \
    --data-binary 'CREATE TABLE pivot.plain AS pivot.trades_1d ENGINE = MergeTree ORDER BY (portfolio_manager_id, fund_id)' || exit 1
stop_server
pgpivot_load() {
    measure "$PGPIVOT" load --again --log-level error --data "$data" --engine "$PGPIVOT_ENGINE" "$@"
}
postgres_sql -c 'CREATE SCHEMA pivot' -c "CREATE UNLOGGED TABLE pivot.plain ($(head -n 1 "$work/trades_1d.csv" | tr ',' '\n' | sed -E \
    -e 's/^trade_date$/& date/;t' -e 's/^ts$/& timestamp/;t' -e 's/^.*_id$/& bigint/;t' \
    -e 's/^(quantity|price|notional|pnl|delta|gamma|vega|theta|rho|margin|fees|slippage|vol|rate|exposure|weight|metric_.*)$/& float8/;t' \
    -e 's/$/ text/' | paste -s -d ,))" >"$work/log"
measure psql -X -q "$postgres_conninfo" -c "\\copy pivot.plain FROM '$work/trades_1d.csv' WITH (FORMAT csv, HEADER true)"
row "PostgreSQL's COPY, csv" "$work/trades_1d.csv" "$cat_csv"
pgpivot_load --table plain "$work/trades_1d.csv"
row 'pgpivot load, csv' "$work/trades_1d.csv" "$cat_csv"
pgpivot_load --table plain "$work/trades_1d.native"
row 'pgpivot load, native' "$work/trades_1d.native" "$cat_native"
pgpivot_load --table trades_1d "$work/trades_1d.native"
row 'pgpivot load, native, 3 rollups' "$work/trades_1d.native" "$cat_native"
start_server || exit 1
measure sh -c "'$PGPIVOT_DATAGEN' --rows $trades --explode-constituents | psql -X -q 'host=127.0.0.1 port=$server_port user=tester dbname=pivot' -c '\\copy plain from stdin with (format csv, header true)'"
row 'generate | psql \copy' "$work/trades_1d.csv" "$cat_csv"
printf 'pgpivot after that \\copy: %s MB resident\n' "$(awk '/^VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$server_pid/status")"
