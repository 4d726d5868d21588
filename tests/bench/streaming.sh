#!/usr/bin/env bash
# A large result from pgpivot, from PostgreSQL and from the engine's own HTTP interface, in turn, the
# same rows: streaming.sh [ROWS]. Wants $PGPIVOT, $PGPIVOT_ENGINE and $POSTGRES_BIN as the tests do.
set -u
folder=$(dirname "$0")
. "$folder/../support/server.sh"
. "$folder/../diff/postgres.sh"

rows=${1:-2000000}
create="CREATE TABLE pivot.streamed (d date, at timestamp, id bigint, n int, desk text, name text, price float8, fee numeric(12,2))"
fill="INSERT INTO pivot.streamed SELECT date '2024-01-01' + i % 365, timestamp '2024-01-01' + i * interval '1 second', i * 1000003::bigint,
    i % 1000 - 500, 'desk ' || i % 20, 'instrument ' || (i % 100003) * 7919 % 100003, sqrt(i::float8), CASE WHEN i % 10 > 0 THEN (i % 100000) / 100.0 END
    FROM generate_series(1, $rows) AS i"

start_postgres && init_data && start_server --result_cache_size 0 || exit 1
postgres_sql -c 'CREATE SCHEMA IF NOT EXISTS pivot' -c "$create" -c "$fill" -c 'VACUUM ANALYZE pivot.streamed' >"$work/fill.log" 2>&1 &&
    psql -X -q -v ON_ERROR_STOP=1 "host=127.0.0.1 port=$server_port user=tester dbname=pivot" -c "$create" -c "$fill" >>"$work/fill.log" 2>&1 ||
    { cat "$work/fill.log"; exit 1; }
python3 "$folder/streaming.py" "$rows" "$server_port" "$server_pid" "$data/engine.sock" "$postgres_conninfo"
