#!/usr/bin/env bash
# What look-through costs beside the same query without it, in turn: look_through.sh [TRADES]. A fifth of the
# trades are in 110 funds, ten of them funds of funds; the lines of all are stored beside, for comparison.
set -u
folder=$(dirname "$0")
. "$folder/../support/server.sh"

trades=${1:-5000000}
init_data && start_server || exit 1
run() {
    curl --silent --show-error --fail-with-body --unix-socket "$data/engine.sock" --data-binary "$1" http://localhost/ || exit 1
}
# Funds F0 to F99 hold 32 of 1,500 stocks each, F100 to F109 hold ten of them; new holdings on the eleventh day.
run "INSERT INTO pivot.constituents (parent_symbol, constituent_symbol, weight, shares_per_unit, effective_date, expiry_date)
    SELECT 'F' || toString(fund), if(fund < 100, 'S' || toString(cityHash64(fund, n, version) % 1500), 'F' || toString((fund * 7 + n) % 100)),
        if(fund < 100, 1 / 35, 0.1), 0.5, toDate('2024-01-01') + version * 10, if(version = 0, toDate('2024-01-10'), toDate('2099-12-31'))
    FROM (SELECT number % 110 AS fund, intDiv(number, 110) % 32 AS n, intDiv(number, 3520) AS version FROM numbers(7040))
    WHERE fund < 100 OR n < 10"
run "INSERT INTO pivot.instruments (symbol, name, asset_class, instrument_type, is_composite)
    SELECT 'S' || toString(number), '', if(number % 5, 'Equity', 'Commodity'), 'Stock', 0 FROM numbers(1500)"
run "INSERT INTO pivot.trades_1d (trade_date, portfolio_manager_id, desk, book, asset_class, symbol, underlying_symbol, exposure_type, trade_id, quantity, price, notional, pnl)
    SELECT toDate('2024-01-01') + number % 20, number % 10, 'desk ' || toString(number % 5), 'book ' || toString(number % 7), 'Equity',
        if(number % 5 = 0, 'F' || toString(intDiv(number, 5) % 110), 'S' || toString(cityHash64(number) % 1500)) AS s, s,
        if(number % 5 = 0, 'ETF', 'Direct'), number, 10, 20, number % 1000 + 0.5, number % 77 - 38
    FROM numbers($trades) SETTINGS max_partitions_per_insert_block = 0"
stop_server && start_server || exit 1
python3 "$folder/look_through.py" "$trades" "host=127.0.0.1 port=$server_port user=tester dbname=pivot"
