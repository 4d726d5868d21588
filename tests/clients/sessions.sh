#!/usr/bin/env bash
# Several sessions at once, on several workers: what they see of each other.
set -u
folder=$(dirname "$0")
. "$folder/../support/server.sh"

make_files 2000
init_data && start_server --workers 2 && copy_file trades_1d "$work/trades_1d.csv" || exit 1
/usr/bin/python3 "$folder/sessions.py" "host=127.0.0.1 port=$server_port dbname=pivot" "$server_pid"
