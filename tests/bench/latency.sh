#!/usr/bin/env bash
# What pgpivot adds to the engine's own answer, and how soon a cancel reaches the engine:
# latency.sh [QUESTIONS]. Wants $PGPIVOT and the other programs as the tests do.
set -u
folder=$(dirname "$0")
. "$folder/../support/server.sh"

make_files 20000
init_data && start_server --result_cache_size 0 && copy_file trades_1d "$work/trades_1d.csv" || exit 1
python3 "$folder/latency.py" "$server_port" "$data/engine.sock" "${1:-2000}"
