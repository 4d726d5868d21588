#!/usr/bin/env bash
# Silent connections at several workers (startups.py).
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

init_data && start_server --workers 4 --max_startups 1 || { report "the server starts" 1 && finish; }
# python3 prints the tests; this shell adds none.
python3 "$folder/startups.py" "$server_port"
status=$?
stop_server
[ "$server_status" = 0 ] || echo "# the server ended with $server_status"
exit "$status"
