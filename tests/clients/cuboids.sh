#!/usr/bin/env bash
# Answers rolled up from finer ones that were given before, against those from the rows: cuboids.py.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

init_data && start_server || { report "the server starts" 1 && finish; }
python3 "$folder/cuboids.py" "$server_port" "${CUBOID_SEEDS:-7:3}" "${CUBOID_QUERIES:-30}"
exit $?
