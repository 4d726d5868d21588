#!/usr/bin/env bash
# Random tables with rollups, some of them defective: rollups.py.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

# Else an answer that is kept would be compared with itself.
options=(--result_cache_size 0)

init_data && start_server "${options[@]}" || { report "the server starts" 1 && finish; }
python3 "$folder/rollups.py" "$data/engine.sock" "$server_port" "${ROLLUP_SEEDS:-13:3}" "${ROLLUP_QUERIES:-30}"
exit $?
