#!/usr/bin/env bash
# Runs the libpq program given against a server with data.
set -u
folder=$(dirname "$0")
. "$folder/../support/server.sh"

make_files 2000
init_data && start_server && copy_file trades_1d "$work/trades_1d.csv" || exit 1
"$1" "host=127.0.0.1 port=$server_port user=tester dbname=pivot"
