#!/usr/bin/env bash
# pgpivot behind PgBouncer in transaction mode: few sessions serve many clients in turn. Skipped where
# PgBouncer is not installed.
set -u
folder=$(cd "$(dirname "$0")" && pwd)
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

pooler=$(PATH=$PATH:/usr/sbin command -v pgbouncer) || { skip "PgBouncer" "not installed" && finish; }
pooler_pid=
end_all() {
    [ -z "$pooler_pid" ] || { kill -INT "$pooler_pid" && wait "$pooler_pid"; } 2>/dev/null
    end_test
}
trap end_all EXIT

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# It refuses to run as root.
as_nobody() {
    if [ "$(id -u)" = 0 ]; then
        exec setpriv --reuid nobody --regid nogroup --clear-groups "$@"
    else
        exec "$@"
    fi
}

start_pooler() {
    pooler_port=$(free_port)
    cat >"$work/pooler.ini" <<END
[databases]
pivot = host=127.0.0.1 port=$server_port user=tester
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $pooler_port
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
server_check_delay = 0
server_check_query = select 1
END
    chmod 755 "$work"
    (as_nobody "$pooler" -q "$work/pooler.ini") >"$work/pooler.log" 2>&1 &
    pooler_pid=$!
    wait_for pooled -c 'SELECT 1' >/dev/null
}

# As sql, through the pooler.
pooled() {
    PGCONNECT_TIMEOUT=20 psql -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$pooler_port" -U tester -d pivot "$@" 2>&1
}

n_sessions() {
    sql -c "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
}

pgbench_through() {
    pgbench -h 127.0.0.1 -p "$pooler_port" -U tester -n -M "$1" -c 8 -t 20 -f "$work/bench.sql" pivot 2>&1
}

check "init" init_data
start_server || { report "the server starts" 1 && finish; }
start_pooler || { report "PgBouncer starts" 1 "$(cat "$work/pooler.log")" && finish; }
echo 'BEGIN; SELECT :client_id + 1; END;' >"$work/bench.sql"

is "a query" "$(pooled -c 'SELECT 6 * 7')" 42
for mode in simple extended; do
    matches "8 clients of pgbench -M $mode" "$(pgbench_through "$mode")" '*actually processed: 160/160*'
done
check "share two sessions" [ "$(n_sessions)" -le 2 ]
is "a client's parameters follow it" "$(pooled -c "SET DateStyle = german" -c "SELECT date '2020-01-02'" \
    -c "SET TimeZone = 'Europe/Berlin'" -c "SELECT timestamptz '2020-01-02 00:00:00+00'")" \
    $'02.01.2020\n02.01.2020 01:00:00 CET'
is "and are not the next one's" "$(pooled -c "SELECT date '2020-01-02'" -c 'SHOW TimeZone')" $'2020-01-02\nUTC'
is "a cursor within a transaction" "$(pooled -c 'BEGIN; DECLARE c CURSOR FOR SELECT * FROM generate_series(1, 3); FETCH 2 FROM c; COMMIT')" $'1\n2'
matches "an error leaves the session fit for others" "$(pooled -c 'BEGIN; SELECT nothing; COMMIT')" '*column "nothing" does not exist*'
is "and it is" "$(pooled -c 'SELECT 1')" 1
echo 1 >"$work/one"
is "COPY both ways" "$(pooled -c 'CREATE TABLE pooled (k int4)' -c "\\copy pooled FROM '$work/one'" -c 'COPY pooled TO STDOUT')" 1

# A cancel comes to the pooler, which knows whose session it is.
long='SELECT sum(a.x * b.x) FROM generate_series(1, 1000000) AS a(x), generate_series(1, 1000000) AS b(x)'
is_running() {
    [ "$(sql -c "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT sum(a.x%'")" = 1 ]
}
psql -X -h 127.0.0.1 -p "$pooler_port" -U tester -d pivot -c "$long" >"$work/cancelled" 2>&1 &
client=$!
wait_for is_running
kill -INT "$client"
wait "$client"
matches "a cancel" "$(cat "$work/cancelled")" '*canceling statement due to user request*'
finish
