#!/usr/bin/env bash
# What a pivot over five dimensions takes from a rollup, from an aggregate projection and from the
# table itself, in turn; then from a finer answer that is kept: rollup.sh [TRADES]. Medians of the
# times; ratios in one run.
set -u
folder=$(dirname "$0")
. "$folder/../support/server.sh"

trades=${1:-1000000}
init_data && start_server || exit 1
"$PGPIVOT_DATAGEN" --rows "$trades" --explode-constituents --output "$work/trades_1d.csv" \
    --instruments-output "$work/instruments.csv" --constituents-output "$work/constituents.csv" 2>/dev/null
copy_file trades_1d "$work/trades_1d.csv" || exit 1
rm "$work/trades_1d.csv"
engine "OPTIMIZE TABLE pivot.trades_1d FINAL"
stop_server && start_server || exit 1
python3 "$folder/rollup.py" "host=127.0.0.1 port=$server_port user=tester dbname=pivot"
