#!/usr/bin/env bash
# Pivots of generated trades over one, three and five dimensions, from the rows, from rollups and asked before
# (result cache), beside PostgreSQL 15 with the same rows: trades.sh [TRADES…]. More than one number shows how times grow;
# $BENCH_PLOT names an SVG file for that.
set -u
folder=$(cd "$(dirname "$0")" && pwd)
. "$folder/../support/server.sh"
: "${POSTGRES_BIN:=$(pg_config --bindir)}"
. "$folder/../diff/postgres.sh"
[ $# -gt 0 ] || set -- 1000 10000 100000 1000000

# PostgreSQL's side of the table, made of the generator's first line.
postgres_columns() {
    head -n 1 "$1" | tr ',' '\n' | sed -E \
        -e 's/^trade_date$/& date/;t' -e 's/^ts$/& timestamp/;t' -e 's/^.*_id$/& bigint/;t' \
        -e 's/^(quantity|price|notional|pnl|delta|gamma|vega|theta|rho|margin|fees|slippage|vol|rate|exposure|weight|metric_.*)$/& float8/;t' \
        -e 's/$/ text/' | paste -s -d ,
}

start_postgres && init_data || exit 1
postgres_sql -c 'CREATE SCHEMA pivot' -c 'ALTER DATABASE pivot SET search_path = pivot' >"$work/log"
for trades in "$@"; do
    make_files "$trades"
    pgpivot init --drop >"$work/log" 2>&1 && pgpivot load --again "$work"/*.csv >"$work/log" 2>&1 || { cat "$work/log" && exit 1; }
    postgres_sql -c 'DROP TABLE IF EXISTS pivot.trades_1d' \
        -c "CREATE UNLOGGED TABLE pivot.trades_1d ($(postgres_columns "$work/trades_1d.csv"))" \
        -c '\copy pivot.trades_1d FROM PSTDIN WITH (FORMAT csv, HEADER true)' -c 'VACUUM ANALYZE pivot.trades_1d' \
        <"$work/trades_1d.csv" >"$work/log" || { cat "$work/log" && exit 1; }
    start_server || exit 1
    /usr/bin/python3 "$folder/trades.py" "$trades" "host=127.0.0.1 port=$server_port user=tester dbname=pivot" \
        "$postgres_conninfo" "$work/growth" || exit 1
    stop_server
done
[ -z "${BENCH_PLOT:-}" ] || python3 "$folder/plot.py" "$work/growth" "$BENCH_PLOT"
