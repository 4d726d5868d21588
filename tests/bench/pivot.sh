#!/usr/bin/env bash
# What a PIVOT costs beside the plain GROUP BY of the same rows and keys, in turn: pivot.sh [ROWS]. For
# 30 and for 1,000 values, each plan; the columns are found by the statement itself in the last line.
set -u
folder=$(dirname "$0")
. "$folder/../support/server.sh"

rows=${1:-10000000}
init_data && start_server || exit 1
for statement in "CREATE TABLE pivot.cells (desk LowCardinality(String), k30 LowCardinality(String), k1000 Int32, x Float64) ENGINE = MergeTree ORDER BY desk" \
    "INSERT INTO pivot.cells SELECT 'desk ' || toString(number % 20), 'k' || toString(intHash32(number) % 30), intHash32(number * 7) % 1000, number / 3 FROM numbers($rows)"; do
    curl --silent --show-error --fail-with-body --unix-socket "$data/engine.sock" --data-binary "$statement" http://localhost/ || exit 1
done
stop_server && start_server --result_cache_size 0 || exit 1
python3 "$folder/pivot.py" "$rows" "host=127.0.0.1 port=$server_port user=tester dbname=pivot"
