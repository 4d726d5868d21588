#!/usr/bin/env bash
# Clients that leave in the middle of something (hang_up.py): what the engine does afterwards.
set -u
folder=$(dirname "$0")
. "$folder/../support/server.sh"

make_files 3000
init_data && start_server && copy_file trades_1d "$work/trades_1d.csv" || exit 1
python3 "$folder/hang_up.py" "$server_port" "$data/engine.sock"
